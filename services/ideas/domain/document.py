"""The working-backwards document: what an author writes."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum


class DoorKind(StrEnum):
    """Whether a decision can be taken back, in the contract's words."""

    UNSPECIFIED = "DOOR_KIND_UNSPECIFIED"
    ONE_WAY = "DOOR_KIND_ONE_WAY"
    TWO_WAY = "DOOR_KIND_TWO_WAY"


@dataclass(frozen=True, slots=True)
class Customer:
    """Whom an idea is for."""

    segment: str = ""
    context: str = ""
    need: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A promise that can be seen to fail. `by_date` is an ISO 8601 day."""

    metric: str = ""
    baseline: float = 0.0
    target: float = 0.0
    by_date: str = ""


@dataclass(frozen=True, slots=True)
class PressRelease:
    """The announcement, written before anything is built."""

    headline: str = ""
    claim: Claim = field(default_factory=Claim)
    summary: str = ""
    problem: str = ""
    benefit: str = ""
    journey: str = ""
    customer_quote: str = ""


@dataclass(frozen=True, slots=True)
class FiveQuestions:
    """The five questions of working backwards."""

    who: str = ""
    problem: str = ""
    benefit: str = ""
    evidence: str = ""
    experience: str = ""


@dataclass(frozen=True, slots=True)
class Undo:
    """The way back through a two-way door, and its price."""

    plan: str = ""
    cost_usd: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Door:
    """One decision inside an idea."""

    id: str
    decision: str
    kind: DoorKind = DoorKind.UNSPECIFIED
    undo: Undo | None = None


@dataclass(frozen=True, slots=True)
class CostOfFailure:
    """The most that being wrong may cost."""

    loss_cap_usd: int = 0
    customers_exposed: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the document as readers get it."""

    id: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that a revision freezes."""

    title: str
    customer: Customer = field(default_factory=Customer)
    press_release: PressRelease = field(default_factory=PressRelease)
    five_questions: FiveQuestions = field(default_factory=FiveQuestions)
    doors: tuple[Door, ...] = ()
    cost_of_failure: CostOfFailure | None = None
    leader: str = ""

    def sections(self) -> tuple[Section, ...]:
        """Return the document in reading order, empty sections left out."""
        release, questions, customer = (
            self.press_release,
            self.five_questions,
            self.customer,
        )
        texts = [
            ("headline", "Headline", release.headline),
            ("claim", "The claim", _claim(release.claim)),
            ("summary", "What we announce", release.summary),
            ("problem", "The problem", release.problem),
            ("benefit", "Why it is better", release.benefit),
            ("journey", "How it works for you", release.journey),
            ("customer-quote", "A customer might say", release.customer_quote),
            ("customer", "The customer", _lines(customer.segment, customer.context)),
            ("need", "What they need", customer.need),
            ("q-who", "Who is the customer?", questions.who),
            ("q-problem", "What is the problem or opportunity?", questions.problem),
            ("q-benefit", "What is the most important benefit?", questions.benefit),
            ("q-evidence", "How do we know?", questions.evidence),
            ("q-experience", "What is the experience like?", questions.experience),
            ("doors", "Doors, and the way back", _lines(*map(_door, self.doors))),
        ]
        return tuple(Section(*text) for text in texts if text[2].strip())


def hash_of(sections: tuple[Section, ...]) -> str:
    """Return the SHA-256 of the sections, hexadecimal."""
    parts = [part for s in sections for part in (s.id, s.heading, s.text)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _claim(claim: Claim) -> str:
    if not claim.metric:
        return ""
    change = f"from {claim.baseline:g} to {claim.target:g}"
    return f"{claim.metric}: {change} by {claim.by_date}."


def _door(door: Door) -> str:
    kind = door.kind.name.lower().replace("_", "-")
    if door.undo is None:
        return f"{door.decision} ({kind})"
    price = f"{door.undo.cost_usd} USD, {door.undo.days} days"
    return f"{door.decision} ({kind}; way back: {door.undo.plan}, {price})"
