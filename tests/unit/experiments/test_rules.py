"""Each reason against a start, seen alone; and all of them at once."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from chassis.checks import CheckResult, CheckSeverity, Evaluation
from chassis.domain import InvalidInput, RuleBroken
from chassis.money import Money
from day1.experiments.v1 import experiments_service_pb2 as pb
from services.experiments.api.batches import read_batch
from services.experiments.domain.circumstances import Circumstances, guardrails_of
from services.experiments.domain.design import (
    Arm,
    DecisionRule,
    Direction,
    Hypothesis,
    Metric,
    MetricKind,
)
from services.experiments.domain.known import IdeaState
from services.experiments.domain.policy import Policy
from tests.unit.experiments.support import (
    BLUE,
    CARA,
    CONTROL,
    GREEN,
    LATER,
    NOON,
    PIVOT,
    POLICY,
    RETURNS,
    SCALE,
    begin,
    check,
    draft,
    guarding,
    known_idea,
    ready,
    reasons_of,
    start,
    usd,
    whole,
)

OUTCOME, UP = MetricKind.OUTCOME, Direction.UP

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
    ("PRIMARY_METRIC_MISSING", {"primary_metric": Metric("", OUTCOME, UP)}),
    ("PRIMARY_METRIC_MISSING", {"primary_metric": Metric("fits", OUTCOME)}),
    ("PRIMARY_METRIC_MISSING", {"primary_metric": Metric("fits", direction=UP)}),
    (
        "PRIMARY_METRIC_IS_PROXY",
        {"primary_metric": Metric("happy", MetricKind.SURVEY_PROXY, UP)},
    ),
    (
        "PRIMARY_METRIC_IS_PROXY",
        {"primary_metric": Metric("steps", MetricKind.PROCESS_PROXY, UP)},
    ),
    ("GUARDRAIL_MISSING", {"guardrails": ()}),
    ("GUARDRAIL_MISSING", {"guardrails": (RETURNS, RETURNS)}),
    ("COST_OF_FAILURE_UNBOUNDED", {"loss_cap": None}),
    ("COST_OF_FAILURE_UNBOUNDED", {"loss_cap": usd(0)}),
    ("COST_OF_FAILURE_UNBOUNDED", {"loss_cap": usd(1000.01)}),
    ("CURRENCY_MISMATCH", {"loss_cap": Money("EUR", 1)}),
    ("COST_OF_FAILURE_UNBOUNDED", {"exposure_share": None}),
    ("COST_OF_FAILURE_UNBOUNDED", {"exposure_share": 0.51}),
    ("COST_OF_FAILURE_UNBOUNDED", {"kill_switch": " "}),
    ("DECISION_RULE_MISSING", {"decision_rule": DecisionRule("", "b")}),
    ("DECISION_RULE_MISSING", {"decision_rule": DecisionRule("a", "")}),
    ("DECISION_RULE_MISSING", {"min_units_per_arm": None}),
    ("DECISION_RULE_MISSING", {"decision_rule": DecisionRule("a", "b", SCALE)}),
    ("DECISION_RULE_MISSING", {"decision_rule": DecisionRule("a", "b", pivot=PIVOT)}),
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
    bounds = {"loss_cap": usd(1000), "exposure_share": 0.5, "min_units_per_arm": 1}

    assert start(ready(**bounds)).is_running
    assert start(ready(exposure_share=0.001, win_probability=0.06)).is_running


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
        "RUNTIME_IMPOSSIBLE",
    ]


def test_a_refusal_says_where_the_idea_stands_and_which_doors_it_has() -> None:
    worst = {"state": IdeaState.IN_REVIEW, "one_way": ("brand", "smell")}

    with pytest.raises(RuleBroken) as refusal:
        start(ready(), **worst)

    stands, doors = (v.description for v in refusal.value.violations)
    assert "ideas/i1 ('Auto-sizing') is IN_REVIEW" in stands
    assert "reviews/r1 is still open." in stands
    assert "reviews/r1 approved ideas/i1 1.2" in doors
    assert "brand, smell" in doors


def test_only_the_doors_it_goes_through_have_to_have_a_way_back() -> None:
    changes = {"one_way": ("brand",)}

    assert start(ready(tested_doors=("price",)), **changes).is_running


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"loss_cap": usd(20)}, "Give it a loss cap within the approved USD 20."),
        ({"loss_cap": None}, "Give it a loss cap that was approved."),
        ({"currency_code": "EUR"}, "is USD 1,000; the money of ideas/i1 is in EUR."),
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
    circumstances = Circumstances(
        known_idea(), guardrails=guardrails_of([guarding()]), evaluations=[warned]
    )
    experiment = ready()

    experiment.start(circumstances, by=CARA, at=NOON, policy=POLICY)

    assert [warning.reason for warning in experiment.warnings] == [
        "RAMP_MISSING",
        "RULE_IN_WORDS",
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
    circumstances = Circumstances(known_idea(), rival="experiments/x0")

    experiment.start(circumstances, by=CARA, at=NOON, policy=POLICY)

    assert experiment.is_running


def test_a_failed_check_names_its_mechanism_its_coe_and_the_fix() -> None:
    failed = Evaluation(check(), CheckResult.FAIL)
    circumstances = Circumstances(known_idea(), evaluations=[failed])

    with pytest.raises(RuleBroken) as refusal:
        draft(guardrails=()).start(circumstances, by=CARA, at=NOON, policy=POLICY)

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
    kinds = {"fits": MetricKind.SURVEY_PROXY, "speed": MetricKind.OUTCOME}
    circumstances = Circumstances(known_idea(), kinds=kinds)

    with pytest.raises(RuleBroken) as refusal:
        ready().start(circumstances, by=CARA, at=NOON, policy=POLICY)

    (broken,) = refusal.value.violations
    assert broken.reason == "METRIC_KIND_MISMATCH"
    assert "fits is SURVEY_PROXY, not OUTCOME" in broken.description


def test_the_numbers_are_policy() -> None:
    strict = Policy(0.5, 0.4, 0.1, timedelta(hours=1), 1)
    experiment = ready()
    at = NOON + timedelta(hours=2)

    def act() -> None:
        experiment.start(Circumstances(known_idea()), by=CARA, at=at, policy=strict)

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
