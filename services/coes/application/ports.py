"""What the use cases need from the outside world, in their own words."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from chassis.checks import CheckEvaluated, Stage
from chassis.domain import Cause, Query, Repository, UnitOfWork, Watchable

from ..domain.coe import Coe
from ..domain.corrections import ListedCorrection
from ..domain.heard import Heard
from ..domain.loop import LoopHealth
from ..domain.mechanism import Mechanism
from ..domain.proofs import CheckReport, Counters, MeasuredMetric, Recorded


class Coes(Watchable[Coe], Protocol):
    """All COEs, as if they were in memory.

    `add` refuses two of one incident, unless all but one were dismissed.
    """

    def of_incident(self, key: str) -> Coe | None:
        """Return the newest one that was opened for this incident, locked, or None."""

    def open_on(self, source: str) -> Coe | None:
        """Return the newest open one about this source, locked, or None."""

    def about(self, source: str) -> list[Coe]:
        """Return all about this source, locked."""

    def corrections(self, query: Query) -> list[ListedCorrection]:
        """Return corrections that match, by COE, newest COE first."""

    def waiting_for(self, mechanism: str) -> list[Coe]:
        """Return those in CORRECTING or WATCHING with a correction by it, locked."""

    def of_class(self, cause_class: str) -> list[str]:
        """Return the names of the newest ones with this kind of cause."""

    def corrected_of_class(self, cause_class: str) -> list[Coe]:
        """Return those in WATCHING or CLOSED with this kind of cause, locked."""


class Mechanisms(Repository[Mechanism], Protocol):
    """All mechanisms, as if they were in memory."""

    def adopted(self) -> list[Mechanism]:
        """Return all that act, or return by themselves, oldest first."""

    def made_after(self, coes: Sequence[str]) -> list[Mechanism]:
        """Return those that act and were made after one of these COEs, locked."""

    def of_origin(self, coe: str) -> list[Mechanism]:
        """Return all that were made after this COE, in any state, locked."""


class Evidence(Protocol):
    """What other services showed to their checks, as it was then."""

    def keep(self, recorded: Recorded) -> None:
        """Keep a subject; the same event again changes nothing."""

    def erase(self, name: str) -> None:
        """Forget the texts in what was recorded of a subject."""

    def latest(self, stage: Stage, name: str) -> Recorded | None:
        """Return what was last recorded of a subject, or of an idea's, at a stage."""

    def about(self, name: str) -> Recorded | None:
        """Return what was last recorded under this name, at any stage."""

    def recent(self, stage: Stage, since: datetime, limit: int) -> list[Recorded]:
        """Return the newest of each subject, newest first."""

    def keep_measures(self, measures: Sequence[MeasuredMetric]) -> None:
        """Keep what one event told; the same event again changes nothing."""

    def measures(self, metric: str, experiments: Sequence[str]) -> list[MeasuredMetric]:
        """Return the means of a metric that were measured in these, newest first."""


class Predicates(Protocol):
    """The language of predicates, over what was recorded."""

    def problem(self, stage: Stage, expression: str) -> str:
        """Return why an expression cannot be used; empty if it can."""

    def identity(self, stage: Stage, expression: str) -> tuple[str, ...]:
        """Return what it reads that only says which subject it is."""

    def searches_text(self, stage: Stage, expression: str) -> bool:
        """Tell whether it looks for words in what people wrote."""

    def varies(self, expression: str, one: Recorded, other: Recorded) -> bool:
        """Tell whether two subjects differ in what an expression reads.

        If nothing of that is set in the first, any difference counts, but for names.
        """

    def holds(self, expression: str, recorded: Recorded) -> bool:
        """Tell whether it is true. Raises `Unusable` if it cannot be evaluated."""

    def corrected(self, recorded: Recorded, patch: str) -> Recorded:
        """Return it, changed. Raises `Unusable` if it is not a snapshot any more."""


class Hearsay(Protocol):
    """What was heard of other services."""

    def keep(self, heard: Heard) -> None:
        """Keep it; the same event again changes nothing."""

    def erase(self, source: str) -> None:
        """Forget the texts of what was heard of a source."""

    def about(self, source: str, limit: int) -> list[Heard]:
        """Return what was heard of a source, the newest, oldest first."""

    def owner_of(self, source: str) -> str:
        """Return who owns it; empty when nobody has said."""

    def idea_of(self, source: str) -> str:
        """Return the idea that it belongs to; empty when nobody has said."""


class Evaluations(Protocol):
    """What consumers told of asking checks."""

    def keep(self, evaluation: CheckEvaluated) -> None:
        """Keep it; the same event again changes nothing."""

    def counters(
        self, mechanisms: Sequence[str], harmless_before: datetime
    ) -> Mapping[str, Counters]:
        """Return what each of them did; exceptions before then may be false alarms."""

    def passed(self, mechanism: str) -> int:
        """Return how many subjects passed it that did not go wrong."""

    def refused_lately(self, mechanism: str, since: datetime) -> frozenset[str]:
        """Return whom it refused something since then."""

    def has_fired_on(self, mechanism: str, subject: str) -> bool:
        """Tell whether it said no to this subject: then it did not escape there."""


class CheckReports(Protocol):
    """What external checks found."""

    def keep(self, mechanism: str, report: CheckReport) -> None:
        """Keep one."""

    def newest(self, mechanism: str, limit: int) -> list[CheckReport]:
        """Return the newest ones, newest first."""


class People(Protocol):
    """Who is known to this service."""

    def learn(self, *names: str) -> None:
        """Take note of people; other names are nobody's."""

    def among(self, handles: Collection[str]) -> frozenset[str]:
        """Return those of the handles that are somebody's."""


class Loop(Protocol):
    """The loop, counted."""

    def health(self, since: datetime, until: datetime) -> LoopHealth:
        """Return how it does in the window, beside the window before."""


class Work(UnitOfWork, Protocol):
    """One transaction, and why it happens."""

    @property
    def cause(self) -> Cause:
        """Why it happens."""

    @property
    def coes(self) -> Coes:
        """The COEs as this transaction sees them."""

    @property
    def mechanisms(self) -> Mechanisms:
        """The mechanisms as this transaction sees them."""

    @property
    def evidence(self) -> Evidence:
        """What other services showed to their checks."""

    @property
    def predicates(self) -> Predicates:
        """The language of predicates."""

    @property
    def hearsay(self) -> Hearsay:
        """What was heard of other services."""

    @property
    def evaluations(self) -> Evaluations:
        """What consumers told of asking checks."""

    @property
    def check_reports(self) -> CheckReports:
        """What external checks found."""

    @property
    def people(self) -> People:
        """Who is known."""

    @property
    def loop(self) -> Loop:
        """The loop, counted."""
