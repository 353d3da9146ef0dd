"""A server for the front to call: every method of the contracts, with set answers."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

import grpc
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass
from grpc_status import rpc_status
from typing_extensions import override

from chassis.domain import DomainError
from chassis.rpc.errors import to_status
from web.app import CONTRACTS

METHODS = {
    f"/{service.full_name}/{method.name}": method
    for contracts in CONTRACTS.values()
    for contract in contracts
    for service in contract.services_by_name.values()
    for method in service.methods
}

Answer: TypeAlias = Message | DomainError | Exception


@dataclass
class Received:
    """One call as it arrived."""

    method: str
    requests: list[Any]
    metadata: dict[str, str]


class Straight(grpc.ServerInterceptor):
    """Lets every call through as it is."""

    @override
    def intercept_service(self, continuation: Any, handler_call_details: Any) -> Any:
        return continuation(handler_call_details)


@dataclass
class Services:
    """Answers every method: as told by `answers`, else with an empty message.

    Attributes:
        answers: By the name of the method, a message or a refusal; or several, one for
            each call.
        received: Every call so far.
    """

    answers: dict[str, Answer | list[Answer]] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)

    def serve(self, server: grpc.Server) -> None:
        """Add every method of the contracts to a server."""
        for method in METHODS.values():
            handlers = {method.name: self._handler(method)}
            service = method.containing_service.full_name
            server.add_registered_method_handlers(service, handlers)

    def _handler(self, method: Any) -> "grpc.RpcMethodHandler[Any, Any]":
        reply_class = GetMessageClass(method.output_type)

        def answer(requests: Any, context: grpc.ServicerContext) -> Message:
            arrived = list(requests) if method.client_streaming else [requests]
            metadata: Any = dict(context.invocation_metadata())
            self.received.append(Received(method.name, arrived, metadata))
            return self._answer(method.name, context) or reply_class()

        make: Any = (
            grpc.stream_unary_rpc_method_handler
            if method.client_streaming
            else grpc.unary_unary_rpc_method_handler
        )
        return make(answer)  # type: ignore[no-any-return]  # one of two factories

    def requests_of(self, method: str) -> list[Any]:
        """Return what one method was asked, oldest first."""
        calls = [call for call in self.received if call.method == method]
        return [request for call in calls for request in call.requests]

    def _answer(self, name: str, context: grpc.ServicerContext) -> Message | None:
        answer = self.answers.get(name)
        if isinstance(answer, list):
            answer = answer.pop(0)
        if isinstance(answer, DomainError):
            status = rpc_status.to_status(to_status(answer))
            context.abort_with_status(status)
        if isinstance(answer, Exception):
            raise answer
        return answer
