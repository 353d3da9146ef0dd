import datetime

from buf.validate import validate_pb2 as _validate_pb2
from day1.checks.v1 import checks_pb2 as _checks_pb2
from google.api import field_behavior_pb2 as _field_behavior_pb2
from google.api import resource_pb2 as _resource_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class MetricKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    METRIC_KIND_UNSPECIFIED: _ClassVar[MetricKind]
    METRIC_KIND_OUTCOME: _ClassVar[MetricKind]
    METRIC_KIND_BEHAVIOUR: _ClassVar[MetricKind]
    METRIC_KIND_SURVEY_PROXY: _ClassVar[MetricKind]
    METRIC_KIND_PROCESS_PROXY: _ClassVar[MetricKind]

class Direction(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DIRECTION_UNSPECIFIED: _ClassVar[Direction]
    DIRECTION_UP: _ClassVar[Direction]
    DIRECTION_DOWN: _ClassVar[Direction]

class GuardrailAction(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    GUARDRAIL_ACTION_UNSPECIFIED: _ClassVar[GuardrailAction]
    GUARDRAIL_ACTION_PAUSE: _ClassVar[GuardrailAction]
    GUARDRAIL_ACTION_ALERT: _ClassVar[GuardrailAction]

class Comparison(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COMPARISON_UNSPECIFIED: _ClassVar[Comparison]
    COMPARISON_AT_MOST: _ClassVar[Comparison]
    COMPARISON_AT_LEAST: _ClassVar[Comparison]

class Severity(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SEVERITY_UNSPECIFIED: _ClassVar[Severity]
    SEVERITY_LOW: _ClassVar[Severity]
    SEVERITY_MEDIUM: _ClassVar[Severity]
    SEVERITY_HIGH: _ClassVar[Severity]

class Figure(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FIGURE_UNSPECIFIED: _ClassVar[Figure]
    FIGURE_LOWER_BOUND: _ClassVar[Figure]
    FIGURE_EFFECT: _ClassVar[Figure]
    FIGURE_UPPER_BOUND: _ClassVar[Figure]

class ExperimentState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EXPERIMENT_STATE_UNSPECIFIED: _ClassVar[ExperimentState]
    EXPERIMENT_STATE_DRAFT: _ClassVar[ExperimentState]
    EXPERIMENT_STATE_RUNNING: _ClassVar[ExperimentState]
    EXPERIMENT_STATE_PAUSED: _ClassVar[ExperimentState]
    EXPERIMENT_STATE_ANALYZING: _ClassVar[ExperimentState]
    EXPERIMENT_STATE_ABORTED: _ClassVar[ExperimentState]
    EXPERIMENT_STATE_DECIDED: _ClassVar[ExperimentState]
    EXPERIMENT_STATE_CANCELLED: _ClassVar[ExperimentState]

class Response(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RESPONSE_UNSPECIFIED: _ClassVar[Response]
    RESPONSE_LOVED: _ClassVar[Response]
    RESPONSE_RESPONDED_WELL: _ClassVar[Response]
    RESPONSE_NO_INSIGHT: _ClassVar[Response]

class Variant(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    VARIANT_UNSPECIFIED: _ClassVar[Variant]
    VARIANT_KEPT: _ClassVar[Variant]
    VARIANT_DISCARDED: _ClassVar[Variant]

class Verdict(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    VERDICT_UNSPECIFIED: _ClassVar[Verdict]
    VERDICT_SCALE: _ClassVar[Verdict]
    VERDICT_PIVOT: _ClassVar[Verdict]
    VERDICT_KILL: _ClassVar[Verdict]

class HealthState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    HEALTH_STATE_UNSPECIFIED: _ClassVar[HealthState]
    HEALTH_STATE_GREEN: _ClassVar[HealthState]
    HEALTH_STATE_NOT_GREEN: _ClassVar[HealthState]
    HEALTH_STATE_UNKNOWN: _ClassVar[HealthState]
METRIC_KIND_UNSPECIFIED: MetricKind
METRIC_KIND_OUTCOME: MetricKind
METRIC_KIND_BEHAVIOUR: MetricKind
METRIC_KIND_SURVEY_PROXY: MetricKind
METRIC_KIND_PROCESS_PROXY: MetricKind
DIRECTION_UNSPECIFIED: Direction
DIRECTION_UP: Direction
DIRECTION_DOWN: Direction
GUARDRAIL_ACTION_UNSPECIFIED: GuardrailAction
GUARDRAIL_ACTION_PAUSE: GuardrailAction
GUARDRAIL_ACTION_ALERT: GuardrailAction
COMPARISON_UNSPECIFIED: Comparison
COMPARISON_AT_MOST: Comparison
COMPARISON_AT_LEAST: Comparison
SEVERITY_UNSPECIFIED: Severity
SEVERITY_LOW: Severity
SEVERITY_MEDIUM: Severity
SEVERITY_HIGH: Severity
FIGURE_UNSPECIFIED: Figure
FIGURE_LOWER_BOUND: Figure
FIGURE_EFFECT: Figure
FIGURE_UPPER_BOUND: Figure
EXPERIMENT_STATE_UNSPECIFIED: ExperimentState
EXPERIMENT_STATE_DRAFT: ExperimentState
EXPERIMENT_STATE_RUNNING: ExperimentState
EXPERIMENT_STATE_PAUSED: ExperimentState
EXPERIMENT_STATE_ANALYZING: ExperimentState
EXPERIMENT_STATE_ABORTED: ExperimentState
EXPERIMENT_STATE_DECIDED: ExperimentState
EXPERIMENT_STATE_CANCELLED: ExperimentState
RESPONSE_UNSPECIFIED: Response
RESPONSE_LOVED: Response
RESPONSE_RESPONDED_WELL: Response
RESPONSE_NO_INSIGHT: Response
VARIANT_UNSPECIFIED: Variant
VARIANT_KEPT: Variant
VARIANT_DISCARDED: Variant
VERDICT_UNSPECIFIED: Verdict
VERDICT_SCALE: Verdict
VERDICT_PIVOT: Verdict
VERDICT_KILL: Verdict
HEALTH_STATE_UNSPECIFIED: HealthState
HEALTH_STATE_GREEN: HealthState
HEALTH_STATE_NOT_GREEN: HealthState
HEALTH_STATE_UNKNOWN: HealthState

class Experiment(_message.Message):
    __slots__ = ("name", "idea", "title", "owner", "team", "leader", "hypothesis", "win_probability", "arms", "exposure_percent", "primary_metric", "guardrails", "loss_cap_usd", "kill_switch", "kill_switch_verify_time", "decision_rule", "min_units_per_arm", "state", "pause_cause", "decision", "create_time", "update_time", "etag", "history", "approval", "supporting", "unit_kind", "salt", "exposure_steps", "exposure_cap_units", "current_exposure_percent", "idea_revision", "secondary_metrics", "min_runtime", "max_runtime", "patience_until", "required_inputs", "treatment_reads", "tags", "tested_doors", "injected_guardrails", "checks", "warnings", "start_time", "stop_time", "end_cause", "second", "clean_up", "possible_methods")
    NAME_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    HYPOTHESIS_FIELD_NUMBER: _ClassVar[int]
    WIN_PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    ARMS_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_PERCENT_FIELD_NUMBER: _ClassVar[int]
    PRIMARY_METRIC_FIELD_NUMBER: _ClassVar[int]
    GUARDRAILS_FIELD_NUMBER: _ClassVar[int]
    LOSS_CAP_USD_FIELD_NUMBER: _ClassVar[int]
    KILL_SWITCH_FIELD_NUMBER: _ClassVar[int]
    KILL_SWITCH_VERIFY_TIME_FIELD_NUMBER: _ClassVar[int]
    DECISION_RULE_FIELD_NUMBER: _ClassVar[int]
    MIN_UNITS_PER_ARM_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAUSE_CAUSE_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    HISTORY_FIELD_NUMBER: _ClassVar[int]
    APPROVAL_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    UNIT_KIND_FIELD_NUMBER: _ClassVar[int]
    SALT_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_STEPS_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_CAP_UNITS_FIELD_NUMBER: _ClassVar[int]
    CURRENT_EXPOSURE_PERCENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_REVISION_FIELD_NUMBER: _ClassVar[int]
    SECONDARY_METRICS_FIELD_NUMBER: _ClassVar[int]
    MIN_RUNTIME_FIELD_NUMBER: _ClassVar[int]
    MAX_RUNTIME_FIELD_NUMBER: _ClassVar[int]
    PATIENCE_UNTIL_FIELD_NUMBER: _ClassVar[int]
    REQUIRED_INPUTS_FIELD_NUMBER: _ClassVar[int]
    TREATMENT_READS_FIELD_NUMBER: _ClassVar[int]
    TAGS_FIELD_NUMBER: _ClassVar[int]
    TESTED_DOORS_FIELD_NUMBER: _ClassVar[int]
    INJECTED_GUARDRAILS_FIELD_NUMBER: _ClassVar[int]
    CHECKS_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    STOP_TIME_FIELD_NUMBER: _ClassVar[int]
    END_CAUSE_FIELD_NUMBER: _ClassVar[int]
    SECOND_FIELD_NUMBER: _ClassVar[int]
    CLEAN_UP_FIELD_NUMBER: _ClassVar[int]
    POSSIBLE_METHODS_FIELD_NUMBER: _ClassVar[int]
    name: str
    idea: str
    title: str
    owner: str
    team: str
    leader: str
    hypothesis: Hypothesis
    win_probability: float
    arms: _containers.RepeatedCompositeFieldContainer[Arm]
    exposure_percent: int
    primary_metric: Metric
    guardrails: _containers.RepeatedCompositeFieldContainer[Guardrail]
    loss_cap_usd: int
    kill_switch: str
    kill_switch_verify_time: _timestamp_pb2.Timestamp
    decision_rule: DecisionRule
    min_units_per_arm: int
    state: ExperimentState
    pause_cause: str
    decision: Decision
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    etag: str
    history: _containers.RepeatedCompositeFieldContainer[HistoryEntry]
    approval: Approval
    supporting: bool
    unit_kind: str
    salt: str
    exposure_steps: _containers.RepeatedScalarFieldContainer[int]
    exposure_cap_units: int
    current_exposure_percent: int
    idea_revision: str
    secondary_metrics: _containers.RepeatedCompositeFieldContainer[Metric]
    min_runtime: _duration_pb2.Duration
    max_runtime: _duration_pb2.Duration
    patience_until: _timestamp_pb2.Timestamp
    required_inputs: _containers.RepeatedCompositeFieldContainer[RequiredInput]
    treatment_reads: _containers.RepeatedScalarFieldContainer[str]
    tags: _containers.RepeatedScalarFieldContainer[str]
    tested_doors: _containers.RepeatedScalarFieldContainer[str]
    injected_guardrails: _containers.RepeatedCompositeFieldContainer[Guardrail]
    checks: _containers.RepeatedCompositeFieldContainer[_checks_pb2.CheckEvaluated]
    warnings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    start_time: _timestamp_pb2.Timestamp
    stop_time: _timestamp_pb2.Timestamp
    end_cause: str
    second: Second
    clean_up: CleanUp
    possible_methods: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, name: _Optional[str] = ..., idea: _Optional[str] = ..., title: _Optional[str] = ..., owner: _Optional[str] = ..., team: _Optional[str] = ..., leader: _Optional[str] = ..., hypothesis: _Optional[_Union[Hypothesis, _Mapping]] = ..., win_probability: _Optional[float] = ..., arms: _Optional[_Iterable[_Union[Arm, _Mapping]]] = ..., exposure_percent: _Optional[int] = ..., primary_metric: _Optional[_Union[Metric, _Mapping]] = ..., guardrails: _Optional[_Iterable[_Union[Guardrail, _Mapping]]] = ..., loss_cap_usd: _Optional[int] = ..., kill_switch: _Optional[str] = ..., kill_switch_verify_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decision_rule: _Optional[_Union[DecisionRule, _Mapping]] = ..., min_units_per_arm: _Optional[int] = ..., state: _Optional[_Union[ExperimentState, str]] = ..., pause_cause: _Optional[str] = ..., decision: _Optional[_Union[Decision, _Mapping]] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ..., history: _Optional[_Iterable[_Union[HistoryEntry, _Mapping]]] = ..., approval: _Optional[_Union[Approval, _Mapping]] = ..., supporting: _Optional[bool] = ..., unit_kind: _Optional[str] = ..., salt: _Optional[str] = ..., exposure_steps: _Optional[_Iterable[int]] = ..., exposure_cap_units: _Optional[int] = ..., current_exposure_percent: _Optional[int] = ..., idea_revision: _Optional[str] = ..., secondary_metrics: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ..., min_runtime: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., max_runtime: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., patience_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., required_inputs: _Optional[_Iterable[_Union[RequiredInput, _Mapping]]] = ..., treatment_reads: _Optional[_Iterable[str]] = ..., tags: _Optional[_Iterable[str]] = ..., tested_doors: _Optional[_Iterable[str]] = ..., injected_guardrails: _Optional[_Iterable[_Union[Guardrail, _Mapping]]] = ..., checks: _Optional[_Iterable[_Union[_checks_pb2.CheckEvaluated, _Mapping]]] = ..., warnings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., stop_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_cause: _Optional[str] = ..., second: _Optional[_Union[Second, _Mapping]] = ..., clean_up: _Optional[_Union[CleanUp, _Mapping]] = ..., possible_methods: _Optional[_Iterable[str]] = ...) -> None: ...

class Approval(_message.Message):
    __slots__ = ("revision", "review", "doors", "loss_cap_usd")
    REVISION_FIELD_NUMBER: _ClassVar[int]
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    DOORS_FIELD_NUMBER: _ClassVar[int]
    LOSS_CAP_USD_FIELD_NUMBER: _ClassVar[int]
    revision: str
    review: str
    doors: _containers.RepeatedCompositeFieldContainer[ApprovedDoor]
    loss_cap_usd: int
    def __init__(self, revision: _Optional[str] = ..., review: _Optional[str] = ..., doors: _Optional[_Iterable[_Union[ApprovedDoor, _Mapping]]] = ..., loss_cap_usd: _Optional[int] = ...) -> None: ...

class ApprovedDoor(_message.Message):
    __slots__ = ("id", "kind")
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: str
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[str] = ...) -> None: ...

class RequiredInput(_message.Message):
    __slots__ = ("name", "fallback")
    NAME_FIELD_NUMBER: _ClassVar[int]
    FALLBACK_FIELD_NUMBER: _ClassVar[int]
    name: str
    fallback: str
    def __init__(self, name: _Optional[str] = ..., fallback: _Optional[str] = ...) -> None: ...

class Hypothesis(_message.Message):
    __slots__ = ("change", "customer", "expected", "because")
    CHANGE_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_FIELD_NUMBER: _ClassVar[int]
    BECAUSE_FIELD_NUMBER: _ClassVar[int]
    change: str
    customer: str
    expected: str
    because: str
    def __init__(self, change: _Optional[str] = ..., customer: _Optional[str] = ..., expected: _Optional[str] = ..., because: _Optional[str] = ...) -> None: ...

class Arm(_message.Message):
    __slots__ = ("id", "weight", "control")
    ID_FIELD_NUMBER: _ClassVar[int]
    WEIGHT_FIELD_NUMBER: _ClassVar[int]
    CONTROL_FIELD_NUMBER: _ClassVar[int]
    id: str
    weight: int
    control: bool
    def __init__(self, id: _Optional[str] = ..., weight: _Optional[int] = ..., control: _Optional[bool] = ...) -> None: ...

class Metric(_message.Message):
    __slots__ = ("key", "kind", "direction", "baseline", "target_effect", "horizon_days", "window", "survey")
    KEY_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    DIRECTION_FIELD_NUMBER: _ClassVar[int]
    BASELINE_FIELD_NUMBER: _ClassVar[int]
    TARGET_EFFECT_FIELD_NUMBER: _ClassVar[int]
    HORIZON_DAYS_FIELD_NUMBER: _ClassVar[int]
    WINDOW_FIELD_NUMBER: _ClassVar[int]
    SURVEY_FIELD_NUMBER: _ClassVar[int]
    key: str
    kind: MetricKind
    direction: Direction
    baseline: float
    target_effect: float
    horizon_days: int
    window: str
    survey: Survey
    def __init__(self, key: _Optional[str] = ..., kind: _Optional[_Union[MetricKind, str]] = ..., direction: _Optional[_Union[Direction, str]] = ..., baseline: _Optional[float] = ..., target_effect: _Optional[float] = ..., horizon_days: _Optional[int] = ..., window: _Optional[str] = ..., survey: _Optional[_Union[Survey, _Mapping]] = ...) -> None: ...

class Survey(_message.Message):
    __slots__ = ("question", "population", "answers", "instrument")
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    POPULATION_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    INSTRUMENT_FIELD_NUMBER: _ClassVar[int]
    question: str
    population: str
    answers: int
    instrument: str
    def __init__(self, question: _Optional[str] = ..., population: _Optional[str] = ..., answers: _Optional[int] = ..., instrument: _Optional[str] = ...) -> None: ...

class Guardrail(_message.Message):
    __slots__ = ("metric", "comparison", "threshold", "min_units", "severity", "action", "from_mechanism")
    METRIC_FIELD_NUMBER: _ClassVar[int]
    COMPARISON_FIELD_NUMBER: _ClassVar[int]
    THRESHOLD_FIELD_NUMBER: _ClassVar[int]
    MIN_UNITS_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    FROM_MECHANISM_FIELD_NUMBER: _ClassVar[int]
    metric: str
    comparison: Comparison
    threshold: float
    min_units: int
    severity: Severity
    action: GuardrailAction
    from_mechanism: str
    def __init__(self, metric: _Optional[str] = ..., comparison: _Optional[_Union[Comparison, str]] = ..., threshold: _Optional[float] = ..., min_units: _Optional[int] = ..., severity: _Optional[_Union[Severity, str]] = ..., action: _Optional[_Union[GuardrailAction, str]] = ..., from_mechanism: _Optional[str] = ...) -> None: ...

class DecisionRule(_message.Message):
    __slots__ = ("scale_if", "pivot_if", "scale", "pivot")
    SCALE_IF_FIELD_NUMBER: _ClassVar[int]
    PIVOT_IF_FIELD_NUMBER: _ClassVar[int]
    SCALE_FIELD_NUMBER: _ClassVar[int]
    PIVOT_FIELD_NUMBER: _ClassVar[int]
    scale_if: str
    pivot_if: str
    scale: Condition
    pivot: Condition
    def __init__(self, scale_if: _Optional[str] = ..., pivot_if: _Optional[str] = ..., scale: _Optional[_Union[Condition, _Mapping]] = ..., pivot: _Optional[_Union[Condition, _Mapping]] = ...) -> None: ...

class Condition(_message.Message):
    __slots__ = ("figure", "at_least", "guardrails_green", "new_needs")
    FIGURE_FIELD_NUMBER: _ClassVar[int]
    AT_LEAST_FIELD_NUMBER: _ClassVar[int]
    GUARDRAILS_GREEN_FIELD_NUMBER: _ClassVar[int]
    NEW_NEEDS_FIELD_NUMBER: _ClassVar[int]
    figure: Figure
    at_least: float
    guardrails_green: bool
    new_needs: int
    def __init__(self, figure: _Optional[_Union[Figure, str]] = ..., at_least: _Optional[float] = ..., guardrails_green: _Optional[bool] = ..., new_needs: _Optional[int] = ...) -> None: ...

class Decision(_message.Message):
    __slots__ = ("verdict", "learning", "decider", "decide_time", "response", "rule_verdict", "followed_rule", "effect", "metrics_cited", "second", "reason", "new_needs", "loss_spent_usd", "days", "cited")
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    LEARNING_FIELD_NUMBER: _ClassVar[int]
    DECIDER_FIELD_NUMBER: _ClassVar[int]
    DECIDE_TIME_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    RULE_VERDICT_FIELD_NUMBER: _ClassVar[int]
    FOLLOWED_RULE_FIELD_NUMBER: _ClassVar[int]
    EFFECT_FIELD_NUMBER: _ClassVar[int]
    METRICS_CITED_FIELD_NUMBER: _ClassVar[int]
    SECOND_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    NEW_NEEDS_FIELD_NUMBER: _ClassVar[int]
    LOSS_SPENT_USD_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    CITED_FIELD_NUMBER: _ClassVar[int]
    verdict: Verdict
    learning: str
    decider: str
    decide_time: _timestamp_pb2.Timestamp
    response: Response
    rule_verdict: Verdict
    followed_rule: bool
    effect: Effect
    metrics_cited: _containers.RepeatedScalarFieldContainer[str]
    second: str
    reason: str
    new_needs: _containers.RepeatedScalarFieldContainer[str]
    loss_spent_usd: float
    days: float
    cited: _containers.RepeatedCompositeFieldContainer[CitedMetric]
    def __init__(self, verdict: _Optional[_Union[Verdict, str]] = ..., learning: _Optional[str] = ..., decider: _Optional[str] = ..., decide_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., response: _Optional[_Union[Response, str]] = ..., rule_verdict: _Optional[_Union[Verdict, str]] = ..., followed_rule: _Optional[bool] = ..., effect: _Optional[_Union[Effect, _Mapping]] = ..., metrics_cited: _Optional[_Iterable[str]] = ..., second: _Optional[str] = ..., reason: _Optional[str] = ..., new_needs: _Optional[_Iterable[str]] = ..., loss_spent_usd: _Optional[float] = ..., days: _Optional[float] = ..., cited: _Optional[_Iterable[_Union[CitedMetric, _Mapping]]] = ...) -> None: ...

class CitedMetric(_message.Message):
    __slots__ = ("metric", "kind")
    METRIC_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    metric: str
    kind: MetricKind
    def __init__(self, metric: _Optional[str] = ..., kind: _Optional[_Union[MetricKind, str]] = ...) -> None: ...

class Second(_message.Message):
    __slots__ = ("person", "verdict", "reason", "second_time")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SECOND_TIME_FIELD_NUMBER: _ClassVar[int]
    person: str
    verdict: Verdict
    reason: str
    second_time: _timestamp_pb2.Timestamp
    def __init__(self, person: _Optional[str] = ..., verdict: _Optional[_Union[Verdict, str]] = ..., reason: _Optional[str] = ..., second_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class CleanUp(_message.Message):
    __slots__ = ("variant", "note", "clean_up_time")
    VARIANT_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    CLEAN_UP_TIME_FIELD_NUMBER: _ClassVar[int]
    variant: Variant
    note: str
    clean_up_time: _timestamp_pb2.Timestamp
    def __init__(self, variant: _Optional[_Union[Variant, str]] = ..., note: _Optional[str] = ..., clean_up_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class HistoryEntry(_message.Message):
    __slots__ = ("time", "actor", "event", "state")
    TIME_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    EVENT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    time: _timestamp_pb2.Timestamp
    actor: str
    event: str
    state: ExperimentState
    def __init__(self, time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., actor: _Optional[str] = ..., event: _Optional[str] = ..., state: _Optional[_Union[ExperimentState, str]] = ...) -> None: ...

class Effect(_message.Message):
    __slots__ = ("metric", "arm", "effect", "low", "high", "p_value", "units", "known")
    METRIC_FIELD_NUMBER: _ClassVar[int]
    ARM_FIELD_NUMBER: _ClassVar[int]
    EFFECT_FIELD_NUMBER: _ClassVar[int]
    LOW_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    P_VALUE_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    KNOWN_FIELD_NUMBER: _ClassVar[int]
    metric: str
    arm: str
    effect: float
    low: float
    high: float
    p_value: float
    units: int
    known: bool
    def __init__(self, metric: _Optional[str] = ..., arm: _Optional[str] = ..., effect: _Optional[float] = ..., low: _Optional[float] = ..., high: _Optional[float] = ..., p_value: _Optional[float] = ..., units: _Optional[int] = ..., known: _Optional[bool] = ...) -> None: ...

class ArmResult(_message.Message):
    __slots__ = ("arm", "control", "units", "metrics")
    ARM_FIELD_NUMBER: _ClassVar[int]
    CONTROL_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    METRICS_FIELD_NUMBER: _ClassVar[int]
    arm: str
    control: bool
    units: int
    metrics: _containers.RepeatedCompositeFieldContainer[MetricResult]
    def __init__(self, arm: _Optional[str] = ..., control: _Optional[bool] = ..., units: _Optional[int] = ..., metrics: _Optional[_Iterable[_Union[MetricResult, _Mapping]]] = ...) -> None: ...

class MetricResult(_message.Message):
    __slots__ = ("metric", "units", "mean", "variance")
    METRIC_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    MEAN_FIELD_NUMBER: _ClassVar[int]
    VARIANCE_FIELD_NUMBER: _ClassVar[int]
    metric: str
    units: int
    mean: float
    variance: float
    def __init__(self, metric: _Optional[str] = ..., units: _Optional[int] = ..., mean: _Optional[float] = ..., variance: _Optional[float] = ...) -> None: ...

class Snapshot(_message.Message):
    __slots__ = ("time", "units", "effects", "sample_ratio_p")
    TIME_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    EFFECTS_FIELD_NUMBER: _ClassVar[int]
    SAMPLE_RATIO_P_FIELD_NUMBER: _ClassVar[int]
    time: _timestamp_pb2.Timestamp
    units: int
    effects: _containers.RepeatedCompositeFieldContainer[Effect]
    sample_ratio_p: float
    def __init__(self, time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., units: _Optional[int] = ..., effects: _Optional[_Iterable[_Union[Effect, _Mapping]]] = ..., sample_ratio_p: _Optional[float] = ...) -> None: ...

class Health(_message.Message):
    __slots__ = ("green", "sample_ratio_p", "sample_ratio_deviation", "guardrails", "units", "exposure_cap_units", "loss_spent_usd", "loss_cap_usd", "open_coes", "runtime", "findings", "state")
    GREEN_FIELD_NUMBER: _ClassVar[int]
    SAMPLE_RATIO_P_FIELD_NUMBER: _ClassVar[int]
    SAMPLE_RATIO_DEVIATION_FIELD_NUMBER: _ClassVar[int]
    GUARDRAILS_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_CAP_UNITS_FIELD_NUMBER: _ClassVar[int]
    LOSS_SPENT_USD_FIELD_NUMBER: _ClassVar[int]
    LOSS_CAP_USD_FIELD_NUMBER: _ClassVar[int]
    OPEN_COES_FIELD_NUMBER: _ClassVar[int]
    RUNTIME_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    green: bool
    sample_ratio_p: float
    sample_ratio_deviation: float
    guardrails: _containers.RepeatedCompositeFieldContainer[GuardrailHealth]
    units: int
    exposure_cap_units: int
    loss_spent_usd: float
    loss_cap_usd: int
    open_coes: _containers.RepeatedScalarFieldContainer[str]
    runtime: _duration_pb2.Duration
    findings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    state: HealthState
    def __init__(self, green: _Optional[bool] = ..., sample_ratio_p: _Optional[float] = ..., sample_ratio_deviation: _Optional[float] = ..., guardrails: _Optional[_Iterable[_Union[GuardrailHealth, _Mapping]]] = ..., units: _Optional[int] = ..., exposure_cap_units: _Optional[int] = ..., loss_spent_usd: _Optional[float] = ..., loss_cap_usd: _Optional[int] = ..., open_coes: _Optional[_Iterable[str]] = ..., runtime: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., findings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ..., state: _Optional[_Union[HealthState, str]] = ...) -> None: ...

class GuardrailHealth(_message.Message):
    __slots__ = ("guardrail", "mean", "units", "broken")
    GUARDRAIL_FIELD_NUMBER: _ClassVar[int]
    MEAN_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    BROKEN_FIELD_NUMBER: _ClassVar[int]
    guardrail: Guardrail
    mean: float
    units: int
    broken: bool
    def __init__(self, guardrail: _Optional[_Union[Guardrail, _Mapping]] = ..., mean: _Optional[float] = ..., units: _Optional[int] = ..., broken: _Optional[bool] = ...) -> None: ...

class SurveyPoint(_message.Message):
    __slots__ = ("share", "survey")
    SHARE_FIELD_NUMBER: _ClassVar[int]
    SURVEY_FIELD_NUMBER: _ClassVar[int]
    share: float
    survey: Survey
    def __init__(self, share: _Optional[float] = ..., survey: _Optional[_Union[Survey, _Mapping]] = ...) -> None: ...

class LibraryMetric(_message.Message):
    __slots__ = ("name", "title", "description", "metric", "owner", "team", "create_time")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    METRIC_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    name: str
    title: str
    description: str
    metric: Metric
    owner: str
    team: str
    create_time: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., title: _Optional[str] = ..., description: _Optional[str] = ..., metric: _Optional[_Union[Metric, _Mapping]] = ..., owner: _Optional[str] = ..., team: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class UnitAssignment(_message.Message):
    __slots__ = ("unit", "arm", "enrolled")
    UNIT_FIELD_NUMBER: _ClassVar[int]
    ARM_FIELD_NUMBER: _ClassVar[int]
    ENROLLED_FIELD_NUMBER: _ClassVar[int]
    unit: str
    arm: str
    enrolled: bool
    def __init__(self, unit: _Optional[str] = ..., arm: _Optional[str] = ..., enrolled: _Optional[bool] = ...) -> None: ...
