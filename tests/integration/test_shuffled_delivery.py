"""S11, duplicate, late, lost: every event twice and shuffled, over all topics.

The walk is S2 and S7 together: a one-way door with its debate, an incident, the
mechanism made after it, and a second team that it stops. However events arrive, it
ends in the same state, and telling all of them once more changes nothing.
"""

import random
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from psycopg.rows import scalar_row
from typing_extensions import override

from chassis.eventlog import LogConsumer, LogRecord
from chassis.eventlog.embedded import EmbeddedLog
from day1.experiments.v1.experiments_events_pb2 import ExperimentStarted
from deploy.postgres import EmbeddedPostgres
from tests.e2e.loop import (
    BACK_TO_CONTROL,
    PROVED,
    Correction,
    adopt,
    analysis,
    asked_of_reviews,
    change,
    corrected,
    counted,
    good_starts,
    own_tag,
    propose,
    prove,
    start_rule,
)
from tests.e2e.story import (
    ONE_WAY_DOOR,
    REMEDY,
    TWO_WAY_DOOR,
    Answer,
    Story,
    listing,
    moves_of,
    refused,
    somebody,
)
from tests.integration.in_process import InProcess, running_monolith

TOPICS = {
    "ideas.events.v1",
    "reviews.events.v1",
    "experiments.events.v1",
    "coes.events.v1",
    "mechanisms.events.v1",
    "mechanisms.state.v1",
}
SERVICES = ("ideas", "reviews", "experiments", "coes")
COLLECTIONS = ("ideas", "reviews", "experiments", "coes", "mechanisms", "decisions")
LATE_SECONDS = 0.05

BEHIND = (
    "SELECT count(*) FROM readings r JOIN partitions p ON p.id = r.partition_id"
    " WHERE r.next_offset < p.next_offset"
)
WAITING = " UNION ALL ".join(
    f"SELECT count(*) FROM {service}.{what}"  # noqa: S608 - our own names
    for service in SERVICES
    for what in ("outbox WHERE published_at IS NULL", "parked")
)


class ShufflingLog(EmbeddedLog):
    """Delivers everything twice; only the order within a topic and key is kept.

    Attributes:
        away: Groups whose consumers are down.
    """

    def __init__(self, url: str, seed: int) -> None:
        super().__init__(url)
        self._random = random.Random(seed)  # noqa: S311 - a test that can be repeated
        self.away: set[str] = set()

    @override
    def subscribe(self, group: str, topics: Sequence[str]) -> LogConsumer:
        return Shuffled(
            super().subscribe(group, topics), self._random, group, self.away
        )

    def records(self) -> list[LogRecord]:
        """Return every event so far, in the order in which they were written."""
        statement = (
            "SELECT p.topic, x.key, x.headers, x.value FROM records x"
            " JOIN partitions p ON p.id = x.partition_id"
            " ORDER BY x.appended_at, x.record_offset"
        )
        with self._database.connection() as connection:
            return [LogRecord(*row) for row in connection.execute(statement)]

    def is_quiet(self) -> bool:
        """Tell whether all was delivered, handled, and passed on."""
        query = (
            f"SELECT sum(count) = 0 FROM ({BEHIND} UNION ALL {WAITING}) AS left_over"  # noqa: S608
        )
        return bool(self.look(query))

    def look(self, query: str) -> Any:
        """Return what a query finds, in the database that all services share here."""
        with self._database.connection() as connection:
            cursor = connection.cursor(row_factory=scalar_row)
            return cursor.execute(query.encode()).fetchone()


class Shuffled(LogConsumer):
    """Holds records back and repeats them; commits once all were delivered."""

    def __init__(
        self, inner: LogConsumer, chance: random.Random, group: str, away: set[str]
    ) -> None:
        self._inner = inner
        self._random = chance
        self._group = group
        self._away = away
        self._held: list[LogRecord] = []

    @override
    def poll(self, timeout: timedelta) -> Sequence[LogRecord]:
        if self._group in self._away:
            threading.Event().wait(LATE_SECONDS)
            return []
        if not self._held:
            self._held = self._mixed(self._inner.poll(timeout))
        if self._group in self._away:
            return []
        count = self._random.randint(0, len(self._held))
        now, self._held = self._held[:count], self._held[count:]
        return now

    @override
    def commit(self) -> None:
        if not self._held:
            self._inner.commit()

    @override
    def close(self) -> None:
        self._inner.close()

    def _mixed(self, records: Sequence[LogRecord]) -> list[LogRecord]:
        queues: dict[tuple[str, str], list[LogRecord]] = defaultdict(list)
        for record in records:
            queues[record.topic, record.key] += [record, record]
        mixed = []
        while queues:
            key = self._random.choice(list(queues))
            mixed.append(queues[key].pop(0))
            if not queues[key]:
                del queues[key]
        return mixed


