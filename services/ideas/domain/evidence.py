"""Evidence: what was seen, heard or measured about the customers of an idea."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from typing_extensions import override

from chassis.domain import ERASED, Actor, Aggregate, Transitions, reject
from chassis.words import normalized, says_nothing

from . import events, rules


class EvidenceKind(StrEnum):
    """How we know, in the contract's words."""

    CUSTOMER_CONVERSATION = "EVIDENCE_KIND_CUSTOMER_CONVERSATION"
    OBSERVED_BEHAVIOR = "EVIDENCE_KIND_OBSERVED_BEHAVIOR"
    SURVEY = "EVIDENCE_KIND_SURVEY"
    DATA_ANALYSIS = "EVIDENCE_KIND_DATA_ANALYSIS"
    INVENTED_ON_BEHALF = "EVIDENCE_KIND_INVENTED_ON_BEHALF"
    EXPERIMENT = "EVIDENCE_KIND_EXPERIMENT"


PROXIES = frozenset({EvidenceKind.SURVEY, EvidenceKind.DATA_ANALYSIS})
"""What stands for customers, and is none."""


class EvidenceResult(StrEnum):
    """What evidence says about the idea, in the contract's words."""

    UNSPECIFIED = "EVIDENCE_RESULT_UNSPECIFIED"
    SUPPORTS = "EVIDENCE_RESULT_SUPPORTS"
    CONTRADICTS = "EVIDENCE_RESULT_CONTRADICTS"
    NEW_NEED = "EVIDENCE_RESULT_NEW_NEED"


AGAINST = frozenset({EvidenceResult.CONTRADICTS, EvidenceResult.NEW_NEED})
"""What an author did not hope to hear."""


class EvidenceTag(StrEnum):
    """What a customer spoke of, in the contract's words."""

    UNSPECIFIED = "EVIDENCE_TAG_UNSPECIFIED"
    NEED = "EVIDENCE_TAG_NEED"
    DREAM = "EVIDENCE_TAG_DREAM"
    FRUSTRATION = "EVIDENCE_TAG_FRUSTRATION"
    OPINION = "EVIDENCE_TAG_OPINION"


@dataclass(frozen=True, slots=True)
class Finding:
    """What whoever adds evidence says.

    Attributes:
        conversation_length: How long people spoke with customers; None if unknown.
        sample_size: People or rows behind it; None if unknown.
        invented_because: Why nobody could be asked.
        observed_at: When it was seen.
        experiment: `experiments/{experiment}` that it came from, if any.
    """

    kind: EvidenceKind
    summary: str
    result: EvidenceResult = EvidenceResult.UNSPECIFIED
    tag: EvidenceTag = EvidenceTag.UNSPECIFIED
    source: str = ""
    conversation_length: timedelta | None = None
    sample_size: int | None = None
    invented_because: str = ""
    observed_at: datetime | None = None
    url: str = ""
    experiment: str = ""


class EvidenceState(StrEnum):
    """Evidence is there; nothing else ever becomes of it."""

    RECORDED = "RECORDED"


@dataclass(slots=True, kw_only=True)
class Evidence(Aggregate):
    """One piece of evidence; its finding never changes, unless it is erased.

    Attributes:
        idea: `ideas/{idea}` it speaks of.
        creator: Who added it: a person, or a service.
        origin: What it was before its idea pivoted, or was told by another one.
    """

    COLLECTION: ClassVar[str] = "evidence"
    TRANSITIONS: ClassVar[Transitions] = {}

    idea: str
    finding: Finding
    creator: str
    origin: str = ""
    state: EvidenceState = EvidenceState.RECORDED

    @property
    @override
    def name(self) -> str:
        return f"{self.idea}/evidence/{self.id}"

    @property
    @override
    def journey(self) -> str:
        return self.idea

    @property
    def learnt_at(self) -> datetime:
        """When it was observed, or added if nobody said."""
        return min(self.finding.observed_at or self.created_at, self.created_at)

    @classmethod
    def add(  # noqa: PLR0913 - a finding, and whether others hear of it
        cls,
        evidence_id: str,
        idea: str,
        finding: Finding,
        *,
        by: Actor,
        at: datetime,
        is_news: bool = True,
    ) -> "Evidence":
        """Add what somebody found. Raises `InvalidInput`."""
        if finding.kind is not EvidenceKind.EXPERIMENT:
            _reject_unfit(finding, at)
        evidence = cls(
            id=evidence_id,
            idea=idea,
            finding=finding,
            creator=by.name,
            created_at=at,
            updated_at=at,
        )
        evidence._added(by, at, is_news=is_news)
        return evidence

    def copied(
        self, evidence_id: str, idea: str, *, by: Actor, at: datetime
    ) -> "Evidence":
        """Return the same finding for another idea."""
        copy = Evidence(
            id=evidence_id,
            idea=idea,
            finding=self.finding,
            creator=self.creator,
            origin=self.name,
            created_at=at,
            updated_at=at,
        )
        copy._added(by, at)
        return copy

    def move(self, idea: str, *, by: Actor, at: datetime) -> None:
        """It belongs to another idea, which says the same."""
        self.origin, self.idea = self.origin or self.name, idea
        self._added(by, at)

    def erase(self, *, by: Actor, at: datetime) -> None:
        """Forget the text that came from an experiment."""
        if self.finding.summary == ERASED:
            return
        self.finding = replace(self.finding, summary=ERASED)
        self.remember(events.CopiedTextErased(of=self.name, at=at), by=by)

    @property
    def marks(self) -> frozenset[tuple[object, ...]]:
        """What a repeat of it has, too: its experiment, words, or source and time."""
        finding = self.finding
        if finding.experiment:
            return frozenset({("", finding.experiment)})
        marks: set[tuple[object, ...]] = {(normalized(finding.summary),)}
        if finding.source.strip() and finding.observed_at:
            marks.add((normalized(finding.source), finding.observed_at))
        return frozenset(marks)

    def _added(self, by: Actor, at: datetime, *, is_news: bool = True) -> None:
        added = events.IdeaEvidenceAdded(
            idea=self.idea,
            evidence=self.name,
            kind=self.finding.kind,
            result=self.finding.result,
            conversation_length=self.finding.conversation_length,
            creator=self.creator,
            is_news=is_news,
            at=at,
        )
        self.remember(added, by=by)


def _reject_unfit(finding: Finding, at: datetime) -> None:
    is_invented = finding.kind is EvidenceKind.INVENTED_ON_BEHALF
    reject(
        says_nothing(finding.summary, "evidence.summary"),
        rules.invention_needs_reason(finding.invented_because, is_invented=is_invented),
        rules.evidence_in_future(finding.observed_at, at),
    )


def without_repeats(pieces: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the pieces, newest first, without those that an older one says already."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for piece in sorted(pieces, key=lambda one: (one.created_at, one.id)):
        if not piece.marks & seen:
            kept.append(piece)
        seen |= piece.marks
    return tuple(reversed(kept))


def newest_since(pieces: Sequence[Evidence], since: datetime) -> datetime | None:
    """Return when something was learnt since a moment, if anything was.

    What repeats an older piece is not new; an invention or a proxy teaches nothing.
    """
    learnt = [
        piece.learnt_at
        for piece in without_repeats(pieces)
        if piece.finding.kind not in {*PROXIES, EvidenceKind.INVENTED_ON_BEHALF}
        and piece.learnt_at > since
    ]
    return max(learnt, default=None)
