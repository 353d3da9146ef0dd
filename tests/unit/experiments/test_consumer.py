"""What experiments makes of the messages of ideas and COEs."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from google.protobuf.message import Message
from typing_extensions import override

from chassis.checks import (
    CheckActivated,
    CheckResult,
    Evaluation,
    Stage,
    check_failed,
)
from chassis.checks.messaging import from_check
from chassis.domain import Cause, NotFound, Query, Violation
from chassis.eventlog import LogRecord
from chassis.messaging import EventRouter, cause_in
from chassis.money import Money
from chassis.wire import from_money
from day1.checks.v1 import checks_pb2
from day1.coes.v1 import coes_events_pb2 as coes
from day1.coes.v1 import coes_pb2 as coes_api
from day1.erasure.v1 import erasure_events_pb2 as erasure
from day1.ideas.v1 import ideas_events_pb2 as ideas
from day1.ideas.v1 import ideas_pb2 as api
from services.experiments import statistics
from services.experiments.application import reactions
from services.experiments.application.ports import Work
from services.experiments.domain.approval import Approval
from services.experiments.domain.causes import Ending, EndTrigger, Pause, PauseTrigger
from services.experiments.domain.experiment import Experiment
from services.experiments.domain.known import CoeState, IdeaState
from services.experiments.domain.life import ExperimentState
from services.experiments.messaging.consumer import TOPICS, subscribe
from tests.unit.experiments.support import (
    COES,
    LATER,
    MIA,
    NOON,
    POLICY,
    KeptExperiments,
    Memory,
    aborted,
    check,
    draft,
    one_way,
    paused,
    running,
    two_way,
    world,
)

HIGH = coes_api.INCIDENT_SEVERITY_HIGH
MEDIUM = coes_api.INCIDENT_SEVERITY_MEDIUM
FUTURE: Any = 99
"""A value that a later version of a contract may add to any enum."""

SUBMITTED = ideas.IdeaSubmitted(
    idea="ideas/i2",
    revision="1.0",
    title="Boxes that fit",
    team="teams/books",
    trend_tags=["boxes"],
    currency_code="EUR",
)
APPROVED = ideas.IdeaApproved(
    idea="ideas/i2",
    revision="1.0",
    review="reviews/r2",
    team="teams/books",
    leader="people/leo",
    doors=[
        api.Door(id="price", kind=checks_pb2.DOOR_KIND_TWO_WAY),
        api.Door(id="brand", kind=checks_pb2.DOOR_KIND_ONE_WAY),
    ],
    loss_cap=from_money(Money("EUR", 700)),
    currency_code="EUR",
    trend_tags=["boxes", "ml_ai"],
)
OPENED = coes.CoeOpened(
    coe="coes/c1", source="experiments/x1", severity=HIGH, title="Wrong boxes"
)
RELEASED = coes.CoeApproved(coe="coes/c1", source="experiments/x1", severity=HIGH)
REOPENED = coes.CoeReopened(coe="coes/c1", source="experiments/x1", severity=HIGH)
EXPIRED = coes.CoeWaiverExpired(coe="coes/c1", source="experiments/x1")
DISMISSED = coes.CoeDismissed(coe="coes/c1", source="experiments/x1", reason="No harm.")


def hear(work: Memory, *messages: Message) -> Memory:
    """Let the messages arrive."""
    router: EventRouter[Work] = EventRouter()
    subscribe(router)
    for message in messages:
        headers = {"ce_type": message.DESCRIPTOR.full_name}
        router.handle(work, LogRecord("t", "k", headers, message.SerializeToString()))
    return work


def test_it_listens_to_ideas_coes_and_mechanisms() -> None:
    assert TOPICS == ("ideas.events.v1", "coes.events.v1", "mechanisms.state.v1")


def test_a_submission_makes_an_idea_known() -> None:
    idea = hear(Memory(), SUBMITTED).known_ideas.get("i2")

    assert (idea.name, idea.title, idea.team) == (
        "ideas/i2",
        "Boxes that fit",
        "teams/books",
    )
    assert idea.state is IdeaState.SUBMITTED
    assert not idea.is_approved
    assert idea.currency_code == "EUR"


def test_what_a_warning_quotes_of_a_mechanism_is_erased_with_it() -> None:
    experiment = running()
    quoted = check_failed(experiment.name, Evaluation(check(), CheckResult.FAIL))
    other = Violation("RAMP_MISSING", experiment.name, "It has no steps.")
    experiment.warnings = (quoted, other)
    similar = running()
    similar.id, similar.warnings = "x2", (other,)
    work = world(experiment, similar)
    erased = erasure.TextErased(subject=check().mechanism)

    hear(work, erased, erased)

    assert experiment.warnings == (replace(quoted, description="[erased]"), other)
    assert similar.warnings == (other,)
    assert len(work.experiments.published) == 1
    experiment.erase_text_of("mechanisms/another", by=COES, at=NOON)
    assert experiment.events == []


def test_the_next_revision_brings_its_own_words() -> None:
    again = ideas.IdeaSubmitted(
        idea="ideas/i2", title="Boxes", team="teams/books", currency_code="JPY"
    )

    idea = hear(Memory(), SUBMITTED, again).known_ideas.get("i2")

    assert (idea.title, idea.currency_code) == ("Boxes", "JPY")


def test_an_approval_says_what_experiments_may_do() -> None:
    idea = hear(Memory(), SUBMITTED, APPROVED).known_ideas.get("i2")

    assert idea.is_approved
    doors = (two_way("price"), one_way("brand"))
    assert idea.approval == Approval(
        "1.0", "reviews/r2", "people/leo", Money("EUR", 700), doors
    )
    assert idea.tags == ("boxes", "ml_ai")


def test_an_approval_without_an_amount_allows_none() -> None:
    said = ideas.IdeaApproved(idea="ideas/i2", leader="people/leo")

    idea = hear(Memory(), SUBMITTED, said).known_ideas.get("i2")

    assert idea.approval.loss_cap is None


def test_a_door_of_a_kind_that_nobody_knows_is_taken_for_a_one_way_door() -> None:
    said = ideas.IdeaApproved(
        idea="ideas/i2", doors=[api.Door(id="a", kind=FUTURE), api.Door(id="b")]
    )

    idea = hear(Memory(), SUBMITTED, said).known_ideas.get("i2")

    assert idea.approval.doors == (one_way("a"), one_way("b"))


def test_a_coe_of_a_severity_that_nobody_knows_is_taken_for_a_grave_one() -> None:
    opened = coes.CoeOpened(coe="coes/c1", source="experiments/x1", severity=FUTURE)

    work = hear(world(running(), by=COES), opened)

    assert work.experiments.get("x1").state is ExperimentState.PAUSED


def test_a_text_that_was_erased_is_forgotten_here_too() -> None:
    erased = [
        erasure.TextErased(subject=subject)
        for subject in ("ideas/i2", "ideas/i9", "coes/c1", "experiments/x1")
    ]

    work = hear(Memory(), SUBMITTED, *erased, *erased)

    idea = work.known_ideas.get("i2")
    assert (idea.title, idea.team) == ("[erased]", "teams/books")
    assert len(work.known_ideas.published) == 1


def test_an_approval_says_until_when_its_idea_needs_time() -> None:
    patient = ideas.IdeaApproved()
    patient.CopyFrom(APPROVED)
    patient.patience_until_time.FromDatetime(LATER)

    idea = hear(Memory(), SUBMITTED, patient).known_ideas.get("i2")

    assert idea.approval.patience_until_time == LATER


def test_who_leads_is_told_again_when_it_is_tried() -> None:
    def leader(**said: Any) -> str:
        tried = ideas.IdeaExperimenting(idea="ideas/i2", **said)
        idea = hear(Memory(), SUBMITTED, APPROVED, tried).known_ideas.get("i2")
        return idea.approval.leader

    assert leader(leader="people/leo") == "people/leo"
    assert leader(leader="people/mia") == "people/mia"
    assert leader(leader_vacant=True) == ""


@pytest.mark.parametrize(
    ("event", "state", "is_approved"),
    [
        (ideas.IdeaReviewStarted(idea="ideas/i2"), "IN_REVIEW", False),
        (ideas.IdeaRecalled(idea="ideas/i2"), "DRAFT", False),
        (ideas.IdeaReturned(idea="ideas/i2"), "DRAFT", False),
        (ideas.IdeaDeclined(idea="ideas/i2"), "DECLINED", False),
        (ideas.IdeaReopened(idea="ideas/i2"), "DRAFT", False),
        (ideas.IdeaWithdrawn(idea="ideas/i2"), "WITHDRAWN", False),
        (ideas.IdeaMarkedDuplicate(idea="ideas/i2"), "DUPLICATE", False),
        (
            ideas.IdeaExperimenting(idea="ideas/i2", leader="people/leo"),
            "EXPERIMENTING",
            True,
        ),
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
    free = {"WITHDRAWN", "DUPLICATE", "LAUNCHED", "PIVOTED", "KILLED"}
    assert (idea.state, idea.is_approved) == (state, is_approved)
    assert idea.approval.leader == ("" if state in free else "people/leo")


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


def test_an_event_needs_few_headers_to_be_a_cause() -> None:
    headers = {
        "ce_specversion": "1.0",
        "ce_type": "day1.ideas.v1.IdeaRecalled",
        "ce_id": "event-1",
        "ce_source": COES.name,
        "ce_time": NOON.isoformat(),
        "ce_actor": "people/mia",
        "ce_actorteam": "teams/stores",
    }

    cause = cause_in(LogRecord("t", "k", headers, b""))

    assert cause == Cause("event-1", COES, NOON, MIA)


@pytest.mark.parametrize("state", ["APPROVED", "LAUNCHED"])
def test_an_idea_is_back_where_its_experiment_took_it_from(state: str) -> None:
    work = hear(Memory(), SUBMITTED, APPROVED, ended("experiments/x1", state))

    assert work.known_ideas.get("i2").state == state


@pytest.mark.parametrize("state", [api.IDEA_STATE_DRAFT, FUTURE])
def test_a_state_after_an_experiment_that_nobody_expects_changes_nothing(
    state: Any,
) -> None:
    event = ideas.IdeaExperimentEnded(idea="ideas/i2", state=state)

    work = hear(Memory(), SUBMITTED, APPROVED, event)

    assert work.known_ideas.get("i2").state is IdeaState.APPROVED


def test_what_comes_before_its_submission_waits() -> None:
    with pytest.raises(NotFound):
        hear(Memory(), APPROVED)


def test_a_grave_coe_pauses_the_experiment_it_names() -> None:
    work = hear(world(running(), by=COES), OPENED)

    experiment = work.experiments.get("x1")
    assert experiment.state is ExperimentState.PAUSED
    cause = "coes/c1 of high severity is open."
    assert experiment.paused == Pause(PauseTrigger.COE, cause, coe="coes/c1")


@pytest.mark.parametrize("experiment", [draft(), paused()], ids=["draft", "paused"])
def test_a_coe_holds_back_what_does_not_run_without_moving_it(
    experiment: Experiment,
) -> None:
    version = experiment.version

    work = hear(world(experiment, by=COES), OPENED)

    assert experiment.version == version + 1  # it was added to the world
    assert work.known_coes.get("c1").state is CoeState.OPEN


def test_the_title_of_a_coe_is_erased_with_its_source() -> None:
    erased = erasure.TextErased(subject="coes/c1")
    work = hear(world(running(), by=COES), OPENED)

    assert str(work.known_coes.get("c1").label) == "'Wrong boxes' (coes/c1)"
    hear(work, erased, erased, erasure.TextErased(subject="coes/unknown"))

    assert work.known_coes.get("c1").title == "[erased]"


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


@pytest.mark.parametrize("released", [RELEASED, DISMISSED])
def test_a_corrected_or_dismissed_coe_lets_go(released: Message) -> None:
    work = hear(world(running(), by=COES), OPENED, released)
    work.experiments.get("x1").state = ExperimentState.RUNNING

    hear(work, OPENED, released)

    assert work.known_coes.get("c1").state is CoeState.CLOSED
    assert work.experiments.get("x1").is_running


@pytest.mark.parametrize("again", [REOPENED, EXPIRED])
def test_a_coe_that_came_back_holds_back_again(again: Message) -> None:
    work = hear(world(running(), by=COES), OPENED, RELEASED)
    work.experiments.get("x1").state = ExperimentState.RUNNING

    hear(work, again)

    assert work.known_coes.get("c1").state is CoeState.OPEN
    assert work.experiments.get("x1").state is ExperimentState.PAUSED


def test_a_coe_that_was_never_heard_of_holds_back_once_it_came_back() -> None:
    work = hear(world(running(), by=COES), EXPIRED, REOPENED)

    assert work.known_coes.get("c1").state is CoeState.OPEN
    assert work.experiments.get("x1").state is ExperimentState.PAUSED


def test_a_coe_that_came_back_to_an_experiment_that_is_none_is_remembered() -> None:
    work = hear(world(by=COES), OPENED, RELEASED, REOPENED)

    assert work.known_coes.get("c1").state is CoeState.OPEN


def test_a_recall_pauses_what_runs_on_the_idea() -> None:
    other = draft()
    other.id = "x2"
    work = hear(world(running(), other), ideas.IdeaRecalled(idea="ideas/i1"))

    assert work.known_ideas.get("i1").state is IdeaState.DRAFT
    why = Pause(PauseTrigger.IDEA_RECALLED, "ideas/i1 was taken back.")
    assert work.experiments.get("x1").paused == why
    assert work.experiments.get("x2").state is ExperimentState.DRAFT


@pytest.mark.parametrize(
    ("event", "state"),
    [
        (ideas.IdeaWithdrawn(idea="ideas/i1", reason="No."), IdeaState.WITHDRAWN),
        (ideas.IdeaMarkedDuplicate(idea="ideas/i1"), IdeaState.DUPLICATE),
        (ideas.IdeaKilled(idea="ideas/i1", reason="No."), IdeaState.KILLED),
    ],
)
def test_the_end_of_an_idea_is_the_end_of_drafts_and_a_pause_for_what_runs(
    event: Message, state: IdeaState
) -> None:
    drafts = [draft() for _ in range(3)]
    for number, each in enumerate(drafts):
        each.id = f"d{number}"
    work = world(running(), *drafts)
    work.known_ideas.get("i1").unsettle("experiments/x0", by=COES, at=NOON)

    hear(work, event)

    assert work.known_ideas.get("i1").state is state
    assert {each.state for each in drafts} == {ExperimentState.CANCELLED}
    cause = f"ideas/i1 is {state}."
    assert drafts[0].ending == Ending(EndTrigger.IDEA_ENDED, cause)
    stopped = work.experiments.get("x1")
    assert stopped.state is ExperimentState.PAUSED
    assert stopped.paused == Pause(PauseTrigger.IDEA_ENDED, cause)


def test_a_kill_by_experiment_ends_other_drafts_only() -> None:
    other = draft()
    other.id = "x2"
    killed = ideas.IdeaKilled(idea="ideas/i1", experiment="experiments/x1")

    work = hear(world(running(), other), killed)

    assert work.experiments.get("x2").state is ExperimentState.CANCELLED
    assert work.experiments.get("x1").is_running


class Stale(KeptExperiments):
    """Lists an experiment as it was before it moved, once."""

    before: tuple[Experiment, ...] = ()

    @override
    def page(self, query: Query) -> list[Experiment]:
        found, self.before = list(self.before), ()
        return found


def test_what_moved_while_it_was_looked_for_is_left_alone() -> None:
    work = world(paused())
    work.experiments = Stale(kept=work.experiments.kept)
    work.experiments.before = (running(),)

    hear(work, ideas.IdeaRecalled(idea="ideas/i1"))

    assert work.experiments.get("x1").paused == paused().paused


def test_a_review_that_opened_is_remembered() -> None:
    started = ideas.IdeaReviewStarted(idea="ideas/i2", review="reviews/r2")

    idea = hear(Memory(), SUBMITTED, started).known_ideas.get("i2")

    assert (idea.state, idea.review) == (IdeaState.IN_REVIEW, "reviews/r2")


def test_leaders_come_and_go() -> None:
    vacant = ideas.IdeaLeaderVacant(idea="ideas/i2", person="people/leo")
    nominated = ideas.IdeaLeaderAssigned(
        idea="ideas/i2", leader="people/sam", state=api.IDEA_STATE_IN_REVIEW
    )
    assigned = ideas.IdeaLeaderAssigned(
        idea="ideas/i2", leader="people/mia", state=api.IDEA_STATE_APPROVED
    )

    work = hear(Memory(), SUBMITTED, APPROVED, vacant, nominated)
    assert work.known_ideas.get("i2").approval.leader == ""
    hear(work, assigned)
    assert work.known_ideas.get("i2").approval.leader == "people/mia"


def test_whoever_leads_the_idea_by_now_decides_what_is_open() -> None:
    other, ended = paused(), aborted()
    other.id, ended.id = "x2", "x3"
    assigned = ideas.IdeaLeaderAssigned(
        idea="ideas/i1", leader="people/mia", state=api.IDEA_STATE_EXPERIMENTING
    )

    work = hear(world(running(), other, ended), assigned, assigned)
    assert leaders(work) == ["people/mia", "people/mia", "people/leo"]
    assert len(work.experiments.published) == 2


def leaders(work: Memory) -> list[str]:
    return [work.experiments.get(name).leader for name in ("x1", "x2", "x3")]


@pytest.mark.parametrize(
    "freed",
    [
        ideas.IdeaLeaderVacant(idea="ideas/i1"),
        ideas.IdeaExperimenting(idea="ideas/i1", leader_vacant=True),
        ideas.IdeaLaunched(idea="ideas/i1", leader="people/leo"),
        ideas.IdeaExperimentEnded(idea="ideas/i1", state=api.IDEA_STATE_LAUNCHED),
        ideas.IdeaPivoted(idea="ideas/i1"),
        ideas.IdeaKilled(idea="ideas/i1", experiment="experiments/x9"),
        ideas.IdeaKilled(idea="ideas/i1"),
        ideas.IdeaWithdrawn(idea="ideas/i1"),
        ideas.IdeaMarkedDuplicate(idea="ideas/i1"),
    ],
    ids=lambda event: type(event).__name__,
)
def test_what_is_open_loses_its_leader_with_its_idea(freed: Message) -> None:
    other, ended = paused(), aborted()
    other.id, ended.id = "x2", "x3"

    work = hear(world(running(), other, ended), freed)

    assert leaders(work) == ["", "", "people/leo"]
    assert work.known_ideas.get("i1").approval.leader == ""


def test_the_end_of_an_experiment_before_a_launch_keeps_the_leader() -> None:
    back = ideas.IdeaExperimentEnded(idea="ideas/i1", state=api.IDEA_STATE_APPROVED)

    work = hear(world(running()), back)

    assert work.experiments.get("x1").leader == "people/leo"


UNHEARD_OF: dict[type[Message], bool] = {
    ideas.IdeaSubmitted: False,
    ideas.IdeaWithdrawn: False,
    ideas.IdeaMarkedDuplicate: False,
    ideas.IdeaReviewStarted: True,
    ideas.IdeaRecalled: True,
    ideas.IdeaReturned: True,
    ideas.IdeaReopened: True,
    ideas.IdeaDeclined: True,
    ideas.IdeaApproved: True,
    ideas.IdeaLeaderVacant: True,
    ideas.IdeaExperimenting: True,
    ideas.IdeaExperimentEnded: True,
    ideas.IdeaScaling: True,
    ideas.IdeaPivoted: True,
    ideas.IdeaKilled: False,
    ideas.IdeaLaunched: True,
    ideas.IdeaLeaderAssigned: True,
    coes.CoeOpened: False,
    coes.CoeReopened: False,
    coes.CoeWaiverExpired: False,
    coes.CoeApproved: False,
    coes.CoeDismissed: False,
    erasure.TextErased: False,
}
"""Every event, and whether it waits while its subject was never heard of.

