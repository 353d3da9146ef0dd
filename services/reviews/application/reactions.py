"""What reviews does when ideas speaks, when mechanisms change, and when time passes.

What is said of an older revision than the newest one known here is stale, and changes
nothing; so a repeat can neither open a review twice nor touch one that has ended.
"""

from chassis.checks import Check
from chassis.domain import NotFound, Violation, id_in

from ..domain.decision_log import TITLE
from ..domain.document import OpenQuestion, Submission, number_of
from ..domain.policy import Policy
from ..domain.review import (
    Review,
)
from .asking import checks_of, renew
from .ports import Work

WAKE_AT_ONCE = 50


def idea_submitted(work: Work, submission: Submission, policy: Policy) -> None:
    """Open a review; an open one of an older revision is superseded.

    What the review of the older revision left undone goes on in the new one.
    """
    latest = work.reviews.latest(submission.idea)
    if latest and not _is_older(latest, submission.revision):
        return
    if latest:
        _supersede(work, latest)
        submission = submission.after(latest.submission)
    review = Review.open(
        work.new_id(),
        submission,
        checks_of(work, submission),
        latest,
        by=work.actor,
        at=work.now,
        policy=policy,
    )
    work.reviews.add(review)
    if latest:
        _carry_comments(work, latest, review)


def idea_recalled(work: Work, idea: str, revision: str) -> None:
    """Supersede the open review. Raises `NotFound` while there is none yet."""
    latest = work.reviews.latest(idea)
    if latest is None or _is_older(latest, revision):
        text = f"There is no review of {idea}, revision {revision}, yet."
        raise NotFound(Violation("REVIEW_NOT_FOUND", idea, text))
    if latest.submission.revision == revision:
        _supersede(work, latest)


def idea_withdrawn(work: Work, idea: str) -> None:
    """End the open review, if there is one: a draft is withdrawn without any."""
    latest = work.reviews.latest(idea)
    if latest and latest.is_open:
        latest.withdraw(by=work.actor, at=work.now)
        work.reviews.save(latest)


def question_asked(work: Work, idea: str, question: OpenQuestion) -> None:
    """Note that somebody asks something on the idea.

    Where no review is open, the next submission tells what is still asked.
    """
    if latest := work.reviews.latest(idea):
        latest.question_asked(question, by=work.actor, at=work.now)
        work.reviews.save(latest)


def question_answered(work: Work, idea: str, question: str) -> None:
    """Note that a question on the idea is open no more."""
    if latest := work.reviews.latest(idea):
        latest.question_answered(question, by=work.actor, at=work.now)
        work.reviews.save(latest)


def check_changed(work: Work, check: Check, *, active: bool, heard: int) -> None:
    """Take note of a mechanism, and bring it to every running review.

    Those are few: each ends by its clock, or is pointed out.
    """
    work.checks.learn(check, active=active, heard=heard)
    if work.known_checks.find(id_in(check.mechanism)) is None:
        return  # of another stage, and never of ours
    for review in work.reviews.running():
        renew(work, review)
        work.reviews.save(review)


def erase_text(work: Work, idea: str) -> None:
    """Forget every text that was copied from an idea, in all its reviews."""
    for review in work.reviews.of_idea(idea):
        review.erase_texts(by=work.actor, at=work.now)
        work.reviews.save(review)
        for comment in work.comments.of_review(review.name):
            comment.erase_quote(by=work.actor, at=work.now)
            work.comments.save(comment)
    for entry in work.decision_log.of_idea(idea):
        work.decision_log.keep_texts(entry.erased(TITLE))


def wake_due(work: Work) -> int:
    """Do what time has brought to some reviews; return to how many."""
    due = work.reviews.due(WAKE_AT_ONCE)
    for review in due:
        review.wake(by=work.actor, at=work.now)
        work.reviews.save(review)
    return len(due)


def _is_older(review: Review, revision: str) -> bool:
    return number_of(review.submission.revision) < number_of(revision)


def _supersede(work: Work, review: Review) -> None:
    if review.is_open:
        review.supersede(by=work.actor, at=work.now)
        work.reviews.save(review)


def _carry_comments(work: Work, old: Review, new: Review) -> None:
    for comment in work.comments.unsettled(old.name):
        if comment.stays_open:
            carried = comment.carry(
                work.new_id(),
                new.name,
                topic=new.topic_like(comment.remark.topic, old),
                by=work.actor,
                at=work.now,
            )
            work.comments.save(comment)
            work.comments.add(carried)
