"""What is there of an idea: every effect by its name, counted through the public API.

The names are those of the journal: `idea IdeaApproved` is an entry in the history of
the idea, `reviews of 1.0` a review of that revision, `outcomes` a counted outcome.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from deploy.api import Api, Refused

Json = dict[str, Any]
NOT_FOUND = 404
PAGE = 200

LIFE = (
    "IdeaCreated",
    "IdeaSubmitted",
    "IdeaReviewStarted",
    "IdeaApproved",
    "IdeaDeclined",
    "IdeaExperimenting",
    "IdeaScaling",
    "IdeaKilled",
    "IdeaLaunched",
)
"""In which order the moves of an idea follow each other."""


EFFECTS = {
    "idea IdeaCreated": "CreateIdea",
    "evidence": "CreateEvidence",
    "questions": "CreateQuestion",
    "answers": "AnswerQuestion",
    "idea IdeaSubmitted": "SubmitIdea",
    "idea IdeaReviewStarted": "SubmitIdea",
    "reviews": "SubmitIdea",
    "readers": "InviteReader",
    "readings": "FinishReading",
    "comments": "CreateComment",
    "review ReviewDecided": "DecideReview",
    "decisions": "DecideReview",
    "idea IdeaApproved": "DecideReview",
    "idea IdeaDeclined": "DecideReview",
    "experiments": "CreateExperiment",
    "experiment KillSwitchVerified": "VerifyKillSwitch",
    "experiment ExperimentStarted": "StartExperiment",
    "idea IdeaExperimenting": "StartExperiment",
    "exposures": "RecordExposures",
    "outcomes": "RecordOutcomes",
    "experiment ExperimentStopped": "StopExperiment",
    "experiment ExperimentDecided": "DecideExperiment",
    "experience": "DecideExperiment",
    "idea IdeaScaling": "DecideExperiment",
    "idea IdeaKilled": "DecideExperiment",
    "idea IdeaLaunched": "LaunchIdea",
}
"""Every effect, and the write that has it."""


class Observed(NamedTuple):
    """What is there.

    Attributes:
        effects: Name of an effect to how often it is there.
        in_order: Whether the histories are in order: by time, and by what follows what.
    """

    effects: Mapping[str, int]
    in_order: bool


class Observer:
    """Looks at ideas, as one person. Threads may share it."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def observe(self, idea: str) -> Observed:
        """Return what is there of an idea. Raises `Refused` and `OSError`."""
        try:
            resource = self._api.get(f"/v1/{idea}")["idea"]
        except Refused as refusal:
            if refusal.status != NOT_FOUND:
                raise
            return Observed({}, in_order=True)
        reviews = self._of(idea, "reviews", "REVIEW_VIEW_FULL")
        experiments = self._of(idea, "experiments", "EXPERIMENT_VIEW_FULL")
        histories = {
            "idea": [resource],
            "review": reviews,
            "experiment": experiments,
        }
        effects = Counter(
            [
                *_moves(histories),
                *self._said(idea),
                *self._reviewed(idea, reviews),
                *self._tried(experiments),
            ]
        )
        every = [one["history"] for found in histories.values() for one in found]
        in_order = all(map(_by_time, every)) and _follows(resource["history"])
        return Observed(effects, in_order)

    def _said(self, idea: str) -> Iterable[str]:
        for evidence in self._parts(idea, "evidence"):
            is_learnt = evidence["kind"] == "EVIDENCE_KIND_EXPERIMENT"
            yield "experience" if is_learnt else "evidence"
        for question in self._parts(idea, "questions"):
            yield "questions"
            if question["state"] == "QUESTION_STATE_ANSWERED":
                yield "answers"

    def _reviewed(self, idea: str, reviews: list[Json]) -> Iterable[str]:
        for review in reviews:
            yield f"reviews of {review['revision']}"
            readers = review["readers"]
            leader = review["leaderNominee"]
            yield from ("readers" for r in readers if r["person"] != leader)
            yield from ("readings" for r in readers if r.get("finishTime"))
            yield from ("comments" for _ in self._parts(review["name"], "comments"))
        yield from ("decisions" for _ in self._of(idea, "decisions"))

    def _tried(self, experiments: list[Json]) -> Iterable[str]:
        for experiment in experiments:
            yield "experiments"
            arms = self._api.get(f"/v1/{experiment['name']}/results")["arms"]
            for arm in arms:
                yield from ["exposures"] * int(arm["units"])
                for metric in arm["metrics"]:
                    yield from ["outcomes"] * int(metric["units"])

    def _of(self, idea: str, collection: str, view: str = "") -> list[Json]:
        query = quote(f'idea = "{idea}"') + (f"&view={view}" if view else "")
        page = self._api.get(f"/v1/{collection}?page_size={PAGE}&filter={query}")
        return list(page[collection])

    def _parts(self, name: str, collection: str) -> list[Json]:
        return list(
            self._api.get(f"/v1/{name}/{collection}?page_size={PAGE}")[collection]
        )


def _moves(histories: Mapping[str, list[Json]]) -> Iterable[str]:
    for kind, resources in histories.items():
        for resource in resources:
            for entry in resource["history"]:
                yield f"{kind} {entry['event']}"


def _by_time(history: list[Json]) -> bool:
    times = [entry["time"] for entry in history]
    return times == sorted(times)


def _follows(history: list[Json]) -> bool:
    places = [LIFE.index(e["event"]) for e in history if e["event"] in LIFE]
    return places == sorted(places)
