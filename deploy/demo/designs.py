"""The designs of experiments: yes or no for each customer, and rules that compute.

Targets are bold: a large difference is found, or ruled out, with few customers.
"""

from . import texts
from .company import Json

FIRST_RUNG = 0.01
"""What is not let in step by step, is tried on one customer in a hundred."""

MIN_UNITS = 10
"""Treated customers whom a guardrail of a story needs."""

SCALE_FROM = 0.05
"""How much better it has to be for sure, as a share of all customers."""

CONVERSION = "METRIC_AGGREGATION_CONVERSION"


def design_of(story: Json, idea: str, *, has_horizons: bool = True) -> Json:
    """Return a complete design, with a rule that the service works out by itself.

    Without horizons it can be decided at once, where their days would be real ones.
    """
    metric = story["metric"] if has_horizons else {**story["metric"], "horizonDays": 0}
    bound = story.get("scaleFrom", SCALE_FROM)
    steps = story.get("steps", [])
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
        "exposureShare": (steps or [FIRST_RUNG])[-1],
        "exposureShareSteps": steps,
        "primaryMetric": metric_of(metric),
        "secondaryMetrics": [metric_of(one) for one in story.get("secondary", [])],
        "guardrails": [guardrail_of(one) for one in guardrails(story)],
        "lossCap": story["lossCap"],
        "killSwitch": story["killSwitch"],
        "decisionRule": {
            "scaleIf": f"It is better by {bound:g} for sure, and nothing breaks.",
            "pivotIf": "It is better, and customers told us of another need.",
            "scale": {
                "figure": "EFFECT_FIGURE_LOWER_BOUND",
                "atLeast": bound,
                "guardrailsGreen": True,
            },
            "pivot": {"figure": "EFFECT_FIGURE_DIFFERENCE", "newNeeds": 1},
        },
        "maxRuntime": "2419200s",
        "treatmentReads": story.get("reads", []),
        "testedDoors": story.get("doors", []),
        "tags": [texts.TAG, *story.get("tags", [])],
    }


def metric_of(metric: Json) -> Json:
    """Return a metric that is yes or no for each customer, as the contract has it."""
    return {
        **metric,
        "kind": f"METRIC_KIND_{metric['kind']}",
        "direction": f"DIRECTION_{metric['direction']}",
        "aggregation": CONVERSION,
    }


def guardrails(story: Json) -> list[Json]:
    """Return what must not break: one guardrail, and those beside it."""
    return [story["guardrail"], *story.get("guardrailsBeside", [])]


def guardrail_of(guardrail: Json) -> Json:
    """Return a guardrail on how many it happens to, as the contract has it."""
    severity = guardrail.get("severity", "HIGH")
    return {
        "metric": guardrail["metric"],
        "comparison": "COMPARISON_AT_MOST",
        "threshold": guardrail["atMost"],
        "minUnits": guardrail.get("minUnits", MIN_UNITS),
        "severity": f"BREACH_SEVERITY_{severity}",
        "action": "GUARDRAIL_ACTION_PAUSE",
        "aggregation": CONVERSION,
    }