class Shaken:
    """A product whose events come twice, shuffled, and late."""

    def __init__(self, product: InProcess, log: ShufflingLog) -> None:
        self.product = product
        self.log = log

    @contextmanager
    def down(self, group: str) -> Iterator[None]:
        """Let a service hear of nothing while the block lasts."""
        self.log.away.add(group)
        try:
            yield
        finally:
            self.log.away.remove(group)

    def settle(self) -> None:
        """Wait until nothing is on its way."""
        self.product.await_true(self.log.is_quiet, "all events are handled")

    def everything(self) -> dict[str, list[Answer]]:
        """Return all that the API has to show, once it has settled."""
        self.settle()
        ann = self.product.api("ann")
        return {name: ann.get(listing(name))[name] for name in COLLECTIONS}


@pytest.fixture(params=range(2))
def shaken(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shaken]:
    postgres = EmbeddedPostgres(tmp_path / "postgres")
    postgres.start()
    logs: list[ShufflingLog] = []

    def log_at(url: str) -> ShufflingLog:
        logs.append(ShufflingLog(url, request.param))
        return logs[0]

    try:
        with running_monolith(postgres, tmp_path / "home", log_at) as product:
            yield Shaken(product, logs[0])
    finally:
        postgres.stop()


def test_s11_repeats_and_shuffling_end_in_the_same_state(shaken: Shaken) -> None:
    product = shaken.product
    bold = a_one_way_door_is_approved_and_launched(product)
    coe, rule = an_incident_becomes_a_mechanism(product)
    stopped = another_team_is_stopped(product, coe, rule)

    found = shaken.everything()
    assert {record.topic for record in shaken.log.records()} == TOPICS
    assert {name: len(rows) for name, rows in found.items()} == {
        "ideas": 6,
        "reviews": 6,
        "experiments": 6,
        "coes": 2,
        "mechanisms": 2,
        "decisions": 6,
    }
    assert [event for event, _ in moves_of(bold.resource(bold.idea))] == [
        "IdeaCreated",
        "IdeaSubmitted",
        "IdeaReviewStarted",
        "IdeaApproved",
        "IdeaExperimenting",
        "IdeaScaling",
        "IdeaLaunched",
    ]
    assert coe.coe["state"] == "COE_STATE_WATCHING"
    assert coe.coe["repeats"] == "0", "one incident, told once"
    hurt = coe.story
    assert hurt.resource(hurt.experiment)["state"] == "EXPERIMENT_STATE_PAUSED"
    assert stopped.resource(stopped.idea)["state"] == "IDEA_STATE_EXPERIMENTING"
    counted(hurt, rule, evaluated=2, fired=1, blocked=1)
    assert product.api("kai").get("/v1/decisions:verify")["intact"]

    shaken.log.append(shaken.log.records())
    assert shaken.everything() == found, "told once more, it changes nothing"


def a_one_way_door_is_approved_and_launched(product: InProcess) -> Story:
    story = Story(product)
    story.draft_full(doors=[ONE_WAY_DOOR, TWO_WAY_DOOR])
    story.submit()
    story.hold_debate()
    story.approve_full()
    story.start(testedDoors=[TWO_WAY_DOOR["id"]])
    story.measure()
    story.decide()
    story.launch()
    return story


def an_incident_becomes_a_mechanism(product: InProcess) -> tuple[Correction, str]:
    story = Story(product)
    tag = own_tag(story, "late")
    story.draft(trendTags=[tag])
    story.submit()
    story.approve()
    good_starts(product, tag)
    story.start(treatmentReads=["weight"])
    story.measure(returned=1.0)
    coe = Correction(story, str(story.first("coes")["name"]))
    at = coe.coe["detectTime"]
    times = dict.fromkeys(["detectTime", "mitigateTime", "resolveTime"], at)
    coe.write(**analysis(**times, startTime=coe.coe["startTime"]))
    coe.act("startAnalysis")
    rule = propose(story, start_rule(tag, coe.name))
    lesser = Correction.by_hand(story, title="Nobody asked")
    question = propose(story, asked_of_reviews(tag, lesser.name))
    prove(story, rule, {"coe": coe.name, **corrected(requiredInputs=[BACK_TO_CONTROL])})
    prove(story, question, {"coe": lesser.name, **PROVED})
    coe.correct_by(rule)
    adopt(story, rule)
    adopt(story, question)
    coe.await_state("WATCHING")
    return coe, rule


