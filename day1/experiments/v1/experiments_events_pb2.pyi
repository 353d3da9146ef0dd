import datetime

from day1.checks.v1 import checks_pb2 as _checks_pb2
from day1.experiments.v1 import experiments_pb2 as _experiments_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.type import money_pb2 as _money_pb2
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

class ExperimentCancelled(_message.Message):
    __slots__ = ("experiment", "idea", "supporting", "ending")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    ENDING_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    supporting: bool
    ending: _experiments_pb2.Ending
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., supporting: _Optional[bool] = ..., ending: _Optional[_Union[_experiments_pb2.Ending, _Mapping]] = ...) -> None: ...

class ExperimentStarted(_message.Message):
    __slots__ = ("experiment", "idea", "title", "owner", "team", "leader", "supporting", "hypothesis", "arms", "exposure_share", "current_exposure_share", "exposure_cap_units", "loss_cap", "guardrails", "injected_guardrails", "primary_metric", "secondary_metrics", "decision_rule", "power", "checks", "snapshot", "required_units_per_arm")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    HYPOTHESIS_FIELD_NUMBER: _ClassVar[int]
    ARMS_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_SHARE_FIELD_NUMBER: _ClassVar[int]
    CURRENT_EXPOSURE_SHARE_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_CAP_UNITS_FIELD_NUMBER: _ClassVar[int]
    LOSS_CAP_FIELD_NUMBER: _ClassVar[int]
    GUARDRAILS_FIELD_NUMBER: _ClassVar[int]
    INJECTED_GUARDRAILS_FIELD_NUMBER: _ClassVar[int]
    PRIMARY_METRIC_FIELD_NUMBER: _ClassVar[int]
    SECONDARY_METRICS_FIELD_NUMBER: _ClassVar[int]
    DECISION_RULE_FIELD_NUMBER: _ClassVar[int]
    POWER_FIELD_NUMBER: _ClassVar[int]
    CHECKS_FIELD_NUMBER: _ClassVar[int]
    SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    REQUIRED_UNITS_PER_ARM_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    title: str
    owner: str
    team: str
    leader: str
    supporting: bool
    hypothesis: _experiments_pb2.Hypothesis
    arms: _containers.RepeatedCompositeFieldContainer[_experiments_pb2.Arm]
    exposure_share: float
    current_exposure_share: float
    exposure_cap_units: int
    loss_cap: _money_pb2.Money
    guardrails: _containers.RepeatedCompositeFieldContainer[_experiments_pb2.Guardrail]
    injected_guardrails: _containers.RepeatedCompositeFieldContainer[_experiments_pb2.Guardrail]
    primary_metric: _experiments_pb2.Metric
    secondary_metrics: _containers.RepeatedCompositeFieldContainer[_experiments_pb2.Metric]
    decision_rule: _experiments_pb2.DecisionRule
    power: float
    checks: _containers.RepeatedCompositeFieldContainer[_checks_pb2.CheckOutcome]
    snapshot: ExperimentSnapshot
    required_units_per_arm: int
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., title: _Optional[str] = ..., owner: _Optional[str] = ..., team: _Optional[str] = ..., leader: _Optional[str] = ..., supporting: _Optional[bool] = ..., hypothesis: _Optional[_Union[_experiments_pb2.Hypothesis, _Mapping]] = ..., arms: _Optional[_Iterable[_Union[_experiments_pb2.Arm, _Mapping]]] = ..., exposure_share: _Optional[float] = ..., current_exposure_share: _Optional[float] = ..., exposure_cap_units: _Optional[int] = ..., loss_cap: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., guardrails: _Optional[_Iterable[_Union[_experiments_pb2.Guardrail, _Mapping]]] = ..., injected_guardrails: _Optional[_Iterable[_Union[_experiments_pb2.Guardrail, _Mapping]]] = ..., primary_metric: _Optional[_Union[_experiments_pb2.Metric, _Mapping]] = ..., secondary_metrics: _Optional[_Iterable[_Union[_experiments_pb2.Metric, _Mapping]]] = ..., decision_rule: _Optional[_Union[_experiments_pb2.DecisionRule, _Mapping]] = ..., power: _Optional[float] = ..., checks: _Optional[_Iterable[_Union[_checks_pb2.CheckOutcome, _Mapping]]] = ..., snapshot: _Optional[_Union[ExperimentSnapshot, _Mapping]] = ..., required_units_per_arm: _Optional[int] = ...) -> None: ...

class ExperimentRamped(_message.Message):
    __slots__ = ("experiment", "idea", "supporting", "current_exposure_share")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    CURRENT_EXPOSURE_SHARE_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    supporting: bool
    current_exposure_share: float
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., supporting: _Optional[bool] = ..., current_exposure_share: _Optional[float] = ...) -> None: ...

