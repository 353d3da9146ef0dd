"""What a resource tells of its history: the newest public events, oldest first."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from google.protobuf.message import Message

from chassis.domain import Aggregate
from chassis.limits import MAX_HISTORY

M = TypeVar("M", bound=Message)


def history_of(
    aggregate: Aggregate,
    names: Mapping[str, str],
    entry_type: Callable[..., M],
    to_state: Callable[[str], str],
) -> list[M]:
    """Return the history of an aggregate in the words of a contract.

    `names` gives the public name of an event by that of its class; events that it does
    not have are private, and left out.
    """
    public = [entry for entry in aggregate.history if entry.event in names]
    return [
        entry_type(
            time=entry.at,
            actor=entry.actor,
            event=names[entry.event],
            state=to_state(entry.state),
        )
        for entry in public[-MAX_HISTORY:]
    ]
