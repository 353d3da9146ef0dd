import datetime

from day1.checks.v1 import checks_pb2 as _checks_pb2
from day1.experiments.v1 import experiments_pb2 as _experiments_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ExperimentCreated(_message.Message):
    __slots__ = ("experiment", "idea", "owner", "team", "supporting")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    owner: str
    team: str
    supporting: bool
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., owner: _Optional[str] = ..., team: _Optional[str] = ..., supporting: _Optional[bool] = ...) -> None: ...

class ExperimentStarted(_message.Message):
    __slots__ = ("experiment", "idea", "hypothesis", "arms", "exposure_percent", "loss_cap_usd", "guardrails", "primary_metric", "supporting", "current_exposure_percent", "exposure_cap_units", "secondary_metrics", "decision_rule", "checks", "snapshot", "owner", "team", "leader", "title", "injected_guardrails")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    HYPOTHESIS_FIELD_NUMBER: _ClassVar[int]
    ARMS_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_PERCENT_FIELD_NUMBER: _ClassVar[int]
    LOSS_CAP_USD_FIELD_NUMBER: _ClassVar[int]
    GUARDRAILS_FIELD_NUMBER: _ClassVar[int]
    PRIMARY_METRIC_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    CURRENT_EXPOSURE_PERCENT_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_CAP_UNITS_FIELD_NUMBER: _ClassVar[int]
    SECONDARY_METRICS_FIELD_NUMBER: _ClassVar[int]
    DECISION_RULE_FIELD_NUMBER: _ClassVar[int]
    CHECKS_FIELD_NUMBER: _ClassVar[int]
    SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    INJECTED_GUARDRAILS_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    hypothesis: _experiments_pb2.Hypothesis
    arms: _containers.RepeatedCompositeFieldContainer[_experiments_pb2.Arm]
    exposure_percent: int
    loss_cap_usd: int
    guardrails: _containers.RepeatedCompositeFieldContainer[_experiments_pb2.Guardrail]
    primary_metric: _experiments_pb2.Metric
    supporting: bool
    current_exposure_percent: int
    exposure_cap_units: int
    secondary_metrics: _containers.RepeatedCompositeFieldContainer[_experiments_pb2.Metric]
    decision_rule: _experiments_pb2.DecisionRule
    checks: _containers.RepeatedCompositeFieldContainer[_checks_pb2.CheckEvaluated]
    snapshot: ExperimentSnapshot
    owner: str
    team: str
    leader: str
    title: str
    injected_guardrails: _containers.RepeatedCompositeFieldContainer[_experiments_pb2.Guardrail]
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., hypothesis: _Optional[_Union[_experiments_pb2.Hypothesis, _Mapping]] = ..., arms: _Optional[_Iterable[_Union[_experiments_pb2.Arm, _Mapping]]] = ..., exposure_percent: _Optional[int] = ..., loss_cap_usd: _Optional[int] = ..., guardrails: _Optional[_Iterable[_Union[_experiments_pb2.Guardrail, _Mapping]]] = ..., primary_metric: _Optional[_Union[_experiments_pb2.Metric, _Mapping]] = ..., supporting: _Optional[bool] = ..., current_exposure_percent: _Optional[int] = ..., exposure_cap_units: _Optional[int] = ..., secondary_metrics: _Optional[_Iterable[_Union[_experiments_pb2.Metric, _Mapping]]] = ..., decision_rule: _Optional[_Union[_experiments_pb2.DecisionRule, _Mapping]] = ..., checks: _Optional[_Iterable[_Union[_checks_pb2.CheckEvaluated, _Mapping]]] = ..., snapshot: _Optional[_Union[ExperimentSnapshot, _Mapping]] = ..., owner: _Optional[str] = ..., team: _Optional[str] = ..., leader: _Optional[str] = ..., title: _Optional[str] = ..., injected_guardrails: _Optional[_Iterable[_Union[_experiments_pb2.Guardrail, _Mapping]]] = ...) -> None: ...

class ExperimentPaused(_message.Message):
    __slots__ = ("experiment", "idea", "cause", "supporting")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    cause: str
    supporting: bool
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., cause: _Optional[str] = ..., supporting: _Optional[bool] = ...) -> None: ...

class ExperimentResumed(_message.Message):
    __slots__ = ("experiment", "idea", "supporting", "remedy")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    REMEDY_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    supporting: bool
    remedy: str
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., supporting: _Optional[bool] = ..., remedy: _Optional[str] = ...) -> None: ...

