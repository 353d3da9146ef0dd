"""What a check sees of an experiment, under the names of the contract."""

from dataclasses import dataclass
from datetime import timedelta

from .approval import Approval
from .design import Arm, Design, Guardrail, Hypothesis, Metric, RequiredInput

DAY = timedelta(days=1)
MOST_INT32 = 2**31 - 1
MOST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class SnapshotMetric:
    """A metric as a check sees it."""

    key: str
    kind: str
    direction: str
    horizon_days: int

    @classmethod
    def of(cls, metric: Metric) -> "SnapshotMetric":
        """Return what a check sees of a metric."""
        return cls(
            metric.key,
            _word(metric.kind, "METRIC_KIND_"),
            _word(metric.direction, "DIRECTION_"),
            metric.horizon_days,
        )


@dataclass(frozen=True, slots=True)
class SnapshotGuardrail:
    """A guardrail as a check sees it."""

    metric: str
    comparison: str
    threshold: float
    min_units: int
    action: str
    severity: str
    from_mechanism: str

    @classmethod
    def of(cls, guardrail: Guardrail) -> "SnapshotGuardrail":
        """Return what a check sees of a guardrail."""
        return cls(
            guardrail.metric,
            _word(guardrail.comparison, "COMPARISON_"),
            guardrail.threshold,
            guardrail.min_units,
            _word(guardrail.action, "GUARDRAIL_ACTION_"),
            _word(guardrail.severity, "SEVERITY_"),
            guardrail.from_mechanism,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentSnapshot:
    """The experiment at one moment; what only a decision knows is empty before it."""

    name: str
    idea: str
    team: str
    tags: tuple[str, ...]
    door_kinds: tuple[str, ...]
    title: str
    hypothesis: Hypothesis
    win_probability: float
    supporting: bool
    unit_kind: str
    arms: tuple[Arm, ...]
    exposure_percent: int
    exposure_steps: tuple[int, ...]
    exposure_cap_units: int
    loss_cap_usd: float
    kill_switch: str
    primary_metric: SnapshotMetric
    secondary_metrics: tuple[SnapshotMetric, ...]
    guardrails: tuple[SnapshotGuardrail, ...]
    treatment_reads: tuple[str, ...]
    required_inputs: tuple[RequiredInput, ...]
    min_units_per_arm: int
    min_runtime_days: float
    max_runtime_days: float
    rule_is_computed: bool
    verdict: str = ""
    rule_verdict: str = ""
    metrics_cited: tuple[SnapshotMetric, ...] = ()
    learning: str = ""
    units: int = 0
    days: float = 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where an experiment belongs: whose it is, on which idea, under which approval."""

    name: str
    idea: str
    team: str
    idea_tags: tuple[str, ...]
    approval: Approval


def snapshot_of(
    place: Place, design: Design, injected: tuple[Guardrail, ...]
) -> ExperimentSnapshot:
    """Return what a check sees of a design before there is a decision."""
    return ExperimentSnapshot(
        name=place.name,
        idea=place.idea,
        team=place.team,
        tags=tuple(sorted({*design.tags, *place.idea_tags})),
        door_kinds=place.approval.kinds(design.tested_doors),
        title=design.title,
        hypothesis=design.hypothesis,
        win_probability=design.win_probability,
        supporting=design.supporting,
        unit_kind=design.unit_kind,
        arms=design.arms,
        exposure_percent=design.exposure_percent,
        exposure_steps=design.exposure_steps,
        exposure_cap_units=design.exposure_cap_units,
        loss_cap_usd=float(design.loss_cap_usd),
        kill_switch=design.kill_switch,
        primary_metric=SnapshotMetric.of(design.primary_metric),
        secondary_metrics=tuple(map(SnapshotMetric.of, design.secondary_metrics)),
        guardrails=tuple(map(SnapshotGuardrail.of, (*design.guardrails, *injected))),
        treatment_reads=design.treatment_reads,
        required_inputs=design.required_inputs,
        min_units_per_arm=design.min_units_per_arm,
        min_runtime_days=design.min_runtime / DAY,
        max_runtime_days=design.max_runtime / DAY,
        rule_is_computed=design.decision_rule.is_computed,
    )


def int32(number: int) -> int:
    """Return the number, or the largest that checks can count to."""
    return min(number, MOST_INT32)


def _word(value: str, prefix: str) -> str:
    word = value.removeprefix(prefix)
    return "" if word == "UNSPECIFIED" else word
