"""Watches of the four services, and what somebody hears who follows one.

Watches are gRPC only, so a test brings the channel to the service.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

import grpc

from day1.coes.v1 import coes_service_pb2 as coes
from day1.coes.v1.coes_service_pb2_grpc import CoeServiceStub
from day1.experiments.v1 import experiments_service_pb2 as experiments
from day1.experiments.v1.experiments_service_pb2_grpc import ExperimentServiceStub
from day1.ideas.v1 import ideas_service_pb2 as ideas
from day1.ideas.v1.ideas_service_pb2_grpc import IdeaServiceStub
from day1.reviews.v1 import reviews_service_pb2 as reviews
from day1.reviews.v1.reviews_service_pb2_grpc import ReviewServiceStub
from deploy.keychain import Keychain
from deploy.tokens import token_for
from tests.e2e.loop import Correction, change, report
from tests.e2e.story import Product, Story, document

WATCHER = "eve"
"""Who follows: she has no part in any of it."""

TIMEOUT_SECONDS = 30.0
READERS = ("cara", "dan", "kai", "lea")


@dataclass(frozen=True)
class Watch:
    """A watch of one resource.

    Attributes:
        method: The method of a stub.
        request: What is watched.
        name: Name of the resource.
        change: Changes the resource.
        leave: Lets the resource match the filter no more; None where none can.
    """

    method: Any
    request: Any
    name: str
    change: Callable[[], object]
    leave: Callable[[], object] | None = None


def of_ideas(product: Product, channel: grpc.Channel) -> Watch:
    """Watch the drafts of one business unit."""
    story, unit = Story(product), f"Unit {uuid.uuid4()}"
    story.begin(document(businessUnit=unit))
    only = f'business_unit = "{unit}" AND state = "IDEA_STATE_DRAFT"'
    stub: Any = IdeaServiceStub(channel)
    return Watch(
        stub.WatchIdeas,
        ideas.WatchIdeasRequest(filter=only),
        story.idea,
        lambda: story.edit(title=f"Title {uuid.uuid4()}"),
        lambda: story.write("ann", f"/v1/{story.idea}:withdraw", {"reason": "Enough."}),
    )


def of_reviews(product: Product, channel: grpc.Channel) -> Watch:
    """Watch one review, to which readers are invited."""
    story, readers = Story(product), iter(READERS)
    story.draft()
    story.submit()
    stub: Any = ReviewServiceStub(channel)
    request = reviews.WatchReviewRequest(name=story.review)
    return Watch(
        stub.WatchReview, request, story.review, lambda: story.invite(next(readers))
    )


def of_experiments(product: Product, channel: grpc.Channel) -> Watch:
    """Watch one experiment while its design is written."""
    story, numbers = Story(product), count(1)
    story.draft()
    story.submit()
    story.approve()
    name = story.plan()
    stub: Any = ExperimentServiceStub(channel)
    return Watch(
        stub.WatchExperiment,
        experiments.WatchExperimentRequest(name=name),
        name,
        lambda: change(story, "ann", name, {"title": f"Title {next(numbers)}"}),
    )


def of_coes(product: Product, channel: grpc.Channel) -> Watch:
    """Watch the COEs about one service that nobody analyses yet."""
    story, source = Story(product), f"services/{uuid.uuid4()}"
    body = report(source=source, causeClass="")
    coe = Correction(story, story.write("ann", "/v1/coes", body)["coe"]["name"])
    only = f'source = "{source}" AND state = "OPENED"'
    stub: Any = CoeServiceStub(channel)
    return Watch(
        stub.WatchCoes,
        coes.WatchCoesRequest(filter=only),
        coe.name,
        lambda: coe.write(summary=f"Once more: {uuid.uuid4()}."),
        lambda: coe.act("startAnalysis"),
    )


WATCHES = {
    "ideas": of_ideas,
    "reviews": of_reviews,
    "experiments": of_experiments,
    "coes": of_coes,
}
"""Service to its watch."""


def follow(watch: Watch, product: Product) -> None:
    """Hear of what is there, of a change, of what was missed, and of the end."""
    token = token_for(Keychain(product.home), WATCHER)
    with heard(watch, token) as stream:
        (first,) = until_synced(stream)
        assert first.changed.name == watch.name
        assert not first.changed.history, "BASIC is the default"
        watch.change()
        second = next_change(stream, first.changed.etag)
        assert second.changed.name == watch.name
    watch.change()

    watch.request.resume_token = second.resume_token
    with heard(watch, token) as stream:
        missed = [one.changed.name for one in until_synced(stream)]
        assert missed == [watch.name], "what changed meanwhile, and nothing else"
        if watch.leave:
            watch.leave()
            assert next(stream).removed == watch.name

    watch.request.resume_token = "made up"  # noqa: S105 - no secret
    assert refused(watch, token) == "INVALID_ARGUMENT"


@contextmanager
def heard(watch: Watch, token: str) -> Iterator[Any]:
    """Open the stream, and end it after the block."""
    metadata = [("authorization", f"Bearer {token}")]
    stream = watch.method(watch.request, timeout=TIMEOUT_SECONDS, metadata=metadata)
    try:
        yield stream
    finally:
        stream.cancel()


def until_synced(stream: Iterator[Any]) -> list[Any]:
    """Return all that is sent before `synced`."""
    found: list[Any] = []
    for one in stream:
        if one.HasField("synced"):
            return found
        found.append(one)
    raise AssertionError("the stream ended before all was sent")


def next_change(stream: Iterator[Any], etag: str) -> Any:
    """Return the next state but this one, which may be repeated."""
    return next(one for one in stream if one.changed.etag != etag)


def refused(watch: Watch, token: str) -> str:
    """Return the code that the stream ends with."""
    with heard(watch, token) as stream:
        try:
            next(stream)
        except grpc.RpcError as error:
            call: Any = error
            return str(call.code().name)
    raise AssertionError("it was not refused")
