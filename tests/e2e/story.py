"""The stories of the product, step by step, through the JSON API.

A `Story` is one idea on its way, from a draft to launch. Its author is Ann, its leader
somebody whom nobody else knows: a leader leads one idea, so stories must not share one.

Whoever acts is a persona (`ann`), or anybody of some team (`someone@stores`).

What a story can do: `draft` or `draft_full`, `evidence`, `ask`, `answer`, `visual`,
`edit`; `submit`; `approve`, or `hold_debate`, `list_information` and `approve_full`;
`start`, `measure`, `stop`, `decide`, `launch`. What goes wrong: `refuses`. For all
else there are `write`, `read`, `call` and the two kinds of `await_`.
"""

import time
import uuid
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from chassis.tokens import mint
from deploy.api import Api, Refused
from deploy.demo.customers import Visitors
from deploy.keychain import Keychain
from loadtests.stories.documents import DESIGN, FIRST_RUNG
from tests.e2e.reasons import CODES

PATIENCE_SECONDS = 30.0
NOT_YET = {"IDEA_UNKNOWN", "IDEA_NOT_APPROVED", "LEADER_VACANT", "UNAVAILABLE"}
Answer = dict[str, Any]

DECIDER = "joy"
READERS = ("kai", "cara", "dan")
"""Who decides and who reads behind a one-way door: two teams, and neither is Ann's."""

BETTER = {"control": 0.05, "treatment": 1.0}
ALIKE = {"control": 0.5, "treatment": 0.5}
A_LITTLE = {"control": 0.5, "treatment": 0.6}
"""Shares of customers who order: enough to scale, to kill, and to pivot on a need."""

RATES = {
    "VERDICT_SCALE": BETTER,
    "VERDICT_KILL": ALIKE,
    "VERDICT_PIVOT": A_LITTLE,
}
"""Verdict to what the rule of `design` finds it in."""

WIDE = (0.01, 0.05, 0.25, 0.5)
"""Steps by which half of all units are let in."""

REMEDY = {"remedy": "The scanner counts again."}
"""What was done about a guardrail that broke."""

BATCH = 5000
"""Messages in a stream; the limit is 10,000."""


def usd(units: int) -> Answer:
    """Return an amount of money, as JSON has it."""
    return {"currencyCode": "USD", "units": units}


TWO_WAY_DOOR: Answer = {
    "id": "catalogue",
    "decision": "List what is not in stock",
    "kind": "DOOR_KIND_TWO_WAY",
    "undo": {"plan": "Hide it", "cost": usd(100), "days": 1},
}
ONE_WAY_DOOR: Answer = {
    "id": "promise",
    "decision": "Promise every book in print, for ever",
    "kind": "DOOR_KIND_ONE_WAY",
}
FULL = {
    collection: f"{collection.removesuffix('s').upper()}_VIEW_FULL"
    for collection in ("ideas", "reviews", "experiments", "coes", "mechanisms")
}
"""Collection to the view of its list that leaves nothing out."""

NEEDS = {
    "How many titles are in print": (3, True),
    "What a search costs": (3, True),
    "How long publishers take": (3, True),
    "Who returns books": (3, True),
    "What a parcel weighs": (2, True),
    "Whether readers come back": (3, False),
    "What a rival would do": (2, False),
}
"""What one would like to know: how much it matters, and whether it is known.

14 of 19 parts are known, which is 0.74.
"""


