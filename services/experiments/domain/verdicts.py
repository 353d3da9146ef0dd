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

    @property
    def word(self) -> str:
        """The verdict alone: `SCALE`; empty for none."""
        word = self.removeprefix("VERDICT_")
        return "" if self is Verdict.UNSPECIFIED else word


class Response(StrEnum):
    """How customers took it, in the contract's words."""

    LOVED = "CUSTOMER_RESPONSE_LOVED"
    RESPONDED_WELL = "CUSTOMER_RESPONSE_RESPONDED_WELL"
    NO_INSIGHT = "CUSTOMER_RESPONSE_NO_INSIGHT"


RESPONSES = {
    Verdict.SCALE: Response.LOVED,
    Verdict.PIVOT: Response.RESPONDED_WELL,
    Verdict.KILL: Response.NO_INSIGHT,
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
    """Return what the rule says; UNSPECIFIED if it is in words, for people to read."""
    scale, pivot = design.decision_rule.scale, design.decision_rule.pivot
    if scale is None or pivot is None:
        return Verdict.UNSPECIFIED
    metric = design.primary_metric
    found = (effect for effect in effects if effect.metric == metric.key)
    known = (Gain.of(effect, metric.direction) for effect in found)
    gains = [gain for gain in known if gain]
    if _holds(scale, gains, green=green, new_needs=new_needs):
        return Verdict.SCALE
    if _holds(pivot, gains, green=green, new_needs=new_needs):
        return Verdict.PIVOT
    return Verdict.KILL


def best_effect(design: Design, effects: Sequence[Effect]) -> Effect | None:
    """Return the treatment that is furthest ahead by the primary metric, if any."""
    metric = design.primary_metric

    def ahead(effect: Effect) -> float:
        gain = Gain.of(effect, metric.direction)
        return gain.middle if gain else -inf

    found = [effect for effect in effects if effect.metric == metric.key]
    return max(found, key=ahead, default=None)


def _holds(
    condition: Condition, gains: Sequence[Gain], *, green: bool, new_needs: int
) -> bool:
    if new_needs < condition.new_needs or (condition.guardrails_green and not green):
        return False
    least = condition.at_least or 0.0
    figures = (gain.figure(condition.figure) for gain in gains)
    return any(figure > 0 and figure >= least for figure in figures)
