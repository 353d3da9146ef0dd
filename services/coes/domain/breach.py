"""The breach: a guardrail of an experiment that did not hold."""

from dataclasses import dataclass
from datetime import datetime

from .report import Report, Severity

TITLE_LIMIT = 200
"""Characters that the contract allows in a title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A broken promise, in the words of the experiment that broke it.

    Attributes:
        incident_key: The same in every repeat of the news.
        title: Of the experiment.
        value: The mean that broke the threshold.
        units: Outcomes behind the mean.
        units_exposed: Units that had met the experiment by then, in all arms.
        start_time: When the experiment was last started or resumed.
    """

    incident_key: str
    experiment: str
    idea: str
    owner: str
    team: str
    title: str
    metric: str
    value: float
    threshold: float
    units: int
    units_exposed: int
    start_time: datetime

    def report(self, at: datetime) -> Report:
        """Return what is known when the news arrives.

        It is never noticed before it began, even where two clocks disagree.
        """
        side = "above" if self.value > self.threshold else "below"
        return Report(
            title=f"Guardrail {self.metric} broke in {self.title}"[:TITLE_LIMIT],
            severity=Severity.HIGH,
            source=self.experiment,
            summary=(
                f"The mean of {self.metric} was {self.value:.10g} over {self.units} "
                f"units, {side} its threshold of {self.threshold:.10g}. "
                f"{self.units_exposed} units had been exposed by then, in all arms. "
                "The experiment paused itself, so everyone gets control."
            ),
            start_time=self.start_time,
            detect_time=max(at, self.start_time),
        )
