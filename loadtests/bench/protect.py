"""How long a mechanism takes to protect: from its adoption to the first refusal by it.

Each round somebody adopts one more mechanism, and the start of a waiting experiment is
rehearsed until that mechanism refuses it, beside that of the demo. Nothing ever starts.
It is proved on the incident of the demo data, so that has to be there.
"""

import time
from typing import Any

from rich.progress import track

from deploy.api import Api, Refused
from deploy.instance import Instance
from web.personas import PERSONAS

ROUNDS = 15
LOOK_EVERY_SECONDS = 0.005
PATIENCE_SECONDS = 30.0
REASON = "MECHANISM_CHECK_FAILED"
TAG = "fictional"
"""On every experiment of the demo data."""

DECLARED = (
    "experiment.treatment_reads.all(a, experiment.required_inputs"
    '.exists(i, i.name == a && i.fallback == "control"))'
)


def measure(instance: Instance) -> list[float]:
    """Return the seconds of each round.

    Raises `TimeoutError` when a mechanism never protects, and `LookupError` when there
    is no incident to prove one on.
    """
    run = Run(instance)
    return [run.seconds() for _ in track(range(ROUNDS), description="time to protect")]


class Run:
    """A team of the demo makes a mechanism, another one adopts it."""

    def __init__(self, instance: Instance) -> None:
        coe = _incident(instance.api("dan"))
        self._coe, self._idea = str(coe["name"]), str(coe["idea"])
        inside = [one.id for one in PERSONAS if one.team == coe["team"]]
        outside = [one.id for one in PERSONAS if one.team != coe["team"]]
        self._member = instance.api(inside[0])
        self._reviewer = instance.api(outside[0])

    def seconds(self) -> float:
        """Adopt, and return how long it took until somebody was stopped by it."""
        experiment, mechanism = self._waiting(), self._proven()
        began = time.perf_counter()
        self._reviewer.post(f"/v1/{mechanism}:adopt")
        while not self._stops(experiment, mechanism):
            if time.perf_counter() - began > PATIENCE_SECONDS:
                raise TimeoutError(f"{mechanism} does not protect.")
            time.sleep(LOOK_EVERY_SECONDS)
        seconds = time.perf_counter() - began
        self._retire(mechanism)
        return seconds

    def _waiting(self) -> str:
        design = {"idea": self._idea, "title": "Waits", "treatmentReads": ["age"]}
        path = "/v1/experiments"
        answer = self._member.post(path, {**design, "tags": [TAG]})
        return str(answer["experiment"]["name"])

    def _proven(self) -> str:
        mechanism = {
            "title": "Inputs are declared, once more",
            "originCoes": [self._coe],
            "outputs": "No customer gets a guess where data is missing.",
            "predicate": {"expression": DECLARED},
            "scope": {"stage": "STAGE_EXPERIMENT_START", "tags": [TAG]},
            "severity": "CHECK_SEVERITY_BLOCK",
            "message": "The treatment reads what required_inputs does not list.",
            "fixHint": "List it, with fallback = control.",
        }
        name = self._member.post("/v1/mechanisms", mechanism)["mechanism"]["name"]
        weight = {"name": "child_weight", "fallback": "control"}
        replay = {
            "coe": self._coe,
            "mutatedIncidents": [{"patch": {"treatmentReads": ["age"]}}],
            "corrected": {"patch": {"requiredInputs": [weight]}},
        }
        self._member.post(f"/v1/{name}:prove", {"replays": [replay]})
        return str(name)

    def _retire(self, mechanism: str) -> None:
        """End it: a refusal names only so many mechanisms."""
        seen = {"outputsReached": True, "stillNeeded": False, "weOwnIt": True}
        body = {**seen, "evidence": "It refused a start."}
        self._member.post(f"/v1/{mechanism}:inspect", body)
        self._member.post(f"/v1/{mechanism}:retire", {"reason": "It is measured."})

    def _stops(self, experiment: str, mechanism: str) -> bool:
        try:
            self._member.post(f"/v1/{experiment}:start", {"validateOnly": True})
        except Refused as refusal:
            return any(
                rule["type"] == REASON and mechanism.partition("/")[2] in str(rule)
                for rule in _violations(refusal)
            )
        return False


def _incident(api: Api) -> dict[str, Any]:
    """Return a COE about an experiment that was started: its snapshot is recorded."""
    for coe in api.get("/v1/coes?page_size=200").get("coes", []):
        if coe["source"].startswith("experiments/"):
            return dict(coe)
    raise LookupError("There is no COE about an experiment: load the demo data.")


def _violations(refusal: Refused) -> list[dict[str, Any]]:
    details = refusal.body.get("error", {}).get("details", [])
    return [rule for each in details for rule in each.get("violations", [])]
