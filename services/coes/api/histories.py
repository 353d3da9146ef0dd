"""What a resource tells of its history: the newest public events, oldest first."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from google.protobuf.message import Message

from chassis.domain import Aggregate

from ..domain.names import PUBLIC

M = TypeVar("M", bound=Message)

NEWEST = 100
"""So many entries of a history, and of other lists that grow without end, are told."""

NAMES: Mapping[str, str] = {event.__name__: name for event, name in PUBLIC.items()}


def history_of(
    aggregate: Aggregate, entry_type: Callable[..., M], to_state: Callable[[str], str]
) -> list[M]:
    """Return the history of an aggregate in the words of the contract."""
    public = [entry for entry in aggregate.history if entry.event in NAMES]
    return [
        entry_type(
            time=entry.at,
            actor=entry.actor,
            event=NAMES[entry.event],
            state=to_state(entry.state),
        )
        for entry in public[-NEWEST:]
    ]
