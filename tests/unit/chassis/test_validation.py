"""What a broken rule of the contracts says to people, and to programs."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp

from buf.validate import validate_pb2 as rules
from chassis.domain import InvalidInput, Violation
from chassis.rpc.field_paths import is_path_in
from chassis.rpc.validation import REASONS, reason_of, shape_of, valid
from day1.coes.v1 import coes_service_pb2, mechanisms_service_pb2
from day1.experiments.v1 import experiments_service_pb2
from day1.ideas.v1 import ideas_pb2 as ideas
from day1.ideas.v1 import ideas_service_pb2 as ideas_rpc
from day1.reviews.v1 import reviews_service_pb2 as reviews

CONTRACTS = Path(__file__).parents[3] / "protos" / "day1"
PATTERN = re.compile(r'pattern(?: =|:) "(\^[^"]*)"')
PATTERNS = {
    found.replace("\\\\", "\\")
    for found in chain.from_iterable(
        PATTERN.findall(contract.read_text()) for contract in CONTRACTS.rglob("*.proto")
    )
}
AMOUNT = (
    "{} must be an amount of at least 0 in a currency of three capital letters,"
    " like USD."
)
SERVICES = [
    service
    for contract in (
        coes_service_pb2,
        experiments_service_pb2,
        ideas_rpc,
        mechanisms_service_pb2,
        reviews,
    )
    for service in contract.DESCRIPTOR.services_by_name.values()
]
REQUESTS = {
    method.input_type.full_name: method.input_type
    for service in SERVICES
    for method in service.methods
}


def broken(request: Message) -> dict[str, Violation]:
    """Return what is wrong with a request, by field."""
    with pytest.raises(InvalidInput) as refused:
        valid(request)
    return {one.subject: one for one in refused.value.violations}


def idea(**fields: Any) -> ideas_rpc.CreateIdeaRequest:
    document = {"title": "A", **fields.pop("document", {})}
    return ideas_rpc.CreateIdeaRequest(idea=ideas.Idea(document=document, **fields))


def visual(**fields: Any) -> ideas_rpc.CreateVisualRequest:
    made = ideas.Visual(caption="A kettle", fidelity=ideas.FIDELITY_SKETCH, **fields)
    return ideas_rpc.CreateVisualRequest(parent="ideas/a", visual=made)


def update(**fields: Any) -> ideas_rpc.UpdateIdeaRequest:
    return ideas_rpc.UpdateIdeaRequest(idea=ideas.Idea(**fields))


def doors(*made: Any) -> ideas_rpc.CreateIdeaRequest:
    return idea(document={"doors": made})


@pytest.mark.parametrize(
    ("request_", "field", "reason", "words"),
    [
        (
            reviews.DecideReviewRequest(name="reviews/r1"),
            "outcome",
            "FIELD_REQUIRED",
            "Outcome is not chosen; choose one.",
        ),
        (
            reviews.DecideReviewRequest(name="reviews/r1", outcome=99),  # type: ignore[arg-type]
            "outcome",
            "ENUM_UNKNOWN",
            "Outcome is none of the choices; choose one that the contract names.",
        ),
        (
            reviews.GrantExceptionRequest(name="reviews/r1", item="inputs"),
            "reason",
            "FIELD_REQUIRED",
            "Reason is missing; fill it in.",
        ),
        (
            reviews.GrantExceptionRequest(item="inputs"),
            "name",
            "FIELD_REQUIRED",
            "Name is missing; fill it in.",
        ),
        (
            reviews.GrantExceptionRequest(name="reviews/r1", item="inputs"),
            "expire_time",
            "FIELD_REQUIRED",
            "Expire time is missing; fill it in.",
        ),
        (
            idea(document={"title": "x" * 300}),
            "idea.document.title",
            "FIELD_TOO_LONG",
            "Title has 300 characters; at most 200 fit, so shorten it.",
        ),
        (
            doors({"id": "a"}, {"id": "b", "undo": {"days": -1}}),
            "idea.document.doors[1].undo.days",
            "FIELD_OUT_OF_RANGE",
            "Doors 2, undo, days must be at least 0.",
        ),
        (
            doors({"id": "a"}, {"id": "b", "undo": {"cost": {"units": 3}}}),
            "idea.document.doors[1].undo.cost",
            "FIELD_MALFORMED",
            AMOUNT.format("Doors 2, undo, cost"),
        ),
        (
            doors({"id": "a"}, {"id": "a"}),
            "idea.document.doors",
            "DUPLICATE",
            "Doors must have different ids.",
        ),
        (
            doors(*({"id": str(number)} for number in range(21))),
            "idea.document.doors",
            "TOO_MANY",
            "Doors has 21 entries; at most 20 fit.",
        ),
        (
            ideas_rpc.SplitDoorRequest(name="ideas/a"),
            "into",
            "TOO_FEW",
            "Into must contain at least 2 item(s).",
        ),
        (
            idea(co_authors=["ann"]),
            "idea.co_authors[0]",
            "FIELD_MALFORMED",
            "Co authors 1 must be a name like people/….",
        ),
        (
            idea(country_codes=["de"]),
            "idea.country_codes[0]",
            "FIELD_MALFORMED",
            "Country codes 1 must be two capital letters, like DE.",
        ),
        (
            update(name="kettle"),
            "idea.name",
            "FIELD_MALFORMED",
            "Idea must be named like this: ideas/{idea}.",
        ),
        (visual(), "visual", "FIELD_REQUIRED", "Content is missing; fill it in."),
        (
            ideas_rpc.SubmitIdeaRequest(name="ideas/a", request_id="again"),
            "request_id",
            "FIELD_MALFORMED",
            "Request id is no UUID; send a new one, or none.",
        ),
        (
            doors({"id": "a", "decision": "tea\0pot"}),
            "idea.document.doors[0].decision",
            "TEXT_UNSUPPORTED",
            "Doors 1, decision holds a NUL character; remove it.",
        ),
        (
            idea(build_start_time=Timestamp(seconds=10**13)),
            "idea.build_start_time",
            "FIELD_MALFORMED",
            "Build start time is no time between the years 1 and 9999.",
        ),
    ],
)
def test_a_broken_rule_is_said_in_words(
    request_: Message, field: str, reason: str, words: str
) -> None:
    found = broken(request_)[field]

    assert (found.reason, found.description) == (reason, words)
    assert is_path_in(request_.DESCRIPTOR, field)


def test_all_that_is_wrong_is_said_at_once() -> None:
    request = idea(document={"title": "x" * 300, "leader": "ann"}, team="a\0b")

    assert set(broken(request)) == {
        "idea.document.title",
        "idea.document.leader",
        "idea.team",
    }


def test_every_shape_is_said_without_signs_of_a_pattern() -> None:
    assert len(PATTERNS) > 10
    assert not [one for one in PATTERNS if re.search(r"[\[\]{}^$|\\]", shape_of(one))]


def rule_ids(field: Any) -> Iterator[str]:
    """Return the ids of the rules that a field can break."""
    yield from _ids(field.GetOptions().Extensions[rules.field])


def _ids(stated: rules.FieldRules) -> Iterator[str]:
    yield from (rule.id for rule in stated.cel)
    if stated.required:
        yield "required"
    if kind := stated.WhichOneof("type"):
        for rule, value in getattr(stated, kind).ListFields():
            if isinstance(value, rules.FieldRules):
                yield from _ids(value)
            elif rule.name != "example":
                yield f"{kind}.{rule.name}"


def messages_in(kind: Any, seen: set[str]) -> Iterator[Any]:
    """Return a message type, and all that can be in it."""
    if kind.full_name in seen:
        return
    seen.add(kind.full_name)
    yield kind
    for field in kind.fields:
        if field.message_type:
            yield from messages_in(field.message_type, seen)


MESSAGES = {
    kind.full_name: kind
    for request in REQUESTS.values()
    for kind in messages_in(request, set())
}
RULES = {
    rule: f"{kind.full_name}.{field.name}"
    for kind in MESSAGES.values()
    for field in kind.fields
    for rule in rule_ids(field)
}


def test_the_contracts_have_rules() -> None:
    assert len(REQUESTS) > 90
    assert {"required", "money", "string.pattern", "repeated.max_items"} <= set(RULES)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_a_reason(rule: str) -> None:
    assert reason_of(rule) in REASONS, f"{RULES[rule]} needs an entry in KINDS"


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("int32.gte", "FIELD_OUT_OF_RANGE"),
        ("int64.gte_lte", "FIELD_OUT_OF_RANGE"),
        ("double.gt_lte", "FIELD_OUT_OF_RANGE"),
        ("timestamp.gt_now", "FIELD_OUT_OF_RANGE"),
        ("doors.unique", "DUPLICATE"),
        ("field.malformed", "FIELD_MALFORMED"),
        ("too.few", "TOO_FEW"),
        ("cel.of.somebody", None),
    ],
)
def test_a_reason_does_not_depend_on_the_type_of_the_field(
    rule: str, reason: str | None
) -> None:
    assert reason_of(rule) == reason


@pytest.mark.parametrize("request_", sorted(REQUESTS))
def test_no_rule_is_about_a_request_as_a_whole(request_: str) -> None:
    """A client could not tell which of its inputs is wrong."""
    stated = REQUESTS[request_].GetOptions().Extensions[rules.message]

    assert stated == rules.MessageRules()