def document(**changes: Any) -> Answer:
    """Return a complete document with one two-way door, led by Ben."""
    return {
        "title": "Every book in print",
        "customer": {
            "segment": "Readers far from a bookshop",
            "context": "The next one is an hour away.",
            "need": "Any book in print, without the drive.",
        },
        "pressRelease": {
            "headline": "Every book in print, at your door",
            "claim": {
                "metric": "titles within a week",
                "baseline": 3000,
                "target": 1000000,
                "byDate": {"year": 2099, "month": 7, "day": 16},
            },
            "summary": "One million titles.",
            "problem": "Shelves are short.",
            "benefit": "You find the book you want.",
            "journey": "Search, order, open the parcel.",
            "customerQuote": "It changed my evenings.",
        },
        "fiveQuestions": {
            "who": "Readers.",
            "problem": "Distance.",
            "benefit": "Choice.",
            "evidence": "Forty readers told us.",
            "experience": "One minute.",
        },
        "customerFaqs": [
            {"id": "cf-different", "answer": "No shop has room for all of them."},
            {"id": "cf-cost", "answer": "The price of the book and 3 USD."},
        ],
        "mlpFeatures": ["Search by title", "A parcel at the door"],
        "userManual": {
            "stage": "MANUAL_STAGE_WRITTEN",
            "sections": [{"heading": "Find a book", "text": "Type its title."}],
        },
        "doors": [TWO_WAY_DOOR],
        "costOfFailure": {"lossCap": usd(5000), "customersExposed": 1000},
        "leader": "people/ben",
        **changes,
    }


def full_document(**changes: Any) -> Answer:
    """Return a complete document with a one-way door, and two debated topics."""
    plain = document()
    return {
        **plain,
        "customerFaqs": [
            *plain["customerFaqs"],
            {"id": "cf-refund", "answer": "Send it back within thirty days."},
            {"id": "cf-manage", "answer": "Your orders are on one page."},
        ],
        "internalFaqs": [
            {"id": "if-decisions", "answer": "Whether to hold stock."},
            {"id": "if-feedback", "answer": "Forty readers tried a list on paper."},
            {"id": "if-disappoint", "answer": "A book that is sold out meanwhile."},
        ],
        "rejectedOptions": [{"option": "More shops", "reason": "Still too far."}],
        "debatedTopics": ["Whether to hold stock", "Whether to list used books"],
        "contradictionSought": "We asked ten who love their bookshop.",
        "doors": [ONE_WAY_DOOR],
        **changes,
    }


BESIDE = {
    "coAuthors",
    "members",
    "businessUnit",
    "origin",
    "trendTags",
    "countryCodes",
    "maturity",
    "visibility",
    "learnsFrom",
    "buildStartTime",
    "patienceUntilTime",
    "historicYear",
    "fictional",
}
"""The fields of an idea that are not in its document."""


def idea_of(fields: Answer) -> Answer:
    """Return an idea with these fields, those of the document where they belong."""
    written = {key: value for key, value in fields.items() if key not in BESIDE}
    said = {key: value for key, value in fields.items() if key in BESIDE}
    return {"document": written, **said} if written else said


def mask_of(fields: Answer) -> str:
    """Return the update mask that names these fields of an idea."""
    return ",".join(key if key in BESIDE else f"document.{key}" for key in fields)


def design(idea: str, **changes: Any) -> Answer:
    """Return a complete design on one customer in a hundred; it needs eight per arm."""
    return {**deepcopy(DESIGN), "idea": idea, **changes}


def computed_rule(at_least: float = 0.1) -> Answer:
    """Return a decision rule that the server reads by itself."""
    return {
        "scaleIf": f"It adds {at_least} for sure, and nothing breaks.",
        "pivotIf": "It adds something, and customers told us of a new need.",
        "scale": {
            "figure": "EFFECT_FIGURE_LOWER_BOUND",
            "atLeast": at_least,
            "guardrailsGreen": True,
        },
        "pivot": {"figure": "EFFECT_FIGURE_DIFFERENCE", "newNeeds": 1},
    }


def somebody(role: str, team: str) -> str:
    """Return somebody new on a team, for one story."""
    return f"{role}-{uuid.uuid4().hex[:8]}@{team}"


def name_of(person: str) -> str:
    """Return the resource name of whoever acts."""
    return f"people/{person.partition('@')[0]}"


def ahead(**delta: float) -> str:
    """Return a moment that lies ahead, as JSON has it."""
    return (datetime.now(UTC) + timedelta(**delta)).isoformat()


