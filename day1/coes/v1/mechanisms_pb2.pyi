import datetime

from buf.validate import validate_pb2 as _validate_pb2
from day1.checks.v1 import checks_pb2 as _checks_pb2
from google.api import field_behavior_pb2 as _field_behavior_pb2
from google.api import resource_pb2 as _resource_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import struct_pb2 as _struct_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class MechanismView(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MECHANISM_VIEW_UNSPECIFIED: _ClassVar[MechanismView]
    MECHANISM_VIEW_BASIC: _ClassVar[MechanismView]
    MECHANISM_VIEW_FULL: _ClassVar[MechanismView]

class MechanismState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MECHANISM_STATE_UNSPECIFIED: _ClassVar[MechanismState]
    MECHANISM_STATE_PROPOSED: _ClassVar[MechanismState]
    MECHANISM_STATE_PROVEN: _ClassVar[MechanismState]
    MECHANISM_STATE_ADOPTED: _ClassVar[MechanismState]
    MECHANISM_STATE_SUSPENDED: _ClassVar[MechanismState]
    MECHANISM_STATE_RETIRED: _ClassVar[MechanismState]
    MECHANISM_STATE_REJECTED: _ClassVar[MechanismState]

class MechanismEndTrigger(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MECHANISM_END_TRIGGER_UNSPECIFIED: _ClassVar[MechanismEndTrigger]
    MECHANISM_END_TRIGGER_PERSON: _ClassVar[MechanismEndTrigger]
    MECHANISM_END_TRIGGER_SUNSET: _ClassVar[MechanismEndTrigger]

class ProofStrength(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PROOF_STRENGTH_UNSPECIFIED: _ClassVar[ProofStrength]
    PROOF_STRENGTH_WEAK: _ClassVar[ProofStrength]
    PROOF_STRENGTH_FAIR: _ClassVar[ProofStrength]
    PROOF_STRENGTH_STRONG: _ClassVar[ProofStrength]
MECHANISM_VIEW_UNSPECIFIED: MechanismView
MECHANISM_VIEW_BASIC: MechanismView
MECHANISM_VIEW_FULL: MechanismView
MECHANISM_STATE_UNSPECIFIED: MechanismState
MECHANISM_STATE_PROPOSED: MechanismState
MECHANISM_STATE_PROVEN: MechanismState
MECHANISM_STATE_ADOPTED: MechanismState
MECHANISM_STATE_SUSPENDED: MechanismState
MECHANISM_STATE_RETIRED: MechanismState
MECHANISM_STATE_REJECTED: MechanismState
MECHANISM_END_TRIGGER_UNSPECIFIED: MechanismEndTrigger
MECHANISM_END_TRIGGER_PERSON: MechanismEndTrigger
MECHANISM_END_TRIGGER_SUNSET: MechanismEndTrigger
PROOF_STRENGTH_UNSPECIFIED: ProofStrength
PROOF_STRENGTH_WEAK: ProofStrength
PROOF_STRENGTH_FAIR: ProofStrength
PROOF_STRENGTH_STRONG: ProofStrength

class Mechanism(_message.Message):
    __slots__ = ("name", "title", "origin_coes", "outputs", "inputs", "predicate", "question", "guardrail", "external", "scope", "severity", "message", "fix_hint", "owner_team", "sunset_time", "human_run", "fictional", "version", "state", "proposer", "adopter", "adoption", "inspection", "counters", "proofs", "backtest", "escapes", "suspend_reason", "resume_time", "end_reason", "end_trigger", "reports", "warnings", "possible_methods", "origin_titles", "history", "create_time", "update_time", "etag", "proof_evidence")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_COES_FIELD_NUMBER: _ClassVar[int]
    OUTPUTS_FIELD_NUMBER: _ClassVar[int]
    INPUTS_FIELD_NUMBER: _ClassVar[int]
    PREDICATE_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    GUARDRAIL_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_FIELD_NUMBER: _ClassVar[int]
    SCOPE_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    FIX_HINT_FIELD_NUMBER: _ClassVar[int]
    OWNER_TEAM_FIELD_NUMBER: _ClassVar[int]
    SUNSET_TIME_FIELD_NUMBER: _ClassVar[int]
    HUMAN_RUN_FIELD_NUMBER: _ClassVar[int]
    FICTIONAL_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PROPOSER_FIELD_NUMBER: _ClassVar[int]
    ADOPTER_FIELD_NUMBER: _ClassVar[int]
    ADOPTION_FIELD_NUMBER: _ClassVar[int]
    INSPECTION_FIELD_NUMBER: _ClassVar[int]
    COUNTERS_FIELD_NUMBER: _ClassVar[int]
    PROOFS_FIELD_NUMBER: _ClassVar[int]
    BACKTEST_FIELD_NUMBER: _ClassVar[int]
    ESCAPES_FIELD_NUMBER: _ClassVar[int]
    SUSPEND_REASON_FIELD_NUMBER: _ClassVar[int]
    RESUME_TIME_FIELD_NUMBER: _ClassVar[int]
    END_REASON_FIELD_NUMBER: _ClassVar[int]
    END_TRIGGER_FIELD_NUMBER: _ClassVar[int]
    REPORTS_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    POSSIBLE_METHODS_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_TITLES_FIELD_NUMBER: _ClassVar[int]
    HISTORY_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    PROOF_EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    name: str
    title: str
    origin_coes: _containers.RepeatedScalarFieldContainer[str]
    outputs: str
    inputs: str
    predicate: _checks_pb2.Predicate
    question: _checks_pb2.ReviewQuestion
    guardrail: _checks_pb2.GuardrailTool
    external: _checks_pb2.ExternalCheck
    scope: _checks_pb2.Scope
    severity: _checks_pb2.CheckSeverity
    message: str
    fix_hint: str
    owner_team: str
    sunset_time: _timestamp_pb2.Timestamp
    human_run: bool
    fictional: bool
    version: int
    state: MechanismState
    proposer: str
    adopter: str
    adoption: Adoption
    inspection: Inspection
    counters: MechanismCounters
    proofs: _containers.RepeatedCompositeFieldContainer[Proof]
    backtest: Backtest
    escapes: _containers.RepeatedCompositeFieldContainer[Escape]
    suspend_reason: str
    resume_time: _timestamp_pb2.Timestamp
    end_reason: str
    end_trigger: MechanismEndTrigger
    reports: _containers.RepeatedCompositeFieldContainer[CheckReport]
    warnings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    possible_methods: _containers.RepeatedScalarFieldContainer[str]
    origin_titles: _containers.RepeatedScalarFieldContainer[str]
    history: _containers.RepeatedCompositeFieldContainer[MechanismHistoryEntry]
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    etag: str
    proof_evidence: ProofEvidence
    def __init__(self, name: _Optional[str] = ..., title: _Optional[str] = ..., origin_coes: _Optional[_Iterable[str]] = ..., outputs: _Optional[str] = ..., inputs: _Optional[str] = ..., predicate: _Optional[_Union[_checks_pb2.Predicate, _Mapping]] = ..., question: _Optional[_Union[_checks_pb2.ReviewQuestion, _Mapping]] = ..., guardrail: _Optional[_Union[_checks_pb2.GuardrailTool, _Mapping]] = ..., external: _Optional[_Union[_checks_pb2.ExternalCheck, _Mapping]] = ..., scope: _Optional[_Union[_checks_pb2.Scope, _Mapping]] = ..., severity: _Optional[_Union[_checks_pb2.CheckSeverity, str]] = ..., message: _Optional[str] = ..., fix_hint: _Optional[str] = ..., owner_team: _Optional[str] = ..., sunset_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., human_run: _Optional[bool] = ..., fictional: _Optional[bool] = ..., version: _Optional[int] = ..., state: _Optional[_Union[MechanismState, str]] = ..., proposer: _Optional[str] = ..., adopter: _Optional[str] = ..., adoption: _Optional[_Union[Adoption, _Mapping]] = ..., inspection: _Optional[_Union[Inspection, _Mapping]] = ..., counters: _Optional[_Union[MechanismCounters, _Mapping]] = ..., proofs: _Optional[_Iterable[_Union[Proof, _Mapping]]] = ..., backtest: _Optional[_Union[Backtest, _Mapping]] = ..., escapes: _Optional[_Iterable[_Union[Escape, _Mapping]]] = ..., suspend_reason: _Optional[str] = ..., resume_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_reason: _Optional[str] = ..., end_trigger: _Optional[_Union[MechanismEndTrigger, str]] = ..., reports: _Optional[_Iterable[_Union[CheckReport, _Mapping]]] = ..., warnings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ..., possible_methods: _Optional[_Iterable[str]] = ..., origin_titles: _Optional[_Iterable[str]] = ..., history: _Optional[_Iterable[_Union[MechanismHistoryEntry, _Mapping]]] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ..., proof_evidence: _Optional[_Union[ProofEvidence, _Mapping]] = ...) -> None: ...

class Adoption(_message.Message):
    __slots__ = ("adopt_time", "consumers", "missing", "active", "time_to_protect")
    ADOPT_TIME_FIELD_NUMBER: _ClassVar[int]
    CONSUMERS_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    ACTIVE_FIELD_NUMBER: _ClassVar[int]
    TIME_TO_PROTECT_FIELD_NUMBER: _ClassVar[int]
    adopt_time: _timestamp_pb2.Timestamp
    consumers: _containers.RepeatedCompositeFieldContainer[CheckConsumer]
    missing: _containers.RepeatedScalarFieldContainer[str]
    active: bool
    time_to_protect: _duration_pb2.Duration
    def __init__(self, adopt_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., consumers: _Optional[_Iterable[_Union[CheckConsumer, _Mapping]]] = ..., missing: _Optional[_Iterable[str]] = ..., active: _Optional[bool] = ..., time_to_protect: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ...) -> None: ...

class CheckConsumer(_message.Message):
    __slots__ = ("service", "version", "answer_time", "unsupported")
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    ANSWER_TIME_FIELD_NUMBER: _ClassVar[int]
    UNSUPPORTED_FIELD_NUMBER: _ClassVar[int]
    service: str
    version: int
    answer_time: _timestamp_pb2.Timestamp
    unsupported: bool
    def __init__(self, service: _Optional[str] = ..., version: _Optional[int] = ..., answer_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., unsupported: _Optional[bool] = ...) -> None: ...

class Inspection(_message.Message):
    __slots__ = ("inspection_interval", "last_time", "due_time", "outputs_reached", "still_needed", "we_own_it", "evidence", "inspector", "version")
    INSPECTION_INTERVAL_FIELD_NUMBER: _ClassVar[int]
    LAST_TIME_FIELD_NUMBER: _ClassVar[int]
    DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    OUTPUTS_REACHED_FIELD_NUMBER: _ClassVar[int]
    STILL_NEEDED_FIELD_NUMBER: _ClassVar[int]
    WE_OWN_IT_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    INSPECTOR_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    inspection_interval: _duration_pb2.Duration
    last_time: _timestamp_pb2.Timestamp
    due_time: _timestamp_pb2.Timestamp
    outputs_reached: bool
    still_needed: bool
    we_own_it: bool
    evidence: str
    inspector: str
    version: int
    def __init__(self, inspection_interval: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., last_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., outputs_reached: _Optional[bool] = ..., still_needed: _Optional[bool] = ..., we_own_it: _Optional[bool] = ..., evidence: _Optional[str] = ..., inspector: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class MechanismCounters(_message.Message):
    __slots__ = ("evaluated", "fired", "blocked", "exceptions", "false_alarms", "escapes", "last_fire_time")
    EVALUATED_FIELD_NUMBER: _ClassVar[int]
    FIRED_FIELD_NUMBER: _ClassVar[int]
    BLOCKED_FIELD_NUMBER: _ClassVar[int]
    EXCEPTIONS_FIELD_NUMBER: _ClassVar[int]
    FALSE_ALARMS_FIELD_NUMBER: _ClassVar[int]
    ESCAPES_FIELD_NUMBER: _ClassVar[int]
    LAST_FIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    evaluated: int
    fired: int
    blocked: int
    exceptions: int
    false_alarms: int
    escapes: int
    last_fire_time: _timestamp_pb2.Timestamp
    def __init__(self, evaluated: _Optional[int] = ..., fired: _Optional[int] = ..., blocked: _Optional[int] = ..., exceptions: _Optional[int] = ..., false_alarms: _Optional[int] = ..., escapes: _Optional[int] = ..., last_fire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ProofEvidence(_message.Message):
    __slots__ = ("strength", "incidents", "mutated_incidents", "recorded_passes", "searches_text")
    STRENGTH_FIELD_NUMBER: _ClassVar[int]
    INCIDENTS_FIELD_NUMBER: _ClassVar[int]
    MUTATED_INCIDENTS_FIELD_NUMBER: _ClassVar[int]
    RECORDED_PASSES_FIELD_NUMBER: _ClassVar[int]
    SEARCHES_TEXT_FIELD_NUMBER: _ClassVar[int]
    strength: ProofStrength
    incidents: int
    mutated_incidents: int
    recorded_passes: int
    searches_text: bool
    def __init__(self, strength: _Optional[_Union[ProofStrength, str]] = ..., incidents: _Optional[int] = ..., mutated_incidents: _Optional[int] = ..., recorded_passes: _Optional[int] = ..., searches_text: _Optional[bool] = ...) -> None: ...

class Proof(_message.Message):
    __slots__ = ("coe", "replay", "said_on_incident", "said_on_corrected", "said_on_mutated_incidents", "time")
    COE_FIELD_NUMBER: _ClassVar[int]
    REPLAY_FIELD_NUMBER: _ClassVar[int]
    SAID_ON_INCIDENT_FIELD_NUMBER: _ClassVar[int]
    SAID_ON_CORRECTED_FIELD_NUMBER: _ClassVar[int]
    SAID_ON_MUTATED_INCIDENTS_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    coe: str
    replay: Replay
    said_on_incident: _checks_pb2.CheckResult
    said_on_corrected: _checks_pb2.CheckResult
    said_on_mutated_incidents: _containers.RepeatedScalarFieldContainer[_checks_pb2.CheckResult]
    time: _timestamp_pb2.Timestamp
    def __init__(self, coe: _Optional[str] = ..., replay: _Optional[_Union[Replay, _Mapping]] = ..., said_on_incident: _Optional[_Union[_checks_pb2.CheckResult, str]] = ..., said_on_corrected: _Optional[_Union[_checks_pb2.CheckResult, str]] = ..., said_on_mutated_incidents: _Optional[_Iterable[_Union[_checks_pb2.CheckResult, str]]] = ..., time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Replay(_message.Message):
    __slots__ = ("coe", "incident", "corrected", "mutated_incidents")
    COE_FIELD_NUMBER: _ClassVar[int]
    INCIDENT_FIELD_NUMBER: _ClassVar[int]
    CORRECTED_FIELD_NUMBER: _ClassVar[int]
    MUTATED_INCIDENTS_FIELD_NUMBER: _ClassVar[int]
    coe: str
    incident: ReplayedCase
    corrected: ReplayedCase
    mutated_incidents: _containers.RepeatedCompositeFieldContainer[ReplayedCase]
    def __init__(self, coe: _Optional[str] = ..., incident: _Optional[_Union[ReplayedCase, _Mapping]] = ..., corrected: _Optional[_Union[ReplayedCase, _Mapping]] = ..., mutated_incidents: _Optional[_Iterable[_Union[ReplayedCase, _Mapping]]] = ...) -> None: ...

class ReplayedCase(_message.Message):
    __slots__ = ("subject", "patch", "value", "answer", "report")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    PATCH_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    REPORT_FIELD_NUMBER: _ClassVar[int]
    subject: str
    patch: _struct_pb2.Struct
    value: float
    answer: str
    report: CheckReport
    def __init__(self, subject: _Optional[str] = ..., patch: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., value: _Optional[float] = ..., answer: _Optional[str] = ..., report: _Optional[_Union[CheckReport, _Mapping]] = ...) -> None: ...

class Backtest(_message.Message):
    __slots__ = ("subjects", "would_have_blocked", "caught", "false_alarm_ratio", "blocked_subjects", "since_time", "truncated", "skipped", "passed")
    SUBJECTS_FIELD_NUMBER: _ClassVar[int]
    WOULD_HAVE_BLOCKED_FIELD_NUMBER: _ClassVar[int]
    CAUGHT_FIELD_NUMBER: _ClassVar[int]
    FALSE_ALARM_RATIO_FIELD_NUMBER: _ClassVar[int]
    BLOCKED_SUBJECTS_FIELD_NUMBER: _ClassVar[int]
    SINCE_TIME_FIELD_NUMBER: _ClassVar[int]
    TRUNCATED_FIELD_NUMBER: _ClassVar[int]
    SKIPPED_FIELD_NUMBER: _ClassVar[int]
    PASSED_FIELD_NUMBER: _ClassVar[int]
    subjects: int
    would_have_blocked: int
    caught: int
    false_alarm_ratio: float
    blocked_subjects: _containers.RepeatedScalarFieldContainer[str]
    since_time: _timestamp_pb2.Timestamp
    truncated: bool
    skipped: int
    passed: int
    def __init__(self, subjects: _Optional[int] = ..., would_have_blocked: _Optional[int] = ..., caught: _Optional[int] = ..., false_alarm_ratio: _Optional[float] = ..., blocked_subjects: _Optional[_Iterable[str]] = ..., since_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., truncated: _Optional[bool] = ..., skipped: _Optional[int] = ..., passed: _Optional[int] = ...) -> None: ...

class Escape(_message.Message):
    __slots__ = ("coe", "version", "time")
    COE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    coe: str
    version: int
    time: _timestamp_pb2.Timestamp
    def __init__(self, coe: _Optional[str] = ..., version: _Optional[int] = ..., time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class CheckReport(_message.Message):
    __slots__ = ("subject", "result", "evidence_url", "time", "reporter", "fresh")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_URL_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    REPORTER_FIELD_NUMBER: _ClassVar[int]
    FRESH_FIELD_NUMBER: _ClassVar[int]
    subject: str
    result: _checks_pb2.CheckResult
    evidence_url: str
    time: _timestamp_pb2.Timestamp
    reporter: str
    fresh: bool
    def __init__(self, subject: _Optional[str] = ..., result: _Optional[_Union[_checks_pb2.CheckResult, str]] = ..., evidence_url: _Optional[str] = ..., time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reporter: _Optional[str] = ..., fresh: _Optional[bool] = ...) -> None: ...

class MechanismHistoryEntry(_message.Message):
    __slots__ = ("time", "actor", "event", "state")
    TIME_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    EVENT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    time: _timestamp_pb2.Timestamp
    actor: str
    event: str
    state: MechanismState
    def __init__(self, time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., actor: _Optional[str] = ..., event: _Optional[str] = ..., state: _Optional[_Union[MechanismState, str]] = ...) -> None: ...

class LoopMeasure(_message.Message):
    __slots__ = ("key", "title", "value", "previous", "unit", "proxy", "sample", "less_is_better")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    PROXY_FIELD_NUMBER: _ClassVar[int]
    SAMPLE_FIELD_NUMBER: _ClassVar[int]
    LESS_IS_BETTER_FIELD_NUMBER: _ClassVar[int]
    key: str
    title: str
    value: float
    previous: float
    unit: str
    proxy: bool
    sample: int
    less_is_better: bool
    def __init__(self, key: _Optional[str] = ..., title: _Optional[str] = ..., value: _Optional[float] = ..., previous: _Optional[float] = ..., unit: _Optional[str] = ..., proxy: _Optional[bool] = ..., sample: _Optional[int] = ..., less_is_better: _Optional[bool] = ...) -> None: ...

class CauseClassRate(_message.Message):
    __slots__ = ("cause_class", "coes", "recurrences", "recurrence_ratio")
    CAUSE_CLASS_FIELD_NUMBER: _ClassVar[int]
    COES_FIELD_NUMBER: _ClassVar[int]
    RECURRENCES_FIELD_NUMBER: _ClassVar[int]
    RECURRENCE_RATIO_FIELD_NUMBER: _ClassVar[int]
    cause_class: str
    coes: int
    recurrences: int
    recurrence_ratio: float
    def __init__(self, cause_class: _Optional[str] = ..., coes: _Optional[int] = ..., recurrences: _Optional[int] = ..., recurrence_ratio: _Optional[float] = ...) -> None: ...

class MechanismVersion(_message.Message):
    __slots__ = ("name", "version", "check", "proofs", "backtest", "start_time", "author", "proof_evidence")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    CHECK_FIELD_NUMBER: _ClassVar[int]
    PROOFS_FIELD_NUMBER: _ClassVar[int]
    BACKTEST_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    PROOF_EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    name: str
    version: int
    check: _checks_pb2.Check
    proofs: _containers.RepeatedCompositeFieldContainer[Proof]
    backtest: Backtest
    start_time: _timestamp_pb2.Timestamp
    author: str
    proof_evidence: ProofEvidence
    def __init__(self, name: _Optional[str] = ..., version: _Optional[int] = ..., check: _Optional[_Union[_checks_pb2.Check, _Mapping]] = ..., proofs: _Optional[_Iterable[_Union[Proof, _Mapping]]] = ..., backtest: _Optional[_Union[Backtest, _Mapping]] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., author: _Optional[str] = ..., proof_evidence: _Optional[_Union[ProofEvidence, _Mapping]] = ...) -> None: ...
