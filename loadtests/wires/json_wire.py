"""Through the front, as JSON: what the annotations of the contract say."""

import json
import re
from collections.abc import Callable
from functools import reduce
from operator import getitem
from typing import Any, NamedTuple
from urllib.parse import urlencode

from google.api import annotations_pb2
from google.protobuf.json_format import MessageToDict, Parse
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from deploy import api

from .calls import Call, Passing, refusal_of

VARIABLE = re.compile(r"\{([a-z_.]+)(?:=[^{}]+)?\}")
OK = 200
FAULT_OF_SERVER = 500
"""From this HTTP status on it is the server, not the request."""


class HttpRequest(NamedTuple):
    """A call as HTTP has it."""

    verb: str
    path: str
    body: bytes


Send = Callable[[HttpRequest, str], tuple[int, bytes]]
"""Sends a request with a token; returns status and body. Raises `OSError`."""


class JsonWire:
    """Through the front, by what sends HTTP requests to it."""

    name = "json"

    def __init__(self, send: Send) -> None:
        self._send = send

    def call(self, call: Call, token: str) -> Message:
        """Return the answer. Raises `Refused` and `Passing`."""
        try:
            status, body = self._send(transcoded(call), token)
        except OSError as error:
            raise Passing(type(error).__name__) from None
        if status != OK:
            raise refusal_of(_reasons(body), passes=status >= FAULT_OF_SERVER)
        answer: Message = GetMessageClass(call.method.output_type)()
        return Parse(body, answer)


def transcoded(call: Call) -> HttpRequest:
    """Return a call the way its `google.api.http` annotation says.

    What a call has beside path and body goes into the query: that is text only here.
    """
    rule = call.method.GetOptions().Extensions[annotations_pb2.http]
    verb = rule.WhichOneof("pattern")
    fields = [MessageToDict(each) for each in call.requests]
    path = VARIABLE.sub(lambda found: _taken(found[1], fields), getattr(rule, verb))
    body = b""
    if rule.body == "*":
        body = json.dumps(
            fields if call.method.client_streaming else fields[0]
        ).encode()
    elif rule.body:
        body = json.dumps(fields[0].pop(_json_name(rule.body))).encode()
    query = "" if rule.body == "*" else urlencode(fields[0])
    return HttpRequest(verb.upper(), f"{path}?{query}" if query else path, body)


def _taken(field: str, requests: list[dict[str, Any]]) -> str:
    """Take a field of the path, such as `idea.name`, out of every request."""
    *parents, leaf = map(_json_name, field.split("."))
    found = [reduce(getitem, parents, request).pop(leaf) for request in requests]
    return str(found[0])


def _json_name(field: str) -> str:
    first, *rest = field.split("_")
    return first + "".join(map(str.title, rest))


def _reasons(body: bytes) -> list[str]:
    try:
        return api.Refused(0, json.loads(body)).reasons
    except ValueError:
        return []
