"""The rules of ideas. Each is named after its reason, and says what to do about it.

They say who may do what, and what no idea may be. What a submission needs is in
`completeness`. A rule about a request has the path of a field as its subject; all
others have the name of a resource.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from chassis.domain import Actor, Violation
from chassis.money import Money

from .document import Document, Door, Faq, ManualStage, prices_of
from .text import byte_count

MAX_NAMED = 10
"""Things that a message names; it counts the others."""

MAX_READERS = 500
"""People whom a draft is shared with, as the contract says."""

MAX_EXPORT_BYTES = 3 * 1024 * 1024
"""Of a file, as the contract says."""


def not_author(name: str, authors: Sequence[str], by: Actor) -> Violation | None:
    """Only its authors may."""
    if by.name in authors:
        return None
    who = named(authors)
    owner = "its author" if len(authors) == 1 else "its authors"
    return Violation("NOT_AUTHOR", name, f"{name} belongs to {owner}, {who}. Ask them.")


def not_leader(name: str, leader: str, author: str, by: Actor) -> Violation | None:
    """Only the leader may; where there is none, the author."""
    if by.name == (leader or author):
        return None
    if leader:
        text = f"{name} is led by {leader}. Ask them."
    else:
        text = f"{name} has no leader. Its author, {author}, names one."
    return Violation("NOT_LEADER", name, text)


def title_missing(document: Document) -> Violation | None:
    """An idea needs a title."""
    if document.title.strip():
        return None
    text = "An idea cannot be without a title. Say in one line what it is."
    return Violation("TITLE_MISSING", "idea.document.title", text)


def document_too_large(
    document: Document, limit: int, subject: str
) -> Violation | None:
    """The text of a document is limited: it travels as a whole."""
    if (size := byte_count(document)) <= limit:
        return None
    text = f"The document has {size} bytes of text; {limit} are allowed. Shorten it."
    return Violation("DOCUMENT_TOO_LARGE", subject, text)


def currency_mixed(document: Document) -> list[Violation]:
    """All money of an idea has one currency."""
    amounts = {f"idea.document.{path}": money for path, money in document.money.items()}
    return _other_currency(document.currency_code, amounts)


def currency_mixed_in(document: Document, doors: Sequence[Door]) -> list[Violation]:
    """The price of a smaller door has the currency of the idea."""
    amounts = dict(prices_of("into", doors))
    first = next((money.currency_code for money in amounts.values()), "")
    return _other_currency(document.currency_code or first, amounts)


def invention_needs_reason(because: str, *, is_invented: bool) -> Violation | None:
    """Evidence that was invented on behalf of customers needs a reason."""
    if not is_invented or because.strip():
        return None
    text = (
        "Inventing on the customers' behalf needs a reason. Say why nobody was asked."
    )
    return Violation("INVENTION_NEEDS_REASON", "evidence.invented_because", text)


def evidence_kind_reserved(*, is_experiment: bool) -> Violation | None:
    """Only the service adds the evidence of an experiment."""
    if not is_experiment:
        return None
    text = (
        "The result of an experiment is added when it is decided. Choose another kind."
    )
    return Violation("EVIDENCE_KIND_RESERVED", "evidence.kind", text)


def too_many_visuals(idea: str, present: int, limit: int) -> Violation | None:
    """The number of visuals is limited."""
    if present < limit:
        return None
    text = f"{idea} has {present} visuals; {limit} are allowed. Show the best ones."
    return Violation("TOO_MANY_VISUALS", "visual", text)


def too_many_doors(name: str, doors: Sequence[Door], limit: int) -> Violation | None:
    """The number of doors is limited."""
    if len(doors) <= limit:
        return None
    text = f"{name} would have {len(doors)} doors; {limit} are allowed. Split the idea."
    return Violation("TOO_MANY_DOORS", "into", text)


def door_id_taken(
    name: str, into: Sequence[Door], others: Collection[str]
) -> list[Violation]:
    """The id of a door is unique within its idea."""
    text = f"{name} has a door {{}} already. Choose another id."
    return [
        Violation("DOOR_ID_TAKEN", f"into[{number}].id", text.format(door.id))
        for number, door in enumerate(into)
        if door.id in others
    ]


def faq_id_taken(name: str, faq_id: str, faqs: Sequence[Faq]) -> Violation | None:
    """The id of an entry is unique within its FAQ."""
    if all(faq.id != faq_id for faq in faqs):
        return None
    text = f"The FAQ of {name} has an entry {faq_id} already. Choose another id."
    return Violation("FAQ_ID_TAKEN", "faq_id", text)


def too_many_faqs(name: str, faqs: Sequence[Faq], limit: int) -> Violation | None:
    """The number of entries of an FAQ is limited."""
    if len(faqs) < limit:
        return None
    text = f"The FAQ of {name} is full: {limit} entries. Take one out, then promote."
    return Violation("TOO_MANY_FAQS", "audience", text)


def readers_too_many(name: str, readers: Collection[str]) -> Violation | None:
    """The number of readers is limited."""
    if len(readers) <= MAX_READERS:
        return None
    text = f"{name} would have {len(readers)} readers; {MAX_READERS} are allowed."
    hint = "Share it without readers: then everybody who can see it may read it."
    return Violation("READERS_TOO_MANY", name, f"{text} {hint}")


def visibility_too_narrow(name: str, what: str, *, is_hidden: bool) -> Violation | None:
    """What shows an idea to others is refused while only its team may see it."""
    if not is_hidden:
        return None
    text = f"Only the team of {name} can see it (VISIBILITY_TEAM), and {what}."
    hint = "Set its visibility to VISIBILITY_COMPANY first."
    return Violation("VISIBILITY_TOO_NARROW", name, f"{text} {hint}")


def visibility_stays(name: str, *, is_hidden: bool) -> Violation | None:
    """An idea that was submitted cannot be hidden again."""
    if not is_hidden:
        return None
    text = f"{name} was submitted, so reviewers of other teams have its text."
    hint = "Leave its visibility at VISIBILITY_COMPANY."
    return Violation("VISIBILITY_TOO_NARROW", name, f"{text} {hint}")


def export_too_large(name: str, size: int) -> Violation | None:
    """A file that is exported is limited: it travels in one response."""
    if size <= MAX_EXPORT_BYTES:
        return None
    text = f"The file would have {size} bytes; {MAX_EXPORT_BYTES} are allowed."
    return Violation("EXPORT_TOO_LARGE", name, f"{text} Shorten the document.")


def reopen_needs_new_evidence(
    name: str, declined_at: datetime, newest: datetime | None
) -> Violation | None:
    """Refuse a reopening without evidence newer than the decline."""
    if newest is not None and newest > declined_at:
        return None
    text = f"Nothing new since {declined_at:%Y-%m-%d %H:%M} UTC, when {name} was "
    return Violation(
        "REOPEN_NEEDS_NEW_EVIDENCE", name, f"{text}declined. Add evidence, then reopen."
    )


def learning_required(name: str, learning: str) -> Violation | None:
    """An idea is not stopped without a learning."""
    if learning.strip():
        return None
    text = f"{name} ends without a learning. Say in two sentences what we now know."
    return Violation("LEARNING_REQUIRED", name, text)


def leader_not_single_threaded(name: str, person: str, leads: str) -> Violation | None:
    """A person leads one active idea at a time."""
    if leads in {"", name}:
        return None
    text = f"{person} already leads {leads}. Free them there or name someone else."
    return Violation("LEADER_NOT_SINGLE_THREADED", name, text)


def duplicate_target_invalid(
    name: str, target: str, duplicate_of: str
) -> Violation | None:
    """The idea that stays is another one, and no duplicate itself."""
    if target == name:
        text = f"{name} cannot be a duplicate of itself. Name the idea that stays."
    elif duplicate_of:
        text = f"{target} is itself a duplicate of {duplicate_of}. Name that one."
    else:
        return None
    return Violation("DUPLICATE_TARGET_INVALID", name, text)


def manual_not_written(name: str, document: Document) -> Violation | None:
    """A launch needs a user manual that is written."""
    manual = document.user_manual
    texts = [section.text.strip() for section in manual.sections]
    if manual.stage is ManualStage.WRITTEN and texts and all(texts):
        return None
    text = f"The user manual of {name} is not WRITTEN, section by section. Write it, "
    text += "set its stage, then launch."
    return Violation("MANUAL_NOT_WRITTEN", name, text)


def one_way_door_not_reviewed(
    name: str, document: Document, reviewed: Collection[str]
) -> Violation | None:
    """A launch needs a full review of every one-way door."""
    if not (missing := [d for d in document.one_way_doors if d not in reviewed]):
        return None
    text = f"No FULL review has approved these one-way doors: {named(missing)}."
    return Violation(
        "ONE_WAY_DOOR_NOT_REVIEWED", name, f"{text} Have them reviewed, then launch."
    )


def coe_open(name: str, coes: Sequence[str]) -> Violation | None:
    """A launch waits for the corrections of grave errors."""
    if not coes:
        return None
    text = f"These grave COEs on {name} are not approved yet: {named(coes)}."
    return Violation("COE_OPEN", name, f"{text} Correct the error first.")


def evidence_not_found(idea: str, name: str) -> Violation:
    """A place on the roadmap needs evidence of the same idea."""
    text = f"{name} is no evidence of {idea}. Name evidence that it has."
    return Violation("EVIDENCE_NOT_FOUND", name, text)


def named(items: Sequence[str]) -> str:
    """Return the first of them as a list for people."""
    more = len(items) - MAX_NAMED
    shown = ", ".join(item[:80] for item in items[:MAX_NAMED])
    return f"{shown} and {more} more" if more > 0 else shown


def _other_currency(code: str, amounts: Mapping[str, Money]) -> list[Violation]:
    text = f"All money of an idea has one currency, and this one counts in {code}. "
    return [
        Violation("CURRENCY_MIXED", path, f"{text}Convert {money}.")
        for path, money in amounts.items()
        if money.currency_code != code
    ]
