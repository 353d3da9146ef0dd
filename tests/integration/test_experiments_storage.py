"""Experiments on a real PostgreSQL: what is counted, and what happens at once."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import grpc
import psycopg
import pytest
from cryptography.fernet import Fernet

import services.experiments.storage
from chassis.checks import Aggregation, CheckResult, Evaluation, check_failed
from chassis.domain import Actor, Cause, Conflict, Query, RuleBroken
from chassis.eventlog import LogRecord
from chassis.money import Money
from chassis.outbox import add_to_outbox
from chassis.paging import Pager
from chassis.postgres import CHASSIS_MIGRATIONS, Database, migrate
from chassis.rpc.calls import CURRENT, Call
from chassis.units import Units
from day1.experiments.v1 import experiments_service_pb2 as pb
from services.experiments import statistics
from services.experiments.api.assignment_servicer import AssignmentServicer
from services.experiments.api.experiment_servicer import ExperimentServicer
from services.experiments.application import commands, reactions, recording
from services.experiments.application.knowledge import open_coes
from services.experiments.domain.causes import EndTrigger, PauseTrigger
from services.experiments.domain.experiment import Experiment
from services.experiments.domain.known import IdeaState
from services.experiments.domain.results import (
    EXPOSURES,
    ExposuresRecorded,
    Loss,
    Outcome,
    OutcomesRecorded,
    Results,
    Sample,
    Tally,
)
from services.experiments.messaging.publisher import PUBLISHER
from services.experiments.storage.postgres import ExperimentsWork
from tests.unit.experiments.support import (
    CARA,
    DAN,
    LATER,
    NOON,
    POLICY,
    begin,
    check,
    known_idea,
    ready,
    tidied,
    usd,
)

MIGRATIONS = Path(services.experiments.storage.__file__).parent / "migrations"
UNITS = [f"u{number}" for number in range(400)]


def running(**changes: Any) -> Experiment:
    """Return one that lets in as many as it ever will."""
    experiment = ready(**changes)
    begin(experiment)
    experiment.step = len(experiment.design.steps) - 1
    return experiment


class Store:
    """The database of the service, a unit of work at a time."""

    def __init__(self, url: str) -> None:
        migrate(url, CHASSIS_MIGRATIONS, MIGRATIONS)
        self.database = Database(url)
        self._units: Units[ExperimentsWork] = Units(
            self.database, ExperimentsWork, PUBLISHER, lambda: NOON, lambda: None
        )
        pager = Pager(Fernet.generate_key())
        self.servicer = ExperimentServicer(self._units, pager, statistics, POLICY)
        self.assignment = AssignmentServicer(self._units, statistics, POLICY)

    @contextmanager
    def work(self, by: Actor = CARA) -> Iterator[ExperimentsWork]:
        """Open a unit of work that is committed in the end."""
        with self._units.transaction() as connection:
            outgoing: list[LogRecord] = []
            yield self._units.open(connection, Cause("request-1", by), outgoing)
            add_to_outbox(connection, outgoing)

    def add(self, *experiments: Experiment) -> None:
        """Keep experiments on an approved idea."""
        with self.work() as work:
            work.known_ideas.add(known_idea())
            for experiment in experiments:
                work.experiments.add(experiment)

    def expose(self, units: list[str]) -> int:
        """Record that units met the experiment."""
        with self.work(DAN) as work:
            recorded = recording.record_exposures(work, "x1", units, statistics, POLICY)
            return recorded.recorded

    def record(self, outcomes: list[Outcome]) -> int:
        """Record what came of units."""
        return self.told(outcomes).recorded

    def told(
        self, outcomes: Sequence[Outcome], losses: Sequence[Loss] = ()
    ) -> OutcomesRecorded:
        """Record what came of units, and return all counts."""
        with self.work(DAN) as work:
            return recording.record_outcomes(
                work, "x1", outcomes, losses, statistics, POLICY
            )

    def results(self) -> Results:
        """Return what was counted."""
        with self.work() as work:
            return work.measurements.results("x1")

    def published(self) -> list[str]:
        """Return the types of all events so far, in order."""
        with self.work() as work:
            rows = work.connection.execute(
                "SELECT headers->>'ce_type' FROM outbox ORDER BY position"
            ).fetchall()
        return [name.rpartition(".")[2] for (name,) in rows]


NOBODY = cast("grpc.ServicerContext", None)
"""The context of a call that asks nothing of it."""


@contextmanager
def serving(by: Actor) -> Iterator[None]:
    """Serve somebody's call."""
    token = CURRENT.set(Call(by, "test", time.monotonic() + 30))
    try:
        yield
    finally:
        CURRENT.reset(token)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.database.close()


def fits(units: list[str], value: float = 1.0) -> list[Outcome]:
    """Return these units' outcomes."""
    return [Outcome(unit, "fits", value) for unit in units]