class ExperimentStopped(_message.Message):
    __slots__ = ("experiment", "idea", "supporting", "cause")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    supporting: bool
    cause: str
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., supporting: _Optional[bool] = ..., cause: _Optional[str] = ...) -> None: ...

class ExperimentAborted(_message.Message):
    __slots__ = ("experiment", "idea", "reason", "supporting", "team", "harm", "owner", "title", "start_time", "snapshot")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    HARM_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    reason: str
    supporting: bool
    team: str
    harm: bool
    owner: str
    title: str
    start_time: _timestamp_pb2.Timestamp
    snapshot: ExperimentSnapshot
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., reason: _Optional[str] = ..., supporting: _Optional[bool] = ..., team: _Optional[str] = ..., harm: _Optional[bool] = ..., owner: _Optional[str] = ..., title: _Optional[str] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., snapshot: _Optional[_Union[ExperimentSnapshot, _Mapping]] = ...) -> None: ...

class ExperimentGuardrailBreached(_message.Message):
    __slots__ = ("experiment", "idea", "owner", "team", "guardrail", "value", "units", "incident_key", "title", "units_exposed", "start_time", "action_taken", "exposure_percent", "window", "snapshot")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    GUARDRAIL_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    INCIDENT_KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    UNITS_EXPOSED_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    ACTION_TAKEN_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_PERCENT_FIELD_NUMBER: _ClassVar[int]
    WINDOW_FIELD_NUMBER: _ClassVar[int]
    SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    owner: str
    team: str
    guardrail: _experiments_pb2.Guardrail
    value: float
    units: int
    incident_key: str
    title: str
    units_exposed: int
    start_time: _timestamp_pb2.Timestamp
    action_taken: _experiments_pb2.GuardrailAction
    exposure_percent: int
    window: _duration_pb2.Duration
    snapshot: ExperimentSnapshot
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., owner: _Optional[str] = ..., team: _Optional[str] = ..., guardrail: _Optional[_Union[_experiments_pb2.Guardrail, _Mapping]] = ..., value: _Optional[float] = ..., units: _Optional[int] = ..., incident_key: _Optional[str] = ..., title: _Optional[str] = ..., units_exposed: _Optional[int] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., action_taken: _Optional[_Union[_experiments_pb2.GuardrailAction, str]] = ..., exposure_percent: _Optional[int] = ..., window: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., snapshot: _Optional[_Union[ExperimentSnapshot, _Mapping]] = ...) -> None: ...

class ExperimentDecided(_message.Message):
    __slots__ = ("experiment", "idea", "verdict", "learning", "decider", "supporting", "response", "rule_verdict", "followed_rule", "effect", "metrics_cited", "second", "reason", "loss_spent_usd", "days", "checks", "snapshot", "new_needs", "units")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    LEARNING_FIELD_NUMBER: _ClassVar[int]
    DECIDER_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    RULE_VERDICT_FIELD_NUMBER: _ClassVar[int]
    FOLLOWED_RULE_FIELD_NUMBER: _ClassVar[int]
    EFFECT_FIELD_NUMBER: _ClassVar[int]
    METRICS_CITED_FIELD_NUMBER: _ClassVar[int]
    SECOND_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    LOSS_SPENT_USD_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    CHECKS_FIELD_NUMBER: _ClassVar[int]
    SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    NEW_NEEDS_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    verdict: _experiments_pb2.Verdict
    learning: str
    decider: str
    supporting: bool
    response: _experiments_pb2.Response
    rule_verdict: _experiments_pb2.Verdict
    followed_rule: bool
    effect: _experiments_pb2.Effect
    metrics_cited: _containers.RepeatedScalarFieldContainer[str]
    second: str
    reason: str
    loss_spent_usd: float
    days: float
    checks: _containers.RepeatedCompositeFieldContainer[_checks_pb2.CheckEvaluated]
    snapshot: ExperimentSnapshot
    new_needs: _containers.RepeatedScalarFieldContainer[str]
    units: int
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., verdict: _Optional[_Union[_experiments_pb2.Verdict, str]] = ..., learning: _Optional[str] = ..., decider: _Optional[str] = ..., supporting: _Optional[bool] = ..., response: _Optional[_Union[_experiments_pb2.Response, str]] = ..., rule_verdict: _Optional[_Union[_experiments_pb2.Verdict, str]] = ..., followed_rule: _Optional[bool] = ..., effect: _Optional[_Union[_experiments_pb2.Effect, _Mapping]] = ..., metrics_cited: _Optional[_Iterable[str]] = ..., second: _Optional[str] = ..., reason: _Optional[str] = ..., loss_spent_usd: _Optional[float] = ..., days: _Optional[float] = ..., checks: _Optional[_Iterable[_Union[_checks_pb2.CheckEvaluated, _Mapping]]] = ..., snapshot: _Optional[_Union[ExperimentSnapshot, _Mapping]] = ..., new_needs: _Optional[_Iterable[str]] = ..., units: _Optional[int] = ...) -> None: ...

