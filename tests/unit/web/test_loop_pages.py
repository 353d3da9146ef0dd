"""The pages of the arc from experiment to mechanism: all of them, in one go."""

import re

import pytest
from flask.testing import FlaskClient

from tests.unit.web import documents, loop_documents
from tests.unit.web.support import Services

PAGES = [
    "/experiments",
    "/experiments?state=RUNNING",
    "/new/experiment?idea=ideas/7f3",
    "/experiments/e1",
    "/experiments/e1/measure",
    "/experiments/e1/learn",
    "/experiments/e1/edit",
    "/metrics",
    "/coes",
    "/coes?state=OPENED",
    "/new/coe?source=experiments/e1",
    "/corrections",
    "/coes/c1",
    "/coes/c1/edit",
    "/mechanisms",
    "/mechanisms?state=ADOPTED",
    "/new/mechanism?coe=coes/c1",
    "/mechanisms/declare-inputs",
    "/mechanisms/declare-inputs?backtest=now",
    "/mechanisms/declare-inputs/edit",
    "/loop",
    "/loop?days=30",
    "/loop/incidents?days=7",
]
PARTS = [
    "/experiments/e1/results",
    "/experiments/e1/cost",
    "/experiments/e1/verdict",
    "/metrics/reading",
    "/coes/c1/facts",
    "/mechanisms/declare-inputs/numbers",
    "/loop/numbers",
]


@pytest.fixture(autouse=True)
def stocked(services: Services) -> Services:
    loop_documents.stock(services)
    return services


@pytest.mark.parametrize("address", PAGES + PARTS)
def test_every_page_is_shown_with_user_text_escaped(
    visitor: FlaskClient, address: str
) -> None:
    answer = visitor.get(address)

    assert answer.status_code in {200, 286}
    assert documents.SCRIPT not in answer.text


@pytest.mark.parametrize("address", PAGES + PARTS)
def test_no_page_has_inline_script_or_style(visitor: FlaskClient, address: str) -> None:
    page = visitor.get(address).text

    assert not re.search(r"<script(?![^>]*\bsrc=)|<style| style=| on[a-z]+=", page)


@pytest.mark.parametrize("address", PAGES)
def test_every_input_has_a_label_and_every_id_is_one(
    visitor: FlaskClient, address: str
) -> None:
    page = visitor.get(address).text

    inputs = set(re.findall(r'<(?:input|select|textarea) id="([^"]+)"', page))
    assert inputs <= set(re.findall(r'<label for="([^"]+)"', page))
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
    described = " ".join(re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', page))
    assert set(described.split()) <= set(ids)


@pytest.mark.parametrize("address", PAGES + PARTS)
def test_every_drawing_can_be_read(visitor: FlaskClient, address: str) -> None:
    page = visitor.get(address).text

    for drawing in re.findall(r"<svg([^>]*)>", page):
        assert 'role="img"' in drawing
        assert "aria-label" in drawing


@pytest.mark.parametrize("address", PAGES)
def test_a_live_part_is_the_same_when_it_is_asked_for_again(
    visitor: FlaskClient, address: str
) -> None:
    page = visitor.get(address).text

    for etag, again in re.findall(
        r'data-etag="(\w+)" data-live hx-get="([^"]+)"', page
    ):
        answer = visitor.get(again, headers={"If-None-Match": f'"{etag}"'})
        assert answer.status_code == 304, again
