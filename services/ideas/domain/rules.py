"""The rules of ideas. Each is named after its reason, and says what to do about it.

Who may, and what an idea cannot be at all; what a submission needs is `completeness`.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from chassis.domain import Actor, Violation

from .document import Document, Door, Faq, ManualStage
from .text import byte_count

MAX_NAMED = 10
"""A message that names more than this is not read."""


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
    """People find it by its title."""
    if document.title.strip():
        return None
    text = "An idea cannot be without a title. Say in one line what it is."
    return Violation("TITLE_MISSING", "idea.title", text)


def document_too_large(document: Document, limit: int) -> Violation | None:
    """A document travels as a whole."""
    if (size := byte_count(document)) <= limit:
        return None
    text = f"The document has {size} bytes of text; {limit} are allowed. Shorten it."
    return Violation("DOCUMENT_TOO_LARGE", "idea", text)


def invention_needs_reason(
    idea: str, because: str, *, is_invented: bool
) -> Violation | None:
    """Whoever invents on the customers' behalf says why nobody was asked."""
    if not is_invented or because.strip():
        return None
    text = (
        "Inventing on the customers' behalf needs a reason. Say why nobody was asked."
    )
    return Violation("INVENTION_NEEDS_REASON", f"{idea}/evidence", text)


def visual_empty(idea: str, svg: str, url: str) -> Violation | None:
    """A picture has something to see."""
    if svg.strip() or url.strip():
        return None
    text = "There is nothing to see. Give an SVG drawing, or the URL of a file."
    return Violation("VISUAL_EMPTY", f"{idea}/visuals", text)


def too_many_visuals(idea: str, present: int, limit: int) -> Violation | None:
    """Pictures show the experience; they are no archive."""
    if present < limit:
        return None
    text = f"{idea} has {present} visuals; {limit} are allowed. Show the best ones."
    return Violation("TOO_MANY_VISUALS", idea, text)


def too_many_doors(name: str, doors: Sequence[Door], limit: int) -> Violation | None:
    """An idea with too many decisions is several ideas."""
    if len(doors) <= limit:
        return None
    text = f"{name} would have {len(doors)} doors; {limit} are allowed. Split the idea."
    return Violation("TOO_MANY_DOORS", name, text)


def door_id_taken(name: str, doors: Sequence[Door]) -> Violation | None:
    """A door is known by its id."""
    if not (taken := _twice([door.id for door in doors])):
        return None
    text = f"{name} has doors of these ids already: {named(taken)}. Choose others."
    return Violation("DOOR_ID_TAKEN", name, text)


def faq_id_taken(name: str, faqs: Sequence[Faq]) -> Violation | None:
    """An entry is known by its id."""
    if not (taken := _twice([faq.id for faq in faqs])):
        return None
    text = f"The FAQ of {name} has an entry {named(taken)} already. Choose another id."
    return Violation("FAQ_ID_TAKEN", name, text)


def too_many_faqs(name: str, faqs: Sequence[Faq], limit: int) -> Violation | None:
    """Nobody reads an endless FAQ."""
    if len(faqs) <= limit:
        return None
    text = f"The FAQ of {name} is full: {limit} entries. Take one out, then promote."
    return Violation("TOO_MANY_FAQS", name, text)


def reopen_needs_new_evidence(
    name: str, declined_at: datetime, newest: datetime | None
) -> Violation | None:
    """Asking again without knowing more is only asking louder."""
    if newest is not None and newest > declined_at:
        return None
    text = f"Nothing new since {declined_at:%Y-%m-%d %H:%M} UTC, when {name} was "
    return Violation(
        "REOPEN_NEEDS_NEW_EVIDENCE", name, f"{text}declined. Add evidence, then reopen."
    )


def learning_required(name: str, learning: str) -> Violation | None:
    """What ends without a learning was for nothing."""
    if learning.strip():
        return None
    text = f"{name} ends without a learning. Say in two sentences what we now know."
    return Violation("LEARNING_REQUIRED", name, text)


def leader_not_single_threaded(name: str, person: str, leads: str) -> Violation | None:
    """One person leads one idea."""
    if leads in {"", name}:
        return None
    text = f"{person} already leads {leads}. Free them there or name someone else."
    return Violation("LEADER_NOT_SINGLE_THREADED", name, text)


def duplicate_target_invalid(
    name: str, target: str, duplicate_of: str
) -> Violation | None:
    """What is pointed at has to stay."""
    if target == name:
        text = f"{name} cannot be a duplicate of itself. Name the idea that stays."
    elif duplicate_of:
        text = f"{target} is itself a duplicate of {duplicate_of}. Name that one."
    else:
        return None
    return Violation("DUPLICATE_TARGET_INVALID", name, text)


def manual_not_written(name: str, document: Document) -> Violation | None:
    """Nobody can use what nobody has explained."""
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
    """Nobody walks through a one-way door unseen."""
    if not (missing := [d for d in document.one_way_doors if d not in reviewed]):
        return None
    text = f"No FULL review has approved these one-way doors: {named(missing)}."
    return Violation(
        "ONE_WAY_DOOR_NOT_REVIEWED", name, f"{text} Have them reviewed, then launch."
    )


def coe_open(name: str, coes: Sequence[str]) -> Violation | None:
    """What hurt somebody is understood before more people get it."""
    if not coes:
        return None
    text = f"These grave COEs on {name} are not approved yet: {named(coes)}."
    return Violation("COE_OPEN", name, f"{text} Correct the error first.")


def evidence_not_found(idea: str, name: str) -> Violation:
    """A place on the roadmap rests on what was seen of this very idea."""
    text = f"{name} is no evidence of {idea}. Name evidence that it has."
    return Violation("EVIDENCE_NOT_FOUND", name, text)


def named(items: Sequence[str]) -> str:
    """Return the first of them as a list for people."""
    more = len(items) - MAX_NAMED
    shown = ", ".join(item[:80] for item in items[:MAX_NAMED])
    return f"{shown} and {more} more" if more > 0 else shown


def _twice(ids: Sequence[str]) -> list[str]:
    return sorted({one for one in ids if ids.count(one) > 1})
