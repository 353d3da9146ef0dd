"""A decision at the moment it is taken, as the predicates of mechanisms see it.

The fields are those of `day1.reviews.v1.DecisionSnapshot`.
"""

from dataclasses import dataclass

from .document import Door, Undo

MAX_TEXT = 2000
"""Longer texts are cut: what is evaluated is bounded."""


@dataclass(frozen=True, slots=True)
class DoorSnapshot:
    """A door, as predicates see it."""

    id: str
    kind: str
    decision: str
    undo_plan: str = ""
    undo_cost: float | None = None
    undo_cost_currency_code: str = ""
    undo_days: int | None = None

    @classmethod
    def of(cls, door: Door) -> "DoorSnapshot":
        """Return a door of the document as predicates see it."""
        undo = door.undo or Undo("")
        return cls(
            door.id,
            door.kind.short,
            door.decision[:MAX_TEXT],
            undo.plan[:MAX_TEXT],
            undo.cost.amount if undo.cost else None,
            undo.cost.currency_code if undo.cost else "",
            undo.days,
        )


@dataclass(frozen=True, slots=True)
class AnswerSnapshot:
    """An answer of the checklist, as predicates see it."""

    mechanism: str
    answer: str
    risk: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSnapshot:
    """The decision, what it rests on, and the state of the discussion."""

    review: str
    idea: str
    revision: str
    team: str
    tags: tuple[str, ...]
    door_kinds: tuple[str, ...]
    policy: str
    outcome: str
    title: str
    author: str
    decider: str
    leader: str
    rationale: str
    conditions: tuple[str, ...]
    revisit_when: str
    validation: tuple[str, ...]
    needs_listed: int
    information_ratio: float | None
    readers_finished: int
    reader_teams: int
    objections: int
    blocking_open: int
    questions_open: int
    topics_open: int
    win_probability: float | None
    payoff_multiple: float | None
    doors: tuple[DoorSnapshot, ...]
    answers: tuple[AnswerSnapshot, ...]
