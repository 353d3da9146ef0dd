"""Story S1 again, by people with a browser: pages and forms instead of JSON."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

import pytest
from typing_extensions import override

from deploy.instance import Instance
from tests.e2e.story import Story, refused

TIMEOUT_SECONDS = 15.0
TITLE = "document.title"
HEADLINE = "Every book in print, at your door"
DOCUMENT = {
    TITLE: "Every book in print",
    "document.customer.segment": "Readers far from a bookshop",
    "document.customer.context": "The next one is an hour away.",
    "document.customer.need": "Any book in print, without the drive.",
    "document.press_release.headline": HEADLINE,
    "document.press_release.claim.metric": "titles within a week",
    "document.press_release.claim.baseline": "3000",
    "document.press_release.claim.target": "1000000",
    "document.press_release.claim.by_date": "2099-07-16",
    "document.press_release.summary": "One million titles.\r\n\r\nTwo <b>new</b>.",
    "document.press_release.problem": "Shelves are short.",
    "document.press_release.benefit": "You find the book you want.",
    "document.press_release.journey": "Search, order, open the parcel.",
    "document.five_questions.who": "Readers.",
    "document.five_questions.problem": "Distance.",
    "document.five_questions.benefit": "Choice.",
    "document.five_questions.evidence": "Forty readers told us.",
    "document.five_questions.experience": "One minute.",
    "document.doors.0.decision": "List what is not in stock",
    "document.doors.0.kind": "DOOR_KIND_TWO_WAY",
    "document.doors.0.undo.plan": "Hide it",
    "document.doors.0.undo.cost": "USD 100",
    "document.doors.0.undo.days": "1",
    "document.cost_of_failure.loss_cap": "USD 5,000",
    "document.cost_of_failure.customers_exposed": "1000",
    "document.customer_faqs.0.id": "cf-different",
    "document.customer_faqs.0.answer": "You need not drive.",
    "document.customer_faqs.1.id": "cf-cost",
    "document.customer_faqs.1.answer": "What the book costs.",
    "document.mlp_features": "Search\r\nOrder",
    "document.user_manual.stage": "MANUAL_STAGE_WRITTEN",
    "document.user_manual.sections.0.heading": "Order",
    "document.user_manual.sections.0.text": "Search, and press once.",
    "document.leader": "people/ben",
}
DESIGN = {
    "title": "Try it on a few",
    "hypothesis.change": "we list what is not in stock",
    "hypothesis.customer": "readers",
    "hypothesis.expected": "order more",
    "hypothesis.because": "their book is rarely on a shelf",
    "win_probability": "0.3",
    "exposure_share": "0.01",
    "exposure_share_steps": "",
    "primary_metric.key": "ordered",
    "primary_metric.kind": "METRIC_KIND_BEHAVIOR",
    "primary_metric.direction": "DIRECTION_UP",
    "primary_metric.aggregation": "METRIC_AGGREGATION_CONVERSION",
    "primary_metric.baseline": "0.05",
    "primary_metric.target_effect": "0.9",
    "guardrails.0.metric": "returned",
    "guardrails.0.comparison": "COMPARISON_AT_MOST",
    "guardrails.0.threshold": "0.1",
    "guardrails.0.min_units": "5",
    "guardrails.0.severity": "BREACH_SEVERITY_HIGH",
    "guardrails.0.aggregation": "METRIC_AGGREGATION_CONVERSION",
    "loss_cap": "USD 3000",
    "kill_switch": "Turn the flag off.",
    "decision_rule.scale.at_least": "0.1",
    "decision_rule.scale_if": "It works.",
    "decision_rule.pivot_if": "It half works.",
}


@dataclass(frozen=True)
class Form:
    """A form as the browser would send it, untouched."""

    id: str
    action: str
    values: dict[str, str] = field(default_factory=dict)

    def fits(self, wanted: str) -> bool:
        """Tell whether this is meant by an id or an action, empty for neither."""
        return wanted in (self.id, self.action) if wanted else not self.action


class FormParser(HTMLParser):
    """Finds the forms of a page, and what is in them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select = ""
        self._textarea = ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        match tag:
            case "form":
                self.forms.append(Form(given.get("id", ""), given.get("action", "")))
            case "input" if given.get("type") == "checkbox":
                self._tick(given)
            case "input":
                self.forms[-1].values[given["name"]] = given.get("value", "")
            case "textarea":
                self._textarea = given["name"]
                self.forms[-1].values[self._textarea] = ""
            case "select":
                self._select = given["name"]
            case "option" if self._select not in self.forms[-1].values:
                self.forms[-1].values[self._select] = given["value"]
            case "option" if "selected" in given:
                self.forms[-1].values[self._select] = given["value"]
            case _:
                pass

    def _tick(self, given: dict[str, str]) -> None:
        if "checked" in given:
            self.forms[-1].values[given["name"]] = given.get("value", "on")

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            name, values = self._textarea, self.forms[-1].values
            # A browser drops the line break that a textarea begins with.
            values[name] = values[name].removeprefix("\n")
            self._textarea = ""

    @override
    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.forms[-1].values[self._textarea] += data


