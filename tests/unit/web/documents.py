"""Messages as the services would send them, named as the thing in its state."""

from google.protobuf.timestamp_pb2 import Timestamp
from google.type.money_pb2 import Money

from day1.checks.v1 import checks_pb2 as checks
from day1.coes.v1 import coes_pb2 as coes
from day1.experiments.v1 import experiments_pb2 as experiments
from day1.ideas.v1 import ideas_pb2 as ideas
from day1.reviews.v1 import reviews_pb2 as reviews

NOON = Timestamp(seconds=1_790_000_000)
SCRIPT = "<script>alert('x')</script>"


def document(title: str) -> ideas.IdeaDocument:
    """Return a document with most of its parts."""
    return ideas.IdeaDocument(
        title=title,
        leader="people/ben",
        customer={"segment": "Readers", "context": "In a hurry", "need": "No queue"},
        press_release={
            "headline": "Return it in one scan",
            "claim": {"metric": "minutes", "baseline": 9, "target": 0.5},
            "summary": f"We announce {SCRIPT}",
            "customer_quote": "At last.",
        },
        five_questions={"who": "Readers with a parcel"},
        doors=[
            {
                "id": "door-1",
                "decision": "Open the lockers",
                "kind": checks.DOOR_KIND_TWO_WAY,
                "undo": {
                    "plan": "Close them",
                    "cost": Money(currency_code="USD", units=1200),
                    "days": 2,
                },
            }
        ],
        cost_of_failure={
            "loss_cap": Money(currency_code="USD", units=5000),
            "customers_exposed": 300,
        },
    )


def idea(state: ideas.IdeaState, title: str = "Locker return") -> ideas.Idea:
    """Return an idea with every part of its document."""
    return ideas.Idea(
        name="ideas/7f3",
        title=title,
        author="people/ann",
        team="teams/books",
        leader="people/ben",
        state=state,
        revision="1.0",
        etag="5",
        document=document(title),
        history=[
            {"time": NOON, "actor": "people/ann", "event": "IdeaCreated", "state": 1}
        ],
    )


def review(state: reviews.ReviewState) -> reviews.Review:
    """Return a review of that idea, which ben has still to read."""
    return reviews.Review(
        name="reviews/r1",
        idea="ideas/7f3",
        title="Locker return",
        author="people/ann",
        decider="people/ben",
        policy=reviews.REVIEW_POLICY_LIGHT,
        readers=[{"person": "people/ben"}],
        document=[{"id": "summary", "heading": "Summary", "text": SCRIPT}],
        state=state,
        etag="2",
        decision={"outcome": 1, "rationale": "Try it.", "decider": "people/ben"},
        history=[{"time": NOON, "actor": "services/ideas", "event": "ReviewOpened"}],
    )


def experiment(state: experiments.ExperimentState) -> experiments.Experiment:
    """Return an experiment on that idea, fully designed."""
    return experiments.Experiment(
        name="experiments/e1",
        idea="ideas/7f3",
        title="Ten lockers",
        owner="people/ann",
        leader="people/ben",
        state=state,
        etag="9",
        hypothesis={"change": "open", "customer": "readers", "expected": "return"},
        arms=[
            {"id": "control", "weight": 1, "control": True},
            {"id": "treatment", "weight": 1},
        ],
        primary_metric={"key": "returned", "kind": 1, "direction": 1, "baseline": 0.5},
        guardrails=[{"metric": "lost", "comparison": 1, "threshold": 0.01}],
        pause={"trigger": 2, "cause": "lost is 0.2; at most 0.01 is safe."},
        decision={"verdict": 1, "learning": "They do."},
        history=[{"time": NOON, "actor": "people/ann", "event": "ExperimentCreated"}],
    )


def coe(state: coes.CoeState) -> coes.Coe:
    """Return a COE of that experiment."""
    return coes.Coe(
        name="coes/c1",
        title="Parcels lost",
        source="experiments/e1",
        idea="ideas/7f3",
        severity=coes.INCIDENT_SEVERITY_HIGH,
        summary=SCRIPT,
        owner="people/ann",
        state=state,
        etag="1",
        history=[{"time": NOON, "actor": "services/experiments", "event": "CoeOpened"}],
    )
