import datetime

from buf.validate import validate_pb2 as _validate_pb2
from day1.checks.v1 import checks_pb2 as _checks_pb2
from google.api import field_behavior_pb2 as _field_behavior_pb2
from google.api import resource_pb2 as _resource_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CoeView(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COE_VIEW_UNSPECIFIED: _ClassVar[CoeView]
    COE_VIEW_BASIC: _ClassVar[CoeView]
    COE_VIEW_FULL: _ClassVar[CoeView]

class IncidentSeverity(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    INCIDENT_SEVERITY_UNSPECIFIED: _ClassVar[IncidentSeverity]
    INCIDENT_SEVERITY_LOW: _ClassVar[IncidentSeverity]
    INCIDENT_SEVERITY_MEDIUM: _ClassVar[IncidentSeverity]
    INCIDENT_SEVERITY_HIGH: _ClassVar[IncidentSeverity]

class CoeState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COE_STATE_UNSPECIFIED: _ClassVar[CoeState]
    COE_STATE_OPENED: _ClassVar[CoeState]
    COE_STATE_ANALYZING: _ClassVar[CoeState]
    COE_STATE_REVIEWING: _ClassVar[CoeState]
    COE_STATE_CORRECTING: _ClassVar[CoeState]
    COE_STATE_WATCHING: _ClassVar[CoeState]
    COE_STATE_CLOSED: _ClassVar[CoeState]
    COE_STATE_DISMISSED: _ClassVar[CoeState]

class WhyClass(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    WHY_CLASS_UNSPECIFIED: _ClassVar[WhyClass]
    WHY_CLASS_SYMPTOM: _ClassVar[WhyClass]
    WHY_CLASS_HUMAN_ACTION: _ClassVar[WhyClass]
    WHY_CLASS_COMPONENT: _ClassVar[WhyClass]
    WHY_CLASS_PROCESS: _ClassVar[WhyClass]
    WHY_CLASS_SYSTEMIC: _ClassVar[WhyClass]

class CorrectionKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CORRECTION_KIND_UNSPECIFIED: _ClassVar[CorrectionKind]
    CORRECTION_KIND_MECHANISM: _ClassVar[CorrectionKind]
    CORRECTION_KIND_ENGINEERING_CHANGE: _ClassVar[CorrectionKind]
    CORRECTION_KIND_HUMAN_REMINDER: _ClassVar[CorrectionKind]

class CorrectionEffect(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CORRECTION_EFFECT_UNSPECIFIED: _ClassVar[CorrectionEffect]
    CORRECTION_EFFECT_MITIGATE: _ClassVar[CorrectionEffect]
    CORRECTION_EFFECT_PREVENT: _ClassVar[CorrectionEffect]
    CORRECTION_EFFECT_DETECT: _ClassVar[CorrectionEffect]

class CorrectionState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CORRECTION_STATE_UNSPECIFIED: _ClassVar[CorrectionState]
    CORRECTION_STATE_OPEN: _ClassVar[CorrectionState]
    CORRECTION_STATE_OVERDUE: _ClassVar[CorrectionState]
    CORRECTION_STATE_DONE: _ClassVar[CorrectionState]
COE_VIEW_UNSPECIFIED: CoeView
COE_VIEW_BASIC: CoeView
COE_VIEW_FULL: CoeView
INCIDENT_SEVERITY_UNSPECIFIED: IncidentSeverity
INCIDENT_SEVERITY_LOW: IncidentSeverity
INCIDENT_SEVERITY_MEDIUM: IncidentSeverity
INCIDENT_SEVERITY_HIGH: IncidentSeverity
COE_STATE_UNSPECIFIED: CoeState
COE_STATE_OPENED: CoeState
COE_STATE_ANALYZING: CoeState
COE_STATE_REVIEWING: CoeState
COE_STATE_CORRECTING: CoeState
COE_STATE_WATCHING: CoeState
COE_STATE_CLOSED: CoeState
COE_STATE_DISMISSED: CoeState
WHY_CLASS_UNSPECIFIED: WhyClass
WHY_CLASS_SYMPTOM: WhyClass
WHY_CLASS_HUMAN_ACTION: WhyClass
WHY_CLASS_COMPONENT: WhyClass
WHY_CLASS_PROCESS: WhyClass
WHY_CLASS_SYSTEMIC: WhyClass
CORRECTION_KIND_UNSPECIFIED: CorrectionKind
CORRECTION_KIND_MECHANISM: CorrectionKind
CORRECTION_KIND_ENGINEERING_CHANGE: CorrectionKind
CORRECTION_KIND_HUMAN_REMINDER: CorrectionKind
CORRECTION_EFFECT_UNSPECIFIED: CorrectionEffect
CORRECTION_EFFECT_MITIGATE: CorrectionEffect
CORRECTION_EFFECT_PREVENT: CorrectionEffect
CORRECTION_EFFECT_DETECT: CorrectionEffect
CORRECTION_STATE_UNSPECIFIED: CorrectionState
CORRECTION_STATE_OPEN: CorrectionState
CORRECTION_STATE_OVERDUE: CorrectionState
CORRECTION_STATE_DONE: CorrectionState

class Coe(_message.Message):
    __slots__ = ("name", "title", "source", "severity", "summary", "impact", "start_time", "detect_time", "mitigate_time", "resolve_time", "detected_by", "trigger", "metrics", "timeline", "cause_chains", "cause_class", "questions", "lessons", "corrections", "fictional", "idea", "owner", "team", "state", "recurrence_of", "recurrences", "repeats", "reviewer", "return_comment", "dismiss_reason", "waiver", "watch_until_time", "protect_time", "close_time", "warnings", "possible_methods", "history", "create_time", "update_time", "etag", "asked_dismissal")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    IMPACT_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    DETECT_TIME_FIELD_NUMBER: _ClassVar[int]
    MITIGATE_TIME_FIELD_NUMBER: _ClassVar[int]
    RESOLVE_TIME_FIELD_NUMBER: _ClassVar[int]
    DETECTED_BY_FIELD_NUMBER: _ClassVar[int]
    TRIGGER_FIELD_NUMBER: _ClassVar[int]
    METRICS_FIELD_NUMBER: _ClassVar[int]
    TIMELINE_FIELD_NUMBER: _ClassVar[int]
    CAUSE_CHAINS_FIELD_NUMBER: _ClassVar[int]
    CAUSE_CLASS_FIELD_NUMBER: _ClassVar[int]
    QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    LESSONS_FIELD_NUMBER: _ClassVar[int]
    CORRECTIONS_FIELD_NUMBER: _ClassVar[int]
    FICTIONAL_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    RECURRENCE_OF_FIELD_NUMBER: _ClassVar[int]
    RECURRENCES_FIELD_NUMBER: _ClassVar[int]
    REPEATS_FIELD_NUMBER: _ClassVar[int]
    REVIEWER_FIELD_NUMBER: _ClassVar[int]
    RETURN_COMMENT_FIELD_NUMBER: _ClassVar[int]
    DISMISS_REASON_FIELD_NUMBER: _ClassVar[int]
    WAIVER_FIELD_NUMBER: _ClassVar[int]
    WATCH_UNTIL_TIME_FIELD_NUMBER: _ClassVar[int]
    PROTECT_TIME_FIELD_NUMBER: _ClassVar[int]
    CLOSE_TIME_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    POSSIBLE_METHODS_FIELD_NUMBER: _ClassVar[int]
    HISTORY_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    ASKED_DISMISSAL_FIELD_NUMBER: _ClassVar[int]
    name: str
    title: str
    source: str
    severity: IncidentSeverity
    summary: str
    impact: Impact
    start_time: _timestamp_pb2.Timestamp
    detect_time: _timestamp_pb2.Timestamp
    mitigate_time: _timestamp_pb2.Timestamp
    resolve_time: _timestamp_pb2.Timestamp
    detected_by: str
    trigger: str
    metrics: _containers.RepeatedCompositeFieldContainer[CoeMetric]
    timeline: _containers.RepeatedCompositeFieldContainer[TimelineEntry]
    cause_chains: _containers.RepeatedCompositeFieldContainer[CauseChain]
    cause_class: str
    questions: CoeQuestions
    lessons: CoeLessons
    corrections: _containers.RepeatedCompositeFieldContainer[Correction]
    fictional: bool
    idea: str
    owner: str
    team: str
    state: CoeState
    recurrence_of: str
    recurrences: _containers.RepeatedScalarFieldContainer[str]
    repeats: int
    reviewer: str
    return_comment: str
    dismiss_reason: str
    waiver: Waiver
    watch_until_time: _timestamp_pb2.Timestamp
    protect_time: _timestamp_pb2.Timestamp
    close_time: _timestamp_pb2.Timestamp
    warnings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    possible_methods: _containers.RepeatedScalarFieldContainer[str]
    history: _containers.RepeatedCompositeFieldContainer[CoeHistoryEntry]
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    etag: str
    asked_dismissal: AskedDismissal
    def __init__(self, name: _Optional[str] = ..., title: _Optional[str] = ..., source: _Optional[str] = ..., severity: _Optional[_Union[IncidentSeverity, str]] = ..., summary: _Optional[str] = ..., impact: _Optional[_Union[Impact, _Mapping]] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., detect_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., mitigate_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., resolve_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., detected_by: _Optional[str] = ..., trigger: _Optional[str] = ..., metrics: _Optional[_Iterable[_Union[CoeMetric, _Mapping]]] = ..., timeline: _Optional[_Iterable[_Union[TimelineEntry, _Mapping]]] = ..., cause_chains: _Optional[_Iterable[_Union[CauseChain, _Mapping]]] = ..., cause_class: _Optional[str] = ..., questions: _Optional[_Union[CoeQuestions, _Mapping]] = ..., lessons: _Optional[_Union[CoeLessons, _Mapping]] = ..., corrections: _Optional[_Iterable[_Union[Correction, _Mapping]]] = ..., fictional: _Optional[bool] = ..., idea: _Optional[str] = ..., owner: _Optional[str] = ..., team: _Optional[str] = ..., state: _Optional[_Union[CoeState, str]] = ..., recurrence_of: _Optional[str] = ..., recurrences: _Optional[_Iterable[str]] = ..., repeats: _Optional[int] = ..., reviewer: _Optional[str] = ..., return_comment: _Optional[str] = ..., dismiss_reason: _Optional[str] = ..., waiver: _Optional[_Union[Waiver, _Mapping]] = ..., watch_until_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., protect_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., close_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., warnings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ..., possible_methods: _Optional[_Iterable[str]] = ..., history: _Optional[_Iterable[_Union[CoeHistoryEntry, _Mapping]]] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ..., asked_dismissal: _Optional[_Union[AskedDismissal, _Mapping]] = ...) -> None: ...

class Impact(_message.Message):
    __slots__ = ("customers", "loss", "promise_broken", "duration")
    CUSTOMERS_FIELD_NUMBER: _ClassVar[int]
    LOSS_FIELD_NUMBER: _ClassVar[int]
    PROMISE_BROKEN_FIELD_NUMBER: _ClassVar[int]
    DURATION_FIELD_NUMBER: _ClassVar[int]
    customers: int
    loss: _money_pb2.Money
    promise_broken: str
    duration: _duration_pb2.Duration
    def __init__(self, customers: _Optional[int] = ..., loss: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., promise_broken: _Optional[str] = ..., duration: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ...) -> None: ...

class CoeMetric(_message.Message):
    __slots__ = ("metric", "value", "normal", "evidence_url")
    METRIC_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    NORMAL_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_URL_FIELD_NUMBER: _ClassVar[int]
    metric: str
    value: float
    normal: float
    evidence_url: str
    def __init__(self, metric: _Optional[str] = ..., value: _Optional[float] = ..., normal: _Optional[float] = ..., evidence_url: _Optional[str] = ...) -> None: ...

class TimelineEntry(_message.Message):
    __slots__ = ("time", "fact", "evidence_url", "imported")
    TIME_FIELD_NUMBER: _ClassVar[int]
    FACT_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_URL_FIELD_NUMBER: _ClassVar[int]
    IMPORTED_FIELD_NUMBER: _ClassVar[int]
    time: _timestamp_pb2.Timestamp
    fact: str
    evidence_url: str
    imported: bool
    def __init__(self, time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., fact: _Optional[str] = ..., evidence_url: _Optional[str] = ..., imported: _Optional[bool] = ...) -> None: ...

class Why(_message.Message):
    __slots__ = ("question", "answer", "why_class", "evidence_url")
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    WHY_CLASS_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_URL_FIELD_NUMBER: _ClassVar[int]
    question: str
    answer: str
    why_class: WhyClass
    evidence_url: str
    def __init__(self, question: _Optional[str] = ..., answer: _Optional[str] = ..., why_class: _Optional[_Union[WhyClass, str]] = ..., evidence_url: _Optional[str] = ...) -> None: ...

class CauseChain(_message.Message):
    __slots__ = ("id", "whys")
    ID_FIELD_NUMBER: _ClassVar[int]
    WHYS_FIELD_NUMBER: _ClassVar[int]
    id: str
    whys: _containers.RepeatedCompositeFieldContainer[Why]
    def __init__(self, id: _Optional[str] = ..., whys: _Optional[_Iterable[_Union[Why, _Mapping]]] = ...) -> None: ...

class CoeQuestions(_message.Message):
    __slots__ = ("detect_half", "diagnose_half", "mitigate_half", "last_review", "would_existing_mechanism_have_prevented", "item_answered_wrongly", "escaped_mechanisms")
    DETECT_HALF_FIELD_NUMBER: _ClassVar[int]
    DIAGNOSE_HALF_FIELD_NUMBER: _ClassVar[int]
    MITIGATE_HALF_FIELD_NUMBER: _ClassVar[int]
    LAST_REVIEW_FIELD_NUMBER: _ClassVar[int]
    WOULD_EXISTING_MECHANISM_HAVE_PREVENTED_FIELD_NUMBER: _ClassVar[int]
    ITEM_ANSWERED_WRONGLY_FIELD_NUMBER: _ClassVar[int]
    ESCAPED_MECHANISMS_FIELD_NUMBER: _ClassVar[int]
    detect_half: str
    diagnose_half: str
    mitigate_half: str
    last_review: str
    would_existing_mechanism_have_prevented: str
    item_answered_wrongly: str
    escaped_mechanisms: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, detect_half: _Optional[str] = ..., diagnose_half: _Optional[str] = ..., mitigate_half: _Optional[str] = ..., last_review: _Optional[str] = ..., would_existing_mechanism_have_prevented: _Optional[str] = ..., item_answered_wrongly: _Optional[str] = ..., escaped_mechanisms: _Optional[_Iterable[str]] = ...) -> None: ...

class CoeLessons(_message.Message):
    __slots__ = ("well", "wrong", "lucky", "surprised")
    WELL_FIELD_NUMBER: _ClassVar[int]
    WRONG_FIELD_NUMBER: _ClassVar[int]
    LUCKY_FIELD_NUMBER: _ClassVar[int]
    SURPRISED_FIELD_NUMBER: _ClassVar[int]
    well: str
    wrong: str
    lucky: str
    surprised: str
    def __init__(self, well: _Optional[str] = ..., wrong: _Optional[str] = ..., lucky: _Optional[str] = ..., surprised: _Optional[str] = ...) -> None: ...

class Correction(_message.Message):
    __slots__ = ("id", "kind", "text", "reference", "team", "due_time", "effect", "state", "done_time", "evidence_url")
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    EFFECT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    DONE_TIME_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_URL_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: CorrectionKind
    text: str
    reference: str
    team: str
    due_time: _timestamp_pb2.Timestamp
    effect: CorrectionEffect
    state: CorrectionState
    done_time: _timestamp_pb2.Timestamp
    evidence_url: str
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[_Union[CorrectionKind, str]] = ..., text: _Optional[str] = ..., reference: _Optional[str] = ..., team: _Optional[str] = ..., due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., effect: _Optional[_Union[CorrectionEffect, str]] = ..., state: _Optional[_Union[CorrectionState, str]] = ..., done_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., evidence_url: _Optional[str] = ...) -> None: ...

class Waiver(_message.Message):
    __slots__ = ("reason", "expire_time", "reviewer", "time")
    REASON_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    REVIEWER_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    reason: str
    expire_time: _timestamp_pb2.Timestamp
    reviewer: str
    time: _timestamp_pb2.Timestamp
    def __init__(self, reason: _Optional[str] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reviewer: _Optional[str] = ..., time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class AskedDismissal(_message.Message):
    __slots__ = ("reason", "asker", "time")
    REASON_FIELD_NUMBER: _ClassVar[int]
    ASKER_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    reason: str
    asker: str
    time: _timestamp_pb2.Timestamp
    def __init__(self, reason: _Optional[str] = ..., asker: _Optional[str] = ..., time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class CoeHistoryEntry(_message.Message):
    __slots__ = ("time", "actor", "event", "state")
    TIME_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    EVENT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    time: _timestamp_pb2.Timestamp
    actor: str
    event: str
    state: CoeState
    def __init__(self, time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., actor: _Optional[str] = ..., event: _Optional[str] = ..., state: _Optional[_Union[CoeState, str]] = ...) -> None: ...

class ListedCorrection(_message.Message):
    __slots__ = ("coe", "correction")
    COE_FIELD_NUMBER: _ClassVar[int]
    CORRECTION_FIELD_NUMBER: _ClassVar[int]
    coe: str
    correction: Correction
    def __init__(self, coe: _Optional[str] = ..., correction: _Optional[_Union[Correction, _Mapping]] = ...) -> None: ...
