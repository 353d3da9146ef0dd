"""Proves mechanisms: replays their incidents, and asks them of what was recorded.

A mechanism fails on what was recorded of an incident, and on one that is as wrong in
another way, and passes on its correction. The
back-test tells how many recorded subjects it would have refused, and how many of those
went wrong.
"""

from collections.abc import Mapping, Sequence

from chassis.checks import CheckResult, GuardrailTool
from chassis.domain import Violation

from ..domain import mechanism_rules as rules
from ..domain.design import Design, breaks
from ..domain.mechanism import Mechanism
from ..domain.policy import Policy
from ..domain.proofs import FAIL, PASS, Backtest, Proof, Recorded, Replay, Trial
from .ports import Work
from .replaying import good_reports, holds, replayed

NAMED_AT_MOST = 20


def trial_of(
    work: Work,
    mechanism: Mechanism,
    design: Design,
    given: Sequence[Replay],
    policy: Policy,
) -> Trial:
    """Replay every incident behind a mechanism, and ask it of the past.

    How an incident is replayed is remembered. Raises `InvalidInput` for a change that
    cannot be used, and `RuleBroken` for such an expression.
    """
    known = {each.coe: each for each in (*mechanism.replays, *given)}
    fields = {each.coe: f"replays[{number}]" for number, each in enumerate(given)}
    incidents = mechanism.incidents
    replays = tuple(known.get(coe) or Replay(coe=coe) for coe in incidents)
    came = [
        replayed(work, mechanism, design, each, fields.get(each.coe, ""))
        for each in replays
    ]
    stranger = rules.incident_unknown(
        mechanism.label, [each.coe for each in given], mechanism.called
    )
    problems = [each for each in (stranger, *came) if isinstance(each, Violation)]
    return Trial(
        replays=replays,
        proofs=tuple(each for each in came if isinstance(each, Proof)),
        problems=tuple(problems),
        backtest=back_test(work, mechanism, design, policy),
    )


def back_test(
    work: Work, mechanism: Mechanism, design: Design, policy: Policy
) -> Backtest:
    """Ask it of what was recorded lately. Raises `RuleBroken`."""
    since = work.now - policy.backtest_window
    if design.external or design.scope is None:
        passed = len(good_reports(work, mechanism))
        return Backtest(since=since, passed=passed)
    stage, limit = design.scope.stage, policy.backtest_limit
    recent = work.evidence.recent(stage, since, limit + 1)
    looked_at = recent[:limit]
    subjects = [it for it in looked_at if design.scope.covers(stage, it.subject)]
    said = _said(work, mechanism, design, subjects)
    stopped = [each for each, result in said if result is FAIL]
    passed = sum(it is PASS and not each.went_wrong for each, it in said)
    return Backtest(
        subjects=len(subjects),
        blocked=tuple(each.name for each in stopped[:NAMED_AT_MOST]),
        would_have_blocked=len(stopped),
        caught=sum(each.went_wrong for each in stopped),
        since=since,
        truncated=len(recent) > limit,
        skipped=len(subjects) - len(said),
        passed=passed if said else work.evaluations.passed(mechanism.name),
        searches_text=bool(design.predicate)
        and work.predicates.searches_text(stage, design.predicate),
    )


def _said(
    work: Work, mechanism: Mechanism, design: Design, subjects: Sequence[Recorded]
) -> list[tuple[Recorded, CheckResult]]:
    """Return what it says on each subject of which it can be asked."""
    if design.predicate:
        return [
            (each, PASS if holds(work, mechanism, design, each) else FAIL)
            for each in subjects
        ]
    if design.guardrail:
        broken = _measured(work, design.guardrail, [each.name for each in subjects])
        return [
            (each, FAIL if broken[each.name] else PASS)
            for each in subjects
            if each.name in broken
        ]
    return []


def _measured(
    work: Work, guardrail: GuardrailTool, names: Sequence[str]
) -> Mapping[str, bool]:
    """Return whether it would have broken, in each experiment with enough units."""
    broken: dict[str, bool] = {}
    for each in work.evidence.measures(guardrail.metric, names):
        if each.units >= guardrail.min_units:
            breaks_now = breaks(guardrail, each.value)
            broken[each.experiment] = breaks_now or broken.get(each.experiment, False)
    return broken
