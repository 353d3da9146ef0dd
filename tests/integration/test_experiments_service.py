"""The experiments API on a real PostgreSQL: what the walk of S1 leaves out."""

from collections.abc import Callable
from typing import Any, cast

import grpc
import pytest
from google.protobuf.duration_pb2 import Duration

from chassis.domain import Actor, Conflict, InvalidInput, NotFound, RuleBroken
from chassis.money import Money
from chassis.wire import from_money, to_money
from day1.experiments.v1 import experiments_pb2 as pb
from day1.experiments.v1 import experiments_service_pb2 as rpc
from services.experiments.domain.causes import Pause, PauseTrigger
from services.experiments.domain.health import Health
from services.experiments.domain.known import IdeaState
from tests.integration.test_experiments_storage import (
    NOBODY,
    Store,
    serving,
    store,
)
from tests.unit.experiments.support import (
    CARA,
    LEO,
    MIA,
    NOON,
    POLICY,
    check,
    known_idea,
)

__all__ = ["store"]

X = "experiments/x1"
UNITS = [f"u{number}" for number in range(2000)]
STEPS = [0.01, 0.05, 0.25, 0.5]


@pytest.fixture
def api(store: Store) -> Store:
    with store.work() as work:
        work.known_ideas.add(known_idea())
    return store


def designed(**changes: Any) -> pb.Experiment:
    """Return the message of a design that may start."""
    message = pb.Experiment(
        idea="ideas/i1",
        title="Boxes by weight",
        hypothesis={
            "change": "we use weight",
            "customer": "parents",
            "expected": "return less",
            "because": "it fits",
        },
        win_probability=0.3,
        arms=[{"id": "old", "weight": 1, "control": True}, {"id": "new", "weight": 1}],
        exposure_share=0.5,
        exposure_share_steps=STEPS,
        primary_metric={
            "key": "fits",
            "kind": "METRIC_KIND_OUTCOME",
            "direction": "DIRECTION_UP",
            "aggregation": "METRIC_AGGREGATION_CONVERSION",
            "baseline": 0.5,
            "target_effect": 0.4,
        },
        guardrails=[
            {
                "metric": "returns",
                "comparison": "COMPARISON_AT_MOST",
                "threshold": 0.25,
                "min_units": 4,
                "severity": "BREACH_SEVERITY_HIGH",
                "aggregation": "METRIC_AGGREGATION_CONVERSION",
            }
        ],
        loss_cap={"currency_code": "USD", "units": 1000},
        kill_switch="Turn the flag off.",
        decision_rule={
            "scale": {"figure": "EFFECT_FIGURE_LOWER_BOUND", "at_least": 0.1},
            "pivot": {"figure": "EFFECT_FIGURE_DIFFERENCE", "new_needs": 1},
        },
        min_units_per_arm=50,
    )
    message.MergeFrom(pb.Experiment(**changes))
    return message


def begun(api: Store) -> None:
    """Start it, and let in as many as it ever will."""
    call(api, CARA, "StartExperiment", rpc.StartExperimentRequest(name=X))
    with api.work() as work:
        experiment = work.experiments.get("x1")
        for health in [Health()] * 3:
            experiment.ramp(None, health, [], by=CARA, at=NOON, policy=POLICY)
        work.experiments.save(experiment)


def miscalled(key: str) -> pb.Metric:
    """Return a metric that is said to be an outcome."""
    return pb.Metric(key=key, kind=pb.METRIC_KIND_OUTCOME, direction=pb.DIRECTION_UP)


def call(api: Store, by: Actor, method: str, request: Any) -> Any:
    """Call a method as somebody."""
    with serving(by):
        return getattr(api.servicer, method)(request, NOBODY)


def drafted(api: Store, **changes: Any) -> None:
    request = rpc.CreateExperimentRequest(
        experiment=designed(**changes), experiment_id="x1"
    )
    call(api, CARA, "CreateExperiment", request)
    call(api, CARA, "VerifyKillSwitch", rpc.VerifyKillSwitchRequest(name=X))


