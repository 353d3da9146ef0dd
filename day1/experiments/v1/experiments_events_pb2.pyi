import datetime

from day1.experiments.v1 import experiments_service_pb2 as _experiments_service_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ExperimentCreated(_message.Message):
    __slots__ = ("experiment", "idea", "owner", "team")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    owner: str
    team: str
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., owner: _Optional[str] = ..., team: _Optional[str] = ...) -> None: ...

class ExperimentStarted(_message.Message):
    __slots__ = ("experiment", "idea", "hypothesis", "arms", "exposure_percent", "loss_cap_usd", "guardrails", "primary_metric")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    HYPOTHESIS_FIELD_NUMBER: _ClassVar[int]
    ARMS_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_PERCENT_FIELD_NUMBER: _ClassVar[int]
    LOSS_CAP_USD_FIELD_NUMBER: _ClassVar[int]
    GUARDRAILS_FIELD_NUMBER: _ClassVar[int]
    PRIMARY_METRIC_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    hypothesis: _experiments_service_pb2.Hypothesis
    arms: _containers.RepeatedCompositeFieldContainer[_experiments_service_pb2.Arm]
    exposure_percent: int
    loss_cap_usd: int
    guardrails: _containers.RepeatedCompositeFieldContainer[_experiments_service_pb2.Guardrail]
    primary_metric: _experiments_service_pb2.Metric
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., hypothesis: _Optional[_Union[_experiments_service_pb2.Hypothesis, _Mapping]] = ..., arms: _Optional[_Iterable[_Union[_experiments_service_pb2.Arm, _Mapping]]] = ..., exposure_percent: _Optional[int] = ..., loss_cap_usd: _Optional[int] = ..., guardrails: _Optional[_Iterable[_Union[_experiments_service_pb2.Guardrail, _Mapping]]] = ..., primary_metric: _Optional[_Union[_experiments_service_pb2.Metric, _Mapping]] = ...) -> None: ...

class ExperimentPaused(_message.Message):
    __slots__ = ("experiment", "idea", "cause")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    cause: str
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., cause: _Optional[str] = ...) -> None: ...

class ExperimentResumed(_message.Message):
    __slots__ = ("experiment", "idea")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ...) -> None: ...

class ExperimentStopped(_message.Message):
    __slots__ = ("experiment", "idea")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ...) -> None: ...

class ExperimentAborted(_message.Message):
    __slots__ = ("experiment", "idea", "reason")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    reason: str
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ExperimentGuardrailBreached(_message.Message):
    __slots__ = ("experiment", "idea", "owner", "team", "guardrail", "value", "units", "incident_key", "title", "units_exposed", "start_time")
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
    experiment: str
    idea: str
    owner: str
    team: str
    guardrail: _experiments_service_pb2.Guardrail
    value: float
    units: int
    incident_key: str
    title: str
    units_exposed: int
    start_time: _timestamp_pb2.Timestamp
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., owner: _Optional[str] = ..., team: _Optional[str] = ..., guardrail: _Optional[_Union[_experiments_service_pb2.Guardrail, _Mapping]] = ..., value: _Optional[float] = ..., units: _Optional[int] = ..., incident_key: _Optional[str] = ..., title: _Optional[str] = ..., units_exposed: _Optional[int] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ExperimentDecided(_message.Message):
    __slots__ = ("experiment", "idea", "verdict", "learning", "decider")
    EXPERIMENT_FIELD_NUMBER: _ClassVar[int]
    IDEA_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    LEARNING_FIELD_NUMBER: _ClassVar[int]
    DECIDER_FIELD_NUMBER: _ClassVar[int]
    experiment: str
    idea: str
    verdict: _experiments_service_pb2.Verdict
    learning: str
    decider: str
    def __init__(self, experiment: _Optional[str] = ..., idea: _Optional[str] = ..., verdict: _Optional[_Union[_experiments_service_pb2.Verdict, str]] = ..., learning: _Optional[str] = ..., decider: _Optional[str] = ...) -> None: ...
