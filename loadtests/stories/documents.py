"""What the people of the load write: one idea, and one experiment on it."""

from google.protobuf.json_format import ParseDict
from google.type.date_pb2 import Date
from google.type.money_pb2 import Money

from day1.checks.v1 import checks_pb2 as checks
from day1.experiments.v1 import experiments_pb2 as experiments
from day1.ideas.v1 import ideas_pb2 as ideas
from deploy.demo.customers import Visitors

DOCUMENT = ideas.IdeaDocument(
    title="Every book in print",
    customer=ideas.Customer(segment="Readers", context="Far away.", need="Any book."),
    press_release=ideas.PressRelease(
        headline="Every book in print, at your door",
        claim=ideas.Claim(
            metric="titles",
            baseline=1,
            target=2,
            by_date=Date(year=2099, month=1, day=1),
        ),
        summary="One million titles.",
        problem="Shelves are short.",
        benefit="You find the book you want.",
        journey="Search, order, open the parcel.",
    ),
    five_questions=ideas.FiveQuestions(
        who="Readers.",
        problem="Distance.",
        benefit="Choice.",
        evidence="Forty readers told us.",
        experience="One minute.",
    ),
    doors=[
        ideas.Door(
            id="stock",
            decision="List what is not in stock",
            kind=checks.DOOR_KIND_TWO_WAY,
            undo=ideas.Undo(
                plan="Hide it", cost=Money(currency_code="USD", units=1), days=1
            ),
        )
    ],
    cost_of_failure=ideas.CostOfFailure(
        loss_cap=Money(currency_code="USD", units=5000)
    ),
    leader="people/ben",
    mlp_features=["Search by title"],
    customer_faqs=[
        ideas.Faq(id="cf-different", answer="No shop has room for all of them."),
        ideas.Faq(id="cf-cost", answer="The price of the book."),
    ],
)
IDEA = ideas.Idea(document=DOCUMENT)
EVIDENCE = ideas.Evidence(
    kind=ideas.EVIDENCE_KIND_CUSTOMER_CONVERSATION,
    result=ideas.EVIDENCE_RESULT_SUPPORTS,
    summary="Forty readers told us.",
)
MANUAL = ideas.UserManual(
    stage=ideas.MANUAL_STAGE_WRITTEN,
    sections=[ideas.ManualSection(heading="Find a book", text="Type its title.")],
)

SALT, FIRST_RUNG = "shop", 0.01
"""The same customers get the same arms in every run: no run has bad luck."""

CUSTOMERS = tuple(Visitors(SALT).let_in(FIRST_RUNG, 24))
"""Who is let in, of many more who come by; a dozen of them get the treatment."""

ORDERED, RETURNED = "ordered", "returned"
CONVERSION = "METRIC_AGGREGATION_CONVERSION"
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
    "salt": SALT,
    "exposureShare": FIRST_RUNG,
    "primaryMetric": {
        "key": ORDERED,
        "kind": "METRIC_KIND_BEHAVIOR",
        "direction": "DIRECTION_UP",
        "aggregation": CONVERSION,
        "baseline": 0.05,
        # So bold that eight customers in each arm are enough.
        "targetEffect": 0.9,
    },
    "guardrails": [
        {
            "metric": RETURNED,
            "comparison": "COMPARISON_AT_MOST",
            "threshold": 0.1,
            "minUnits": 5,
            "severity": "BREACH_SEVERITY_HIGH",
            "aggregation": CONVERSION,
        }
    ],
    "lossCap": {"currencyCode": "USD", "units": 3000},
    "killSwitch": "Turn the flag off.",
    "decisionRule": {
        "scaleIf": "It adds 0.1 for sure, and nothing breaks.",
        "pivotIf": "It adds something, and customers told us of a new need.",
        "scale": {
            "figure": "EFFECT_FIGURE_LOWER_BOUND",
            "atLeast": 0.1,
            "guardrailsGreen": True,
        },
        "pivot": {"figure": "EFFECT_FIGURE_DIFFERENCE", "newNeeds": 1},
    },
}


def document(leader: str) -> ideas.Idea:
    """Return an idea that lacks nothing but evidence and a hard question."""
    written = ideas.Idea(document=DOCUMENT, fictional=True)
    written.document.leader = leader
    written.document.user_manual.CopyFrom(MANUAL)
    return written


def design(idea: str) -> experiments.Experiment:
    """Return an experiment on an idea; its rule says what it comes to."""
    planned = experiments.Experiment(idea=idea)
    return ParseDict(DESIGN, planned)
