"""A server: one pipeline around every method, health, reflection, graceful stop.

The pipeline is the same for a socket and for `LocalTransport`: authenticate, set a
deadline, validate, serve, turn refusals into statuses, log one line, count.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, TypeAlias

import grpc
import structlog
from google.rpc.error_details_pb2 import ErrorInfo
from google.rpc.status_pb2 import Status
from grpc_health.v1.health import HealthServicer
from grpc_health.v1.health_pb2_grpc import add_HealthServicer_to_server
from grpc_status import rpc_status
from prometheus_client import Histogram
from typing_extensions import override

from chassis.domain import DomainError, InvalidInput, Violation
from chassis.limits import (
    DEFAULT_DEADLINE,
    MAX_DEADLINE_SECONDS,
    MAX_MESSAGE_BYTES,
    MAX_METADATA_BYTES,
    MAX_RESPONSE_BYTES,
)

from . import watching
from .calls import CURRENT, Call, trace_in
from .errors import STATUSES, ResourceExhausted, refusal_behind, to_status
from .tokens import TokenVerifier
from .validation import each_valid, valid

log = structlog.get_logger()

HANDLED = Histogram(
    "rpc_server_seconds", "Time to answer a call.", ["method", "code", "reason"]
)

NO_DEADLINE_SECONDS = 1e9
"""What is longer is gRPC's way to say "none"."""

MAX_CONNECTION_IDLE_MS = 300_000

KEEPALIVE = [
    ("grpc.keepalive_time_ms", 10_000),
    ("grpc.keepalive_timeout_ms", 5_000),
    ("grpc.keepalive_permit_without_calls", 1),
    ("grpc.http2.max_pings_without_data", 0),
]
"""For both ends: a peer that vanished without a word is missed within seconds, not when
TCP gives up after a quarter of an hour. It sets `TCP_USER_TIMEOUT`, too."""

HEALTH = "/grpc.health.v1.Health/"

OPTIONS = [
    ("grpc.so_reuseport", 0),  # a port that is taken is an error, not a lottery
    ("grpc.max_receive_message_length", MAX_MESSAGE_BYTES),
    ("grpc.max_metadata_size", MAX_METADATA_BYTES),
    ("grpc.absolute_max_metadata_size", MAX_METADATA_BYTES),
    ("grpc.max_connection_idle_ms", MAX_CONNECTION_IDLE_MS),
    *KEEPALIVE,
    # Callers ask every ten seconds; without this they would be sent away for it.
    ("grpc.http2.min_ping_interval_without_data_ms", 5_000),
]

Handler: TypeAlias = "grpc.RpcMethodHandler[Any, Any]"


class AddressTaken(Exception):
    """Something else listens there."""


@dataclass(frozen=True, slots=True)
class Drain:
    """How a server stops: first callers notice, then calls finish."""

    notice: timedelta = timedelta(milliseconds=150)
    grace: timedelta = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Told:
    """What a refusal tells programs; of an answer, nothing.

    Attributes:
        reasons: Of all violations.
        fields: Paths of the fields that malformed input is about.
        metadata: Keys of the metadata of `ErrorInfo`.
    """

    reasons: Sequence[str] = ()
    fields: Sequence[str] = ()
    metadata: Sequence[str] = ()

    @property
    def reason(self) -> str:
        """One of the reasons."""
        return next(iter(self.reasons), "")

    @classmethod
    def of(cls, refusal: DomainError, status: Status) -> Told:
        """Return what a refusal tells, with the status that it becomes."""
        info = ErrorInfo()
        status.details[0].Unpack(info)
        is_input = isinstance(refusal, InvalidInput)
        return cls(
            [violation.reason for violation in refusal.violations],
            [violation.subject for violation in refusal.violations if is_input],
            sorted(info.metadata),
        )


