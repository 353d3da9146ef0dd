"""The loop: from an incident to a COE, to a mechanism, and on to who is stopped by it.

A `Correction` is one COE on its way. Its owner is the author of a story, whose
incident it is; its reviewer is Joy, of another team. Mechanisms are asked only of what
carries their tag, so that stories do not stop each other.
"""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.e2e.story import Answer, Product, Story, somebody
from tests.e2e.tools import REVIEWER

DECLARED = (
    "experiment.treatment_reads.all(a, experiment.required_inputs"
    '.exists(i, i.name == a && i.fallback == "control"))'
)
"""What the treatment reads is declared, and who lacks it gets control."""

ROOT_CAUSE = "Nothing makes an experiment declare the inputs its treatment needs."
WHYS = (
    ("The boxes were too big.", "SYMPTOM"),
    ("The size advanced too early.", "COMPONENT"),
    ("It was guessed from the age.", "COMPONENT"),
    ("The weight was missing.", "COMPONENT"),
    ("The form let it be skipped, and the model fell back silently.", "PROCESS"),
    (ROOT_CAUSE, "SYSTEMIC"),
)
"""Why, and why that: answer, and how deep it goes."""

PROVED: Answer = {
    "incident": {"answer": "nothing"},
    "mutatedIncidents": [{"answer": ""}],
    "corrected": {"answer": "all"},
}
"""How a question is proved on an incident, beside its name."""

BACK_TO_CONTROL = {"name": "weight", "fallback": "control"}


def corrected(**changes: Any) -> Answer:
    """Return how an incident is replayed: as wrong in another way, and as it should be.

    In the other way it reads the age, and does not declare it either.
    """
    mutated = {"treatmentReads": ["age"], "requiredInputs": []}
    return {
        "mutatedIncidents": [{"patch": mutated}],
        "corrected": {"patch": changes},
    }


def declared(attribute: str) -> Answer:
    """Return an input that is declared: who lacks it gets control."""
    return {**BACK_TO_CONTROL, "name": attribute}


def good_starts(product: Product, tag: str) -> list[Story]:
    """Start three experiments that declare their inputs, on ideas with this tag.

    What a grave incident leads to is proved on them as well: they have to pass.
    """
    stories = []
    for attribute in ("socket", "shelf", "language"):
        story = Story(product, author="finn", leader=somebody("leader", "devices"))
        story.draft(title=f"By {attribute}", trendTags=[tag])
        story.submit()
        story.approve()
        reads = {"treatmentReads": [attribute]}
        story.start(**reads, requiredInputs=[declared(attribute)])
        stories.append(story)
    return stories


def own_tag(story: Story, word: str) -> str:
    """Return a tag that no other story has."""
    return f"{word}-{story.leader[7:15]}"


def stamp(moment: datetime) -> str:
    """Return a moment as JSON has it."""
    return moment.isoformat().replace("+00:00", "Z")


def chain(*whys: tuple[str, str]) -> Answer:
    """Return a chain of whys out of answers and classes."""
    return {
        "whys": [
            {"question": "Why?", "answer": answer, "whyClass": f"WHY_CLASS_{kind}"}
            for answer, kind in whys
        ]
    }


def analysis(**changes: Any) -> Answer:
    """Return all that a COE has to say, but for what is done about it."""
    now = datetime.now(UTC)
    minutes = {"startTime": 40, "detectTime": 30, "mitigateTime": 20, "resolveTime": 10}
    times = {key: stamp(now - timedelta(minutes=m)) for key, m in minutes.items()}
    return {
        "summary": "Customers got what does not fit.",
        "impact": {"customers": "17", "duration": "600s"},
        **times,
        "timeline": [
            {
                "time": times["startTime"],
                "fact": "It went out.",
                "evidenceUrl": "/services/packing",
            }
        ],
        "causeChains": [chain(*WHYS)],
        "causeClass": "undeclared-input",
        "questions": {"wouldExistingMechanismHavePrevented": "No, none asks for it."},
        **changes,
    }


def report(**changes: Any) -> Answer:
    """Return a COE that somebody opens by hand, with all that it has to say."""
    told = {"title": "Boxes too large", "severity": "INCIDENT_SEVERITY_MEDIUM"}
    return {**told, "source": "services/packing", **analysis(), **changes}


def fix(reference: str = "", **changes: Any) -> Answer:
    """Return a correction: a mechanism, or what `changes` make of it."""
    return {
        "kind": "CORRECTION_KIND_MECHANISM",
        "reference": reference,
        "team": "teams/books",
        "dueTime": stamp(datetime.now(UTC) + timedelta(days=7)),
        **changes,
    }


def reminder(text: str) -> Answer:
    """Return a correction that asks people to remember something."""
    return fix(kind="CORRECTION_KIND_HUMAN_REMINDER", text=text)


def start_rule(tag: str, *origins: str, **changes: Any) -> Answer:
    """Return a mechanism that reads the designs of experiments with this tag."""
    return {
        "title": "Inputs are declared",
        "originCoes": list(origins),
        "outputs": "No customer gets a guess where data is missing.",
        "inputs": "What the treatment reads, as its design says.",
        "predicate": {"expression": DECLARED},
        "scope": {"stage": "STAGE_EXPERIMENT_START", "tags": [tag]},
        "severity": "CHECK_SEVERITY_BLOCK",
        "message": "The treatment reads what required_inputs does not list.",
        "fixHint": "Add it and set fallback=control.",
        **changes,
    }


