"""Tells an experiment: designed, refused, started, measured, and what came of it.

Outcomes are told customer by customer. What follows from them, the service works out:
a pause, a verdict, or a refusal.
"""

from collections.abc import Iterator

from deploy.api import Refused

from . import texts
from .company import Company, Json

ASKED_AT_ONCE = 1000
FEW = 1000
"""Customers who come by at the first step: even of one percent, some are treated."""

NO_INPUT = [{"name": "none", "fallback": "control"}]
"""What a treatment declares that needs to know nothing about a customer."""


class ExperimentStory:
    """One experiment on an idea, by its owner and its leader."""

    def __init__(
        self, company: Company, idea: str, owner: str, leader: str, story: Json
    ) -> None:
        self._company = company
        self._idea = idea
        self._owner = owner
        self._leader = leader
        self._story = story
        self.name = f"experiments/{story['id']}"

    def tell(self) -> None:
        """Tell it to its end, or to where it still runs."""
        self._design()
        if "refused" in self._story:
            self._be_refused()
        self._start()
        self._measure()
        self._end()

    def _design(self) -> None:
        refused = "refused" in self._story
        inputs = [] if refused else self._story.get("inputs", NO_INPUT)
        design = {**design_of(self._story, self._idea), "requiredInputs": inputs}
        self._company.create(self._owner, "experiments", self._story["id"], design)
        self._company.act(self._owner, self.name, "verifyKillSwitch")

    def _be_refused(self) -> None:
        """Start as it is, be stopped by a rule of another team, and do what it says."""
        draft = self._company.resource(self.name)
        if not draft.get("requiredInputs"):
            self._company.until(self._is_stopped, f"a refusal of {self.name}")
        changes = {"requiredInputs": self._story["inputs"]}
        self._company.edit(self._owner, self.name, changes)

    def _is_stopped(self) -> bool:
        try:
            self._company.act(self._owner, self.name, "start", step="too-early")
        except Refused as refusal:
            return self._story["refused"] in refusal.reasons
        raise RuntimeError(f"{self.name} was to be refused, and started.")

    def _start(self) -> None:
        """Start it, and let more in once a few have shown that all is well."""
        self._company.act(self._owner, self.name, "start")
        first, *following = self._story.get("steps") or [0]
        now = self._company.resource(self.name).get("currentExposureShare", 0)
        if following and now == first:
            self._tell(self._arms_of(customers(FEW)))
        for share in following:
            self._company.act(
                self._owner, self.name, "ramp", step=str(share), exposureShare=share
            )

    def _measure(self) -> None:
        """Let customers come in waves; what was counted before is not told again."""
        counted, told = self._counted(), 0
        for wave in range(self._story.get("waves", 1)):
            number = self._story["customers"]
            members = self._arms_of(customers(number, wave * number))
            told += len(members)
            if told > counted:
                lost = None if wave else self._story.get("loss")
                self._tell(members, lost)

    def _counted(self) -> int:
        """Return how many customers have an outcome by now; 0 while that is hidden."""
        key = self._story["metric"]["key"]
        arms = self._company.read(f"{self.name}/results").get("arms", [])
        metrics = [metric for arm in arms for metric in arm.get("metrics", [])]
        return sum(int(one["units"]) for one in metrics if one["metric"] == key)

    def _tell(self, members: dict[str, str], lost: Json | None = None) -> None:
        self._send("recordExposures", [{"unit": unit} for unit in members])
        outcomes: list[Json] = []
        for metric, rates in self._story["rates"].items():
            for arm, rate in zip(("control", "treatment"), rates, strict=True):
                units = [unit for unit in members if members[unit] == arm]
                outcomes += [
                    {"unit": unit, "measurement": {"metric": metric, "value": value}}
                    for unit, value in spread(units, rate)
                ]
        if lost:
            unit = next(one for one in members if members[one] == "treatment")
            outcomes.append({"unit": unit, "loss": lost})
        self._send("recordOutcomes", outcomes)

    def _arms_of(self, customers: list[str]) -> dict[str, str]:
        """Return the arm of each customer who takes part, as the service assigns it."""
        found = {}
        for first in range(0, len(customers), ASKED_AT_ONCE):
            units = customers[first : first + ASKED_AT_ONCE]
            path = f"{self.name}:batchAssign"
            answer = self._company.ask(self._owner, path, {"units": units})
            for one in answer["assignments"]:
                if one.get("enrolled"):
                    found[one["unit"]] = one["arm"]
        lost = self._story.get("lostOnTheWay", 0.0)
        if not lost:
            return found
        treated = [unit for unit in found if found[unit] == "treatment"]
        gone = set(treated[: int(lost * len(treated))])
        return {unit: arm for unit, arm in found.items() if unit not in gone}

    def _send(self, method: str, batch: list[Json]) -> None:
        """Send what the experiment takes; when it has ended since, that is history."""
        try:
            self._company.send(self._owner, self.name, method, batch)
        except Refused as refusal:
            if "EXPERIMENT_NOT_RUNNING" not in refusal.reasons:
                raise

    def _end(self) -> None:
        ending: Json = self._story["ending"]
        if reason := ending.get("aborted"):
            self._company.act(self._owner, self.name, "abort", reason=reason)
        if "verdict" in ending:
            self._decide(ending)

    def _decide(self, ending: Json) -> None:
        self._company.act(self._owner, self.name, "stop")
        call = {
            "verdict": f"VERDICT_{ending['verdict']}",
            "learning": ending["learning"],
            "newNeeds": ending.get("newNeeds", []),
            "metricsCited": ending.get("cites", []),
        }
        if reason := ending.get("refused"):
            self._company.is_refused(self._leader, self.name, "decide", reason, **call)
            self._company.act(
                self._owner, self.name, "abort", reason=ending["abortedSince"]
            )
            return
        self._company.act(self._leader, self.name, "decide", **call)
        if not self._story.get("supporting"):
            self._tidy(ending["verdict"])
            times = ending.get("times", 1)
            self._company.await_event(self._idea, MOVES[ending["verdict"]], times)
        if reason := ending.get("launchRefused"):
            self._company.is_refused(self._leader, self._idea, "launch", reason)
        if ending.get("launch"):
            step = self.name
            self._company.act(self._leader, self._idea, "launch", step=step)

    def _tidy(self, verdict: str) -> None:
        """Leave no flag behind: the change is everywhere, or nowhere."""
        result = "KEPT" if verdict == "SCALE" else "DISCARDED"
        self._company.act(
            self._owner,
            self.name,
            "cleanUp",
            result=f"CLEAN_UP_RESULT_{result}",
            note="The flag is gone.",
        )


