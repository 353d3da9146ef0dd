"""From values to places, round steps between them, and short words for them."""

from math import floor, isfinite, log10

SPACE = 0.12
"""Share of the range left free above and below."""

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0


class Scale:
    """Takes values to places."""

    def __init__(self, low: float, high: float, start: float, end: float) -> None:
        self._low = low
        self._span = (high - low) or 1.0
        self._start, self._end = start, end

    def __call__(self, value: float) -> float:
        """Return the place of a value; beyond the range, the nearest edge."""
        share = (value - self._low) / self._span
        share = min(max(share, 0.0), 1.0)
        return round(self._start + share * (self._end - self._start), 1)


def steps(low: float, high: float, about: int = 4) -> list[float]:
    """Return round values inside a range, about as many as asked for."""
    raw = (high - low) / about
    if not isfinite(raw) or raw <= 0:
        return [low]
    size = 10.0 ** floor(log10(raw))
    step = next((size * one for one in (1, 2, 5) if size * one >= raw), size * 10)
    first = floor(low / step) + 1
    last = floor(high / step)
    return [float(f"{number * step:.10g}") for number in range(first, last + 1)]


def widened(low: float, high: float) -> tuple[float, float]:
    """Return a range with free space on both sides; never an empty one."""
    space = (high - low) * SPACE or abs(high) * SPACE or 1.0
    return low - space, high + space


def compact(value: float) -> str:
    """Return a number as short as an axis needs it."""
    return f"{value:,.4g}".replace("-", "\N{MINUS SIGN}")


def near(value: float, spread: float = 0.0) -> str:
    """Return a number with the digits that its uncertainty supports: two of that.

    `spread` is how far off it may be; where that is not known, three digits are said.
    """
    is_known = isfinite(spread) and spread > 0
    unit = spread if is_known else (abs(value) / 10 or 1.0)
    decimals = min(max(0, 1 - floor(log10(unit))), 15)
    words = f"{round(value, decimals) + 0.0:,.{decimals}f}"
    if not is_known and decimals:
        words = words.rstrip("0").rstrip(".")
    return words.replace("-", "\N{MINUS SIGN}")


def elapsed(seconds: float) -> str:
    """Return a length of time as people say it, in its largest fitting unit."""
    for size, unit in ((DAY, "days"), (HOUR, "h"), (MINUTE, "min")):
        if seconds >= size:
            words = f"{seconds / size:.3g} {unit}"
            return "1 day" if words == "1 days" else words
    return f"{seconds:.3g} s"
