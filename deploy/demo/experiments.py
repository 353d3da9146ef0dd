"""Tells an experiment: designed, refused, started, measured, and what came of it.

Outcomes are told customer by customer. What follows from them, the service works out:
a pause, a verdict, or a refusal.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from deploy.api import Refused

from .company import Company, Json
from .customers import Visitors
from .designs import FIRST_RUNG, design_of, guardrail_of, guardrails
from .leaders import lead

NO_INPUT = [{"name": "none", "fallback": "control"}]
"""What a treatment declares that needs to know nothing about a customer."""

ENDED = ("_DECIDED", "_ABORTED")
"""States in which nothing more is measured."""


@dataclass(frozen=True, slots=True)
class Wave:
    """Customers who come by together.

    Attributes:
        exposure_share: How many are let in by then.
        units: Those who are.
    """

    exposure_share: float
    units: list[str]


def waves(story: Json) -> list[Wave]:
    """Return who comes by: a few at each step of the exposure, all others at the last.

    A few are as many as every guardrail needs before more are let in.
    """
    visitors, steps = Visitors(story["id"]), story.get("steps") or [FIRST_RUNG]
    needed = [guardrail_of(one)["minUnits"] for one in guardrails(story)]
    few = 3 * max(needed)
    told = [Wave(share, visitors.let_in(share, few)) for share in steps[:-1]]
    last = steps[-1]
    return told + [
        Wave(last, visitors.let_in(last, story["customers"]))
        for _ in range(story.get("waves", 1))
    ]


class ExperimentStory:
    """One experiment on an idea, by its owner.

    Its leader decides it: whom the story names, or who leads the idea instead.
    """

    def __init__(
        self, company: Company, idea: str, owner: str, leader: str, story: Json
    ) -> None:
        self._company = company
        self._idea = idea
        self._owner = owner
        self._leader = leader
        self._story = story
        self.name = f"experiments/{story['id']}"

    def tell(self) -> str:
        """Tell it to its end, or to where it still runs; return who leads it.

        What has ended before stays as it is. Raises `Untold` if its idea has ended.
        """
        told = self._company.find(self.name)
        if told.get("state", "").endswith(ENDED):
            self._take_up(told)
            return self._leader
        self._leader = lead(
            self._company, self._idea, self._owner, self._leader, self.name
        )
        self._design()
        if "refused" in self._story:
            self._be_refused()
        self._company.act(self._owner, self.name, "start", soon=SOON)
        self._measure()
        self._end()
        return self._leader

    def _take_up(self, told: Json) -> None:
        """Do what follows from a decision, where the story was cut off before."""
        decision = told.get("decision", {})
        verdict = decision.get("verdict", "").removeprefix("VERDICT_")
        if verdict and verdict == self._story["ending"].get("verdict"):
            self._leader = decision["decider"].removeprefix("people/")
            self._follow(self._story["ending"])

    def _design(self) -> None:
        refused = "refused" in self._story
        inputs = [] if refused else self._story.get("inputs", NO_INPUT)
        design = design_of(
            self._story, self._idea, has_horizons=self._company.has_horizons
        )
        design["requiredInputs"] = inputs
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

    def _measure(self) -> None:
        """Let customers come in waves; what was counted before is not told again."""
        counted, told, share = self._counted(), 0, 0.0
        coming = waves(self._story)
        for wave in coming:
            if share and wave.exposure_share > share:
                self._ramp(wave.exposure_share)
            share = wave.exposure_share
            told += len(wave.units)
            lost = self._story.get("loss") if wave is coming[-1] else None
            if told > counted and (members := self._arms_of(wave.units)):
                self._tell(members, lost)

    def _ramp(self, share: float) -> None:
        self._company.act(
            self._owner, self.name, "ramp", step=str(share), exposureShare=share
        )

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

    def _arms_of(self, units: list[str]) -> dict[str, str]:
        """Return the arm of each customer who takes part, as the service assigns it.

        Nobody takes part while the experiment is paused.
        """
        path = f"{self.name}:batchAssign"
        answer = self._company.ask(self._owner, path, {"units": units})
        found = {
            one["unit"]: one["arm"]
            for one in answer["assignments"]
            if one.get("enrolled")
        }
        lost = self._story.get("lostOnTheWay", 0.0)
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
        self._company.act(self._leader, self.name, "decide", soon=SOON, **call)
        self._follow(ending)

    def _follow(self, ending: Json) -> None:
        """Tidy up, and let the idea go where the verdict sends it."""
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

SOON = ("LEADER_VACANT", "TOO_EARLY")
"""The leader may be on the way, and the horizon of the metric has to pass."""


def spread(units: list[str], rate: float) -> Iterator[tuple[str, float]]:
    """Say yes for this share of the units, evenly."""
    for count, unit in enumerate(units):
        yield unit, float(int((count + 1) * rate) - int(count * rate))