def another_team_is_stopped(product: InProcess, coe: Correction, rule: str) -> Story:
    (tag,) = coe.story.resource(rule)["scope"]["tags"]
    story = Story(product, author="gus", leader=somebody("leader", "stores"))
    story.draft(trendTags=[tag])
    review = story.submit()
    (item,) = review["checklist"]
    story.act(story.leader, "finishReading")
    story.act(story.leader, "answerChecklistItem", item=item["id"], answer="all")
    story.approve()
    story.plan(treatmentReads=["diet"])
    story.await_approval()
    start = f"/v1/{story.experiment}:start"
    words = story.refuses("gus", start, reasons=["MECHANISM_CHECK_FAILED"])
    assert coe.name in words
    diet = {"requiredInputs": [{"name": "diet", "fallback": "control"}]}
    change(story, "gus", story.experiment, diet)
    story.write("gus", start)
    story.await_idea("EXPERIMENTING")
    return story


@pytest.mark.parametrize("shaken", [2], indirect=True)
def test_s11_what_comes_early_is_parked_and_taken_up_later(shaken: Shaken) -> None:
    first, second = Story(shaken.product), Story(shaken.product)
    for story in (first, second):
        story.draft()
    first.submit()
    first.approve()
    first.start()
    shaken.settle()

    early = started_too_early(shaken.log.records(), second.idea)
    shaken.log.append([early])
    parked = "SELECT headers ->> 'ce_id' FROM ideas.parked"
    shaken.product.await_true(lambda: shaken.log.look(parked), "it is parked")

    assert shaken.log.look(parked) == early.headers["ce_id"]
    assert second.resource(second.idea)["state"] == "IDEA_STATE_DRAFT"
    second.submit()
    second.act(second.leader, "finishReading")
    second.act(second.leader, "decide", outcome="REVIEW_OUTCOME_APPROVE")
    second.await_idea("EXPERIMENTING")
    shaken.settle()
    assert [event for event, _ in moves_of(second.resource(second.idea))][-2:] == [
        "IdeaApproved",
        "IdeaExperimenting",
    ]


def started_too_early(records: Sequence[LogRecord], idea: str) -> LogRecord:
    """Return the start of an experiment, told of an idea that nobody has approved."""
    kind = ExperimentStarted.DESCRIPTOR.full_name
    (real,) = [one for one in records if one.headers["ce_type"] == kind]
    event = ExperimentStarted.FromString(real.value)
    event.idea, event.experiment = idea, "experiments/early"
    headers = {**real.headers, "ce_id": "early", "ce_subject": event.experiment}
    return LogRecord(real.topic, "early", headers, event.SerializeToString())


@pytest.mark.parametrize("shaken", [3], indirect=True)
def test_s11_a_consumer_that_was_down_catches_up(shaken: Shaken) -> None:
    """Each service in turn hears of nothing for a while, and then of all at once."""
    story = Story(shaken.product)
    story.draft()
    with shaken.down("reviews"):
        story.write("ann", f"/v1/{story.idea}:submit")
        assert story.of_idea("reviews") == []
    story.review = str(story.first("reviews")["name"])
    shaken.settle()

    with shaken.down("experiments"):
        with shaken.down("ideas"):
            story.act(story.leader, "finishReading")
            story.act(story.leader, "decide", outcome="REVIEW_OUTCOME_APPROVE")
            state = story.resource(story.idea)["state"]
            assert state in {"IDEA_STATE_SUBMITTED", "IDEA_STATE_IN_REVIEW"}
        story.await_idea("APPROVED")
        start = f"/v1/{story.plan()}:start"
        told = refused(lambda: story.api("ann").post(start))
        assert told == (400, ["IDEA_NOT_APPROVED"])

    story.write("ann", start)
    story.await_idea("EXPERIMENTING")
    with shaken.down("coes"):
        story.measure(returned=1.0)
        resume = f"/v1/{story.experiment}:resume"
        words = story.refuses("ann", resume, REMEDY, reasons=["COE_OPEN"])
        assert "one that is about to open" in words
        assert story.of_idea("coes") == []

    coe = story.first("coes")
    assert (coe["source"], coe["repeats"]) == (story.experiment, "0")
    shaken.settle()
    words = story.refuses("ann", resume, REMEDY, reasons=["COE_OPEN"])
    assert coe["name"] in words
    assert [event for event, _ in moves_of(story.resource(story.idea))] == [
        "IdeaCreated",
        "IdeaSubmitted",
        "IdeaReviewStarted",
        "IdeaApproved",
        "IdeaExperimenting",
    ]