def measured(api: Store, every: int) -> None:
    """Expose units: every second one of control converts, others but each so many'th.

    A guardrail that nobody touches is recorded for all of them.
    """
    with serving(CARA):
        exposures = (rpc.RecordExposuresRequest(name=X, unit=u) for u in UNITS)
        api.assignment.RecordExposures(exposures, NOBODY)
        places = [
            place
            for units in (UNITS[:1000], UNITS[1000:])
            for place in api.assignment.BatchAssignUnits(
                rpc.BatchAssignUnitsRequest(name=X, units=units), NOBODY
            ).assignments
        ]
        outcomes = [
            rpc.RecordOutcomesRequest(
                name=X,
                unit=place.unit,
                measurement=rpc.Measurement(metric=metric, value=value),
            )
            for number, place in enumerate(places)
            if place.enrolled
            for metric, value in (
                ("fits", number % (every if place.arm == "new" else 2) > 0),
                ("returns", 0),
            )
        ]
        api.assignment.RecordOutcomes(iter(outcomes), NOBODY)


def test_an_experiment_ramps_up_and_is_decided_by_its_rule(api: Store) -> None:
    drafted(api)
    started = call(api, CARA, "StartExperiment", rpc.StartExperimentRequest(name=X))
    assert [warning.reason for warning in started.warnings] == ["RUNTIME_UNLIMITED"]
    assert started.experiment.current_exposure_share == 0.01
    silent = call(api, CARA, "GetHealth", rpc.GetHealthRequest(name=X)).health
    assert silent.state == pb.HEALTH_STATE_UNKNOWN
    assert not silent.HasField("sample_ratio_p")
    for share in (0.05, 0.25, 0.5):
        measured(api, 10)
        ramped = call(api, CARA, "RampExperiment", rpc.RampExperimentRequest(name=X))
        assert ramped.experiment.current_exposure_share == share
        with pytest.raises(RuleBroken, match="too few outcomes"):
            call(api, CARA, "RampExperiment", rpc.RampExperimentRequest(name=X))
    measured(api, 10)

    results = call(api, CARA, "GetResults", rpc.GetResultsRequest(name=X))
    assert not results.collecting
    assert results.rule_verdict == pb.VERDICT_SCALE
    effect = results.effects[0]
    low, high = effect.interval.low, effect.interval.high
    assert 0.1 < low < effect.difference < high
    health = call(api, CARA, "GetHealth", rpc.GetHealthRequest(name=X)).health
    assert health.state == pb.HEALTH_STATE_GREEN
    assert health.sample_ratio_p > 0.001
    assert (health.loss_cap.currency_code, health.loss_cap.units) == ("USD", 1000)

    call(api, CARA, "StopExperiment", rpc.StopExperimentRequest(name=X))
    decide = rpc.DecideExperimentRequest(
        name=X, verdict=pb.VERDICT_SCALE, learning="Weight beats age."
    )
    decided = call(api, LEO, "DecideExperiment", decide).experiment
    assert decided.decision.rule_verdict == pb.VERDICT_SCALE
    assert decided.decision.response == pb.CUSTOMER_RESPONSE_LOVED
    kept = pb.CLEAN_UP_RESULT_KEPT
    tidy = rpc.CleanUpExperimentRequest(name=X, result=kept, note="All.")
    cleaned = call(api, CARA, "CleanUpExperiment", tidy).experiment
    assert cleaned.clean_up.result == kept
    looks = looks_at(api)
    assert all(look.effects[0].HasField("interval") for look in looks)
    assert len(looks) >= 2
    assert all(look.name.startswith(f"{X}/resultsSnapshots/") for look in looks)


def looks_at(api: Store) -> list[pb.ResultsSnapshot]:
    """Return all looks, a page of one at a time."""
    found: list[pb.ResultsSnapshot] = []
    request = rpc.ListResultsSnapshotsRequest(parent=X, page_size=1)
    while True:
        page = call(api, CARA, "ListResultsSnapshots", request)
        found += page.results_snapshots
        if not page.next_page_token:
            return found
        request.page_token = page.next_page_token


