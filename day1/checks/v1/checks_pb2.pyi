import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.api import field_behavior_pb2 as _field_behavior_pb2
from google.api import resource_pb2 as _resource_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Stage(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    STAGE_UNSPECIFIED: _ClassVar[Stage]
    STAGE_IDEA_SUBMIT: _ClassVar[Stage]
    STAGE_REVIEW_DECIDE: _ClassVar[Stage]
    STAGE_EXPERIMENT_START: _ClassVar[Stage]
    STAGE_EXPERIMENT_DECIDE: _ClassVar[Stage]

class DoorKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DOOR_KIND_UNSPECIFIED: _ClassVar[DoorKind]
    DOOR_KIND_ONE_WAY: _ClassVar[DoorKind]
    DOOR_KIND_TWO_WAY: _ClassVar[DoorKind]

class CheckSeverity(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CHECK_SEVERITY_UNSPECIFIED: _ClassVar[CheckSeverity]
    CHECK_SEVERITY_BLOCK: _ClassVar[CheckSeverity]
    CHECK_SEVERITY_WARN: _ClassVar[CheckSeverity]

class CheckResult(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CHECK_RESULT_UNSPECIFIED: _ClassVar[CheckResult]
    CHECK_RESULT_PASS: _ClassVar[CheckResult]
    CHECK_RESULT_FAIL: _ClassVar[CheckResult]
    CHECK_RESULT_EXCEPTION: _ClassVar[CheckResult]
    CHECK_RESULT_NOT_APPLICABLE: _ClassVar[CheckResult]

class Risk(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RISK_UNSPECIFIED: _ClassVar[Risk]
    RISK_NONE: _ClassVar[Risk]
    RISK_MEDIUM: _ClassVar[Risk]
    RISK_HIGH: _ClassVar[Risk]

class Comparison(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COMPARISON_UNSPECIFIED: _ClassVar[Comparison]
    COMPARISON_AT_MOST: _ClassVar[Comparison]
    COMPARISON_AT_LEAST: _ClassVar[Comparison]

class GuardrailAction(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    GUARDRAIL_ACTION_UNSPECIFIED: _ClassVar[GuardrailAction]
    GUARDRAIL_ACTION_PAUSE: _ClassVar[GuardrailAction]
    GUARDRAIL_ACTION_ALERT: _ClassVar[GuardrailAction]

class MetricAggregation(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    METRIC_AGGREGATION_UNSPECIFIED: _ClassVar[MetricAggregation]
    METRIC_AGGREGATION_CONVERSION: _ClassVar[MetricAggregation]
    METRIC_AGGREGATION_SUM: _ClassVar[MetricAggregation]
    METRIC_AGGREGATION_MEAN: _ClassVar[MetricAggregation]
STAGE_UNSPECIFIED: Stage
STAGE_IDEA_SUBMIT: Stage
STAGE_REVIEW_DECIDE: Stage
STAGE_EXPERIMENT_START: Stage
STAGE_EXPERIMENT_DECIDE: Stage
DOOR_KIND_UNSPECIFIED: DoorKind
DOOR_KIND_ONE_WAY: DoorKind
DOOR_KIND_TWO_WAY: DoorKind
CHECK_SEVERITY_UNSPECIFIED: CheckSeverity
CHECK_SEVERITY_BLOCK: CheckSeverity
CHECK_SEVERITY_WARN: CheckSeverity
CHECK_RESULT_UNSPECIFIED: CheckResult
CHECK_RESULT_PASS: CheckResult
CHECK_RESULT_FAIL: CheckResult
CHECK_RESULT_EXCEPTION: CheckResult
CHECK_RESULT_NOT_APPLICABLE: CheckResult
RISK_UNSPECIFIED: Risk
RISK_NONE: Risk
RISK_MEDIUM: Risk
RISK_HIGH: Risk
COMPARISON_UNSPECIFIED: Comparison
COMPARISON_AT_MOST: Comparison
COMPARISON_AT_LEAST: Comparison
GUARDRAIL_ACTION_UNSPECIFIED: GuardrailAction
GUARDRAIL_ACTION_PAUSE: GuardrailAction
GUARDRAIL_ACTION_ALERT: GuardrailAction
METRIC_AGGREGATION_UNSPECIFIED: MetricAggregation
METRIC_AGGREGATION_CONVERSION: MetricAggregation
METRIC_AGGREGATION_SUM: MetricAggregation
METRIC_AGGREGATION_MEAN: MetricAggregation

class Scope(_message.Message):
    __slots__ = ("stage", "door_kind", "tags", "teams")
    STAGE_FIELD_NUMBER: _ClassVar[int]
    DOOR_KIND_FIELD_NUMBER: _ClassVar[int]
    TAGS_FIELD_NUMBER: _ClassVar[int]
    TEAMS_FIELD_NUMBER: _ClassVar[int]
    stage: Stage
    door_kind: DoorKind
    tags: _containers.RepeatedScalarFieldContainer[str]
    teams: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, stage: _Optional[_Union[Stage, str]] = ..., door_kind: _Optional[_Union[DoorKind, str]] = ..., tags: _Optional[_Iterable[str]] = ..., teams: _Optional[_Iterable[str]] = ...) -> None: ...

class Predicate(_message.Message):
    __slots__ = ("expression",)
    EXPRESSION_FIELD_NUMBER: _ClassVar[int]
    expression: str
    def __init__(self, expression: _Optional[str] = ...) -> None: ...

class Answer(_message.Message):
    __slots__ = ("id", "text", "risk")
    ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    RISK_FIELD_NUMBER: _ClassVar[int]
    id: str
    text: str
    risk: Risk
    def __init__(self, id: _Optional[str] = ..., text: _Optional[str] = ..., risk: _Optional[_Union[Risk, str]] = ...) -> None: ...

class ReviewQuestion(_message.Message):
    __slots__ = ("prompt", "guidance", "evidence", "answers")
    PROMPT_FIELD_NUMBER: _ClassVar[int]
    GUIDANCE_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    prompt: str
    guidance: str
    evidence: str
    answers: _containers.RepeatedCompositeFieldContainer[Answer]
    def __init__(self, prompt: _Optional[str] = ..., guidance: _Optional[str] = ..., evidence: _Optional[str] = ..., answers: _Optional[_Iterable[_Union[Answer, _Mapping]]] = ...) -> None: ...

class GuardrailTool(_message.Message):
    __slots__ = ("metric", "comparison", "threshold", "min_units", "action", "aggregation")
    METRIC_FIELD_NUMBER: _ClassVar[int]
    COMPARISON_FIELD_NUMBER: _ClassVar[int]
    THRESHOLD_FIELD_NUMBER: _ClassVar[int]
    MIN_UNITS_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    AGGREGATION_FIELD_NUMBER: _ClassVar[int]
    metric: str
    comparison: Comparison
    threshold: float
    min_units: int
    action: GuardrailAction
    aggregation: MetricAggregation
    def __init__(self, metric: _Optional[str] = ..., comparison: _Optional[_Union[Comparison, str]] = ..., threshold: _Optional[float] = ..., min_units: _Optional[int] = ..., action: _Optional[_Union[GuardrailAction, str]] = ..., aggregation: _Optional[_Union[MetricAggregation, str]] = ...) -> None: ...

class ExternalCheck(_message.Message):
    __slots__ = ("check", "subject", "freshness")
    CHECK_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    FRESHNESS_FIELD_NUMBER: _ClassVar[int]
    check: str
    subject: str
    freshness: _duration_pb2.Duration
    def __init__(self, check: _Optional[str] = ..., subject: _Optional[str] = ..., freshness: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ...) -> None: ...

class Check(_message.Message):
    __slots__ = ("mechanism", "version", "title", "origin_coes", "origin_titles", "owner_team", "scope", "severity", "message", "fix_hint", "sunset_time", "predicate", "question", "guardrail", "external", "requires")
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_COES_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_TITLES_FIELD_NUMBER: _ClassVar[int]
    OWNER_TEAM_FIELD_NUMBER: _ClassVar[int]
    SCOPE_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    FIX_HINT_FIELD_NUMBER: _ClassVar[int]
    SUNSET_TIME_FIELD_NUMBER: _ClassVar[int]
    PREDICATE_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    GUARDRAIL_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_FIELD_NUMBER: _ClassVar[int]
    REQUIRES_FIELD_NUMBER: _ClassVar[int]
    mechanism: str
    version: int
    title: str
    origin_coes: _containers.RepeatedScalarFieldContainer[str]
    origin_titles: _containers.RepeatedScalarFieldContainer[str]
    owner_team: str
    scope: Scope
    severity: CheckSeverity
    message: str
    fix_hint: str
    sunset_time: _timestamp_pb2.Timestamp
    predicate: Predicate
    question: ReviewQuestion
    guardrail: GuardrailTool
    external: ExternalCheck
    requires: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, mechanism: _Optional[str] = ..., version: _Optional[int] = ..., title: _Optional[str] = ..., origin_coes: _Optional[_Iterable[str]] = ..., origin_titles: _Optional[_Iterable[str]] = ..., owner_team: _Optional[str] = ..., scope: _Optional[_Union[Scope, _Mapping]] = ..., severity: _Optional[_Union[CheckSeverity, str]] = ..., message: _Optional[str] = ..., fix_hint: _Optional[str] = ..., sunset_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., predicate: _Optional[_Union[Predicate, _Mapping]] = ..., question: _Optional[_Union[ReviewQuestion, _Mapping]] = ..., guardrail: _Optional[_Union[GuardrailTool, _Mapping]] = ..., external: _Optional[_Union[ExternalCheck, _Mapping]] = ..., requires: _Optional[_Iterable[str]] = ...) -> None: ...

class CheckChanged(_message.Message):
    __slots__ = ("check", "active", "aggregate_version")
    CHECK_FIELD_NUMBER: _ClassVar[int]
    ACTIVE_FIELD_NUMBER: _ClassVar[int]
    AGGREGATE_VERSION_FIELD_NUMBER: _ClassVar[int]
    check: Check
    active: bool
    aggregate_version: int
    def __init__(self, check: _Optional[_Union[Check, _Mapping]] = ..., active: _Optional[bool] = ..., aggregate_version: _Optional[int] = ...) -> None: ...

class CheckActivated(_message.Message):
    __slots__ = ("mechanism", "version", "service", "active", "unsupported")
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    ACTIVE_FIELD_NUMBER: _ClassVar[int]
    UNSUPPORTED_FIELD_NUMBER: _ClassVar[int]
    mechanism: str
    version: int
    service: str
    active: bool
    unsupported: bool
    def __init__(self, mechanism: _Optional[str] = ..., version: _Optional[int] = ..., service: _Optional[str] = ..., active: _Optional[bool] = ..., unsupported: _Optional[bool] = ...) -> None: ...

class CheckEvaluated(_message.Message):
    __slots__ = ("mechanism", "version", "subject", "stage", "result", "blocked", "actor", "detail")
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    BLOCKED_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    mechanism: str
    version: int
    subject: str
    stage: Stage
    result: CheckResult
    blocked: bool
    actor: str
    detail: str
    def __init__(self, mechanism: _Optional[str] = ..., version: _Optional[int] = ..., subject: _Optional[str] = ..., stage: _Optional[_Union[Stage, str]] = ..., result: _Optional[_Union[CheckResult, str]] = ..., blocked: _Optional[bool] = ..., actor: _Optional[str] = ..., detail: _Optional[str] = ...) -> None: ...

class CheckOutcome(_message.Message):
    __slots__ = ("mechanism", "version", "stage", "result", "blocked", "actor", "detail")
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    BLOCKED_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    mechanism: str
    version: int
    stage: Stage
    result: CheckResult
    blocked: bool
    actor: str
    detail: str
    def __init__(self, mechanism: _Optional[str] = ..., version: _Optional[int] = ..., stage: _Optional[_Union[Stage, str]] = ..., result: _Optional[_Union[CheckResult, str]] = ..., blocked: _Optional[bool] = ..., actor: _Optional[str] = ..., detail: _Optional[str] = ...) -> None: ...

class Finding(_message.Message):
    __slots__ = ("reason", "subject", "description")
    REASON_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    reason: str
    subject: str
    description: str
    def __init__(self, reason: _Optional[str] = ..., subject: _Optional[str] = ..., description: _Optional[str] = ...) -> None: ...
