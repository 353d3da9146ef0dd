"""What others hear of COEs and mechanisms."""

import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from google.type import money_pb2

from chassis.checks.messaging import from_check
from chassis.domain import Cause, DomainEvent
from chassis.money import Money
from day1.checks.v1 import checks_pb2 as checks
from day1.coes.v1 import coes_events_pb2 as pb
from day1.coes.v1 import coes_pb2 as api
from day1.coes.v1 import mechanisms_events_pb2 as facts
from services.coes.domain import events
from services.coes.domain import mechanism_events as mechanisms
from services.coes.domain.keeping import EndTrigger, SoftenTrigger
from services.coes.domain.mechanism import Mechanism
from services.coes.domain.names import PRIVATE as NOT_TOLD
from services.coes.domain.names import PUBLIC
from services.coes.domain.report import Impact, IncidentSeverity
from services.coes.messaging.publisher import PUBLISHER, publications, to_message
from tests.unit.coes.support import (
    BEFORE,
    EVE,
    HOUR,
    KAI,
    NOON,
    POLICY,
    adopted,
    external,
    opened,
    opened_by_breach,
    proven,
    retired,
    suspended,
)

STAMP = Timestamp(seconds=int(NOON.timestamp()))
THERE: dict[str, Any] = {"coe": "coes/c1", "source": "experiments/e1"}
IT: dict[str, Any] = {"mechanism": "mechanisms/m1", "version": 2}

MESSAGES: list[tuple[DomainEvent, Message]] = [
    (
        events.CoeOpened(
            **THERE,
            severity=IncidentSeverity.HIGH,
            idea="ideas/i1",
            owner=KAI.name,
            team=KAI.team,
            start_time=BEFORE,
            impact_so_far=Impact(0, Money("USD", 12, 500_000_000), "Whole.", HOUR),
            title="Torn",
            recurrence_of="coes/c0",
            at=NOON,
        ),
        pb.CoeOpened(
            **THERE,
            severity="INCIDENT_SEVERITY_HIGH",
            idea="ideas/i1",
            owner="people/kai",
            team="teams/platform",
            start_time=Timestamp(seconds=int(BEFORE.timestamp())),
            impact_so_far=api.Impact(
                customers=0,
                loss=money_pb2.Money(currency_code="USD", units=12, nanos=500_000_000),
                promise_broken="Whole.",
                duration=HOUR,
            ),
            title="Torn",
            recurrence_of="coes/c0",
        ),
    ),
    (
        events.CoeAnalysisStarted(**THERE, at=NOON),
        pb.CoeAnalysisStarted(**THERE),
    ),
    (
        events.CoeDismissed(**THERE, reason="Fine.", at=NOON),
        pb.CoeDismissed(**THERE, reason="Fine."),
    ),
    (
        events.CoeSubmitted(
            **THERE, severity=IncidentSeverity.HIGH, cause_class="old-glue", at=NOON
        ),
        pb.CoeSubmitted(
            **THERE, severity="INCIDENT_SEVERITY_HIGH", cause_class="old-glue"
        ),
    ),
    (
        events.CoeReturned(**THERE, comment="Why?", at=NOON),
        pb.CoeReturned(**THERE, comment="Why?"),
    ),
    (
        events.CoeApproved(
            **THERE,
            severity=IncidentSeverity.HIGH,
            mechanisms=("mechanisms/m1",),
            reviewer=EVE.name,
            idea="ideas/i1",
            at=NOON,
        ),
        pb.CoeApproved(
            **THERE,
            severity="INCIDENT_SEVERITY_HIGH",
            mechanisms=["mechanisms/m1"],
            reviewer="people/eve",
            idea="ideas/i1",
        ),
    ),
    (
        events.CoeWaived(
            **THERE, reason="No glue.", expire_time=NOON, reviewer=EVE.name, at=NOON
        ),
        pb.CoeWaived(
            **THERE, reason="No glue.", expire_time=STAMP, reviewer="people/eve"
        ),
    ),
    (events.CoeWaiverExpired(**THERE, at=NOON), pb.CoeWaiverExpired(**THERE)),
    (
        events.CoeCorrectionOverdue(
            **THERE, correction="check", team=KAI.team, due_time=NOON, at=NOON
        ),
        pb.CoeCorrectionOverdue(
            **THERE, correction="check", team="teams/platform", due_time=STAMP
        ),
    ),
    (
        events.CoeCorrected(
            **THERE, mechanisms=("mechanisms/m1",), watch_until_time=NOON, at=NOON
        ),
        pb.CoeCorrected(**THERE, mechanisms=["mechanisms/m1"], watch_until_time=STAMP),
    ),
    (
        events.CoeClosed(**THERE, mechanisms=("mechanisms/glue-age",), at=NOON),
        pb.CoeClosed(**THERE, mechanisms=("mechanisms/glue-age",)),
    ),
    (
        events.CoeReopened(
            **THERE,
            severity=IncidentSeverity.HIGH,
            idea="ideas/i1",
            recurrence="coes/c9",
            mechanism="mechanisms/m1",
            at=NOON,
        ),
        pb.CoeReopened(
            **THERE,
            severity="INCIDENT_SEVERITY_HIGH",
            idea="ideas/i1",
            recurrence="coes/c9",
            mechanism="mechanisms/m1",
        ),
    ),
]

