import datetime

from buf.validate import validate_pb2 as _validate_pb2
from day1.checks.v1 import checks_pb2 as _checks_pb2
from day1.coes.v1 import mechanisms_pb2 as _mechanisms_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.api import field_behavior_pb2 as _field_behavior_pb2
from google.api import resource_pb2 as _resource_pb2
from google.protobuf import field_mask_pb2 as _field_mask_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CreateMechanismRequest(_message.Message):
    __slots__ = ("mechanism", "mechanism_id", "request_id", "validate_only")
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    MECHANISM_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    mechanism: _mechanisms_pb2.Mechanism
    mechanism_id: str
    request_id: str
    validate_only: bool
    def __init__(self, mechanism: _Optional[_Union[_mechanisms_pb2.Mechanism, _Mapping]] = ..., mechanism_id: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class CreateMechanismResponse(_message.Message):
    __slots__ = ("mechanism",)
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    mechanism: _mechanisms_pb2.Mechanism
    def __init__(self, mechanism: _Optional[_Union[_mechanisms_pb2.Mechanism, _Mapping]] = ...) -> None: ...

class GetMechanismRequest(_message.Message):
    __slots__ = ("name", "view")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    name: str
    view: _mechanisms_pb2.MechanismView
    def __init__(self, name: _Optional[str] = ..., view: _Optional[_Union[_mechanisms_pb2.MechanismView, str]] = ...) -> None: ...

class GetMechanismResponse(_message.Message):
    __slots__ = ("mechanism",)
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    mechanism: _mechanisms_pb2.Mechanism
    def __init__(self, mechanism: _Optional[_Union[_mechanisms_pb2.Mechanism, _Mapping]] = ...) -> None: ...

class ListMechanismsRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "filter", "view")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    filter: str
    view: _mechanisms_pb2.MechanismView
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., filter: _Optional[str] = ..., view: _Optional[_Union[_mechanisms_pb2.MechanismView, str]] = ...) -> None: ...

