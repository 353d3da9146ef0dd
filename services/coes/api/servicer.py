"""The coes API: translates each call, and decides nothing."""

import grpc
from typing_extensions import override

from chassis.domain import id_in
from chassis.paging import Pager
from chassis.units import Units
from day1.coes.v1 import coes_service_pb2 as pb
from day1.coes.v1.coes_service_pb2_grpc import CoeServiceServicer

from ..application import commands
from ..application.ports import Work
from .mapping import to_change, to_message, to_report

FILTERS = ("state", "idea", "source", "team")
"""What a list can be filtered by; ends up as columns, so it names them."""


class CoeServicer(CoeServiceServicer):
    """Serves `day1.coes.v1.CoeService`.

    Refusals pass through untouched: the chassis turns them into statuses.
    """

    def __init__(self, units: Units[Work], pager: Pager) -> None:
        self._units = units
        self._pager = pager

    @override
    def CreateCoe(
        self, request: pb.CreateCoeRequest, context: grpc.ServicerContext
    ) -> pb.CreateCoeResponse:
        report = to_report(request.coe)

        def act(work: Work) -> pb.CreateCoeResponse:
            coe = commands.create_coe(work, request.coe_id, report)
            return pb.CreateCoeResponse(coe=to_message(coe))

        return self._units.write(request, act)

    @override
    def GetCoe(
        self, request: pb.GetCoeRequest, context: grpc.ServicerContext
    ) -> pb.GetCoeResponse:
        coe = self._units.read(lambda work: work.coes.get(id_in(request.name)))
        return pb.GetCoeResponse(coe=to_message(coe))

    @override
    def ListCoes(
        self, request: pb.ListCoesRequest, context: grpc.ServicerContext
    ) -> pb.ListCoesResponse:
        page, token = self._units.read(
            lambda work: self._pager.page(request, FILTERS, work.coes.page, to_message)
        )
        return pb.ListCoesResponse(coes=page, next_page_token=token)

    @override
    def UpdateCoe(
        self, request: pb.UpdateCoeRequest, context: grpc.ServicerContext
    ) -> pb.UpdateCoeResponse:
        change = to_change(request.coe, request.update_mask)

        def act(work: Work) -> pb.UpdateCoeResponse:
            coe_id, etag = id_in(request.coe.name), request.coe.etag
            coe = commands.update_coe(work, coe_id, etag, change)
            return pb.UpdateCoeResponse(coe=to_message(coe))

        return self._units.write(request, act)

    @override
    def StartAnalysis(
        self, request: pb.StartAnalysisRequest, context: grpc.ServicerContext
    ) -> pb.StartAnalysisResponse:
        def act(work: Work) -> pb.StartAnalysisResponse:
            coe = commands.start_analysis(work, id_in(request.name), request.etag)
            return pb.StartAnalysisResponse(coe=to_message(coe))

        return self._units.write(request, act)

    @override
    def DismissCoe(
        self, request: pb.DismissCoeRequest, context: grpc.ServicerContext
    ) -> pb.DismissCoeResponse:
        def act(work: Work) -> pb.DismissCoeResponse:
            coe_id = id_in(request.name)
            coe = commands.dismiss_coe(work, coe_id, request.etag, request.reason)
            return pb.DismissCoeResponse(coe=to_message(coe))

        return self._units.write(request, act)
