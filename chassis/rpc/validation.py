"""The rules in the contracts (protovalidate), checked before a servicer runs.

The reasons are the contract's own, out of a fixed table: they stay what they are when a
field changes its type, or the library the names of its rules.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import protovalidate
from google.protobuf.message import Message

from chassis.domain import InvalidInput, Violation

from .field_paths import malformed_times, strings_with_nul

M = TypeVar("M", bound=Message)

MISSING = "is missing; fill it in"

CHOSEN = {"enum.in", "enum.not_in"}

UNSET = {"string.min_len", "string.pattern", "string.uuid", *CHOSEN}
"""Rules that a field which nobody has filled in breaks as well."""

REQUIRED, MALFORMED = "FIELD_REQUIRED", "FIELD_MALFORMED"

KINDS = {
    "required": REQUIRED,
    "min_len": MALFORMED,
    "max_len": "FIELD_TOO_LONG",
    "max_bytes": "FIELD_TOO_LONG",
    "pattern": MALFORMED,
    "uuid": MALFORMED,
    "finite": MALFORMED,
    "defined_only": "ENUM_UNKNOWN",
    "in": "ENUM_UNKNOWN",
    "not_in": "ENUM_UNKNOWN",
    "min_items": "TOO_FEW",
    "max_items": "TOO_MANY",
    "max_pairs": "TOO_MANY",
    "unique": "DUPLICATE",
    "money": MALFORMED,
    "name": MALFORMED,
}
"""The reason for each kind of rule, besides bounds of numbers and of times. `money` and
`name` are rules that the contracts write themselves, in CEL."""

OUT_OF_RANGE = "FIELD_OUT_OF_RANGE"
BOUNDS = {"gt", "gte", "lt", "lte"}

REASONS = {*KINDS.values(), OUT_OF_RANGE, "TEXT_UNSUPPORTED"}
"""Every reason that a broken rule of a contract can have."""

SAYINGS = {
    "required": MISSING,
    "enum.in": "is none of the choices here; choose another",
    "enum.not_in": "is none of the choices here; choose another",
    "enum.defined_only": "is none of the choices; choose one that the contract names",
    "string.uuid": "is no UUID; send a new one, or none",
    "string.max_len": "has {count:,} characters; at most {limit:,} fit, so shorten it",
    "repeated.max_items": "has {count:,} entries; at most {limit:,} fit",
    "repeated.unique": "names something twice; name it once",
    "money": (
        "must be an amount of at least 0 in a currency of three capital letters, "
        "like USD"
    ),
    "double.finite": "is no number; enter one",
}
"""What is wrong and what to do, by the rule; others say it well enough themselves."""

WORDS = {
    "greater than or equal to": "at least",
    "less than or equal to": "at most",
}

SHAPES = {
    r"^[a-z0-9-]{1,63}$": "small letters, digits and hyphens, 63 at most",
    r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$": (
        "small letters, digits and hyphens, 63 at most, with no hyphen at an end"
    ),
    r"^[a-z0-9_]{1,63}$": "small letters, digits and underscores, 63 at most",
    r"^[a-z0-9_-]{1,40}$": "small letters, digits, underscores and hyphens, 40 at most",
    r"^[0-9]{1,9}[.][0-9]{1,9}$": "a number like 1.0",
    r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$": "a day like 2030-01-31",
    r"^[0-9a-f]{64}$": "64 digits and small letters from a to f",
    r"^[A-Z]{2}$": "two capital letters, like DE",
    r"^(ideas|coes)/[a-z0-9-]{1,63}$": "a name like ideas/… or coes/…",
    r"^[a-z]+/[a-z0-9-]{1,63}$": "a name like ideas/…",
    r"^ideas/[a-z0-9-]{1,63}/revisions/[0-9]{1,9}[.][0-9]{1,9}$": (
        "a name like ideas/…/revisions/1.0"
    ),
    r"^(https?://|/)[^\s]*$": "an address that begins with https:// or /",
}
"""Patterns of the contracts for people; those of plain names are read as they are."""


ROW = re.compile(r"\[(\d+)\]")


def valid(request: M) -> M:
    """Return the request. Raises `InvalidInput` with every violation at once.

    The subject of each is the path of the field in the request.
    """
    found = protovalidate.collect_violations(request)
    broken = [_to_violation(one, request) for one in found]
    if broken := [*_unsupported(request), *broken]:
        raise InvalidInput(*broken)
    return request


def each_valid(requests: Iterator[M]) -> Iterator[M]:
    """Return the requests of a stream, each checked as it is read."""
    return map(valid, requests)


def newly_broken(before: Message, after: Message, place: str) -> list[Violation]:
    """Return a violation for each rule that a message breaks and did not break before.

    `place` is the path of the message in its request.
    """
    known = {_rule(one) for one in protovalidate.collect_violations(before)}
    return [
        _to_violation(one, after, place)
        for one in protovalidate.collect_violations(after)
        if _rule(one) not in known
    ]


def _rule(broken: protovalidate.Violation) -> tuple[str, str]:
    return broken.proto.rule_id, str(broken.proto.field)


def shape_of(pattern: str) -> str:
    """Return what a pattern asks for, in words: `people/…` for a name of a person."""
    if pattern in SHAPES:
        return SHAPES[pattern]
    name = pattern.strip("^$")
    for part in ("[a-z0-9-]{1,63}", "[A-Za-z0-9._~-]{1,128}"):
        name = name.replace(part, "…")
    return f"a name like {name}"


def reason_of(rule_id: str, *, is_unset: bool = False) -> str | None:
    """Return the reason of a broken rule; None for a rule that the table leaves out.

    A rule in CEL has the id `money`, `name`, `….unique`, or a reason in small letters
    with dots, such as `field.malformed`.
    """
    if is_unset and rule_id in UNSET:
        return REQUIRED
    if (own := rule_id.upper().replace(".", "_")) in REASONS:
        return own
    kind = rule_id.rpartition(".")[2]
    if kind.split("_")[0] in BOUNDS:
        return OUT_OF_RANGE
    return KINDS.get(kind)


def _unsupported(request: Message) -> Iterator[Violation]:
    """Yield a violation for each text and each time that cannot be stored."""
    for path in strings_with_nul(request):
        text = f"{label_of(path.split('.'))} holds a NUL character; remove it."
        yield Violation("TEXT_UNSUPPORTED", path, text)
    for path in malformed_times(request):
        text = f"{label_of(path.split('.'))} is no time between the years 1 and 9999."
        yield Violation(MALFORMED, path, text)


def _to_violation(
    broken: protovalidate.Violation, message: Message, place: str = ""
) -> Violation:
    rule, above = broken.proto, [place] if place else []
    steps = rule.field.elements if rule.field else ()
    reason = reason_of(rule.rule_id, is_unset=not broken.field_value) or MALFORMED
    words = f"{label_of([*above, *map(_step, steps)])} {_saying(broken)}."
    path = ".".join([*above, _path(steps, message, rule.rule_id)])
    return Violation(reason, path, words)


def _step(element: Any) -> str:
    index = f"[{element.subscript.value}]" if element.subscript else ""
    return f"{element.field_name}{index}"


def _path(steps: Sequence[Any], request: Message, rule_id: str) -> str:
    """Return the path of a field; what is wrong with a oneof is so with its message."""
    fields = [_step(step) for step in steps if step.field_number]
    if steps and not fields:  # a oneof of the request itself: the first of its fields
        oneof = request.DESCRIPTOR.oneofs_by_name[steps[0].field_name]
        fields = [oneof.fields[0].name]
    return ".".join([*fields, "name"] if rule_id == "name" else fields)


def label_of(steps: Sequence[str]) -> str:
    """Return where it is, for people: `Doors 1, undo, days`; rows count from 1."""
    # The resource that a request carries, and its document, are what the person writes.
    inner = steps[1:] if len(steps) > 1 and "[" not in steps[0] else steps
    if len(inner) > 1 and inner[0] == "document":
        inner = inner[1:]
    words = ", ".join(inner).replace("_", " ") or "the request"
    return ROW.sub(lambda row: f" {int(row[1]) + 1}", words).capitalize()


def _saying(broken: protovalidate.Violation) -> str:
    rule, value, limit = broken.proto, broken.field_value, broken.rule_value
    if rule.rule_id in CHOSEN and not value:
        return "is not chosen; choose one"
    if rule.rule_id in UNSET and not value:
        return MISSING
    if rule.rule_id == "string.pattern":
        return f"must be {shape_of(limit)}"
    if saying := SAYINGS.get(rule.rule_id):
        count = len(value) if hasattr(value, "__len__") else 0
        return saying.format(count=count, limit=limit)
    words = rule.message
    for machine, human in WORDS.items():
        words = words.replace(machine, human)
    return words
