import datetime

from day1.coes.v1 import coes_service_pb2 as _coes_service_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CoeOpened(_message.Message):
    __slots__ = ("coe", "source", "severity", "idea", "owner", "team", "start_time")
    COE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    coe: str
    source: str
    severity: _coes_service_pb2.Severity
    idea: str
    owner: str
    team: str
    start_time: _timestamp_pb2.Timestamp
    def __init__(self, coe: _Optional[str] = ..., source: _Optional[str] = ..., severity: _Optional[_Union[_coes_service_pb2.Severity, str]] = ..., idea: _Optional[str] = ..., owner: _Optional[str] = ..., team: _Optional[str] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

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
