"""The rules of reviews. Each is named after its reason, and says what to do."""

from collections.abc import Collection, Iterable

from chassis.domain import Actor, Violation
from chassis.money import Money

from .decision import Reader
from .document import ReviewPolicy, Submission
from .policy import Policy


def not_involved(name: str, involved: Collection[str], by: Actor) -> Violation | None:
    """The author, the decider and the readers are in; everybody else asks."""
    if by.name in involved:
        return None
    text = f"{by.name} has no part in {name}. Ask its author or a reader to invite you."
    return Violation("NOT_INVOLVED", name, text)


def not_reader(name: str, readers: Collection[Reader], by: Actor) -> Violation | None:
    """Only who was invited reads."""
    if by.name in people(readers):
        return None
    text = f"{by.name} is not a reader of {name}. Ask its author to invite you."
    return Violation("NOT_READER", name, text)


def not_decider(name: str, decider: str, by: Actor) -> Violation | None:
    """Only the decider decides."""
    if by.name == decider:
        return None
    return Violation("NOT_DECIDER", name, f"{name} is decided by {decider}. Ask them.")


def already_reader(
    name: str, readers: Collection[Reader], reader: str
) -> Violation | None:
    """Nobody is invited twice."""
    if reader not in people(readers):
        return None
    text = f"{reader} reads {name} already. Invite someone else."
    return Violation("ALREADY_READER", name, text)


def reader_is_author(
    name: str, submission: Submission, reader: str
) -> Violation | None:
    """Authors know their own text; only a leader nominee reads it as well."""
    if reader not in submission.authors or reader == submission.leader_nominee:
        return None
    text = f"{reader} wrote what {name} is about. Invite someone who has not."
    return Violation("READER_IS_AUTHOR", name, text)


def readers_too_many(
    name: str, readers: Collection[Reader], policy: Policy
) -> Violation | None:
    """Reading is work; more readers than this make no better decision."""
    if len(readers) < policy.max_readers:
        return None
    text = f"{name} has {len(readers)} readers, and no more fit. Ask one of them."
    return Violation("READERS_TOO_MANY", name, text)


def not_read_yet(
    name: str, readers: Collection[Reader], person: str, minutes: int
) -> Violation | None:
    """Read first."""
    if person in people(finished(readers)):
        return None
    unit = "minute" if minutes == 1 else "minutes"
    text = f"{person} has not read {name} to the end: {minutes} {unit} of text."
    return Violation("NOT_READ_YET", name, f"{text} Read it, then finish reading.")


def readers_too_few(
    name: str, readers: Collection[Reader], needed: int
) -> Violation | None:
    """Enough people have read it."""
    if (count := len(finished(readers))) >= needed:
        return None
    text = f"Readers of {name} who have finished: {count}; needed: {needed}."
    return Violation("READERS_TOO_FEW", name, f"{text} Invite readers, or wait.")


def readers_invited_too_few(
    name: str, readers: Collection[Reader], needed: int
) -> Violation | None:
    """Enough people are asked to read it, beside its authors."""
    if (count := len(readers)) >= needed:
        return None
    text = f"Readers of {name} beside its authors: {count}; needed: {needed}."
    return Violation("READERS_TOO_FEW", name, f"{text} Invite more, then start.")


def readers_one_team(
    name: str, readers: Collection[Reader], needed: int
) -> Violation | None:
    """They see it from more than one side."""
    teams = sorted({reader.team for reader in finished(readers)})
    if len(teams) >= needed:
        return None
    found = f"only {', '.join(teams)}" if teams else "none yet"
    text = f"Readers of {name} come from {needed} teams at least; finished: {found}."
    return Violation("READERS_ONE_TEAM", name, f"{text} Invite someone of another.")


def decider_missing(name: str) -> Violation:
    """One named person decides."""
    text = f"Nobody decides {name} yet. Name a decider, then start the review."
    return Violation("DECIDER_MISSING", name, text)


def decider_is_author(
    name: str, submission: Submission, decider: str, readers: Collection[Reader]
) -> Violation | None:
    """The author does not decide, unless on LIGHT nobody else reads."""
    is_author = decider in submission.authors
    is_alone = people(readers) <= {decider}
    if not is_author or (submission.policy is ReviewPolicy.LIGHT and is_alone):
        return None
    text = f"{decider} wrote what {name} decides."
    return Violation(
        "DECIDER_IS_AUTHOR",
        name,
        f"{text} Name a decider who has not, or recall the idea and submit it again.",
    )


