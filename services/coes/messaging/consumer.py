"""What coes wants to hear from the others."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from google.protobuf.internal.enum_type_wrapper import EnumTypeWrapper

from chassis.checks import CheckActivated, CheckEvaluated, CheckResult, Stage
from chassis.messaging import EventRouter
from chassis.wire import enum_name, member
from day1.checks.v1 import checks_pb2 as checks
from day1.erasure.v1 import erasure_events_pb2 as erasure
from day1.experiments.v1 import experiments_events_pb2 as experiments
from day1.experiments.v1 import experiments_pb2 as experiments_api
from day1.ideas.v1 import ideas_events_pb2 as ideas
from day1.reviews.v1 import reviews_events_pb2 as reviews
from day1.reviews.v1 import reviews_pb2 as reviews_api

from ..application import reactions
from ..application.ports import Work
from ..domain.breach import Breach, Harm
from ..domain.heard import Heard
from ..domain.policy import Policy
from ..domain.proofs import MeasuredMetric, Recorded

TOPICS = ("experiments.events.v1", "reviews.events.v1", "ideas.events.v1")
HOUR = timedelta(hours=1)

MILD = {experiments_api.BREACH_SEVERITY_LOW, experiments_api.BREACH_SEVERITY_MEDIUM}
"""Breaches that open no COE; an unknown severity counts as high."""


def subscribe(router: EventRouter[Work], policy: Policy) -> None:
    """Say which events this service wants."""
    router.on(experiments.ExperimentCreated, on_experiment_created)
    router.on(experiments.ExperimentStarted, on_experiment_started)
    router.on(experiments.ExperimentRamped, on_experiment_ramped)
    router.on(experiments.ExperimentPaused, on_experiment_paused)
    router.on(experiments.ExperimentResumed, on_experiment_resumed)
    router.on(experiments.ExperimentStopped, on_experiment_stopped)
    router.on(experiments.ExperimentAborted, on_experiment_aborted)
    router.on(experiments.ExperimentGuardrailBreached, on_guardrail_breached)
    router.on(experiments.ExperimentDecided, on_experiment_decided)
    router.on(reviews.ReviewOpened, on_review_opened)
    router.on(reviews.ReviewDecided, on_review_decided)
    router.on(ideas.IdeaCreated, on_idea_created)
    router.on(ideas.IdeaSubmitted, on_idea_submitted)
    router.on(checks.CheckActivated, partial(on_check_activated, policy=policy))
    router.on(checks.CheckEvaluated, partial(on_check_evaluated, policy=policy))
    router.on(erasure.TextErased, on_text_erased)


def on_experiment_created(work: Work, event: experiments.ExperimentCreated) -> None:
    """Remember whose it is."""
    fact = f"{event.owner} designed the experiment."
    heard = _of_experiment(work, event, fact, owner=event.owner)
    reactions.hear(work, heard, event.owner)


def on_experiment_started(work: Work, event: experiments.ExperimentStarted) -> None:
    """Remember what its checks saw."""
    share = _percent(event.current_exposure_share)
    heard = _of_experiment(work, event, f"The experiment started at {share}.")
    recorded = _recorded(work, event, Stage.EXPERIMENT_START, event.experiment)
    reactions.hear(work, heard, recorded=recorded)


def on_experiment_ramped(work: Work, event: experiments.ExperimentRamped) -> None:
    """Remember how many units came in."""
    fact = f"The experiment went up to {_percent(event.current_exposure_share)}."
    reactions.hear(work, _of_experiment(work, event, fact))


def on_experiment_paused(work: Work, event: experiments.ExperimentPaused) -> None:
    """Remember when the harm ended."""
    fact = f"The experiment was paused: {event.pause.cause}"
    reactions.hear(work, _of_experiment(work, event, fact))


def on_experiment_resumed(work: Work, event: experiments.ExperimentResumed) -> None:
    """Remember when it went on."""
    reactions.hear(work, _of_experiment(work, event, "The experiment went on."))


def on_experiment_stopped(work: Work, event: experiments.ExperimentStopped) -> None:
    """Remember when it ended."""
    because = f": {event.ending.cause}" if event.ending.cause else "."
    fact = f"The experiment was stopped{because}"
    reactions.hear(work, _of_experiment(work, event, fact))


def on_experiment_aborted(work: Work, event: experiments.ExperimentAborted) -> None:
    """Open a COE where it did harm."""
    fact = f"The experiment was aborted: {event.ending.cause}"
    heard = _of_experiment(work, event, fact, owner=event.owner)
    reactions.hear(work, heard, event.owner, measures=_measures(event))
    if event.harm:
        reactions.experiment_harmed(work, to_harm(event))


def on_guardrail_breached(
    work: Work, event: experiments.ExperimentGuardrailBreached
) -> None:
    """Remember the value, and open a COE where a promise was broken."""
    breach = to_breach(event)
    fact = (
        f"{breach.metric} was {breach.value:.10g} over {breach.units} units; its"
        f" threshold is {breach.threshold:.10g}."
    )
    value = MeasuredMetric(
        experiment=breach.experiment,
        metric=breach.metric,
        value=breach.value,
        units=breach.units,
    )
    heard = _of_experiment(work, event, fact, owner=event.owner)
    reactions.hear(work, heard, event.owner, measures=[value])
    if brought_by := event.guardrail.from_mechanism:
        paused = event.action_taken == checks.GUARDRAIL_ACTION_PAUSE
        reactions.mechanism_fired(
            work, brought_by, event.experiment, event.owner, paused=paused
        )
    if event.guardrail.severity not in MILD:
        reactions.guardrail_broke(work, breach)


def on_experiment_decided(work: Work, event: experiments.ExperimentDecided) -> None:
    """Remember what the checks saw then."""
    verdict = _word(experiments_api.Verdict, event.verdict)
    heard = _of_experiment(work, event, f"The experiment was decided: {verdict}.")
    recorded = _recorded(work, event, Stage.EXPERIMENT_DECIDE, event.experiment)
    people = (event.decider, event.second)
    measures = _measures(event)
    reactions.hear(work, heard, *people, recorded=recorded, measures=measures)


def on_review_opened(work: Work, event: reviews.ReviewOpened) -> None:
    """Remember when it began."""
    fact = f"Revision {event.revision} came to review."
    reactions.hear(work, _of_review(work, event, fact), event.decider)


def on_review_decided(work: Work, event: reviews.ReviewDecided) -> None:
    """Remember how long it took, and what its checks saw."""
    outcome = _word(reviews_api.ReviewOutcome, event.outcome)
    took = event.elapsed.ToTimedelta() if event.HasField("elapsed") else None
    heard = _of_review(
        work,
        event,
        f"Revision {event.revision} was decided: {outcome}.",
        door_kind=_kind(event.door_kinds),
        hours=None if took is None else took / HOUR,
    )
    recorded = _recorded(work, event, Stage.REVIEW_DECIDE, event.review)
    reactions.hear(work, heard, event.decider, event.leader, recorded=recorded)


def on_idea_created(work: Work, event: ideas.IdeaCreated) -> None:
    """Remember whose it is."""
    fact = f"{event.author} began the idea."
    heard = _of_idea(work, event, fact, owner=event.author)
    reactions.hear(work, heard, event.author)


def on_idea_submitted(work: Work, event: ideas.IdeaSubmitted) -> None:
    """Remember what its checks saw."""
    heard = _of_idea(work, event, f"Revision {event.revision} was submitted.")
    recorded = _recorded(work, event, Stage.IDEA_SUBMIT, event.idea)
    people = (event.author, event.leader_nominee, *event.co_authors)
    reactions.hear(work, heard, *people, recorded=recorded)


def on_check_activated(
    work: Work, event: checks.CheckActivated, policy: Policy
) -> None:
    """Note who has which version."""
    activated = CheckActivated(
        mechanism=event.mechanism,
        version=event.version,
        service=event.service,
        active=event.active,
        unsupported=event.unsupported,
        at=_happened_at(work),
    )
    reactions.check_activated(work, activated, policy)


def on_check_evaluated(
    work: Work, event: checks.CheckEvaluated, policy: Policy
) -> None:
    """Count it; a result that nobody knows here is none."""
    none = CheckResult.NOT_APPLICABLE
    evaluated = CheckEvaluated(
        mechanism=event.mechanism,
        version=event.version,
        subject=event.subject,
        stage=member(Stage, checks.Stage, event.stage, Stage.UNKNOWN),
        result=member(CheckResult, checks.CheckResult, event.result, none),
        blocked=event.blocked,
        actor=event.actor,
        detail=event.detail,
        at=_happened_at(work),
    )
    reactions.check_evaluated(work, evaluated, policy)


def on_text_erased(work: Work, event: erasure.TextErased) -> None:
    """Forget the texts that came with events about the subject."""
    reactions.erase_text(work, event.subject)


def to_breach(event: experiments.ExperimentGuardrailBreached) -> Breach:
    """Return what the event says, in the words of the domain."""
    return Breach(
        incident_key=event.incident_key,
        experiment=event.experiment,
        idea=event.idea,
        owner=event.owner,
        team=event.team,
        title=event.title,
        metric=event.guardrail.metric,
        value=event.value,
        threshold=event.guardrail.threshold,
        units=event.units,
        units_exposed=event.units_exposed,
        start_time=event.start_time.ToDatetime(tzinfo=UTC),
    )


def to_harm(event: experiments.ExperimentAborted) -> Harm:
    """Return what the event says, in the words of the domain."""
    return Harm(
        experiment=event.experiment,
        idea=event.idea,
        owner=event.owner,
        team=event.team,
        title=event.title,
        reason=event.ending.cause,
        start_time=event.start_time.ToDatetime(tzinfo=UTC),
    )


def _of_experiment(work: Work, event: Any, fact: str, **more: Any) -> Heard:
    return _heard(work, event, event.experiment, fact, **more)


def _of_review(work: Work, event: Any, fact: str, **more: Any) -> Heard:
    return _heard(work, event, event.review, fact, **more)


def _of_idea(work: Work, event: Any, fact: str, **more: Any) -> Heard:
    return _heard(work, event, event.idea, fact, **more)


def _heard(work: Work, event: Any, source: str, fact: str, **more: Any) -> Heard:
    return Heard(
        kind=event.DESCRIPTOR.name,
        source=source,
        idea=event.idea,
        fact=fact[:1000],
        at=_happened_at(work),
        **more,
    )


def _measures(
    event: experiments.ExperimentDecided | experiments.ExperimentAborted,
) -> list[MeasuredMetric]:
    """Return what was measured of each guardrail; nothing is no measure."""
    return [
        MeasuredMetric(
            experiment=event.experiment,
            metric=each.metric,
            value=each.value,
            units=each.units,
        )
        for each in event.guardrails
        if each.HasField("value")
    ]


def _recorded(work: Work, event: Any, stage: Stage, name: str) -> Recorded:
    seen = event.snapshot
    return Recorded(
        stage=stage,
        name=name,
        idea=event.idea,
        team=seen.team,
        tags=tuple(seen.tags),
        door_kinds=tuple(seen.door_kinds),
        at=_happened_at(work),
        snapshot=seen.SerializeToString(deterministic=True),
    )


def _happened_at(work: Work) -> datetime:
    """Return when it happened, which may be a while ago."""
    return work.cause.at or work.now


def _kind(door_kinds: Collection[int]) -> str:
    """Return the kind of door that decided on the path: any that is not two-way."""
    if not door_kinds:
        return ""
    return "TWO_WAY" if {*door_kinds} == {checks.DOOR_KIND_TWO_WAY} else "ONE_WAY"


def _percent(share: float) -> str:
    return f"{share * 100:.4g} %"


def _word(kind: EnumTypeWrapper, value: int) -> str:
    """Return the short name of an enum value; a number that nobody knows as it is."""
    prefix = kind.Name(0).removesuffix("UNSPECIFIED")
    return enum_name(kind, value, str(value)).removeprefix(prefix)
