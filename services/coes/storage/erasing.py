"""Forgets the texts in recorded snapshots, and keeps what checks can still read."""

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from chassis.domain import ERASED

KEPT = {
    *{"name", "idea", "review", "revision", "mechanism", "from_mechanism", "id", "key"},
    *{"team", "author", "decider", "leader", "tags", "learns_from", "validation"},
    *{"kind", "door_kinds", "evidence_kinds", "manual_stage", "policy", "outcome"},
    *{"direction", "comparison", "action", "severity", "risk", "verdict"},
    *{"rule_verdict", "metric", "treatment_reads", "country_codes", "currency_code"},
    "undo_cost_currency_code",
}
"""Fields that hold names, keys or one of a few words. All other strings are texts."""


def erase_texts(message: Message) -> None:
    """Replace every text in a snapshot."""
    for field, value in message.ListFields():
        if field.message_type:
            for one in value if field.is_repeated else [value]:
                erase_texts(one)
        elif field.type == FieldDescriptor.TYPE_STRING and field.name not in KEPT:
            if field.is_repeated:
                value[:] = [ERASED] * len(value)
            else:
                setattr(message, field.name, ERASED)
