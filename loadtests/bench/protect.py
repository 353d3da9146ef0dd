"""How long a mechanism takes to protect: from its adoption to the first refusal by it.

Each round somebody adopts a mechanism that no start so far was asked of, and the start
of a waiting experiment is rehearsed until the mechanism refuses it. Nothing ever
starts. It is proved on an incident of the demo data, so that has to be there.
"""

import time
import uuid
from typing import Any

from rich.progress import track

from deploy.api import Api, Refused
from deploy.instance import Instance
from web.personas import PERSONAS

ROUNDS = 15
LOOK_EVERY_SECONDS = 0.005
PATIENCE_SECONDS = 30.0
REASON = "MECHANISM_CHECK_FAILED"


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
        tag = uuid.uuid4().hex
        experiment = self._waiting(tag)
        mechanism = self._proven(tag)
        began = time.perf_counter()
        self._reviewer.post(f"/v1/{mechanism}:adopt")
        while not self._stops(experiment, mechanism):
            if time.perf_counter() - began > PATIENCE_SECONDS:
                raise TimeoutError(f"{mechanism} does not protect.")
            time.sleep(LOOK_EVERY_SECONDS)
        return time.perf_counter() - began

    def _waiting(self, tag: str) -> str:
        design = {"idea": self._idea, "title": "Waits", "tags": [tag]}
        return str(self._member.post("/v1/experiments", design)["experiment"]["name"])

    def _proven(self, tag: str) -> str:
        mechanism = {
            "title": "Everyone can go back",
            "originCoes": [self._coe],
            "outputs": "Nothing starts that nobody can stop.",
            "predicate": {"expression": f"experiment.kill_switch == '{tag}'"},
            "scope": {"stage": "STAGE_EXPERIMENT_START", "tags": [tag]},
            "severity": "CHECK_SEVERITY_BLOCK",
            "message": "Nobody wrote down how to stop it.",
            "fixHint": "Write it down.",
        }
        name = self._member.post("/v1/mechanisms", mechanism)["mechanism"]["name"]
        replay = {"coe": self._coe, "corrected": {"patch": {"killSwitch": tag}}}
        self._member.post(f"/v1/{name}:prove", {"replays": [replay]})
        return str(name)

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
