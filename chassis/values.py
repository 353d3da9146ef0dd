"""Value objects as plain dictionaries, which is what messages are made from."""

from dataclasses import is_dataclass
from typing import Any


def as_fields(value: Any) -> dict[str, Any]:
    """Return the fields of a value object by name, and of those inside it.

    Like `dataclasses.asdict` without its deep copy of every leaf, which cost 7 % of a
    write: messages copy what they are given.
    """
    return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return as_fields(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