def test_losses_are_exact_and_reach_the_cap_to_the_cent(api: Store) -> None:
    drafted(api, loss_cap={"currency_code": "USD", "units": 2, "nanos": 300_000_000})
    begun(api)
    with serving(CARA):
        exposures = (rpc.RecordExposuresRequest(name=X, unit=u) for u in UNITS)
        exposed = api.assignment.RecordExposures(exposures, NOBODY)
    units = [unit for unit in UNITS if assigned(api, unit).enrolled][:3]
    counts = (exposed.recorded_count, exposed.not_enrolled_count)
    assert (sum(counts), exposed.duplicate_count) == (len(UNITS), 0)

    def lose(*losses: tuple[str, int]) -> rpc.RecordOutcomesResponse:
        messages = [
            rpc.RecordOutcomesRequest(
                name=X, unit=unit, loss=from_money(Money.from_nanos("USD", nanos))
            )
            for unit, nanos in losses
        ]
        with serving(CARA):
            return api.assignment.RecordOutcomes(iter(messages), NOBODY)

    first = lose((units[0], 1_100_000_000), (units[0], 9), ("stranger", 9))
    assert first == rpc.RecordOutcomesResponse(
        recorded_count=1, duplicate_count=1, not_exposed_count=1
    )
    lose((units[1], 1_199_999_999))
    health = call(api, CARA, "GetHealth", rpc.GetHealthRequest(name=X)).health
    assert to_money(health.loss_spent) == Money("USD", 2, 299_999_999)
    lose((units[2], 1))

    found = call(api, CARA, "GetExperiment", rpc.GetExperimentRequest(name=X))
    assert found.experiment.state == pb.EXPERIMENT_STATE_ANALYZING
    assert found.experiment.ending.trigger == pb.END_TRIGGER_LOSS_CAP
    euro = {"currency_code": "EUR", "units": 1}
    message = rpc.RecordOutcomesRequest(name=X, unit=units[0], loss=euro)
    with pytest.raises(InvalidInput, match="A loss is in EUR"), serving(CARA):
        api.assignment.RecordOutcomes(iter([message]), NOBODY)


def test_a_list_is_brief_unless_asked_and_a_get_is_whole(api: Store) -> None:
    drafted(api)
    listed = rpc.ListExperimentsRequest(filter="supporting = false")
    asked = rpc.ListExperimentsRequest(view=pb.EXPERIMENT_VIEW_FULL)
    brief = rpc.GetExperimentRequest(name=X, view=pb.EXPERIMENT_VIEW_BASIC)
    whole = call(api, CARA, "GetExperiment", rpc.GetExperimentRequest(name=X))

    (basic,) = call(api, CARA, "ListExperiments", listed).experiments
    (full,) = call(api, CARA, "ListExperiments", asked).experiments

    assert full == whole.experiment
    assert basic == call(api, CARA, "GetExperiment", brief).experiment
    assert full.HasField("hypothesis")
    assert not basic.HasField("hypothesis")
    assert basic.etag == full.etag


def test_an_update_changes_what_its_mask_names(api: Store) -> None:
    drafted(api)
    changes = pb.Experiment(name=X, primary_metric={"key": "x", "baseline": 0.25})
    request = rpc.UpdateExperimentRequest(
        experiment=changes, update_mask={"paths": ["primary_metric.baseline"]}
    )

    changed = call(api, CARA, "UpdateExperiment", request).experiment

    assert (changed.primary_metric.key, changed.primary_metric.baseline) == (
        "fits",
        0.25,
    )
    assert changed.required_units_per_arm == 50
    request.experiment.etag = "stale"
    with pytest.raises(Conflict):
        call(api, CARA, "UpdateExperiment", request)


def assigned(api: Store, unit: str) -> rpc.AssignUnitResponse:
    """Return where a unit belongs."""
    with serving(CARA):
        return api.assignment.AssignUnit(
            rpc.AssignUnitRequest(name=X, unit=unit), NOBODY
        )


