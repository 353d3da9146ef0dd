"""Reads JSON bodies strictly: what is not JSON of the contract is refused, by name."""

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from google.protobuf.json_format import ParseDict, ParseError
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from .fields import NUMBERS, field_of, has_fields, is_number, misfit
from .refusals import FieldProblem, FieldsRefused, Refused, status

MISFITS = (ParseError, ValueError, TypeError, ArithmeticError, AttributeError)
"""What the library of protobuf raises for a value that does not fit its field."""

MAX_DEPTH = 32
"""Levels of nesting. Protobuf reads 100; an object in a `Struct` takes three of it."""


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
    """Set fields of a message from a JSON object. Raises `Refused`, naming each field.

    `where` is the path of the message in its request; empty for the request.
    """
    if not isinstance(value, dict):
        raise malformed(f"{where or 'The body'} must be a JSON object.")
    kind = message.DESCRIPTOR
    if problems := list(_misnamed_in(kind, value, where)):
        raise FieldsRefused(problems)
    try:
        if _has_loose(kind, value):
            raise ParseError
        ParseDict(value, message)
    except MISFITS:
        if problems := list(_misfits_in(kind, value, where)):
            raise FieldsRefused(problems) from None
        raise malformed("The body does not fit the contract.") from None


def malformed(message: str) -> Refused:
    """Return the refusal of a body."""
    return Refused(400, status("BODY_MALFORMED", message))


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        raise ValueError("a name appears twice in one object")
    return value


def _bound(value: Any, levels: int) -> None:
    if not isinstance(value, dict | list):
        return
    if levels == 0:
        raise malformed("The body is nested too deeply.")
    for part in value.values() if isinstance(value, dict) else value:
        _bound(part, levels - 1)


def _misnamed_in(kind: Any, value: Any, where: str) -> Iterator[FieldProblem]:
    """Return a problem for each name that cannot stand where it does, at any depth.

    The contract does not have it, or it sets what another name has set: a field has
    two names in JSON, and of a oneof only one field may be set.
    """
    if not isinstance(value, dict) or not has_fields(kind):
        return
    setters: dict[str, str] = {}
    for name, part in value.items():
        if (field := field_of(kind, name)) is None:
            path = f"{where}.{name}" if where else name
            yield FieldProblem(path, "FIELD_UNKNOWN", "there is no such field.")
            continue
        place = field.containing_oneof.name if field.containing_oneof else field.name
        if part is not None and (first := setters.setdefault(place, name)) != name:
            text = f"cannot be set together with {first}."
            yield FieldProblem(_path(field, where), "FIELD_MALFORMED", text)
        for path, one in _parts(field, part, where):
            yield from _misnamed_in(field.message_type, one, path)


def _has_loose(kind: Any, value: Any) -> bool:
    """Tell whether there is a loose value at any depth."""
    if not isinstance(value, dict) or not has_fields(kind):
        return False
    return any(
        _is_loose(field, one) or _has_loose(field.message_type, one)
        for name, part in value.items()
        if (field := field_of(kind, name))
        for _, one in _parts(field, part, "")
    )


def _is_loose(field: Any, value: Any) -> bool:
    """Tell whether the library would take a value that JSON of protobuf does not have.

    It reads `true` as 1, cuts 1.7 down to an enum's 1, and reads what Python does:
    "1_000", " 1", digits of any script.
    """
    if field.message_type is not None:
        return False
    if isinstance(value, bool):
        return bool(field.cpp_type != field.CPPTYPE_BOOL)
    if isinstance(value, str) and field.enum_type is not None:
        return value not in field.enum_type.values_by_name
    if isinstance(value, str):
        return not is_number(value) if field.cpp_type in NUMBERS else False
    return isinstance(value, float) and bool(field.enum_type) and value % 1 != 0


def _misfits_in(kind: Any, value: dict[str, Any], where: str) -> Iterator[FieldProblem]:
    """Return a problem for each value that its field cannot take, at any depth."""
    for name, part in value.items():
        field = field_of(kind, name)
        if field.is_repeated and not isinstance(part, list | None):
            text = "must be a list."
            yield FieldProblem(_path(field, where), "FIELD_MALFORMED", text)
            continue
        for path, one in _parts(field, part, where):
            if isinstance(one, dict) and has_fields(field.message_type):
                yield from _misfits_in(field.message_type, one, path)
            elif not _fits(field, one):
                yield misfit(field, path)


def _fits(field: Any, value: Any) -> bool:
    if _is_loose(field, value):
        return False
    scratch = GetMessageClass(field.containing_type)()
    try:
        ParseDict({field.name: [value] if field.is_repeated else value}, scratch)
    except MISFITS:
        return False
    return True


def _parts(field: Any, value: Any, where: str) -> Iterator[tuple[str, Any]]:
    """Return what a field holds, each value with its path."""
    path = _path(field, where)
    if isinstance(value, list) and field.is_repeated:
        yield from ((f"{path}[{index}]", one) for index, one in enumerate(value))
    else:
        yield path, value


def _path(field: Any, where: str) -> str:
    return f"{where}.{field.name}" if where else str(field.name)
