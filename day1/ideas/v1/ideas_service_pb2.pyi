from buf.validate import validate_pb2 as _validate_pb2
from day1.checks.v1 import checks_pb2 as _checks_pb2
from day1.ideas.v1 import ideas_pb2 as _ideas_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.api import field_behavior_pb2 as _field_behavior_pb2
from google.api import resource_pb2 as _resource_pb2
from google.protobuf import field_mask_pb2 as _field_mask_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CreateIdeaRequest(_message.Message):
    __slots__ = ("idea", "idea_id", "request_id", "validate_only")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    IDEA_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    idea: _ideas_pb2.Idea
    idea_id: str
    request_id: str
    validate_only: bool
    def __init__(self, idea: _Optional[_Union[_ideas_pb2.Idea, _Mapping]] = ..., idea_id: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class CreateIdeaResponse(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: _ideas_pb2.Idea
    def __init__(self, idea: _Optional[_Union[_ideas_pb2.Idea, _Mapping]] = ...) -> None: ...

class GetIdeaRequest(_message.Message):
    __slots__ = ("name", "view")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    name: str
    view: _ideas_pb2.IdeaView
    def __init__(self, name: _Optional[str] = ..., view: _Optional[_Union[_ideas_pb2.IdeaView, str]] = ...) -> None: ...

class GetIdeaResponse(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: _ideas_pb2.Idea
    def __init__(self, idea: _Optional[_Union[_ideas_pb2.Idea, _Mapping]] = ...) -> None: ...

class ListIdeasRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "filter", "view")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    filter: str
    view: _ideas_pb2.IdeaView
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., filter: _Optional[str] = ..., view: _Optional[_Union[_ideas_pb2.IdeaView, str]] = ...) -> None: ...

class ListIdeasResponse(_message.Message):
    __slots__ = ("ideas", "next_page_token")
    IDEAS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    ideas: _containers.RepeatedCompositeFieldContainer[_ideas_pb2.Idea]
    next_page_token: str
    def __init__(self, ideas: _Optional[_Iterable[_Union[_ideas_pb2.Idea, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class UpdateIdeaRequest(_message.Message):
    __slots__ = ("idea", "update_mask", "request_id", "validate_only")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    idea: _ideas_pb2.Idea
    update_mask: _field_mask_pb2.FieldMask
    request_id: str
    validate_only: bool
    def __init__(self, idea: _Optional[_Union[_ideas_pb2.Idea, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class UpdateIdeaResponse(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: _ideas_pb2.Idea
    def __init__(self, idea: _Optional[_Union[_ideas_pb2.Idea, _Mapping]] = ...) -> None: ...

class SubmitIdeaRequest(_message.Message):
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

class SubmitIdeaResponse(_message.Message):
    __slots__ = ("idea", "warnings")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    idea: _ideas_pb2.Idea
    warnings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    def __init__(self, idea: _Optional[_Union[_ideas_pb2.Idea, _Mapping]] = ..., warnings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ...) -> None: ...

class RecallIdeaRequest(_message.Message):
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

class RecallIdeaResponse(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: _ideas_pb2.Idea
    def __init__(self, idea: _Optional[_Union[_ideas_pb2.Idea, _Mapping]] = ...) -> None: ...

class LaunchIdeaRequest(_message.Message):
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

class LaunchIdeaResponse(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: _ideas_pb2.Idea
    def __init__(self, idea: _Optional[_Union[_ideas_pb2.Idea, _Mapping]] = ...) -> None: ...

class LintIdeaRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class LintIdeaResponse(_message.Message):
    __slots__ = ("violations", "warnings")
    VIOLATIONS_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    violations: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    warnings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    def __init__(self, violations: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ..., warnings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ...) -> None: ...

class ShareIdeaRequest(_message.Message):
    __slots__ = ("name", "readers", "note", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    READERS_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    readers: _containers.RepeatedScalarFieldContainer[str]
    note: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., readers: _Optional[_Iterable[str]] = ..., note: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class ShareIdeaResponse(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: _ideas_pb2.Idea
    def __init__(self, idea: _Optional[_Union[_ideas_pb2.Idea, _Mapping]] = ...) -> None: ...

class ReopenIdeaRequest(_message.Message):
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

class ReopenIdeaResponse(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: _ideas_pb2.Idea
    def __init__(self, idea: _Optional[_Union[_ideas_pb2.Idea, _Mapping]] = ...) -> None: ...

class WithdrawIdeaRequest(_message.Message):
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

class WithdrawIdeaResponse(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: _ideas_pb2.Idea
    def __init__(self, idea: _Optional[_Union[_ideas_pb2.Idea, _Mapping]] = ...) -> None: ...

class MarkDuplicateRequest(_message.Message):
    __slots__ = ("name", "duplicate_of", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DUPLICATE_OF_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    duplicate_of: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., duplicate_of: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class MarkDuplicateResponse(_message.Message):
    __slots__ = ("idea", "moved_questions", "moved_evidence")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    MOVED_QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    MOVED_EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    idea: _ideas_pb2.Idea
    moved_questions: int
    moved_evidence: int
    def __init__(self, idea: _Optional[_Union[_ideas_pb2.Idea, _Mapping]] = ..., moved_questions: _Optional[int] = ..., moved_evidence: _Optional[int] = ...) -> None: ...

class AssignLeaderRequest(_message.Message):
    __slots__ = ("name", "leader", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    leader: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., leader: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class AssignLeaderResponse(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: _ideas_pb2.Idea
    def __init__(self, idea: _Optional[_Union[_ideas_pb2.Idea, _Mapping]] = ...) -> None: ...

class TransferLeaderRequest(_message.Message):
    __slots__ = ("name", "leader", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    leader: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., leader: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class TransferLeaderResponse(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: _ideas_pb2.Idea
    def __init__(self, idea: _Optional[_Union[_ideas_pb2.Idea, _Mapping]] = ...) -> None: ...

class SplitDoorRequest(_message.Message):
    __slots__ = ("name", "door", "into", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DOOR_FIELD_NUMBER: _ClassVar[int]
    INTO_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    door: str
    into: _containers.RepeatedCompositeFieldContainer[_ideas_pb2.Door]
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., door: _Optional[str] = ..., into: _Optional[_Iterable[_Union[_ideas_pb2.Door, _Mapping]]] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class SplitDoorResponse(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: _ideas_pb2.Idea
    def __init__(self, idea: _Optional[_Union[_ideas_pb2.Idea, _Mapping]] = ...) -> None: ...

class KillIdeaRequest(_message.Message):
    __slots__ = ("name", "reason", "learning", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    LEARNING_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    reason: str
    learning: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., reason: _Optional[str] = ..., learning: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class KillIdeaResponse(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: _ideas_pb2.Idea
    def __init__(self, idea: _Optional[_Union[_ideas_pb2.Idea, _Mapping]] = ...) -> None: ...

class PrioritizeIdeaRequest(_message.Message):
    __slots__ = ("name", "priority", "evidence", "reason", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    priority: int
    evidence: _containers.RepeatedScalarFieldContainer[str]
    reason: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., priority: _Optional[int] = ..., evidence: _Optional[_Iterable[str]] = ..., reason: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class PrioritizeIdeaResponse(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: _ideas_pb2.Idea
    def __init__(self, idea: _Optional[_Union[_ideas_pb2.Idea, _Mapping]] = ...) -> None: ...

class ListSimilarIdeasRequest(_message.Message):
    __slots__ = ("name", "page_size", "page_token")
    NAME_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    name: str
    page_size: int
    page_token: str
    def __init__(self, name: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListSimilarIdeasResponse(_message.Message):
    __slots__ = ("similar", "next_page_token")
    SIMILAR_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    similar: _containers.RepeatedCompositeFieldContainer[_ideas_pb2.SimilarIdea]
    next_page_token: str
    def __init__(self, similar: _Optional[_Iterable[_Union[_ideas_pb2.SimilarIdea, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetIdeaLineageRequest(_message.Message):
    __slots__ = ("name", "page_size", "page_token")
    NAME_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    name: str
    page_size: int
    page_token: str
    def __init__(self, name: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class GetIdeaLineageResponse(_message.Message):
    __slots__ = ("nodes", "next_page_token")
    NODES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    nodes: _containers.RepeatedCompositeFieldContainer[_ideas_pb2.LineageNode]
    next_page_token: str
    def __init__(self, nodes: _Optional[_Iterable[_Union[_ideas_pb2.LineageNode, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListIdeaRevisionsRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListIdeaRevisionsResponse(_message.Message):
    __slots__ = ("revisions", "next_page_token")
    REVISIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    revisions: _containers.RepeatedCompositeFieldContainer[_ideas_pb2.Revision]
    next_page_token: str
    def __init__(self, revisions: _Optional[_Iterable[_Union[_ideas_pb2.Revision, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetIdeaRevisionRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class GetIdeaRevisionResponse(_message.Message):
    __slots__ = ("revision",)
    REVISION_FIELD_NUMBER: _ClassVar[int]
    revision: _ideas_pb2.Revision
    def __init__(self, revision: _Optional[_Union[_ideas_pb2.Revision, _Mapping]] = ...) -> None: ...

class DiffIdeaRevisionsRequest(_message.Message):
    __slots__ = ("name", "old_revision", "new_revision")
    NAME_FIELD_NUMBER: _ClassVar[int]
    OLD_REVISION_FIELD_NUMBER: _ClassVar[int]
    NEW_REVISION_FIELD_NUMBER: _ClassVar[int]
    name: str
    old_revision: str
    new_revision: str
    def __init__(self, name: _Optional[str] = ..., old_revision: _Optional[str] = ..., new_revision: _Optional[str] = ...) -> None: ...

class DiffIdeaRevisionsResponse(_message.Message):
    __slots__ = ("changes",)
    CHANGES_FIELD_NUMBER: _ClassVar[int]
    changes: _containers.RepeatedCompositeFieldContainer[_ideas_pb2.SectionChange]
    def __init__(self, changes: _Optional[_Iterable[_Union[_ideas_pb2.SectionChange, _Mapping]]] = ...) -> None: ...

class ExportIdeaDocumentRequest(_message.Message):
    __slots__ = ("name", "revision", "format")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    name: str
    revision: str
    format: _ideas_pb2.ExportFormat
    def __init__(self, name: _Optional[str] = ..., revision: _Optional[str] = ..., format: _Optional[_Union[_ideas_pb2.ExportFormat, str]] = ...) -> None: ...

class ExportIdeaDocumentResponse(_message.Message):
    __slots__ = ("content", "media_type", "file_name")
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    MEDIA_TYPE_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    content: str
    media_type: str
    file_name: str
    def __init__(self, content: _Optional[str] = ..., media_type: _Optional[str] = ..., file_name: _Optional[str] = ...) -> None: ...

class CreateEvidenceRequest(_message.Message):
    __slots__ = ("parent", "evidence", "evidence_id", "request_id", "validate_only")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    parent: str
    evidence: _ideas_pb2.Evidence
    evidence_id: str
    request_id: str
    validate_only: bool
    def __init__(self, parent: _Optional[str] = ..., evidence: _Optional[_Union[_ideas_pb2.Evidence, _Mapping]] = ..., evidence_id: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class CreateEvidenceResponse(_message.Message):
    __slots__ = ("evidence",)
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    evidence: _ideas_pb2.Evidence
    def __init__(self, evidence: _Optional[_Union[_ideas_pb2.Evidence, _Mapping]] = ...) -> None: ...

class ListEvidenceRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListEvidenceResponse(_message.Message):
    __slots__ = ("evidence", "next_page_token")
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    evidence: _containers.RepeatedCompositeFieldContainer[_ideas_pb2.Evidence]
    next_page_token: str
    def __init__(self, evidence: _Optional[_Iterable[_Union[_ideas_pb2.Evidence, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class CreateQuestionRequest(_message.Message):
    __slots__ = ("parent", "question", "question_id", "request_id", "validate_only")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    QUESTION_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    parent: str
    question: _ideas_pb2.Question
    question_id: str
    request_id: str
    validate_only: bool
    def __init__(self, parent: _Optional[str] = ..., question: _Optional[_Union[_ideas_pb2.Question, _Mapping]] = ..., question_id: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class CreateQuestionResponse(_message.Message):
    __slots__ = ("question",)
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    question: _ideas_pb2.Question
    def __init__(self, question: _Optional[_Union[_ideas_pb2.Question, _Mapping]] = ...) -> None: ...

class GetQuestionRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class GetQuestionResponse(_message.Message):
    __slots__ = ("question",)
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    question: _ideas_pb2.Question
    def __init__(self, question: _Optional[_Union[_ideas_pb2.Question, _Mapping]] = ...) -> None: ...

class ListQuestionsRequest(_message.Message):
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

class ListQuestionsResponse(_message.Message):
    __slots__ = ("questions", "next_page_token")
    QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    questions: _containers.RepeatedCompositeFieldContainer[_ideas_pb2.Question]
    next_page_token: str
    def __init__(self, questions: _Optional[_Iterable[_Union[_ideas_pb2.Question, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class AnswerQuestionRequest(_message.Message):
    __slots__ = ("name", "answer", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    answer: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., answer: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class AnswerQuestionResponse(_message.Message):
    __slots__ = ("question",)
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    question: _ideas_pb2.Question
    def __init__(self, question: _Optional[_Union[_ideas_pb2.Question, _Mapping]] = ...) -> None: ...

class PromoteQuestionRequest(_message.Message):
    __slots__ = ("name", "audience", "faq_id", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    AUDIENCE_FIELD_NUMBER: _ClassVar[int]
    FAQ_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    audience: _ideas_pb2.FaqAudience
    faq_id: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., audience: _Optional[_Union[_ideas_pb2.FaqAudience, str]] = ..., faq_id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class PromoteQuestionResponse(_message.Message):
    __slots__ = ("question", "idea")
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    question: _ideas_pb2.Question
    idea: _ideas_pb2.Idea
    def __init__(self, question: _Optional[_Union[_ideas_pb2.Question, _Mapping]] = ..., idea: _Optional[_Union[_ideas_pb2.Idea, _Mapping]] = ...) -> None: ...

class UpvoteQuestionRequest(_message.Message):
    __slots__ = ("name", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class UpvoteQuestionResponse(_message.Message):
    __slots__ = ("question",)
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    question: _ideas_pb2.Question
    def __init__(self, question: _Optional[_Union[_ideas_pb2.Question, _Mapping]] = ...) -> None: ...

class CreateVisualRequest(_message.Message):
    __slots__ = ("parent", "visual", "visual_id", "request_id", "validate_only")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    VISUAL_FIELD_NUMBER: _ClassVar[int]
    VISUAL_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    parent: str
    visual: _ideas_pb2.Visual
    visual_id: str
    request_id: str
    validate_only: bool
    def __init__(self, parent: _Optional[str] = ..., visual: _Optional[_Union[_ideas_pb2.Visual, _Mapping]] = ..., visual_id: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class CreateVisualResponse(_message.Message):
    __slots__ = ("visual",)
    VISUAL_FIELD_NUMBER: _ClassVar[int]
    visual: _ideas_pb2.Visual
    def __init__(self, visual: _Optional[_Union[_ideas_pb2.Visual, _Mapping]] = ...) -> None: ...

class ListVisualsRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListVisualsResponse(_message.Message):
    __slots__ = ("visuals", "next_page_token")
    VISUALS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    visuals: _containers.RepeatedCompositeFieldContainer[_ideas_pb2.Visual]
    next_page_token: str
    def __init__(self, visuals: _Optional[_Iterable[_Union[_ideas_pb2.Visual, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListActiveChecksRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListActiveChecksResponse(_message.Message):
    __slots__ = ("checks", "next_page_token")
    CHECKS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    checks: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Check]
    next_page_token: str
    def __init__(self, checks: _Optional[_Iterable[_Union[_checks_pb2.Check, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class WatchIdeasRequest(_message.Message):
    __slots__ = ("filter", "view", "resume_token")
    FILTER_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    filter: str
    view: _ideas_pb2.IdeaView
    resume_token: str
    def __init__(self, filter: _Optional[str] = ..., view: _Optional[_Union[_ideas_pb2.IdeaView, str]] = ..., resume_token: _Optional[str] = ...) -> None: ...

class WatchIdeasResponse(_message.Message):
    __slots__ = ("changed", "removed", "synced", "resume_token")
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    REMOVED_FIELD_NUMBER: _ClassVar[int]
    SYNCED_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    changed: _ideas_pb2.Idea
    removed: str
    synced: Synced
    resume_token: str
    def __init__(self, changed: _Optional[_Union[_ideas_pb2.Idea, _Mapping]] = ..., removed: _Optional[str] = ..., synced: _Optional[_Union[Synced, _Mapping]] = ..., resume_token: _Optional[str] = ...) -> None: ...

class Synced(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
