"""What mechanisms say on incidents, tool by tool."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from chassis.checks import CheckResult, GuardrailTool, ReviewQuestion, Risk
from chassis.domain import InvalidInput, RuleBroken, Violation, id_in
from chassis.labels import Label

from ..domain import mechanism_rules as rules
from ..domain.coe import Coe
from ..domain.design import Design, breaks
from ..domain.mechanism import Mechanism
from ..domain.proofs import (
    FAIL,
    PASS,
    CheckReport,
    Proof,
    Recorded,
    Replay,
    ReplayedCase,
    Unusable,
)
from .knowledge import subject_of
from .ports import Work

REPORTS_AT_MOST = 1000
VARIANTS_AT_MOST = 20
RECORDED_KINDS = ("experiments/", "ideas/", "reviews/")
SAID = {Risk.NONE: PASS, Risk.MEDIUM: CheckResult.NOT_APPLICABLE, Risk.HIGH: FAIL}

Case: TypeAlias = ReplayedCase


class Asked(Protocol):
    """A mechanism that is asked of one incident."""

    @property
    def corrected_by(self) -> str:
        """What a corrected incident is, for people."""

    def incident(self, given: Case | None) -> Case | Violation:
        """Return the incident as it was, or why there is none."""

    def corrected(self, given: Case | None) -> Case | None:
        """Return the incident as it should have been, or None if nobody said."""

    @property
    def mutated_by(self) -> str:
        """What a mutated incident is, for people."""

    def mutated(self, given: Sequence[Case], incident: Case) -> tuple[Case, ...]:
        """Return what is as wrong as the incident."""

    def varies(self, case: Case, incident: Case) -> bool:
        """Tell whether a mutated incident differs from the incident in what matters."""

    def stranger(self, case: Case, incident: Case) -> str:
        """Return what of a case is out of scope; empty if it is in scope."""

    def says(self, case: Case, incident: Case, field: str) -> CheckResult | None:
        """Return what it says on a case, or None if it cannot be asked of it.

        `field` is the path of its patch in the request. Raises `InvalidInput`,
        `RuleBroken`.
        """


def replayed(
    work: Work, mechanism: Mechanism, design: Design, given: Replay, field: str
) -> Proof | Violation:
    """Replay an incident, or return why it cannot be replayed.

    `field` is the path of the replay in the request; it is empty for a replay that was
    given earlier. Raises `InvalidInput` for a change that cannot be used, and
    `RuleBroken` for such an expression.
    """
    coe = work.coes.get(id_in(given.coe))
    asked = _asked(work, mechanism, design, coe)
    label = mechanism.label
    incident = asked.incident(given.incident)
    if isinstance(incident, Violation):
        return incident
    corrected = asked.corrected(given.corrected)
    if corrected is None:
        return rules.correction_missing(label, coe.label, asked.corrected_by)
    variants = asked.mutated(given.mutated, incident)
    places = ["incident", "corrected"]
    places += [f"mutated_incidents[{n}]" for n in range(len(variants))]
    fields = [f"{field}.{place}.patch" if field else "replays" for place in places]
    cases = [incident, corrected, *variants]
    said = [
        asked.says(case, incident, field)
        for case, field in zip(cases, fields, strict=True)
    ]
    if said[1] is None:
        return rules.correction_missing(label, coe.label, asked.corrected_by)
    if None in said:
        what = f"a mutated incident, which is {asked.mutated_by}"
        return rules.incident_not_recorded(label, coe.label, what)
    if unfit := _unfit(asked, cases, label, coe.label):
        return unfit
    then, now, *mutated = filter(None, said)
    return Proof(
        replay=Replay(
            coe=coe.name, incident=incident, corrected=corrected, mutated=variants
        ),
        said_on_incident=then,
        said_on_corrected=now,
        said_on_mutated=tuple(mutated),
        at=work.now,
    )


def _unfit(
    asked: Asked, cases: Sequence[Case], label: Label, coe: Label
) -> Violation | None:
    """Return why an incident, a corrected one and variants prove nothing."""
    incident, _, *variants = cases
    strangers = filter(None, (asked.stranger(case, incident) for case in cases))
    if what := next(strangers, ""):
        return rules.incident_out_of_scope(label, coe, what)
    if not any(asked.varies(case, incident) for case in variants):
        return rules.mutated_incident_missing(label, coe, asked.mutated_by)
    return None


def holds(work: Work, mechanism: Mechanism, design: Design, recorded: Recorded) -> bool:
    """Tell whether a predicate passes a subject. Raises `RuleBroken`."""
    try:
        return work.predicates.holds(design.predicate, recorded)
    except Unusable as problem:
        label = mechanism.label
        failed = rules.expression_failed(label, recorded.name, str(problem))
        raise RuleBroken(failed) from problem


def good_reports(work: Work, mechanism: Mechanism) -> list[CheckReport]:
    """Return reports that passed and count, oldest first."""
    return [it for it in _reports(work, mechanism) if it.result is PASS]


def _reports(work: Work, mechanism: Mechanism) -> list[CheckReport]:
    """Return the reports that can prove something, oldest first.

    Whoever proposed the check does not report for it, and something shows the result.
    """
    return [
        each
        for each in reversed(work.check_reports.newest(mechanism.name, REPORTS_AT_MOST))
        if each.reporter != mechanism.proposer and each.evidence_url
    ]


def _asked(work: Work, mechanism: Mechanism, design: Design, coe: Coe) -> Asked:
    if design.predicate:
        return ByPredicate(work, mechanism, design, coe)
    if design.guardrail:
        return ByGuardrail(work, mechanism, design, design.guardrail, coe)
    if design.question:
        return ByQuestion(work, mechanism, design, design.question, coe)
    return ByReport(work, mechanism, coe)


def _stranger_of(work: Work, design: Design, coe: Coe) -> str:
    """Return the source of a COE if it is out of scope; what is unknown is in it."""
    source = coe.report.source or str(coe.label)
    return "" if design.covers(subject_of(work, coe)) else source


@dataclass(frozen=True, slots=True)
class ByPredicate:
    """An expression is asked of recorded snapshots."""

    work: Work
    mechanism: Mechanism
    design: Design
    coe: Coe

    @property
    def corrected_by(self) -> str:
        """What a corrected incident is, for people."""
        return "a change to the recorded snapshot, or a recorded subject"

    @property
    def mutated_by(self) -> str:
        """What a mutated incident is, for people."""
        return f"{self.corrected_by}, that differs in what the expression reads"

    def mutated(self, given: Sequence[Case], incident: Case) -> tuple[Case, ...]:
        """Return them as they were given."""
        del incident
        return tuple(given)

    def varies(self, case: Case, incident: Case) -> bool:
        """Tell whether what the expression reads is something else."""
        was, now = self._seen(incident, incident), self._seen(case, incident)
        expression = self.design.predicate
        return bool(was and now and self.work.predicates.varies(expression, was, now))

    def stranger(self, case: Case, incident: Case) -> str:
        """Return what the check would not be asked of."""
        seen = self._seen(case, incident)
        scope = self.design.asked_of
        is_asked = seen and scope.covers(scope.stage, seen.subject)
        return "" if is_asked else case.words[:200]

    def incident(self, given: Case | None) -> Case | Violation:
        """Return what was recorded of the incident, and of no other one."""
        source, stage = self.coe.report.source, self.design.stage
        names = [source, self.coe.idea] if given is None else [given.subject]
        found = (self.work.evidence.latest(stage, name) for name in names if name)
        recorded = next((it for it in found if it and self._has(it)), None)
        if recorded:
            return Case(subject=recorded.name)
        what = given.words if given else f"{source or 'an unknown source'} at {stage}"
        return rules.incident_not_recorded(self.mechanism.label, self.coe.label, what)

    def corrected(self, given: Case | None) -> Case | None:
        """Return it as it was given."""
        return given

    def says(self, case: Case, incident: Case, field: str) -> CheckResult | None:
        """Return what the expression says on a subject, or on a changed incident."""
        seen = self._seen(case, incident, field)
        if seen is None:
            return None
        passes = holds(self.work, self.mechanism, self.design, seen)
        return PASS if passes else FAIL

    def _seen(self, case: Case, incident: Case, field: str = "") -> Recorded | None:
        changed = incident if case.patch is not None else case
        if not changed.subject or not (recorded := self._recorded(changed.subject)):
            return None
        if case.patch is not None:
            return self._changed(recorded, case.patch, field)
        return recorded

    def _recorded(self, name: str) -> Recorded | None:
        return self.work.evidence.latest(self.design.stage, name)

    def _changed(self, recorded: Recorded, patch: str, field: str) -> Recorded:
        try:
            return self.work.predicates.corrected(recorded, patch)
        except Unusable as problem:
            invalid = rules.correction_invalid(field, str(problem))
            raise InvalidInput(invalid) from problem

    def _has(self, recorded: Recorded) -> bool:
        source, idea = self.coe.report.source, self.coe.idea
        own = recorded.name == source or (idea and recorded.idea == idea)
        # Nothing is recorded of a service: a reviewer of the COE sees what was taken.
        return bool(own) or not source.startswith(RECORDED_KINDS)


@dataclass(frozen=True, slots=True)
class ByGuardrail:
    """A guardrail is asked of values of its metric."""

    work: Work
    mechanism: Mechanism
    design: Design
    guardrail: GuardrailTool
    coe: Coe

    @property
    def corrected_by(self) -> str:
        """What a corrected incident is, for people."""
        return f"a value of {self.guardrail.metric}"

    @property
    def mutated_by(self) -> str:
        """What a mutated incident is, for people."""
        return f"another value of {self.guardrail.metric}"

    def mutated(self, given: Sequence[Case], incident: Case) -> tuple[Case, ...]:
        """Return them as they were given."""
        del incident
        return tuple(given)

    def varies(self, case: Case, incident: Case) -> bool:
        """Tell whether it is another value."""
        return case.value != incident.value

    def stranger(self, case: Case, incident: Case) -> str:
        """Return the source of the COE if the guardrail is not there."""
        del case, incident
        return _stranger_of(self.work, self.design, self.coe)

    def incident(self, given: Case | None) -> Case | Violation:
        """Return the given value, or the first that breaks the guardrail."""
        values = self._values()
        if given:
            values = [each for each in values if each == given.value]
        if not values:
            metric = self.guardrail.metric
            least = f"with at least {self.guardrail.min_units} units"
            what = f"{metric}, measured {least} or as a metric with a link to its data"
            label = self.mechanism.label
            return rules.incident_not_recorded(label, self.coe.label, what)
        bad = (each for each in values if breaks(self.guardrail, each))
        return Case(value=next(bad, values[0]))

    def corrected(self, given: Case | None) -> Case | None:
        """Return it as it was given."""
        return given

    def says(self, case: Case, incident: Case, field: str) -> CheckResult | None:
        """Return whether a value is on the safe side."""
        del incident, field
        if case.value is None:
            return None
        return FAIL if breaks(self.guardrail, case.value) else PASS

    def _values(self) -> list[float]:
        metric, least = self.guardrail.metric, self.guardrail.min_units
        source = self.coe.report.source
        measures = self.work.evidence.measures(metric, [source])
        if measures:
            return [each.value for each in measures if each.units >= least]
        return [
            each.value
            for each in self.coe.report.metrics
            if each.metric == metric and each.evidence_url
        ]


@dataclass(frozen=True, slots=True)
class ByQuestion:
    """A question is asked, and an answer is chosen."""

    work: Work
    mechanism: Mechanism
    design: Design
    question: ReviewQuestion
    coe: Coe

    @property
    def corrected_by(self) -> str:
        """What a corrected incident is, for people."""
        return f"one of its answers: {', '.join(self._risks)}"

    @property
    def mutated_by(self) -> str:
        """What a mutated incident is, for people."""
        return "another answer of high risk, or none of the answers"

    def mutated(self, given: Sequence[Case], incident: Case) -> tuple[Case, ...]:
        """Return them as they were given."""
        del incident
        return tuple(given)

    def varies(self, case: Case, incident: Case) -> bool:
        """Tell whether it is another answer."""
        return case.answer != incident.answer

    def stranger(self, case: Case, incident: Case) -> str:
        """Return the source of the COE if the question is not asked there."""
        del case, incident
        return _stranger_of(self.work, self.design, self.coe)

    @property
    def _risks(self) -> Mapping[str, Risk]:
        return {each.id: each.risk for each in self.question.answers}

    def incident(self, given: Case | None) -> Case | Violation:
        """Return the answer that would have been given; none of them if not said."""
        case = given or Case(answer="")
        if case.answer in {"", *self._risks}:
            return case
        label, what = self.mechanism.label, f"the answer '{case.answer or case.words}'"
        return rules.incident_not_recorded(label, self.coe.label, what)

    def corrected(self, given: Case | None) -> Case | None:
        """Return it as it was given, if it is an answer."""
        return given if given and given.answer else None

    def says(self, case: Case, incident: Case, field: str) -> CheckResult | None:
        """Return what the risk of an answer means; none of them is the riskiest."""
        del incident, field
        risk = {"": Risk.HIGH, **self._risks}.get(case.answer or "")
        return None if case.answer is None or risk is None else SAID[risk]


@dataclass(frozen=True, slots=True)
class ByReport:
    """Something outside looks, and reports."""

    work: Work
    mechanism: Mechanism
    coe: Coe

    @property
    def corrected_by(self) -> str:
        """What a corrected incident is, for people."""
        return "a later report on the same subject that says PASS"

    @property
    def mutated_by(self) -> str:
        """What a mutated incident is, for people."""
        return "a second report that says FAIL"

    def mutated(self, given: Sequence[Case], incident: Case) -> tuple[Case, ...]:
        """Return the other reports that failed, whatever was given."""
        del given
        others = [Case(report=each) for each in self._failed()]
        return tuple(it for it in others if it != incident)[:VARIANTS_AT_MOST]

    def varies(self, case: Case, incident: Case) -> bool:
        """Tell whether it is another report."""
        return case != incident

    def stranger(self, case: Case, incident: Case) -> str:
        """Return nothing: what is outside is asked of nothing here."""
        del case, incident
        return ""

    def incident(self, given: Case | None) -> Case | Violation:
        """Return the first report that failed, whatever was given."""
        del given
        if failed := self._failed():
            return Case(report=failed[0])
        what = "a report that says FAIL, with a link, not by who proposed the check"
        return rules.incident_not_recorded(self.mechanism.label, self.coe.label, what)

    def corrected(self, given: Case | None) -> Case | None:
        """Return the first report after the failed one that passed."""
        del given
        failed = self._failed()[0]
        passed = (
            each
            for each in good_reports(self.work, self.mechanism)
            if each.subject == failed.subject and each.at > failed.at
        )
        report = next(passed, None)
        return Case(report=report) if report else None

    def says(self, case: Case, incident: Case, field: str) -> CheckResult | None:
        """Return what a report says."""
        del incident, field
        return case.report.result if case.report else None

    def _failed(self) -> list[CheckReport]:
        """Return what failed after the COE was opened, oldest first."""
        reports = _reports(self.work, self.mechanism)
        since = self.coe.created_at
        return [it for it in reports if it.result is FAIL and it.at >= since]
