import datetime

from day1.checks.v1 import checks_pb2 as _checks_pb2
from day1.coes.v1 import mechanisms_pb2 as _mechanisms_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class MechanismSoftenTrigger(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MECHANISM_SOFTEN_TRIGGER_UNSPECIFIED: _ClassVar[MechanismSoftenTrigger]
    MECHANISM_SOFTEN_TRIGGER_INSPECTION_OVERDUE: _ClassVar[MechanismSoftenTrigger]
    MECHANISM_SOFTEN_TRIGGER_FALSE_ALARMS: _ClassVar[MechanismSoftenTrigger]
MECHANISM_SOFTEN_TRIGGER_UNSPECIFIED: MechanismSoftenTrigger
MECHANISM_SOFTEN_TRIGGER_INSPECTION_OVERDUE: MechanismSoftenTrigger
MECHANISM_SOFTEN_TRIGGER_FALSE_ALARMS: MechanismSoftenTrigger

class MechanismProposed(_message.Message):
    __slots__ = ("mechanism", "version", "title", "origin_coes", "proposer", "owner_team")
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_COES_FIELD_NUMBER: _ClassVar[int]
    PROPOSER_FIELD_NUMBER: _ClassVar[int]
    OWNER_TEAM_FIELD_NUMBER: _ClassVar[int]
    mechanism: str
    version: int
    title: str
    origin_coes: _containers.RepeatedScalarFieldContainer[str]
    proposer: str
    owner_team: str
    def __init__(self, mechanism: _Optional[str] = ..., version: _Optional[int] = ..., title: _Optional[str] = ..., origin_coes: _Optional[_Iterable[str]] = ..., proposer: _Optional[str] = ..., owner_team: _Optional[str] = ...) -> None: ...

class MechanismProven(_message.Message):
    __slots__ = ("mechanism", "version", "backtest_subjects", "would_have_blocked", "caught")
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    BACKTEST_SUBJECTS_FIELD_NUMBER: _ClassVar[int]
    WOULD_HAVE_BLOCKED_FIELD_NUMBER: _ClassVar[int]
    CAUGHT_FIELD_NUMBER: _ClassVar[int]
    mechanism: str
    version: int
    backtest_subjects: int
    would_have_blocked: int
    caught: int
    def __init__(self, mechanism: _Optional[str] = ..., version: _Optional[int] = ..., backtest_subjects: _Optional[int] = ..., would_have_blocked: _Optional[int] = ..., caught: _Optional[int] = ...) -> None: ...

class MechanismAdopted(_message.Message):
    __slots__ = ("mechanism", "version", "check", "adopter")
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    CHECK_FIELD_NUMBER: _ClassVar[int]
    ADOPTER_FIELD_NUMBER: _ClassVar[int]
    mechanism: str
    version: int
    check: _checks_pb2.Check
    adopter: str
    def __init__(self, mechanism: _Optional[str] = ..., version: _Optional[int] = ..., check: _Optional[_Union[_checks_pb2.Check, _Mapping]] = ..., adopter: _Optional[str] = ...) -> None: ...

class MechanismImproved(_message.Message):
    __slots__ = ("mechanism", "version", "check", "proved_coes")
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    CHECK_FIELD_NUMBER: _ClassVar[int]
    PROVED_COES_FIELD_NUMBER: _ClassVar[int]
    mechanism: str
    version: int
    check: _checks_pb2.Check
    proved_coes: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, mechanism: _Optional[str] = ..., version: _Optional[int] = ..., check: _Optional[_Union[_checks_pb2.Check, _Mapping]] = ..., proved_coes: _Optional[_Iterable[str]] = ...) -> None: ...

class MechanismSuspended(_message.Message):
    __slots__ = ("mechanism", "version", "reason", "resume_time")
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    RESUME_TIME_FIELD_NUMBER: _ClassVar[int]
    mechanism: str
    version: int
    reason: str
    resume_time: _timestamp_pb2.Timestamp
    def __init__(self, mechanism: _Optional[str] = ..., version: _Optional[int] = ..., reason: _Optional[str] = ..., resume_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class MechanismResumed(_message.Message):
    __slots__ = ("mechanism", "version")
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    mechanism: str
    version: int
    def __init__(self, mechanism: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class MechanismRetired(_message.Message):
    __slots__ = ("mechanism", "version", "reason", "trigger")
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    TRIGGER_FIELD_NUMBER: _ClassVar[int]
    mechanism: str
    version: int
    reason: str
    trigger: _mechanisms_pb2.MechanismEndTrigger
    def __init__(self, mechanism: _Optional[str] = ..., version: _Optional[int] = ..., reason: _Optional[str] = ..., trigger: _Optional[_Union[_mechanisms_pb2.MechanismEndTrigger, str]] = ...) -> None: ...

class MechanismRejected(_message.Message):
    __slots__ = ("mechanism", "version", "reason")
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    mechanism: str
    version: int
    reason: str
    def __init__(self, mechanism: _Optional[str] = ..., version: _Optional[int] = ..., reason: _Optional[str] = ...) -> None: ...

class MechanismInspected(_message.Message):
    __slots__ = ("mechanism", "version", "outputs_reached", "still_needed", "we_own_it", "next_time")
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    OUTPUTS_REACHED_FIELD_NUMBER: _ClassVar[int]
    STILL_NEEDED_FIELD_NUMBER: _ClassVar[int]
    WE_OWN_IT_FIELD_NUMBER: _ClassVar[int]
    NEXT_TIME_FIELD_NUMBER: _ClassVar[int]
    mechanism: str
    version: int
    outputs_reached: bool
    still_needed: bool
    we_own_it: bool
    next_time: _timestamp_pb2.Timestamp
    def __init__(self, mechanism: _Optional[str] = ..., version: _Optional[int] = ..., outputs_reached: _Optional[bool] = ..., still_needed: _Optional[bool] = ..., we_own_it: _Optional[bool] = ..., next_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class MechanismInspectionOverdue(_message.Message):
    __slots__ = ("mechanism", "version", "due_time", "owner_team")
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    OWNER_TEAM_FIELD_NUMBER: _ClassVar[int]
    mechanism: str
    version: int
    due_time: _timestamp_pb2.Timestamp
    owner_team: str
    def __init__(self, mechanism: _Optional[str] = ..., version: _Optional[int] = ..., due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., owner_team: _Optional[str] = ...) -> None: ...

class MechanismSoftened(_message.Message):
    __slots__ = ("mechanism", "version", "trigger", "owner_team")
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    TRIGGER_FIELD_NUMBER: _ClassVar[int]
    OWNER_TEAM_FIELD_NUMBER: _ClassVar[int]
    mechanism: str
    version: int
    trigger: MechanismSoftenTrigger
    owner_team: str
    def __init__(self, mechanism: _Optional[str] = ..., version: _Optional[int] = ..., trigger: _Optional[_Union[MechanismSoftenTrigger, str]] = ..., owner_team: _Optional[str] = ...) -> None: ...

class MechanismEscaped(_message.Message):
    __slots__ = ("mechanism", "version", "coe", "origin_coes", "owner_team")
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    COE_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_COES_FIELD_NUMBER: _ClassVar[int]
    OWNER_TEAM_FIELD_NUMBER: _ClassVar[int]
    mechanism: str
    version: int
    coe: str
    origin_coes: _containers.RepeatedScalarFieldContainer[str]
    owner_team: str
    def __init__(self, mechanism: _Optional[str] = ..., version: _Optional[int] = ..., coe: _Optional[str] = ..., origin_coes: _Optional[_Iterable[str]] = ..., owner_team: _Optional[str] = ...) -> None: ...