class Pipeline(grpc.ServerInterceptor):
    """What every call goes through. Health is served as it is, to anyone."""

    def __init__(
        self, tokens: TokenVerifier, default_deadline: timedelta = DEFAULT_DEADLINE
    ) -> None:
        self._default_seconds = default_deadline.total_seconds()
        self._tokens = tokens
        self._handlers: dict[str, Handler] = {}

    @override
    def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Handler | None],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Handler | None:
        method = handler_call_details.method
        if (known := self._handlers.get(method)) is not None:
            return known
        handler = continuation(handler_call_details)
        if handler is None or method.startswith(HEALTH):
            return handler
        return self._handlers.setdefault(method, self._around(method, handler))

    def _around(self, method: str, handler: Handler) -> Handler:
        serve = behaviour_of(handler)
        check = each_valid if handler.request_streaming else valid
        limit = _cancelled_in_time if handler.request_streaming else nullcontext

        def answer(request: Any, context: grpc.ServicerContext) -> Any:
            with self._call(method, context), limit(context):
                return _sendable(serve(check(request), context))

        def answers(request: Any, context: grpc.ServicerContext) -> Iterator[Any]:
            with self._call(method, context), limit(context):
                yield from map(_sendable, serve(check(request), context))

        made: dict[tuple[bool, bool], Any] = {
            (False, False): grpc.unary_unary_rpc_method_handler,
            (False, True): grpc.unary_stream_rpc_method_handler,
            (True, False): grpc.stream_unary_rpc_method_handler,
            (True, True): grpc.stream_stream_rpc_method_handler,
        }
        make = made[bool(handler.request_streaming), bool(handler.response_streaming)]
        behaviour = answers if handler.response_streaming else answer
        return make(  # type: ignore[no-any-return]  # one of four generic factories
            behaviour, handler.request_deserializer, handler.response_serializer
        )

    @contextmanager
    def _call(self, method: str, context: grpc.ServicerContext) -> Iterator[None]:
        started = time.perf_counter()
        code, actor, client = grpc.StatusCode.OK, "", ""
        told = Told()
        try:
            call = self._admit(context)
            actor, client = call.actor.name, call.client
            token = CURRENT.set(call)
            try:
                yield
            finally:
                CURRENT.reset(token)
        except grpc.RpcError:  # the caller went away in the middle of a stream
            code = grpc.StatusCode.CANCELLED
            raise
        except Exception as error:  # noqa: BLE001 - where every error ends up
            refusal = refusal_behind(error, method)
            code, status = STATUSES[type(refusal)], to_status(refusal)
            told = Told.of(refusal, status)
            context.abort_with_status(rpc_status.to_status(status))
        finally:
            seconds = time.perf_counter() - started
            HANDLED.labels(method, code.name, told.reason).observe(seconds)
            log.info(
                "rpc.finished",
                method=method,
                code=code.name,
                **asdict(told),
                actor=actor,
                client=client,
                duration_ms=round(seconds * 1000, 2),
            )

    def _admit(self, context: grpc.ServicerContext) -> Call:
        metadata = dict(context.invocation_metadata())
        caller = self._tokens.caller_of(str(metadata.get("authorization", "")))
        seconds: float | None = context.time_remaining()
        if seconds is None or seconds > NO_DEADLINE_SECONDS:
            seconds = self._default_seconds
        seconds = min(seconds, MAX_DEADLINE_SECONDS)
        deadline = time.monotonic() + seconds
        call = Call(caller.actor, caller.client, deadline, trace_in(metadata))
        call.ensure_time_left()
        return call


@contextmanager
def _cancelled_in_time(context: grpc.ServicerContext) -> Iterator[None]:
    """End the call at its deadline: a stream on which nothing comes holds a worker."""
    timer = threading.Timer(CURRENT.get().seconds_left, context.cancel)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _sendable(response: Any) -> Any:
    """Return the response. Raises `ResourceExhausted` for one that clients refuse."""
    size = response.ByteSize()
    if size > MAX_RESPONSE_BYTES:
        text = (
            f"The answer has {size:,} bytes; at most {MAX_RESPONSE_BYTES:,} are sent."
        )
        raise ResourceExhausted(Violation("RESPONSE_TOO_LARGE", "", text))
    return response


def behaviour_of(handler: Handler) -> Any:
    """Return what a handler calls, whichever of the four kinds it is."""
    kinds = ("unary_unary", "unary_stream", "stream_unary", "stream_stream")
    return next(filter(None, (getattr(handler, kind) for kind in kinds)))


def build_server(
    pipeline: Pipeline, health: HealthServicer, workers: int
) -> grpc.Server:
    """Return a server that can tell its health, and nothing else yet."""
    server = grpc.server(
        ThreadPoolExecutor(workers, thread_name_prefix="rpc"),
        interceptors=[pipeline],
        options=OPTIONS,
    )
    add_HealthServicer_to_server(health, server)
    return server


def health_servicer() -> HealthServicer:
    """Return a health service whose watchers occupy no worker thread."""
    return HealthServicer(
        experimental_non_blocking=True, experimental_thread_pool=ThreadPoolExecutor(1)
    )


def listen(server: grpc.Server, address: str) -> int:
    """Bind to `host:port` (0 for any) and return the port. Raises `AddressTaken`."""
    try:
        port = server.add_insecure_port(address)
    except RuntimeError:
        port = 0
    if port == 0:
        raise AddressTaken(f"Cannot listen on {address}: is something else there?")
    return port


def drain(server: grpc.Server, health: HealthServicer, settings: Drain) -> None:
    """Stop without losing a call: say goodbye, wait for callers to notice, finish.

    `stop(grace)` alone cancels calls that arrive meanwhile.
    """
    health.enter_graceful_shutdown()
    time.sleep(settings.notice.total_seconds())
    watching.end_all()
    server.stop(settings.grace.total_seconds()).wait()
