"""Partial updates: which fields a request changes, and to what (AIP-134)."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeVar

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.message import Message

from chassis.domain import InvalidInput, Violation

from .validation import newly_broken

M = TypeVar("M", bound=Message)

EVERYTHING = "*"


def merged(
    current: M, changes: M, mask: FieldMask, updatable: Sequence[str]
) -> tuple[M, list[str]]:
    """Return `current` with the changes in it, and the updatable paths they touch.

    `updatable` are the paths that a client may write, such as `document` or `leader`.
    A path of the mask names such a field, or a field inside it; `*` names all of them.
    What is named becomes what it is in `changes`: a field that is absent there is
    cleared, and a message, a list or a map is replaced as a whole.

    Without a mask, the fields that are set in `changes` are the ones that are named,
    down to the single fields of messages: nothing is cleared, and a message in which
    nothing is set changes nothing. Messages of Google's own packages, such as
    `Timestamp` and `Money`, count as single fields.

    Fields of `changes` that this version of the service does not know are not kept. A
    client that does not know all fields of a message, because it is older than the
    service, keeps the others by naming the fields inside it, and not the message.

    Raises `InvalidInput`: FIELD_NOT_UPDATABLE for each path that names anything else,
    and the rules of the contract that the result breaks, which a change inside a
    message can do even if what the request holds is valid.
    """
    paths = list(mask.paths) or [
        path for path in _set_in(changes) if _owners(path, updatable)
    ]
    _ensure_updatable(
        [path for path in paths if path != EVERYTHING], current.DESCRIPTOR, updatable
    )
    if EVERYTHING in paths:
        paths = list(updatable)
    result = type(current)()
    result.CopyFrom(current)
    touched: set[str] = set()
    for path in paths:
        owners = _owners(path, updatable)
        touched.update(owners)
        for one in owners:
            _take(result, changes, max(path, one, key=len).split("."))
    if any("." in path for path in mask.paths):
        _ensure_valid(current, result)
    return result, [path for path in updatable if path in touched]


def _set_in(message: Message) -> Iterator[str]:
    """Return the paths of all single fields, lists and maps that are set."""
    for field, value in message.ListFields():
        if _is_our_message(field):
            yield from (f"{field.name}.{path}" for path in _set_in(value))
        else:
            yield field.name


def _is_our_message(field: FieldDescriptor) -> bool:
    kind = field.message_type
    if kind is None or field.is_repeated:
        return False
    return not kind.full_name.startswith("google.")


def _owners(path: str, updatable: Collection[str]) -> list[str]:
    """Return the updatable paths that a path names, or is in."""
    return [
        one
        for one in updatable
        if f"{path}.".startswith(f"{one}.") or one.startswith(f"{path}.")
    ]


def _ensure_updatable(
    paths: Sequence[str], kind: Any, updatable: Sequence[str]
) -> None:
    hint = f"Name fields out of: {', '.join(updatable)}; or * for all of them."
    strangers = [
        Violation("FIELD_NOT_UPDATABLE", "update_mask", f"Cannot change {path}. {hint}")
        for path in paths
        if not (_owners(path, updatable) and _exists(kind, path.split(".")))
    ]
    if strangers:
        raise InvalidInput(*strangers)


def _ensure_valid(before: Message, after: Message) -> None:
    place = re.sub(r"\B([A-Z])", r"_\1", after.DESCRIPTOR.name).lower()
    if broken := newly_broken(before, after, place):
        raise InvalidInput(*broken)


def _exists(kind: Any, names: Sequence[str]) -> bool:
    """Tell whether names lead to a field, and through no list or map."""
    for number, name in enumerate(names):
        field = kind.fields_by_name.get(name) if kind else None
        if field is None or (field.is_repeated and number < len(names) - 1):
            return False
        kind = field.message_type
    return True


def _take(target: Message, source: Message, names: Sequence[str]) -> None:
    """Make a field of the target what it is in the source."""
    name, *inner = names
    field = target.DESCRIPTOR.fields_by_name[name]
    if inner:
        if target.HasField(name) or source.HasField(name):
            _take(getattr(target, name), getattr(source, name), inner)
        return
    target.ClearField(name)
    value = getattr(source, name)
    if field.is_repeated:
        getattr(target, name).MergeFrom(value)
    elif not field.has_presence:
        setattr(target, name, value)
    elif source.HasField(name):
        if field.message_type is None:
            setattr(target, name, value)
        else:
            getattr(target, name).CopyFrom(value)
            getattr(target, name).SetInParent()
