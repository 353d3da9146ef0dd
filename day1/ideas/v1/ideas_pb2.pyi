import datetime

from buf.validate import validate_pb2 as _validate_pb2
from day1.checks.v1 import checks_pb2 as _checks_pb2
from google.api import field_behavior_pb2 as _field_behavior_pb2
from google.api import resource_pb2 as _resource_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import date_pb2 as _date_pb2
from google.type import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class IdeaView(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    IDEA_VIEW_UNSPECIFIED: _ClassVar[IdeaView]
    IDEA_VIEW_BASIC: _ClassVar[IdeaView]
    IDEA_VIEW_FULL: _ClassVar[IdeaView]

class ReviewPolicy(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REVIEW_POLICY_UNSPECIFIED: _ClassVar[ReviewPolicy]
    REVIEW_POLICY_LIGHT: _ClassVar[ReviewPolicy]
    REVIEW_POLICY_FULL: _ClassVar[ReviewPolicy]

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
    IDEA_STATE_WITHDRAWN: _ClassVar[IdeaState]
    IDEA_STATE_DUPLICATE: _ClassVar[IdeaState]

class IdeaOrigin(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    IDEA_ORIGIN_UNSPECIFIED: _ClassVar[IdeaOrigin]
    IDEA_ORIGIN_INTERNAL: _ClassVar[IdeaOrigin]
    IDEA_ORIGIN_CUSTOMER: _ClassVar[IdeaOrigin]
    IDEA_ORIGIN_PARTNER: _ClassVar[IdeaOrigin]
    IDEA_ORIGIN_COMPETITOR: _ClassVar[IdeaOrigin]
    IDEA_ORIGIN_OTHER_FIELD: _ClassVar[IdeaOrigin]

class Maturity(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MATURITY_UNSPECIFIED: _ClassVar[Maturity]
    MATURITY_ROUGH: _ClassVar[Maturity]
    MATURITY_TESTED: _ClassVar[Maturity]
    MATURITY_PROVEN: _ClassVar[Maturity]

class Visibility(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    VISIBILITY_UNSPECIFIED: _ClassVar[Visibility]
    VISIBILITY_TEAM: _ClassVar[Visibility]
    VISIBILITY_COMPANY: _ClassVar[Visibility]

class ManualStage(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MANUAL_STAGE_UNSPECIFIED: _ClassVar[ManualStage]
    MANUAL_STAGE_OUTLINED: _ClassVar[ManualStage]
    MANUAL_STAGE_WRITTEN: _ClassVar[ManualStage]

class IdeaOutcomeKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    IDEA_OUTCOME_KIND_UNSPECIFIED: _ClassVar[IdeaOutcomeKind]
    IDEA_OUTCOME_KIND_RETURNED: _ClassVar[IdeaOutcomeKind]
    IDEA_OUTCOME_KIND_DECLINED: _ClassVar[IdeaOutcomeKind]
    IDEA_OUTCOME_KIND_SCALED: _ClassVar[IdeaOutcomeKind]
    IDEA_OUTCOME_KIND_PIVOTED: _ClassVar[IdeaOutcomeKind]
    IDEA_OUTCOME_KIND_KILLED: _ClassVar[IdeaOutcomeKind]
    IDEA_OUTCOME_KIND_WITHDRAWN: _ClassVar[IdeaOutcomeKind]
    IDEA_OUTCOME_KIND_DUPLICATE: _ClassVar[IdeaOutcomeKind]

class EvidenceKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EVIDENCE_KIND_UNSPECIFIED: _ClassVar[EvidenceKind]
    EVIDENCE_KIND_CUSTOMER_CONVERSATION: _ClassVar[EvidenceKind]
    EVIDENCE_KIND_OBSERVED_BEHAVIOR: _ClassVar[EvidenceKind]
    EVIDENCE_KIND_SURVEY: _ClassVar[EvidenceKind]
    EVIDENCE_KIND_DATA_ANALYSIS: _ClassVar[EvidenceKind]
    EVIDENCE_KIND_INVENTED_ON_BEHALF: _ClassVar[EvidenceKind]
    EVIDENCE_KIND_EXPERIMENT: _ClassVar[EvidenceKind]

class EvidenceResult(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EVIDENCE_RESULT_UNSPECIFIED: _ClassVar[EvidenceResult]
    EVIDENCE_RESULT_SUPPORTS: _ClassVar[EvidenceResult]
    EVIDENCE_RESULT_CONTRADICTS: _ClassVar[EvidenceResult]
    EVIDENCE_RESULT_NEW_NEED: _ClassVar[EvidenceResult]

class EvidenceTag(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EVIDENCE_TAG_UNSPECIFIED: _ClassVar[EvidenceTag]
    EVIDENCE_TAG_NEED: _ClassVar[EvidenceTag]
    EVIDENCE_TAG_DREAM: _ClassVar[EvidenceTag]
    EVIDENCE_TAG_FRUSTRATION: _ClassVar[EvidenceTag]
    EVIDENCE_TAG_OPINION: _ClassVar[EvidenceTag]

class QuestionState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    QUESTION_STATE_UNSPECIFIED: _ClassVar[QuestionState]
    QUESTION_STATE_OPEN: _ClassVar[QuestionState]
    QUESTION_STATE_ANSWERED: _ClassVar[QuestionState]
    QUESTION_STATE_PROMOTED: _ClassVar[QuestionState]

class Fidelity(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FIDELITY_UNSPECIFIED: _ClassVar[Fidelity]
    FIDELITY_SKETCH: _ClassVar[Fidelity]
    FIDELITY_WIREFRAME: _ClassVar[Fidelity]
    FIDELITY_MOCKUP: _ClassVar[Fidelity]
    FIDELITY_PROTOTYPE: _ClassVar[Fidelity]

class ChangeKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CHANGE_KIND_UNSPECIFIED: _ClassVar[ChangeKind]
    CHANGE_KIND_KEPT: _ClassVar[ChangeKind]
    CHANGE_KIND_ADDED: _ClassVar[ChangeKind]
    CHANGE_KIND_REMOVED: _ClassVar[ChangeKind]
    CHANGE_KIND_CHANGED: _ClassVar[ChangeKind]

class ExportFormat(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EXPORT_FORMAT_UNSPECIFIED: _ClassVar[ExportFormat]
    EXPORT_FORMAT_MARKDOWN: _ClassVar[ExportFormat]

class FaqAudience(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FAQ_AUDIENCE_UNSPECIFIED: _ClassVar[FaqAudience]
    FAQ_AUDIENCE_CUSTOMER: _ClassVar[FaqAudience]
    FAQ_AUDIENCE_INTERNAL: _ClassVar[FaqAudience]
IDEA_VIEW_UNSPECIFIED: IdeaView
IDEA_VIEW_BASIC: IdeaView
IDEA_VIEW_FULL: IdeaView
REVIEW_POLICY_UNSPECIFIED: ReviewPolicy
REVIEW_POLICY_LIGHT: ReviewPolicy
REVIEW_POLICY_FULL: ReviewPolicy
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
IDEA_STATE_WITHDRAWN: IdeaState
IDEA_STATE_DUPLICATE: IdeaState
IDEA_ORIGIN_UNSPECIFIED: IdeaOrigin
IDEA_ORIGIN_INTERNAL: IdeaOrigin
IDEA_ORIGIN_CUSTOMER: IdeaOrigin
IDEA_ORIGIN_PARTNER: IdeaOrigin
IDEA_ORIGIN_COMPETITOR: IdeaOrigin
IDEA_ORIGIN_OTHER_FIELD: IdeaOrigin
MATURITY_UNSPECIFIED: Maturity
MATURITY_ROUGH: Maturity
MATURITY_TESTED: Maturity
MATURITY_PROVEN: Maturity
VISIBILITY_UNSPECIFIED: Visibility
VISIBILITY_TEAM: Visibility
VISIBILITY_COMPANY: Visibility
MANUAL_STAGE_UNSPECIFIED: ManualStage
MANUAL_STAGE_OUTLINED: ManualStage
MANUAL_STAGE_WRITTEN: ManualStage
IDEA_OUTCOME_KIND_UNSPECIFIED: IdeaOutcomeKind
IDEA_OUTCOME_KIND_RETURNED: IdeaOutcomeKind
IDEA_OUTCOME_KIND_DECLINED: IdeaOutcomeKind
IDEA_OUTCOME_KIND_SCALED: IdeaOutcomeKind
IDEA_OUTCOME_KIND_PIVOTED: IdeaOutcomeKind
IDEA_OUTCOME_KIND_KILLED: IdeaOutcomeKind
IDEA_OUTCOME_KIND_WITHDRAWN: IdeaOutcomeKind
IDEA_OUTCOME_KIND_DUPLICATE: IdeaOutcomeKind
EVIDENCE_KIND_UNSPECIFIED: EvidenceKind
EVIDENCE_KIND_CUSTOMER_CONVERSATION: EvidenceKind
EVIDENCE_KIND_OBSERVED_BEHAVIOR: EvidenceKind
EVIDENCE_KIND_SURVEY: EvidenceKind
EVIDENCE_KIND_DATA_ANALYSIS: EvidenceKind
EVIDENCE_KIND_INVENTED_ON_BEHALF: EvidenceKind
EVIDENCE_KIND_EXPERIMENT: EvidenceKind
EVIDENCE_RESULT_UNSPECIFIED: EvidenceResult
EVIDENCE_RESULT_SUPPORTS: EvidenceResult
EVIDENCE_RESULT_CONTRADICTS: EvidenceResult
EVIDENCE_RESULT_NEW_NEED: EvidenceResult
EVIDENCE_TAG_UNSPECIFIED: EvidenceTag
EVIDENCE_TAG_NEED: EvidenceTag
EVIDENCE_TAG_DREAM: EvidenceTag
EVIDENCE_TAG_FRUSTRATION: EvidenceTag
EVIDENCE_TAG_OPINION: EvidenceTag
QUESTION_STATE_UNSPECIFIED: QuestionState
QUESTION_STATE_OPEN: QuestionState
QUESTION_STATE_ANSWERED: QuestionState
QUESTION_STATE_PROMOTED: QuestionState
FIDELITY_UNSPECIFIED: Fidelity
FIDELITY_SKETCH: Fidelity
FIDELITY_WIREFRAME: Fidelity
FIDELITY_MOCKUP: Fidelity
FIDELITY_PROTOTYPE: Fidelity
CHANGE_KIND_UNSPECIFIED: ChangeKind
CHANGE_KIND_KEPT: ChangeKind
CHANGE_KIND_ADDED: ChangeKind
CHANGE_KIND_REMOVED: ChangeKind
CHANGE_KIND_CHANGED: ChangeKind
EXPORT_FORMAT_UNSPECIFIED: ExportFormat
EXPORT_FORMAT_MARKDOWN: ExportFormat
FAQ_AUDIENCE_UNSPECIFIED: FaqAudience
FAQ_AUDIENCE_CUSTOMER: FaqAudience
FAQ_AUDIENCE_INTERNAL: FaqAudience

class Idea(_message.Message):
    __slots__ = ("name", "title", "leader", "document", "author", "team", "state", "revision", "pivoted_from", "review", "learning", "create_time", "update_time", "etag", "history", "possible_methods", "co_authors", "members", "business_unit", "origin", "trend_tags", "country_codes", "maturity", "visibility", "priority", "priority_reason", "priority_evidence", "lead_start_time", "leader_vacant", "duplicate_of", "learns_from", "build_start_time", "patience_until_time", "outcome", "historic_year", "fictional", "shared_with", "share_time", "first_submit_time", "conditions", "experiment", "currency_code", "stats")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    PIVOTED_FROM_FIELD_NUMBER: _ClassVar[int]
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    LEARNING_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    HISTORY_FIELD_NUMBER: _ClassVar[int]
    POSSIBLE_METHODS_FIELD_NUMBER: _ClassVar[int]
    CO_AUTHORS_FIELD_NUMBER: _ClassVar[int]
    MEMBERS_FIELD_NUMBER: _ClassVar[int]
    BUSINESS_UNIT_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    TREND_TAGS_FIELD_NUMBER: _ClassVar[int]
    COUNTRY_CODES_FIELD_NUMBER: _ClassVar[int]
    MATURITY_FIELD_NUMBER: _ClassVar[int]
    VISIBILITY_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_REASON_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    LEAD_START_TIME_FIELD_NUMBER: _ClassVar[int]
    LEADER_VACANT_FIELD_NUMBER: _ClassVar[int]
    DUPLICATE_OF_FIELD_NUMBER: _ClassVar[int]
    LEARNS_FROM_FIELD_NUMBER: _ClassVar[int]
    BUILD_START_TIME_FIELD_NUMBER: _ClassVar[int]
    PATIENCE_UNTIL_TIME_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    HISTORIC_YEAR_FIELD_NUMBER: _ClassVar[int]
    FICTIONAL_FIELD_NUMBER: _ClassVar[int]
    SHARED_WITH_FIELD_NUMBER: _ClassVar[int]
    SHARE_TIME_FIELD_NUMBER: _ClassVar[int]
    FIRST_SUBMIT_TIME_FIELD_NUMBER: _ClassVar[int]
    CONDITIONS_FIELD_NUMBER: _ClassVar[int]
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    STATS_FIELD_NUMBER: _ClassVar[int]
    name: str
    title: str
    leader: str
    document: IdeaDocument
    author: str
    team: str
    state: IdeaState
    revision: str
    pivoted_from: str
    review: str
    learning: str
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    etag: str
    history: _containers.RepeatedCompositeFieldContainer[IdeaHistoryEntry]
    possible_methods: _containers.RepeatedScalarFieldContainer[str]
    co_authors: _containers.RepeatedScalarFieldContainer[str]
    members: _containers.RepeatedScalarFieldContainer[str]
    business_unit: str
    origin: IdeaOrigin
    trend_tags: _containers.RepeatedScalarFieldContainer[str]
    country_codes: _containers.RepeatedScalarFieldContainer[str]
    maturity: Maturity
    visibility: Visibility
    priority: int
    priority_reason: str
    priority_evidence: _containers.RepeatedScalarFieldContainer[str]
    lead_start_time: _timestamp_pb2.Timestamp
    leader_vacant: bool
    duplicate_of: str
    learns_from: _containers.RepeatedScalarFieldContainer[str]
    build_start_time: _timestamp_pb2.Timestamp
    patience_until_time: _timestamp_pb2.Timestamp
    outcome: IdeaOutcome
    historic_year: int
    fictional: bool
    shared_with: _containers.RepeatedScalarFieldContainer[str]
    share_time: _timestamp_pb2.Timestamp
    first_submit_time: _timestamp_pb2.Timestamp
    conditions: _containers.RepeatedScalarFieldContainer[str]
    experiment: str
    currency_code: str
    stats: IdeaStats
    def __init__(self, name: _Optional[str] = ..., title: _Optional[str] = ..., leader: _Optional[str] = ..., document: _Optional[_Union[IdeaDocument, _Mapping]] = ..., author: _Optional[str] = ..., team: _Optional[str] = ..., state: _Optional[_Union[IdeaState, str]] = ..., revision: _Optional[str] = ..., pivoted_from: _Optional[str] = ..., review: _Optional[str] = ..., learning: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ..., history: _Optional[_Iterable[_Union[IdeaHistoryEntry, _Mapping]]] = ..., possible_methods: _Optional[_Iterable[str]] = ..., co_authors: _Optional[_Iterable[str]] = ..., members: _Optional[_Iterable[str]] = ..., business_unit: _Optional[str] = ..., origin: _Optional[_Union[IdeaOrigin, str]] = ..., trend_tags: _Optional[_Iterable[str]] = ..., country_codes: _Optional[_Iterable[str]] = ..., maturity: _Optional[_Union[Maturity, str]] = ..., visibility: _Optional[_Union[Visibility, str]] = ..., priority: _Optional[int] = ..., priority_reason: _Optional[str] = ..., priority_evidence: _Optional[_Iterable[str]] = ..., lead_start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., leader_vacant: _Optional[bool] = ..., duplicate_of: _Optional[str] = ..., learns_from: _Optional[_Iterable[str]] = ..., build_start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., patience_until_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., outcome: _Optional[_Union[IdeaOutcome, _Mapping]] = ..., historic_year: _Optional[int] = ..., fictional: _Optional[bool] = ..., shared_with: _Optional[_Iterable[str]] = ..., share_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., first_submit_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., conditions: _Optional[_Iterable[str]] = ..., experiment: _Optional[str] = ..., currency_code: _Optional[str] = ..., stats: _Optional[_Union[IdeaStats, _Mapping]] = ...) -> None: ...

class IdeaStats(_message.Message):
    __slots__ = ("evidence_count", "conversation_count", "last_conversation_time", "open_question_count", "open_coes")
    EVIDENCE_COUNT_FIELD_NUMBER: _ClassVar[int]
    CONVERSATION_COUNT_FIELD_NUMBER: _ClassVar[int]
    LAST_CONVERSATION_TIME_FIELD_NUMBER: _ClassVar[int]
    OPEN_QUESTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    OPEN_COES_FIELD_NUMBER: _ClassVar[int]
    evidence_count: int
    conversation_count: int
    last_conversation_time: _timestamp_pb2.Timestamp
    open_question_count: int
    open_coes: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, evidence_count: _Optional[int] = ..., conversation_count: _Optional[int] = ..., last_conversation_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., open_question_count: _Optional[int] = ..., open_coes: _Optional[_Iterable[str]] = ...) -> None: ...

class IdeaDocument(_message.Message):
    __slots__ = ("title", "customer", "press_release", "five_questions", "doors", "cost_of_failure", "leader", "customer_faqs", "internal_faqs", "user_manual", "mlp_features", "rejected_options", "debated_topics", "bet", "contradiction_sought", "competitor_notes")
    TITLE_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    PRESS_RELEASE_FIELD_NUMBER: _ClassVar[int]
    FIVE_QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    DOORS_FIELD_NUMBER: _ClassVar[int]
    COST_OF_FAILURE_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FAQS_FIELD_NUMBER: _ClassVar[int]
    INTERNAL_FAQS_FIELD_NUMBER: _ClassVar[int]
    USER_MANUAL_FIELD_NUMBER: _ClassVar[int]
    MLP_FEATURES_FIELD_NUMBER: _ClassVar[int]
    REJECTED_OPTIONS_FIELD_NUMBER: _ClassVar[int]
    DEBATED_TOPICS_FIELD_NUMBER: _ClassVar[int]
    BET_FIELD_NUMBER: _ClassVar[int]
    CONTRADICTION_SOUGHT_FIELD_NUMBER: _ClassVar[int]
    COMPETITOR_NOTES_FIELD_NUMBER: _ClassVar[int]
    title: str
    customer: Customer
    press_release: PressRelease
    five_questions: FiveQuestions
    doors: _containers.RepeatedCompositeFieldContainer[Door]
    cost_of_failure: CostOfFailure
    leader: str
    customer_faqs: _containers.RepeatedCompositeFieldContainer[Faq]
    internal_faqs: _containers.RepeatedCompositeFieldContainer[Faq]
    user_manual: UserManual
    mlp_features: _containers.RepeatedScalarFieldContainer[str]
    rejected_options: _containers.RepeatedCompositeFieldContainer[RejectedOption]
    debated_topics: _containers.RepeatedScalarFieldContainer[str]
    bet: Bet
    contradiction_sought: str
    competitor_notes: str
    def __init__(self, title: _Optional[str] = ..., customer: _Optional[_Union[Customer, _Mapping]] = ..., press_release: _Optional[_Union[PressRelease, _Mapping]] = ..., five_questions: _Optional[_Union[FiveQuestions, _Mapping]] = ..., doors: _Optional[_Iterable[_Union[Door, _Mapping]]] = ..., cost_of_failure: _Optional[_Union[CostOfFailure, _Mapping]] = ..., leader: _Optional[str] = ..., customer_faqs: _Optional[_Iterable[_Union[Faq, _Mapping]]] = ..., internal_faqs: _Optional[_Iterable[_Union[Faq, _Mapping]]] = ..., user_manual: _Optional[_Union[UserManual, _Mapping]] = ..., mlp_features: _Optional[_Iterable[str]] = ..., rejected_options: _Optional[_Iterable[_Union[RejectedOption, _Mapping]]] = ..., debated_topics: _Optional[_Iterable[str]] = ..., bet: _Optional[_Union[Bet, _Mapping]] = ..., contradiction_sought: _Optional[str] = ..., competitor_notes: _Optional[str] = ...) -> None: ...

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
    __slots__ = ("headline", "claim", "summary", "problem", "benefit", "journey", "customer_quote", "subheading", "dateline", "replaces", "company_quote", "getting_started")
    HEADLINE_FIELD_NUMBER: _ClassVar[int]
    CLAIM_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    PROBLEM_FIELD_NUMBER: _ClassVar[int]
    BENEFIT_FIELD_NUMBER: _ClassVar[int]
    JOURNEY_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_QUOTE_FIELD_NUMBER: _ClassVar[int]
    SUBHEADING_FIELD_NUMBER: _ClassVar[int]
    DATELINE_FIELD_NUMBER: _ClassVar[int]
    REPLACES_FIELD_NUMBER: _ClassVar[int]
    COMPANY_QUOTE_FIELD_NUMBER: _ClassVar[int]
    GETTING_STARTED_FIELD_NUMBER: _ClassVar[int]
    headline: str
    claim: Claim
    summary: str
    problem: str
    benefit: str
    journey: str
    customer_quote: str
    subheading: str
    dateline: str
    replaces: str
    company_quote: str
    getting_started: str
    def __init__(self, headline: _Optional[str] = ..., claim: _Optional[_Union[Claim, _Mapping]] = ..., summary: _Optional[str] = ..., problem: _Optional[str] = ..., benefit: _Optional[str] = ..., journey: _Optional[str] = ..., customer_quote: _Optional[str] = ..., subheading: _Optional[str] = ..., dateline: _Optional[str] = ..., replaces: _Optional[str] = ..., company_quote: _Optional[str] = ..., getting_started: _Optional[str] = ...) -> None: ...

class Claim(_message.Message):
    __slots__ = ("metric", "baseline", "target", "by_date")
    METRIC_FIELD_NUMBER: _ClassVar[int]
    BASELINE_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    BY_DATE_FIELD_NUMBER: _ClassVar[int]
    metric: str
    baseline: float
    target: float
    by_date: _date_pb2.Date
    def __init__(self, metric: _Optional[str] = ..., baseline: _Optional[float] = ..., target: _Optional[float] = ..., by_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

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
    __slots__ = ("id", "decision", "kind", "undo", "split_from")
    ID_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    UNDO_FIELD_NUMBER: _ClassVar[int]
    SPLIT_FROM_FIELD_NUMBER: _ClassVar[int]
    id: str
    decision: str
    kind: _checks_pb2.DoorKind
    undo: Undo
    split_from: str
    def __init__(self, id: _Optional[str] = ..., decision: _Optional[str] = ..., kind: _Optional[_Union[_checks_pb2.DoorKind, str]] = ..., undo: _Optional[_Union[Undo, _Mapping]] = ..., split_from: _Optional[str] = ...) -> None: ...

class Undo(_message.Message):
    __slots__ = ("plan", "cost", "days", "tested")
    PLAN_FIELD_NUMBER: _ClassVar[int]
    COST_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    TESTED_FIELD_NUMBER: _ClassVar[int]
    plan: str
    cost: _money_pb2.Money
    days: int
    tested: bool
    def __init__(self, plan: _Optional[str] = ..., cost: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., days: _Optional[int] = ..., tested: _Optional[bool] = ...) -> None: ...

class CostOfFailure(_message.Message):
    __slots__ = ("loss_cap", "customers_exposed", "undo_days")
    LOSS_CAP_FIELD_NUMBER: _ClassVar[int]
    CUSTOMERS_EXPOSED_FIELD_NUMBER: _ClassVar[int]
    UNDO_DAYS_FIELD_NUMBER: _ClassVar[int]
    loss_cap: _money_pb2.Money
    customers_exposed: int
    undo_days: int
    def __init__(self, loss_cap: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., customers_exposed: _Optional[int] = ..., undo_days: _Optional[int] = ...) -> None: ...

class IdeaHistoryEntry(_message.Message):
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

class Faq(_message.Message):
    __slots__ = ("id", "question", "answer")
    ID_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    id: str
    question: str
    answer: str
    def __init__(self, id: _Optional[str] = ..., question: _Optional[str] = ..., answer: _Optional[str] = ...) -> None: ...

class UserManual(_message.Message):
    __slots__ = ("stage", "sections")
    STAGE_FIELD_NUMBER: _ClassVar[int]
    SECTIONS_FIELD_NUMBER: _ClassVar[int]
    stage: ManualStage
    sections: _containers.RepeatedCompositeFieldContainer[ManualSection]
    def __init__(self, stage: _Optional[_Union[ManualStage, str]] = ..., sections: _Optional[_Iterable[_Union[ManualSection, _Mapping]]] = ...) -> None: ...

class ManualSection(_message.Message):
    __slots__ = ("heading", "text")
    HEADING_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    heading: str
    text: str
    def __init__(self, heading: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class RejectedOption(_message.Message):
    __slots__ = ("option", "reason")
    OPTION_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    option: str
    reason: str
    def __init__(self, option: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class Bet(_message.Message):
    __slots__ = ("win_probability", "payoff_multiple", "build_cost")
    WIN_PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    PAYOFF_MULTIPLE_FIELD_NUMBER: _ClassVar[int]
    BUILD_COST_FIELD_NUMBER: _ClassVar[int]
    win_probability: float
    payoff_multiple: float
    build_cost: _money_pb2.Money
    def __init__(self, win_probability: _Optional[float] = ..., payoff_multiple: _Optional[float] = ..., build_cost: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class IdeaOutcome(_message.Message):
    __slots__ = ("kind", "reason", "learning", "time")
    KIND_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    LEARNING_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    kind: IdeaOutcomeKind
    reason: str
    learning: str
    time: _timestamp_pb2.Timestamp
    def __init__(self, kind: _Optional[_Union[IdeaOutcomeKind, str]] = ..., reason: _Optional[str] = ..., learning: _Optional[str] = ..., time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Evidence(_message.Message):
    __slots__ = ("name", "kind", "result", "tag", "summary", "source", "conversation_length", "sample_size", "invented_because", "observe_time", "url", "creator", "create_time", "experiment", "origin", "etag")
    NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    TAG_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    CONVERSATION_LENGTH_FIELD_NUMBER: _ClassVar[int]
    SAMPLE_SIZE_FIELD_NUMBER: _ClassVar[int]
    INVENTED_BECAUSE_FIELD_NUMBER: _ClassVar[int]
    OBSERVE_TIME_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    CREATOR_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    name: str
    kind: EvidenceKind
    result: EvidenceResult
    tag: EvidenceTag
    summary: str
    source: str
    conversation_length: _duration_pb2.Duration
    sample_size: int
    invented_because: str
    observe_time: _timestamp_pb2.Timestamp
    url: str
    creator: str
    create_time: _timestamp_pb2.Timestamp
    experiment: str
    origin: str
    etag: str
    def __init__(self, name: _Optional[str] = ..., kind: _Optional[_Union[EvidenceKind, str]] = ..., result: _Optional[_Union[EvidenceResult, str]] = ..., tag: _Optional[_Union[EvidenceTag, str]] = ..., summary: _Optional[str] = ..., source: _Optional[str] = ..., conversation_length: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., sample_size: _Optional[int] = ..., invented_because: _Optional[str] = ..., observe_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., url: _Optional[str] = ..., creator: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., experiment: _Optional[str] = ..., origin: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class Question(_message.Message):
    __slots__ = ("name", "text", "asker", "state", "answer", "answerer", "upvotes", "faq", "create_time", "update_time", "etag", "possible_methods", "origin")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    ASKER_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    ANSWERER_FIELD_NUMBER: _ClassVar[int]
    UPVOTES_FIELD_NUMBER: _ClassVar[int]
    FAQ_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    POSSIBLE_METHODS_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    name: str
    text: str
    asker: str
    state: QuestionState
    answer: str
    answerer: str
    upvotes: int
    faq: str
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    etag: str
    possible_methods: _containers.RepeatedScalarFieldContainer[str]
    origin: str
    def __init__(self, name: _Optional[str] = ..., text: _Optional[str] = ..., asker: _Optional[str] = ..., state: _Optional[_Union[QuestionState, str]] = ..., answer: _Optional[str] = ..., answerer: _Optional[str] = ..., upvotes: _Optional[int] = ..., faq: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ..., possible_methods: _Optional[_Iterable[str]] = ..., origin: _Optional[str] = ...) -> None: ...

class Visual(_message.Message):
    __slots__ = ("name", "caption", "fidelity", "svg", "url", "creator", "create_time", "etag")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CAPTION_FIELD_NUMBER: _ClassVar[int]
    FIDELITY_FIELD_NUMBER: _ClassVar[int]
    SVG_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    CREATOR_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    name: str
    caption: str
    fidelity: Fidelity
    svg: str
    url: str
    creator: str
    create_time: _timestamp_pb2.Timestamp
    etag: str
    def __init__(self, name: _Optional[str] = ..., caption: _Optional[str] = ..., fidelity: _Optional[_Union[Fidelity, str]] = ..., svg: _Optional[str] = ..., url: _Optional[str] = ..., creator: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ...) -> None: ...

class Revision(_message.Message):
    __slots__ = ("name", "number", "submit_time", "submitter", "document", "sections", "document_hash", "warnings", "word_count", "door_kinds", "evidence", "visuals", "text_bytes")
    NAME_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    SUBMIT_TIME_FIELD_NUMBER: _ClassVar[int]
    SUBMITTER_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    SECTIONS_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_HASH_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    WORD_COUNT_FIELD_NUMBER: _ClassVar[int]
    DOOR_KINDS_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    VISUALS_FIELD_NUMBER: _ClassVar[int]
    TEXT_BYTES_FIELD_NUMBER: _ClassVar[int]
    name: str
    number: str
    submit_time: _timestamp_pb2.Timestamp
    submitter: str
    document: IdeaDocument
    sections: _containers.RepeatedCompositeFieldContainer[Section]
    document_hash: str
    warnings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    word_count: int
    door_kinds: _containers.RepeatedScalarFieldContainer[_checks_pb2.DoorKind]
    evidence: _containers.RepeatedScalarFieldContainer[str]
    visuals: _containers.RepeatedScalarFieldContainer[str]
    text_bytes: int
    def __init__(self, name: _Optional[str] = ..., number: _Optional[str] = ..., submit_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., submitter: _Optional[str] = ..., document: _Optional[_Union[IdeaDocument, _Mapping]] = ..., sections: _Optional[_Iterable[_Union[Section, _Mapping]]] = ..., document_hash: _Optional[str] = ..., warnings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ..., word_count: _Optional[int] = ..., door_kinds: _Optional[_Iterable[_Union[_checks_pb2.DoorKind, str]]] = ..., evidence: _Optional[_Iterable[str]] = ..., visuals: _Optional[_Iterable[str]] = ..., text_bytes: _Optional[int] = ...) -> None: ...

class Section(_message.Message):
    __slots__ = ("id", "heading", "text")
    ID_FIELD_NUMBER: _ClassVar[int]
    HEADING_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    id: str
    heading: str
    text: str
    def __init__(self, id: _Optional[str] = ..., heading: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class SectionChange(_message.Message):
    __slots__ = ("section", "heading", "kind", "paragraphs")
    SECTION_FIELD_NUMBER: _ClassVar[int]
    HEADING_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    PARAGRAPHS_FIELD_NUMBER: _ClassVar[int]
    section: str
    heading: str
    kind: ChangeKind
    paragraphs: _containers.RepeatedCompositeFieldContainer[ParagraphChange]
    def __init__(self, section: _Optional[str] = ..., heading: _Optional[str] = ..., kind: _Optional[_Union[ChangeKind, str]] = ..., paragraphs: _Optional[_Iterable[_Union[ParagraphChange, _Mapping]]] = ...) -> None: ...

class ParagraphChange(_message.Message):
    __slots__ = ("kind", "old_text", "new_text")
    KIND_FIELD_NUMBER: _ClassVar[int]
    OLD_TEXT_FIELD_NUMBER: _ClassVar[int]
    NEW_TEXT_FIELD_NUMBER: _ClassVar[int]
    kind: ChangeKind
    old_text: str
    new_text: str
    def __init__(self, kind: _Optional[_Union[ChangeKind, str]] = ..., old_text: _Optional[str] = ..., new_text: _Optional[str] = ...) -> None: ...

class LineageNode(_message.Message):
    __slots__ = ("idea", "title", "state", "pivoted_from", "duplicate_of", "learning", "learns_from")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PIVOTED_FROM_FIELD_NUMBER: _ClassVar[int]
    DUPLICATE_OF_FIELD_NUMBER: _ClassVar[int]
    LEARNING_FIELD_NUMBER: _ClassVar[int]
    LEARNS_FROM_FIELD_NUMBER: _ClassVar[int]
    idea: str
    title: str
    state: IdeaState
    pivoted_from: str
    duplicate_of: str
    learning: str
    learns_from: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, idea: _Optional[str] = ..., title: _Optional[str] = ..., state: _Optional[_Union[IdeaState, str]] = ..., pivoted_from: _Optional[str] = ..., duplicate_of: _Optional[str] = ..., learning: _Optional[str] = ..., learns_from: _Optional[_Iterable[str]] = ...) -> None: ...

class SimilarIdea(_message.Message):
    __slots__ = ("idea", "title", "state", "similarity")
    IDEA_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    SIMILARITY_FIELD_NUMBER: _ClassVar[int]
    idea: str
    title: str
    state: IdeaState
    similarity: float
    def __init__(self, idea: _Optional[str] = ..., title: _Optional[str] = ..., state: _Optional[_Union[IdeaState, str]] = ..., similarity: _Optional[float] = ...) -> None: ...
