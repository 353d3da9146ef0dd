"""The demo data: a small believable company, written through the public JSON API.

The company, its people and its numbers are invented. Ids and request ids are derived
from names, so a load that was cut off goes on where it was, and twice is as good as
once.
"""

import json
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from deploy.api import Api, Refused

Story = dict[str, Any]

STORIES: dict[str, Story] = json.loads(
    Path(__file__).with_name("stories.json").read_text()
)
"""Idea id to the idea's document, its people, and the state that it gets to."""

PATIENCE_SECONDS = 20.0
UNITS = 120
"""Customers that each demo experiment is tried on."""

NOT_YET = {"IDEA_UNKNOWN", "IDEA_NOT_APPROVED"}
"""Refusals that end by themselves, once an event has arrived."""


def load(base_url: str, token_for: Callable[[str], str]) -> None:
    """Tell every story. Raises `OSError` or `Refused` when the front says no."""
    for idea_id, story in STORIES.items():
        Storyteller(base_url, token_for, idea_id, story).tell()


class Storyteller:
    """Lets one idea happen, as the people who would."""

    def __init__(
        self,
        base_url: str,
        token_for: Callable[[str], str],
        idea_id: str,
        story: Story,
    ) -> None:
        self._id = idea_id
        self._story = story
        self._author = Api(base_url, token_for(story["author"]))
        self._leader = Api(base_url, token_for(story["leader"]))

    def tell(self) -> None:
        """Walk as far as the story goes; each stage begins where the last one ended."""
        until = self._story["until"]
        self._draft()
        if until == "DRAFT":
            return
        self._submit()
        if until == "IN_REVIEW":
            return
        self._decide("DECLINE" if until == "DECLINED" else "APPROVE")
        if until in ("DECLINED", "APPROVED"):
            return
        self._start()
        self._measure(harm=until == "PAUSED")
        if until == "LAUNCHED":
            self._launch()

    def _draft(self) -> None:
        query = f"idea_id={self._id}&request_id={self._request_id('draft')}"
        self._author.post(f"/v1/ideas?{query}", self._document())

    def _submit(self) -> None:
        self._act(self._author, f"ideas/{self._id}:submit")

    def _decide(self, outcome: str) -> None:
        review = self._await_review()
        self._act(self._leader, f"{review}:finishReading")
        rationale = self._story.get("rationale", "Cheap to try, cheap to take back.")
        decision = {"outcome": f"OUTCOME_{outcome}", "rationale": rationale}
        self._act(self._leader, f"{review}:decide", decision)

    def _start(self) -> None:
        query = f"experiment_id={self._id}&request_id={self._request_id('design')}"
        self._soon(
            lambda: self._author.post(f"/v1/experiments?{query}", self._design())
        )
        experiment = f"experiments/{self._id}"
        self._act(self._author, f"{experiment}:verifyKillSwitch")
        self._soon(lambda: self._act(self._author, f"{experiment}:start"))

    def _measure(self, *, harm: bool) -> None:
        path = f"/v1/experiments/{self._id}"
        primary, guardrail = self._story["metric"], self._story["guardrail"]["metric"]
        units = [f"customer-{number}" for number in range(UNITS)]
        self._author.post(f"{path}:recordExposures", [{"unit": u} for u in units])
        outcomes = []
        for number, unit in enumerate(units):
            arm = self._author.post(f"{path}:assign", {"unit": unit})["arm"]
            good = number % 10 < (7 if arm == "treatment" else 5)
            outcomes.append({"unit": unit, "metric": primary, "value": float(good)})
            hurt = harm and arm == "treatment" and number % 3 == 0
            outcomes.append({"unit": unit, "metric": guardrail, "value": float(hurt)})
        self._author.post(f"{path}:recordOutcomes", outcomes)

    def _launch(self) -> None:
        experiment = f"experiments/{self._id}"
        self._act(self._author, f"{experiment}:stop")
        learning = "Treated customers did it clearly more often, and nothing broke."
        verdict = {"verdict": "VERDICT_SCALE", "learning": learning}
        self._act(self._leader, f"{experiment}:decide", verdict)
        self._await_state("IDEA_STATE_SCALING")
        self._act(self._leader, f"ideas/{self._id}:launch")

    def _act(self, person: Api, name: str, body: Story | None = None) -> Any:
        request_id = self._request_id(name.partition(":")[2])
        return person.post(f"/v1/{name}", {**(body or {}), "requestId": request_id})

    def _await_review(self) -> str:
        query = quote(f'idea = "ideas/{self._id}"')
        path = f"/v1/reviews?filter={query}"
        reviews = self._until(lambda: self._leader.get(path)["reviews"], "its review")
        return str(reviews[0]["name"])

    def _await_state(self, state: str) -> None:
        path = f"/v1/ideas/{self._id}"
        self._until(lambda: self._leader.get(path)["idea"]["state"] == state, state)

    def _soon(self, act: Callable[[], Any]) -> None:
        """Repeat while the services have not heard of it yet."""

        def attempt() -> bool:
            try:
                act()
            except Refused as refusal:
                if NOT_YET.isdisjoint(refusal.reasons):
                    raise
                return False
            return True

        self._until(attempt, "that its approval is known")

    def _until(self, look: Callable[[], Any], what: str) -> Any:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (seen := look()):
            if time.monotonic() > deadline:
                raise TimeoutError(f"ideas/{self._id} waited in vain for {what}.")
            time.sleep(0.02)
        return seen

    def _request_id(self, step: str) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"day1/demo/{self._id}/{step}"))

    def _document(self) -> Story:
        story, parts = self._story, ("summary", "problem", "benefit", "journey")
        release = {part: story[part] for part in ("headline", *parts)}
        release |= {"claim": story.get("claim", {})}
        release |= {"customerQuote": story.get("customerQuote", "")}
        return {
            "title": story["title"],
            "customer": story["customer"],
            "pressRelease": release,
            "fiveQuestions": story.get("fiveQuestions", {}),
            "doors": story["doors"],
            "costOfFailure": {"lossCapUsd": 5000, "customersExposed": 2000},
            "leader": f"people/{story['leader']}",
        }

    def _design(self) -> Story:
        story = self._story
        return {
            "idea": f"ideas/{self._id}",
            "title": f"Try it on a few: {story['title']}",
            "hypothesis": story["hypothesis"],
            "winProbability": 0.3,
            "arms": [
                {"id": "control", "weight": 1, "control": True},
                {"id": "treatment", "weight": 1},
            ],
            "exposurePercent": 50,
            "primaryMetric": {
                "key": story["metric"],
                "kind": "METRIC_KIND_BEHAVIOUR",
                "direction": "DIRECTION_UP",
                "baseline": 0.5,
                "targetEffect": 0.1,
            },
            "guardrails": [
                {
                    **story["guardrail"],
                    "comparison": "COMPARISON_AT_MOST",
                    "minUnits": 10,
                    "severity": "SEVERITY_HIGH",
                }
            ],
            "lossCapUsd": 3000,
            "killSwitch": "Turn the flag off; everyone is back within a minute.",
            "decisionRule": {
                "scaleIf": "The effect is at least the target and nothing broke.",
                "pivotIf": "There is an effect below the target, and a new need.",
            },
            "minUnitsPerArm": 10,
        }
