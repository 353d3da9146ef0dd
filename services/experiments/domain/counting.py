"""What guardrails and metrics of an experiment have counted, from where on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from chassis.checks import Aggregation

from .design import Design, Guardrail
from .events import GuardrailMeasurement
from .health import Measured
from .results import Results, Sample


@dataclass(frozen=True, slots=True)
class Counting:
    """How an experiment counts.

    Attributes:
        guardrails: The owner's, and those of mechanisms.
        base: What guardrails that broke had counted at the resume after that, and
            count no more, by metric and arm.
        stepped: What all had counted at the last step of the exposure.
    """

    design: Design
    guardrails: Sequence[Guardrail]
    base: tuple[Sample, ...] = ()
    stepped: tuple[Sample, ...] = ()

    @property
    def metrics(self) -> list[str]:
        """The metrics of all guardrails, each once."""
        return list(dict.fromkeys(each.metric for each in self.guardrails))

    def aggregation(self, metric: str) -> Aggregation:
        """Return what the value of one unit of a metric is, once it has started."""
        said = {
            **{bound.metric: bound.aggregation for bound in reversed(self.guardrails)},
            **{each.key: each.aggregation for each in reversed(self.design.described)},
        }
        return said.get(metric, Aggregation.UNSPECIFIED)

    def sample(self, metric: str, arms: Sequence[str], results: Results) -> Sample:
        """Return one metric over some arms."""
        return results.sample(metric, arms, self.aggregation(metric))

    def measured(self, results: Results) -> list[Measured]:
        """Return what each guardrail has counted."""
        return [self._measured(guardrail, results) for guardrail in self.guardrails]

    def measurements(self, results: Results) -> tuple[GuardrailMeasurement, ...]:
        """Return what was measured of each guardrail's metric from the start on."""
        return tuple(
            GuardrailMeasurement(
                sample.recorded.metric,
                sample.mean if sample.recorded.units else None,
                sample.recorded.units,
            )
            for sample in self.now(results)
        )

    def now(self, results: Results) -> tuple[Sample, ...]:
        """Return the metric of each guardrail over all treatments."""
        arms = self.design.treatments
        return tuple(self._watched(metric, arms, results) for metric in self.metrics)

    def anew(self, broken: Collection[str], results: Results) -> tuple[Sample, ...]:
        """Return the base from which guardrails with these labels count anew."""
        broke = {each.metric for each in self.guardrails if each.label in broken}
        arms = (self.design.treatments, (self.design.control,))
        kept = (each for each in self.base if each.recorded.metric not in broke)
        new = (
            self._watched(metric, each, results)
            for metric in sorted(broke)
            for each in arms
        )
        return (*kept, *new)

    def _measured(self, guardrail: Guardrail, results: Results) -> Measured:
        metric, design = guardrail.metric, self.design
        whole = self._watched(metric, design.treatments, results)
        control = self._watched(metric, (design.control,), results)
        treated, stepped = _since(whole, self.base), _since(whole, self.stepped)
        fresh = min(treated.recorded.units, stepped.recorded.units)
        return Measured(guardrail, treated, _since(control, self.base), fresh)

    def _watched(self, metric: str, arms: Sequence[str], results: Results) -> Sample:
        """Return a metric of guardrails over some arms.

        If somebody records which units did not convert, a unit without an outcome is
        not known yet. It would hide a breach if it counted as 0.
        """
        found = self.sample(metric, arms, results)
        everywhere = [arm.id for arm in self.design.arms]
        is_told = self.sample(metric, everywhere, results).has_zeros
        return replace(found, exposed=0) if is_told else found


def _since(sample: Sample, before: Sequence[Sample]) -> Sample:
    """Return what came after an earlier sample of the same, if there is one."""
    now = sample.recorded
    for each in before:
        if (each.recorded.metric, each.recorded.arm) == (now.metric, now.arm):
            return sample.since(each)
    return sample
