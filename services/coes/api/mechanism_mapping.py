"""Between the words of the domain and the words of the contract: mechanisms."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.json_format import MessageToDict, MessageToJson, Parse
from google.protobuf.struct_pb2 import Struct

from chassis.checks import CheckResult, CheckSeverity
from chassis.checks.messaging import TOOLS, from_check, to_findings, to_scope
from chassis.domain import InvalidInput, Violation
from chassis.etags import etag_of
from chassis.histories import history_of
from chassis.rpc.updates import merged
from chassis.values import as_fields
from chassis.wire import given
from day1.checks.v1 import checks_pb2
from day1.coes.v1 import mechanisms_pb2 as pb
from day1.coes.v1 import mechanisms_service_pb2 as rpc

from ..domain.design import Design
from ..domain.keeping import MechanismVersion
from ..domain.loop import LoopHealth
from ..domain.mechanism import Mechanism
from ..domain.policy import Policy
from ..domain.proofs import (
    Backtest,
    CheckReport,
    Counters,
    Proof,
    ProofEvidence,
    Replay,
    ReplayedCase,
)
from .histories import NAMES, NEWEST
from .mapping import time_in

MAX_PATCH_LEVELS = 20
"""Of a patch. A snapshot has four; protobuf could not read an answer with thirty."""

NOT_BASIC = ("proofs", "escapes", "reports", "history")
"""The fields that the view BASIC leaves out."""


def to_message(  # noqa: PLR0913, PLR0917 - what is known of it elsewhere
    mechanism: Mechanism,
    counters: Counters,
    at: datetime,
    policy: Policy,
    reports: Sequence[CheckReport] = (),
    view: pb.MechanismView = pb.MECHANISM_VIEW_FULL,
) -> pb.Mechanism:
    """Return the mechanism as others see it at this time."""
    stale = _stale(mechanism, reports, at)
    message = pb.Mechanism(
        **_design(mechanism.design),
        name=mechanism.name,
        origin_coes=mechanism.origin_coes,
        origin_titles=mechanism.origin_titles,
        owner_team=mechanism.owner_team,
        version=mechanism.number,
        state=to_state(mechanism.state),
        proposer=mechanism.proposer,
        adopter=mechanism.adopter,
        adoption=_adoption(mechanism) if mechanism.adopted_at else None,
        inspection=_inspection(mechanism, policy) if mechanism.adopted_at else None,
        counters=_counters(counters, len(mechanism.escapes)),
        proofs=_proofs(mechanism.proofs),
        backtest=to_backtest(mechanism.backtest) if mechanism.backtest else None,
        escapes=[
            pb.Escape(coe=each.coe, version=each.version, time=each.at)
            for each in mechanism.escapes[-NEWEST:]
        ],
        suspend_reason=mechanism.suspend_reason,
        resume_time=mechanism.suspended_until,
        end_reason=mechanism.end_reason,
        end_trigger=mechanism.end_trigger,
        reports=[_report(mechanism, report, at) for report in reports],
        warnings=to_findings([*mechanism.findings(counters, at, policy), *stale]),
        create_time=mechanism.created_at,
        update_time=mechanism.updated_at,
        etag=etag_of(mechanism),
        history=history_of(mechanism, NAMES, pb.MechanismHistoryEntry, to_state),
        possible_methods=mechanism.possible,
        proof_evidence=_evidence(mechanism.evidence),
    )
    if view == pb.MECHANISM_VIEW_BASIC:
        for field in NOT_BASIC:
            message.ClearField(field)
    return message


def to_state(state: str) -> str:
    """Return the state in the words of the contract."""
    return f"MECHANISM_STATE_{state}"


def to_backtest(backtest: Backtest) -> pb.Backtest:
    """Return what it would have done, in the words of the contract."""
    return pb.Backtest(
        subjects=backtest.subjects,
        would_have_blocked=backtest.would_have_blocked,
        caught=backtest.caught,
        false_alarm_ratio=backtest.false_alarm_ratio if backtest.subjects else None,
        blocked_subjects=backtest.blocked,
        since_time=backtest.since,
        truncated=backtest.truncated,
        skipped=backtest.skipped,
        passed=backtest.passed,
    )


def to_version(mechanism: str, version: MechanismVersion) -> pb.MechanismVersion:
    """Return a version of a mechanism in the words of the contract."""
    return pb.MechanismVersion(
        name=f"{mechanism}/versions/{version.version}",
        version=version.version,
        check=from_check(version.check) if version.check else None,
        proofs=_proofs(version.proofs),
        backtest=to_backtest(version.backtest) if version.backtest else None,
        start_time=version.since,
        author=version.author,
        proof_evidence=_evidence(version.evidence),
    )


def to_loop_health(health: LoopHealth) -> rpc.GetLoopHealthResponse:
    """Return how the loop does, in the words of the contract."""
    return rpc.GetLoopHealthResponse(
        measures=[pb.LoopMeasure(**as_fields(each)) for each in health.measures],
        cause_classes=[
            pb.CauseClassRate(**as_fields(each), recurrence_ratio=each.ratio)
            for each in health.cause_classes
        ],
        since_time=health.since,
        adopted_mechanisms=health.adopted_mechanisms,
        open_coes=health.open_coes,
    )


def to_design(message: pb.Mechanism) -> Design:
    """Return what is proposed."""
    values = {path: read(message) for path, read in PARTS.items()}
    return Design(sunset_at=values.pop("sunset_time"), **values)


def to_change(message: pb.Mechanism, mask: FieldMask) -> Callable[[Design], Design]:
    """Return the change that an improvement asks for, which may raise `InvalidInput`.

    A tool replaces the one before.
    """

    def change(design: Design) -> Design:
        current = pb.Mechanism(**_design(design))
        result, _ = merged(current, message, mask, [*PARTS])
        return to_design(result)

    return change


def to_replays(messages: Sequence[pb.Replay]) -> list[Replay]:
    """Return how incidents are replayed. Raises `InvalidInput`."""
    for number, message in enumerate(messages):
        _ensure_json(message, f"replays[{number}]")
    return [*map(to_replay, messages)]


def to_replay(message: pb.Replay) -> Replay:
    """Return how an incident is replayed."""
    return Replay(
        coe=message.coe,
        incident=given(message, "incident", _case),
        corrected=given(message, "corrected", _case),
        mutated=tuple(map(_case, message.mutated_incidents)),
    )


def _ensure_json(message: pb.Replay, place: str) -> None:
    """Refuse patches that nobody could read: no JSON, as NaN is none, or too deep."""
    cases = {"incident": message.incident, "corrected": message.corrected}
    for number, case in enumerate(message.mutated_incidents):
        cases[f"mutated_incidents[{number}]"] = case
    broken = [f"{place}.{name}.patch" for name, case in cases.items() if _is_odd(case)]
    text = (
        "The patch is no JSON object, or has more than"
        f" {MAX_PATCH_LEVELS} levels. Leave out numbers such as NaN."
    )
    if broken:
        raise InvalidInput(*(Violation("FIELD_MALFORMED", at, text) for at in broken))


def _is_odd(case: pb.ReplayedCase) -> bool:
    try:
        return _levels_of(MessageToDict(case.patch)) > MAX_PATCH_LEVELS
    except ValueError:  # a number that is none
        return True


def _levels_of(value: Any) -> int:
    if not isinstance(value, dict | list):
        return 0
    parts = value.values() if isinstance(value, dict) else value
    return 1 + max(map(_levels_of, parts), default=0)


def to_result(result: int) -> CheckResult:
    """Return what an external check found."""
    return CheckResult(checks_pb2.CheckResult.Name(result))


def _case(message: pb.ReplayedCase) -> ReplayedCase:
    """Return what is replayed; a report is only told, and not read."""
    match message.WhichOneof("content"):
        case "patch":
            patch = MessageToJson(message.patch, indent=None, sort_keys=True)
            return ReplayedCase(patch=patch)
        case "subject":
            return ReplayedCase(subject=message.subject)
        case "value":
            return ReplayedCase(value=message.value)
        case "answer":
            return ReplayedCase(answer=message.answer)
        case _:
            return ReplayedCase()


def _design(design: Design) -> dict[str, Any]:
    fields = as_fields(design)
    fields["sunset_time"] = fields.pop("sunset_at")
    expression = fields.pop("predicate")
    fields["predicate"] = {"expression": expression} if expression else None
    return {name: value for name, value in fields.items() if value is not None}


def _adoption(mechanism: Mechanism) -> pb.Adoption:
    took = None
    if mechanism.protected_at and mechanism.since:
        took = mechanism.protected_at - mechanism.since
    return pb.Adoption(
        adopt_time=mechanism.adopted_at,
        consumers=[
            pb.CheckConsumer(
                service=each.service,
                version=each.version,
                answer_time=each.answered_at,
                unsupported=each.unsupported,
            )
            for each in mechanism.consumers
        ],
        missing=mechanism.missing,
        active=mechanism.is_active,
        time_to_protect=took,
    )


def _inspection(mechanism: Mechanism, policy: Policy) -> pb.Inspection:
    message = pb.Inspection(
        inspection_interval=policy.inspection_every, due_time=mechanism.due_at
    )
    if last := mechanism.inspection:
        fields = as_fields(last)
        message.MergeFrom(pb.Inspection(last_time=fields.pop("at"), **fields))
    return message


def _counters(counters: Counters, escapes: int) -> pb.MechanismCounters:
    fields = as_fields(counters)
    last = fields.pop("last_fired_at")
    return pb.MechanismCounters(**fields, last_fire_time=last, escapes=escapes)


def _proofs(proofs: Sequence[Proof]) -> list[pb.Proof]:
    return [
        pb.Proof(
            coe=proof.coe,
            replay=_replay(proof.replay),
            said_on_incident=proof.said_on_incident,
            said_on_corrected=proof.said_on_corrected,
            said_on_mutated_incidents=proof.said_on_mutated,
            time=proof.at,
        )
        for proof in proofs[-NEWEST:]
    ]


def _evidence(evidence: ProofEvidence | None) -> pb.ProofEvidence | None:
    if evidence is None:
        return None
    return pb.ProofEvidence(**as_fields(evidence), strength=evidence.strength)


def _replay(replay: Replay) -> pb.Replay:
    return pb.Replay(
        coe=replay.coe,
        incident=_case_message(replay.incident) if replay.incident else None,
        corrected=_case_message(replay.corrected) if replay.corrected else None,
        mutated_incidents=map(_case_message, replay.mutated),
    )


def _case_message(case: ReplayedCase) -> pb.ReplayedCase:
    return pb.ReplayedCase(
        subject=case.subject,
        patch=None if case.patch is None else Parse(case.patch, Struct()),
        value=case.value,
        answer=case.answer,
        report=_report_message(case.report) if case.report else None,
    )


def _report(mechanism: Mechanism, report: CheckReport, at: datetime) -> pb.CheckReport:
    return _report_message(report, fresh=_is_fresh(mechanism, report, at))


def _report_message(
    report: CheckReport, *, fresh: bool | None = None
) -> pb.CheckReport:
    fields = as_fields(report)
    return pb.CheckReport(time=fields.pop("at"), fresh=fresh, **fields)


def _is_fresh(mechanism: Mechanism, report: CheckReport, at: datetime) -> bool:
    external = mechanism.design.external
    return bool(external and report.at > at - external.freshness)


def _stale(
    mechanism: Mechanism, reports: Sequence[CheckReport], at: datetime
) -> list[Violation]:
    """Return a finding, if what was reported says nothing about today."""
    if not reports or _is_fresh(mechanism, reports[0], at):
        return []
    text = f"Nobody has reported on {mechanism.label} since {reports[0].at:%Y-%m-%d}."
    hint = "Look at whatever should report."
    return [Violation("CHECK_REPORT_STALE", mechanism.name, f"{text} {hint}")]


def _severity(message: pb.Mechanism) -> CheckSeverity:
    severity = checks_pb2.CheckSeverity.Name(
        message.severity or checks_pb2.CHECK_SEVERITY_BLOCK
    )
    return CheckSeverity(severity)


def _tool(name: str, absent: Any) -> Callable[[pb.Mechanism], Any]:
    def read(message: pb.Mechanism) -> Any:
        if message.WhichOneof("tool") != name:
            return absent
        return TOOLS[name](getattr(message, name))

    return read


PARTS: dict[str, Callable[[pb.Mechanism], Any]] = {
    "title": lambda message: message.title,
    "outputs": lambda message: message.outputs,
    "inputs": lambda message: message.inputs,
    "predicate": _tool("predicate", ""),
    "question": _tool("question", None),
    "guardrail": _tool("guardrail", None),
    "external": _tool("external", None),
    "scope": lambda message: given(message, "scope", to_scope),
    "severity": _severity,
    "message": lambda message: message.message,
    "fix_hint": lambda message: message.fix_hint,
    "sunset_time": lambda message: time_in(message, "sunset_time"),
    "human_run": lambda message: message.human_run,
    "fictional": lambda message: message.fictional,
}
"""What may be proposed and improved, and how to read it."""
