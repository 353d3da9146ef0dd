"""The rules of reviews. Each is named after its reason, and says what to do."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from chassis.domain import Actor, Violation
from chassis.labels import Label
from chassis.money import Money

from .decision import Position, Reader
from .document import ReviewPolicy, Submission
from .naming import names
from .policy import Policy

FASTEST = 3
"""So many times as fast as a careful reader is hard to believe."""


def not_involved(
    review: Label, involved: Collection[str], by: Actor
) -> Violation | None:
    """The author, the decider and the readers are in; everybody else asks."""
    if by.name in involved:
        return None
    text = (
        f"{by.name} has no part in {review}. Ask its author or a reader to invite you."
    )
    return Violation("NOT_INVOLVED", review.name, text)


def not_reader(
    review: Label,
    readers: Collection[Reader],
    authors: Collection[str],
    by: Actor,
    policy: Policy,
) -> Violation | None:
    """Only who was invited reads."""
    if by.name in people(readers):
        return None
    text = f"{by.name} is not a reader of {review}. Ask its author to invite you."
    if len(readers) >= policy.max_readers:
        text = (
            f"{by.name} is not a reader of {review}, and all {len(readers)} places are "
            "taken. Ask its decider to invite you in place of a reader who has not "
            "finished."
        )
    if by.name in authors:
        text = (
            f"{by.name} wrote what {review} is about. Authors reply to comments, and "
            "leave reading and judging to others."
        )
    return Violation("NOT_READER", review.name, text)


def not_decider(review: Label, decider: str, by: Actor) -> Violation | None:
    """Only the decider decides."""
    if by.name == decider:
        return None
    return Violation(
        "NOT_DECIDER", review.name, f"{review} is decided by {decider}. Ask them."
    )


def already_reader(
    review: Label, readers: Collection[Reader], reader: str
) -> Violation | None:
    """Nobody is invited twice."""
    if reader not in people(readers):
        return None
    text = f"{reader} reads {review} already. Invite someone else."
    return Violation("ALREADY_READER", review.name, text)


def reader_is_author(
    review: Label, submission: Submission, reader: str
) -> Violation | None:
    """Authors know their own text; only a leader nominee reads it as well."""
    if reader not in submission.authors or reader == submission.leader_nominee:
        return None
    text = f"{reader} wrote what {review} is about. Invite someone who has not."
    return Violation("READER_IS_AUTHOR", review.name, text)


def readers_too_many(
    review: Label, readers: Collection[Reader], policy: Policy
) -> Violation | None:
    """Reading is work; more readers than this make no better decision."""
    if len(readers) < policy.max_readers:
        return None
    text = f"{review} has {len(readers)} readers, and no more fit."
    hint = "Ask its decider, who may replace a reader who has not finished."
    return Violation("READERS_TOO_MANY", review.name, f"{text} {hint}")


def not_read_yet(
    review: Label, readers: Collection[Reader], person: str, minutes: int
) -> Violation | None:
    """Read first."""
    if person in people(finished(readers)):
        return None
    length = _minutes(minutes)
    text = f"{person} has not read {review} to the end: {length} of text."
    return Violation(
        "NOT_READ_YET", review.name, f"{text} Read it, then finish reading."
    )


def readers_too_few(
    review: Label, readers: Collection[Reader], needed: int, awaited: int = 0
) -> Violation | None:
    """Enough people have read it, beside one who is told so elsewhere."""
    count = len(finished(readers))
    if count + awaited >= needed:
        return None
    text = f"Readers of {review} who have finished: {count}; needed: {needed}."
    return Violation("READERS_TOO_FEW", review.name, f"{text} Invite readers, or wait.")


def readers_invited_too_few(
    review: Label, readers: Collection[Reader], needed: int
) -> Violation | None:
    """Enough people are asked to read it, beside its authors."""
    if (count := len(readers)) >= needed:
        return None
    text = (
        f"Readers of {review} beside its authors and its leader: {count}; "
        f"needed: {needed}."
    )
    return Violation("READERS_TOO_FEW", review.name, f"{text} Invite more, then start.")


def readers_one_team(
    review: Label, readers: Collection[Reader], needed: int
) -> Violation | None:
    """They see it from more than one side."""
    teams = sorted({reader.team for reader in finished(readers)})
    if len(teams) >= needed:
        return None
    found = f"only {', '.join(teams)}" if teams else "none yet"
    text = f"Readers of {review} come from {needed} teams at least; finished: {found}."
    return Violation(
        "READERS_ONE_TEAM", review.name, f"{text} Invite someone of another."
    )


def decider_missing(review: Label) -> Violation:
    """One named person decides."""
    text = f"Nobody decides {review} yet. Name a decider, then start the review."
    return Violation("DECIDER_MISSING", review.name, text)


def decider_is_author(
    review: Label, submission: Submission, decider: str, readers: Collection[Reader]
) -> Violation | None:
    """The author does not decide, unless on LIGHT nobody else reads."""
    is_author = decider in submission.authors
    is_alone = people(readers) <= {decider}
    if not is_author or (submission.policy is ReviewPolicy.LIGHT and is_alone):
        return None
    text = f"{decider} wrote what {review} decides."
    return Violation(
        "DECIDER_IS_AUTHOR",
        review.name,
        f"{text} Name a decider who has not, or recall the idea and submit it again.",
    )


def decider_is_leader(
    review: Label, path: ReviewPolicy, leader: str, decider: str
) -> Violation | None:
    """Who will lead it does not decide a one-way door."""
    if path is ReviewPolicy.LIGHT or not decider or decider != leader:
        return None
    text = f"{decider} would lead what {review} decides, behind a one-way door."
    return Violation("DECIDER_IS_LEADER", review.name, f"{text} Name another decider.")


def decider_of_before(
    review: Label, previous: str, decider: str, by: Actor
) -> Violation | None:
    """Who judged the last revision judges this one too, or says who does."""
    if not previous or previous in {decider, by.name}:
        return None
    text = f"{previous} judged the last revision of what {review} is about."
    hint = f"Name {previous}, or ask {previous} to name somebody else."
    return Violation("DECIDER_OF_BEFORE", review.name, f"{text} {hint}")


def leader_has_not_read(
    review: Label, submission: Submission, leader: str, readers: Collection[Reader]
) -> Violation | None:
    """Who leads an idea is its nominee, or knows it from reading."""
    known = {"", submission.leader_nominee, *people(finished(readers))}
    if leader in known:
        return None
    text = f"{leader} would lead what {review} is about, and has not read it."
    hint = "Invite them and wait until they have, or name the nominee of the document."
    return Violation("LEADER_HAS_NOT_READ", review.name, f"{text} {hint}")


def positions_missing(
    review: Label,
    readers: Collection[Reader],
    positions: Collection[Position],
    needed: int,
) -> Violation | None:
    """A debate begins after enough have said, unled, where they stand."""
    said = {position.person for position in positions}
    read = [reader.person for reader in finished(readers)]
    if (count := len(said.intersection(read))) >= needed:
        return None
    silent = names(person for person in read if person not in said) or "nobody yet"
    text = (
        f"Readers of {review} beside the decider who have a position: {count}; "
        f"needed: {needed}. Without one: {silent}."
    )
    hint = "Have them set their positions before others' are shown."
    return Violation("POSITIONS_MISSING", review.name, f"{text} {hint}")


def debate_not_opened(review: Label, submission: Submission) -> Violation:
    """What cannot be taken back is debated before it is decided."""
    text = f"{review} has doors without a way back: {names(submission.one_way_doors)}."
    hint = "Its debate has not been opened: open it, and then decide."
    return Violation("LIGHT_PROCESS_ON_ONE_WAY_DOOR", review.name, f"{text} {hint}")


def read_fast(
    review: Label, readers: Collection[Reader], reading_time: timedelta
) -> Violation | None:
    """Reading in a fraction of the time is worth knowing, and proves nothing."""
    least = reading_time / FASTEST
    times = [(each.person, each.took) for each in finished(readers)]
    fast = [
        (person, took) for person, took in times if took is not None and took < least
    ]
    if not fast:
        return None
    minutes = reading_time // timedelta(minutes=1)
    told = names(
        f"{person} within {took.total_seconds():.3g} s" for person, took in fast
    )
    text = f"{review} has {_minutes(minutes)} of text; it was finished by {told}."
    return Violation("READ_FAST", review.name, f"{text} Ask them what they read.")


def heavy_process_on_two_way_door(
    review: Label, submission: Submission, asked: ReviewPolicy
) -> Violation | None:
    """What can be taken back is decided lightly."""
    if submission.policy is not ReviewPolicy.LIGHT or asked is not ReviewPolicy.FULL:
        return None
    return Violation(
        "HEAVY_PROCESS_ON_TWO_WAY_DOOR",
        review.name,
        f"{review} has two-way doors only. Being wrong costs the way back: "
        f"{_price_of(submission)}. Read it, and let its decider decide.",
    )


def light_process_on_one_way_door(
    review: Label, submission: Submission, asked: ReviewPolicy
) -> Violation | None:
    """What cannot be taken back is read by several, and debated, before."""
    if submission.policy is not ReviewPolicy.FULL or asked is not ReviewPolicy.LIGHT:
        return None
    doors = names(submission.one_way_doors)
    return Violation(
        "LIGHT_PROCESS_ON_ONE_WAY_DOOR",
        review.name,
        f"{review} has doors without a way back: {doors}. Have it read and debated "
        "first, or recall the idea and split the door.",
    )


def decision_final(review: Label) -> Violation:
    """What was decided stays decided."""
    text = (
        f"{review} is decided, and stays so. Submit a new revision for a new decision."
    )
    return Violation("DECISION_FINAL", review.name, text)


def revision_stale(review: Label, submission: Submission) -> Violation:
    """Nobody decides on another text than the one under review."""
    text = f"What you read is not what counts: {review} is about {submission.idea},"
    return Violation(
        "REVISION_STALE",
        review.name,
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


def _minutes(minutes: int) -> str:
    return f"{minutes} minute" if minutes == 1 else f"{minutes} minutes"
