"""Between the words of the domain and the words of the contract: mechanisms."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.json_format import MessageToJson

from chassis.checks import CheckResult, CheckSeverity, Scope, Stage
from chassis.checks.messaging import TOOLS, from_check, to_findings
from chassis.domain import Violation
from chassis.rpc.updates import masked
from chassis.values import as_fields
from day1.checks.v1 import checks_pb2
from day1.coes.v1 import mechanisms_pb2 as pb
from day1.coes.v1 import mechanisms_service_pb2 as rpc

from ..domain.design import Design
from ..domain.keeping import MechanismVersion
from ..domain.loop import LoopHealth
from ..domain.mechanism import Mechanism
from ..domain.policy import Policy
from ..domain.proofs import Backtest, CheckReport, Counters, Proof, Replay
from .mapping import time_in


def to_message(
    mechanism: Mechanism,
    counters: Counters,
    at: datetime,
    policy: Policy,
    reports: Sequence[CheckReport] = (),
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
        proofs=[_proof(proof) for proof in mechanism.proofs],
        backtest=to_backtest(mechanism.backtest) if mechanism.backtest else None,
        escapes=[
            pb.Escape(coe=each.coe, version=each.version, time=each.at)
            for each in mechanism.escapes
        ],
        suspend_reason=mechanism.suspend_reason,
        resume_time=mechanism.suspended_until,
        end_reason=mechanism.end_reason,
        reports=[_report(mechanism, report, at) for report in reports],
        warnings=to_findings([*mechanism.findings(counters, at, policy), *stale]),
        create_time=mechanism.created_at,
        update_time=mechanism.updated_at,
        etag=str(mechanism.version),
        history=[
            pb.MechanismHistoryEntry(
                time=entry.at,
                actor=entry.actor,
                event=entry.event,
                state=to_state(entry.state),
            )
            for entry in mechanism.history
        ],
        possible_methods=mechanism.possible,
    )
    if mechanism.design.predicate:
        message.predicate.expression = mechanism.design.predicate
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
        false_alarm_ratio=backtest.false_alarm_ratio,
        blocked_subjects=backtest.blocked,
        since_time=backtest.since,
        truncated=backtest.truncated,
        skipped=backtest.skipped,
    )


def to_version(version: MechanismVersion) -> pb.MechanismVersion:
    """Return a version in the words of the contract."""
    return pb.MechanismVersion(
        version=version.version,
        check=from_check(version.check) if version.check else None,
        proofs=[_proof(proof) for proof in version.proofs],
        backtest=to_backtest(version.backtest) if version.backtest else None,
        start_time=version.since,
        author=version.author,
    )


def to_loop_health(health: LoopHealth) -> rpc.GetLoopHealthResponse:
    """Return how the loop does, in the words of the contract."""
    return rpc.GetLoopHealthResponse(
        measures=[pb.LoopMeasure(**as_fields(each)) for each in health.measures],
        cause_classes=[
            pb.CauseClassRate(**as_fields(each), ratio=each.ratio)
            for each in health.cause_classes
        ],
        since_time=health.since,
        adopted_mechanisms=health.adopted_mechanisms,
        open_coes=health.open_coes,
    )


def to_design(message: pb.Mechanism) -> Design:
    """Return what is proposed. Raises `InvalidInput`."""
    return Design(**_parts(message, PARTS))


def to_change(message: pb.Mechanism, mask: FieldMask) -> Callable[[Design], Design]:
    """Return the change that an improvement asks for. Raises `InvalidInput`.

    A tool takes the place of the one before.
    """
    paths = masked(message, mask, PARTS)
    values = _parts(message, paths)
    if any(path in TOOLS for path in paths):
        values = dict.fromkeys(TOOLS) | {"predicate": ""} | values
    return lambda design: replace(design, **values)


def to_replay(message: pb.Replay) -> Replay:
    """Return how an incident is replayed."""
    corrected = message.WhichOneof("corrected")
    return Replay(
        coe=message.coe,
        incident=message.incident,
        patch=MessageToJson(message.patch, indent=None) if corrected == "patch" else "",
        subject=message.subject,
        value=message.value if corrected == "value" else None,
        answer_then=message.answers.then,
        answer_now=message.answers.now,
    )


def to_result(result: int) -> CheckResult:
    """Return what an external check found."""
    return CheckResult(checks_pb2.CheckResult.Name(result))


def _parts(message: pb.Mechanism, paths: Iterable[str]) -> dict[str, Any]:
    values = {path: PARTS[path](message) for path in paths}
    if "sunset_time" in values:
        values["sunset_at"] = values.pop("sunset_time")
    return values


def _design(design: Design) -> dict[str, Any]:
    fields = as_fields(design)
    fields["sunset_time"] = fields.pop("sunset_at")
    del fields["predicate"]
    return {name: value for name, value in fields.items() if value is not None}


def _adoption(mechanism: Mechanism) -> pb.Adoption:
    took = None
    if mechanism.protected_at and mechanism.since:
        took = (mechanism.protected_at - mechanism.since).total_seconds()
    return pb.Adoption(
        adopt_time=mechanism.adopted_at,
        consumers=[
            pb.Consumer(
                service=each.service,
                version=each.version,
                activate_time=each.activated_at,
            )
            for each in mechanism.consumers
        ],
        missing=mechanism.missing,
        active=mechanism.is_active,
        seconds_to_protect=took,
    )


def _inspection(mechanism: Mechanism, policy: Policy) -> pb.Inspection:
    message = pb.Inspection(
        every_days=policy.inspection_every.days, due_time=mechanism.due_at
    )
    if last := mechanism.inspection:
        fields = as_fields(last)
        message.MergeFrom(pb.Inspection(last_time=fields.pop("at"), **fields))
    return message


def _counters(counters: Counters, escapes: int) -> pb.MechanismCounters:
    fields = as_fields(counters)
    last = fields.pop("last_fired_at")
    return pb.MechanismCounters(**fields, last_fire_time=last, escapes=escapes)


def _proof(proof: Proof) -> pb.Proof:
    fields = as_fields(proof)
    return pb.Proof(time=fields.pop("at"), **fields)


def _report(mechanism: Mechanism, report: CheckReport, at: datetime) -> pb.CheckReport:
    fields = as_fields(report)
    return pb.CheckReport(
        time=fields.pop("at"), fresh=_is_fresh(mechanism, report, at), **fields
    )


def _is_fresh(mechanism: Mechanism, report: CheckReport, at: datetime) -> bool:
    external = mechanism.design.external
    return bool(external and report.at > at - external.freshness)


def _stale(
    mechanism: Mechanism, reports: Sequence[CheckReport], at: datetime
) -> list[Violation]:
    """Return a finding, if what was reported says nothing about today."""
    if not reports or _is_fresh(mechanism, reports[0], at):
        return []
    text = f"Nobody has reported on {mechanism.name} since {reports[0].at:%Y-%m-%d}."
    hint = "Look at whatever should report."
    return [Violation("CHECK_REPORT_STALE", mechanism.name, f"{text} {hint}")]


def _scope(message: pb.Mechanism) -> Scope | None:
    if not message.HasField("scope"):
        return None
    scope = message.scope
    return Scope(
        Stage(checks_pb2.Stage.Name(scope.stage)),
        scope.door_kind,
        tuple(scope.tags),
        tuple(scope.teams),
    )


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
    "scope": _scope,
    "severity": _severity,
    "message": lambda message: message.message,
    "fix_hint": lambda message: message.fix_hint,
    "sunset_time": lambda message: time_in(
        message, "sunset_time", "mechanism.sunset_time"
    ),
    "human_run": lambda message: message.human_run,
    "fictional": lambda message: message.fictional,
}
"""What may be proposed and improved, and how to read it."""
