"""What ideas wants to hear from reviews, experiments, COEs and mechanisms."""

from chassis.checks import messaging as checks
from chassis.domain import id_in
from chassis.labels import Label
from chassis.messaging import EventRouter
from day1.coes.v1 import coes_events_pb2 as coes
from day1.coes.v1 import coes_pb2 as coes_api
from day1.erasure.v1 import erasure_events_pb2 as erasure
from day1.experiments.v1 import experiments_events_pb2 as experiments
from day1.experiments.v1 import experiments_pb2 as experiments_api
from day1.reviews.v1 import reviews_events_pb2 as reviews
from day1.reviews.v1 import reviews_pb2 as reviews_api

from ..application import reactions
from ..application.ports import Work
from ..application.reactions import Result, Verdict
from ..domain.outcome import Decision

TOPICS = (
    "reviews.events.v1",
    "experiments.events.v1",
    "coes.events.v1",
    checks.STATE_TOPIC,
)

OUTCOMES = {
    reviews_api.REVIEW_OUTCOME_APPROVE: reactions.review_approved,
    reviews_api.REVIEW_OUTCOME_RETURN: reactions.review_returned,
    reviews_api.REVIEW_OUTCOME_DECLINE: reactions.review_declined,
}

VERDICTS = {
    experiments_api.VERDICT_SCALE: Verdict.SCALE,
    experiments_api.VERDICT_PIVOT: Verdict.PIVOT,
    experiments_api.VERDICT_KILL: Verdict.KILL,
    experiments_api.VERDICT_INCONCLUSIVE: Verdict.INCONCLUSIVE,
}

HARMLESS = {
    coes_api.INCIDENT_SEVERITY_UNSPECIFIED,
    coes_api.INCIDENT_SEVERITY_LOW,
    coes_api.INCIDENT_SEVERITY_MEDIUM,
}
"""The severities that hold no launch; one that is not known does."""

NOT_FULL = {
    reviews_api.REVIEW_POLICY_UNSPECIFIED,
    reviews_api.REVIEW_POLICY_LIGHT,
}
"""The paths that are not the full one; one that is not known counts as full."""


def subscribe(router: EventRouter[Work]) -> None:
    """Say which events this service wants."""
    router.on(reviews.ReviewOpened, on_review_opened)
    router.on(reviews.ReviewDecided, on_review_decided)
    router.on(experiments.ExperimentStarted, on_experiment_started)
    router.on(experiments.ExperimentAborted, on_experiment_aborted)
    router.on(experiments.ExperimentDecided, on_experiment_decided)
    router.on(coes.CoeOpened, on_coe_opened)
    router.on(coes.CoeReopened, on_coe_reopened)
    router.on(coes.CoeWaiverExpired, on_coe_waiver_expired)
    router.on(coes.CoeApproved, on_coe_approved)
    router.on(coes.CoeDismissed, on_coe_dismissed)
    router.on(erasure.TextErased, on_text_erased)
    checks.subscribe(router)


def on_review_opened(work: Work, event: reviews.ReviewOpened) -> None:
    """Note that the revision is being reviewed."""
    reactions.review_opened(work, id_in(event.idea), event.review, event.revision)


def on_review_decided(work: Work, event: reviews.ReviewDecided) -> None:
    """Let the idea go where the decision sends it; an unknown one moves nothing."""
    if (react := OUTCOMES.get(event.outcome)) is None:
        return
    decision = Decision(
        revision=event.revision,
        review=event.review,
        decider=event.decider,
        leader=event.leader,
        rationale=event.rationale,
        conditions=tuple(event.conditions),
        is_full=event.policy not in NOT_FULL,
    )
    react(work, id_in(event.idea), decision)


def on_experiment_started(work: Work, event: experiments.ExperimentStarted) -> None:
    """Note that the idea is being tried, or that evidence is being looked for."""
    idea_id = id_in(event.idea)
    if event.supporting:
        experiment = Label(event.experiment, event.title)
        reactions.supporting_started(work, idea_id, experiment)
    else:
        reactions.experiment_started(work, idea_id, event.experiment)


def on_experiment_aborted(work: Work, event: experiments.ExperimentAborted) -> None:
    """Bring the idea back to where it came from."""
    reactions.experiment_aborted(work, id_in(event.idea), event.experiment)


def on_experiment_decided(work: Work, event: experiments.ExperimentDecided) -> None:
    """Keep what was learnt, and let the idea go where the verdict sends it.

    An inconclusive one sends it back to where it came from; an unknown one moves
    nothing.
    """
    result = Result(
        experiment=event.experiment,
        verdict=VERDICTS.get(event.verdict),
        learning=event.learning,
        is_supporting=event.supporting,
        units=event.units,
    )
    reactions.experiment_decided(work, id_in(event.idea), result)


def on_coe_opened(work: Work, event: coes.CoeOpened) -> None:
    """Hold the launch of the idea that it touches, if it is grave."""
    _hold(work, event)


def on_coe_reopened(work: Work, event: coes.CoeReopened) -> None:
    """Hold it again."""
    _hold(work, event)


def on_coe_waiver_expired(work: Work, event: coes.CoeWaiverExpired) -> None:
    """Hold again what the waiver let go."""
    reactions.coe_held_again(work, id_in(event.coe))


def on_coe_approved(work: Work, event: coes.CoeApproved) -> None:
    """Let it go: the fix is a mechanism."""
    reactions.coe_settled(work, id_in(event.coe))


def on_coe_dismissed(work: Work, event: coes.CoeDismissed) -> None:
    """Let it go: nothing was wrong."""
    reactions.coe_settled(work, id_in(event.coe))


def on_text_erased(work: Work, event: erasure.TextErased) -> None:
    """Forget what was copied from a review, an experiment or a COE."""
    reactions.erase_text(work, event.subject)


def _hold(work: Work, event: coes.CoeOpened | coes.CoeReopened) -> None:
    if event.severity not in HARMLESS and event.idea:
        title = getattr(event, "title", "")
        reactions.coe_opened(work, id_in(event.coe), event.idea, title)
