"""Builders of ideas in each of their states, and ideas kept in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from chassis.domain import Actor, DomainError, NotFound, Query, Violation
from services.ideas.domain.document import (
    Claim,
    CostOfFailure,
    Customer,
    Document,
    Door,
    DoorKind,
    FiveQuestions,
    PressRelease,
    Undo,
)
from services.ideas.domain.idea import Idea
from services.ideas.domain.rules import Policy

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
POLICY = Policy(undo_days_limit=30)

ANN = Actor("people/ann", "teams/books")
"""The author."""
BEN = Actor("people/ben", "teams/books")
"""The leader."""
EVE = Actor("people/eve", "teams/devices")
"""A stranger."""
REVIEWS = Actor("services/reviews")
EXPERIMENTS = Actor("services/experiments")

R1, R2 = "reviews/r1", "reviews/r2"
E1, E2 = "experiments/e1", "experiments/e2"

ONE_WAY = Door("brand", "Call it Fit.", DoorKind.ONE_WAY)
TWO_WAY = Door("glue", "Change the glue.", DoorKind.TWO_WAY, Undo("Buy it", 900, 30))
UNCLASSIFIED = Door("size", "Make it smaller.")
CLAIM = Claim("share of boxes returned", 0.08, 0.04, "2026-03-03")


def document(**changes: Any) -> Document:
    """Return a document with all that a review needs."""
    return replace(
        Document(
            title="Boxes that fit",
            customer=Customer("Parents of babies", "One hand free", "Open it with it"),
            press_release=PressRelease(
                headline="Boxes that open with one hand",
                claim=CLAIM,
                summary="From today, boxes open with one hand.",
                problem="Boxes need two hands.",
                benefit="Nobody puts the baby down.",
                journey="Pull the tab.",
                customer_quote="I did not put her down!",
            ),
            five_questions=FiveQuestions("Parents", "Two hands", "One", "Asked", "Tab"),
            doors=(ONE_WAY, TWO_WAY),
            cost_of_failure=CostOfFailure(loss_cap_usd=900, customers_exposed=50),
            leader=BEN.name,
        ),
        **changes,
    )


def press_release(**changes: Any) -> PressRelease:
    return replace(document().press_release, **changes)


def draft(**changes: Any) -> Idea:
    return Idea.create("i1", document(**changes), by=ANN, at=NOON)


def submitted() -> Idea:
    idea = draft()
    idea.submit(by=ANN, at=NOON, policy=POLICY)
    return idea


def in_review() -> Idea:
    idea = submitted()
    idea.start_review(R1, "1.0", by=REVIEWS, at=NOON)
    return idea


def approved() -> Idea:
    idea = in_review()
    idea.approve("1.0", BEN.name, by=REVIEWS, at=NOON)
    return idea


def declined() -> Idea:
    idea = in_review()
    idea.decline("1.0", "Tried last year.", by=REVIEWS, at=NOON)
    return idea


def experimenting() -> Idea:
    idea = approved()
    idea.experiment_started(E1, by=EXPERIMENTS, at=NOON)
    return idea


def scaling() -> Idea:
    idea = experimenting()
    idea.scale(E1, "They love it.", by=EXPERIMENTS, at=NOON)
    return idea


def pivoted() -> Idea:
    idea = experimenting()
    idea.pivot(E1, "i2", "They want a bag.", by=EXPERIMENTS, at=NOON)
    return idea


def killed() -> Idea:
    idea = experimenting()
    idea.kill(E1, "Nobody noticed.", by=EXPERIMENTS, at=NOON)
    return idea


def launched() -> Idea:
    idea = scaling()
    idea.launch(by=BEN, at=NOON)
    return idea


def experimenting_again() -> Idea:
    """Return a launched idea with its next experiment, which has the same name."""
    idea = launched()
    idea.experiment_started(E1, by=EXPERIMENTS, at=NOON)
    return idea


IDEAS: dict[str, Callable[[], Idea]] = {
    "DRAFT": draft,
    "SUBMITTED": submitted,
    "IN_REVIEW": in_review,
    "APPROVED": approved,
    "DECLINED": declined,
    "EXPERIMENTING": experimenting,
    "EXPERIMENTING again": experimenting_again,
    "SCALING": scaling,
    "LAUNCHED": launched,
    "PIVOTED": pivoted,
    "KILLED": killed,
}
"""An idea in each state; a launched one experiments like a new one, but for its end."""

ENDS: dict[str, Callable[[Idea, str], object]] = {
    "experiment_aborted": lambda idea, experiment: idea.experiment_aborted(
        experiment, by=EXPERIMENTS, at=LATER
    ),
    "scale": lambda idea, experiment: idea.scale(
        experiment, "Yes.", by=EXPERIMENTS, at=LATER
    ),
    "pivot": lambda idea, experiment: idea.pivot(
        experiment, "i2", "Bags.", by=EXPERIMENTS, at=LATER
    ),
    "kill": lambda idea, experiment: idea.kill(
        experiment, "No.", by=EXPERIMENTS, at=LATER
    ),
}
"""Every way in which an experiment can end."""

METHODS: dict[str, Callable[[Idea], object]] = {
    "update": lambda idea: idea.update(document(title="New"), by=ANN, at=LATER),
    "submit": lambda idea: idea.submit(by=ANN, at=LATER, policy=POLICY),
    "recall": lambda idea: idea.recall("A typo.", by=ANN, at=LATER),
    "launch": lambda idea: idea.launch(by=BEN, at=LATER),
    "start_review": lambda idea: idea.start_review(
        R1, idea.revision, by=REVIEWS, at=LATER
    ),
    "approve": lambda idea: idea.approve(idea.revision, BEN.name, by=REVIEWS, at=LATER),
    "send_back": lambda idea: idea.send_back(idea.revision, by=REVIEWS, at=LATER),
    "decline": lambda idea: idea.decline(idea.revision, "No.", by=REVIEWS, at=LATER),
    "experiment_started": lambda idea: idea.experiment_started(
        E1, by=EXPERIMENTS, at=LATER
    ),
    "experiment_aborted": lambda idea: ENDS["experiment_aborted"](idea, E1),
    "scale": lambda idea: ENDS["scale"](idea, E1),
    "pivot": lambda idea: ENDS["pivot"](idea, E1),
    "kill": lambda idea: ENDS["kill"](idea, E1),
}
"""Every method by whoever may, on the current revision and the one experiment."""


def refusal(act: Callable[[], object], kind: type[DomainError]) -> list[Violation]:
    """Return every violation that `act` is refused with."""
    with pytest.raises(kind) as refused:
        act()
    assert refused.type is kind
    return list(refused.value.violations)


def reasons(act: Callable[[], object], kind: type[DomainError]) -> list[str]:
    return [violation.reason for violation in refusal(act, kind)]


@dataclass
class IdeasInMemory:
    """All ideas of one test."""

    by_id: dict[str, Idea] = field(default_factory=dict)

    def get(self, aggregate_id: str, *, etag: str = "") -> Idea:
        if aggregate_id not in self.by_id:
            raise NotFound(Violation("IDEA_NOT_FOUND", aggregate_id, "There is none."))
        return self.by_id[aggregate_id]

    def find(self, aggregate_id: str) -> Idea | None:
        return self.by_id.get(aggregate_id)

    def add(self, aggregate: Idea) -> Idea:
        self.by_id[aggregate.id] = aggregate
        return aggregate

    def page(self, query: Query) -> list[Idea]:
        return list(self.by_id.values())[: query.limit]

    def save(self, aggregate: Idea) -> Idea:
        return self.add(aggregate)


@dataclass
class WorkInMemory:
    """A unit of work on them."""

    actor: Actor
    now: datetime = LATER
    ideas: IdeasInMemory = field(default_factory=IdeasInMemory)
    numbers: "count[int]" = field(default_factory=lambda: count(2))

    def new_id(self) -> str:
        return f"i{next(self.numbers)}"


def work_on(idea: Idea, by: Actor) -> WorkInMemory:
    return WorkInMemory(by, ideas=IdeasInMemory({idea.id: idea}))
