"""The API of COEs: translates each call, and decides nothing."""

from collections.abc import Iterator
from dataclasses import replace

import grpc
from typing_extensions import override

from chassis.checks.messaging import to_findings
from chassis.domain import id_in
from chassis.paging import Pager
from chassis.rpc.watching import changes
from chassis.units import Units
from day1.coes.v1 import coes_service_pb2 as pb
from day1.coes.v1.coes_service_pb2_grpc import CoeServiceServicer

from ..application import commands
from ..application.knowledge import knowledge_on
from ..application.ports import Work
from ..domain.completeness import advice, gaps
from ..domain.life import CoeState
from ..domain.policy import Policy
from .mapping import (
    to_change,
    to_entry,
    to_message,
    to_report,
    to_time,
    to_why,
)

FILTERS = {"state": tuple(CoeState), "idea": (), "source": (), "team": ()}
"""What a list can be filtered by; ends up as columns, so it names them."""

CORRECTION_FILTERS = {"state": tuple(CoeState), "team": ()}
"""What a list of corrections can be filtered by: columns of their COEs."""


class CoeServicer(CoeServiceServicer):
    """Serves `day1.coes.v1.CoeService`.

    Refusals pass through untouched: the chassis turns them into statuses.
    """

    def __init__(self, units: Units[Work], pager: Pager, policy: Policy) -> None:
        self._units = units
        self._pager = pager
        self._policy = policy

    @override
    def CreateCoe(
        self, request: pb.CreateCoeRequest, context: grpc.ServicerContext
    ) -> pb.CreateCoeResponse:
        report = to_report(request.coe)

        def act(work: Work) -> pb.CreateCoeResponse:
            coe = commands.create_coe(
                work,
                request.coe_id,
                report,
                policy=self._policy,
                incident_key=request.incident_key,
                recurrence_of=request.coe.recurrence_of,
            )
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
        def read(work: Work) -> pb.ListCoesResponse:
            coes = work.coes
            page, token = self._pager.page(request, FILTERS, coes.page, to_message)
            total = self._pager.total(request, FILTERS, coes.count)
            return pb.ListCoesResponse(
                coes=page, next_page_token=token, total_size=total
            )

        return self._units.read(read)

    @override
    def UpdateCoe(
        self, request: pb.UpdateCoeRequest, context: grpc.ServicerContext
    ) -> pb.UpdateCoeResponse:
        change = to_change(request.coe, request.update_mask)

        def act(work: Work) -> pb.UpdateCoeResponse:
            coe_id, etag = id_in(request.coe.name), request.coe.etag
            coe = commands.update_coe(work, coe_id, etag, change)
            warnings = to_findings(advice(coe.name, coe.report, self._policy))
            return pb.UpdateCoeResponse(coe=to_message(coe), warnings=warnings)

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

    @override
    def LintCoe(
        self, request: pb.LintCoeRequest, context: grpc.ServicerContext
    ) -> pb.LintCoeResponse:
        def read(work: Work) -> pb.LintCoeResponse:
            coe = work.coes.get(id_in(request.name))
            known = knowledge_on(work, coe)
            objections = gaps(coe.name, coe.report, known, self._policy)
            return pb.LintCoeResponse(
                violations=to_findings(objections),
                warnings=to_findings(advice(coe.name, coe.report, self._policy)),
            )

        return self._units.read(read)

    @override
    def AddTimelineEntry(
        self, request: pb.AddTimelineEntryRequest, context: grpc.ServicerContext
    ) -> pb.AddTimelineEntryResponse:
        entry = to_entry(request.entry)

        def act(work: Work) -> pb.AddTimelineEntryResponse:
            coe = commands.add_timeline_entry(
                work, id_in(request.name), request.etag, entry, self._policy
            )
            return pb.AddTimelineEntryResponse(coe=to_message(coe))

        return self._units.write(request, act)

    @override
    def ImportTimeline(
        self, request: pb.ImportTimelineRequest, context: grpc.ServicerContext
    ) -> pb.ImportTimelineResponse:
        def act(work: Work) -> pb.ImportTimelineResponse:
            coe, added = commands.import_timeline(
                work, id_in(request.name), request.etag, self._policy
            )
            return pb.ImportTimelineResponse(coe=to_message(coe), added=added)

        return self._units.write(request, act)

    @override
    def AddWhy(
        self, request: pb.AddWhyRequest, context: grpc.ServicerContext
    ) -> pb.AddWhyResponse:
        why = to_why(request.why)

        def act(work: Work) -> pb.AddWhyResponse:
            coe_id = id_in(request.name)
            coe = commands.add_why(
                work, coe_id, request.etag, request.chain, why, policy=self._policy
            )
            return pb.AddWhyResponse(coe=to_message(coe))

        return self._units.write(request, act)

    @override
    def SubmitCoe(
        self, request: pb.SubmitCoeRequest, context: grpc.ServicerContext
    ) -> pb.SubmitCoeResponse:
        def act(work: Work) -> pb.SubmitCoeResponse:
            coe = commands.submit_coe(
                work, id_in(request.name), request.etag, self._policy
            )
            warnings = to_findings(coe.warnings)
            return pb.SubmitCoeResponse(coe=to_message(coe), warnings=warnings)

        return self._units.write(request, act)

    @override
    def ReturnCoe(
        self, request: pb.ReturnCoeRequest, context: grpc.ServicerContext
    ) -> pb.ReturnCoeResponse:
        def act(work: Work) -> pb.ReturnCoeResponse:
            coe = commands.return_coe(
                work, id_in(request.name), request.etag, request.comment
            )
            return pb.ReturnCoeResponse(coe=to_message(coe))

        return self._units.write(request, act)

    @override
    def ApproveCoe(
        self, request: pb.ApproveCoeRequest, context: grpc.ServicerContext
    ) -> pb.ApproveCoeResponse:
        def act(work: Work) -> pb.ApproveCoeResponse:
            coe = commands.approve_coe(
                work, id_in(request.name), request.etag, self._policy
            )
            return pb.ApproveCoeResponse(coe=to_message(coe))

        return self._units.write(request, act)

    @override
    def WaiveMechanism(
        self, request: pb.WaiveMechanismRequest, context: grpc.ServicerContext
    ) -> pb.WaiveMechanismResponse:
        expires_at = to_time(request.expire_time, "expire_time")

        def act(work: Work) -> pb.WaiveMechanismResponse:
            coe_id, reason = id_in(request.name), request.reason
            coe = commands.waive_mechanism(
                work, coe_id, request.etag, reason, expires_at, policy=self._policy
            )
            return pb.WaiveMechanismResponse(coe=to_message(coe))

        return self._units.write(request, act)

    @override
    def MarkRecurrence(
        self, request: pb.MarkRecurrenceRequest, context: grpc.ServicerContext
    ) -> pb.MarkRecurrenceResponse:
        def act(work: Work) -> pb.MarkRecurrenceResponse:
            coe = commands.mark_recurrence(
                work,
                id_in(request.name),
                request.etag,
                request.recurrence_of,
                self._policy,
            )
            return pb.MarkRecurrenceResponse(coe=to_message(coe))

        return self._units.write(request, act)

    @override
    def ListCorrections(
        self, request: pb.ListCorrectionsRequest, context: grpc.ServicerContext
    ) -> pb.ListCorrectionsResponse:
        parent = id_in(request.parent)
        only = {} if parent == "-" else {"id": parent}

        def read(work: Work) -> tuple[list[pb.Coe], str]:
            if only:
                work.coes.get(parent)
            return self._pager.page(
                request,
                CORRECTION_FILTERS,
                lambda query: work.coes.page(
                    replace(query, equals={**query.equals, **only})
                ),
                to_message,
            )

        page, token = self._units.read(read)
        listed = [each for coe in page for each in _listed(coe)]
        return pb.ListCorrectionsResponse(corrections=listed, next_page_token=token)

    @override
    def CompleteCorrection(
        self, request: pb.CompleteCorrectionRequest, context: grpc.ServicerContext
    ) -> pb.CompleteCorrectionResponse:
        def act(work: Work) -> pb.CompleteCorrectionResponse:
            coe = commands.complete_correction(
                work,
                id_in(request.name),
                request.etag,
                request.correction_id,
                request.evidence_url,
                policy=self._policy,
            )
            return pb.CompleteCorrectionResponse(coe=to_message(coe))

        return self._units.write(request, act)

    @override
    def WatchCoe(
        self, request: pb.WatchCoeRequest, context: grpc.ServicerContext
    ) -> Iterator[pb.WatchCoeResponse]:
        def read() -> list[pb.Coe]:
            coe_id = id_in(request.name)
            return [self._units.read(lambda work: to_message(work.coes.get(coe_id)))]

        for coe in changes(context, read):
            yield pb.WatchCoeResponse(coe=coe)


def _listed(coe: pb.Coe) -> list[pb.ListedCorrection]:
    return [
        pb.ListedCorrection(coe=coe.name, correction=correction)
        for correction in coe.corrections
    ]