CHECK = adopted().check()
SEEN = from_check(CHECK)

FACTS: list[tuple[DomainEvent, Message]] = [
    (
        mechanisms.MechanismProposed(
            **IT,
            title="Declare",
            origin_coes=("coes/c1",),
            proposer=KAI.name,
            owner_team=KAI.team,
            at=NOON,
        ),
        facts.MechanismProposed(
            **IT,
            title="Declare",
            origin_coes=["coes/c1"],
            proposer="people/kai",
            owner_team="teams/platform",
        ),
    ),
    (
        mechanisms.MechanismProven(
            **IT, backtest_subjects=41, would_have_blocked=3, caught=2, at=NOON
        ),
        facts.MechanismProven(
            **IT, backtest_subjects=41, would_have_blocked=3, caught=2
        ),
    ),
    (
        mechanisms.MechanismAdopted(**IT, check=CHECK, adopter=EVE.name, at=NOON),
        facts.MechanismAdopted(**IT, check=SEEN, adopter="people/eve"),
    ),
    (
        mechanisms.MechanismImproved(
            **IT, check=CHECK, proved_coes=("coes/c1",), at=NOON
        ),
        facts.MechanismImproved(**IT, check=SEEN, proved_coes=["coes/c1"]),
    ),
    (
        mechanisms.MechanismSuspended(**IT, reason="Hurts.", resume_time=NOON, at=NOON),
        facts.MechanismSuspended(**IT, reason="Hurts.", resume_time=STAMP),
    ),
    (mechanisms.MechanismResumed(**IT, at=NOON), facts.MechanismResumed(**IT)),
    (
        mechanisms.MechanismRetired(
            **IT, reason="Owns us.", trigger=EndTrigger.SUNSET, at=NOON
        ),
        facts.MechanismRetired(
            **IT, reason="Owns us.", trigger="MECHANISM_END_TRIGGER_SUNSET"
        ),
    ),
    (
        mechanisms.MechanismRejected(**IT, reason="Broad.", at=NOON),
        facts.MechanismRejected(**IT, reason="Broad."),
    ),
    (
        mechanisms.MechanismInspected(
            **IT,
            outputs_reached=True,
            still_needed=False,
            we_own_it=True,
            next_time=NOON,
            at=NOON,
        ),
        facts.MechanismInspected(
            **IT,
            outputs_reached=True,
            still_needed=False,
            we_own_it=True,
            next_time=STAMP,
        ),
    ),
    (
        mechanisms.MechanismInspectionOverdue(
            **IT, due_time=NOON, owner_team=KAI.team, at=NOON
        ),
        facts.MechanismInspectionOverdue(
            **IT, due_time=STAMP, owner_team="teams/platform"
        ),
    ),
    (
        mechanisms.MechanismSoftened(
            **IT,
            trigger=SoftenTrigger.INSPECTION_OVERDUE,
            owner_team=KAI.team,
            at=NOON,
        ),
        facts.MechanismSoftened(
            **IT,
            trigger="MECHANISM_SOFTEN_TRIGGER_INSPECTION_OVERDUE",
            owner_team="teams/platform",
        ),
    ),
    (
        mechanisms.MechanismEscaped(
            **IT,
            coe="coes/c9",
            origin_coes=("coes/c1",),
            owner_team=KAI.team,
            at=NOON,
        ),
        facts.MechanismEscaped(
            **IT, coe="coes/c9", origin_coes=["coes/c1"], owner_team="teams/platform"
        ),
    ),
]

PRIVATE: list[DomainEvent] = [
    events.CoeUpdated(coe="coes/c1", at=NOON),
    events.CoeRepeated(coe="coes/c1", at=NOON),
    events.CoeDismissalAsked(coe="coes/c1", at=NOON),
    events.CoeTimelineExtended(coe="coes/c1", at=NOON),
    events.CoeWhyAdded(coe="coes/c1", at=NOON),
    events.CoeCorrectionCompleted(coe="coes/c1", correction="check", at=NOON),
    events.CoeProtected(coe="coes/c1", mechanisms=("mechanisms/x",), at=NOON),
    events.CoeUnprotected(coe="coes/c1", at=NOON),
    events.CoeRecurrenceMarked(coe="coes/c1", recurrence_of="coes/c0", at=NOON),
    events.CoeRecurred(coe="coes/c1", recurrence="coes/c9", at=NOON),
    events.CoeTextErased(coe="coes/c1", at=NOON),
]