def speeds(units: list[str], value: float) -> list[Outcome]:
    """Return how fast these units were."""
    return [Outcome(unit, "speed", value) for unit in units]


def at_once(*acts: Callable[[], int]) -> list[int]:
    """Return what several acts answer that begin in the same moment."""
    ready_all = threading.Barrier(len(acts))

    def begin(act: Callable[[], int]) -> int:
        ready_all.wait(timeout=10)
        return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(begin, acts))


def enrolled(units: list[str]) -> dict[str, str]:
    """Return who takes part, and their arms."""
    return running().enrol(units, by=CARA)


def ready_as(experiment_id: str) -> Experiment:
    """Return another experiment that may start."""
    experiment = ready()
    experiment.id = experiment_id
    return experiment


def recounted(store: Store) -> set[tuple[str, str, int, float]]:
    """Return what the tallies should say, counted from the rows."""
    with store.work() as work:
        rows = work.connection.execute(
            "SELECT arm, metric, count(*), sum(value::numeric) FROM outcomes"
            " JOIN exposures USING (experiment_id, unit) GROUP BY arm, metric"
            " UNION ALL SELECT arm, '', count(*), 0 FROM exposures GROUP BY arm"
        ).fetchall()
    return {(arm, metric, units, float(total)) for arm, metric, units, total in rows}


def tallied(store: Store) -> set[tuple[str, str, int, float]]:
    """Return what the tallies say."""
    tallies = store.results().tallies
    return {(t.arm, t.metric, t.units, float(t.total)) for t in tallies}


def test_an_experiment_comes_back_as_it_was_kept(store: Store) -> None:
    kept = running()
    store.add(kept)

    with store.work() as work:
        found = work.experiments.get("x1")

    kept.events.clear()
    assert found == kept


def test_what_was_heard_of_others_is_kept(store: Store) -> None:
    store.add()

    with store.work() as work:
        reactions.idea_moved(work, "i1", IdeaState.KILLED)
        reactions.coe_opened(work, "c1", "x1")
        reactions.coe_opened(work, "c2", "x1")
        reactions.coe_released(work, "c1")

    with store.work() as work:
        idea = work.known_ideas.get("i1")
        assert (idea.state, idea.approval) == ("KILLED", known_idea().approval)
        assert [coe.name for coe in open_coes(work, "x1")] == ["coes/c2"]
    assert store.published() == []


def test_what_a_verdict_waits_for_is_kept(store: Store) -> None:
    store.add()

    with store.work() as work:
        idea = work.known_ideas.get("i1")
        idea.unsettle("experiments/x1", by=CARA, at=NOON)
        work.known_ideas.save(idea)

    with store.work() as work:
        reactions.idea_moved(work, "i1", IdeaState.APPROVED, "experiments/x0")
        assert work.known_ideas.get("i1").state == "UNSETTLED"
        reactions.idea_moved(work, "i1", IdeaState.SCALING, "experiments/x1")
        assert work.known_ideas.get("i1").state == "SCALING"


def test_lists_are_filtered_by_every_column(store: Store) -> None:
    store.add(running())
    equals: dict[str, str | bool] = {
        "idea": "ideas/i1",
        "state": "RUNNING",
        "team": "teams/family",
        "owner": "people/cara",
        "is_open": True,
        "supporting": False,
    }

    with store.work() as work:
        found = work.experiments.page(Query(equals, limit=9))
        other = [
            work.experiments.page(Query({column: _another(value)}, limit=9))
            for column, value in equals.items()
        ]

    assert [experiment.id for experiment in found] == ["x1"]
    assert not any(other)


def _another(value: object) -> str | bool:
    return not value if isinstance(value, bool) else "f"


def test_a_unit_counts_once_in_its_arm(store: Store) -> None:
    store.add(running())
    arms = enrolled(UNITS)

    first = store.expose([*UNITS, *UNITS])
    second = store.expose(UNITS)

    assert (first, second) == (len(arms), 0)
    for arm in ("old", "green", "blue"):
        assert store.results().exposed(arm) == list(arms.values()).count(arm)


def test_the_first_outcome_of_a_unit_and_metric_counts(store: Store) -> None:
    store.add(running())
    unit = next(iter(enrolled(UNITS)))
    store.expose(UNITS)

    first = store.record([*speeds([unit], 10.1), *speeds([unit], 17.0)])
    second = store.record(speeds([unit], 17.0))

    (tally,) = [t for t in store.results().tallies if t.metric != EXPOSURES]
    assert (first, second) == (1, 0)
    assert (tally.units, float(tally.total), tally.last) == (1, 10.1, NOON)


def test_outcomes_of_units_that_never_met_it_do_not_count(store: Store) -> None:
    store.add(running())

    assert store.record(fits(UNITS)) == 0
    assert store.results() == Results()


