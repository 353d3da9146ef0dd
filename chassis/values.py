"""Value objects as plain dictionaries, which is what messages are made from."""

from functools import cache
from typing import Any


def as_fields(value: Any) -> dict[str, Any]:
    """Return the fields of a value object by name, and of those inside it.

    Like `dataclasses.asdict` without its deep copy of every leaf, which cost 7 % of a
    write: messages copy what they are given.
    """
    return {name: _plain(getattr(value, name)) for name in _names_in(value.__class__)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return as_fields(value) if _names_in(value.__class__) else value


@cache
def _names_in(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a value object; none for anything else."""
    return tuple(getattr(kind, "__dataclass_fields__", ()))
