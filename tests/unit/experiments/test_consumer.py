"""What experiments makes of the messages of ideas and COEs."""

import pytest
from google.protobuf.message import Message

from chassis.domain import Cause, NotFound
from chassis.eventlog import LogRecord
from chassis.messaging import EventRouter, PoisonMessage, cause_in
from day1.coes.v1 import coes_events_pb2 as coes
from day1.coes.v1 import coes_service_pb2 as coes_api
from day1.ideas.v1 import ideas_events_pb2 as ideas
from day1.ideas.v1 import ideas_service_pb2 as api
from services.experiments.application.ports import Work
from services.experiments.domain.experiment import Experiment, ExperimentState
from services.experiments.domain.known import Approval, CoeState, IdeaState
from services.experiments.messaging.consumer import TOPICS, subscribe
from tests.unit.experiments.support import (
    COES,
    NOON,
    Memory,
    draft,
    paused,
    running,
    world,
)

HIGH, MEDIUM = coes_api.SEVERITY_HIGH, coes_api.SEVERITY_MEDIUM

SUBMITTED = ideas.IdeaSubmitted(
    idea="ideas/i2", revision="1.0", title="Boxes that fit", team="teams/books"
)
APPROVED = ideas.IdeaApproved(
    idea="ideas/i2",
    revision="1.0",
    review="reviews/r2",
    team="teams/books",
    leader="people/leo",
    doors=[
        api.Door(id="price", kind=api.DOOR_KIND_TWO_WAY),
        api.Door(id="brand", kind=api.DOOR_KIND_ONE_WAY),
    ],
    loss_cap_usd=700,
)
OPENED = coes.CoeOpened(coe="coes/c1", source="experiments/x1", severity=HIGH)
DISMISSED = coes.CoeDismissed(coe="coes/c1", source="experiments/x1", reason="No harm.")


def hear(work: Memory, *messages: Message) -> Memory:
    """Let the messages arrive."""
    router: EventRouter[Work] = EventRouter()
    subscribe(router)
    for message in messages:
        headers = {"ce_type": message.DESCRIPTOR.full_name}
        router.handle(work, LogRecord("t", "k", headers, message.SerializeToString()))
    return work


def test_it_listens_to_ideas_and_coes() -> None:
    assert TOPICS == ("ideas.events.v1", "coes.events.v1")


def test_a_submission_makes_an_idea_known() -> None:
    idea = hear(Memory(), SUBMITTED).known_ideas.get("i2")

    assert (idea.name, idea.title, idea.team) == (
        "ideas/i2",
        "Boxes that fit",
        "teams/books",
    )
    assert idea.state is IdeaState.SUBMITTED
    assert not idea.is_approved


def test_the_next_revision_brings_its_own_words() -> None:
    again = ideas.IdeaSubmitted(idea="ideas/i2", title="Boxes", team="teams/books")

    idea = hear(Memory(), SUBMITTED, again).known_ideas.get("i2")

    assert idea.title == "Boxes"


def test_an_approval_says_what_experiments_may_do() -> None:
    idea = hear(Memory(), SUBMITTED, APPROVED).known_ideas.get("i2")

    assert idea.is_approved
    assert idea.approval == Approval("1.0", "reviews/r2", "people/leo", ("brand",), 700)


@pytest.mark.parametrize(
    ("event", "state", "is_approved"),
    [
        (ideas.IdeaReviewStarted(idea="ideas/i2"), "IN_REVIEW", False),
        (ideas.IdeaRecalled(idea="ideas/i2"), "DRAFT", False),
        (ideas.IdeaReturned(idea="ideas/i2"), "DRAFT", False),
        (ideas.IdeaDeclined(idea="ideas/i2"), "DECLINED", False),
        (ideas.IdeaExperimenting(idea="ideas/i2"), "EXPERIMENTING", True),
        (ideas.IdeaScaling(idea="ideas/i2"), "SCALING", False),
        (ideas.IdeaLaunched(idea="ideas/i2"), "LAUNCHED", True),
        (ideas.IdeaPivoted(idea="ideas/i2"), "PIVOTED", False),
        (ideas.IdeaKilled(idea="ideas/i2"), "KILLED", False),
    ],
)
def test_it_follows_where_an_idea_stands(
    event: Message, state: str, is_approved: object
) -> None:
    work = hear(Memory(), SUBMITTED, APPROVED, event, event)

    idea = work.known_ideas.get("i2")
    assert (idea.state, idea.is_approved) == (state, is_approved)
    assert idea.approval.leader == "people/leo"


def ended(experiment: str, state: str = "APPROVED") -> Message:
    return ideas.IdeaExperimentEnded(
        idea="ideas/i2", experiment=experiment, state=f"IDEA_STATE_{state}"
    )


