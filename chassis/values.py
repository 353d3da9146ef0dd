"""Value objects as plain dictionaries, which is what messages are made from."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter


def as_fields(value: Any) -> dict[str, Any]:
    """Return the fields of a value object by name, and of those inside it.

    Like `dataclasses.asdict`, but without its copy of every leaf, and compiled.
    """
    fields: dict[str, Any] = _adapter(value.__class__).dump_python(value)
    return fields


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
