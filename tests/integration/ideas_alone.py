"""The ideas service alone, on its own database and log, and whom it listens to.

What reviews, experiments and coes would say is written into the log by the tests.
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
from google.type.date_pb2 import Date

from chassis import tokens
from chassis.checks.messaging import STATE_TOPIC
from chassis.domain import Actor
from chassis.eventlog.embedded import EmbeddedLog
from chassis.messaging import Envelope
from chassis.rpc.errors import violations_in
from chassis.rpc.local import LocalTransport
from chassis.service import Running, pipeline
from day1.experiments.v1 import experiments_events_pb2 as experiments
from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc
from day1.ideas.v1.ideas_service_pb2_grpc import IdeaServiceStub
from day1.reviews.v1 import reviews_events_pb2 as reviews
from deploy.keychain import Keychain
from services.ideas.api.mapping import document_message
from services.ideas.bootstrap import build
from services.ideas.config import IdeasSettings
from tests.unit.ideas.support import ANN, BEN, EVE, document, two_way

PATIENCE_SECONDS = 20.0
TOPIC = "ideas.events.v1"
HEARD = ("reviews.events.v1", "experiments.events.v1", "coes.events.v1", STATE_TOPIC)
HAL = Actor("people/hal", "teams/devices")
"""A reader of what is hidden."""
JOY = Actor("people/joy", "teams/stores")
"""Decides reviews."""
BY_DATE = Date(year=2099, month=3, day=1)
HOSTILE = "<script>alert('x')</script> ' OR 1=1 -- **b** \u202e 日本語 🎁"
CONVERSATION = pb.Evidence(
    kind="EVIDENCE_KIND_CUSTOMER_CONVERSATION",
    result="EVIDENCE_RESULT_SUPPORTS",
    summary="She put the baby down.",
    conversation_length=timedelta(minutes=20),
)


def written(*, light: bool = True) -> pb.Idea:
    """Return a complete document, whose claim is still ahead of today."""
    message = document_message(two_way() if light else document())
    message.press_release.claim.by_date.CopyFrom(BY_DATE)
    return pb.Idea(document=message)


def secret() -> pb.Idea:
    """Return a complete document that only a team may see."""
    idea = written()
    idea.visibility = pb.VISIBILITY_TEAM
    return idea


def conversation(summary: str, **changes: Any) -> pb.Evidence:
    """Return another conversation with a customer."""
    said = pb.Evidence(summary=summary, **changes)
    piece = pb.Evidence()
    piece.CopyFrom(CONVERSATION)
    piece.MergeFrom(said)
    return piece


class Ideas:
    """The running service, and whom it listens to."""

    def __init__(self, stub: IdeaServiceStub, log: EmbeddedLog, key: bytes) -> None:
        self.stub = stub
        self._log = log
        self._key = key

    def __call__(self, by: Actor, method: str, **fields: Any) -> Any:
        """Call a method as someone."""
        request_type = getattr(rpc, f"{method}Request")
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

    def fields_of(self, by: Actor, method: str, **fields: Any) -> dict[str, str]:
        """Return the reasons of a refusal, and the field that each is about."""
        with pytest.raises(grpc.RpcError) as refused:
            self(by, method, **fields)
        found = violations_in(refused.value)
        return {violation.reason: violation.subject for violation in found}

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
            journey=key,
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
        for number in range(3):
            question = pb.Question(text=f"Why, for {number} children?")
            asked = self(EVE, "CreateQuestion", parent=name, question=question)
            answered = asked.question.name
            self(ANN, "AnswerQuestion", name=answered, answer="So.")
            heard = conversation(f"Parent {number} put the baby down.")
            self(EVE, "CreateEvidence", parent=name, evidence=heard)
        against = conversation(
            "One has no hands.", result="EVIDENCE_RESULT_CONTRADICTS"
        )
        self(EVE, "CreateEvidence", parent=name, evidence=against)
        self(EVE, "CreateEvidence", parent=name, evidence=CONVERSATION)
        visual = pb.Visual(caption="A hand", fidelity="FIDELITY_SKETCH", svg="<svg/>")
        self(ANN, "CreateVisual", parent=name, visual=visual)
        return name

    def ready_secret(self, idea_id: str) -> str:
        """Return a hidden draft that lacks nothing but others who may see it."""
        name = self.draft(idea_id, secret())
        self(ANN, "ShareIdea", name=name, readers=[HAL.name])
        question = pb.Question(text="Why?")
        asked = self(HAL, "CreateQuestion", parent=name, question=question)
        self(ANN, "AnswerQuestion", name=asked.question.name, answer="So.")
        self(BEN, "CreateEvidence", parent=name, evidence=CONVERSATION)
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
            decider=JOY.name,
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
            "token_jwks": keychain.token_jwks,
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
        key = keychain.token_signing_key.read_bytes()
        yield Ideas(IdeaServiceStub(transport.channel), log, key)
    finally:
        service.stop()
        log.close()
