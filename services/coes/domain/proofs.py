"""Proofs: a mechanism fails on the incident, and passes on the corrected one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from chassis.checks import CheckResult, Stage, Subject
from chassis.domain import Violation

FAIL, PASS = CheckResult.FAIL, CheckResult.PASS

PASSES_OF_STRONG = 3
"""Recorded subjects that pass a strong proof."""


class ProofStrength(StrEnum):
    """How much speaks for a mechanism, in the contract's words."""

    WEAK = "PROOF_STRENGTH_WEAK"
    FAIR = "PROOF_STRENGTH_FAIR"
    STRONG = "PROOF_STRENGTH_STRONG"


class Unusable(ValueError):
    """An expression or a change cannot be used here; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What an external check found."""

    subject: str
    result: CheckResult
    evidence_url: str
    at: datetime
    reporter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedCase:
    """What a mechanism is asked of in a replay. Exactly one field is set.

    Attributes:
        subject: The name of a recorded subject.
        patch: What to change in the recorded snapshot, as JSON (RFC 7396).
        value: Of the metric of a guardrail.
        answer: The id of an answer to a question; empty for none of the answers.
        report: Of an external check.
    """

    subject: str | None = None
    patch: str | None = None
    value: float | None = None
    answer: str | None = None
    report: CheckReport | None = None

    @property
    def words(self) -> str:
        """What people call it."""
        if self.report:
            at = f"{self.report.at:%Y-%m-%d %H:%M:%S}"
            return f"the report on {self.report.subject} of {at}"
        if self.answer is not None:
            return f"the answer {self.answer or 'none of these'}"
        if self.value is not None:
            return f"the value {self.value:.10g}"
        if self.patch is not None:
            return f"the change {self.patch}"
        return self.subject or "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """How an incident is replayed, and what it looks like corrected.

    Attributes:
        coe: The incident.
        incident: As it was; None for what was recorded of the COE.
        corrected: As it should have been.
        mutated: Variants of the incident that are as wrong.
    """

    coe: str
    incident: ReplayedCase | None = None
    corrected: ReplayedCase | None = None
    mutated: tuple[ReplayedCase, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a mechanism said when an incident was replayed.

    Attributes:
        replay: What was replayed, with the incident and the corrected one filled in.
        said_on_mutated: In the order of the mutated incidents.
    """

    replay: Replay
    said_on_incident: CheckResult
    said_on_corrected: CheckResult
    said_on_mutated: tuple[CheckResult, ...] = ()
    at: datetime

    @property
    def coe(self) -> str:
        """The incident."""
        return self.replay.coe

    @property
    def tells_apart(self) -> bool:
        """Whether it fails on all that is wrong, and passes on what is right."""
        wrong = (self.said_on_incident, *self.said_on_mutated)
        return set(wrong) == {FAIL} and self.said_on_corrected is PASS


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """What a mechanism would have done to the past.

    Attributes:
        subjects: In scope, recorded in the window.
        blocked: Names of those that it would have stopped.
        caught: How many of those went wrong later.
        skipped: Those that it cannot be asked of.
        truncated: Whether there were more than are looked at.
        passed: How many it would have let pass that did not go wrong.
        searches_text: Whether it looks for words in what people wrote.
    """

    subjects: int = 0
    blocked: tuple[str, ...] = ()
    caught: int = 0
    since: datetime | None = None
    truncated: bool = False
    skipped: int = 0
    would_have_blocked: int = 0
    passed: int = 0
    searches_text: bool = False

    @property
    def false_alarm_ratio(self) -> float:
        """Share of all that it would have stopped, although nothing bad followed."""
        harmless = self.would_have_blocked - self.caught
        return harmless / self.subjects if self.subjects else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofEvidence:
    """What a version was proved on, in numbers.

    Attributes:
        incidents: On which it fails.
        mutated_incidents: On which it fails as well, of all incidents together.
        recorded_passes: Subjects in scope that pass it and did not go wrong.
        searches_text: Whether it looks for words in what people wrote, which the next
            incident has in other words.
    """

    incidents: int
    mutated_incidents: int
    recorded_passes: int
    searches_text: bool = False

    @property
    def strength(self) -> ProofStrength:
        """How much speaks for it."""
        if not self.recorded_passes:
            return ProofStrength.WEAK
        is_varied = 0 < self.incidents <= self.mutated_incidents
        is_general = is_varied and not self.searches_text
        if is_general and self.recorded_passes >= PASSES_OF_STRONG:
            return ProofStrength.STRONG
        return ProofStrength.FAIR

    @classmethod
    def of(cls, proofs: Sequence[Proof], backtest: Backtest | None) -> "ProofEvidence":
        """Return what these proofs and this back-test are evidence of."""
        return cls(
            incidents=len(proofs),
            mutated_incidents=sum(len(each.said_on_mutated) for each in proofs),
            recorded_passes=backtest.passed if backtest else 0,
            searches_text=backtest.searches_text if backtest else False,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of replaying every incident, and of asking the past.

    Attributes:
        replays: How each incident is replayed.
        problems: Incidents that could not be.
    """

    replays: tuple[Replay, ...] = ()
    proofs: tuple[Proof, ...] = ()
    problems: tuple[Violation, ...] = ()
    backtest: Backtest = field(default_factory=Backtest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Escape:
    """A COE that a version should have prevented."""

    coe: str
    version: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A subject, as the service that owns it showed it to its checks.

    Attributes:
        name: `experiments/{experiment}`, `ideas/{idea}` or `reviews/{review}`.
        snapshot: Serialised message of the stage.
        went_wrong: Whether a COE names it.
    """

    stage: Stage
    name: str
    idea: str
    team: str
    at: datetime
    snapshot: bytes
    tags: tuple[str, ...] = ()
    door_kinds: tuple[str, ...] = ()
    went_wrong: bool = False

    @property
    def subject(self) -> Subject:
        """What decides whether a check is asked of it."""
        return Subject(self.team, self.tags, self.door_kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredMetric:
    """A mean over the treated units of an experiment, of a metric with a guardrail."""

    experiment: str
    metric: str
    value: float
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counters:
    """What a mechanism did so far; proxies.

    Attributes:
        fired: Times it said no, exceptions included.
        false_alarms: Exceptions after which nothing bad was heard of for a while.
    """

    evaluated: int = 0
    fired: int = 0
    blocked: int = 0
    exceptions: int = 0
    false_alarms: int = 0
    last_fired_at: datetime | None = None

    @property
    def usefulness(self) -> tuple[int, int]:
        """What decides which of two mechanisms is missed less."""
        return self.blocked - self.false_alarms, self.fired
