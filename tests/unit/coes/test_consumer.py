"""What coes makes of what others say, and of time passing."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any

import pytest
from google.protobuf.duration_pb2 import Duration
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.checks import CheckResult, Stage
from chassis.domain import Actor, Cause
from chassis.messaging import EventRouter
from day1.checks.v1 import checks_pb2 as checks
from day1.erasure.v1.erasure_events_pb2 import TextErased
from day1.experiments.v1 import experiments_events_pb2 as experiments
from day1.experiments.v1 import experiments_pb2 as experiments_api
from day1.ideas.v1 import ideas_events_pb2 as ideas
from day1.reviews.v1 import reviews_events_pb2 as reviews
from services.coes.application import reactions
from services.coes.application.ports import Work
from services.coes.domain.coe import Coe
from services.coes.domain.loop import CauseClassRate
from services.coes.domain.mechanism import Mechanism
from services.coes.domain.proofs import Counters, MeasuredMetric
from services.coes.domain.report import IncidentSeverity
from services.coes.messaging import consumer
from tests.unit.coes.support import (
    BEFORE,
    COES,
    EXPERIMENTS,
    KAI,
    LATER,
    MECHANISM,
    NOON,
    POLICY,
    WorkInMemory,
    active,
    adopted,
    closed,
    correcting,
    dismissed,
    experiment,
    opened,
    proof,
    proposed,
    rejected,
    retired,
    suspended,
    watching,
)

ON: dict[str, Any] = {"experiment": "experiments/e1", "idea": "ideas/i1"}
STAMP = Timestamp(seconds=int(BEFORE.timestamp()))
UNKNOWN: Any = 99
"""A value of an enum that nobody knows yet."""


def told(event: Any, work: WorkInMemory | None = None) -> WorkInMemory:
    """Hear an event through the router, as it arrives."""
    router: EventRouter[Work] = EventRouter()
    consumer.subscribe(router, POLICY)
    heard_by = work or WorkInMemory()
    headers = {"ce_type": event.DESCRIPTOR.full_name}
    assert router.handles(headers)
    router._handlers[headers["ce_type"]](heard_by, event.SerializeToString())  # noqa: SLF001
    return heard_by


FACTS: list[tuple[Any, str, str]] = [
    (
        experiments.ExperimentCreated(**ON, owner=KAI.name),
        "experiments/e1",
        "people/kai designed the experiment.",
    ),
    (
        experiments.ExperimentStarted(
            **ON, exposure_share=0.5, current_exposure_share=0.001
        ),
        "experiments/e1",
        "The experiment started at 0.1 %.",
    ),
    (
        experiments.ExperimentRamped(**ON, current_exposure_share=0.25),
        "experiments/e1",
        "The experiment went up to 25 %.",
    ),
    (
        experiments.ExperimentPaused(**ON, pause={"cause": "Torn."}),
        "experiments/e1",
        "The experiment was paused: Torn.",
    ),
    (
        experiments.ExperimentResumed(**ON),
        "experiments/e1",
        "The experiment went on.",
    ),
    (
        experiments.ExperimentStopped(**ON),
        "experiments/e1",
        "The experiment was stopped.",
    ),
    (
        experiments.ExperimentStopped(**ON, ending={"cause": "It took too long."}),
        "experiments/e1",
        "The experiment was stopped: It took too long.",
    ),
    (
        experiments.ExperimentAborted(**ON, ending={"cause": "Torn."}),
        "experiments/e1",
        "The experiment was aborted: Torn.",
    ),
    (
        experiments.ExperimentDecided(**ON, verdict="VERDICT_KILL"),
        "experiments/e1",
        "The experiment was decided: KILL.",
    ),
    (
        experiments.ExperimentDecided(**ON, verdict=UNKNOWN),
        "experiments/e1",
        "The experiment was decided: 99.",
    ),
    (
        reviews.ReviewOpened(review="reviews/r1", idea="ideas/i1", revision="1.0"),
        "reviews/r1",
        "Revision 1.0 came to review.",
    ),
    (
        reviews.ReviewDecided(
            review="reviews/r1",
            idea="ideas/i1",
            revision="1.0",
            outcome="REVIEW_OUTCOME_APPROVE",
        ),
        "reviews/r1",
        "Revision 1.0 was decided: APPROVE.",
    ),
    (
        reviews.ReviewDecided(
            review="reviews/r1", idea="ideas/i1", revision="1.0", outcome=UNKNOWN
        ),
        "reviews/r1",
        "Revision 1.0 was decided: 99.",
    ),
    (
        ideas.IdeaCreated(idea="ideas/i1", author=KAI.name),
        "ideas/i1",
        "people/kai began the idea.",
    ),
    (
        ideas.IdeaSubmitted(idea="ideas/i1", revision="1.0"),
        "ideas/i1",
        "Revision 1.0 was submitted.",
    ),
]


@pytest.mark.parametrize(
    ("event", "source", "fact"), FACTS, ids=[f"{case[2]}" for case in FACTS]
)
def test_what_others_say_is_remembered(event: Any, source: str, fact: str) -> None:
    [heard] = told(event).hearsay.events

    assert (heard.source, heard.idea, heard.fact) == (source, "ideas/i1", fact)
    assert heard.kind == event.DESCRIPTOR.name
    assert heard.at == NOON


def test_it_happened_when_the_event_says_and_whoever_did_it_is_known() -> None:
    cause = Cause("e1", EXPERIMENTS, BEFORE, Actor("people/zoe"))

    work = told(experiments.ExperimentResumed(**ON), WorkInMemory(cause=cause))

    assert work.hearsay.events[0].at == BEFORE
    assert work.people.among({"zoe"}) == {"zoe"}


def test_whoever_is_named_is_known() -> None:
    work = WorkInMemory()

    told(ideas.IdeaSubmitted(author="people/ann", leader_nominee="people/ben"), work)
    told(reviews.ReviewOpened(decider="people/eve"), work)

    assert work.people.handles == {"ann", "ben", "eve"}


@pytest.mark.parametrize(
    ("event", "stage", "name"),
    [
        (
            experiments.ExperimentStarted(**ON, snapshot=experiment(tags=["ai"])),
            Stage.EXPERIMENT_START,
            "experiments/e1",
        ),
        (
            experiments.ExperimentDecided(**ON, snapshot=experiment(tags=["ai"])),
            Stage.EXPERIMENT_DECIDE,
            "experiments/e1",
        ),
        (
            reviews.ReviewDecided(
                review="reviews/r1",
                idea="ideas/i1",
                outcome="REVIEW_OUTCOME_RETURN",
                snapshot=reviews.DecisionSnapshot(team=KAI.team, tags=["ai"]),
            ),
            Stage.REVIEW_DECIDE,
            "reviews/r1",
        ),
        (
            ideas.IdeaSubmitted(
                idea="ideas/i1",
                snapshot=ideas.IdeaSnapshot(team=KAI.team, tags=["ai"]),
            ),
            Stage.IDEA_SUBMIT,
            "ideas/i1",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_checks_saw_is_kept_as_it_was(event: Any, stage: Stage, name: str) -> None:
    [kept] = told(event).evidence.subjects

    assert (kept.stage, kept.name, kept.idea) == (stage, name, "ideas/i1")
    assert (kept.team, kept.tags) == (KAI.team, ("ai",))
    assert type(event.snapshot).FromString(kept.snapshot) == event.snapshot


@pytest.mark.parametrize(
    ("kinds", "kind"),
    [([1, 2], "ONE_WAY"), ([2], "TWO_WAY"), ([2, 99], "ONE_WAY"), ([], "")],
)
def test_the_hours_of_a_review_are_kept_by_its_doors(
    kinds: list[Any], kind: str
) -> None:
    decided = reviews.ReviewDecided(
        outcome="REVIEW_OUTCOME_APPROVE",
        door_kinds=kinds,
        elapsed=Duration(seconds=5400),
    )

    [heard] = told(decided).hearsay.events

    assert (heard.door_kind, heard.hours) == (kind, 1.5)


def harmed(**changes: Any) -> experiments.ExperimentAborted:
    given: dict[str, Any] = {
        "ending": {"cause": "Torn."},
        "harm": True,
        "owner": KAI.name,
        "team": KAI.team,
        "title": "Boxes that fit",
        "start_time": STAMP,
    }
    return experiments.ExperimentAborted(**ON, **(given | changes))


def test_an_abort_after_harm_opens_a_coe_once() -> None:
    work = told(harmed())
    told(harmed(), work)

    [coe] = work.coes.by_id.values()
    assert (coe.owner, coe.team, coe.idea) == (KAI.name, KAI.team, "ideas/i1")
    assert (coe.incident_key, coe.repeats) == ("e1/aborted", 1)
    assert coe.report.title == "Aborted after harm: Boxes that fit"
    assert coe.report.mitigate_time == coe.report.detect_time == NOON


def test_an_abort_without_harm_opens_nothing() -> None:
    assert told(harmed(harm=False)).coes.by_id == {}


def test_an_abort_belongs_to_the_coe_that_is_open() -> None:
    coe = opened(source="experiments/e1")
    work = WorkInMemory()
    work.coes.add(coe)

    told(harmed(), work)

    assert list(work.coes.by_id) == ["c1"]
    assert coe.repeats == 1


def activated(version: int = 1) -> checks.CheckActivated:
    return checks.CheckActivated(
        mechanism=MECHANISM,
        version=version,
        service="services/experiments",
        active=True,
    )


def test_a_coe_goes_on_once_all_have_its_mechanism() -> None:
    coe, mechanism = correcting(), adopted()
    work = WorkInMemory(now=LATER)
    work.coes.add(coe)
    work.mechanisms.add(mechanism)

    told(activated(9), work)
    assert coe.state == "CORRECTING"
    told(activated(), work)

    assert (coe.state, mechanism.protected_at) == ("WATCHING", LATER)


def test_a_mechanism_that_is_not_ours_changes_nothing() -> None:
    assert told(activated()).mechanisms.by_id == {}


def evaluated(**changes: Any) -> checks.CheckEvaluated:
    given: dict[str, Any] = {
        "mechanism": MECHANISM,
        "version": 1,
        "subject": "experiments/e2",
        "stage": "STAGE_EXPERIMENT_START",
        "result": "CHECK_RESULT_FAIL",
        "blocked": True,
    }
    return checks.CheckEvaluated(**(given | changes))


def test_what_came_of_a_check_is_counted() -> None:
    mechanism = active()
    work = WorkInMemory()
    work.mechanisms.add(mechanism)

    told(evaluated(), work)
    told(evaluated(result="CHECK_RESULT_EXCEPTION", blocked=False), work)
    told(evaluated(result="CHECK_RESULT_EXCEPTION", mechanism="mechanisms/m9"), work)

    assert [it.blocked for it in work.evaluations.kept] == [True, False, True]
    assert mechanism.recheck_at == NOON + POLICY.harmless_after


@pytest.mark.parametrize("result", [0, 99])
def test_a_result_or_stage_of_the_future_counts_as_not_applicable(result: int) -> None:
    [kept] = told(evaluated(result=result, stage=99)).evaluations.kept

    assert (kept.result, kept.stage) == (CheckResult.NOT_APPLICABLE, Stage.UNKNOWN)


def test_a_consumer_that_does_not_understand_a_mechanism_is_noted() -> None:
    mechanism = active()
    work = WorkInMemory()
    work.mechanisms.add(mechanism)
    answer = activated()
    answer.active, answer.unsupported = False, True

    told(answer, work)

    assert [it.unsupported for it in mechanism.consumers] == [True]
    assert not mechanism.is_active


@pytest.mark.parametrize("action", [0, 99])
def test_an_action_of_the_future_stopped_nobody(action: Any) -> None:
    work = WorkInMemory()
    work.mechanisms.add(active())
    breached = experiments.ExperimentGuardrailBreached(**ON, start_time=STAMP)
    breached.action_taken = action
    breached.guardrail.from_mechanism = MECHANISM

    told(breached, work)

    assert [it.blocked for it in work.evaluations.kept] == [False]


def test_erased_texts_are_forgotten() -> None:
    work = told(ideas.IdeaCreated(idea="ideas/i1", author=KAI.name))

    told(TextErased(subject="ideas/i1", erase_time=STAMP), work)

    assert [heard.fact for heard in work.hearsay.events] == ["[erased]"]


@pytest.mark.parametrize(("action", "paused"), [("PAUSE", True), ("ALERT", False)])
def test_a_guardrail_of_a_mechanism_is_counted_when_it_breaks(
    action: str, *, paused: bool
) -> None:
    work = WorkInMemory()
    work.mechanisms.add(active())
    breached = experiments.ExperimentGuardrailBreached(
        **ON, action_taken=f"GUARDRAIL_ACTION_{action}", start_time=STAMP
    )
    breached.guardrail.severity = experiments_api.BREACH_SEVERITY_LOW
    for name in (MECHANISM, "mechanisms/m9"):
        breached.guardrail.from_mechanism = name
        told(breached, work)

    [counted] = work.evaluations.kept
    assert (counted.mechanism, counted.blocked) == (MECHANISM, paused)
    assert (counted.result, counted.subject) == ("CHECK_RESULT_FAIL", "experiments/e1")


MEASURED = [
    {"metric": "returns", "value": 0.1, "units": 40},
    {"metric": "calls", "units": 0},
]


@pytest.mark.parametrize(
    "event", [experiments.ExperimentDecided, experiments.ExperimentAborted]
)
def test_what_was_measured_of_guardrails_is_remembered(event: Any) -> None:
    work = told(event(**ON, guardrails=MEASURED))

    assert work.evidence.measured == [
        MeasuredMetric(
            experiment="experiments/e1", metric="returns", value=0.1, units=40
        )
    ]


@pytest.mark.parametrize(
    ("severity", "coes"),
    [(IncidentSeverity.LOW, 2), (IncidentSeverity.MEDIUM, 1)],
)
def test_a_coe_of_low_severity_does_not_take_in_a_harm(
    severity: IncidentSeverity, coes: int
) -> None:
    work = WorkInMemory()
    work.coes.add(opened(source="experiments/e1", severity=severity))
    work.numbers = count(7)

    told(experiments.ExperimentAborted(**ON, harm=True), work)

    assert len(work.coes.by_id) == coes


EVENTS: list[Any] = [
    experiments.ExperimentCreated(**ON),
    experiments.ExperimentStarted(**ON),
    experiments.ExperimentRamped(**ON),
    experiments.ExperimentPaused(**ON),
    experiments.ExperimentResumed(**ON),
    experiments.ExperimentStopped(**ON),
    experiments.ExperimentAborted(**ON),
    experiments.ExperimentAborted(**ON, harm=True),
    experiments.ExperimentGuardrailBreached(**ON, incident_key="e1/m/1"),
    experiments.ExperimentGuardrailBreached(
        **ON,
        incident_key="e1/m/1",
        guardrail={"metric": "m", "from_mechanism": MECHANISM},
    ),
    experiments.ExperimentDecided(**ON),
    reviews.ReviewOpened(review="reviews/r1", idea="ideas/i1"),
    reviews.ReviewDecided(review="reviews/r1", idea="ideas/i1"),
    ideas.IdeaCreated(idea="ideas/i1"),
    ideas.IdeaSubmitted(idea="ideas/i1"),
    checks.CheckActivated(mechanism=MECHANISM, version=1, service="services/ideas"),
    checks.CheckEvaluated(mechanism=MECHANISM, subject="experiments/e1"),
    checks.CheckEvaluated(
        mechanism=MECHANISM, subject="experiments/e1", result="CHECK_RESULT_EXCEPTION"
    ),
    TextErased(subject="experiments/e1"),
]
"""Every event that the service listens to, in each form that is treated in its way."""

LIVES = (opened, dismissed, closed, watching, correcting)
KEPT = (proposed, active, suspended, retired, rejected)


def test_every_event_is_in_the_table() -> None:
    router: EventRouter[Work] = EventRouter()
    consumer.subscribe(router, POLICY)

    kinds = {event.DESCRIPTOR.full_name for event in EVENTS}
    assert kinds == set(router._handlers)  # noqa: SLF001


@pytest.mark.parametrize("mechanism", [None, *KEPT])
@pytest.mark.parametrize("coe", [None, *LIVES])
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.DESCRIPTOR.name)
def test_no_event_is_refused_whether_its_subject_is_known_or_not(
    event: Any,
    coe: Callable[[], Coe] | None,
    mechanism: Callable[[], Mechanism] | None,
) -> None:
    work = WorkInMemory()
    work.numbers = count(7)
    if coe:
        known = work.coes.add(coe())
        known.report = replace(known.report, source="experiments/e1")
    if mechanism:
        work.mechanisms.add(mechanism())

    for _ in range(2):
        told(event, work)


def test_time_wakes_what_waits_for_it() -> None:
    coe, mechanism, waiting = watching(), suspended(), correcting()
    coe.id = "c2"
    mechanism.proofs = (proof("coes/c1"), proof("coes/c2"))
    work = WorkInMemory(actor=COES, now=NOON + POLICY.watch)
    work.coes.add(coe)
    work.coes.add(waiting)
    work.mechanisms.add(mechanism)
    work.evaluations.known = {MECHANISM: Counters(fired=1)}
    wake = partial(reactions.wake_due, policy=POLICY)

    assert wake(work) == 3
    assert (coe.state, mechanism.state) == ("WATCHING", "ADOPTED")
    assert coe.watch_until == work.now + POLICY.watch, "it was away, and is back"
    assert waiting.state == "WATCHING"  # its mechanism is back
    assert (
        wake(replace(work, coes=type(work.coes)(), mechanisms=type(work.mechanisms)()))
        == 0
    )


def test_nothing_has_no_share() -> None:
    assert CauseClassRate(cause_class="", coes=0, recurrences=0).ratio == 0
    assert CauseClassRate(cause_class="", coes=4, recurrences=1).ratio == 0.25
