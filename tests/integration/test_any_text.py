"""Whatever is written into whichever field of whichever write: it is answered properly.

It is kept as it was sent, or it is refused. The fields are found by reflection, so one
that a contract gains is looked at from then on.
"""

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote, urlencode

import pytest
from google.api import annotations_pb2, field_behavior_pb2
from google.protobuf import message_factory
from google.protobuf.descriptor import Descriptor, FieldDescriptor, MethodDescriptor
from google.protobuf.json_format import MessageToDict, ParseDict
from google.protobuf.message import Message

from chassis.eventlog.embedded import EmbeddedLog
from deploy.api import Refused
from deploy.postgres import EmbeddedPostgres
from tests.contract.samples import ID, UNREADABLE, sample
from tests.e2e.story import Story, api_of
from tests.integration.in_process import InProcess, running_monolith
from web.app import CONTRACTS

MARKUP = "<b onload='x()'>\"&amp; {{7*7}} %s \\u0041\u202e本 ؟ 📚</b>"
LONG = "x" * 200_001
NOT_WRITTEN = {field_behavior_pb2.OUTPUT_ONLY, field_behavior_pb2.IDENTIFIER}
VARIABLE = re.compile(r"\{([a-z_.]+)[^}]*\}")
Way = tuple[FieldDescriptor, ...]
KEEPS = ("Create", "Update")
NOUNS = ("Idea", "Experiment", "Coe", "Mechanism")
KEPT = [f"{verb}{noun}" for verb in KEEPS for noun in NOUNS]
"""What can be read again by its name."""

MECHANISM = {
    "title": "Look first",
    "outputs": "It does not break.",
    "message": "Nobody looked.",
    "fixHint": "Look.",
    "humanRun": True,
}


@dataclass(frozen=True)
class Route:
    """How a method is reached over HTTP."""

    method: MethodDescriptor
    verb: str
    address: str
    body: str

    @property
    def variables(self) -> list[str]:
        """What stands in the address."""
        return VARIABLE.findall(self.address)

    def texts(self) -> list[Way]:
        """Return all texts beside the address."""
        ways = texts_in(self.method.input_type)
        return [way for way in ways if named(way) not in self.variables]

    def is_in_body(self, way: Way) -> bool:
        """Tell whether a text stands there, and not in the query string."""
        return self.body in ("*", way[0].name)


def routes() -> Iterator[Route]:
    """Return the routes of all methods that have one."""
    contracts = [each for one in CONTRACTS.values() for each in one]
    services = [s for one in contracts for s in one.services_by_name.values()]
    for method in (method for service in services for method in service.methods):
        rule = method.GetOptions().Extensions[annotations_pb2.http]
        if verb := rule.WhichOneof("pattern"):
            yield Route(method, verb.upper(), getattr(rule, verb), rule.body)


def named(way: Way) -> str:
    """Return what people call a field."""
    return ".".join(field.name for field in way)


WRITES = [route for route in routes() if route.verb != "GET"]
LISTS = [
    route
    for route in routes()
    if {"parent", "page_size"} <= {*route.method.input_type.fields_by_name.keys()}
]


@dataclass(frozen=True)
class Company:
    """A running product with one of everything.

    Attributes:
        names: What a sample calls `ghost`, by its collection.
        given: What rules demand beyond the contracts, by method.
        people: Who may, by method; Ann may all else.
    """

    product: InProcess
    names: dict[str, str]
    given: dict[str, Any]
    people: dict[str, str]

    def request(self, route: Route) -> Any:
        """Return a well-formed request about something that is there."""
        made: Any = sample(route.method.input_type)
        ParseDict(self.given.get(route.method.name, {}), made)
        if route.method.name == "CreateMetric":
            made.metric_id = f"k{uuid.uuid4().hex}"
        text = json.dumps(MessageToDict(made))
        for collection, name in self.names.items():
            text = re.sub(rf"(?<=[\"/]){collection}/{ID}", f"{collection}/{name}", text)
        return ParseDict(json.loads(text), type(made)())

    def send(self, route: Route, request: Message) -> Any:
        """Send it over the JSON API. Raises `Refused`."""
        body: Any = None
        values = MessageToDict(request)
        if route.body == "*":
            values, body = {}, values
        elif route.body:
            field = route.method.input_type.fields_by_name[route.body]
            body = values.pop(field.json_name, {})
        if route.method.client_streaming:
            body = [body]
        values.pop("parent", None)  # it stands in the address
        path = VARIABLE.sub(lambda it: quote(text_at(request, it[1])), route.address)
        query = urlencode({key: _in_query(value) for key, value in values.items()})
        api = api_of(self.product, self.people.get(route.method.name, "ann"))
        return api.call(route.verb, f"{path}?{query}", body)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    home: Path = tmp_path_factory.mktemp("text")
    server = EmbeddedPostgres(home / "postgres")
    server.start()
    with running_monolith(server, home / "home", EmbeddedLog) as product:
        yield one_of_everything(product)
    server.stop()