def unsettled() -> Memory:
    """Return a world in which x1 has decided, and ideas has not yet heard of it."""
    work = hear(Memory(), SUBMITTED, APPROVED)
    work.known_ideas.get("i2").unsettle("experiments/x1", by=COES, at=NOON)
    return work


@pytest.mark.parametrize(
    "event",
    [
        ideas.IdeaExperimenting(idea="ideas/i2", experiment="experiments/x1"),
        ideas.IdeaLaunched(idea="ideas/i2"),
        ended("experiments/x0"),
        ideas.IdeaScaling(idea="ideas/i2", experiment="experiments/x0"),
        SUBMITTED,
        APPROVED,
    ],
    ids=lambda event: type(event).__name__,
)
def test_all_else_is_old_news_while_a_verdict_is_unsettled(event: Message) -> None:
    work = hear(unsettled(), event)

    assert work.known_ideas.get("i2").state is IdeaState.UNSETTLED


@pytest.mark.parametrize(
    ("event", "state"),
    [
        (ideas.IdeaScaling(idea="ideas/i2", experiment="experiments/x1"), "SCALING"),
        (ideas.IdeaPivoted(idea="ideas/i2", experiment="experiments/x1"), "PIVOTED"),
        (ideas.IdeaKilled(idea="ideas/i2", experiment="experiments/x1"), "KILLED"),
        (ended("experiments/x1", "LAUNCHED"), "LAUNCHED"),
    ],
)
def test_what_ideas_makes_of_a_verdict_settles_it(event: Message, state: str) -> None:
    work = hear(unsettled(), event)
    assert work.known_ideas.get("i2").state == state

    hear(work, ideas.IdeaLaunched(idea="ideas/i2"))
    assert work.known_ideas.get("i2").is_approved


def test_a_copy_does_not_grow_with_what_is_heard() -> None:
    recalled = ideas.IdeaRecalled(idea="ideas/i2")

    work = hear(Memory(), *[SUBMITTED, recalled] * 9)

    [entry] = work.known_ideas.get("i2").history
    assert entry.state == "DRAFT"


def test_an_event_needs_no_correlation_id_to_be_a_cause() -> None:
    headers = {"ce_id": "event-1", "ce_source": COES.name}

    assert cause_in(LogRecord("t", "k", headers, b"")) == Cause("event-1", COES)


@pytest.mark.parametrize("state", ["APPROVED", "LAUNCHED"])
def test_an_idea_is_back_where_its_experiment_took_it_from(state: str) -> None:
    work = hear(Memory(), SUBMITTED, APPROVED, ended("experiments/x1", state))

    assert work.known_ideas.get("i2").state == state


def test_an_idea_that_ended_up_elsewhere_is_poison() -> None:
    with pytest.raises(PoisonMessage):
        hear(Memory(), SUBMITTED, ended("experiments/x1", "DRAFT"))


def test_what_comes_before_its_submission_waits() -> None:
    with pytest.raises(NotFound):
        hear(Memory(), APPROVED)


def test_a_grave_coe_pauses_the_experiment_it_names() -> None:
    work = hear(world(running(), by=COES), OPENED)

    experiment = work.experiments.get("x1")
    assert experiment.state is ExperimentState.PAUSED
    assert experiment.pause_cause == "coes/c1"


@pytest.mark.parametrize("experiment", [draft(), paused()], ids=["draft", "paused"])
def test_a_coe_holds_back_what_does_not_run_without_moving_it(
    experiment: Experiment,
) -> None:
    version = experiment.version

    work = hear(world(experiment, by=COES), OPENED)

    assert experiment.version == version + 1  # it was added to the world
    assert work.known_coes.get("c1").state is CoeState.OPEN


def test_a_coe_on_an_experiment_that_is_none_is_remembered_all_the_same() -> None:
    work = hear(world(by=COES), OPENED)

    assert work.known_coes.get("c1").experiment == "x1"


@pytest.mark.parametrize(
    "opened",
    [
        coes.CoeOpened(coe="coes/c1", source="experiments/x1", severity=MEDIUM),
        coes.CoeOpened(coe="coes/c1", source="services/x1", severity=HIGH),
        coes.CoeOpened(coe="coes/c1", severity=HIGH),
    ],
    ids=["medium", "a service", "no source"],
)
def test_any_other_coe_changes_nothing(opened: Message) -> None:
    work = hear(world(running(), by=COES), opened, DISMISSED)

    assert work.experiments.get("x1").is_running
    assert work.known_coes.kept == {}


def test_a_dismissed_coe_lets_go_for_ever() -> None:
    work = hear(world(running(), by=COES), OPENED, DISMISSED)
    work.experiments.get("x1").state = ExperimentState.RUNNING

    hear(work, OPENED, DISMISSED)

    assert work.known_coes.get("c1").state is CoeState.CLOSED
    assert work.experiments.get("x1").is_running
