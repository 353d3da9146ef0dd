"""Between the texts of a form and the fields of a message."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from google.protobuf.message import Message
from werkzeug.datastructures import MultiDict

from . import money, times
from .fields import has_fields

WRITERS: Mapping[str, Callable[[Any], str]] = {
    "google.protobuf.Timestamp": lambda time: time.ToJsonString(),
    "google.protobuf.Duration": times.length,
    "google.type.Date": times.day,
    "google.type.Money": money.shown,
}
"""What inputs of forms show for these; `fields.READERS` reads it again."""

OWN = {"csrf_token", "request_id", "etag"}
"""Inputs that are not fields of the resource."""


def texts_of(form: MultiDict[str, str]) -> dict[str, str]:
    """Return what was entered; several boxes of one name are lines of one text."""
    return {name: "\n".join(texts) for name, texts in form.lists()}


def values_of(message: Message) -> dict[str, str]:
    """Return the text of every field that is set, by path."""
    return dict(_texts(message, ""))


def filled(
    entered: Mapping[str, str], lists: Collection[str] = ()
) -> list[tuple[str, list[str]]]:
    """Return the inputs that are fields and not blank, for `fields.assign`.

    Browsers end lines with CR LF; the contract's texts end them with LF. In `lists`
    are the inputs with an item on each line.
    """
    return [
        (name, _items(text) if name in lists else [_trimmed(text)])
        for name, text in entered.items()
        if name not in OWN and text.strip()
    ]


def without_blank_rows(
    entered: Mapping[str, str], rows: str, *, ignoring: str
) -> dict[str, str]:
    """Return the inputs with empty rows of a table left out, and the others renumbered.

    A row is empty when all its inputs are, other than the one that is always filled.
    """
    pattern = re.compile(rf"{rows}\.([0-9]+)\.(.+)")
    table: dict[str, dict[str, str]] = {}
    others: dict[str, str] = {}
    for name, text in entered.items():
        if found := pattern.fullmatch(name):
            table.setdefault(found[1], {})[found[2]] = text
        else:
            others[name] = text
    used = [row for row in table.values() if _is_used(row, ignoring)]
    for index, row in enumerate(used):
        others |= {f"{rows}.{index}.{name}": text for name, text in row.items()}
    return others


def rows_in(entered: Mapping[str, str], rows: str) -> int:
    """Return how many rows a table has."""
    found = (re.match(rf"{rows}\.([0-9]{{1,2}})\.", name) for name in entered)
    return max((int(one[1]) + 1 for one in found if one), default=0)


def _trimmed(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _items(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _is_used(row: Mapping[str, str], ignoring: str) -> bool:
    return any(text.strip() for name, text in row.items() if name != ignoring)


def _texts(message: Message, prefix: str) -> Iterator[tuple[str, str]]:
    for one in message.DESCRIPTOR.fields:
        path, value = prefix + one.name, getattr(message, one.name)
        if one.is_repeated:
            yield from _list(path, one, value)
        elif one.message_type is None:
            if one.has_presence and not message.HasField(one.name):
                continue
            yield from _text(path, one, value, is_part=bool(prefix))
        elif not message.HasField(one.name):
            continue
        elif writer := WRITERS.get(one.message_type.full_name):
            yield path, writer(value)
        elif has_fields(one.message_type):
            yield from _texts(value, f"{path}.")


def _list(path: str, one: Any, values: Any) -> Iterator[tuple[str, str]]:
    """Yield the rows of a table; of plain values, one text with a line for each."""
    if one.message_type is None:
        if values:
            yield path, "\n".join(map(str, values))
        return
    for index, item in enumerate(values):
        yield from _texts(item, f"{path}.{index}.")


def _text(
    path: str, one: Any, value: Any, *, is_part: bool
) -> Iterator[tuple[str, str]]:
    """Yield what an input shows: 0 if it was said, or in a part that is filled in."""
    if one.enum_type:
        if value and (known := one.enum_type.values_by_number.get(value)):
            yield path, known.name
    elif value or one.has_presence or (is_part and not isinstance(value, str | bool)):
        text = str(value).lower() if isinstance(value, bool) else str(value)
        yield path, text.removesuffix(".0")
