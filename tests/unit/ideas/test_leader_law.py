"""Ideas and experiments name the same leader, whatever happens in which order.

Both services run here on their own domain and consumers. People move ideas and
experiments at random; messages arrive in the order of their topic and key, and in any
order between keys. What is refused waits, and what has its key waits behind it.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from google.protobuf.message import Message
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.domain import Actor, DomainError
from chassis.eventlog import LogRecord
from chassis.messaging import EventRouter
from day1.experiments.v1 import experiments_events_pb2 as experiments
from day1.reviews.v1 import reviews_events_pb2 as reviews
from services.experiments.domain.experiment import Experiment
from services.experiments.domain.known import IdeaState as KnownState
from services.experiments.domain.life import OPEN_STATES, ExperimentState
from services.experiments.messaging import consumer as of_experiments
from services.ideas.application.reading import led_by
from services.ideas.domain.idea import Idea
from services.ideas.domain.life import IdeaState
from services.ideas.messaging import consumer as of_ideas
from services.ideas.messaging.publisher import to_message
from tests.unit.experiments.support import COES, Memory, draft
from tests.unit.ideas.support import (
    ANN,
    BEN,
    EVE,
    EXPERIMENTS,
    LATER,
    NOON,
    POLICY,
    WorkInMemory,
    dossier,
    two_way,
)

PEOPLE = (BEN, EVE)
IDS = ("i1", "i2")
VERDICTS = ("SCALE", "PIVOT", "KILL", "INCONCLUSIVE")


def routes(subscribe: Any) -> EventRouter[Any]:
    router: EventRouter[Any] = EventRouter()
    subscribe(router)
    return router


TO_IDEAS = routes(of_ideas.subscribe)
TO_EXPERIMENTS = routes(of_experiments.subscribe)


@dataclass
class Logs:
    """What is on its way to one service, by topic and key."""

    router: EventRouter[Any]
    waiting: dict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))

    def send(self, key: str, message: Message) -> None:
        if self.router.handles({"ce_type": message.DESCRIPTOR.full_name}):
            self.waiting[key].append(message)

    def deliver(self, work: Any, key: str) -> bool:
        """Let the first message of a key take effect, unless it has to wait."""
        message = self.waiting[key][0]
        headers = {"ce_type": message.DESCRIPTOR.full_name}
        record = LogRecord("t", key, headers, message.SerializeToString())
        try:
            self.router.handle(work, record)
        except DomainError:
            return False
        self.waiting[key].pop(0)
        if not self.waiting[key]:
            del self.waiting[key]
        return True


class World:
    """Two ideas, their experiments, and the messages between them."""

    def __init__(self) -> None:
        self.ideas = WorkInMemory(EXPERIMENTS)
        for idea_id in IDS:
            document = two_way(leader=BEN.name)
            idea = Idea.create(idea_id, document, by=ANN, at=NOON)
            self.ideas.ideas.add(idea)
        self.experiments = Memory(actor=COES)
        self.to_ideas = Logs(TO_IDEAS)
        self.to_experiments = Logs(TO_EXPERIMENTS)
        self.opened = 0

    def publish(self) -> None:
        for idea in self.ideas.ideas.by_id.values():
            for event in idea.events:
                if (message := to_message(event)) is not None:
                    self.to_experiments.send(idea.id, message)
            idea.events.clear()

    def idea_moves(self, move: str, idea: Idea, person: Actor) -> None:
        """Let whoever may do it; another refusal is a move that does not happen."""
        leads = led_by(self.ideas, person.name)
        for by in (Actor(idea.document.leader), ANN):
            moves: dict[str, Any] = {
                "recall": lambda by=by: idea.recall("A typo.", by=by, at=LATER),
                "withdraw": lambda by=by: idea.withdraw("No.", by=by, at=LATER),
                "assign": lambda by=by: idea.assign_leader(
                    person.name, leads, by=by, at=LATER
                ),
                "transfer": lambda by=by: idea.transfer_leader(
                    person.name, leads, by=by, at=LATER
                ),
                "launch": lambda by=by: idea.launch(by=by, at=LATER),
                "stop": lambda by=by: idea.stop("Dull.", "So what?", by=by, at=LATER),
                "submit": lambda by=by: self.submit(idea, by),
            }
            if happens(moves[move]):
                return

    def submit(self, idea: Idea, by: Actor) -> None:
        idea.submit(idea.submission(dossier(), LATER, POLICY), (), by=by)
        self.opened += 1
        name = f"reviews/r{self.opened}"
        said: dict[str, Any] = {
            "review": name,
            "idea": idea.name,
            "revision": idea.revision,
        }
        self.to_ideas.send(f"reviews of {idea.id}", reviews.ReviewOpened(**said))
        leader = PEOPLE[self.opened % 2].name
        approve = "REVIEW_OUTCOME_APPROVE"
        decided = reviews.ReviewDecided(**said, outcome=approve, leader=leader)
        self.to_ideas.send(f"reviews of {idea.id}", decided)

    def start(self, idea: Idea, *, supporting: bool) -> None:
        known = self.experiments.known_ideas.find(idea.id)
        open_now = [one for one in self.open_on(idea) if not one.design.supporting]
        if known is None or (open_now and not supporting):
            return
        experiment = draft(supporting=supporting)
        may_start = known.is_approved or (supporting and known.is_standing)
        if not (may_start and known.approval.leader):
            return
        self.opened += 1
        experiment.id, experiment.idea = f"x{self.opened}", idea.name
        experiment.state = ExperimentState.RUNNING
        experiment.leader = known.approval.leader
        self.experiments.experiments.add(experiment)
        started = experiments.ExperimentStarted(
            experiment=experiment.name, idea=idea.name, supporting=supporting
        )
        self.to_ideas.send(f"experiments of {idea.id}", started)

    def decide(self, idea: Idea, verdict: str) -> None:
        for experiment in self.open_on(idea):
            if not experiment.leader:
                continue
            experiment.state = ExperimentState.DECIDED
            decided = experiments.ExperimentDecided(
                experiment=experiment.name,
                idea=idea.name,
                supporting=experiment.design.supporting,
                verdict=f"VERDICT_{verdict}",
                learning="They read.",
            )
            self.to_ideas.send(f"experiments of {idea.id}", decided)
            known = self.experiments.known_ideas.get(idea.id)
            if not experiment.design.supporting and known.is_standing:
                known.unsettle(experiment.name, by=COES, at=LATER)
            return

    def abort(self, idea: Idea) -> None:
        for experiment in self.open_on(idea):
            experiment.state = ExperimentState.ABORTED
            aborted = experiments.ExperimentAborted(
                experiment=experiment.name, idea=idea.name
            )
            self.to_ideas.send(f"experiments of {idea.id}", aborted)
            return

    def open_on(self, idea: Idea) -> list[Experiment]:
        found = self.experiments.experiments.kept.values()
        return [e for e in found if e.idea == idea.name and e.state in OPEN_STATES]

    def deliver(self, logs: Logs, work: Any, place: int) -> bool:
        """Deliver from one of the keys; return whether any message took effect."""
        keys = sorted(logs.waiting)
        if not keys:
            return False
        is_done = logs.deliver(work, keys[place % len(keys)])
        self.publish()
        return is_done

    def settle(self) -> None:
        """Deliver all that can be delivered."""
        both = ((self.to_ideas, self.ideas), (self.to_experiments, self.experiments))
        while any(
            self.deliver(logs, work, place)
            for logs, work in both
            for place in range(len(logs.waiting))
        ):
            pass


def happens(act: Any) -> bool:
    try:
        act()
    except DomainError:
        return False
    return True


MOVES = (
    *(["assign", "transfer", "launch"] * 2),
    *("submit", "stop", "recall", "withdraw"),
    *(["start", "decide"] * 4),
    *("start supporting", "abort"),
    *(["to ideas", "to experiments"] * 6),
)
STEPS = st.lists(
    st.tuples(st.sampled_from(MOVES), st.integers(0, 5), st.integers(0, 1)),
    max_size=60,
)
BEGUN = st.dictionaries(st.sampled_from(IDS), st.booleans())
"""The ideas that are approved when it begins, and whether they are launched."""


def play(
    steps: list[tuple[str, int, int]], begun: Mapping[str, bool] | None = None
) -> World:
    """Let both services work, from a world in which some ideas are approved."""
    world = World()
    for idea_id, is_launched in sorted((begun or {}).items()):
        idea = world.ideas.ideas.by_id[idea_id]
        for move in ["submit", *(["start", "decide", "launch"] * is_launched)]:
            step(world, move, 0, idea)
            world.publish()
            world.settle()
    for move, number, which in steps:
        step(world, move, number, world.ideas.ideas.by_id[IDS[which]])
        world.publish()
    world.settle()
    return world


def step(world: World, move: str, number: int, idea: Idea) -> None:
    if move == "to ideas":
        world.deliver(world.to_ideas, world.ideas, number)
    elif move == "to experiments":
        world.deliver(world.to_experiments, world.experiments, number)
    elif move == "decide":
        world.decide(idea, VERDICTS[number % len(VERDICTS)])
    elif move == "abort":
        world.abort(idea)
    elif move.startswith("start"):
        world.start(idea, supporting=move != "start")
    else:
        world.idea_moves(move, idea, PEOPLE[number % 2])


def agree(world: World) -> None:
    """Check that nothing waits any more, and that both name the same leaders."""
    assert not world.to_ideas.waiting, "nothing waits for ever"
    assert not world.to_experiments.waiting
    for idea in world.ideas.ideas.by_id.values():
        known = world.experiments.known_ideas.find(idea.id)
        assert known is None or known.approval.leader == idea.leader
        for experiment in world.open_on(idea):
            assert experiment.leader == idea.leader
    taken = [i.leads for i in world.ideas.ideas.by_id.values() if i.leads]
    assert len(taken) == len(set(taken)), "one person leads one idea"


@settings(max_examples=300, deadline=None)
@given(STEPS, BEGUN)
def test_at_rest_both_services_name_the_same_leader(
    steps: list[tuple[str, int, int]], begun: dict[str, bool]
) -> None:
    agree(play(steps, begun))


def test_a_launch_frees_the_leader_in_both_services() -> None:
    world = play([], {"i1": True})
    idea = world.ideas.ideas.by_id["i1"]
    assert (idea.state, idea.leader) == ("LAUNCHED", "")
    assert world.experiments.known_ideas.get("i1").state is KnownState.LAUNCHED
    agree(world)

    world.start(idea, supporting=False)
    assert world.open_on(idea) == [], "nobody could decide it"


def test_a_leader_who_leads_another_idea_meanwhile_does_not_decide() -> None:
    world = play([("assign", 1, 0)], {"i1": True})
    idea, other = (world.ideas.ideas.by_id[idea_id] for idea_id in IDS)
    assert idea.leader == EVE.name
    other.document = replace(other.document, leader=EVE.name)
    other.state, other.leader_since = IdeaState.APPROVED, LATER

    world.start(idea, supporting=False)
    assert [one.leader for one in world.open_on(idea)] == [EVE.name]
    world.settle()

    assert (idea.leader, idea.leader_vacant) == ("", True)
    assert [one.leader for one in world.open_on(idea)] == [""]
