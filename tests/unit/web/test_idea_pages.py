"""Pages of ideas: what is offered, what is sent, and where a refusal is shown."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from google.type.money_pb2 import Money

from chassis.domain import Conflict, DomainError, NotAllowed, RuleBroken, Violation
from chassis.rpc.errors import Unavailable
from day1.checks.v1 import checks_pb2 as checks
from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc
from tests.unit.web import documents
from tests.unit.web.support import Services
from tests.unit.web.test_pages import ID, send
from web.forms import Form
from web.ideas.commands import COMMANDS, QUESTIONS
from web.ideas.lineage import roots
from web.ideas.rows import tidied, with_split_doors
from web.ideas.writing import SECTIONS, _faq_rows

DENIED = NotAllowed(Violation("NOT_THE_AUTHOR", "ideas/7f3", "Ask the author."))
NO = RuleBroken(Violation("NO_GO", "ideas/7f3", "Not like this; see coes/c-1."))


@pytest.fixture
def idea(services: Services) -> pb.Idea:
    """Let the service have a draft with one question, evidence and a picture."""
    idea = documents.idea(pb.IDEA_STATE_DRAFT)
    one, other = pb.Question(name="ideas/7f3/questions/q1"), pb.Question()
    one.possible_methods.extend(["AnswerQuestion", "UpvoteQuestion"])
    one.text, other.name = "Why?", "ideas/7f3/questions/q2"
    services.answers |= {
        "GetIdea": rpc.GetIdeaResponse(idea=idea),
        "ListQuestions": rpc.ListQuestionsResponse(questions=[one, other]),
        "ListEvidence": rpc.ListEvidenceResponse(
            evidence=[{"name": "ideas/7f3/evidence/e1", "summary": "They wait."}]
        ),
    }
    return idea


def allow(services: Services, idea: pb.Idea, *methods: str) -> None:
    """Let the service say what the state allows."""
    idea.possible_methods.extend(methods)
    services.answers["GetIdea"] = rpc.GetIdeaResponse(idea=idea)


def actions(page: str) -> set[str]:
    """Return what the forms of a page do to the idea."""
    return set(re.findall(r'<form[^>]* action="/ideas/7f3/([a-z/0-9-]+)"', page))


@pytest.mark.parametrize("command", COMMANDS.by_id.values(), ids=lambda one: one.id)
def test_what_the_state_allows_is_offered_on_one_page(
    visitor: FlaskClient, services: Services, idea: pb.Idea, command: Any
) -> None:
    idea.document.doors[0].kind = checks.DOOR_KIND_ONE_WAY
    tabs = ["/ideas/7f3", "/ideas/7f3/questions", "/ideas/7f3/evidence"]
    before = [actions(visitor.get(tab).text) for tab in tabs]
    allow(services, idea, command.method)
    after = [actions(visitor.get(tab).text) for tab in tabs]

    assert sum(command.id in one for one in after) == 1
    assert command.always or not any(command.id in one for one in before)


@pytest.mark.parametrize("command", COMMANDS.by_id.values(), ids=lambda one: one.id)
def test_what_the_visitor_may_not_do_is_not_offered_and_nothing_is_done(
    visitor: FlaskClient, services: Services, idea: pb.Idea, command: Any
) -> None:
    idea.document.doors[0].kind = checks.DOOR_KIND_ONE_WAY
    services.answers[command.method] = DENIED
    allow(services, idea, command.method)

    tabs = ["/ideas/7f3", "/ideas/7f3/questions", "/ideas/7f3/evidence"]
    offered = [actions(visitor.get(tab).text) for tab in tabs]

    assert not any(command.id in one for one in offered)
    assert all(one.validate_only for one in services.requests_of(command.method))


def test_a_rule_that_is_broken_hides_no_button(
    visitor: FlaskClient, services: Services, idea: pb.Idea
) -> None:
    services.answers["SubmitIdea"] = NO
    allow(services, idea, "SubmitIdea")

    assert "submit" in actions(visitor.get("/ideas/7f3").text)


@pytest.mark.parametrize(("answer", "is_shown"), [(DENIED, False), (NO, True)])
def test_only_who_may_write_is_led_to_the_form(
    visitor: FlaskClient,
    services: Services,
    idea: pb.Idea,
    answer: DomainError,
    *,
    is_shown: bool,
) -> None:
    services.answers["UpdateIdea"] = answer
    allow(services, idea, "UpdateIdea")

    page = visitor.get("/ideas/7f3").text

    assert ('href="/ideas/7f3/edit"' in page) is is_shown
    [asked] = services.requests_of("UpdateIdea")
    assert asked.validate_only
    assert asked.idea.document.title == idea.title
    assert asked.update_mask.paths == ["document.title"]


@pytest.mark.usefixtures("idea")
@pytest.mark.parametrize("command", COMMANDS.by_id.values(), ids=lambda one: one.id)
def test_a_refused_command_is_shown_where_it_is_with_what_was_entered(
    visitor: FlaskClient, services: Services, command: Any
) -> None:
    services.answers[command.method] = NO
    inputs = [one for one in command.inputs if one.type == "text"]
    texts = {one.name: TEXTS.get(one.name, _any_of(one)) for one in inputs}

    door = {"door": "door-1"} if command.id == "split-door" else {}
    answer = send(visitor, f"/ideas/7f3/{command.id}", **texts, **door)

    assert answer.status_code == 400
    assert 'class="reason">NO_GO<' in answer.text
    assert '<a href="/coes/c-1">a COE</a>' in answer.text
    for one in inputs:
        if not one.options and one.name != "evidence":
            assert re.search(
                rf'name="{re.escape(one.name)}"[^>]*[>"]\s*{texts[one.name]}',
                answer.text,
            )


TEXTS = {"evidence.conversation_length": "20 min", "visual.url": ""}
"""What is entered where not any text will do."""


def _any_of(one: Any) -> str:
    return str(one.options[0][0]) if one.options else "people/ann"


@pytest.mark.usefixtures("idea")
@pytest.mark.parametrize("command", QUESTIONS.by_id.values(), ids=lambda one: one.id)
def test_a_refused_answer_is_shown_at_its_question(
    visitor: FlaskClient, services: Services, command: Any
) -> None:
    services.answers[command.method] = NO

    answer = send(visitor, f"/ideas/7f3/questions/q2/{command.id}")

    assert answer.status_code == 400
    assert answer.text.index('id="q2"') < answer.text.index('class="reason">NO_GO<')
    assert answer.text.count('class="reason">NO_GO<') == 1


@pytest.mark.usefixtures("idea")
def test_a_question_is_asked_of_its_idea(
    visitor: FlaskClient, services: Services
) -> None:
    answer = send(visitor, "/ideas/7f3/ask", question__text="Who pays?")

    assert answer.headers["Location"] == "/ideas/7f3/questions"
    assert services.requests_of("CreateQuestion") == [
        rpc.CreateQuestionRequest(
            parent="ideas/7f3", question={"text": "Who pays?"}, request_id=ID
        )
    ]


@pytest.mark.usefixtures("idea")
def test_several_boxes_are_one_list(visitor: FlaskClient, services: Services) -> None:
    page = visitor.get("/coes").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    ticked = ["ideas/7f3/evidence/e1", "ideas/7f3/evidence/e2"]

    visitor.post(
        "/ideas/7f3/prioritize",
        data={"csrf_token": token[1], "priority": "2", "evidence": ticked},
    )

    [asked] = services.requests_of("PrioritizeIdea")
    assert (asked.priority, list(asked.evidence)) == (2, ticked)


def test_a_split_leaves_blank_doors_out_and_names_the_others() -> None:
    entered = {
        "door": "lease",
        "into.0.decision": " ",
        "into.1.decision": "One shop",
        "into.2.decision": "Ten shops",
    }

    assert with_split_doors(entered) == {
        "door": "lease",
        "into.0.decision": "One shop",
        "into.0.id": "lease-1",
        "into.1.decision": "Ten shops",
        "into.1.id": "lease-2",
    }


def test_rows_of_every_table_are_tidied() -> None:
    entered = {
        "document.customer_faqs.0.id": "cf-cost",
        "document.customer_faqs.0.answer": "",
        "document.customer_faqs.1.id": "",
        "document.customer_faqs.1.question": "And in winter?",
        "document.rejected_options.0.option": "",
        "document.user_manual.sections.0.heading": "",
        "document.user_manual.sections.1.heading": "Start",
    }

    assert tidied(entered) == {
        "document.customer_faqs.0.id": "cf-1",
        "document.customer_faqs.0.question": "And in winter?",
        "document.user_manual.sections.0.heading": "Start",
    }


@pytest.mark.usefixtures("idea")
@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.id)
def test_a_section_is_written_alone(
    visitor: FlaskClient, services: Services, section: Any
) -> None:
    send(visitor, f"/ideas/7f3/edit/{section.id}", title="Go", leader="people/ben")

    [asked] = services.requests_of("UpdateIdea")
    assert tuple(asked.update_mask.paths) == section.paths


@pytest.mark.usefixtures("idea")
def test_a_section_that_is_none_is_not_found(visitor: FlaskClient) -> None:
    assert visitor.get("/ideas/7f3/edit/colours").status_code == 404


@pytest.mark.usefixtures("idea")
def test_a_lost_race_keeps_the_text_and_says_so(
    visitor: FlaskClient, services: Services
) -> None:
    services.answers["UpdateIdea"] = Conflict(Violation("ETAG_MISMATCH", "", "Late."))

    answer = send(
        visitor, "/ideas/7f3/edit/faq", document__mlp_features="One\nTwo", etag="old"
    )

    assert answer.status_code == 409
    assert "Somebody was faster." in answer.text
    assert re.search(r'name="document.mlp_features"[^>]*>\s*One\nTwo<', answer.text)


def test_lists_of_words_are_lines(
    visitor: FlaskClient, services: Services, idea: pb.Idea
) -> None:
    idea.document.mlp_features.extend(["One", "Two"])
    idea.members.extend(["people/ann", "people/zoe"])
    allow(services, idea)

    page = visitor.get("/ideas/7f3/edit").text
    send(
        visitor,
        "/ideas/7f3/edit",
        document__mlp_features="A\r\n\r\n B ",
        patience_until_time="2030-01-31",
    )

    assert re.search(r'name="document.mlp_features"[^>]*>\s*One\nTwo<', page)
    assert re.search(r'name="members" value="people/zoe" checked', page)
    [asked] = services.requests_of("UpdateIdea")
    assert list(asked.idea.document.mlp_features) == ["A", "B"]
    assert asked.idea.patience_until_time.ToJsonString() == "2030-01-31T00:00:00Z"


def test_what_is_missing_is_one_list_before_submit(
    visitor: FlaskClient, services: Services, idea: pb.Idea
) -> None:
    missing = [{"reason": r, "description": f"{r} is missing."} for r in ("A", "B")]
    warned = [{"reason": "LONG", "description": "It is long."}]
    services.answers["LintIdea"] = rpc.LintIdeaResponse(
        violations=missing, warnings=warned
    )

    draft = visitor.get("/ideas/7f3").text
    idea.state = pb.IDEA_STATE_SUBMITTED
    allow(services, idea)
    submitted = visitor.get("/ideas/7f3").text

    assert "Before it can be submitted: 2" in draft
    assert re.findall(r'class="reason">([A-Z]+)<', draft) == ["A", "B", "LONG"]
    assert "Before it can be submitted" not in submitted


@pytest.mark.usefixtures("idea")
def test_everything_an_idea_can_do_without_may_be_away(
    visitor: FlaskClient, services: Services
) -> None:
    away = Unavailable(Violation("AWAY", "", "Away."))
    for method in ("LintIdea", "GetIdeaLineage", "ListSimilarIdeas", "ListReviews"):
        services.answers[method] = away

    assert visitor.get("/ideas/7f3").status_code == 200


@pytest.mark.parametrize(
    ("visibility", "is_said"),
    [(pb.VISIBILITY_TEAM, True), (pb.VISIBILITY_COMPANY, False)],
)
def test_an_idea_that_is_hidden_from_other_teams_says_so(
    visitor: FlaskClient,
    services: Services,
    idea: pb.Idea,
    visibility: pb.Visibility,
    *,
    is_said: bool,
) -> None:
    idea.visibility = visibility
    allow(services, idea)
    services.answers["ListIdeas"] = rpc.ListIdeasResponse(ideas=[idea])

    for address in ("/ideas", "/ideas/7f3", "/ideas/7f3/evidence"):
        page = visitor.get(address).text
        assert ("hidden from other teams" in page) is is_said, address


def test_a_submit_that_the_visibility_stops_says_the_way_out(
    visitor: FlaskClient, services: Services, idea: pb.Idea
) -> None:
    allow(services, idea, "SubmitIdea")
    services.answers["SubmitIdea"] = RuleBroken(
        Violation("VISIBILITY_TOO_NARROW", "ideas/7f3", "Let the company see it first.")
    )

    answer = send(visitor, "/ideas/7f3/submit")

    assert "Let the company see it first." in answer.text


def test_money_is_shown_in_its_own_currency(
    visitor: FlaskClient, services: Services, idea: pb.Idea
) -> None:
    cost = idea.document.cost_of_failure
    cost.loss_cap.CopyFrom(Money(currency_code="JPY", units=500_000))
    undo = idea.document.doors[0].undo
    undo.cost.CopyFrom(Money(currency_code="JPY", units=0, nanos=500_000_000))
    idea.document.bet.build_cost.CopyFrom(Money(currency_code="JPY", units=7))
    allow(services, idea)
    services.answers["ListIdeas"] = rpc.ListIdeasResponse(ideas=[idea])

    page, listed = visitor.get("/ideas/7f3").text, visitor.get("/ideas").text
    form = visitor.get("/ideas/7f3/edit").text

    assert '<p class="figure">JPY 500,000</p>' in page
    assert "JPY 0.50, 2 days" in page
    assert "building costs JPY 7." in page
    assert "JPY 500,000" in listed
    assert 'value="JPY 500,000"' in form
    assert "USD" not in page


def test_what_an_idea_has_not_said_is_not_shown_as_nothing(
    visitor: FlaskClient, services: Services, idea: pb.Idea
) -> None:
    idea.document.press_release.claim.Clear()
    idea.document.press_release.claim.metric = "minutes"
    idea.document.doors[0].undo.ClearField("cost")
    idea.document.cost_of_failure.ClearField("customers_exposed")
    idea.document.bet.payoff_multiple = 0
    allow(services, idea)
    services.answers["ListEvidence"] = rpc.ListEvidenceResponse(evidence=[{}])

    page = visitor.get("/ideas/7f3").text
    evidence = visitor.get("/ideas/7f3/evidence").text

    for words in (
        "from a number not known yet to a number not promised yet by a day not named",
        "unknown, 2 days",
        "an unknown number of customers exposed",
        "an unknown chance for 0 times the stake",
    ):
        assert words in page
    assert "Here: <strong>no time</strong> with customers" in evidence
    assert "None" not in page.replace("<dd>None.</dd>", "")


def test_a_picture_is_a_drawing_or_an_address(
    visitor: FlaskClient, services: Services, idea: pb.Idea
) -> None:
    allow(services, idea, "CreateVisual")
    both = {"visual.svg": "<svg/>", "visual.url": "/box.png"}

    answer = send(visitor, "/ideas/7f3/add-visual", **both)
    send(visitor, "/ideas/7f3/add-visual", **both | {"visual.url": " "})

    assert answer.status_code == 400
    assert "give either the drawing or its address, not both." in answer.text
    *_, sent = services.requests_of("CreateVisual")
    assert (sent.visual.WhichOneof("content"), sent.visual.svg) == ("svg", "<svg/>")


def test_relatives_are_a_tree_even_if_they_go_in_a_circle() -> None:
    nodes = [
        pb.LineageNode(idea="ideas/a"),
        pb.LineageNode(idea="ideas/b", pivoted_from="ideas/a"),
        pb.LineageNode(idea="ideas/c", duplicate_of="ideas/b"),
        pb.LineageNode(idea="ideas/d", pivoted_from="ideas/elsewhere"),
        pb.LineageNode(idea="ideas/x", pivoted_from="ideas/y"),
        pb.LineageNode(idea="ideas/y", pivoted_from="ideas/x"),
    ]

    first, second = roots(nodes)

    assert (first.node.idea, second.node.idea) == ("ideas/a", "ideas/d")
    [pivoted] = first.branches
    assert (pivoted.node.idea, pivoted.how) == ("ideas/b", "pivoted")
    assert [(one.node.idea, one.how) for one in pivoted.branches] == [
        ("ideas/c", "a duplicate")
    ]


def test_a_document_is_taken_away_as_a_file(
    visitor: FlaskClient, services: Services
) -> None:
    services.answers["ExportIdeaDocument"] = rpc.ExportIdeaDocumentResponse(
        content="# Go", media_type="text/markdown", file_name='go"\n.md'
    )

    answer = visitor.get("/ideas/7f3/export?revision=1.0")

    assert (answer.mimetype, answer.text) == ("text/markdown", "# Go")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert services.requests_of("ExportIdeaDocument")[0].revision == "1.0"


@pytest.mark.usefixtures("idea")
def test_a_filter_is_asked_for_and_kept(
    visitor: FlaskClient, services: Services
) -> None:
    services.answers["ListIdeas"] = rpc.ListIdeasResponse(next_page_token="t2")  # noqa: S106

    page = visitor.get('/ideas?state=DRAFT&team=te"am').text

    [asked] = services.requests_of("ListIdeas")
    assert asked.filter == 'state = "DRAFT" AND team = "te\\"am"'
    assert "state=DRAFT&amp;team=te%22am&amp;page_token=t2" in page


@pytest.mark.parametrize("row", ["questions/q1", "evidence/e1"])
def test_a_name_leads_to_where_the_row_is_shown(visitor: FlaskClient, row: str) -> None:
    tab, _, place = row.partition("/")

    answer = visitor.get(f"/ideas/7f3/{row}")

    assert answer.headers["Location"] == f"/ideas/7f3/{tab}#{place}"


def test_a_due_question_stands_where_it_belongs_and_what_is_written_stays() -> None:
    written = {
        "document.customer_faqs.0.id": "cf-cost",
        "document.customer_faqs.1.id": "cf-own",
    }

    rows = _faq_rows(Form(values=written), "document.customer_faqs")

    shown = ["cf-different", "cf-cost", "cf-refund", "cf-manage", "cf-own", ""]
    assert [one for _, one, _ in rows] == shown
    assert [row for row, one, _ in rows if one in {"cf-cost", "cf-own"}] == [0, 1]


@pytest.mark.usefixtures("idea")
def test_an_experiment_that_shows_nothing_is_evidence_of_that(
    visitor: FlaskClient, services: Services
) -> None:
    kinds = (pb.EVIDENCE_KIND_EXPERIMENT, pb.EVIDENCE_KIND_SURVEY)
    services.answers["ListEvidence"] = rpc.ListEvidenceResponse(
        evidence=[{"name": f"ideas/7f3/evidence/e{k}", "kind": k} for k in kinds]
    )

    page = visitor.get("/ideas/7f3/evidence").text

    said = re.findall(r'data-label="What it says">([a-z ]+)<', page)
    assert said == ["nobody can tell yet", "not said"]


def test_a_launched_idea_says_that_nobody_leads_it(
    visitor: FlaskClient, services: Services, idea: pb.Idea
) -> None:
    idea.ClearField("leader")
    idea.ClearField("lead_start_time")
    idea.state = pb.IDEA_STATE_LAUNCHED
    services.answers["GetIdea"] = rpc.GetIdeaResponse(idea=idea)

    assert "A new experiment needs one first." in visitor.get("/ideas/7f3").text
