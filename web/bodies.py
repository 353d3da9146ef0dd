"""Reads JSON bodies strictly: what is not JSON of the contract is refused, by name."""

import json
from collections.abc import Iterator
from typing import Any, NoReturn

import grpc
from google.protobuf.json_format import ParseDict, ParseError
from google.protobuf.message import Message

from .fields import field_of
from .refusals import FieldProblem, FieldsRefused, Refused, status

MAX_DEPTH = 50
"""Levels of nesting; the contracts need four."""


def read(body: bytes) -> Any:
    """Return the JSON value of a body. Raises `Refused`."""
    try:
        text = body.decode("utf-8")
        value = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_unique)
    except UnicodeDecodeError:
        raise malformed("The body is not UTF-8.") from None
    except RecursionError:
        raise malformed("The body is nested too deeply.") from None
    except ValueError as error:
        raise malformed(f"The body is not JSON: {str(error)[:200]}.") from None
    _bound(value, MAX_DEPTH)
    return value


def fill(message: Message, value: Any, where: str) -> None:
    """Set fields of a message from a JSON object. Raises `Refused`, naming the field.

    `where` is the path of the message in its request; empty for the request.
    """
    if not isinstance(value, dict):
        raise malformed(f"{where or 'The body'} must be a JSON object.")
    if unknown := list(_unknown(message.DESCRIPTOR, value, where)):
        text = "there is no such field."
        raise FieldsRefused(
            [FieldProblem(one, "FIELD_UNKNOWN", text) for one in unknown]
        )
    try:
        ParseDict(value, message)
    except (
        ParseError,
        ValueError,
        TypeError,
        ArithmeticError,
        AttributeError,
    ) as error:
        raise malformed(f"The body does not fit: {str(error)[:500]}") from None


def malformed(message: str) -> Refused:
    """Return the refusal of a body."""
    code = grpc.StatusCode.INVALID_ARGUMENT
    return Refused(400, status(code, "BODY_MALFORMED", message))


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        raise ValueError("a name appears twice in one object")
    return value


def _bound(value: Any, levels: int) -> None:
    if isinstance(value, str) and "\x00" in value:
        raise malformed("The body contains a null character.")
    if not isinstance(value, dict | list):
        return
    if levels == 0:
        raise malformed("The body is nested too deeply.")
    for part in value.values() if isinstance(value, dict) else value:
        _bound(part, levels - 1)


def _unknown(kind: Any, value: Any, where: str) -> Iterator[str]:
    if not isinstance(value, dict) or kind.file.package == "google.protobuf":
        return
    for name, part in value.items():
        path = f"{where}.{name}" if where else name
        field = field_of(kind, name)
        if field is None:
            yield path
        elif field.message_type:
            parts = part if isinstance(part, list) else [part]
            for one in parts:
                yield from _unknown(field.message_type, one, path)
