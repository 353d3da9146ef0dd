"""Numbers in sentences for people."""

MOST_DECIMALS = 15
"""A float holds no more decimals that mean anything."""


def told_apart(value: float, limit: float, *, decimals: int = 2) -> tuple[str, str]:
    """Return a value and its limit with as many decimals as make them differ.

    `0.6957` beside a limit of `0.7` is `("0.696", "0.700")` and not twice `0.70`.
    Equal numbers are shown with `decimals` decimals.
    """
    for places in range(decimals, MOST_DECIMALS):
        shown, bound = f"{value:.{places}f}", f"{limit:.{places}f}"
        if shown != bound or value == limit:
            return shown, bound
    return f"{value:.{MOST_DECIMALS}f}", f"{limit:.{MOST_DECIMALS}f}"


def percentages(value: float, limit: float) -> tuple[str, str]:
    """Return two shares in percent, told apart: 10.04 % and 10.00 %."""
    shown, bound = told_apart(100 * value, 100 * limit, decimals=0)
    return f"{shown} %", f"{bound} %"