def asked_of_reviews(tag: str, *origins: str, **changes: Any) -> Answer:
    """Return a mechanism that asks the decider of every review with this tag."""
    answers = [
        {"id": "all", "text": "All of it, with a fallback", "risk": "RISK_NONE"},
        {"id": "nothing", "text": "Nothing is", "risk": "RISK_HIGH"},
    ]
    mechanism = start_rule(tag, *origins, title="Inputs are asked for")
    del mechanism["predicate"]
    return {
        **mechanism,
        "question": {
            "prompt": "What is declared of what it reads?",
            "answers": answers,
        },
        "scope": {"stage": "STAGE_REVIEW_DECIDE", "tags": [tag]},
        "message": "Nothing is declared of what it reads.",
        "fixHint": "List the inputs, and what happens without them.",
        **changes,
    }


def change(story: Story, person: str, name: str, changes: Answer) -> Answer:
    """Change a resource, and return the whole answer."""
    path = f"/v1/{name}?request_id={uuid.uuid4()}"
    api = story.api(person)
    return story.soon(lambda: api.call("PATCH", path, changes))


def propose(story: Story, mechanism: Answer, id_prefix: str = "") -> str:
    """Let the author propose a mechanism; return its name."""
    path = "/v1/mechanisms"
    if id_prefix:
        path += f"?mechanism_id={id_prefix}-{uuid.uuid4().hex[:8]}"
        api = story.api(story.author)
        answer = story.soon(lambda: api.post(path, mechanism))
    else:
        answer = story.write(story.author, path, mechanism)
    return str(answer["mechanism"]["name"])


def prove(story: Story, mechanism: str, *replays: Answer) -> Answer:
    """Let the author replay incidents; return the mechanism."""
    path = f"/v1/{mechanism}:prove"
    body = {"replays": list(replays)}
    answer: Answer = story.write(story.author, path, body)["mechanism"]
    return answer


def adopt(story: Story, mechanism: str, by: str = REVIEWER) -> Answer:
    """Let somebody of another team adopt it; return it once all that act have it."""
    story.write(by, f"/v1/{mechanism}:adopt")
    story.product.await_true(
        lambda: story.resource(mechanism)["adoption"].get("active"),
        f"{mechanism} acts",
    )
    return story.resource(mechanism)


def counted(story: Story, mechanism: str, **counters: int) -> Answer:
    """Return the counters of a mechanism, once they are at these numbers."""

    def look() -> bool:
        found = story.resource(mechanism)["counters"]
        return all(found[name] == str(number) for name, number in counters.items())

    story.product.await_true(look, f"{mechanism} has counted {counters}")
    answer: Answer = story.resource(mechanism)["counters"]
    return answer


def said_in(proof: Answer) -> tuple[str, str]:
    """Return what a mechanism said on the incident, and on the corrected one."""
    return proof["saidOnIncident"], proof["saidOnCorrected"]


class Correction:
    """One COE on its way, and the people who move it.

    Attributes:
        name: Of the COE.
    """

    def __init__(self, story: Story, name: str, reviewer: str = REVIEWER) -> None:
        self.story = story
        self.name = name
        self.reviewer = reviewer

    @classmethod
    def by_hand(cls, story: Story, **changes: Any) -> "Correction":
        """Let the author tell of an incident, and ask why."""
        coe = story.write(story.author, "/v1/coes", report(**changes))["coe"]
        correction = cls(story, str(coe["name"]))
        correction.act("startAnalysis")
        return correction

    @property
    def coe(self) -> Answer:
        """The COE as it is now."""
        return self.story.resource(self.name)

    def path(self, method: str) -> str:
        """Return the path of one of its methods."""
        return f"/v1/{self.name}:{method}"

    def act(self, method: str, by: str = "", **body: Any) -> Answer:
        """Let the owner, or somebody else, do something with it; return it."""
        person = by or self.story.author
        answer: Answer = self.story.write(person, self.path(method), body)["coe"]
        return answer

    def write(self, **changes: Any) -> Answer:
        """Let the owner write it down; return the answer with its warnings."""
        return change(self.story, self.story.author, self.name, changes)

    def refuses(self, method: str, *reasons: str, by: str = "", **body: Any) -> str:
        """Assert that a method is refused for these reasons, and return the words."""
        person = by or self.story.author
        return self.story.refuses(person, self.path(method), body, reasons=reasons)

    def correct_by(self, *mechanisms: str) -> None:
        """Hand it in with these mechanisms as its fix, and let the reviewer approve."""
        self.write(corrections=[fix(mechanism) for mechanism in mechanisms])
        self.act("submit")
        self.act("approve", by=self.reviewer)

    def await_state(self, state: str) -> None:
        """Wait until it is WATCHING, ANALYZING, ..."""
        self.story.await_state(self.name, f"COE_STATE_{state}")