What can only follow a submission waits for it. A draft that its author ended is never
submitted: to wait for it would make a dead letter.
"""


def about(kind: type[Message], state: str = "IDEA_STATE_LAUNCHED") -> Message:
    """Return an event of this kind about ideas/i1, experiments/x1 or coes/c1."""
    fields: dict[str, Any] = {
        "idea": "ideas/i1",
        "coe": "coes/c1",
        "source": "experiments/x1",
        "subject": "ideas/i1",
        "state": state,
    }
    known = {field.name for field in kind.DESCRIPTOR.fields}
    return kind(**{name: value for name, value in fields.items() if name in known})


@pytest.mark.parametrize("kind", UNHEARD_OF)
def test_an_event_waits_only_for_what_can_still_come(kind: type[Message]) -> None:
    hear(world(running(), by=COES), about(kind), about(kind))

    if UNHEARD_OF[kind]:
        with pytest.raises(NotFound):
            hear(Memory(actor=COES), about(kind))
    else:
        hear(Memory(actor=COES), about(kind))


@pytest.mark.parametrize("state", ["DRAFT", "SUBMITTED", "IN_REVIEW", "DECLINED"])
def test_a_nomination_of_an_idea_that_is_unknown_waits_for_nothing(state: str) -> None:
    work = hear(Memory(), about(ideas.IdeaLeaderAssigned, f"IDEA_STATE_{state}"))

    assert work.known_ideas.kept == {}


def test_every_event_that_is_heard_is_in_the_table() -> None:
    router: EventRouter[Work] = EventRouter()
    subscribe(router)

    told = {kind.DESCRIPTOR.full_name for kind in UNHEARD_OF}
    assert set(router.types) - told == {"day1.checks.v1.CheckChanged"}


class LateStart(KeptExperiments):
    """Shows an experiment only once its idea is locked: it started meanwhile."""

    hidden: bool = True

    @override
    def page(self, query: Query) -> list[Experiment]:
        return [] if self.hidden else super().page(query)


def test_what_started_meanwhile_has_the_new_leader_too() -> None:
    work = world(running())
    late = LateStart(work.experiments.columns, work.experiments.kept)
    work.experiments = late
    find = work.known_ideas.find

    def found(idea_id: str) -> Any:
        late.hidden = False
        return find(idea_id)

    work.known_ideas.find = found  # type: ignore[assignment, method-assign]
    hear(work, ideas.IdeaLeaderVacant(idea="ideas/i1"))

    assert work.experiments.get("x1").leader == ""


def test_a_mechanism_becomes_a_check_and_is_answered() -> None:
    changed = checks_pb2.CheckChanged(
        check=from_check(check()), active=True, aggregate_version=1
    )

    work = hear(Memory(actor=COES), changed)

    (known,) = work.known_checks.kept.values()
    assert known.stage is Stage.EXPERIMENT_START
    (told,) = work.known_checks.published
    assert isinstance(told, CheckActivated)
    assert told.service == "services/experiments"


def test_time_ends_what_has_run_long_enough() -> None:
    work = world(running(max_runtime=timedelta(hours=1)), by=COES, at=LATER)

    assert reactions.wake_due(work, statistics, POLICY) == 1

    assert work.experiments.get("x1").state is ExperimentState.ANALYZING
    assert reactions.wake_due(work, statistics, POLICY) == 0
