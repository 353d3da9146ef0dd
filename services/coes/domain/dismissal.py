"""The dismissal of a COE: its owner asks for it, and a reviewer agrees."""

from dataclasses import dataclass
from datetime import datetime

from chassis.domain import Violation
from chassis.labels import Label


@dataclass(frozen=True, slots=True)
class AskedDismissal:
    """What an owner asked for.

    Attributes:
        reason: Why nothing was wrong.
        asker: Who asked.
        at: When.
    """

    reason: str
    asker: str
    at: datetime


def owner_has_not_asked(
    coe: Label, owner: str, asked: AskedDismissal | None
) -> Violation | None:
    """A COE is dismissed when both its owner and a reviewer say so."""
    if asked:
        return None
    text = f"{coe} is owned by {owner}, who has not asked to dismiss it."
    hint = "Ask them to call DismissCoe first, and to say why nothing was wrong."
    return Violation("OWNER_HAS_NOT_ASKED", coe.name, f"{text} {hint}")
