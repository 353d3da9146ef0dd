"""The text of a document: section by section, as readers get it and as it is hashed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from .document import (
    Bet,
    Claim,
    CostOfFailure,
    Customer,
    Document,
    Door,
    Faq,
    FiveQuestions,
    PressRelease,
    UserManual,
)

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
"""The questions of the template, by their ids."""

TOPICS = {
    "cf-different": "how it differs from what customers have today",
    "cf-refund": "what happens if they are not satisfied",
    "cf-manage": "what they have to look after",
    "cf-cost": "what it costs them",
    "if-decisions": "which decisions and guidance are needed today",
    "if-feedback": "what customers have said so far",
    "if-disappoint": "what will disappoint them most",
    "if-rejected": "which options were rejected",
    "if-mlp": "what the minimum lovable product has",
    "if-debated": "what is hotly debated",
    "if-doors": "which doors it goes through",
    "if-leader": "who leads it",
    "if-cost-of-failure": "what failing costs at most",
}
"""What each of these asks for, as refusals name it."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the document as readers get it."""

    id: str
    heading: str
    text: str


Text = tuple[str, str, str]
"""Id, heading and text of a section that may be empty."""


def sections_of(document: Document) -> tuple[Section, ...]:
    """Return the document in reading order, empty sections left out."""
    texts = [
        *_release_sections(document.press_release),
        *_customer_sections(document.customer, document.five_questions),
        *_faq_sections("customer-faq", document.customer_faqs),
        *_faq_sections("internal-faq", document.internal_faqs),
        ("doors", "Doors, and the way back", _lines(*map(_door, document.doors))),
        *_plan_sections(document),
        *_manual_sections(document.user_manual),
    ]
    return tuple(Section(*text) for text in texts if text[2].strip())


def hash_of(sections: tuple[Section, ...]) -> str:
    """Return the SHA-256 of the sections, hexadecimal."""
    parts = [part for s in sections for part in (s.id, s.heading, s.text)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def essence_of(document: Document) -> str:
    """Return the SHA-256 of the title and the text, hexadecimal."""
    return hash_of((Section("title", "", document.title), *sections_of(document)))


def word_count(sections: tuple[Section, ...]) -> int:
    """Return how many words the sections have."""
    return sum(len(section.text.split()) for section in sections)


def byte_count(document: Document) -> int:
    """Return how much room the text of a document takes, in UTF-8."""
    sections = sections_of(document)
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


def _filled(parts: Mapping[str, object]) -> list[str]:
    """Return the texts with their values in them; without a value, it is left out."""
    return [text.format(value) for text, value in parts.items() if value is not None]


def _claim(claim: Claim) -> str:
    if not claim.metric:
        return ""
    parts = {
        "from {:,.15g}": claim.baseline,
        "to {:,.15g}": claim.target,
        "by {}": claim.by_date,
    }
    return f"{claim.metric}: {' '.join(_filled(parts)) or 'no number yet'}."


def _cost(cost: CostOfFailure | None) -> str:
    if cost is None:
        return ""
    parts = {
        "{}": cost.loss_cap,
        "{:,} customers": cost.customers_exposed,
        "{} days to undo": cost.undo_days,
    }
    said = _filled(parts)
    return f"At most {', '.join(said)}." if said else ""


def _bet(bet: Bet | None) -> str:
    if bet is None:
        return ""
    parts = {
        "Works with a probability of {:g}.": bet.win_probability,
        "Returns {:,.15g} times the stake.": bet.payoff_multiple,
        "Costs {} to build.": bet.build_cost,
    }
    return " ".join(_filled(parts))


def _door(door: Door) -> str:
    kind = door.kind.name.lower().replace("_", "-")
    split = f", split from {door.split_from}" if door.split_from else ""
    if door.undo is None:
        return f"{door.decision} ({kind}{split})"
    undo = door.undo
    parts = {
        "{}": undo.cost,
        "{} days": undo.days,
        "tried once": undo.tested or None,
    }
    way_back = ", ".join([undo.plan or "no plan yet", *_filled(parts)])
    return f"{door.decision} ({kind}{split}; way back: {way_back})"
