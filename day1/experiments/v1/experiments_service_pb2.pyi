from buf.validate import validate_pb2 as _validate_pb2
from day1.checks.v1 import checks_pb2 as _checks_pb2
from day1.experiments.v1 import experiments_pb2 as _experiments_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.api import field_behavior_pb2 as _field_behavior_pb2
from google.api import resource_pb2 as _resource_pb2
from google.protobuf import field_mask_pb2 as _field_mask_pb2
from google.type import money_pb2 as _money_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CreateExperimentRequest(_message.Message):
    __slots__ = ("experiment", "experiment_id", "request_id", "validate_only")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    EXPERIMENT_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    experiment: _experiments_pb2.Experiment
    experiment_id: str
    request_id: str
    validate_only: bool
    def __init__(self, experiment: _Optional[_Union[_experiments_pb2.Experiment, _Mapping]] = ..., experiment_id: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class CreateExperimentResponse(_message.Message):
    __slots__ = ("experiment",)
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    experiment: _experiments_pb2.Experiment
    def __init__(self, experiment: _Optional[_Union[_experiments_pb2.Experiment, _Mapping]] = ...) -> None: ...

class GetExperimentRequest(_message.Message):
    __slots__ = ("name", "view")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    name: str
    view: _experiments_pb2.ExperimentView
    def __init__(self, name: _Optional[str] = ..., view: _Optional[_Union[_experiments_pb2.ExperimentView, str]] = ...) -> None: ...

class GetExperimentResponse(_message.Message):
    __slots__ = ("experiment",)
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    experiment: _experiments_pb2.Experiment
    def __init__(self, experiment: _Optional[_Union[_experiments_pb2.Experiment, _Mapping]] = ...) -> None: ...

class ListExperimentsRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "filter", "view")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    filter: str
    view: _experiments_pb2.ExperimentView
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., filter: _Optional[str] = ..., view: _Optional[_Union[_experiments_pb2.ExperimentView, str]] = ...) -> None: ...