def one_of_everything(product: InProcess) -> Company:
    """Let Ann begin all that can be written to."""
    tried = Story(product)
    tried.draft()
    tried.submit()
    tried.approve()
    tried.plan()
    read = Story(product)
    read.draft()
    read.submit()
    read.act(read.leader, "finishReading")
    written = Story(product)
    written.draft()
    need = {"text": "What it costs", "weight": 1, "state": "NEED_STATE_UNKNOWN"}
    coe = {"title": "It broke", "severity": "INCIDENT_SEVERITY_LOW"}
    needs, coes = f"/v1/{read.review}/informationNeeds", "/v1/coes"
    proposed = read.write("ann", "/v1/mechanisms", MECHANISM)["mechanism"]
    names = [
        tried.experiment,
        read.review,
        written.idea,
        written.ask(),
        read.comment(read.leader, "Why?")["name"],
        read.write("ann", needs, need)["informationNeed"]["name"],
        read.write("ann", coes, coe)["coe"]["name"],
        proposed["name"],
    ]
    given = {
        "CreateExperiment": {"experiment": {"idea": tried.idea}},
        "CreateMetric": {"metric": {"kind": 1, "direction": 1}},
        "CreateMechanism": {"mechanism": MECHANISM},
    }
    of_comments = ("CreateComment", "ReplyComment", "WithdrawComment", "ResolveComment")
    leaders = dict.fromkeys((*of_comments, "DecideReview"), read.leader)
    ids = dict(name.split("/")[-2:] for name in names)
    return Company(product, ids, given, leaders)


def _in_query(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def texts_in(described: Descriptor, above: Way = ()) -> Iterator[Way]:
    """Return the way to each text that a client may write, at any depth."""
    for field in described.fields:
        way = (*above, field)
        behaviour = field.GetOptions().Extensions[field_behavior_pb2.field_behavior]
        if not NOT_WRITTEN.isdisjoint(behaviour):
            continue
        if field.type == FieldDescriptor.TYPE_STRING:
            yield way
        elif field.message_type and not _is_known(field.message_type, above):
            yield from texts_in(field.message_type, way)


def _is_known(described: Descriptor, above: Way) -> bool:
    seen = [field.message_type for field in above]
    return described.file.package == "google.protobuf" or described in seen


def put(message: Any, way: Way, text: str) -> None:
    """Write a text there, and all that its parents demand around it."""
    for field in way[:-1]:
        child = getattr(message, field.name)
        demanded = sample(cast("Descriptor", field.message_type))
        if field.is_repeated:
            if not child:
                child.append(demanded)
            child = child[0]
        elif not message.HasField(field.name):
            child.CopyFrom(demanded)
            child.SetInParent()
        message = child
    leaf = way[-1].name
    if way[-1].is_repeated:
        del getattr(message, leaf)[:]
        getattr(message, leaf).append(text)
    else:
        setattr(message, leaf, text)


def at(message: Any, way: Way) -> Any:
    """Return what stands there."""
    for field in way:
        value = getattr(message, field.name)
        message = next(iter(value), None) if field.is_repeated else value
    return message


def text_at(message: Any, path: str) -> str:
    """Return the text that an address names."""
    for name in path.split("."):
        message = getattr(message, name)
    return str(message)


def with_text(company: Company, route: Route, way: Way, text: str) -> Message:
    """Return a request with this text; what does not keep a resource only tries."""
    request = company.request(route)
    put(request, way, text)
    if "validate_only" in route.method.input_type.fields_by_name:
        request.validate_only = not route.method.name.startswith(KEEPS)
    return cast("Message", request)


def problem_with(company: Company, route: Route, way: Way, text: str) -> str:
    """Return what is wrong with the answer; nothing when it is proper."""
    try:
        answer = company.send(route, with_text(company, route, way, text))
    except Refused as refusal:
        return "" if refusal.status < HTTPStatus.INTERNAL_SERVER_ERROR else str(refusal)
    if text == LONG:
        return "kept, whatever its length"
    reply: Any = message_factory.GetMessageClass(route.method.output_type)()
    ParseDict(answer, reply)
    if way[0].name not in route.method.output_type.fields_by_name or not way[1:]:
        return ""
    if way[-1].name == "etag":
        return ""  # it says what the client has read, and is not kept
    if route.method.name in KEPT:
        name = getattr(reply, way[0].name).name
        ParseDict(company.product.api("ann").get(f"/v1/{name}"), reply)
    return "" if at(reply, way) == text else f"given back as {at(reply, way)!r}"


@pytest.mark.parametrize("route", WRITES, ids=lambda route: route.method.name)
def test_every_text_is_kept_as_it_was_sent_or_refused(
    company: Company, route: Route
) -> None:
    found = {
        named(way): problem_with(company, route, way, MARKUP) for way in route.texts()
    }

    assert {way: problem for way, problem in found.items() if problem} == {}


@pytest.mark.parametrize("route", WRITES, ids=lambda route: route.method.name)
def test_no_text_may_be_as_long_as_one_likes(company: Company, route: Route) -> None:
    ways = [way for way in route.texts() if route.is_in_body(way)]

    found = {named(way): problem_with(company, route, way, LONG) for way in ways}

    assert {way: problem for way, problem in found.items() if problem} == {}


@pytest.mark.parametrize("route", WRITES, ids=lambda route: route.method.name)
def test_what_no_database_can_keep_is_malformed(company: Company, route: Route) -> None:
    for way in route.texts():
        request = with_text(company, route, way, "a\0b")
        with pytest.raises(Refused) as refused:
            company.send(route, request)

        assert refused.value.body["error"]["status"] == "INVALID_ARGUMENT"


@pytest.mark.parametrize(
    ("route", "field"),
    [
        (route, field)
        for route in LISTS
        for field in UNREADABLE
        if field in route.method.input_type.fields_by_name
    ],
)
def test_a_list_of_what_belongs_to_something_is_read_as_strictly(
    company: Company, route: Route, field: str
) -> None:
    request = company.request(route)
    value, reason = UNREADABLE[field]
    setattr(request, field, value)

    with pytest.raises(Refused) as refused:
        company.send(route, request)

    assert refused.value.reasons == [reason]
