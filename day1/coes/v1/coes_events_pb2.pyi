import datetime

from day1.coes.v1 import coes_pb2 as _coes_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CoeOpened(_message.Message):
    __slots__ = ("coe", "source", "severity", "idea", "owner", "team", "start_time", "impact_so_far", "title", "recurrence_of")
    COE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    IMPACT_SO_FAR_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    RECURRENCE_OF_FIELD_NUMBER: _ClassVar[int]
    coe: str
    source: str
    severity: _coes_pb2.IncidentSeverity
    idea: str
    owner: str
    team: str
    start_time: _timestamp_pb2.Timestamp
    impact_so_far: _coes_pb2.Impact
    title: str
    recurrence_of: str
    def __init__(self, coe: _Optional[str] = ..., source: _Optional[str] = ..., severity: _Optional[_Union[_coes_pb2.IncidentSeverity, str]] = ..., idea: _Optional[str] = ..., owner: _Optional[str] = ..., team: _Optional[str] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., impact_so_far: _Optional[_Union[_coes_pb2.Impact, _Mapping]] = ..., title: _Optional[str] = ..., recurrence_of: _Optional[str] = ...) -> None: ...

class CoeAnalysisStarted(_message.Message):
    __slots__ = ("coe", "source")
    COE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    coe: str
    source: str
    def __init__(self, coe: _Optional[str] = ..., source: _Optional[str] = ...) -> None: ...

class CoeDismissed(_message.Message):
    __slots__ = ("coe", "source", "reason")
    COE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    coe: str
    source: str
    reason: str
    def __init__(self, coe: _Optional[str] = ..., source: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class CoeSubmitted(_message.Message):
    __slots__ = ("coe", "source", "severity", "cause_class")
    COE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    CAUSE_CLASS_FIELD_NUMBER: _ClassVar[int]
    coe: str
    source: str
    severity: _coes_pb2.IncidentSeverity
    cause_class: str
    def __init__(self, coe: _Optional[str] = ..., source: _Optional[str] = ..., severity: _Optional[_Union[_coes_pb2.IncidentSeverity, str]] = ..., cause_class: _Optional[str] = ...) -> None: ...

class CoeReturned(_message.Message):
    __slots__ = ("coe", "source", "comment")
    COE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    coe: str
    source: str
    comment: str
    def __init__(self, coe: _Optional[str] = ..., source: _Optional[str] = ..., comment: _Optional[str] = ...) -> None: ...

class CoeApproved(_message.Message):
    __slots__ = ("coe", "source", "severity", "mechanisms", "reviewer", "idea")
    COE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    MECHANISMS_FIELD_NUMBER: _ClassVar[int]
    REVIEWER_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    coe: str
    source: str
    severity: _coes_pb2.IncidentSeverity
    mechanisms: _containers.RepeatedScalarFieldContainer[str]
    reviewer: str
    idea: str
    def __init__(self, coe: _Optional[str] = ..., source: _Optional[str] = ..., severity: _Optional[_Union[_coes_pb2.IncidentSeverity, str]] = ..., mechanisms: _Optional[_Iterable[str]] = ..., reviewer: _Optional[str] = ..., idea: _Optional[str] = ...) -> None: ...

class CoeCorrected(_message.Message):
    __slots__ = ("coe", "source", "mechanisms", "watch_until_time")
    COE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    MECHANISMS_FIELD_NUMBER: _ClassVar[int]
    WATCH_UNTIL_TIME_FIELD_NUMBER: _ClassVar[int]
    coe: str
    source: str
    mechanisms: _containers.RepeatedScalarFieldContainer[str]
    watch_until_time: _timestamp_pb2.Timestamp
    def __init__(self, coe: _Optional[str] = ..., source: _Optional[str] = ..., mechanisms: _Optional[_Iterable[str]] = ..., watch_until_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class CoeClosed(_message.Message):
    __slots__ = ("coe", "source", "mechanisms")
    COE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    MECHANISMS_FIELD_NUMBER: _ClassVar[int]
    coe: str
    source: str
    mechanisms: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, coe: _Optional[str] = ..., source: _Optional[str] = ..., mechanisms: _Optional[_Iterable[str]] = ...) -> None: ...

class CoeReopened(_message.Message):
    __slots__ = ("coe", "source", "severity", "idea", "recurrence", "mechanism")
    COE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    RECURRENCE_FIELD_NUMBER: _ClassVar[int]
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    coe: str
    source: str
    severity: _coes_pb2.IncidentSeverity
    idea: str
    recurrence: str
    mechanism: str
    def __init__(self, coe: _Optional[str] = ..., source: _Optional[str] = ..., severity: _Optional[_Union[_coes_pb2.IncidentSeverity, str]] = ..., idea: _Optional[str] = ..., recurrence: _Optional[str] = ..., mechanism: _Optional[str] = ...) -> None: ...

class CoeCorrectionOverdue(_message.Message):
    __slots__ = ("coe", "source", "correction", "team", "due_time")
    COE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    CORRECTION_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    coe: str
    source: str
    correction: str
    team: str
    due_time: _timestamp_pb2.Timestamp
    def __init__(self, coe: _Optional[str] = ..., source: _Optional[str] = ..., correction: _Optional[str] = ..., team: _Optional[str] = ..., due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class CoeWaived(_message.Message):
    __slots__ = ("coe", "source", "reason", "expire_time", "reviewer")
    COE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    REVIEWER_FIELD_NUMBER: _ClassVar[int]
    coe: str
    source: str
    reason: str
    expire_time: _timestamp_pb2.Timestamp
    reviewer: str
    def __init__(self, coe: _Optional[str] = ..., source: _Optional[str] = ..., reason: _Optional[str] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reviewer: _Optional[str] = ...) -> None: ...

class CoeWaiverExpired(_message.Message):
    __slots__ = ("coe", "source")
    COE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    coe: str
    source: str
    def __init__(self, coe: _Optional[str] = ..., source: _Optional[str] = ...) -> None: ...
