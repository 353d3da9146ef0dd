import datetime

from buf.validate import validate_pb2 as _validate_pb2
from day1.checks.v1 import checks_pb2 as _checks_pb2
from day1.reviews.v1 import reviews_pb2 as _reviews_pb2
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

class GetReviewRequest(_message.Message):
    __slots__ = ("name", "view")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    name: str
    view: _reviews_pb2.ReviewView
    def __init__(self, name: _Optional[str] = ..., view: _Optional[_Union[_reviews_pb2.ReviewView, str]] = ...) -> None: ...

class GetReviewResponse(_message.Message):
    __slots__ = ("review",)
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    review: _reviews_pb2.Review
    def __init__(self, review: _Optional[_Union[_reviews_pb2.Review, _Mapping]] = ...) -> None: ...

class ListReviewsRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "filter", "view")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    filter: str
    view: _reviews_pb2.ReviewView
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., filter: _Optional[str] = ..., view: _Optional[_Union[_reviews_pb2.ReviewView, str]] = ...) -> None: ...

class ListReviewsResponse(_message.Message):
    __slots__ = ("reviews", "next_page_token")
    REVIEWS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    reviews: _containers.RepeatedCompositeFieldContainer[_reviews_pb2.Review]
    next_page_token: str
    def __init__(self, reviews: _Optional[_Iterable[_Union[_reviews_pb2.Review, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class StartReviewRequest(_message.Message):
    __slots__ = ("name", "policy", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    policy: _reviews_pb2.ReviewPolicy
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., policy: _Optional[_Union[_reviews_pb2.ReviewPolicy, str]] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class StartReviewResponse(_message.Message):
    __slots__ = ("review",)
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    review: _reviews_pb2.Review
    def __init__(self, review: _Optional[_Union[_reviews_pb2.Review, _Mapping]] = ...) -> None: ...

class NameDeciderRequest(_message.Message):
    __slots__ = ("name", "decider", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DECIDER_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    decider: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., decider: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class NameDeciderResponse(_message.Message):
    __slots__ = ("review",)
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    review: _reviews_pb2.Review
    def __init__(self, review: _Optional[_Union[_reviews_pb2.Review, _Mapping]] = ...) -> None: ...

class InviteReaderRequest(_message.Message):
    __slots__ = ("name", "reader", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    READER_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    reader: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., reader: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class InviteReaderResponse(_message.Message):
    __slots__ = ("review",)
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    review: _reviews_pb2.Review
    def __init__(self, review: _Optional[_Union[_reviews_pb2.Review, _Mapping]] = ...) -> None: ...

class FinishReadingRequest(_message.Message):
    __slots__ = ("name", "document_hash", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_HASH_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    document_hash: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., document_hash: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class FinishReadingResponse(_message.Message):
    __slots__ = ("review",)
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    review: _reviews_pb2.Review
    def __init__(self, review: _Optional[_Union[_reviews_pb2.Review, _Mapping]] = ...) -> None: ...

class ListCommentsRequest(_message.Message):
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

class ListCommentsResponse(_message.Message):
    __slots__ = ("comments", "next_page_token")
    COMMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    comments: _containers.RepeatedCompositeFieldContainer[_reviews_pb2.Comment]
    next_page_token: str
    def __init__(self, comments: _Optional[_Iterable[_Union[_reviews_pb2.Comment, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class CreateCommentRequest(_message.Message):
    __slots__ = ("parent", "comment", "comment_id", "request_id", "validate_only")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    COMMENT_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    parent: str
    comment: _reviews_pb2.Comment
    comment_id: str
    request_id: str
    validate_only: bool
    def __init__(self, parent: _Optional[str] = ..., comment: _Optional[_Union[_reviews_pb2.Comment, _Mapping]] = ..., comment_id: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class CreateCommentResponse(_message.Message):
    __slots__ = ("comment",)
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    comment: _reviews_pb2.Comment
    def __init__(self, comment: _Optional[_Union[_reviews_pb2.Comment, _Mapping]] = ...) -> None: ...

class ReplyCommentRequest(_message.Message):
    __slots__ = ("name", "text", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    text: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., text: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class ReplyCommentResponse(_message.Message):
    __slots__ = ("comment",)
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    comment: _reviews_pb2.Comment
    def __init__(self, comment: _Optional[_Union[_reviews_pb2.Comment, _Mapping]] = ...) -> None: ...

class ResolveCommentRequest(_message.Message):
    __slots__ = ("name", "resolution", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    RESOLUTION_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    resolution: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., resolution: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class ResolveCommentResponse(_message.Message):
    __slots__ = ("comment",)
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    comment: _reviews_pb2.Comment
    def __init__(self, comment: _Optional[_Union[_reviews_pb2.Comment, _Mapping]] = ...) -> None: ...

class OverrideCommentRequest(_message.Message):
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

class OverrideCommentResponse(_message.Message):
    __slots__ = ("comment",)
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    comment: _reviews_pb2.Comment
    def __init__(self, comment: _Optional[_Union[_reviews_pb2.Comment, _Mapping]] = ...) -> None: ...

class WithdrawCommentRequest(_message.Message):
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

class WithdrawCommentResponse(_message.Message):
    __slots__ = ("comment",)
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    comment: _reviews_pb2.Comment
    def __init__(self, comment: _Optional[_Union[_reviews_pb2.Comment, _Mapping]] = ...) -> None: ...

class CreateInformationNeedRequest(_message.Message):
    __slots__ = ("parent", "information_need", "information_need_id", "etag", "request_id", "validate_only")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    INFORMATION_NEED_FIELD_NUMBER: _ClassVar[int]
    INFORMATION_NEED_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    parent: str
    information_need: _reviews_pb2.InformationNeed
    information_need_id: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, parent: _Optional[str] = ..., information_need: _Optional[_Union[_reviews_pb2.InformationNeed, _Mapping]] = ..., information_need_id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class CreateInformationNeedResponse(_message.Message):
    __slots__ = ("information_need", "review")
    INFORMATION_NEED_FIELD_NUMBER: _ClassVar[int]
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    information_need: _reviews_pb2.InformationNeed
    review: _reviews_pb2.Review
    def __init__(self, information_need: _Optional[_Union[_reviews_pb2.InformationNeed, _Mapping]] = ..., review: _Optional[_Union[_reviews_pb2.Review, _Mapping]] = ...) -> None: ...

class UpdateInformationNeedRequest(_message.Message):
    __slots__ = ("information_need", "update_mask", "etag", "request_id", "validate_only")
    INFORMATION_NEED_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    information_need: _reviews_pb2.InformationNeed
    update_mask: _field_mask_pb2.FieldMask
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, information_need: _Optional[_Union[_reviews_pb2.InformationNeed, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class UpdateInformationNeedResponse(_message.Message):
    __slots__ = ("information_need", "review")
    INFORMATION_NEED_FIELD_NUMBER: _ClassVar[int]
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    information_need: _reviews_pb2.InformationNeed
    review: _reviews_pb2.Review
    def __init__(self, information_need: _Optional[_Union[_reviews_pb2.InformationNeed, _Mapping]] = ..., review: _Optional[_Union[_reviews_pb2.Review, _Mapping]] = ...) -> None: ...

class SetPositionRequest(_message.Message):
    __slots__ = ("name", "kind", "text", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    kind: _reviews_pb2.PositionKind
    text: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., kind: _Optional[_Union[_reviews_pb2.PositionKind, str]] = ..., text: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class SetPositionResponse(_message.Message):
    __slots__ = ("review",)
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    review: _reviews_pb2.Review
    def __init__(self, review: _Optional[_Union[_reviews_pb2.Review, _Mapping]] = ...) -> None: ...

class OpenDebateRequest(_message.Message):
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

class OpenDebateResponse(_message.Message):
    __slots__ = ("review",)
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    review: _reviews_pb2.Review
    def __init__(self, review: _Optional[_Union[_reviews_pb2.Review, _Mapping]] = ...) -> None: ...

class CloseDebateTopicRequest(_message.Message):
    __slots__ = ("name", "topic", "outcome", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TOPIC_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    topic: str
    outcome: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., topic: _Optional[str] = ..., outcome: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class CloseDebateTopicResponse(_message.Message):
    __slots__ = ("review",)
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    review: _reviews_pb2.Review
    def __init__(self, review: _Optional[_Union[_reviews_pb2.Review, _Mapping]] = ...) -> None: ...

class RequestRereadRequest(_message.Message):
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

class RequestRereadResponse(_message.Message):
    __slots__ = ("review",)
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    review: _reviews_pb2.Review
    def __init__(self, review: _Optional[_Union[_reviews_pb2.Review, _Mapping]] = ...) -> None: ...

class AnswerChecklistItemRequest(_message.Message):
    __slots__ = ("name", "item", "answer", "fix", "evidence_url", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    FIX_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_URL_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    item: str
    answer: str
    fix: str
    evidence_url: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., item: _Optional[str] = ..., answer: _Optional[str] = ..., fix: _Optional[str] = ..., evidence_url: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class AnswerChecklistItemResponse(_message.Message):
    __slots__ = ("review",)
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    review: _reviews_pb2.Review
    def __init__(self, review: _Optional[_Union[_reviews_pb2.Review, _Mapping]] = ...) -> None: ...

class AcceptChecklistFixRequest(_message.Message):
    __slots__ = ("name", "item", "reason", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    item: str
    reason: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., item: _Optional[str] = ..., reason: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class AcceptChecklistFixResponse(_message.Message):
    __slots__ = ("review",)
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    review: _reviews_pb2.Review
    def __init__(self, review: _Optional[_Union[_reviews_pb2.Review, _Mapping]] = ...) -> None: ...

class GrantExceptionRequest(_message.Message):
    __slots__ = ("name", "item", "reason", "expire_time", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    item: str
    reason: str
    expire_time: _timestamp_pb2.Timestamp
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., item: _Optional[str] = ..., reason: _Optional[str] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class GrantExceptionResponse(_message.Message):
    __slots__ = ("review",)
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    review: _reviews_pb2.Review
    def __init__(self, review: _Optional[_Union[_reviews_pb2.Review, _Mapping]] = ...) -> None: ...

class LintDecisionRequest(_message.Message):
    __slots__ = ("name", "outcome", "rationale", "leader", "revisit_when")
    NAME_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    RATIONALE_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    REVISIT_WHEN_FIELD_NUMBER: _ClassVar[int]
    name: str
    outcome: _reviews_pb2.ReviewOutcome
    rationale: str
    leader: str
    revisit_when: str
    def __init__(self, name: _Optional[str] = ..., outcome: _Optional[_Union[_reviews_pb2.ReviewOutcome, str]] = ..., rationale: _Optional[str] = ..., leader: _Optional[str] = ..., revisit_when: _Optional[str] = ...) -> None: ...

class LintDecisionResponse(_message.Message):
    __slots__ = ("violations", "warnings", "information_ratio", "information_floor")
    VIOLATIONS_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    INFORMATION_RATIO_FIELD_NUMBER: _ClassVar[int]
    INFORMATION_FLOOR_FIELD_NUMBER: _ClassVar[int]
    violations: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    warnings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    information_ratio: float
    information_floor: float
    def __init__(self, violations: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ..., warnings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ..., information_ratio: _Optional[float] = ..., information_floor: _Optional[float] = ...) -> None: ...

class DecideReviewRequest(_message.Message):
    __slots__ = ("name", "outcome", "rationale", "document_hash", "conditions", "leader", "revisit_when", "validation", "return_reason", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    RATIONALE_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_HASH_FIELD_NUMBER: _ClassVar[int]
    CONDITIONS_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    REVISIT_WHEN_FIELD_NUMBER: _ClassVar[int]
    VALIDATION_FIELD_NUMBER: _ClassVar[int]
    RETURN_REASON_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    outcome: _reviews_pb2.ReviewOutcome
    rationale: str
    document_hash: str
    conditions: _containers.RepeatedScalarFieldContainer[str]
    leader: str
    revisit_when: str
    validation: _containers.RepeatedScalarFieldContainer[str]
    return_reason: _reviews_pb2.ReturnReason
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., outcome: _Optional[_Union[_reviews_pb2.ReviewOutcome, str]] = ..., rationale: _Optional[str] = ..., document_hash: _Optional[str] = ..., conditions: _Optional[_Iterable[str]] = ..., leader: _Optional[str] = ..., revisit_when: _Optional[str] = ..., validation: _Optional[_Iterable[str]] = ..., return_reason: _Optional[_Union[_reviews_pb2.ReturnReason, str]] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class DecideReviewResponse(_message.Message):
    __slots__ = ("review", "warnings")
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    review: _reviews_pb2.Review
    warnings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    def __init__(self, review: _Optional[_Union[_reviews_pb2.Review, _Mapping]] = ..., warnings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ...) -> None: ...

class ListDecisionsRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "filter")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    filter: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., filter: _Optional[str] = ...) -> None: ...

class ListDecisionsResponse(_message.Message):
    __slots__ = ("decisions", "next_page_token")
    DECISIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    decisions: _containers.RepeatedCompositeFieldContainer[_reviews_pb2.DecisionLogEntry]
    next_page_token: str
    def __init__(self, decisions: _Optional[_Iterable[_Union[_reviews_pb2.DecisionLogEntry, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class VerifyDecisionLogRequest(_message.Message):
    __slots__ = ("from_position", "max_positions", "start_hash")
    FROM_POSITION_FIELD_NUMBER: _ClassVar[int]
    MAX_POSITIONS_FIELD_NUMBER: _ClassVar[int]
    START_HASH_FIELD_NUMBER: _ClassVar[int]
    from_position: int
    max_positions: int
    start_hash: str
    def __init__(self, from_position: _Optional[int] = ..., max_positions: _Optional[int] = ..., start_hash: _Optional[str] = ...) -> None: ...

class VerifyDecisionLogResponse(_message.Message):
    __slots__ = ("intact", "verified", "expected", "next_position", "end_hash", "broken_position", "description")
    INTACT_FIELD_NUMBER: _ClassVar[int]
    VERIFIED_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_FIELD_NUMBER: _ClassVar[int]
    NEXT_POSITION_FIELD_NUMBER: _ClassVar[int]
    END_HASH_FIELD_NUMBER: _ClassVar[int]
    BROKEN_POSITION_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    intact: bool
    verified: int
    expected: int
    next_position: int
    end_hash: str
    broken_position: int
    description: str
    def __init__(self, intact: _Optional[bool] = ..., verified: _Optional[int] = ..., expected: _Optional[int] = ..., next_position: _Optional[int] = ..., end_hash: _Optional[str] = ..., broken_position: _Optional[int] = ..., description: _Optional[str] = ...) -> None: ...

class ListActiveChecksRequest(_message.Message):
    __slots__ = ("review", "page_size", "page_token")
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    review: str
    page_size: int
    page_token: str
    def __init__(self, review: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListActiveChecksResponse(_message.Message):
    __slots__ = ("checks", "next_page_token")
    CHECKS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    checks: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Check]
    next_page_token: str
    def __init__(self, checks: _Optional[_Iterable[_Union[_checks_pb2.Check, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class WatchReviewRequest(_message.Message):
    __slots__ = ("name", "view", "resume_token")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    name: str
    view: _reviews_pb2.ReviewView
    resume_token: str
    def __init__(self, name: _Optional[str] = ..., view: _Optional[_Union[_reviews_pb2.ReviewView, str]] = ..., resume_token: _Optional[str] = ...) -> None: ...

class WatchReviewResponse(_message.Message):
    __slots__ = ("changed", "removed", "synced", "comment_changed", "resume_token")
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    REMOVED_FIELD_NUMBER: _ClassVar[int]
    SYNCED_FIELD_NUMBER: _ClassVar[int]
    COMMENT_CHANGED_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    changed: _reviews_pb2.Review
    removed: str
    synced: Synced
    comment_changed: _reviews_pb2.Comment
    resume_token: str
    def __init__(self, changed: _Optional[_Union[_reviews_pb2.Review, _Mapping]] = ..., removed: _Optional[str] = ..., synced: _Optional[_Union[Synced, _Mapping]] = ..., comment_changed: _Optional[_Union[_reviews_pb2.Comment, _Mapping]] = ..., resume_token: _Optional[str] = ...) -> None: ...

class Synced(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
