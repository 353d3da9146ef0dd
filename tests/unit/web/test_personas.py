"""Whom a visitor can act as."""

import re
from collections import Counter

import jwt
import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.web.support import Services
from web.persona_picker import local
from web.personas import PERSONAS, TEAMS, spoken


def test_there_are_twelve_people_in_five_small_teams() -> None:
    sizes = Counter(persona.team_id for persona in PERSONAS)

    assert len({persona.id for persona in PERSONAS}) == 12
    assert set(sizes) == set(TEAMS)
    assert max(sizes.values()) <= 10


def test_tenures_go_from_one_to_seventeen_years() -> None:
    tenures = {persona.tenure_years for persona in PERSONAS}

    assert (min(tenures), max(tenures)) == (1, 17)


def test_nobody_is_an_administrator() -> None:
    assert not any("admin" in persona.title.lower() for persona in PERSONAS)


def test_a_visitor_acts_as_ann_until_they_pick(
    visitor: FlaskClient, services: Services
) -> None:
    page = visitor.get("/ideas").text
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]

    visitor.post("/persona", data={"csrf_token": token, "persona": "joy"})
    visitor.get("/ideas")

    tokens = [call.metadata["authorization"][7:] for call in services.received]
    claims = [jwt.decode(t, options={"verify_signature": False}) for t in tokens]
    assert [(one["sub"], one["teams"]) for one in claims] == [
        ("people/ann", ["teams/books"]),
        ("people/joy", ["teams/platform"]),
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("people/ann", "Ann Abara"),
        ("people/zoe", "people/zoe"),
        ("services/reviews", "service reviews"),
        ("teams/books", "team books"),
        ("", ""),
    ],
)
def test_names_are_spoken_as_people_would(name: str, words: str) -> None:
    assert spoken(name) == words


@pytest.mark.parametrize("address", ["//evil", "/\\evil", "https://evil", "/\t/evil"])
def test_a_choice_never_leads_to_another_site(address: str) -> None:
    assert local(address) == "/"


@given(st.text())
def test_where_it_leads_is_always_a_path(address: str) -> None:
    assert re.match(r"/(?![/\\])", local(address))
