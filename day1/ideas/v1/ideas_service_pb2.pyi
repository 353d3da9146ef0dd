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

class DoorKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DOOR_KIND_UNSPECIFIED: _ClassVar[DoorKind]
    DOOR_KIND_ONE_WAY: _ClassVar[DoorKind]
    DOOR_KIND_TWO_WAY: _ClassVar[DoorKind]

class IdeaState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    IDEA_STATE_UNSPECIFIED: _ClassVar[IdeaState]
    IDEA_STATE_DRAFT: _ClassVar[IdeaState]
    IDEA_STATE_SUBMITTED: _ClassVar[IdeaState]
    IDEA_STATE_IN_REVIEW: _ClassVar[IdeaState]
    IDEA_STATE_APPROVED: _ClassVar[IdeaState]
    IDEA_STATE_DECLINED: _ClassVar[IdeaState]
    IDEA_STATE_EXPERIMENTING: _ClassVar[IdeaState]
    IDEA_STATE_SCALING: _ClassVar[IdeaState]
    IDEA_STATE_LAUNCHED: _ClassVar[IdeaState]
    IDEA_STATE_PIVOTED: _ClassVar[IdeaState]
    IDEA_STATE_KILLED: _ClassVar[IdeaState]
DOOR_KIND_UNSPECIFIED: DoorKind
DOOR_KIND_ONE_WAY: DoorKind
DOOR_KIND_TWO_WAY: DoorKind
IDEA_STATE_UNSPECIFIED: IdeaState
IDEA_STATE_DRAFT: IdeaState
IDEA_STATE_SUBMITTED: IdeaState
IDEA_STATE_IN_REVIEW: IdeaState
IDEA_STATE_APPROVED: IdeaState
IDEA_STATE_DECLINED: IdeaState
IDEA_STATE_EXPERIMENTING: IdeaState
IDEA_STATE_SCALING: IdeaState
IDEA_STATE_LAUNCHED: IdeaState
IDEA_STATE_PIVOTED: IdeaState
IDEA_STATE_KILLED: IdeaState

class Idea(_message.Message):
    __slots__ = ("name", "title", "author", "team", "customer", "press_release", "five_questions", "doors", "cost_of_failure", "leader", "state", "revision", "parent", "review", "learning", "create_time", "update_time", "etag", "history")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    PRESS_RELEASE_FIELD_NUMBER: _ClassVar[int]
    FIVE_QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    DOORS_FIELD_NUMBER: _ClassVar[int]
    COST_OF_FAILURE_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    PARENT_FIELD_NUMBER: _ClassVar[int]
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    LEARNING_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    HISTORY_FIELD_NUMBER: _ClassVar[int]
    name: str
    title: str
    author: str
    team: str
    customer: Customer
    press_release: PressRelease
    five_questions: FiveQuestions
    doors: _containers.RepeatedCompositeFieldContainer[Door]
    cost_of_failure: CostOfFailure
    leader: str
    state: IdeaState
    revision: str
    parent: str
    review: str
    learning: str
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    etag: str
    history: _containers.RepeatedCompositeFieldContainer[HistoryEntry]
    def __init__(self, name: _Optional[str] = ..., title: _Optional[str] = ..., author: _Optional[str] = ..., team: _Optional[str] = ..., customer: _Optional[_Union[Customer, _Mapping]] = ..., press_release: _Optional[_Union[PressRelease, _Mapping]] = ..., five_questions: _Optional[_Union[FiveQuestions, _Mapping]] = ..., doors: _Optional[_Iterable[_Union[Door, _Mapping]]] = ..., cost_of_failure: _Optional[_Union[CostOfFailure, _Mapping]] = ..., leader: _Optional[str] = ..., state: _Optional[_Union[IdeaState, str]] = ..., revision: _Optional[str] = ..., parent: _Optional[str] = ..., review: _Optional[str] = ..., learning: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ..., history: _Optional[_Iterable[_Union[HistoryEntry, _Mapping]]] = ...) -> None: ...

class Customer(_message.Message):
    __slots__ = ("segment", "context", "need")
    SEGMENT_FIELD_NUMBER: _ClassVar[int]
    CONTEXT_FIELD_NUMBER: _ClassVar[int]
    NEED_FIELD_NUMBER: _ClassVar[int]
    segment: str
    context: str
    need: str
    def __init__(self, segment: _Optional[str] = ..., context: _Optional[str] = ..., need: _Optional[str] = ...) -> None: ...

class PressRelease(_message.Message):
    __slots__ = ("headline", "claim", "summary", "problem", "benefit", "journey", "customer_quote")
    HEADLINE_FIELD_NUMBER: _ClassVar[int]
    CLAIM_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    BENEFIT_FIELD_NUMBER: _ClassVar[int]
    JOURNEY_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_QUOTE_FIELD_NUMBER: _ClassVar[int]
    headline: str
    claim: Claim
    summary: str
    problem: str
    benefit: str
    journey: str
    customer_quote: str
    def __init__(self, headline: _Optional[str] = ..., claim: _Optional[_Union[Claim, _Mapping]] = ..., summary: _Optional[str] = ..., problem: _Optional[str] = ..., benefit: _Optional[str] = ..., journey: _Optional[str] = ..., customer_quote: _Optional[str] = ...) -> None: ...

