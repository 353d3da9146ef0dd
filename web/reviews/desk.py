"""What the two pages of a review show besides the review itself."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import request

from day1.checks.v1 import checks_pb2 as checks
from day1.reviews.v1 import reviews_pb2 as pb
from day1.reviews.v1 import reviews_service_pb2 as rpc

from .. import identity
from ..commands import Command, Input, form_of
from ..form_texts import values_of
from ..forms import Form, Refusal
from ..front import Front
from ..lists import every
from .commands import COMMANDS, COMMENT_INPUTS, COMMENTS, OWN
from .margin import Mark, elsewhere, marked, numbered

ITEM = Input("item", "", type="hidden")

Failed = Mapping[str, Refusal]
Offered = Collection[str]
CommandForm = tuple[Command, Form]


class Desk:
    """Reads what each page of a review needs."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def show(self, review: pb.Review, failed: Failed, _: Offered) -> dict[str, Any]:
        """Return the document with its margin, and the form of a comment."""
        everything = self.marks(review)
        principle = request.args.get("principle", "")
        marks = [one for one in everything if principle in {"", one.comment.principle}]
        return {
            "principle": principle,
            "principles": sorted({one.comment.principle for one in everything} - {""}),
            "sections": marked(review.document, marks),
            "elsewhere": elsewhere(review.document, marks),
            "comment_forms": {
                one.id: _of_comment(review, one, failed) for one in marks
            },
            "comment_inputs": COMMENT_INPUTS,
            "topic_options": [(one.id, one.text) for one in review.debate_topics],
            **status(review, everything),
        }

    def decision(
        self, review: pb.Review, failed: Failed, offered: Offered
    ) -> dict[str, Any]:
        """Return what a decision rests on, and what it would be refused for."""
        marks, reviews = self.marks(review), self._front.reviews
        lint = None
        if "decide" in offered and "decide" not in failed:
            wanted = rpc.LintDecisionRequest(
                name=review.name, outcome=pb.REVIEW_OUTCOME_APPROVE
            )
            lint = self._front.call_if_allowed(reviews.LintDecision, wanted)
        return {
            "lint": lint,
            "needs": [
                (one, _of_need(review, one, failed, offered))
                for one in review.information_needs
            ],
            "topics": [
                (one, _of_topic(review, one, failed, offered))
                for one in review.debate_topics
            ],
            "checklist": [
                (
                    one,
                    list(_of_item(review, one, failed, self._on(review, one, offered))),
                )
                for one in review.checklist
            ],
            "blocking": [one for one in marks if _blocks(one.comment)],
            "comment_forms": {
                one.id: _of_comment(review, one, failed) for one in marks
            },
            **status(review, marks),
        }

    def _on(
        self, review: pb.Review, item: pb.ChecklistItem, offered: Offered
    ) -> set[str]:
        """Return what the visitor may do with one item.

        Whose fix it is decides who accepts it, so the service is asked for each.
        """
        ids = {"answer-item", "grant-exception"} & set(offered)
        if "accept-fix" in offered and awaits_acceptance(item):
            wanted = rpc.AcceptChecklistFixRequest(
                name=review.name, item=item.id, reason="x"
            )
            accept = self._front.reviews.AcceptChecklistFix
            if not self._front.is_denied(accept, wanted):
                ids.add("accept-fix")
        return ids

    def marks(self, review: pb.Review) -> tuple[Mark, ...]:
        """Return every comment that stands."""
        front, wanted = self._front, rpc.ListCommentsRequest(parent=review.name)
        rows = every(front.call, front.reviews.ListComments, wanted, "comments")
        return numbered(rows.all if rows else ())


def status(review: pb.Review, marks: Sequence[Mark]) -> dict[str, Any]:
    """Return the numbers that move: the part that looks again by itself."""
    return {
        "finished": sum(one.HasField("finish_time") for one in review.readers),
        "comments": len(marks),
        "blocking_count": sum(_blocks(mark.comment) for mark in marks),
        "questions_open": sum(_asks(mark.comment) for mark in marks),
    }


def _blocks(comment: pb.Comment) -> bool:
    is_open = comment.state in {pb.COMMENT_STATE_OPEN, pb.COMMENT_STATE_ANSWERED}
    return is_open and _is_blocking(comment)


def _is_blocking(comment: pb.Comment) -> bool:
    return comment.severity == pb.COMMENT_SEVERITY_BLOCKING


def _asks(comment: pb.Comment) -> bool:
    is_question = comment.kind == pb.COMMENT_KIND_QUESTION
    return is_question and comment.state == pb.COMMENT_STATE_OPEN


def _of_comment(review: pb.Review, mark: Mark, failed: Failed) -> list[CommandForm]:
    comment = mark.comment
    mine = {
        k.removeprefix(f"{mark.id}-"): why
        for k, why in failed.items()
        if k.startswith(f"{mark.id}-")
    }
    me = identity.current().name
    others = set() if comment.author == me else OWN
    is_deciders = review.decider == me and _is_blocking(comment)
    others = others if is_deciders else others | {"override"}
    ids = [one for one in COMMENTS.possible(comment) if one not in others]
    return COMMENTS.forms(ids, comment.etag, mine, mark.id)


def _of_topic(
    review: pb.Review, topic: pb.DebateTopic, failed: Failed, offered: Offered
) -> list[CommandForm]:
    ids = {"close-topic"} & set(offered)
    return list(_about(review, ids, failed, "topic", topic.id))


def awaits_acceptance(item: pb.ChecklistItem) -> bool:
    """Tell whether there is a fix of a high risk that nobody has accepted."""
    answer = item.answer
    is_open = bool(answer.fix) and not answer.HasField("acceptance")
    return is_open and answer.risk == checks.RISK_HIGH


def _of_item(
    review: pb.Review, item: pb.ChecklistItem, failed: Failed, ids: set[str]
) -> Iterator[CommandForm]:
    """Yield what can be done with one item; only questions have answers."""
    for command, form in _about(review, ids, failed, "item", item.id):
        if command.id != "answer-item":
            yield command, form
        elif item.check.HasField("question"):
            yield replace(command, inputs=_answers(item)), form


def _answers(item: pb.ChecklistItem) -> tuple[Input, ...]:
    question = item.check.question
    options = tuple((one.id, one.text) for one in question.answers)
    return (
        ITEM,
        Input("answer", question.prompt, options, hint=question.guidance),
        Input("fix", "If it is risky: what is done about it?"),
        Input("evidence_url", "Where can one see it?", hint=question.evidence, rows=0),
    )


def _about(
    review: pb.Review, offered: set[str], failed: Failed, field: str, value: str
) -> Iterator[CommandForm]:
    """Yield forms about one part of a review; the part is a field of the request."""
    is_mine = request.form.get(field) == value
    start = Form(values={field: value}, etag=review.etag)
    for one in COMMANDS.by_id:
        why = failed.get(one) if is_mine else None
        if one in offered or why:
            yield COMMANDS.by_id[one], form_of(start, why, f"{value}-{one}")


def _of_need(
    review: pb.Review, need: pb.InformationNeed, failed: Failed, offered: Offered
) -> Form | None:
    """Return the form that changes a need; None when the visitor cannot.

    Who may list something, may also say that it is known.
    """
    key = f"need-{need.name.rpartition('/')[2]}"
    if "add-need" not in offered and key not in failed:
        return None
    said = rpc.UpdateInformationNeedRequest(information_need=need)
    start = Form(values=values_of(said), etag=review.etag)
    return form_of(start, failed.get(key), key)
