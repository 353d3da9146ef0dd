"""The ideas API: translates each call, and decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import grpc
from typing_extensions import override

from chassis.checks.messaging import from_check, to_findings
from chassis.domain import id_in
from chassis.filtering import ANY, choices, parse_filter
from chassis.paging import Pager
from chassis.rpc.watching import Watched, watch
from chassis.units import Units
from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc
from day1.ideas.v1.ideas_service_pb2_grpc import IdeaServiceServicer

from ..application import commands, discussion, documents, relatives
from ..application.ports import Work
from ..application.reading import active_checks, question_named, revision_of
from ..domain.document import Document, FaqAudience
from ..domain.idea import Idea
from ..domain.policy import Policy
from ..domain.profile import Profile
from . import mapping
from .mapping import to_message

FILTERS = {
    "state": choices(pb.IdeaState),
    "author": ANY,
    "team": ANY,
    "leader": ANY,
    "pivoted_from": ANY,
    "duplicate_of": ANY,
    "business_unit": ANY,
    "trend_tags": ANY,
}
"""What a list can be filtered by; ends up as columns, so it names them."""

QUESTION_FILTERS = {"state": choices(pb.QuestionState)}


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
        self, request: rpc.CreateIdeaRequest, context: grpc.ServicerContext
    ) -> rpc.CreateIdeaResponse:
        document = mapping.to_document(request.idea.document)
        profile = mapping.to_profile(request.idea)

        def act(work: Work) -> rpc.CreateIdeaResponse:
            idea = commands.create_idea(
                work,
                request.idea_id,
                document,
                profile,
                self._policy,
            )
            return rpc.CreateIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def GetIdea(
        self, request: rpc.GetIdeaRequest, context: grpc.ServicerContext
    ) -> rpc.GetIdeaResponse:
        seen = self._units.read(lambda work: work.ideas.seen(id_in(request.name)))
        idea = to_message(seen.idea, request.view, seen.tally)
        return rpc.GetIdeaResponse(idea=idea)

    @override
    def ListIdeas(
        self, request: rpc.ListIdeasRequest, context: grpc.ServicerContext
    ) -> rpc.ListIdeasResponse:
        view = _listed(request.view)

        def look(work: Work) -> rpc.ListIdeasResponse:
            page, token = self._pager.page(
                request, FILTERS, work.ideas.page, lambda idea: to_message(idea, view)
            )
            tallies = work.ideas.tallies([idea.name for idea in page])
            for idea in page:
                idea.stats.CopyFrom(mapping.stats_message(tallies[idea.name]))
            return rpc.ListIdeasResponse(ideas=page, next_page_token=token)

        return self._units.read(look)

    @override
    def UpdateIdea(
        self, request: rpc.UpdateIdeaRequest, context: grpc.ServicerContext
    ) -> rpc.UpdateIdeaResponse:
        def change(idea: Idea) -> tuple[Document | None, Profile | None]:
            return mapping.changed(idea, request.idea, request.update_mask)

        def act(work: Work) -> rpc.UpdateIdeaResponse:
            idea = commands.update_idea(
                work, id_in(request.idea.name), request.idea.etag, change, self._policy
            )
            return rpc.UpdateIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def LintIdea(
        self, request: rpc.LintIdeaRequest, context: grpc.ServicerContext
    ) -> rpc.LintIdeaResponse:
        violations, warnings = self._units.read(
            lambda work: commands.lint_idea(work, id_in(request.name), self._policy)
        )
        return rpc.LintIdeaResponse(
            violations=to_findings(violations),
            warnings=to_findings(warnings),
        )

    @override
    def ShareIdea(
        self, request: rpc.ShareIdeaRequest, context: grpc.ServicerContext
    ) -> rpc.ShareIdeaResponse:
        def act(work: Work) -> rpc.ShareIdeaResponse:
            idea = commands.share_idea(
                work,
                id_in(request.name),
                request.etag,
                tuple(request.readers),
                request.note,
            )
            return rpc.ShareIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def SubmitIdea(
        self, request: rpc.SubmitIdeaRequest, context: grpc.ServicerContext
    ) -> rpc.SubmitIdeaResponse:
        def act(work: Work) -> rpc.SubmitIdeaResponse:
            idea, revision = commands.submit_idea(
                work, id_in(request.name), request.etag, self._policy
            )
            return rpc.SubmitIdeaResponse(
                idea=to_message(idea), warnings=to_findings(revision.warnings)
            )

        return self._units.write(request, act)

    @override
    def RecallIdea(
        self, request: rpc.RecallIdeaRequest, context: grpc.ServicerContext
    ) -> rpc.RecallIdeaResponse:
        def act(work: Work) -> rpc.RecallIdeaResponse:
            idea = commands.recall_idea(
                work, id_in(request.name), request.etag, request.reason
            )
            return rpc.RecallIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def ReopenIdea(
        self, request: rpc.ReopenIdeaRequest, context: grpc.ServicerContext
    ) -> rpc.ReopenIdeaResponse:
        def act(work: Work) -> rpc.ReopenIdeaResponse:
            idea = commands.reopen_idea(work, id_in(request.name), request.etag)
            return rpc.ReopenIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def WithdrawIdea(
        self, request: rpc.WithdrawIdeaRequest, context: grpc.ServicerContext
    ) -> rpc.WithdrawIdeaResponse:
        def act(work: Work) -> rpc.WithdrawIdeaResponse:
            idea = commands.withdraw_idea(
                work, id_in(request.name), request.etag, request.reason
            )
            return rpc.WithdrawIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def MarkDuplicate(
        self, request: rpc.MarkDuplicateRequest, context: grpc.ServicerContext
    ) -> rpc.MarkDuplicateResponse:
        def act(work: Work) -> rpc.MarkDuplicateResponse:
            idea, moved = commands.mark_duplicate(
                work, id_in(request.name), request.etag, request.duplicate_of
            )
            return rpc.MarkDuplicateResponse(
                idea=to_message(idea),
                moved_questions=moved.questions,
                moved_evidence=moved.evidence,
            )

        return self._units.write(request, act)

    @override
    def AssignLeader(
        self, request: rpc.AssignLeaderRequest, context: grpc.ServicerContext
    ) -> rpc.AssignLeaderResponse:
        def act(work: Work) -> rpc.AssignLeaderResponse:
            idea = commands.assign_leader(
                work, id_in(request.name), request.etag, request.leader
            )
            return rpc.AssignLeaderResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def TransferLeader(
        self, request: rpc.TransferLeaderRequest, context: grpc.ServicerContext
    ) -> rpc.TransferLeaderResponse:
        def act(work: Work) -> rpc.TransferLeaderResponse:
            idea = commands.transfer_leader(
                work, id_in(request.name), request.etag, request.leader
            )
            return rpc.TransferLeaderResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def SplitDoor(
        self, request: rpc.SplitDoorRequest, context: grpc.ServicerContext
    ) -> rpc.SplitDoorResponse:
        into = mapping.to_doors(request.into)

        def act(work: Work) -> rpc.SplitDoorResponse:
            idea = commands.split_door(
                work,
                id_in(request.name),
                request.etag,
                request.door,
                into,
                policy=self._policy,
            )
            return rpc.SplitDoorResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def LaunchIdea(
        self, request: rpc.LaunchIdeaRequest, context: grpc.ServicerContext
    ) -> rpc.LaunchIdeaResponse:
        def act(work: Work) -> rpc.LaunchIdeaResponse:
            idea = commands.launch_idea(work, id_in(request.name), request.etag)
            return rpc.LaunchIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def KillIdea(
        self, request: rpc.KillIdeaRequest, context: grpc.ServicerContext
    ) -> rpc.KillIdeaResponse:
        def act(work: Work) -> rpc.KillIdeaResponse:
            idea = commands.kill_idea(
                work,
                id_in(request.name),
                request.etag,
                request.reason,
                request.learning,
            )
            return rpc.KillIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def PrioritizeIdea(
        self, request: rpc.PrioritizeIdeaRequest, context: grpc.ServicerContext
    ) -> rpc.PrioritizeIdeaResponse:
        def act(work: Work) -> rpc.PrioritizeIdeaResponse:
            idea = commands.prioritize_idea(
                work,
                id_in(request.name),
                request.etag,
                request.priority,
                evidence=tuple(request.evidence),
                reason=request.reason,
            )
            return rpc.PrioritizeIdeaResponse(idea=to_message(idea))

        return self._units.write(request, act)

    @override
    def ListSimilarIdeas(
        self, request: rpc.ListSimilarIdeasRequest, context: grpc.ServicerContext
    ) -> rpc.ListSimilarIdeasResponse:
        found = self._units.read(
            lambda work: relatives.similar_to(work, id_in(request.name))
        )
        page, token = self._pager.cut(request, found, mapping.similar_message)
        return rpc.ListSimilarIdeasResponse(similar=page, next_page_token=token)

    @override
    def GetIdeaLineage(
        self, request: rpc.GetIdeaLineageRequest, context: grpc.ServicerContext
    ) -> rpc.GetIdeaLineageResponse:
        family = self._units.read(
            lambda work: relatives.lineage_of(work, id_in(request.name))
        )
        page, token = self._pager.cut(request, family, mapping.lineage_message)
        return rpc.GetIdeaLineageResponse(nodes=page, next_page_token=token)

    @override
    def ListIdeaRevisions(
        self, request: rpc.ListIdeaRevisionsRequest, context: grpc.ServicerContext
    ) -> rpc.ListIdeaRevisionsResponse:
        def look(work: Work) -> rpc.ListIdeaRevisionsResponse:
            work.ideas.get(id_in(request.parent))
            page, token = self._pager.page(
                request,
                {},
                work.revisions.page,
                mapping.revision_line,
                within={"idea": request.parent},
            )
            return rpc.ListIdeaRevisionsResponse(revisions=page, next_page_token=token)

        return self._units.read(look)

    @override
    def GetIdeaRevision(
        self, request: rpc.GetIdeaRevisionRequest, context: grpc.ServicerContext
    ) -> rpc.GetIdeaRevisionResponse:
        parent, _, number = request.name.partition("/revisions/")
        revision = self._units.read(
            lambda work: revision_of(work, id_in(parent), number)
        )
        return rpc.GetIdeaRevisionResponse(revision=mapping.revision_message(revision))

    @override
    def DiffIdeaRevisions(
        self, request: rpc.DiffIdeaRevisionsRequest, context: grpc.ServicerContext
    ) -> rpc.DiffIdeaRevisionsResponse:
        found = self._units.read(
            lambda work: documents.changes_between(
                work, id_in(request.name), request.old_revision, request.new_revision
            )
        )
        return rpc.DiffIdeaRevisionsResponse(
            changes=[mapping.change_message(change) for change in found]
        )

    @override
    def ExportIdeaDocument(
        self, request: rpc.ExportIdeaDocumentRequest, context: grpc.ServicerContext
    ) -> rpc.ExportIdeaDocumentResponse:
        idea_id, revision = id_in(request.name), request.revision
        content = self._units.read(
            lambda work: documents.exported(work, idea_id, revision)
        )
        return rpc.ExportIdeaDocumentResponse(
            content=content,
            media_type="text/markdown; charset=utf-8",
            file_name=f"{idea_id}-{revision or 'now'}.md",
        )

    @override
    def CreateEvidence(
        self, request: rpc.CreateEvidenceRequest, context: grpc.ServicerContext
    ) -> rpc.CreateEvidenceResponse:
        def act(work: Work) -> rpc.CreateEvidenceResponse:
            evidence = discussion.create_evidence(
                work,
                id_in(request.parent),
                request.evidence_id,
                mapping.to_finding(request.evidence),
            )
            return rpc.CreateEvidenceResponse(
                evidence=mapping.evidence_message(evidence)
            )

        return self._units.write(request, act)

    @override
    def ListEvidence(
        self, request: rpc.ListEvidenceRequest, context: grpc.ServicerContext
    ) -> rpc.ListEvidenceResponse:
        def look(work: Work) -> rpc.ListEvidenceResponse:
            work.ideas.get(id_in(request.parent))
            page, token = self._pager.page(
                request,
                {},
                work.evidence.page,
                mapping.evidence_message,
                within={"idea": request.parent},
            )
            return rpc.ListEvidenceResponse(evidence=page, next_page_token=token)

        return self._units.read(look)

    @override
    def CreateQuestion(
        self, request: rpc.CreateQuestionRequest, context: grpc.ServicerContext
    ) -> rpc.CreateQuestionResponse:
        def act(work: Work) -> rpc.CreateQuestionResponse:
            question = discussion.create_question(
                work, id_in(request.parent), request.question_id, request.question.text
            )
            return rpc.CreateQuestionResponse(
                question=mapping.question_message(question)
            )

        return self._units.write(request, act)

    @override
    def GetQuestion(
        self, request: rpc.GetQuestionRequest, context: grpc.ServicerContext
    ) -> rpc.GetQuestionResponse:
        question = self._units.read(lambda work: question_named(work, request.name))
        return rpc.GetQuestionResponse(question=mapping.question_message(question))

    @override
    def ListQuestions(
        self, request: rpc.ListQuestionsRequest, context: grpc.ServicerContext
    ) -> rpc.ListQuestionsResponse:
        def look(work: Work) -> rpc.ListQuestionsResponse:
            work.ideas.get(id_in(request.parent))
            page, token = self._pager.page(
                request,
                QUESTION_FILTERS,
                work.questions.page,
                mapping.question_message,
                within={"idea": request.parent},
            )
            return rpc.ListQuestionsResponse(questions=page, next_page_token=token)

        return self._units.read(look)

    @override
    def AnswerQuestion(
        self, request: rpc.AnswerQuestionRequest, context: grpc.ServicerContext
    ) -> rpc.AnswerQuestionResponse:
        def act(work: Work) -> rpc.AnswerQuestionResponse:
            question = discussion.answer_question(
                work, request.name, request.etag, request.answer
            )
            return rpc.AnswerQuestionResponse(
                question=mapping.question_message(question)
            )

        return self._units.write(request, act)

    @override
    def PromoteQuestion(
        self, request: rpc.PromoteQuestionRequest, context: grpc.ServicerContext
    ) -> rpc.PromoteQuestionResponse:
        audience = FaqAudience(pb.FaqAudience.Name(request.audience))

        def act(work: Work) -> rpc.PromoteQuestionResponse:
            question, idea = discussion.promote_question(
                work,
                request.name,
                request.etag,
                audience,
                request.faq_id,
                policy=self._policy,
            )
            return rpc.PromoteQuestionResponse(
                question=mapping.question_message(question), idea=to_message(idea)
            )

        return self._units.write(request, act)

    @override
    def UpvoteQuestion(
        self, request: rpc.UpvoteQuestionRequest, context: grpc.ServicerContext
    ) -> rpc.UpvoteQuestionResponse:
        def act(work: Work) -> rpc.UpvoteQuestionResponse:
            question = discussion.upvote_question(work, request.name)
            return rpc.UpvoteQuestionResponse(
                question=mapping.question_message(question)
            )

        return self._units.write(request, act)

    @override
    def CreateVisual(
        self, request: rpc.CreateVisualRequest, context: grpc.ServicerContext
    ) -> rpc.CreateVisualResponse:
        def act(work: Work) -> rpc.CreateVisualResponse:
            visual = discussion.create_visual(
                work,
                id_in(request.parent),
                request.visual_id,
                mapping.to_picture(request.visual),
                self._policy,
            )
            return rpc.CreateVisualResponse(visual=mapping.visual_message(visual))

        return self._units.write(request, act)

    @override
    def ListVisuals(
        self, request: rpc.ListVisualsRequest, context: grpc.ServicerContext
    ) -> rpc.ListVisualsResponse:
        def look(work: Work) -> rpc.ListVisualsResponse:
            work.ideas.get(id_in(request.parent))
            page, token = self._pager.page(
                request,
                {},
                work.visuals.page,
                mapping.visual_message,
                within={"idea": request.parent},
            )
            return rpc.ListVisualsResponse(visuals=page, next_page_token=token)

        return self._units.read(look)

    @override
    def ListActiveChecks(
        self, request: rpc.ListActiveChecksRequest, context: grpc.ServicerContext
    ) -> rpc.ListActiveChecksResponse:
        found = self._units.read(active_checks)
        page, token = self._pager.cut(request, found, from_check)
        return rpc.ListActiveChecksResponse(checks=page, next_page_token=token)

    @override
    def WatchIdeas(
        self, request: rpc.WatchIdeasRequest, context: grpc.ServicerContext
    ) -> Iterator[rpc.WatchIdeasResponse]:
        view = _listed(request.view)

        def to_messages(_work: Work, ideas: Sequence[Idea]) -> list[pb.Idea]:
            return [to_message(idea, view) for idea in ideas]

        ideas = Watched[Work, Idea](
            repository=lambda work: work.ideas,
            to_messages=to_messages,
            equals=parse_filter(request.filter, FILTERS),
        )
        return watch(
            context,
            self._units,
            self._pager.seal,
            request,
            rpc.WatchIdeasResponse,
            ideas,
        )


def _listed(view: pb.IdeaView) -> pb.IdeaView:
    """Return the view of a list or a stream: BASIC unless FULL is asked for."""
    return pb.IDEA_VIEW_FULL if view == pb.IDEA_VIEW_FULL else pb.IDEA_VIEW_BASIC
