from day1.ideas.v1 import ideas_service_pb2 as _ideas_service_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class IdeaCreated(_message.Message):
    __slots__ = ("idea", "title", "author", "team")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    idea: str
    title: str
    author: str
    team: str
    def __init__(self, idea: _Optional[str] = ..., title: _Optional[str] = ..., author: _Optional[str] = ..., team: _Optional[str] = ...) -> None: ...

class IdeaSubmitted(_message.Message):
    __slots__ = ("idea", "revision", "title", "author", "team", "leader_nominee", "doors", "cost_of_failure", "sections", "document_hash")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    LEADER_NOMINEE_FIELD_NUMBER: _ClassVar[int]
    DOORS_FIELD_NUMBER: _ClassVar[int]
    COST_OF_FAILURE_FIELD_NUMBER: _ClassVar[int]
    SECTIONS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_HASH_FIELD_NUMBER: _ClassVar[int]
    idea: str
    revision: str
    title: str
    author: str
    team: str
    leader_nominee: str
    doors: _containers.RepeatedCompositeFieldContainer[_ideas_service_pb2.Door]
    cost_of_failure: _ideas_service_pb2.CostOfFailure
    sections: _containers.RepeatedCompositeFieldContainer[Section]
    document_hash: str
    def __init__(self, idea: _Optional[str] = ..., revision: _Optional[str] = ..., title: _Optional[str] = ..., author: _Optional[str] = ..., team: _Optional[str] = ..., leader_nominee: _Optional[str] = ..., doors: _Optional[_Iterable[_Union[_ideas_service_pb2.Door, _Mapping]]] = ..., cost_of_failure: _Optional[_Union[_ideas_service_pb2.CostOfFailure, _Mapping]] = ..., sections: _Optional[_Iterable[_Union[Section, _Mapping]]] = ..., document_hash: _Optional[str] = ...) -> None: ...

class Section(_message.Message):
    __slots__ = ("id", "heading", "text")
    ID_FIELD_NUMBER: _ClassVar[int]
    HEADING_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    id: str
    heading: str
    text: str
    def __init__(self, id: _Optional[str] = ..., heading: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class IdeaReviewStarted(_message.Message):
    __slots__ = ("idea", "revision", "review")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    idea: str
    revision: str
    review: str
    def __init__(self, idea: _Optional[str] = ..., revision: _Optional[str] = ..., review: _Optional[str] = ...) -> None: ...

class IdeaRecalled(_message.Message):
    __slots__ = ("idea", "revision", "reason")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idea: str
    revision: str
    reason: str
    def __init__(self, idea: _Optional[str] = ..., revision: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class IdeaReturned(_message.Message):
    __slots__ = ("idea", "revision")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    idea: str
    revision: str
    def __init__(self, idea: _Optional[str] = ..., revision: _Optional[str] = ...) -> None: ...

class IdeaApproved(_message.Message):
    __slots__ = ("idea", "revision", "review", "team", "leader", "doors", "loss_cap_usd", "title")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    DOORS_FIELD_NUMBER: _ClassVar[int]
    LOSS_CAP_USD_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    idea: str
    revision: str
    review: str
    team: str
    leader: str
    doors: _containers.RepeatedCompositeFieldContainer[_ideas_service_pb2.Door]
    loss_cap_usd: int
    title: str
    def __init__(self, idea: _Optional[str] = ..., revision: _Optional[str] = ..., review: _Optional[str] = ..., team: _Optional[str] = ..., leader: _Optional[str] = ..., doors: _Optional[_Iterable[_Union[_ideas_service_pb2.Door, _Mapping]]] = ..., loss_cap_usd: _Optional[int] = ..., title: _Optional[str] = ...) -> None: ...

class IdeaDeclined(_message.Message):
    __slots__ = ("idea", "revision", "reason")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idea: str
    revision: str
    reason: str
    def __init__(self, idea: _Optional[str] = ..., revision: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class IdeaExperimenting(_message.Message):
    __slots__ = ("idea", "experiment")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    idea: str
    experiment: str
    def __init__(self, idea: _Optional[str] = ..., experiment: _Optional[str] = ...) -> None: ...

class IdeaExperimentEnded(_message.Message):
    __slots__ = ("idea", "experiment", "state")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    idea: str
    experiment: str
    state: _ideas_service_pb2.IdeaState
    def __init__(self, idea: _Optional[str] = ..., experiment: _Optional[str] = ..., state: _Optional[_Union[_ideas_service_pb2.IdeaState, str]] = ...) -> None: ...

class IdeaScaling(_message.Message):
    __slots__ = ("idea", "experiment")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    idea: str
    experiment: str
    def __init__(self, idea: _Optional[str] = ..., experiment: _Optional[str] = ...) -> None: ...

class IdeaPivoted(_message.Message):
    __slots__ = ("idea", "experiment", "child", "learning")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    CHILD_FIELD_NUMBER: _ClassVar[int]
    LEARNING_FIELD_NUMBER: _ClassVar[int]
    idea: str
    experiment: str
    child: str
    learning: str
    def __init__(self, idea: _Optional[str] = ..., experiment: _Optional[str] = ..., child: _Optional[str] = ..., learning: _Optional[str] = ...) -> None: ...

class IdeaKilled(_message.Message):
    __slots__ = ("idea", "experiment", "learning")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    LEARNING_FIELD_NUMBER: _ClassVar[int]
    idea: str
    experiment: str
    learning: str
    def __init__(self, idea: _Optional[str] = ..., experiment: _Optional[str] = ..., learning: _Optional[str] = ...) -> None: ...

class IdeaLaunched(_message.Message):
    __slots__ = ("idea",)
    IDEA_FIELD_NUMBER: _ClassVar[int]
    idea: str
    def __init__(self, idea: _Optional[str] = ...) -> None: ...
