"""What people can find out, and what is kept from them until it can be read."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from chassis.checks import Aggregation, CheckSeverity
from chassis.domain import InvalidInput, NotFound
from day1.experiments.v1 import experiments_pb2 as pb
from services.experiments import statistics
from services.experiments.api.explaining import to_health, to_interpretation
from services.experiments.api.mapping import to_results
from services.experiments.application import reading
from services.experiments.domain import proxies
from services.experiments.domain.design import Survey
from services.experiments.domain.inference import Difference
from services.experiments.domain.known import KnownCoe
from services.experiments.domain.proxies import Change, Interpretation, SurveyPoint
from services.experiments.domain.results import Loss, Outcome
from services.experiments.domain.verdicts import Verdict
from tests.unit.experiments.support import (
    CARA,
    FITS,
    LATER,
    NOON,
    POLICY,
    RETURNS,
    SAM,
    Memory,
    analyzing,
    check,
    draft,
    guarding,
    ready,
    reasons_of,
    running,
    usd,
    world,
)

ARMS = ("old", "green", "blue")


def measured(every: int, *, safe: bool = True, **changes: object) -> Memory:
    """Return a world in which 200 units of each arm were counted, 400 of blue.

    Every second unit of control converts, and all treated ones but each so many'th.
    """
    work = world(running(**changes))
    for arm, units in zip(ARMS, (200, 200, 400), strict=True):
        names = [f"{arm}{number}" for number in range(units)]
        work.measurements.arms |= dict.fromkeys(names, arm)
        nth = 2 if arm == "old" else every
        outcomes = [
            Outcome(name, "fits", float(place % nth > 0))
            for place, name in enumerate(names)
        ]
        work.measurements.add_outcomes("x1", outcomes)
        if safe:
            fine = {"returns": 0.0, "speed": 12.0}
            work.measurements.add_outcomes(
                "x1",
                [
                    Outcome(name, metric, value)
                    for name in names[:4]
                    for metric, value in fine.items()
                ],
            )
    return work


def results(work: Memory) -> reading.Reading:
    return reading.read_results(work, "x1", statistics, POLICY)


def test_until_it_can_be_read_only_units_are_told() -> None:
    work = measured(10, min_runtime=timedelta(hours=1))

    found = results(work)

    assert found.still_needed == ["it ran for 0 of 1 hours"]
    assert (found.effects, found.rule_verdict) == ((), Verdict.UNSPECIFIED)
    work.now = LATER
    assert not results(work).still_needed


def test_every_metric_of_every_treatment_is_compared_with_control() -> None:
    found = results(measured(10))

    assert [(e.metric, e.arm) for e in found.effects] == [
        ("fits", "green"),
        ("fits", "blue"),
        ("returns", "green"),
        ("returns", "blue"),
        ("speed", "green"),
        ("speed", "blue"),
    ]
    first, unknown = found.effects[0], found.effects[-1]
    assert first.interval
    assert first.difference
    assert first.difference == pytest.approx(0.4)
    assert first.interval.low < first.difference < first.interval.high
    assert first.units == 400
    assert (unknown.difference, unknown.interval, unknown.p_value) == (None,) * 3


@pytest.mark.parametrize(
    ("every", "verdict"),
    [(10, Verdict.SCALE), (2, Verdict.INCONCLUSIVE), (1, Verdict.KILL)],
)
def test_the_rule_says_what_it_would_say_now(every: int, verdict: Verdict) -> None:
    assert results(measured(every)).rule_verdict is verdict


def test_why_the_rule_does_not_say_scale_is_told() -> None:
    unknown = results(measured(10, safe=False))
    assert unknown.rule_verdict is Verdict.INCONCLUSIVE
    assert "has 0 of 4 outcomes of returns" in unknown.findings[0].description
    assert [finding.reason for finding in unknown.findings] == ["HEALTH_UNKNOWN"] * 2

    work = measured(10, safe=False)
    treated = [f"green{number}" for number in range(4)]
    slow = [Outcome(unit, "speed", 9.99) for unit in treated]
    fine = [Outcome(unit, "returns", 0.0) for unit in treated]
    work.measurements.add_outcomes("x1", slow + fine)
    outside = results(work)
    assert outside.rule_verdict is Verdict.INCONCLUSIVE
    assert [finding.reason for finding in outside.findings] == ["HEALTH_NOT_GREEN"]
    assert "is 9.99, not at least 10.00." in outside.findings[0].description

    control = [Outcome(f"old{number}", "speed", 9.98) for number in range(4)]
    work.measurements.add_outcomes("x1", control)
    assert results(work).rule_verdict is Verdict.SCALE, "no worse than control"

    work.experiments.get("x1").alerted = ("returns",)
    assert [f.reason for f in results(work).findings] == ["HEALTH_NOT_GREEN"]


def test_nothing_is_read_while_outcomes_of_an_arm_are_missing() -> None:
    work = measured(10)
    for number in range(0, 400, 2):
        del work.measurements.values["blue" + str(number), "fits"]

    found = results(work)

    assert [f.reason for f in found.findings] == ["OUTCOME_RATIO_MISMATCH"]
    assert "for 50 % of the units of blue and for 100 %" in (
        found.findings[0].description
    )
    assert (found.effects, found.rule_verdict) == ((), Verdict.UNSPECIFIED)
    health = to_health(reading.read_health(work, "x1", statistics, POLICY))
    assert health.outcome_ratio_p < POLICY.sample_ratio_p
    assert [f.reason for f in health.findings] == ["OUTCOME_RATIO_MISMATCH"]


def test_conversions_that_nobody_records_did_not_happen() -> None:
    work = measured(10)
    values = work.measurements.values
    for key, value in list(values.items()):
        if value == 0.0 and key[1] == "fits":
            del values[key]

    found = results(work)

    assert found.rule_verdict is Verdict.SCALE
    assert found.effects[0].difference == pytest.approx(0.4)
    told = to_results(found, POLICY).arms[1].metrics[0]
    assert (told.metric, told.units, told.recorded) == ("fits", 200, 180)
    assert told.mean == pytest.approx(0.9)
    health = to_health(reading.read_health(work, "x1", statistics, POLICY))
    assert not health.HasField("outcome_ratio_p")


def test_a_mean_is_over_what_was_measured() -> None:
    minutes = replace(FITS, aggregation=Aggregation.MEAN, standard_deviation=0.5)
    work = measured(10, primary_metric=minutes)

    health = to_health(reading.read_health(work, "x1", statistics, POLICY))

    assert health.outcome_ratio_p == 1.0
    del work.measurements.values["blue0", "fits"]
    told = to_results(results(work), POLICY).arms[2].metrics[0]
    assert (told.units, told.recorded) == (399, 399)


def test_nothing_is_read_while_units_are_lost_on_the_way() -> None:
    work = measured(10)
    more = [f"more{number}" for number in range(200)]
    work.measurements.arms |= dict.fromkeys(more, "old")
    work.measurements.add_outcomes("x1", [Outcome(one, "fits", 1.0) for one in more])

    found = results(work)

    assert [finding.reason for finding in found.findings] == ["SAMPLE_RATIO_MISMATCH"]
    assert found.effects == ()


def test_what_is_not_there_cannot_be_read() -> None:
    for read in (reading.read_results, reading.read_health):
        with pytest.raises(NotFound):
            read(world(), "x1", statistics, POLICY)
    with pytest.raises(NotFound):
        reading.lint_experiment(world(), "x1", statistics, POLICY)


@pytest.mark.parametrize(
    ("units", "returned", "state"),
    [
        (0, 0.0, pb.HEALTH_STATE_UNKNOWN),
        (3, 0.0, pb.HEALTH_STATE_UNKNOWN),
        (4, 0.0, pb.HEALTH_STATE_GREEN),
        (600, 1.0, pb.HEALTH_STATE_RED),
    ],
)
def test_silence_is_not_health(
    units: int, returned: float, state: pb.HealthState
) -> None:
    work = measured(10, safe=False, guardrails=(RETURNS,))
    treated = [unit for unit, arm in work.measurements.arms.items() if arm != "old"]
    found = [Outcome(unit, "returns", returned) for unit in treated[:units]]
    work.measurements.add_outcomes("x1", found)

    health = to_health(reading.read_health(work, "x1", statistics, POLICY))

    assert health.state == state
    (guardrail,) = health.guardrails
    assert (guardrail.units, guardrail.recorded) == (units or 600, units)
    assert (guardrail.mean_bound > 0.25) is (state == pb.HEALTH_STATE_RED)
    assert (guardrail.difference_bound > 0) is (state == pb.HEALTH_STATE_RED)


def test_health_leaves_out_what_is_not_known() -> None:
    work = world(draft(loss_cap=None, exposure_cap_units=None))

    found = to_health(reading.read_health(work, "x1", statistics, POLICY))

    absent = {field.name for field in found.DESCRIPTOR.fields if field.has_presence}
    assert {name for name in absent if found.HasField(name)} == {"runtime"}
    capped = world(running(exposure_cap_units=10))
    told = to_health(reading.read_health(capped, "x1", statistics, POLICY))
    assert told.exposure_cap_units == 10
    assert (told.loss_cap.units, told.loss_spent.currency_code) == (1000, "USD")
    assert (told.loss_spent.units, told.loss_spent.nanos) == (0, 0)


def test_health_tells_caps_guardrails_and_what_holds_it_back() -> None:
    work = measured(10)
    names = [f"{arm}{number}" for arm in ("green", "blue") for number in range(400)]
    broken = [Outcome(name, "returns", 1.0) for name in names]
    work.measurements.add_outcomes("x1", broken, [Loss("old1", usd(7.5))])
    coe = KnownCoe(id="c1", experiment="x1", created_at=NOON, updated_at=NOON)
    work.known_coes.add(coe)
    work.now = LATER

    found = reading.read_health(work, "x1", statistics, POLICY)

    assert [finding.reason for finding in found.findings] == [
        "HEALTH_NOT_GREEN",
        "COE_OPEN",
    ]
    assert found.health.broken == ["returns"]
    assert found.health.results.lost("USD") == usd(7.5)
    assert found.health.results.units == 800
    assert found.runtime == timedelta(hours=1)
    assert [coe.name for coe in found.open_coes] == ["coes/c1"]


def test_a_healthy_experiment_has_no_findings() -> None:
    found = reading.read_health(measured(10), "x1", statistics, POLICY)

    assert list(found.findings) == []
    assert found.health.readings[0].measured.treated.recorded.total == Decimal(0)


def test_lint_says_what_a_start_would_whoever_asks() -> None:
    rival = running()
    rival.id = "x0"
    work = world(rival, draft(treatment_reads=("diet",)), by=SAM)
    work.checks.learn(check(), active=True, heard=1)

    lint = reading.lint_experiment(work, "x1", statistics, POLICY)

    assert [violation.reason for violation in lint.violations] == [
        "KILL_SWITCH_UNVERIFIED",
        "MECHANISM_CHECK_FAILED",
        "DECISIVE_EXPERIMENT_EXISTS",
    ]
    assert [warning.reason for warning in lint.warnings] == [
        "RUNTIME_UNLIMITED",
    ]
    assert lint.required_units == 489
    assert work.attested == []


def test_lint_finds_nothing_where_nothing_is_wrong() -> None:
    lint = reading.lint_experiment(world(ready()), "x1", statistics, POLICY)

    assert lint.violations == []


def test_lint_of_what_has_started_says_so() -> None:
    lint = reading.lint_experiment(world(analyzing()), "x1", statistics, POLICY)

    assert [violation.reason for violation in lint.violations] == ["WRONG_STATE"]


def test_the_checks_that_are_asked_here_are_listed_until_they_end() -> None:
    work = world(by=CARA)
    soon = check(mechanism="mechanisms/a", sunset_at=LATER)
    for known in (soon, guarding(severity=CheckSeverity.WARN), check()):
        work.checks.learn(known, active=True, heard=1)
    work.checks.learn(check(), active=False, heard=2)

    def listed() -> list[str]:
        return [known.mechanism for known in reading.active_checks(work)]

    assert listed() == ["mechanisms/a", "mechanisms/m2"]
    work.now = LATER
    assert listed() == ["mechanisms/m2"]


def survey(answers: int = 100, **changes: Any) -> Survey:
    """Return how it was asked."""
    asked = {
        "question": "Are you satisfied?",
        "population": "All who bought",
        "instrument": "E-mail, five points",
        **changes,
    }
    return Survey(answers=answers, **asked)


def explain(
    before: Survey, after: Survey | None = None, later: float = 0.55, **changes: Any
) -> Interpretation:
    """Explain 47 % that became 55 %, or another share."""
    points = SurveyPoint(0.47, before), SurveyPoint(later, after or before)
    change = Change("satisfied", *points, **changes)
    return reading.interpret_metric(change, statistics, POLICY)


def reasons_in(found: Interpretation) -> list[str]:
    return [finding.reason for finding in found.findings]


def test_a_figure_without_its_survey_is_a_rumour() -> None:
    with pytest.raises(InvalidInput) as refusal:
        explain(Survey(), survey(0, instrument=" "))

    before, after = refusal.value.violations
    assert (before.reason, before.subject) == (
        "PROXY_NOT_INTERPRETABLE",
        "before.survey",
    )
    assert before.description.startswith(
        "satisfied 47% (before) has no: number of answers, question, population, "
        "instrument."
    )
    assert (after.reason, after.subject) == ("PROXY_NOT_INTERPRETABLE", "after.survey")
    assert "has no: number of answers, instrument." in after.description


@pytest.mark.parametrize("missing", ["question", "population", "instrument"])
def test_no_part_of_a_survey_may_be_left_out(missing: str) -> None:
    asked: dict[str, Any] = {missing: ""}

    def act() -> None:
        explain(survey(), survey(**asked))

    assert reasons_of(act, InvalidInput) == ["PROXY_NOT_INTERPRETABLE"]


def test_a_hundred_answers_each_say_nearly_nothing() -> None:
    found = explain(survey(100))

    interval = found.difference.interval
    assert interval
    points = [round(100 * end, 1) for end in (interval.low, interval.high)]
    assert points == [-5.8, 21.8]
    assert found.change == pytest.approx(0.08)
    told = to_interpretation(found)
    assert told.interval.low == interval.low
    assert (told.p_value, told.answers_needed) == (found.difference.p, 612)
    assert round(found.difference.p, 2) == 0.26
    assert found.answers_needed == 612
    assert reasons_in(found) == [
        "WITHIN_CHANCE",
        "TOO_FEW_ANSWERS",
        "NOT_THE_SAME_PEOPLE",
        "NO_CONTROL",
        "PROXY_CANNOT_DECIDE_ALONE",
    ]
    assert {finding.subject for finding in found.findings} == {"metric"}
    assert found.reading.startswith("47.0% to 55.0% is +8.0 points")
    assert "from -5.8 to +21.8; p = 0.25" in found.reading
    assert "612 answers per survey" in found.reading


def test_at_three_hundred_it_passes_a_test_and_most_surveys_would_still_miss_it() -> (
    None
):
    found = explain(survey(300))

    assert "p = 0.04999" in found.reading
    assert found.difference.p < 0.05
    assert "WITHIN_CHANCE" not in reasons_in(found)
    assert "TOO_FEW_ANSWERS" in reasons_in(found)


def test_however_good_the_survey_it_cannot_decide_alone() -> None:
    found = explain(survey(10_000), same_people=True, controlled=True)

    assert reasons_in(found) == ["PROXY_CANNOT_DECIDE_ALONE"]


def test_other_people_another_question_or_another_way_to_ask_explain_it_too() -> None:
    other = survey(
        10_000, question="How happy?", population="Members", instrument="A call"
    )

    found = explain(survey(10_000), other, same_people=True, controlled=True)

    assert reasons_in(found) == [
        "NOT_THE_SAME_PEOPLE",
        "NOT_THE_SAME_QUESTION",
        "NOT_THE_SAME_INSTRUMENT",
        "PROXY_CANNOT_DECIDE_ALONE",
    ]
    asked = {finding.reason: finding.description for finding in found.findings}
    assert "Members" in asked["NOT_THE_SAME_PEOPLE"]
    assert "How happy?" in asked["NOT_THE_SAME_QUESTION"]


def test_no_number_of_answers_would_show_what_did_not_change() -> None:
    found = explain(survey(), later=0.47)

    assert found.answers_needed is None
    assert not to_interpretation(found).HasField("answers_needed")
    assert "TOO_FEW_ANSWERS" not in reasons_in(found)
    assert "answers per survey" not in found.reading


def test_what_has_no_interval_may_be_chance_alone() -> None:
    points = SurveyPoint(0.0, survey(1)), SurveyPoint(1.0, survey(1))

    found = proxies.interpret(Change("satisfied", *points), Difference(), None)

    assert found.reading == "0.0% to 100.0%: too few answers for any interval."
    told = to_interpretation(found)
    assert (told.HasField("interval"), told.HasField("p_value")) == (False, False)
    assert "WITHIN_CHANCE" in reasons_in(found)
