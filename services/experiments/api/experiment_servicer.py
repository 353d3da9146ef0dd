"""The experiments API: translates each call, and decides nothing."""

import grpc
from typing_extensions import override

from chassis.domain import id_in
from chassis.paging import Pager
from chassis.units import Units
from day1.experiments.v1 import experiments_service_pb2 as pb
from day1.experiments.v1.experiments_service_pb2_grpc import ExperimentServiceServicer

from ..application import commands
from ..application.ports import Work
from ..domain.rules import Policy
from .mapping import to_change, to_design, to_message, to_results, to_verdict

FILTERS = ("idea", "state", "team", "owner")
"""What a list can be filtered by; ends up as columns, so it names them."""


class ExperimentServicer(ExperimentServiceServicer):
    """Serves `day1.experiments.v1.ExperimentService`.

    Refusals pass through untouched: the chassis turns them into statuses.
    """

    def __init__(self, units: Units[Work], pager: Pager, policy: Policy) -> None:
        self._units = units
        self._pager = pager
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
        page, token = self._units.read(
            lambda work: self._pager.page(
                request, FILTERS, work.experiments.page, to_message
            )
        )
        return pb.ListExperimentsResponse(experiments=page, next_page_token=token)

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
        def act(work: Work) -> pb.GetResultsResponse:
            experiment = work.experiments.get(id_in(request.name))
            results = work.measurements.results(experiment.id)
            return pb.GetResultsResponse(arms=to_results(experiment, results))

        return self._units.read(act)

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
            return pb.StartExperimentResponse(experiment=to_message(experiment))

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
                work, id_in(request.name), request.etag
            )
            return pb.ResumeExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)

    @override
    def StopExperiment(
        self, request: pb.StopExperimentRequest, context: grpc.ServicerContext
    ) -> pb.StopExperimentResponse:
        def act(work: Work) -> pb.StopExperimentResponse:
            experiment = commands.stop_experiment(
                work, id_in(request.name), request.etag
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
    def DecideExperiment(
        self, request: pb.DecideExperimentRequest, context: grpc.ServicerContext
    ) -> pb.DecideExperimentResponse:
        def act(work: Work) -> pb.DecideExperimentResponse:
            experiment = commands.decide_experiment(
                work,
                id_in(request.name),
                request.etag,
                to_verdict(request.verdict),
                request.learning,
            )
            return pb.DecideExperimentResponse(experiment=to_message(experiment))

        return self._units.write(request, act)
