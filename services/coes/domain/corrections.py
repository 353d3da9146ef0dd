"""Corrections: what is to be done about an error, and what counts as a fix."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import count

from chassis.labels import Label


class CorrectionKind(StrEnum):
    """What kind of correction one is, in the contract's words."""

    MECHANISM = "CORRECTION_KIND_MECHANISM"
    ENGINEERING_CHANGE = "CORRECTION_KIND_ENGINEERING_CHANGE"
    HUMAN_REMINDER = "CORRECTION_KIND_HUMAN_REMINDER"


class CorrectionEffect(StrEnum):
    """What a correction is good for, in the contract's words."""

    UNSPECIFIED = "CORRECTION_EFFECT_UNSPECIFIED"
    MITIGATE = "CORRECTION_EFFECT_MITIGATE"
    PREVENT = "CORRECTION_EFFECT_PREVENT"
    DETECT = "CORRECTION_EFFECT_DETECT"


class CorrectionState(StrEnum):
    """Where a correction is, in the contract's words."""

    OPEN = "CORRECTION_STATE_OPEN"
    OVERDUE = "CORRECTION_STATE_OVERDUE"
    DONE = "CORRECTION_STATE_DONE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Something to be done.

    Attributes:
        id: Unique within its COE; empty until the COE gives one.
        reference: What it is; the name of a mechanism if it is one.
        due_at: By when; None only until somebody says so.
    """

    kind: CorrectionKind
    id: str = ""
    text: str = ""
    reference: str = ""
    team: str = ""
    due_at: datetime | None = None
    effect: CorrectionEffect = CorrectionEffect.UNSPECIFIED
    state: CorrectionState = CorrectionState.OPEN
    done_at: datetime | None = None
    evidence_url: str = ""

    @property
    def is_mechanism(self) -> bool:
        """Whether it names a mechanism: what kind it says it is, is not enough."""
        named = self.reference.startswith("mechanisms/")
        return self.kind is CorrectionKind.MECHANISM and named

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.state is CorrectionState.DONE

    @property
    def acts(self) -> bool:
        """Whether it is a mechanism that was seen to act."""
        return self.is_mechanism and self.is_done

    @property
    def words(self) -> str:
        """What people call it."""
        return self.text or self.reference or self.id

    def is_late(self, at: datetime) -> bool:
        """Whether its date has passed and nobody has said so."""
        return bool(
            self.state is CorrectionState.OPEN and self.due_at and self.due_at <= at
        )

    def done(self, evidence_url: str, at: datetime) -> "Correction":
        """Return it, done."""
        done = CorrectionState.DONE
        return replace(self, state=done, done_at=at, evidence_url=evidence_url)

    def to_be_done_again(self, due_at: datetime) -> "Correction":
        """Return it as it was before somebody did it."""
        again = CorrectionState.OPEN
        return replace(self, state=again, due_at=due_at, done_at=None, evidence_url="")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCorrection:
    """A correction in a list of the corrections of several COEs.

    Attributes:
        id: Its place in the list, among the corrections of COEs created at one moment.
        created_at: When its COE was created.
    """

    coe: str
    correction: Correction
    id: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """What a COE has to know of a mechanism that it names.

    Attributes:
        mechanism: `mechanisms/{mechanism}`.
        exists: Whether there is one.
        human_run: Whether it acts only when somebody remembers to.
        proven: Whether its present version fails on every incident behind it, this one
            among them, and passes on the corrected ones.
        only_warns: Whether a failure stops nothing.
        acts: Whether it acts now, or is gone for good, if it was the error itself.
        ended: Whether it will never act again.
        protects: Whether it acts in all its consumers, in its present version.
        missing: What it waits for: consumers without its present version, say.
    """

    mechanism: str
    title: str = ""
    exists: bool = True
    human_run: bool = False
    proven: bool = False
    only_warns: bool = False
    acts: bool = False
    ended: bool = False
    protects: bool = False
    missing: tuple[str, ...] = ()

    @property
    def label(self) -> Label:
        """What messages call it."""
        return Label(self.mechanism, self.title)

    @property
    def is_shown(self) -> bool:
        """Whether a replay shows that it works: no wording can stand in for one."""
        return self.exists and not self.human_run and self.proven

    @property
    def counts(self) -> bool:
        """Whether it can close a COE: it is shown to work, and stops what it finds."""
        return self.is_shown and not self.only_warns


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why a COE may go on without a proven mechanism.

    Attributes:
        expires_at: Until when.
        reviewer: Who allowed it.
    """

    reason: str
    expires_at: datetime
    reviewer: str
    at: datetime

    def is_in_force(self, at: datetime) -> bool:
        """Whether it still counts."""
        return at < self.expires_at


def dated_anew(
    known: Sequence[Correction], written: Sequence[Correction]
) -> list[Correction]:
    """Return those whose date was not known before."""
    dates = {each.id: each.due_at for each in known}
    return [each for each in written if each.due_at != dates.get(each.id)]


def kept(
    known: Sequence[Correction], written: Sequence[Correction]
) -> tuple[Correction, ...]:
    """Return what was written, each with an id and the state that it is known to have.

    What was done stays done as long as it names the same thing.
    """
    by_id = {correction.id: correction for correction in known}
    taken = {correction.id for correction in written} | set(by_id)
    free = (str(number) for number in count(1) if str(number) not in taken)
    return tuple(
        _with_state(replace(each, id=each.id or next(free)), by_id.get(each.id))
        for each in written
    )


def _with_state(written: Correction, known: Correction | None) -> Correction:
    same = known and (
        known.kind,
        known.reference,
    ) == (written.kind, written.reference)
    if not known or not same:
        return written
    if known.state is CorrectionState.OVERDUE and known.due_at != written.due_at:
        return written
    return replace(
        written,
        state=known.state,
        done_at=known.done_at,
        evidence_url=known.evidence_url,
    )
