"""What a verdict needs: each reason alone, all at once, and the rule's own say."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from chassis.checks import Aggregation, CheckResult, Evaluation, Stage
from chassis.domain import InvalidInput, NotAllowed, RuleBroken
from chassis.labels import Label
from services.experiments.domain import events
from services.experiments.domain.causes import Ending, EndTrigger
from services.experiments.domain.decision import Call, Evidence
from services.experiments.domain.design import (
    Condition,
    Direction,
    Figure,
    MetricKind,
    Severity,
)
from services.experiments.domain.events import CitedMetric
from services.experiments.domain.experiment import Experiment
from services.experiments.domain.health import (
    GuardrailReading,
    Measured,
    OutcomeRatio,
)
from services.experiments.domain.inference import Interval, SampleRatio
from services.experiments.domain.known import IdeaState
from services.experiments.domain.results import (
    EXPOSURES,
    Effect,
    Results,
    Sample,
    Tally,
)
from services.experiments.domain.verdicts import Response, Verdict, best_effect
from tests.unit.experiments.support import (
    CARA,
    DAN,
    FITS,
    HAPPY,
    LATER,
    LEO,
    MIA,
    NOON,
    POLICY,
    RETURNS,
    RULE,
    SAM,
    abort,
    both,
    call,
    check,
    decide,
    design,
    effect,
    enough,
    exposed,
    gain,
    lost,
    outcomes,
    ready,
    reasons_of,
    running,
    seen,
    start,
    tally,
    unknown,
    usd,
    watch,
)

KILL, PIVOT, SCALE = Verdict.KILL, Verdict.PIVOT, Verdict.SCALE
INCONCLUSIVE = Verdict.INCONCLUSIVE
ALL = {KILL, PIVOT, SCALE, INCONCLUSIVE}
OFF = SampleRatio(p=0.00006, deviation=0.002)
LESS = (gain(-0.5), gain(-0.5, arm="blue"))
"""Both treatments are worse than control."""


def reading(*values: float, **bounds: Interval) -> GuardrailReading:
    """Return where the guardrail on returns is, with these values of green."""
    treated = Sample(tally("green", "returns", *values), 0, RETURNS.aggregation)
    control = Sample(tally("old", "returns"), 0, RETURNS.aggregation)
    return GuardrailReading(Measured(RETURNS, treated, control, len(values)), **bounds)


BROKEN = reading(*[1.0] * 4, mean=Interval(0.3, 1.0))


def read(**changes: Any) -> Experiment:
    """Return an experiment under analysis with a rule that computes."""
    experiment = running(**{"decision_rule": RULE, **changes})
    experiment.stop(by=CARA, at=LATER)
    return experiment


def broken_by(
    said: Call, evidence: Evidence | None = None, **changes: Any
) -> list[str]:
    """Return the reasons against it."""
    return reasons_of(lambda: decide(read(**changes), said, evidence), RuleBroken)


@pytest.mark.parametrize(
    ("verdict", "evidence", "needs"),
    [
        (SCALE, seen(effects=(gain(0.1),)), ()),
        (SCALE, seen(effects=(gain(0.05), gain(0.3, arm="blue"))), ()),
        (PIVOT, seen(effects=(gain(0.09),)), ("By weight.",)),
        (PIVOT, seen(effects=(gain(0.2),), readings=(BROKEN,)), ("By weight.",)),
        (INCONCLUSIVE, seen(effects=(gain(0.2),), readings=(reading(),)), ()),
        (
            INCONCLUSIVE,
            seen(effects=(gain(0.2),), readings=(reading(1.0, 1.0, 0.0, 0.0),)),
            (),
        ),
        (INCONCLUSIVE, seen(effects=(gain(0.09),)), ()),
        (KILL, seen(effects=LESS), ("By weight.",)),
        (INCONCLUSIVE, seen(effects=LESS[:1]), ("By weight.",)),
        (INCONCLUSIVE, seen(effects=(LESS[0], gain(-0.1, arm="blue"))), ()),
        (KILL, seen(effects=(LESS[0], gain(-0.11, arm="blue"))), ()),
        (INCONCLUSIVE, seen(effects=(unknown(gain(0.2)),)), ("By weight.",)),
        (INCONCLUSIVE, seen(effects=(gain(0.2, metric="happy"),)), ("By weight.",)),
        (INCONCLUSIVE, seen(), ("By weight.",)),
    ],
    ids=[
        "the lower bound is the target",
        "one of two treatments",
        "ahead, and a new need",
        "a guardrail is broken",
        "a guardrail has no outcome",
        "a guardrail is outside of its bound",
        "ahead, and no new need",
        "behind",
        "one is behind, and nothing is known of the other",
        "one may have the effect",
        "none has the effect",
        "nothing is known",
        "another metric",
        "nothing was counted",
    ],
)
def test_the_verdict_follows_from_the_frozen_rule(
    verdict: Verdict, evidence: Evidence, needs: tuple[str, ...]
) -> None:
    experiment = read()

    for other in ALL - {verdict}:
        said = call(other, new_needs=needs)
        refused = reasons_of(lambda: decide(experiment, said, evidence), RuleBroken)  # noqa: B023 - called at once
        assert refused == ["DECISION_OPPOSES_RULE"]
    decide(experiment, call(verdict, new_needs=needs), evidence)

    decision = experiment.decision
    assert decision
    assert (decision.verdict, decision.rule_verdict) == (verdict, verdict)
    assert decision.followed_rule is True


@pytest.mark.parametrize("needs", [("-",), ("By weight.", "by weight"), ("none",)])
def test_a_need_that_says_nothing_new_is_none(needs: tuple[str, ...]) -> None:
    two = replace(RULE, pivot=Condition(Figure.DIFFERENCE, new_needs=2))
    rule = two if len(needs) > 1 else RULE

    refused = broken_by(
        call(PIVOT, new_needs=needs), seen(effects=(gain(0.09),)), decision_rule=rule
    )

    assert refused == ["DECISION_OPPOSES_RULE"]


@pytest.mark.parametrize("reading_of", [reading(), reading(1.0, 1.0, 0.0, 0.0), BROKEN])
def test_nothing_is_scaled_on_guardrails_that_are_not_green(
    reading_of: GuardrailReading,
) -> None:
    careless = replace(RULE, scale=Condition(Figure.LOWER_BOUND))
    evidence = seen(effects=(gain(),), readings=(reading_of,))

    assert broken_by(call(SCALE), evidence, decision_rule=careless) == [
        "DECISION_OPPOSES_RULE"
    ]


def test_less_is_better_where_the_metric_says_so() -> None:
    down = replace(design().primary_metric, direction=Direction.DOWN)
    fewer = effect("fits", -0.4, -0.3, -0.2)
    more = gain(arm="blue")

    decide(read(primary_metric=down), call(SCALE), seen(effects=(more, fewer)))

    assert best_effect(design(primary_metric=down), (more, fewer)) == fewer
    assert best_effect(design(), (unknown(more), more, fewer)) == more
    assert best_effect(design(), (effect("happy", 0.1, 0.2, 0.3),)) is None


@pytest.mark.parametrize(
    ("verdict", "response", "effects"),
    [
        (SCALE, Response.LOVED, (gain(),)),
        (PIVOT, Response.RESPONDED_WELL, (gain(0.01),)),
        (KILL, Response.NO_INSIGHT, LESS),
        (INCONCLUSIVE, Response.UNSPECIFIED, ()),
    ],
)
def test_each_verdict_is_a_response_of_customers(
    verdict: Verdict, response: Response, effects: tuple[Effect, ...]
) -> None:
    experiment = read()
    needs = ("By weight.",) if verdict is PIVOT else ()

    decide(experiment, call(verdict, new_needs=needs), seen(effects=effects))

    decided = experiment.events[-1]
    assert isinstance(decided, events.ExperimentDecided)
    assert decided.response is response
    assert decided.snapshot.verdict == verdict.word


def test_against_the_rule_goes_nobody_alone() -> None:
    experiment, evidence = read(), seen(effects=LESS)
    said, reason = call(PIVOT), "Parents asked for it."

    def text(with_call: Call) -> str:
        with pytest.raises(RuleBroken) as refusal:
            decide(experiment, with_call, evidence)
        (broken,) = refusal.value.violations
        assert broken.reason == "DECISION_OPPOSES_RULE"
        return broken.description

    assert "says KILL, you say PIVOT" in text(said)
    assert "there is no: a reason, a second for this verdict." in text(said)
    experiment.back(SCALE, reason, by=MIA, at=LATER)
    assert "there is no: a second for this verdict." in text(
        replace(said, reason=reason)
    )
    experiment.back(PIVOT, reason, by=SAM, at=LATER)
    assert "there is no: a reason." in text(said)

    decide(experiment, replace(said, reason=reason), evidence)

    decision = experiment.decision
    assert decision
    assert (decision.second, decision.reason) == (SAM.name, reason)
    assert (decision.rule_verdict, decision.followed_rule) == (KILL, False)


@pytest.mark.parametrize(
    ("said", "evidence", "text"),
    [
        (
            call(SCALE),
            seen(effects=(gain(0.2),), readings=(reading(),)),
            "Not SCALE: returns has 0 of 4 outcomes. Not PIVOT: 0 of 1 new needs are",
        ),
        (
            call(SCALE),
            seen(effects=(gain(0.2),), readings=(BROKEN,)),
            "Not SCALE: returns broke. Not PIVOT",
        ),
        (
            call(KILL, new_needs=("By weight.",)),
            seen(readings=(reading(1.0, 1.0, 0.0, 0.0),)),
            "Not SCALE: returns is 0.50, not at most 0.25. Follow",
        ),
        (
            call(PIVOT),
            seen(effects=(gain(0.2),)),
            "for this verdict. Not PIVOT: 0 of 1 new needs are named. Follow",
        ),
        (call(SCALE), seen(effects=LESS), "for this verdict. Follow"),
    ],
    ids=["no outcome", "broken", "outside", "no new need", "worse"],
)
def test_a_refusal_says_why_the_rule_does_not_say_so(
    said: Call, evidence: Evidence, text: str
) -> None:
    with pytest.raises(RuleBroken) as refusal:
        decide(read(), said, evidence)

    [broken] = refusal.value.violations
    assert text in broken.description


def test_a_guardrail_that_broke_before_keeps_the_rule_from_scaling() -> None:
    experiment, said = read(), call(SCALE, new_needs=("By weight.",))
    experiment.alerted = (RETURNS.label,)

    with pytest.raises(RuleBroken, match=r"Not SCALE: returns broke\. Follow"):
        decide(experiment, said, seen(effects=(gain(0.09),)))


def test_a_second_who_leads_it_by_now_is_none() -> None:
    experiment = read()
    experiment.back(SCALE, "I would.", by=MIA, at=LATER)
    experiment.led_by(MIA.name, by=DAN, at=LATER)
    said = call(SCALE, reason="I would, too.")

    def act() -> None:
        decide(experiment, said, seen(effects=LESS), by=MIA)

    assert reasons_of(act, RuleBroken) == ["DECISION_OPPOSES_RULE"]


def test_nobody_decides_what_nobody_leads() -> None:
    experiment = read()
    experiment.led_by("", by=DAN, at=LATER)

    for by in (LEO, CARA):
        refused = reasons_of(lambda: decide(experiment, by=by), RuleBroken)  # noqa: B023 - called at once
        assert refused == ["LEADER_VACANT"]


def test_a_second_that_was_not_needed_is_not_told() -> None:
    experiment = read()
    experiment.back(KILL, "I would.", by=MIA, at=LATER)

    decide(experiment, call(SCALE), seen(effects=(gain(),)))

    assert experiment.decision
    assert experiment.decision.second == ""


@pytest.mark.parametrize("by", [CARA, LEO])
def test_whoever_owns_or_leads_it_is_no_second(by: Any) -> None:
    def act() -> None:
        read().back(KILL, "I would.", by=by, at=LATER)

    assert reasons_of(act, NotAllowed) == ["SECOND_IS_INVOLVED"]


@pytest.mark.parametrize("cited", [("happy",), ("happy", "returns")])
def test_a_verdict_on_proxies_alone_is_refused_whatever_n(
    cited: tuple[str, ...],
) -> None:
    sure = effect("happy", 0.07, 0.08, 0.09)
    results = both(
        exposed(old=10_000, green=10_000, blue=20_000),
        outcomes("fits", green=[1.0]),
        outcomes("happy", old=[4.0], green=[5.0], blue=[5.0]),
        outcomes("returns", old=[0.0], green=[0.0], blue=[0.0]),
    )
    evidence = seen(results, effects=(gain(), sure))

    assert broken_by(
        call(SCALE, metrics_cited=cited), evidence, secondary_metrics=(HAPPY,)
    ) == ["DECISION_RESTS_ON_PROXY"]


def test_what_was_never_measured_carries_no_verdict() -> None:
    kinds = {"returns": MetricKind.OUTCOME}
    said = call(SCALE, metrics_cited=("happy", "returns"))

    def act() -> None:
        evidence = seen(effects=(gain(),), kinds=kinds)
        decide(read(secondary_metrics=(HAPPY,)), said, evidence)

    with pytest.raises(RuleBroken, match=r"happy \(no outcome\), returns \(no outc"):
        act()


def test_a_proxy_beside_an_outcome_may_be_cited() -> None:
    experiment = read(secondary_metrics=(HAPPY,))
    said = call(SCALE, metrics_cited=("happy", "fits"))

    decide(experiment, said, seen(effects=(gain(),)))

    assert experiment.decision
    assert experiment.decision.cited == (
        CitedMetric("happy", MetricKind.SURVEY_PROXY),
        CitedMetric("fits", MetricKind.OUTCOME),
    )


def test_the_library_says_what_the_design_does_not() -> None:
    experiment = read()
    kinds = {"returns": MetricKind.OUTCOME, "fits": MetricKind.SURVEY_PROXY}
    results = both(enough(), outcomes("returns", green=[0.0]))
    evidence = seen(results, effects=(gain(),), kinds=kinds)

    decide(experiment, call(SCALE, metrics_cited=("returns",)), evidence)

    decided = experiment.events[-1]
    assert isinstance(decided, events.ExperimentDecided)
    assert [(m.key, m.kind) for m in decided.snapshot.metrics_cited] == [
        ("returns", "OUTCOME")
    ]


def test_only_what_was_counted_is_cited() -> None:
    with pytest.raises(InvalidInput) as refusal:
        decide(read(), call(metrics_cited=("fits", "tears", "joy")))

    assert [(each.reason, each.subject) for each in refusal.value.violations] == [
        ("METRIC_UNKNOWN", "metrics_cited[1]"),
        ("METRIC_UNKNOWN", "metrics_cited[2]"),
    ]


def test_who_was_lost_on_the_way_cannot_be_read() -> None:
    evidence = seen(ratio=OFF, effects=(gain(),))

    with pytest.raises(RuleBroken) as refusal:
        decide(read(), call(KILL), evidence)

    (broken,) = refusal.value.violations
    assert broken.reason == "SAMPLE_RATIO_MISMATCH"
    assert "0.2 % away from its plan" in broken.description
    assert "p = 6e-05" in broken.description
    experiment = read()
    abort(experiment, "A leak.", evidence.health, at=LATER)
    assert experiment.ending == Ending(EndTrigger.PERSON, "A leak.")


def test_outcomes_that_are_missing_in_one_arm_cannot_be_read() -> None:
    missing = OutcomeRatio(0.0001, {"old": 1.0, "blue": 0.7, "green": 0.615})
    evidence = seen(effects=(gain(),))
    evidence = replace(evidence, health=replace(evidence.health, outcome_ratio=missing))

    with pytest.raises(RuleBroken) as refusal:
        decide(read(), call(SCALE), evidence)

    (broken,) = refusal.value.violations
    assert broken.reason == "OUTCOME_RATIO_MISMATCH"
    assert "62 % of the units of green and for 100 % of those of old" in (
        broken.description
    )
    excused = replace(missing, p=0.001)
    decide(
        read(),
        call(SCALE),
        replace(evidence, health=replace(evidence.health, outcome_ratio=excused)),
    )


def test_what_can_be_decided_is_not_thrown_away() -> None:
    readable = seen().health
    experiment = read()

    refused = reasons_of(lambda: abort(experiment, health=readable), RuleBroken)

    assert refused == ["VERDICT_DUE"]
    led, held = read(), read()
    led.led_by("", by=DAN, at=LATER)
    held.awaits_coe = True
    broken, alerted = read(), read()
    broken.has_harmed = True
    alerted.has_broken = True
    refused = reasons_of(lambda: abort(alerted, health=readable), RuleBroken)
    assert refused == ["VERDICT_DUE"], "an alert that one could trip at will"
    abort(led, health=readable)
    abort(held, health=readable)
    abort(broken, health=readable)
    abort(read(), health=readable, coes=[Label("coes/c1", "Wrong boxes")])
    abort(read(), health=readable, state=IdeaState.WITHDRAWN)
    abort(read(), health=seen(exposed(old=2)).health)
    abort(experiment, health=seen(ratio=OFF).health)


@pytest.mark.parametrize(
    "ratio",
    [SampleRatio(0.001, 0.1), SampleRatio(0.0, 0.0009), SampleRatio(None, 0.5)],
    ids=["p", "size", "too few units"],
)
def test_a_ratio_that_chance_or_size_excuses_is_none(ratio: SampleRatio) -> None:
    decide(read(), call(SCALE), seen(ratio=ratio, effects=(gain(),)))


@pytest.mark.parametrize(
    ("results", "hours", "missing"),
    [
        (exposed(old=2, green=1), 1, "green has 1 of 2 exposed units; blue has 0 of 2"),
        (exposed(old=2, green=2, blue=2), 1, "no outcome of fits is recorded"),
        (enough(), 2, "it ran for 1 of 2 hours"),
    ],
)
def test_a_verdict_waits_for_what_the_design_asked_for(
    results: Results, hours: int, missing: str
) -> None:
    experiment = read(min_runtime=timedelta(hours=hours))

    with pytest.raises(RuleBroken) as refusal:
        decide(experiment, call(KILL), seen(results, effects=(gain(),)))

    (broken,) = refusal.value.violations
    assert broken.reason == "TOO_EARLY"
    assert missing in broken.description


def test_a_mean_counts_units_that_were_measured() -> None:
    minutes = replace(FITS, aggregation=Aggregation.MEAN, standard_deviation=1.0)
    experiment = read(primary_metric=minutes)

    with pytest.raises(RuleBroken, match="old has 1 of 2 outcomes; green has 0 of 2"):
        decide(
            experiment,
            call(KILL),
            seen(both(exposed(old=9, green=9, blue=9), outcomes("fits", old=[3.0]))),
        )


def test_a_verdict_waits_until_the_last_unit_had_its_time() -> None:
    experiment = read(primary_metric=replace(FITS, horizon_days=60))
    last = Tally("green", EXPOSURES, 1, Decimal(0), last=NOON)
    evidence = seen(both(enough(), Results((last,))), effects=(gain(),))
    known = NOON + 60 * POLICY.horizon_day

    def act() -> None:
        decide(experiment, evidence=evidence, at=known - timedelta(seconds=1))

    with pytest.raises(RuleBroken, match="the last unit is known on 2026-05-01 12:00"):
        act()
    decide(experiment, evidence=evidence, at=known)


def test_what_needs_time_is_not_killed_before() -> None:
    until = LATER + timedelta(days=7)
    nothing = seen(effects=LESS)

    refused = broken_by(call(KILL), nothing, patience_until_time=until)
    assert refused == ["KILL_BEFORE_PATIENCE"]

    decide(read(patience_until_time=until), call(SCALE), seen(effects=(gain(),)))
    decide(read(patience_until_time=until), call(KILL), nothing, at=until)
    broken = running(patience_until_time=until)
    watch(broken, outcomes("returns", green=[1] * 20), at=NOON)
    broken.hear_of_coe("coes/c1", by=MIA, at=NOON)
    broken.stop(by=CARA, at=LATER)
    decide(broken, call(KILL), nothing)

    trip = replace(RETURNS, severity=Severity.LOW)
    tripped = running(patience_until_time=until, guardrails=(trip,))
    watch(tripped, outcomes("returns", green=[1] * 20), at=NOON)
    tripped.stop(by=CARA, at=LATER)
    refused = reasons_of(lambda: decide(tripped, call(KILL), nothing), RuleBroken)
    assert refused == ["KILL_BEFORE_PATIENCE"]


@pytest.mark.parametrize(
    ("design_days", "idea_days", "until_days"),
    [(1, None, 1), (None, 2, 2), (1, 2, 2), (2, 1, 2)],
)
def test_patience_lasts_as_long_as_the_design_and_the_idea_say(
    design_days: int | None, idea_days: int | None, until_days: int
) -> None:
    def after(days: int | None) -> datetime | None:
        return None if days is None else LATER + timedelta(days=days)

    draft = ready(decision_rule=RULE, patience_until_time=after(design_days))
    experiment = start(draft, patience_until_time=after(idea_days))
    experiment.stop(by=CARA, at=LATER)
    until = LATER + timedelta(days=until_days)

    nothing, soon = seen(effects=LESS), until - timedelta(seconds=1)
    with pytest.raises(RuleBroken, match=f"before {until:%Y-%m-%d %H:%M} UTC") as early:
        decide(experiment, call(KILL), nothing, at=soon)
    assert [each.reason for each in early.value.violations] == ["KILL_BEFORE_PATIENCE"]
    decide(experiment, call(KILL), nothing, at=until)


def test_a_supporting_one_need_not_wait_for_its_idea() -> None:
    draft = ready(decision_rule=RULE, supporting=True)
    experiment = start(draft, patience_until_time=LATER + timedelta(days=1))
    experiment.stop(by=CARA, at=LATER)

    decide(experiment, call(KILL), seen(effects=LESS), at=LATER)


def test_a_verdict_is_refused_with_all_its_gaps_at_once() -> None:
    failed = Evaluation(check(stage=Stage.EXPERIMENT_DECIDE), CheckResult.FAIL)
    evidence = seen(
        exposed(old=2),
        ratio=OFF,
        effects=(gain(),),
        open_coes=[Label("coes/c1", "Wrong boxes")],
        evaluations=[failed],
    )
    missing = OutcomeRatio(0.0001, {"old": 1.0, "green": 0.5})
    evidence = replace(evidence, health=replace(evidence.health, outcome_ratio=missing))
    said = Call(KILL, "-", metrics_cited=("happy",))

    refused = broken_by(
        said,
        evidence,
        secondary_metrics=(HAPPY,),
        patience_until_time=LATER + timedelta(days=1),
    )

    assert refused == [
        "TOO_EARLY",
        "SAMPLE_RATIO_MISMATCH",
        "OUTCOME_RATIO_MISMATCH",
        "DECISION_RESTS_ON_PROXY",
        "KILL_BEFORE_PATIENCE",
        "LEARNING_REQUIRED",
        "COE_OPEN",
        "MECHANISM_CHECK_FAILED",
    ]


def test_what_opposes_the_rule_is_said_beside_all_else() -> None:
    refused = broken_by(
        Call(KILL, ""),
        seen(effects=(gain(),), open_coes=[Label("coes/c1", "Wrong boxes")]),
        patience_until_time=LATER + timedelta(days=1),
    )

    assert refused == [
        "DECISION_OPPOSES_RULE",
        "KILL_BEFORE_PATIENCE",
        "LEARNING_REQUIRED",
        "COE_OPEN",
    ]


def test_a_decision_tells_what_it_cost_how_long_it_took_and_what_checks_saw() -> None:
    experiment = read()
    results = Results(enough().tallies + lost(green=12.1, blue=0.4).tallies)
    asked = Evaluation(check(stage=Stage.EXPERIMENT_DECIDE), CheckResult.PASS)

    decide(experiment, call(), seen(results, effects=(gain(),), evaluations=[asked]))

    decided = experiment.events[-1]
    assert isinstance(decided, events.ExperimentDecided)
    assert (decided.loss_spent, decided.units) == (usd(12.5), 6)
    assert decided.runtime == timedelta(hours=1)
    assert decided.effect == gain()
    assert [each.result for each in decided.checks] == [CheckResult.PASS]
    snapshot = experiment.snapshot_at_decision(
        call(), seen(results, effects=(gain(),)), at=LATER, policy=POLICY
    )
    assert decided.snapshot == snapshot
    assert (snapshot.rule_verdict, snapshot.learning) == ("SCALE", "Weight beats age.")