PRIVATE_FACTS: list[DomainEvent] = [
    mechanisms.MechanismActivated(**IT, at=NOON),
    mechanisms.MechanismConsumed(**IT, at=NOON),
    mechanisms.MechanismExcused(**IT, at=NOON),
    mechanisms.MechanismReported(**IT, at=NOON),
    mechanisms.MechanismTextErased(**IT, at=NOON),
]


def kind(value: Any) -> str:
    return type(value).__name__


@pytest.mark.parametrize(("event", "message"), MESSAGES + FACTS, ids=kind)
def test_an_event_travels_with_every_field(
    event: DomainEvent, message: Message
) -> None:
    assert to_message(event) == message
    assert len(message.ListFields()) == len(message.DESCRIPTOR.fields)
    if isinstance(message, pb.CoeOpened):
        assert message.impact_so_far.HasField("customers")


@pytest.mark.parametrize("event", PRIVATE + PRIVATE_FACTS, ids=kind)
def test_some_events_are_private(event: DomainEvent) -> None:
    assert to_message(event) is None


@pytest.mark.parametrize(
    ("module", "told", "private", "contract"),
    [
        (events, MESSAGES, PRIVATE, pb.DESCRIPTOR),
        (mechanisms, FACTS, PRIVATE_FACTS, facts.DESCRIPTOR),
    ],
    ids=["coes", "mechanisms"],
)
def test_no_event_is_forgotten(
    module: Any, told: Any, private: Any, contract: Any
) -> None:
    kinds = {DomainEvent, mechanisms.MechanismEvent}
    defined = {
        name
        for name, found in inspect.getmembers(module, inspect.isclass)
        if issubclass(found, DomainEvent) and found not in kinds
    }
    public = {kind(event) for event, _ in told}

    assert defined == public | {kind(event) for event in private}
    assert public == set(contract.message_types_by_name)
    named = {kind.__name__ for kind in [*PUBLIC, *NOT_TOLD]}
    assert defined <= named
    told_of = {PUBLIC[type(event)] for event, _ in told}
    assert told_of == public


def test_the_contract_lists_the_names_in_a_history_that_are_not_published() -> None:
    published = {kind(event) for event, _ in MESSAGES + FACTS}
    protos = Path(__file__).parents[3] / "protos/day1/coes/v1"
    texts = [(protos / f"{name}.proto").read_text() for name in ("coes", "mechanisms")]
    comments = [text.partition(" string event = 3")[0][-700:] for text in texts]
    listed = {name for text in comments for name in re.findall(r"`(\w+)` \(", text)}

    assert {name for name in PUBLIC.values() if name not in published} == listed


def test_a_change_of_a_mechanism_travels_as_all_there_is_to_know() -> None:
    mechanism = adopted()
    mechanism.version = 7

    published = list(publications(mechanism, mechanism.events[-1]))

    assert [(it.topic, it.key) for it in published] == [
        ("mechanisms.events.v1", "glue-age"),
        ("mechanisms.state.v1", "glue-age"),
    ]
    assert published[1].message == checks.CheckChanged(
        check=from_check(mechanism.check()), active=True, aggregate_version=7
    )


@pytest.mark.parametrize("mechanism", [suspended(), retired()], ids=lambda m: m.state)
def test_what_does_not_act_is_told_as_inactive(mechanism: Mechanism) -> None:
    *_, last = publications(mechanism, mechanism.events[-1])

    assert isinstance(last.message, checks.CheckChanged)
    assert not last.message.active


def test_consumers_are_told_of_erased_titles_once_they_know_a_check() -> None:
    for mechanism, topics in ((proven(), []), (adopted(), ["mechanisms.state.v1"])):
        mechanism.origin_titles = ("Torn",)
        mechanism.retitle("coes/c1", "[erased]", by=EVE, at=NOON)

        published = list(publications(mechanism, mechanism.events[-1]))

        assert [it.topic for it in published] == topics


def test_nobody_else_has_to_know_of_an_external_check() -> None:
    mechanism = proven(external())
    mechanism.adopt([], by=EVE, at=NOON, policy=POLICY)
    events_of = [it for it in mechanism.events if kind(it) == "MechanismAdopted"]

    [published] = publications(mechanism, events_of[0])

    assert published.topic == "mechanisms.events.v1"


def test_a_beginning_that_nobody_knows_is_left_out() -> None:
    [event] = opened(start_time=None).events

    message = to_message(event)

    assert isinstance(message, pb.CoeOpened)
    assert not message.HasField("start_time")


def test_a_record_is_keyed_by_the_coe_and_belongs_to_the_journey_of_the_idea() -> None:
    coe = opened_by_breach()

    (record,) = PUBLISHER.records_of(
        coe, coe.events[0], Cause("r1", EVE), lambda: "event-1"
    )

    assert (record.topic, record.key) == ("coes.events.v1", "c1")
    assert record.headers["ce_source"] == "services/coes"
    assert record.headers["ce_subject"] == "coes/c1"
    assert record.headers["ce_journey"] == "ideas/i1"
    assert record.headers["ce_time"] == NOON.isoformat()
