"""The rules in the contracts (protovalidate), checked before a servicer runs."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import protovalidate
from google.protobuf.message import Message

from chassis.domain import InvalidInput, Violation

M = TypeVar("M", bound=Message)

MISSING = "is missing; fill it in"

UNSET = {"string.min_len", "string.pattern", "repeated.min_items"}
"""Rules that a field which nobody has filled in breaks as well."""

SAYINGS = {
    "required": MISSING,
    "enum.not_in": "is not chosen; choose one",
    "enum.defined_only": "is none of the choices; choose one that the contract names",
    "string.uuid": "is no UUID; send a new one, or none",
    "string.max_len": "has {count:,} characters; at most {limit:,} fit, so shorten it",
    "repeated.max_items": "has {count:,} entries; at most {limit:,} fit",
    "repeated.unique": "names something twice; name it once",
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
    r"^[A-Z]{2}$": "two capital letters, like DE",
    r"^(ideas|coes)/[a-z0-9-]{1,63}$": "a name like ideas/… or coes/…",
    r"^[a-z]+/[a-z0-9-]{1,63}$": "a name like ideas/…",
    r"^ideas/[a-z0-9-]{1,63}/revisions/[0-9]{1,9}[.][0-9]{1,9}$": (
        "a name like ideas/…/revisions/1.0"
    ),
    r"^(https?://|/)[^\s]*$": "an address that begins with https:// or /",
}
"""Patterns of the contracts for people; those of plain names are read as they are."""


def valid(request: M) -> M:
    """Return the request. Raises `InvalidInput` with every violation at once."""
    if broken := protovalidate.collect_violations(request):
        raise InvalidInput(*map(_to_violation, broken))
    return request


def each_valid(requests: Iterator[M]) -> Iterator[M]:
    """Return the requests of a stream, each checked as it is read."""
    return map(valid, requests)


def shape_of(pattern: str) -> str:
    """Return what a pattern asks for, in words: `people/…` for a name of a person."""
    if pattern in SHAPES:
        return SHAPES[pattern]
    return f"a name like {pattern.strip('^$').replace('[a-z0-9-]{1,63}', '…')}"


def _to_violation(broken: protovalidate.Violation) -> Violation:
    rule = broken.proto
    steps = rule.field.elements if rule.field else ()
    path = ".".join(
        step.field_name + (f"[{step.subscript.value}]" if step.subscript else "")
        for step in steps
    )
    reason = rule.rule_id.upper().replace(".", "_") or "INVALID"
    return Violation(reason, path, f"{_label(steps)} {_saying(broken)}.")


def _label(steps: Sequence[Any]) -> str:
    """Return where it is, for people: `Doors 1, undo, days`; rows count from 1."""
    # The resource that a request carries is what the person writes, not a part of it.
    inner = steps[1:] if len(steps) > 1 and not steps[0].subscript else steps
    words = [
        step.field_name.replace("_", " ")
        + (f" {step.subscript.value + 1}" if step.subscript else "")
        for step in inner
    ]
    return (", ".join(words) or "the request").capitalize()


def _saying(broken: protovalidate.Violation) -> str:
    rule, value, limit = broken.proto, broken.field_value, broken.rule_value
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
