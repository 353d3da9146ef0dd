"""The experiments API: translates each call, and decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import grpc
from typing_extensions import override

from chassis.checks.messaging import from_check, to_findings
from chassis.domain import id_in
from chassis.paging import Pager
from chassis.rpc.watching import changes
from chassis.units import Units
from day1.experiments.v1 import experiments_pb2 as pb
from day1.experiments.v1 import experiments_service_pb2 as rpc
from day1.experiments.v1.experiments_service_pb2_grpc import ExperimentServiceServicer

from ..application import commands, reading
from ..application.ports import Statistics, Work
from ..domain.design import MetricKind
from ..domain.life import ExperimentState
from ..domain.policy import Policy
from .explaining import to_change_of_metric, to_health, to_interpretation
from .mapping import (
    to_call,
    to_change,
    to_design,
    to_library_metric,
    to_message,
    to_metric,
    to_results,
    to_snapshot,
    to_variant,
    to_verdict,
)

FILTERS = {
    "idea": (),
    "state": tuple(ExperimentState),
    "team": (),
    "owner": (),
    "supporting": ("true", "false"),
}
"""What a list can be filtered by; ends up as columns, so it names them."""

OF_EXPERIMENT = {"experiment": ()}
METRIC_FILTERS = {"kind": tuple(MetricKind), "team": ()}


@dataclass(slots=True)
class OfOne:
    """A page of what belongs to one experiment, as a list that is filtered by it."""

    page_size: int
    page_token: str
    filter: str


class ExperimentServicer(ExperimentServiceServicer):
    """Serves `day1.experiments.v1.ExperimentService`.

    Refusals pass through untouched: the chassis turns them into statuses.
    """

    def __init__(
        self, units: Units[Work], pager: Pager, statistics: Statistics, policy: Policy
    ) -> None:
        self._units = units
        self._pager = pager
        self._statistics = statistics
        self._policy = policy

    @override
    def CreateExperiment(
        self, request: rpc.CreateExperimentRequest, context: grpc.ServicerContext
    ) -> rpc.CreateExperimentResponse:
        def act(work: Work) -> rpc.CreateExperimentResponse:
            draft = request.experiment
            experiment = commands.create_experiment(
                work, request.experiment_id, id_in(draft.idea), to_design(draft)
            )
            return rpc.CreateExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def GetExperiment(
        self, request: rpc.GetExperimentRequest, context: grpc.ServicerContext
    ) -> rpc.GetExperimentResponse:
        experiment_id = id_in(request.name)
        experiment = self._units.read(lambda work: work.experiments.get(experiment_id))
        return rpc.GetExperimentResponse(experiment=to_message(experiment))

    @override
    def ListExperiments(
        self, request: rpc.ListExperimentsRequest, context: grpc.ServicerContext
    ) -> rpc.ListExperimentsResponse:
        def act(work: Work) -> rpc.ListExperimentsResponse:
            page, token = self._pager.page(
                request, FILTERS, work.experiments.page, to_message
            )
            return rpc.ListExperimentsResponse(
                experiments=page,
                next_page_token=token,
                total_size=self._pager.total(request, FILTERS, work.experiments.count),
            )

        return self._units.read(act)

    @override
    def UpdateExperiment(
        self, request: rpc.UpdateExperimentRequest, context: grpc.ServicerContext
    ) -> rpc.UpdateExperimentResponse:
        change = to_change(request.experiment, request.update_mask)

        def act(work: Work) -> rpc.UpdateExperimentResponse:
            draft = request.experiment
            experiment = commands.update_experiment(
                work, id_in(draft.name), draft.etag, change
            )
            return rpc.UpdateExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def GetResults(
        self, request: rpc.GetResultsRequest, context: grpc.ServicerContext
    ) -> rpc.GetResultsResponse:
        found = self._units.read(
            lambda work: reading.read_results(
                work, id_in(request.name), self._statistics, self._policy
            )
        )
        return to_results(found, self._policy)

    @override
    def LintExperiment(
        self, request: rpc.LintExperimentRequest, context: grpc.ServicerContext
    ) -> rpc.LintExperimentResponse:
        lint = self._units.read(
            lambda work: reading.lint_experiment(
                work, id_in(request.name), self._policy
            )
        )
        return rpc.LintExperimentResponse(
            violations=to_findings(lint.violations), warnings=to_findings(lint.warnings)
        )

    @override
    def VerifyKillSwitch(
        self, request: rpc.VerifyKillSwitchRequest, context: grpc.ServicerContext
    ) -> rpc.VerifyKillSwitchResponse:
        def act(work: Work) -> rpc.VerifyKillSwitchResponse:
            experiment = commands.verify_kill_switch(
                work, id_in(request.name), request.etag
            )
            return rpc.VerifyKillSwitchResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def StartExperiment(
        self, request: rpc.StartExperimentRequest, context: grpc.ServicerContext
    ) -> rpc.StartExperimentResponse:
        def act(work: Work) -> rpc.StartExperimentResponse:
            experiment = commands.start_experiment(
                work, id_in(request.name), request.etag, self._policy
            )
            return rpc.StartExperimentResponse(
                experiment=to_message(experiment),
                warnings=to_findings(experiment.warnings),
            )

        return self._units.write(request, act)

    @override
    def RampExperiment(
        self, request: rpc.RampExperimentRequest, context: grpc.ServicerContext
    ) -> rpc.RampExperimentResponse:
        def act(work: Work) -> rpc.RampExperimentResponse:
            experiment = commands.ramp_experiment(
                work,
                id_in(request.name),
                request.etag,
                request.exposure_percent,
                self._statistics,
                self._policy,
            )
            return rpc.RampExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def PauseExperiment(
        self, request: rpc.PauseExperimentRequest, context: grpc.ServicerContext
    ) -> rpc.PauseExperimentResponse:
        def act(work: Work) -> rpc.PauseExperimentResponse:
            experiment = commands.pause_experiment(
                work, id_in(request.name), request.etag, request.cause
            )
            return rpc.PauseExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def ResumeExperiment(
        self, request: rpc.ResumeExperimentRequest, context: grpc.ServicerContext
    ) -> rpc.ResumeExperimentResponse:
        def act(work: Work) -> rpc.ResumeExperimentResponse:
            experiment = commands.resume_experiment(
                work, id_in(request.name), request.etag, request.remedy
            )
            return rpc.ResumeExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def StopExperiment(
        self, request: rpc.StopExperimentRequest, context: grpc.ServicerContext
    ) -> rpc.StopExperimentResponse:
        def act(work: Work) -> rpc.StopExperimentResponse:
            experiment = commands.stop_experiment(
                work,
                id_in(request.name),
                request.etag,
                self._statistics,
                self._policy,
            )
            return rpc.StopExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def AbortExperiment(
        self, request: rpc.AbortExperimentRequest, context: grpc.ServicerContext
    ) -> rpc.AbortExperimentResponse:
        def act(work: Work) -> rpc.AbortExperimentResponse:
            experiment = commands.abort_experiment(
                work, id_in(request.name), request.etag, request.reason
            )
            return rpc.AbortExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def CancelExperiment(
        self, request: rpc.CancelExperimentRequest, context: grpc.ServicerContext
    ) -> rpc.CancelExperimentResponse:
        def act(work: Work) -> rpc.CancelExperimentResponse:
            experiment = commands.cancel_experiment(
                work, id_in(request.name), request.etag, request.reason
            )
            return rpc.CancelExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def SecondDecision(
        self, request: rpc.SecondDecisionRequest, context: grpc.ServicerContext
    ) -> rpc.SecondDecisionResponse:
        def act(work: Work) -> rpc.SecondDecisionResponse:
            experiment = commands.second_decision(
                work,
                id_in(request.name),
                request.etag,
                to_verdict(request.verdict),
                request.reason,
            )
            return rpc.SecondDecisionResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def DecideExperiment(
        self, request: rpc.DecideExperimentRequest, context: grpc.ServicerContext
    ) -> rpc.DecideExperimentResponse:
        def act(work: Work) -> rpc.DecideExperimentResponse:
            experiment, warnings = commands.decide_experiment(
                work,
                id_in(request.name),
                request.etag,
                to_call(request),
                self._statistics,
                self._policy,
            )
            return rpc.DecideExperimentResponse(
                experiment=to_message(experiment), warnings=to_findings(warnings)
            )

        return self._units.write(request, act)

    @override
    def CleanUpExperiment(
        self, request: rpc.CleanUpExperimentRequest, context: grpc.ServicerContext
    ) -> rpc.CleanUpExperimentResponse:
        def act(work: Work) -> rpc.CleanUpExperimentResponse:
            experiment = commands.clean_up_experiment(
                work,
                id_in(request.name),
                request.etag,
                to_variant(request.variant),
                request.note,
            )
            return rpc.CleanUpExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def ListSnapshots(
        self, request: rpc.ListSnapshotsRequest, context: grpc.ServicerContext
    ) -> rpc.ListSnapshotsResponse:
        def act(work: Work) -> rpc.ListSnapshotsResponse:
            experiment = work.experiments.get(id_in(request.parent))
            equals = f'experiment = "{experiment.id}"'
            asked = OfOne(request.page_size, request.page_token, equals)
            page, token = self._pager.page(
                asked, OF_EXPERIMENT, work.looks.page, to_snapshot
            )
            return rpc.ListSnapshotsResponse(
                snapshots=page,
                next_page_token=token,
                total_size=self._pager.total(asked, OF_EXPERIMENT, work.looks.count),
            )

        return self._units.read(act)

    @override
    def GetHealth(
        self, request: rpc.GetHealthRequest, context: grpc.ServicerContext
    ) -> rpc.GetHealthResponse:
        condition = self._units.read(
            lambda work: reading.read_health(
                work, id_in(request.name), self._statistics, self._policy
            )
        )
        return rpc.GetHealthResponse(health=to_health(condition))

    @override
    def InterpretMetric(
        self, request: rpc.InterpretMetricRequest, context: grpc.ServicerContext
    ) -> rpc.InterpretMetricResponse:
        change = to_change_of_metric(request)
        found = reading.interpret_metric(change, self._statistics, self._policy)
        return to_interpretation(found)

    @override
    def CreateMetric(
        self, request: rpc.CreateMetricRequest, context: grpc.ServicerContext
    ) -> rpc.CreateMetricResponse:
        def act(work: Work) -> rpc.CreateMetricResponse:
            sent = request.metric
            metric = commands.create_metric(
                work, to_metric(sent.metric), sent.title, sent.description
            )
            return rpc.CreateMetricResponse(metric=to_library_metric(metric))

        return self._units.write(request, act)

    @override
    def ListMetrics(
        self, request: rpc.ListMetricsRequest, context: grpc.ServicerContext
    ) -> rpc.ListMetricsResponse:
        def act(work: Work) -> rpc.ListMetricsResponse:
            page, token = self._pager.page(
                request, METRIC_FILTERS, work.metrics.page, to_library_metric
            )
            return rpc.ListMetricsResponse(
                metrics=page,
                next_page_token=token,
                total_size=self._pager.total(
                    request, METRIC_FILTERS, work.metrics.count
                ),
            )

        return self._units.read(act)

    @override
    def ListActiveChecks(
        self, request: rpc.ListActiveChecksRequest, context: grpc.ServicerContext
    ) -> rpc.ListActiveChecksResponse:
        checks = self._units.read(reading.active_checks)
        return rpc.ListActiveChecksResponse(checks=map(from_check, checks))

    @override
    def WatchExperiment(
        self, request: rpc.WatchExperimentRequest, context: grpc.ServicerContext
    ) -> Iterator[rpc.WatchExperimentResponse]:
        experiment_id = id_in(request.name)

        def read() -> list[pb.Experiment]:
            found = self._units.read(lambda work: work.experiments.get(experiment_id))
            return [to_message(found)]

        for experiment in changes(context, read):
            yield rpc.WatchExperimentResponse(experiment=experiment)
