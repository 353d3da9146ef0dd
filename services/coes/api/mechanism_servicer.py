"""The API of mechanisms: translates each call, and decides nothing."""

from collections.abc import Mapping
from datetime import timedelta

import grpc
from typing_extensions import override

from chassis.domain import Query, id_in
from chassis.filtering import ANY, Unreadable, Values, choices
from chassis.paging import Pager
from chassis.units import Units
from day1.checks.v1 import checks_pb2
from day1.coes.v1 import mechanisms_pb2 as pb
from day1.coes.v1 import mechanisms_service_pb2 as rpc
from day1.coes.v1.mechanisms_service_pb2_grpc import MechanismServiceServicer

from ..application import mechanism_commands as commands
from ..application.ports import Work
from ..domain.design import Tool
from ..domain.mechanism import Mechanism
from ..domain.people import OnCall
from ..domain.policy import Policy
from ..domain.proofs import CheckReport, Counters
from .mapping import time_in
from .mechanism_mapping import (
    to_backtest,
    to_change,
    to_design,
    to_loop_health,
    to_message,
    to_replays,
    to_result,
    to_version,
)

TOOLS = tuple(filter(None, Tool))


def _tool(text: str) -> str:
    """Return the name of a tool. Raises `Unreadable`."""
    if text not in TOOLS:
        raise Unreadable(", ".join(TOOLS))
    return text


FILTERS = {
    "state": choices(pb.MechanismState),
    "stage": choices(checks_pb2.Stage, short=False),
    "tool": Values(_tool),
    "owner_team": ANY,
}
"""What a list can be filtered by; ends up as columns, so it names them."""

DAYS, MOST_DAYS = 90, 365
REPORTS = 20


