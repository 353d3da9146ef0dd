"""JSON for programs: `/v1/…`, transcoded from the gRPC methods by their annotations.

No method is named here; a method that a contract declares is served.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta

import grpc
from flask import Response, request
from google.protobuf.descriptor import FileDescriptor
from google.protobuf.json_format import MessageToJson

from .http_rules import Binding, bindings_of
from .refusals import Refused, status
from .remote import RemoteMethod
from .requests import messages_of

Routes = list[tuple[Binding, RemoteMethod]]


class Transcoder:
    """Answers an HTTP request with the answer of the method that it stands for."""

    def __init__(
        self,
        contracts: Mapping[str, Iterable[FileDescriptor]],
        channels: Mapping[str, grpc.Channel],
        timeout: timedelta,
    ) -> None:
        self._timeout = timeout
        self._routes: Routes = [
            (binding, RemoteMethod(channels[service], binding.method))
            for service, files in contracts.items()
            for contract in files
            for binding in bindings_of(contract)
        ]

    def answer(self, path: str) -> Response:
        """Answer the current request. Raises `Refused` or `grpc.RpcError`."""
        binding, method, variables = self._route(request.path, request.method)
        messages = messages_of(request, binding, variables, method.request_class)
        reply = method(messages, metadata=_passed_on(), timeout=self._timeout)
        json = MessageToJson(
            reply, always_print_fields_with_no_presence=True, indent=None
        )
        return Response(json + "\n", mimetype="application/json")

    def _route(
        self, path: str, verb: str
    ) -> tuple[Binding, RemoteMethod, Mapping[str, str]]:
        wanted = "GET" if verb == "HEAD" else verb
        allowed: set[str] = set()
        for binding, method in self._routes:
            if (variables := binding.template.match(path)) is not None:
                if binding.verb == wanted:
                    return binding, method, variables
                allowed.add(binding.verb)
        raise _wrong_verb(path, verb, allowed) if allowed else _no_path(path)


PASSED_ON = ("authorization", "traceparent")
"""Headers of a request that the service gets as metadata."""


def _passed_on() -> list[tuple[str, str]]:
    """Return what the caller sent, except what no gRPC metadata could carry."""
    sent = [(name, request.headers.get(name, "")) for name in PASSED_ON]
    return [
        (name, value)
        for name, value in sent
        if value and value.isascii() and value.isprintable()
    ]


def _wrong_verb(path: str, verb: str, allowed: set[str]) -> Refused:
    verbs = sorted(allowed | ({"HEAD"} if "GET" in allowed else set()))
    message = f"{path} does not take {verb}; it takes {', '.join(verbs)}."
    headers = {"Allow": ", ".join(verbs)}
    return Refused(405, status("METHOD_NOT_ALLOWED", message), headers)


def _no_path(path: str) -> Refused:
    return Refused(404, status("PATH_UNKNOWN", f"Nothing is served at {path}."))
