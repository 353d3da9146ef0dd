"""Story S1, step by step, through the JSON API."""

import time
import uuid
from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import quote

from deploy.api import Api, Refused

PATIENCE_SECONDS = 30.0
NOT_YET = {"IDEA_UNKNOWN", "IDEA_NOT_APPROVED", "UNAVAILABLE"}
Answer = dict[str, Any]


def document(**changes: Any) -> Answer:
    """Return a complete two-way document, led by ben."""
    return {
        "title": "Every book in print",
        "customer": {
            "segment": "Readers far from a bookshop",
            "context": "The next one is an hour away.",
            "need": "Any book in print, without the drive.",
        },
        "pressRelease": {
            "headline": "Every book in print, at your door",
            "claim": {
                "metric": "titles within a week",
                "baseline": 3000,
                "target": 1000000,
                "byDate": "2099-07-16",
            },
            "summary": "One million titles.",
            "problem": "Shelves are short.",
            "benefit": "You find the book you want.",
            "journey": "Search, order, open the parcel.",
        },
        "fiveQuestions": {
            "who": "Readers.",
            "problem": "Distance.",
            "benefit": "Choice.",
            "evidence": "Forty readers told us.",
            "experience": "One minute.",
        },
        "doors": [
            {
                "id": "catalogue",
                "decision": "List what is not in stock",
                "kind": "DOOR_KIND_TWO_WAY",
                "undo": {"plan": "Hide it", "costUsd": 100, "days": 1},
            }
        ],
        "costOfFailure": {"lossCapUsd": 5000, "customersExposed": 1000},
        "leader": "people/ben",
        **changes,
    }


def design(idea: str, **changes: Any) -> Answer:
    """Return a complete design of an experiment."""
    return {
        "idea": idea,
        "title": "Try it on a few",
        "hypothesis": {
            "change": "we list what is not in stock",
            "customer": "readers",
            "expected": "order more",
            "because": "their book is rarely on a shelf",
        },
        "winProbability": 0.3,
        "arms": [
            {"id": "control", "weight": 1, "control": True},
            {"id": "treatment", "weight": 1},
        ],
        "exposurePercent": 50,
        "primaryMetric": {
            "key": "ordered",
            "kind": "METRIC_KIND_BEHAVIOUR",
            "direction": "DIRECTION_UP",
            "baseline": 0.5,
            "targetEffect": 0.1,
        },
        "guardrails": [
            {
                "metric": "returned",
                "comparison": "COMPARISON_AT_MOST",
                "threshold": 0.1,
                "minUnits": 5,
                "severity": "SEVERITY_HIGH",
            }
        ],
        "lossCapUsd": 3000,
        "killSwitch": "Turn the flag off.",
        "decisionRule": {"scaleIf": "It works.", "pivotIf": "It half works."},
        "minUnitsPerArm": 5,
        **changes,
    }


class Product(Protocol):
    """Whatever serves the API."""

    def api(self, persona: str = "") -> Api:
        """Return the JSON API, for a persona or for nobody."""

    def await_true(self, is_true: Callable[[], object], what: str) -> None:
        """Wait for it."""


class Story:
    """One idea on its way, and the people who move it.

    Every write carries a request id and is repeated while a service is away, as a
    careful client does.
    """

    def __init__(
        self, product: Product, between: Callable[[str], None] = print
    ) -> None:
        self.product = product
        self.idea = ""
        self.review = ""
        self.experiment = ""
        self._between = between

    def write(self, persona: str, path: str, body: Any = None) -> Answer:
        """Post until it is answered; a repeat carries the same request id."""
        body = {} if body is None else body
        if isinstance(body, dict):
            query = f"request_id={uuid.uuid4()}"
            if ":" in path:
                body = {**body, "requestId": str(uuid.uuid4())}
            else:
                path = f"{path}?{query}"
        self._between(path)
        api = self.product.api(persona)
        return self.soon(lambda: api.post(path, body))

    def soon(self, act: Callable[[], Answer]) -> Answer:
        """Return the answer, once services and events have arrived."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return act()
            except (OSError, Refused) as error:
                if not _passes(error) or time.monotonic() > deadline:
                    raise
            time.sleep(0.05)

    def draft(self, **changes: Any) -> Answer:
        idea: Answer = self.write("ann", "/v1/ideas", document(**changes))["idea"]
        self.idea = idea["name"]
        return idea

    def submit(self) -> None:
        self.write("ann", f"/v1/{self.idea}:submit")
        self.review = self.first("reviews")["name"]

    def approve(self) -> None:
        self.write("ben", f"/v1/{self.review}:finishReading")
        self.write("ben", f"/v1/{self.review}:decide", {"outcome": "OUTCOME_APPROVE"})
        self.await_idea("APPROVED")

    def start(self, **changes: Any) -> None:
        plan = design(self.idea, **changes)
        self.experiment = self.write("ann", "/v1/experiments", plan)["experiment"][
            "name"
        ]
        self.write("ann", f"/v1/{self.experiment}:verifyKillSwitch")
        self.write("ann", f"/v1/{self.experiment}:start")
        self.await_idea("EXPERIMENTING")

    def measure(self, *, returned: float = 0.0, units: int = 60) -> None:
        customers = [f"customer-{n}" for n in range(units)]
        exposures = [{"unit": unit} for unit in customers]
        self.write("ann", f"/v1/{self.experiment}:recordExposures", exposures)
        outcomes = [
            {"unit": unit, "metric": metric, "value": value}
            for unit in customers
            for metric, value in (("ordered", 1.0), ("returned", returned))
        ]
        self.write("ann", f"/v1/{self.experiment}:recordOutcomes", outcomes)

    def decide(self, verdict: str = "VERDICT_SCALE") -> None:
        self.write("ann", f"/v1/{self.experiment}:stop")
        body = {"verdict": verdict, "learning": "Readers order what they find."}
        self.write("ben", f"/v1/{self.experiment}:decide", body)

    def launch(self) -> None:
        self.await_idea("SCALING")
        self.write("ben", f"/v1/{self.idea}:launch")
        self.await_idea("LAUNCHED")

    def first(self, collection: str, **equals: str) -> Answer:
        """Return the only resource of this idea, once it is there."""
        terms = {"idea": self.idea, **equals}
        query = quote(" AND ".join(f'{k} = "{v}"' for k, v in terms.items()))
        found: list[Answer] = []

        def look() -> bool:
            path = f"/v1/{collection}?filter={query}"
            found[:] = self.read(path)[collection]
            return bool(found)

        self.product.await_true(look, f"a {collection} for {self.idea}")
        assert len(found) == 1
        return found[0]

    def read(self, path: str) -> Answer:
        """Return the answer, once the service is there."""
        return self.soon(lambda: self.product.api("ann").get(path))

    def await_idea(self, state: str) -> None:
        self.await_state(self.idea, f"IDEA_STATE_{state}")

    def await_state(self, name: str, state: str) -> None:
        kind = name.partition("/")[0].removesuffix("s")
        self.product.await_true(
            lambda: self.read(f"/v1/{name}")[kind]["state"] == state, f"{name} {state}"
        )


def _passes(error: Exception) -> bool:
    if not isinstance(error, Refused):
        return True
    return error.status == 503 or not NOT_YET.isdisjoint(error.reasons)


def refused(act: Callable[[], object]) -> tuple[int, list[str]]:
    """Return the HTTP status and the reasons of a refusal."""
    try:
        act()
    except Refused as refusal:
        return refusal.status, refusal.reasons
    raise AssertionError("it was not refused")
