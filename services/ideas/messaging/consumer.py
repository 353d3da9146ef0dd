"""What ideas wants to hear from reviews and experiments."""

from chassis.domain import id_in
from chassis.messaging import EventRouter, PoisonMessage
from day1.experiments.v1 import experiments_events_pb2 as experiments
from day1.experiments.v1 import experiments_service_pb2 as experiments_api
from day1.reviews.v1 import reviews_events_pb2 as reviews
from day1.reviews.v1 import reviews_service_pb2 as reviews_api

from ..application import reactions
from ..application.ports import Work

TOPICS = ("reviews.events.v1", "experiments.events.v1")


def subscribe(router: EventRouter[Work]) -> None:
    """Say which events this service wants."""
    router.on(reviews.ReviewOpened, on_review_opened)
    router.on(reviews.ReviewDecided, on_review_decided)
    router.on(experiments.ExperimentStarted, on_experiment_started)
    router.on(experiments.ExperimentAborted, on_experiment_aborted)
    router.on(experiments.ExperimentDecided, on_experiment_decided)


def on_review_opened(work: Work, event: reviews.ReviewOpened) -> None:
    """Note that the revision is being reviewed."""
    reactions.review_opened(work, id_in(event.idea), event.review, event.revision)


def on_review_decided(work: Work, event: reviews.ReviewDecided) -> None:
    """Let the idea go where the decision sends it."""
    idea_id, revision = id_in(event.idea), event.revision
    match event.outcome:
        case reviews_api.OUTCOME_APPROVE:
            reactions.review_approved(work, idea_id, revision, event.leader)
        case reviews_api.OUTCOME_RETURN:
            reactions.review_returned(work, idea_id, revision)
        case reviews_api.OUTCOME_DECLINE:
            reactions.review_declined(work, idea_id, revision, event.rationale)
        case unknown:
            raise PoisonMessage(f"{event.review} has no outcome {unknown}.")


def on_experiment_started(work: Work, event: experiments.ExperimentStarted) -> None:
    """Note that the idea is being tried."""
    reactions.experiment_started(work, id_in(event.idea), event.experiment)


def on_experiment_aborted(work: Work, event: experiments.ExperimentAborted) -> None:
    """Bring the idea back to where it came from."""
    reactions.experiment_aborted(work, id_in(event.idea), event.experiment)


def on_experiment_decided(work: Work, event: experiments.ExperimentDecided) -> None:
    """Scale, pivot or kill."""
    idea_id, experiment = id_in(event.idea), event.experiment
    match event.verdict:
        case experiments_api.VERDICT_SCALE:
            reactions.experiment_scaled(work, idea_id, experiment, event.learning)
        case experiments_api.VERDICT_PIVOT:
            reactions.experiment_pivoted(work, idea_id, experiment, event.learning)
        case experiments_api.VERDICT_KILL:
            reactions.experiment_killed(work, idea_id, experiment, event.learning)
        case unknown:
            raise PoisonMessage(f"{experiment} has no verdict {unknown}.")
