"""The ideas API: translates each call, and decides nothing."""

import grpc
from typing_extensions import override

from chassis.domain import id_in
from chassis.paging import Pager
from chassis.units import Units
from day1.ideas.v1 import ideas_service_pb2 as pb
from day1.ideas.v1.ideas_service_pb2_grpc import IdeaServiceServicer

from ..application import commands
from ..application.ports import Work
from ..domain.rules import Policy
from .mapping import to_change, to_document, to_message

FILTERS = ("state", "author", "team", "leader")
"""What a list can be filtered by; ends up as columns, so it names them."""


class IdeaServicer(IdeaServiceServicer):
    """Serves `day1.ideas.v1.IdeaService`.

    Refusals pass through untouched: the chassis turns them into statuses.
    """

    def __init__(self, units: Units[Work], pager: Pager, policy: Policy) -> None:
        self._units = units
        self._pager = pager
        self._policy = policy

    @override
    def CreateIdea(
        self, request: pb.CreateIdeaRequest, context: grpc.ServicerContext
    ) -> pb.CreateIdeaResponse:
        def act(work: Work) -> pb.CreateIdeaResponse:
            document = to_document(request.idea)
            idea = commands.create_idea(work, request.idea_id, document)
            return pb.CreateIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def GetIdea(
        self, request: pb.GetIdeaRequest, context: grpc.ServicerContext
    ) -> pb.GetIdeaResponse:
        idea = self._units.read(lambda work: work.ideas.get(id_in(request.name)))
        return pb.GetIdeaResponse(idea=to_message(idea))

    @override
    def ListIdeas(
        self, request: pb.ListIdeasRequest, context: grpc.ServicerContext
    ) -> pb.ListIdeasResponse:
        page, token = self._units.read(
            lambda work: self._pager.page(request, FILTERS, work.ideas.page, to_message)
        )
        return pb.ListIdeasResponse(ideas=page, next_page_token=token)

    @override
    def UpdateIdea(
        self, request: pb.UpdateIdeaRequest, context: grpc.ServicerContext
    ) -> pb.UpdateIdeaResponse:
        change = to_change(request.idea, request.update_mask)

        def act(work: Work) -> pb.UpdateIdeaResponse:
            idea_id, etag = id_in(request.idea.name), request.idea.etag
            idea = commands.update_idea(work, idea_id, etag, change)
            return pb.UpdateIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def SubmitIdea(
        self, request: pb.SubmitIdeaRequest, context: grpc.ServicerContext
    ) -> pb.SubmitIdeaResponse:
        def act(work: Work) -> pb.SubmitIdeaResponse:
            idea_id = id_in(request.name)
            idea = commands.submit_idea(work, idea_id, request.etag, self._policy)
            return pb.SubmitIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def RecallIdea(
        self, request: pb.RecallIdeaRequest, context: grpc.ServicerContext
    ) -> pb.RecallIdeaResponse:
        def act(work: Work) -> pb.RecallIdeaResponse:
            idea_id = id_in(request.name)
            idea = commands.recall_idea(work, idea_id, request.etag, request.reason)
            return pb.RecallIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def LaunchIdea(
        self, request: pb.LaunchIdeaRequest, context: grpc.ServicerContext
    ) -> pb.LaunchIdeaResponse:
        def act(work: Work) -> pb.LaunchIdeaResponse:
            idea = commands.launch_idea(work, id_in(request.name), request.etag)
            return pb.LaunchIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)