class ExperimentGuardrailBreached(_message.Message):
    __slots__ = ("experiment", "idea", "title", "owner", "team", "incident_key", "guardrail", "value", "units", "units_exposed", "current_exposure_share", "start_time", "window", "action_taken", "snapshot")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    INCIDENT_KEY_FIELD_NUMBER: _ClassVar[int]
    GUARDRAIL_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    UNITS_EXPOSED_FIELD_NUMBER: _ClassVar[int]
    CURRENT_EXPOSURE_SHARE_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    WINDOW_FIELD_NUMBER: _ClassVar[int]
    ACTION_TAKEN_FIELD_NUMBER: _ClassVar[int]
    SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    title: str
    owner: str
    team: str
    incident_key: str
    guardrail: _experiments_pb2.Guardrail
    value: float
    units: int
    units_exposed: int
    current_exposure_share: float
    start_time: _timestamp_pb2.Timestamp
    window: _duration_pb2.Duration
    action_taken: _checks_pb2.GuardrailAction
    snapshot: ExperimentSnapshot
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., title: _Optional[str] = ..., owner: _Optional[str] = ..., team: _Optional[str] = ..., incident_key: _Optional[str] = ..., guardrail: _Optional[_Union[_experiments_pb2.Guardrail, _Mapping]] = ..., value: _Optional[float] = ..., units: _Optional[int] = ..., units_exposed: _Optional[int] = ..., current_exposure_share: _Optional[float] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., window: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., action_taken: _Optional[_Union[_checks_pb2.GuardrailAction, str]] = ..., snapshot: _Optional[_Union[ExperimentSnapshot, _Mapping]] = ...) -> None: ...

class ExperimentPaused(_message.Message):
    __slots__ = ("experiment", "idea", "supporting", "pause")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    PAUSE_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    supporting: bool
    pause: _experiments_pb2.Pause
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., supporting: _Optional[bool] = ..., pause: _Optional[_Union[_experiments_pb2.Pause, _Mapping]] = ...) -> None: ...

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
    __slots__ = ("experiment", "idea", "supporting", "ending")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    ENDING_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    supporting: bool
    ending: _experiments_pb2.Ending
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., supporting: _Optional[bool] = ..., ending: _Optional[_Union[_experiments_pb2.Ending, _Mapping]] = ...) -> None: ...

class ExperimentAborted(_message.Message):
    __slots__ = ("experiment", "idea", "title", "owner", "team", "supporting", "ending", "harm", "start_time", "snapshot", "guardrails")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    ENDING_FIELD_NUMBER: _ClassVar[int]
    HARM_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    GUARDRAILS_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    title: str
    owner: str
    team: str
    supporting: bool
    ending: _experiments_pb2.Ending
    harm: bool
    start_time: _timestamp_pb2.Timestamp
    snapshot: ExperimentSnapshot
    guardrails: _containers.RepeatedCompositeFieldContainer[GuardrailMeasurement]
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., title: _Optional[str] = ..., owner: _Optional[str] = ..., team: _Optional[str] = ..., supporting: _Optional[bool] = ..., ending: _Optional[_Union[_experiments_pb2.Ending, _Mapping]] = ..., harm: _Optional[bool] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., snapshot: _Optional[_Union[ExperimentSnapshot, _Mapping]] = ..., guardrails: _Optional[_Iterable[_Union[GuardrailMeasurement, _Mapping]]] = ...) -> None: ...

class GuardrailMeasurement(_message.Message):
    __slots__ = ("metric", "value", "units")
    METRIC_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    metric: str
    value: float
    units: int
    def __init__(self, metric: _Optional[str] = ..., value: _Optional[float] = ..., units: _Optional[int] = ...) -> None: ...

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

class ExperimentDecided(_message.Message):
    __slots__ = ("experiment", "idea", "supporting", "verdict", "response", "learning", "decider", "rule_verdict", "followed_rule", "second", "reason", "effect", "cited", "new_needs", "units", "loss_spent", "runtime", "checks", "snapshot", "guardrails", "tested_doors")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    LEARNING_FIELD_NUMBER: _ClassVar[int]
    DECIDER_FIELD_NUMBER: _ClassVar[int]
    RULE_VERDICT_FIELD_NUMBER: _ClassVar[int]
    FOLLOWED_RULE_FIELD_NUMBER: _ClassVar[int]
    SECOND_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    EFFECT_FIELD_NUMBER: _ClassVar[int]
    CITED_FIELD_NUMBER: _ClassVar[int]
    NEW_NEEDS_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    LOSS_SPENT_FIELD_NUMBER: _ClassVar[int]
    RUNTIME_FIELD_NUMBER: _ClassVar[int]
    CHECKS_FIELD_NUMBER: _ClassVar[int]
    SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    GUARDRAILS_FIELD_NUMBER: _ClassVar[int]
    TESTED_DOORS_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    supporting: bool
    verdict: _experiments_pb2.Verdict
    response: _experiments_pb2.CustomerResponse
    learning: str
    decider: str
    rule_verdict: _experiments_pb2.Verdict
    followed_rule: bool
    second: str
    reason: str
    effect: _experiments_pb2.Effect
    cited: _containers.RepeatedCompositeFieldContainer[_experiments_pb2.CitedMetric]
    new_needs: _containers.RepeatedScalarFieldContainer[str]
    units: int
    loss_spent: _money_pb2.Money
    runtime: _duration_pb2.Duration
    checks: _containers.RepeatedCompositeFieldContainer[_checks_pb2.CheckOutcome]
    snapshot: ExperimentSnapshot
    guardrails: _containers.RepeatedCompositeFieldContainer[GuardrailMeasurement]
    tested_doors: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., supporting: _Optional[bool] = ..., verdict: _Optional[_Union[_experiments_pb2.Verdict, str]] = ..., response: _Optional[_Union[_experiments_pb2.CustomerResponse, str]] = ..., learning: _Optional[str] = ..., decider: _Optional[str] = ..., rule_verdict: _Optional[_Union[_experiments_pb2.Verdict, str]] = ..., followed_rule: _Optional[bool] = ..., second: _Optional[str] = ..., reason: _Optional[str] = ..., effect: _Optional[_Union[_experiments_pb2.Effect, _Mapping]] = ..., cited: _Optional[_Iterable[_Union[_experiments_pb2.CitedMetric, _Mapping]]] = ..., new_needs: _Optional[_Iterable[str]] = ..., units: _Optional[int] = ..., loss_spent: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., runtime: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., checks: _Optional[_Iterable[_Union[_checks_pb2.CheckOutcome, _Mapping]]] = ..., snapshot: _Optional[_Union[ExperimentSnapshot, _Mapping]] = ..., guardrails: _Optional[_Iterable[_Union[GuardrailMeasurement, _Mapping]]] = ..., tested_doors: _Optional[_Iterable[str]] = ...) -> None: ...

