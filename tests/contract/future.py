"""Events as they are today, and as a later version of their contract may write them.

A later version may add a value to an enum, a field to a message and an arm to a oneof.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from google.protobuf import message_factory
from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

UNKNOWN_VALUE = 99
UNKNOWN_FIELD = b"\xfa\xff\x03\x07unknown"
"""Field 8191 of any message: a text of seven letters."""

NAMES = {
    "actor": "people/ann",
    "coe": "coes/c1",
    "currency_code": "USD",
    "evidence": "ideas/i1/evidence/e1",
    "experiment": "experiments/x1",
    "idea": "ideas/i1",
    "mechanism": "mechanisms/m1",
    "question": "ideas/i1/questions/q1",
    "review": "reviews/r1",
    "revision": "1.0",
    "service": "services/ideas",
    "subject": "ideas/i1",
    "team": "teams/books",
}
"""What fields of these names hold; any other text field holds its own name."""

MOMENT = {"google.protobuf.Timestamp": 2_000_000_000, "google.protobuf.Duration": 60}

Path = Sequence[FieldDescriptor]
Change = tuple[str, Callable[[Message], None]]


def event(described: Descriptor) -> Message:
    """Return an event with every field set."""
    message = message_factory.GetMessageClass(described)()
    if seconds := MOMENT.get(described.full_name):
        message.seconds = seconds  # type: ignore[attr-defined]
        return message
    for field in described.fields:
        if field.is_repeated:
            getattr(message, field.name).append(_value(field))
        elif field.message_type:
            if _is_first_arm(field):
                getattr(message, field.name).CopyFrom(event(field.message_type))
        else:
            setattr(message, field.name, _value(field))
    return message


def changes(described: Descriptor) -> Iterator[Change]:
    """Yield all that a later version may have changed in an event, with its place."""
    yield "an unknown field", _add_unknown
    for path in _paths(described):
        place = ".".join(field.name for field in path)
        *way, last = path
        if last.enum_type:
            yield f"{place} = {UNKNOWN_VALUE}", _setting(way, last)
        elif last.message_type:
            yield f"an unknown field in {place}", _extending(path)
    for parent, oneof in _oneofs(described, ()):
        place = ".".join([*(field.name for field in parent), oneof])
        yield f"an unknown arm of {place}", _replacing(parent, oneof)


def everything(described: Descriptor) -> Change:
    """Return all of these changes at once."""
    each = [change for _, change in changes(described)]

    def change(message: Message) -> None:
        for one in each:
            one(message)

    return "all of it at once", change


def _value(field: FieldDescriptor) -> Any:
    if field.message_type:
        return event(field.message_type)
    if field.enum_type:
        return next(v.number for v in field.enum_type.values if v.number)
    if field.cpp_type == FieldDescriptor.CPPTYPE_STRING:
        return NAMES.get(field.name, field.name)
    return 0 if field.cpp_type == FieldDescriptor.CPPTYPE_BOOL else 1


def _is_first_arm(field: FieldDescriptor) -> bool:
    oneof = field.containing_oneof
    return oneof is None or oneof.fields[0] is field


def _paths(described: Descriptor, way: Path = ()) -> Iterator[Path]:
    """Yield the way to every field of a message and of those in it."""
    for field in described.fields:
        yield (*way, field)
        if field.message_type and not _is_common(field.message_type):
            yield from _paths(field.message_type, (*way, field))


def _oneofs(described: Descriptor, way: Path) -> Iterator[tuple[Path, str]]:
    for oneof in described.oneofs:
        if not (len(oneof.fields) == 1 and oneof.name.startswith("_")):
            yield way, oneof.name
    for field in described.fields:
        if field.message_type and not _is_common(field.message_type):
            yield from _oneofs(field.message_type, (*way, field))


def _is_common(described: Descriptor) -> bool:
    """Tell whether it is a message of the platform, which does not change."""
    return described.full_name.startswith("google.")


def _setting(way: Path, enum: FieldDescriptor) -> Any:
    def change(message: Message) -> None:
        for parent in _at(message, way):
            if enum.is_repeated:
                getattr(parent, enum.name).append(UNKNOWN_VALUE)
            else:
                setattr(parent, enum.name, UNKNOWN_VALUE)

    return change


def _extending(path: Path) -> Any:
    def change(message: Message) -> None:
        for child in _at(message, path):
            _add_unknown(child)

    return change


def _replacing(way: Path, oneof: str) -> Any:
    def change(message: Message) -> None:
        for parent in _at(message, way):
            if arm := parent.WhichOneof(oneof):
                parent.ClearField(arm)
            _add_unknown(parent)

    return change


def _at(message: Message, way: Path) -> Iterator[Message]:
    """Yield the messages that are there, at the end of a way; takes arms on the way."""
    if not way:
        yield message
        return
    first, *rest = way
    if first.is_repeated:
        for child in getattr(message, first.name):
            yield from _at(child, rest)
        return
    child = getattr(message, first.name)
    kind = first.message_type
    if kind and first.containing_oneof and not message.HasField(first.name):
        child.CopyFrom(event(kind))
    if message.HasField(first.name):
        yield from _at(child, rest)


def _add_unknown(message: Message) -> None:
    message.MergeFromString(UNKNOWN_FIELD)
