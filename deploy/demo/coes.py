"""Tells a COE: what happened, why, and the mechanism that keeps it from happening.

A mechanism is proved on what was recorded of the incident, and adopted by another team.
"""

from datetime import datetime, timedelta
from typing import Any

from . import texts
from .company import Company, Json

SOON = ("INCIDENT_NOT_RECORDED", "COE_NOT_FOUND")
"""What was recorded may be on its way."""


class CoeStory:
    """One COE of `data/coes`.

    Attributes:
        name: Of the COE; a guardrail that broke gave it one that nobody chose.
    """

    def __init__(self, company: Company, story: Json) -> None:
        self._company = company
        self._story = story
        self._owner: str = story["owner"]
        self._reviewer: str = story["reviewer"]
        self.name = f"coes/{story['id']}"

    def tell(self) -> None:
        """Tell it until its mechanism acts."""
        if self._story.get("openedByEvent"):
            self.find()
        else:
            self._open()
        self._write_down()
        if weak := self._story.get("weakCorrection"):
            self._refuse(weak)
        for mechanism in self._story["mechanisms"]:
            MechanismStory(self._company, texts.story("mechanisms", mechanism)).tell()
        self._correct()
        self._finish()

    def tell_again(self) -> None:
        """Hand it in once more, after it came back and its mechanism was improved."""
        self._company.await_event(self.find(), "CoeReopened")
        self._submit("again")

    def find(self) -> str:
        """Return its name, once it is there."""
        if self._story.get("openedByEvent"):
            found = self._company.first("coes", source=self._story["source"])
            self.name = str(found["name"])
        return self.name

    def _open(self) -> None:
        report = {
            "title": self._story["title"],
            "severity": f"INCIDENT_SEVERITY_{self._story['severity']}",
            "source": self._source(),
            "fictional": True,
        }
        self._company.create(self._owner, "coes", self._story["id"], report)

    def _source(self) -> str:
        """Return what it happened to; the review of an idea got its name by itself."""
        source: str = self._story["source"]
        if not source.startswith("review of "):
            return source
        idea = source.removeprefix("review of ")
        return str(self._company.first("reviews", idea=idea)["name"])

    def _write_down(self) -> None:
        told = self._company.resource(self.name)
        times = self._times(told)
        facts = ("summary", "impact", "trigger", "detectedBy", "lessons", "questions")
        report = {
            "title": self._story["title"],
            **{field: self._story[field] for field in facts if field in self._story},
            **{f"{moment}Time": time for moment, time in times.items()},
            "timeline": [
                {"time": times[moment], "fact": fact, "evidenceUrl": url}
                for moment, fact, url in self._story["facts"]
            ],
            "causeClass": self._story["causeClass"],
            "metrics": self._story.get("metrics", []),
            "fictional": True,
        }
        self._company.edit(self._owner, self.name, report)
        self._company.act(self._owner, self.name, "startAnalysis")
        for number, (question, answer, why_class) in enumerate(self._story["whys"]):
            why = {
                "question": question,
                "answer": answer,
                "whyClass": f"WHY_CLASS_{why_class}",
            }
            chains = self._company.resource(self.name).get("causeChains", [])
            chain = {"chainId": chains[0]["id"]} if number else {}
            step = str(number)
            self._company.act(
                self._owner, self.name, "addWhy", step=step, why=why, **chain
            )

    def _times(self, told: Json) -> dict[str, str]:
        """Return its four moments; those of a guardrail are as they were."""
        if "times" in self._story:
            return dict(self._story["times"])
        began = told["startTime"]
        noticed = max(told["detectTime"], began)
        over = datetime.fromisoformat(noticed) + timedelta(milliseconds=200)
        resolved = over.isoformat().replace("+00:00", "Z")
        return {
            "start": began,
            "detect": noticed,
            "mitigate": noticed,
            "resolve": resolved,
        }

    @property
    def _due(self) -> str:
        """By when its corrections are due; the same however often this is told."""
        created = self._company.resource(self.name)["createTime"]
        return (datetime.fromisoformat(created) + timedelta(days=90)).isoformat()

    def _refuse(self, weak: str) -> None:
        """Try what people try first: to ask people to be careful."""
        reminder = {
            "id": "reminder",
            "kind": "CORRECTION_KIND_HUMAN_REMINDER",
            "text": weak,
            "team": self._company.resource(self.name)["team"],
            "dueTime": self._due,
            "effect": "CORRECTION_EFFECT_PREVENT",
        }
        changes = {"corrections": [reminder]}
        self._company.edit(self._owner, self.name, changes, step="reminder")
        self._company.is_refused(
            self._owner, self.name, "submit", "FIX_IS_NOT_A_MECHANISM"
        )

    def _correct(self) -> None:
        corrections = [
            {
                **each,
                "kind": f"CORRECTION_KIND_{each['kind']}",
                "effect": f"CORRECTION_EFFECT_{each['effect']}",
                "dueTime": self._due,
            }
            for each in self._story["corrections"]
        ]
        changes = {"corrections": corrections}
        self._company.edit(self._owner, self.name, changes, step="mechanisms")
        self._submit("first")

    def _submit(self, step: str) -> None:
        self._company.act(self._owner, self.name, "submit", step=step)
        if waiver := self._story.get("waiver"):
            self._waive(waiver)
        self._company.act(self._reviewer, self.name, "approve", step=step)

    def _waive(self, reason: str) -> None:
        """Let it go on without its mechanism, for a while."""
        if "waiver" in self._company.resource(self.name):
            return
        until = datetime.now().astimezone() + timedelta(days=60)
        self._company.act(
            self._reviewer,
            self.name,
            "waiveMechanism",
            reason=reason,
            expireTime=until.isoformat(),
        )

    def _finish(self) -> None:
        """Report the rest done, and wait until the mechanism acts."""
        for each in self._story["corrections"]:
            if each["kind"] != "MECHANISM":
                self._company.act(
                    self._owner,
                    self.name,
                    "completeCorrection",
                    step=each["id"],
                    correctionId=each["id"],
                    evidenceUrl=f"/{self.name}",
                )
        self._company.await_event(self.name, "CoeCorrected")


