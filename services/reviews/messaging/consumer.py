"""What reviews wants to hear from ideas, and of mechanisms."""

from functools import partial

from chassis.checks import messaging as checks
from chassis.messaging import EventRouter
from chassis.wire import given, to_money
from day1.checks.v1 import checks_pb2
from day1.erasure.v1 import erasure_events_pb2
from day1.ideas.v1 import ideas_events_pb2 as ideas
from day1.ideas.v1 import ideas_pb2 as ideas_api

from ..application import reactions
from ..application.ports import Work
from ..domain.document import Bet, Door, OpenQuestion, Section, Submission, Undo
from ..domain.policy import Policy

TOPICS = ("ideas.events.v1", checks.STATE_TOPIC)


def subscribe(router: EventRouter[Work], policy: Policy) -> None:
    """Say which events this service wants."""
    router.on(ideas.IdeaSubmitted, partial(on_idea_submitted, policy=policy))
    router.on(ideas.IdeaRecalled, on_idea_recalled)
    router.on(ideas.IdeaWithdrawn, on_idea_withdrawn)
    router.on(ideas.IdeaQuestionAsked, on_question_asked)
    router.on(ideas.IdeaQuestionAnswered, on_question_answered)
    router.on(erasure_events_pb2.TextErased, on_text_erased)
    router.on(checks_pb2.CheckChanged, on_check_changed)


def on_idea_submitted(work: Work, event: ideas.IdeaSubmitted, policy: Policy) -> None:
    """Open a review of the revision."""
    reactions.idea_submitted(work, to_submission(event), policy)


def on_idea_recalled(work: Work, event: ideas.IdeaRecalled) -> None:
    """End the review of the revision, if nothing is decided yet."""
    reactions.idea_recalled(work, event.idea, event.revision)


def on_idea_withdrawn(work: Work, event: ideas.IdeaWithdrawn) -> None:
    """End the review of the idea, if nothing is decided yet."""
    reactions.idea_withdrawn(work, event.idea)


def on_question_asked(work: Work, event: ideas.IdeaQuestionAsked) -> None:
    """Note that one question more is open."""
    question = OpenQuestion(event.question, event.text)
    reactions.question_asked(work, event.idea, question)


def on_question_answered(work: Work, event: ideas.IdeaQuestionAnswered) -> None:
    """Note that one question less is open."""
    reactions.question_answered(work, event.idea, event.question)


def on_text_erased(work: Work, event: erasure_events_pb2.TextErased) -> None:
    """Forget what was copied from an idea."""
    reactions.erase_text(work, event.subject)


def on_check_changed(work: Work, event: checks_pb2.CheckChanged) -> None:
    """Take note of a mechanism."""
    reactions.check_changed(
        work,
        checks.to_check(event.check),
        active=event.active,
        heard=event.aggregate_version,
    )


def to_submission(event: ideas.IdeaSubmitted) -> Submission:
    """Return what was submitted; a door of an unknown kind has no way back."""
    return Submission(
        idea=event.idea,
        revision=event.revision,
        title=event.title,
        author=event.author,
        leader_nominee=event.leader_nominee,
        doors=tuple(map(_door, event.doors)),
        sections=tuple(
            Section(section.id, section.heading, section.text)
            for section in event.sections
        ),
        document_hash=event.document_hash,
        co_authors=tuple(event.co_authors),
        team=event.team,
        tags=tuple(event.trend_tags),
        debated_topics=tuple(event.debated_topics),
        bet=given(event, "bet", _bet),
        open_questions=tuple(
            OpenQuestion(each.question, each.text) for each in event.open_questions
        ),
    )


def _door(door: ideas_api.Door) -> Door:
    is_two_way = door.kind == checks_pb2.DOOR_KIND_TWO_WAY
    return Door(door.id, is_two_way, door.decision, given(door, "undo", _undo))


def _undo(undo: ideas_api.Undo) -> Undo:
    return Undo(undo.plan, given(undo, "cost", to_money), given(undo, "days", int))


def _bet(bet: ideas_api.Bet) -> Bet:
    return Bet(
        given(bet, "win_probability", float), given(bet, "payoff_multiple", float)
    )
