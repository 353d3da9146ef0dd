"""What reviews makes of the messages of ideas."""

from chassis.messaging import EventRouter
from day1.ideas.v1 import ideas_events_pb2 as ideas
from day1.ideas.v1 import ideas_service_pb2 as api
from services.reviews.application.ports import Work
from services.reviews.domain.document import Door, ReviewPolicy
from services.reviews.domain.review import ReviewState
from services.reviews.messaging.consumer import (
    TOPICS,
    on_idea_recalled,
    on_idea_submitted,
    subscribe,
    to_submission,
)
from tests.unit.reviews.support import POLICY, TWO_WAY, Memory, submission

SUBMITTED = ideas.IdeaSubmitted(
    idea="ideas/i1",
    revision="1.0",
    title="Boxes that fit",
    author="people/ann",
    team="teams/books",
    leader_nominee="people/leo",
    doors=[api.Door(id="price", decision="Raise it", kind=api.DOOR_KIND_TWO_WAY)],
    sections=[
        ideas.Section(id="headline", heading="Headline", text="Boxes that fit at last")
    ],
    document_hash="5ec7",
)


def test_a_submission_is_read_with_all_its_fields() -> None:
    assert to_submission(SUBMITTED) == submission(doors=(TWO_WAY,))


def test_what_is_not_marked_two_way_has_no_way_back() -> None:
    kinds = [api.DOOR_KIND_UNSPECIFIED, api.DOOR_KIND_ONE_WAY]
    doors = [api.Door(id=f"d{kind}", kind=kind) for kind in kinds]

    read = to_submission(ideas.IdeaSubmitted(doors=doors))

    assert read.doors == (Door("d0", is_two_way=False), Door("d1", is_two_way=False))
    assert read.policy is ReviewPolicy.FULL


def test_submitted_and_recalled_open_and_supersede() -> None:
    work = Memory()

    on_idea_submitted(work, SUBMITTED, POLICY)
    on_idea_recalled(work, ideas.IdeaRecalled(idea="ideas/i1", revision="1.0"))

    assert [review.state for review in work.kept.values()] == [ReviewState.SUPERSEDED]


def test_reviews_listens_to_ideas_only_and_to_two_of_its_events() -> None:
    router: EventRouter[Work] = EventRouter()

    subscribe(router, POLICY)

    wanted = {
        name
        for name, kind in ideas.DESCRIPTOR.message_types_by_name.items()
        if router.handles({"ce_type": kind.full_name})
    }
    assert wanted == {"IdeaSubmitted", "IdeaRecalled"}
    assert TOPICS == ("ideas.events.v1",)
