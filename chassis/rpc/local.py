"""gRPC without a network: what the monolith plugs in.

Calls go through the same pipeline as on a socket, so callers see the same statuses.
What local calls hide is latency, partial failure and serialization: the monolith is
no test double for the network.
"""

from __future__ import annotations

import contextvars
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, NoReturn, cast

import grpc
from typing_extensions import override

from .server import Handler, behaviour_of

Metadata = Iterable[tuple[str, str | bytes]]


class LocalTransport:
    """A server and a channel in one object, so that stubs call servicers directly."""

    def __init__(self) -> None:
        self._handlers: dict[str, Handler] = {}

    @property
    def channel(self) -> grpc.Channel:
        """This object, for `…Stub`."""
        return cast("grpc.Channel", self)

    def server(self, interceptor: grpc.ServerInterceptor) -> grpc.Server:
        """Return what `add_…Servicer_to_server` fills, behind an interceptor."""
        return cast("grpc.Server", LocalServer(self._handlers, interceptor))

    def unary_unary(self, path: str, **_: object) -> LocalCall:
        """Return what a stub stores as one of its methods."""
        return LocalCall(self._handlers, path)

    unary_stream = stream_unary = stream_stream = unary_unary


class LocalServer:
    """Collects the methods of one service."""

    def __init__(
        self, handlers: dict[str, Handler], interceptor: grpc.ServerInterceptor
    ) -> None:
        self._handlers = handlers
        self._interceptor = interceptor

    def add_registered_method_handlers(
        self, service: str, handlers: Mapping[str, Handler]
    ) -> None:
        """Keep the methods under the paths that stubs call."""
        for name, handler in handlers.items():
            path = f"/{service}/{name}"
            details = cast("grpc.HandlerCallDetails", LocalCallDetails(path))
            continuation = partial(_always, handler)
            wrapped = self._interceptor.intercept_service(continuation, details)
            self._handlers[path] = cast("Handler", wrapped)

    def add_generic_rpc_handlers(self, handlers: object) -> None:
        """Ignore these: the generated code registers the same methods both ways."""


def _always(handler: Handler, _: grpc.HandlerCallDetails) -> Handler:
    return handler


class LocalCallDetails:
    """What an interceptor may ask before there is a call."""

    def __init__(self, method: str) -> None:
        self.method = method
        self.invocation_metadata = ()


class LocalCall:
    """One method of a stub."""

    def __init__(self, handlers: Mapping[str, Handler], path: str) -> None:
        self._handlers = handlers
        self._path = path

    def __call__(
        self,
        request: Any,
        timeout: float | None = None,
        metadata: Metadata | None = None,
        **_: object,
    ) -> Any:
        """Call the servicer in this thread. Raises `grpc.RpcError`.

        A stream of answers is made as they are asked for.
        """
        if (handler := self._handlers.get(self._path)) is None:
            raise LocalRpcError(grpc.StatusCode.UNIMPLEMENTED, "No such method.", ())
        scope = contextvars.copy_context()
        context = LocalContext(timeout, metadata or ())
        answer = scope.run(behaviour_of(handler), request, context)
        if handler.response_streaming:
            return LocalStream(answer, scope, context)
        return answer


class LocalStream:
    """The answers to one call; what makes them sees its own call only."""

    def __init__(
        self,
        answers: Iterator[Any],
        scope: contextvars.Context,
        context: LocalContext,
    ) -> None:
        self._answers = answers
        self._scope = scope
        self._context = context

    def __iter__(self) -> LocalStream:
        return self

    def __next__(self) -> Any:
        return self._scope.run(next, self._answers)

    def cancel(self) -> None:
        """Want no more: end at once, or when the answer in the making is made."""
        self._context.cancel()
        if isinstance(self._answers, Generator):
            with suppress(RuntimeError, ValueError):  # another thread is inside
                self._scope.run(self._answers.close)

    def __del__(self) -> None:
        self.cancel()


class LocalContext:
    """The little of a `grpc.ServicerContext` that the pipeline and health use."""

    def __init__(self, timeout: float | None, metadata: Metadata) -> None:
        self._metadata = tuple(metadata)
        self._deadline = None if timeout is None else time.monotonic() + timeout
        self._callbacks: list[Callable[[], None]] = []
        self._is_active = True

    def invocation_metadata(self) -> tuple[tuple[str, str | bytes], ...]:
        """Return what the caller sent along."""
        return self._metadata

    def time_remaining(self) -> float | None:
        """Return seconds, or None without a deadline."""
        return None if self._deadline is None else self._deadline - time.monotonic()

    def is_active(self) -> bool:
        """Tell whether anybody waits for the answer."""
        return self._is_active

    def add_callback(self, callback: Callable[[], None]) -> bool:
        """Call it when the caller leaves; return False if that has happened."""
        self._callbacks.append(callback)
        return self._is_active

    def cancel(self) -> None:
        """Say that the caller has left; what streams in is there already."""
        self._is_active = False
        for callback in self._callbacks:
            callback()

    def abort_with_status(self, status: Any) -> NoReturn:
        """Raise what a stub would raise."""
        raise LocalRpcError(status.code, status.details, status.trailing_metadata)


class LocalRpcError(grpc.RpcError):
    """Looks like the error of a real channel."""

    def __init__(self, code: grpc.StatusCode, details: str, trailers: Any) -> None:
        super().__init__(details)
        self._code, self._details, self._trailers = code, details, trailers

    @override
    def code(self) -> grpc.StatusCode:
        """Return the status."""
        return self._code

    @override
    def details(self) -> str:
        """Return the message for people."""
        return self._details

    @override
    def trailing_metadata(self) -> Any:
        """Return the details, encoded as a server would."""
        return self._trailers
