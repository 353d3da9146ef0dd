"""The kernel: the only part of the chassis that a domain or a use case may import.

Everything here is standard library. A rule that the business would recognise
does not belong here; it belongs to the service that owns it.

Every refusal is one of these, and carries one `Violation` per broken rule:

* DomainError
  + InvalidInput     -> INVALID_ARGUMENT      the request is wrong in itself
  + NotFound         -> NOT_FOUND             nothing has this name
  + AlreadyExists    -> ALREADY_EXISTS        the name is taken
  + NotAllowed       -> PERMISSION_DENIED     someone else may do this
  + RuleBroken       -> FAILED_PRECONDITION   not like this, or not now
  + Conflict         -> ABORTED               someone else was faster; read again
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from .labels import Label

Clock = Callable[[], datetime]
"""Returns the current time, timezone-aware, UTC."""

ERASED = "[erased]"
"""What stands in the place of a text that was erased."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule.

    Attributes:
        reason: Stable name for programs, such as `PRESS_RELEASE_MISSING`.
        subject: Name of the thing that breaks the rule, such as `ideas/7f3`.
        description: What is wrong and what to do about it, for people.
    """

    reason: str
    subject: str
    description: str


class DomainError(Exception):
    """A refusal: something the caller can cause, and therefore fix."""

    def __init__(self, *violations: Violation) -> None:
        super().__init__(" ".join(violation.description for violation in violations))
        self.violations = violations


class InvalidInput(DomainError):
    """The request is wrong in itself; sending it again cannot help."""


class NotFound(DomainError):
    """Nothing has the name that was asked for."""


class AlreadyExists(DomainError):
    """The name, or the request id, belongs to something else."""


class NotAllowed(DomainError):
    """The request is fine, but not from this person."""


class RuleBroken(DomainError):
    """The request is well formed, but rules speak against it, or the moment does."""


class Conflict(DomainError):
    """Someone else changed the thing first; read it again and retry."""


def broken_rules(*violations: Violation | None) -> list[Violation]:
    """Return those rules that are broken, in order."""
    return [violation for violation in violations if violation]


def allow(violation: Violation | None) -> None:
    """Raise `NotAllowed` if the person may not; do nothing if there is no violation."""
    if violation:
        raise NotAllowed(violation)


def reject(*violations: Violation | None) -> None:
    """Raise `InvalidInput` with every violation; do nothing if there is none."""
    if broken := broken_rules(*violations):
        raise InvalidInput(*broken)


def refuse(*violations: Violation | None) -> None:
    """Raise `RuleBroken` with every violation at once; do nothing if there is none."""
    if broken := broken_rules(*violations):
        raise RuleBroken(*broken)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts.

    Attributes:
        name: `people/{person}` or `services/{service}`.
        team: `teams/{team}`; empty for a service.
    """

    name: str
    team: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why we do something: a request, or an event of another service.

    Attributes:
        id: Of the request or the event. The same cause takes effect only once.
        actor: Who is behind it: a person, or the service that published the event.
        at: When the event happened, which may be a while ago; None for a request.
        on_behalf: Who made that service act; None for a request.
        traceparent: The trace it belongs to (W3C Trace Context); empty for none.
    """

    id: str
    actor: Actor
    at: datetime | None = None
    on_behalf: Actor | None = None
    traceparent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainEvent:
    """A fact, in the past tense.

    Attributes:
        at: When it became true. Timezone-aware, UTC.
    """

    at: datetime


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One event in the life of an aggregate, and the state it led to."""

    at: datetime
    actor: str
    event: str
    state: str


Transitions = Mapping[tuple[StrEnum, type[DomainEvent]], StrEnum]
"""Every move of an aggregate, keyed by state and event."""


