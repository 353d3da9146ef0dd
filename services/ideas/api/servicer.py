"""The ideas API: translates each call, and decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import grpc
from typing_extensions import override

from chassis.checks.messaging import to_findings
from chassis.domain import Query, id_in
from chassis.paging import Pager, parse_filter
from chassis.rpc.watching import changes
from chassis.units import Units
from day1.ideas.v1 import ideas_service_pb2 as pb
from day1.ideas.v1.ideas_service_pb2_grpc import IdeaServiceServicer

from ..application import commands, discussion, documents, relatives
from ..application.ports import Work
from ..application.reading import question_named, revision_of
from ..domain.document import FaqAudience
from ..domain.life import IdeaState
from ..domain.policy import Policy
from ..domain.question import QuestionState
from . import mapping
from .mapping import to_message

FILTERS = {
    "state": tuple(IdeaState),
    "author": (),
    "team": (),
    "leader": (),
    "parent": (),
    "duplicate_of": (),
    "business_unit": (),
    "trend_tags": (),
}
"""What a list can be filtered by; ends up as columns, so it names them."""

OF_IDEA = {"idea": ()}
QUESTION_FILTERS = {"idea": (), "state": tuple(QuestionState)}

MAX_WATCHED = 200
SIMILAR_DEFAULT, SIMILAR_MAX = 10, 50


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
            idea = commands.create_idea(
                work,
                request.idea_id,
                mapping.to_document(request.idea),
                mapping.to_profile(request.idea),
                self._policy,
            )
            return pb.CreateIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def GetIdea(
        self, request: pb.GetIdeaRequest, context: grpc.ServicerContext
    ) -> pb.GetIdeaResponse:
        seen = self._units.read(lambda work: work.ideas.seen(id_in(request.name)))
        idea = to_message(seen.idea, seen.tally, seen.open_coes)
        return pb.GetIdeaResponse(idea=idea)

    @override
    def ListIdeas(
        self, request: pb.ListIdeasRequest, context: grpc.ServicerContext
    ) -> pb.ListIdeasResponse:
        def look(work: Work) -> pb.ListIdeasResponse:
            page, token = self._pager.page(
                request, FILTERS, work.ideas.page, to_message
            )
            return pb.ListIdeasResponse(
                ideas=_tallied(work, page),
                next_page_token=token,
                total_size=self._pager.total(request, FILTERS, work.ideas.count),
            )

        return self._units.read(look)

    @override
    def UpdateIdea(
        self, request: pb.UpdateIdeaRequest, context: grpc.ServicerContext
    ) -> pb.UpdateIdeaResponse:
        change = mapping.to_change(request.idea, request.update_mask)

        def act(work: Work) -> pb.UpdateIdeaResponse:
            idea = commands.update_idea(
                work, id_in(request.idea.name), request.idea.etag, change, self._policy
            )
            return pb.UpdateIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def LintIdea(
        self, request: pb.LintIdeaRequest, context: grpc.ServicerContext
    ) -> pb.LintIdeaResponse:
        violations, warnings = self._units.read(
            lambda work: commands.lint_idea(work, id_in(request.name), self._policy)
        )
        return pb.LintIdeaResponse(
            violations=to_findings(violations),
            warnings=to_findings(warnings),
        )

    @override
    def ShareIdea(
        self, request: pb.ShareIdeaRequest, context: grpc.ServicerContext
    ) -> pb.ShareIdeaResponse:
        def act(work: Work) -> pb.ShareIdeaResponse:
            idea = commands.share_idea(
                work,
                id_in(request.name),
                request.etag,
                tuple(request.readers),
                request.note,
            )
            return pb.ShareIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def SubmitIdea(
        self, request: pb.SubmitIdeaRequest, context: grpc.ServicerContext
    ) -> pb.SubmitIdeaResponse:
        def act(work: Work) -> pb.SubmitIdeaResponse:
            idea, revision = commands.submit_idea(
                work, id_in(request.name), request.etag, self._policy
            )
            return pb.SubmitIdeaResponse(
                idea=to_message(idea), warnings=to_findings(revision.warnings)
            )

        return self._units.write(request, act)

    @override
    def RecallIdea(
        self, request: pb.RecallIdeaRequest, context: grpc.ServicerContext
    ) -> pb.RecallIdeaResponse:
        def act(work: Work) -> pb.RecallIdeaResponse:
            idea = commands.recall_idea(
                work, id_in(request.name), request.etag, request.reason
            )
            return pb.RecallIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def ReopenIdea(
        self, request: pb.ReopenIdeaRequest, context: grpc.ServicerContext
    ) -> pb.ReopenIdeaResponse:
        def act(work: Work) -> pb.ReopenIdeaResponse:
            idea = commands.reopen_idea(work, id_in(request.name), request.etag)
            return pb.ReopenIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def WithdrawIdea(
        self, request: pb.WithdrawIdeaRequest, context: grpc.ServicerContext
    ) -> pb.WithdrawIdeaResponse:
        def act(work: Work) -> pb.WithdrawIdeaResponse:
            idea = commands.withdraw_idea(
                work, id_in(request.name), request.etag, request.reason
            )
            return pb.WithdrawIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def MarkDuplicate(
        self, request: pb.MarkDuplicateRequest, context: grpc.ServicerContext
    ) -> pb.MarkDuplicateResponse:
        def act(work: Work) -> pb.MarkDuplicateResponse:
            idea, moved = commands.mark_duplicate(
                work, id_in(request.name), request.etag, request.duplicate_of
            )
            return pb.MarkDuplicateResponse(
                idea=to_message(idea),
                moved_questions=moved.questions,
                moved_evidence=moved.evidence,
            )

        return self._units.write(request, act)

    @override
    def AssignLeader(
        self, request: pb.AssignLeaderRequest, context: grpc.ServicerContext
    ) -> pb.AssignLeaderResponse:
        def act(work: Work) -> pb.AssignLeaderResponse:
            idea = commands.assign_leader(
                work, id_in(request.name), request.etag, request.leader
            )
            return pb.AssignLeaderResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def TransferLeader(
        self, request: pb.TransferLeaderRequest, context: grpc.ServicerContext
    ) -> pb.TransferLeaderResponse:
        def act(work: Work) -> pb.TransferLeaderResponse:
            idea = commands.transfer_leader(
                work, id_in(request.name), request.etag, request.leader
            )
            return pb.TransferLeaderResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def SplitDoor(
        self, request: pb.SplitDoorRequest, context: grpc.ServicerContext
    ) -> pb.SplitDoorResponse:
        into = mapping.to_doors(request.into)

        def act(work: Work) -> pb.SplitDoorResponse:
            idea = commands.split_door(
                work,
                id_in(request.name),
                request.etag,
                request.door,
                into,
                policy=self._policy,
            )
            return pb.SplitDoorResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def LaunchIdea(
        self, request: pb.LaunchIdeaRequest, context: grpc.ServicerContext
    ) -> pb.LaunchIdeaResponse:
        def act(work: Work) -> pb.LaunchIdeaResponse:
            idea = commands.launch_idea(work, id_in(request.name), request.etag)
            return pb.LaunchIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def KillIdea(
        self, request: pb.KillIdeaRequest, context: grpc.ServicerContext
    ) -> pb.KillIdeaResponse:
        def act(work: Work) -> pb.KillIdeaResponse:
            idea = commands.kill_idea(
                work,
                id_in(request.name),
                request.etag,
                request.reason,
                request.learning,
            )
            return pb.KillIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def PrioritizeIdea(
        self, request: pb.PrioritizeIdeaRequest, context: grpc.ServicerContext
    ) -> pb.PrioritizeIdeaResponse:
        def act(work: Work) -> pb.PrioritizeIdeaResponse:
            idea = commands.prioritize_idea(
                work,
                id_in(request.name),
                request.etag,
                request.priority,
                evidence=tuple(request.evidence),
                reason=request.reason,
            )
            return pb.PrioritizeIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def ListSimilarIdeas(
        self, request: pb.ListSimilarIdeasRequest, context: grpc.ServicerContext
    ) -> pb.ListSimilarIdeasResponse:
        limit = min(request.limit or SIMILAR_DEFAULT, SIMILAR_MAX)
        found = self._units.read(
            lambda work: relatives.similar_to(work, id_in(request.name), limit)
        )
        return pb.ListSimilarIdeasResponse(
            similar=[mapping.similar_message(*pair) for pair in found]
        )

    @override
    def GetIdeaLineage(
        self, request: pb.GetIdeaLineageRequest, context: grpc.ServicerContext
    ) -> pb.GetIdeaLineageResponse:
        family = self._units.read(
            lambda work: relatives.lineage_of(work, id_in(request.name))
        )
        return pb.GetIdeaLineageResponse(
            nodes=[mapping.lineage_message(idea) for idea in family]
        )

    @override
    def ListIdeaRevisions(
        self, request: pb.ListIdeaRevisionsRequest, context: grpc.ServicerContext
    ) -> pb.ListIdeaRevisionsResponse:
        asked = _listing(request)

        def look(work: Work) -> pb.ListIdeaRevisionsResponse:
            work.ideas.get(id_in(request.parent))
            page, token = self._pager.page(
                asked, OF_IDEA, work.revisions.page, mapping.revision_line
            )
            return pb.ListIdeaRevisionsResponse(
                revisions=page,
                next_page_token=token,
                total_size=self._pager.total(asked, OF_IDEA, work.revisions.count),
            )

        return self._units.read(look)

    @override
    def GetIdeaRevision(
        self, request: pb.GetIdeaRevisionRequest, context: grpc.ServicerContext
    ) -> pb.GetIdeaRevisionResponse:
        parent, _, number = request.name.partition("/revisions/")
        revision = self._units.read(
            lambda work: revision_of(work, id_in(parent), number)
        )
        return pb.GetIdeaRevisionResponse(revision=mapping.revision_message(revision))

    @override
    def DiffIdeaRevisions(
        self, request: pb.DiffIdeaRevisionsRequest, context: grpc.ServicerContext
    ) -> pb.DiffIdeaRevisionsResponse:
        found = self._units.read(
            lambda work: documents.changes_between(
                work, id_in(request.name), request.old_revision, request.new_revision
            )
        )
        return pb.DiffIdeaRevisionsResponse(
            changes=[mapping.change_message(change) for change in found]
        )

    @override
    def ExportIdeaDocument(
        self, request: pb.ExportIdeaDocumentRequest, context: grpc.ServicerContext
    ) -> pb.ExportIdeaDocumentResponse:
        idea_id, revision = id_in(request.name), request.revision
        content = self._units.read(
            lambda work: documents.exported(work, idea_id, revision)
        )
        return pb.ExportIdeaDocumentResponse(
            content=content,
            media_type="text/markdown; charset=utf-8",
            file_name=f"{idea_id}-{revision or 'now'}.md",
        )

    @override
    def CreateEvidence(
        self, request: pb.CreateEvidenceRequest, context: grpc.ServicerContext
    ) -> pb.CreateEvidenceResponse:
        def act(work: Work) -> pb.CreateEvidenceResponse:
            evidence = discussion.create_evidence(
                work,
                id_in(request.parent),
                request.evidence_id,
                mapping.to_finding(request.evidence),
            )
            return pb.CreateEvidenceResponse(
                evidence=mapping.evidence_message(evidence)
            )

        return self._units.write(request, act)

    @override
    def ListEvidence(
        self, request: pb.ListEvidenceRequest, context: grpc.ServicerContext
    ) -> pb.ListEvidenceResponse:
        asked = _listing(request)

        def look(work: Work) -> pb.ListEvidenceResponse:
            work.ideas.get(id_in(request.parent))
            page, token = self._pager.page(
                asked, OF_IDEA, work.evidence.page, mapping.evidence_message
            )
            return pb.ListEvidenceResponse(
                evidence=page,
                next_page_token=token,
                total_size=self._pager.total(asked, OF_IDEA, work.evidence.count),
            )

        return self._units.read(look)

    @override
    def CreateQuestion(
        self, request: pb.CreateQuestionRequest, context: grpc.ServicerContext
    ) -> pb.CreateQuestionResponse:
        def act(work: Work) -> pb.CreateQuestionResponse:
            question = discussion.create_question(
                work, id_in(request.parent), request.question_id, request.question.text
            )
            return pb.CreateQuestionResponse(
                question=mapping.question_message(question)
            )

        return self._units.write(request, act)

    @override
    def GetQuestion(
        self, request: pb.GetQuestionRequest, context: grpc.ServicerContext
    ) -> pb.GetQuestionResponse:
        question = self._units.read(lambda work: question_named(work, request.name))
        return pb.GetQuestionResponse(question=mapping.question_message(question))

    @override
    def ListQuestions(
        self, request: pb.ListQuestionsRequest, context: grpc.ServicerContext
    ) -> pb.ListQuestionsResponse:
        asked = _listing(request, request.filter)

        def look(work: Work) -> pb.ListQuestionsResponse:
            work.ideas.get(id_in(request.parent))
            page, token = self._pager.page(
                asked, QUESTION_FILTERS, work.questions.page, mapping.question_message
            )
            return pb.ListQuestionsResponse(
                questions=page,
                next_page_token=token,
                total_size=self._pager.total(
                    asked, QUESTION_FILTERS, work.questions.count
                ),
            )

        return self._units.read(look)

    @override
    def AnswerQuestion(
        self, request: pb.AnswerQuestionRequest, context: grpc.ServicerContext
    ) -> pb.AnswerQuestionResponse:
        def act(work: Work) -> pb.AnswerQuestionResponse:
            question = discussion.answer_question(
                work, request.name, request.etag, request.answer
            )
            return pb.AnswerQuestionResponse(
                question=mapping.question_message(question)
            )

        return self._units.write(request, act)

    @override
    def PromoteQuestion(
        self, request: pb.PromoteQuestionRequest, context: grpc.ServicerContext
    ) -> pb.PromoteQuestionResponse:
        audience = FaqAudience(pb.FaqAudience.Name(request.audience))

        def act(work: Work) -> pb.PromoteQuestionResponse:
            question, idea = discussion.promote_question(
                work,
                request.name,
                request.etag,
                audience,
                request.faq_id,
                policy=self._policy,
            )
            return pb.PromoteQuestionResponse(
                question=mapping.question_message(question), idea=to_message(idea)
            )

        return self._units.write(request, act)

    @override
    def UpvoteQuestion(
        self, request: pb.UpvoteQuestionRequest, context: grpc.ServicerContext
    ) -> pb.UpvoteQuestionResponse:
        def act(work: Work) -> pb.UpvoteQuestionResponse:
            question = discussion.upvote_question(work, request.name)
            return pb.UpvoteQuestionResponse(
                question=mapping.question_message(question)
            )

        return self._units.write(request, act)

    @override
    def CreateVisual(
        self, request: pb.CreateVisualRequest, context: grpc.ServicerContext
    ) -> pb.CreateVisualResponse:
        def act(work: Work) -> pb.CreateVisualResponse:
            visual = discussion.create_visual(
                work,
                id_in(request.parent),
                request.visual_id,
                mapping.to_picture(request.visual),
                self._policy,
            )
            return pb.CreateVisualResponse(visual=mapping.visual_message(visual))

        return self._units.write(request, act)

    @override
    def ListVisuals(
        self, request: pb.ListVisualsRequest, context: grpc.ServicerContext
    ) -> pb.ListVisualsResponse:
        asked = _listing(request)

        def look(work: Work) -> pb.ListVisualsResponse:
            work.ideas.get(id_in(request.parent))
            page, token = self._pager.page(
                asked, OF_IDEA, work.visuals.page, mapping.visual_message
            )
            return pb.ListVisualsResponse(
                visuals=page,
                next_page_token=token,
                total_size=self._pager.total(asked, OF_IDEA, work.visuals.count),
            )

        return self._units.read(look)

    @override
    def WatchIdeas(
        self, request: pb.WatchIdeasRequest, context: grpc.ServicerContext
    ) -> Iterator[pb.WatchIdeasResponse]:
        query = Query(parse_filter(request.filter, FILTERS), MAX_WATCHED)

        def look(work: Work) -> list[pb.Idea]:
            return _tallied(work, [to_message(idea) for idea in work.ideas.page(query)])

        for idea in changes(context, lambda: self._units.read(look)):
            yield pb.WatchIdeasResponse(idea=idea)


def _tallied(work: Work, ideas: list[pb.Idea]) -> list[pb.Idea]:
    """Return the ideas with how much has been said about each."""
    tallies = work.ideas.tallies([idea.name for idea in ideas])
    for idea in ideas:
        idea.MergeFrom(mapping.tally_message(tallies[idea.name]))
    return ideas


class Listed(Protocol):
    """A request for a list of what belongs to an idea."""

    parent: str
    page_size: int
    page_token: str


def _listing(request: Listed, terms: str = "") -> pb.ListIdeasRequest:
    """Return the request as one that filters by its parent."""
    of_parent = f'idea = "{request.parent}"'
    return pb.ListIdeasRequest(
        page_size=request.page_size,
        page_token=request.page_token,
        filter=f"{of_parent} AND {terms}" if terms.strip() else of_parent,
    )
