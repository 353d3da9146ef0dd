"""The report: what is known about an incident, as its owner writes it down."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from .causes import CauseChain
from .corrections import Correction


class Severity(StrEnum):
    """How bad an incident is, in the contract's words."""

    UNSPECIFIED = "SEVERITY_UNSPECIFIED"
    LOW = "SEVERITY_LOW"
    MEDIUM = "SEVERITY_MEDIUM"
    HIGH = "SEVERITY_HIGH"


@dataclass(frozen=True, slots=True)
class Impact:
    """What an incident cost, as far as known."""

    customers: int = 0
    cost_usd: int = 0
    promise_broken: str = ""
    minutes: int = 0

    @property
    def is_quantified(self) -> bool:
        """Whether there is a number in it anywhere."""
        promised = any(letter.isdigit() for letter in self.promise_broken)
        return bool(self.customers or self.cost_usd or self.minutes or promised)


@dataclass(frozen=True, slots=True)
class CoeMetric:
    """A number that shows an incident.

    Attributes:
        normal: What it is when all is well.
    """

    metric: str
    value: float
    normal: float = 0.0
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
    severity: Severity
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
        return {"coe.trigger": self.trigger, **chains}

    @property
    def mechanisms(self) -> tuple[str, ...]:
        """The mechanisms that its corrections name."""
        return tuple(each.ref for each in self.corrections if each.is_mechanism)

    def corrected(self, changed: Correction) -> "Report":
        """Return it with one of its corrections changed."""
        corrections = tuple(
            changed if each.id == changed.id else each for each in self.corrections
        )
        return replace(self, corrections=corrections)


def in_order(entries: Iterable[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    """Return a timeline, oldest first."""
    return tuple(sorted(entries, key=lambda entry: entry.at))
