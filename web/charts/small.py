"""Small charts: bars, a value against its bound, an interval on a line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .scales import Scale, widened

SMALL_WIDTH, SMALL_HEIGHT = 240.0, 90.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A value of a small chart: its place, what it is, and its value in words."""

    x: float
    y: float
    width: float
    height: float
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Gauge:
    """A value against its bound, from 0 to 100.

    Attributes:
        value, bound: Places.
        is_broken: Whether the value is on the wrong side.
    """

    value: float
    bound: float
    is_broken: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """One interval on a line with zero, from 0 to 100."""

    lower: float
    upper: float
    middle: float
    zero: float


def bars(
    values: Sequence[tuple[str, float]],
    words: Callable[[float], str],
    *,
    width: float = SMALL_WIDTH,
    height: float = SMALL_HEIGHT,
) -> tuple[Bar, ...]:
    """Return the bars of a small chart, all on one scale that begins at zero.

    Args:
        values: What each is, and its value.
        words: Says a value to people.
        width: Of the paper.
        height: Of the paper.
    """
    if not values:
        return ()
    each = width / len(values)
    top = max((value for _, value in values), default=0.0)
    y = Scale(0.0, top or 1.0, height, 0.0)
    return tuple(
        Bar(
            x=round(index * each + each * 0.1, 1),
            y=y(value),
            width=round(each * 0.8, 1),
            height=round(height - y(value), 1),
            label=label,
            words=words(value),
        )
        for index, (label, value) in enumerate(values)
    )


def gauge(value: float, bound: float, *, at_most: bool) -> Gauge:
    """Return where a value stands, on a scale with room beyond the bound."""
    far = max(abs(value), abs(bound)) or 1.0
    low = -far * 1.25 if min(value, bound) < 0 else 0.0
    scale = Scale(low, far * 1.25, 0.0, 100.0)
    broken = value > bound if at_most else value < bound
    return Gauge(scale(value), scale(bound), is_broken=broken)


def strip(lower: float, upper: float) -> Strip:
    """Return an interval drawn to scale, with zero on the same line."""
    low, high = widened(min(lower, 0.0), max(upper, 0.0))
    scale = Scale(low, high, 0.0, 100.0)
    return Strip(scale(lower), scale(upper), scale((lower + upper) / 2), scale(0.0))
