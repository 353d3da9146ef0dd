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
from day1.experiments.v1 import experiments_service_pb2 as pb
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
        self, request: pb.CreateExperimentRequest, context: grpc.ServicerContext
    ) -> pb.CreateExperimentResponse:
        def act(work: Work) -> pb.CreateExperimentResponse:
            draft = request.experiment
            experiment = commands.create_experiment(
                work, request.experiment_id, id_in(draft.idea), to_design(draft)
            )
            return pb.CreateExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def GetExperiment(
        self, request: pb.GetExperimentRequest, context: grpc.ServicerContext
    ) -> pb.GetExperimentResponse:
        experiment_id = id_in(request.name)
        experiment = self._units.read(lambda work: work.experiments.get(experiment_id))
        return pb.GetExperimentResponse(experiment=to_message(experiment))

    @override
    def ListExperiments(
        self, request: pb.ListExperimentsRequest, context: grpc.ServicerContext
    ) -> pb.ListExperimentsResponse:
        def act(work: Work) -> pb.ListExperimentsResponse:
            page, token = self._pager.page(
                request, FILTERS, work.experiments.page, to_message
            )
            return pb.ListExperimentsResponse(
                experiments=page,
                next_page_token=token,
                total_size=self._pager.total(request, FILTERS, work.experiments.count),
            )

        return self._units.read(act)

    @override
    def UpdateExperiment(
        self, request: pb.UpdateExperimentRequest, context: grpc.ServicerContext
    ) -> pb.UpdateExperimentResponse:
        change = to_change(request.experiment, request.update_mask)

        def act(work: Work) -> pb.UpdateExperimentResponse:
            draft = request.experiment
            experiment = commands.update_experiment(
                work, id_in(draft.name), draft.etag, change
            )
            return pb.UpdateExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def GetResults(
        self, request: pb.GetResultsRequest, context: grpc.ServicerContext
    ) -> pb.GetResultsResponse:
        found = self._units.read(
            lambda work: reading.read_results(
                work, id_in(request.name), self._statistics, self._policy
            )
        )
        return to_results(found, self._policy)

    @override
    def LintExperiment(
        self, request: pb.LintExperimentRequest, context: grpc.ServicerContext
    ) -> pb.LintExperimentResponse:
        lint = self._units.read(
            lambda work: reading.lint_experiment(
                work, id_in(request.name), self._policy
            )
        )
        return pb.LintExperimentResponse(
            violations=to_findings(lint.violations), warnings=to_findings(lint.warnings)
        )

    @override
    def VerifyKillSwitch(
        self, request: pb.VerifyKillSwitchRequest, context: grpc.ServicerContext
    ) -> pb.VerifyKillSwitchResponse:
        def act(work: Work) -> pb.VerifyKillSwitchResponse:
            experiment = commands.verify_kill_switch(
                work, id_in(request.name), request.etag
            )
            return pb.VerifyKillSwitchResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def StartExperiment(
        self, request: pb.StartExperimentRequest, context: grpc.ServicerContext
    ) -> pb.StartExperimentResponse:
        def act(work: Work) -> pb.StartExperimentResponse:
            experiment = commands.start_experiment(
                work, id_in(request.name), request.etag, self._policy
            )
            return pb.StartExperimentResponse(
                experiment=to_message(experiment),
                warnings=to_findings(experiment.warnings),
            )

        return self._units.write(request, act)

    @override
    def RampExperiment(
        self, request: pb.RampExperimentRequest, context: grpc.ServicerContext
    ) -> pb.RampExperimentResponse:
        def act(work: Work) -> pb.RampExperimentResponse:
            experiment = commands.ramp_experiment(
                work,
                id_in(request.name),
                request.etag,
                request.exposure_percent,
                self._statistics,
                self._policy,
            )
            return pb.RampExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def PauseExperiment(
        self, request: pb.PauseExperimentRequest, context: grpc.ServicerContext
    ) -> pb.PauseExperimentResponse:
        def act(work: Work) -> pb.PauseExperimentResponse:
            experiment = commands.pause_experiment(
                work, id_in(request.name), request.etag, request.cause
            )
            return pb.PauseExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def ResumeExperiment(
        self, request: pb.ResumeExperimentRequest, context: grpc.ServicerContext
    ) -> pb.ResumeExperimentResponse:
        def act(work: Work) -> pb.ResumeExperimentResponse:
            experiment = commands.resume_experiment(
                work, id_in(request.name), request.etag, request.remedy
            )
            return pb.ResumeExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def StopExperiment(
        self, request: pb.StopExperimentRequest, context: grpc.ServicerContext
    ) -> pb.StopExperimentResponse:
        def act(work: Work) -> pb.StopExperimentResponse:
            experiment = commands.stop_experiment(
                work,
                id_in(request.name),
                request.etag,
                self._statistics,
                self._policy,
            )
            return pb.StopExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def AbortExperiment(
        self, request: pb.AbortExperimentRequest, context: grpc.ServicerContext
    ) -> pb.AbortExperimentResponse:
        def act(work: Work) -> pb.AbortExperimentResponse:
            experiment = commands.abort_experiment(
                work, id_in(request.name), request.etag, request.reason
            )
            return pb.AbortExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def CancelExperiment(
        self, request: pb.CancelExperimentRequest, context: grpc.ServicerContext
    ) -> pb.CancelExperimentResponse:
        def act(work: Work) -> pb.CancelExperimentResponse:
            experiment = commands.cancel_experiment(
                work, id_in(request.name), request.etag, request.reason
            )
            return pb.CancelExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def SecondDecision(
        self, request: pb.SecondDecisionRequest, context: grpc.ServicerContext
    ) -> pb.SecondDecisionResponse:
        def act(work: Work) -> pb.SecondDecisionResponse:
            experiment = commands.second_decision(
                work,
                id_in(request.name),
                request.etag,
                to_verdict(request.verdict),
                request.reason,
            )
            return pb.SecondDecisionResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def DecideExperiment(
        self, request: pb.DecideExperimentRequest, context: grpc.ServicerContext
    ) -> pb.DecideExperimentResponse:
        def act(work: Work) -> pb.DecideExperimentResponse:
            experiment, warnings = commands.decide_experiment(
                work,
                id_in(request.name),
                request.etag,
                to_call(request),
                self._statistics,
                self._policy,
            )
            return pb.DecideExperimentResponse(
                experiment=to_message(experiment), warnings=to_findings(warnings)
            )

        return self._units.write(request, act)

    @override
    def CleanUpExperiment(
        self, request: pb.CleanUpExperimentRequest, context: grpc.ServicerContext
    ) -> pb.CleanUpExperimentResponse:
        def act(work: Work) -> pb.CleanUpExperimentResponse:
            experiment = commands.clean_up_experiment(
                work,
                id_in(request.name),
                request.etag,
                to_variant(request.variant),
                request.note,
            )
            return pb.CleanUpExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def ListSnapshots(
        self, request: pb.ListSnapshotsRequest, context: grpc.ServicerContext
    ) -> pb.ListSnapshotsResponse:
        def act(work: Work) -> pb.ListSnapshotsResponse:
            experiment = work.experiments.get(id_in(request.parent))
            equals = f'experiment = "{experiment.id}"'
            asked = OfOne(request.page_size, request.page_token, equals)
            page, token = self._pager.page(
                asked, OF_EXPERIMENT, work.looks.page, to_snapshot
            )
            return pb.ListSnapshotsResponse(
                snapshots=page,
                next_page_token=token,
                total_size=self._pager.total(asked, OF_EXPERIMENT, work.looks.count),
            )

        return self._units.read(act)

    @override
    def GetHealth(
        self, request: pb.GetHealthRequest, context: grpc.ServicerContext
    ) -> pb.GetHealthResponse:
        condition = self._units.read(
            lambda work: reading.read_health(
                work, id_in(request.name), self._statistics, self._policy
            )
        )
        return pb.GetHealthResponse(health=to_health(condition))

    @override
    def InterpretMetric(
        self, request: pb.InterpretMetricRequest, context: grpc.ServicerContext
    ) -> pb.InterpretMetricResponse:
        change = to_change_of_metric(request)
        found = reading.interpret_metric(change, self._statistics, self._policy)
        return to_interpretation(found)

    @override
    def CreateMetric(
        self, request: pb.CreateMetricRequest, context: grpc.ServicerContext
    ) -> pb.CreateMetricResponse:
        def act(work: Work) -> pb.CreateMetricResponse:
            sent = request.metric
            metric = commands.create_metric(
                work, to_metric(sent.metric), sent.title, sent.description
            )
            return pb.CreateMetricResponse(metric=to_library_metric(metric))

        return self._units.write(request, act)

    @override
    def ListMetrics(
        self, request: pb.ListMetricsRequest, context: grpc.ServicerContext
    ) -> pb.ListMetricsResponse:
        def act(work: Work) -> pb.ListMetricsResponse:
            page, token = self._pager.page(
                request, METRIC_FILTERS, work.metrics.page, to_library_metric
            )
            return pb.ListMetricsResponse(
                metrics=page,
                next_page_token=token,
                total_size=self._pager.total(
                    request, METRIC_FILTERS, work.metrics.count
                ),
            )

        return self._units.read(act)

    @override
    def ListActiveChecks(
        self, request: pb.ListActiveChecksRequest, context: grpc.ServicerContext
    ) -> pb.ListActiveChecksResponse:
        checks = self._units.read(reading.active_checks)
        return pb.ListActiveChecksResponse(checks=map(from_check, checks))

    @override
    def WatchExperiment(
        self, request: pb.WatchExperimentRequest, context: grpc.ServicerContext
    ) -> Iterator[pb.WatchExperimentResponse]:
        experiment_id = id_in(request.name)

        def read() -> list[pb.Experiment]:
            found = self._units.read(lambda work: work.experiments.get(experiment_id))
            return [to_message(found)]

        for experiment in changes(context, read):
            yield pb.WatchExperimentResponse(experiment=experiment)
