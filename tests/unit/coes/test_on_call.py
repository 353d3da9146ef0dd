"""Who is on call: as the catalog says, unless a setting says something else."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from chassis.domain import Actor
from services.coes.config import CoesSettings
from services.coes.domain.design import CONSUMERS, OURSELVES

SERVICES = Path(__file__).parents[3] / "services"


def settings(**changes: Any) -> CoesSettings:
    given = {
        "database_url": "x",
        "eventlog_url": "x",
        "token_jwks": "x",
        "page_token_key": "x",
    }
    return CoesSettings.model_validate(given | changes)


def in_catalog() -> dict[str, Actor]:
    found = {}
    for file in SERVICES.glob("*/catalog-info.yaml"):
        for entity in yaml.safe_load_all(file.read_text()):
            if entity["kind"] == "Component":
                person = entity["metadata"]["annotations"]["day1/on-call"]
                team = entity["spec"]["owner"].replace("group:", "teams/")
                found[f"services/{entity['metadata']['name']}"] = Actor(person, team)
    return found


def test_by_default_it_is_who_the_catalog_names() -> None:
    assert settings().rota == in_catalog()
    assert set(settings().rota) >= {*CONSUMERS.values(), OURSELVES}


def test_a_setting_says_who_is_on_call_now() -> None:
    told = settings(on_call="ideas=ann@books,coes=joy.j@platform-2")

    assert told.rota == {
        "services/ideas": Actor("people/ann", "teams/books"),
        "services/coes": Actor("people/joy.j", "teams/platform-2"),
    }


@pytest.mark.parametrize("wrong", ["", "ideas", "ideas=ann", "ideas=ann@", "a=b@c,"])
def test_a_setting_that_names_nobody_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError):
        settings(on_call=wrong)
