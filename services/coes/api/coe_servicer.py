"""The API of COEs: translates each call, and decides nothing."""

from collections.abc import Iterator

import grpc
from typing_extensions import override

from chassis.checks.messaging import to_findings
from chassis.domain import id_in
from chassis.filtering import ANY, choices, parse_filter
from chassis.paging import Pager
from chassis.rpc.watching import Watched, watch
from chassis.units import Units
from day1.coes.v1 import coes_pb2 as pb
from day1.coes.v1 import coes_service_pb2 as rpc
from day1.coes.v1.coes_service_pb2_grpc import CoeServiceServicer

from ..application import commands
from ..application.knowledge import knowledge_on
from ..application.ports import Work
from ..domain.coe import Coe
from ..domain.completeness import advice, gaps
from ..domain.policy import Policy
from .mapping import (
    to_change,
    to_entry,
    to_listed,
    to_message,
    to_report,
    to_time,
    to_why,
)

FILTERS = {
    "state": choices(pb.CoeState),
    "idea": ANY,
    "source": ANY,
    "team": ANY,
}
"""What a list can be filtered by; ends up as columns, so it names them."""

CORRECTION_FILTERS = {
    "state": choices(pb.CorrectionState, short=False),
    "kind": choices(pb.CorrectionKind, short=False),
    "team": ANY,
    "coe_state": choices(pb.CoeState),
}
"""What a list of corrections can be filtered by."""


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
        self, request: rpc.CreateCoeRequest, context: grpc.ServicerContext
    ) -> rpc.CreateCoeResponse:
        report = to_report(request.coe)

        def act(work: Work) -> rpc.CreateCoeResponse:
            coe, existing = commands.create_coe(
                work,
                request.coe_id,
                report,
                policy=self._policy,
                incident_key=request.incident_key,
                recurrence_of=request.recurrence_of,
            )
            return rpc.CreateCoeResponse(coe=to_message(coe), existing=existing)

        return self._units.write(request, act)

    @override
    def GetCoe(
        self, request: rpc.GetCoeRequest, context: grpc.ServicerContext
    ) -> rpc.GetCoeResponse:
        coe = self._units.read(lambda work: work.coes.get(id_in(request.name)))
        return rpc.GetCoeResponse(coe=to_message(coe, request.view))

    @override
    def ListCoes(
        self, request: rpc.ListCoesRequest, context: grpc.ServicerContext
    ) -> rpc.ListCoesResponse:
        view = request.view or pb.COE_VIEW_BASIC
        page, token = self._units.read(
            lambda work: self._pager.page(
                request, FILTERS, work.coes.page, lambda coe: to_message(coe, view)
            )
        )
        return rpc.ListCoesResponse(coes=page, next_page_token=token)

    @override
    def UpdateCoe(
        self, request: rpc.UpdateCoeRequest, context: grpc.ServicerContext
    ) -> rpc.UpdateCoeResponse:
        change = to_change(request.coe, request.update_mask)

        def act(work: Work) -> rpc.UpdateCoeResponse:
            coe_id, etag = id_in(request.coe.name), request.coe.etag
            coe = commands.update_coe(work, coe_id, etag, change, self._policy)
            warnings = to_findings(advice(coe.label, coe.report, self._policy))
            return rpc.UpdateCoeResponse(coe=to_message(coe), warnings=warnings)

        return self._units.write(request, act)

    @override
    def StartAnalysis(
        self, request: rpc.StartAnalysisRequest, context: grpc.ServicerContext
    ) -> rpc.StartAnalysisResponse:
        def act(work: Work) -> rpc.StartAnalysisResponse:
            coe = commands.start_analysis(work, id_in(request.name), request.etag)
            return rpc.StartAnalysisResponse(coe=to_message(coe))

        return self._units.write(request, act)

    @override
    def DismissCoe(
        self, request: rpc.DismissCoeRequest, context: grpc.ServicerContext
    ) -> rpc.DismissCoeResponse:
        def act(work: Work) -> rpc.DismissCoeResponse:
            coe_id = id_in(request.name)
            coe = commands.dismiss_coe(work, coe_id, request.etag, request.reason)
            return rpc.DismissCoeResponse(coe=to_message(coe))

        return self._units.write(request, act)

    @override
    def LintCoe(
        self, request: rpc.LintCoeRequest, context: grpc.ServicerContext
    ) -> rpc.LintCoeResponse:
        def read(work: Work) -> rpc.LintCoeResponse:
            coe = work.coes.get(id_in(request.name))
            known = knowledge_on(work, coe)
            objections = gaps(coe.label, coe.report, known, self._policy)
            return rpc.LintCoeResponse(
                violations=to_findings(objections),
                warnings=to_findings(advice(coe.label, coe.report, self._policy)),
            )

        return self._units.read(read)

    @override
    def AddTimelineEntry(
        self, request: rpc.AddTimelineEntryRequest, context: grpc.ServicerContext
    ) -> rpc.AddTimelineEntryResponse:
        entry = to_entry(request.entry)

        def act(work: Work) -> rpc.AddTimelineEntryResponse:
            coe = commands.add_timeline_entry(
                work, id_in(request.name), request.etag, entry, self._policy
            )
            return rpc.AddTimelineEntryResponse(coe=to_message(coe))

        return self._units.write(request, act)

    @override
    def ImportTimeline(
        self, request: rpc.ImportTimelineRequest, context: grpc.ServicerContext
    ) -> rpc.ImportTimelineResponse:
        def act(work: Work) -> rpc.ImportTimelineResponse:
            coe, added = commands.import_timeline(
                work, id_in(request.name), request.etag, self._policy
            )
            return rpc.ImportTimelineResponse(coe=to_message(coe), added=added)

        return self._units.write(request, act)

    @override
    def AddWhy(
        self, request: rpc.AddWhyRequest, context: grpc.ServicerContext
    ) -> rpc.AddWhyResponse:
        why = to_why(request.why)

        def act(work: Work) -> rpc.AddWhyResponse:
            coe_id = id_in(request.name)
            coe = commands.add_why(
                work, coe_id, request.etag, request.chain_id, why, policy=self._policy
            )
            return rpc.AddWhyResponse(coe=to_message(coe))

        return self._units.write(request, act)

    @override
    def SubmitCoe(
        self, request: rpc.SubmitCoeRequest, context: grpc.ServicerContext
    ) -> rpc.SubmitCoeResponse:
        def act(work: Work) -> rpc.SubmitCoeResponse:
            coe = commands.submit_coe(
                work, id_in(request.name), request.etag, self._policy
            )
            warnings = to_findings(coe.warnings)
            return rpc.SubmitCoeResponse(coe=to_message(coe), warnings=warnings)

        return self._units.write(request, act)

    @override
    def ReturnCoe(
        self, request: rpc.ReturnCoeRequest, context: grpc.ServicerContext
    ) -> rpc.ReturnCoeResponse:
        def act(work: Work) -> rpc.ReturnCoeResponse:
            coe = commands.return_coe(
                work, id_in(request.name), request.etag, request.comment
            )
            return rpc.ReturnCoeResponse(coe=to_message(coe))

        return self._units.write(request, act)

    @override
    def ApproveCoe(
        self, request: rpc.ApproveCoeRequest, context: grpc.ServicerContext
    ) -> rpc.ApproveCoeResponse:
        def act(work: Work) -> rpc.ApproveCoeResponse:
            coe = commands.approve_coe(
                work, id_in(request.name), request.etag, self._policy
            )
            return rpc.ApproveCoeResponse(coe=to_message(coe))

        return self._units.write(request, act)

    @override
    def WaiveMechanism(
        self, request: rpc.WaiveMechanismRequest, context: grpc.ServicerContext
    ) -> rpc.WaiveMechanismResponse:
        expires_at = to_time(request.expire_time)

        def act(work: Work) -> rpc.WaiveMechanismResponse:
            coe_id, reason = id_in(request.name), request.reason
            coe = commands.waive_mechanism(
                work, coe_id, request.etag, reason, expires_at, policy=self._policy
            )
            return rpc.WaiveMechanismResponse(coe=to_message(coe))

        return self._units.write(request, act)

    @override
    def MarkRecurrence(
        self, request: rpc.MarkRecurrenceRequest, context: grpc.ServicerContext
    ) -> rpc.MarkRecurrenceResponse:
        def act(work: Work) -> rpc.MarkRecurrenceResponse:
            coe = commands.mark_recurrence(
                work,
                id_in(request.name),
                request.etag,
                request.recurrence_of,
                self._policy,
            )
            return rpc.MarkRecurrenceResponse(coe=to_message(coe))

        return self._units.write(request, act)

    @override
    def ListCorrections(
        self, request: rpc.ListCorrectionsRequest, context: grpc.ServicerContext
    ) -> rpc.ListCorrectionsResponse:
        parent = id_in(request.parent)
        within = {} if parent == "-" else {"id": parent}

        def read(work: Work) -> tuple[list[pb.ListedCorrection], str]:
            if within:
                work.coes.get(parent)
            return self._pager.page(
                request,
                CORRECTION_FILTERS,
                work.coes.corrections,
                to_listed,
                within,
            )

        page, token = self._units.read(read)
        return rpc.ListCorrectionsResponse(corrections=page, next_page_token=token)

    @override
    def CompleteCorrection(
        self, request: rpc.CompleteCorrectionRequest, context: grpc.ServicerContext
    ) -> rpc.CompleteCorrectionResponse:
        def act(work: Work) -> rpc.CompleteCorrectionResponse:
            coe = commands.complete_correction(
                work,
                id_in(request.name),
                request.etag,
                request.correction_id,
                request.evidence_url,
                policy=self._policy,
            )
            return rpc.CompleteCorrectionResponse(coe=to_message(coe))

        return self._units.write(request, act)

    @override
    def WatchCoes(
        self, request: rpc.WatchCoesRequest, context: grpc.ServicerContext
    ) -> Iterator[rpc.WatchCoesResponse]:
        coe_id, view = id_in(request.name), request.view or pb.COE_VIEW_BASIC
        if coe_id:
            self._units.read(lambda work: work.coes.get(coe_id))
        watched = Watched[Work, Coe](
            repository=lambda work: work.coes,
            to_messages=lambda _, coes: [to_message(coe, view) for coe in coes],
            within={"id": coe_id} if coe_id else {},
            equals=parse_filter(request.filter, FILTERS),
        )
        yield from watch(
            context,
            self._units,
            self._pager.seal,
            request,
            rpc.WatchCoesResponse,
            watched,
        )