@dataclass(frozen=True)
class Page:
    """What a visitor sees."""

    status: int
    url: str
    text: str
    headers: dict[str, str]

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @property
    def actions(self) -> list[str]:
        """Where the forms of the page lead."""
        return [form.action for form in self._forms()]

    def form(self, wanted: str = "") -> Form:
        """Return the form with an id or action; by default the one that is the page."""
        return next(form for form in self._forms() if form.fits(wanted))

    def offers(self, wanted: str) -> bool:
        """Tell whether there is such a form."""
        return any(form.fits(wanted) for form in self._forms())

    def _forms(self) -> list[Form]:
        parser = FormParser()
        parser.feed(self.text)
        return parser.forms


class Browser:
    """One visitor: keeps cookies, follows redirects, fills forms in."""

    def __init__(self, base_url: str, persona: str = "") -> None:
        self._base_url = base_url
        cookies = HTTPCookieProcessor(CookieJar())
        self._opener = build_opener(ProxyHandler({}), cookies)
        if persona:
            picked = self.open("/").form("/persona")
            self.send("/", picked, persona=persona)

    def open(self, path: str, data: bytes | None = None) -> Page:
        """Go somewhere."""
        request = Request(self._base_url + path, data)  # noqa: S310 - always http
        try:
            answer = self._opener.open(request, timeout=TIMEOUT_SECONDS)
        except HTTPError as refusal:
            answer = refusal
        with answer:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            text = answer.read().decode().replace("\r\n", "\n")  # as browsers do
            return Page(answer.status, answer.url, text, headers)

    def send(self, path: str, form: Form, **changes: str) -> Page:
        """Send a form that was found on the page at `path`."""
        values = {**form.values, **changes}
        return self.open(form.action or path, urlencode(values).encode())

    def fill(self, path: str, wanted: str = "", **changes: str) -> Page:
        """Open a page, fill a form of it in, and send it."""
        page = self.open(path)
        assert page.status == 200
        return self.send(path, page.form(wanted), **changes)


@pytest.fixture
def ann(product: Instance) -> Browser:
    return Browser(product.base_url, "ann")


@pytest.fixture
def ben(product: Instance) -> Browser:
    return Browser(product.base_url, "ben")


def name_in(page: Page) -> str:
    """Return the name of the resource that a page is about."""
    assert page.status == 200, page.text
    return page.path.removeprefix("/")


def titled(title: str) -> dict[str, str]:
    """Return the input of a title."""
    return {TITLE: title}


def ready(product: Instance, ann: Browser) -> str:
    """Return a new idea that can be submitted: written, questioned, with evidence."""
    kai = Browser(product.base_url, "kai")
    idea = name_in(ann.fill("/new/idea", **DOCUMENT))
    questions, evidence = f"/{idea}/questions", f"/{idea}/evidence"
    assert ann.fill(questions, f"/{idea}/share").status == 200
    asked = {"question.text": "What if it is out of print?"}
    assert kai.fill(questions, f"/{idea}/ask", **asked).status == 200
    answer = next(one for one in ann.open(questions).actions if one.endswith("/answer"))
    assert ann.fill(questions, answer, answer="We look for a used one.").status == 200
    seen = {
        "evidence.kind": "EVIDENCE_KIND_CUSTOMER_CONVERSATION",
        "evidence.result": "EVIDENCE_RESULT_SUPPORTS",
        "evidence.summary": "She drives for an hour.",
        "evidence.conversation_length": "20 min",
    }
    assert ann.fill(evidence, f"/{idea}/add-evidence", **seen).status == 200
    return idea


