"""Builders of ideas in each of their states, and ideas kept in memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, Generic, TypeVar

import pytest
from typing_extensions import override

from chassis.checks import ActiveCheck
from chassis.checks.evaluation import ActiveChecks
from chassis.checks.storage import ACTIVE_CHECKS
from chassis.domain import (
    Actor,
    Aggregate,
    AlreadyExists,
    Change,
    ChangeQuery,
    Conflict,
    DomainError,
    DomainEvent,
    NotFound,
    Query,
    Violation,
)
from chassis.etags import etag_of
from chassis.money import Money
from chassis.storage import Table
from services.ideas.application.ports import Headline, Seen, Tally
from services.ideas.domain.document import (
    Bet,
    Claim,
    CostOfFailure,
    Customer,
    Document,
    Door,
    DoorKind,
    Faq,
    FaqAudience,
    FiveQuestions,
    ManualSection,
    ManualStage,
    PressRelease,
    RejectedOption,
    Undo,
    UserManual,
)
from services.ideas.domain.dossier import Dossier
from services.ideas.domain.evidence import (
    Evidence,
    EvidenceKind,
    EvidenceResult,
    Finding,
)
from services.ideas.domain.idea import Idea
from services.ideas.domain.known import KnownCoe
from services.ideas.domain.outcome import Decision, Moved
from services.ideas.domain.policy import Policy
from services.ideas.domain.profile import Maturity, Profile, Visibility
from services.ideas.domain.question import Question, Subject
from services.ideas.domain.revision import Revision
from services.ideas.domain.text import TEMPLATES
from services.ideas.domain.visual import Fidelity, Picture, Visual
from services.ideas.storage.postgres import (
    EVIDENCE,
    KNOWN_COES,
    QUESTIONS,
    REVISIONS,
    SNAPSHOTS,
    VISUALS,
)
from services.ideas.storage.postgres import (
    IDEAS as IDEA_TABLE,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
POLICY = Policy(undo_days_limit=30)

ANN = Actor("people/ann", "teams/books")
"""The author."""
BEN = Actor("people/ben", "teams/books")
"""The leader."""
CARA = Actor("people/cara", "teams/family")
"""The co-author, where there is one."""
EVE = Actor("people/eve", "teams/devices")
"""A stranger."""
REVIEWS = Actor("services/reviews")
EXPERIMENTS = Actor("services/experiments")

R1, R2 = "reviews/r1", "reviews/r2"
E1, E2 = "experiments/e1", "experiments/e2"
I1, I2 = "ideas/i1", "ideas/i2"

ONE_WAY = Door("brand", "Call it Fit.", DoorKind.ONE_WAY)
UNDO = Undo("Buy it", Money("USD", 900), 30)
TWO_WAY = Door("glue", "Change the glue.", DoorKind.TWO_WAY, UNDO)
UNCLASSIFIED = Door("size", "Make it smaller.")
CLAIM = Claim("share of boxes returned", 0.08, 0.04, date(2026, 6, 3))
MANUAL = UserManual(
    ManualStage.WRITTEN, (ManualSection("Opening", "Pull the tab, then lift."),)
)
BET = Bet(win_probability=0.1, payoff_multiple=100.0, build_cost=Money("USD", 70_000))


def document(**changes: Any) -> Document:
    """Return a document with all that a review of a one-way door needs."""
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
            cost_of_failure=CostOfFailure(Money("USD", 900), customers_exposed=50),
            leader=BEN.name,
            customer_faqs=tuple(Faq(i, "", "So.") for i in TEMPLATES if "cf-" in i),
            internal_faqs=tuple(
                Faq(one, "", "Thus.")
                for one in ("if-decisions", "if-feedback", "if-disappoint")
            ),
            user_manual=MANUAL,
            mlp_features=("A tab",),
            rejected_options=(RejectedOption("A knife", "Sharp."),),
            debated_topics=("Is the tab needed at all?",),
            bet=BET,
        ),
        **changes,
    )


def two_way(**changes: Any) -> Document:
    """Return a document whose only door can be walked back through."""
    return document(**({"doors": (TWO_WAY,)} | changes))


def press_release(**changes: Any) -> PressRelease:
    return replace(document().press_release, **changes)


def finding(**changes: Any) -> Finding:
    return replace(
        Finding(
            EvidenceKind.CUSTOMER_CONVERSATION,
            "She put the baby down.",
            EvidenceResult.SUPPORTS,
        ),
        **changes,
    )


def evidence(
    number: int = 1, *, idea: str = I1, at: datetime = NOON, **changes: Any
) -> Evidence:
    said = {"summary": f"Parent {number} put the baby down.", **changes}
    return Evidence.add(f"v{number}", idea, finding(**said), by=EVE, at=at)


def subject(idea: str = I1) -> Subject:
    """Return what a question is about."""
    return Subject(idea, "Boxes that fit", "1.0")


def asked(
    number: int = 1, *, idea: str = I1, by: Actor = EVE, text: str = ""
) -> Question:
    words = text or f"And with {number} children?"
    return Question.ask(f"q{number}", subject(idea), words, by=by, at=NOON)


def answered(
    number: int = 1, *, by: Actor = EVE, text: str = "", answerer: Actor = ANN
) -> Question:
    question = asked(number, by=by, text=text)
    question.reply("Two tabs.", by=answerer, at=NOON)
    return question


def picture(**changes: Any) -> Picture:
    return replace(Picture("A hand", Fidelity.SKETCH, svg="<svg/>"), **changes)


def visual(number: int = 1, **changes: Any) -> Visual:
    return Visual.draw(f"p{number}", I1, picture(**changes), by=ANN, at=NOON)


def dossier(**changes: Any) -> Dossier:
    """Return all that a review of a one-way door needs beside the document."""
    against = EvidenceResult.CONTRADICTS
    return replace(
        Dossier(
            evidence=(evidence(3, result=against), evidence(2), evidence(1)),
            questions=(answered(3), answered(2), answered(1)),
            visuals=(visual(),),
        ),
        **changes,
    )


def decision(revision: str = "1.0", **changes: Any) -> Decision:
    base = Decision(
        revision=revision,
        review=R1,
        leader=BEN.name,
        rationale="Tried last year.",
        conditions=("Watch the glue.",),
        is_full=True,
    )
    return replace(base, **changes)


def submit(idea: Idea, at: datetime = NOON, policy: Policy = POLICY) -> Revision:
    """Submit an idea with a dossier that lacks nothing."""
    return idea.submit(idea.submission(dossier(), at, policy), (), by=ANN)


def draft(**changes: Any) -> Idea:
    return Idea.create("i1", document(**changes), by=ANN, at=NOON)


def co_written() -> Idea:
    """Return a draft with a co-author."""
    profile = Profile(co_authors=(CARA.name,))
    return Idea.create("i1", document(), profile, by=ANN, at=NOON)


def hidden() -> Idea:
    """Return a draft that only its team may know of."""
    profile = Profile(visibility=Visibility.TEAM)
    return Idea.create("i1", document(), profile, by=ANN, at=NOON)


def submitted() -> Idea:
    idea = draft()
    submit(idea)
    return idea


def in_review() -> Idea:
    idea = submitted()
    idea.start_review(R1, "1.0", by=REVIEWS, at=NOON)
    return idea


def approved() -> Idea:
    idea = in_review()
    idea.approve(decision(), by=REVIEWS, at=NOON)
    return idea


def vacant() -> Idea:
    """Return an approved idea whose leader leads another one."""
    idea = in_review()
    idea.approve(decision(), I2, by=REVIEWS, at=NOON)
    return idea


def declined() -> Idea:
    idea = in_review()
    idea.decline(decision(), by=REVIEWS, at=NOON)
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
    idea.assign_leader(BEN.name, None, by=ANN, at=NOON)
    idea.experiment_started(E1, by=EXPERIMENTS, at=NOON)
    return idea


def withdrawn() -> Idea:
    idea = draft()
    idea.withdraw("Somebody sells it.", by=ANN, at=NOON)
    return idea


def duplicate() -> Idea:
    idea = draft()
    idea.mark_duplicate(I2, Moved(questions=1, evidence=2), by=ANN, at=NOON)
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
    "WITHDRAWN": withdrawn,
    "DUPLICATE": duplicate,
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
    "update beside": lambda idea: idea.update(
        None, Profile(maturity=Maturity.TESTED), by=ANN, at=LATER
    ),
    "share": lambda idea: idea.share((EVE.name,), "", by=ANN, at=LATER),
    "submit": lambda idea: submit(idea, LATER),
    "recall": lambda idea: idea.recall("A typo.", by=ANN, at=LATER),
    "reopen": lambda idea: idea.reopen((evidence(9, at=LATER),), by=ANN, at=LATER),
    "withdraw": lambda idea: idea.withdraw("No.", by=ANN, at=LATER),
    "mark_duplicate": lambda idea: idea.mark_duplicate(
        I2, Moved(questions=0, evidence=0), by=ANN, at=LATER
    ),
    "assign_leader": lambda idea: idea.assign_leader(
        EVE.name, None, by=BEN if idea.document.leader == BEN.name else ANN, at=LATER
    ),
    "transfer_leader": lambda idea: idea.transfer_leader(
        EVE.name, None, by=Actor(idea.document.leader or ANN.name), at=LATER
    ),
    "split_door": lambda idea: idea.split_door(
        idea.document.doors[0].id,
        (replace(ONE_WAY, id="a"), replace(TWO_WAY, id="b")),
        by=ANN,
        at=LATER,
        policy=POLICY,
    ),
    "promote": lambda idea: idea.promote(
        FaqAudience.INTERNAL,
        Faq(f"q{len(idea.document.internal_faqs)}", "Why?", "So."),
        by=ANN,
        at=LATER,
        policy=POLICY,
    ),
    "launch": lambda idea: idea.launch(
        by=Actor(idea.document.leader or ANN.name), at=LATER
    ),
    "stop": lambda idea: idea.stop(
        "Dull.", "Nobody cares.", by=Actor(idea.document.leader or ANN.name), at=LATER
    ),
    "prioritize": lambda idea: idea.prioritize(1, (), "Now.", by=ANN, at=LATER),
    "start_review": lambda idea: idea.start_review(
        R1, idea.revision, by=REVIEWS, at=LATER
    ),
    "approve": lambda idea: idea.approve(decision(idea.revision), by=REVIEWS, at=LATER),
    "send_back": lambda idea: idea.send_back(
        decision(idea.revision), by=REVIEWS, at=LATER
    ),
    "decline": lambda idea: idea.decline(decision(idea.revision), by=REVIEWS, at=LATER),
    "experiment_started": lambda idea: idea.experiment_started(
        E1, by=EXPERIMENTS, at=LATER
    ),
    "experiment_aborted": lambda idea: ENDS["experiment_aborted"](idea, E1),
    "scale": lambda idea: ENDS["scale"](idea, E1),
    "pivot": lambda idea: ENDS["pivot"](idea, E1),
    "kill": lambda idea: ENDS["kill"](idea, E1),
    "wake": lambda idea: idea.wake(by=Actor("services/ideas"), at=LATER),
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


A = TypeVar("A", bound=Aggregate)


@dataclass
class InMemory(Generic[A]):
    """All aggregates of one type in one test, found by the columns of their table."""

    table: Table[A]
    by_id: dict[str, A] = field(default_factory=dict)

    def get(self, aggregate_id: str, *, etag: str = "") -> A:
        if self.find(aggregate_id) is None:
            reason = f"{self.table.noun.upper()}_NOT_FOUND"
            raise NotFound(Violation(reason, aggregate_id, "There is none."))
        if etag not in {"", etag_of(self.by_id[aggregate_id])}:
            raise Conflict(Violation("ETAG_MISMATCH", aggregate_id, "Changed."))
        return self.by_id[aggregate_id]

    def find(self, aggregate_id: str) -> A | None:
        return self.by_id.get(aggregate_id)

    def add(self, aggregate: A) -> A:
        if aggregate.id in self.by_id:
            raise AlreadyExists(Violation("EXISTS", aggregate.name, "It is there."))
        return self.save(aggregate)

    def save(self, aggregate: A) -> A:
        self.by_id[aggregate.id] = aggregate
        return aggregate

    def page(self, query: Query) -> list[A]:
        newest = sorted(
            (one for one in self.by_id.values() if self._matches(one, query.equals)),
            key=lambda one: (one.created_at, one.id),
            reverse=True,
        )
        after = query.after
        left = [one for one in newest if not after or (one.created_at, one.id) < after]
        return left[: query.limit]

    def count(self, equals: Mapping[str, str | bool]) -> int:
        return sum(self._matches(one, equals) for one in self.by_id.values())

    def due(self, limit: int) -> list[A]:
        alarms = [(one.wake_at, one) for one in self.by_id.values()]
        return [one for at, one in alarms if at and at <= LATER][:limit]

    def _matches(self, aggregate: A, equals: Mapping[str, str | bool]) -> bool:
        columns = {"id": lambda one: one.id, **self.table.columns}
        return all(
            value in columns[key](aggregate)
            if key in self.table.lists
            else columns[key](aggregate) == value
            for key, value in equals.items()
        )


@dataclass
class IdeasInMemory(InMemory[Idea]):
    """All ideas of one test that its actor may know of."""

    actor: Actor = ANN

    @override
    def find(self, aggregate_id: str) -> Idea | None:
        idea = super().find(aggregate_id)
        return idea if idea and self._may_know(idea) else None

    @override
    def page(self, query: Query) -> list[Idea]:
        every = replace(query, limit=len(self.by_id))
        found = [one for one in super().page(every) if self._may_know(one)]
        return found[: query.limit]

    def _may_know(self, idea: Idea) -> bool:
        is_service = self.actor.name.startswith("services/")
        return is_service or idea.is_visible_to(self.actor)

    def horizon(self) -> tuple[str, str]:
        raise NotImplementedError

    def changes(self, query: ChangeQuery) -> list[Change[Idea]]:
        raise NotImplementedError

    def headlines(self, limit: int) -> list[Headline]:
        return [
            Headline(
                idea.name,
                idea.document.title,
                idea.document.press_release.headline,
                idea.state,
            )
            for idea in self.page(Query({}, limit))
        ]

    def next_of_kin(self, ideas: Sequence[Idea], limit: int) -> list[Idea]:
        names = {idea.name for idea in ideas}
        above = {n for idea in ideas for n in (idea.pivoted_from, idea.duplicate_of)}
        return [
            one
            for one in self.page(Query({}, limit))
            if one.name in above or {one.pivoted_from, one.duplicate_of} & names
        ]

    def seen(self, idea_id: str) -> Seen:
        return Seen(self.get(idea_id), Tally())

    def tallies(self, names: Sequence[str]) -> dict[str, Tally]:
        return dict.fromkeys(names, Tally())


@dataclass
class WorkInMemory:
    """A unit of work on them."""

    actor: Actor
    now: datetime = LATER
    ideas: IdeasInMemory = field(default_factory=lambda: IdeasInMemory(IDEA_TABLE))
    revisions: InMemory[Revision] = field(default_factory=lambda: InMemory(REVISIONS))
    evidence: InMemory[Evidence] = field(default_factory=lambda: InMemory(EVIDENCE))
    questions: InMemory[Question] = field(default_factory=lambda: InMemory(QUESTIONS))
    visuals: InMemory[Visual] = field(default_factory=lambda: InMemory(VISUALS))
    known_coes: InMemory[KnownCoe] = field(default_factory=lambda: InMemory(KNOWN_COES))
    known_checks: InMemory[ActiveCheck] = field(
        default_factory=lambda: InMemory(ACTIVE_CHECKS)
    )
    attested: list[DomainEvent] = field(default_factory=list)
    numbers: "count[int]" = field(default_factory=lambda: count(2))

    def __post_init__(self) -> None:
        self.ideas = replace(self.ideas, actor=self.actor)

    @property
    def checks(self) -> ActiveChecks:
        return ActiveChecks(self, self.known_checks, SNAPSHOTS, "services/ideas")

    def attest(self, aggregate: Aggregate, *events: DomainEvent) -> None:
        self.attested += events

    def new_id(self) -> str:
        return f"i{next(self.numbers)}"

    def by(self, actor: Actor) -> "WorkInMemory":
        """Return the same things, as another person sees them."""
        return replace(self, actor=actor)


def work_on(idea: Idea, by: Actor) -> WorkInMemory:
    return WorkInMemory(by, ideas=IdeasInMemory(IDEA_TABLE, {idea.id: idea}))


def full_work_on(idea: Idea, by: Actor = ANN) -> WorkInMemory:
    """Return a unit of work in which nothing is missing for a submission."""
    work, complete = work_on(idea, by), dossier()
    work.evidence.by_id.update({one.id: one for one in complete.evidence})
    work.questions.by_id.update({one.id: one for one in complete.questions})
    work.visuals.by_id.update({one.id: one for one in complete.visuals})
    return work
