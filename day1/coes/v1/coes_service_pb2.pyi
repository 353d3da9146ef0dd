import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.api import field_behavior_pb2 as _field_behavior_pb2
from google.api import resource_pb2 as _resource_pb2
from google.protobuf import field_mask_pb2 as _field_mask_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Severity(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SEVERITY_UNSPECIFIED: _ClassVar[Severity]
    SEVERITY_LOW: _ClassVar[Severity]
    SEVERITY_MEDIUM: _ClassVar[Severity]
    SEVERITY_HIGH: _ClassVar[Severity]

class CoeState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COE_STATE_UNSPECIFIED: _ClassVar[CoeState]
    COE_STATE_OPENED: _ClassVar[CoeState]
    COE_STATE_ANALYZING: _ClassVar[CoeState]
    COE_STATE_DISMISSED: _ClassVar[CoeState]
SEVERITY_UNSPECIFIED: Severity
SEVERITY_LOW: Severity
SEVERITY_MEDIUM: Severity
SEVERITY_HIGH: Severity
COE_STATE_UNSPECIFIED: CoeState
COE_STATE_OPENED: CoeState
COE_STATE_ANALYZING: CoeState
COE_STATE_DISMISSED: CoeState

class Coe(_message.Message):
    __slots__ = ("name", "title", "source", "severity", "summary", "impact", "start_time", "detect_time", "mitigate_time", "idea", "owner", "team", "state", "dismiss_reason", "create_time", "update_time", "etag", "history")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    IMPACT_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    DETECT_TIME_FIELD_NUMBER: _ClassVar[int]
    MITIGATE_TIME_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    DISMISS_REASON_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    HISTORY_FIELD_NUMBER: _ClassVar[int]
    name: str
    title: str
    source: str
    severity: Severity
    summary: str
    impact: Impact
    start_time: _timestamp_pb2.Timestamp
    detect_time: _timestamp_pb2.Timestamp
    mitigate_time: _timestamp_pb2.Timestamp
    idea: str
    owner: str
    team: str
    state: CoeState
    dismiss_reason: str
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    etag: str
    history: _containers.RepeatedCompositeFieldContainer[HistoryEntry]
    def __init__(self, name: _Optional[str] = ..., title: _Optional[str] = ..., source: _Optional[str] = ..., severity: _Optional[_Union[Severity, str]] = ..., summary: _Optional[str] = ..., impact: _Optional[_Union[Impact, _Mapping]] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., detect_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., mitigate_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., idea: _Optional[str] = ..., owner: _Optional[str] = ..., team: _Optional[str] = ..., state: _Optional[_Union[CoeState, str]] = ..., dismiss_reason: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ..., history: _Optional[_Iterable[_Union[HistoryEntry, _Mapping]]] = ...) -> None: ...

class Impact(_message.Message):
    __slots__ = ("customers", "cost_usd", "promise_broken")
    CUSTOMERS_FIELD_NUMBER: _ClassVar[int]
    COST_USD_FIELD_NUMBER: _ClassVar[int]
    PROMISE_BROKEN_FIELD_NUMBER: _ClassVar[int]
    customers: int
    cost_usd: int
    promise_broken: str
    def __init__(self, customers: _Optional[int] = ..., cost_usd: _Optional[int] = ..., promise_broken: _Optional[str] = ...) -> None: ...

class HistoryEntry(_message.Message):
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

class CreateCoeRequest(_message.Message):
    __slots__ = ("coe", "coe_id", "request_id")
    COE_FIELD_NUMBER: _ClassVar[int]
    COE_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    coe: Coe
    coe_id: str
    request_id: str
    def __init__(self, coe: _Optional[_Union[Coe, _Mapping]] = ..., coe_id: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class CreateCoeResponse(_message.Message):
    __slots__ = ("coe",)
    COE_FIELD_NUMBER: _ClassVar[int]
    coe: Coe
    def __init__(self, coe: _Optional[_Union[Coe, _Mapping]] = ...) -> None: ...

class GetCoeRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class GetCoeResponse(_message.Message):
    __slots__ = ("coe",)
    COE_FIELD_NUMBER: _ClassVar[int]
    coe: Coe
    def __init__(self, coe: _Optional[_Union[Coe, _Mapping]] = ...) -> None: ...

class ListCoesRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "filter")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    filter: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., filter: _Optional[str] = ...) -> None: ...

class ListCoesResponse(_message.Message):
    __slots__ = ("coes", "next_page_token")
    COES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    coes: _containers.RepeatedCompositeFieldContainer[Coe]
    next_page_token: str
    def __init__(self, coes: _Optional[_Iterable[_Union[Coe, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class UpdateCoeRequest(_message.Message):
    __slots__ = ("coe", "update_mask", "request_id")
    COE_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    coe: Coe
    update_mask: _field_mask_pb2.FieldMask
    request_id: str
    def __init__(self, coe: _Optional[_Union[Coe, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class UpdateCoeResponse(_message.Message):
    __slots__ = ("coe",)
    COE_FIELD_NUMBER: _ClassVar[int]
    coe: Coe
    def __init__(self, coe: _Optional[_Union[Coe, _Mapping]] = ...) -> None: ...

class StartAnalysisRequest(_message.Message):
    __slots__ = ("name", "etag", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    etag: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class StartAnalysisResponse(_message.Message):
    __slots__ = ("coe",)
    COE_FIELD_NUMBER: _ClassVar[int]
    coe: Coe
    def __init__(self, coe: _Optional[_Union[Coe, _Mapping]] = ...) -> None: ...

class DismissCoeRequest(_message.Message):
    __slots__ = ("name", "reason", "etag", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    reason: str
    etag: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., reason: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class DismissCoeResponse(_message.Message):
    __slots__ = ("coe",)
    COE_FIELD_NUMBER: _ClassVar[int]
    coe: Coe
    def __init__(self, coe: _Optional[_Union[Coe, _Mapping]] = ...) -> None: ...