@dataclass(slots=True, kw_only=True)
class Aggregate:
    """What is changed, stored and versioned as one.

    A subclass brings a `state` field and its `TRANSITIONS`; what is not in that
    table cannot happen. `METHODS` names the event that each method of its API causes.

    Attributes:
        id: Unique for ever, never reused.
        version: Counts the changes that were stored; what clients see as etag.
        events: What happened since it was loaded; not stored with it.
    """

    COLLECTION: ClassVar[str]
    TRANSITIONS: ClassVar[Transitions]
    METHODS: ClassVar[Mapping[str, type[DomainEvent]]] = {}

    id: str
    state: Any
    created_at: datetime
    updated_at: datetime
    version: int = 0
    history: list[HistoryEntry] = field(default_factory=list)
    events: list[DomainEvent] = field(default_factory=list, compare=False)

    @property
    def name(self) -> str:
        """The name that others know it by, such as `ideas/7f3`."""
        return f"{self.COLLECTION}/{self.id}"

    @property
    def label(self) -> Label:
        """What messages call it; override where there is a title."""
        return Label(self.name, "")

    @property
    def journey(self) -> str:
        """The aggregate that ties together all that happens; itself by default."""
        return self.name

    @property
    def possible(self) -> list[str]:
        """The methods that the present state allows, in the order of their table."""
        return [
            method
            for method, event in self.METHODS.items()
            if (self.state, event) in self.TRANSITIONS
        ]

    @property
    def wake_at(self) -> datetime | None:
        """When time will do something to it, if it waits for that."""
        return None

    def wake(self, *, by: Actor, at: datetime) -> None:
        """Do what time has brought; `wake_at` is later afterwards, or None."""

    def expect(self, event: type[DomainEvent]) -> None:
        """Raise `RuleBroken` if this cannot happen in the current state."""
        if (self.state, event) not in self.TRANSITIONS:
            raise RuleBroken(self.wrong_state(event))

    def record(self, event: DomainEvent, *, by: Actor) -> None:
        """Let it happen: move along the table and remember. Raises `RuleBroken`."""
        self.expect(type(event))
        self.state = self.TRANSITIONS[self.state, type(event)]
        self.remember(event, by=by)

    def remember(self, event: DomainEvent, *, by: Actor) -> None:
        """Add the event to the history, and to what will be published.

        In the history, repeats become one entry with the newest time: a draft that
        is edited for weeks must not grow with every edit.
        """
        entry = HistoryEntry(event.at, by.name, type(event).__name__, self.state)
        if self.history and replace(self.history[-1], at=event.at) == entry:
            self.history.pop()
        self.history.append(entry)
        self.events.append(event)
        self.updated_at = event.at

    def wrong_state(self, event: type[DomainEvent]) -> Violation:
        """Say why this cannot happen now; override where a state has its own reason."""
        states = sorted({state for state, kind in self.TRANSITIONS if kind is event})
        causes = (method for method, kind in self.METHODS.items() if kind is event)
        what = " and ".join(sorted(causes)) or "this"
        text = (
            f"{self.label} is {self.state}; {what} can happen only while it is "
            f"{' or '.join(states)}."
        )
        hint = "Read it again to see what can be done now."
        return Violation("WRONG_STATE", self.name, f"{text} {hint}")


@dataclass(frozen=True, slots=True)
class Query:
    """Which part of a list is asked for, newest first.

    Attributes:
        equals: Column to value; empty for all.
        limit: At most this many.
        after: Creation time and id of the last one already seen.
        viewer: Who may see all that is returned; None for the service itself.
    """

    equals: Mapping[str, str | bool]
    limit: int
    after: tuple[datetime, str] | None = None
    viewer: Actor | None = None


@dataclass(frozen=True, slots=True)
class ChangeQuery:
    """Which changes are asked for, in the order in which they were made.

    Attributes:
        within: Column to value, of columns that never change: what else there is does
            not matter.
        equals: Column to value, of columns that may change.
        limit: At most this many.
        after: Where the last change that was read is, as `Change.position` told.
        viewer: Who may see what is told.
    """

    within: Mapping[str, str]
    equals: Mapping[str, str | bool]
    limit: int
    after: tuple[str, str]
    viewer: Actor


A = TypeVar("A", bound=Aggregate)


@dataclass(frozen=True, slots=True)
class Change(Generic[A]):
    """The newest change of an aggregate.

    Attributes:
        position: Where it is in the order of all changes.
        matches: Whether the aggregate is what was asked for, and the viewer may see it.
        known: Whether the viewer may know its name.
    """

    aggregate: A
    position: tuple[str, str]
    matches: bool
    known: bool


class Repository(Protocol[A]):
    """All aggregates of one type, as if they were in memory."""

    def get(self, aggregate_id: str, *, etag: str = "") -> A:
        """Return it, locked. Raises `NotFound`, `Conflict`."""

    def find(self, aggregate_id: str) -> A | None:
        """Return it, locked, or None."""

    def add(self, aggregate: A) -> A:
        """Put a new one in. Raises `AlreadyExists`."""

    def page(self, query: Query) -> list[A]:
        """Return those that match, newest first."""

    def count(self, equals: Mapping[str, str]) -> int:
        """Return how many match, on all pages together."""

    def due(self, limit: int) -> list[A]:
        """Return those whose `wake_at` has come, locked, the longest due first."""

    def save(self, aggregate: A) -> A:
        """Keep it and publish what happened to it; nothing, if nothing did."""


class Watchable(Repository[A], Protocol[A]):
    """All aggregates of one type, and their changes in the order they were made."""

    def horizon(self) -> tuple[str, str]:
        """Return the number before which all changes are settled, and the next number.

        A change before the first can be read, and none will follow there. A change that
        begins from now on has at least the second.
        """

    def changes(self, query: ChangeQuery) -> list[Change[A]]:
        """Return the newest change of each that has changed, oldest change first.

        None is ever passed over: a change that commits late is returned late.
        """


class UnitOfWork(Protocol):
    """One transaction, and why it happens; a service adds its repositories."""

    @property
    def actor(self) -> Actor:
        """Who acts."""

    @property
    def now(self) -> datetime:
        """When."""

    def new_id(self) -> str:
        """Return an id that was never used."""

    def attest(self, aggregate: Aggregate, *events: DomainEvent) -> None:
        """Publish facts that stay true even if the request is then refused.

        Whoever refuses because of a check has asked it all the same.
        """


def id_in(name: str) -> str:
    """Return the id in a resource name: `7f3` in `ideas/7f3`."""
    return name.rpartition("/")[2]
