"""The history of a review: a closed list of names, and the newest entries."""

import re
from datetime import timedelta
from pathlib import Path

from chassis.domain import DomainEvent
from day1.reviews.v1 import reviews_events_pb2 as pb
from services.reviews.api.history import NAMES
from services.reviews.api.mapping import to_message
from services.reviews.domain import events
from tests.unit.reviews.support import ANN, LEO, NOON, POLICY, know, read

CONTRACT = Path(__file__).parents[3] / "protos/day1/reviews/v1/reviews.proto"


def test_every_event_of_a_review_has_a_name_and_those_of_comments_have_none() -> None:
    of_reviews = {
        kind
        for kind in vars(events).values()
        if isinstance(kind, type)
        and issubclass(kind, events.ReviewEvent)
        and kind is not events.ReviewEvent
    }
    others = {
        kind.__name__
        for kind in vars(events).values()
        if isinstance(kind, type)
        and issubclass(kind, DomainEvent)
        and kind not in {*of_reviews, DomainEvent, events.ReviewEvent}
    }

    assert set(NAMES) == of_reviews
    assert {name for name in others if not name.startswith("Comment")} == set()


def test_every_name_is_a_published_message_or_in_the_contract() -> None:
    published = set(pb.DESCRIPTOR.message_types_by_name)
    comment = CONTRACT.read_text().partition("message ReviewHistoryEntry")[2]
    listed = set(re.findall(r"//   (\w+): ", comment))

    assert published.isdisjoint(listed)
    assert {name for name in NAMES.values() if name not in published} == listed


def test_the_newest_hundred_entries_are_shown_oldest_first() -> None:
    review = read()
    know(review, 1)
    (need,) = review.needs
    for number in range(60):
        at = NOON + timedelta(minutes=number)
        for person in (ANN, LEO):
            review.change_need(need, by=person, at=at, policy=POLICY)

    shown = to_message(review, LEO.name).history

    assert len(review.history) > 100
    assert len(shown) == 100
    times = [entry.time.ToDatetime() for entry in shown]
    assert times == sorted(times)
    assert shown[-1].event == "ReviewNeedChanged"
