import datetime

from day1.checks.v1 import checks_pb2 as _checks_pb2
from day1.reviews.v1 import reviews_pb2 as _reviews_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ReviewOpened(_message.Message):
    __slots__ = ("review", "idea", "revision", "policy", "decider")
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    DECIDER_FIELD_NUMBER: _ClassVar[int]
    review: str
    idea: str
    revision: str
    policy: _reviews_pb2.ReviewPolicy
    decider: str
    def __init__(self, review: _Optional[str] = ..., idea: _Optional[str] = ..., revision: _Optional[str] = ..., policy: _Optional[_Union[_reviews_pb2.ReviewPolicy, str]] = ..., decider: _Optional[str] = ...) -> None: ...

class ReviewReadingStarted(_message.Message):
    __slots__ = ("review", "idea")
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    review: str
    idea: str
    def __init__(self, review: _Optional[str] = ..., idea: _Optional[str] = ...) -> None: ...

class ReviewReadingFinished(_message.Message):
    __slots__ = ("review", "idea", "reader")
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    READER_FIELD_NUMBER: _ClassVar[int]
    review: str
    idea: str
    reader: str
    def __init__(self, review: _Optional[str] = ..., idea: _Optional[str] = ..., reader: _Optional[str] = ...) -> None: ...

class ReviewDebateOpened(_message.Message):
    __slots__ = ("review", "idea", "automatic")
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    AUTOMATIC_FIELD_NUMBER: _ClassVar[int]
    review: str
    idea: str
    automatic: bool
    def __init__(self, review: _Optional[str] = ..., idea: _Optional[str] = ..., automatic: _Optional[bool] = ...) -> None: ...

