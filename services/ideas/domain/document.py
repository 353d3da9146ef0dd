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
    """The way back through a two-way door, and its price."""

    plan: str = ""
    cost_usd: int = 0
    days: int = 0
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
    """The most that being wrong may cost."""

    loss_cap_usd: int = 0
    customers_exposed: int = 0
    undo_days: int = 0


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
    """What is wagered, and what may be won."""

    win_probability: float = 0.0
    payoff_multiple: float = 0.0
    build_cost_usd: int = 0


TEMPLATES = {
    "cf-different": "How is this different from what I have today?",
    "cf-refund": "What if I am not satisfied?",
    "cf-manage": "What do I have to look after?",
    "cf-cost": "What does it cost?",
    "if-decisions": "Which decisions and guidance do we need today?",
    "if-feedback": "What have customers said so far?",
    "if-disappoint": "What will disappoint customers most?",
    "if-rejected": "Which options did we reject, and why?",
    "if-mlp": "What is in the minimum lovable product?",
    "if-debated": "What do we hotly disagree on?",
    "if-doors": "Which decisions cannot be taken back?",
    "if-leader": "Who leads this, and nothing else?",
}
"""The questions that every FAQ meets sooner or later, by their template ids."""


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
    def door_kinds(self) -> tuple[str, ...]:
        """ONE_WAY and TWO_WAY, each once, as far as there are such doors."""
        kinds = {door.kind for door in self.doors}
        return tuple(k.name for k in (DoorKind.ONE_WAY, DoorKind.TWO_WAY) if k in kinds)

    @property
    def one_way_doors(self) -> tuple[str, ...]:
        """Ids of the doors without a way back."""
        return tuple(d.id for d in self.doors if d.kind is DoorKind.ONE_WAY)

    @property
    def loss_cap_usd(self) -> int:
        """The most that may be lost; 0 when nobody said."""
        return self.cost_of_failure.loss_cap_usd if self.cost_of_failure else 0

    def faq(self, faq_id: str) -> str:
        """Return the answer under an id, in either FAQ; empty if there is none."""
        entries = (*self.customer_faqs, *self.internal_faqs)
        return next((faq.answer for faq in entries if faq.id == faq_id), "")

    def sections(self) -> tuple[Section, ...]:
        """Return the document in reading order, empty sections left out."""
        texts = [
            *_release_sections(self.press_release),
            *_customer_sections(self.customer, self.five_questions),
            *_faq_sections("customer-faq", self.customer_faqs),
            *_faq_sections("internal-faq", self.internal_faqs),
            ("doors", "Doors, and the way back", _lines(*map(_door, self.doors))),
            *_plan_sections(self),
            *_manual_sections(self.user_manual),
        ]
        return tuple(Section(*text) for text in texts if text[2].strip())


Text = tuple[str, str, str]
"""Id, heading and text of a section that may be empty."""


def hash_of(sections: tuple[Section, ...]) -> str:
    """Return the SHA-256 of the sections, hexadecimal."""
    parts = [part for s in sections for part in (s.id, s.heading, s.text)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def word_count(sections: tuple[Section, ...]) -> int:
    """Return how many words the sections have."""
    return sum(len(section.text.split()) for section in sections)


def byte_count(document: Document) -> int:
    """Return how much room the text of a document takes, in UTF-8."""
    sections = document.sections()
    return sum(len(s.heading.encode()) + len(s.text.encode()) for s in sections)


def _release_sections(release: PressRelease) -> list[Text]:
    return [
        ("headline", "Headline", release.headline),
        ("subheading", "Who gets what", release.subheading),
        ("dateline", "Where and when", release.dateline),
        ("claim", "The claim", _claim(release.claim)),
        ("summary", "What we announce", release.summary),
        ("problem", "The problem", release.problem),
        ("benefit", "Why it is better", release.benefit),
        ("journey", "How it works for you", release.journey),
        ("replaces", "What it replaces", release.replaces),
        ("customer-quote", "A customer might say", release.customer_quote),
        ("company-quote", "Why we do it", release.company_quote),
        ("getting-started", "How to begin", release.getting_started),
    ]


def _customer_sections(customer: Customer, questions: FiveQuestions) -> list[Text]:
    return [
        ("customer", "The customer", _lines(customer.segment, customer.context)),
        ("need", "What they need", customer.need),
        ("q-who", "Who is the customer?", questions.who),
        ("q-problem", "What is the problem or opportunity?", questions.problem),
        ("q-benefit", "What is the most important benefit?", questions.benefit),
        ("q-evidence", "How do we know?", questions.evidence),
        ("q-experience", "What is the experience like?", questions.experience),
    ]


def _faq_sections(prefix: str, faqs: tuple[Faq, ...]) -> list[Text]:
    return [
        (f"{prefix}-{faq.id}", faq.question or TEMPLATES.get(faq.id, ""), faq.answer)
        for faq in faqs
    ]


def _plan_sections(document: Document) -> list[Text]:
    rejected = [_lines(o.option, o.reason) for o in document.rejected_options]
    return [
        ("mlp", "The minimum lovable product", _lines(*document.mlp_features)),
        ("rejected", "What we considered and left", _lines(*rejected)),
        ("debated", "What we hotly disagree on", _lines(*document.debated_topics)),
        ("cost-of-failure", "The cost of failure", _cost(document.cost_of_failure)),
        ("bet", "The bet", _bet(document.bet)),
        (
            "contradiction-sought",
            "What might prove us wrong",
            document.contradiction_sought,
        ),
        ("competitor-notes", "What others do", document.competitor_notes),
    ]


def _manual_sections(manual: UserManual) -> list[Text]:
    return [
        (f"manual-{number}", f"User manual: {section.heading}", section.text or "-")
        for number, section in enumerate(manual.sections, start=1)
    ]


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _claim(claim: Claim) -> str:
    if not claim.metric:
        return ""
    change = f"from {claim.baseline:g} to {claim.target:g}"
    return f"{claim.metric}: {change} by {claim.by_date}."


def _cost(cost: CostOfFailure | None) -> str:
    if cost is None:
        return ""
    return (
        f"At most {cost.loss_cap_usd} USD, {cost.customers_exposed} customers, "
        f"{cost.undo_days} days to undo."
    )


def _bet(bet: Bet | None) -> str:
    if bet is None:
        return ""
    return (
        f"Works with a probability of {bet.win_probability:g}, then returns "
        f"{bet.payoff_multiple:g} times the stake of {bet.build_cost_usd} USD."
    )


def _door(door: Door) -> str:
    kind = door.kind.name.lower().replace("_", "-")
    split = f", split from {door.split_from}" if door.split_from else ""
    if door.undo is None:
        return f"{door.decision} ({kind}{split})"
    tested = ", tried once" if door.undo.tested else ""
    price = f"{door.undo.cost_usd} USD, {door.undo.days} days{tested}"
    return f"{door.decision} ({kind}{split}; way back: {door.undo.plan}, {price})"
