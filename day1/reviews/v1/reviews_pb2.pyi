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

class ReviewView(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REVIEW_VIEW_UNSPECIFIED: _ClassVar[ReviewView]
    REVIEW_VIEW_BASIC: _ClassVar[ReviewView]
    REVIEW_VIEW_FULL: _ClassVar[ReviewView]

class ReviewPolicy(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REVIEW_POLICY_UNSPECIFIED: _ClassVar[ReviewPolicy]
    REVIEW_POLICY_LIGHT: _ClassVar[ReviewPolicy]
    REVIEW_POLICY_FULL: _ClassVar[ReviewPolicy]

class ReviewState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REVIEW_STATE_UNSPECIFIED: _ClassVar[ReviewState]
    REVIEW_STATE_OPENED: _ClassVar[ReviewState]
    REVIEW_STATE_READING: _ClassVar[ReviewState]
    REVIEW_STATE_DEBATING: _ClassVar[ReviewState]
    REVIEW_STATE_DECIDED: _ClassVar[ReviewState]
    REVIEW_STATE_SUPERSEDED: _ClassVar[ReviewState]
    REVIEW_STATE_WITHDRAWN: _ClassVar[ReviewState]

class ReviewOutcome(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REVIEW_OUTCOME_UNSPECIFIED: _ClassVar[ReviewOutcome]
    REVIEW_OUTCOME_APPROVE: _ClassVar[ReviewOutcome]
    REVIEW_OUTCOME_RETURN: _ClassVar[ReviewOutcome]
    REVIEW_OUTCOME_DECLINE: _ClassVar[ReviewOutcome]

class NeedState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    NEED_STATE_UNSPECIFIED: _ClassVar[NeedState]
    NEED_STATE_UNKNOWN: _ClassVar[NeedState]
    NEED_STATE_KNOWN: _ClassVar[NeedState]
    NEED_STATE_UNKNOWABLE: _ClassVar[NeedState]
    NEED_STATE_LEFT_TO_EXPERIMENT: _ClassVar[NeedState]

class PositionKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    POSITION_KIND_UNSPECIFIED: _ClassVar[PositionKind]
    POSITION_KIND_SUPPORT: _ClassVar[PositionKind]
    POSITION_KIND_DISAGREE_AND_COMMIT: _ClassVar[PositionKind]
    POSITION_KIND_OBJECT: _ClassVar[PositionKind]

class StallReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    STALL_REASON_UNSPECIFIED: _ClassVar[StallReason]
    STALL_REASON_CLOCK_PASSED: _ClassVar[StallReason]
    STALL_REASON_WAITING_PAST_90: _ClassVar[StallReason]

class ReturnReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RETURN_REASON_UNSPECIFIED: _ClassVar[ReturnReason]
    RETURN_REASON_SPLIT_ONE_WAY_DOOR: _ClassVar[ReturnReason]
    RETURN_REASON_ANSWER_COMMENTS: _ClassVar[ReturnReason]
    RETURN_REASON_MORE_INFORMATION: _ClassVar[ReturnReason]
    RETURN_REASON_OTHER: _ClassVar[ReturnReason]

class CommentKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COMMENT_KIND_UNSPECIFIED: _ClassVar[CommentKind]
    COMMENT_KIND_COMMENT: _ClassVar[CommentKind]
    COMMENT_KIND_QUESTION: _ClassVar[CommentKind]
    COMMENT_KIND_DEBATE: _ClassVar[CommentKind]

class CommentTag(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COMMENT_TAG_UNSPECIFIED: _ClassVar[CommentTag]
    COMMENT_TAG_NAMING: _ClassVar[CommentTag]
    COMMENT_TAG_QUOTE_DOUBT: _ClassVar[CommentTag]
    COMMENT_TAG_MISSING_CASE: _ClassVar[CommentTag]
    COMMENT_TAG_OTHER: _ClassVar[CommentTag]

class CommentSeverity(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COMMENT_SEVERITY_UNSPECIFIED: _ClassVar[CommentSeverity]
    COMMENT_SEVERITY_NOTE: _ClassVar[CommentSeverity]
    COMMENT_SEVERITY_BLOCKING: _ClassVar[CommentSeverity]

class CommentState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COMMENT_STATE_UNSPECIFIED: _ClassVar[CommentState]
    COMMENT_STATE_OPEN: _ClassVar[CommentState]
    COMMENT_STATE_ANSWERED: _ClassVar[CommentState]
    COMMENT_STATE_RESOLVED: _ClassVar[CommentState]
    COMMENT_STATE_OVERRIDDEN: _ClassVar[CommentState]
    COMMENT_STATE_CARRIED: _ClassVar[CommentState]
    COMMENT_STATE_WITHDRAWN: _ClassVar[CommentState]

class SuggestionKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SUGGESTION_KIND_UNSPECIFIED: _ClassVar[SuggestionKind]
    SUGGESTION_KIND_STRIKE: _ClassVar[SuggestionKind]
    SUGGESTION_KIND_REPLACE: _ClassVar[SuggestionKind]
REVIEW_VIEW_UNSPECIFIED: ReviewView
REVIEW_VIEW_BASIC: ReviewView
REVIEW_VIEW_FULL: ReviewView
REVIEW_POLICY_UNSPECIFIED: ReviewPolicy
REVIEW_POLICY_LIGHT: ReviewPolicy
REVIEW_POLICY_FULL: ReviewPolicy
REVIEW_STATE_UNSPECIFIED: ReviewState
REVIEW_STATE_OPENED: ReviewState
REVIEW_STATE_READING: ReviewState
REVIEW_STATE_DEBATING: ReviewState
REVIEW_STATE_DECIDED: ReviewState
REVIEW_STATE_SUPERSEDED: ReviewState
REVIEW_STATE_WITHDRAWN: ReviewState
REVIEW_OUTCOME_UNSPECIFIED: ReviewOutcome
REVIEW_OUTCOME_APPROVE: ReviewOutcome
REVIEW_OUTCOME_RETURN: ReviewOutcome
REVIEW_OUTCOME_DECLINE: ReviewOutcome
NEED_STATE_UNSPECIFIED: NeedState
NEED_STATE_UNKNOWN: NeedState
NEED_STATE_KNOWN: NeedState
NEED_STATE_UNKNOWABLE: NeedState
NEED_STATE_LEFT_TO_EXPERIMENT: NeedState
POSITION_KIND_UNSPECIFIED: PositionKind
POSITION_KIND_SUPPORT: PositionKind
POSITION_KIND_DISAGREE_AND_COMMIT: PositionKind
POSITION_KIND_OBJECT: PositionKind
STALL_REASON_UNSPECIFIED: StallReason
STALL_REASON_CLOCK_PASSED: StallReason
STALL_REASON_WAITING_PAST_90: StallReason
RETURN_REASON_UNSPECIFIED: ReturnReason
RETURN_REASON_SPLIT_ONE_WAY_DOOR: ReturnReason
RETURN_REASON_ANSWER_COMMENTS: ReturnReason
RETURN_REASON_MORE_INFORMATION: ReturnReason
RETURN_REASON_OTHER: ReturnReason
COMMENT_KIND_UNSPECIFIED: CommentKind
COMMENT_KIND_COMMENT: CommentKind
COMMENT_KIND_QUESTION: CommentKind
COMMENT_KIND_DEBATE: CommentKind
COMMENT_TAG_UNSPECIFIED: CommentTag
COMMENT_TAG_NAMING: CommentTag
COMMENT_TAG_QUOTE_DOUBT: CommentTag
COMMENT_TAG_MISSING_CASE: CommentTag
COMMENT_TAG_OTHER: CommentTag
COMMENT_SEVERITY_UNSPECIFIED: CommentSeverity
COMMENT_SEVERITY_NOTE: CommentSeverity
COMMENT_SEVERITY_BLOCKING: CommentSeverity
COMMENT_STATE_UNSPECIFIED: CommentState
COMMENT_STATE_OPEN: CommentState
COMMENT_STATE_ANSWERED: CommentState
COMMENT_STATE_RESOLVED: CommentState
COMMENT_STATE_OVERRIDDEN: CommentState
COMMENT_STATE_CARRIED: CommentState
COMMENT_STATE_WITHDRAWN: CommentState
SUGGESTION_KIND_UNSPECIFIED: SuggestionKind
SUGGESTION_KIND_STRIKE: SuggestionKind
SUGGESTION_KIND_REPLACE: SuggestionKind

class Review(_message.Message):
    __slots__ = ("name", "idea", "revision", "title", "author", "co_authors", "team", "tags", "policy", "state", "decider", "leader_nominee", "readers", "document", "document_hash", "reading_duration", "doors", "bet", "debate_topics", "information_needs", "information_ratio", "positions", "checklist", "stalled_reasons", "decision", "expired_exceptions", "due_time", "create_time", "update_time", "etag", "history", "possible_methods", "previous_decider")
    NAME_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    CO_AUTHORS_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    TAGS_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    DECIDER_FIELD_NUMBER: _ClassVar[int]
    LEADER_NOMINEE_FIELD_NUMBER: _ClassVar[int]
    READERS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_HASH_FIELD_NUMBER: _ClassVar[int]
    READING_DURATION_FIELD_NUMBER: _ClassVar[int]
    DOORS_FIELD_NUMBER: _ClassVar[int]
    BET_FIELD_NUMBER: _ClassVar[int]
    DEBATE_TOPICS_FIELD_NUMBER: _ClassVar[int]
    INFORMATION_NEEDS_FIELD_NUMBER: _ClassVar[int]
    INFORMATION_RATIO_FIELD_NUMBER: _ClassVar[int]
    POSITIONS_FIELD_NUMBER: _ClassVar[int]
    CHECKLIST_FIELD_NUMBER: _ClassVar[int]
    STALLED_REASONS_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    EXPIRED_EXCEPTIONS_FIELD_NUMBER: _ClassVar[int]
    DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    HISTORY_FIELD_NUMBER: _ClassVar[int]
    POSSIBLE_METHODS_FIELD_NUMBER: _ClassVar[int]
    PREVIOUS_DECIDER_FIELD_NUMBER: _ClassVar[int]
    name: str
    idea: str
    revision: str
    title: str
    author: str
    co_authors: _containers.RepeatedScalarFieldContainer[str]
    team: str
    tags: _containers.RepeatedScalarFieldContainer[str]
    policy: ReviewPolicy
    state: ReviewState
    decider: str
    leader_nominee: str
    readers: _containers.RepeatedCompositeFieldContainer[Reader]
    document: _containers.RepeatedCompositeFieldContainer[Section]
    document_hash: str
    reading_duration: _duration_pb2.Duration
    doors: _containers.RepeatedCompositeFieldContainer[Door]
    bet: Bet
    debate_topics: _containers.RepeatedCompositeFieldContainer[DebateTopic]
    information_needs: _containers.RepeatedCompositeFieldContainer[InformationNeed]
    information_ratio: float
    positions: _containers.RepeatedCompositeFieldContainer[Position]
    checklist: _containers.RepeatedCompositeFieldContainer[ChecklistItem]
    stalled_reasons: _containers.RepeatedScalarFieldContainer[StallReason]
    decision: ReviewDecision
    expired_exceptions: _containers.RepeatedScalarFieldContainer[str]
    due_time: _timestamp_pb2.Timestamp
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    etag: str
    history: _containers.RepeatedCompositeFieldContainer[ReviewHistoryEntry]
    possible_methods: _containers.RepeatedScalarFieldContainer[str]
    previous_decider: str
    def __init__(self, name: _Optional[str] = ..., idea: _Optional[str] = ..., revision: _Optional[str] = ..., title: _Optional[str] = ..., author: _Optional[str] = ..., co_authors: _Optional[_Iterable[str]] = ..., team: _Optional[str] = ..., tags: _Optional[_Iterable[str]] = ..., policy: _Optional[_Union[ReviewPolicy, str]] = ..., state: _Optional[_Union[ReviewState, str]] = ..., decider: _Optional[str] = ..., leader_nominee: _Optional[str] = ..., readers: _Optional[_Iterable[_Union[Reader, _Mapping]]] = ..., document: _Optional[_Iterable[_Union[Section, _Mapping]]] = ..., document_hash: _Optional[str] = ..., reading_duration: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., doors: _Optional[_Iterable[_Union[Door, _Mapping]]] = ..., bet: _Optional[_Union[Bet, _Mapping]] = ..., debate_topics: _Optional[_Iterable[_Union[DebateTopic, _Mapping]]] = ..., information_needs: _Optional[_Iterable[_Union[InformationNeed, _Mapping]]] = ..., information_ratio: _Optional[float] = ..., positions: _Optional[_Iterable[_Union[Position, _Mapping]]] = ..., checklist: _Optional[_Iterable[_Union[ChecklistItem, _Mapping]]] = ..., stalled_reasons: _Optional[_Iterable[_Union[StallReason, str]]] = ..., decision: _Optional[_Union[ReviewDecision, _Mapping]] = ..., expired_exceptions: _Optional[_Iterable[str]] = ..., due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ..., history: _Optional[_Iterable[_Union[ReviewHistoryEntry, _Mapping]]] = ..., possible_methods: _Optional[_Iterable[str]] = ..., previous_decider: _Optional[str] = ...) -> None: ...

class Reader(_message.Message):
    __slots__ = ("person", "finish_time", "team", "invite_time")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    FINISH_TIME_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    INVITE_TIME_FIELD_NUMBER: _ClassVar[int]
    person: str
    finish_time: _timestamp_pb2.Timestamp
    team: str
    invite_time: _timestamp_pb2.Timestamp
    def __init__(self, person: _Optional[str] = ..., finish_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., team: _Optional[str] = ..., invite_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Section(_message.Message):
    __slots__ = ("id", "heading", "text")
    ID_FIELD_NUMBER: _ClassVar[int]
    HEADING_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    id: str
    heading: str
    text: str
    def __init__(self, id: _Optional[str] = ..., heading: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class ReviewDecision(_message.Message):
    __slots__ = ("outcome", "rationale", "leader", "decider", "decide_time", "information_ratio", "positions", "conditions", "exceptions", "revisit_when", "validation", "return_reason", "checks", "log_position", "prev_hash", "hash", "alone")
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    RATIONALE_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    DECIDER_FIELD_NUMBER: _ClassVar[int]
    DECIDE_TIME_FIELD_NUMBER: _ClassVar[int]
    INFORMATION_RATIO_FIELD_NUMBER: _ClassVar[int]
    POSITIONS_FIELD_NUMBER: _ClassVar[int]
    CONDITIONS_FIELD_NUMBER: _ClassVar[int]
    EXCEPTIONS_FIELD_NUMBER: _ClassVar[int]
    REVISIT_WHEN_FIELD_NUMBER: _ClassVar[int]
    VALIDATION_FIELD_NUMBER: _ClassVar[int]
    RETURN_REASON_FIELD_NUMBER: _ClassVar[int]
    CHECKS_FIELD_NUMBER: _ClassVar[int]
    LOG_POSITION_FIELD_NUMBER: _ClassVar[int]
    PREV_HASH_FIELD_NUMBER: _ClassVar[int]
    HASH_FIELD_NUMBER: _ClassVar[int]
    ALONE_FIELD_NUMBER: _ClassVar[int]
    outcome: ReviewOutcome
    rationale: str
    leader: str
    decider: str
    decide_time: _timestamp_pb2.Timestamp
    information_ratio: float
    positions: _containers.RepeatedCompositeFieldContainer[Position]
    conditions: _containers.RepeatedScalarFieldContainer[str]
    exceptions: _containers.RepeatedCompositeFieldContainer[GrantedException]
    revisit_when: str
    validation: _containers.RepeatedScalarFieldContainer[str]
    return_reason: ReturnReason
    checks: _containers.RepeatedCompositeFieldContainer[_checks_pb2.CheckOutcome]
    log_position: int
    prev_hash: str
    hash: str
    alone: bool
    def __init__(self, outcome: _Optional[_Union[ReviewOutcome, str]] = ..., rationale: _Optional[str] = ..., leader: _Optional[str] = ..., decider: _Optional[str] = ..., decide_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., information_ratio: _Optional[float] = ..., positions: _Optional[_Iterable[_Union[Position, _Mapping]]] = ..., conditions: _Optional[_Iterable[str]] = ..., exceptions: _Optional[_Iterable[_Union[GrantedException, _Mapping]]] = ..., revisit_when: _Optional[str] = ..., validation: _Optional[_Iterable[str]] = ..., return_reason: _Optional[_Union[ReturnReason, str]] = ..., checks: _Optional[_Iterable[_Union[_checks_pb2.CheckOutcome, _Mapping]]] = ..., log_position: _Optional[int] = ..., prev_hash: _Optional[str] = ..., hash: _Optional[str] = ..., alone: _Optional[bool] = ...) -> None: ...

class Door(_message.Message):
    __slots__ = ("id", "decision", "kind", "undo")
    ID_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    UNDO_FIELD_NUMBER: _ClassVar[int]
    id: str
    decision: str
    kind: _checks_pb2.DoorKind
    undo: Undo
    def __init__(self, id: _Optional[str] = ..., decision: _Optional[str] = ..., kind: _Optional[_Union[_checks_pb2.DoorKind, str]] = ..., undo: _Optional[_Union[Undo, _Mapping]] = ...) -> None: ...

class Undo(_message.Message):
    __slots__ = ("plan", "cost", "days")
    PLAN_FIELD_NUMBER: _ClassVar[int]
    COST_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    plan: str
    cost: _money_pb2.Money
    days: int
    def __init__(self, plan: _Optional[str] = ..., cost: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., days: _Optional[int] = ...) -> None: ...

class Bet(_message.Message):
    __slots__ = ("win_probability", "payoff_multiple")
    WIN_PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    PAYOFF_MULTIPLE_FIELD_NUMBER: _ClassVar[int]
    win_probability: float
    payoff_multiple: float
    def __init__(self, win_probability: _Optional[float] = ..., payoff_multiple: _Optional[float] = ...) -> None: ...

class DebateTopic(_message.Message):
    __slots__ = ("id", "text", "outcome", "closed_by", "close_time")
    ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    CLOSED_BY_FIELD_NUMBER: _ClassVar[int]
    CLOSE_TIME_FIELD_NUMBER: _ClassVar[int]
    id: str
    text: str
    outcome: str
    closed_by: str
    close_time: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., text: _Optional[str] = ..., outcome: _Optional[str] = ..., closed_by: _Optional[str] = ..., close_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class InformationNeed(_message.Message):
    __slots__ = ("name", "text", "weight", "state", "source", "author")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    WEIGHT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    name: str
    text: str
    weight: int
    state: NeedState
    source: str
    author: str
    def __init__(self, name: _Optional[str] = ..., text: _Optional[str] = ..., weight: _Optional[int] = ..., state: _Optional[_Union[NeedState, str]] = ..., source: _Optional[str] = ..., author: _Optional[str] = ...) -> None: ...

class Position(_message.Message):
    __slots__ = ("person", "kind", "text", "set_time", "first_kind", "first_text")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    SET_TIME_FIELD_NUMBER: _ClassVar[int]
    FIRST_KIND_FIELD_NUMBER: _ClassVar[int]
    FIRST_TEXT_FIELD_NUMBER: _ClassVar[int]
    person: str
    kind: PositionKind
    text: str
    set_time: _timestamp_pb2.Timestamp
    first_kind: PositionKind
    first_text: str
    def __init__(self, person: _Optional[str] = ..., kind: _Optional[_Union[PositionKind, str]] = ..., text: _Optional[str] = ..., set_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., first_kind: _Optional[_Union[PositionKind, str]] = ..., first_text: _Optional[str] = ...) -> None: ...

class ChecklistItem(_message.Message):
    __slots__ = ("id", "check", "added_later", "add_time", "active", "answer", "exception")
    ID_FIELD_NUMBER: _ClassVar[int]
    CHECK_FIELD_NUMBER: _ClassVar[int]
    ADDED_LATER_FIELD_NUMBER: _ClassVar[int]
    ADD_TIME_FIELD_NUMBER: _ClassVar[int]
    ACTIVE_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    EXCEPTION_FIELD_NUMBER: _ClassVar[int]
    id: str
    check: _checks_pb2.Check
    added_later: bool
    add_time: _timestamp_pb2.Timestamp
    active: bool
    answer: ChecklistAnswer
    exception: GrantedException
    def __init__(self, id: _Optional[str] = ..., check: _Optional[_Union[_checks_pb2.Check, _Mapping]] = ..., added_later: _Optional[bool] = ..., add_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., active: _Optional[bool] = ..., answer: _Optional[_Union[ChecklistAnswer, _Mapping]] = ..., exception: _Optional[_Union[GrantedException, _Mapping]] = ...) -> None: ...

class ChecklistAnswer(_message.Message):
    __slots__ = ("answer", "risk", "fix", "evidence_url", "person", "answer_time", "acceptance", "raised_by")
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    RISK_FIELD_NUMBER: _ClassVar[int]
    FIX_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_URL_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ANSWER_TIME_FIELD_NUMBER: _ClassVar[int]
    ACCEPTANCE_FIELD_NUMBER: _ClassVar[int]
    RAISED_BY_FIELD_NUMBER: _ClassVar[int]
    answer: str
    risk: _checks_pb2.Risk
    fix: str
    evidence_url: str
    person: str
    answer_time: _timestamp_pb2.Timestamp
    acceptance: FixAcceptance
    raised_by: str
    def __init__(self, answer: _Optional[str] = ..., risk: _Optional[_Union[_checks_pb2.Risk, str]] = ..., fix: _Optional[str] = ..., evidence_url: _Optional[str] = ..., person: _Optional[str] = ..., answer_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., acceptance: _Optional[_Union[FixAcceptance, _Mapping]] = ..., raised_by: _Optional[str] = ...) -> None: ...

class FixAcceptance(_message.Message):
    __slots__ = ("approver", "reason", "accept_time")
    APPROVER_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ACCEPT_TIME_FIELD_NUMBER: _ClassVar[int]
    approver: str
    reason: str
    accept_time: _timestamp_pb2.Timestamp
    def __init__(self, approver: _Optional[str] = ..., reason: _Optional[str] = ..., accept_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class GrantedException(_message.Message):
    __slots__ = ("subject", "approver", "reason", "expire_time")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    APPROVER_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    subject: str
    approver: str
    reason: str
    expire_time: _timestamp_pb2.Timestamp
    def __init__(self, subject: _Optional[str] = ..., approver: _Optional[str] = ..., reason: _Optional[str] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Comment(_message.Message):
    __slots__ = ("name", "kind", "text", "anchor", "tag", "suggestion", "severity", "clears_when", "principle", "topic", "author", "state", "replies", "override_grant", "carried_from", "resolution", "create_time", "update_time", "etag", "possible_methods")
    NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    ANCHOR_FIELD_NUMBER: _ClassVar[int]
    TAG_FIELD_NUMBER: _ClassVar[int]
    SUGGESTION_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    CLEARS_WHEN_FIELD_NUMBER: _ClassVar[int]
    PRINCIPLE_FIELD_NUMBER: _ClassVar[int]
    TOPIC_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REPLIES_FIELD_NUMBER: _ClassVar[int]
    OVERRIDE_GRANT_FIELD_NUMBER: _ClassVar[int]
    CARRIED_FROM_FIELD_NUMBER: _ClassVar[int]
    RESOLUTION_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    POSSIBLE_METHODS_FIELD_NUMBER: _ClassVar[int]
    name: str
    kind: CommentKind
    text: str
    anchor: Anchor
    tag: CommentTag
    suggestion: Suggestion
    severity: CommentSeverity
    clears_when: str
    principle: str
    topic: str
    author: str
    state: CommentState
    replies: _containers.RepeatedCompositeFieldContainer[Reply]
    override_grant: GrantedException
    carried_from: str
    resolution: str
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    etag: str
    possible_methods: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, name: _Optional[str] = ..., kind: _Optional[_Union[CommentKind, str]] = ..., text: _Optional[str] = ..., anchor: _Optional[_Union[Anchor, _Mapping]] = ..., tag: _Optional[_Union[CommentTag, str]] = ..., suggestion: _Optional[_Union[Suggestion, _Mapping]] = ..., severity: _Optional[_Union[CommentSeverity, str]] = ..., clears_when: _Optional[str] = ..., principle: _Optional[str] = ..., topic: _Optional[str] = ..., author: _Optional[str] = ..., state: _Optional[_Union[CommentState, str]] = ..., replies: _Optional[_Iterable[_Union[Reply, _Mapping]]] = ..., override_grant: _Optional[_Union[GrantedException, _Mapping]] = ..., carried_from: _Optional[str] = ..., resolution: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ..., possible_methods: _Optional[_Iterable[str]] = ...) -> None: ...

class Anchor(_message.Message):
    __slots__ = ("section", "start", "end", "quote")
    SECTION_FIELD_NUMBER: _ClassVar[int]
    START_FIELD_NUMBER: _ClassVar[int]
    END_FIELD_NUMBER: _ClassVar[int]
    QUOTE_FIELD_NUMBER: _ClassVar[int]
    section: str
    start: int
    end: int
    quote: str
    def __init__(self, section: _Optional[str] = ..., start: _Optional[int] = ..., end: _Optional[int] = ..., quote: _Optional[str] = ...) -> None: ...

class Suggestion(_message.Message):
    __slots__ = ("kind", "replacement")
    KIND_FIELD_NUMBER: _ClassVar[int]
    REPLACEMENT_FIELD_NUMBER: _ClassVar[int]
    kind: SuggestionKind
    replacement: str
    def __init__(self, kind: _Optional[_Union[SuggestionKind, str]] = ..., replacement: _Optional[str] = ...) -> None: ...

class Reply(_message.Message):
    __slots__ = ("person", "text", "create_time")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    person: str
    text: str
    create_time: _timestamp_pb2.Timestamp
    def __init__(self, person: _Optional[str] = ..., text: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class DecisionLogEntry(_message.Message):
    __slots__ = ("position", "review", "idea", "revision", "title", "policy", "door_kinds", "outcome", "rationale", "return_reason", "decider", "decide_time", "elapsed", "information_ratio", "record", "texts", "prev_hash", "hash", "alone")
    POSITION_FIELD_NUMBER: _ClassVar[int]
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    DOOR_KINDS_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    RATIONALE_FIELD_NUMBER: _ClassVar[int]
    RETURN_REASON_FIELD_NUMBER: _ClassVar[int]
    DECIDER_FIELD_NUMBER: _ClassVar[int]
    DECIDE_TIME_FIELD_NUMBER: _ClassVar[int]
    ELAPSED_FIELD_NUMBER: _ClassVar[int]
    INFORMATION_RATIO_FIELD_NUMBER: _ClassVar[int]
    RECORD_FIELD_NUMBER: _ClassVar[int]
    TEXTS_FIELD_NUMBER: _ClassVar[int]
    PREV_HASH_FIELD_NUMBER: _ClassVar[int]
    HASH_FIELD_NUMBER: _ClassVar[int]
    ALONE_FIELD_NUMBER: _ClassVar[int]
    position: int
    review: str
    idea: str
    revision: str
    title: str
    policy: ReviewPolicy
    door_kinds: _containers.RepeatedScalarFieldContainer[_checks_pb2.DoorKind]
    outcome: ReviewOutcome
    rationale: str
    return_reason: ReturnReason
    decider: str
    decide_time: _timestamp_pb2.Timestamp
    elapsed: _duration_pb2.Duration
    information_ratio: float
    record: str
    texts: _containers.RepeatedCompositeFieldContainer[DecisionText]
    prev_hash: str
    hash: str
    alone: bool
    def __init__(self, position: _Optional[int] = ..., review: _Optional[str] = ..., idea: _Optional[str] = ..., revision: _Optional[str] = ..., title: _Optional[str] = ..., policy: _Optional[_Union[ReviewPolicy, str]] = ..., door_kinds: _Optional[_Iterable[_Union[_checks_pb2.DoorKind, str]]] = ..., outcome: _Optional[_Union[ReviewOutcome, str]] = ..., rationale: _Optional[str] = ..., return_reason: _Optional[_Union[ReturnReason, str]] = ..., decider: _Optional[str] = ..., decide_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., elapsed: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., information_ratio: _Optional[float] = ..., record: _Optional[str] = ..., texts: _Optional[_Iterable[_Union[DecisionText, _Mapping]]] = ..., prev_hash: _Optional[str] = ..., hash: _Optional[str] = ..., alone: _Optional[bool] = ...) -> None: ...

class DecisionText(_message.Message):
    __slots__ = ("path", "salt", "text")
    PATH_FIELD_NUMBER: _ClassVar[int]
    SALT_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    path: str
    salt: str
    text: str
    def __init__(self, path: _Optional[str] = ..., salt: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class ReviewHistoryEntry(_message.Message):
    __slots__ = ("time", "actor", "event", "state")
    TIME_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    EVENT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    time: _timestamp_pb2.Timestamp
    actor: str
    event: str
    state: ReviewState
    def __init__(self, time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., actor: _Optional[str] = ..., event: _Optional[str] = ..., state: _Optional[_Union[ReviewState, str]] = ...) -> None: ...
