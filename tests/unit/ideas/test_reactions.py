"""What ideas does when it hears events of other services, and when time has come."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chassis.checks import messaging as checks
from chassis.domain import ERASED, RuleBroken
from chassis.labels import Label
from chassis.messaging import EventRouter
from day1.coes.v1 import coes_events_pb2 as coes
from day1.erasure.v1 import erasure_events_pb2 as erasure
from day1.experiments.v1 import experiments_events_pb2 as experiments
from day1.reviews.v1 import reviews_events_pb2 as reviews
from services.ideas.application import reactions
from services.ideas.application.ports import Work
from services.ideas.application.reading import open_coes
from services.ideas.domain import events
from services.ideas.domain.evidence import EvidenceResult
from services.ideas.domain.idea import Idea
from services.ideas.domain.outcome import Outcome, OutcomeKind
from services.ideas.messaging import consumer
from tests.unit.ideas.support import (
    ANN,
    BEN,
    E1,
    E2,
    EXPERIMENTS,
    I1,
    LATER,
    NOON,
    R1,
    R2,
    REVIEWS,
    WorkInMemory,
    approved,
    asked,
    draft,
    duplicate,
    evidence,
    experimenting,
    experimenting_again,
    in_review,
    killed,
    launched,
    reasons,
    submit,
    submitted,
    withdrawn,
    work_on,
)

OUTCOMES = ("REVIEW_OUTCOME_APPROVE", "REVIEW_OUTCOME_RETURN", "REVIEW_OUTCOME_DECLINE")


def opened(**changes: Any) -> reviews.ReviewOpened:
    fields: dict[str, Any] = {"review": R1, "idea": "ideas/i1", "revision": "1.0"}
    return reviews.ReviewOpened(**(fields | changes))


def review_decided(outcome: str, revision: str = "1.0") -> reviews.ReviewDecided:
    return reviews.ReviewDecided(
        review=R1,
        idea="ideas/i1",
        revision=revision,
        outcome=outcome,
        leader=BEN.name,
        rationale="Tried last year.",
        policy="REVIEW_POLICY_FULL",
        conditions=["Watch the glue."],
    )


def decided(
    verdict: str, experiment: str = E1, *, supporting: bool = False
) -> experiments.ExperimentDecided:
    return experiments.ExperimentDecided(
        experiment=experiment,
        idea="ideas/i1",
        verdict=verdict,
        learning="Bags.",
        supporting=supporting,
        units=300,
    )


def started(
    experiment: str = E1, *, supporting: bool = False
) -> experiments.ExperimentStarted:
    return experiments.ExperimentStarted(
        experiment=experiment,
        idea="ideas/i1",
        title="Torn boxes",
        supporting=supporting,
    )


def aborted(experiment: str = E1) -> experiments.ExperimentAborted:
    return experiments.ExperimentAborted(experiment=experiment, idea="ideas/i1")


def test_an_opened_review_is_noted() -> None:
    idea = submitted()

    consumer.on_review_opened(work_on(idea, REVIEWS), opened())

    assert (idea.state, idea.review) == ("IN_REVIEW", R1)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("REVIEW_OUTCOME_APPROVE", "APPROVED"),
        ("REVIEW_OUTCOME_RETURN", "DRAFT"),
        ("REVIEW_OUTCOME_DECLINE", "DECLINED"),
    ],
)
def test_an_idea_goes_where_the_review_sends_it(outcome: str, state: str) -> None:
    idea = in_review()

    consumer.on_review_decided(work_on(idea, REVIEWS), review_decided(outcome))

    assert idea.state == state
    assert idea.history[-1].actor == REVIEWS.name


@pytest.mark.parametrize(
    "outcome",
    ["REVIEW_OUTCOME_APPROVE", "REVIEW_OUTCOME_RETURN", "REVIEW_OUTCOME_DECLINE"],
)
def test_a_decision_before_its_review_is_known_waits_for_it(outcome: str) -> None:
    work = work_on(submitted(), REVIEWS)

    broken = reasons(
        lambda: consumer.on_review_decided(work, review_decided(outcome)), RuleBroken
    )

    assert broken == ["WRONG_STATE"]


@pytest.mark.parametrize(
    "outcome",
    ["REVIEW_OUTCOME_APPROVE", "REVIEW_OUTCOME_RETURN", "REVIEW_OUTCOME_DECLINE"],
)
def test_a_decision_on_an_older_revision_changes_nothing(outcome: str) -> None:
    idea = in_review()
    idea.recall("A typo.", by=ANN, at=idea.updated_at)
    before = deepcopy(idea)

    consumer.on_review_decided(work_on(idea, REVIEWS), review_decided(outcome))

    assert (idea.state, idea.revision) == (before.state, before.revision)
    assert idea.document == before.document
    assert idea.history[-1].event == "IdeaStaleDecisionIgnored"


@pytest.mark.parametrize("begin", [withdrawn, approved, launched])
def test_a_decision_that_nobody_waits_for_is_not_parked(begin: Any) -> None:
    idea = begin()
    state = idea.state

    consumer.on_review_decided(
        work_on(idea, REVIEWS), review_decided("REVIEW_OUTCOME_RETURN")
    )

    assert idea.state == state
    assert idea.history[-1].event == "IdeaStaleDecisionIgnored"


def test_an_approval_gives_the_leader_unless_somebody_else_has_them() -> None:
    work = work_on(in_review(), REVIEWS)
    other = in_review()
    other.id = "i2"
    work.ideas.add(other)

    consumer.on_review_decided(work, review_decided("REVIEW_OUTCOME_APPROVE"))
    again = review_decided("REVIEW_OUTCOME_APPROVE")
    again.idea = "ideas/i2"
    consumer.on_review_decided(work, again)

    first, second = work.ideas.get("i1"), work.ideas.get("i2")
    assert (first.leads, first.reviewed_doors) == (BEN.name, ("brand",))
    assert first.conditions == ("Watch the glue.",)
    assert (second.state, second.leads, second.leader_vacant) == ("APPROVED", "", True)


def test_an_approval_may_name_nobody() -> None:
    idea, event = in_review(), review_decided("REVIEW_OUTCOME_APPROVE")
    event.leader = ""

    consumer.on_review_decided(work_on(idea, REVIEWS), event)

    assert idea.leader_vacant


def test_a_review_of_an_older_revision_changes_nothing() -> None:
    idea = in_review()
    idea.recall("A typo.", by=ANN, at=idea.updated_at)
    submit(idea)
    before = deepcopy(idea)

    consumer.on_review_opened(work_on(idea, REVIEWS), opened())

    assert idea == before


def test_the_review_of_the_next_revision_is_another_one() -> None:
    idea = in_review()
    idea.recall("A typo.", by=ANN, at=idea.updated_at)
    submit(idea)
    work = work_on(idea, REVIEWS)

    consumer.on_review_opened(work, opened(review=R2, revision="1.1"))
    consumer.on_review_decided(work, review_decided("REVIEW_OUTCOME_APPROVE", "1.1"))

    assert (idea.state, idea.review) == ("APPROVED", R2)


@pytest.mark.parametrize("outcome", [0, 99])
def test_an_outcome_that_nobody_knows_moves_nothing(outcome: Any) -> None:
    idea, before = in_review(), in_review()

    consumer.on_review_decided(work_on(idea, REVIEWS), review_decided(outcome))

    assert idea == before


@pytest.mark.parametrize(
    ("policy", "reviewed"), [(0, ()), (1, ()), (2, ("brand",)), (99, ("brand",))]
)
def test_a_path_that_nobody_knows_counts_as_full(
    policy: Any, reviewed: tuple[str, ...]
) -> None:
    idea, event = in_review(), review_decided("REVIEW_OUTCOME_APPROVE")
    event.policy = policy

    consumer.on_review_decided(work_on(idea, REVIEWS), event)

    assert idea.reviewed_doors == reviewed


def test_an_experiment_on_an_idea_is_noted_until_it_ends() -> None:
    idea = approved()
    work = work_on(idea, EXPERIMENTS)

    consumer.on_experiment_started(work, started())
    state = str(idea.state)
    consumer.on_experiment_aborted(work, aborted())

    assert (state, idea.state) == ("EXPERIMENTING", "APPROVED")


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        ("VERDICT_SCALE", "SCALING"),
        ("VERDICT_PIVOT", "PIVOTED"),
        ("VERDICT_KILL", "KILLED"),
    ],
)
def test_an_idea_goes_where_the_experiment_sends_it(verdict: str, state: str) -> None:
    idea = experimenting()

    consumer.on_experiment_decided(work_on(idea, EXPERIMENTS), decided(verdict))

    assert (idea.state, idea.learning) == (state, "Bags.")


def test_a_pivot_leaves_a_child_behind() -> None:
    work = work_on(experimenting(), EXPERIMENTS)

    consumer.on_experiment_decided(work, decided("VERDICT_PIVOT"))

    child = work.ideas.get("i3")
    assert (child.pivoted_from, child.learning) == ("ideas/i1", "Bags.")


def test_a_child_inherits_the_evidence_and_the_result() -> None:
    work = work_on(experimenting(), EXPERIMENTS)
    for number in range(450):
        work.evidence.add(evidence(number))

    consumer.on_experiment_decided(work, decided("VERDICT_PIVOT"))

    inherited = [e for e in work.evidence.by_id.values() if e.idea == "ideas/i3"]
    assert len(inherited) == 451
    assert all(piece.origin.startswith(I1) for piece in inherited)
    assert {piece.finding.experiment for piece in inherited} == {"", E1}


@pytest.mark.parametrize(
    ("verdict", "result"),
    [
        ("VERDICT_SCALE", EvidenceResult.SUPPORTS),
        ("VERDICT_PIVOT", EvidenceResult.NEW_NEED),
        ("VERDICT_KILL", EvidenceResult.CONTRADICTS),
    ],
)
@pytest.mark.parametrize("begin", [draft, approved, experimenting, launched, killed])
def test_a_supporting_experiment_adds_evidence_and_moves_nothing(
    begin: Any, verdict: str, result: EvidenceResult
) -> None:
    idea = begin()
    before, work = deepcopy(idea), work_on(idea, EXPERIMENTS)

    consumer.on_experiment_started(work, started(E2, supporting=True))
    assert idea.supporting == (Label(E2, "Torn boxes"),)
    consumer.on_experiment_decided(work, decided(verdict, E2, supporting=True))

    [piece] = work.evidence.by_id.values()
    told = idea.events[len(before.events) :]
    assert {type(event) for event in told} == {events.CopyUpdated}, "and none is told"
    assert replace(idea, history=before.history, updated_at=before.updated_at) == before
    assert (piece.idea, piece.finding.result) == (I1, result)
    assert (piece.finding.summary, piece.finding.sample_size) == ("Bags.", 300)
    assert piece.finding.experiment == E2


def test_evidence_on_a_duplicate_goes_to_the_idea_that_stays() -> None:
    work = work_on(duplicate(), EXPERIMENTS)
    other = draft()
    other.id = "i2"
    work.ideas.add(other)

    event = decided("VERDICT_SCALE", E2, supporting=True)
    consumer.on_experiment_decided(work, event)

    [piece] = work.evidence.by_id.values()
    assert piece.idea == "ideas/i2"


def test_a_pivot_of_what_was_launched_leaves_a_child_behind_as_well() -> None:
    idea = experimenting_again()
    work = work_on(idea, EXPERIMENTS)

    consumer.on_experiment_decided(work, decided("VERDICT_PIVOT"))

    assert idea.state == "LAUNCHED"
    assert work.ideas.get("i3").pivoted_from == "ideas/i1"


def test_what_was_launched_takes_its_leader_again_if_they_are_free() -> None:
    work = work_on(launched(), EXPERIMENTS)
    other = approved()
    other.id = "i2"
    work.ideas.add(other)

    consumer.on_experiment_started(work, started())

    assert work.ideas.get("i1").leader_vacant


def test_a_verdict_is_the_outcome() -> None:
    idea = experimenting()

    consumer.on_experiment_decided(work_on(idea, EXPERIMENTS), decided("VERDICT_KILL"))

    assert idea.outcome is not None
    assert (idea.outcome.kind, idea.outcome.learning) == (OutcomeKind.KILLED, "Bags.")


@pytest.mark.parametrize("begin", [approved, experimenting])
def test_the_end_of_an_experiment_that_is_not_open_changes_nothing(begin: Any) -> None:
    idea = begin()
    before, work = deepcopy(idea), work_on(idea, EXPERIMENTS)

    consumer.on_experiment_aborted(work, aborted(E2))
    for verdict in ("VERDICT_SCALE", "VERDICT_PIVOT", "VERDICT_KILL"):
        consumer.on_experiment_decided(work, decided(verdict, E2))

    assert list(work.ideas.by_id.values()) == [before]


def test_an_experiment_that_starts_too_early_waits() -> None:
    work = work_on(in_review(), EXPERIMENTS)

    broken = reasons(
        lambda: consumer.on_experiment_started(work, started()), RuleBroken
    )

    assert broken == ["WRONG_STATE"]


@pytest.mark.parametrize(
    ("build", "state"),
    [(experimenting, "APPROVED"), (experimenting_again, "LAUNCHED")],
)
def test_an_inconclusive_verdict_brings_an_idea_back_and_is_evidence(
    build: Callable[[], Idea], state: str
) -> None:
    idea = build()
    work = work_on(idea, EXPERIMENTS)

    consumer.on_experiment_decided(work, decided("VERDICT_INCONCLUSIVE"))

    [piece] = work.evidence.by_id.values()
    assert (idea.state, idea.experiment) == (state, "")
    assert idea.history[-1].event.startswith("IdeaBackTo")
    assert piece.finding.result is EvidenceResult.UNSPECIFIED
    assert piece.finding.summary == "Bags."


@pytest.mark.parametrize("verdict", [0, 99])
def test_a_verdict_that_nobody_knows_is_evidence_and_moves_nothing(
    verdict: Any,
) -> None:
    idea, before = experimenting(), experimenting()
    work = work_on(idea, EXPERIMENTS)

    consumer.on_experiment_decided(work, decided(verdict))

    [piece] = work.evidence.by_id.values()
    assert idea == before
    assert piece.finding.result is EvidenceResult.UNSPECIFIED


def coe_opened(**changes: Any) -> coes.CoeOpened:
    fields = {
        "coe": "coes/c1",
        "title": "Wrong boxes",
        "idea": I1,
        "severity": "INCIDENT_SEVERITY_HIGH",
    }
    return coes.CoeOpened(**(fields | changes))


def test_a_grave_coe_holds_its_idea_until_it_is_settled_and_again() -> None:
    work = work_on(launched(), REVIEWS)
    held = []

    consumer.on_coe_opened(work, coe_opened())
    held.append(open_coes(work, I1))
    consumer.on_coe_approved(work, coes.CoeApproved(coe="coes/c1"))
    held.append(open_coes(work, I1))
    expired = coes.CoeWaiverExpired(coe="coes/c1")
    consumer.on_coe_waiver_expired(work, expired)
    held.append(open_coes(work, I1))
    consumer.on_coe_approved(work, coes.CoeApproved(coe="coes/c1"))
    reopened = coes.CoeReopened(
        coe="coes/c1", idea=I1, severity="INCIDENT_SEVERITY_HIGH"
    )
    consumer.on_coe_reopened(work, reopened)
    held.append(open_coes(work, I1))
    consumer.on_coe_dismissed(work, coes.CoeDismissed(coe="coes/c1"))
    held.append(open_coes(work, I1))

    grave = [Label("coes/c1", "Wrong boxes")]
    assert held == [grave, [], grave, grave, []]
    assert work.known_coes.get("c1").name == "coes/c1"


def test_a_severity_that_nobody_knows_counts_as_grave() -> None:
    work = work_on(launched(), REVIEWS)

    consumer.on_coe_opened(work, coe_opened(severity=99))

    assert [coe.name for coe in open_coes(work, I1)] == ["coes/c1"]


@pytest.mark.parametrize(
    "changes",
    [{"severity": "INCIDENT_SEVERITY_LOW"}, {"severity": 0}, {"idea": ""}],
)
def test_other_coes_hold_nothing(changes: dict[str, Any]) -> None:
    work = work_on(launched(), REVIEWS)

    consumer.on_coe_opened(work, coe_opened(**changes))
    consumer.on_coe_waiver_expired(work, coes.CoeWaiverExpired(coe="coes/c1"))
    consumer.on_coe_approved(work, coes.CoeApproved(coe="coes/c1"))

    assert work.known_coes.by_id == {}


def erased(work: WorkInMemory, subject: str) -> None:
    """Hear of an erasure twice: the second time changes nothing."""
    consumer.on_text_erased(work, erasure.TextErased(subject=subject))
    before = deepcopy((work.ideas.by_id, work.evidence.by_id))
    consumer.on_text_erased(work, erasure.TextErased(subject=subject))
    assert (work.ideas.by_id, work.evidence.by_id) == before


def test_the_title_of_a_coe_is_erased_here_too() -> None:
    work = work_on(launched(), REVIEWS)
    consumer.on_coe_opened(work, coe_opened())

    erased(work, "coes/unknown")
    erased(work, "coes/c1")

    assert work.known_coes.get("c1").title == ERASED


def test_the_text_of_a_review_is_erased_here_too() -> None:
    idea = in_review()
    work = work_on(idea, REVIEWS)
    consumer.on_review_decided(work, review_decided("REVIEW_OUTCOME_DECLINE"))

    erased(work, R2)
    assert idea.outcome == Outcome(
        OutcomeKind.DECLINED, "Tried last year.", "", LATER, R1
    )
    erased(work, R1)

    assert idea.outcome == Outcome(OutcomeKind.DECLINED, ERASED, "", LATER)
    assert idea.history[-1].event == "CopiedTextErased"


def test_the_conditions_of_an_approval_are_erased() -> None:
    idea = approved()

    erased(work_on(idea, REVIEWS), R1)

    assert (idea.conditions, idea.copied_from) == ((ERASED,), ())


@pytest.mark.parametrize("begin", [experimenting, experimenting_again])
@pytest.mark.parametrize("verdict", ["VERDICT_PIVOT", "VERDICT_KILL"])
def test_what_an_experiment_taught_is_erased_wherever_it_was_copied_to(
    begin: Any, verdict: str
) -> None:
    idea = begin()
    work = work_on(idea, EXPERIMENTS)
    consumer.on_experiment_decided(work, decided(verdict))

    erased(work, E1)

    assert {one.learning for one in work.ideas.by_id.values()} == {ERASED}
    assert {e.finding.summary for e in work.evidence.by_id.values()} == {ERASED}
    learnt = idea.outcome.learning if idea.outcome else ""
    assert learnt in {ERASED, "They love it."}
    assert E1 not in idea.copied_from or learnt == "They love it."


def test_the_title_of_an_experiment_that_is_open_is_erased() -> None:
    idea = draft()
    work = work_on(idea, EXPERIMENTS)
    for experiment in (E1, E2):
        consumer.on_experiment_started(work, started(experiment, supporting=True))

    erased(work, E2)

    assert idea.supporting == (Label(E1, "Torn boxes"), Label(E2, ERASED))
    assert idea.copied_from == (E1,)


def test_time_makes_ideas_quiet() -> None:
    idea = draft()
    idea.quiet_after = LATER - NOON
    work = work_on(idea, REVIEWS)

    assert (reactions.wake_due(work), reactions.wake_due(work)) == (1, 0)
    assert idea.history[-1].event == "IdeaWentQuiet"


@pytest.mark.parametrize("kind", ["evidence", "questions"])
def test_what_is_spoken_of_is_not_quiet(kind: str) -> None:
    idea = draft()
    idea.quiet_after = timedelta(minutes=50)
    work = work_on(idea, REVIEWS)
    said_at = NOON + timedelta(minutes=30)
    said = evidence(at=said_at) if kind == "evidence" else asked()
    said.created_at = said_at
    getattr(work, kind).add(said)

    assert (reactions.wake_due(work), reactions.wake_due(work)) == (1, 0)
    assert idea.history[-1].event == "IdeaDiscussed"
    assert idea.wake_at == said_at + idea.quiet_after


def test_these_events_are_all_that_ideas_listens_to() -> None:
    router: EventRouter[Work] = EventRouter()

    consumer.subscribe(router)

    told = {
        name
        for module in (reviews, experiments, coes)
        for name, kind in module.DESCRIPTOR.message_types_by_name.items()
        if router.handles({"ce_type": kind.full_name})
    }
    assert told == {
        "ReviewOpened",
        "ReviewDecided",
        "ExperimentStarted",
        "ExperimentAborted",
        "ExperimentDecided",
        "CoeOpened",
        "CoeReopened",
        "CoeWaiverExpired",
        "CoeApproved",
        "CoeDismissed",
    }
    assert router.handles({"ce_type": "day1.checks.v1.CheckChanged"})
    assert router.handles({"ce_type": "day1.erasure.v1.TextErased"})
    assert checks.STATE_TOPIC in consumer.TOPICS
