"""Builders of COEs and mechanisms in each of their states, kept in memory."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Generic, TypeVar

import pytest

from chassis.checks import (
    Answer,
    CheckEvaluated,
    Comparison,
    ExternalCheck,
    GuardrailAction,
    GuardrailTool,
    ReviewQuestion,
    Risk,
    Scope,
    Stage,
)
from chassis.domain import (
    ERASED,
    Actor,
    Aggregate,
    Cause,
    Change,
    ChangeQuery,
    DomainError,
    DomainEvent,
    NotFound,
    Query,
    Violation,
    id_in,
)
from chassis.money import Money
from day1.experiments.v1.experiments_events_pb2 import ExperimentSnapshot
from services.coes.domain.breach import Breach
from services.coes.domain.causes import CauseChain, Why, WhyClass
from services.coes.domain.coe import Coe
from services.coes.domain.completeness import Knowledge
from services.coes.domain.corrections import (
    Correction,
    CorrectionKind,
    Fix,
    ListedCorrection,
)
from services.coes.domain.design import Design
from services.coes.domain.heard import Heard
from services.coes.domain.loop import LoopHealth
from services.coes.domain.mechanism import Mechanism
from services.coes.domain.policy import Policy
from services.coes.domain.proofs import (
    FAIL,
    PASS,
    Backtest,
    CheckReport,
    Counters,
    MeasuredMetric,
    Proof,
    Recorded,
    Replay,
    ReplayedCase,
    Trial,
)
from services.coes.domain.report import (
    Impact,
    IncidentSeverity,
    Report,
    TimelineEntry,
)
from services.coes.storage.predicates import Predicates

A = TypeVar("A", bound=Aggregate)

POLICY = Policy()
DAY = timedelta(days=1)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
LATER, BEFORE = NOON + HOUR, NOON - HOUR

KAI = Actor("people/kai", "teams/platform")
"""The owner."""
JOY = Actor("people/joy", "teams/platform")
"""A colleague of the owner."""
EVE = Actor("people/eve", "teams/devices")
"""A reviewer of another team."""
DAN = Actor("people/dan", "teams/family")
"""On call for experiments."""
MIA = Actor("people/mia", "teams/family")
"""A colleague of who is on call for experiments."""
ON_CALL = {"services/experiments": DAN, "services/reviews": EVE, "services/coes": JOY}
EXPERIMENTS = Actor("services/experiments")
COES = Actor("services/coes")


def report(**changes: Any) -> Report:
    """Return a report of harm that has ended."""
    return replace(
        Report(
            title="Boxes came back torn",
            severity=IncidentSeverity.MEDIUM,
            source="services/packing",
            summary="The glue was too old.",
            impact=Impact(12, Money("USD", 340), "Boxes arrive whole."),
            start_time=BEFORE,
            detect_time=NOON,
            mitigate_time=NOON,
        ),
        **changes,
    )


def breach(**changes: Any) -> Breach:
    return replace(
        Breach(
            incident_key="e1/refund_rate/1",
            experiment="experiments/e1",
            idea="ideas/i1",
            owner=KAI.name,
            team=KAI.team,
            title="Boxes that fit",
            metric="refund_rate",
            value=0.31,
            threshold=0.2,
            units=120,
            units_exposed=400,
            start_time=BEFORE,
        ),
        **changes,
    )


WHYS = (
    Why("Boxes came back torn.", "What was seen?", WhyClass.SYMPTOM),
    Why("The glue let go.", "Why?", WhyClass.COMPONENT),
    Why("Nothing checks the age of glue.", "Why?", WhyClass.SYSTEMIC),
)
MECHANISM = "mechanisms/glue-age"


def correction(**changes: Any) -> Correction:
    """Return a correction by a mechanism."""
    return replace(
        Correction(
            kind=CorrectionKind.MECHANISM,
            id="check",
            text="Check the age of glue.",
            reference=MECHANISM,
            team=KAI.team,
            due_at=NOON + 10 * DAY,
        ),
        **changes,
    )


def chore(**changes: Any) -> Correction:
    """Return a correction that somebody does by hand."""
    given: dict[str, Any] = {
        "kind": CorrectionKind.ENGINEERING_CHANGE,
        "id": "glue",
        "text": "Buy other glue.",
        "reference": "https://shop.example/glue",
    }
    return correction(**(given | changes))


def complete(**changes: Any) -> Report:
    """Return a report that can be submitted."""
    given: dict[str, Any] = {
        "resolve_time": NOON,
        "timeline": (TimelineEntry(BEFORE, "Glue was opened.", "/services/packing"),),
        "cause_chains": (CauseChain(WHYS, "glue"),),
        "cause_class": "old-glue",
        "corrections": (correction(),),
    }
    return report(**(given | changes))


def fix(**changes: Any) -> Fix:
    """Return a mechanism that is proven, and does not act yet."""
    return replace(Fix(mechanism=MECHANISM, proven=True), **changes)


def acting(**changes: Any) -> Fix:
    """Return a mechanism that is proven, and acts everywhere."""
    return fix(**{"acts": True, "protects": True, **changes})


def knowing(**changes: Any) -> Knowledge:
    """Return what the analysis of `complete` is judged against."""
    return replace(Knowledge(fixes=(fix(),)), **changes)


def opened(**changes: Any) -> Coe:
    return Coe.create("c1", report(**changes), by=KAI, at=NOON, policy=POLICY)


def opened_by_breach(**changes: Any) -> Coe:
    return Coe.of_incident("c1", breach(**changes), by=EXPERIMENTS, at=NOON)


def analyzing(**changes: Any) -> Coe:
    coe = Coe.create("c1", complete(**changes), by=KAI, at=NOON, policy=POLICY)
    coe.start_analysis(by=KAI, at=NOON)
    return coe


def reviewing(**changes: Any) -> Coe:
    coe = analyzing(**changes)
    coe.submit(knowing(), by=KAI, at=NOON, policy=POLICY)
    return coe


def correcting(**changes: Any) -> Coe:
    coe = reviewing(**changes)
    coe.approve([fix()], by=EVE, at=NOON)
    return coe


def waived() -> Coe:
    coe = reviewing()
    coe.waive("Glue is out of stock.", NOON + 40 * DAY, by=EVE, at=NOON, policy=POLICY)
    coe.approve([], by=EVE, at=NOON)
    return coe


def watching() -> Coe:
    coe = correcting()
    coe.settle([acting()], by=COES, at=NOON, policy=POLICY)
    return coe


def closed() -> Coe:
    coe = watching()
    coe.wake(by=COES, at=NOON + POLICY.watch)
    return coe


def to_be_dismissed(**changes: Any) -> Coe:
    coe = opened(**changes)
    coe.ask_dismissal("Nobody was hurt.", by=KAI, at=NOON)
    return coe


def dismissed() -> Coe:
    coe = to_be_dismissed()
    coe.dismiss("Nobody was hurt.", by=EVE, at=NOON)
    return coe


def design(**changes: Any) -> Design:
    """Return the design of a predicate at the start of experiments."""
    return replace(
        Design(
            title="Experiments declare what they read",
            outputs="No treatment falls back silently.",
            inputs="The design of an experiment.",
            message="The treatment reads what required_inputs does not declare.",
            fix_hint="Add it, with fallback = control.",
            scope=Scope(Stage.EXPERIMENT_START),
            predicate="experiment.treatment_reads.size() == 0"
            " || experiment.required_inputs.size() > 0",
        ),
        **changes,
    )


def question(**changes: Any) -> Design:
    """Return the design of a question to the decider."""
    asked = ReviewQuestion(
        "What does it read?",
        answers=(
            Answer("declared", "Only what is declared.", Risk.NONE),
            Answer("some", "Some of it is not declared.", Risk.MEDIUM),
            Answer("unknown", "Nobody knows.", Risk.HIGH),
        ),
    )
    given: dict[str, Any] = {
        "predicate": "",
        "question": asked,
        "scope": Scope(Stage.REVIEW_DECIDE),
    }
    return design(**(given | changes))


def guardrail(**changes: Any) -> Design:
    """Return the design of a guardrail."""
    tool = GuardrailTool(
        "refund_rate", Comparison.AT_MOST, 0.2, 10, GuardrailAction.PAUSE
    )
    given: dict[str, Any] = {"predicate": "", "guardrail": tool}
    return design(**(given | changes))


def external(**changes: Any) -> Design:
    """Return the design of a check that something outside makes."""
    tool = ExternalCheck("double-delivery", "services/reviews", DAY)
    given: dict[str, Any] = {"predicate": "", "external": tool}
    return design(**(given | changes))


def human_run() -> Design:
    return design(predicate="", scope=None, human_run=True)


def proof(coe: str = "coes/c1", **changes: Any) -> Proof:
    """Return a proof on an experiment, with a mutated incident."""
    replay = Replay(
        coe=coe,
        incident=ReplayedCase(subject="experiments/e1"),
        corrected=ReplayedCase(patch="{}"),
        mutated=(ReplayedCase(patch=VARIED),),
    )
    return replace(
        Proof(
            replay=replay,
            said_on_incident=FAIL,
            said_on_corrected=PASS,
            said_on_mutated=(FAIL,),
            at=NOON,
        ),
        **changes,
    )


def trial(*coes: str, **changes: Any) -> Trial:
    """Return a trial in which all went well."""
    names = coes or ("coes/c1",)
    return replace(
        Trial(
            replays=tuple(Replay(coe=name) for name in names),
            proofs=tuple(proof(name) for name in names),
            backtest=Backtest(subjects=41, would_have_blocked=3, caught=2, since=NOON),
        ),
        **changes,
    )


def proposed(is_like: Design | None = None, **changes: Any) -> Mechanism:
    given: dict[str, Any] = {"origin_coes": ("coes/c1",), "owner_team": KAI.team}
    return Mechanism.propose(
        changes.pop("mechanism_id", "glue-age"),
        is_like or design(),
        **(given | changes),
        problem="",
        by=KAI,
        at=NOON,
    )


def proven(is_like: Design | None = None, **changes: Any) -> Mechanism:
    mechanism = proposed(is_like, **changes)
    mechanism.prove(trial(*mechanism.incidents), by=JOY, at=NOON)
    return mechanism


def adopted(is_like: Design | None = None, **changes: Any) -> Mechanism:
    mechanism = proven(is_like, **changes)
    mechanism.adopt([], by=EVE, at=NOON, policy=POLICY)
    return mechanism


def active(is_like: Design | None = None, **changes: Any) -> Mechanism:
    mechanism = adopted(is_like, **changes)
    for service in mechanism.missing:
        mechanism.consumed(service, 1, active=True, by=EXPERIMENTS, at=NOON)
    return mechanism


def suspended() -> Mechanism:
    mechanism = active()
    suspend(mechanism)
    return mechanism


def suspend(mechanism: Mechanism, refused: Collection[str] = (), **who: Any) -> None:
    given = {"by": DAN, "at": NOON, "policy": POLICY, **who}
    mechanism.suspend("It blocks us all.", ON_CALL, refused, **given)


def inspected(is_like: Design | None = None) -> Mechanism:
    mechanism = active(is_like)
    inspect(mechanism)
    return mechanism


def inspect(mechanism: Mechanism, **changes: Any) -> None:
    given: dict[str, Any] = {
        "outputs_reached": False,
        "still_needed": False,
        "we_own_it": False,
        "evidence": "It owns us.",
        "sunset_at": None,
        "by": KAI,
        "at": NOON,
        "policy": POLICY,
    }
    mechanism.inspect(**(given | changes))


def retired() -> Mechanism:
    mechanism = inspected()
    mechanism.retire("It owns us.", by=KAI, at=NOON)
    return mechanism


def rejected() -> Mechanism:
    mechanism = proposed()
    mechanism.reject_proposal("Too broad.", by=EVE, at=NOON)
    return mechanism


def experiment(**changes: Any) -> ExperimentSnapshot:
    """Return what checks see of an experiment that declares nothing."""
    given: dict[str, Any] = {
        "name": "experiments/e1",
        "idea": "ideas/i1",
        "team": KAI.team,
        "title": "Boxes that fit",
        "treatment_reads": ["weight"],
    }
    return ExperimentSnapshot(**(given | changes))


def recorded(**changes: Any) -> Recorded:
    given: dict[str, Any] = {
        "stage": Stage.EXPERIMENT_START,
        "name": "experiments/e1",
        "idea": "ideas/i1",
        "team": KAI.team,
        "at": NOON,
        "snapshot": experiment().SerializeToString(),
    }
    return Recorded(**(given | changes))


DECLARED = '{"requiredInputs": [{"name": "weight"}]}'
"""What makes the experiment right."""

VARIED = '{"treatmentReads": ["height"]}'
"""What makes the experiment as wrong in another way."""


def left_out_by(file: str, view: str) -> set[str]:
    """Return the fields that the comment of a view names."""
    protos = Path(__file__).parents[3] / "protos/day1/coes/v1"
    text = (protos / f"{file}.proto").read_text()
    [comment] = re.findall(
        rf"// All fields except (.*?)\.\n  {view} =", text, re.DOTALL
    )
    return set(re.findall(r"`(\w+)`", comment))


def refusal(act: Callable[[], object], kind: type[DomainError]) -> list[Violation]:
    """Return every violation that `act` is refused with."""
    with pytest.raises(kind) as refused:
        act()
    assert refused.type is kind
    return list(refused.value.violations)


def reasons(act: Callable[[], object], kind: type[DomainError]) -> list[str]:
    return [violation.reason for violation in refusal(act, kind)]


@dataclass
class InMemory(Generic[A]):
    """All aggregates of one type, of one test."""

    by_id: dict[str, A] = field(default_factory=dict)

    def get(self, aggregate_id: str, *, etag: str = "") -> A:
        if aggregate_id not in self.by_id:
            raise NotFound(Violation("COE_NOT_FOUND", aggregate_id, "There is none."))
        return self.by_id[aggregate_id]

    def find(self, aggregate_id: str) -> A | None:
        return self.by_id.get(aggregate_id)

    def add(self, aggregate: A) -> A:
        self.by_id[aggregate.id] = aggregate
        return aggregate

    def page(self, query: Query) -> list[A]:
        return list(self.by_id.values())[: query.limit]

    def count(self, equals: Mapping[str, str | bool]) -> int:
        return len(self.by_id)

    def horizon(self) -> tuple[str, str]:
        raise AssertionError("Nothing is watched here.")

    def changes(self, query: ChangeQuery) -> list[Change[A]]:
        raise AssertionError(f"Nothing is watched here: {query}")

    def due(self, limit: int) -> list[A]:
        found = [each for each in self.by_id.values() if each.wake_at]
        return found[:limit]

    def save(self, aggregate: A) -> A:
        aggregate.version += 1
        return self.add(aggregate)


@dataclass
class CoesInMemory(InMemory[Coe]):
    """All COEs of one test."""

    def of_incident(self, key: str) -> Coe | None:
        found = (coe for coe in self.by_id.values() if coe.incident_key == key)
        return max(found, key=lambda coe: coe.created_at, default=None)

    def open_on(self, source: str) -> Coe | None:
        coes = self.by_id.values()
        found = (coe for coe in coes if coe.report.source == source and coe.is_open)
        return next(found, None)

    def about(self, source: str) -> list[Coe]:
        return [coe for coe in self.by_id.values() if coe.report.source == source]

    def corrections(self, query: Query) -> list[ListedCorrection]:
        raise AssertionError(f"Nothing asks for corrections here: {query}")

    def waiting_for(self, mechanism: str) -> list[Coe]:
        states = {"CORRECTING", "WATCHING"}
        return [
            coe
            for coe in self.by_id.values()
            if coe.state in states and mechanism in coe.report.mechanisms
        ]

    def of_class(self, cause_class: str) -> list[str]:
        coes = self.by_id.values()
        return [coe.name for coe in coes if coe.report.cause_class == cause_class]

    def corrected_of_class(self, cause_class: str) -> list[Coe]:
        return [
            coe
            for coe in self.by_id.values()
            if coe.report.cause_class == cause_class
            and coe.state in {"WATCHING", "CLOSED"}
        ]


@dataclass
class MechanismsInMemory(InMemory[Mechanism]):
    """All mechanisms of one test."""

    def adopted(self) -> list[Mechanism]:
        acting = ("ADOPTED", "SUSPENDED")
        return [each for each in self.by_id.values() if each.state in acting]

    def of_origin(self, coe: str) -> list[Mechanism]:
        return [each for each in self.by_id.values() if coe in each.origin_coes]

    def made_after(self, coes: Sequence[str]) -> list[Mechanism]:
        return [
            each
            for each in self.by_id.values()
            if each.state == "ADOPTED" and set(each.origin_coes) & set(coes)
        ]


@dataclass
class EvidenceInMemory:
    """What was recorded in one test."""

    subjects: list[Recorded] = field(default_factory=list)
    measured: list[MeasuredMetric] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)

    def keep(self, recorded: Recorded) -> None:
        self.subjects.append(recorded)

    def erase(self, name: str) -> None:
        self.erased.append(name)

    def latest(self, stage: Stage, name: str) -> Recorded | None:
        named = [it for it in self.subjects if name in (it.name, it.idea)]
        return next((it for it in named[::-1] if it.stage == stage), None)

    def about(self, name: str) -> Recorded | None:
        return next((it for it in self.subjects[::-1] if it.name == name), None)

    def recent(self, stage: Stage, since: datetime, limit: int) -> list[Recorded]:
        found = [it for it in self.subjects if it.stage == stage and it.at >= since]
        return found[::-1][:limit]

    def keep_measures(self, measures: Sequence[MeasuredMetric]) -> None:
        self.measured.extend(measures)

    def measures(self, metric: str, experiments: Sequence[str]) -> list[MeasuredMetric]:
        return [
            each
            for each in self.measured
            if each.metric == metric and each.experiment in experiments
        ]


@dataclass
class HearsayInMemory:
    """What was heard in one test."""

    events: list[Heard] = field(default_factory=list)

    def keep(self, heard: Heard) -> None:
        self.events.append(heard)

    def erase(self, source: str) -> None:
        self.events = [
            replace(it, fact=ERASED) if it.source == source else it
            for it in self.events
        ]

    def about(self, source: str, limit: int) -> list[Heard]:
        return [each for each in self.events if each.source == source][-limit:]

    def owner_of(self, source: str) -> str:
        owners = (it.owner for it in self.events if it.source == source and it.owner)
        return next(owners, "")

    def idea_of(self, source: str) -> str:
        ideas = (it.idea for it in self.events if it.source == source and it.idea)
        return next(ideas, "")


@dataclass
class EvaluationsInMemory:
    """What consumers told in one test."""

    kept: list[CheckEvaluated] = field(default_factory=list)
    known: dict[str, Counters] = field(default_factory=dict)

    def keep(self, evaluation: CheckEvaluated) -> None:
        self.kept.append(evaluation)

    def counters(
        self, mechanisms: Sequence[str], harmless_before: datetime
    ) -> Mapping[str, Counters]:
        return {name: it for name, it in self.known.items() if name in mechanisms}

    def passed(self, mechanism: str) -> int:
        found = (it for it in self.kept if it.mechanism == mechanism)
        return len({it.subject for it in found if it.result is PASS})

    def refused_lately(self, mechanism: str, since: datetime) -> frozenset[str]:
        found = (it for it in self.kept if it.mechanism == mechanism and it.blocked)
        return frozenset(it.actor for it in found if it.at >= since)

    def has_fired_on(self, mechanism: str, subject: str) -> bool:
        return (mechanism, subject) in {(it.mechanism, it.subject) for it in self.kept}


@dataclass
class ReportsInMemory:
    """What external checks found in one test."""

    kept: list[tuple[str, CheckReport]] = field(default_factory=list)

    def keep(self, mechanism: str, report: CheckReport) -> None:
        self.kept.append((mechanism, report))

    def newest(self, mechanism: str, limit: int) -> list[CheckReport]:
        return [it for name, it in self.kept if name == mechanism][::-1][:limit]


@dataclass
class PeopleInMemory:
    """Who is known in one test."""

    handles: set[str] = field(default_factory=set)

    def learn(self, *names: str) -> None:
        self.handles |= {id_in(name) for name in names if name.startswith("people/")}

    def among(self, handles: Collection[str]) -> frozenset[str]:
        return frozenset(self.handles & set(handles))


class LoopInMemory:
    """A loop in which nothing has happened."""

    def health(self, since: datetime, until: datetime) -> LoopHealth:
        return LoopHealth(
            since=since,
            measures=(),
            cause_classes=(),
            adopted_mechanisms=0,
            open_coes=0,
        )


@dataclass
class WorkInMemory:
    """A unit of work on all of them."""

    actor: Actor = EXPERIMENTS
    now: datetime = NOON
    cause: Cause = field(default_factory=lambda: Cause("cause", EXPERIMENTS))
    coes: CoesInMemory = field(default_factory=CoesInMemory)
    mechanisms: MechanismsInMemory = field(default_factory=MechanismsInMemory)
    evidence: EvidenceInMemory = field(default_factory=EvidenceInMemory)
    predicates: Predicates = field(default_factory=Predicates)
    hearsay: HearsayInMemory = field(default_factory=HearsayInMemory)
    evaluations: EvaluationsInMemory = field(default_factory=EvaluationsInMemory)
    check_reports: ReportsInMemory = field(default_factory=ReportsInMemory)
    people: PeopleInMemory = field(default_factory=PeopleInMemory)
    loop: LoopInMemory = field(default_factory=LoopInMemory)
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def new_id(self) -> str:
        return f"c{next(self.numbers)}"

    def attest(self, aggregate: Aggregate, *events: DomainEvent) -> None:
        raise AssertionError(f"Nothing is attested here: {aggregate.name}, {events}")