class MechanismStory:
    """One mechanism of `data/mechanisms`."""

    def __init__(self, company: Company, story: Json) -> None:
        self._company = company
        self._story = story
        self._proposer: str = story["proposer"]
        self.name = f"mechanisms/{story['id']}"

    def tell(self) -> None:
        """Propose it; prove, adopt, inspect and retire it, as far as its story goes."""
        body = {**self._named(self._story["mechanism"]), "fictional": True}
        self._company.create(self._proposer, "mechanisms", self._story["id"], body)
        for number, report in enumerate(self._story.get("reports", [])):
            self._report(f"report-{number}", report)
        if "replays" in self._story:
            replays = self._named(self._story["replays"])
            self._company.act(
                self._proposer, self.name, "prove", replays=replays, soon=SOON
            )
        if adopter := self._story.get("adopter"):
            self._company.act(adopter, self.name, "adopt")
            self._company.until(self._is_active, f"{self.name} to act everywhere")
        if inspection := self._story.get("inspection"):
            self._company.act(self._proposer, self.name, "inspect", **inspection)
        if reason := self._story.get("retired"):
            self._company.act(self._proposer, self.name, "retire", reason=reason)

    def improve(self) -> None:
        """Make the next version, proved on all of its incidents."""
        better = self._named(self._story["improved"])
        self._company.act(self._proposer, self.name, "improve", soon=SOON, **better)
        self._company.until(self._is_active, f"{self.name} to act everywhere")

    def _report(self, step: str, report: Json) -> None:
        self._company.act(
            report["by"],
            self.name,
            "reportCheckResult",
            step=step,
            subject=report["subject"],
            result=f"CHECK_RESULT_{report['result']}",
            evidenceUrl=report["evidenceUrl"],
        )

    def _is_active(self) -> bool:
        told = self._company.resource(self.name)
        is_over = told["state"] != "MECHANISM_STATE_ADOPTED"
        return is_over or bool(told.get("adoption", {}).get("active"))

    def _named(self, told: Any) -> Any:
        """Return it with the present names of COEs in the place of `coes/coe-1`."""
        if isinstance(told, dict):
            return {key: self._named(value) for key, value in told.items()}
        if isinstance(told, list):
            return [self._named(value) for value in told]
        kind, _, coe = told.partition("/") if isinstance(told, str) else ("", "", "")
        if kind == "coes" and coe in texts.ids("coes"):
            return CoeStory(self._company, texts.story("coes", coe)).find()
        return told


def write_briefly(company: Company, source: str, owner: str) -> None:
    """Begin the analysis of a COE that a guardrail has opened."""
    coe = company.first("coes", source=source)
    over = max(coe["detectTime"], coe["startTime"])
    report = {
        "impact": {"customers": 9, "duration": "300s"},
        "mitigateTime": over,
        "resolveTime": over,
        "fictional": True,
    }
    company.edit(owner, coe["name"], report)
    company.act(owner, coe["name"], "startAnalysis")
