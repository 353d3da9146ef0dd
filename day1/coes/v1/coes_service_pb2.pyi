import datetime

from buf.validate import validate_pb2 as _validate_pb2
from day1.checks.v1 import checks_pb2 as _checks_pb2
from day1.coes.v1 import coes_pb2 as _coes_pb2
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

class CreateCoeRequest(_message.Message):
    __slots__ = ("coe", "coe_id", "incident_key", "recurrence_of", "request_id", "validate_only")
    COE_FIELD_NUMBER: _ClassVar[int]
    COE_ID_FIELD_NUMBER: _ClassVar[int]
    INCIDENT_KEY_FIELD_NUMBER: _ClassVar[int]
    RECURRENCE_OF_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    coe: _coes_pb2.Coe
    coe_id: str
    incident_key: str
    recurrence_of: str
    request_id: str
    validate_only: bool
    def __init__(self, coe: _Optional[_Union[_coes_pb2.Coe, _Mapping]] = ..., coe_id: _Optional[str] = ..., incident_key: _Optional[str] = ..., recurrence_of: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class CreateCoeResponse(_message.Message):
    __slots__ = ("coe", "existing")
    COE_FIELD_NUMBER: _ClassVar[int]
    EXISTING_FIELD_NUMBER: _ClassVar[int]
    coe: _coes_pb2.Coe
    existing: bool
    def __init__(self, coe: _Optional[_Union[_coes_pb2.Coe, _Mapping]] = ..., existing: _Optional[bool] = ...) -> None: ...

class GetCoeRequest(_message.Message):
    __slots__ = ("name", "view")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    name: str
    view: _coes_pb2.CoeView
    def __init__(self, name: _Optional[str] = ..., view: _Optional[_Union[_coes_pb2.CoeView, str]] = ...) -> None: ...

class GetCoeResponse(_message.Message):
    __slots__ = ("coe",)
    COE_FIELD_NUMBER: _ClassVar[int]
    coe: _coes_pb2.Coe
    def __init__(self, coe: _Optional[_Union[_coes_pb2.Coe, _Mapping]] = ...) -> None: ...

class ListCoesRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "filter", "view")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    filter: str
    view: _coes_pb2.CoeView
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., filter: _Optional[str] = ..., view: _Optional[_Union[_coes_pb2.CoeView, str]] = ...) -> None: ...

