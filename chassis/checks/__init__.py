"""The kernel of checks: what mechanisms become in the services that act on them.

Like `chassis.domain` this file is standard library only, for domains and use cases;
the rest of the package is for the edges. The words are those of `day1.checks.v1`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import zip_longest
from typing import ClassVar, Protocol

from typing_extensions import override

from chassis.domain import (
    Actor,
    Aggregate,
    DomainEvent,
    Transitions,
    Violation,
)

MAX_EXPRESSION = 1000
"""Characters: with the cap on what an evaluation may do, it bounds its time."""


class Stage(StrEnum):
    """When a check is asked, in the contract's words.

    Attributes:
        NONE: At no stage: something outside reports.
        UNKNOWN: At a stage that this version does not know; not in the contract.
    """

    NONE = "STAGE_UNSPECIFIED"
    UNKNOWN = "STAGE_UNKNOWN"
    IDEA_SUBMIT = "STAGE_IDEA_SUBMIT"
    REVIEW_DECIDE = "STAGE_REVIEW_DECIDE"
    EXPERIMENT_START = "STAGE_EXPERIMENT_START"
    EXPERIMENT_DECIDE = "STAGE_EXPERIMENT_DECIDE"

    @property
    def variable(self) -> str:
        """What expressions call the snapshot."""
        return VARIABLES[self]


VARIABLES = {
    Stage.IDEA_SUBMIT: "idea",
    Stage.REVIEW_DECIDE: "decision",
    Stage.EXPERIMENT_START: "experiment",
    Stage.EXPERIMENT_DECIDE: "experiment",
}


class DoorKind(StrEnum):
    """Whether a decision can be taken back, in the contract's words.

    Attributes:
        ANY: In a scope: both kinds, and subjects without doors.
    """

    ANY = "DOOR_KIND_UNSPECIFIED"
    ONE_WAY = "DOOR_KIND_ONE_WAY"
    TWO_WAY = "DOOR_KIND_TWO_WAY"

    @property
    def short(self) -> str:
        """The name that snapshots hold, such as `ONE_WAY`."""
        return self.removeprefix("DOOR_KIND_")


class CheckSeverity(StrEnum):
    """What a failed check does, in the contract's words."""

    BLOCK = "CHECK_SEVERITY_BLOCK"
    WARN = "CHECK_SEVERITY_WARN"


class CheckResult(StrEnum):
    """What came of asking, in the contract's words."""

    PASS = "CHECK_RESULT_PASS"  # noqa: S105 - not a password
    FAIL = "CHECK_RESULT_FAIL"
    EXCEPTION = "CHECK_RESULT_EXCEPTION"
    NOT_APPLICABLE = "CHECK_RESULT_NOT_APPLICABLE"


class Risk(StrEnum):
    """How risky an answer is, in the contract's words."""

    NONE = "RISK_NONE"
    MEDIUM = "RISK_MEDIUM"
    HIGH = "RISK_HIGH"


class Comparison(StrEnum):
    """Which side of a threshold is safe, in the contract's words."""

    AT_MOST = "COMPARISON_AT_MOST"
    AT_LEAST = "COMPARISON_AT_LEAST"


class Aggregation(StrEnum):
    """What the value of one unit of a metric is, in the contract's words."""

    UNSPECIFIED = "METRIC_AGGREGATION_UNSPECIFIED"
    CONVERSION = "METRIC_AGGREGATION_CONVERSION"
    SUM = "METRIC_AGGREGATION_SUM"
    MEAN = "METRIC_AGGREGATION_MEAN"


class GuardrailAction(StrEnum):
    """What a broken guardrail does, in the contract's words."""

    PAUSE = "GUARDRAIL_ACTION_PAUSE"
    ALERT = "GUARDRAIL_ACTION_ALERT"