class MechanismServicer(MechanismServiceServicer):
    """Serves `day1.coes.v1.MechanismService`.

    Refusals pass through untouched: the chassis turns them into statuses.
    """

    def __init__(
        self, units: Units[Work], pager: Pager, policy: Policy, on_call: OnCall
    ) -> None:
        self._units = units
        self._pager = pager
        self._policy = policy
        self._on_call = on_call

    @override
    def CreateMechanism(
        self, request: rpc.CreateMechanismRequest, context: grpc.ServicerContext
    ) -> rpc.CreateMechanismResponse:
        design = to_design(request.mechanism)

        def act(work: Work) -> rpc.CreateMechanismResponse:
            mechanism = commands.create_mechanism(
                work,
                request.mechanism_id,
                design,
                tuple(request.mechanism.origin_coes),
                request.mechanism.owner_team,
            )
            return rpc.CreateMechanismResponse(mechanism=self._message(work, mechanism))

        return self._units.write(request, act)

    @override
    def GetMechanism(
        self, request: rpc.GetMechanismRequest, context: grpc.ServicerContext
    ) -> rpc.GetMechanismResponse:
        def read(work: Work) -> rpc.GetMechanismResponse:
            mechanism = work.mechanisms.get(id_in(request.name))
            message = self._message(work, mechanism, request.view)
            return rpc.GetMechanismResponse(mechanism=message)

        return self._units.read(read)

    @override
    def ListMechanisms(
        self, request: rpc.ListMechanismsRequest, context: grpc.ServicerContext
    ) -> rpc.ListMechanismsResponse:
        view = request.view or pb.MECHANISM_VIEW_BASIC

        def read(work: Work) -> rpc.ListMechanismsResponse:
            def fetch(query: Query) -> list[Mechanism]:
                found = work.mechanisms.page(query)
                counted.update(commands.counters_of(work, found, self._policy))
                return found

            counted: dict[str, Counters] = {}
            page, token = self._pager.page(
                request,
                FILTERS,
                fetch,
                lambda mechanism: self._message(work, mechanism, view, counted),
            )
            return rpc.ListMechanismsResponse(mechanisms=page, next_page_token=token)

        return self._units.read(read)

    @override
    def ProveMechanism(
        self, request: rpc.ProveMechanismRequest, context: grpc.ServicerContext
    ) -> rpc.ProveMechanismResponse:
        replays = to_replays(request.replays)

        def act(work: Work) -> rpc.ProveMechanismResponse:
            mechanism = commands.prove_mechanism(
                work, id_in(request.name), request.etag, replays, self._policy
            )
            return rpc.ProveMechanismResponse(mechanism=self._message(work, mechanism))

        return self._units.write(request, act)

    @override
    def BacktestMechanism(
        self, request: rpc.BacktestMechanismRequest, context: grpc.ServicerContext
    ) -> rpc.BacktestMechanismResponse:
        backtest = self._units.read(
            lambda work: commands.backtest_mechanism(
                work, id_in(request.name), self._policy
            )
        )
        return rpc.BacktestMechanismResponse(backtest=to_backtest(backtest))

    @override
    def AdoptMechanism(
        self, request: rpc.AdoptMechanismRequest, context: grpc.ServicerContext
    ) -> rpc.AdoptMechanismResponse:
        def act(work: Work) -> rpc.AdoptMechanismResponse:
            mechanism = commands.adopt_mechanism(
                work, id_in(request.name), request.etag, self._policy
            )
            return rpc.AdoptMechanismResponse(mechanism=self._message(work, mechanism))

        return self._units.write(request, act)

    @override
    def ImproveMechanism(
        self, request: rpc.ImproveMechanismRequest, context: grpc.ServicerContext
    ) -> rpc.ImproveMechanismResponse:
        change = to_change(request.mechanism, request.update_mask)
        replays = to_replays(request.replays)

        def act(work: Work) -> rpc.ImproveMechanismResponse:
            mechanism_id, etag = id_in(request.name), request.etag
            mechanism = commands.improve_mechanism(
                work, mechanism_id, etag, change, replays, policy=self._policy
            )
            return rpc.ImproveMechanismResponse(
                mechanism=self._message(work, mechanism)
            )

        return self._units.write(request, act)

    @override
    def SuspendMechanism(
        self, request: rpc.SuspendMechanismRequest, context: grpc.ServicerContext
    ) -> rpc.SuspendMechanismResponse:
        def act(work: Work) -> rpc.SuspendMechanismResponse:
            mechanism = commands.suspend_mechanism(
                work,
                id_in(request.name),
                request.etag,
                request.reason,
                on_call=self._on_call,
                policy=self._policy,
            )
            return rpc.SuspendMechanismResponse(
                mechanism=self._message(work, mechanism)
            )

        return self._units.write(request, act)

    @override
    def ResumeMechanism(
        self, request: rpc.ResumeMechanismRequest, context: grpc.ServicerContext
    ) -> rpc.ResumeMechanismResponse:
        def act(work: Work) -> rpc.ResumeMechanismResponse:
            mechanism = commands.resume_mechanism(
                work, id_in(request.name), request.etag, self._policy
            )
            return rpc.ResumeMechanismResponse(mechanism=self._message(work, mechanism))

        return self._units.write(request, act)

    @override
    def RetireMechanism(
        self, request: rpc.RetireMechanismRequest, context: grpc.ServicerContext
    ) -> rpc.RetireMechanismResponse:
        def act(work: Work) -> rpc.RetireMechanismResponse:
            mechanism = commands.retire_mechanism(
                work, id_in(request.name), request.etag, request.reason, self._policy
            )
            return rpc.RetireMechanismResponse(mechanism=self._message(work, mechanism))

        return self._units.write(request, act)

    @override
    def RejectMechanism(
        self, request: rpc.RejectMechanismRequest, context: grpc.ServicerContext
    ) -> rpc.RejectMechanismResponse:
        def act(work: Work) -> rpc.RejectMechanismResponse:
            mechanism = commands.reject_mechanism(
                work, id_in(request.name), request.etag, request.reason
            )
            return rpc.RejectMechanismResponse(mechanism=self._message(work, mechanism))

        return self._units.write(request, act)

    @override
    def InspectMechanism(
        self, request: rpc.InspectMechanismRequest, context: grpc.ServicerContext
    ) -> rpc.InspectMechanismResponse:
        sunset_at = time_in(request, "sunset_time")

        def act(work: Work) -> rpc.InspectMechanismResponse:
            mechanism = commands.inspect_mechanism(
                work,
                id_in(request.name),
                request.etag,
                self._policy,
                outputs_reached=request.outputs_reached,
                still_needed=request.still_needed,
                we_own_it=request.we_own_it,
                evidence=request.evidence,
                sunset_at=sunset_at,
            )
            return rpc.InspectMechanismResponse(
                mechanism=self._message(work, mechanism)
            )

        return self._units.write(request, act)

    @override
    def ReportCheckResult(
        self, request: rpc.ReportCheckResultRequest, context: grpc.ServicerContext
    ) -> rpc.ReportCheckResultResponse:
        def act(work: Work) -> rpc.ReportCheckResultResponse:
            report = CheckReport(
                subject=request.subject,
                result=to_result(request.result),
                evidence_url=request.evidence_url,
                at=work.now,
                reporter=work.actor.name,
            )
            mechanism = commands.report_check_result(
                work, id_in(request.name), request.etag, report, self._policy
            )
            return rpc.ReportCheckResultResponse(
                mechanism=self._message(work, mechanism)
            )

        return self._units.write(request, act)

    @override
    def GetLoopHealth(
        self, request: rpc.GetLoopHealthRequest, context: grpc.ServicerContext
    ) -> rpc.GetLoopHealthResponse:
        days = min(request.days or DAYS, MOST_DAYS)
        health = self._units.read(
            lambda work: commands.loop_health(work, work.now - timedelta(days=days))
        )
        return to_loop_health(health)

    @override
    def ListMechanismVersions(
        self, request: rpc.ListMechanismVersionsRequest, context: grpc.ServicerContext
    ) -> rpc.ListMechanismVersionsResponse:
        mechanism = self._units.read(
            lambda work: work.mechanisms.get(id_in(request.parent))
        )
        versions = [mechanism.present_version(), *reversed(mechanism.past)]
        page, token = self._pager.cut(
            request, versions, lambda version: to_version(mechanism.name, version)
        )
        return rpc.ListMechanismVersionsResponse(versions=page, next_page_token=token)

    def _message(
        self,
        work: Work,
        mechanism: Mechanism,
        view: pb.MechanismView = pb.MECHANISM_VIEW_FULL,
        counted: Mapping[str, Counters] | None = None,
    ) -> pb.Mechanism:
        if counted is None:
            counted = commands.counters_of(work, [mechanism], self._policy)
        reports: list[CheckReport] = []
        if mechanism.design.tool is Tool.EXTERNAL:
            reports = work.check_reports.newest(mechanism.name, REPORTS)
        return to_message(
            mechanism,
            counted.get(mechanism.name, Counters()),
            work.now,
            self._policy,
            reports,
            view,
        )
