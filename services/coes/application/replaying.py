"""What mechanisms say on incidents, tool by tool."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from chassis.checks import CheckResult, GuardrailTool, ReviewQuestion, Risk
from chassis.domain import InvalidInput, RuleBroken, Violation, id_in

from ..domain import mechanism_rules as rules
from ..domain.coe import Coe
from ..domain.design import Design, breaks
from ..domain.proofs import FAIL, PASS, Proof, Recorded, Replay, ReplayedCase, Unusable
from .ports import Work

REPORTS_AT_MOST = 1000
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

    def says(self, case: Case, incident: Case, field: str) -> CheckResult | None:
        """Return what it says on a case, or None if it cannot be asked of it.

        `field` is the path of its patch in the request. Raises `InvalidInput`,
        `RuleBroken`.
        """


def replayed(
    work: Work, name: str, design: Design, given: Replay, field: str
) -> Proof | Violation:
    """Replay an incident, or return why it cannot be replayed.

    `field` is the path of the replay in the request; it is empty for a replay that was
    given earlier. Raises `InvalidInput` for a change that cannot be used, and
    `RuleBroken` for such an expression.
    """
    coe = work.coes.get(id_in(given.coe))
    asked = _asked(work, name, design, coe)
    incident = asked.incident(given.incident)
    if isinstance(incident, Violation):
        return incident
    corrected = asked.corrected(given.corrected)
    if corrected is None:
        return rules.correction_missing(name, coe.name, asked.corrected_by)
    places = ["incident", "corrected"]
    places += [f"mutated_incidents[{n}]" for n in range(len(given.mutated))]
    fields = [f"{field}.{place}.patch" if field else "replays" for place in places]
    cases = [incident, corrected, *given.mutated]
    said = [
        asked.says(case, incident, field)
        for case, field in zip(cases, fields, strict=True)
    ]
    if said[1] is None:
        return rules.correction_missing(name, coe.name, asked.corrected_by)
    if None in said:
        what = f"a mutated incident, which is {asked.corrected_by}"
        return rules.incident_not_recorded(name, coe.name, what)
    then, now, *mutated = filter(None, said)
    return Proof(
        replay=replace(given, incident=incident, corrected=corrected),
        said_on_incident=then,
        said_on_corrected=now,
        said_on_mutated=tuple(mutated),
        at=work.now,
    )


def holds(work: Work, name: str, design: Design, recorded: Recorded) -> bool:
    """Tell whether a predicate passes a subject. Raises `RuleBroken`."""
    try:
        return work.predicates.holds(design.predicate, recorded)
    except Unusable as problem:
        failed = rules.expression_failed(name, recorded.name, str(problem))
        raise RuleBroken(failed) from problem


def _asked(work: Work, name: str, design: Design, coe: Coe) -> Asked:
    if design.predicate:
        return ByPredicate(work, name, design, coe)
    if design.guardrail:
        return ByGuardrail(work, name, design.guardrail, coe)
    if design.question:
        return ByQuestion(name, design.question, coe)
    return ByReport(work, name, coe)


@dataclass(frozen=True, slots=True)
class ByPredicate:
    """An expression is asked of recorded snapshots."""

    work: Work
    name: str
    design: Design
    coe: Coe

    @property
    def corrected_by(self) -> str:
        """What a corrected incident is, for people."""
        return "a change to the recorded snapshot, or a recorded subject"

    def incident(self, given: Case | None) -> Case | Violation:
        """Return what was recorded of the incident, and of no other one."""
        source, stage = self.coe.report.source, self.design.stage
        names = [source, self.coe.idea] if given is None else [given.subject]
        found = (self.work.evidence.latest(stage, name) for name in names if name)
        recorded = next((it for it in found if it and self._has(it)), None)
        if recorded:
            return Case(subject=recorded.name)
        what = given.words if given else f"{source or 'an unknown source'} at {stage}"
        return rules.incident_not_recorded(self.name, self.coe.name, what)

    def corrected(self, given: Case | None) -> Case | None:
        """Return it as it was given."""
        return given

    def says(self, case: Case, incident: Case, field: str) -> CheckResult | None:
        """Return what the expression says on a subject, or on a changed incident."""
        changed = incident if case.patch is not None else case
        if not changed.subject or not (recorded := self._recorded(changed.subject)):
            return None
        if case.patch is not None:
            recorded = self._changed(recorded, case.patch, field)
        passes = holds(self.work, self.name, self.design, recorded)
        return PASS if passes else FAIL

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
    name: str
    guardrail: GuardrailTool
    coe: Coe

    @property
    def corrected_by(self) -> str:
        """What a corrected incident is, for people."""
        return f"a value of {self.guardrail.metric}"

    def incident(self, given: Case | None) -> Case | Violation:
        """Return the given value, or the first that breaks the guardrail."""
        values = self._values()
        if given:
            values = [each for each in values if each == given.value]
        if not values:
            metric = self.guardrail.metric
            what = f"{metric}, as a breach or as a metric with a link to its data"
            return rules.incident_not_recorded(self.name, self.coe.name, what)
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
        breaches = self.work.evidence.breaches(metric, [source])
        broken = [each.value for each in breaches if each.units >= least]
        return broken or [
            each.value
            for each in self.coe.report.metrics
            if each.metric == metric and each.evidence_url
        ]


@dataclass(frozen=True, slots=True)
class ByQuestion:
    """A question is asked, and an answer is chosen."""

    name: str
    question: ReviewQuestion
    coe: Coe

    @property
    def corrected_by(self) -> str:
        """What a corrected incident is, for people."""
        return f"two of its answers: {', '.join(self._risks)}"

    @property
    def _risks(self) -> Mapping[str, Risk]:
        return {each.id: each.risk for each in self.question.answers}

    def incident(self, given: Case | None) -> Case | Violation:
        """Return the answer that would have been given; none of them if not said."""
        case = given or Case(answer="")
        if case.answer in {"", *self._risks}:
            return case
        return rules.correction_missing(self.name, self.coe.name, self.corrected_by)

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
    name: str
    coe: Coe

    @property
    def corrected_by(self) -> str:
        """What a corrected incident is, for people."""
        return "a later report on the same subject that says PASS"

    def incident(self, given: Case | None) -> Case | Violation:
        """Return the first report that failed, whatever was given."""
        del given
        reports = self.work.check_reports.newest(self.name, REPORTS_AT_MOST)
        failed = [each for each in reports if each.result is FAIL]
        if failed:
            return Case(report=failed[-1])
        what = "a report that says FAIL"
        return rules.incident_not_recorded(self.name, self.coe.name, what)

    def corrected(self, given: Case | None) -> Case | None:
        """Return the first report after the failed one that passed."""
        del given
        reports = self.work.check_reports.newest(self.name, REPORTS_AT_MOST)[::-1]
        failed = next(each for each in reports if each.result is FAIL)
        passed = (
            each
            for each in reports
            if each.result is PASS
            and each.subject == failed.subject
            and each.at > failed.at
        )
        report = next(passed, None)
        return Case(report=report) if report else None

    def says(self, case: Case, incident: Case, field: str) -> CheckResult | None:
        """Return what a report says."""
        del incident, field
        return case.report.result if case.report else None
