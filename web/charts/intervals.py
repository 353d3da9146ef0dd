"""An interval that narrows over time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite

from .scales import Scale, compact, elapsed, steps, widened

WIDTH, HEIGHT = 640.0, 280.0
LEFT, RIGHT, TOP, BOTTOM = 80.0, 24.0, 20.0, 44.0


@dataclass(frozen=True, slots=True)
class Reading:
    """An effect as it was known at one moment: `seconds` since the epoch."""

    seconds: float
    effect: float
    lower: float
    upper: float
    units: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on an axis, and what is written there."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class IntervalChart:
    """An interval that narrows over time, against zero and the target.

    Attributes:
        band: Corners of the interval's area, for a polygon.
        line: Places of the effect, for a polyline.
        last: Where the newest effect is.
        lower, upper: Where the newest interval ends.
        zero: Height of no effect.
        target: Height of the effect that is worth it; None if nobody said it.
        heights: Marks of the axis of effects.
        moments: Marks of the axis of time.
        readings: What is drawn, oldest first.
    """

    band: str
    line: str
    last: tuple[float, float]
    lower: float
    upper: float
    zero: float
    target: float | None
    heights: tuple[Mark, ...]
    moments: tuple[Mark, ...]
    readings: tuple[Reading, ...]


def interval_chart(
    readings: Iterable[Reading], target: float | None
) -> IntervalChart | None:
    """Return the chart; None while there is nothing to draw.

    Early intervals are as wide as the sea. The range shows what matters now: zero,
    the target, every effect and the newest interval; what is wider leaves the paper.
    """
    shown = tuple(sorted(filter(_is_drawable, readings), key=lambda one: one.seconds))
    if not shown:
        return None
    newest = shown[-1]
    seen = (0.0, target, newest.lower, newest.upper, *(one.effect for one in shown))
    values = [value for value in seen if value is not None and isfinite(value)]
    low, high = widened(min(values), max(values))
    y = Scale(low, high, HEIGHT - BOTTOM, TOP)
    x = Scale(shown[0].seconds, newest.seconds, LEFT, WIDTH - RIGHT)
    if len(shown) == 1:
        x = Scale(newest.seconds - 1, newest.seconds, LEFT, WIDTH - RIGHT)
    upper = [(x(one.seconds), y(one.upper)) for one in shown]
    lower = [(x(one.seconds), y(one.lower)) for one in shown]
    effects = [(x(one.seconds), y(one.effect)) for one in shown]
    return IntervalChart(
        band=_points([*upper, *reversed(lower)]),
        line=_points(effects),
        last=effects[-1],
        lower=lower[-1][1],
        upper=upper[-1][1],
        zero=y(0.0),
        target=None if target is None else y(target),
        heights=tuple(Mark(y(value), compact(value)) for value in steps(low, high)),
        moments=_moments(shown, x),
        readings=shown,
    )


def _is_drawable(reading: Reading) -> bool:
    return isfinite(reading.effect) and reading.lower <= reading.upper


def _points(places: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in places)


def _moments(shown: Sequence[Reading], x: Scale) -> tuple[Mark, ...]:
    start, end = shown[0].seconds, shown[-1].seconds
    if end <= start:
        return (Mark(x(end), "now"),)
    middle = (start + end) / 2
    return (
        Mark(x(start), "first look"),
        Mark(x(middle), f"+{elapsed(middle - start)}"),
        Mark(x(end), f"+{elapsed(end - start)}"),
    )
