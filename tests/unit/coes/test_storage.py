"""The rows of COEs and mechanisms, and what erasure leaves of snapshots."""

from collections.abc import Iterator
from typing import Any

from day1.experiments.v1.experiments_events_pb2 import ExperimentSnapshot
from day1.ideas.v1.ideas_events_pb2 import IdeaSnapshot
from day1.reviews.v1.reviews_events_pb2 import DecisionSnapshot
from services.coes.api import coe_servicer, mechanism_servicer
from services.coes.storage.erasing import KEPT, erase_texts
from services.coes.storage.postgres import COES, CORRECTIONS, MECHANISMS
from tests.unit.coes.support import (
    DAY,
    NOON,
    active,
    correcting,
    human_run,
    opened,
    opened_by_breach,
    proposed,
    waived,
    watching,
)


def test_a_list_can_be_filtered_by_columns_only() -> None:
    assert set(coe_servicer.FILTERS) <= set(COES.columns)
    assert set(coe_servicer.CORRECTION_FILTERS) <= set(CORRECTIONS)
    assert set(mechanism_servicer.FILTERS) <= set(MECHANISMS.columns)


def test_an_incident_is_a_column_so_that_it_can_be_unique() -> None:
    assert COES.dump(opened_by_breach())["incident_key"] == "e1/refund_rate/1"


def test_coes_that_people_opened_do_not_share_an_incident() -> None:
    assert COES.dump(opened())["incident_key"] is None


def test_the_row_says_when_time_has_something_to_do() -> None:
    assert COES.dump(correcting())["wake_at"] == NOON + 10 * DAY
    assert COES.dump(watching())["wake_at"] == NOON + 30 * DAY
    assert COES.dump(opened())["wake_at"] is None


def test_the_row_says_whether_a_coe_is_waived() -> None:
    assert COES.dump(waived())["waived"] is True
    assert COES.dump(watching())["waived"] is False


def test_the_row_of_a_mechanism_says_what_it_is_found_by() -> None:
    row = MECHANISMS.dump(active())

    assert (row["state"], row["stage"]) == ("ADOPTED", "STAGE_EXPERIMENT_START")
    assert (row["tool"], row["origin_coes"]) == ("PREDICATE", ["coes/c1"])
    assert MECHANISMS.dump(proposed(human_run()))["stage"] == ""


def test_a_stored_mechanism_is_read_as_it_was() -> None:
    mechanism = active()

    assert MECHANISMS.load(0, MECHANISMS.dump(mechanism)["body"]) == mechanism


SNAPSHOTS = (ExperimentSnapshot, IdeaSnapshot, DecisionSnapshot)


def texts_in(kind: Any) -> Iterator[str]:
    """Return the names of all fields with strings, all the way down."""
    for field in kind.fields:
        if field.message_type:
            yield from texts_in(field.message_type)
        elif field.type == field.TYPE_STRING:
            yield field.name


def test_every_field_that_erasure_keeps_exists() -> None:
    found = {name for kind in SNAPSHOTS for name in texts_in(kind.DESCRIPTOR)}

    assert found >= KEPT
    assert found - KEPT >= {
        "title",
        "press_release",
        "rationale",
        "learning",
        "because",
    }


def test_texts_are_erased_from_a_snapshot_and_the_rest_stays() -> None:
    seen = ExperimentSnapshot(
        name="experiments/e1",
        title="Boxes",
        door_kinds=["ONE_WAY"],
        hypothesis={"because": "Ann said so.", "customer": "Ann"},
        required_inputs=[{"name": "weight", "fallback": "Ann guesses."}],
        units=3,
    )
    idea = IdeaSnapshot(customer_faqs=[{"id": "a", "answer": "Ann."}])
    idea.debated_topics.extend(["Ann", "Ben"])

    erase_texts(seen)
    erase_texts(idea)

    assert seen == ExperimentSnapshot(
        name="experiments/e1",
        title="[erased]",
        door_kinds=["ONE_WAY"],
        hypothesis={"because": "[erased]", "customer": "[erased]"},
        required_inputs=[{"name": "weight", "fallback": "[erased]"}],
        units=3,
    )
    assert idea == IdeaSnapshot(
        customer_faqs=[{"id": "a", "answer": "[erased]"}],
        debated_topics=["[erased]", "[erased]"],
    )
