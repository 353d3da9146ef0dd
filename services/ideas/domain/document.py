"""The working-backwards document: what an author writes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from chassis.money import Money


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
    """A promise that a measurement can refute; None for what nobody said."""

    metric: str = ""
    baseline: float | None = None
    target: float | None = None
    by_date: date | None = None


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
    subheading: str = ""
    dateline: str = ""
    replaces: str = ""
    company_quote: str = ""
    getting_started: str = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Its texts in reading order, empty ones left out."""
        texts = (
            self.headline,
            self.subheading,
            self.dateline,
            self.summary,
            self.problem,
            self.benefit,
            self.journey,
            self.replaces,
            self.customer_quote,
            self.company_quote,
            self.getting_started,
        )
        return tuple(text for text in texts if text.strip())


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
    """The way back through a two-way door, and its price; None for what is unknown."""

    plan: str = ""
    cost: Money | None = None
    days: int | None = None
    tested: bool = False


@dataclass(frozen=True, slots=True)
class Door:
    """One decision inside an idea; `split_from` is the id of a bigger one it was."""

    id: str
    decision: str
    kind: DoorKind = DoorKind.UNSPECIFIED
    undo: Undo | None = None
    split_from: str = ""


@dataclass(frozen=True, slots=True)
class CostOfFailure:
    """The most that being wrong may cost; None for what nobody said."""

    loss_cap: Money | None = None
    customers_exposed: int | None = None
    undo_days: int | None = None


class FaqAudience(StrEnum):
    """Whose questions an FAQ answers, in the contract's words."""

    CUSTOMER = "FAQ_AUDIENCE_CUSTOMER"
    INTERNAL = "FAQ_AUDIENCE_INTERNAL"


@dataclass(frozen=True, slots=True)
class Faq:
    """A question that will come, and its answer."""

    id: str
    question: str = ""
    answer: str = ""


class ManualStage(StrEnum):
    """How far a user manual is, in the contract's words."""

    UNSPECIFIED = "MANUAL_STAGE_UNSPECIFIED"
    OUTLINED = "MANUAL_STAGE_OUTLINED"
    WRITTEN = "MANUAL_STAGE_WRITTEN"


@dataclass(frozen=True, slots=True)
class ManualSection:
    """One section of a user manual; its text is empty while outlined."""

    heading: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class UserManual:
    """How it is used, by whoever uses it."""

    stage: ManualStage = ManualStage.UNSPECIFIED
    sections: tuple[ManualSection, ...] = ()


@dataclass(frozen=True, slots=True)
class RejectedOption:
    """What was considered and left."""

    option: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Bet:
    """What is wagered, and what may be won; None for what nobody estimated."""

    win_probability: float | None = None
    payoff_multiple: float | None = None
    build_cost: Money | None = None


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
    customer_faqs: tuple[Faq, ...] = ()
    internal_faqs: tuple[Faq, ...] = ()
    user_manual: UserManual = field(default_factory=UserManual)
    mlp_features: tuple[str, ...] = ()
    rejected_options: tuple[RejectedOption, ...] = ()
    debated_topics: tuple[str, ...] = ()
    bet: Bet | None = None
    contradiction_sought: str = ""
    competitor_notes: str = ""

    @property
    def door_kinds(self) -> tuple[DoorKind, ...]:
        """One-way and two-way, each once, as far as there are such doors."""
        kinds = {door.kind for door in self.doors}
        return tuple(k for k in (DoorKind.ONE_WAY, DoorKind.TWO_WAY) if k in kinds)

    @property
    def one_way_doors(self) -> tuple[str, ...]:
        """Ids of the doors without a way back."""
        return tuple(d.id for d in self.doors if d.kind is DoorKind.ONE_WAY)

    @property
    def loss_cap(self) -> Money | None:
        """The most that may be lost; None when nobody said."""
        return self.cost_of_failure.loss_cap if self.cost_of_failure else None

    @property
    def money(self) -> dict[str, Money]:
        """Every amount in it, by the path of its field."""
        amounts = {
            "cost_of_failure.loss_cap": self.loss_cap,
            "bet.build_cost": self.bet.build_cost if self.bet else None,
        }
        found = {path: money for path, money in amounts.items() if money is not None}
        return {**dict(prices_of("doors", self.doors)), **found}

    @property
    def currency_code(self) -> str:
        """The currency of all its money; empty while it names none."""
        return next((money.currency_code for money in self.money.values()), "")

    def faq(self, faq_id: str) -> str:
        """Return the answer under an id, in either FAQ; empty if there is none."""
        entries = (*self.customer_faqs, *self.internal_faqs)
        return next((faq.answer for faq in entries if faq.id == faq_id), "")


def prices_of(path: str, doors: Sequence[Door]) -> Iterator[tuple[str, Money]]:
    """Yield what each way back costs, by the path of its field in a list of doors."""
    for number, door in enumerate(doors):
        if door.undo is not None and door.undo.cost is not None:
            yield f"{path}[{number}].undo.cost", door.undo.cost
