"""The ideas service alone, on its own database and log, and whom it listens to.

What reviews, experiments and coes would say is written into the log by the tests.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import grpc
import pytest
import uuid_utils
from google.protobuf.message import Message
from google.type.date_pb2 import Date

from chassis.checks.messaging import STATE_TOPIC
from chassis.domain import Actor
from chassis.messaging import Envelope
from chassis.rpc.errors import violations_in
from day1.experiments.v1 import experiments_events_pb2 as experiments
from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc
from day1.ideas.v1.ideas_service_pb2_grpc import IdeaServiceStub
from day1.reviews.v1 import reviews_events_pb2 as reviews
from services.ideas.api.mapping import document_message
from services.ideas.bootstrap import build
from services.ideas.config import IdeasSettings
from tests.integration.alone import Alone, await_true, running_alone
from tests.unit.ideas.support import ANN, BEN, EVE, document, two_way

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

    def __init__(self, alone: Alone) -> None:
        self.stub = IdeaServiceStub(alone.channel)
        self.metadata = alone.metadata
        self._alone = alone

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
        self._alone.log.append([envelope.to_record(topic, key)])

    def heard(self, kind: type[Any]) -> list[Any]:
        """Return every message of a type that the service has published so far."""
        return self._alone.heard(kind, TOPIC)

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


@contextmanager
def running(
    home: Path, database_url: str, eventlog_url: str, **policy: Any
) -> Iterator[Ideas]:
    with running_alone(
        "ideas",
        build,
        IdeasSettings,
        HEARD,
        home=home,
        database_url=database_url,
        eventlog_url=eventlog_url,
        **policy,
    ) as alone:
        yield Ideas(alone)