class ExperimentRamped(_message.Message):
    __slots__ = ("experiment", "idea", "exposure_percent", "supporting")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_PERCENT_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    exposure_percent: int
    supporting: bool
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., exposure_percent: _Optional[int] = ..., supporting: _Optional[bool] = ...) -> None: ...

class ExperimentCancelled(_message.Message):
    __slots__ = ("experiment", "idea", "reason", "supporting")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    reason: str
    supporting: bool
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., reason: _Optional[str] = ..., supporting: _Optional[bool] = ...) -> None: ...

class ExperimentCleanedUp(_message.Message):
    __slots__ = ("experiment", "idea", "variant", "note", "supporting")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    VARIANT_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    variant: _experiments_pb2.Variant
    note: str
    supporting: bool
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., variant: _Optional[_Union[_experiments_pb2.Variant, str]] = ..., note: _Optional[str] = ..., supporting: _Optional[bool] = ...) -> None: ...

class ExperimentSeconded(_message.Message):
    __slots__ = ("experiment", "idea", "second", "verdict", "reason")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    SECOND_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    second: str
    verdict: _experiments_pb2.Verdict
    reason: str
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., second: _Optional[str] = ..., verdict: _Optional[_Union[_experiments_pb2.Verdict, str]] = ..., reason: _Optional[str] = ...) -> None: ...

