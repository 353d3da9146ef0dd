"""The assignment API, the data plane: translates each call, and decides nothing."""

from collections.abc import Iterator

import grpc
from typing_extensions import override

from chassis.domain import id_in
from chassis.units import Units
from chassis.values import as_fields
from chassis.wire import to_money
from day1.experiments.v1 import experiments_pb2 as pb
from day1.experiments.v1 import experiments_service_pb2 as rpc
from day1.experiments.v1.experiments_service_pb2_grpc import AssignmentServiceServicer

from ..application import recording
from ..application.ports import Statistics, Work
from ..domain.policy import Policy
from ..domain.results import Loss, Outcome
from .batches import read_batch


class AssignmentServicer(AssignmentServiceServicer):
    """Serves `day1.experiments.v1.AssignmentService`.

    A stream needs no request id: what it repeats counts once.
    """

    def __init__(
        self, units: Units[Work], statistics: Statistics, policy: Policy
    ) -> None:
        self._units = units
        self._statistics = statistics
        self._policy = policy

    @override
    def AssignUnit(
        self, request: rpc.AssignUnitRequest, context: grpc.ServicerContext
    ) -> rpc.AssignUnitResponse:
        experiment_id = id_in(request.name)
        experiment = self._units.read(lambda work: work.experiments.get(experiment_id))
        assigned = experiment.assign(request.unit)
        return rpc.AssignUnitResponse(arm=assigned.arm, enrolled=assigned.enrolled)

    @override
    def BatchAssignUnits(
        self, request: rpc.BatchAssignUnitsRequest, context: grpc.ServicerContext
    ) -> rpc.BatchAssignUnitsResponse:
        experiment_id = id_in(request.name)
        experiment = self._units.read(lambda work: work.experiments.get(experiment_id))
        places = ((unit, experiment.assign(unit)) for unit in request.units)
        return rpc.BatchAssignUnitsResponse(
            assignments=[
                pb.UnitAssignment(unit=unit, arm=place.arm, enrolled=place.enrolled)
                for unit, place in places
            ]
        )

    @override
    def RecordExposures(
        self,
        request_iterator: Iterator[rpc.RecordExposuresRequest],
        context: grpc.ServicerContext,
    ) -> rpc.RecordExposuresResponse:
        batch = read_batch(request_iterator, self._policy)
        units = [request.unit for request in batch]

        def act(work: Work) -> rpc.RecordExposuresResponse:
            experiment_id = id_in(batch[0].name)
            recorded = recording.record_exposures(
                work, experiment_id, units, self._statistics, self._policy
            )
            counts = as_fields(recorded).items()
            return rpc.RecordExposuresResponse(**{f"{k}_count": v for k, v in counts})

        return self._units.write(batch[0], act)

    @override
    def RecordOutcomes(
        self,
        request_iterator: Iterator[rpc.RecordOutcomesRequest],
        context: grpc.ServicerContext,
    ) -> rpc.RecordOutcomesResponse:
        batch = read_batch(request_iterator, self._policy)
        outcomes = [
            Outcome(sent.unit, sent.measurement.metric, sent.measurement.value)
            for sent in batch
            if sent.HasField("measurement")
        ]
        losses = [
            Loss(sent.unit, to_money(sent.loss))
            for sent in batch
            if sent.HasField("loss")
        ]

        def act(work: Work) -> rpc.RecordOutcomesResponse:
            experiment_id = id_in(batch[0].name)
            recorded = recording.record_outcomes(
                work, experiment_id, outcomes, losses, self._statistics, self._policy
            )
            counts = as_fields(recorded).items()
            return rpc.RecordOutcomesResponse(**{f"{k}_count": v for k, v in counts})

        return self._units.write(batch[0], act)
