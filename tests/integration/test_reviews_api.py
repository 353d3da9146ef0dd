"""The reviews service as others meet it: calls, events, mechanisms and time.

The service runs alone, on its own database and log; what ideas and coes would say is
written into the log by the tests.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import grpc
import pytest
import uuid_utils
from cryptography.fernet import Fernet
from google.protobuf.message import Message

from chassis import tokens
from chassis.checks import Check
from chassis.checks.messaging import from_check
from chassis.domain import Actor
from chassis.eventlog.embedded import EmbeddedLog
from chassis.messaging import Envelope
from chassis.rpc.errors import violations_in
from chassis.rpc.local import LocalTransport
from chassis.service import Running, pipeline
from day1.checks.v1 import checks_pb2 as checks
from day1.ideas.v1 import ideas_events_pb2 as ideas
from day1.ideas.v1 import ideas_pb2 as ideas_api
from day1.reviews.v1 import reviews_events_pb2 as said
from day1.reviews.v1 import reviews_pb2 as pb
from day1.reviews.v1.reviews_service_pb2_grpc import ReviewServiceStub
from deploy.keychain import Keychain
from services.reviews.bootstrap import build
from services.reviews.config import ReviewsSettings
from tests.unit.reviews.support import ANN, DEE, LEO, RIA, SAM, predicate, question

PATIENCE_SECONDS = 20.0
IDEA = "ideas/i1"
SLOW = timedelta(seconds=1)
TWO_WAY = ideas_api.Door(
    id="price",
    decision="Raise it",
    kind=ideas_api.DOOR_KIND_TWO_WAY,
    undo=ideas_api.Undo(plan="Lower it", cost_usd=1500, days=3),
)
ONE_WAY = ideas_api.Door(
    id="brand", decision="Rename it", kind=ideas_api.DOOR_KIND_ONE_WAY
)
APPROVE = {"outcome": "OUTCOME_APPROVE", "rationale": "Weighed and found good."}


class Reviews:
    """The running service, and whom it listens to."""

    def __init__(self, stub: ReviewServiceStub, log: EmbeddedLog, key: bytes) -> None:
        self._stub = stub
        self.log = log
        self._key = key
        self.review = ""

    def __call__(self, by: Actor, method: str, **fields: Any) -> Any:
        """Call a method as someone; the review's name goes along where it fits."""
        request_type = getattr(pb, f"{method}Request")
        names = request_type.DESCRIPTOR.fields_by_name
        for field in ("name", "parent"):
            if field in names:
                fields.setdefault(field, self.review)
        if "request_id" in names:
            fields.setdefault("request_id", str(uuid_utils.uuid7()))
        call: Any = getattr(self._stub, method)
        return call(
            request_type(**fields),
            timeout=8,
            metadata=[("authorization", self.token(by))],
        )

    def refused(self, by: Actor, method: str, **fields: Any) -> dict[str, str]:
        """Return the reasons of a refusal, and what each says."""
        with pytest.raises(grpc.RpcError) as refused:
            self(by, method, **fields)
        found = violations_in(refused.value)
        return {violation.reason: violation.description for violation in found}

    def token(self, by: Actor) -> str:
        now = datetime.now(UTC)
        token = tokens.mint(
            self._key,
            person=by.name,
            team=by.team,
            client="test",
            lifetime=timedelta(hours=1),
            now=now,
        )
        return f"Bearer {token}"

    def tell(self, message: Message, source: str, topic: str, key: str) -> None:
        """Let another service say something."""
        envelope = Envelope(
            id=str(uuid_utils.uuid7()),
            type=message.DESCRIPTOR.full_name,
            source=source,
            subject=key,
            time=datetime.now(UTC),
            actor=ANN,
            correlation_id=IDEA,
            causation_id="request-1",
            aggregate_version=1,
            data=message.SerializeToString(),
        )
        self.log.append([envelope.to_record(topic, key)])

    def idea(self, message: Message) -> None:
        self.tell(message, "services/ideas", "ideas.events.v1", "i1")

    def submit(
        self, *doors: ideas_api.Door, revision: str = "1.0", **more: Any
    ) -> None:
        """Let ideas say that a revision was submitted, and wait for its review."""
        self.idea(
            ideas.IdeaSubmitted(
                idea=IDEA,
                revision=revision,
                title="Boxes that fit",
                author=ANN.name,
                team=ANN.team,
                leader_nominee=LEO.name,
                doors=doors,
                sections=[ideas.Section(id="headline", text="Boxes that fit at last")],
                document_hash=f"hash of {revision}",
                **more,
            )
        )
        found: list[pb.Review] = []

        def is_there() -> bool:
            listed = self(ANN, "ListReviews", filter=f'idea = "{IDEA}"').reviews
            found[:] = [each for each in listed if each.revision == revision]
            return bool(found)

        await_true(is_there, "a review")
        self.review = found[0].name

    def adopt(self, check: Check, *, active: bool = True, version: int = 1) -> None:
        """Let a mechanism be adopted, and wait until it is asked here."""
        changed = checks.CheckChanged(
            check=from_check(check), active=active, aggregate_version=version
        )
        key = check.mechanism.partition("/")[2]
        self.tell(changed, "services/coes", "mechanisms.state.v1", key)

        def is_asked() -> bool:
            asked = self(ANN, "ListActiveChecks").checks
            return active == (check.mechanism in {each.mechanism for each in asked})

        await_true(is_asked, "the check to be known")

    def get(self, by: Actor = ANN) -> pb.Review:
        review: pb.Review = self(by, "GetReview").review
        return review

    def heard(self, kind: type[Any]) -> list[Any]:
        """Return every message of a type that the service has published so far."""
        group, found = f"test-{uuid_utils.uuid7()}", []
        reader = self.log.subscribe(group, ["reviews.events.v1"])
        while records := reader.poll(timedelta(milliseconds=300)):
            found += [
                kind.FromString(record.value)
                for record in records
                if record.headers["ce_type"] == kind.DESCRIPTOR.full_name
            ]
            reader.commit()
        reader.close()
        return found