def test_means_are_exact_and_as_large_as_numbers_go(store: Store) -> None:
    store.add(running())
    tenths, largest = list(enrolled(UNITS))[:3], list(enrolled(UNITS))[3:9]
    store.expose(UNITS)

    def mean() -> float:
        arms = ("old", "green", "blue")
        found = store.results().sample("speed", arms, Aggregation.MEAN).mean
        assert found
        return found

    store.record(speeds(tenths, 0.1))
    assert mean() == 0.1

    store.record(speeds(largest, 1.7976931348623157e308))
    assert mean() > 1e308


def test_tallies_agree_with_the_rows_they_were_counted_from(store: Store) -> None:
    store.add(running())
    for start in range(0, 300, 60):
        store.expose(UNITS[start : start + 100])
        store.record(speeds(UNITS[start : start + 80], start / 7))
        store.record(speeds(UNITS[start : start + 90], start / 3))

    assert tallied(store) == recounted(store)
    assert len(tallied(store)) == 6


def test_batches_that_overlap_at_once_count_every_unit_once(store: Store) -> None:
    store.add(running())
    there, back = UNITS[:300], UNITS[:99:-1]

    exposed = at_once(lambda: store.expose(there), lambda: store.expose(back))
    recorded = at_once(
        lambda: store.record(fits(there)), lambda: store.record(fits(back, 0.0))
    )

    assert sum(exposed) == sum(recorded) == len(enrolled(UNITS))
    assert tallied(store) == recounted(store)


def test_a_guardrail_that_breaks_twice_at_once_pauses_once(store: Store) -> None:
    store.add(running())
    arms = enrolled(UNITS)
    units = [unit for unit, arm in arms.items() if arm != "old"][:40]
    control = next(unit for unit, arm in arms.items() if arm == "old")
    store.expose(UNITS)
    store.record([Outcome(control, "returns", 0.0)])
    broken = [Outcome(unit, "returns", 1.0) for unit in units]

    recorded = at_once(
        lambda: store.record(broken[:30]), lambda: store.record(broken[10:])
    )

    assert sum(recorded) == 40
    assert store.published()[-2:] == ["ExperimentGuardrailBreached", "ExperimentPaused"]
    assert store.published().count("ExperimentGuardrailBreached") == 1
    with store.work() as work:
        pause = work.experiments.get("x1").paused
    assert pause
    assert (pause.trigger, pause.guardrail_metric) == (
        PauseTrigger.GUARDRAIL,
        "returns",
    )


def test_of_two_starts_on_one_idea_at_once_one_wins(store: Store) -> None:
    store.add(ready(), ready_as("x2"))

    def start(experiment_id: str) -> int:
        try:
            with store.work() as work:
                commands.start_experiment(work, experiment_id, "", statistics, POLICY)
        except Conflict as lost:
            return len(lost.violations)
        return 0

    assert sorted(at_once(lambda: start("x1"), lambda: start("x2"))) == [0, 1]


def test_the_database_itself_keeps_one_open_experiment_per_idea(store: Store) -> None:
    store.add(running(), ready_as("x2"))

    with store.work() as work:
        other = work.experiments.get("x2")
        begin(other)

        with pytest.raises(psycopg.errors.UniqueViolation):
            work.experiments.save(other)


def test_ten_thousand_units_fit_in_one_batch(store: Store) -> None:
    store.add(running())
    units = [f"customer-{number}" for number in range(POLICY.batch_limit)]

    exposed = store.expose(units)

    assert exposed == len(enrolled(units))
    assert store.record(fits(units)) == exposed


def test_variances_come_from_what_was_counted(store: Store) -> None:
    store.add(running())
    units = [unit for unit, arm in enrolled(UNITS).items() if arm == "green"][:4]
    store.expose(UNITS)

    for unit, value in zip(units, (0.1, 0.2, 0.3, 0.4), strict=True):
        store.record(speeds([unit], value))

    moments = store.results().sample("speed", ("green",), Aggregation.MEAN).moments
    assert (moments.n, moments.mean) == (4, 0.25)
    assert moments.variance == pytest.approx(0.05 / 3)


def test_no_more_units_are_exposed_than_the_cap_and_it_ends_the_collection(
    store: Store,
) -> None:
    store.add(running(exposure_cap_units=100))

    exposed = [store.expose(UNITS[:80]), store.expose(UNITS), store.results().units]

    assert exposed[0] + exposed[1] == exposed[2] == 100
    assert store.published()[-1] == "ExperimentStopped"
    with store.work() as work:
        ending = work.experiments.get("x1").ending
    assert ending
    assert ending.trigger is EndTrigger.EXPOSURE_CAP