def test_a_verdict_against_the_rule_takes_a_second(api: Store) -> None:
    drafted(api)
    begun(api)
    measured(api, 1)
    call(api, CARA, "StopExperiment", rpc.StopExperimentRequest(name=X))
    decide = rpc.DecideExperimentRequest(
        name=X,
        verdict=pb.VERDICT_PIVOT,
        learning="Parents weigh boxes.",
        reason="They asked for it.",
    )
    with pytest.raises(Exception, match="says KILL, you say PIVOT"):
        call(api, LEO, "DecideExperiment", decide)

    second = rpc.SecondDecisionRequest(
        name=X, verdict=pb.VERDICT_PIVOT, reason="I heard them."
    )
    call(api, MIA, "SecondDecision", second)
    decision = call(api, LEO, "DecideExperiment", decide).experiment.decision

    assert (decision.second, decision.followed_rule) == (MIA.name, False)


def test_until_it_can_be_read_results_are_collecting(api: Store) -> None:
    drafted(api, min_runtime=Duration(seconds=60))
    begun(api)
    measured(api, 10)

    results = call(api, CARA, "GetResults", rpc.GetResultsRequest(name=X))

    assert results.collecting
    assert list(results.still_needed) == ["it ran for 0 of 1 minutes"]
    assert all(arm.units and not arm.metrics for arm in results.arms)
    assert looks_at(api) == []


def test_lint_says_what_a_start_would_and_leaves_nothing(api: Store) -> None:
    with api.work() as work:
        work.checks.learn(check(), active=True, heard=1)
    drafted(api, treatment_reads=["diet"])
    before = api.published()

    lint = call(api, MIA, "LintExperiment", rpc.LintExperimentRequest(name=X))

    assert [found.reason for found in lint.violations] == ["MECHANISM_CHECK_FAILED"]
    assert lint.required_units_per_arm == 50
    assert api.published() == before
    active = call(api, MIA, "ListActiveChecks", rpc.ListActiveChecksRequest())
    assert [found.mechanism for found in active.checks] == ["mechanisms/declare-inputs"]


def test_a_start_that_is_only_validated_changes_nothing(api: Store) -> None:
    drafted(api)
    before = api.published()

    validate = rpc.StartExperimentRequest(name=X, validate_only=True)
    answered = call(api, CARA, "StartExperiment", validate)

    assert answered.experiment.state == pb.EXPERIMENT_STATE_RUNNING
    got = call(api, CARA, "GetExperiment", rpc.GetExperimentRequest(name=X))
    assert got.experiment.state == pb.EXPERIMENT_STATE_DRAFT
    assert api.published() == before


def test_a_draft_is_cancelled(api: Store) -> None:
    drafted(api)

    cancel = rpc.CancelExperimentRequest(name=X, reason="No time.")
    cancelled = call(api, CARA, "CancelExperiment", cancel).experiment

    assert cancelled.state == pb.EXPERIMENT_STATE_CANCELLED
    assert list(cancelled.possible_methods) == []


def test_the_library_is_listed_by_kind(api: Store) -> None:
    for key, kind in (("fits", "OUTCOME"), ("happy", "SURVEY_PROXY")):
        metric = pb.LibraryMetric(
            title=key.title(), kind=f"METRIC_KIND_{kind}", direction="DIRECTION_UP"
        )
        create = rpc.CreateMetricRequest(metric=metric, metric_id=key)
        call(api, CARA, "CreateMetric", create)

    drafted(api, secondary_metrics=[miscalled("happy")])
    with pytest.raises(RuleBroken, match="is SURVEY_PROXY in the library, not OUTC"):
        call(api, CARA, "StartExperiment", rpc.StartExperimentRequest(name=X))
    for wanted in ("METRIC_KIND_SURVEY_PROXY", "SURVEY_PROXY"):
        request = rpc.ListMetricsRequest(filter=f'kind = "{wanted}"')
        listed = call(api, CARA, "ListMetrics", request)
        assert [metric.name for metric in listed.metrics] == ["metrics/happy"]


