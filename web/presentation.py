"""How values of the contracts look to people: the filters of the templates."""

from datetime import UTC
from typing import Any

from flask import Flask
from google.protobuf.timestamp_pb2 import Timestamp

from . import identity
from .personas import PERSONAS, spoken

LARGE, HUGE = 1e5, 1e15
"""Between these, people want whole numbers, and no exponent."""


def register(app: Flask) -> None:
    """Give templates the filters, and who is looking."""
    app.jinja_env.filters |= {
        "spoken": spoken,
        "enum": enum_label,
        "moment": moment,
        "number": number,
        "short": short,
    }
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.context_processor(_visitor)


def enum_label(message: Any, field: str) -> str:
    """Return the words of an enum field: `IDEA_STATE_IN_REVIEW` is "in review"."""
    kind = message.DESCRIPTOR.fields_by_name[field].enum_type
    value = kind.values_by_number.get(getattr(message, field))
    if value is None:
        return "unknown"
    prefix = kind.values[0].name.removesuffix("UNSPECIFIED")
    return str(value.name.removeprefix(prefix).lower().replace("_", " "))


def moment(time: Timestamp) -> str:
    """Return a time for people, UTC; "not yet" when there is none."""
    if not time.seconds:
        return "not yet"
    return f"{time.ToDatetime(tzinfo=UTC):%Y-%m-%d %H:%M:%S} UTC"


def number(value: float) -> str:
    """Return a number as people write it: 1,957 and 0.047 and 1,000,000."""
    if isinstance(value, int):
        return f"{value:,}"
    is_large = LARGE <= abs(value) < HUGE
    return f"{value:,.0f}" if is_large else f"{value:,.6g}"


def short(name: str) -> str:
    """Return the last part of a resource name."""
    return name.rpartition("/")[2]


def _visitor() -> dict[str, Any]:
    return {"visitor": identity.current(), "personas": PERSONAS}