class Claim(_message.Message):
    __slots__ = ("metric", "baseline", "target", "by_date")
    METRIC_FIELD_NUMBER: _ClassVar[int]
    BASELINE_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    BY_DATE_FIELD_NUMBER: _ClassVar[int]
    metric: str
    baseline: float
    target: float
    by_date: str
    def __init__(self, metric: _Optional[str] = ..., baseline: _Optional[float] = ..., target: _Optional[float] = ..., by_date: _Optional[str] = ...) -> None: ...

class FiveQuestions(_message.Message):
    __slots__ = ("who", "problem", "benefit", "evidence", "experience")
    WHO_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    BENEFIT_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    EXPERIENCE_FIELD_NUMBER: _ClassVar[int]
    who: str
    problem: str
    benefit: str
    evidence: str
    experience: str
    def __init__(self, who: _Optional[str] = ..., problem: _Optional[str] = ..., benefit: _Optional[str] = ..., evidence: _Optional[str] = ..., experience: _Optional[str] = ...) -> None: ...

class Door(_message.Message):
    __slots__ = ("id", "decision", "kind", "undo")
    ID_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    UNDO_FIELD_NUMBER: _ClassVar[int]
    id: str
    decision: str
    kind: DoorKind
    undo: Undo
    def __init__(self, id: _Optional[str] = ..., decision: _Optional[str] = ..., kind: _Optional[_Union[DoorKind, str]] = ..., undo: _Optional[_Union[Undo, _Mapping]] = ...) -> None: ...

class Undo(_message.Message):
    __slots__ = ("plan", "cost_usd", "days")
    PLAN_FIELD_NUMBER: _ClassVar[int]
    COST_USD_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    plan: str
    cost_usd: int
    days: int
    def __init__(self, plan: _Optional[str] = ..., cost_usd: _Optional[int] = ..., days: _Optional[int] = ...) -> None: ...

class CostOfFailure(_message.Message):
    __slots__ = ("loss_cap_usd", "customers_exposed")
    LOSS_CAP_USD_FIELD_NUMBER: _ClassVar[int]
    CUSTOMERS_EXPOSED_FIELD_NUMBER: _ClassVar[int]
    loss_cap_usd: int
    customers_exposed: int
    def __init__(self, loss_cap_usd: _Optional[int] = ..., customers_exposed: _Optional[int] = ...) -> None: ...

class HistoryEntry(_message.Message):
    __slots__ = ("time", "actor", "event", "state")
    TIME_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    EVENT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    time: _timestamp_pb2.Timestamp
    actor: str
    event: str
    state: IdeaState
    def __init__(self, time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., actor: _Optional[str] = ..., event: _Optional[str] = ..., state: _Optional[_Union[IdeaState, str]] = ...) -> None: ...

class CreateIdeaRequest(_message.Message):
    __slots__ = ("idea", "idea_id", "request_id")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    IDEA_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    idea: Idea
    idea_id: str
    request_id: str
    def __init__(self, idea: _Optional[_Union[Idea, _Mapping]] = ..., idea_id: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class CreateIdeaResponse(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: Idea
    def __init__(self, idea: _Optional[_Union[Idea, _Mapping]] = ...) -> None: ...

class GetIdeaRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class GetIdeaResponse(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: Idea
    def __init__(self, idea: _Optional[_Union[Idea, _Mapping]] = ...) -> None: ...

class ListIdeasRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "filter")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    filter: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., filter: _Optional[str] = ...) -> None: ...

class ListIdeasResponse(_message.Message):
    __slots__ = ("ideas", "next_page_token")
    IDEAS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    ideas: _containers.RepeatedCompositeFieldContainer[Idea]
    next_page_token: str
    def __init__(self, ideas: _Optional[_Iterable[_Union[Idea, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class UpdateIdeaRequest(_message.Message):
    __slots__ = ("idea", "update_mask", "request_id")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    idea: Idea
    update_mask: _field_mask_pb2.FieldMask
    request_id: str
    def __init__(self, idea: _Optional[_Union[Idea, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class UpdateIdeaResponse(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: Idea
    def __init__(self, idea: _Optional[_Union[Idea, _Mapping]] = ...) -> None: ...

class SubmitIdeaRequest(_message.Message):
    __slots__ = ("name", "etag", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    etag: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class SubmitIdeaResponse(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: Idea
    def __init__(self, idea: _Optional[_Union[Idea, _Mapping]] = ...) -> None: ...

class RecallIdeaRequest(_message.Message):
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

class RecallIdeaResponse(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: Idea
    def __init__(self, idea: _Optional[_Union[Idea, _Mapping]] = ...) -> None: ...

class LaunchIdeaRequest(_message.Message):
    __slots__ = ("name", "etag", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    etag: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class LaunchIdeaResponse(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: Idea
    def __init__(self, idea: _Optional[_Union[Idea, _Mapping]] = ...) -> None: ...
