"""What reviews wants to hear from ideas."""

from functools import partial

from chassis.messaging import EventRouter
from day1.ideas.v1 import ideas_events_pb2 as ideas
from day1.ideas.v1 import ideas_service_pb2 as ideas_api

from ..application import reactions
from ..application.ports import Work
from ..domain.document import Door, Section, Submission
from ..domain.rules import Policy

TOPICS = ("ideas.events.v1",)


def subscribe(router: EventRouter[Work], policy: Policy) -> None:
    """Say which events this service wants."""
    router.on(ideas.IdeaSubmitted, partial(on_idea_submitted, policy=policy))
    router.on(ideas.IdeaRecalled, on_idea_recalled)


def on_idea_submitted(work: Work, event: ideas.IdeaSubmitted, policy: Policy) -> None:
    """Open a review of the revision."""
    reactions.idea_submitted(work, to_submission(event), policy)


def on_idea_recalled(work: Work, event: ideas.IdeaRecalled) -> None:
    """End the review of the revision, if nothing is decided yet."""
    reactions.idea_recalled(work, event.idea, event.revision)


def to_submission(event: ideas.IdeaSubmitted) -> Submission:
    """Return what was submitted; a door of an unknown kind has no way back."""
    two_way = ideas_api.DOOR_KIND_TWO_WAY
    return Submission(
        idea=event.idea,
        revision=event.revision,
        title=event.title,
        author=event.author,
        leader_nominee=event.leader_nominee,
        doors=tuple(Door(door.id, door.kind == two_way) for door in event.doors),
        sections=tuple(
            Section(section.id, section.heading, section.text)
            for section in event.sections
        ),
        document_hash=event.document_hash,
    )
