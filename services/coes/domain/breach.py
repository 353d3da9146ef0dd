"""The breach: a guardrail of an experiment that did not hold."""

from dataclasses import dataclass
from datetime import datetime

from chassis.domain import id_in

from .report import CoeMetric, IncidentSeverity, Report

TITLE_LIMIT = 200
"""Characters that the contract allows in a title."""

HARM_HEADLINE = "Aborted after harm: "


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

    @property
    def texts(self) -> tuple[str, ...]:
        """What the report copies of what people wrote."""
        return (_fitting(self._headline, self.title),)

    @property
    def _headline(self) -> str:
        return f"Guardrail {self.metric} broke in "

    def report(self, at: datetime) -> Report:
        """Return what is known when the event arrives.

        The detection is never before the start, even where two clocks disagree.
        """
        side = "above" if self.value > self.threshold else "below"
        return Report(
            title=self._headline + _fitting(self._headline, self.title),
            severity=IncidentSeverity.HIGH,
            source=self.experiment,
            summary=(
                f"The mean of {self.metric} was {self.value:.4g} over {self.units} "
                f"units, {side} its threshold of {self.threshold:.10g}. "
                f"{self.units_exposed} units had been exposed by then, in all arms. "
                "The experiment paused itself, so everyone gets control."
            ),
            start_time=self.start_time,
            detect_time=max(at, self.start_time),
            detected_by=f"guardrail {self.metric}",
            metrics=(
                CoeMetric(
                    self.metric, self.value, self.threshold, f"/{self.experiment}"
                ),
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """An experiment that was aborted after it did harm, as it says so itself.

    Attributes:
        title: Of the experiment.
        reason: Why it was aborted.
        start_time: When units first came in.
    """

    experiment: str
    idea: str
    owner: str
    team: str
    title: str
    reason: str
    start_time: datetime

    @property
    def incident_key(self) -> str:
        """The same in every repeat of the event: nothing is aborted twice."""
        return f"{id_in(self.experiment)}/aborted"

    @property
    def texts(self) -> tuple[str, ...]:
        """What the report copies of what people wrote."""
        return (_fitting(HARM_HEADLINE, self.title), self.reason)

    def report(self, at: datetime) -> Report:
        """Return what is known when the news arrives; the harm ended with the abort."""
        known = max(at, self.start_time)
        return Report(
            title=HARM_HEADLINE + _fitting(HARM_HEADLINE, self.title),
            severity=IncidentSeverity.MEDIUM,
            source=self.experiment,
            summary=f"A guardrail broke while it ran. Aborted because: {self.reason}",
            start_time=self.start_time,
            detect_time=known,
            mitigate_time=known,
            detected_by="the team that aborted it",
        )


def _fitting(headline: str, title: str) -> str:
    """Return as much of the title of an experiment as fits behind the headline."""
    return title[: TITLE_LIMIT - len(headline)]
