"""What people try in order to get around the rules of ideas, and the refusals."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.protobuf.field_mask_pb2 import FieldMask
from google.type.money_pb2 import Money

from chassis.domain import Actor
from chassis.rpc.errors import violations_in
from day1.checks.v1 import checks_pb2 as checks
from day1.coes.v1 import coes_events_pb2 as coes
from day1.experiments.v1 import experiments_events_pb2 as experiments
from day1.ideas.v1 import ideas_pb2 as pb
from tests.integration.alone import await_true
from tests.integration.ideas_alone import (
    HEARD,
    JOY,
    Ideas,
    conversation,
    running,
    written,
)
from tests.unit.ideas.support import ANN, BEN, EVE

SAYS_NOTHING = "TEXT_SAYS_NOTHING"


@pytest.fixture
def ideas(tmp_path: Path, database_url: str, eventlog_url: str) -> Iterator[Ideas]:
    with running(tmp_path, database_url, eventlog_url) as service:
        yield service


def in_days(days: int) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


def approved(ideas: Ideas, idea: pb.Idea | None = None) -> str:
    name = ideas.ready("i1", idea or written())
    ideas.submit(name)
    ideas.decide(name, "REVIEW_OUTCOME_APPROVE")
    ideas.await_state(name, "APPROVED")
    return name


def test_words_that_say_nothing_are_refused_with_their_field(ideas: Ideas) -> None:
    name, submitted = ideas.draft("i2"), ideas.ready("i1")
    question = pb.Question(text="Why?")
    asked = ideas(EVE, "CreateQuestion", parent=name, question=question).question
    ideas.submit(submitted)
    dots: list[tuple[Actor, str, dict[str, Any], str]] = [
        (
            EVE,
            "CreateQuestion",
            {"parent": name, "question": pb.Question(text="?")},
            "question.text",
        ),
        (ANN, "AnswerQuestion", {"name": asked.name, "answer": "TBD"}, "answer"),
        (
            EVE,
            "CreateEvidence",
            {"parent": name, "evidence": conversation("…")},
            "evidence.summary",
        ),
        (ANN, "RecallIdea", {"name": submitted, "reason": "."}, "reason"),
        (ANN, "WithdrawIdea", {"name": name, "reason": "."}, "reason"),
    ]

    for by, method, fields, field in dots:
        assert ideas.fields_of(by, method, **fields) == {SAYS_NOTHING: field}


def test_a_place_on_the_roadmap_needs_a_reason_and_new_evidence(ideas: Ideas) -> None:
    name = ideas.draft("i1")
    pieces = [
        ideas(EVE, "CreateEvidence", parent=name, evidence=conversation(text)).evidence
        for text in ("One asked.", "Another asked.")
    ]
    first, second = (piece.name for piece in pieces)
    placed = {"name": name, "priority": 3, "evidence": [first], "reason": "They ask."}

    assert SAYS_NOTHING in ideas.refused(
        ANN, "PrioritizeIdea", **{**placed, "reason": "-"}
    )
    ideas(ANN, "PrioritizeIdea", **placed)
    higher = {**placed, "priority": 1}
    assert "PRIORITY_NEEDS_NEW_EVIDENCE" in ideas.refused(
        ANN, "PrioritizeIdea", **higher
    )
    ideas(ANN, "PrioritizeIdea", **{**higher, "evidence": [second]})


def test_evidence_was_observed_before_it_is_added(ideas: Ideas) -> None:
    name = ideas.draft("i1")
    early = conversation("She will say yes.", observe_time=in_days(1))

    assert ideas.fields_of(EVE, "CreateEvidence", parent=name, evidence=early) == {
        "EVIDENCE_IN_FUTURE": "evidence.observe_time"
    }


def test_a_one_way_door_is_not_relabelled_and_no_return_is_ignored(
    ideas: Ideas,
) -> None:
    name = ideas.ready("i1", written(light=False))
    ideas.submit(name)
    ideas.decide(name, "REVIEW_OUTCOME_RETURN")
    ideas.await_state(name, "DRAFT")
    assert "NOTHING_CHANGED" in ideas.refused(ANN, "SubmitIdea", name=name)

    idea = pb.Idea()
    idea.CopyFrom(written(light=False))
    idea.name = name
    idea.document.doors[0].kind = checks.DOOR_KIND_TWO_WAY
    way_back = pb.Undo(plan="Rename it.", cost=Money(currency_code="USD"), days=1)
    idea.document.doors[0].undo.CopyFrom(way_back)
    ideas(ANN, "UpdateIdea", idea=idea)

    refused = ideas.refused(ANN, "SubmitIdea", name=name)
    assert set(refused) == {"ONE_WAY_DOOR_RELABELLED"}
    assert "'Call it Fit.' (brand)" in refused["ONE_WAY_DOOR_RELABELLED"]
    linted = ideas(ANN, "LintIdea", name=name)
    assert "ONE_WAY_DOOR_GONE" in {warning.reason for warning in linted.warnings}


def test_whoever_decided_about_it_does_not_lead_it(ideas: Ideas) -> None:
    name = approved(ideas)

    for method in ("AssignLeader", "TransferLeader"):
        assert "LEADER_IS_DECIDER" in ideas.refused(
            BEN, method, name=name, leader=JOY.name
        )


def test_what_a_submission_needs_stays_afterwards(ideas: Ideas) -> None:
    name = approved(ideas)
    mask = FieldMask(paths=["members"])
    many = pb.Idea(name=name, members=[f"people/p{n}" for n in range(11)])

    assert "TEAM_OVER_TWO_PIZZAS" in ideas.refused(
        ANN, "UpdateIdea", idea=many, update_mask=mask
    )
    began = pb.Idea(name=name, build_start_time=in_days(-1))
    mask = FieldMask(paths=["build_start_time"])
    ideas(ANN, "UpdateIdea", idea=began, update_mask=mask)
    assert "BUILD_START_STAYS" in ideas.refused(
        ANN, "UpdateIdea", idea=pb.Idea(name=name), update_mask=mask
    )
    ideas.experiment(name, "VERDICT_SCALE")
    ideas.await_state(name, "SCALING")
    ideas(BEN, "LaunchIdea", name=name)
    mask = FieldMask(paths=["document.user_manual"])
    assert "MANUAL_NOT_WRITTEN" in ideas.refused(
        ANN, "UpdateIdea", idea=pb.Idea(name=name), update_mask=mask
    )


def test_patience_is_kept_unless_harm_was_done(ideas: Ideas) -> None:
    idea = written()
    idea.patience_until_time.FromDatetime(in_days(30))
    name = approved(ideas, idea)
    kill = {"name": name, "reason": "Dull.", "learning": "Nobody cares."}

    assert SAYS_NOTHING in ideas.refused(BEN, "KillIdea", **{**kill, "reason": "."})
    assert "KILL_BEFORE_PATIENCE" in ideas.refused(BEN, "KillIdea", **kill)
    assert "KILL_BEFORE_PATIENCE" in ideas.refused(
        ANN, "WithdrawIdea", name=name, reason="No time."
    )
    opened = coes.CoeOpened(
        coe="coes/c1", title="Fires", idea=name, severity="INCIDENT_SEVERITY_HIGH"
    )
    ideas.tell(opened, HEARD[2], "c1")
    await_true(lambda: ideas.get(name).stats.open_coes, "held")
    ideas(BEN, "KillIdea", **kill)


def test_an_idea_does_not_end_while_evidence_is_looked_for(ideas: Ideas) -> None:
    name = approved(ideas)
    fields: dict[str, Any] = {"experiment": "experiments/s1", "idea": name}
    started = experiments.ExperimentStarted(**fields, supporting=True)
    ideas.tell(started, HEARD[1], "s1")
    kill = {"name": name, "reason": "Dull.", "learning": "Nobody cares."}
    dry = {**kill, "validate_only": True}

    await_true(lambda: "EXPERIMENT_OPEN" in said_to(ideas, "KillIdea", **dry), "open")
    assert "EXPERIMENT_OPEN" in ideas.refused(
        ANN, "WithdrawIdea", name=name, reason="No time."
    )
    ideas.tell(experiments.ExperimentAborted(**fields), HEARD[1], "s1")
    await_true(lambda: not said_to(ideas, "KillIdea", **dry), "ended")
    ideas(BEN, "KillIdea", **kill)


def said_to(ideas: Ideas, method: str, **fields: Any) -> set[str]:
    """Return the reasons of a refusal of the leader; none if there is no refusal."""
    try:
        ideas(BEN, method, **fields)
    except grpc.RpcError as refused:
        return {violation.reason for violation in violations_in(refused)}
    return set()


def test_an_inconclusive_experiment_brings_an_idea_back(ideas: Ideas) -> None:
    name = approved(ideas)

    ideas.experiment(name, "VERDICT_INCONCLUSIVE")

    await_true(
        lambda: ideas.get(name).history[-1].event == "IdeaExperimentEnded", "back"
    )
    idea = ideas.get(name)
    assert (idea.state, idea.leader) == (pb.IDEA_STATE_APPROVED, BEN.name)
    [learnt, *_] = ideas(EVE, "ListEvidence", parent=name).evidence
    assert (learnt.kind, learnt.result, learnt.summary) == (
        pb.EVIDENCE_KIND_EXPERIMENT,
        pb.EVIDENCE_RESULT_UNSPECIFIED,
        "They want bags.",
    )
