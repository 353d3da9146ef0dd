import datetime

from day1.checks.v1 import checks_pb2 as _checks_pb2
from day1.ideas.v1 import ideas_pb2 as _ideas_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class IdeaCreated(_message.Message):
    __slots__ = ("idea", "title", "author", "team", "create_time")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    idea: str
    title: str
    author: str
    team: str
    create_time: _timestamp_pb2.Timestamp
    def __init__(self, idea: _Optional[str] = ..., title: _Optional[str] = ..., author: _Optional[str] = ..., team: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class IdeaUpdated(_message.Message):
    __slots__ = ("idea", "title", "team")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    idea: str
    title: str
    team: str
    def __init__(self, idea: _Optional[str] = ..., title: _Optional[str] = ..., team: _Optional[str] = ...) -> None: ...

class IdeaShared(_message.Message):
    __slots__ = ("idea", "title", "author", "readers", "note")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    READERS_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    idea: str
    title: str
    author: str
    readers: _containers.RepeatedScalarFieldContainer[str]
    note: str
    def __init__(self, idea: _Optional[str] = ..., title: _Optional[str] = ..., author: _Optional[str] = ..., readers: _Optional[_Iterable[str]] = ..., note: _Optional[str] = ...) -> None: ...

class IdeaQuestionAsked(_message.Message):
    __slots__ = ("idea", "question", "text", "asker", "title", "revision")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    ASKER_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    idea: str
    question: str
    text: str
    asker: str
    title: str
    revision: str
    def __init__(self, idea: _Optional[str] = ..., question: _Optional[str] = ..., text: _Optional[str] = ..., asker: _Optional[str] = ..., title: _Optional[str] = ..., revision: _Optional[str] = ...) -> None: ...

class IdeaQuestionAnswered(_message.Message):
    __slots__ = ("idea", "question", "answer", "answerer")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    ANSWERER_FIELD_NUMBER: _ClassVar[int]
    idea: str
    question: str
    answer: str
    answerer: str
    def __init__(self, idea: _Optional[str] = ..., question: _Optional[str] = ..., answer: _Optional[str] = ..., answerer: _Optional[str] = ...) -> None: ...

class IdeaEvidenceAdded(_message.Message):
    __slots__ = ("idea", "evidence", "kind", "result", "conversation_length", "creator")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    CONVERSATION_LENGTH_FIELD_NUMBER: _ClassVar[int]
    CREATOR_FIELD_NUMBER: _ClassVar[int]
    idea: str
    evidence: str
    kind: _ideas_pb2.EvidenceKind
    result: _ideas_pb2.EvidenceResult
    conversation_length: _duration_pb2.Duration
    creator: str
    def __init__(self, idea: _Optional[str] = ..., evidence: _Optional[str] = ..., kind: _Optional[_Union[_ideas_pb2.EvidenceKind, str]] = ..., result: _Optional[_Union[_ideas_pb2.EvidenceResult, str]] = ..., conversation_length: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., creator: _Optional[str] = ...) -> None: ...

class IdeaSubmitted(_message.Message):
    __slots__ = ("idea", "revision", "title", "author", "team", "leader_nominee", "doors", "cost_of_failure", "sections", "document_hash", "business_unit", "door_kinds", "review_policy", "word_count", "debated_topics", "bet", "learns_from", "snapshot", "co_authors", "trend_tags", "warnings", "pivoted_from", "patience_until_time", "open_questions", "currency_code")
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
    BUSINESS_UNIT_FIELD_NUMBER: _ClassVar[int]
    DOOR_KINDS_FIELD_NUMBER: _ClassVar[int]
    REVIEW_POLICY_FIELD_NUMBER: _ClassVar[int]
    WORD_COUNT_FIELD_NUMBER: _ClassVar[int]
    DEBATED_TOPICS_FIELD_NUMBER: _ClassVar[int]
    BET_FIELD_NUMBER: _ClassVar[int]
    LEARNS_FROM_FIELD_NUMBER: _ClassVar[int]
    SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    CO_AUTHORS_FIELD_NUMBER: _ClassVar[int]
    TREND_TAGS_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    PIVOTED_FROM_FIELD_NUMBER: _ClassVar[int]
    PATIENCE_UNTIL_TIME_FIELD_NUMBER: _ClassVar[int]
    OPEN_QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    idea: str
    revision: str
    title: str
    author: str
    team: str
    leader_nominee: str
    doors: _containers.RepeatedCompositeFieldContainer[_ideas_pb2.Door]
    cost_of_failure: _ideas_pb2.CostOfFailure
    sections: _containers.RepeatedCompositeFieldContainer[_ideas_pb2.Section]
    document_hash: str
    business_unit: str
    door_kinds: _containers.RepeatedScalarFieldContainer[_checks_pb2.DoorKind]
    review_policy: _ideas_pb2.ReviewPolicy
    word_count: int
    debated_topics: _containers.RepeatedScalarFieldContainer[str]
    bet: _ideas_pb2.Bet
    learns_from: _containers.RepeatedScalarFieldContainer[str]
    snapshot: IdeaSnapshot
    co_authors: _containers.RepeatedScalarFieldContainer[str]
    trend_tags: _containers.RepeatedScalarFieldContainer[str]
    warnings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    pivoted_from: str
    patience_until_time: _timestamp_pb2.Timestamp
    open_questions: _containers.RepeatedCompositeFieldContainer[OpenQuestion]
    currency_code: str
    def __init__(self, idea: _Optional[str] = ..., revision: _Optional[str] = ..., title: _Optional[str] = ..., author: _Optional[str] = ..., team: _Optional[str] = ..., leader_nominee: _Optional[str] = ..., doors: _Optional[_Iterable[_Union[_ideas_pb2.Door, _Mapping]]] = ..., cost_of_failure: _Optional[_Union[_ideas_pb2.CostOfFailure, _Mapping]] = ..., sections: _Optional[_Iterable[_Union[_ideas_pb2.Section, _Mapping]]] = ..., document_hash: _Optional[str] = ..., business_unit: _Optional[str] = ..., door_kinds: _Optional[_Iterable[_Union[_checks_pb2.DoorKind, str]]] = ..., review_policy: _Optional[_Union[_ideas_pb2.ReviewPolicy, str]] = ..., word_count: _Optional[int] = ..., debated_topics: _Optional[_Iterable[str]] = ..., bet: _Optional[_Union[_ideas_pb2.Bet, _Mapping]] = ..., learns_from: _Optional[_Iterable[str]] = ..., snapshot: _Optional[_Union[IdeaSnapshot, _Mapping]] = ..., co_authors: _Optional[_Iterable[str]] = ..., trend_tags: _Optional[_Iterable[str]] = ..., warnings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ..., pivoted_from: _Optional[str] = ..., patience_until_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., open_questions: _Optional[_Iterable[_Union[OpenQuestion, _Mapping]]] = ..., currency_code: _Optional[str] = ...) -> None: ...

class OpenQuestion(_message.Message):
    __slots__ = ("question", "text")
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    question: str
    text: str
    def __init__(self, question: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

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
    __slots__ = ("idea", "revision", "reason")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idea: str
    revision: str
    reason: str
    def __init__(self, idea: _Optional[str] = ..., revision: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class IdeaApproved(_message.Message):
    __slots__ = ("idea", "revision", "review", "team", "leader", "doors", "loss_cap", "title", "conditions", "leader_vacant", "trend_tags", "door_kinds", "patience_until_time", "currency_code")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    DOORS_FIELD_NUMBER: _ClassVar[int]
    LOSS_CAP_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    CONDITIONS_FIELD_NUMBER: _ClassVar[int]
    LEADER_VACANT_FIELD_NUMBER: _ClassVar[int]
    TREND_TAGS_FIELD_NUMBER: _ClassVar[int]
    DOOR_KINDS_FIELD_NUMBER: _ClassVar[int]
    PATIENCE_UNTIL_TIME_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    idea: str
    revision: str
    review: str
    team: str
    leader: str
    doors: _containers.RepeatedCompositeFieldContainer[_ideas_pb2.Door]
    loss_cap: _money_pb2.Money
    title: str
    conditions: _containers.RepeatedScalarFieldContainer[str]
    leader_vacant: bool
    trend_tags: _containers.RepeatedScalarFieldContainer[str]
    door_kinds: _containers.RepeatedScalarFieldContainer[_checks_pb2.DoorKind]
    patience_until_time: _timestamp_pb2.Timestamp
    currency_code: str
    def __init__(self, idea: _Optional[str] = ..., revision: _Optional[str] = ..., review: _Optional[str] = ..., team: _Optional[str] = ..., leader: _Optional[str] = ..., doors: _Optional[_Iterable[_Union[_ideas_pb2.Door, _Mapping]]] = ..., loss_cap: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., title: _Optional[str] = ..., conditions: _Optional[_Iterable[str]] = ..., leader_vacant: _Optional[bool] = ..., trend_tags: _Optional[_Iterable[str]] = ..., door_kinds: _Optional[_Iterable[_Union[_checks_pb2.DoorKind, str]]] = ..., patience_until_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., currency_code: _Optional[str] = ...) -> None: ...

class IdeaDeclined(_message.Message):
    __slots__ = ("idea", "revision", "reason")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idea: str
    revision: str
    reason: str
    def __init__(self, idea: _Optional[str] = ..., revision: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class IdeaReopened(_message.Message):
    __slots__ = ("idea", "revision", "declined_because")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    DECLINED_BECAUSE_FIELD_NUMBER: _ClassVar[int]
    idea: str
    revision: str
    declined_because: str
    def __init__(self, idea: _Optional[str] = ..., revision: _Optional[str] = ..., declined_because: _Optional[str] = ...) -> None: ...

class IdeaWithdrawn(_message.Message):
    __slots__ = ("idea", "revision", "reason")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idea: str
    revision: str
    reason: str
    def __init__(self, idea: _Optional[str] = ..., revision: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class IdeaMarkedDuplicate(_message.Message):
    __slots__ = ("idea", "duplicate_of", "moved_questions", "moved_evidence")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    DUPLICATE_OF_FIELD_NUMBER: _ClassVar[int]
    MOVED_QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    MOVED_EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    idea: str
    duplicate_of: str
    moved_questions: int
    moved_evidence: int
    def __init__(self, idea: _Optional[str] = ..., duplicate_of: _Optional[str] = ..., moved_questions: _Optional[int] = ..., moved_evidence: _Optional[int] = ...) -> None: ...

class IdeaLeaderAssigned(_message.Message):
    __slots__ = ("idea", "leader", "previous_leader", "state")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    PREVIOUS_LEADER_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    idea: str
    leader: str
    previous_leader: str
    state: _ideas_pb2.IdeaState
    def __init__(self, idea: _Optional[str] = ..., leader: _Optional[str] = ..., previous_leader: _Optional[str] = ..., state: _Optional[_Union[_ideas_pb2.IdeaState, str]] = ...) -> None: ...

class IdeaLeaderVacant(_message.Message):
    __slots__ = ("idea", "person", "leads")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    LEADS_FIELD_NUMBER: _ClassVar[int]
    idea: str
    person: str
    leads: str
    def __init__(self, idea: _Optional[str] = ..., person: _Optional[str] = ..., leads: _Optional[str] = ...) -> None: ...

class IdeaReprioritized(_message.Message):
    __slots__ = ("idea", "priority", "previous_priority", "evidence", "reason")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    PREVIOUS_PRIORITY_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idea: str
    priority: int
    previous_priority: int
    evidence: _containers.RepeatedScalarFieldContainer[str]
    reason: str
    def __init__(self, idea: _Optional[str] = ..., priority: _Optional[int] = ..., previous_priority: _Optional[int] = ..., evidence: _Optional[_Iterable[str]] = ..., reason: _Optional[str] = ...) -> None: ...

class IdeaStaleDecisionIgnored(_message.Message):
    __slots__ = ("idea", "revision", "current_revision", "review")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    CURRENT_REVISION_FIELD_NUMBER: _ClassVar[int]
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    idea: str
    revision: str
    current_revision: str
    review: str
    def __init__(self, idea: _Optional[str] = ..., revision: _Optional[str] = ..., current_revision: _Optional[str] = ..., review: _Optional[str] = ...) -> None: ...

class IdeaExperimenting(_message.Message):
    __slots__ = ("idea", "experiment", "leader", "leader_vacant")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    LEADER_VACANT_FIELD_NUMBER: _ClassVar[int]
    idea: str
    experiment: str
    leader: str
    leader_vacant: bool
    def __init__(self, idea: _Optional[str] = ..., experiment: _Optional[str] = ..., leader: _Optional[str] = ..., leader_vacant: _Optional[bool] = ...) -> None: ...

class IdeaExperimentEnded(_message.Message):
    __slots__ = ("idea", "experiment", "state")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    idea: str
    experiment: str
    state: _ideas_pb2.IdeaState
    def __init__(self, idea: _Optional[str] = ..., experiment: _Optional[str] = ..., state: _Optional[_Union[_ideas_pb2.IdeaState, str]] = ...) -> None: ...

class IdeaScaling(_message.Message):
    __slots__ = ("idea", "experiment", "learning")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    LEARNING_FIELD_NUMBER: _ClassVar[int]
    idea: str
    experiment: str
    learning: str
    def __init__(self, idea: _Optional[str] = ..., experiment: _Optional[str] = ..., learning: _Optional[str] = ...) -> None: ...

class IdeaPivoted(_message.Message):
    __slots__ = ("idea", "experiment", "new_idea", "learning", "team")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    NEW_IDEA_FIELD_NUMBER: _ClassVar[int]
    LEARNING_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    idea: str
    experiment: str
    new_idea: str
    learning: str
    team: str
    def __init__(self, idea: _Optional[str] = ..., experiment: _Optional[str] = ..., new_idea: _Optional[str] = ..., learning: _Optional[str] = ..., team: _Optional[str] = ...) -> None: ...

class IdeaKilled(_message.Message):
    __slots__ = ("idea", "experiment", "learning", "reason", "avoided_build_cost", "team")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    LEARNING_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    AVOIDED_BUILD_COST_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    idea: str
    experiment: str
    learning: str
    reason: str
    avoided_build_cost: _money_pb2.Money
    team: str
    def __init__(self, idea: _Optional[str] = ..., experiment: _Optional[str] = ..., learning: _Optional[str] = ..., reason: _Optional[str] = ..., avoided_build_cost: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., team: _Optional[str] = ...) -> None: ...

class IdeaLaunched(_message.Message):
    __slots__ = ("idea", "title", "team", "leader")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    idea: str
    title: str
    team: str
    leader: str
    def __init__(self, idea: _Optional[str] = ..., title: _Optional[str] = ..., team: _Optional[str] = ..., leader: _Optional[str] = ...) -> None: ...

class IdeaWentQuiet(_message.Message):
    __slots__ = ("idea", "last_event_time", "state", "team")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    LAST_EVENT_TIME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    idea: str
    last_event_time: _timestamp_pb2.Timestamp
    state: _ideas_pb2.IdeaState
    team: str
    def __init__(self, idea: _Optional[str] = ..., last_event_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., state: _Optional[_Union[_ideas_pb2.IdeaState, str]] = ..., team: _Optional[str] = ...) -> None: ...

class IdeaSnapshot(_message.Message):
    __slots__ = ("name", "revision", "title", "author", "team", "tags", "door_kinds", "business_unit", "country_codes", "customer_segment", "customer_need", "headline", "press_release", "customer_faqs", "internal_faqs", "doors", "evidence_kinds", "conversations", "evidence_against", "open_questions", "answered_questions", "visuals", "manual_stage", "loss_cap", "customers_exposed", "win_probability", "payoff_multiple", "word_count", "debated_topics", "learns_from", "leader", "members", "mlp_features", "currency_code")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    TAGS_FIELD_NUMBER: _ClassVar[int]
    DOOR_KINDS_FIELD_NUMBER: _ClassVar[int]
    BUSINESS_UNIT_FIELD_NUMBER: _ClassVar[int]
    COUNTRY_CODES_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_SEGMENT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_NEED_FIELD_NUMBER: _ClassVar[int]
    HEADLINE_FIELD_NUMBER: _ClassVar[int]
    PRESS_RELEASE_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FAQS_FIELD_NUMBER: _ClassVar[int]
    INTERNAL_FAQS_FIELD_NUMBER: _ClassVar[int]
    DOORS_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_KINDS_FIELD_NUMBER: _ClassVar[int]
    CONVERSATIONS_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_AGAINST_FIELD_NUMBER: _ClassVar[int]
    OPEN_QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    ANSWERED_QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    VISUALS_FIELD_NUMBER: _ClassVar[int]
    MANUAL_STAGE_FIELD_NUMBER: _ClassVar[int]
    LOSS_CAP_FIELD_NUMBER: _ClassVar[int]
    CUSTOMERS_EXPOSED_FIELD_NUMBER: _ClassVar[int]
    WIN_PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    PAYOFF_MULTIPLE_FIELD_NUMBER: _ClassVar[int]
    WORD_COUNT_FIELD_NUMBER: _ClassVar[int]
    DEBATED_TOPICS_FIELD_NUMBER: _ClassVar[int]
    LEARNS_FROM_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    MEMBERS_FIELD_NUMBER: _ClassVar[int]
    MLP_FEATURES_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    name: str
    revision: str
    title: str
    author: str
    team: str
    tags: _containers.RepeatedScalarFieldContainer[str]
    door_kinds: _containers.RepeatedScalarFieldContainer[str]
    business_unit: str
    country_codes: _containers.RepeatedScalarFieldContainer[str]
    customer_segment: str
    customer_need: str
    headline: str
    press_release: str
    customer_faqs: _containers.RepeatedCompositeFieldContainer[SnapshotFaq]
    internal_faqs: _containers.RepeatedCompositeFieldContainer[SnapshotFaq]
    doors: _containers.RepeatedCompositeFieldContainer[SnapshotDoor]
    evidence_kinds: _containers.RepeatedScalarFieldContainer[str]
    conversations: int
    evidence_against: int
    open_questions: int
    answered_questions: int
    visuals: int
    manual_stage: str
    loss_cap: float
    customers_exposed: int
    win_probability: float
    payoff_multiple: float
    word_count: int
    debated_topics: _containers.RepeatedScalarFieldContainer[str]
    learns_from: _containers.RepeatedScalarFieldContainer[str]
    leader: str
    members: int
    mlp_features: _containers.RepeatedScalarFieldContainer[str]
    currency_code: str
    def __init__(self, name: _Optional[str] = ..., revision: _Optional[str] = ..., title: _Optional[str] = ..., author: _Optional[str] = ..., team: _Optional[str] = ..., tags: _Optional[_Iterable[str]] = ..., door_kinds: _Optional[_Iterable[str]] = ..., business_unit: _Optional[str] = ..., country_codes: _Optional[_Iterable[str]] = ..., customer_segment: _Optional[str] = ..., customer_need: _Optional[str] = ..., headline: _Optional[str] = ..., press_release: _Optional[str] = ..., customer_faqs: _Optional[_Iterable[_Union[SnapshotFaq, _Mapping]]] = ..., internal_faqs: _Optional[_Iterable[_Union[SnapshotFaq, _Mapping]]] = ..., doors: _Optional[_Iterable[_Union[SnapshotDoor, _Mapping]]] = ..., evidence_kinds: _Optional[_Iterable[str]] = ..., conversations: _Optional[int] = ..., evidence_against: _Optional[int] = ..., open_questions: _Optional[int] = ..., answered_questions: _Optional[int] = ..., visuals: _Optional[int] = ..., manual_stage: _Optional[str] = ..., loss_cap: _Optional[float] = ..., customers_exposed: _Optional[int] = ..., win_probability: _Optional[float] = ..., payoff_multiple: _Optional[float] = ..., word_count: _Optional[int] = ..., debated_topics: _Optional[_Iterable[str]] = ..., learns_from: _Optional[_Iterable[str]] = ..., leader: _Optional[str] = ..., members: _Optional[int] = ..., mlp_features: _Optional[_Iterable[str]] = ..., currency_code: _Optional[str] = ...) -> None: ...

class SnapshotFaq(_message.Message):
    __slots__ = ("id", "question", "answer")
    ID_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    id: str
    question: str
    answer: str
    def __init__(self, id: _Optional[str] = ..., question: _Optional[str] = ..., answer: _Optional[str] = ...) -> None: ...

class SnapshotDoor(_message.Message):
    __slots__ = ("id", "decision", "kind", "undo_cost", "undo_days", "undo_tested")
    ID_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    UNDO_COST_FIELD_NUMBER: _ClassVar[int]
    UNDO_DAYS_FIELD_NUMBER: _ClassVar[int]
    UNDO_TESTED_FIELD_NUMBER: _ClassVar[int]
    id: str
    decision: str
    kind: str
    undo_cost: float
    undo_days: int
    undo_tested: bool
    def __init__(self, id: _Optional[str] = ..., decision: _Optional[str] = ..., kind: _Optional[str] = ..., undo_cost: _Optional[float] = ..., undo_days: _Optional[int] = ..., undo_tested: _Optional[bool] = ...) -> None: ...
