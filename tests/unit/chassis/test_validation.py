"""What a broken rule of the contracts says to people, and to programs."""

import re
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.message import Message

from chassis.domain import InvalidInput, Violation
from chassis.rpc.validation import shape_of, valid
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


def broken(request: Message) -> dict[str, Violation]:
    """Return what is wrong with a request, by field."""
    with pytest.raises(InvalidInput) as refused:
        valid(request)
    return {one.subject: one for one in refused.value.violations}


def idea(**fields: Any) -> ideas_rpc.CreateIdeaRequest:
    return ideas_rpc.CreateIdeaRequest(idea=ideas.Idea(**{"title": "A", **fields}))


@pytest.mark.parametrize(
    ("request_", "field", "reason", "words"),
    [
        (
            reviews.DecideReviewRequest(name="reviews/r1"),
            "outcome",
            "ENUM_NOT_IN",
            "Outcome is not chosen; choose one.",
        ),
        (
            reviews.GrantExceptionRequest(name="reviews/r1", item="inputs"),
            "reason",
            "STRING_MIN_LEN",
            "Reason is missing; fill it in.",
        ),
        (
            reviews.GrantExceptionRequest(name="reviews/r1", item="inputs"),
            "expire_time",
            "REQUIRED",
            "Expire time is missing; fill it in.",
        ),
        (
            idea(title="x" * 300),
            "idea.title",
            "STRING_MAX_LEN",
            "Title has 300 characters; at most 200 fit, so shorten it.",
        ),
        (
            idea(doors=[{"id": "a"}, {"id": "b", "undo": {"days": -1}}]),
            "idea.doors[1].undo.days",
            "INT32_GTE",
            "Doors 2, undo, days must be at least 0.",
        ),
        (
            idea(leader="ann"),
            "idea.leader",
            "STRING_PATTERN",
            "Leader must be a name like people/….",
        ),
        (
            idea(country_codes=["de"]),
            "idea.country_codes[0]",
            "STRING_PATTERN",
            "Country codes 1 must be two capital letters, like DE.",
        ),
        (
            ideas_rpc.SubmitIdeaRequest(name="ideas/a", request_id="again"),
            "request_id",
            "STRING_UUID",
            "Request id is no UUID; send a new one, or none.",
        ),
    ],
)
def test_a_broken_rule_is_said_in_words(
    request_: Message, field: str, reason: str, words: str
) -> None:
    found = broken(request_)[field]

    assert (found.reason, found.description) == (reason, words)


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert set(broken(idea(title="x" * 300, leader="ann"))) == {
        "idea.title",
        "idea.leader",
    }


def test_every_shape_is_said_without_signs_of_a_pattern() -> None:
    assert len(PATTERNS) > 10
    assert not [one for one in PATTERNS if re.search(r"[\[\]{}^$|\\]", shape_of(one))]
