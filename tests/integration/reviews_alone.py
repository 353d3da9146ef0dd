"""The reviews service alone, on its own database and log.

What ideas and coes would publish is written into the log by the tests.
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

from chassis.checks import Check
from chassis.checks.messaging import from_check
from chassis.domain import Actor
from chassis.messaging import Envelope
from chassis.money import Money
from chassis.rpc.errors import violations_in
from chassis.wire import from_money
from day1.checks.v1 import checks_pb2 as checks
from day1.ideas.v1 import ideas_events_pb2 as ideas
from day1.ideas.v1 import ideas_pb2 as ideas_api
from day1.reviews.v1 import reviews_pb2 as pb
from day1.reviews.v1 import reviews_service_pb2 as rpc
from day1.reviews.v1.reviews_service_pb2_grpc import ReviewServiceStub
from services.reviews.bootstrap import build
from services.reviews.config import ReviewsSettings
from tests.integration.alone import Alone, await_true, running_alone
from tests.unit.reviews.support import ANN, LEO

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

    def __init__(self, alone: Alone) -> None:
        self._stub = ReviewServiceStub(alone.channel)
        self._alone = alone
        self.log = alone.log
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
            metadata=self._alone.metadata(by),
        )

    def refused(self, by: Actor, method: str, **fields: Any) -> dict[str, str]:
        """Return the reasons of a refusal, and what each says."""
        with pytest.raises(grpc.RpcError) as refused:  # noqa: PT012 - a stream begins late
            answer = self(by, method, **fields)
            if method.startswith("Watch"):
                next(answer)
        found = violations_in(refused.value)
        return {violation.reason: violation.description for violation in found}

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
        return self._alone.heard(kind, "reviews.events.v1")


@contextmanager
def running(
    home: Path, database_url: str, eventlog_url: str, **policy: Any
) -> Iterator[Reviews]:
    with running_alone(
        "reviews",
        build,
        ReviewsSettings,
        ["ideas.events.v1", "mechanisms.state.v1"],
        home=home,
        database_url=database_url,
        eventlog_url=eventlog_url,
        **policy,
    ) as alone:
        yield Reviews(alone)