class ListMechanismsResponse(_message.Message):
    __slots__ = ("mechanisms", "next_page_token")
    MECHANISMS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    mechanisms: _containers.RepeatedCompositeFieldContainer[_mechanisms_pb2.Mechanism]
    next_page_token: str
    def __init__(self, mechanisms: _Optional[_Iterable[_Union[_mechanisms_pb2.Mechanism, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ProveMechanismRequest(_message.Message):
    __slots__ = ("name", "replays", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REPLAYS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    replays: _containers.RepeatedCompositeFieldContainer[_mechanisms_pb2.Replay]
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., replays: _Optional[_Iterable[_Union[_mechanisms_pb2.Replay, _Mapping]]] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class ProveMechanismResponse(_message.Message):
    __slots__ = ("mechanism",)
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    mechanism: _mechanisms_pb2.Mechanism
    def __init__(self, mechanism: _Optional[_Union[_mechanisms_pb2.Mechanism, _Mapping]] = ...) -> None: ...

class BacktestMechanismRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class BacktestMechanismResponse(_message.Message):
    __slots__ = ("backtest",)
    BACKTEST_FIELD_NUMBER: _ClassVar[int]
    backtest: _mechanisms_pb2.Backtest
    def __init__(self, backtest: _Optional[_Union[_mechanisms_pb2.Backtest, _Mapping]] = ...) -> None: ...

class AdoptMechanismRequest(_message.Message):
    __slots__ = ("name", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class AdoptMechanismResponse(_message.Message):
    __slots__ = ("mechanism",)
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    mechanism: _mechanisms_pb2.Mechanism
    def __init__(self, mechanism: _Optional[_Union[_mechanisms_pb2.Mechanism, _Mapping]] = ...) -> None: ...

class ImproveMechanismRequest(_message.Message):
    __slots__ = ("name", "mechanism", "update_mask", "replays", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    REPLAYS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    mechanism: _mechanisms_pb2.Mechanism
    update_mask: _field_mask_pb2.FieldMask
    replays: _containers.RepeatedCompositeFieldContainer[_mechanisms_pb2.Replay]
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., mechanism: _Optional[_Union[_mechanisms_pb2.Mechanism, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ..., replays: _Optional[_Iterable[_Union[_mechanisms_pb2.Replay, _Mapping]]] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class ImproveMechanismResponse(_message.Message):
    __slots__ = ("mechanism",)
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    mechanism: _mechanisms_pb2.Mechanism
    def __init__(self, mechanism: _Optional[_Union[_mechanisms_pb2.Mechanism, _Mapping]] = ...) -> None: ...

class SuspendMechanismRequest(_message.Message):
    __slots__ = ("name", "reason", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    reason: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., reason: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class SuspendMechanismResponse(_message.Message):
    __slots__ = ("mechanism",)
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    mechanism: _mechanisms_pb2.Mechanism
    def __init__(self, mechanism: _Optional[_Union[_mechanisms_pb2.Mechanism, _Mapping]] = ...) -> None: ...

class ResumeMechanismRequest(_message.Message):
    __slots__ = ("name", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class ResumeMechanismResponse(_message.Message):
    __slots__ = ("mechanism",)
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    mechanism: _mechanisms_pb2.Mechanism
    def __init__(self, mechanism: _Optional[_Union[_mechanisms_pb2.Mechanism, _Mapping]] = ...) -> None: ...

class RetireMechanismRequest(_message.Message):
    __slots__ = ("name", "reason", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    reason: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., reason: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class RetireMechanismResponse(_message.Message):
    __slots__ = ("mechanism",)
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    mechanism: _mechanisms_pb2.Mechanism
    def __init__(self, mechanism: _Optional[_Union[_mechanisms_pb2.Mechanism, _Mapping]] = ...) -> None: ...

class RejectMechanismRequest(_message.Message):
    __slots__ = ("name", "reason", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    reason: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., reason: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class RejectMechanismResponse(_message.Message):
    __slots__ = ("mechanism",)
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    mechanism: _mechanisms_pb2.Mechanism
    def __init__(self, mechanism: _Optional[_Union[_mechanisms_pb2.Mechanism, _Mapping]] = ...) -> None: ...

class InspectMechanismRequest(_message.Message):
    __slots__ = ("name", "outputs_reached", "still_needed", "we_own_it", "evidence", "sunset_time", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    OUTPUTS_REACHED_FIELD_NUMBER: _ClassVar[int]
    STILL_NEEDED_FIELD_NUMBER: _ClassVar[int]
    WE_OWN_IT_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    SUNSET_TIME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    outputs_reached: bool
    still_needed: bool
    we_own_it: bool
    evidence: str
    sunset_time: _timestamp_pb2.Timestamp
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., outputs_reached: _Optional[bool] = ..., still_needed: _Optional[bool] = ..., we_own_it: _Optional[bool] = ..., evidence: _Optional[str] = ..., sunset_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class InspectMechanismResponse(_message.Message):
    __slots__ = ("mechanism",)
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    mechanism: _mechanisms_pb2.Mechanism
    def __init__(self, mechanism: _Optional[_Union[_mechanisms_pb2.Mechanism, _Mapping]] = ...) -> None: ...

class ReportCheckResultRequest(_message.Message):
    __slots__ = ("name", "subject", "result", "evidence_url", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_URL_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    subject: str
    result: _checks_pb2.CheckResult
    evidence_url: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., subject: _Optional[str] = ..., result: _Optional[_Union[_checks_pb2.CheckResult, str]] = ..., evidence_url: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class ReportCheckResultResponse(_message.Message):
    __slots__ = ("mechanism",)
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    mechanism: _mechanisms_pb2.Mechanism
    def __init__(self, mechanism: _Optional[_Union[_mechanisms_pb2.Mechanism, _Mapping]] = ...) -> None: ...

class GetLoopHealthRequest(_message.Message):
    __slots__ = ("days",)
    DAYS_FIELD_NUMBER: _ClassVar[int]
    days: int
    def __init__(self, days: _Optional[int] = ...) -> None: ...

class GetLoopHealthResponse(_message.Message):
    __slots__ = ("measures", "cause_classes", "since_time", "adopted_mechanisms", "open_coes")
    MEASURES_FIELD_NUMBER: _ClassVar[int]
    CAUSE_CLASSES_FIELD_NUMBER: _ClassVar[int]
    SINCE_TIME_FIELD_NUMBER: _ClassVar[int]
    ADOPTED_MECHANISMS_FIELD_NUMBER: _ClassVar[int]
    OPEN_COES_FIELD_NUMBER: _ClassVar[int]
    measures: _containers.RepeatedCompositeFieldContainer[_mechanisms_pb2.LoopMeasure]
    cause_classes: _containers.RepeatedCompositeFieldContainer[_mechanisms_pb2.CauseClassRate]
    since_time: _timestamp_pb2.Timestamp
    adopted_mechanisms: int
    open_coes: int
    def __init__(self, measures: _Optional[_Iterable[_Union[_mechanisms_pb2.LoopMeasure, _Mapping]]] = ..., cause_classes: _Optional[_Iterable[_Union[_mechanisms_pb2.CauseClassRate, _Mapping]]] = ..., since_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., adopted_mechanisms: _Optional[int] = ..., open_coes: _Optional[int] = ...) -> None: ...

class ListMechanismVersionsRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListMechanismVersionsResponse(_message.Message):
    __slots__ = ("versions", "next_page_token")
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    versions: _containers.RepeatedCompositeFieldContainer[_mechanisms_pb2.MechanismVersion]
    next_page_token: str
    def __init__(self, versions: _Optional[_Iterable[_Union[_mechanisms_pb2.MechanismVersion, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