def decider_is_leader(
    name: str, path: ReviewPolicy, leader: str, decider: str
) -> Violation | None:
    """Who will lead it does not decide a one-way door."""
    if path is ReviewPolicy.LIGHT or not decider or decider != leader:
        return None
    text = f"{decider} would lead what {name} decides, behind a one-way door."
    return Violation("DECIDER_IS_LEADER", name, f"{text} Name another decider.")


def heavy_process_on_two_way_door(
    name: str, submission: Submission, asked: ReviewPolicy
) -> Violation | None:
    """What can be taken back is decided lightly."""
    if submission.policy is not ReviewPolicy.LIGHT or asked is not ReviewPolicy.FULL:
        return None
    return Violation(
        "HEAVY_PROCESS_ON_TWO_WAY_DOOR",
        name,
        f"{name} has two-way doors only. Being wrong costs the way back: "
        f"{_price_of(submission)}. Read it, and let its decider decide.",
    )


def light_process_on_one_way_door(
    name: str, submission: Submission, asked: ReviewPolicy
) -> Violation | None:
    """What cannot be taken back is read by several, and debated, before."""
    if submission.policy is not ReviewPolicy.FULL or asked is not ReviewPolicy.LIGHT:
        return None
    doors = ", ".join(submission.one_way_doors)
    return Violation(
        "LIGHT_PROCESS_ON_ONE_WAY_DOOR",
        name,
        f"{name} has doors without a way back: {doors}. Have it read and debated "
        "first, or recall the idea and split the door.",
    )


def needs_too_many(
    name: str, needs: Collection[object], policy: Policy
) -> Violation | None:
    """Nobody learns that much before deciding."""
    if len(needs) < policy.max_needs:
        return None
    text = f"{name} lists {len(needs)} things to know, and no more fit."
    return Violation("NEEDS_TOO_MANY", name, f"{text} Change one that matters less.")


def need_empty(name: str, words: str) -> Violation | None:
    """A need says what one would like to know."""
    if words.strip():
        return None
    text = f"What one would like to know about {name} is empty. Write it as a question."
    return Violation("NEED_EMPTY", "information_need.text", text)


def need_taken(name: str, need_ids: Collection[str], need_id: str) -> Violation | None:
    """Ids of needs are unique within a review."""
    if need_id not in need_ids:
        return None
    text = f"{name}/informationNeeds/{need_id}"
    return Violation("NEED_EXISTS", text, f"{text} exists already. Choose another id.")


def decision_final(name: str) -> Violation:
    """What was decided stays decided."""
    text = f"{name} is decided, and stays so. Submit a new revision for a new decision."
    return Violation("DECISION_FINAL", name, text)


def revision_stale(name: str, submission: Submission) -> Violation:
    """Nobody decides on another text than the one under review."""
    text = f"What you read is not what counts: {name} is about {submission.idea},"
    return Violation(
        "REVISION_STALE",
        name,
        f"{text} revision {submission.revision}. Read the newest revision, then go on.",
    )


def people(readers: Collection[Reader]) -> set[str]:
    """Return who reads."""
    return {reader.person for reader in readers}


def finished(readers: Collection[Reader]) -> list[Reader]:
    """Return those who have read to the end."""
    return [reader for reader in readers if reader.finish_time]


def _price_of(submission: Submission) -> str:
    """Return what all ways back cost together, and how long the longest takes."""
    undos = [door.undo for door in submission.doors if door.undo]
    days = max((undo.days for undo in undos if undo.days is not None), default=None)
    costs = _totals(undo.cost for undo in undos if undo.cost is not None)
    return f"{costs or 'no known cost'} and {'unknown' if days is None else days} days"


def _totals(costs: Iterable[Money]) -> str:
    """Return the sum of amounts in each currency."""
    totals: dict[str, Money] = {}
    for cost in costs:
        code = cost.currency_code
        totals[code] = totals.get(code, Money.zero(code)) + cost
    return " and ".join(map(str, totals.values()))
