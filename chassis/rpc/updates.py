"""Partial updates: which fields a request wants to change (AIP-134)."""

from collections.abc import Collection

from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.message import Message

from chassis.domain import InvalidInput, Violation


def masked(message: Message, mask: FieldMask, allowed: Collection[str]) -> list[str]:
    """Return the top-level fields to change: those named, or else those that are set.

    Raises `InvalidInput` with a violation per named field that nobody may change.
    """
    if not mask.paths:
        present = [field.name for field, _ in message.ListFields()]
        return [name for name in present if name in allowed]
    hint = f"Name top-level fields out of: {', '.join(allowed)}."
    strangers = [
        Violation("FIELD_NOT_UPDATABLE", "update_mask", f"Cannot change {path}. {hint}")
        for path in mask.paths
        if path not in allowed
    ]
    if strangers:
        raise InvalidInput(*strangers)
    return list(mask.paths)
