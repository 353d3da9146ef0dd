"""Whatever people write is shown as text, on every page, from every field."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from flask.testing import FlaskClient
from google.protobuf.message_factory import GetMessageClass
from typing_extensions import override

from tests.unit.web.hostile import Value, fill, future, markup, nothing
from tests.unit.web.support import METHODS, Services

PAGES = [
    "/",
    "/ideas",
    "/ideas/7f3",
    "/ideas/7f3/questions",
    "/ideas/7f3/evidence",
    "/ideas/7f3/revisions",
    "/ideas/7f3/revisions/1.0",
    "/ideas/7f3/diff?old=1.0",
    "/ideas/7f3/pulse",
    "/ideas/7f3/edit",
    *(f"/ideas/7f3/edit/{one}" for one in ("customer", "press-release", "faq")),
    *(f"/ideas/7f3/edit/{one}" for one in ("doors", "manual", "people")),
    "/new/idea",
    "/reviews",
    "/reviews/r1",
    "/reviews/r1/decision",
    "/reviews/r1/pulse",
    "/roadmap",
    "/decisions?verify=1",
    "/day1",
    "/day1/customers",
    "/day1/proxies",
    "/day1/trends",
    "/day1/velocity",
    "/experiments",
    "/experiments/e1",
    "/experiments/e1/measure",
    "/experiments/e1/learn",
    "/experiments/e1/edit",
    "/metrics",
    "/coes",
    "/coes/c1",
    "/coes/c1/edit",
    "/corrections",
    "/mechanisms",
    "/mechanisms/m1",
    "/mechanisms/m1/edit",
    "/loop",
    "/loop/incidents",
]
KNOWN = {
    "html",
    "head",
    "meta",
    "title",
    "link",
    "script",
    "body",
    "a",
    "header",
    "div",
    "form",
    "input",
    "label",
    "select",
    "option",
    "button",
    "nav",
    "main",
    "p",
    "footer",
    "code",
    "h1",
    "h2",
    "h3",
    "section",
    "aside",
    "article",
    "ul",
    "ol",
    "li",
    "strong",
    "small",
    "span",
    "br",
    "dl",
    "dt",
    "dd",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "textarea",
    "fieldset",
    "legend",
    "blockquote",
    "figure",
    "figcaption",
    "svg",
    "rect",
    "circle",
    "path",
    "text",
    "var",
    "mark",
    "sup",
    "ins",
    "del",
    "img",
    "time",
    "pre",
    "line",
    "polyline",
    "polygon",
    "g",
    "meter",
    "datalist",
    "output",
    "progress",
    "em",
    "template",
    "abbr",
    "tspan",
    "desc",
}


class Reader(HTMLParser):
    """Notes every tag and attribute of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def answer_with(services: Services, value: Value) -> None:
    """Let every unary method answer with messages whose fields are set by `value`."""
    for method in METHODS.values():
        reply: Any = fill(GetMessageClass(method.output_type)(), value=value)
        for paged in ("next_page_token", "next_position"):
            if paged in reply.DESCRIPTOR.fields_by_name:
                reply.ClearField(paged)
        services.answers[method.name] = reply


@pytest.fixture
def hostile(services: Services) -> Services:
    """Let every unary method answer with markup in every field."""
    answer_with(services, markup)
    return services


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("address", PAGES)
def test_no_text_becomes_markup(visitor: FlaskClient, address: str) -> None:
    answer = visitor.get(address)
    reader = Reader()
    reader.feed(answer.text)

    assert answer.status_code in {200, live_stop()}
    assert {tag for tag, _ in reader.tags} <= KNOWN
    for tag, given in reader.tags:
        assert not [name for name in given if name.startswith("on")]
        assert tag != "script" or given["src"].startswith("/static/")
        assert tag != "img" or given["src"].startswith("/")
        assert not given.get("href", "").lower().startswith("javascript:")
    assert "49" not in re.findall(r"\b49\b", answer.text)


@pytest.mark.parametrize("address", PAGES)
def test_what_a_service_has_not_set_is_shown_as_nothing(
    visitor: FlaskClient, services: Services, address: str
) -> None:
    answer_with(services, nothing)

    answer = visitor.get(address)

    assert answer.status_code in {200, live_stop()}
    assert not re.search(r">\s*(None|Undefined|inf|nan)\s*<", answer.text)
    assert "unspecified" not in answer.text.lower()


@pytest.mark.parametrize("address", PAGES)
def test_a_value_that_is_newer_than_the_front_breaks_no_page(
    visitor: FlaskClient, services: Services, address: str
) -> None:
    answer_with(services, future)

    assert visitor.get(address).status_code in {200, live_stop()}


def live_stop() -> int:
    return 286


def test_a_drawing_of_a_stranger_can_do_nothing(
    visitor: FlaskClient, hostile: Services
) -> None:
    [drawn] = hostile.answers["ListVisuals"].visuals  # type: ignore[union-attr]
    drawn.name, drawn.svg = "ideas/7f3/visuals/v1", "<svg/>"

    answer = visitor.get("/ideas/7f3/visuals/v1.svg")

    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert visitor.get("/ideas/7f3/visuals/v2.svg").status_code == 404
