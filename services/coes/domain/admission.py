"""What a mechanism has to show before it acts, and how much may act at once."""

from collections.abc import Iterable, Mapping, Sequence

from chassis.checks import DoorKind
from chassis.domain import Violation, broken_rules
from chassis.labels import Label

from . import mechanism_rules as rules
from .design import Design, Tool
from .policy import Policy
from .proofs import Backtest, Counters, Trial

Acting = tuple[str, Design, Counters]
"""Another mechanism that acts now: its name, what it is, and what it did."""


def malformed(
    design: Design, problem: str, identity: Sequence[str] = ()
) -> list[Violation]:
    """Return what is wrong with a design in itself.

    `problem` is why its expression cannot be used, and `identity` what it reads that
    only says which subject it is.
    """
    return broken_rules(
        rules.outputs_missing(design.outputs),
        rules.message_missing(design.message),
        rules.no_fix_hint(design.fix_hint),
        rules.tool_missing(
            has_tool=design.tool is not Tool.NONE, human_run=design.human_run
        ),
        rules.stage_missing(
            has_stage=design.scope is not None, needs_stage=design.needs_stage
        ),
        rules.question_without_risk(design.question),
        rules.expression_invalid(problem),
        rules.predicate_looks_at_identity(identity),
    )


def unproved(
    name: Label, incidents: Mapping[str, Label], design: Design, trial: Trial
) -> list[Violation]:
    """Return why the trial does not prove it on all of these incidents."""
    replayed = {proof.coe for proof in trial.proofs}
    forgotten = [str(coe) for one, coe in incidents.items() if one not in replayed]
    return broken_rules(
        rules.human_run_cannot_close(name, human_run=design.human_run),
        rules.origin_missing(name, [*incidents]),
        *trial.problems,
        *(
            rules.not_told_apart(
                name, incidents.get(proof.coe, Label(proof.coe, "")), proof
            )
            for proof in trial.proofs
        ),
        None if trial.problems else rules.incidents_forgotten(name, forgotten),
    )


def too_much(
    name: Label,
    design: Design,
    backtest: Backtest | None,
    others: Sequence[Acting],
    policy: Policy,
) -> list[Violation]:
    """Return what it would ask too much of: of checklists, or of patience."""
    alarms = rules.too_many_false_alarms(
        name,
        backtest or Backtest(),
        policy.false_alarm_limit,
        policy.false_alarm_sample,
    )
    paths = (
        ("LIGHT", DoorKind.TWO_WAY, policy.light_budget),
        ("FULL", DoorKind.ONE_WAY, policy.full_budget),
    )
    over = []
    for path, door_kind, budget in paths:
        if design.takes_up(door_kind):
            used = _beside(name.name, design, door_kind, others)
            over.append(
                rules.checklist_budget_exceeded(name, path, len(used), budget, used[:3])
            )
    return broken_rules(*over, alarms)


def _beside(
    own: str, design: Design, door_kind: DoorKind, others: Iterable[Acting]
) -> list[str]:
    """Return who else stands on the same checklists, the least useful first."""
    used = [
        (counters.usefulness, str(Label(name, other.title)))
        for name, other, counters in others
        if name != own and other.takes_up(door_kind) and other.could_meet(design)
    ]
    return [name for _, name in sorted(used)]
