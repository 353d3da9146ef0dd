r"""Filters of lists and watches: a part of AIP-160, the same in every method.

    filter = [ term { "AND" term } ]
    term   = field "=" value
    value  = word | '"' { any character, with \" for " and \\ for \ } '"'

Enum values are written as JSON shows them (`IDEA_STATE_DRAFT`) or without the prefix
of their enum (`DRAFT`), booleans as `true` and `false`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from google.protobuf.internal.enum_type_wrapper import EnumTypeWrapper

from chassis.domain import InvalidInput, Violation

Value: TypeAlias = str | bool


class Unreadable(ValueError):
    """This is no value of the field; the text says which are."""


@dataclass(frozen=True, slots=True)
class Values:
    """The values that a field of a filter can be compared with.

    Attributes:
        read: Returns what the storage compares. Raises `Unreadable`.
    """

    read: Callable[[str], Value]


Filters: TypeAlias = Mapping[str, Values]
"""What a list can be filtered by: field, which is also the column, and its values."""

ANY = Values(lambda text: text)
"""Every text."""


def _boolean(text: str) -> bool:
    if text not in {"true", "false"}:
        raise Unreadable("true, false")
    return text == "true"


BOOL = Values(_boolean)
"""`true` or `false`."""


def choices(enum: EnumTypeWrapper, *, short: bool = True) -> Values:
    """Return the values of an enum, but for its first, which says that none was chosen.

    The storage compares short names, without the prefix of the enum; or full ones.
    """
    unspecified, *full = enum.keys()
    prefix = unspecified.removesuffix("UNSPECIFIED")
    shortened = {name.removeprefix(prefix): name for name in full}
    names = {**dict(zip(full, full, strict=True)), **shortened}

    def read(text: str) -> str:
        if text not in names:
            raise Unreadable(", ".join(full))
        return names[text].removeprefix(prefix) if short else names[text]

    return Values(read)


TOKEN = re.compile(
    r'\s*(?:(?P<quoted>"(?:[^"\\]|\\["\\])*")|(?P<word>[\w./~-]+)|(?P<equals>=))'
)


def parse_filter(text: str, filters: Filters) -> dict[str, Value]:
    """Return field to value for `field = "value" AND …`. Raises `InvalidInput`."""
    terms: dict[str, Value] = {}
    for field, written in _terms(text, filters):
        try:
            value = filters[field].read(written)
        except Unreadable as known:
            text = f"No {field} is called '{written}'. Choose among: {known}."
            raise _refused(text) from None
        if terms.setdefault(field, value) != value:
            raise _refused(f"{field} cannot equal two values at once.")
    return terms


def _terms(text: str, filters: Filters) -> Iterator[tuple[str, str]]:
    tokens = _tokens(text.rstrip(), filters)
    if tokens:
        tokens.append(("word", "AND"))  # so that each term ends with one
    for start in range(0, len(tokens), 4):
        match tokens[start : start + 4]:
            case [
                ("word", field),
                ("equals", _),
                ("quoted" | "word", value),
                ("word", "AND"),
            ]:
                if field not in filters:
                    raise _refused(f"Cannot filter by '{field}'. {_hint(filters)}")
                yield field, value
            case _:
                raise _unreadable(text, filters)


def _tokens(text: str, filters: Filters) -> list[tuple[str, str]]:
    """Return the kind and the meaning of each token."""
    tokens, position = [], 0
    while position < len(text):
        if (found := TOKEN.match(text, position)) is None:
            raise _unreadable(text[position:], filters)
        kind, position = str(found.lastgroup), found.end()
        value = found[kind]
        if kind == "quoted":
            value = re.sub(r"\\(.)", r"\1", value[1:-1])
        tokens.append((kind, value))
    return tokens


def _unreadable(text: str, filters: Filters) -> InvalidInput:
    return _refused(f"Cannot read '{text.strip()}'. {_hint(filters)}")


def _hint(filters: Filters) -> str:
    return f'Write field = "value", joined by AND, over: {", ".join(sorted(filters))}.'


def _refused(description: str) -> InvalidInput:
    return InvalidInput(Violation("FILTER_INVALID", "filter", description))
