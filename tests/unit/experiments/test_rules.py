"""Each reason against a start, seen alone; and all of them at once."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from chassis.checks import (
    Aggregation,
    CheckResult,
    CheckSeverity,
    Comparison,
    Evaluation,
)
from chassis.domain import InvalidInput, RuleBroken
from chassis.labels import Label
from chassis.money import Money
from day1.experiments.v1 import experiments_service_pb2 as pb
from services.experiments import statistics
from services.experiments.api.batches import read_batch
from services.experiments.application.measuring import units_required
from services.experiments.domain import plan_rules
from services.experiments.domain.circumstances import guardrails_of
from services.experiments.domain.design import (
    Arm,
    Condition,
    DecisionRule,
    Design,
    Direction,
    Figure,
    Hypothesis,
    Metric,
    MetricKind,
    Survey,
)
from services.experiments.domain.known import IdeaState
from services.experiments.domain.policy import Policy
from tests.unit.experiments.support import (
    BLUE,
    CARA,
    CONTROL,
    FITS,
    GREEN,
    LATER,
    NOON,
    PIVOT,
    POLICY,
    RETURNS,
    RULE,
    SCALE,
    begin,
    check,
    circumstances,
    design,
    draft,
    guarding,
    ready,
    reasons_of,
    start,
    usd,
    whole,
)

SPENT = replace(
    FITS,
    key="spent",
    aggregation=Aggregation.SUM,
    baseline=30.0,
    target_effect=2.0,
    standard_deviation=20.0,
)
"""A metric that needs a standard deviation."""

DOWN = replace(FITS, direction=Direction.DOWN, baseline=0.05)


def metric(base: Metric, **changes: Any) -> dict[str, Any]:
    """Return a change of the primary metric."""
    return {"primary_metric": replace(base, **changes)}


def guarded(**changes: Any) -> dict[str, Any]:
    """Return a change of the guardrails to one like this."""
    return {"guardrails": (replace(RETURNS, **changes),)}


def rule(**changes: Any) -> dict[str, Any]:
    """Return a change of the rule that computes."""
    return {"decision_rule": replace(RULE, **changes)}


BROKEN_DESIGNS: list[tuple[str, dict[str, Any]]] = [
    ("HYPOTHESIS_MISSING", {"hypothesis": Hypothesis()}),
    ("HYPOTHESIS_MISSING", {"hypothesis": Hypothesis("a", "b", "c", " ")}),
    ("NOT_AN_EXPERIMENT", {"win_probability": 0.95}),
    ("NOT_AN_EXPERIMENT", {"win_probability": 1.0}),
    ("NOT_AN_EXPERIMENT", {"win_probability": 0.05}),
    ("NOT_AN_EXPERIMENT", {"win_probability": 0.0}),
    ("NOT_AN_EXPERIMENT", {"win_probability": None}),
    ("ARMS_INCOMPLETE", {"arms": ()}),
    ("ARMS_INCOMPLETE", {"arms": (CONTROL,)}),
    ("ARMS_INCOMPLETE", {"arms": (GREEN, BLUE)}),
    ("ARMS_INCOMPLETE", {"arms": (GREEN, CONTROL)}),
    ("ARMS_INCOMPLETE", {"arms": (CONTROL, GREEN, GREEN)}),
    ("ARMS_INCOMPLETE", {"arms": (CONTROL, GREEN, Arm("new", 1, control=True))}),
    ("PRIMARY_METRIC_MISSING", {"primary_metric": Metric()}),
    ("PRIMARY_METRIC_MISSING", metric(FITS, key="")),
    ("PRIMARY_METRIC_MISSING", metric(FITS, kind=MetricKind.UNSPECIFIED)),
    ("PRIMARY_METRIC_MISSING", metric(FITS, direction=Direction.UNSPECIFIED)),
    ("PRIMARY_METRIC_MISSING", metric(FITS, aggregation=Aggregation.UNSPECIFIED)),
    ("PRIMARY_METRIC_MISSING", metric(FITS, baseline=None)),
    ("PRIMARY_METRIC_MISSING", metric(FITS, target_effect=None)),
    ("PRIMARY_METRIC_MISSING", metric(FITS, target_effect=0.0)),
    ("PRIMARY_METRIC_MISSING", metric(DOWN, target_effect=-0.02)),
    ("PRIMARY_METRIC_MISSING", metric(SPENT, standard_deviation=None)),
    ("PRIMARY_METRIC_MISSING", metric(FITS, aggregation=Aggregation.MEAN)),
    ("TARGET_IMPOSSIBLE", metric(FITS, target_effect=0.21)),
    ("TARGET_IMPOSSIBLE", metric(FITS, baseline=1.01)),
    ("TARGET_IMPOSSIBLE", metric(DOWN, target_effect=0.06)),
    ("TARGET_IMPOSSIBLE", metric(DOWN, baseline=-0.01)),
    (
        "PRIMARY_METRIC_IS_PROXY",
        metric(FITS, kind=MetricKind.SURVEY_PROXY),
    ),
    (
        "PRIMARY_METRIC_IS_PROXY",
        metric(FITS, kind=MetricKind.PROCESS_PROXY),
    ),
    ("METRIC_KIND_MISMATCH", metric(FITS, survey=Survey("?"))),
    ("METRIC_KIND_MISMATCH", {"secondary_metrics": (FITS,)}),
    ("SAMPLE_OUT_OF_REACH", {"exposure_cap_units": 7}),
    ("GUARDRAIL_MISSING", {"guardrails": ()}),
    ("GUARDRAIL_MISSING", {"guardrails": (RETURNS, RETURNS)}),
    ("GUARDRAIL_CANNOT_BREAK", guarded(threshold=1.0)),
    (
        "GUARDRAIL_CANNOT_BREAK",
        guarded(comparison=Comparison.AT_LEAST, threshold=0.0),
    ),
    (
        "GUARDRAIL_CANNOT_BREAK",
        {**guarded(min_units=1001), "exposure_cap_units": 1000},
    ),
    ("COST_OF_FAILURE_UNBOUNDED", {"loss_cap": None}),
    ("COST_OF_FAILURE_UNBOUNDED", {"loss_cap": usd(0)}),
    ("COST_OF_FAILURE_UNBOUNDED", {"loss_cap": usd(1000.01)}),
    ("CURRENCY_MISMATCH", {"loss_cap": Money("EUR", 1)}),
    (
        "COST_OF_FAILURE_UNBOUNDED",
        {"exposure_share": None, "exposure_share_steps": ()},
    ),
    ("COST_OF_FAILURE_UNBOUNDED", {"exposure_share": 0.51}),
    ("COST_OF_FAILURE_UNBOUNDED", {"kill_switch": " "}),
    ("COST_OF_FAILURE_UNBOUNDED", {"kill_switch": "TBD"}),
    ("DECISION_RULE_MISSING", {"decision_rule": DecisionRule()}),
    ("DECISION_RULE_MISSING", {"decision_rule": DecisionRule(scale=SCALE)}),
    ("DECISION_RULE_MISSING", {"decision_rule": DecisionRule(pivot=PIVOT)}),
    ("RULE_NOT_COMPUTABLE", {"decision_rule": DecisionRule("It works.", "Nearly.")}),
    ("RULE_NOT_COMPUTABLE", {"decision_rule": DecisionRule("a", "b", SCALE)}),
    ("RULE_NOT_COMPUTABLE", {"decision_rule": DecisionRule("a", "b", pivot=PIVOT)}),
    ("RULE_TOO_WEAK", rule(scale=Condition(Figure.DIFFERENCE, 0.1))),
    ("RULE_TOO_WEAK", rule(scale=Condition(Figure.UPPER_BOUND, 0.1))),
    ("RULE_TOO_WEAK", rule(pivot=Condition(Figure.UPPER_BOUND, new_needs=1))),
    ("RULE_IMPOSSIBLE", rule(scale=Condition(Figure.LOWER_BOUND, 0.21))),
    ("RULE_IMPOSSIBLE", rule(pivot=Condition(Figure.DIFFERENCE, 0.21))),
    ("RAMP_TOO_FAST", {"exposure_share_steps": ()}),
    ("RAMP_TOO_FAST", {"exposure_share_steps": (), "exposure_share": 0.02}),
    ("RAMP_TOO_FAST", {"exposure_share_steps": (0.5,)}),
    ("DOOR_UNKNOWN", {"tested_doors": ("price", "brand")}),
    ("RAMP_TOO_FAST", {"exposure_share_steps": (0.05, 0.25)}),
    ("RAMP_TOO_FAST", {"exposure_share_steps": (0.01, 0.25)}),
    ("RAMP_TOO_FAST", {"exposure_share_steps": (0.01, 0.05, 0.05)}),
    ("RAMP_TOO_FAST", {"exposure_share_steps": (0.01, 0.05, 0.03)}),
    (
        "CAP_EXCEEDED",
        {"exposure_share": 0.05, "exposure_share_steps": (0.01, 0.05, 0.25)},
    ),
    (
        "RUNTIME_IMPOSSIBLE",
        {"min_runtime": timedelta(days=2), "max_runtime": timedelta(days=1)},
    ),
]

BROKEN_IDEAS: list[tuple[str, dict[str, Any]]] = [
    ("IDEA_NOT_APPROVED", {"state": IdeaState.DRAFT}),
    ("IDEA_NOT_APPROVED", {"state": IdeaState.SUBMITTED}),
    ("IDEA_NOT_APPROVED", {"state": IdeaState.IN_REVIEW}),
    ("IDEA_NOT_APPROVED", {"state": IdeaState.DECLINED}),
    ("IDEA_NOT_APPROVED", {"state": IdeaState.PIVOTED}),
    ("IDEA_NOT_APPROVED", {"state": IdeaState.KILLED}),
    ("IDEA_NOT_APPROVED", {"state": IdeaState.WITHDRAWN}),
    ("IDEA_NOT_APPROVED", {"state": IdeaState.DUPLICATE}),
    ("IDEA_NOT_APPROVED", {"state": IdeaState.SCALING}),
    ("LEADER_VACANT", {"leader": ""}),
    ("DOOR_IS_ONE_WAY", {"one_way": ("brand",)}),
    ("COST_OF_FAILURE_UNBOUNDED", {"loss_cap": usd(999.99)}),
    ("COST_OF_FAILURE_UNBOUNDED", {"loss_cap": None}),
    ("CURRENCY_MISMATCH", {"currency_code": "EUR"}),
]


@pytest.mark.parametrize(("reason", "changes"), BROKEN_DESIGNS)
def test_a_design_with_one_gap_is_refused_with_its_reason(
    reason: str, changes: dict[str, Any]
) -> None:
    assert reasons_of(lambda: start(ready(**changes)), RuleBroken) == [reason]


@pytest.mark.parametrize(("reason", "changes"), BROKEN_IDEAS)
def test_an_idea_with_one_gap_is_refused_with_its_reason(
    reason: str, changes: dict[str, Any]
) -> None:
    assert reasons_of(lambda: start(ready(), **changes), RuleBroken) == [reason]


@pytest.mark.parametrize("state", ["APPROVED", "EXPERIMENTING", "LAUNCHED"])
def test_an_approval_stays_good_until_the_idea_ends(state: str) -> None:
    assert start(ready(), state=IdeaState(state)).is_running


def test_the_bounds_themselves_are_allowed() -> None:
    bounds = {
        "loss_cap": usd(1000),
        "exposure_share": 0.5,
        "min_units_per_arm": None,
        "exposure_cap_units": 8,
        "primary_metric": replace(FITS, target_effect=0.19),
    }
    small = {"exposure_share": 0.01, "exposure_share_steps": ()}

    assert start(ready(**bounds)).is_running
    assert start(ready(**small, win_probability=0.06)).is_running


def test_a_tried_kill_switch_is_good_for_seven_days() -> None:
    experiment, week_later = ready(), NOON + timedelta(days=7)

    def act(at: datetime) -> None:
        begin(experiment, at=at)

    too_late = week_later + timedelta(seconds=1)
    assert reasons_of(lambda: act(too_late), RuleBroken) == ["KILL_SWITCH_UNVERIFIED"]
    act(week_later)
    assert experiment.is_running


def test_a_kill_switch_nobody_tried_is_refused() -> None:
    assert reasons_of(lambda: start(draft()), RuleBroken) == ["KILL_SWITCH_UNVERIFIED"]


def test_what_is_not_written_cannot_be_verified() -> None:
    def act() -> None:
        draft(kill_switch=" ").verify_kill_switch(by=CARA, at=LATER)

    assert reasons_of(act, RuleBroken) == ["KILL_SWITCH_MISSING"]


def test_a_start_is_refused_with_all_its_gaps_at_once() -> None:
    experiment = draft()
    experiment.design = type(experiment.design)(title="Only a title")
    experiment.design = replace(
        experiment.design,
        exposure_share_steps=(0.02,),
        tested_doors=("brand", "taste"),
        min_runtime=timedelta(days=2),
        max_runtime=timedelta(days=1),
        decision_rule=DecisionRule(pivot_if="It nearly works."),
    )
    worst = {"state": IdeaState.IN_REVIEW, "one_way": ("brand", "smell")}

    assert reasons_of(lambda: start(experiment, **worst), RuleBroken) == [
        "IDEA_NOT_APPROVED",
        "DOOR_UNKNOWN",
        "DOOR_IS_ONE_WAY",
        "HYPOTHESIS_MISSING",
        "NOT_AN_EXPERIMENT",
        "ARMS_INCOMPLETE",
        "PRIMARY_METRIC_MISSING",
        "GUARDRAIL_MISSING",
        "COST_OF_FAILURE_UNBOUNDED",
        "RAMP_TOO_FAST",
        "CAP_EXCEEDED",
        "KILL_SWITCH_UNVERIFIED",
        "DECISION_RULE_MISSING",
        "RULE_NOT_COMPUTABLE",
        "RUNTIME_IMPOSSIBLE",
    ]


def test_a_refusal_says_where_the_idea_stands_and_which_doors_it_has() -> None:
    worst = {"state": IdeaState.IN_REVIEW, "one_way": ("brand", "smell")}

    with pytest.raises(RuleBroken) as refusal:
        start(ready(), **worst)

    stands, doors = (v.description for v in refusal.value.violations)
    assert "'Auto-sizing' (ideas/i1) is IN_REVIEW" in stands
    assert "reviews/r1 is still open." in stands
    assert "reviews/r1 approved revision 1.2 of 'Auto-sizing' (ideas/i1)" in doors
    assert "brand, smell" in doors


def test_only_the_doors_it_goes_through_have_to_have_a_way_back() -> None:
    changes = {"one_way": ("brand",)}

    assert start(ready(tested_doors=("price",)), **changes).is_running


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        (
            {"loss_cap": usd(20)},
            "its loss cap is USD 1,000. Give it a loss cap within the approved USD 20.",
        ),
        ({"loss_cap": None}, "Give it a loss cap that was approved."),
        ({"currency_code": "EUR"}, "is USD 1,000; 'Auto-sizing' (ideas/i1) is in EUR."),
    ],
)
def test_a_loss_cap_is_compared_with_what_was_approved(
    changes: dict[str, Any], text: str
) -> None:
    with pytest.raises(RuleBroken, match=re.escape(text)):
        start(ready(), **changes)


def test_an_idea_that_names_no_currency_takes_any() -> None:
    euros = Money("EUR", 5)
    idea = {"currency_code": "", "loss_cap": euros}

    assert start(ready(loss_cap=euros), **idea).is_running


def test_a_whole_design_may_start_and_earns_no_warning() -> None:
    experiment = ready()
    experiment.design = whole()

    start(experiment)

    assert experiment.exposure_share == 0.01
    assert experiment.warnings == ()


def test_what_is_worth_knowing_is_said_and_stops_nothing() -> None:
    warned = Evaluation(check(severity=CheckSeverity.WARN), CheckResult.FAIL)
    known = replace(
        circumstances(), guardrails=guardrails_of([guarding()]), evaluations=[warned]
    )
    experiment = ready()

    experiment.start(known, by=CARA, at=NOON, policy=POLICY)

    assert [warning.reason for warning in experiment.warnings] == [
        "RUNTIME_UNLIMITED",
        "GUARDRAIL_INJECTED",
        "MECHANISM_CHECK_FAILED",
    ]
    assert [asked.result for asked in experiment.checks] == [CheckResult.FAIL]


def test_a_supporting_experiment_needs_no_more_than_a_standing_approval() -> None:
    scaling = {"state": IdeaState.SCALING}

    assert start(ready(supporting=True), **scaling).is_running
    assert not start(ready(supporting=True), **scaling).holds_idea


def test_a_supporting_experiment_has_no_rival() -> None:
    experiment = ready(supporting=True)
    known = replace(circumstances(), rival="experiments/x0")

    experiment.start(known, by=CARA, at=NOON, policy=POLICY)

    assert experiment.is_running


def test_a_failed_check_names_its_mechanism_its_coe_and_the_fix() -> None:
    failed = Evaluation(check(), CheckResult.FAIL)
    known = replace(circumstances(), evaluations=[failed])

    with pytest.raises(RuleBroken) as refusal:
        draft(guardrails=()).start(known, by=CARA, at=NOON, policy=POLICY)

    broken = {v.reason: v.description for v in refusal.value.violations}
    assert list(broken) == [
        "GUARDRAIL_MISSING",
        "KILL_SWITCH_UNVERIFIED",
        "MECHANISM_CHECK_FAILED",
    ]
    text = broken["MECHANISM_CHECK_FAILED"]
    assert text.startswith(
        "'Declare inputs' (mechanisms/declare-inputs v1, from coes/c1): The treatment"
    )
    assert text.endswith("Add it to required_inputs with fallback control.")


def test_a_proxy_stays_one_whatever_an_experiment_calls_it() -> None:
    library = {
        "fits": Metric("fits", MetricKind.SURVEY_PROXY, Direction.DOWN),
        "speed": Metric("speed", MetricKind.OUTCOME),
    }
    known = replace(circumstances(), library=library)

    with pytest.raises(RuleBroken) as refusal:
        ready().start(known, by=CARA, at=NOON, policy=POLICY)

    (broken,) = refusal.value.violations
    assert broken.reason == "METRIC_KIND_MISMATCH"
    assert "fits is SURVEY_PROXY in the library, not OUTCOME" in broken.description
    assert "fits is DOWN in the library, not UP" in broken.description


def test_the_start_settles_what_the_value_of_a_unit_is() -> None:
    conversion, nothing = Aggregation.CONVERSION, Aggregation.UNSPECIFIED
    guardrails = (
        replace(RETURNS, aggregation=nothing),
        replace(RETURNS, metric="calls", aggregation=Aggregation.SUM),
        replace(RETURNS, metric="tears", aggregation=nothing),
        replace(RETURNS, metric="fits", aggregation=Aggregation.MEAN),
    )
    known = replace(
        circumstances(),
        library={
            "returns": Metric("returns", aggregation=conversion),
            "fits": replace(FITS, aggregation=nothing),
        },
        guardrails=(replace(RETURNS, aggregation=nothing, from_mechanism="m"),),
    )
    experiment = ready(guardrails=guardrails)

    experiment.start(known, by=CARA, at=NOON, policy=POLICY)

    found = {each.metric: each.aggregation for each in experiment.design.guardrails}
    assert found == {
        "returns": conversion,
        "calls": Aggregation.SUM,
        "tears": Aggregation.MEAN,
        "fits": conversion,
    }
    assert [each.aggregation for each in experiment.injected] == [conversion]
    assert experiment.counting.aggregation("returns") is conversion
    assert experiment.counting.aggregation("unheard") is nothing


def test_the_library_says_what_the_primary_metric_is() -> None:
    silent = replace(FITS, aggregation=Aggregation.UNSPECIFIED)
    experiment = ready(primary_metric=silent)
    slow = replace(FITS, horizon_days=30)
    known = replace(circumstances(), library={"fits": slow})

    experiment.start(known, by=CARA, at=NOON, policy=POLICY)

    assert experiment.design.primary_metric == slow


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        (
            {"exposure_cap_units": 7},
            "ends at 7 units; a verdict takes 2 in each arm, 8",
        ),
        (rule(scale=Condition(Figure.LOWER_BOUND, 0.3)), "From a baseline of 0.8, 0.2"),
        ({"win_probability": 0.951}, "is 95.1 %; at or above 95.0 %, you"),
        ({"win_probability": 0.0499}, "is 4.99 %; at or below 5.00 %, you"),
        (
            {"min_runtime": timedelta(days=2), "max_runtime": timedelta(hours=36)},
            "ends after 1.5 days, and is read after 2 days",
        ),
        (
            {"decision_rule": DecisionRule("It works.", "Nearly.")},
            "is in words: when to scale and to pivot",
        ),
    ],
)
def test_a_refusal_says_the_number_and_its_limit(
    changes: dict[str, Any], text: str
) -> None:
    with pytest.raises(RuleBroken, match=re.escape(text)):
        start(ready(**changes))


def test_no_sample_is_large_enough_for_a_change_that_nobody_can_see() -> None:
    known = replace(circumstances(), required_units=None)

    def act() -> None:
        ready().start(known, by=CARA, at=NOON, policy=POLICY)

    assert reasons_of(act, RuleBroken) == ["SAMPLE_OUT_OF_REACH"]


@pytest.mark.parametrize(
    "known", [{"open_coes": [Label("coes/c1", "Wrong boxes")]}, {"awaits_coe": True}]
)
def test_a_grave_error_on_the_idea_holds_back_the_next_experiment(
    known: dict[str, Any],
) -> None:
    def act() -> None:
        found = replace(circumstances(), **known)
        ready().start(found, by=CARA, at=NOON, policy=POLICY)

    assert reasons_of(act, RuleBroken) == ["COE_OPEN"]


def test_experiments_that_are_open_share_the_loss_cap_of_their_idea() -> None:
    def act(of_others: float) -> None:
        found = replace(circumstances(), loss_caps=[usd(300), usd(of_others)])
        one = ready(supporting=True, loss_cap=usd(500))
        one.start(found, by=CARA, at=NOON, policy=POLICY)

    act(200)
    with pytest.raises(RuleBroken, match=r"USD 1,000 together with USD 500\.01 of oth"):
        act(200.01)


def test_an_idea_that_is_scaled_bounds_its_losses_still() -> None:
    supporting = ready(supporting=True, loss_cap=usd(1000.01))

    def act() -> None:
        start(supporting, state=IdeaState.SCALING)

    assert reasons_of(act, RuleBroken) == ["COST_OF_FAILURE_UNBOUNDED"]


def test_a_design_without_arms_is_no_question_of_its_sample() -> None:
    empty = Design("Boxes", primary_metric=FITS)

    assert plan_rules.sample_out_of_reach(Label("x", ""), empty, None) is None


def test_the_numbers_are_policy() -> None:
    strict = Policy(0.5, 0.4, 0.1, timedelta(hours=1), 1)
    experiment = ready()
    at = NOON + timedelta(hours=2)

    def act() -> None:
        experiment.start(circumstances(), by=CARA, at=at, policy=strict)

    assert reasons_of(act, RuleBroken) == [
        "NOT_AN_EXPERIMENT",
        "COST_OF_FAILURE_UNBOUNDED",
        "KILL_SWITCH_UNVERIFIED",
    ]


@pytest.mark.parametrize(
    ("experiments", "reasons"),
    [
        ([], ["BATCH_EMPTY"]),
        (["x1"] * 4, ["BATCH_TOO_LARGE"]),
        (["x1", "x2"], ["BATCH_MIXED"]),
        (["x1", "x2", "x1", "x2"], ["BATCH_TOO_LARGE", "BATCH_MIXED"]),
    ],
)
def test_a_stream_that_cannot_be_one_batch_is_refused(
    experiments: list[str], reasons: list[str]
) -> None:
    requests = [pb.RecordExposuresRequest(name=name) for name in experiments]
    policy = Policy(batch_limit=3)

    with pytest.raises(InvalidInput) as refusal:
        read_batch(requests, policy)

    assert [each.reason for each in refusal.value.violations] == reasons
    fields = {field.name for field in pb.RecordExposuresRequest.DESCRIPTOR.fields}
    assert {each.subject for each in refusal.value.violations} <= fields


def test_a_stream_up_to_the_limit_is_one_batch() -> None:
    requests = [pb.RecordExposuresRequest(name="x1", unit=u) for u in "abc"]

    assert read_batch(iter(requests), Policy(batch_limit=3)) == requests


def test_a_tag_that_was_taken_off_stays_in_the_scope_of_checks() -> None:
    experiment = draft(tags=("physical",))

    experiment.update(design(tags=("online",)), by=CARA, at=NOON)
    experiment.update(design(), by=CARA, at=NOON)

    snapshot = experiment.snapshot_at_start(circumstances().idea)
    assert snapshot.tags == ("family", "online", "physical")


def test_a_deviation_without_a_square_needs_units_that_nobody_can_say() -> None:
    metric = replace(
        design().primary_metric,
        aggregation=Aggregation.MEAN,
        standard_deviation=1e200,
    )

    planned = design(primary_metric=metric)

    assert units_required(planned, statistics, POLICY) is None
