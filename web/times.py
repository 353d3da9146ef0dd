"""Times and lengths of time, between inputs of a form and fields of the contract.

People see and enter UTC: a browser's own zone would move what everybody else reads.
"""

import re
from typing import Any

from google.protobuf.duration_pb2 import Duration
from google.type.date_pb2 import Date

UNITS = {"d": 86_400, "h": 3_600, "min": 60, "s": 1}
"""Seconds in each unit, largest first."""

_LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(d|h|min|s)")
_MINUTE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")


def timestamp(text: str) -> str:
    """Return a time as the contract wants it; what is not from an input stays."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return f"{text}T00:00:00Z"
    if _MINUTE.fullmatch(text):
        return f"{text}:00Z"
    if re.fullmatch(_MINUTE.pattern + r":[0-9]{2}(\.[0-9]+)?", text):
        return f"{text}Z"
    return text


def duration(text: str) -> str:
    """Return a length of time as the contract wants it: "2 h" is "7200s"."""
    if found := _LENGTH.fullmatch(text.strip()):
        return f"{float(found[1]) * UNITS[found[2]]:.9g}s"
    return text


def date(text: str) -> Any:
    """Return a day as the contract wants it; what is no day stays as it is."""
    if found := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text.strip()):
        return dict(
            zip(("year", "month", "day"), map(int, found.groups()), strict=True)
        )
    return text


def day(date: Date) -> str:
    """Return a day as an input of a form shows it: "2030-01-31"."""
    return f"{date.year:04d}-{date.month:02d}-{date.day:02d}"


def length(time: Duration | float) -> str:
    """Return a length of time in its largest whole unit: "2 h"; empty for none.

    Takes a duration of the contract, or seconds.
    """
    seconds = time.ToTimedelta().total_seconds() if isinstance(time, Duration) else time
    if not seconds:
        return ""
    unit = next((u for u, size in UNITS.items() if seconds % size == 0), "s")
    return f"{seconds / UNITS[unit]:.9g} {unit}"
