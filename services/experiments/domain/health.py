"""Whether what is counted can be trusted, and how far the guardrails are."""

from dataclasses import dataclass, field

from .design import Guardrail
from .inference import SampleRatio
from .results import Results, Tally


@dataclass(frozen=True, slots=True)
class GuardrailReading:
    """One guardrail, and where it is.

    Attributes:
        tally: All treatment arms together, since the last start or resume.
    """

    guardrail: Guardrail
    tally: Tally

    @property
    def is_broken(self) -> bool:
        """Whether it is outside its bound, with enough units to say so."""
        mean, is_enough = self.tally.mean, self.tally.units >= self.guardrail.min_units
        return is_enough and mean is not None and not self.guardrail.holds(mean)


@dataclass(frozen=True, slots=True)
class Health:
    """What speaks for and against letting more units in."""

    readings: tuple[GuardrailReading, ...] = ()
    ratio: SampleRatio = field(default_factory=SampleRatio)
    results: Results = field(default_factory=Results)

    @property
    def is_known(self) -> bool:
        """Whether there are guardrails and each has outcomes."""
        return bool(self.readings) and not self.silent

    @property
    def silent(self) -> list[str]:
        """The metrics of guardrails without an outcome since the last start."""
        return [one.guardrail.metric for one in self.readings if not one.tally.units]

    @property
    def broken(self) -> list[str]:
        """The metrics whose guardrails are broken."""
        return [each.guardrail.metric for each in self.readings if each.is_broken]
