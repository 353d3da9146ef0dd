"""The experiments API: translates each call, and decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import grpc
from typing_extensions import override

from chassis.checks.messaging import from_check, to_findings
from chassis.domain import id_in
from chassis.filtering import ANY, BOOL, choices
from chassis.paging import Pager
from chassis.rpc.watching import Watched, watch
from chassis.units import Units
from chassis.wire import given
from day1.experiments.v1 import experiments_pb2 as pb
from day1.experiments.v1 import experiments_service_pb2 as rpc
from day1.experiments.v1.experiments_service_pb2_grpc import ExperimentServiceServicer

from ..application import commands, reading
from ..application.ports import Statistics, Work
from ..domain.experiment import Experiment
from ..domain.policy import Policy
from .design import to_change, to_design, to_library_metric, to_meaning
from .explaining import to_change_of_metric, to_health, to_interpretation
from .mapping import (
    to_call,
    to_clean_up_result,
    to_message,
    to_results,
    to_snapshot,
    to_verdict,
)

FILTERS = {
    "idea": ANY,
    "state": choices(pb.ExperimentState),
    "team": ANY,
    "owner": ANY,
    "supporting": BOOL,
}
"""What a list can be filtered by: fields, which are also columns."""

METRIC_FILTERS = {"kind": choices(pb.MetricKind, short=False), "team": ANY}


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
                work,
                request.experiment_id,
                id_in(draft.idea),
                to_design(draft),
                self._statistics,
                self._policy,
            )
            return rpc.CreateExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def GetExperiment(
        self, request: rpc.GetExperimentRequest, context: grpc.ServicerContext
    ) -> rpc.GetExperimentResponse:
        experiment_id = id_in(request.name)
        experiment = self._units.read(lambda work: work.experiments.get(experiment_id))
        message = to_message(experiment, request.view)
        return rpc.GetExperimentResponse(experiment=message)

    @override
    def ListExperiments(
        self, request: rpc.ListExperimentsRequest, context: grpc.ServicerContext
    ) -> rpc.ListExperimentsResponse:
        view = request.view or pb.EXPERIMENT_VIEW_BASIC

        def act(work: Work) -> rpc.ListExperimentsResponse:
            page, token = self._pager.page(
                request,
                FILTERS,
                work.experiments.page,
                lambda experiment: to_message(experiment, view),
            )
            return rpc.ListExperimentsResponse(experiments=page, next_page_token=token)

        return self._units.read(act)

    @override
    def UpdateExperiment(
        self, request: rpc.UpdateExperimentRequest, context: grpc.ServicerContext
    ) -> rpc.UpdateExperimentResponse:
        change = to_change(request.experiment, request.update_mask)

        def act(work: Work) -> rpc.UpdateExperimentResponse:
            draft = request.experiment
            experiment = commands.update_experiment(
                work,
                id_in(draft.name),
                draft.etag,
                change,
                self._statistics,
                self._policy,
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
                work, id_in(request.name), self._statistics, self._policy
            )
        )
        return rpc.LintExperimentResponse(
            violations=to_findings(lint.violations),
            warnings=to_findings(lint.warnings),
            required_units_per_arm=lint.required_units,
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
                work,
                id_in(request.name),
                request.etag,
                self._statistics,
                self._policy,
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
                given(request, "exposure_share", float),
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
                work, id_in(request.name), request.etag, request.reason
            )
            return rpc.PauseExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def ResumeExperiment(
        self, request: rpc.ResumeExperimentRequest, context: grpc.ServicerContext
    ) -> rpc.ResumeExperimentResponse:
        def act(work: Work) -> rpc.ResumeExperimentResponse:
            experiment = commands.resume_experiment(
                work, id_in(request.name), request.etag, request.remedy, self._policy
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
                work,
                id_in(request.name),
                request.etag,
                request.reason,
                self._statistics,
                self._policy,
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
                to_clean_up_result(request.result),
                request.note,
            )
            return rpc.CleanUpExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def ListResultsSnapshots(
        self, request: rpc.ListResultsSnapshotsRequest, context: grpc.ServicerContext
    ) -> rpc.ListResultsSnapshotsResponse:
        def act(work: Work) -> rpc.ListResultsSnapshotsResponse:
            experiment = work.experiments.get(id_in(request.parent))
            within = {"experiment": experiment.id}
            page, token = self._pager.page(
                request, {}, work.looks.page, to_snapshot, within
            )
            return rpc.ListResultsSnapshotsResponse(
                results_snapshots=page, next_page_token=token
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
            sent, meaning = (
                request.metric,
                to_meaning(request.metric_id, request.metric),
            )
            metric = commands.create_metric(work, meaning, sent.title, sent.description)
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
            return rpc.ListMetricsResponse(metrics=page, next_page_token=token)

        return self._units.read(act)

    @override
    def ListActiveChecks(
        self, request: rpc.ListActiveChecksRequest, context: grpc.ServicerContext
    ) -> rpc.ListActiveChecksResponse:
        checks = self._units.read(reading.active_checks)
        page, token = self._pager.cut(request, checks, from_check)
        return rpc.ListActiveChecksResponse(checks=page, next_page_token=token)

    @override
    def WatchExperiment(
        self, request: rpc.WatchExperimentRequest, context: grpc.ServicerContext
    ) -> Iterator[rpc.WatchExperimentResponse]:
        experiment_id = id_in(request.name)
        view = request.view or pb.EXPERIMENT_VIEW_BASIC

        def seen(_: Work, experiments: Sequence[Experiment]) -> list[pb.Experiment]:
            return [to_message(each, view) for each in experiments]

        self._units.read(lambda work: work.experiments.get(experiment_id))
        return watch(
            context,
            self._units,
            self._pager.seal,
            request,
            rpc.WatchExperimentResponse,
            Watched[Work, Experiment](
                repository=lambda work: work.experiments,
                to_messages=seen,
                within={"id": experiment_id},
            ),
        )
