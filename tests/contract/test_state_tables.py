"""A running server refuses a method in a state exactly where the table has a dot.

The table is that of `docs/state-tables.md`.

Each aggregate is made through the API and then put into each of its states by SQL.
Several people ask, so that who may does not hide what is possible; all of them only
rehearse (`validate_only`), so nothing changes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest
from google.api import annotations_pb2
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.json_format import MessageToDict

from chassis.domain import Aggregate
from chassis.eventlog.embedded import EmbeddedLog
from deploy.api import Refused
from deploy.databases import MONOLITH
from deploy.postgres import EmbeddedPostgres
from monolith.state_tables import aggregates
from tests.contract.samples import sample
from tests.e2e.loop import Correction, asked_of_reviews, fix, own_tag, propose
from tests.e2e.story import (
    DECIDER,
    READERS,
    Answer,
    Story,
    ahead,
    api_of,
    name_of,
    usd,
)
from tests.integration.in_process import InProcess, running_monolith
from web.app import CONTRACTS

OF_THE_STATE = {"WRONG_STATE", "DESIGN_FROZEN", "REVISION_IMMUTABLE", "DECISION_FINAL"}
"""Reasons that say that the state does not allow it."""

ITS_OWN = {
    ("AdoptMechanism", "PROPOSED"): "MECHANISM_UNPROVEN",
    ("DecideReview", "SUPERSEDED"): "REVISION_STALE",
}
"""Where a state has a reason that says more, and that has other causes elsewhere."""

METHODS: Mapping[str, MethodDescriptor] = {
    method.name: method
    for contracts in CONTRACTS.values()
    for contract in contracts
    for service in contract.services_by_name.values()
    for method in service.methods
}
TABLES = [(service, aggregate) for service, aggregate in aggregates()]
CELLS = [
    pytest.param(service, aggregate, method, id=f"{aggregate.__name__}-{method}")
    for service, aggregate in TABLES
    for method in aggregate.METHODS
]
ASKED_IN_PATH = re.compile(r"\{[^}]+\}")

TWO_DOORS = [
    {
        "id": one,
        "decision": "Half of it",
        "kind": "DOOR_KIND_TWO_WAY",
        "undo": {"plan": "Hide it", "cost": usd(1), "days": 1},
    }
    for one in ("first", "second")
]
POINTED: dict[str, Answer] = {
    "SplitDoor": {"door": "promise", "into": TWO_DOORS},
    "MarkDuplicate": {"duplicateOf": "{other}"},
    "UpdateIdea": {"document": {"title": "Another title"}},
    "UpdateExperiment": {"title": "Another title"},
    "UpdateCoe": {"title": "Another title"},
    "CompleteCorrection": {"correctionId": "one"},
    "CloseDebateTopic": {"topic": "topic-1"},
    "PrioritizeIdea": {"evidence": ["{evidence}"]},
    "AnswerChecklistItem": {"item": "none"},
    "WaiveMechanism": {"expireTime": ahead(days=10)},
    "MarkRecurrence": {"recurrenceOf": "{earlier}"},
}
"""What a request has to say beside what its contract demands, to get to the state."""


@dataclass(frozen=True)
class Server:
    """A running product with one aggregate of each kind.

    Attributes:
        names: Aggregate to the resource that its methods are asked of.
        known: What requests may point at.
        people: Everybody who has a say in any of them.
    """

    product: InProcess
    database: psycopg.Connection
    names: Mapping[str, str]
    known: Mapping[str, str]
    people: tuple[str, ...]

    def put(self, service: str, aggregate: type[Aggregate], state: str) -> None:
        """Put the aggregate into a state."""
        table = f"{service}.{aggregate.COLLECTION}"
        key = self.names[aggregate.__name__].rpartition("/")[2]
        body = "jsonb_set(body, '{state}', to_jsonb(%s::text))"
        statement = f"UPDATE {table} SET body = {body} WHERE id = %s"  # noqa: S608 - our own names
        self.database.execute(statement.encode(), (state, key))

    def answers(self, aggregate: str, method: MethodDescriptor) -> list[list[str]]:
        """Return the reasons that each of the people is told; none for a success."""
        return [self._answer(one, aggregate, method) for one in self.people]

    def _answer(
        self, person: str, aggregate: str, method: MethodDescriptor
    ) -> list[str]:
        verb, path, body = self._request(aggregate, method)
        try:
            api_of(self.product, person).call(verb, path, body)
        except Refused as refusal:
            return refusal.reasons
        return []

    def _request(
        self, aggregate: str, method: MethodDescriptor
    ) -> tuple[str, str, Answer]:
        rule = method.GetOptions().Extensions[annotations_pb2.http]
        verb = rule.WhichOneof("pattern")
        about = self._asked_of(aggregate, method)
        path = ASKED_IN_PATH.sub(about, getattr(rule, verb))
        whole = MessageToDict(sample(method.input_type))
        body = whole if rule.body == "*" else whole.get(rule.body, {})
        body.pop("name", None)
        body.pop("parent", None)
        body |= {
            key: self._filled(v) for key, v in POINTED.get(method.name, {}).items()
        }
        if rule.body == "*":
            return verb.upper(), path, {**body, "validateOnly": True}
        return verb.upper(), f"{path}?{urlencode({'validate_only': 'true'})}", body

    def _asked_of(self, aggregate: str, method: MethodDescriptor) -> str:
        """Return what a method is asked of: a review has methods of its comments."""
        if aggregate == "Review" and method.name.endswith("Comment"):
            about = self.names["Review" if "Create" in method.name else "Comment"]
        elif method.name == "UpdateInformationNeed":
            about = self.known["need"]
        else:
            about = self.names[aggregate]
        return about

    def _filled(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._filled(each) for each in value]
        return value.format(**self.known) if isinstance(value, str) else value


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("states")
    postgres = EmbeddedPostgres(home / "postgres")
    postgres.start()
    try:
        with (
            running_monolith(postgres, home / "home", EmbeddedLog) as product,
            psycopg.connect(postgres.create(MONOLITH), autocommit=True) as database,
        ):
            yield populated(product, database)
    finally:
        postgres.stop()


def populated(product: InProcess, database: psycopg.Connection) -> Server:
    """Make one of each through the API."""
    story, drafted, tried = (Story(product) for _ in range(3))
    drafted.draft_full()
    evidence = drafted.evidence()
    question = drafted.ask(by="eve")
    drafted.answer(question)
    story.draft_full()
    story.submit()
    story.hold_debate()
    (need, *_) = story.list_information(by=DECIDER)
    comment = story.comment(READERS[0], "Why not?")
    tried.draft()
    tried.submit()
    tried.approve()
    tried.start()
    coe, earlier = (Correction.by_hand(tried) for _ in range(2))
    mechanism = propose(tried, asked_of_reviews(own_tag(tried, "state"), coe.name))
    coe.write(corrections=[fix(mechanism, id="one")])
    names = {
        "Idea": drafted.idea,
        "Question": question,
        "Review": story.review,
        "Comment": str(comment["name"]),
        "Experiment": tried.experiment,
        "Coe": coe.name,
        "Mechanism": mechanism,
    }
    known = {
        "other": tried.idea,
        "evidence": str(evidence["name"]),
        "need": str(need["name"]),
        "earlier": earlier.name,
    }
    leaders = (story.leader, drafted.leader, tried.leader)
    people = ("ann", DECIDER, *READERS, "eve", "hana", *leaders)
    assert all(name_of(person) for person in people)
    return Server(product, database, names, known, people)


def test_every_aggregate_with_methods_is_asked(server: Server) -> None:
    assert {aggregate.__name__ for _, aggregate in TABLES} == server.names.keys()
    for _, aggregate in TABLES:
        assert aggregate.METHODS.keys() <= METHODS.keys()


@pytest.mark.parametrize(("service", "aggregate", "method"), CELLS)
def test_the_server_refuses_where_the_table_has_a_dot(
    server: Server, service: str, aggregate: type[Aggregate], method: str
) -> None:
    first = next(iter(aggregate.TRANSITIONS))[0]
    event = aggregate.METHODS[method]
    wrong = {}
    try:
        for state in type(first):
            server.put(service, aggregate, state)
            told = server.answers(aggregate.__name__, METHODS[method])
            reasons = {*OF_THE_STATE, ITS_OWN.get((method, state), "WRONG_STATE")}
            refused = any(not reasons.isdisjoint(each) for each in told)
            passed = not all(told)
            allowed = (state, event) in aggregate.TRANSITIONS
            if refused == allowed or (passed and not allowed):
                wrong[str(state)] = (allowed, told)
    finally:
        server.put(service, aggregate, RESTING[aggregate.__name__])

    assert not wrong


RESTING = {
    "Idea": "DRAFT",
    "Question": "ANSWERED",
    "Review": "DEBATING",
    "Comment": "OPEN",
    "Experiment": "DRAFT",
    "Coe": "ANALYZING",
    "Mechanism": "PROPOSED",
}
"""Where each aggregate is while others are asked."""
