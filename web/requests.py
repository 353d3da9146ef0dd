"""Makes gRPC requests of an HTTP request, the way its binding says."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Request
from google.protobuf.message import Message

from . import bodies
from .fields import assign, field_of
from .http_rules import Binding
from .refusals import FieldProblem, FieldsRefused, Refused, status


def messages_of(
    request: Request,
    binding: Binding,
    variables: Mapping[str, str],
    request_class: type[Message],
) -> list[Message]:
    """Return one message; for a client-streaming method one per element of the body.

    Raises `Refused` when the HTTP request does not fit the contract.
    """
    values = _values(request, binding)
    return [_message(request, binding, variables, request_class(), v) for v in values]


def _values(request: Request, binding: Binding) -> list[Any]:
    value = _json_of(request) if binding.body else None
    if not binding.method.client_streaming:
        return [value]
    if not isinstance(value, list):
        raise bodies.malformed("The body must be a JSON array of requests.")
    return value


def _json_of(request: Request) -> Any:
    if not (body := request.get_data(cache=False)):
        return {}
    if request.mimetype != "application/json":
        text = "Send the body as application/json."
        raise Refused(415, status("CONTENT_TYPE_UNSUPPORTED", text))
    return bodies.read(body)


def _message(
    request: Request,
    binding: Binding,
    variables: Mapping[str, str],
    message: Message,
    value: Any,
) -> Message:
    _refuse_misplaced(request, binding, variables, message.DESCRIPTOR)
    assign(message, request.args.lists())
    if binding.body == "*":
        bodies.fill(message, value, "")
    elif binding.body:
        bodies.fill(getattr(message, binding.body), value, binding.body)
        getattr(message, binding.body).SetInParent()
    _put(message, variables)
    return message


def _refuse_misplaced(
    request: Request,
    binding: Binding,
    variables: Mapping[str, str],
    kind: Any,
) -> None:
    taken = {binding.body, *variables}
    problems = [
        FieldProblem(path, "FIELD_UNKNOWN", "does not belong in the query string.")
        for path in request.args
        if "*" in taken or not taken.isdisjoint(_prefixes(kind, path))
    ]
    if problems:
        raise FieldsRefused(problems)


def _prefixes(kind: Any, path: str) -> Iterator[str]:
    first, _, rest = path.partition(".")
    if field := field_of(kind, first):
        yield field.name
        if rest and field.message_type:
            yield from (
                f"{field.name}.{deeper}"
                for deeper in _prefixes(field.message_type, rest)
            )


def _put(message: Message, variables: Mapping[str, str]) -> None:
    for path, text in variables.items():
        *parents, leaf = path.split(".")
        owner: Any = message
        for parent in parents:
            owner = getattr(owner, parent)
        setattr(owner, leaf, text)
