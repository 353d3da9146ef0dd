"""The experiment of a story: designed, started, measured, and decided."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from day1.experiments.v1 import experiments_pb2 as experiments
from day1.experiments.v1 import experiments_service_pb2 as experiments_rpc
from day1.ideas.v1 import ideas_pb2 as ideas
from day1.ideas.v1 import ideas_service_pb2 as ideas_rpc

from . import documents
from .checking import Seen
from .people import AUTHOR, READER, Person
from .steps import Check, Script, step

EARLY = frozenset({"IDEA_UNKNOWN", "IDEA_NOT_APPROVED"})
"""Refusals that pass once the approval has arrived."""

TREATMENT = "treatment"


class Trial:
    """One experiment on one idea, decided by the idea's leader."""

    def __init__(
        self, key: str, leader: Person, seen: Seen, until: Callable[[Any], Script]
    ) -> None:
        self._key = key
        self._leader = leader
        self._seen = seen
        self._until = until
        self._idea = f"ideas/{key}"
        self._name = f"experiments/{key}"

    def script(self, *, scales: bool) -> Script:
        """Yield one step after the other."""
        yield from self._design()
        yield from self._start()
        yield from self._measure(wins=scales)
        yield from self._stop()
        if scales:
            yield from self._scale()
        else:
            yield from self._kill()

    def _design(self) -> Script:
        request = experiments_rpc.CreateExperimentRequest(
            experiment=documents.design(self._idea), experiment_id=self._key
        )
        design = step(
            AUTHOR,
            "CreateExperiment",
            request,
            effects=("experiments",),
            early=EARLY,
            check=self._is(experiments.EXPERIMENT_STATE_DRAFT),
        )
        while (yield design) is None:
            pass
        yield step(
            AUTHOR,
            "VerifyKillSwitch",
            experiments_rpc.VerifyKillSwitchRequest(name=self._name),
            effects=("experiment KillSwitchVerified",),
            check=self._is(experiments.EXPERIMENT_STATE_DRAFT),
        )

    def _start(self) -> Script:
        start = step(
            AUTHOR,
            "StartExperiment",
            experiments_rpc.StartExperimentRequest(name=self._name),
            effects=("experiment ExperimentStarted", "idea IdeaExperimenting"),
            early=EARLY,
            check=self._is(experiments.EXPERIMENT_STATE_RUNNING),
        )
        while (yield start) is None:
            pass
        yield from self._until(ideas.IDEA_STATE_EXPERIMENTING)

    def _measure(self, *, wins: bool) -> Script:
        """Count: with the treatment everybody orders, or, like in control, nobody."""
        request = experiments_rpc.BatchAssignUnitsRequest(
            name=self._name, units=documents.CUSTOMERS
        )
        dealt = yield step(READER, "BatchAssignUnits", request)
        arms = {place.unit: place.arm for place in dealt.assignments if place.enrolled}
        yield step(
            AUTHOR,
            "RecordExposures",
            *self._exposures(arms),
            effects=("exposures",) * len(arms),
            check=_counts(len(arms)),
        )
        orders = {unit for unit, arm in arms.items() if wins and arm == TREATMENT}
        outcomes = self._outcomes(arms, orders)
        effects = ("outcomes",) * len(outcomes)
        check = _counts(len(outcomes))
        yield step(AUTHOR, "RecordOutcomes", *outcomes, effects=effects, check=check)

    def _exposures(
        self, units: Iterable[str]
    ) -> list[experiments_rpc.RecordExposuresRequest]:
        return [
            experiments_rpc.RecordExposuresRequest(name=self._name, unit=unit)
            for unit in units
        ]

    def _outcomes(
        self, units: Iterable[str], orders: Collection[str]
    ) -> list[experiments_rpc.RecordOutcomesRequest]:
        return [
            experiments_rpc.RecordOutcomesRequest(
                name=self._name,
                unit=unit,
                measurement=experiments_rpc.Measurement(metric=metric, value=value),
            )
            for unit in units
            for metric, value in (
                (documents.ORDERED, float(unit in orders)),
                (documents.RETURNED, 0.0),
            )
        ]

    def _stop(self) -> Script:
        yield step(
            AUTHOR,
            "StopExperiment",
            experiments_rpc.StopExperimentRequest(name=self._name),
            effects=("experiment ExperimentStopped",),
            check=self._is(experiments.EXPERIMENT_STATE_ANALYZING),
        )

    def _scale(self) -> Script:
        yield from self._decide(experiments.VERDICT_SCALE, "IdeaScaling")
        yield from self._until(ideas.IDEA_STATE_SCALING)
        yield step(
            self._leader,
            "LaunchIdea",
            ideas_rpc.LaunchIdeaRequest(name=self._idea),
            effects=("idea IdeaLaunched",),
            check=self._seen.changed("idea", state=ideas.IDEA_STATE_LAUNCHED),
        )

    def _kill(self) -> Script:
        yield from self._decide(experiments.VERDICT_KILL, "IdeaKilled")
        yield from self._until(ideas.IDEA_STATE_KILLED)

    def _decide(self, verdict: Any, event: str) -> Script:
        yield step(
            self._leader,
            "DecideExperiment",
            experiments_rpc.DecideExperimentRequest(
                name=self._name, verdict=verdict, learning="They order what they find."
            ),
            effects=("experiment ExperimentDecided", "experience", f"idea {event}"),
            check=self._is(experiments.EXPERIMENT_STATE_DECIDED),
        )

    def _is(self, state: Any) -> Check:
        return self._seen.changed("experiment", state=state)


def _counts(sent: int) -> Check:
    """Return a check that a stream was taken as a whole; what is known counts too."""

    def look(answer: Any) -> str:
        taken = answer.recorded_count + answer.duplicate_count
        return "" if taken == sent else f"{taken} of {sent} were taken"

    return look
