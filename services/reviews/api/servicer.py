"""The reviews API: translates each call, and decides nothing."""

import grpc
from typing_extensions import override

from chassis.domain import id_in
from chassis.paging import Pager
from chassis.units import Units
from day1.reviews.v1 import reviews_service_pb2 as pb
from day1.reviews.v1.reviews_service_pb2_grpc import ReviewServiceServicer

from ..application import commands
from ..application.ports import Work
from ..domain.rules import Policy
from .mapping import to_message, to_ruling

FILTERS = ("idea", "state", "decider")
"""What a list can be filtered by; ends up as columns, so it names them."""


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
        self, request: pb.GetReviewRequest, context: grpc.ServicerContext
    ) -> pb.GetReviewResponse:
        review = self._units.read(lambda work: work.reviews.get(id_in(request.name)))
        return pb.GetReviewResponse(review=to_message(review))

    @override
    def ListReviews(
        self, request: pb.ListReviewsRequest, context: grpc.ServicerContext
    ) -> pb.ListReviewsResponse:
        page, token = self._units.read(
            lambda work: self._pager.page(
                request, FILTERS, work.reviews.page, to_message
            )
        )
        return pb.ListReviewsResponse(reviews=page, next_page_token=token)

    @override
    def InviteReader(
        self, request: pb.InviteReaderRequest, context: grpc.ServicerContext
    ) -> pb.InviteReaderResponse:
        def act(work: Work) -> pb.InviteReaderResponse:
            review = commands.invite_reader(
                work, id_in(request.name), request.etag, request.reader, self._policy
            )
            return pb.InviteReaderResponse(review=to_message(review))

        return self._units.write(request, act)

    @override
    def FinishReading(
        self, request: pb.FinishReadingRequest, context: grpc.ServicerContext
    ) -> pb.FinishReadingResponse:
        def act(work: Work) -> pb.FinishReadingResponse:
            review = commands.finish_reading(work, id_in(request.name), request.etag)
            return pb.FinishReadingResponse(review=to_message(review))

        return self._units.write(request, act)

    @override
    def DecideReview(
        self, request: pb.DecideReviewRequest, context: grpc.ServicerContext
    ) -> pb.DecideReviewResponse:
        def act(work: Work) -> pb.DecideReviewResponse:
            review_id, ruling = id_in(request.name), to_ruling(request)
            review = commands.decide_review(
                work, review_id, request.etag, ruling, self._policy
            )
            return pb.DecideReviewResponse(review=to_message(review))

        return self._units.write(request, act)
