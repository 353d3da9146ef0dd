"""How values of the contracts look to people: the filters of the templates."""

import re
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from flask import Flask, current_app, request
from google.protobuf.duration_pb2 import Duration
from google.protobuf.json_format import MessageToJson
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp

from . import identity, money, times
from .history import happened
from .live import digest
from .personas import PERSONAS, spoken

NAME = (
    r"\b((?:ideas|reviews|experiments|coes|mechanisms)/[a-z0-9-]{1,63}"
    r"(?:/(?:comments|questions|evidence)/[a-z0-9-]{1,63})?"
    r"|people/[A-Za-z0-9._~-]{0,127}[A-Za-z0-9_~-])\b"
)
_NAMES = re.compile(rf"(?<![^\s(])'([^'\n]{{1,200}})' \({NAME}\)|{NAME}")
"""A name, or a label as services write it: 'Title' (ideas/x)."""

LARGE, HUGE = 1e5, 1e15
"""Between these, people want whole numbers, and no exponent."""


def register(app: Flask) -> None:
    """Give templates the filters, and who is looking."""
    app.jinja_env.filters |= {
        "spoken": spoken,
        "happened": happened,
        "enum": enum_label,
        "enums": enum_labels,
        "day": times.day,
        "json": as_json,
        "lasting": times.length,
        "money": money.shown,
        "size": money.size,
        "moment": moment,
        "number": number,
        "seconds": seconds,
        "short": short,
        "took": took,
        "pieces": pieces,
        "digest": digest,
    }
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.context_processor(_visitor)
    app.jinja_env.globals["here"] = here


def here() -> str:
    """Return the page that a visitor looks at; of a refused form, whose page it is.

    A form is sent to an address below its page: `/mechanisms/x/adopt`.
    """
    if request.method == "GET":
        return request.full_path.rstrip("?")
    addresses, path = current_app.create_url_adapter(request), request.path
    while path and not (addresses and addresses.test(path, "GET")):
        path = path.rpartition("/")[0]
    return path or "/"


def enum_label(message: Any, field: str) -> str:
    """Return the words of an enum field: `IDEA_STATE_IN_REVIEW` is "in review"."""
    kind = message.DESCRIPTOR.fields_by_name[field].enum_type
    return _words_of(kind, getattr(message, field))


def enum_labels(message: Any, field: str) -> str:
    """Return the words of a list of enum values: "one way, two way"."""
    kind = message.DESCRIPTOR.fields_by_name[field].enum_type
    return ", ".join(_words_of(kind, value) for value in getattr(message, field))


def _words_of(kind: Any, number: int) -> str:
    """Return the words of a value; the number of one that is newer than the front."""
    if number == 0:
        return "not said"
    if (value := kind.values_by_number.get(number)) is None:
        return f"unknown ({number})"
    prefix = kind.values[0].name.removesuffix("UNSPECIFIED")
    return str(value.name.removeprefix(prefix).lower().replace("_", " "))


def moment(time: Timestamp) -> str:
    """Return a time for people, UTC; "not yet" when there is none."""
    if not time.seconds:
        return "not yet"
    return f"{time.ToDatetime(tzinfo=UTC):%Y-%m-%d %H:%M:%S} UTC"


def took(end: Timestamp, start: Timestamp) -> str:
    """Return how long something took, in its largest unit; empty until it has ended."""
    if not end.seconds:
        return ""
    seconds = max(end.seconds - start.seconds, 0)
    sizes = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
    size, unit = next((one for one in sizes if seconds >= one[0]), sizes[-1])
    count = round(seconds / size)
    return f"{count:,} {unit}" if count == 1 else f"{count:,} {unit}s"


def number(value: float) -> str:
    """Return a number as people write it: 1,957 and 0.047 and 1,000,000."""
    if isinstance(value, int):
        return f"{value:,}"
    is_large = LARGE <= abs(value) < HUGE
    return f"{value:,.0f}" if is_large else f"{value:,.6g}"


def seconds(time: Duration) -> float:
    """Return a length of time in seconds."""
    return time.ToTimedelta().total_seconds()


def as_json(message: Message) -> str:
    """Return a message as its JSON, in one line."""
    return MessageToJson(message, indent=None)


def short(name: str) -> str:
    """Return the last part of a resource name."""
    return name.rpartition("/")[2]


def pieces(words: str) -> Iterator[tuple[str, str]]:
    """Return a text cut at the resource names in it: words, and what they name.

    The words of a name are its title, where the text has it; the name of plain text is
    empty.
    """
    end = 0
    for found in _NAMES.finditer(words):
        yield words[end : found.start()], ""
        yield found[1] or "", found[2] or found[3]
        end = found.end()
    yield words[end:], ""


def _visitor() -> dict[str, Any]:
    return {"visitor": identity.current(), "personas": PERSONAS}
