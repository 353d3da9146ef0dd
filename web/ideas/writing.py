"""Writing ideas: the whole document in one form."""

from itertools import count
from types import ModuleType
from typing import Any, ClassVar

from flask import request
from typing_extensions import override

from day1.ideas.v1 import ideas_service_pb2

from ..form_texts import rows_in, without_blank_rows
from ..forms import Form
from ..personas import PERSONAS
from ..writing import Writing

LEADERS = [(persona.name, persona.full_name) for persona in PERSONAS]
DOOR_KINDS = [
    ("DOOR_KIND_TWO_WAY", "two-way: there is a way back"),
    ("DOOR_KIND_ONE_WAY", "one-way: no way back"),
]
DOOR_ROWS = 3


class IdeaWriting(Writing):
    """The form of an idea."""

    CONTRACT: ClassVar[ModuleType] = ideas_service_pb2
    KIND = "Idea"
    PATHS = (
        "title",
        "customer",
        "press_release",
        "five_questions",
        "doors",
        "cost_of_failure",
        "leader",
    )

    @override
    def start(self) -> dict[str, str]:
        return {}

    @override
    def entered(self) -> dict[str, str]:
        """Return the inputs, every door with an id that no other door has."""
        entered = without_blank_rows(request.form, "doors", ignoring="id")
        taken = set(entered.values())
        free = (name for n in count(1) if (name := f"door-{n}") not in taken)
        for row in range(rows_in(entered, "doors")):
            door = f"doors.{row}.id"
            entered[door] = entered.get(door) or next(free)
        return entered

    @override
    def context(self, form: Form) -> dict[str, Any]:
        return {
            "door_rows": max(DOOR_ROWS, rows_in(form.values, "doors")),
            "door_kinds": DOOR_KINDS,
            "leaders": LEADERS,
        }