class ReviewRereadRequested(_message.Message):
    __slots__ = ("review", "idea", "reason")
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    review: str
    idea: str
    reason: str
    def __init__(self, review: _Optional[str] = ..., idea: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ReviewDecided(_message.Message):
    __slots__ = ("review", "idea", "revision", "outcome", "policy", "decider", "leader", "rationale", "door_kinds", "information_ratio", "conditions", "exceptions", "checks", "positions_summary", "return_reason", "elapsed", "snapshot", "revisit_when", "validation", "log_position", "hash")
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    DECIDER_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    RATIONALE_FIELD_NUMBER: _ClassVar[int]
    DOOR_KINDS_FIELD_NUMBER: _ClassVar[int]
    INFORMATION_RATIO_FIELD_NUMBER: _ClassVar[int]
    CONDITIONS_FIELD_NUMBER: _ClassVar[int]
    EXCEPTIONS_FIELD_NUMBER: _ClassVar[int]
    CHECKS_FIELD_NUMBER: _ClassVar[int]
    POSITIONS_SUMMARY_FIELD_NUMBER: _ClassVar[int]
    RETURN_REASON_FIELD_NUMBER: _ClassVar[int]
    ELAPSED_FIELD_NUMBER: _ClassVar[int]
    SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    REVISIT_WHEN_FIELD_NUMBER: _ClassVar[int]
    VALIDATION_FIELD_NUMBER: _ClassVar[int]
    LOG_POSITION_FIELD_NUMBER: _ClassVar[int]
    HASH_FIELD_NUMBER: _ClassVar[int]
    review: str
    idea: str
    revision: str
    outcome: _reviews_pb2.ReviewOutcome
    policy: _reviews_pb2.ReviewPolicy
    decider: str
    leader: str
    rationale: str
    door_kinds: _containers.RepeatedScalarFieldContainer[_checks_pb2.DoorKind]
    information_ratio: float
    conditions: _containers.RepeatedScalarFieldContainer[str]
    exceptions: _containers.RepeatedCompositeFieldContainer[_reviews_pb2.GrantedException]
    checks: _containers.RepeatedCompositeFieldContainer[_checks_pb2.CheckOutcome]
    positions_summary: PositionsSummary
    return_reason: _reviews_pb2.ReturnReason
    elapsed: _duration_pb2.Duration
    snapshot: DecisionSnapshot
    revisit_when: str
    validation: _containers.RepeatedScalarFieldContainer[str]
    log_position: int
    hash: str
    def __init__(self, review: _Optional[str] = ..., idea: _Optional[str] = ..., revision: _Optional[str] = ..., outcome: _Optional[_Union[_reviews_pb2.ReviewOutcome, str]] = ..., policy: _Optional[_Union[_reviews_pb2.ReviewPolicy, str]] = ..., decider: _Optional[str] = ..., leader: _Optional[str] = ..., rationale: _Optional[str] = ..., door_kinds: _Optional[_Iterable[_Union[_checks_pb2.DoorKind, str]]] = ..., information_ratio: _Optional[float] = ..., conditions: _Optional[_Iterable[str]] = ..., exceptions: _Optional[_Iterable[_Union[_reviews_pb2.GrantedException, _Mapping]]] = ..., checks: _Optional[_Iterable[_Union[_checks_pb2.CheckOutcome, _Mapping]]] = ..., positions_summary: _Optional[_Union[PositionsSummary, _Mapping]] = ..., return_reason: _Optional[_Union[_reviews_pb2.ReturnReason, str]] = ..., elapsed: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., snapshot: _Optional[_Union[DecisionSnapshot, _Mapping]] = ..., revisit_when: _Optional[str] = ..., validation: _Optional[_Iterable[str]] = ..., log_position: _Optional[int] = ..., hash: _Optional[str] = ...) -> None: ...

class PositionsSummary(_message.Message):
    __slots__ = ("support", "disagree_and_commit", "object")
    SUPPORT_FIELD_NUMBER: _ClassVar[int]
    DISAGREE_AND_COMMIT_FIELD_NUMBER: _ClassVar[int]
    OBJECT_FIELD_NUMBER: _ClassVar[int]
    support: int
    disagree_and_commit: int
    object: int
    def __init__(self, support: _Optional[int] = ..., disagree_and_commit: _Optional[int] = ..., object: _Optional[int] = ...) -> None: ...

class DecisionSnapshot(_message.Message):
    __slots__ = ("review", "idea", "revision", "team", "tags", "door_kinds", "policy", "outcome", "title", "author", "decider", "leader", "rationale", "conditions", "revisit_when", "validation", "needs_listed", "information_ratio", "readers_finished", "reader_teams", "objections", "blocking_open", "questions_open", "topics_open", "win_probability", "payoff_multiple", "doors", "answers")
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    TAGS_FIELD_NUMBER: _ClassVar[int]
    DOOR_KINDS_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    DECIDER_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    RATIONALE_FIELD_NUMBER: _ClassVar[int]
    CONDITIONS_FIELD_NUMBER: _ClassVar[int]
    REVISIT_WHEN_FIELD_NUMBER: _ClassVar[int]
    VALIDATION_FIELD_NUMBER: _ClassVar[int]
    NEEDS_LISTED_FIELD_NUMBER: _ClassVar[int]
    INFORMATION_RATIO_FIELD_NUMBER: _ClassVar[int]
    READERS_FINISHED_FIELD_NUMBER: _ClassVar[int]
    READER_TEAMS_FIELD_NUMBER: _ClassVar[int]
    OBJECTIONS_FIELD_NUMBER: _ClassVar[int]
    BLOCKING_OPEN_FIELD_NUMBER: _ClassVar[int]
    QUESTIONS_OPEN_FIELD_NUMBER: _ClassVar[int]
    TOPICS_OPEN_FIELD_NUMBER: _ClassVar[int]
    WIN_PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    PAYOFF_MULTIPLE_FIELD_NUMBER: _ClassVar[int]
    DOORS_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    review: str
    idea: str
    revision: str
    team: str
    tags: _containers.RepeatedScalarFieldContainer[str]
    door_kinds: _containers.RepeatedScalarFieldContainer[str]
    policy: str
    outcome: str
    title: str
    author: str
    decider: str
    leader: str
    rationale: str
    conditions: _containers.RepeatedScalarFieldContainer[str]
    revisit_when: str
    validation: _containers.RepeatedScalarFieldContainer[str]
    needs_listed: int
    information_ratio: float
    readers_finished: int
    reader_teams: int
    objections: int
    blocking_open: int
    questions_open: int
    topics_open: int
    win_probability: float
    payoff_multiple: float
    doors: _containers.RepeatedCompositeFieldContainer[DoorSnapshot]
    answers: _containers.RepeatedCompositeFieldContainer[AnswerSnapshot]
    def __init__(self, review: _Optional[str] = ..., idea: _Optional[str] = ..., revision: _Optional[str] = ..., team: _Optional[str] = ..., tags: _Optional[_Iterable[str]] = ..., door_kinds: _Optional[_Iterable[str]] = ..., policy: _Optional[str] = ..., outcome: _Optional[str] = ..., title: _Optional[str] = ..., author: _Optional[str] = ..., decider: _Optional[str] = ..., leader: _Optional[str] = ..., rationale: _Optional[str] = ..., conditions: _Optional[_Iterable[str]] = ..., revisit_when: _Optional[str] = ..., validation: _Optional[_Iterable[str]] = ..., needs_listed: _Optional[int] = ..., information_ratio: _Optional[float] = ..., readers_finished: _Optional[int] = ..., reader_teams: _Optional[int] = ..., objections: _Optional[int] = ..., blocking_open: _Optional[int] = ..., questions_open: _Optional[int] = ..., topics_open: _Optional[int] = ..., win_probability: _Optional[float] = ..., payoff_multiple: _Optional[float] = ..., doors: _Optional[_Iterable[_Union[DoorSnapshot, _Mapping]]] = ..., answers: _Optional[_Iterable[_Union[AnswerSnapshot, _Mapping]]] = ...) -> None: ...

class DoorSnapshot(_message.Message):
    __slots__ = ("id", "kind", "decision", "undo_plan", "undo_cost", "undo_cost_currency_code", "undo_days")
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    UNDO_PLAN_FIELD_NUMBER: _ClassVar[int]
    UNDO_COST_FIELD_NUMBER: _ClassVar[int]
    UNDO_COST_CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    UNDO_DAYS_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: str
    decision: str
    undo_plan: str
    undo_cost: float
    undo_cost_currency_code: str
    undo_days: int
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[str] = ..., decision: _Optional[str] = ..., undo_plan: _Optional[str] = ..., undo_cost: _Optional[float] = ..., undo_cost_currency_code: _Optional[str] = ..., undo_days: _Optional[int] = ...) -> None: ...

