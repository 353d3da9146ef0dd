"""What each event of others does to an idea in each state: take effect, or wait.

What waits for ever is a dead letter. So an event waits only where the one that it
follows can still come.
"""

from typing import Any

import pytest
from google.protobuf.message import Message

from chassis.domain import DomainError
from chassis.eventlog import LogRecord
from chassis.messaging import EventRouter
from day1.coes.v1 import coes_events_pb2 as coes
from day1.erasure.v1 import erasure_events_pb2 as erasure
from day1.experiments.v1 import experiments_events_pb2 as experiments
from day1.reviews.v1 import reviews_events_pb2 as reviews
from services.ideas.domain.life import FINAL, IdeaState
from services.ideas.messaging.consumer import subscribe
from tests.unit.ideas.support import (
    E1,
    EXPERIMENTS,
    I1,
    I2,
    IDEAS,
    R1,
    WorkInMemory,
    draft,
    work_on,
)

OF_REVIEW: dict[str, Any] = {"review": R1, "idea": I1, "revision": "1.0"}
OF_EXPERIMENT: dict[str, Any] = {"experiment": E1, "idea": I1}
GRAVE: dict[str, Any] = {
    "coe": "coes/c1",
    "idea": I1,
    "severity": "INCIDENT_SEVERITY_HIGH",
}

EVENTS: dict[str, Message] = {
    "opened": reviews.ReviewOpened(**OF_REVIEW),
    "approved": reviews.ReviewDecided(**OF_REVIEW, outcome="REVIEW_OUTCOME_APPROVE"),
    "returned": reviews.ReviewDecided(**OF_REVIEW, outcome="REVIEW_OUTCOME_RETURN"),
    "declined": reviews.ReviewDecided(**OF_REVIEW, outcome="REVIEW_OUTCOME_DECLINE"),
    "started": experiments.ExperimentStarted(**OF_EXPERIMENT),
    "supporting": experiments.ExperimentStarted(**OF_EXPERIMENT, supporting=True),
    "aborted": experiments.ExperimentAborted(**OF_EXPERIMENT),
    **{
        verdict: experiments.ExperimentDecided(
            **OF_EXPERIMENT, verdict=f"VERDICT_{verdict}", learning="They read."
        )
        for verdict in ("SCALE", "PIVOT", "KILL", "INCONCLUSIVE")
    },
    "coe opened": coes.CoeOpened(**GRAVE),
    "coe reopened": coes.CoeReopened(**GRAVE),
    "waiver expired": coes.CoeWaiverExpired(coe="coes/c1"),
    "coe approved": coes.CoeApproved(coe="coes/c1"),
    "coe dismissed": coes.CoeDismissed(coe="coes/c1"),
    "erased": erasure.TextErased(subject=R1),
}

WAITS = {
    **{one: {IdeaState.SUBMITTED} for one in ("approved", "returned", "declined")},
    "started": {
        IdeaState.DRAFT,
        IdeaState.SUBMITTED,
        IdeaState.IN_REVIEW,
        IdeaState.DECLINED,
        IdeaState.EXPERIMENTING,
        IdeaState.SCALING,
    },
}
"""Where an event waits: until its review is open, or the experiment before has ended.

Everywhere else it takes effect, or changes nothing.
"""


def router() -> EventRouter[Any]:
    found: EventRouter[Any] = EventRouter()
    subscribe(found)
    return found


ROUTER = router()


def waits(work: WorkInMemory, event: Message) -> bool:
    kind = event.DESCRIPTOR.full_name
    record = LogRecord("t", "k", {"ce_type": kind}, event.SerializeToString())
    try:
        ROUTER.handle(work, record)
    except DomainError:
        return True
    return False


@pytest.mark.parametrize("name", EVENTS)
@pytest.mark.parametrize("state", IDEAS)
def test_an_event_takes_effect_or_waits_for_what_can_still_come(
    state: str, name: str
) -> None:
    idea = IDEAS[state]()
    work = work_on(idea, EXPERIMENTS)
    original = draft()
    original.id = I2.removeprefix("ideas/")
    work.ideas.add(original)

    expected = idea.state in WAITS.get(name, set())

    assert waits(work, EVENTS[name]) == expected
    assert not expected or idea.state not in FINAL


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_about_an_idea_that_never_was_changes_nothing(name: str) -> None:
    work = WorkInMemory(EXPERIMENTS)

    assert not waits(work, EVENTS[name])
    assert not work.ideas.by_id
    assert not work.evidence.by_id


def test_every_event_that_is_heard_is_in_the_table() -> None:
    told = {event.DESCRIPTOR.full_name for event in EVENTS.values()}

    assert set(ROUTER.types) - told == {"day1.checks.v1.CheckChanged"}
