"""Events between services: a CloudEvents envelope around a protobuf message."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from google.protobuf.message import DecodeError, Message

from chassis.domain import Actor, Aggregate, Cause, DomainEvent
from chassis.eventlog import LogRecord
from chassis.values import as_fields

M = TypeVar("M", bound=Message)
W = TypeVar("W")


RELEASE = "2026.11"
"""The release of the contracts that this version writes events by."""

SCHEMAS = f"https://day1.example/schemas/{RELEASE}/"
"""Followed by the full name of a message: where the release describes it."""

SEQUENCE = "ce_sequence"
"""Header with the place of an event among those of its topic and key; see `outbox`."""

REQUIRED = (
    "ce_specversion",
    "ce_id",
    "ce_type",
    "ce_source",
    "ce_time",
    "ce_actor",
)
"""The headers without which an event is poison; `protos/EVENTS.md` describes each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What travels with an event: CloudEvents 1.0 attributes and our extensions.

    Attributes:
        id: Unique per event; the cause of whatever it sets off.
        type: Full name of the protobuf message in `data`.
        source: `services/{service}` that published it.
        subject: Name of the aggregate it happened to.
        time: When it happened. Timezone-aware, UTC.
        actor: Who did it.
        journey: Name of the aggregate whose journey the event belongs to.
        causation_id: Id of the request or event that set it off.
        aggregate_version: Version of the aggregate after it.
        traceparent: The trace that it belongs to (W3C Trace Context); empty for none.
    """

    id: str
    type: str
    source: str
    subject: str
    time: datetime
    actor: Actor
    journey: str
    causation_id: str
    aggregate_version: int
    data: bytes
    traceparent: str = ""

    def to_record(self, topic: str, key: str) -> LogRecord:
        """Return the event in CloudEvents' Kafka binding, binary mode."""
        headers = {
            "ce_specversion": "1.0",
            "ce_id": self.id,
            "ce_type": self.type,
            "ce_source": self.source,
            "ce_subject": self.subject,
            "ce_time": self.time.isoformat(),
            "ce_dataschema": SCHEMAS + self.type,
            "ce_actor": self.actor.name,
            "ce_actorteam": self.actor.team,
            "ce_journey": self.journey,
            "ce_causationid": self.causation_id,
            "ce_aggregateversion": str(self.aggregate_version),
            "ce_traceparent": self.traceparent,
            "content-type": "application/protobuf",
        }
        said = {name: text for name, text in headers.items() if text}
        return LogRecord(topic, key, said, self.data)


class PoisonMessage(Exception):
    """The event can never be handled; it goes to the dead-letter topic."""


class EventRouter(Generic[W]):
    """Calls the handler that a service registered for the type of an event.

    A handler gets the unit of work that its effect is part of.
    """

    def __init__(self) -> None:
        self._handlers: dict[str, Callable[[W, bytes], None]] = {}

    def on(self, message_type: type[M], handle: Callable[[W, M], None]) -> None:
        """Call `handle` with every `message_type` that arrives."""

        def decode_and_handle(work: W, data: bytes) -> None:
            try:
                message = message_type.FromString(data)
            except DecodeError as error:
                raise PoisonMessage(f"Not a {message_type.__name__}.") from error
            handle(work, message)

        self._handlers[message_type.DESCRIPTOR.full_name] = decode_and_handle

    @property
    def types(self) -> Iterable[str]:
        """Full names of the messages that have a handler."""
        return self._handlers.keys()

    def handles(self, headers: Mapping[str, str]) -> bool:
        """Tell whether anybody here wants events of this type.

        One without a type may be for us: it is taken, and found to be poison.
        """
        kind = headers.get("ce_type")
        return kind is None or kind in self._handlers

    def handle(self, work: W, record: LogRecord) -> None:
        """Dispatch one event. Raises `PoisonMessage` and what the handler raises."""
        self._handlers[record.headers["ce_type"]](work, record.value)


def cause_in(record: LogRecord) -> Cause:
    """Return the event as the cause of its effect. Raises `PoisonMessage`."""
    headers = record.headers
    if missing := [repr(name) for name in REQUIRED if not headers.get(name)]:
        raise PoisonMessage(f"Not a CloudEvent: no header {', '.join(missing)}.")
    if (version := headers["ce_specversion"]) != "1.0":
        raise PoisonMessage(f"Not a CloudEvent of version 1.0: {version!r}.")
    try:
        time = _moment(headers["ce_time"])
    except ValueError as malformed:
        raise PoisonMessage(f"Not a CloudEvent: {malformed}.") from None
    return Cause(
        headers["ce_id"],
        Actor(headers["ce_source"]),
        time,
        Actor(headers["ce_actor"], headers.get("ce_actorteam", "")),
        headers.get("ce_traceparent", ""),
    )


def _moment(text: str) -> datetime:
    """Return the time in a header, UTC. Raises `ValueError`."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"time without a time zone: {text!r}")
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"time out of range: {text!r}") from error


def message_of(event: DomainEvent, message_type: type[M], **more: Any) -> M:
    """Return the event as the message that has fields of the same names."""
    values = as_fields(event)
    del values["at"]
    return message_type(**values, **more)


@dataclass(frozen=True, slots=True)
class Publication:
    """What one topic carries of an event: under which key, in the contract's words."""

    topic: str
    key: str
    message: Message


@dataclass(frozen=True, slots=True)
class Publisher:
    """What others may hear from a service.

    Attributes:
        source: `services/{service}`.
        topics: Where its events go, each with the field of its messages that names
            the resource whose id is the key, such as `idea`.
        publications: Returns what is published of an event that happened to an
            aggregate; nothing, if it is private.
    """

    source: str
    topics: Mapping[str, str]
    publications: Callable[[Any, DomainEvent], Iterable[Publication]]

    def records_of(
        self,
        aggregate: Aggregate,
        event: DomainEvent,
        cause: Cause,
        new_id: Callable[[], str],
    ) -> list[LogRecord]:
        """Return what the log should carry; every record has an id of its own."""
        return [
            Envelope(
                id=new_id(),
                type=publication.message.DESCRIPTOR.full_name,
                source=self.source,
                subject=aggregate.name,
                time=event.at,
                actor=cause.actor,
                journey=aggregate.journey,
                causation_id=cause.id,
                aggregate_version=aggregate.version,
                traceparent=cause.traceparent,
                data=publication.message.SerializeToString(deterministic=True),
            ).to_record(publication.topic, publication.key)
            for publication in self.publications(aggregate, event)
        ]
