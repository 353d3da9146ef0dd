"""What each tab of an experiment, and each part of one, has to know."""

import time
from typing import Any

from chassis.domain import Violation
from chassis.rpc.errors import violations_in
from day1.coes.v1.coes_service_pb2 import ListCoesRequest
from day1.experiments.v1 import experiments_pb2 as pb
from day1.experiments.v1 import experiments_service_pb2 as rpc

from ..front import Front
from . import figures

LOOKS = 200
"""How many looks back a chart goes."""

LOOK_SECONDS = 15.0
"""How far a chart moves at once."""


class Loading:
    """Asks the services, as the person who visits."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def experiment(self, experiment_id: str) -> pb.Experiment:
        """Return one experiment."""
        wanted = rpc.GetExperimentRequest(name=f"experiments/{experiment_id}")
        reply = self._front.call(self._front.experiments.GetExperiment, wanted)
        return reply.experiment

    def cost(self, experiment: pb.Experiment) -> dict[str, Any]:
        """Return what failure costs, and has cost."""
        return {"health": self._health(experiment)}

    def design(self, experiment: pb.Experiment) -> dict[str, Any]:
        """Return what is tried; of a draft, what stands in its way as well."""
        shown = {"steps": figures.steps_of(experiment), **self.cost(experiment)}
        if experiment.state != pb.EXPERIMENT_STATE_DRAFT:
            return shown
        wanted = rpc.LintExperimentRequest(name=experiment.name)
        lint = self._front.call(self._front.experiments.LintExperiment, wanted)
        return {**shown, "lint": lint, "is_draft": True}

    def numbers(self, experiment: pb.Experiment) -> dict[str, Any]:
        """Return what is counted, and whether it can be trusted."""
        front = self._front
        health, results = self._health(experiment), self._results(experiment)
        related = ListCoesRequest(filter=f'source = "{experiment.name}"')
        return {
            "results": results,
            "health": health,
            "guardrails": [(one, figures.gauge_of(one)) for one in health.guardrails],
            "charts": self._charts(experiment, results),
            "steps": figures.steps_of(experiment),
            "coes": front.call_if_up(front.coes.ListCoes, related),
        }

    def beyond_repair(self, experiment: pb.Experiment) -> list[Violation]:
        """Return the checks that a paused design fails: it cannot be resumed again."""
        wanted = rpc.ResumeExperimentRequest(name=experiment.name, remedy="x")
        error = self._front.rehearse(self._front.experiments.ResumeExperiment, wanted)
        found = violations_in(error) if error else ()
        return [one for one in found if one.reason == "MECHANISM_CHECK_FAILED"]

    def lessons(self, experiment: pb.Experiment) -> dict[str, Any]:
        """Return what it comes to."""
        return {"results": self._results(experiment)}

    def _charts(
        self, experiment: pb.Experiment, results: rpc.GetResultsResponse
    ) -> list[figures.ArmChart]:
        wanted = rpc.ListResultsSnapshotsRequest(
            parent=experiment.name, page_size=LOOKS
        )
        looks = self._front.call(self._front.experiments.ListResultsSnapshots, wanted)
        now = now_of(experiment)
        return [
            chart
            for metric in figures.metrics_of(experiment)
            for chart in figures.arm_charts(
                experiment, metric, looks.results_snapshots, results, now
            )
        ]

    def _health(self, experiment: pb.Experiment) -> pb.Health:
        wanted = rpc.GetHealthRequest(name=experiment.name)
        return self._front.call(self._front.experiments.GetHealth, wanted).health

    def _results(self, experiment: pb.Experiment) -> rpc.GetResultsResponse:
        wanted = rpc.GetResultsRequest(name=experiment.name)
        return self._front.call(self._front.experiments.GetResults, wanted)


def now_of(experiment: pb.Experiment) -> float:
    """Return when the newest results are of: the end of the collection, or now.

    In steps, so that what is asked for again is the same until something is new.
    """
    if experiment.stop_time.seconds:
        return float(experiment.stop_time.seconds)
    return time.time() // LOOK_SECONDS * LOOK_SECONDS
