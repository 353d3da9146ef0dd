"""Shares and times in sentences for people."""

from datetime import timedelta

from chassis.figures import told_apart

UNITS = (
    ("days", timedelta(days=1)),
    ("hours", timedelta(hours=1)),
    ("minutes", timedelta(minutes=1)),
    ("seconds", timedelta(seconds=1)),
)
"""What times are told in, the longest first."""


def percent(share: float) -> str:
    """Return a share: `0.1 %`."""
    return f"{100 * share:g} %"


def span(time: timedelta) -> str:
    """Return a time: `14 days`."""
    unit, size = _unit(time)
    number = f"{time / size:.3g}"
    return f"{number} {unit.removesuffix('s') if number == '1' else unit}"


def out_of(time: timedelta, limit: timedelta) -> str:
    """Return a time beside a limit, told apart: `13.9 of 14.0 days`."""
    unit, size = _unit(limit)
    shown, bound = told_apart(time / size, limit / size, decimals=0)
    return f"{shown} of {bound} {unit}"


def _unit(time: timedelta) -> tuple[str, timedelta]:
    return next((each for each in UNITS if time >= each[1]), UNITS[-1])