def test_the_proxy_explainer_needs_no_experiment(api: Store) -> None:
    survey = pb.Survey(question="?", population="all", answers=100, instrument="mail")
    request = rpc.InterpretMetricRequest(
        metric="satisfied",
        before=pb.SurveyPoint(share=0.47, survey=survey),
        after=pb.SurveyPoint(share=0.55, survey=survey),
    )

    found = call(api, CARA, "InterpretMetric", request)

    ends = (found.interval.low, found.interval.high)
    assert (round(ends[0], 3), round(ends[1], 3)) == (-0.058, 0.218)
    assert (round(found.p_value, 2), found.answers_needed) == (0.26, 612)
    assert found.findings[-1].reason == "PROXY_CANNOT_DECIDE_ALONE"


def test_whoever_watches_sees_the_pause(api: Store) -> None:
    drafted(api)
    call(api, CARA, "StartExperiment", rpc.StartExperimentRequest(name=X))
    with serving(MIA):
        request = rpc.WatchExperimentRequest(name=X)
        watched = api.servicer.WatchExperiment(request, Watching.context())
        first, synced = next(watched), next(watched)
    call(
        api, CARA, "PauseExperiment", rpc.PauseExperimentRequest(name=X, reason="Stop.")
    )
    with serving(MIA):
        second = next(watched)
        again = rpc.WatchExperimentRequest(name=X, resume_token=synced.resume_token)
        resumed = next(api.servicer.WatchExperiment(again, Watching.context()))

    assert synced.WhichOneof("event") == "synced"
    assert first.changed.state == pb.EXPERIMENT_STATE_RUNNING
    assert not first.changed.HasField("hypothesis")
    assert second.changed.state == pb.EXPERIMENT_STATE_PAUSED
    assert second.changed.pause.trigger == pb.PAUSE_TRIGGER_PERSON
    assert "ResumeExperiment" in second.changed.possible_methods
    assert resumed.changed == second.changed
    gone = rpc.WatchExperimentRequest(name="experiments/x2")
    with pytest.raises(NotFound), serving(MIA):
        api.servicer.WatchExperiment(gone, Watching.context())


def test_a_kill_switch_holds_for_the_very_next_assignment(api: Store) -> None:
    drafted(api)
    begun(api)
    batch = rpc.BatchAssignUnitsRequest(name=X, units=UNITS[:200])
    with serving(CARA):
        assert any(
            place.enrolled
            for place in api.assignment.BatchAssignUnits(batch, NOBODY).assignments
        )

    abort = rpc.AbortExperimentRequest(name=X, reason="It harms.")
    call(api, CARA, "AbortExperiment", abort)

    with serving(CARA):
        places = api.assignment.BatchAssignUnits(batch, NOBODY).assignments
    assert {(place.arm, place.enrolled) for place in places} == {("old", False)}
    assert [place.unit for place in places] == UNITS[:200]


def test_an_idea_that_is_taken_back_pauses_what_runs(api: Store) -> None:
    drafted(api)
    call(api, CARA, "StartExperiment", rpc.StartExperimentRequest(name=X))
    with api.work() as work:
        idea = work.known_ideas.get("i1")
        idea.move(IdeaState.DRAFT, by=LEO, at=work.now)
        work.known_ideas.save(idea)
        experiment = work.experiments.get("x1")
        why = Pause(PauseTrigger.IDEA_RECALLED, "ideas/i1 was taken back.")
        experiment.halt(why, by=LEO, at=work.now)
        work.experiments.save(experiment)

    with pytest.raises(Exception, match="is DRAFT by now"):
        call(api, CARA, "ResumeExperiment", rpc.ResumeExperimentRequest(name=X))


class Watching:
    """The context of a call that lasts."""

    def add_callback(self, callback: Callable[[], None]) -> bool:
        """Take note of it; the call does not end."""
        return True

    @classmethod
    def context(cls) -> grpc.ServicerContext:
        """Return it as what servicers get."""
        return cast("grpc.ServicerContext", cls())