class ExperimentSnapshot(_message.Message):
    __slots__ = ("name", "idea", "team", "tags", "door_kinds", "title", "hypothesis", "win_probability", "supporting", "unit_kind", "arms", "exposure_percent", "exposure_steps", "exposure_cap_units", "loss_cap_usd", "kill_switch", "primary_metric", "secondary_metrics", "guardrails", "treatment_reads", "required_inputs", "min_units_per_arm", "min_runtime_days", "max_runtime_days", "rule_is_computed", "verdict", "rule_verdict", "metrics_cited", "learning", "units", "days")
    NAME_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    TAGS_FIELD_NUMBER: _ClassVar[int]
    DOOR_KINDS_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    HYPOTHESIS_FIELD_NUMBER: _ClassVar[int]
    WIN_PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    UNIT_KIND_FIELD_NUMBER: _ClassVar[int]
    ARMS_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_PERCENT_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_STEPS_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_CAP_UNITS_FIELD_NUMBER: _ClassVar[int]
    LOSS_CAP_USD_FIELD_NUMBER: _ClassVar[int]
    KILL_SWITCH_FIELD_NUMBER: _ClassVar[int]
    PRIMARY_METRIC_FIELD_NUMBER: _ClassVar[int]
    SECONDARY_METRICS_FIELD_NUMBER: _ClassVar[int]
    GUARDRAILS_FIELD_NUMBER: _ClassVar[int]
    TREATMENT_READS_FIELD_NUMBER: _ClassVar[int]
    REQUIRED_INPUTS_FIELD_NUMBER: _ClassVar[int]
    MIN_UNITS_PER_ARM_FIELD_NUMBER: _ClassVar[int]
    MIN_RUNTIME_DAYS_FIELD_NUMBER: _ClassVar[int]
    MAX_RUNTIME_DAYS_FIELD_NUMBER: _ClassVar[int]
    RULE_IS_COMPUTED_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    RULE_VERDICT_FIELD_NUMBER: _ClassVar[int]
    METRICS_CITED_FIELD_NUMBER: _ClassVar[int]
    LEARNING_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    name: str
    idea: str
    team: str
    tags: _containers.RepeatedScalarFieldContainer[str]
    door_kinds: _containers.RepeatedScalarFieldContainer[str]
    title: str
    hypothesis: _experiments_pb2.Hypothesis
    win_probability: float
    supporting: bool
    unit_kind: str
    arms: _containers.RepeatedCompositeFieldContainer[_experiments_pb2.Arm]
    exposure_percent: int
    exposure_steps: _containers.RepeatedScalarFieldContainer[int]
    exposure_cap_units: int
    loss_cap_usd: float
    kill_switch: str
    primary_metric: SnapshotMetric
    secondary_metrics: _containers.RepeatedCompositeFieldContainer[SnapshotMetric]
    guardrails: _containers.RepeatedCompositeFieldContainer[SnapshotGuardrail]
    treatment_reads: _containers.RepeatedScalarFieldContainer[str]
    required_inputs: _containers.RepeatedCompositeFieldContainer[_experiments_pb2.RequiredInput]
    min_units_per_arm: int
    min_runtime_days: float
    max_runtime_days: float
    rule_is_computed: bool
    verdict: str
    rule_verdict: str
    metrics_cited: _containers.RepeatedCompositeFieldContainer[SnapshotMetric]
    learning: str
    units: int
    days: float
    def __init__(self, name: _Optional[str] = ..., idea: _Optional[str] = ..., team: _Optional[str] = ..., tags: _Optional[_Iterable[str]] = ..., door_kinds: _Optional[_Iterable[str]] = ..., title: _Optional[str] = ..., hypothesis: _Optional[_Union[_experiments_pb2.Hypothesis, _Mapping]] = ..., win_probability: _Optional[float] = ..., supporting: _Optional[bool] = ..., unit_kind: _Optional[str] = ..., arms: _Optional[_Iterable[_Union[_experiments_pb2.Arm, _Mapping]]] = ..., exposure_percent: _Optional[int] = ..., exposure_steps: _Optional[_Iterable[int]] = ..., exposure_cap_units: _Optional[int] = ..., loss_cap_usd: _Optional[float] = ..., kill_switch: _Optional[str] = ..., primary_metric: _Optional[_Union[SnapshotMetric, _Mapping]] = ..., secondary_metrics: _Optional[_Iterable[_Union[SnapshotMetric, _Mapping]]] = ..., guardrails: _Optional[_Iterable[_Union[SnapshotGuardrail, _Mapping]]] = ..., treatment_reads: _Optional[_Iterable[str]] = ..., required_inputs: _Optional[_Iterable[_Union[_experiments_pb2.RequiredInput, _Mapping]]] = ..., min_units_per_arm: _Optional[int] = ..., min_runtime_days: _Optional[float] = ..., max_runtime_days: _Optional[float] = ..., rule_is_computed: _Optional[bool] = ..., verdict: _Optional[str] = ..., rule_verdict: _Optional[str] = ..., metrics_cited: _Optional[_Iterable[_Union[SnapshotMetric, _Mapping]]] = ..., learning: _Optional[str] = ..., units: _Optional[int] = ..., days: _Optional[float] = ...) -> None: ...

class SnapshotMetric(_message.Message):
    __slots__ = ("key", "kind", "direction", "horizon_days")
    KEY_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    DIRECTION_FIELD_NUMBER: _ClassVar[int]
    HORIZON_DAYS_FIELD_NUMBER: _ClassVar[int]
    key: str
    kind: str
    direction: str
    horizon_days: int
    def __init__(self, key: _Optional[str] = ..., kind: _Optional[str] = ..., direction: _Optional[str] = ..., horizon_days: _Optional[int] = ...) -> None: ...

class SnapshotGuardrail(_message.Message):
    __slots__ = ("metric", "comparison", "threshold", "min_units", "action", "severity", "from_mechanism")
    METRIC_FIELD_NUMBER: _ClassVar[int]
    COMPARISON_FIELD_NUMBER: _ClassVar[int]
    THRESHOLD_FIELD_NUMBER: _ClassVar[int]
    MIN_UNITS_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    FROM_MECHANISM_FIELD_NUMBER: _ClassVar[int]
    metric: str
    comparison: str
    threshold: float
    min_units: int
    action: str
    severity: str
    from_mechanism: str
    def __init__(self, metric: _Optional[str] = ..., comparison: _Optional[str] = ..., threshold: _Optional[float] = ..., min_units: _Optional[int] = ..., action: _Optional[str] = ..., severity: _Optional[str] = ..., from_mechanism: _Optional[str] = ...) -> None: ...
