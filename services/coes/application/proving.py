"""Proves mechanisms: replays their incidents, and asks them of what was recorded.

A mechanism fails on what was recorded of an incident and passes on its correction. The
back-test tells how many recorded subjects it would have refused, and how many of those
went wrong.
"""

from collections.abc import Sequence

from chassis.domain import Violation

from ..domain import mechanism_rules as rules
from ..domain.design import Design, breaks
from ..domain.mechanism import Mechanism
from ..domain.policy import Policy
from ..domain.proofs import Backtest, Proof, Recorded, Replay, Trial
from .ports import Work
from .replaying import holds, replayed

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
    name, incidents = mechanism.name, mechanism.incidents
    replays = tuple(known.get(coe) or Replay(coe=coe) for coe in incidents)
    came = [
        replayed(work, name, design, each, fields.get(each.coe, "")) for each in replays
    ]
    stranger = rules.incident_unknown(name, [each.coe for each in given], incidents)
    problems = [each for each in (stranger, *came) if isinstance(each, Violation)]
    return Trial(
        replays=replays,
        proofs=tuple(each for each in came if isinstance(each, Proof)),
        problems=tuple(problems),
        backtest=back_test(work, name, design, policy),
    )


def back_test(work: Work, name: str, design: Design, policy: Policy) -> Backtest:
    """Ask it of what was recorded lately. Raises `RuleBroken`."""
    since = work.now - policy.backtest_window
    if design.scope is None:
        return Backtest(since=since)
    stage, limit = design.scope.stage, policy.backtest_limit
    recent = work.evidence.recent(stage, since, limit + 1)
    looked_at = recent[:limit]
    subjects = [it for it in looked_at if design.scope.covers(stage, it.subject)]
    stopped = _stopped(work, name, design, subjects)
    asked = design.predicate or design.guardrail
    return Backtest(
        subjects=len(subjects),
        blocked=tuple(each.name for each in stopped[:NAMED_AT_MOST]),
        would_have_blocked=len(stopped),
        caught=sum(each.went_wrong for each in stopped),
        since=since,
        truncated=len(recent) > limit,
        skipped=0 if asked else len(subjects),
    )


def _stopped(
    work: Work, name: str, design: Design, subjects: Sequence[Recorded]
) -> list[Recorded]:
    if design.predicate:
        return [each for each in subjects if not holds(work, name, design, each)]
    if design.guardrail:
        guardrail, names = design.guardrail, [each.name for each in subjects]
        broken = {
            each.experiment
            for each in work.evidence.breaches(guardrail.metric, names)
            if breaks(guardrail, each.value) and each.units >= guardrail.min_units
        }
        return [each for each in subjects if each.name in broken]
    return []
