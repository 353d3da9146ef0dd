"""The rules of ideas. Each is named after its reason, and says what to do about it.

They say who may do what, and what no idea may be. What a submission needs is in
`completeness`. A rule about a request has the path of a field as its subject; all
others have the name of a resource.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from chassis.domain import Actor, Violation
from chassis.labels import Label
from chassis.money import Money
from chassis.words import states

from .document import Document, Door, Faq, ManualStage, prices_of
from .text import byte_count

MAX_NAMED = 10
"""Things that a message names; it counts the others."""

MAX_READERS = 500
"""People whom a draft is shared with, as the contract says."""

MAX_EXPORT_BYTES = 3 * 1024 * 1024
"""Of a file, as the contract says."""

CLOCKS_DIFFER = timedelta(minutes=1)
"""A time so little ahead is now, on another clock."""


def not_author(idea: Label, authors: Sequence[str], by: Actor) -> Violation | None:
    """Only its authors may."""
    if by.name in authors:
        return None
    who = named(authors)
    owner = "its author" if len(authors) == 1 else "its authors"
    text = f"{idea} belongs to {owner}, {who}. Ask them."
    return Violation("NOT_AUTHOR", idea.name, text)


def not_leader(idea: Label, leader: str, author: str, by: Actor) -> Violation | None:
    """Only the leader may; where there is none, the author."""
    if by.name == (leader or author):
        return None
    if leader:
        text = f"{idea} is led by {leader}. Ask them."
    else:
        text = f"{idea} has no leader. Its author, {author}, names one."
    return Violation("NOT_LEADER", idea.name, text)


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
    if not is_invented or states(because):
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


def too_many_visuals(idea: Label, present: int, limit: int) -> Violation | None:
    """The number of visuals is limited."""
    if present < limit:
        return None
    text = f"{idea} has {present} visuals; {limit} are allowed. Show the best ones."
    return Violation("TOO_MANY_VISUALS", "visual", text)


def too_many_doors(idea: Label, doors: Sequence[Door], limit: int) -> Violation | None:
    """The number of doors is limited."""
    if len(doors) <= limit:
        return None
    text = f"{idea} would have {len(doors)} doors; {limit} are allowed. Split the idea."
    return Violation("TOO_MANY_DOORS", "into", text)


def door_id_taken(
    idea: Label, into: Sequence[Door], others: Collection[str]
) -> list[Violation]:
    """The id of a door is unique within its idea."""
    return [
        Violation(
            "DOOR_ID_TAKEN",
            f"into[{number}].id",
            f"{idea} has a door {door.id} already. Choose another id.",
        )
        for number, door in enumerate(into)
        if door.id in others
    ]


def faq_id_taken(idea: Label, faq_id: str, faqs: Sequence[Faq]) -> Violation | None:
    """The id of an entry is unique within its FAQ."""
    if all(faq.id != faq_id for faq in faqs):
        return None
    text = f"The FAQ of {idea} has an entry {faq_id} already. Choose another id."
    return Violation("FAQ_ID_TAKEN", "faq_id", text)


def too_many_faqs(idea: Label, faqs: Sequence[Faq], limit: int) -> Violation | None:
    """The number of entries of an FAQ is limited."""
    if len(faqs) < limit:
        return None
    text = f"The FAQ of {idea} is full: {limit} entries. Take one out, then promote."
    return Violation("TOO_MANY_FAQS", "audience", text)


def readers_too_many(idea: Label, readers: Collection[str]) -> Violation | None:
    """The number of readers is limited."""
    if len(readers) <= MAX_READERS:
        return None
    text = f"{idea} would have {len(readers)} readers; {MAX_READERS} are allowed."
    hint = "Share it without readers: then everybody who can see it may read it."
    return Violation("READERS_TOO_MANY", idea.name, f"{text} {hint}")


def visibility_too_narrow(
    idea: Label, what: str, *, is_hidden: bool
) -> Violation | None:
    """What shows an idea to others is refused while only its team may see it."""
    if not is_hidden:
        return None
    text = f"Only the team of {idea} can see it (VISIBILITY_TEAM), and {what}."
    hint = "Set its visibility to VISIBILITY_COMPANY first."
    return Violation("VISIBILITY_TOO_NARROW", idea.name, f"{text} {hint}")


def visibility_stays(idea: Label, *, is_hidden: bool) -> Violation | None:
    """An idea that was submitted cannot be hidden again."""
    if not is_hidden:
        return None
    text = f"{idea} was submitted, so reviewers of other teams have its text."
    hint = "Leave its visibility at VISIBILITY_COMPANY."
    return Violation("VISIBILITY_TOO_NARROW", idea.name, f"{text} {hint}")


def export_too_large(name: str, size: int) -> Violation | None:
    """A file that is exported is limited: it travels in one response."""
    if size <= MAX_EXPORT_BYTES:
        return None
    text = f"The file would have {size} bytes; {MAX_EXPORT_BYTES} are allowed."
    return Violation("EXPORT_TOO_LARGE", name, f"{text} Shorten the document.")


def reopen_needs_new_evidence(
    idea: Label, declined_at: datetime, newest: datetime | None
) -> Violation | None:
    """Refuse a reopening without evidence newer than the decline."""
    if newest is not None and newest > declined_at:
        return None
    text = f"Nothing new since {declined_at:%Y-%m-%d %H:%M:%S} UTC, when {idea} was "
    text += "declined. Surveys, analyses, inventions and repeats do not count."
    hint = "Add a conversation, or behaviour that was observed since, then reopen."
    return Violation("REOPEN_NEEDS_NEW_EVIDENCE", idea.name, f"{text} {hint}")


def learning_required(idea: Label, learning: str) -> Violation | None:
    """An idea is not stopped without a learning."""
    if states(learning):
        return None
    text = f"{idea} ends without a learning. Say in two sentences what we now know."
    return Violation("LEARNING_REQUIRED", idea.name, text)


def leader_not_single_threaded(
    idea: Label, person: str, leads: Label | None
) -> Violation | None:
    """A person leads one active idea at a time."""
    if leads is None or leads.name == idea.name:
        return None
    text = f"{person} already leads {leads}. Free them there or name someone else."
    return Violation("LEADER_NOT_SINGLE_THREADED", idea.name, text)


def leader_is_decider(idea: Label, person: str, decider: str) -> Violation | None:
    """Whoever approved a one-way door does not lead the idea afterwards either."""
    if person != decider:
        return None
    text = f"{person} decided the FULL review of {idea}, and so cannot lead it."
    return Violation("LEADER_IS_DECIDER", idea.name, f"{text} Name someone else.")


def evidence_in_future(observed_at: datetime | None, at: datetime) -> Violation | None:
    """Evidence was observed before it is added."""
    if observed_at is None or observed_at <= at + CLOCKS_DIFFER:
        return None
    text = f"{observed_at:%Y-%m-%d %H:%M} UTC is still to come: nobody observed it yet."
    hint = "Correct the time, or add the evidence afterwards."
    return Violation("EVIDENCE_IN_FUTURE", "evidence.observe_time", f"{text} {hint}")


def duplicate_target_invalid(
    idea: Label, target: Label, duplicate_of: str, ended: str
) -> Violation | None:
    """The idea that stays is another one, which has not ended."""
    if target.name == idea.name:
        text = f"{idea} cannot be a duplicate of itself. Name the idea that stays."
    elif duplicate_of == idea.name:
        text = f"{target} is a duplicate of {idea} already, which is the one that "
        text += "stays. Leave it, or name a third idea."
    elif duplicate_of:
        text = f"{target} is itself a duplicate of {duplicate_of}. Name that one."
    elif ended:
        text = f"{target} is {ended}, and nothing is done with it any more. "
        text += "Name an idea that goes on."
    else:
        return None
    return Violation("DUPLICATE_TARGET_INVALID", idea.name, text)


def manual_not_written(idea: Label, document: Document) -> Violation | None:
    """What is launched has a user manual that is written."""
    manual = document.user_manual
    empty = [
        one.heading.strip() or f"section {number}"
        for number, one in enumerate(manual.sections, start=1)
        if not states(one.text)
    ]
    if manual.stage is ManualStage.WRITTEN and manual.sections and not empty:
        return None
    where = f" These sections have no text: {named(empty)}." if empty else ""
    text = f"The user manual of {idea} is not WRITTEN, section by section.{where}"
    hint = "Write it, and set its stage."
    return Violation("MANUAL_NOT_WRITTEN", idea.name, f"{text} {hint}")


def one_way_door_not_reviewed(
    idea: Label, document: Document, reviewed: Collection[str]
) -> Violation | None:
    """A launch needs a full review of every one-way door."""
    ids = set(document.one_way_doors) - set(reviewed)
    if not (missing := [door_titled(d) for d in document.doors if d.id in ids]):
        return None
    text = f"No FULL review has approved these one-way doors: {named(missing)}."
    return Violation(
        "ONE_WAY_DOOR_NOT_REVIEWED",
        idea.name,
        f"{text} Have them reviewed, then launch.",
    )


def coe_open(idea: Label, coes: Sequence[Label]) -> Violation | None:
    """A launch waits for the corrections of grave errors."""
    if not coes:
        return None
    listed = named([str(coe) for coe in coes], width=200)
    text = f"These grave COEs on {idea} are not approved yet: {listed}."
    return Violation("COE_OPEN", idea.name, f"{text} Correct the error first.")


def team_over_two_pizzas(
    idea: Label, people: Collection[str], limit: int
) -> Violation | None:
    """A team, with authors and leader, has at most as many people as allowed."""
    if len(people) <= limit:
        return None
    text = f"{len(people)} people, with authors and leader; the limit is {limit}. "
    text += "Split the idea or the team."
    return Violation("TEAM_OVER_TWO_PIZZAS", idea.name, text)


def experiment_open(idea: Label, experiments: Sequence[Label]) -> Violation | None:
    """An idea is not ended while an experiment is open on it."""
    if not experiments:
        return None
    listed = named([str(experiment) for experiment in experiments])
    text = f"These experiments are open on {idea}: {listed}."
    return Violation(
        "EXPERIMENT_OPEN", idea.name, f"{text} Decide or abort them first."
    )


def build_start_stays(
    idea: Label, said: datetime | None, now_said: datetime | None, at: datetime
) -> Violation | None:
    """That building began is not taken back, and not moved to a later time."""
    if said is None or said > at or (now_said is not None and now_said <= said):
        return None
    text = f"{idea} says that building began on {said:%Y-%m-%d %H:%M} UTC."
    hint = "Keep that time, or give an earlier one."
    return Violation("BUILD_START_STAYS", idea.name, f"{text} {hint}")


def kill_before_patience(
    idea: Label, until: datetime | None, at: datetime, *, has_harmed: bool
) -> Violation | None:
    """An idea is not ended before its patience is over, unless it did harm."""
    if until is None or at >= until or has_harmed:
        return None
    text = f"{idea} was approved as not to be judged before {until:%Y-%m-%d %H:%M} UTC,"
    hint = "and no grave COE is open on it. Wait until then."
    return Violation("KILL_BEFORE_PATIENCE", idea.name, f"{text} {hint}")


def priority_needs_new_evidence(
    idea: Label, cited: Collection[str], before: Collection[str]
) -> Violation | None:
    """What moved an idea on the roadmap does not move it once more."""
    if not before or set(cited) - set(before):
        return None
    text = f"All of this evidence moved {idea} to its place already."
    return Violation(
        "PRIORITY_NEEDS_NEW_EVIDENCE", idea.name, f"{text} Name some that is new."
    )


def evidence_not_found(idea: Label, name: str) -> Violation:
    """A place on the roadmap needs evidence of the same idea."""
    text = f"{name} is no evidence of {idea}. Name evidence that it has."
    return Violation("EVIDENCE_NOT_FOUND", name, text)


def door_titled(door: Door) -> str:
    """Return what messages call a door: its decision, and after it the id."""
    return str(Label(door.id, door.decision))


def named(items: Sequence[str], between: str = ", ", width: int = 160) -> str:
    """Return the first of them as a list for people, each cut to a width."""
    more = len(items) - MAX_NAMED
    shown = between.join(item[:width] for item in items[:MAX_NAMED])
    return f"{shown} and {more} more" if more > 0 else shown


def _other_currency(code: str, amounts: Mapping[str, Money]) -> list[Violation]:
    text = f"All money of an idea has one currency, and this one counts in {code}. "
    return [
        Violation("CURRENCY_MIXED", path, f"{text}Convert {money}.")
        for path, money in amounts.items()
        if money.currency_code != code
    ]