class ExperimentCleanedUp(_message.Message):
    __slots__ = ("experiment", "idea", "supporting", "result", "note")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    SUPPORTING_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    supporting: bool
    result: _experiments_pb2.CleanUpResult
    note: str
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., supporting: _Optional[bool] = ..., result: _Optional[_Union[_experiments_pb2.CleanUpResult, str]] = ..., note: _Optional[str] = ...) -> None: ...

class ExperimentSnapshot(_message.Message):
    __slots__ = ("name", "idea", "team", "tags", "door_kinds", "title", "hypothesis", "win_probability", "supporting", "unit_kind", "arms", "exposure_share", "exposure_share_steps", "exposure_cap_units", "loss_cap", "currency_code", "kill_switch", "primary_metric", "secondary_metrics", "guardrails", "treatment_reads", "required_inputs", "min_units_per_arm", "min_runtime_days", "max_runtime_days", "rule_is_computed", "verdict", "rule_verdict", "metrics_cited", "learning", "units", "runtime_days", "required_units_per_arm")
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
    EXPOSURE_SHARE_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_SHARE_STEPS_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_CAP_UNITS_FIELD_NUMBER: _ClassVar[int]
    LOSS_CAP_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
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
    RUNTIME_DAYS_FIELD_NUMBER: _ClassVar[int]
    REQUIRED_UNITS_PER_ARM_FIELD_NUMBER: _ClassVar[int]
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
    exposure_share: float
    exposure_share_steps: _containers.RepeatedScalarFieldContainer[float]
    exposure_cap_units: int
    loss_cap: float
    currency_code: str
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
    runtime_days: float
    required_units_per_arm: int
    def __init__(self, name: _Optional[str] = ..., idea: _Optional[str] = ..., team: _Optional[str] = ..., tags: _Optional[_Iterable[str]] = ..., door_kinds: _Optional[_Iterable[str]] = ..., title: _Optional[str] = ..., hypothesis: _Optional[_Union[_experiments_pb2.Hypothesis, _Mapping]] = ..., win_probability: _Optional[float] = ..., supporting: _Optional[bool] = ..., unit_kind: _Optional[str] = ..., arms: _Optional[_Iterable[_Union[_experiments_pb2.Arm, _Mapping]]] = ..., exposure_share: _Optional[float] = ..., exposure_share_steps: _Optional[_Iterable[float]] = ..., exposure_cap_units: _Optional[int] = ..., loss_cap: _Optional[float] = ..., currency_code: _Optional[str] = ..., kill_switch: _Optional[str] = ..., primary_metric: _Optional[_Union[SnapshotMetric, _Mapping]] = ..., secondary_metrics: _Optional[_Iterable[_Union[SnapshotMetric, _Mapping]]] = ..., guardrails: _Optional[_Iterable[_Union[SnapshotGuardrail, _Mapping]]] = ..., treatment_reads: _Optional[_Iterable[str]] = ..., required_inputs: _Optional[_Iterable[_Union[_experiments_pb2.RequiredInput, _Mapping]]] = ..., min_units_per_arm: _Optional[int] = ..., min_runtime_days: _Optional[float] = ..., max_runtime_days: _Optional[float] = ..., rule_is_computed: _Optional[bool] = ..., verdict: _Optional[str] = ..., rule_verdict: _Optional[str] = ..., metrics_cited: _Optional[_Iterable[_Union[SnapshotMetric, _Mapping]]] = ..., learning: _Optional[str] = ..., units: _Optional[int] = ..., runtime_days: _Optional[float] = ..., required_units_per_arm: _Optional[int] = ...) -> None: ...

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
