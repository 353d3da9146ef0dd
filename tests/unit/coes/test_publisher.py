"""What others hear of COEs and mechanisms."""

import inspect
from typing import Any

import pytest
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.checks.messaging import from_check
from chassis.domain import Cause, DomainEvent
from day1.checks.v1 import checks_pb2 as checks
from day1.coes.v1 import coes_events_pb2 as pb
from day1.coes.v1 import coes_pb2 as api
from day1.coes.v1 import mechanisms_events_pb2 as facts
from services.coes.domain import events
from services.coes.domain import mechanism_events as mechanisms
from services.coes.domain.mechanism import Mechanism
from services.coes.domain.report import Impact, Severity
from services.coes.messaging.publisher import PUBLISHER, publications, to_message
from tests.unit.coes.support import (
    BEFORE,
    EVE,
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
            severity=Severity.HIGH,
            idea="ideas/i1",
            owner=KAI.name,
            team=KAI.team,
            start_time=BEFORE,
            impact_so_far=Impact(12),
            title="Torn",
            recurrence_of="coes/c0",
            at=NOON,
        ),
        pb.CoeOpened(
            **THERE,
            severity="SEVERITY_HIGH",
            idea="ideas/i1",
            owner="people/kai",
            team="teams/platform",
            start_time=Timestamp(seconds=int(BEFORE.timestamp())),
            impact_so_far=api.Impact(customers=12),
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
            **THERE, severity=Severity.HIGH, cause_class="old-glue", at=NOON
        ),
        pb.CoeSubmitted(**THERE, severity="SEVERITY_HIGH", cause_class="old-glue"),
    ),
    (
        events.CoeReturned(**THERE, comment="Why?", at=NOON),
        pb.CoeReturned(**THERE, comment="Why?"),
    ),
    (
        events.CoeApproved(
            **THERE,
            severity=Severity.HIGH,
            mechanisms=("mechanisms/m1",),
            reviewer=EVE.name,
            idea="ideas/i1",
            at=NOON,
        ),
        pb.CoeApproved(
            **THERE,
            severity="SEVERITY_HIGH",
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
        events.CoeClosed(**THERE, by_mechanism=True, at=NOON),
        pb.CoeClosed(**THERE, by_mechanism=True),
    ),
    (
        events.CoeReopened(
            **THERE,
            severity=Severity.HIGH,
            idea="ideas/i1",
            recurrence="coes/c9",
            mechanism="mechanisms/m1",
            at=NOON,
        ),
        pb.CoeReopened(
            **THERE,
            severity="SEVERITY_HIGH",
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
            **IT, backtest_n=41, would_have_blocked=3, caught=2, at=NOON
        ),
        facts.MechanismProven(**IT, backtest_n=41, would_have_blocked=3, caught=2),
    ),
    (
        mechanisms.MechanismAdopted(**IT, check=CHECK, adopter=EVE.name, at=NOON),
        facts.MechanismAdopted(**IT, check=SEEN, adopter="people/eve"),
    ),
    (
        mechanisms.MechanismImproved(
            **IT, check=CHECK, proved_on=("coes/c1",), at=NOON
        ),
        facts.MechanismImproved(**IT, check=SEEN, proved_on=["coes/c1"]),
    ),
    (
        mechanisms.MechanismSuspended(**IT, reason="Hurts.", resume_time=NOON, at=NOON),
        facts.MechanismSuspended(**IT, reason="Hurts.", resume_time=STAMP),
    ),
    (mechanisms.MechanismResumed(**IT, at=NOON), facts.MechanismResumed(**IT)),
    (
        mechanisms.MechanismRetired(**IT, reason="Owns us.", at=NOON),
        facts.MechanismRetired(**IT, reason="Owns us."),
    ),
    (
        mechanisms.MechanismRejected(**IT, reason="Broad.", at=NOON),
        facts.MechanismRejected(**IT, reason="Broad."),
    ),
    (
        mechanisms.MechanismInspected(
            **IT,
            outputs_reached=True,
            still_needed=True,
            we_own_it=True,
            next_time=NOON,
            at=NOON,
        ),
        facts.MechanismInspected(
            **IT,
            outputs_reached=True,
            still_needed=True,
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
            **IT, reason="INSPECTION_OVERDUE", owner_team=KAI.team, at=NOON
        ),
        facts.MechanismSoftened(
            **IT, reason="INSPECTION_OVERDUE", owner_team="teams/platform"
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
    events.CoeTimelineExtended(coe="coes/c1", at=NOON),
    events.CoeWhyAdded(coe="coes/c1", at=NOON),
    events.CoeCorrectionCompleted(coe="coes/c1", correction="check", at=NOON),
    events.CoeProtected(coe="coes/c1", mechanisms=("mechanisms/x",), at=NOON),
    events.CoeRecurrenceMarked(coe="coes/c1", recurrence_of="coes/c0", at=NOON),
    events.CoeRecurred(coe="coes/c1", recurrence="coes/c9", at=NOON),
]

PRIVATE_FACTS: list[DomainEvent] = [
    mechanisms.MechanismActivated(**IT, at=NOON),
    mechanisms.MechanismConsumed(**IT, at=NOON),
    mechanisms.MechanismExcused(**IT, at=NOON),
    mechanisms.MechanismReported(**IT, at=NOON),
]


def kind(value: Any) -> str:
    return type(value).__name__


@pytest.mark.parametrize(("event", "message"), MESSAGES + FACTS, ids=kind)
def test_an_event_travels_with_every_field(
    event: DomainEvent, message: Message
) -> None:
    assert to_message(event) == message
    assert len(message.ListFields()) == len(message.DESCRIPTOR.fields)


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
    assert record.headers["ce_correlationid"] == "ideas/i1"
    assert record.headers["ce_time"] == NOON.isoformat()
