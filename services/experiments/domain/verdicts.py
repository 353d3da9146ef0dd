"""The verdict: a function of the frozen rule, and of what was counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

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

    LOVED = "RESPONSE_LOVED"
    RESPONDED_WELL = "RESPONSE_RESPONDED_WELL"
    NO_INSIGHT = "RESPONSE_NO_INSIGHT"


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
    def of(cls, effect: Effect, direction: Direction) -> "Gain":
        """Return the effect the way round that is better."""
        if direction is Direction.DOWN:
            return cls(-effect.high, -effect.effect, -effect.low)
        return cls(effect.low, effect.effect, effect.high)

    def figure(self, figure: Figure) -> float:
        """Return the figure that a condition asks for."""
        return {
            Figure.LOWER_BOUND: self.low,
            Figure.EFFECT: self.middle,
            Figure.UPPER_BOUND: self.high,
        }[figure]


def rule_verdict(
    design: Design, effects: Sequence[Effect], *, green: bool, new_needs: int
) -> Verdict:
    """Return what the rule says; UNSPECIFIED if it is in words, for people to read."""
    rule = design.decision_rule
    if not rule.is_computed:
        return Verdict.UNSPECIFIED
    gains = [
        Gain.of(effect, design.primary_metric.direction)
        for effect in effects
        if effect.metric == design.primary_metric.key and effect.known
    ]
    if _holds(rule.scale, gains, green=green, new_needs=new_needs):
        return Verdict.SCALE
    if _holds(rule.pivot, gains, green=green, new_needs=new_needs):
        return Verdict.PIVOT
    return Verdict.KILL


def best_effect(design: Design, effects: Sequence[Effect]) -> Effect:
    """Return the treatment that is furthest ahead by the primary metric."""
    metric = design.primary_metric
    found = [effect for effect in effects if effect.metric == metric.key]
    return max(
        found,
        key=lambda effect: (effect.known, Gain.of(effect, metric.direction).middle),
        default=Effect(metric.key, ""),
    )


def _holds(
    condition: Condition, gains: Sequence[Gain], *, green: bool, new_needs: int
) -> bool:
    if new_needs < condition.new_needs or (condition.guardrails_green and not green):
        return False
    figures = (gain.figure(condition.figure) for gain in gains)
    return any(figure > 0 and figure >= condition.at_least for figure in figures)