def test_an_idea_travels_from_a_draft_to_launch_by_forms(
    product: Instance, ann: Browser, ben: Browser
) -> None:
    story = Story(product)

    story.idea = ready(product, ann)
    assert ann.fill(f"/{story.idea}", "submit").status == 200
    story.review = story.first("reviews")["name"]
    assert HEADLINE in ben.open(f"/{story.review}").text
    assert ben.fill(f"/{story.review}", "finish-reading").status == 200
    decision = {"outcome": "REVIEW_OUTCOME_APPROVE", "rationale": "Cheap to try."}
    assert ben.fill(f"/{story.review}/decision", "decide", **decision).status == 200
    story.await_idea("APPROVED")

    story.experiment = name_in(ann.fill(f"/new/experiment?idea={story.idea}", **DESIGN))
    assert ann.fill(f"/{story.experiment}", "verify-kill-switch").status == 200
    product.await_true(lambda: starts(ann, story.experiment), "it starts")
    story.await_idea("EXPERIMENTING")
    loved = {"control": 0.1, "treatment": 0.9}
    story.measure(units=400, rates={"ordered": loved, "returned": 0.0})
    assert "data-live" in ann.open(f"/{story.experiment}/measure").text
    assert ann.fill(f"/{story.experiment}/measure", "stop").status == 200
    verdict = {"verdict": "VERDICT_SCALE", "learning": "Readers order what they find."}
    decided = ben.fill(f"/{story.experiment}/learn", "decide", **verdict)
    assert decided.status == 200, decided.text
    story.await_idea("SCALING")
    launched = ben.fill(f"/{story.idea}", "launch")

    assert (launched.status, launched.path) == (200, f"/{story.idea}")
    assert "state-launched" in launched.text
    assert "Readers order what they find." in launched.text


def starts(ann: Browser, experiment: str) -> bool:
    """Press Start; the approval may still be on its way to the experiments."""
    page = ann.fill(f"/{experiment}", "start")
    assert page.status == 200 or "IDEA_NOT_APPROVED" in page.text
    return page.status == 200


def test_what_was_written_comes_back_into_the_form_as_it_was(ann: Browser) -> None:
    idea = name_in(ann.fill("/new/idea", **DOCUMENT))

    values = ann.open(f"/{idea}/edit").form().values

    for name, text in DOCUMENT.items():
        assert values[name] == text.replace("\r\n", "\n")


def test_a_saved_form_changes_what_was_changed_and_nothing_else(
    product: Instance, ann: Browser
) -> None:
    idea = name_in(ann.fill("/new/idea", **DOCUMENT))
    before = product.api("ann").get(f"/v1/{idea}")["idea"]

    ann.fill(f"/{idea}/edit", **titled("Another title"))

    after = product.api("ann").get(f"/v1/{idea}")["idea"]
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"title", "document", "etag", "updateTime", "history"}
    assert after["title"] == "Another title"
    assert after["document"] == before["document"] | {"title": "Another title"}


def test_a_visitor_is_whom_they_pick(product: Instance) -> None:
    visitor = Browser(product.base_url)
    picker = visitor.open("/reviews").form("/persona")
    assert picker.values["persona"] == "ann"

    page = visitor.send("/reviews", picker, persona="kai")

    assert page.path == "/reviews"
    assert page.form("/persona").values["persona"] == "kai"
    assert "Kai Kowalski, Reliability engineer" in page.text


@pytest.mark.parametrize("persona", ["nobody", "", "ann' --"])
def test_nobody_can_be_someone_unknown(ann: Browser, persona: str) -> None:
    page = ann.fill("/", "/persona", persona=persona)

    assert page.form("/persona").values["persona"] == "ann"


