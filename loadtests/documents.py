"""What the people of the load write: one idea, and one experiment on it."""

from google.protobuf.json_format import ParseDict

from day1.experiments.v1 import experiments_service_pb2 as experiments
from day1.ideas.v1 import ideas_service_pb2 as ideas

from .visibility import DOCUMENT

MANUAL = ideas.UserManual(
    stage=ideas.MANUAL_STAGE_WRITTEN,
    sections=[ideas.ManualSection(heading="Find a book", text="Type its title.")],
)

CUSTOMERS = tuple(f"customer-{number}" for number in range(60))
"""Who comes by; about half of them are let in."""

ORDERED, RETURNED = "ordered", "returned"
DESIGN = {
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
    # The same customers get the same arms in every run: no run has bad luck.
    "salt": "books",
    "exposurePercent": 50,
    "primaryMetric": {
        "key": ORDERED,
        "kind": "METRIC_KIND_BEHAVIOUR",
        "direction": "DIRECTION_UP",
        "baseline": 0.5,
        "targetEffect": 0.1,
    },
    "guardrails": [
        {
            "metric": RETURNED,
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
}


def document(leader: str) -> ideas.Idea:
    """Return an idea that lacks nothing but evidence and a hard question."""
    written = ideas.Idea(leader=leader, user_manual=MANUAL, fictional=True)
    written.MergeFrom(WITHOUT_LEADER)
    return written


def design(idea: str) -> experiments.Experiment:
    """Return an experiment on an idea; its rule is in words, for the leader to read."""
    planned = experiments.Experiment(idea=idea)
    return ParseDict(DESIGN, planned)


WITHOUT_LEADER = ideas.Idea()
WITHOUT_LEADER.CopyFrom(DOCUMENT)
WITHOUT_LEADER.ClearField("leader")
