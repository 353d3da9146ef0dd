"""What every page needs: the four services, called as the person who visits."""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import Any, TypeVar

import grpc

from chassis.rpc.errors import status_of
from day1.coes.v1.coes_service_pb2_grpc import CoeServiceStub
from day1.coes.v1.mechanisms_service_pb2_grpc import MechanismServiceStub
from day1.experiments.v1.experiments_service_pb2_grpc import (
    AssignmentServiceStub,
    ExperimentServiceStub,
)
from day1.ideas.v1.ideas_service_pb2_grpc import IdeaServiceStub
from day1.reviews.v1.reviews_service_pb2_grpc import ReviewServiceStub

from . import identity
from .statuses import code_of

DENIED = grpc.StatusCode.PERMISSION_DENIED
MISSING = grpc.StatusCode.NOT_FOUND
AWAY = {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED}

Request = TypeVar("Request")
Reply = TypeVar("Reply")


class Front:
    """The services, and who calls them."""

    def __init__(
        self,
        channels: Mapping[str, grpc.Channel],
        tokens: identity.Tokens,
        timeout: timedelta,
    ) -> None:
        self.ideas = IdeaServiceStub(channels["ideas"])
        self.reviews = ReviewServiceStub(channels["reviews"])
        self.experiments = ExperimentServiceStub(channels["experiments"])
        self.assignment = AssignmentServiceStub(channels["experiments"])
        self.coes = CoeServiceStub(channels["coes"])
        self.mechanisms = MechanismServiceStub(channels["coes"])
        self._tokens = tokens
        self._seconds = timeout.total_seconds()

    def call(
        self, rpc: "grpc.UnaryUnaryMultiCallable[Request, Reply]", request: Request
    ) -> Reply:
        """Return the answer to the current visitor. Raises `grpc.RpcError`."""
        return rpc(request, timeout=self._seconds, metadata=self._metadata())

    def send(
        self,
        rpc: "grpc.StreamUnaryMultiCallable[Request, Reply]",
        requests: Iterable[Request],
    ) -> Reply:
        """Return the answer to a stream of the visitor's. Raises `grpc.RpcError`."""
        return rpc(iter(requests), timeout=self._seconds, metadata=self._metadata())

    def call_if_up(
        self, rpc: "grpc.UnaryUnaryMultiCallable[Request, Reply]", request: Request
    ) -> Reply | None:
        """Return the answer; None while the service is away.

        For what a page can do without: one service less is one panel less.
        """
        return self._call_unless(AWAY, rpc, request)

    def call_if_allowed(
        self, rpc: "grpc.UnaryUnaryMultiCallable[Request, Reply]", request: Request
    ) -> Reply | None:
        """Return the answer; None while it is away, or not for the visitor to know."""
        return self._call_unless(AWAY | {DENIED}, rpc, request)

    def is_denied(
        self, rpc: "grpc.UnaryUnaryMultiCallable[Request, Reply]", request: Any
    ) -> bool:
        """Tell whether this is not for the visitor to do, without doing it.

        What cannot be rehearsed, for whatever reason, is not denied.
        """
        error = self.rehearse(rpc, request)
        return error is not None and code_of(status_of(error)) is DENIED

    def rehearse(
        self, rpc: "grpc.UnaryUnaryMultiCallable[Request, Reply]", request: Any
    ) -> grpc.RpcError | None:
        """Return why the visitor would be refused, without doing it.

        None if they would not be, or if it cannot be rehearsed.
        """
        if "validate_only" not in request.DESCRIPTOR.fields_by_name:
            return None
        request.validate_only = True
        try:
            self.call(rpc, request)
        except grpc.RpcError as error:
            return error
        return None

    def call_if_there(
        self, rpc: "grpc.UnaryUnaryMultiCallable[Request, Reply]", request: Request
    ) -> Reply | None:
        """Return the answer; None also when there is no such thing."""
        return self._call_unless(AWAY | {DENIED, MISSING}, rpc, request)

    def _metadata(self) -> Any:
        return [("authorization", self._tokens.authorization(identity.current()))]

    def _call_unless(
        self,
        codes: Collection[grpc.StatusCode],
        rpc: "grpc.UnaryUnaryMultiCallable[Request, Reply]",
        request: Request,
    ) -> Reply | None:
        try:
            return self.call(rpc, request)
        except grpc.RpcError as error:
            if code_of(status_of(error)) in codes:
                return None
            raise