@pytest.mark.parametrize(
    "back", ["https://example.org/", "//example.org", "/\\example.org", "javascript:x"]
)
def test_the_picker_leads_to_no_other_site(
    product: Instance, ann: Browser, back: str
) -> None:
    page = ann.fill("/", "/persona", back=back)

    assert page.url == f"{product.base_url}/"


@pytest.mark.parametrize(
    "token", ["", "made-up"], ids=["without a token", "with another token"]
)
def test_a_form_from_elsewhere_is_refused(ann: Browser, token: str) -> None:
    title = f"forged {uuid.uuid4()}"

    page = ann.fill("/new/idea", **titled(title), csrf_token=token)

    assert page.status == 400
    assert title not in ann.open("/ideas").text


def test_a_form_of_another_visitor_is_refused(ann: Browser, ben: Browser) -> None:
    stolen = ben.open("/new/idea").form()

    assert ann.send("/new/idea", stolen, **titled("Stolen")).status == 400


def addresses(idea: str) -> Iterator[str]:
    yield from (
        "/",
        "/ideas",
        "/roadmap",
        "/decisions",
        "/day1",
        "/reviews",
        "/experiments",
        "/coes",
        "/new/idea",
        "/healthz",
    )
    yield from ("/static/day1.css", "/v1/ideas", "/v1/ideas/ghost", "/nowhere")
    yield from (f"/{idea}", f"/{idea}/edit", "/ideas/ghost", "/ideas/UPPER")


def test_every_answer_carries_the_headers_that_protect_visitors(ann: Browser) -> None:
    idea = name_in(ann.fill("/new/idea", **titled("Any")))

    for address in addresses(idea):
        headers = ann.open(address).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'self';"), address
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff", address
        assert headers["referrer-policy"] == "same-origin", address


def test_what_a_person_writes_is_never_markup(ann: Browser) -> None:
    evil = '<script>alert("1")</script>"><img src=x onerror=alert(2)>'
    words = [name for name, text in DOCUMENT.items() if " " in text]
    texts = {name: evil for name in words if not DOCUMENT[name].startswith("USD ")}
    idea = name_in(ann.fill("/new/idea", **{**DOCUMENT, **texts}))

    for address in ("/ideas", f"/{idea}", f"/{idea}/edit"):
        page = ann.open(address)
        assert "<script>alert" not in page.text
        assert "<img" not in page.text
        assert evil in unescape(page.text)
    assert ann.open(f"/{idea}/edit").form().values[TITLE] == evil


def test_a_refused_submit_says_everything_that_is_missing(
    product: Instance, ann: Browser
) -> None:
    idea = name_in(ann.fill("/new/idea", **titled("Hardly an idea")))
    api = product.api("ann")
    status, reasons = refused(lambda: api.post(f"/v1/{idea}:submit"))

    page = ann.fill(f"/{idea}", "submit")

    assert (page.status, len(reasons) > 3) == (status, True)
    for reason in reasons:
        assert f'class="reason">{reason}<' in page.text
    assert page.text.count('class="reason"') == len(reasons)
    assert page.offers("submit")


def test_a_refused_form_keeps_what_was_typed_and_marks_what_is_wrong(
    ann: Browser,
) -> None:
    wrong = {TITLE: "x" * 201, "document.press_release.claim.target": "many"}

    page = ann.fill("/new/idea", **{**DOCUMENT, **wrong})

    assert page.status == 400
    values = page.form().values
    for name, text in {**DOCUMENT, **wrong}.items():
        assert values[name] == text.replace("\r\n", "\n")
    assert page.text.count('aria-invalid="true"') == 1
    repaired = ann.send("/new/idea", page.form(), **DOCUMENT)
    assert repaired.status == 200


def test_a_character_that_no_text_may_hold_is_refused_at_its_input(
    ann: Browser,
) -> None:
    page = ann.fill("/new/idea", **titled("a\0b"))

    assert page.status == 400
    assert 'class="reason">TEXT_UNSUPPORTED<' in page.text
    assert page.text.count('aria-invalid="true"') == 1


