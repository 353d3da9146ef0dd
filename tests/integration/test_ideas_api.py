"""The ideas service as others meet it: calls, events, mechanisms and time.

The service runs alone, on its own database and log; what reviews, experiments and coes
would say is written into the log by the tests.
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
from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.message import Message

from chassis import tokens
from chassis.checks.messaging import STATE_TOPIC, from_check
from chassis.domain import Actor
from chassis.eventlog.embedded import EmbeddedLog
from chassis.messaging import Envelope
from chassis.rpc.errors import violations_in
from chassis.rpc.local import LocalTransport
from chassis.service import Running, pipeline
from day1.checks.v1 import checks_pb2 as checks
from day1.coes.v1 import coes_events_pb2 as coes
from day1.experiments.v1 import experiments_events_pb2 as experiments
from day1.ideas.v1 import ideas_events_pb2 as said
from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc
from day1.ideas.v1.ideas_service_pb2_grpc import IdeaServiceStub
from day1.reviews.v1 import reviews_events_pb2 as reviews
from deploy.keychain import Keychain
from services.ideas.api.mapping import document_message
from services.ideas.bootstrap import build
from services.ideas.config import IdeasSettings
from tests.unit.chassis.checks import check
from tests.unit.ideas.support import ANN, BEN, EVE, document, two_way

PATIENCE_SECONDS = 20.0
TOPIC = "ideas.events.v1"
HEARD = ("reviews.events.v1", "experiments.events.v1", "coes.events.v1", STATE_TOPIC)
BY_DATE = "2099-03-01"
HOSTILE = "<script>alert('x')</script> ' OR 1=1 -- **b** \u202e 日本語 🎁"
CONVERSATION = pb.Evidence(
    kind="EVIDENCE_KIND_CUSTOMER_CONVERSATION",
    result="EVIDENCE_RESULT_SUPPORTS",
    summary="She put the baby down.",
    minutes=20,
)


def written(*, light: bool = True) -> pb.Idea:
    """Return a complete document, whose claim is still ahead of today."""
    message = document_message(two_way() if light else document())
    message.press_release.claim.by_date = BY_DATE
    return message


class Ideas:
    """The running service, and whom it listens to."""

    def __init__(self, stub: IdeaServiceStub, log: EmbeddedLog, key: bytes) -> None:
        self.stub = stub
        self._log = log
        self._key = key

    def __call__(self, by: Actor, method: str, **fields: Any) -> Any:
        """Call a method as someone."""
        request_type = getattr(pb, f"{method}Request")
        if "request_id" in request_type.DESCRIPTOR.fields_by_name:
            fields.setdefault("request_id", str(uuid_utils.uuid7()))
        call: Any = getattr(self.stub, method)
        return call(request_type(**fields), timeout=8, metadata=self.metadata(by))

    def refused(self, by: Actor, method: str, **fields: Any) -> dict[str, str]:
        """Return the reasons of a refusal, and what each says."""
        with pytest.raises(grpc.RpcError) as refused:
            self(by, method, **fields)
        found = violations_in(refused.value)
        return {violation.reason: violation.description for violation in found}

    def metadata(self, by: Actor) -> tuple[tuple[str, str | bytes], ...]:
        token = tokens.mint(
            self._key,
            person=by.name,
            team=by.team,
            client="test",
            lifetime=timedelta(hours=1),
            now=datetime.now(UTC),
        )
        return (("authorization", f"Bearer {token}"),)

    def tell(self, message: Message, topic: str, key: str) -> None:
        """Let another service say something."""
        source = f"services/{topic.partition('.')[0]}"
        envelope = Envelope(
            id=str(uuid_utils.uuid7()),
            type=message.DESCRIPTOR.full_name,
            source=source,
            subject=key,
            time=datetime.now(UTC),
            actor=Actor(source),
            correlation_id=key,
            causation_id="request-1",
            aggregate_version=1,
            data=message.SerializeToString(),
        )
        self._log.append([envelope.to_record(topic, key)])

    def heard(self, kind: type[Any]) -> list[Any]:
        """Return every message of a type that the service has published so far."""
        reader = self._log.subscribe(f"test-{uuid_utils.uuid7()}", [TOPIC])
        try:
            found = []
            while records := reader.poll(timedelta(milliseconds=300)):
                found += [
                    kind.FromString(record.value)
                    for record in records
                    if record.headers["ce_type"] == kind.DESCRIPTOR.full_name
                ]
                reader.commit()
            return found
        finally:
            reader.close()

    def draft(self, idea_id: str, idea: pb.Idea | None = None) -> str:
        created = self(ANN, "CreateIdea", idea=idea or written(), idea_id=idea_id)
        return str(created.idea.name)

    def ready(self, idea_id: str, idea: pb.Idea | None = None) -> str:
        """Return a draft that can be submitted."""
        name = self.draft(idea_id, idea)
        for _ in range(3):
            asked = self(
                EVE, "CreateQuestion", parent=name, question=pb.Question(text="Why?")
            )
            answered = asked.question.name
            self(ANN, "AnswerQuestion", name=answered, answer="So.")
            self(EVE, "CreateEvidence", parent=name, evidence=CONVERSATION)
        against = pb.Evidence()
        against.CopyFrom(CONVERSATION)
        against.result = pb.EVIDENCE_RESULT_CONTRADICTS
        self(EVE, "CreateEvidence", parent=name, evidence=against)
        visual = pb.Visual(caption="A hand", fidelity="FIDELITY_SKETCH", svg="<svg/>")
        self(ANN, "CreateVisual", parent=name, visual=visual)
        return name

    def submit(self, name: str) -> None:
        self(ANN, "SubmitIdea", name=name)

    def decide(self, name: str, outcome: str, revision: str = "1.0") -> None:
        """Let a review of the idea open, and be decided."""
        key = name.partition("/")[2]
        fields: dict[str, Any] = {"idea": name, "revision": revision}
        review = f"reviews/{key}-{revision.replace('.', '-')}"
        opened = reviews.ReviewOpened(review=review, **fields)
        decided = reviews.ReviewDecided(
            review=review,
            outcome=outcome,
            leader=BEN.name,
            rationale="Tried last year.",
            policy="REVIEW_POLICY_FULL",
            **fields,
        )
        self.tell(opened, HEARD[0], key)
        self.tell(decided, HEARD[0], key)

    def get(self, name: str) -> pb.Idea:
        idea: pb.Idea = self(ANN, "GetIdea", name=name).idea
        return idea

    def await_state(self, name: str, state: str) -> None:
        wanted = pb.IdeaState.Value(f"IDEA_STATE_{state}")
        await_true(lambda: self.get(name).state == wanted, f"{name} {state}")

    def experiment(self, name: str, verdict: str, experiment: str = "e1") -> None:
        """Let an experiment on the idea start, and be decided."""
        key = name.partition("/")[2]
        fields: dict[str, Any] = {
            "experiment": f"experiments/{experiment}",
            "idea": name,
        }
        started = experiments.ExperimentStarted(**fields)
        decided = experiments.ExperimentDecided(
            verdict=verdict, learning="They want bags.", **fields
        )
        self.tell(started, HEARD[1], key)
        self.tell(decided, HEARD[1], key)


def await_true(is_true: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_true():
        assert time.monotonic() < deadline, f"not {what}"
        time.sleep(0.05)


@contextmanager
def running(
    home: Path, database_url: str, eventlog_url: str, **policy: Any
) -> Iterator[Ideas]:
    keychain = Keychain(home)
    keychain.make_token_keys()
    settings = IdeasSettings.model_validate(
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
    log.declare(HEARD)
    server = transport.server(pipeline("ideas", settings))
    service: Running[Any] = Running(build(settings), settings, log, server)
    service.start()
    try:
        key = keychain.token_private_key.read_bytes()
        yield Ideas(IdeaServiceStub(transport.channel), log, key)
    finally:
        service.stop()
        log.close()


@pytest.fixture
def ideas(tmp_path: Path, database_url: str, eventlog_url: str) -> Iterator[Ideas]:
    with running(tmp_path, database_url, eventlog_url) as service:
        yield service


def test_a_draft_is_written_shared_asked_about_and_read(ideas: Ideas) -> None:
    name = ideas.draft("i1", pb.Idea(title="Boxes"))

    assert "PRESS_RELEASE_MISSING" in ideas.refused(ANN, "ShareIdea", name=name)
    idea = written()
    idea.name = name
    ideas(ANN, "UpdateIdea", idea=idea)
    shared = ideas(ANN, "ShareIdea", name=name, readers=[EVE.name]).idea
    assert list(shared.shared_with) == [EVE.name]

    question = ideas(
        EVE, "CreateQuestion", parent=name, question=pb.Question(text=HOSTILE)
    ).question
    assert (question.text, question.asker) == (HOSTILE, EVE.name)
    assert "NOT_AUTHOR" in ideas.refused(
        EVE, "AnswerQuestion", name=question.name, answer="So."
    )
    ideas(ANN, "AnswerQuestion", name=question.name, answer=HOSTILE)
    voted = ideas(EVE, "UpvoteQuestion", name=question.name).question
    promoted = ideas(
        ANN,
        "PromoteQuestion",
        name=question.name,
        audience="FAQ_AUDIENCE_CUSTOMER",
        faq_id="hostile",
    )
    assert (voted.upvotes, promoted.question.faq) == (1, "hostile")
    assert promoted.idea.customer_faqs[-1].answer == HOSTILE
    assert ideas(ANN, "GetQuestion", name=question.name).question == promoted.question

    ideas(EVE, "CreateEvidence", parent=name, evidence=CONVERSATION)
    read = ideas.get(name)
    assert (read.conversation_count, read.evidence_count) == (1, 1)
    assert read.open_question_count == 0
    listed = ideas(EVE, "ListIdeas", filter='team = "teams/books"')
    assert (listed.total_size, listed.ideas[0].conversation_count) == (1, 1)
    for method, field in (
        ("ListEvidence", "evidence"),
        ("ListQuestions", "questions"),
        ("ListVisuals", "visuals"),
        ("ListIdeaRevisions", "revisions"),
    ):
        found = ideas(EVE, method, parent=name)
        assert len(getattr(found, field)) == found.total_size
        assert "IDEA_NOT_FOUND" in ideas.refused(EVE, method, parent="ideas/ghost")
    assert not ideas(
        EVE, "ListQuestions", parent=name, filter='state = "OPEN"'
    ).questions
    assert "FILTER_INVALID" in ideas.refused(
        EVE, "ListQuestions", parent=name, filter='idea = "ideas/other"'
    )
    text = ideas(EVE, "ExportIdeaDocument", name=name)
    assert "<script>" not in text.content
    assert text.file_name == "i1-now.md"


def test_ideas_are_found_by_any_of_their_trends(ideas: Ideas) -> None:
    for idea_id, tags in (("i1", ["ml_ai", "iot_edge"]), ("i2", ["ml_ai"]), ("i3", [])):
        message = written()
        message.trend_tags[:] = tags
        ideas.draft(idea_id, message)

    for tag, names in {
        "ml_ai": ["ideas/i2", "ideas/i1"],
        "iot_edge": ["ideas/i1"],
        "ml": [],
    }.items():
        found = ideas(EVE, "ListIdeas", filter=f'trend_tags = "{tag}"')
        assert [idea.name for idea in found.ideas] == names
        assert found.total_size == len(names)
    again = ideas.get("ideas/i2")
    again.trend_tags[:] = ["iot_edge"]
    ideas(ANN, "UpdateIdea", idea=again)
    found = ideas(EVE, "ListIdeas", filter='trend_tags = "iot_edge"')
    assert [idea.name for idea in found.ideas] == ["ideas/i2", "ideas/i1"]


def test_a_submission_says_all_and_freezes_a_revision(ideas: Ideas) -> None:
    name = ideas.draft("i1", written(light=False))

    linted = ideas(ANN, "LintIdea", name=name)
    assert {
        "NO_HARD_QUESTION",
        "NO_CUSTOMER_EVIDENCE",
        "VISUALS_MISSING",
        "ONLY_SUPPORTING_EVIDENCE",
    } == {finding.reason for finding in linted.violations}
    assert set(ideas.refused(ANN, "SubmitIdea", name=name)) == {
        finding.reason for finding in linted.violations
    }
    whole = ideas.ready("i2", written(light=False))
    dry = ideas(ANN, "SubmitIdea", name=whole, validate_only=True)
    assert dry.idea.state == pb.IDEA_STATE_SUBMITTED
    assert ideas.get(whole).state == pb.IDEA_STATE_DRAFT

    ideas.submit(whole)

    event = ideas.heard(said.IdeaSubmitted)[0]
    assert (event.idea, event.policy) == (whole, said.REVIEW_PATH_FULL)
    assert event.snapshot.answered_questions == 3
    revision = ideas(EVE, "GetIdeaRevision", name=f"{whole}/revisions/1.0").revision
    assert revision.document_hash == event.document_hash
    assert [section.text for section in revision.sections] == [
        section.text for section in event.sections
    ]
    assert "REVISION_IMMUTABLE" in ideas.refused(
        ANN, "UpdateIdea", idea=pb.Idea(name=whole, title="New")
    )
    ideas(
        ANN,
        "UpdateIdea",
        idea=pb.Idea(name=whole, maturity="MATURITY_TESTED"),
        update_mask=FieldMask(paths=["maturity"]),
    )
    ideas(ANN, "RecallIdea", name=whole, reason="A typo.")
    ideas(
        ANN,
        "SplitDoor",
        name=whole,
        door="brand",
        into=[
            pb.Door(id="logo", decision="Logo", kind="DOOR_KIND_ONE_WAY"),
            pb.Door(id="words", decision="Words", kind="DOOR_KIND_ONE_WAY"),
        ],
    )
    [change] = ideas(EVE, "DiffIdeaRevisions", name=whole, old_revision="1.0").changes
    assert change.section == "doors"
    assert "DOOR_NOT_FOUND" in ideas.refused(
        ANN,
        "SplitDoor",
        name=whole,
        door="roof",
        into=[pb.Door(id="x", decision="X"), pb.Door(id="y", decision="Y")],
    )
    ideas.submit(whole)
    numbers = [
        one.number for one in ideas(EVE, "ListIdeaRevisions", parent=whole).revisions
    ]
    assert numbers == ["1.1", "1.0"]


def test_from_a_review_to_the_launch_and_on(ideas: Ideas) -> None:
    name, other = ideas.ready("i1", written(light=False)), ideas.ready("i2")
    for idea in (name, other):
        ideas.submit(idea)
        ideas.decide(idea, "OUTCOME_APPROVE")
        ideas.await_state(idea, "APPROVED")

    vacant = ideas.get(other)
    assert (vacant.leader, vacant.leader_vacant) == ("", True)
    assert "LEADER_NOT_SINGLE_THREADED" in ideas.refused(
        ANN, "AssignLeader", name=other, leader=BEN.name
    )
    ideas(ANN, "AssignLeader", name=other, leader=EVE.name)
    ideas(EVE, "TransferLeader", name=other, leader="people/joy")

    ideas.experiment(name, "VERDICT_SCALE")
    ideas.await_state(name, "SCALING")
    opened = coes.CoeOpened(coe="coes/c1", idea=name, severity="SEVERITY_HIGH")
    ideas.tell(opened, HEARD[2], "c1")
    await_true(lambda: ideas.get(name).open_coes, "held")
    manual = pb.Idea(name=name, user_manual=pb.UserManual())
    mask = FieldMask(paths=["user_manual"])
    ideas(BEN, "UpdateIdea", idea=manual, update_mask=mask)
    assert set(ideas.refused(BEN, "LaunchIdea", name=name)) == {
        "MANUAL_NOT_WRITTEN",
        "COE_OPEN",
    }
    ideas.tell(coes.CoeApproved(coe="coes/c1"), HEARD[2], "c1")
    await_true(lambda: not ideas.get(name).open_coes, "free")
    manual.user_manual.CopyFrom(written().user_manual)
    ideas(BEN, "UpdateIdea", idea=manual, update_mask=mask)
    ideas(BEN, "LaunchIdea", name=name)
    assert "LEARNING_REQUIRED" in ideas.refused(
        BEN, "KillIdea", name=name, reason="Dull."
    )
    killed = ideas(
        BEN, "KillIdea", name=name, reason="Dull.", learning="Nobody cares."
    ).idea
    assert killed.outcome.kind == pb.OUTCOME_KIND_KILLED
    assert [event.person for event in ideas.heard(said.IdeaLeaderVacant)] == [BEN.name]
    assert len(ideas.heard(said.IdeaLeaderAssigned)) == 2


def test_a_declined_idea_comes_back_with_new_evidence(ideas: Ideas) -> None:
    name = ideas.ready("i1")
    ideas.submit(name)
    ideas.decide(name, "OUTCOME_DECLINE")
    ideas.await_state(name, "DECLINED")

    assert "REOPEN_NEEDS_NEW_EVIDENCE" in ideas.refused(ANN, "ReopenIdea", name=name)
    ideas(EVE, "CreateEvidence", parent=name, evidence=CONVERSATION)
    idea = ideas(ANN, "ReopenIdea", name=name).idea

    assert (idea.revision, idea.outcome.reason) == ("2.0", "Tried last year.")
    ideas.decide(name, "OUTCOME_APPROVE")
    await_true(lambda: ideas.heard(said.IdeaStaleDecisionIgnored), "noticed")
    assert ideas.get(name).state == pb.IDEA_STATE_DRAFT
    withdrawn = ideas(ANN, "WithdrawIdea", name=name, reason="Sold out.").idea
    assert list(withdrawn.possible_methods) == ["CreateEvidence"]


def test_a_pivot_leaves_a_lineage(ideas: Ideas) -> None:
    name, twin = ideas.ready("i1"), ideas.draft("i2")
    ideas.submit(name)
    ideas.decide(name, "OUTCOME_APPROVE")
    ideas.experiment(name, "VERDICT_PIVOT")
    ideas.await_state(name, "PIVOTED")

    nodes = ideas(EVE, "GetIdeaLineage", name=name).nodes
    assert [node.parent for node in nodes] == ["", name]
    child = nodes[1].idea
    assert nodes[1].learning == "They want bags."
    evidence = ideas(EVE, "ListEvidence", parent=child).evidence
    assert len(evidence) == 5
    assert {piece.kind for piece in evidence} == {
        pb.EVIDENCE_KIND_CUSTOMER_CONVERSATION,
        pb.EVIDENCE_KIND_EXPERIMENT,
    }
    alike = ideas(EVE, "ListSimilarIdeas", name=twin, limit=1).similar
    assert len(alike) == 1
    assert alike[0].similarity == 1.0
    moved = ideas(ANN, "MarkDuplicate", name=twin, duplicate_of=child)
    assert (moved.idea.state, moved.moved_evidence) == (pb.IDEA_STATE_DUPLICATE, 0)
    assert len(ideas(EVE, "GetIdeaLineage", name=twin).nodes) == 3
    reason = evidence[0].name
    placed = ideas(
        ANN,
        "PrioritizeIdea",
        name=child,
        priority=1,
        evidence=[reason],
        reason="They want bags.",
    ).idea
    assert (placed.priority, list(placed.priority_evidence)) == (1, [reason])
    assert "EVIDENCE_NOT_FOUND" in ideas.refused(
        ANN,
        "PrioritizeIdea",
        name=child,
        priority=1,
        evidence=[f"{child}/evidence/ghost"],
        reason="They want bags.",
    )


def test_a_mechanism_stops_a_submission_and_hears_of_it(ideas: Ideas) -> None:
    name = ideas.ready("i1")
    mechanism = from_check(check(predicate='idea.title.startsWith("Bags")'))
    changed = checks.CheckChanged(check=mechanism, active=True, aggregate_version=1)
    ideas.tell(changed, STATE_TOPIC, "has-title")
    await_true(lambda: ideas.heard(checks.CheckActivated), "activated")

    assert ideas.refused(ANN, "SubmitIdea", name=name) == {
        "MECHANISM_CHECK_FAILED": (
            "'Has a title' (mechanisms/has-title v1, from coes/c1): It has no title. "
            "Give it one."
        )
    }

    await_true(lambda: ideas.heard(checks.CheckEvaluated), "evaluated")
    [fact] = ideas.heard(checks.CheckEvaluated)
    assert (fact.subject, fact.blocked, fact.actor) == (name, True, ANN.name)
    ideas(ANN, "UpdateIdea", idea=pb.Idea(name=name, title="Bags that fit"))
    ideas.submit(name)


def test_ideas_are_watched(ideas: Ideas) -> None:
    name = ideas.draft("i1")
    stream: Any = ideas.stub.WatchIdeas(
        rpc.WatchIdeasRequest(filter='state = "DRAFT"'),
        timeout=8,
        metadata=ideas.metadata(EVE),
    )

    first = next(stream).idea
    ideas(ANN, "UpdateIdea", idea=pb.Idea(name=name, title="Renamed"))
    second = next(stream).idea
    stream.cancel()

    assert (first.title, second.title) == ("Boxes that fit", "Renamed")


def test_an_idea_that_nobody_touches_goes_quiet(
    tmp_path: Path, database_url: str, eventlog_url: str
) -> None:
    policy = {"quiet_after": timedelta(milliseconds=200)}
    with running(tmp_path, database_url, eventlog_url, **policy) as ideas:
        name = ideas.draft("i1")

        await_true(lambda: ideas.heard(said.IdeaWentQuiet), "quiet")

        assert ideas.get(name).history[-1].event == "IdeaWentQuiet"


def test_a_very_long_document_travels_as_a_whole(ideas: Ideas) -> None:
    idea = written()
    faqs = [pb.Faq(id=f"f{n}", answer="漢" * 9_000) for n in range(36)]
    idea.customer_faqs.extend(faqs)
    name = ideas.ready("i1", idea)

    ideas.submit(name)

    [event] = ideas.heard(said.IdeaSubmitted)
    assert len(event.SerializeToString()) > 900_000
    revision = ideas(EVE, "GetIdeaRevision", name=f"{name}/revisions/1.0").revision
    assert revision.text_bytes > 900_000
    ideas(ANN, "RecallIdea", name=name, reason="Too long.")
    longer = written()
    longer.name = name
    longer.customer_faqs.extend(
        pb.Faq(id=f"f{n}", answer="漢" * 10_000) for n in range(36)
    )
    assert "DOCUMENT_TOO_LARGE" in ideas.refused(ANN, "UpdateIdea", idea=longer)
