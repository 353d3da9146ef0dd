"""A review as others see it."""

from chassis.storage import Table
from day1.reviews.v1 import reviews_service_pb2 as pb
from services.reviews.api.mapping import to_message, to_ruling
from services.reviews.domain.decision import Outcome, Ruling
from services.reviews.domain.review import Review
from services.reviews.storage.postgres import REVIEWS
from tests.unit.reviews.support import decided, opened


def test_a_decided_review_is_shown_with_all_its_fields() -> None:
    review = decided()
    review.version = 3

    message = to_message(review)

    assert len(message.ListFields()) == len(pb.Review.DESCRIPTOR.fields)
    assert message.policy == pb.REVIEW_POLICY_LIGHT
    assert message.state == pb.REVIEW_STATE_DECIDED
    assert message.etag == "3"
    assert message.decision.outcome == pb.OUTCOME_APPROVE
    assert message.readers[0].HasField("finish_time")
    assert message.document[0].text == "Boxes that fit at last"
    assert [entry.event for entry in message.history] == [
        "ReviewOpened",
        "ReviewReadingStarted",
        "ReviewReadingFinished",
        "ReviewDecided",
    ]


def test_what_has_not_happened_yet_is_absent() -> None:
    message = to_message(opened())

    assert message.decider == ""
    assert not message.HasField("decision")
    assert not message.readers[0].HasField("finish_time")


def test_a_ruling_is_read_from_the_request() -> None:
    request = pb.DecideReviewRequest(outcome="OUTCOME_RETURN", rationale="Not yet.")

    assert to_ruling(request) == Ruling(Outcome.RETURN, "Not yet.")


def test_a_review_is_loaded_as_it_was_stored() -> None:
    table: Table[Review] = REVIEWS
    review = decided()

    row = table.dump(review)

    assert table.load(0, row["body"]) == review
    assert [row["idea"], row["revision"]] == ["ideas/i1", "1.0"]
    assert [row["state"], row["decider"]] == ["DECIDED", "people/leo"]