def test_every_message_of_a_recording_is_counted_as_one_thing(store: Store) -> None:
    store.add(running(exposure_cap_units=100))
    arms = enrolled(UNITS)

    with store.work(DAN) as work:
        counts = recording.record_exposures(
            work, "x1", [*UNITS, UNITS[0]], statistics, POLICY
        )

    twice = UNITS[0] in arms
    assert counts == ExposuresRecorded(
        recorded=100,
        duplicate=int(twice),
        not_enrolled=len(UNITS) - len(arms) + (not twice),
        beyond_cap=len(arms) - 100,
    )
    first, *_ = arms
    told = store.told([*fits([first, first]), *fits(["stranger"])], [])
    assert told == OutcomesRecorded(recorded=1, duplicate=1, not_exposed=1)
    again = store.told(fits([first]), [Loss(first, usd(1)), Loss("stranger", usd(1))])
    assert again == OutcomesRecorded(recorded=1, duplicate=1, not_exposed=1)


def test_losses_are_summed_exactly_whatever_their_order(store: Store) -> None:
    store.add(running())
    units = list(enrolled(UNITS))[:10]
    store.expose(UNITS)
    losses = [Loss(unit, usd(0.1)) for unit in units]

    at_once(
        lambda: store.told([], losses[:7]).recorded,
        lambda: store.told([], losses[:2:-1]).recorded,
    )

    assert store.results().lost("USD") == usd(1)
    assert store.results().lost("EUR").currency_code == "EUR"
    most = Money("USD", 2**63 - 1, 999_999_999)
    store.told([], [Loss(unit, most) for unit in list(enrolled(UNITS))[10:12]])
    assert store.results().lost("USD") == most


def test_experiments_that_quote_a_mechanism_are_found(store: Store) -> None:
    quoted = check_failed("experiments/x1", Evaluation(check(), CheckResult.FAIL))
    told, silent = running(), ready_as("x2")
    told.warnings = (quoted,)
    store.add(told, silent)

    with store.work() as work:
        reactions.erase_text(work, f"{check().mechanism}-again")
        reactions.erase_text(work, check().mechanism)

    with store.work() as work:
        (warning,) = work.experiments.get("x1").warnings
        assert work.experiments.get("x2").version == 1
    assert warning.description == "[erased]"


def test_what_is_over_is_found_and_ended_once(store: Store) -> None:
    store.add(running(max_runtime=timedelta(hours=1)), ready_as("x2"))

    def wake(at: datetime) -> int:
        with store.work() as work:
            work.now = at
            return reactions.wake_due(work, statistics, POLICY)

    woken = [wake(LATER - timedelta(seconds=1)), wake(LATER), wake(LATER)]

    assert woken == [0, 1, 0]
    with store.work() as work:
        assert work.experiments.get("x1").state == "ANALYZING"


def test_everything_that_an_experiment_can_hold_is_kept(store: Store) -> None:
    experiment = tidied()
    counted = Tally("green", "returns", 3, Decimal("2.5"), Decimal("0.1"), NOON)
    sample = Sample(counted, 9, Aggregation.CONVERSION)
    experiment.base = experiment.stepped = (sample,)
    store.add(experiment)

    with store.work() as work:
        kept = work.experiments.get("x1")

    assert kept == experiment


def test_a_supporting_experiment_runs_beside_a_decisive_one(store: Store) -> None:
    other = ready(supporting=True, loss_cap=usd(600))
    other.id = "x2"
    store.add(running(loss_cap=usd(400)), other)

    with store.work() as work:
        started = commands.start_experiment(work, "x2", "", statistics, POLICY)
        assert started.is_running
    with store.work() as work:
        found = work.experiments.page(Query({"supporting": True}, 9))
        assert [experiment.id for experiment in found] == ["x2"]


def test_the_end_of_an_idea_reaches_every_draft_on_it(store: Store) -> None:
    store.add(running(), *(ready_as(f"d{number}") for number in range(3)))

    with store.work() as work:
        reactions.idea_ended(work, "i1", IdeaState.WITHDRAWN)

    assert store.published().count("ExperimentCancelled") == 3
    assert store.published().count("ExperimentPaused") == 1


def test_a_mechanism_stops_a_start_and_its_evaluation_is_told_all_the_same(
    store: Store,
) -> None:
    store.add(ready(treatment_reads=("diet",)))
    with store.work() as work:
        work.checks.learn(check(), active=True, heard=1)

    with pytest.raises(RuleBroken, match="declare-inputs v1"), store.work() as work:
        commands.start_experiment(work, "x1", "", statistics, POLICY)

    assert store.published()[-1] == "CheckActivated"
    request = pb.StartExperimentRequest(name="experiments/x1")
    with pytest.raises(RuleBroken), serving(CARA):
        store.servicer.StartExperiment(request, NOBODY)
    assert store.published()[-1] == "CheckEvaluated"
