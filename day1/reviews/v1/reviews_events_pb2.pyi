from day1.reviews.v1 import reviews_service_pb2 as _reviews_service_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
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
    policy: _reviews_service_pb2.ReviewPolicy
    decider: str
    def __init__(self, review: _Optional[str] = ..., idea: _Optional[str] = ..., revision: _Optional[str] = ..., policy: _Optional[_Union[_reviews_service_pb2.ReviewPolicy, str]] = ..., decider: _Optional[str] = ...) -> None: ...

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

class ReviewDecided(_message.Message):
    __slots__ = ("review", "idea", "revision", "outcome", "policy", "decider", "leader", "rationale")
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    DECIDER_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    RATIONALE_FIELD_NUMBER: _ClassVar[int]
    review: str
    idea: str
    revision: str
    outcome: _reviews_service_pb2.Outcome
    policy: _reviews_service_pb2.ReviewPolicy
    decider: str
    leader: str
    rationale: str
    def __init__(self, review: _Optional[str] = ..., idea: _Optional[str] = ..., revision: _Optional[str] = ..., outcome: _Optional[_Union[_reviews_service_pb2.Outcome, str]] = ..., policy: _Optional[_Union[_reviews_service_pb2.ReviewPolicy, str]] = ..., decider: _Optional[str] = ..., leader: _Optional[str] = ..., rationale: _Optional[str] = ...) -> None: ...

class ReviewSuperseded(_message.Message):
    __slots__ = ("review", "idea", "revision")
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    review: str
    idea: str
    revision: str
    def __init__(self, review: _Optional[str] = ..., idea: _Optional[str] = ..., revision: _Optional[str] = ...) -> None: ...
