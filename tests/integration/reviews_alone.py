"""The reviews service alone, on its own database and log.

What ideas and coes would publish is written into the log by the tests.
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
from chassis.money import Money
from chassis.rpc.errors import violations_in
from chassis.rpc.local import LocalTransport
from chassis.service import Running, pipeline
from chassis.wire import from_money
from day1.checks.v1 import checks_pb2 as checks
from day1.ideas.v1 import ideas_events_pb2 as ideas
from day1.ideas.v1 import ideas_pb2 as ideas_api
from day1.reviews.v1 import reviews_pb2 as pb
from day1.reviews.v1 import reviews_service_pb2 as rpc
from day1.reviews.v1.reviews_service_pb2_grpc import ReviewServiceStub
from deploy.keychain import Keychain
from services.reviews.bootstrap import build
from services.reviews.config import ReviewsSettings
from tests.unit.reviews.support import ANN, LEO

PATIENCE_SECONDS = 20.0
IDEA = "ideas/i1"
SLOW = timedelta(seconds=1)
TWO_WAY = ideas_api.Door(
    id="price",
    decision="Raise it",
    kind=checks.DOOR_KIND_TWO_WAY,
    undo=ideas_api.Undo(plan="Lower it", cost=from_money(Money("USD", 1500)), days=3),
)
ONE_WAY = ideas_api.Door(
    id="brand", decision="Rename it", kind=checks.DOOR_KIND_ONE_WAY
)
APPROVE = {"outcome": "REVIEW_OUTCOME_APPROVE", "rationale": "Weighed and found good."}
FULL = {"view": "REVIEW_VIEW_FULL"}
NOTE = pb.Comment(kind="COMMENT_KIND_COMMENT", text="A better name?")


class Reviews:
    """The running service, and whom it listens to."""

    def __init__(self, stub: ReviewServiceStub, log: EmbeddedLog, key: bytes) -> None:
        self._stub = stub
        self.log = log
        self._key = key
        self.idea = IDEA
        self.review = ""

    def __call__(self, by: Actor, method: str, **fields: Any) -> Any:
        """Call a method as someone; the review's name goes along where it fits."""
        request_type = getattr(rpc, f"{method}Request")
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
        with pytest.raises(grpc.RpcError) as refused:  # noqa: PT012 - a stream begins late
            answer = self(by, method, **fields)
            if method.startswith("Watch"):
                next(answer)
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
            journey=self.idea,
            causation_id="request-1",
            aggregate_version=1,
            data=message.SerializeToString(),
        )
        self.log.append([envelope.to_record(topic, key)])

    def hear(self, message: Message) -> None:
        """Let ideas say something of the idea."""
        key = self.idea.partition("/")[2]
        self.tell(message, "services/ideas", "ideas.events.v1", key)

    def submit(
        self, *doors: ideas_api.Door, revision: str = "1.0", **more: Any
    ) -> None:
        """Let ideas say that a revision was submitted, and wait for its review."""
        submitted: dict[str, Any] = {
            "idea": self.idea,
            "revision": revision,
            "title": "Boxes that fit",
            "author": ANN.name,
            "team": ANN.team,
            "leader_nominee": LEO.name,
            "doors": doors,
            "sections": [
                ideas_api.Section(id="headline", text="Boxes that fit at last")
            ],
            "document_hash": f"hash of {revision}",
            **more,
        }
        self.hear(ideas.IdeaSubmitted(**submitted))
        found: list[pb.Review] = []

        def is_there() -> bool:
            listed = self(ANN, "ListReviews", filter=f'idea = "{self.idea}"').reviews
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
            "token_jwks": keychain.token_jwks,
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
        key = keychain.token_signing_key.read_bytes()
        yield Reviews(ReviewServiceStub(transport.channel), log, key)
    finally:
        service.stop()
        log.close()