class ListExperimentsResponse(_message.Message):
    __slots__ = ("experiments", "next_page_token")
    EXPERIMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    experiments: _containers.RepeatedCompositeFieldContainer[_experiments_pb2.Experiment]
    next_page_token: str
    def __init__(self, experiments: _Optional[_Iterable[_Union[_experiments_pb2.Experiment, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class UpdateExperimentRequest(_message.Message):
    __slots__ = ("experiment", "update_mask", "request_id", "validate_only")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    experiment: _experiments_pb2.Experiment
    update_mask: _field_mask_pb2.FieldMask
    request_id: str
    validate_only: bool
    def __init__(self, experiment: _Optional[_Union[_experiments_pb2.Experiment, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class UpdateExperimentResponse(_message.Message):
    __slots__ = ("experiment",)
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    experiment: _experiments_pb2.Experiment
    def __init__(self, experiment: _Optional[_Union[_experiments_pb2.Experiment, _Mapping]] = ...) -> None: ...

class GetResultsRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class GetResultsResponse(_message.Message):
    __slots__ = ("arms", "collecting", "still_needed", "effects", "rule_verdict", "findings", "confidence")
    ARMS_FIELD_NUMBER: _ClassVar[int]
    COLLECTING_FIELD_NUMBER: _ClassVar[int]
    STILL_NEEDED_FIELD_NUMBER: _ClassVar[int]
    EFFECTS_FIELD_NUMBER: _ClassVar[int]
    RULE_VERDICT_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    arms: _containers.RepeatedCompositeFieldContainer[_experiments_pb2.ArmResult]
    collecting: bool
    still_needed: _containers.RepeatedScalarFieldContainer[str]
    effects: _containers.RepeatedCompositeFieldContainer[_experiments_pb2.Effect]
    rule_verdict: _experiments_pb2.Verdict
    findings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    confidence: float
    def __init__(self, arms: _Optional[_Iterable[_Union[_experiments_pb2.ArmResult, _Mapping]]] = ..., collecting: _Optional[bool] = ..., still_needed: _Optional[_Iterable[str]] = ..., effects: _Optional[_Iterable[_Union[_experiments_pb2.Effect, _Mapping]]] = ..., rule_verdict: _Optional[_Union[_experiments_pb2.Verdict, str]] = ..., findings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ..., confidence: _Optional[float] = ...) -> None: ...

class VerifyKillSwitchRequest(_message.Message):
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

class VerifyKillSwitchResponse(_message.Message):
    __slots__ = ("experiment",)
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    experiment: _experiments_pb2.Experiment
    def __init__(self, experiment: _Optional[_Union[_experiments_pb2.Experiment, _Mapping]] = ...) -> None: ...

class LintExperimentRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class LintExperimentResponse(_message.Message):
    __slots__ = ("violations", "warnings", "required_units_per_arm")
    VIOLATIONS_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    REQUIRED_UNITS_PER_ARM_FIELD_NUMBER: _ClassVar[int]
    violations: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    warnings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    required_units_per_arm: int
    def __init__(self, violations: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ..., warnings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ..., required_units_per_arm: _Optional[int] = ...) -> None: ...

class StartExperimentRequest(_message.Message):
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

class StartExperimentResponse(_message.Message):
    __slots__ = ("experiment", "warnings")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    experiment: _experiments_pb2.Experiment
    warnings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    def __init__(self, experiment: _Optional[_Union[_experiments_pb2.Experiment, _Mapping]] = ..., warnings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ...) -> None: ...

class RampExperimentRequest(_message.Message):
    __slots__ = ("name", "exposure_share", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_SHARE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    exposure_share: float
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., exposure_share: _Optional[float] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class RampExperimentResponse(_message.Message):
    __slots__ = ("experiment",)
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    experiment: _experiments_pb2.Experiment
    def __init__(self, experiment: _Optional[_Union[_experiments_pb2.Experiment, _Mapping]] = ...) -> None: ...

class PauseExperimentRequest(_message.Message):
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

class PauseExperimentResponse(_message.Message):
    __slots__ = ("experiment",)
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    experiment: _experiments_pb2.Experiment
    def __init__(self, experiment: _Optional[_Union[_experiments_pb2.Experiment, _Mapping]] = ...) -> None: ...

class ResumeExperimentRequest(_message.Message):
    __slots__ = ("name", "remedy", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REMEDY_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    remedy: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., remedy: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class ResumeExperimentResponse(_message.Message):
    __slots__ = ("experiment",)
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    experiment: _experiments_pb2.Experiment
    def __init__(self, experiment: _Optional[_Union[_experiments_pb2.Experiment, _Mapping]] = ...) -> None: ...

class StopExperimentRequest(_message.Message):
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

class StopExperimentResponse(_message.Message):
    __slots__ = ("experiment",)
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    experiment: _experiments_pb2.Experiment
    def __init__(self, experiment: _Optional[_Union[_experiments_pb2.Experiment, _Mapping]] = ...) -> None: ...

class AbortExperimentRequest(_message.Message):
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

class AbortExperimentResponse(_message.Message):
    __slots__ = ("experiment",)
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    experiment: _experiments_pb2.Experiment
    def __init__(self, experiment: _Optional[_Union[_experiments_pb2.Experiment, _Mapping]] = ...) -> None: ...

class CancelExperimentRequest(_message.Message):
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

class CancelExperimentResponse(_message.Message):
    __slots__ = ("experiment",)
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    experiment: _experiments_pb2.Experiment
    def __init__(self, experiment: _Optional[_Union[_experiments_pb2.Experiment, _Mapping]] = ...) -> None: ...

class SecondDecisionRequest(_message.Message):
    __slots__ = ("name", "verdict", "reason", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    verdict: _experiments_pb2.Verdict
    reason: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., verdict: _Optional[_Union[_experiments_pb2.Verdict, str]] = ..., reason: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class SecondDecisionResponse(_message.Message):
    __slots__ = ("experiment",)
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    experiment: _experiments_pb2.Experiment
    def __init__(self, experiment: _Optional[_Union[_experiments_pb2.Experiment, _Mapping]] = ...) -> None: ...

class DecideExperimentRequest(_message.Message):
    __slots__ = ("name", "verdict", "learning", "reason", "metrics_cited", "new_needs", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    LEARNING_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    METRICS_CITED_FIELD_NUMBER: _ClassVar[int]
    NEW_NEEDS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    verdict: _experiments_pb2.Verdict
    learning: str
    reason: str
    metrics_cited: _containers.RepeatedScalarFieldContainer[str]
    new_needs: _containers.RepeatedScalarFieldContainer[str]
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., verdict: _Optional[_Union[_experiments_pb2.Verdict, str]] = ..., learning: _Optional[str] = ..., reason: _Optional[str] = ..., metrics_cited: _Optional[_Iterable[str]] = ..., new_needs: _Optional[_Iterable[str]] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class DecideExperimentResponse(_message.Message):
    __slots__ = ("experiment", "warnings")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    experiment: _experiments_pb2.Experiment
    warnings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    def __init__(self, experiment: _Optional[_Union[_experiments_pb2.Experiment, _Mapping]] = ..., warnings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ...) -> None: ...

class CleanUpExperimentRequest(_message.Message):
    __slots__ = ("name", "result", "note", "etag", "request_id", "validate_only")
    NAME_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    name: str
    result: _experiments_pb2.CleanUpResult
    note: str
    etag: str
    request_id: str
    validate_only: bool
    def __init__(self, name: _Optional[str] = ..., result: _Optional[_Union[_experiments_pb2.CleanUpResult, str]] = ..., note: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class CleanUpExperimentResponse(_message.Message):
    __slots__ = ("experiment",)
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    experiment: _experiments_pb2.Experiment
    def __init__(self, experiment: _Optional[_Union[_experiments_pb2.Experiment, _Mapping]] = ...) -> None: ...

class ListResultsSnapshotsRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListResultsSnapshotsResponse(_message.Message):
    __slots__ = ("results_snapshots", "next_page_token")
    RESULTS_SNAPSHOTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    results_snapshots: _containers.RepeatedCompositeFieldContainer[_experiments_pb2.ResultsSnapshot]
    next_page_token: str
    def __init__(self, results_snapshots: _Optional[_Iterable[_Union[_experiments_pb2.ResultsSnapshot, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetHealthRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class GetHealthResponse(_message.Message):
    __slots__ = ("health",)
    HEALTH_FIELD_NUMBER: _ClassVar[int]
    health: _experiments_pb2.Health
    def __init__(self, health: _Optional[_Union[_experiments_pb2.Health, _Mapping]] = ...) -> None: ...

class InterpretMetricRequest(_message.Message):
    __slots__ = ("metric", "before", "after", "same_people", "controlled")
    METRIC_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    SAME_PEOPLE_FIELD_NUMBER: _ClassVar[int]
    CONTROLLED_FIELD_NUMBER: _ClassVar[int]
    metric: str
    before: _experiments_pb2.SurveyPoint
    after: _experiments_pb2.SurveyPoint
    same_people: bool
    controlled: bool
    def __init__(self, metric: _Optional[str] = ..., before: _Optional[_Union[_experiments_pb2.SurveyPoint, _Mapping]] = ..., after: _Optional[_Union[_experiments_pb2.SurveyPoint, _Mapping]] = ..., same_people: _Optional[bool] = ..., controlled: _Optional[bool] = ...) -> None: ...

class InterpretMetricResponse(_message.Message):
    __slots__ = ("change", "interval", "p_value", "answers_needed", "findings", "reading")
    CHANGE_FIELD_NUMBER: _ClassVar[int]
    INTERVAL_FIELD_NUMBER: _ClassVar[int]
    P_VALUE_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_NEEDED_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    READING_FIELD_NUMBER: _ClassVar[int]
    change: float
    interval: _experiments_pb2.Interval
    p_value: float
    answers_needed: int
    findings: _containers.RepeatedCompositeFieldContainer[_checks_pb2.Finding]
    reading: str
    def __init__(self, change: _Optional[float] = ..., interval: _Optional[_Union[_experiments_pb2.Interval, _Mapping]] = ..., p_value: _Optional[float] = ..., answers_needed: _Optional[int] = ..., findings: _Optional[_Iterable[_Union[_checks_pb2.Finding, _Mapping]]] = ..., reading: _Optional[str] = ...) -> None: ...

class CreateMetricRequest(_message.Message):
    __slots__ = ("metric", "metric_id", "request_id", "validate_only")
    METRIC_FIELD_NUMBER: _ClassVar[int]
    METRIC_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    metric: _experiments_pb2.LibraryMetric
    metric_id: str
    request_id: str
    validate_only: bool
    def __init__(self, metric: _Optional[_Union[_experiments_pb2.LibraryMetric, _Mapping]] = ..., metric_id: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class CreateMetricResponse(_message.Message):
    __slots__ = ("metric",)
    METRIC_FIELD_NUMBER: _ClassVar[int]
    metric: _experiments_pb2.LibraryMetric
    def __init__(self, metric: _Optional[_Union[_experiments_pb2.LibraryMetric, _Mapping]] = ...) -> None: ...

class ListMetricsRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "filter")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    filter: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., filter: _Optional[str] = ...) -> None: ...

class ListMetricsResponse(_message.Message):
    __slots__ = ("metrics", "next_page_token")
    METRICS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    metrics: _containers.RepeatedCompositeFieldContainer[_experiments_pb2.LibraryMetric]
    next_page_token: str
    def __init__(self, metrics: _Optional[_Iterable[_Union[_experiments_pb2.LibraryMetric, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

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

class WatchExperimentRequest(_message.Message):
    __slots__ = ("name", "view", "resume_token")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    name: str
    view: _experiments_pb2.ExperimentView
    resume_token: str
    def __init__(self, name: _Optional[str] = ..., view: _Optional[_Union[_experiments_pb2.ExperimentView, str]] = ..., resume_token: _Optional[str] = ...) -> None: ...

class WatchExperimentResponse(_message.Message):
    __slots__ = ("changed", "removed", "synced", "resume_token")
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    REMOVED_FIELD_NUMBER: _ClassVar[int]
    SYNCED_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    changed: _experiments_pb2.Experiment
    removed: str
    synced: Synced
    resume_token: str
    def __init__(self, changed: _Optional[_Union[_experiments_pb2.Experiment, _Mapping]] = ..., removed: _Optional[str] = ..., synced: _Optional[_Union[Synced, _Mapping]] = ..., resume_token: _Optional[str] = ...) -> None: ...

class Synced(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class AssignUnitRequest(_message.Message):
    __slots__ = ("name", "unit")
    NAME_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    name: str
    unit: str
    def __init__(self, name: _Optional[str] = ..., unit: _Optional[str] = ...) -> None: ...

class AssignUnitResponse(_message.Message):
    __slots__ = ("arm", "enrolled")
    ARM_FIELD_NUMBER: _ClassVar[int]
    ENROLLED_FIELD_NUMBER: _ClassVar[int]
    arm: str
    enrolled: bool
    def __init__(self, arm: _Optional[str] = ..., enrolled: _Optional[bool] = ...) -> None: ...

class BatchAssignUnitsRequest(_message.Message):
    __slots__ = ("name", "units")
    NAME_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    name: str
    units: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, name: _Optional[str] = ..., units: _Optional[_Iterable[str]] = ...) -> None: ...

class BatchAssignUnitsResponse(_message.Message):
    __slots__ = ("assignments",)
    ASSIGNMENTS_FIELD_NUMBER: _ClassVar[int]
    assignments: _containers.RepeatedCompositeFieldContainer[_experiments_pb2.UnitAssignment]
    def __init__(self, assignments: _Optional[_Iterable[_Union[_experiments_pb2.UnitAssignment, _Mapping]]] = ...) -> None: ...

class RecordExposuresRequest(_message.Message):
    __slots__ = ("name", "unit")
    NAME_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    name: str
    unit: str
    def __init__(self, name: _Optional[str] = ..., unit: _Optional[str] = ...) -> None: ...

class RecordExposuresResponse(_message.Message):
    __slots__ = ("recorded_count", "duplicate_count", "not_enrolled_count", "beyond_cap_count")
    RECORDED_COUNT_FIELD_NUMBER: _ClassVar[int]
    DUPLICATE_COUNT_FIELD_NUMBER: _ClassVar[int]
    NOT_ENROLLED_COUNT_FIELD_NUMBER: _ClassVar[int]
    BEYOND_CAP_COUNT_FIELD_NUMBER: _ClassVar[int]
    recorded_count: int
    duplicate_count: int
    not_enrolled_count: int
    beyond_cap_count: int
    def __init__(self, recorded_count: _Optional[int] = ..., duplicate_count: _Optional[int] = ..., not_enrolled_count: _Optional[int] = ..., beyond_cap_count: _Optional[int] = ...) -> None: ...

class RecordOutcomesRequest(_message.Message):
    __slots__ = ("name", "unit", "measurement", "loss")
    NAME_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    MEASUREMENT_FIELD_NUMBER: _ClassVar[int]
    LOSS_FIELD_NUMBER: _ClassVar[int]
    name: str
    unit: str
    measurement: Measurement
    loss: _money_pb2.Money
    def __init__(self, name: _Optional[str] = ..., unit: _Optional[str] = ..., measurement: _Optional[_Union[Measurement, _Mapping]] = ..., loss: _Optional[_Union[_money_pb2.Money, _Mapping]] = ...) -> None: ...

class Measurement(_message.Message):
    __slots__ = ("metric", "value")
    METRIC_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    metric: str
    value: float
    def __init__(self, metric: _Optional[str] = ..., value: _Optional[float] = ...) -> None: ...

class RecordOutcomesResponse(_message.Message):
    __slots__ = ("recorded_count", "duplicate_count", "not_exposed_count")
    RECORDED_COUNT_FIELD_NUMBER: _ClassVar[int]
    DUPLICATE_COUNT_FIELD_NUMBER: _ClassVar[int]
    NOT_EXPOSED_COUNT_FIELD_NUMBER: _ClassVar[int]
    recorded_count: int
    duplicate_count: int
    not_exposed_count: int
    def __init__(self, recorded_count: _Optional[int] = ..., duplicate_count: _Optional[int] = ..., not_exposed_count: _Optional[int] = ...) -> None: ...
