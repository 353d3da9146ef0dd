"""The rules of reviews. Each is named after its reason, and says what to do."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from chassis.domain import Actor, Violation

from .decision import Outcome, Reader, Ruling
from .document import ReviewPolicy, Submission


@dataclass(frozen=True, slots=True)
class Policy:
    """The numbers of the rules."""

    light_clock: timedelta = timedelta(days=2)
    full_clock: timedelta = timedelta(days=10)
    light_readers: int = 1
    max_readers: int = 50
    words_per_minute: int = 200

    def clock_of(self, policy: ReviewPolicy) -> timedelta:
        """Return how long a review on this path may take."""
        return self.light_clock if policy is ReviewPolicy.LIGHT else self.full_clock


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
    if reader != submission.author or reader == submission.leader_nominee:
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
    name: str, readers: Collection[Reader], policy: Policy
) -> Violation | None:
    """Enough people have read it."""
    count, needed = len(finished(readers)), policy.light_readers
    if count >= needed:
        return None
    text = f"Readers of {name} who have finished: {count}; needed: {needed}."
    return Violation("READERS_TOO_FEW", name, f"{text} Invite readers, or wait.")


def decider_is_author(
    name: str, author: str, decider: str, readers: Collection[Reader]
) -> Violation | None:
    """Where others read, the author does not decide."""
    if decider != author or people(readers) <= {author}:
        return None
    text = f"{decider} wrote what {name} decides, and others read it."
    return Violation(
        "DECIDER_IS_AUTHOR",
        name,
        f"{text} Recall the idea, name another leader, and submit it again.",
    )


def decline_needs_reason(name: str, ruling: Ruling) -> Violation | None:
    """A no without a reason teaches nothing."""
    if ruling.outcome is not Outcome.DECLINE or ruling.rationale.strip():
        return None
    text = f"{name} would be declined without a reason. Write the rationale."
    return Violation("DECLINE_NEEDS_REASON", name, text)


def light_process_on_one_way_door(name: str, doors: Collection[str]) -> Violation:
    """This version decides two-way doors; nobody decides a one-way door lightly."""
    text = f"{name} has doors without a way back: {', '.join(doors)}."
    return Violation(
        "LIGHT_PROCESS_ON_ONE_WAY_DOOR",
        name,
        f"{text} Two-way doors can be decided here: "
        "recall the idea and split the door, then submit it again.",
    )


def decision_final(name: str) -> Violation:
    """What was decided stays decided."""
    text = f"{name} is decided, and stays so. Submit a new revision for a new decision."
    return Violation("DECISION_FINAL", name, text)


def people(readers: Collection[Reader]) -> set[str]:
    """Return who reads."""
    return {reader.person for reader in readers}


def finished(readers: Collection[Reader]) -> list[Reader]:
    """Return those who have read to the end."""
    return [reader for reader in readers if reader.finish_time]
