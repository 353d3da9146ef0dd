"""One grammar of filters: what it reads, and what it refuses."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.domain import InvalidInput
from chassis.filtering import ANY, BOOL, choices, parse_filter
from day1.ideas.v1 import ideas_pb2 as pb

FILTERS = {
    "state": choices(pb.IdeaState),
    "kind": choices(pb.EvidenceKind, short=False),
    "team": ANY,
    "business_unit": ANY,
    "supporting": BOOL,
}
CONVERSATION = "EVIDENCE_KIND_CUSTOMER_CONVERSATION"


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", {}),
        ("  ", {}),
        ('state = "DRAFT"', {"state": "DRAFT"}),
        ('state = "IDEA_STATE_DRAFT"', {"state": "DRAFT"}),
        ("state=IDEA_STATE_IN_REVIEW", {"state": "IN_REVIEW"}),
        ("kind = CUSTOMER_CONVERSATION", {"kind": CONVERSATION}),
        (f"kind = {CONVERSATION}", {"kind": CONVERSATION}),
        ("supporting = true", {"supporting": True}),
        ('supporting = "false"', {"supporting": False}),
        ("team = teams/tea.pots_9~x", {"team": "teams/tea.pots_9~x"}),
        ('team = ""', {"team": ""}),
        (
            'business_unit = "Research AND Development" AND state = DRAFT',
            {"business_unit": "Research AND Development", "state": "DRAFT"},
        ),
        (r'business_unit = "a \"b\" \\ = AND"', {"business_unit": 'a "b" \\ = AND'}),
        ('team="a"AND business_unit="b"', {"team": "a", "business_unit": "b"}),
        ("state = DRAFT AND state = IDEA_STATE_DRAFT", {"state": "DRAFT"}),
        ("\tteam\n=\r\n'", None),
    ],
)
def test_a_filter_is_read(text: str, terms: dict[str, Any] | None) -> None:
    if terms is None:
        with pytest.raises(InvalidInput):
            parse_filter(text, FILTERS)
    else:
        assert parse_filter(text, FILTERS) == terms


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("state", "Cannot read 'state'."),
        ("state = ", "Cannot read"),
        ("= DRAFT", "Cannot read"),
        ("AND", "Cannot read"),
        ("state = DRAFT AND", "Cannot read"),
        ("AND state = DRAFT", "Cannot read"),
        ("state = DRAFT team = teams/tea", "Cannot read"),
        ("state = DRAFT OR state = KILLED", "Cannot read"),
        ("state = DRAFT AND AND team = a", "Cannot read"),
        ("state != DRAFT", "Cannot read '!= DRAFT'."),
        ('state = "DRAFT', "Cannot read '\"DRAFT'."),
        (r'business_unit = "a\n"', "Cannot read"),
        ("(state = DRAFT)", "Cannot read"),
        ('"state" = DRAFT', "Cannot read"),
        ("mood = good", "Cannot filter by 'mood'."),
        ("state = HAPPY", "Choose among: IDEA_STATE_DRAFT, "),
        ("state = draft", "No state is called 'draft'."),
        ("state = IDEA_STATE_UNSPECIFIED", "Choose among"),
        ("state = UNSPECIFIED", "Choose among"),
        ("supporting = True", "Choose among: true, false."),
        ("state = DRAFT AND state = KILLED", "cannot equal two values"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, words: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse_filter(text, FILTERS)

    (violation,) = refusal.value.violations
    assert (violation.reason, violation.subject) == ("FILTER_INVALID", "filter")
    assert words in violation.description


@given(st.text())
def test_any_text_can_be_filtered_by(text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')

    assert parse_filter(f'team = "{quoted}"', FILTERS) == {"team": text}


@given(st.text())
def test_a_filter_is_read_or_refused(text: str) -> None:
    with suppress(InvalidInput):
        parse_filter(text, FILTERS)
