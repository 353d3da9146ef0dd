"""The reviews API: translates each call, and decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import grpc
from google.protobuf.message import Message
from typing_extensions import override

from chassis.checks.messaging import from_check, to_findings
from chassis.domain import id_in
from chassis.filtering import ANY, choices
from chassis.paging import Pager
from chassis.rpc.watching import Watched, watch
from chassis.units import Units
from day1.reviews.v1 import reviews_pb2 as pb
from day1.reviews.v1 import reviews_service_pb2 as rpc
from day1.reviews.v1.reviews_service_pb2_grpc import ReviewServiceServicer

from ..application import commands, deciding, discussion
from ..application.asking import all_checks, checks_of
from ..application.ports import Work
from ..domain.comment import Comment
from ..domain.policy import Policy
from ..domain.review import (
    Review,
)
from . import mapping
from .comment_mapping import (
    to_comment,
    to_logged,
    to_part,
    to_remark,
    to_verification,
)
from .mapping import to_message

FILTERS = {"idea": ANY, "state": choices(pb.ReviewState), "decider": ANY}
COMMENT_FILTERS = {"state": choices(pb.CommentState), "author": ANY}
DECISION_FILTERS = {
    "idea": ANY,
    "decider": ANY,
    "outcome": choices(pb.ReviewOutcome, short=False),
}
"""What lists can be filtered by; ends up as columns, so it names them."""

R = TypeVar("R", bound=Message)


class ReviewServicer(ReviewServiceServicer):
    """Serves `day1.reviews.v1.ReviewService`.

    Refusals pass through untouched: the chassis turns them into statuses.
    """

    def __init__(self, units: Units[Work], pager: Pager, policy: Policy) -> None:
        self._units = units
        self._pager = pager
        self._policy = policy

    @override
    def GetReview(
        self, request: rpc.GetReviewRequest, context: grpc.ServicerContext
    ) -> rpc.GetReviewResponse:
        def read(work: Work) -> pb.Review:
            review, view = work.reviews.get(id_in(request.name)), request.view
            return to_message(review, work.actor.name, view or pb.REVIEW_VIEW_FULL)

        return rpc.GetReviewResponse(review=self._units.read(read))

    @override
    def ListReviews(
        self, request: rpc.ListReviewsRequest, context: grpc.ServicerContext
    ) -> rpc.ListReviewsResponse:
        def read(work: Work) -> rpc.ListReviewsResponse:
            page, token = self._pager.page(
                request,
                FILTERS,
                work.reviews.page,
                lambda review: to_message(
                    review, work.actor.name, request.view or pb.REVIEW_VIEW_BASIC
                ),
            )
            return rpc.ListReviewsResponse(reviews=page, next_page_token=token)

        return self._units.read(read)

    @override
    def StartReview(
        self, request: rpc.StartReviewRequest, context: grpc.ServicerContext
    ) -> rpc.StartReviewResponse:
        asked = mapping.to_policy(request.policy)
        return self._change(
            request,
            rpc.StartReviewResponse,
            lambda work: commands.start_review(
                work, id_in(request.name), request.etag, asked, self._policy
            ),
        )

    @override
    def NameDecider(
        self, request: rpc.NameDeciderRequest, context: grpc.ServicerContext
    ) -> rpc.NameDeciderResponse:
        return self._change(
            request,
            rpc.NameDeciderResponse,
            lambda work: commands.name_decider(
                work, id_in(request.name), request.etag, request.decider, self._policy
            ),
        )

    @override
    def InviteReader(
        self, request: rpc.InviteReaderRequest, context: grpc.ServicerContext
    ) -> rpc.InviteReaderResponse:
        return self._change(
            request,
            rpc.InviteReaderResponse,
            lambda work: commands.invite_reader(
                work, id_in(request.name), request.etag, request.reader, self._policy
            ),
        )

    @override
    def FinishReading(
        self, request: rpc.FinishReadingRequest, context: grpc.ServicerContext
    ) -> rpc.FinishReadingResponse:
        return self._change(
            request,
            rpc.FinishReadingResponse,
            lambda work: commands.finish_reading(
                work,
                id_in(request.name),
                request.etag,
                self._policy,
                request.document_hash,
            ),
        )

    @override
    def ListComments(
        self, request: rpc.ListCommentsRequest, context: grpc.ServicerContext
    ) -> rpc.ListCommentsResponse:
        def read(work: Work) -> rpc.ListCommentsResponse:
            review = work.reviews.get(id_in(request.parent))
            page, token = self._pager.page(
                request,
                COMMENT_FILTERS,
                work.comments.page,
                to_comment,
                within={"review": review.name},
            )
            return rpc.ListCommentsResponse(comments=page, next_page_token=token)

        return self._units.read(read)

    @override
    def CreateComment(
        self, request: rpc.CreateCommentRequest, context: grpc.ServicerContext
    ) -> rpc.CreateCommentResponse:
        remark = to_remark(request.comment)
        return self._say(
            request,
            rpc.CreateCommentResponse,
            lambda work: discussion.create_comment(
                work, id_in(request.parent), request.comment_id, remark, self._policy
            ),
        )

    @override
    def ReplyComment(
        self, request: rpc.ReplyCommentRequest, context: grpc.ServicerContext
    ) -> rpc.ReplyCommentResponse:
        return self._say(
            request,
            rpc.ReplyCommentResponse,
            lambda work: discussion.reply_comment(
                work, *_ids(request.name), request.etag, request.text, self._policy
            ),
        )

    @override
    def ResolveComment(
        self, request: rpc.ResolveCommentRequest, context: grpc.ServicerContext
    ) -> rpc.ResolveCommentResponse:
        return self._say(
            request,
            rpc.ResolveCommentResponse,
            lambda work: discussion.resolve_comment(
                work, *_ids(request.name), request.etag, request.resolution
            ),
        )

    @override
    def OverrideComment(
        self, request: rpc.OverrideCommentRequest, context: grpc.ServicerContext
    ) -> rpc.OverrideCommentResponse:
        has_end = request.HasField("expire_time")
        expire_time = mapping.to_time(request.expire_time) if has_end else None
        return self._say(
            request,
            rpc.OverrideCommentResponse,
            lambda work: discussion.override_comment(
                work,
                *_ids(request.name),
                request.etag,
                request.reason,
                expire_time,
                self._policy,
            ),
        )

    @override
    def WithdrawComment(
        self, request: rpc.WithdrawCommentRequest, context: grpc.ServicerContext
    ) -> rpc.WithdrawCommentResponse:
        return self._say(
            request,
            rpc.WithdrawCommentResponse,
            lambda work: discussion.withdraw_comment(
                work, *_ids(request.name), request.etag
            ),
        )

    @override
    def CreateInformationNeed(
        self, request: rpc.CreateInformationNeedRequest, context: grpc.ServicerContext
    ) -> rpc.CreateInformationNeedResponse:
        need_id = request.information_need_id
        asked = mapping.to_new_need(request.information_need, need_id)

        def act(work: Work) -> rpc.CreateInformationNeedResponse:
            review_id = id_in(request.parent)
            review, need = commands.create_information_need(
                work, review_id, request.etag, asked, self._policy
            )
            return rpc.CreateInformationNeedResponse(
                information_need=mapping.to_need(review, need),
                review=_seen(review, work, request),
            )

        return self._units.write(request, act)

    @override
    def UpdateInformationNeed(
        self, request: rpc.UpdateInformationNeedRequest, context: grpc.ServicerContext
    ) -> rpc.UpdateInformationNeedResponse:
        message = request.information_need
        change = mapping.to_need_change(message, request.update_mask)

        def act(work: Work) -> rpc.UpdateInformationNeedResponse:
            review_id, need_id = _ids(message.name)
            review, need = commands.update_information_need(
                work, review_id, request.etag, need_id, change, self._policy
            )
            return rpc.UpdateInformationNeedResponse(
                information_need=mapping.to_need(review, need),
                review=_seen(review, work, request),
            )

        return self._units.write(request, act)

    @override
    def SetPosition(
        self, request: rpc.SetPositionRequest, context: grpc.ServicerContext
    ) -> rpc.SetPositionResponse:
        kind = mapping.to_position_kind(request.kind)
        return self._change(
            request,
            rpc.SetPositionResponse,
            lambda work: commands.set_position(
                work,
                id_in(request.name),
                request.etag,
                kind,
                request.text,
                self._policy,
            ),
        )

    @override
    def OpenDebate(
        self, request: rpc.OpenDebateRequest, context: grpc.ServicerContext
    ) -> rpc.OpenDebateResponse:
        return self._change(
            request,
            rpc.OpenDebateResponse,
            lambda work: commands.open_debate(
                work, id_in(request.name), request.etag, self._policy
            ),
        )

    @override
    def CloseDebateTopic(
        self, request: rpc.CloseDebateTopicRequest, context: grpc.ServicerContext
    ) -> rpc.CloseDebateTopicResponse:
        return self._change(
            request,
            rpc.CloseDebateTopicResponse,
            lambda work: discussion.close_debate_topic(
                work, id_in(request.name), request.etag, request.topic, request.outcome
            ),
        )

    @override
    def RequestReread(
        self, request: rpc.RequestRereadRequest, context: grpc.ServicerContext
    ) -> rpc.RequestRereadResponse:
        return self._change(
            request,
            rpc.RequestRereadResponse,
            lambda work: commands.request_reread(
                work, id_in(request.name), request.etag, request.reason
            ),
        )

    @override
    def AnswerChecklistItem(
        self, request: rpc.AnswerChecklistItemRequest, context: grpc.ServicerContext
    ) -> rpc.AnswerChecklistItemResponse:
        return self._change(
            request,
            rpc.AnswerChecklistItemResponse,
            lambda work: commands.answer_checklist_item(
                work,
                id_in(request.name),
                request.etag,
                request.item,
                request.answer,
                request.fix,
                request.evidence_url,
            ),
        )

    @override
    def AcceptChecklistFix(
        self, request: rpc.AcceptChecklistFixRequest, context: grpc.ServicerContext
    ) -> rpc.AcceptChecklistFixResponse:
        return self._change(
            request,
            rpc.AcceptChecklistFixResponse,
            lambda work: commands.accept_checklist_fix(
                work, id_in(request.name), request.etag, request.item, request.reason
            ),
        )

    @override
    def GrantException(
        self, request: rpc.GrantExceptionRequest, context: grpc.ServicerContext
    ) -> rpc.GrantExceptionResponse:
        return self._change(
            request,
            rpc.GrantExceptionResponse,
            lambda work: commands.grant_exception(
                work,
                id_in(request.name),
                request.etag,
                request.item,
                request.reason,
                mapping.to_time(request.expire_time),
                self._policy,
            ),
        )

    @override
    def LintDecision(
        self, request: rpc.LintDecisionRequest, context: grpc.ServicerContext
    ) -> rpc.LintDecisionResponse:
        ruling = mapping.to_lint_ruling(request)

        def read(work: Work) -> deciding.Lint:
            review_id = id_in(request.name)
            return deciding.lint_decision(work, review_id, ruling, self._policy)

        lint = self._units.read(read)
        floor = self._policy.information_floor if lint.review.is_full else None
        return rpc.LintDecisionResponse(
            violations=to_findings(lint.violations),
            warnings=to_findings(lint.warnings),
            information_ratio=lint.review.information_ratio,
            information_floor=floor,
        )

    @override
    def DecideReview(
        self, request: rpc.DecideReviewRequest, context: grpc.ServicerContext
    ) -> rpc.DecideReviewResponse:
        def act(work: Work) -> rpc.DecideReviewResponse:
            review_id, ruling = id_in(request.name), mapping.to_ruling(request)
            review, warnings = deciding.decide_review(
                work, review_id, request.etag, ruling, self._policy
            )
            return rpc.DecideReviewResponse(
                review=_seen(review, work, request),
                warnings=to_findings(warnings),
            )

        return self._units.write(request, act)

    @override
    def ListDecisions(
        self, request: rpc.ListDecisionsRequest, context: grpc.ServicerContext
    ) -> rpc.ListDecisionsResponse:
        def read(work: Work) -> rpc.ListDecisionsResponse:
            page, token = self._pager.page(
                request, DECISION_FILTERS, work.decision_log.page, to_logged
            )
            return rpc.ListDecisionsResponse(decisions=page, next_page_token=token)

        return self._units.read(read)

    @override
    def VerifyDecisionLog(
        self, request: rpc.VerifyDecisionLogRequest, context: grpc.ServicerContext
    ) -> rpc.VerifyDecisionLogResponse:
        part = to_part(request)
        found = self._units.read(lambda work: work.decision_log.verify(part))
        return to_verification(found)

    @override
    def ListActiveChecks(
        self, request: rpc.ListActiveChecksRequest, context: grpc.ServicerContext
    ) -> rpc.ListActiveChecksResponse:
        def read(work: Work) -> rpc.ListActiveChecksResponse:
            if not request.review:
                found = all_checks(work)
            else:
                review = work.reviews.get(id_in(request.review))
                found = checks_of(work, review.submission)
            page, token = self._pager.cut(request, found, from_check)
            return rpc.ListActiveChecksResponse(checks=page, next_page_token=token)

        return self._units.read(read)

    @override
    def WatchReview(
        self, request: rpc.WatchReviewRequest, context: grpc.ServicerContext
    ) -> Iterator[rpc.WatchReviewResponse]:
        review_id, view = id_in(request.name), request.view or pb.REVIEW_VIEW_BASIC

        def seen(work: Work, reviews: Sequence[Review]) -> list[pb.Review]:
            return [to_message(each, work.actor.name, view) for each in reviews]

        self._units.read(lambda work: work.reviews.get(review_id))
        return watch(
            context,
            self._units,
            self._pager.seal,
            request,
            rpc.WatchReviewResponse,
            Watched[Work, Review](
                repository=lambda work: work.reviews,
                to_messages=seen,
                within={"id": review_id},
            ),
            Watched[Work, Comment](
                repository=lambda work: work.comments,
                to_messages=lambda _, comments: list(map(to_comment, comments)),
                within={"review": request.name},
                arm="comment_changed",
            ),
        )

    def _change(
        self, request: Message, response: type[R], act: Callable[[Work], Review]
    ) -> R:
        """Return the review after a write."""
        answer: Callable[..., R] = response
        return self._units.write(
            request,
            lambda work: answer(review=_seen(act(work), work, request)),
        )

    def _say(
        self, request: Message, response: type[R], act: Callable[[Work], Comment]
    ) -> R:
        """Return the comment after a write."""
        answer: Callable[..., R] = response
        return self._units.write(
            request, lambda work: answer(comment=to_comment(act(work)))
        )


def _seen(review: Review, work: Work, request: Message) -> pb.Review:
    """Return the review after a write, as its caller may see it."""
    message = to_message(review, work.actor.name)
    if getattr(request, "validate_only", False):
        return mapping.rehearsed(message, work.actor.name)
    return message


def _ids(name: str) -> tuple[str, str]:
    """Return both ids of a name: of `reviews/r1/comments/c1`, `r1` and `c1`."""
    _, review_id, _, part_id = name.split("/")
    return review_id, part_id