MOVES = {
    "SCALE": "IdeaScaling",
    "PIVOT": "IdeaPivoted",
    "KILL": "IdeaKilled",
}
"""What a verdict leads to, for an idea that was not out before."""


def design_of(story: Json, idea: str) -> Json:
    """Return a complete design, with a rule that the service works out by itself."""
    metric, guardrail = story["metric"], story["guardrail"]
    target = metric["targetEffect"]
    return {
        "idea": idea,
        "title": story["title"],
        "supporting": story.get("supporting", False),
        "hypothesis": story["hypothesis"],
        "winProbability": story.get("winProbability", 0.3),
        "arms": [
            {"id": "control", "weight": 1, "control": True},
            {"id": "treatment", "weight": 1},
        ],
        "unitKind": story.get("unitKind", "customer"),
        "exposureShare": (story.get("steps") or [0.5])[-1],
        "exposureShareSteps": story.get("steps", []),
        "primaryMetric": {
            **metric,
            "kind": f"METRIC_KIND_{metric['kind']}",
            "direction": f"DIRECTION_{metric['direction']}",
        },
        "secondaryMetrics": [
            {
                **one,
                "kind": f"METRIC_KIND_{one['kind']}",
                "direction": f"DIRECTION_{one['direction']}",
            }
            for one in story.get("secondary", [])
        ],
        "guardrails": [
            {
                "metric": guardrail["metric"],
                "comparison": "COMPARISON_AT_MOST",
                "threshold": guardrail["atMost"],
                "minUnits": guardrail.get("minUnits", 20),
                "severity": "BREACH_SEVERITY_HIGH",
                "action": "GUARDRAIL_ACTION_PAUSE",
            }
        ],
        "lossCap": story["lossCap"],
        "killSwitch": story["killSwitch"],
        "decisionRule": {
            "scaleIf": f"It is better by {target:g} for sure, and nothing breaks.",
            "pivotIf": "It is better, and customers told us of another need.",
            "scale": {
                "figure": "EFFECT_FIGURE_LOWER_BOUND",
                "atLeast": target,
                "guardrailsGreen": True,
            },
            "pivot": {"figure": "EFFECT_FIGURE_DIFFERENCE", "newNeeds": 1},
        },
        "minUnitsPerArm": story.get("minUnits", 20),
        "maxRuntime": "2419200s",
        "treatmentReads": story.get("reads", []),
        "testedDoors": story.get("doors", []),
        "tags": [texts.TAG, *story.get("tags", [])],
    }


def customers(number: int, first: int = 0) -> list[str]:
    """Return so many who come by, one after another."""
    return [f"customer-{n}" for n in range(first, first + number)]


def spread(units: list[str], rate: float) -> Iterator[tuple[str, float]]:
    """Say yes for this share of the units, evenly."""
    for count, unit in enumerate(units):
        yield unit, float(int((count + 1) * rate) - int(count * rate))
