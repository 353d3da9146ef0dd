"""Every reason that each method of reviews lists, met at the API."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from chassis.domain import Actor
from day1.ideas.v1 import ideas_events_pb2 as ideas
from day1.reviews.v1 import reviews_pb2 as pb
from deploy.contracts import image, reasons
from deploy.postgres import EmbeddedPostgres
from tests.integration.alone import await_true
from tests.integration.reviews_alone import (
    APPROVE,
    NOTE,
    ONE_WAY,
    TWO_WAY,
    Reviews,
    running,
)
from tests.unit.reviews.support import (
    ANN,
    DEE,
    KAI,
    LEO,
    RIA,
    SAM,
    SCOPE,
    predicate,
    question,
)

ROOT = Path(__file__).parents[2]
TAG = "checked"
PROVED = "proved"
ASKED = ideas.OpenQuestion(question="ideas/i/questions/q1", text="Who pays?")
LIMITS = {
    "full_readers": 2,
    "max_readers": 4,
    "max_needs": 2,
    "max_comments": 3,
    "max_replies": 1,
}
BLOCKER = pb.Comment(
    kind="COMMENT_KIND_COMMENT",
    text="It breaks a promise.",
    severity="COMMENT_SEVERITY_BLOCKING",
    clears_when="The promise is kept.",
)
NEED = pb.InformationNeed(text="Who?")
KNOWN = pb.InformationNeed(text="Who?", state="NEED_STATE_KNOWN")
JUDGED = {"state": "NEED_STATE_KNOWN", "source": "A survey"}
FIX = {"item": "way-back", "answer": "no", "fix": "We try it."}
SOON = datetime.now(UTC) + timedelta(days=30)
PAST = datetime.now(UTC) - timedelta(days=1)

MINIMAL: dict[str, dict[str, Any]] = {
    "NameDecider": {"decider": DEE.name},
    "InviteReader": {"reader": RIA.name},
    "CreateComment": {"comment": NOTE},
    "ReplyComment": {"text": "Yes."},
    "OverrideComment": {"reason": "Now.", "expire_time": SOON},
    "CreateInformationNeed": {"information_need": NEED},
    "SetPosition": {"kind": "POSITION_KIND_OBJECT"},
    "CloseDebateTopic": {"topic": "topic-1", "outcome": "Now."},
    "RequestReread": {"reason": "New."},
    "AnswerChecklistItem": {"item": "way-back"},
    "AcceptChecklistFix": {"item": "way-back", "reason": "I saw it."},
    "GrantException": {"item": "way-back", "reason": "Soon.", "expire_time": SOON},
    "DecideReview": APPROVE,
}
"""What a method needs besides a name."""


class States:
    """Reviews in states that refuse something; a refusal changes none of them."""

    def __init__(self, reviews: Reviews) -> None:
        self.reviews = reviews
        self._made: dict[str, str] = {}
        self._numbers = count(1)

    def enter(self, state: str) -> None:
        """Make a review of this state the one that is asked; empty for none."""
        if state and state not in self._made:
            self.reviews.idea = f"ideas/{state.replace('_', '-')}"
            getattr(self, state)()
            self._made[state] = self.reviews.review
        self.reviews.review = self._made.get(state, "reviews/nowhere")

    def reading(self, **more: Any) -> None:
        """LIGHT, and LEO decides."""
        self.reviews.submit(TWO_WAY, **more)

    def read(self, **more: Any) -> None:
        """LIGHT; LEO has read, RIA has not. A comment of LEO, a need."""
        self.reading(**more)
        ask = self.reviews
        ask(ANN, "InviteReader", reader=RIA.name)
        ask(LEO, "FinishReading")
        ask(LEO, "CreateComment", comment=NOTE, comment_id=self._comment_id())
        ask(ANN, "CreateInformationNeed", information_need=NEED)

    def known(self) -> None:
        """LIGHT; LEO has read, and nothing is in the way."""
        self.reading()
        self.reviews(LEO, "FinishReading")

    def crowded(self) -> None:
        """No comment and no need more fits."""
        self.read()
        ask = self.reviews
        for _ in range(2):
            ask(LEO, "CreateComment", comment=NOTE)
        ask(ANN, "CreateInformationNeed", information_need=NEED)

    def replied(self) -> None:
        """The comment has as many replies as fit."""
        self.read()
        self.reviews(ANN, "ReplyComment", **self.of_comment(), text="Yes.")

    def resolved(self) -> None:
        """The comment is resolved."""
        self.read()
        self.reviews(LEO, "ResolveComment", **self.of_comment())

    def blocked(self) -> None:
        """A comment blocks it."""
        self.read()
        self.reviews(LEO, "CreateComment", comment=BLOCKER)

    def checked(self) -> None:
        """A question and a predicate concern it."""
        self.read(trend_tags=[TAG])

    def risky(self) -> None:
        """The question is answered, and the risk is high."""
        self.checked()
        self.reviews(ANN, "AnswerChecklistItem", item="way-back", answer="no")

    def raised(self) -> None:
        """RIA, a reader, has answered that the risk is high."""
        self.checked()
        self.reviews(RIA, "FinishReading")
        self.reviews(RIA, "AnswerChecklistItem", item="way-back", answer="no")

    def fixed(self) -> None:
        """ANN, who wrote it, has a fix of a high risk."""
        self.checked()
        self.reviews(ANN, "AnswerChecklistItem", **FIX)

    def fixed_by_decider(self) -> None:
        """LEO, who decides it, has a fix of a high risk."""
        self.checked()
        self.reviews(LEO, "AnswerChecklistItem", **FIX)

    def proved(self) -> None:
        """A question asks for evidence."""
        self.read(trend_tags=[PROVED])

    def leaderless(self) -> None:
        """LIGHT, and nobody is nominated to lead; RIA decides."""
        self.reading(leader_nominee="")
        self.reviews(ANN, "NameDecider", decider=RIA.name)
        self.reviews(RIA, "FinishReading")

    def led_by_its_author(self) -> None:
        """LIGHT; its author would lead it and decides it, and others read."""
        self.reading(leader_nominee=ANN.name)
        self.reviews(ANN, "InviteReader", reader=RIA.name)
        self.reviews(ANN, "FinishReading")

    def written_alone(self) -> None:
        """LIGHT; its author would lead it, decides it, and has commented it."""
        self.reading(leader_nominee=ANN.name)
        self.reviews(ANN, "FinishReading")
        comment_id = self._comment_id()
        self.reviews(ANN, "CreateComment", comment=BLOCKER, comment_id=comment_id)

    def decided(self) -> None:
        """LIGHT, with a comment, a need and a checklist."""
        self.checked()
        self.reviews(LEO, "DecideReview", **RETURN)

    def recalled(self) -> None:
        """Superseded."""
        self.reading()
        gone = ideas.IdeaRecalled(idea=self.reviews.idea, revision="1.0")
        self.reviews.hear(gone)
        superseded = pb.REVIEW_STATE_SUPERSEDED
        await_true(lambda: self.reviews.get().state == superseded, "superseded")

    def opened(self) -> None:
        """FULL without a decider."""
        self.reviews.submit(
            TWO_WAY, ONE_WAY, debated_topics=["Now?"], open_questions=[ASKED]
        )

    def listed(self) -> None:
        """FULL without a decider; ANN, who wrote it, wants to know something."""
        self.opened()
        self.reviews(ANN, "CreateInformationNeed", information_need=NEED)

    def again(self) -> None:
        """FULL; the second revision, after DEE has returned the first."""
        self.debating()
        self.reviews(DEE, "DecideReview", **RETURN)
        self.reviews.submit(TWO_WAY, ONE_WAY, revision="1.1")

    def named(self) -> None:
        """FULL; DEE decides, and too few read."""
        self.opened()
        self.reviews(ANN, "NameDecider", decider=DEE.name)

    def full_reading(self) -> None:
        """FULL; LEO, DEE, RIA and KAI read."""
        self.named()
        for person in (RIA, KAI):
            self.reviews(ANN, "InviteReader", reader=person.name)
        self.reviews(DEE, "StartReview")

    def full_read(self) -> None:
        """FULL; all but DEE, who decides, have read, and RIA has commented."""
        self.full_reading()
        for person in (LEO, RIA, KAI):
            self.reviews(person, "FinishReading")
        comment_id = self._comment_id()
        self.reviews(RIA, "CreateComment", comment=NOTE, comment_id=comment_id)

    def debating_unread(self) -> None:
        """FULL; it is debated, and DEE, who decides, has not read."""
        self.full_read()
        for person in (LEO, RIA, KAI):
            self.reviews(person, "SetPosition", kind="POSITION_KIND_SUPPORT")

    def debating(self) -> None:
        """FULL; it is debated, and nothing is ready for a decision."""
        self.debating_unread()
        self.reviews(DEE, "FinishReading")

    def of_comment(self) -> dict[str, str]:
        """Return the name of the oldest comment of the review."""
        return {"name": self.reviews(ANN, "ListComments").comments[-1].name}

    def _comment_id(self) -> str:
        return f"comment-{next(self._numbers)}"


RETURN = {"outcome": "REVIEW_OUTCOME_RETURN", "rationale": "Not yet."}

Fields = dict[str, Any] | Callable[[States], dict[str, Any]]


def comment(**more: Any) -> Fields:
    """Return what a method of a comment takes: of the one that is there."""
    return lambda states: states.of_comment() | more


def remark(**more: Any) -> Fields:
    return {"comment": pb.Comment(kind="COMMENT_KIND_COMMENT", text="Why?")} | {
        "comment": pb.Comment(**{"kind": "COMMENT_KIND_COMMENT", "text": "Why?"} | more)
    }


def need(**more: Any) -> Fields:
    return lambda states: {
        "information_need": pb.InformationNeed(
            name=f"{states.reviews.review}/informationNeeds/need-1", **more
        )
    }


def taken(states: States) -> dict[str, Any]:
    name = states.of_comment()["name"]
    return {"comment": NOTE, "comment_id": name.rpartition("/")[2]}


def nowhere(states: States) -> dict[str, Any]:
    return {"name": f"{states.reviews.review}/comments/nowhere"}


Row = tuple[str, str, Actor, Fields, str]
"""Method, state, who calls with what, and the reasons that they meet."""

FULL_PATH, LIGHT_PATH = "REVIEW_POLICY_FULL", "REVIEW_POLICY_LIGHT"
HEAVY = "HEAVY_PROCESS_ON_TWO_WAY_DOOR"
LIGHT = "LIGHT_PROCESS_ON_ONE_WAY_DOOR"

ROWS: list[Row] = [
    ("StartReview", "named", ANN, {}, "NOT_DECIDER"),
    ("StartReview", "opened", SAM, {}, "NOT_INVOLVED"),
    ("StartReview", "opened", ANN, {}, "DECIDER_MISSING READERS_TOO_FEW"),
    ("StartReview", "reading", LEO, {"policy": FULL_PATH}, HEAVY),
    ("StartReview", "named", DEE, {"policy": LIGHT_PATH}, LIGHT),
    ("StartReview", "reading", LEO, {}, "WRONG_STATE"),
    ("NameDecider", "named", ANN, {}, "NOT_DECIDER"),
    ("NameDecider", "opened", SAM, {}, "NOT_INVOLVED"),
    ("NameDecider", "opened", ANN, {"decider": ANN.name}, "DECIDER_IS_AUTHOR"),
    ("NameDecider", "opened", ANN, {"decider": LEO.name}, "DECIDER_IS_LEADER"),
    ("NameDecider", "again", ANN, {"decider": RIA.name}, "DECIDER_OF_BEFORE"),
    ("NameDecider", "full_read", DEE, {"decider": SAM.name}, "READERS_TOO_MANY"),
    ("NameDecider", "decided", LEO, {}, "WRONG_STATE"),
    ("InviteReader", "reading", SAM, {}, "NOT_INVOLVED"),
    ("InviteReader", "reading", ANN, {"reader": LEO.name}, "ALREADY_READER"),
    ("InviteReader", "reading", ANN, {"reader": ANN.name}, "READER_IS_AUTHOR"),
    ("InviteReader", "full_reading", ANN, {"reader": SAM.name}, "READERS_TOO_MANY"),
    ("InviteReader", "decided", ANN, {}, "WRONG_STATE"),
    ("FinishReading", "reading", SAM, {}, "NOT_READER"),
    ("FinishReading", "decided", LEO, {}, "WRONG_STATE"),
    ("FinishReading", "reading", LEO, {"document_hash": "0ther"}, "REVISION_STALE"),
    ("CreateComment", "read", LEO, taken, "COMMENT_EXISTS"),
    ("CreateComment", "read", LEO, remark(anchor={"section": "x"}), "ANCHOR_INVALID"),
    (
        "CreateComment",
        "read",
        LEO,
        remark(severity="COMMENT_SEVERITY_BLOCKING"),
        "BLOCKING_WITHOUT_CLEARANCE",
    ),
    ("CreateComment", "read", LEO, remark(text=" "), "COMMENT_EMPTY"),
    ("CreateComment", "read", LEO, remark(topic="topic-9"), "TOPIC_UNKNOWN"),
    ("CreateComment", "read", SAM, {}, "NOT_READER"),
    ("CreateComment", "crowded", LEO, {}, "COMMENTS_TOO_MANY"),
    ("CreateComment", "read", RIA, {}, "NOT_READ_YET"),
    ("CreateComment", "decided", LEO, {}, "WRONG_STATE"),
    ("ReplyComment", "read", LEO, nowhere, "COMMENT_NOT_FOUND"),
    ("ReplyComment", "read", SAM, comment(), "NOT_INVOLVED"),
    ("ReplyComment", "read", RIA, comment(), "NOT_READ_YET"),
    ("ReplyComment", "read", ANN, comment(text="."), "TEXT_SAYS_NOTHING"),
    ("ReplyComment", "replied", ANN, comment(), "REPLIES_TOO_MANY"),
    ("ReplyComment", "resolved", ANN, comment(), "WRONG_STATE"),
    ("ResolveComment", "read", LEO, nowhere, "COMMENT_NOT_FOUND"),
    ("ResolveComment", "read", ANN, comment(), "NOT_COMMENT_AUTHOR"),
    ("ResolveComment", "resolved", LEO, comment(), "WRONG_STATE"),
    ("OverrideComment", "read", LEO, nowhere, "COMMENT_NOT_FOUND"),
    ("OverrideComment", "read", LEO, comment(expire_time=PAST), "EXPIRY_INVALID"),
    ("OverrideComment", "debating", DEE, comment(expire_time=None), "EXPIRY_MISSING"),
    ("OverrideComment", "read", LEO, comment(reason="TBD"), "TEXT_SAYS_NOTHING"),
    ("OverrideComment", "read", LEO, comment(), "NOTHING_TO_OVERRIDE"),
    ("OverrideComment", "read", ANN, comment(), "NOT_DECIDER"),
    ("OverrideComment", "written_alone", ANN, comment(), "EXCEPTION_IS_OWN"),
    ("OverrideComment", "full_read", DEE, comment(), "NOT_READ_YET"),
    ("OverrideComment", "resolved", LEO, comment(), "WRONG_STATE"),
    ("WithdrawComment", "read", LEO, nowhere, "COMMENT_NOT_FOUND"),
    ("WithdrawComment", "read", ANN, comment(), "NOT_COMMENT_AUTHOR"),
    ("WithdrawComment", "resolved", LEO, comment(), "WRONG_STATE"),
    (
        "CreateInformationNeed",
        "read",
        ANN,
        {"information_need_id": "need-1"},
        "NEED_EXISTS",
    ),
    (
        "CreateInformationNeed",
        "read",
        ANN,
        {"information_need": pb.InformationNeed(text=" ")},
        "NEED_EMPTY",
    ),
    ("CreateInformationNeed", "read", SAM, {}, "NOT_INVOLVED"),
    (
        "CreateInformationNeed",
        "read",
        ANN,
        {"information_need": KNOWN},
        "NEED_WITHOUT_SOURCE",
    ),
    (
        "CreateInformationNeed",
        "opened",
        ANN,
        {"information_need": KNOWN},
        "NEED_JUDGED_BY_AUTHOR",
    ),
    ("CreateInformationNeed", "read", RIA, {}, "NOT_READ_YET"),
    ("CreateInformationNeed", "crowded", ANN, {}, "NEEDS_TOO_MANY"),
    ("CreateInformationNeed", "decided", ANN, {}, "WRONG_STATE"),
    ("UpdateInformationNeed", "reading", ANN, need(text="Who?"), "NEED_NOT_FOUND"),
    ("UpdateInformationNeed", "read", ANN, need(text=" "), "NEED_EMPTY"),
    ("UpdateInformationNeed", "read", SAM, need(text="Who?"), "NOT_INVOLVED"),
    (
        "UpdateInformationNeed",
        "read",
        ANN,
        need(state="NEED_STATE_UNKNOWABLE"),
        "NEED_WITHOUT_SOURCE",
    ),
    ("UpdateInformationNeed", "read", LEO, need(weight=3), "NOT_NEED_AUTHOR"),
    ("UpdateInformationNeed", "listed", ANN, need(**JUDGED), "NEED_JUDGED_BY_AUTHOR"),
    ("UpdateInformationNeed", "read", RIA, need(source="A survey"), "NOT_READ_YET"),
    ("UpdateInformationNeed", "decided", ANN, need(text="Who?"), "WRONG_STATE"),
    ("SetPosition", "read", SAM, {}, "NOT_READER"),
    ("SetPosition", "read", RIA, {}, "NOT_READ_YET"),
    ("SetPosition", "decided", LEO, {}, "WRONG_STATE"),
    ("OpenDebate", "full_reading", RIA, {}, "NOT_DECIDER"),
    ("OpenDebate", "opened", SAM, {}, "NOT_INVOLVED"),
    ("OpenDebate", "reading", LEO, {}, HEAVY),
    ("OpenDebate", "full_reading", DEE, {}, "READERS_TOO_FEW READERS_ONE_TEAM"),
    ("OpenDebate", "full_read", DEE, {}, "POSITIONS_MISSING"),
    ("OpenDebate", "debating", DEE, {}, "WRONG_STATE"),
    ("CloseDebateTopic", "debating", DEE, {"topic": "topic-9"}, "TOPIC_NOT_FOUND"),
    ("CloseDebateTopic", "debating", RIA, {}, "NOT_DECIDER"),
    ("CloseDebateTopic", "opened", SAM, {}, "NOT_INVOLVED"),
    ("CloseDebateTopic", "debating", DEE, {}, "DEBATED_TOPIC_UNDEBATED"),
    ("CloseDebateTopic", "debating", DEE, {"outcome": "."}, "TEXT_SAYS_NOTHING"),
    ("CloseDebateTopic", "debating_unread", DEE, {}, "NOT_READ_YET"),
    ("CloseDebateTopic", "full_reading", DEE, {}, "WRONG_STATE"),
    ("RequestReread", "debating", RIA, {}, "NOT_DECIDER"),
    ("RequestReread", "opened", SAM, {}, "NOT_INVOLVED"),
    ("RequestReread", "debating", DEE, {"reason": "..."}, "TEXT_SAYS_NOTHING"),
    ("RequestReread", "full_reading", DEE, {}, "WRONG_STATE"),
    ("AnswerChecklistItem", "read", ANN, {"item": "nowhere"}, "ITEM_NOT_FOUND"),
    ("AnswerChecklistItem", "checked", ANN, {"answer": "maybe"}, "ANSWER_UNKNOWN"),
    ("AnswerChecklistItem", "checked", ANN, {"item": "revisit"}, "ITEM_NOT_A_QUESTION"),
    ("AnswerChecklistItem", "checked", SAM, {}, "NOT_INVOLVED"),
    (
        "AnswerChecklistItem",
        "proved",
        ANN,
        {"item": "proof", "answer": "yes"},
        "EVIDENCE_MISSING",
    ),
    (
        "AnswerChecklistItem",
        "raised",
        ANN,
        {"answer": "yes"},
        "RISK_RAISED_BY_ANOTHER",
    ),
    ("AnswerChecklistItem", "checked", RIA, {}, "NOT_READ_YET"),
    ("AnswerChecklistItem", "decided", ANN, {}, "WRONG_STATE"),
    ("AcceptChecklistFix", "read", LEO, {"item": "nowhere"}, "ITEM_NOT_FOUND"),
    ("AcceptChecklistFix", "fixed", LEO, {"reason": "."}, "TEXT_SAYS_NOTHING"),
    ("AcceptChecklistFix", "fixed", ANN, {}, "FIX_IS_OWN"),
    ("AcceptChecklistFix", "fixed_by_decider", LEO, {}, "FIX_IS_OWN"),
    ("AcceptChecklistFix", "fixed", RIA, {}, "NOT_DECIDER"),
    ("AcceptChecklistFix", "fixed_by_decider", SAM, {}, "NOT_INVOLVED"),
    ("AcceptChecklistFix", "fixed_by_decider", RIA, {}, "NOT_READ_YET"),
    ("AcceptChecklistFix", "checked", LEO, {}, "NO_FIX_TO_ACCEPT"),
    ("AcceptChecklistFix", "decided", LEO, {}, "WRONG_STATE"),
    ("GrantException", "read", LEO, {"item": "nowhere"}, "ITEM_NOT_FOUND"),
    ("GrantException", "checked", LEO, {"expire_time": PAST}, "EXPIRY_INVALID"),
    ("GrantException", "checked", LEO, {"reason": "TBD"}, "TEXT_SAYS_NOTHING"),
    ("GrantException", "fixed_by_decider", LEO, {}, "EXCEPTION_IS_OWN"),
    ("GrantException", "checked", ANN, {}, "NOT_DECIDER"),
    ("GrantException", "opened", SAM, {}, "NOT_INVOLVED"),
    ("GrantException", "reading", LEO, {}, "NOT_READ_YET"),
    ("GrantException", "decided", LEO, {}, "WRONG_STATE"),
    ("LintDecision", "reading", SAM, {}, "NOT_INVOLVED"),
    ("DecideReview", "read", ANN, {}, "NOT_DECIDER"),
    ("DecideReview", "opened", SAM, {}, "NOT_INVOLVED"),
    ("DecideReview", "opened", ANN, {}, "DECIDER_MISSING"),
    ("DecideReview", "named", DEE, {}, "WRONG_STATE"),
    ("DecideReview", "decided", LEO, {}, "DECISION_FINAL"),
    ("DecideReview", "recalled", LEO, {}, "REVISION_STALE"),
    ("DecideReview", "blocked", LEO, {}, "BLOCKING_COMMENTS_OPEN"),
    (
        "DecideReview",
        "checked",
        LEO,
        {},
        "CHECKLIST_INCOMPLETE MECHANISM_CHECK_FAILED",
    ),
    (
        "DecideReview",
        "risky",
        LEO,
        {"revisit_when": "Sales fall."},
        "HIGH_RISK_NOT_ACCEPTED",
    ),
    ("DecideReview", "read", LEO, {"rationale": ""}, "INFORMATION_TOO_LOW"),
    (
        "DecideReview",
        "read",
        LEO,
        {"outcome": "REVIEW_OUTCOME_DECLINE", "rationale": ""},
        "DECLINE_NEEDS_REASON",
    ),
    ("DecideReview", "leaderless", RIA, {}, "LEADER_REQUIRED"),
    ("DecideReview", "known", LEO, {"leader": SAM.name}, "LEADER_HAS_NOT_READ"),
    ("DecideReview", "led_by_its_author", ANN, {}, "DECIDER_IS_AUTHOR"),
    ("DecideReview", "full_reading", DEE, {"outcome": "REVIEW_OUTCOME_RETURN"}, ""),
    ("DecideReview", "debating", DEE, {"leader": DEE.name, "rationale": ""}, ""),
]

MIXED = {
    "full_reading": ["NOT_READ_YET", "READERS_TOO_FEW", "READERS_ONE_TEAM", LIGHT],
    "debating": [
        "DECIDER_IS_LEADER",
        "SUMMARY_MISSING",
        "QUESTIONS_OPEN",
        "DEBATED_TOPIC_UNDEBATED",
        "INFORMATION_NOT_LISTED",
    ],
}
"""The reasons where a row has no room for them."""


@pytest.fixture(scope="module")
def states(
    postgres: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[States]:
    home = tmp_path_factory.mktemp("reviews")
    urls = [postgres.create(f"reviews_refusals_{kind}") for kind in ("data", "log")]
    with running(home, urls[0], urls[1], **LIMITS) as reviews:
        scope = replace(SCOPE, tags=(TAG,))
        reviews.adopt(question(scope=scope))
        proof = question(mechanism="mechanisms/proof")
        assert proof.question
        asked = replace(proof.question, evidence="A link to the load test")
        of_proof = replace(SCOPE, tags=(PROVED,))
        reviews.adopt(replace(proof, question=asked, scope=of_proof))
        reviews.adopt(predicate(scope=scope))
        yield States(reviews)


def expected(row: Row) -> list[str]:
    return row[4].split() or MIXED[row[1]]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]}-{row[4]}" for row in ROWS])
def test_a_method_refuses_for_this_reason(states: States, row: Row) -> None:
    method, state, by, fields, _ = row
    states.enter(state)
    said = fields(states) if callable(fields) else fields

    found = states.reviews.refused(by, method, **MINIMAL.get(method, {}) | said)

    assert list(found) == expected(row)


OF_COMMENTS = ("ReplyComment", "ResolveComment", "OverrideComment", "WithdrawComment")
EVERYWHERE = (
    "GetReview",
    "ListComments",
    "StartReview",
    "FinishReading",
    "OpenDebate",
    "LintDecision",
    "ListActiveChecks",
    "WatchReview",
    "UpdateInformationNeed",
    "ResolveComment",
    "WithdrawComment",
    *MINIMAL,
)
"""The methods that are about a review."""


@pytest.mark.parametrize("method", EVERYWHERE)
def test_there_is_no_such_review(states: States, method: str) -> None:
    states.enter("")
    fields = dict(MINIMAL.get(method, {}))
    if method in OF_COMMENTS:
        fields |= nowhere(states)
    if method == "UpdateInformationNeed":
        name = "reviews/nowhere/informationNeeds/need-1"
        fields["information_need"] = pb.InformationNeed(name=name, text="Who?")
    if method == "ListActiveChecks":
        fields["review"] = "reviews/nowhere"

    found = states.reviews.refused(ANN, method, **fields)

    assert list(found) == ["REVIEW_NOT_FOUND"]


def test_every_reason_of_a_method_is_in_the_table() -> None:
    (service,) = reasons.services_of(image.compiled(ROOT / "protos"), "reviews")
    listed = {
        (method.name, reason)
        for method in service.methods
        for found in method.own.values()
        for reason in found
    }

    met = {(row[0], reason) for row in ROWS for reason in expected(row)}
    assert met | {(method, "REVIEW_NOT_FOUND") for method in EVERYWHERE} == listed