class AnswerSnapshot(_message.Message):
    __slots__ = ("mechanism", "answer", "risk", "fix")
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    RISK_FIELD_NUMBER: _ClassVar[int]
    FIX_FIELD_NUMBER: _ClassVar[int]
    mechanism: str
    answer: str
    risk: str
    fix: str
    def __init__(self, mechanism: _Optional[str] = ..., answer: _Optional[str] = ..., risk: _Optional[str] = ..., fix: _Optional[str] = ...) -> None: ...

class ReviewSuperseded(_message.Message):
    __slots__ = ("review", "idea", "revision")
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    review: str
    idea: str
    revision: str
    def __init__(self, review: _Optional[str] = ..., idea: _Optional[str] = ..., revision: _Optional[str] = ...) -> None: ...

class ReviewWithdrawn(_message.Message):
    __slots__ = ("review", "idea", "revision")
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    review: str
    idea: str
    revision: str
    def __init__(self, review: _Optional[str] = ..., idea: _Optional[str] = ..., revision: _Optional[str] = ...) -> None: ...

class ReviewStalled(_message.Message):
    __slots__ = ("review", "idea", "reason", "due_time", "information_ratio")
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    INFORMATION_RATIO_FIELD_NUMBER: _ClassVar[int]
    review: str
    idea: str
    reason: _reviews_pb2.StallReason
    due_time: _timestamp_pb2.Timestamp
    information_ratio: float
    def __init__(self, review: _Optional[str] = ..., idea: _Optional[str] = ..., reason: _Optional[_Union[_reviews_pb2.StallReason, str]] = ..., due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., information_ratio: _Optional[float] = ...) -> None: ...

class ReviewCheckActivated(_message.Message):
    __slots__ = ("review", "idea", "mechanism", "version")
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    review: str
    idea: str
    mechanism: str
    version: int
    def __init__(self, review: _Optional[str] = ..., idea: _Optional[str] = ..., mechanism: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class ReviewExceptionExpired(_message.Message):
    __slots__ = ("review", "idea", "subject", "approver", "expire_time")
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    APPROVER_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    review: str
    idea: str
    subject: str
    approver: str
    expire_time: _timestamp_pb2.Timestamp
    def __init__(self, review: _Optional[str] = ..., idea: _Optional[str] = ..., subject: _Optional[str] = ..., approver: _Optional[str] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
