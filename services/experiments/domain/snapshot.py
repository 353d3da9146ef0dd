"""What a check sees of an experiment, under the names of the contract."""

from dataclasses import dataclass
from datetime import timedelta

from .approval import Approval
from .design import Arm, Design, Guardrail, Hypothesis, Metric, RequiredInput

DAY = timedelta(days=1)
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
            _word(guardrail.severity, "BREACH_SEVERITY_"),
            guardrail.from_mechanism,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentSnapshot:
    """The experiment at one moment; what only a decision knows is empty before it.

    Its names are those of the contract, which stored expressions depend on.
    """

    name: str
    idea: str
    team: str
    tags: tuple[str, ...]
    door_kinds: tuple[str, ...]
    title: str
    hypothesis: Hypothesis
    win_probability: float | None
    supporting: bool
    unit_kind: str
    arms: tuple[Arm, ...]
    exposure_share: float | None
    exposure_share_steps: tuple[float, ...]
    exposure_cap_units: int | None
    loss_cap: float | None
    currency_code: str
    kill_switch: str
    primary_metric: SnapshotMetric
    secondary_metrics: tuple[SnapshotMetric, ...]
    guardrails: tuple[SnapshotGuardrail, ...]
    treatment_reads: tuple[str, ...]
    required_inputs: tuple[RequiredInput, ...]
    min_units_per_arm: int | None
    min_runtime_days: float | None
    max_runtime_days: float | None
    rule_is_computed: bool
    verdict: str = ""
    rule_verdict: str = ""
    metrics_cited: tuple[SnapshotMetric, ...] = ()
    learning: str = ""
    units: int | None = None
    runtime_days: float | None = None
    required_units_per_arm: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an experiment belongs: whose it is, on which idea, under which approval."""

    name: str
    idea: str
    team: str
    other_tags: tuple[str, ...]
    approval: Approval


def snapshot_of(
    place: Place, design: Design, injected: tuple[Guardrail, ...]
) -> ExperimentSnapshot:
    """Return what a check sees of a design before there is a decision."""
    cap = design.loss_cap
    return ExperimentSnapshot(
        name=place.name,
        idea=place.idea,
        team=place.team,
        tags=tuple(sorted({*design.tags, *place.other_tags})),
        door_kinds=place.approval.kinds(design.tested_doors),
        title=design.title,
        hypothesis=design.hypothesis,
        win_probability=design.win_probability,
        supporting=design.supporting,
        unit_kind=design.unit_kind,
        arms=design.arms,
        exposure_share=design.exposure_share,
        exposure_share_steps=design.exposure_share_steps,
        exposure_cap_units=design.exposure_cap_units,
        loss_cap=None if cap is None else cap.amount,
        currency_code="" if cap is None else cap.currency_code,
        kill_switch=design.kill_switch,
        primary_metric=SnapshotMetric.of(design.primary_metric),
        secondary_metrics=tuple(map(SnapshotMetric.of, design.secondary_metrics)),
        guardrails=tuple(map(SnapshotGuardrail.of, (*design.guardrails, *injected))),
        treatment_reads=design.treatment_reads,
        required_inputs=design.required_inputs,
        min_units_per_arm=design.min_units_per_arm,
        min_runtime_days=_days(design.min_runtime),
        max_runtime_days=_days(design.max_runtime),
        rule_is_computed=design.decision_rule.is_computed,
    )


def _days(span: timedelta | None) -> float | None:
    return span / DAY if span else None


def _word(value: str, prefix: str) -> str:
    word = value.removeprefix(prefix)
    return "" if word == "UNSPECIFIED" else word