class ListCoesResponse(_message.Message):
    __slots__ = ("coes", "next_page_token")
    COES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    coes: _containers.RepeatedCompositeFieldContainer[_coes_pb2.Coe]
    next_page_token: str
    def __init__(self, coes: _Optional[_Iterable[_Union[_coes_pb2.Coe, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class UpdateCoeRequest(_message.Message):
    __slots__ = ("coe", "update_mask", "request_id", "validate_only")
    COE_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    coe: _coes_pb2.Coe
    update_mask: _field_mask_pb2.FieldMask
    request_id: str
    validate_only: bool
    def __init__(self, coe: _Optional[_Union[_coes_pb2.Coe, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class UpdateCoeResponse(_message.Message):
    __slots__ = ("coe", "warnings")
    COE_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    coe: _coes_pb2.Coe
    warnings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    def __init__(self, coe: _Optional[_Union[_coes_pb2.Coe, _Mapping]] = ..., warnings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ...) -> None: ...

class StartAnalysisRequest(_message.Message):
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

class StartAnalysisResponse(_message.Message):
    __slots__ = ("coe",)
    COE_FIELD_NUMBER: _ClassVar[int]
    coe: _coes_pb2.Coe
    def __init__(self, coe: _Optional[_Union[_coes_pb2.Coe, _Mapping]] = ...) -> None: ...

class DismissCoeRequest(_message.Message):
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

class DismissCoeResponse(_message.Message):
    __slots__ = ("coe",)
    COE_FIELD_NUMBER: _ClassVar[int]
    coe: _coes_pb2.Coe
    def __init__(self, coe: _Optional[_Union[_coes_pb2.Coe, _Mapping]] = ...) -> None: ...

class LintCoeRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class LintCoeResponse(_message.Message):
    __slots__ = ("violations", "warnings")
    VIOLATIONS_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    violations: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    warnings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    def __init__(self, violations: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ..., warnings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ...) -> None: ...

class AddTimelineEntryRequest(_message.Message):
    __slots__ = ("name", "entry", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ENTRY_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    entry: _coes_pb2.TimelineEntry
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., entry: _Optional[_Union[_coes_pb2.TimelineEntry, _Mapping]] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class AddTimelineEntryResponse(_message.Message):
    __slots__ = ("coe",)
    COE_FIELD_NUMBER: _ClassVar[int]
    coe: _coes_pb2.Coe
    def __init__(self, coe: _Optional[_Union[_coes_pb2.Coe, _Mapping]] = ...) -> None: ...

class ImportTimelineRequest(_message.Message):
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

class ImportTimelineResponse(_message.Message):
    __slots__ = ("coe", "added")
    COE_FIELD_NUMBER: _ClassVar[int]
    ADDED_FIELD_NUMBER: _ClassVar[int]
    coe: _coes_pb2.Coe
    added: int
    def __init__(self, coe: _Optional[_Union[_coes_pb2.Coe, _Mapping]] = ..., added: _Optional[int] = ...) -> None: ...

class AddWhyRequest(_message.Message):
    __slots__ = ("name", "chain_id", "why", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CHAIN_ID_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    chain_id: str
    why: _coes_pb2.Why
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., chain_id: _Optional[str] = ..., why: _Optional[_Union[_coes_pb2.Why, _Mapping]] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class AddWhyResponse(_message.Message):
    __slots__ = ("coe",)
    COE_FIELD_NUMBER: _ClassVar[int]
    coe: _coes_pb2.Coe
    def __init__(self, coe: _Optional[_Union[_coes_pb2.Coe, _Mapping]] = ...) -> None: ...

class SubmitCoeRequest(_message.Message):
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

class SubmitCoeResponse(_message.Message):
    __slots__ = ("coe", "warnings")
    COE_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    coe: _coes_pb2.Coe
    warnings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    def __init__(self, coe: _Optional[_Union[_coes_pb2.Coe, _Mapping]] = ..., warnings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ...) -> None: ...

class ReturnCoeRequest(_message.Message):
    __slots__ = ("name", "comment", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    comment: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., comment: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class ReturnCoeResponse(_message.Message):
    __slots__ = ("coe",)
    COE_FIELD_NUMBER: _ClassVar[int]
    coe: _coes_pb2.Coe
    def __init__(self, coe: _Optional[_Union[_coes_pb2.Coe, _Mapping]] = ...) -> None: ...

class ApproveCoeRequest(_message.Message):
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

class ApproveCoeResponse(_message.Message):
    __slots__ = ("coe",)
    COE_FIELD_NUMBER: _ClassVar[int]
    coe: _coes_pb2.Coe
    def __init__(self, coe: _Optional[_Union[_coes_pb2.Coe, _Mapping]] = ...) -> None: ...

class WaiveMechanismRequest(_message.Message):
    __slots__ = ("name", "reason", "expire_time", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    reason: str
    expire_time: _timestamp_pb2.Timestamp
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., reason: _Optional[str] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class WaiveMechanismResponse(_message.Message):
    __slots__ = ("coe",)
    COE_FIELD_NUMBER: _ClassVar[int]
    coe: _coes_pb2.Coe
    def __init__(self, coe: _Optional[_Union[_coes_pb2.Coe, _Mapping]] = ...) -> None: ...

class MarkRecurrenceRequest(_message.Message):
    __slots__ = ("name", "recurrence_of", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    RECURRENCE_OF_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    recurrence_of: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., recurrence_of: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class MarkRecurrenceResponse(_message.Message):
    __slots__ = ("coe",)
    COE_FIELD_NUMBER: _ClassVar[int]
    coe: _coes_pb2.Coe
    def __init__(self, coe: _Optional[_Union[_coes_pb2.Coe, _Mapping]] = ...) -> None: ...

class ListCorrectionsRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token", "filter")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    filter: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., filter: _Optional[str] = ...) -> None: ...

class ListCorrectionsResponse(_message.Message):
    __slots__ = ("corrections", "next_page_token")
    CORRECTIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    corrections: _containers.RepeatedCompositeFieldContainer[_coes_pb2.ListedCorrection]
    next_page_token: str
    def __init__(self, corrections: _Optional[_Iterable[_Union[_coes_pb2.ListedCorrection, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class CompleteCorrectionRequest(_message.Message):
    __slots__ = ("name", "correction_id", "evidence_url", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CORRECTION_ID_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_URL_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    correction_id: str
    evidence_url: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., correction_id: _Optional[str] = ..., evidence_url: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class CompleteCorrectionResponse(_message.Message):
    __slots__ = ("coe",)
    COE_FIELD_NUMBER: _ClassVar[int]
    coe: _coes_pb2.Coe
    def __init__(self, coe: _Optional[_Union[_coes_pb2.Coe, _Mapping]] = ...) -> None: ...

class WatchCoesRequest(_message.Message):
    __slots__ = ("name", "filter", "view", "resume_token")
    NAME_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    name: str
    filter: str
    view: _coes_pb2.CoeView
    resume_token: str
    def __init__(self, name: _Optional[str] = ..., filter: _Optional[str] = ..., view: _Optional[_Union[_coes_pb2.CoeView, str]] = ..., resume_token: _Optional[str] = ...) -> None: ...

class WatchCoesResponse(_message.Message):
    __slots__ = ("changed", "removed", "synced", "resume_token")
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    REMOVED_FIELD_NUMBER: _ClassVar[int]
    SYNCED_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    changed: _coes_pb2.Coe
    removed: str
    synced: Synced
    resume_token: str
    def __init__(self, changed: _Optional[_Union[_coes_pb2.Coe, _Mapping]] = ..., removed: _Optional[str] = ..., synced: _Optional[_Union[Synced, _Mapping]] = ..., resume_token: _Optional[str] = ...) -> None: ...

class Synced(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
