"""The report: what is known about an incident, as its owner writes it down."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chassis.domain import ERASED
from chassis.money import Money

from .causes import CauseChain
from .corrections import Correction


class IncidentSeverity(StrEnum):
    """How bad an incident is, in the contract's words."""

    UNSPECIFIED = "INCIDENT_SEVERITY_UNSPECIFIED"
    LOW = "INCIDENT_SEVERITY_LOW"
    MEDIUM = "INCIDENT_SEVERITY_MEDIUM"
    HIGH = "INCIDENT_SEVERITY_HIGH"


@dataclass(frozen=True, slots=True)
class Impact:
    """Whom an incident harmed and how much.

    Nobody counted a number that is None; one that is 0 was counted.
    """

    customers: int | None = None
    loss: Money | None = None
    promise_broken: str = ""
    duration: timedelta | None = None

    @property
    def is_quantified(self) -> bool:
        """Whether it has a number anywhere."""
        numbers = (self.customers, self.loss, self.duration)
        promised = any(letter.isdigit() for letter in self.promise_broken)
        return promised or any(number is not None for number in numbers)

    @property
    def is_felt(self) -> bool:
        """Whether one of its numbers is more than 0."""
        promised = any(letter in "123456789" for letter in self.promise_broken)
        lost = self.loss is not None and (self.loss.units or self.loss.nanos)
        return bool(promised or self.customers or self.duration or lost)


@dataclass(frozen=True, slots=True)
class CoeMetric:
    """A number that shows an incident.

    Attributes:
        normal: Its value when all is well; None if nobody knows.
    """

    metric: str
    value: float
    normal: float | None = None
    evidence_url: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that happened.

    Attributes:
        imported: Whether it comes from an event, and not from a person.
    """

    at: datetime
    fact: str
    evidence_url: str = ""
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Questions:
    """What every COE is asked.

    Attributes:
        escaped_mechanisms: Those that should have caught it, and did not.
    """

    detect_half: str = ""
    diagnose_half: str = ""
    mitigate_half: str = ""
    last_review: str = ""
    would_existing_mechanism_have_prevented: str = ""
    item_answered_wrongly: str = ""
    escaped_mechanisms: tuple[str, ...] = ()

    @property
    def answers_for_mechanisms(self) -> bool:
        """Whether it says if a mechanism that exists would have prevented it."""
        said = self.would_existing_mechanism_have_prevented.strip()
        return bool(said or self.escaped_mechanisms)


@dataclass(frozen=True, slots=True)
class Lessons:
    """What is known after a COE."""

    well: str = ""
    wrong: str = ""
    lucky: str = ""
    surprised: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What is known.

    Attributes:
        source: Name of what it happened to; empty when unknown.
        start_time: When it began; all four times are UTC.
        detect_time: When it was noticed.
        mitigate_time: When the harm ended; None while it goes on.
        resolve_time: When everything was as it should be again.
        trigger: What set it off; the cause was there before.
        cause_class: The same for all that fails alike.
        fictional: Whether it is invented.
    """

    title: str
    severity: IncidentSeverity
    source: str = ""
    summary: str = ""
    impact: Impact | None = None
    start_time: datetime | None = None
    detect_time: datetime | None = None
    mitigate_time: datetime | None = None
    resolve_time: datetime | None = None
    detected_by: str = ""
    trigger: str = ""
    metrics: tuple[CoeMetric, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    cause_chains: tuple[CauseChain, ...] = ()
    cause_class: str = ""
    questions: Questions = field(default_factory=Questions)
    lessons: Lessons = field(default_factory=Lessons)
    corrections: tuple[Correction, ...] = ()
    fictional: bool = False

    @property
    def told_causes(self) -> dict[str, str]:
        """Where people tell causes, and what they say there."""
        chains = {
            f"coe.cause_chains[{chain}].whys[{place}].{part}": text
            for chain, causes in enumerate(self.cause_chains)
            for place, why in enumerate(causes.whys)
            for part, text in (("question", why.question), ("answer", why.answer))
        }
        words = self.cause_class.replace("-", " ")
        return {"coe.trigger": self.trigger, "coe.cause_class": words, **chains}

    @property
    def mechanisms(self) -> tuple[str, ...]:
        """The mechanisms that its corrections name."""
        return tuple(each.reference for each in self.corrections if each.is_mechanism)

    def corrected(self, changed: Correction) -> "Report":
        """Return it with one of its corrections changed."""
        corrections = tuple(
            changed if each.id == changed.id else each for each in self.corrections
        )
        return replace(self, corrections=corrections)

    def erased(self, texts: Iterable[str]) -> "Report":
        """Return it without these texts, which other services wrote."""
        title, summary = self.title, self.summary
        for text in filter(None, texts):
            title, summary = (it.replace(text, ERASED) for it in (title, summary))
        timeline = tuple(
            replace(entry, fact=ERASED) if entry.imported else entry
            for entry in self.timeline
        )
        return replace(self, title=title, summary=summary, timeline=timeline)


def in_order(entries: Iterable[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    """Return a timeline, oldest first."""
    return tuple(sorted(entries, key=lambda entry: entry.at))


def marked(
    known: Iterable[TimelineEntry], written: Iterable[TimelineEntry]
) -> tuple[TimelineEntry, ...]:
    """Return what was written; what was imported before is still marked as that."""
    imported = {(entry.at, entry.fact) for entry in known if entry.imported}
    return tuple(
        replace(entry, imported=(entry.at, entry.fact) in imported) for entry in written
    )
