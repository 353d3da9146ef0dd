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

class ExperimentView(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EXPERIMENT_VIEW_UNSPECIFIED: _ClassVar[ExperimentView]
    EXPERIMENT_VIEW_BASIC: _ClassVar[ExperimentView]
    EXPERIMENT_VIEW_FULL: _ClassVar[ExperimentView]

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

class MetricKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    METRIC_KIND_UNSPECIFIED: _ClassVar[MetricKind]
    METRIC_KIND_OUTCOME: _ClassVar[MetricKind]
    METRIC_KIND_BEHAVIOR: _ClassVar[MetricKind]
    METRIC_KIND_SURVEY_PROXY: _ClassVar[MetricKind]
    METRIC_KIND_PROCESS_PROXY: _ClassVar[MetricKind]

class Direction(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DIRECTION_UNSPECIFIED: _ClassVar[Direction]
    DIRECTION_UP: _ClassVar[Direction]
    DIRECTION_DOWN: _ClassVar[Direction]

class BreachSeverity(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    BREACH_SEVERITY_UNSPECIFIED: _ClassVar[BreachSeverity]
    BREACH_SEVERITY_LOW: _ClassVar[BreachSeverity]
    BREACH_SEVERITY_MEDIUM: _ClassVar[BreachSeverity]
    BREACH_SEVERITY_HIGH: _ClassVar[BreachSeverity]

class EffectFigure(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EFFECT_FIGURE_UNSPECIFIED: _ClassVar[EffectFigure]
    EFFECT_FIGURE_LOWER_BOUND: _ClassVar[EffectFigure]
    EFFECT_FIGURE_DIFFERENCE: _ClassVar[EffectFigure]
    EFFECT_FIGURE_UPPER_BOUND: _ClassVar[EffectFigure]

class PauseTrigger(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PAUSE_TRIGGER_UNSPECIFIED: _ClassVar[PauseTrigger]
    PAUSE_TRIGGER_PERSON: _ClassVar[PauseTrigger]
    PAUSE_TRIGGER_GUARDRAIL: _ClassVar[PauseTrigger]
    PAUSE_TRIGGER_COE: _ClassVar[PauseTrigger]
    PAUSE_TRIGGER_IDEA_RECALLED: _ClassVar[PauseTrigger]
    PAUSE_TRIGGER_IDEA_ENDED: _ClassVar[PauseTrigger]

class EndTrigger(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    END_TRIGGER_UNSPECIFIED: _ClassVar[EndTrigger]
    END_TRIGGER_PERSON: _ClassVar[EndTrigger]
    END_TRIGGER_MAX_RUNTIME: _ClassVar[EndTrigger]
    END_TRIGGER_EXPOSURE_CAP: _ClassVar[EndTrigger]
    END_TRIGGER_LOSS_CAP: _ClassVar[EndTrigger]
    END_TRIGGER_IDEA_ENDED: _ClassVar[EndTrigger]

class Verdict(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    VERDICT_UNSPECIFIED: _ClassVar[Verdict]
    VERDICT_SCALE: _ClassVar[Verdict]
    VERDICT_PIVOT: _ClassVar[Verdict]
    VERDICT_KILL: _ClassVar[Verdict]
    VERDICT_INCONCLUSIVE: _ClassVar[Verdict]

class CustomerResponse(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CUSTOMER_RESPONSE_UNSPECIFIED: _ClassVar[CustomerResponse]
    CUSTOMER_RESPONSE_LOVED: _ClassVar[CustomerResponse]
    CUSTOMER_RESPONSE_RESPONDED_WELL: _ClassVar[CustomerResponse]
    CUSTOMER_RESPONSE_NO_INSIGHT: _ClassVar[CustomerResponse]

class CleanUpResult(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CLEAN_UP_RESULT_UNSPECIFIED: _ClassVar[CleanUpResult]
    CLEAN_UP_RESULT_KEPT: _ClassVar[CleanUpResult]
    CLEAN_UP_RESULT_DISCARDED: _ClassVar[CleanUpResult]

class HealthState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    HEALTH_STATE_UNSPECIFIED: _ClassVar[HealthState]
    HEALTH_STATE_GREEN: _ClassVar[HealthState]
    HEALTH_STATE_RED: _ClassVar[HealthState]
    HEALTH_STATE_UNKNOWN: _ClassVar[HealthState]
EXPERIMENT_VIEW_UNSPECIFIED: ExperimentView
EXPERIMENT_VIEW_BASIC: ExperimentView
EXPERIMENT_VIEW_FULL: ExperimentView
EXPERIMENT_STATE_UNSPECIFIED: ExperimentState
EXPERIMENT_STATE_DRAFT: ExperimentState
EXPERIMENT_STATE_RUNNING: ExperimentState
EXPERIMENT_STATE_PAUSED: ExperimentState
EXPERIMENT_STATE_ANALYZING: ExperimentState
EXPERIMENT_STATE_ABORTED: ExperimentState
EXPERIMENT_STATE_DECIDED: ExperimentState
EXPERIMENT_STATE_CANCELLED: ExperimentState
METRIC_KIND_UNSPECIFIED: MetricKind
METRIC_KIND_OUTCOME: MetricKind
METRIC_KIND_BEHAVIOR: MetricKind
METRIC_KIND_SURVEY_PROXY: MetricKind
METRIC_KIND_PROCESS_PROXY: MetricKind
DIRECTION_UNSPECIFIED: Direction
DIRECTION_UP: Direction
DIRECTION_DOWN: Direction
BREACH_SEVERITY_UNSPECIFIED: BreachSeverity
BREACH_SEVERITY_LOW: BreachSeverity
BREACH_SEVERITY_MEDIUM: BreachSeverity
BREACH_SEVERITY_HIGH: BreachSeverity
EFFECT_FIGURE_UNSPECIFIED: EffectFigure
EFFECT_FIGURE_LOWER_BOUND: EffectFigure
EFFECT_FIGURE_DIFFERENCE: EffectFigure
EFFECT_FIGURE_UPPER_BOUND: EffectFigure
PAUSE_TRIGGER_UNSPECIFIED: PauseTrigger
PAUSE_TRIGGER_PERSON: PauseTrigger
PAUSE_TRIGGER_GUARDRAIL: PauseTrigger
PAUSE_TRIGGER_COE: PauseTrigger
PAUSE_TRIGGER_IDEA_RECALLED: PauseTrigger
PAUSE_TRIGGER_IDEA_ENDED: PauseTrigger
END_TRIGGER_UNSPECIFIED: EndTrigger
END_TRIGGER_PERSON: EndTrigger
END_TRIGGER_MAX_RUNTIME: EndTrigger
END_TRIGGER_EXPOSURE_CAP: EndTrigger
END_TRIGGER_LOSS_CAP: EndTrigger
END_TRIGGER_IDEA_ENDED: EndTrigger
VERDICT_UNSPECIFIED: Verdict
VERDICT_SCALE: Verdict
VERDICT_PIVOT: Verdict
VERDICT_KILL: Verdict
VERDICT_INCONCLUSIVE: Verdict
CUSTOMER_RESPONSE_UNSPECIFIED: CustomerResponse
CUSTOMER_RESPONSE_LOVED: CustomerResponse
CUSTOMER_RESPONSE_RESPONDED_WELL: CustomerResponse
CUSTOMER_RESPONSE_NO_INSIGHT: CustomerResponse
CLEAN_UP_RESULT_UNSPECIFIED: CleanUpResult
CLEAN_UP_RESULT_KEPT: CleanUpResult
CLEAN_UP_RESULT_DISCARDED: CleanUpResult
HEALTH_STATE_UNSPECIFIED: HealthState
HEALTH_STATE_GREEN: HealthState
HEALTH_STATE_RED: HealthState
HEALTH_STATE_UNKNOWN: HealthState

class Experiment(_message.Message):
    __slots__ = ("name", "idea", "title", "owner", "team", "leader", "state", "possible_methods", "supporting", "hypothesis", "win_probability", "unit_kind", "salt", "arms", "exposure_share", "exposure_share_steps", "exposure_cap_units", "current_exposure_share", "primary_metric", "secondary_metrics", "guardrails", "injected_guardrails", "loss_cap", "kill_switch", "kill_switch_verify_time", "decision_rule", "power", "min_units_per_arm", "min_runtime", "max_runtime", "patience_until_time", "required_inputs", "treatment_reads", "tags", "tested_doors", "approval", "checks", "warnings", "start_time", "stop_time", "pause", "ending", "second", "decision", "clean_up", "create_time", "update_time", "etag", "history", "required_units_per_arm")
    NAME_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    POSSIBLE_METHODS_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    HYPOTHESIS_FIELD_NUMBER: _ClassVar[int]
    WIN_PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    UNIT_KIND_FIELD_NUMBER: _ClassVar[int]
    SALT_FIELD_NUMBER: _ClassVar[int]
    ARMS_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_SHARE_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_SHARE_STEPS_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_CAP_UNITS_FIELD_NUMBER: _ClassVar[int]
    CURRENT_EXPOSURE_SHARE_FIELD_NUMBER: _ClassVar[int]
    PRIMARY_METRIC_FIELD_NUMBER: _ClassVar[int]
    SECONDARY_METRICS_FIELD_NUMBER: _ClassVar[int]
    GUARDRAILS_FIELD_NUMBER: _ClassVar[int]
    INJECTED_GUARDRAILS_FIELD_NUMBER: _ClassVar[int]
    LOSS_CAP_FIELD_NUMBER: _ClassVar[int]
    KILL_SWITCH_FIELD_NUMBER: _ClassVar[int]
    KILL_SWITCH_VERIFY_TIME_FIELD_NUMBER: _ClassVar[int]
    DECISION_RULE_FIELD_NUMBER: _ClassVar[int]
    POWER_FIELD_NUMBER: _ClassVar[int]
    MIN_UNITS_PER_ARM_FIELD_NUMBER: _ClassVar[int]
    MIN_RUNTIME_FIELD_NUMBER: _ClassVar[int]
    MAX_RUNTIME_FIELD_NUMBER: _ClassVar[int]
    PATIENCE_UNTIL_TIME_FIELD_NUMBER: _ClassVar[int]
    REQUIRED_INPUTS_FIELD_NUMBER: _ClassVar[int]
    TREATMENT_READS_FIELD_NUMBER: _ClassVar[int]
    TAGS_FIELD_NUMBER: _ClassVar[int]
    TESTED_DOORS_FIELD_NUMBER: _ClassVar[int]
    APPROVAL_FIELD_NUMBER: _ClassVar[int]
    CHECKS_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    STOP_TIME_FIELD_NUMBER: _ClassVar[int]
    PAUSE_FIELD_NUMBER: _ClassVar[int]
    ENDING_FIELD_NUMBER: _ClassVar[int]
    SECOND_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    CLEAN_UP_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    HISTORY_FIELD_NUMBER: _ClassVar[int]
    REQUIRED_UNITS_PER_ARM_FIELD_NUMBER: _ClassVar[int]
    name: str
    idea: str
    title: str
    owner: str
    team: str
    leader: str
    state: ExperimentState
    possible_methods: _containers.RepeatedScalarFieldContainer[str]
    supporting: bool
    hypothesis: Hypothesis
    win_probability: float
    unit_kind: str
    salt: str
    arms: _containers.RepeatedCompositeFieldContainer[Arm]
    exposure_share: float
    exposure_share_steps: _containers.RepeatedScalarFieldContainer[float]
    exposure_cap_units: int
    current_exposure_share: float
    primary_metric: Metric
    secondary_metrics: _containers.RepeatedCompositeFieldContainer[Metric]
    guardrails: _containers.RepeatedCompositeFieldContainer[Guardrail]
    injected_guardrails: _containers.RepeatedCompositeFieldContainer[Guardrail]
    loss_cap: _money_pb2.Money
    kill_switch: str
    kill_switch_verify_time: _timestamp_pb2.Timestamp
    decision_rule: DecisionRule
    power: float
    min_units_per_arm: int
    min_runtime: _duration_pb2.Duration
    max_runtime: _duration_pb2.Duration
    patience_until_time: _timestamp_pb2.Timestamp
    required_inputs: _containers.RepeatedCompositeFieldContainer[RequiredInput]
    treatment_reads: _containers.RepeatedScalarFieldContainer[str]
    tags: _containers.RepeatedScalarFieldContainer[str]
    tested_doors: _containers.RepeatedScalarFieldContainer[str]
    approval: Approval
    checks: _containers.RepeatedCompositeFieldContainer[_checks_pb2.CheckOutcome]
    warnings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    start_time: _timestamp_pb2.Timestamp
    stop_time: _timestamp_pb2.Timestamp
    pause: Pause
    ending: Ending
    second: DecisionSecond
    decision: ExperimentDecision
    clean_up: CleanUp
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    etag: str
    history: _containers.RepeatedCompositeFieldContainer[ExperimentHistoryEntry]
    required_units_per_arm: int
    def __init__(self, name: _Optional[str] = ..., idea: _Optional[str] = ..., title: _Optional[str] = ..., owner: _Optional[str] = ..., team: _Optional[str] = ..., leader: _Optional[str] = ..., state: _Optional[_Union[ExperimentState, str]] = ..., possible_methods: _Optional[_Iterable[str]] = ..., supporting: _Optional[bool] = ..., hypothesis: _Optional[_Union[Hypothesis, _Mapping]] = ..., win_probability: _Optional[float] = ..., unit_kind: _Optional[str] = ..., salt: _Optional[str] = ..., arms: _Optional[_Iterable[_Union[Arm, _Mapping]]] = ..., exposure_share: _Optional[float] = ..., exposure_share_steps: _Optional[_Iterable[float]] = ..., exposure_cap_units: _Optional[int] = ..., current_exposure_share: _Optional[float] = ..., primary_metric: _Optional[_Union[Metric, _Mapping]] = ..., secondary_metrics: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ..., guardrails: _Optional[_Iterable[_Union[Guardrail, _Mapping]]] = ..., injected_guardrails: _Optional[_Iterable[_Union[Guardrail, _Mapping]]] = ..., loss_cap: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., kill_switch: _Optional[str] = ..., kill_switch_verify_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decision_rule: _Optional[_Union[DecisionRule, _Mapping]] = ..., power: _Optional[float] = ..., min_units_per_arm: _Optional[int] = ..., min_runtime: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., max_runtime: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., patience_until_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., required_inputs: _Optional[_Iterable[_Union[RequiredInput, _Mapping]]] = ..., treatment_reads: _Optional[_Iterable[str]] = ..., tags: _Optional[_Iterable[str]] = ..., tested_doors: _Optional[_Iterable[str]] = ..., approval: _Optional[_Union[Approval, _Mapping]] = ..., checks: _Optional[_Iterable[_Union[_checks_pb2.CheckOutcome, _Mapping]]] = ..., warnings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., stop_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pause: _Optional[_Union[Pause, _Mapping]] = ..., ending: _Optional[_Union[Ending, _Mapping]] = ..., second: _Optional[_Union[DecisionSecond, _Mapping]] = ..., decision: _Optional[_Union[ExperimentDecision, _Mapping]] = ..., clean_up: _Optional[_Union[CleanUp, _Mapping]] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ..., history: _Optional[_Iterable[_Union[ExperimentHistoryEntry, _Mapping]]] = ..., required_units_per_arm: _Optional[int] = ...) -> None: ...

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
    __slots__ = ("key", "kind", "direction", "aggregation", "baseline", "target_effect", "standard_deviation", "horizon_days", "window", "survey")
    KEY_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    DIRECTION_FIELD_NUMBER: _ClassVar[int]
    AGGREGATION_FIELD_NUMBER: _ClassVar[int]
    BASELINE_FIELD_NUMBER: _ClassVar[int]
    TARGET_EFFECT_FIELD_NUMBER: _ClassVar[int]
    STANDARD_DEVIATION_FIELD_NUMBER: _ClassVar[int]
    HORIZON_DAYS_FIELD_NUMBER: _ClassVar[int]
    WINDOW_FIELD_NUMBER: _ClassVar[int]
    SURVEY_FIELD_NUMBER: _ClassVar[int]
    key: str
    kind: MetricKind
    direction: Direction
    aggregation: _checks_pb2.MetricAggregation
    baseline: float
    target_effect: float
    standard_deviation: float
    horizon_days: int
    window: str
    survey: Survey
    def __init__(self, key: _Optional[str] = ..., kind: _Optional[_Union[MetricKind, str]] = ..., direction: _Optional[_Union[Direction, str]] = ..., aggregation: _Optional[_Union[_checks_pb2.MetricAggregation, str]] = ..., baseline: _Optional[float] = ..., target_effect: _Optional[float] = ..., standard_deviation: _Optional[float] = ..., horizon_days: _Optional[int] = ..., window: _Optional[str] = ..., survey: _Optional[_Union[Survey, _Mapping]] = ...) -> None: ...

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
    __slots__ = ("metric", "comparison", "threshold", "min_units", "severity", "action", "from_mechanism", "aggregation")
    METRIC_FIELD_NUMBER: _ClassVar[int]
    COMPARISON_FIELD_NUMBER: _ClassVar[int]
    THRESHOLD_FIELD_NUMBER: _ClassVar[int]
    MIN_UNITS_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    FROM_MECHANISM_FIELD_NUMBER: _ClassVar[int]
    AGGREGATION_FIELD_NUMBER: _ClassVar[int]
    metric: str
    comparison: _checks_pb2.Comparison
    threshold: float
    min_units: int
    severity: BreachSeverity
    action: _checks_pb2.GuardrailAction
    from_mechanism: str
    aggregation: _checks_pb2.MetricAggregation
    def __init__(self, metric: _Optional[str] = ..., comparison: _Optional[_Union[_checks_pb2.Comparison, str]] = ..., threshold: _Optional[float] = ..., min_units: _Optional[int] = ..., severity: _Optional[_Union[BreachSeverity, str]] = ..., action: _Optional[_Union[_checks_pb2.GuardrailAction, str]] = ..., from_mechanism: _Optional[str] = ..., aggregation: _Optional[_Union[_checks_pb2.MetricAggregation, str]] = ...) -> None: ...

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
    figure: EffectFigure
    at_least: float
    guardrails_green: bool
    new_needs: int
    def __init__(self, figure: _Optional[_Union[EffectFigure, str]] = ..., at_least: _Optional[float] = ..., guardrails_green: _Optional[bool] = ..., new_needs: _Optional[int] = ...) -> None: ...

class RequiredInput(_message.Message):
    __slots__ = ("name", "fallback")
    NAME_FIELD_NUMBER: _ClassVar[int]
    FALLBACK_FIELD_NUMBER: _ClassVar[int]
    name: str
    fallback: str
    def __init__(self, name: _Optional[str] = ..., fallback: _Optional[str] = ...) -> None: ...

class Approval(_message.Message):
    __slots__ = ("revision", "review", "doors", "loss_cap")
    REVISION_FIELD_NUMBER: _ClassVar[int]
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    DOORS_FIELD_NUMBER: _ClassVar[int]
    LOSS_CAP_FIELD_NUMBER: _ClassVar[int]
    revision: str
    review: str
    doors: _containers.RepeatedCompositeFieldContainer[ApprovedDoor]
    loss_cap: _money_pb2.Money
    def __init__(self, revision: _Optional[str] = ..., review: _Optional[str] = ..., doors: _Optional[_Iterable[_Union[ApprovedDoor, _Mapping]]] = ..., loss_cap: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class ApprovedDoor(_message.Message):
    __slots__ = ("id", "kind")
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: _checks_pb2.DoorKind
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[_Union[_checks_pb2.DoorKind, str]] = ...) -> None: ...

class Pause(_message.Message):
    __slots__ = ("trigger", "guardrail_metric", "coe", "cause")
    TRIGGER_FIELD_NUMBER: _ClassVar[int]
    GUARDRAIL_METRIC_FIELD_NUMBER: _ClassVar[int]
    COE_FIELD_NUMBER: _ClassVar[int]
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    trigger: PauseTrigger
    guardrail_metric: str
    coe: str
    cause: str
    def __init__(self, trigger: _Optional[_Union[PauseTrigger, str]] = ..., guardrail_metric: _Optional[str] = ..., coe: _Optional[str] = ..., cause: _Optional[str] = ...) -> None: ...

class Ending(_message.Message):
    __slots__ = ("trigger", "cause")
    TRIGGER_FIELD_NUMBER: _ClassVar[int]
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    trigger: EndTrigger
    cause: str
    def __init__(self, trigger: _Optional[_Union[EndTrigger, str]] = ..., cause: _Optional[str] = ...) -> None: ...

class DecisionSecond(_message.Message):
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

class ExperimentDecision(_message.Message):
    __slots__ = ("verdict", "learning", "decider", "decide_time", "response", "rule_verdict", "followed_rule", "effect", "cited", "second", "reason", "new_needs", "loss_spent", "runtime")
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    LEARNING_FIELD_NUMBER: _ClassVar[int]
    DECIDER_FIELD_NUMBER: _ClassVar[int]
    DECIDE_TIME_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    RULE_VERDICT_FIELD_NUMBER: _ClassVar[int]
    FOLLOWED_RULE_FIELD_NUMBER: _ClassVar[int]
    EFFECT_FIELD_NUMBER: _ClassVar[int]
    CITED_FIELD_NUMBER: _ClassVar[int]
    SECOND_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    NEW_NEEDS_FIELD_NUMBER: _ClassVar[int]
    LOSS_SPENT_FIELD_NUMBER: _ClassVar[int]
    RUNTIME_FIELD_NUMBER: _ClassVar[int]
    verdict: Verdict
    learning: str
    decider: str
    decide_time: _timestamp_pb2.Timestamp
    response: CustomerResponse
    rule_verdict: Verdict
    followed_rule: bool
    effect: Effect
    cited: _containers.RepeatedCompositeFieldContainer[CitedMetric]
    second: str
    reason: str
    new_needs: _containers.RepeatedScalarFieldContainer[str]
    loss_spent: _money_pb2.Money
    runtime: _duration_pb2.Duration
    def __init__(self, verdict: _Optional[_Union[Verdict, str]] = ..., learning: _Optional[str] = ..., decider: _Optional[str] = ..., decide_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., response: _Optional[_Union[CustomerResponse, str]] = ..., rule_verdict: _Optional[_Union[Verdict, str]] = ..., followed_rule: _Optional[bool] = ..., effect: _Optional[_Union[Effect, _Mapping]] = ..., cited: _Optional[_Iterable[_Union[CitedMetric, _Mapping]]] = ..., second: _Optional[str] = ..., reason: _Optional[str] = ..., new_needs: _Optional[_Iterable[str]] = ..., loss_spent: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., runtime: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ...) -> None: ...

class CitedMetric(_message.Message):
    __slots__ = ("metric", "kind")
    METRIC_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    metric: str
    kind: MetricKind
    def __init__(self, metric: _Optional[str] = ..., kind: _Optional[_Union[MetricKind, str]] = ...) -> None: ...

class CleanUp(_message.Message):
    __slots__ = ("result", "note", "clean_up_time")
    RESULT_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    CLEAN_UP_TIME_FIELD_NUMBER: _ClassVar[int]
    result: CleanUpResult
    note: str
    clean_up_time: _timestamp_pb2.Timestamp
    def __init__(self, result: _Optional[_Union[CleanUpResult, str]] = ..., note: _Optional[str] = ..., clean_up_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ExperimentHistoryEntry(_message.Message):
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

class Interval(_message.Message):
    __slots__ = ("low", "high")
    LOW_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    low: float
    high: float
    def __init__(self, low: _Optional[float] = ..., high: _Optional[float] = ...) -> None: ...

class Effect(_message.Message):
    __slots__ = ("metric", "arm", "difference", "interval", "p_value", "units")
    METRIC_FIELD_NUMBER: _ClassVar[int]
    ARM_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCE_FIELD_NUMBER: _ClassVar[int]
    INTERVAL_FIELD_NUMBER: _ClassVar[int]
    P_VALUE_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    metric: str
    arm: str
    difference: float
    interval: Interval
    p_value: float
    units: int
    def __init__(self, metric: _Optional[str] = ..., arm: _Optional[str] = ..., difference: _Optional[float] = ..., interval: _Optional[_Union[Interval, _Mapping]] = ..., p_value: _Optional[float] = ..., units: _Optional[int] = ...) -> None: ...

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
    __slots__ = ("metric", "units", "mean", "variance", "recorded")
    METRIC_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    MEAN_FIELD_NUMBER: _ClassVar[int]
    VARIANCE_FIELD_NUMBER: _ClassVar[int]
    RECORDED_FIELD_NUMBER: _ClassVar[int]
    metric: str
    units: int
    mean: float
    variance: float
    recorded: int
    def __init__(self, metric: _Optional[str] = ..., units: _Optional[int] = ..., mean: _Optional[float] = ..., variance: _Optional[float] = ..., recorded: _Optional[int] = ...) -> None: ...

class ResultsSnapshot(_message.Message):
    __slots__ = ("name", "create_time", "units", "effects", "sample_ratio_p")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    EFFECTS_FIELD_NUMBER: _ClassVar[int]
    SAMPLE_RATIO_P_FIELD_NUMBER: _ClassVar[int]
    name: str
    create_time: _timestamp_pb2.Timestamp
    units: int
    effects: _containers.RepeatedCompositeFieldContainer[Effect]
    sample_ratio_p: float
    def __init__(self, name: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., units: _Optional[int] = ..., effects: _Optional[_Iterable[_Union[Effect, _Mapping]]] = ..., sample_ratio_p: _Optional[float] = ...) -> None: ...

class Health(_message.Message):
    __slots__ = ("state", "sample_ratio_p", "sample_ratio_deviation", "guardrails", "units", "exposure_cap_units", "loss_spent", "loss_cap", "open_coes", "runtime", "findings", "outcome_ratio_p")
    STATE_FIELD_NUMBER: _ClassVar[int]
    SAMPLE_RATIO_P_FIELD_NUMBER: _ClassVar[int]
    SAMPLE_RATIO_DEVIATION_FIELD_NUMBER: _ClassVar[int]
    GUARDRAILS_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_CAP_UNITS_FIELD_NUMBER: _ClassVar[int]
    LOSS_SPENT_FIELD_NUMBER: _ClassVar[int]
    LOSS_CAP_FIELD_NUMBER: _ClassVar[int]
    OPEN_COES_FIELD_NUMBER: _ClassVar[int]
    RUNTIME_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_RATIO_P_FIELD_NUMBER: _ClassVar[int]
    state: HealthState
    sample_ratio_p: float
    sample_ratio_deviation: float
    guardrails: _containers.RepeatedCompositeFieldContainer[GuardrailHealth]
    units: int
    exposure_cap_units: int
    loss_spent: _money_pb2.Money
    loss_cap: _money_pb2.Money
    open_coes: _containers.RepeatedScalarFieldContainer[str]
    runtime: _duration_pb2.Duration
    findings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    outcome_ratio_p: float
    def __init__(self, state: _Optional[_Union[HealthState, str]] = ..., sample_ratio_p: _Optional[float] = ..., sample_ratio_deviation: _Optional[float] = ..., guardrails: _Optional[_Iterable[_Union[GuardrailHealth, _Mapping]]] = ..., units: _Optional[int] = ..., exposure_cap_units: _Optional[int] = ..., loss_spent: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., loss_cap: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., open_coes: _Optional[_Iterable[str]] = ..., runtime: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., findings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ..., outcome_ratio_p: _Optional[float] = ...) -> None: ...

class GuardrailHealth(_message.Message):
    __slots__ = ("guardrail", "mean", "units", "broken", "recorded", "mean_bound", "difference_bound")
    GUARDRAIL_FIELD_NUMBER: _ClassVar[int]
    MEAN_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    BROKEN_FIELD_NUMBER: _ClassVar[int]
    RECORDED_FIELD_NUMBER: _ClassVar[int]
    MEAN_BOUND_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCE_BOUND_FIELD_NUMBER: _ClassVar[int]
    guardrail: Guardrail
    mean: float
    units: int
    broken: bool
    recorded: int
    mean_bound: float
    difference_bound: float
    def __init__(self, guardrail: _Optional[_Union[Guardrail, _Mapping]] = ..., mean: _Optional[float] = ..., units: _Optional[int] = ..., broken: _Optional[bool] = ..., recorded: _Optional[int] = ..., mean_bound: _Optional[float] = ..., difference_bound: _Optional[float] = ...) -> None: ...

class SurveyPoint(_message.Message):
    __slots__ = ("share", "survey")
    SHARE_FIELD_NUMBER: _ClassVar[int]
    SURVEY_FIELD_NUMBER: _ClassVar[int]
    share: float
    survey: Survey
    def __init__(self, share: _Optional[float] = ..., survey: _Optional[_Union[Survey, _Mapping]] = ...) -> None: ...

class LibraryMetric(_message.Message):
    __slots__ = ("name", "title", "description", "kind", "direction", "aggregation", "horizon_days", "window", "survey", "owner", "team", "create_time")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    DIRECTION_FIELD_NUMBER: _ClassVar[int]
    AGGREGATION_FIELD_NUMBER: _ClassVar[int]
    HORIZON_DAYS_FIELD_NUMBER: _ClassVar[int]
    WINDOW_FIELD_NUMBER: _ClassVar[int]
    SURVEY_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    name: str
    title: str
    description: str
    kind: MetricKind
    direction: Direction
    aggregation: _checks_pb2.MetricAggregation
    horizon_days: int
    window: str
    survey: Survey
    owner: str
    team: str
    create_time: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., title: _Optional[str] = ..., description: _Optional[str] = ..., kind: _Optional[_Union[MetricKind, str]] = ..., direction: _Optional[_Union[Direction, str]] = ..., aggregation: _Optional[_Union[_checks_pb2.MetricAggregation, str]] = ..., horizon_days: _Optional[int] = ..., window: _Optional[str] = ..., survey: _Optional[_Union[Survey, _Mapping]] = ..., owner: _Optional[str] = ..., team: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class UnitAssignment(_message.Message):
    __slots__ = ("unit", "arm", "enrolled")
    UNIT_FIELD_NUMBER: _ClassVar[int]
    ARM_FIELD_NUMBER: _ClassVar[int]
    ENROLLED_FIELD_NUMBER: _ClassVar[int]
    unit: str
    arm: str
    enrolled: bool
    def __init__(self, unit: _Optional[str] = ..., arm: _Optional[str] = ..., enrolled: _Optional[bool] = ...) -> None: ...
