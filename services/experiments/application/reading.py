"""What people can find out about experiments; nothing changes by asking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from chassis.checks import Check, CheckState
from chassis.domain import Query, Violation, reject
from chassis.labels import Label

from ..domain import health_rules, proxies, rules, start_rules
from ..domain.events import ExperimentStarted
from ..domain.experiment import Experiment
from ..domain.health import Health
from ..domain.policy import Policy
from ..domain.proxies import Change, Interpretation
from ..domain.results import Effect, Results
from ..domain.verdicts import Verdict, rule_verdict
from .analysis import effects_of
from .knowledge import circumstances_at_start, open_coes
from .measuring import health_of
from .ports import Statistics, Work

MOST_CHECKS = 1000
"""More active checks than this would be a process for its own sake."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the results say now.

    Attributes:
        still_needed: What is missing, for people; while there is any, nothing else
            but the exposed units is told.
        rule_verdict: What the frozen rule would say now.
    """

    experiment: Experiment
    results: Results
    still_needed: Sequence[str] = ()
    effects: tuple[Effect, ...] = ()
    rule_verdict: Verdict = Verdict.UNSPECIFIED
    findings: Sequence[Violation] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """How an experiment is doing.

    Attributes:
        runtime: For how long units were let in so far.
        findings: What speaks against letting more units in.
    """

    experiment: Experiment
    health: Health
    runtime: timedelta
    open_coes: Sequence[Label] = ()
    findings: Sequence[Violation] = ()


@dataclass(frozen=True, slots=True)
class Lint:
    """What speaks against starting, and what is worth knowing.

    Attributes:
        required_units: How many units each arm would need; None if nobody can say.
    """

    violations: Sequence[Violation] = ()
    warnings: Sequence[Violation] = ()
    required_units: int | None = None


def read_results(
    work: Work, experiment_id: str, statistics: Statistics, policy: Policy
) -> Reading:
    """Return what can be read from the counts. Raises `NotFound`."""
    experiment = work.experiments.get(experiment_id)
    results = work.measurements.results(experiment_id)
    if missing := experiment.still_needed(results, work.now, policy):
        return Reading(experiment, results, missing)
    label, health = experiment.label, health_of(experiment, results, statistics, policy)
    if mismatches := health_rules.mismatches(label, health, policy):
        return Reading(experiment, results, findings=mismatches)
    effects = effects_of(experiment, results, statistics, policy)
    green = experiment.is_green(health)
    verdict = rule_verdict(experiment.design, effects, green=green, new_needs=0)
    unsafe = health_rules.not_safe(label, health, experiment.alerted)
    return Reading(experiment, results, (), effects, verdict, unsafe)


def read_health(
    work: Work, experiment_id: str, statistics: Statistics, policy: Policy
) -> Condition:
    """Return whether all is well. Raises `NotFound`."""
    experiment = work.experiments.get(experiment_id)
    results = work.measurements.results(experiment_id)
    health = health_of(experiment, results, statistics, policy)
    label, coes = experiment.label, open_coes(work, experiment_id)
    findings = (
        *health_rules.mismatches(label, health, policy),
        health_rules.health_not_green(label, health, experiment.alerted),
        rules.coe_open(label, coes, awaited=experiment.awaits_coe),
    )
    return Condition(
        experiment,
        health,
        experiment.runtime(work.now),
        coes,
        [finding for finding in findings if finding],
    )


def lint_experiment(
    work: Work, experiment_id: str, statistics: Statistics, policy: Policy
) -> Lint:
    """Return what a start would be told, whoever asked. Raises `NotFound`."""
    experiment = work.experiments.get(experiment_id)
    if (experiment.state, ExperimentStarted) not in experiment.TRANSITIONS:
        return Lint([experiment.wrong_state(ExperimentStarted)])
    circumstances = circumstances_at_start(work, experiment, statistics, policy)
    violations = experiment.objections(circumstances, at=work.now, policy=policy)
    taken = start_rules.decisive_experiment_exists(
        experiment.label, experiment.design, circumstances.rival
    )
    return Lint(
        [*violations, *([taken] if taken else [])],
        experiment.advice(circumstances),
        circumstances.required_units,
    )


def active_checks(work: Work) -> list[Check]:
    """Return the checks that are asked here at present, by mechanism."""
    known = work.known_checks.page(Query({"state": CheckState.ACTIVE}, MOST_CHECKS))
    checks = (copy.check for copy in known)
    found = (c for c in checks if c.sunset_at is None or work.now < c.sunset_at)
    return sorted(found, key=lambda check: check.mechanism)


def interpret_metric(
    change: Change, statistics: Statistics, policy: Policy
) -> Interpretation:
    """Return what a change between two surveys can mean. Raises `InvalidInput`."""
    before, after = change.before, change.after
    reject(
        proxies.proxy_not_interpretable(change, "before", before),
        proxies.proxy_not_interpretable(change, "after", after),
    )
    return proxies.interpret(
        change,
        statistics.compare_shares(before.figure, after.figure, alpha=policy.error_rate),
        statistics.answers_needed(
            before.share,
            after.share,
            alpha=policy.error_rate,
            power=policy.survey_power,
        ),
    )