@dataclass(frozen=True, slots=True)
class Subject:
    """What decides whether a check is asked of something.

    Attributes:
        team: Format: `teams/{team}`.
        door_kinds: Of its doors: `ONE_WAY`, `TWO_WAY`.
    """

    team: str = ""
    tags: tuple[str, ...] = ()
    door_kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What a check is asked of; an empty field excludes nothing."""

    stage: Stage
    door_kind: DoorKind = DoorKind.ANY
    tags: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()

    def covers(self, stage: Stage, subject: Subject) -> bool:
        """Tell whether the subject is in scope at this stage."""
        return (
            stage == self.stage
            and self._covers_one_of(subject.door_kinds)
            and (not self.teams or subject.team in self.teams)
            and (not self.tags or not set(self.tags).isdisjoint(subject.tags))
        )

    def _covers_one_of(self, door_kinds: Sequence[str]) -> bool:
        return self.door_kind is DoorKind.ANY or self.door_kind.short in door_kinds


@dataclass(frozen=True, slots=True)
class Answer:
    """One possible answer to a question."""

    id: str
    text: str
    risk: Risk


@dataclass(frozen=True, slots=True)
class ReviewQuestion:
    """A question that the decider answers before a decision."""

    prompt: str
    guidance: str = ""
    evidence: str = ""
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class GuardrailTool:
    """A guardrail that every experiment in scope gets."""

    metric: str
    comparison: Comparison
    threshold: float
    min_units: int
    action: GuardrailAction
    aggregation: Aggregation = Aggregation.UNSPECIFIED


@dataclass(frozen=True, slots=True)
class ExternalCheck:
    """Something outside that reports whether all is well."""

    check: str
    subject: str
    freshness: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A mechanism as its consumers know it.

    One of `predicate`, `question`, `guardrail` and `external` is set, unless the check
    is not understood.

    Attributes:
        mechanism: `mechanisms/{mechanism}`.
        version: Counts the improvements of the mechanism, from 1.
        origin_coes: The incidents it was made after: `coes/{coe}`.
        origin_titles: What those are called, in the same order; may be empty.
        message: What is wrong when it fails, for people.
        fix_hint: What to do about it, for people.
        sunset_at: From then on it is asked no more.
        predicate: True of the snapshot when the subject passes; empty for none.
        understood: Whether this version of the consumer knows how to ask it.
    """

    mechanism: str
    version: int
    title: str
    owner_team: str
    scope: Scope
    severity: CheckSeverity
    message: str
    fix_hint: str
    origin_coes: tuple[str, ...] = ()
    origin_titles: tuple[str, ...] = ()
    sunset_at: datetime | None = None
    predicate: str = ""
    question: ReviewQuestion | None = None
    guardrail: GuardrailTool | None = None
    external: ExternalCheck | None = None
    understood: bool = True

    @property
    def label(self) -> str:
        """What people call it, and programs: `'Fit' (mechanisms/fit v1, from …)`."""
        titles = zip_longest(self.origin_titles, self.origin_coes, fillvalue="")
        origins = [f"'{title}' {coe}" if title else coe for title, coe in titles]
        origin = f", from {', '.join(origins)}" if origins else ""
        return f"'{self.title}' ({self.mechanism} v{self.version}{origin})"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of asking a check.

    Attributes:
        detail: Why it could not be evaluated; empty otherwise.
    """

    check: Check
    result: CheckResult
    detail: str = ""

    @property
    def blocked(self) -> bool:
        """Whether the subject has to be refused because of it."""
        failed = self.result == CheckResult.FAIL
        return failed and self.check.severity == CheckSeverity.BLOCK


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckActivated(DomainEvent):
    """This service has taken note of a check, or of its end.

    Attributes:
        unsupported: The check is active, and this service does not understand it.
    """

    mechanism: str
    version: int
    service: str
    active: bool
    unsupported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckEvaluated(DomainEvent):
    """A check was asked of a subject; also when that was then refused."""

    mechanism: str
    version: int
    subject: str
    stage: Stage
    result: CheckResult
    blocked: bool
    actor: str
    detail: str = ""

    @classmethod
    def of(
        cls, evaluation: Evaluation, subject: str, *, by: Actor, at: datetime
    ) -> "CheckEvaluated":
        """Return the fact that this came of asking the check of a subject."""
        return cls(
            mechanism=evaluation.check.mechanism,
            version=evaluation.check.version,
            subject=subject,
            stage=evaluation.check.scope.stage,
            result=evaluation.result,
            blocked=evaluation.blocked,
            actor=by.name,
            detail=evaluation.detail,
            at=at,
        )


def check_failed(subject: str, evaluation: Evaluation) -> Violation:
    """Say which check the subject fails, where it comes from, and what to do."""
    check = evaluation.check
    text = f"{check.label}: {check.message} {check.fix_hint}".rstrip()
    return Violation("MECHANISM_CHECK_FAILED", subject, text)


def failures(subject: str, evaluations: Sequence[Evaluation]) -> list[Violation]:
    """Return a violation for each check that refuses the subject."""
    return [check_failed(subject, found) for found in evaluations if found.blocked]


def warnings(subject: str, evaluations: Sequence[Evaluation]) -> list[Violation]:
    """Return a finding for each check that fails and lets pass."""
    return [
        check_failed(subject, found)
        for found in evaluations
        if found.result == CheckResult.FAIL and not found.blocked
    ]


class CheckState(StrEnum):
    """Whether a check is asked here."""

    ACTIVE = "ACTIVE"
    ENDED = "ENDED"


@dataclass(slots=True, kw_only=True)
class ActiveCheck(Aggregate):
    """A consumer's copy of a check; its id is the mechanism's.

    Attributes:
        heard: Version of the mechanism that this copy was made from.
    """

    COLLECTION: ClassVar[str] = "active_checks"
    TRANSITIONS: ClassVar[Transitions] = {}

    check: Check
    state: CheckState = CheckState.ENDED
    heard: int = 0

    @property
    @override
    def name(self) -> str:
        return f"mechanisms/{self.id}"

    @property
    def stage(self) -> Stage:
        """When it is asked."""
        return self.check.scope.stage

    def learn(  # noqa: PLR0913 - what was said, who said it, and who heard it
        self,
        check: Check,
        *,
        active: bool,
        heard: int,
        service: str,
        by: Actor,
        at: datetime,
    ) -> None:
        """Take note of the newest state; what is older than known changes nothing."""
        if heard <= self.heard:
            return
        self.check, self.heard = check, heard
        asked = active and check.understood
        self.state = CheckState.ACTIVE if asked else CheckState.ENDED
        self.history.clear()
        self.remember(
            CheckActivated(
                mechanism=check.mechanism,
                version=check.version,
                service=service,
                active=asked,
                unsupported=active and not check.understood,
                at=at,
            ),
            by=by,
        )

    def is_asked(self, stage: Stage, subject: Subject, at: datetime) -> bool:
        """Tell whether it has a say about this subject at this stage, now."""
        sunset = self.check.sunset_at
        return (
            self.state == CheckState.ACTIVE
            and (sunset is None or at < sunset)
            and self.check.scope.covers(stage, subject)
        )


class Snapshot(Protocol):
    """What every snapshot says, beside what is particular to its kind."""

    @property
    def team(self) -> str:
        """Format: `teams/{team}`."""

    @property
    def tags(self) -> tuple[str, ...]:
        """To find it by."""

    @property
    def door_kinds(self) -> tuple[str, ...]:
        """Of its doors: `ONE_WAY`, `TWO_WAY`."""


class Checks(Protocol):
    """The checks that a service has heard of."""

    def active(self, stage: Stage, subject: Subject) -> list[Check]:
        """Return those with a say about this subject, by their mechanism's name."""

    def evaluate(
        self, stage: Stage, subject_name: str, snapshot: Snapshot
    ) -> list[Evaluation]:
        """Ask every active predicate with a say about this subject."""

    def learn(self, check: Check, *, active: bool, heard: int) -> None:
        """Take note of the newest state of a check; older news change nothing."""
