"""What a verdict needs: each reason alone, all at once, and the rule's own say."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from chassis.checks import CheckResult, Evaluation, Stage
from chassis.domain import InvalidInput, NotAllowed, RuleBroken
from services.experiments.domain import events
from services.experiments.domain.causes import Ending, EndTrigger
from services.experiments.domain.decision import Call, Evidence
from services.experiments.domain.design import Direction, MetricKind
from services.experiments.domain.events import CitedMetric
from services.experiments.domain.experiment import Experiment
from services.experiments.domain.health import GuardrailReading
from services.experiments.domain.inference import SampleRatio
from services.experiments.domain.results import Results
from services.experiments.domain.verdicts import Response, Verdict, best_effect
from tests.unit.experiments.support import (
    CARA,
    DAN,
    HAPPY,
    LATER,
    LEO,
    MIA,
    NOON,
    POLICY,
    RETURNS,
    RULE,
    SAM,
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
)

KILL, PIVOT, SCALE = Verdict.KILL, Verdict.PIVOT, Verdict.SCALE
OFF = SampleRatio(p=0.00006, deviation=0.002)
BROKEN = GuardrailReading(RETURNS, tally("green", "returns", *[1.0] * 4))


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
        (KILL, seen(effects=(gain(0.09),)), ()),
        (KILL, seen(effects=(gain(-0.5),)), ("By weight.",)),
        (KILL, seen(effects=(unknown(gain(0.2)),)), ("By weight.",)),
        (KILL, seen(effects=(gain(0.2, metric="happy"),)), ("By weight.",)),
        (KILL, seen(), ("By weight.",)),
    ],
    ids=[
        "the lower bound is the target",
        "one of two treatments",
        "ahead, and a new need",
        "a guardrail is broken",
        "ahead, and no new need",
        "behind",
        "nothing is known",
        "another metric",
        "nothing was counted",
    ],
)
def test_the_verdict_follows_from_the_frozen_rule(
    verdict: Verdict, evidence: Evidence, needs: tuple[str, ...]
) -> None:
    experiment = read()

    for other in {KILL, PIVOT, SCALE} - {verdict}:
        said = call(other, new_needs=needs)
        refused = reasons_of(lambda: decide(experiment, said, evidence), RuleBroken)  # noqa: B023 - called at once
        assert refused == ["DECISION_OPPOSES_RULE"]
    decide(experiment, call(verdict, new_needs=needs), evidence)

    decision = experiment.decision
    assert decision
    assert (decision.verdict, decision.rule_verdict) == (verdict, verdict)
    assert decision.followed_rule is True


def test_less_is_better_where_the_metric_says_so() -> None:
    down = replace(design().primary_metric, direction=Direction.DOWN)
    fewer = effect("fits", -0.4, -0.3, -0.2)
    more = gain(arm="blue")

    decide(read(primary_metric=down), call(SCALE), seen(effects=(more, fewer)))

    assert best_effect(design(primary_metric=down), (more, fewer)) == fewer
    assert best_effect(design(), (unknown(more), more, fewer)) == more
    assert best_effect(design(), (effect("happy", 0.1, 0.2, 0.3),)) is None


def test_a_rule_in_words_is_read_by_the_leader() -> None:
    for verdict in (KILL, PIVOT, SCALE):
        experiment = read(decision_rule=design().decision_rule)
        decide(experiment, call(verdict), seen(effects=(gain(-0.5),)))

        decision = experiment.decision
        assert decision
        assert decision.rule_verdict is Verdict.UNSPECIFIED
        assert decision.followed_rule is None, "only a person can read the words"


@pytest.mark.parametrize(
    ("verdict", "response"),
    [
        (SCALE, Response.LOVED),
        (PIVOT, Response.RESPONDED_WELL),
        (KILL, Response.NO_INSIGHT),
    ],
)
def test_each_verdict_is_a_response_of_customers(
    verdict: Verdict, response: Response
) -> None:
    experiment = read(decision_rule=design().decision_rule)

    decide(experiment, call(verdict))

    decided = experiment.events[-1]
    assert isinstance(decided, events.ExperimentDecided)
    assert decided.response is response
    assert decided.snapshot.verdict == verdict.word


def test_against_the_rule_goes_nobody_alone() -> None:
    experiment, evidence = read(), seen(effects=(gain(-0.5),))
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
    evidence = seen(
        exposed(old=10_000, green=10_000, blue=20_000), effects=(gain(), sure)
    )

    assert broken_by(
        call(SCALE, metrics_cited=cited), evidence, secondary_metrics=(HAPPY,)
    ) == ["DECISION_RESTS_ON_PROXY"]


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
    evidence = seen(effects=(gain(),), kinds=kinds)

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
    assert "0.2%" in broken.description
    assert "p = 6e-05" in broken.description
    experiment = read()
    experiment.abort("A leak.", by=DAN, at=LATER)
    assert experiment.ending == Ending(EndTrigger.PERSON, "A leak.")


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
        (enough(), 2, "it ran for 1:00:00 of 2:00:00"),
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


def test_what_needs_time_is_not_killed_before() -> None:
    until = LATER + timedelta(days=7)
    words = design().decision_rule

    refused = broken_by(call(KILL), patience_until_time=until, decision_rule=words)
    assert refused == ["KILL_BEFORE_PATIENCE"]

    decide(read(patience_until_time=until), call(SCALE), seen(effects=(gain(),)))
    decide(read(patience_until_time=until), call(KILL), at=until)
    broken = running(patience_until_time=until, decision_rule=words)
    broken.watch(outcomes("returns", green=[1] * 4), by=DAN, at=NOON)
    broken.hear_of_coe("coes/c1", by=MIA, at=NOON)
    broken.stop(by=CARA, at=LATER)
    decide(broken, call(KILL))


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

    with pytest.raises(RuleBroken, match=f"before {until:%Y-%m-%d %H:%M} UTC") as early:
        decide(experiment, call(KILL), at=until - timedelta(seconds=1))
    assert [each.reason for each in early.value.violations] == ["KILL_BEFORE_PATIENCE"]
    decide(experiment, call(KILL), at=until)


def test_a_supporting_one_need_not_wait_for_its_idea() -> None:
    draft = ready(decision_rule=RULE, supporting=True)
    experiment = start(draft, patience_until_time=LATER + timedelta(days=1))
    experiment.stop(by=CARA, at=LATER)

    decide(experiment, call(KILL), at=LATER)


def test_a_verdict_is_refused_with_all_its_gaps_at_once() -> None:
    failed = Evaluation(check(stage=Stage.EXPERIMENT_DECIDE), CheckResult.FAIL)
    evidence = seen(
        exposed(old=2),
        ratio=OFF,
        effects=(gain(),),
        open_coes=["coes/c1"],
        evaluations=[failed],
    )
    said = Call(KILL, " ", metrics_cited=("happy",))

    refused = broken_by(
        said,
        evidence,
        secondary_metrics=(HAPPY,),
        patience_until_time=LATER + timedelta(days=1),
    )

    assert refused == [
        "TOO_EARLY",
        "SAMPLE_RATIO_MISMATCH",
        "DECISION_RESTS_ON_PROXY",
        "KILL_BEFORE_PATIENCE",
        "LEARNING_REQUIRED",
        "COE_OPEN",
        "MECHANISM_CHECK_FAILED",
    ]


def test_what_opposes_the_rule_is_said_beside_all_else() -> None:
    refused = broken_by(
        Call(KILL, ""),
        seen(effects=(gain(),), open_coes=["coes/c1"]),
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
