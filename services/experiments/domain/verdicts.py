"""The verdict: a function of the frozen rule, and of what was counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf

from .design import Condition, Design, Direction, Figure
from .results import Effect


class Verdict(StrEnum):
    """Which way an experiment went, in the contract's words."""

    UNSPECIFIED = "VERDICT_UNSPECIFIED"
    SCALE = "VERDICT_SCALE"
    PIVOT = "VERDICT_PIVOT"
    KILL = "VERDICT_KILL"
    INCONCLUSIVE = "VERDICT_INCONCLUSIVE"

    @property
    def word(self) -> str:
        """The verdict alone: `SCALE`; empty for none."""
        word = self.removeprefix("VERDICT_")
        return "" if self is Verdict.UNSPECIFIED else word


class Response(StrEnum):
    """How customers took it, in the contract's words."""

    UNSPECIFIED = "CUSTOMER_RESPONSE_UNSPECIFIED"
    LOVED = "CUSTOMER_RESPONSE_LOVED"
    RESPONDED_WELL = "CUSTOMER_RESPONSE_RESPONDED_WELL"
    NO_INSIGHT = "CUSTOMER_RESPONSE_NO_INSIGHT"


RESPONSES = {
    Verdict.SCALE: Response.LOVED,
    Verdict.PIVOT: Response.RESPONDED_WELL,
    Verdict.KILL: Response.NO_INSIGHT,
    Verdict.INCONCLUSIVE: Response.UNSPECIFIED,
}
"""Loved: scale it. Responded well: try the next thing. No insight: stop."""


@dataclass(frozen=True, slots=True)
class Gain:
    """An effect as an improvement: more is better, whichever way the metric points."""

    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, effect: Effect, direction: Direction) -> "Gain | None":
        """Return the effect as an improvement, or None if it is not known."""
        middle, interval = effect.difference, effect.interval
        if middle is None or interval is None:
            return None
        if direction is Direction.DOWN:
            return cls(-interval.high, -middle, -interval.low)
        return cls(interval.low, middle, interval.high)

    def figure(self, figure: Figure) -> float:
        """Return the figure that a condition asks for."""
        return {
            Figure.LOWER_BOUND: self.low,
            Figure.DIFFERENCE: self.middle,
            Figure.UPPER_BOUND: self.high,
        }[figure]


def rule_verdict(
    design: Design, effects: Sequence[Effect], *, green: bool, new_needs: int
) -> Verdict:
    """Return what the rule of a design that has started says.

    Args:
        design: The frozen design.
        effects: How far each treatment is from control.
        green: Whether each guardrail is known and on its safe side.
        new_needs: How many came out of conversations with customers.
    """
    scale, pivot = design.decision_rule.scale, design.decision_rule.pivot
    gains = _gains(design, effects)
    known = [gain for gain in gains if gain]
    if green and _holds(scale, known, green=green, new_needs=new_needs):
        return Verdict.SCALE
    if _holds(pivot, known, green=green, new_needs=new_needs):
        return Verdict.PIVOT
    target = design.primary_metric.target_effect or 0.0
    is_hopeless = all(gain is not None and gain.high < target for gain in gains)
    return Verdict.KILL if is_hopeless else Verdict.INCONCLUSIVE


def best_effect(design: Design, effects: Sequence[Effect]) -> Effect | None:
    """Return the treatment that is furthest ahead by the primary metric, if any."""
    metric = design.primary_metric

    def ahead(effect: Effect) -> float:
        gain = Gain.of(effect, metric.direction)
        return gain.middle if gain else -inf

    found = [effect for effect in effects if effect.metric == metric.key]
    return max(found, key=ahead, default=None)


def _gains(design: Design, effects: Sequence[Effect]) -> list[Gain | None]:
    """Return the improvement by each treatment; None while it is not known."""
    metric = design.primary_metric
    found = {effect.arm: effect for effect in effects if effect.metric == metric.key}
    effects_of = (found.get(arm, Effect(metric.key, arm)) for arm in design.treatments)
    return [Gain.of(effect, metric.direction) for effect in effects_of]


def _holds(
    condition: Condition | None,
    gains: Sequence[Gain],
    *,
    green: bool,
    new_needs: int,
) -> bool:
    if condition is None or new_needs < condition.new_needs:
        return False
    if condition.guardrails_green and not green:
        return False
    least = condition.at_least or 0.0
    figures = (gain.figure(condition.figure) for gain in gains)
    return any(figure > 0 and figure >= least for figure in figures)