def test_a_draft_of_another_team_is_shown_to_nobody_else(
    product: Instance, ann: Browser
) -> None:
    title = f"hidden {uuid.uuid4()}"
    hidden = titled(title) | {"visibility": "VISIBILITY_TEAM"}
    idea = name_in(ann.fill("/new/idea", **hidden))
    cara = Browser(product.base_url, "cara")
    lists = ("/ideas", "/roadmap", "/day1/customers")

    assert "hidden from other teams" in ann.open(f"/{idea}").text
    assert all(title in ann.open(page).text for page in lists)
    assert cara.open(f"/{idea}").status == 404
    assert not any(title in cara.open(page).text for page in lists)


def test_a_refused_decision_keeps_its_reasons(
    product: Instance, ann: Browser, ben: Browser
) -> None:
    story = Story(product)
    story.idea = ready(product, ann)
    ann.fill(f"/{story.idea}", "submit")
    review = story.first("reviews")["name"]
    why = "Say who it is for,\nin one sentence."

    decision = {"outcome": "REVIEW_OUTCOME_DECLINE", "rationale": why}
    page = ben.fill(f"/{review}/decision", "decide", **decision)

    assert page.status == 400
    kept = page.form("decide").values
    assert (kept["outcome"], kept["rationale"]) == ("REVIEW_OUTCOME_DECLINE", why)
    assert 'class="reason">NOT_READ_YET<' in page.text
    assert f"/{review}/decide" not in ann.open(f"/{review}/decision").actions


def test_a_form_that_is_sent_twice_counts_once(product: Instance, ann: Browser) -> None:
    title = f"double {uuid.uuid4()}"
    form = ann.open("/new/idea").form()

    first, second = (ann.send("/new/idea", form, **titled(title)) for _ in range(2))

    assert name_in(first) == name_in(second)
    ideas: list[dict[str, Any]] = product.api("ann").get("/v1/ideas?page_size=200")[
        "ideas"
    ]
    assert [idea["title"] for idea in ideas].count(title) == 1


def test_a_button_that_is_pressed_twice_counts_once(
    product: Instance, ann: Browser
) -> None:
    idea = ready(product, ann)
    form = ann.open(f"/{idea}").form("submit")

    pages = [ann.send(f"/{idea}", form) for _ in range(2)]

    assert [(page.status, page.path) for page in pages] == [(200, f"/{idea}")] * 2
    history = product.api("ann").get(f"/v1/{idea}")["idea"]["history"]
    assert [entry["event"] for entry in history].count("IdeaSubmitted") == 1


def test_a_form_based_on_an_old_state_is_refused_and_can_be_sent_again(
    product: Instance, ann: Browser
) -> None:
    idea = name_in(ann.fill("/new/idea", **titled("First")))
    old = ann.open(f"/{idea}/edit").form()
    ann.fill(f"/{idea}/edit", **titled("Second"))

    page = ann.send(f"/{idea}/edit", old, **titled("Third"))

    assert (page.status, "ETAG_MISMATCH" in page.text) == (409, True)
    assert page.form().values[TITLE] == "Third"
    again = ann.send(f"/{idea}/edit", page.form())
    assert again.status == 200
    assert product.api("ann").get(f"/v1/{idea}")["idea"]["title"] == "Third"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nowhere", 404),
        ("/ideas/ghost", 404),
        ("/reviews/ghost", 404),
        ("/experiments/ghost", 404),
        ("/coes/ghost", 404),
        ("/ideas/UPPER", 400),
        ("/ideas/ghost/edit", 404),
        ("/ideas?page_token=made-up", 400),
    ],
)
def test_a_page_that_is_not_there_says_so_to_people(
    ann: Browser, address: str, status: int
) -> None:
    page = ann.open(address)

    assert page.status == status
    assert page.headers["content-type"].startswith("text/html")
    assert 'role="alert"' in page.text


def test_health_answers_in_json(ann: Browser) -> None:
    page = ann.open("/healthz")

    assert page.status == 200
    assert page.headers["content-type"] == "application/json"