def await_true(is_true: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_true():
        assert time.monotonic() < deadline, f"not {what}"
        time.sleep(0.05)


@contextmanager
def running(
    home: Path, database_url: str, eventlog_url: str, **policy: Any
) -> Iterator[Reviews]:
    keychain = Keychain(home)
    keychain.make_token_keys()
    settings = ReviewsSettings.model_validate(
        {
            "database_url": database_url,
            "eventlog_url": eventlog_url,
            "token_public_key": keychain.token_public_key,
            "page_token_key": Fernet.generate_key().decode(),
            "alarm_interval": timedelta(milliseconds=100),
            **policy,
        }
    )
    transport, log = LocalTransport(), EmbeddedLog(eventlog_url)
    log.declare(["ideas.events.v1", "mechanisms.state.v1"])
    server = transport.server(pipeline("reviews", settings))
    service: Running[Any] = Running(build(settings), settings, log, server)
    service.start()
    try:
        key = keychain.token_private_key.read_bytes()
        yield Reviews(ReviewServiceStub(transport.channel), log, key)
    finally:
        service.stop()
        log.close()


@pytest.fixture
def reviews(tmp_path: Path, database_url: str, eventlog_url: str) -> Iterator[Reviews]:
    with running(tmp_path, database_url, eventlog_url) as service:
        yield service


def test_s1_one_human_stands_between_submit_and_approval(reviews: Reviews) -> None:
    reviews.submit(TWO_WAY)

    reviews(LEO, "FinishReading")
    decided = reviews(LEO, "DecideReview", outcome="OUTCOME_APPROVE").review

    assert decided.state == pb.REVIEW_STATE_DECIDED
    people = {e.actor for e in decided.history if e.actor.startswith("people/")}
    assert people == {LEO.name}
    await_true(lambda: reviews.heard(said.ReviewDecided), "the decision published")
    (event,) = reviews.heard(said.ReviewDecided)
    assert (event.leader, event.log_position) == (LEO.name, 1)
    assert event.hash == decided.decision.hash


def test_s2_a_one_way_door_meets_every_guard_and_passes(  # noqa: PLR0915 - a story
    reviews: Reviews,
) -> None:
    question_id = f"{IDEA}/questions/q1"
    reviews.adopt(question())
    reviews.submit(
        TWO_WAY, ONE_WAY, debated_topics=["Now?"], open_questions=[question_id]
    )

    assert list(reviews.refused(DEE, "StartReview")) == ["NOT_INVOLVED"]
    assert list(reviews.refused(ANN, "StartReview")) == [
        "DECIDER_MISSING",
        "READERS_TOO_FEW",
    ]
    assert list(reviews.refused(ANN, "DecideReview", **APPROVE)) == ["DECIDER_MISSING"]
    for person, reason in ((ANN, "DECIDER_IS_AUTHOR"), (LEO, "DECIDER_IS_LEADER")):
        named = reviews.refused(ANN, "NameDecider", decider=person.name)
        assert list(named) == [reason]
    reviews(ANN, "NameDecider", decider=DEE.name)
    reviews(ANN, "InviteReader", reader=RIA.name)
    light = reviews.refused(DEE, "StartReview", policy="REVIEW_POLICY_LIGHT")
    assert list(light) == ["LIGHT_PROCESS_ON_ONE_WAY_DOOR"]
    assert reviews(DEE, "StartReview").review.state == pb.REVIEW_STATE_READING

    unread = reviews.refused(RIA, "SetPosition", kind="POSITION_KIND_OBJECT")
    assert unread["NOT_READ_YET"].endswith("Read it, then finish reading.")
    for person in (LEO, DEE, RIA):
        reviews(person, "FinishReading", document_hash="hash of 1.0")
    reviews(RIA, "SetPosition", kind="POSITION_KIND_OBJECT", text="Too early.")
    assert len(reviews.get(LEO).positions) == 0
    assert len(reviews.get(RIA).positions) == 1
    peek = reviews(DEE, "OpenDebate", validate_only=True).review
    assert (peek.state, len(peek.positions)) == (pb.REVIEW_STATE_DEBATING, 0)
    undebated = reviews.refused(DEE, "DecideReview", **APPROVE)
    assert "LIGHT_PROCESS_ON_ONE_WAY_DOOR" in undebated
    reviews(LEO, "SetPosition", kind="POSITION_KIND_SUPPORT", text="Now.")
    assert reviews.get().state == pb.REVIEW_STATE_DEBATING
    assert len(reviews.get(SAM).positions) == 2

    blocker = pb.Comment(kind="COMMENT_KIND_COMMENT", text="It breaks a promise.")
    blocker.severity = pb.COMMENT_SEVERITY_BLOCKING
    bare = reviews.refused(RIA, "CreateComment", comment=blocker)
    assert list(bare) == ["BLOCKING_WITHOUT_CLEARANCE"]
    blocker.clears_when = "The promise is kept."
    blocker = reviews(RIA, "CreateComment", comment=blocker).comment
    debate = pb.Comment(kind="COMMENT_KIND_DEBATE", text="Later.", topic="topic-1")
    reviews(RIA, "CreateComment", comment=debate)
    low = pb.InformationNeed(text="Will they stay?", weight=3)
    low = reviews(ANN, "CreateInformationNeed", information_need=low).information_need

    refused = reviews.refused(DEE, "DecideReview", outcome="OUTCOME_APPROVE")
    assert list(refused) == [
        "SUMMARY_MISSING",
        "BLOCKING_COMMENTS_OPEN",
        "QUESTIONS_OPEN",
        "DEBATED_TOPIC_UNDEBATED",
        "INFORMATION_TOO_LOW",
        "CHECKLIST_INCOMPLETE",
    ]
    lint = reviews(ANN, "LintDecision")
    assert [each.reason for each in lint.violations] == list(refused)
    assert (lint.information_ratio, lint.information_floor) == (0, 0.7)

    expiry = datetime.now(UTC) + timedelta(days=30)
    why = {"name": blocker.name, "reason": "We accept it."}
    assert list(reviews.refused(DEE, "OverrideComment", **why)) == ["EXPIRY_MISSING"]
    reviews(DEE, "OverrideComment", **why, expire_time=expiry)
    answer = ideas.IdeaQuestionAnswered(idea=IDEA, question=question_id)
    reviews.idea(answer)
    reviews(DEE, "CloseDebateTopic", topic="topic-1", outcome="Now.")
    low.state, low.source = pb.NEED_STATE_KNOWN, "We asked 300."
    reviews(ANN, "UpdateInformationNeed", information_need=low)
    rest = pb.InformationNeed(text="Will it rain?", weight=1)
    reviews(ANN, "CreateInformationNeed", information_need=rest)
    reviews(ANN, "AnswerChecklistItem", item="way-back", answer="no")
    await_true(
        lambda: (
            list(reviews.refused(DEE, "DecideReview", **APPROVE))
            == ["HIGH_RISK_NOT_ACCEPTED"]
        ),
        "only the risk in the way",
    )
    reviews(DEE, "GrantException", item="way-back", reason="Soon.", expire_time=expiry)
    no_leader = reviews.refused(DEE, "DecideReview", **APPROVE, leader=DEE.name)
    assert list(no_leader) == ["DECIDER_IS_LEADER"]

    decided = reviews(DEE, "DecideReview", **APPROVE, conditions=["One country."])

    decision = decided.review.decision
    assert decision.information_ratio == 0.75
    assert [each.subject for each in decision.exceptions] == [
        "mechanisms/way-back",
        blocker.name,
    ]
    assert [each.result for each in decision.checks] == [checks.CHECK_RESULT_EXCEPTION]
    again = reviews.refused(DEE, "DecideReview", **APPROVE)
    assert list(again) == ["DECISION_FINAL"]
    found = reviews(SAM, "VerifyDecisionLog")
    assert (found.intact, found.verified, found.head_hash) == (True, 1, decision.hash)
    (logged,) = reviews(SAM, "ListDecisions").decisions
    assert (logged.review, logged.hash) == (reviews.review, decision.hash)
    assert reviews(SAM, "ListDecisions").total_size == 1


def test_s3_s4_a_returned_revision_leaves_its_marks_to_the_next(
    reviews: Reviews,
) -> None:
    reviews.submit(TWO_WAY, ONE_WAY)
    first = reviews.review
    reviews(ANN, "NameDecider", decider=DEE.name)
    reviews(ANN, "InviteReader", reader=RIA.name)
    reviews(DEE, "StartReview")
    for person in (LEO, DEE, RIA):
        reviews(person, "FinishReading")
    names = [
        reviews(RIA, "CreateComment", comment=pb.Comment(**mark)).comment.name
        for mark in (
            {
                "kind": "COMMENT_KIND_COMMENT",
                "text": "Who says this?",
                "tag": "COMMENT_TAG_QUOTE_DOUBT",
            },
            {
                "kind": "COMMENT_KIND_COMMENT",
                "text": "Leave it out.",
                "anchor": pb.Anchor(section="headline", start=15, end=22),
                "suggestion": pb.Suggestion(kind="SUGGESTION_KIND_STRIKE"),
            },
            {
                "kind": "COMMENT_KIND_COMMENT",
                "text": "<b>Gelöst?</b>",
                "severity": "COMMENT_SEVERITY_BLOCKING",
                "clears_when": "It is named.",
            },
        )
    ]
    reviews(DEE, "OpenDebate")
    split = {"return_reason": "RETURN_REASON_SPLIT_ONE_WAY_DOOR", "rationale": "Split."}
    returned = reviews(DEE, "DecideReview", outcome="OUTCOME_RETURN", **split).review
    assert returned.decision.return_reason == pb.RETURN_REASON_SPLIT_ONE_WAY_DOOR
    reviews(ANN, "ReplyComment", name=names[0], text="Forty customers.")

    reviews.submit(TWO_WAY, revision="1.1")

    assert reviews.review != first
    assert reviews.get().policy == pb.REVIEW_POLICY_LIGHT
    assert reviews.get().decision == pb.Decision()
    carried = reviews(ANN, "ListComments").comments
    assert {each.carried_from for each in carried} == set(names[1:])
    assert "<b>Gelöst?</b>" in {each.text for each in carried}
    old = reviews(ANN, "ListComments", parent=first)
    states = {each.name: each.state for each in old.comments}
    assert [states[name] for name in names] == [
        pb.COMMENT_STATE_ANSWERED,
        pb.COMMENT_STATE_CARRIED,
        pb.COMMENT_STATE_CARRIED,
    ]
    assert old.total_size == 3
    assert reviews(ANN, "GetReview", name=first).review.decision.rationale == "Split."


def test_s5_a_long_shot_is_not_declined_in_passing(reviews: Reviews) -> None:
    bet = ideas_api.Bet(win_probability=0.1, payoff_multiple=100)
    reviews.submit(TWO_WAY, bet=bet)
    reviews(LEO, "FinishReading")

    for rationale in ("", "Too risky."):
        no = {"outcome": "OUTCOME_DECLINE", "rationale": rationale}
        assert list(reviews.refused(LEO, "DecideReview", **no)) == [
            "DECLINE_NEEDS_REASON"
        ]
    long = (
        "We tried this in two countries last year, and nobody came back a second time."
    )
    no = {"outcome": "OUTCOME_DECLINE", "rationale": long}
    declined = reviews(LEO, "DecideReview", **no).review

    assert declined.decision.rationale == long


def test_s7_a_mechanism_stops_the_next_decision_and_says_where_it_comes_from(
    reviews: Reviews,
) -> None:
    reviews.submit(TWO_WAY)
    reviews(LEO, "FinishReading")
    reviews.adopt(predicate())

    (item,) = reviews.get().checklist
    assert (item.id, item.added_later) == ("revisit", True)
    refused = reviews.refused(LEO, "DecideReview", **APPROVE)
    assert refused == {
        "MECHANISM_CHECK_FAILED": "'Says when to look again' (mechanisms/revisit v1, "
        "from coes/c1): Nobody will look at it again. Write revisit_when."
    }
    reviews(LEO, "DecideReview", **APPROVE, revisit_when="Sales fall.")

    def is_told() -> bool:
        found = reviews.heard(checks.CheckEvaluated)
        return [(each.result, each.blocked) for each in found] == [
            (checks.CHECK_RESULT_FAIL, True),
            (checks.CHECK_RESULT_PASS, False),
        ]

    await_true(is_told, "both evaluations published")
    (activated,) = reviews.heard(checks.CheckActivated)
    assert (activated.service, activated.active) == ("services/reviews", True)
    reviews.adopt(question())
    assert len(reviews.get().checklist) == 1, "nothing comes after the decision"


def test_a_rehearsed_decision_leaves_nothing_behind(reviews: Reviews) -> None:
    reviews.submit(TWO_WAY)
    reviews(LEO, "FinishReading")

    rehearsed = reviews(LEO, "DecideReview", **APPROVE, validate_only=True).review

    assert rehearsed.state == pb.REVIEW_STATE_DECIDED
    assert reviews.get().state == pb.REVIEW_STATE_READING
    assert reviews(ANN, "VerifyDecisionLog").expected == 0


def test_a_repeated_decision_gets_the_first_answer(reviews: Reviews) -> None:
    reviews.submit(TWO_WAY)
    reviews(LEO, "FinishReading")
    same = {**APPROVE, "request_id": str(uuid_utils.uuid7())}

    answers = [reviews(LEO, "DecideReview", **same) for _ in range(2)]

    assert answers[0] == answers[1]
    assert reviews(ANN, "VerifyDecisionLog").verified == 1


def test_a_recalled_or_withdrawn_idea_ends_its_review(reviews: Reviews) -> None:
    reviews.submit(TWO_WAY)
    reviews.idea(ideas.IdeaRecalled(idea=IDEA, revision="1.0"))
    superseded = pb.REVIEW_STATE_SUPERSEDED
    await_true(lambda: reviews.get().state == superseded, "superseded")
    stale = reviews.refused(LEO, "DecideReview", **APPROVE)
    assert list(stale) == ["REVISION_STALE"]

    reviews.submit(TWO_WAY, revision="1.1")
    reviews.idea(ideas.IdeaWithdrawn(idea=IDEA, revision="1.1"))

    withdrawn = pb.REVIEW_STATE_WITHDRAWN
    await_true(lambda: reviews.get().state == withdrawn, "withdrawn")


def test_who_watches_sees_the_review_its_comments_and_each_change(
    reviews: Reviews,
) -> None:
    reviews.submit(TWO_WAY)
    reviews(LEO, "FinishReading")
    stream = reviews(ANN, "WatchReview")
    assert next(stream).review.name == reviews.review

    note = pb.Comment(kind="COMMENT_KIND_COMMENT", text="A better name?")
    made = reviews(LEO, "CreateComment", comment=note).comment
    assert next(stream).comment == made
    reviews(LEO, "DecideReview", **APPROVE)

    assert next(stream).review.state == pb.REVIEW_STATE_DECIDED
    stream.cancel()


def test_ideas_repairs_a_lost_submission(reviews: Reviews) -> None:
    lost = pb.Review(
        idea=IDEA,
        revision="1.0",
        title="Boxes that fit",
        author=ANN.name,
        leader_nominee=LEO.name,
        doors=[pb.Door(id="price", kind="DOOR_KIND_TWO_WAY")],
        document=[pb.Section(id="headline", text="Boxes that fit at last")],
    )

    assert list(reviews.refused(ANN, "CreateReview", review=lost)) == ["NOT_IDEAS"]
    made = reviews(Actor("services/ideas"), "CreateReview", review=lost).review

    assert (made.state, made.decider) == (pb.REVIEW_STATE_READING, LEO.name)


def test_time_says_when_a_review_waits_and_when_an_exception_ends(
    tmp_path: Path, database_url: str, eventlog_url: str
) -> None:
    clocks = {"light_clock": SLOW, "slow_after": SLOW}
    with running(tmp_path, database_url, eventlog_url, **clocks) as reviews:
        reviews.adopt(question())
        reviews.submit(TWO_WAY)
        known = pb.InformationNeed(text="Who?", state="NEED_STATE_KNOWN")
        reviews(ANN, "CreateInformationNeed", information_need=known)

        await_true(lambda: len(reviews.get().stalled_reasons) == 2, "stalled twice")
        assert {each.reason for each in reviews.heard(said.ReviewStalled)} == {
            pb.STALL_REASON_CLOCK_PASSED,
            pb.STALL_REASON_WAITING_PAST_90,
        }

        reviews(LEO, "FinishReading")
        end = datetime.now(UTC) + SLOW
        granted = {"item": "way-back", "reason": "Soon.", "expire_time": end}
        reviews(LEO, "GrantException", **granted)
        reviews(LEO, "DecideReview", **APPROVE)
        await_true(lambda: reviews.get().expired_exceptions, "the exception expired")
        (expired,) = reviews.heard(said.ReviewExceptionExpired)
        assert expired.approver == LEO.name
