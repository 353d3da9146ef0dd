"""`protos/EVENTS.md` and `docs/identity.md` say what the code does."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chassis import dead_letters
from chassis.checks.messaging import STATE_TOPIC
from chassis.domain import Actor
from chassis.eventlog import LogRecord
from chassis.eventlog.embedded import PARTITIONS
from chassis.eventlog.kafka_address import Layout
from chassis.eventlog.kafka_cluster import COMPACTED
from chassis.inbox import LONGEST_ID
from chassis.limits import EVENT_RETENTION, MAX_METADATA_BYTES
from chassis.messaging import (
    REQUIRED,
    SCHEMAS,
    SEQUENCE,
    Envelope,
    PoisonMessage,
    cause_in,
)
from chassis.rpc import keys, tokens
from chassis.settings import ServiceSettings
from chassis.tokens import LONGEST
from deploy.keys import MARGIN
from services.coes.messaging.publisher import PUBLISHER as COES
from services.experiments.messaging.publisher import PUBLISHER as EXPERIMENTS
from services.ideas.messaging.publisher import PUBLISHER as IDEAS
from services.reviews.messaging.publisher import PUBLISHER as REVIEWS
from web.config import WebSettings

ROOT = Path(__file__).parents[2]
EVENTS = (ROOT / "protos" / "EVENTS.md").read_text()
IDENTITY = (ROOT / "docs" / "identity.md").read_text()

KEYS = {
    "idea": "the id of the idea",
    "coe": "the id of the COE",
    "mechanism": "the id of the mechanism",
    "check.mechanism": "the id of the mechanism",
}
"""The field of an event that holds its key, in the words of the page."""


def table(page: str, first: str) -> list[dict[str, str]]:
    """Return the rows of the table whose first column has this title."""
    lines = iter(page.splitlines())
    head = next(cells(line) for line in lines if line.startswith(f"| {first} |"))
    next(lines)
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append(dict(zip(head, cells(line), strict=True)))
    return rows


def cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip("|").split("|")]


def headers(page: str) -> list[list[dict[str, str]]]:
    """Return both tables of headers: those of events, those for operators."""
    first, _, second = page.partition("## For operators")
    return [table(first, "header"), table(second, "header")]


OF_EVENTS, FOR_OPERATORS = headers(EVENTS)


def written(team: str = "teams/books", traceparent: str = "00-1-2-01") -> LogRecord:
    """Return what is logged of an event."""
    return Envelope(
        id="e1",
        type="day1.ideas.v1.IdeaSubmitted",
        source="services/ideas",
        subject="ideas/i1",
        time=datetime.now(UTC),
        actor=Actor("people/ann", team),
        journey="ideas/i1",
        causation_id="r1",
        aggregate_version=1,
        data=b"",
        traceparent=traceparent,
    ).to_record("ideas.events.v1", "i1")


def test_every_header_that_is_written_is_described_and_no_other() -> None:
    assert {*written().headers, SEQUENCE} == {row["header"] for row in OF_EVENTS}


def test_what_is_always_written_is_said_to_be() -> None:
    always = {row["header"] for row in OF_EVENTS if row["written"] == "always"}

    assert {*written(team="", traceparent="").headers, SEQUENCE} == always


def test_the_headers_that_a_consumer_needs_are_said_to_be_required() -> None:
    required = {row["header"] for row in OF_EVENTS if row["required"] == "yes"}

    assert set(REQUIRED) == required


@pytest.mark.parametrize("row", OF_EVENTS, ids=lambda row: row["header"])
def test_an_event_is_poison_without_a_required_header_only(row: dict[str, str]) -> None:
    whole = written()
    rest = {k: v for k, v in whole.headers.items() if k != row["header"]}
    record = LogRecord(whole.topic, whole.key, rest, whole.value)

    try:
        cause_in(record)
    except PoisonMessage:
        assert row["required"] == "yes"
    else:
        assert row["required"] == "no"


def test_names_of_attributes_are_those_that_cloudevents_allows() -> None:
    names = {row["header"] for row in OF_EVENTS} - {"content-type"}

    assert [name for name in names if not re.fullmatch("ce_[a-z0-9]{1,20}", name)] == []


def test_the_schema_of_an_event_is_as_the_page_says() -> None:
    said = written().headers["ce_dataschema"]

    assert said == f"{SCHEMAS}day1.ideas.v1.IdeaSubmitted"
    assert re.fullmatch(r"https://day1\.example/schemas/\d{4}\.\d{2}/[\w.]+", said)
    assert "https://day1.example/schemas/{release}/{type}" in EVENTS


def test_the_headers_for_operators_are_those_of_dead_letters() -> None:
    letter = dead_letters.dead_letter(written(), "ideas", "Why.", 1)
    back = dead_letters.redriven(letter, "ideas")

    added = set(back.headers) - set(written().headers)
    assert added == {row["header"] for row in FOR_OPERATORS}
    assert dead_letters.dead_topic_of("{group}") in EVENTS
    assert dead_letters.redrive_topic_of("{group}") in EVENTS


def test_every_topic_is_described_with_its_publisher_and_key() -> None:
    published = {
        (topic, publisher.source, KEYS[key])
        for publisher in (IDEAS, REVIEWS, EXPERIMENTS, COES)
        for topic, key in publisher.topics.items()
    }

    rows = table(EVENTS, "topic")
    assert {(row["topic"], row["publisher"], row["key"]) for row in rows} == published


def test_the_compacted_topic_is_the_one_that_holds_states() -> None:
    kept = {row["topic"]: row["kept"] for row in table(EVENTS, "topic")}

    assert [topic for topic in kept if topic.endswith(COMPACTED)] == [STATE_TOPIC]
    assert kept.pop(STATE_TOPIC) == "the newest record of each key, without end"
    assert set(kept.values()) == {f"at least {EVENT_RETENTION.days} days"}
    assert Layout().retention is None  # and not less than is promised


def test_numbers_of_the_page_about_events_are_those_of_the_code() -> None:
    assert f"has {PARTITIONS} partitions" in EVENTS
    assert Layout().partitions == PARTITIONS
    assert f"text, at most {LONGEST_ID} characters" in EVENTS


@pytest.mark.parametrize("proto", sorted(ROOT.glob("protos/day1/*/v1/*_events.proto")))
def test_every_file_of_events_leads_to_the_page(proto: Path) -> None:
    head, _, _ = proto.read_text().partition("syntax =")

    assert "`protos/EVENTS.md`" in head


def test_the_claims_that_a_service_needs_are_said_to_be_required() -> None:
    rows = table(IDENTITY, "claim")

    required = {row["claim"] for row in rows if row["required"] == "yes"}
    assert required == set(tokens.REQUIRED)
    assert {row["claim"] for row in rows} == required | {"azp", "jti", "nbf"}


def test_the_algorithms_are_those_that_verify() -> None:
    rows = table(IDENTITY, "algorithm")

    assert tuple(row["algorithm"] for row in rows) == keys.ALGORITHMS


def test_the_settings_of_identity_are_those_of_services() -> None:
    rows = table(IDENTITY, "variable of a service")
    fields = ServiceSettings.model_fields
    named = {row["variable of a service"].strip("`…_").lower(): row for row in rows}

    assert set(named) == {name for name in fields if name.startswith("token_")}
    for name, row in named.items():
        default = "none" if fields[name].is_required() else fields[name].default
        assert row["default"].strip("`") == default
    for name in (n for n in WebSettings.model_fields if n.startswith("token_")):
        assert f"`WEB_{name.upper()}`" in IDENTITY


def test_numbers_of_the_page_about_identity_are_those_of_the_code() -> None:
    leeway = f"{tokens.LEEWAY_SECONDS:.0f} s"
    minutes = (LONGEST + MARGIN).total_seconds() / 60

    assert f"`exp` was {leeway} ago or longer" in IDENTITY
    assert f"a tolerance of {leeway}" in IDENTITY
    assert tokens.FUTURE_SECONDS == 86_400
    assert "At most one day in the future" in IDENTITY
    assert f"an `exp` of {minutes:.0f} minutes" in IDENTITY
    assert LONGEST.total_seconds() == 3600
    assert "no token of Day 1 lives longer than an hour" in IDENTITY
    assert f"may have {MAX_METADATA_BYTES // 1024} KiB" in IDENTITY
