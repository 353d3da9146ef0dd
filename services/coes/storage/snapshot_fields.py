"""What the texts in snapshots are: names, one of a few words, or what people wrote.

An expression may not read what only says which subject it is, because it would then
tell one subject from all others instead of wrong from right. A free text may be
searched and measured, and not compared with one constant, which is the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum, auto
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from chassis.checks.reading import HIDDEN, Field, Reading
from day1.experiments.v1.experiments_events_pb2 import ExperimentSnapshot
from day1.ideas.v1.ideas_events_pb2 import IdeaSnapshot
from day1.reviews.v1.reviews_events_pb2 import DecisionSnapshot


class Kind(Enum):
    """What a text in a snapshot is."""

    IDENTITY = auto()
    TEXT = auto()
    WORD = auto()


KINDS: Mapping[str, Mapping[Kind, str]] = {
    "IdeaSnapshot": {
        Kind.IDENTITY: "name revision title author team business_unit leader",
        Kind.TEXT: "customer_segment customer_need headline press_release mlp_features"
        " debated_topics learns_from",
        Kind.WORD: "tags door_kinds country_codes evidence_kinds manual_stage"
        " currency_code",
    },
    "SnapshotFaq": {Kind.TEXT: "question answer", Kind.WORD: "id"},
    "SnapshotDoor": {
        Kind.IDENTITY: "id",
        Kind.TEXT: "decision",
        Kind.WORD: "kind",
    },
    "DecisionSnapshot": {
        Kind.IDENTITY: "review idea revision team title author decider leader",
        Kind.TEXT: "rationale conditions revisit_when",
        Kind.WORD: "tags door_kinds policy outcome validation",
    },
    "DoorSnapshot": {
        Kind.IDENTITY: "id",
        Kind.TEXT: "decision undo_plan",
        Kind.WORD: "kind undo_cost_currency_code",
    },
    "AnswerSnapshot": {Kind.TEXT: "fix", Kind.WORD: "mechanism answer risk"},
    "ExperimentSnapshot": {
        Kind.IDENTITY: "name idea team title",
        Kind.TEXT: "kill_switch learning",
        Kind.WORD: "tags door_kinds unit_kind currency_code treatment_reads verdict"
        " rule_verdict",
    },
    "Hypothesis": {Kind.TEXT: "change customer expected because"},
    "Arm": {Kind.IDENTITY: "id"},
    "RequiredInput": {Kind.WORD: "name fallback"},
    "SnapshotMetric": {Kind.WORD: "key kind direction"},
    "SnapshotGuardrail": {
        Kind.WORD: "metric comparison action severity from_mechanism"
    },
}
"""Every text of every message in a snapshot; numbers and answers yes or no are none."""

SNAPSHOTS: tuple[type[Message], ...] = (
    IdeaSnapshot,
    DecisionSnapshot,
    ExperimentSnapshot,
)


def messages_in(kind: Any) -> Iterator[Any]:
    """Return the descriptors of a message and of all that it is made of."""
    yield kind
    for field in kind.fields:
        if field.message_type:
            yield from messages_in(field.message_type)


def texts_of(kind: Any) -> set[str]:
    """Return the names of the texts of a message, not of its parts."""
    text = FieldDescriptor.TYPE_STRING
    return {field.name for field in kind.fields if field.type == text}


def _all(wanted: Kind) -> frozenset[Field]:
    """Return all fields of a kind, as expressions name them."""
    parts = {part for each in SNAPSHOTS for part in messages_in(each.DESCRIPTOR)}
    return frozenset(
        (part.full_name, name)
        for part in parts
        for name in KINDS.get(part.name, {}).get(wanted, "").split()
    )


IDENTITY = _all(Kind.IDENTITY)
TEXTS = _all(Kind.TEXT)


def identity_in(reading: Reading) -> tuple[str, ...]:
    """Return what an expression reads that only says which subject it is."""
    told = (reading.fields & (IDENTITY | {HIDDEN})) | (reading.compared & TEXTS)
    named = (f"{kind.rpartition('.')[2]}.{name}".strip(".") for kind, name in told)
    return tuple(sorted(named))


def searches_text(reading: Reading) -> bool:
    """Tell whether an expression looks for words in what people wrote."""
    return bool(reading.searched & TEXTS)


def varies(reading: Reading, one: Message, other: Message) -> bool:
    """Tell whether two snapshots differ in what an expression reads.

    If nothing of that is set in the first, any difference counts, but for identity.
    """
    seen = read_in(one, reading.fields.__contains__)
    if seen:
        return seen != read_in(other, reading.fields.__contains__)
    return read_in(one, _is_content) != read_in(other, _is_content)


def read_in(message: Message, is_read: Callable[[Field], bool]) -> dict[str, Any]:
    """Return what is set in a message, as far as it is read."""
    kind = message.DESCRIPTOR.full_name
    return {
        field.name: _value(field, value, is_read)
        for field, value in message.ListFields()
        if is_read((kind, field.name))
    }


def _is_content(field: Field) -> bool:
    return field not in IDENTITY


def _value(field: Any, value: Any, is_read: Callable[[Field], bool]) -> Any:
    if not field.message_type:
        return [*value] if field.is_repeated else value
    parts: Iterable[Message] = value if field.is_repeated else [value]
    return [read_in(part, is_read) for part in parts]
