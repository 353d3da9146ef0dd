"""What the value of a unit is, metric by metric, as the start settles it."""

from collections.abc import Mapping
from dataclasses import replace

from chassis.checks import Aggregation

from .design import Design, Guardrail, Metric


def settled(design: Design, library: Mapping[str, Metric]) -> Design:
    """Return the design with the aggregation and horizon of each metric."""
    primary, *others = (_described(each, library) for each in design.described)
    new = replace(design, primary_metric=primary, secondary_metrics=tuple(others))
    guardrails = settled_guardrails(new.guardrails, new, library)
    return replace(new, guardrails=guardrails)


def settled_guardrails(
    guardrails: tuple[Guardrail, ...], design: Design, library: Mapping[str, Metric]
) -> tuple[Guardrail, ...]:
    """Return guardrails with the aggregation that the design or the library says.

    If they say none, it is the guardrail's own, and that of a mean if it has none.
    """
    said = {
        **_said({each.metric: each.aggregation for each in design.guardrails}),
        **_said({key: metric.aggregation for key, metric in library.items()}),
        **_said({metric.key: metric.aggregation for metric in design.described}),
    }

    def found(bound: Guardrail) -> Aggregation:
        own = said.get(bound.metric, bound.aggregation)
        return Aggregation.MEAN if own is Aggregation.UNSPECIFIED else own

    return tuple(replace(each, aggregation=found(each)) for each in guardrails)


def _said(aggregations: Mapping[str, Aggregation]) -> dict[str, Aggregation]:
    nothing = Aggregation.UNSPECIFIED
    return {key: each for key, each in aggregations.items() if each is not nothing}


def _described(metric: Metric, library: Mapping[str, Metric]) -> Metric:
    """Return a metric that is known no earlier than the library says."""
    if (known := library.get(metric.key)) is None:
        return metric
    is_silent = metric.aggregation is Aggregation.UNSPECIFIED
    return replace(
        metric,
        aggregation=known.aggregation if is_silent else metric.aggregation,
        horizon_days=max(metric.horizon_days, known.horizon_days),
    )