class Product(Protocol):
    """Whatever serves the API."""

    base_url: str
    home: Path

    def api(self, persona: str = "") -> Api:
        """Return the JSON API, for a persona or for nobody."""

    def await_true(self, is_true: Callable[[], object], what: str) -> None:
        """Wait for it."""


def api_of(product: Product, person: str) -> Api:
    """Return the JSON API, for a persona, for `somebody` or for a service."""
    name, _, team = person.partition("@")
    if not team and "/" not in name:
        return product.api(name)
    token = mint(
        Keychain(product.home).token_signing_key.read_bytes(),
        person=name if "/" in name else name_of(person),
        team=f"teams/{team}" if team else "",
        client="test",
        lifetime=timedelta(hours=1),
        now=datetime.now(UTC),
    )
    return Api(product.base_url, token)


class Story:
    """One idea on its way, and the people who move it.

    Every write carries a request id and is repeated while a service is away, as a
    careful client does.

    Attributes:
        idea: Name of the idea; likewise the newest `review` and `experiment` on it.
    """

    def __init__(
        self,
        product: Product,
        between: Callable[[str], None] = print,
        *,
        author: str = "ann",
        leader: str = "",
    ) -> None:
        self.product = product
        self.author = author
        self.leader = leader or somebody("leader", "books")
        self.idea = ""
        self.review = ""
        self.experiment = ""
        self._between = between

    def api(self, person: str) -> Api:
        """Return the JSON API, as this person."""
        return api_of(self.product, person)

    def write(self, person: str, path: str, body: Any = None) -> Answer:
        """Post until it is answered; a repeat carries the same request id."""
        path, body = _repeatable(path, {} if body is None else body)
        self._between(path)
        api = self.api(person)
        return self.soon(lambda: api.post(path, body))

    def edit(self, **changes: Any) -> Answer:
        """Let the author change the draft: each named field becomes what is given."""
        query = f"update_mask={mask_of(changes)}&request_id={uuid.uuid4()}"
        path, body = f"/v1/{self.idea}?{query}", idea_of(changes)
        api = self.api(self.author)
        answer: Answer = self.soon(lambda: api.call("PATCH", path, body))["idea"]
        return answer

    def refuses(  # noqa: PLR0913 - who asks for what, and what they hear
        self,
        person: str,
        path: str,
        body: Any = None,
        *,
        reasons: Iterable[str],
        status: int = 400,
        verb: str = "POST",
    ) -> str:
        """Assert that a request is refused for exactly these reasons, in any order.

        Those that are specified come with the code that is specified. Waits for
        events that are on their way. Returns all that people are told.
        """
        wanted, found = sorted(reasons), Refused(0, {})
        sent = None if verb == "GET" else {} if body is None else body
        api = self.api(person)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                answer = api.call(verb, path, sent)
            except Refused as refusal:
                found = refusal
            else:
                raise AssertionError(f"{verb} {path} was not refused: {answer}")
            is_early = found.status == 503 or not NOT_YET.isdisjoint(found.reasons)
            if not is_early or sorted(found.reasons) == wanted:
                break
            assert time.monotonic() < deadline, str(found)
            time.sleep(0.05)
        assert sorted(found.reasons) == wanted, told(found)
        assert found.status == status, told(found)
        code = found.body["error"]["status"]
        assert {CODES.get(reason, code) for reason in wanted} == {code}
        return told(found)

    def soon(self, act: Callable[[], Answer]) -> Answer:
        """Return the answer, once services and events have arrived."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return act()
            except (OSError, Refused) as error:
                if not _passes(error) or time.monotonic() > deadline:
                    raise
            time.sleep(0.05)

    def read(self, path: str) -> Answer:
        """Return the answer, once the service is there."""
        return self.soon(lambda: self.api(self.author).get(path))

    def resource(self, name: str) -> Answer:
        """Return a resource by its name, such as `ideas/7f3`."""
        answer: Answer = self.read(f"/v1/{name}")[kind_of(name)]
        return answer

    # From an idea to a document.

    def draft(self, **changes: Any) -> Answer:
        """Write a document with two-way doors only, and all that it needs."""
        idea = self.begin(document(leader=name_of(self.leader), **changes))
        self.evidence()
        self.answer(self.ask(by="eve"))
        return idea

    def draft_full(self, **changes: Any) -> Answer:
        """Write a document with a one-way door, and all that it needs."""
        idea = self.begin(full_document(leader=name_of(self.leader), **changes))
        self.evidence(summary="A reader drove two hours.")
        self.evidence(kind="OBSERVED_BEHAVIOR", summary="They leave without a book.")
        self.evidence(result="CONTRADICTS", summary="One loves her bookshop.")
        for person in ("eve", "gus", "hana"):
            self.answer(self.ask(f"What if it rains, {person}?", by=person))
        self.visual()
        return idea

    def begin(self, document: Answer) -> Answer:
        """Let the author start a draft, with nothing beside the document."""
        body = idea_of(document)
        idea: Answer = self.write(self.author, "/v1/ideas", body)["idea"]
        self.idea = idea["name"]
        return idea

    def evidence(
        self,
        *,
        kind: str = "CUSTOMER_CONVERSATION",
        result: str = "SUPPORTS",
        summary: str = "Forty readers told us.",
        by: str = "",
        **more: Any,
    ) -> Answer:
        """Add what was seen or heard."""
        body = {
            "kind": f"EVIDENCE_KIND_{kind}",
            "result": f"EVIDENCE_RESULT_{result}",
            "summary": summary,
            **more,
        }
        path = f"/v1/{self.idea}/evidence"
        answer: Answer = self.write(by or self.author, path, body)["evidence"]
        return answer

    def all_evidence(self, idea: str = "") -> list[Answer]:
        """Return the evidence of an idea, newest first."""
        path = f"/v1/{idea or self.idea}/evidence?page_size=200"
        return list(self.read(path).get("evidence", []))

    def ask(self, text: str = "What if a book is sold out?", by: str = "eve") -> str:
        """Ask a hard question; return its name."""
        path = f"/v1/{self.idea}/questions"
        return str(self.write(by, path, {"text": text})["question"]["name"])

    def answer(self, question: str, text: str = "We say so, at once.") -> Answer:
        """Let the author answer."""
        path = f"/v1/{question}:answer"
        answer: Answer = self.write(self.author, path, {"answer": text})["question"]
        return answer

    def visual(self, fidelity: str = "SKETCH") -> Answer:
        """Let the author draw the experience."""
        body = {
            "caption": "The parcel at the door",
            "fidelity": f"FIDELITY_{fidelity}",
            "svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        }
        path = f"/v1/{self.idea}/visuals"
        answer: Answer = self.write(self.author, path, body)["visual"]
        return answer

    # From a document to an approval.

    def submit(self) -> Answer:
        """Ask for a review; return it once it is open."""
        path = f"/v1/{self.idea}:submit"
        revision = self.write(self.author, path)["idea"]["revision"]
        found: list[Answer] = []

        def look() -> bool:
            reviews = self.of_idea("reviews")
            found[:] = [one for one in reviews if one["revision"] == revision]
            return bool(found)

        self.product.await_true(look, f"a review of {self.idea}, {revision}")
        self.review = found[0]["name"]
        return found[0]

    def act(self, person: str, method: str, **body: Any) -> Answer:
        """Do something with the review; return it."""
        path = f"/v1/{self.review}:{method}"
        answer: Answer = self.write(person, path, body)["review"]
        return answer

    def invite(self, *readers: str) -> None:
        """Let the author invite readers."""
        for reader in readers:
            self.act(self.author, "inviteReader", reader=name_of(reader))

    def comment(self, by: str, text: str, **more: Any) -> Answer:
        """Let a reader who has read it say something."""
        body = {"kind": "COMMENT_KIND_COMMENT", "text": text, **more}
        path = f"/v1/{self.review}/comments"
        answer: Answer = self.write(by, path, body)["comment"]
        return answer

    def approve(self, **ruling: Any) -> None:
        """Let the leader read and approve what has two-way doors only."""
        self.act(self.leader, "finishReading")
        self.act(self.leader, "decide", outcome="REVIEW_OUTCOME_APPROVE", **ruling)
        self.await_idea("APPROVED")

    def send_back(self, outcome: str, rationale: str, **ruling: Any) -> None:
        """Let the leader read, and RETURN or DECLINE, what has two-way doors only."""
        self.act(self.leader, "finishReading")
        body = {
            "outcome": f"REVIEW_OUTCOME_{outcome}",
            "rationale": rationale,
            **ruling,
        }
        self.act(self.leader, "decide", **body)
        self.await_idea({"RETURN": "DRAFT", "DECLINE": "DECLINED"}[outcome])

    def hold_debate(
        self, decider: str = DECIDER, readers: Iterable[str] = READERS
    ) -> None:
        """Lead the review of a one-way door to the point where it can be decided.

        All read, the debate is open, every topic has its outcome, and enough is known.
        """
        readers = tuple(readers)
        self.act(self.author, "nameDecider", decider=name_of(decider))
        self.invite(*readers)
        self.act(decider, "start")
        for reader in (decider, *readers):
            self.act(reader, "finishReading")
        for reader in readers:  # the last one opens the debate
            kind = "POSITION_KIND_DISAGREE_AND_COMMIT"
            self.act(reader, "setPosition", kind=kind, text="It costs too much.")
        for topic in self.resource(self.review).get("debateTopics", []):
            self.debate(topic["id"], readers[0])
            outcome = "Not now; the experiment will tell."
            self.act(decider, "closeDebateTopic", topic=topic["id"], outcome=outcome)
        self.list_information(by=decider)

    def debate(self, topic: str, by: str) -> Answer:
        """Let a reader take a side on a debated topic."""
        kind = "COMMENT_KIND_DEBATE"
        return self.comment(by, "It costs too much.", kind=kind, topic=topic)

    def list_information(
        self, needs: Mapping[str, tuple[int, bool]] | None = None, by: str = ""
    ) -> list[Answer]:
        """Let the author list what one would like to know; on FULL, a reader."""
        listed = []
        for text, (weight, is_known) in (NEEDS if needs is None else needs).items():
            state = "NEED_STATE_KNOWN" if is_known else "NEED_STATE_UNKNOWN"
            body = {"text": text, "weight": weight, "state": state, "source": "A list"}
            path = f"/v1/{self.review}/informationNeeds"
            listed.append(self.write(by or self.author, path, body)["informationNeed"])
        return listed

    def approve_full(self, decider: str = DECIDER, **ruling: Any) -> None:
        """Let the decider approve what has a one-way door; the debate was held."""
        ruling = {"rationale": "The promise is worth its price.", **ruling}
        self.act(decider, "decide", outcome="REVIEW_OUTCOME_APPROVE", **ruling)
        self.await_idea("APPROVED")

    # From an approval to the starting line.

    def plan(self, **changes: Any) -> str:
        """Let the author design an experiment and try its kill switch."""
        plan = design(self.idea, **changes)
        answer = self.write(self.author, "/v1/experiments", plan)
        self.experiment = answer["experiment"]["name"]
        self.write(self.author, f"/v1/{self.experiment}:verifyKillSwitch")
        return self.experiment

    def await_approval(self) -> None:
        """Wait until experiments has heard of it: a refusal then has one cause only."""
        path = f"/v1/{self.experiment}:lint"

        def is_known() -> bool:
            found = self.api(self.author).get(path)["violations"]
            return NOT_YET.isdisjoint(one["reason"] for one in found)

        self.product.await_true(is_known, f"{self.experiment} may start")

    def start(self, **changes: Any) -> None:
        """Design a decisive experiment, and let units in."""
        self.plan(**changes)
        self.write(self.author, f"/v1/{self.experiment}:start")
        self.await_idea("EXPERIMENTING")

    def measure(  # noqa: PLR0913 - who comes by, and what they do
        self,
        *,
        units: int = 60,
        returned: float = 0.0,
        rates: Mapping[str, float | Mapping[str, float]] | None = None,
        verdict: str = "VERDICT_SCALE",
        lost: float = 0.0,
        after: int = 0,
    ) -> None:
        """Expose units, and record yes or no for each metric.

        Args:
            units: How many customers take part; one in a hundred who come by does.
            returned: Share of treated units that returned something.
            rates: Metric to the share of units that say yes, or to one share per arm.
            verdict: What the rule is to find; only without `rates`.
            lost: Share of treated units that get lost on the way to their arm.
            after: How many take part already; others come.
        """
        told: Mapping[str, float | Mapping[str, float]] = rates or {
            "ordered": RATES[verdict],
            "returned": {"treatment": returned},
        }
        by_arm: dict[str, list[str]] = {}
        salt = self.resource(self.experiment)["salt"]
        customers = Visitors(salt).let_in(FIRST_RUNG, after + units)[after:]
        arms = self.arms_of(customers)
        for unit, arm in arms.items():
            by_arm.setdefault(arm, []).append(unit)
        treated = by_arm.get("treatment", [])
        del treated[: int(lost * len(treated))]
        exposed = [unit for members in by_arm.values() for unit in members]
        self._record("recordExposures", [{"unit": unit} for unit in exposed])
        outcomes = [
            {"unit": unit, "measurement": {"metric": metric, "value": value}}
            for metric, rate in told.items()
            for arm, members in by_arm.items()
            for unit, value in _spread(members, _rate(rate, arm))
        ]
        self._record("recordOutcomes", outcomes)

    def _record(self, method: str, messages: list[Answer]) -> None:
        for first in range(0, len(messages), BATCH):
            path = f"/v1/{self.experiment}:{method}"
            self.write(self.author, path, messages[first : first + BATCH])

    def arms_of(self, units: list[str]) -> dict[str, str]:
        """Return the arm of each unit that takes part."""
        path, api = f"/v1/{self.experiment}:batchAssign", self.api(self.author)
        found = {}
        for first in range(0, len(units), 1000):
            body = {"units": units[first : first + 1000]}
            for one in self.soon(lambda: api.post(path, body))["assignments"]:  # noqa: B023 - called at once
                if one.get("enrolled"):
                    found[one["unit"]] = one["arm"]
        return found

    def start_wide(self, **changes: Any) -> None:
        """Start an experiment, and let half of all units in, step by step."""
        first, *following = WIDE
        steps = {"exposureShareSteps": [first, *following], "exposureShare": WIDE[-1]}
        self.start(**steps, **changes)
        for number in range(len(following)):
            self.measure(after=60 * number)
            self.write(self.author, f"/v1/{self.experiment}:ramp")

    def stop(self) -> None:
        """End the collection."""
        self.write(self.author, f"/v1/{self.experiment}:stop")

    def decide(self, verdict: str = "VERDICT_SCALE", **more: Any) -> None:
        """Stop, and let the leader decide the experiment; a pivot names a new need."""
        self.stop()
        needs = ["A fixed price"] if verdict == "VERDICT_PIVOT" else []
        learning = "Readers order what they find."
        body = {"verdict": verdict, "learning": learning, "newNeeds": needs, **more}
        self.write(self.leader, f"/v1/{self.experiment}:decide", body)

    def launch(self) -> None:
        """Let the leader launch what scales."""
        self.await_idea("SCALING")
        self.write(self.leader, f"/v1/{self.idea}:launch")
        self.await_idea("LAUNCHED")

    def lead_again(self) -> None:
        """Let the author give the idea its leader back, whom the launch freed."""
        body = {"leader": name_of(self.leader)}
        self.write(self.author, f"/v1/{self.idea}:assignLeader", body)

    # What is there by now.

    def of_idea(self, collection: str, **equals: str) -> list[Answer]:
        """Return what there is on this idea now, newest first."""
        terms = {"idea": self.idea, **equals}
        query = quote(" AND ".join(f'{k} = "{v}"' for k, v in terms.items()))
        path = f"{listing(collection)}&filter={query}"
        return list(self.read(path).get(collection, []))

    def first(self, collection: str, **equals: str) -> Answer:
        """Return the only resource of this idea, once it is there."""
        found: list[Answer] = []

        def look() -> bool:
            found[:] = self.of_idea(collection, **equals)
            return bool(found)

        self.product.await_true(look, f"a {collection} for {self.idea}")
        assert len(found) == 1
        return found[0]

    def await_idea(self, state: str) -> None:
        """Wait until the idea is APPROVED, SCALING, ..."""
        self.await_state(self.idea, f"IDEA_STATE_{state}")

    def await_state(self, name: str, state: str) -> None:
        """Wait until anything is in a state, said in full."""
        self.product.await_true(
            lambda: self.resource(name)["state"] == state, f"{name} {state}"
        )


def titled(title: str, name: str) -> str:
    """Return how messages call a resource."""
    return f"'{title}' ({name})"


def kind_of(name: str) -> str:
    """Return under which key an answer holds a resource: `ideas/7f3` is an `idea`."""
    collection = name.split("/")[-2]
    return collection if collection == "evidence" else collection.removesuffix("s")


def listing(collection: str) -> str:
    """Return the path of a list that leaves nothing out; decisions have no views."""
    view = f"&view={FULL[collection]}" if collection in FULL else ""
    return f"/v1/{collection}?page_size=200{view}"


def moves_of(resource: Answer) -> list[tuple[str, str]]:
    """Return event and actor of each move to another state, oldest first."""
    moves, state = [], ""
    for entry in resource["history"]:
        if entry["state"] != state:
            moves.append((entry["event"], entry["actor"]))
        state = entry["state"]
    return moves


def refused(act: Callable[[], object]) -> tuple[int, list[str]]:
    """Return the HTTP status and the reasons of a refusal."""
    try:
        act()
    except Refused as refusal:
        return refusal.status, refusal.reasons
    raise AssertionError("it was not refused")


def told(refusal: Refused) -> str:
    """Return all that a refusal tells people, one line per broken rule."""
    details = refusal.body.get("error", {}).get("details", [])
    rules = [one for each in details for one in each.get("violations", [])]
    fields = [one for each in details for one in each.get("fieldViolations", [])]
    lines = [
        *(f"{one['type']} {one['subject']}: {one['description']}" for one in rules),
        *(f"{one['reason']} {one['description']}" for one in fields),
    ]
    return "\n".join(lines) or str(refusal)


def _repeatable(path: str, body: Any) -> tuple[str, Any]:
    """Return both with a request id, where there is a place for one."""
    if not isinstance(body, dict):
        return path, body
    request_id = str(uuid.uuid4())
    if ":" in path:
        return path, {**body, "requestId": request_id}
    sign = "&" if "?" in path else "?"
    return f"{path}{sign}request_id={request_id}", body


def _rate(rate: float | Mapping[str, float], arm: str) -> float:
    return rate.get(arm, 0.0) if isinstance(rate, Mapping) else rate


def _spread(units: list[str], rate: float) -> Iterable[tuple[str, float]]:
    """Say yes for this share of the units, evenly."""
    for count, unit in enumerate(units):
        yield unit, float(int((count + 1) * rate) - int(count * rate))


def _passes(error: Exception) -> bool:
    if not isinstance(error, Refused):
        return True
    return error.status == 503 or not NOT_YET.isdisjoint(error.reasons)
