"""Pages of reviews: the margin, what is hidden, and what a decision rests on."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from chassis.domain import NotAllowed, RuleBroken, Violation
from day1.checks.v1 import checks_pb2 as checks
from day1.ideas.v1.ideas_pb2 import IDEA_STATE_APPROVED
from day1.ideas.v1.ideas_service_pb2 import GetIdeaResponse
from day1.reviews.v1 import reviews_pb2 as pb
from day1.reviews.v1 import reviews_service_pb2 as rpc
from tests.unit.web import documents
from tests.unit.web.support import Services
from tests.unit.web.test_pages import ID, send
from web.reviews.commands import COMMANDS, COMMENTS
from web.reviews.margin import anchor, elsewhere, marked, numbered

TEXT = "We sell every book in print."
SECTION = pb.Section(id="summary", heading="Summary", text=TEXT)
NO = RuleBroken(Violation("NO_GO", "reviews/r1", "Not like this."))
ITEM = pb.ChecklistItem(
    id="inputs",
    active=True,
    check={
        "mechanism": "mechanisms/inputs",
        "title": "Inputs",
        "origin_coes": ["coes/coe-1"],
        "question": {"prompt": "Which?", "answers": [{"id": "none", "text": "none"}]},
    },
    answer={
        "answer": "none",
        "risk": checks.RISK_HIGH,
        "fix": "Declare it.",
        "person": "people/ann",
    },
)
"""A question that was answered with a high risk, whose fix nobody has accepted."""


def comment(name: str, start: int = 0, end: int = 0, **more: Any) -> pb.Comment:
    """Return a comment on a place in the section."""
    place = {"section": "summary", "start": start, "end": end}
    return pb.Comment(name=f"reviews/r1/comments/{name}", anchor=place, **more)


@pytest.fixture
def review(services: Services) -> pb.Review:
    """Let the service have a review in debate, with everything a decision rests on."""
    review = documents.review(pb.REVIEW_STATE_DEBATING)
    review.ClearField("decision")
    del review.document[:]
    review.document.append(SECTION)
    review.document_hash = "abc"
    review.information_needs.add(
        name="reviews/r1/informationNeeds/n1", text="How many?"
    )
    review.debate_topics.add(id="topic-1", text="Is it fast enough?")
    review.checklist.append(ITEM)
    services.answers |= {
        "GetReview": rpc.GetReviewResponse(review=review),
        "ListComments": rpc.ListCommentsResponse(comments=[comment("c1", 3, 7)]),
    }
    return review


def allow(services: Services, review: pb.Review, *methods: str) -> None:
    """Let the service say what the state allows."""
    review.possible_methods.extend(methods)
    services.answers["GetReview"] = rpc.GetReviewResponse(review=review)


@pytest.mark.parametrize("command", COMMANDS.by_id.values(), ids=lambda one: one.id)
def test_what_the_state_allows_is_offered_in_one_room(
    visitor: FlaskClient, services: Services, review: pb.Review, command: Any
) -> None:
    action = f'action="/reviews/r1/{command.id}"'
    rooms = ["/reviews/r1", "/reviews/r1/decision"]
    assert not any(action in visitor.get(room).text for room in rooms)

    allow(services, review, command.method)

    assert sum(action in visitor.get(room).text for room in rooms) == 1


@pytest.mark.parametrize("command", COMMANDS.by_id.values(), ids=lambda one: one.id)
def test_what_the_visitor_may_not_do_is_offered_in_no_room(
    visitor: FlaskClient, services: Services, review: pb.Review, command: Any
) -> None:
    services.answers[command.method] = NotAllowed(Violation("NOT_YOU", "", "Not you."))
    allow(services, review, command.method)

    rooms = ["/reviews/r1", "/reviews/r1/decision"]
    action = f'action="/reviews/r1/{command.id}"'
    assert not any(action in visitor.get(room).text for room in rooms)


def test_who_has_read_it_need_not_say_so_again(
    visitor: FlaskClient, services: Services, review: pb.Review
) -> None:
    reader = review.readers.add(person="people/ann")
    allow(services, review, "FinishReading")
    before = visitor.get("/reviews/r1").text
    reader.finish_time.GetCurrentTime()
    allow(services, review)
    after = visitor.get("/reviews/r1").text

    words = "I have read it to the end"
    assert words in before
    assert words not in after


@pytest.mark.parametrize(
    ("people", "offered"),
    [
        (("people/ann", "people/joy"), {"withdraw", "resolve", "reply"}),
        (("people/kai", "people/joy"), {"reply"}),
        (("people/kai", "people/ann"), {"reply", "override"}),
    ],
)
def test_a_comment_is_its_makers_to_clear_and_the_deciders_to_pass_over(
    visitor: FlaskClient,
    services: Services,
    review: pb.Review,
    people: tuple[str, str],
    offered: set[str],
) -> None:
    author, review.decider = people
    blocking = pb.COMMENT_SEVERITY_BLOCKING
    mark = comment("c1", 3, 7, author=author, severity=blocking)
    mark.possible_methods.extend(one.method for one in COMMENTS.by_id.values())
    services.answers["ListComments"] = rpc.ListCommentsResponse(comments=[mark])
    allow(services, review)

    page = visitor.get("/reviews/r1").text

    assert set(re.findall(r'action="/reviews/r1/comments/c1/(\w+)"', page)) == offered


@pytest.mark.usefixtures("review")
@pytest.mark.parametrize("command", COMMANDS.by_id.values(), ids=lambda one: one.id)
def test_a_refusal_is_shown_once_in_its_room(
    visitor: FlaskClient, services: Services, command: Any
) -> None:
    services.answers[command.method] = NO

    parts = {"close-topic": "topic", "decide": "rationale"}
    parts |= dict.fromkeys(("answer-item", "accept-fix", "grant-exception"), "item")
    known = {"item": "inputs", "topic": "topic-1", "rationale": "Worth it."}
    part = {parts[command.id]: known[parts[command.id]]} if command.id in parts else {}
    answer = send(visitor, f"/reviews/r1/{command.id}", **part)

    assert answer.status_code == 400
    assert answer.text.count('class="reason">NO_GO<') == 1


@pytest.mark.usefixtures("review")
@pytest.mark.parametrize("rationale", ["", " \n"])
def test_what_is_decided_on_a_page_says_why(
    visitor: FlaskClient, services: Services, rationale: str
) -> None:
    said = {"outcome": "REVIEW_OUTCOME_APPROVE", "rationale": rationale}

    answer = send(visitor, "/reviews/r1/decide", **said)

    assert answer.status_code == 400
    assert "Rationale: say why" in answer.text
    asked = services.requests_of("DecideReview")
    assert all(one.validate_only for one in asked), "nothing was decided"


@pytest.mark.usefixtures("review")
@pytest.mark.parametrize("command", COMMENTS.by_id.values(), ids=lambda one: one.id)
def test_a_refused_reply_is_shown_at_its_comment(
    visitor: FlaskClient, services: Services, command: Any
) -> None:
    services.answers[command.method] = NO

    answer = send(visitor, f"/reviews/r1/comments/c1/{command.id}")

    assert answer.status_code == 400
    place = answer.text.index('id="comment-c1"')
    assert place < answer.text.index('class="reason">NO_GO<')


def test_the_text_is_cut_where_marks_begin_and_end() -> None:
    marks = numbered([comment("c1", 3, 13), comment("c2", 8, 99), comment("c3")])

    [section] = marked([SECTION], marks)

    assert "".join(piece.text for piece in section.pieces) == TEXT
    assert [(p.text, [m.number for m in p.marks]) for p in section.pieces] == [
        ("We ", []),
        ("sell ", [1]),
        ("every", [1, 2]),
        (" book in print.", [2]),
    ]
    assert [m.number for m in section.marks] == [1, 2, 3]


def test_what_is_on_no_section_comes_after_and_what_was_taken_back_nowhere() -> None:
    whole = pb.Comment(name="reviews/r1/comments/c1")
    gone = pb.Comment(name="reviews/r1/comments/c2", state=pb.COMMENT_STATE_WITHDRAWN)

    marks = numbered([whole, gone])

    assert [one.comment for one in elsewhere([SECTION], marks)] == [whole]


@pytest.mark.usefixtures("review")
def test_a_quote_is_found_in_its_section(
    visitor: FlaskClient, services: Services
) -> None:
    answer = send(
        visitor,
        "/reviews/r1/comment",
        comment__anchor__section="summary",
        comment__anchor__quote=" every book ",
        comment__text="All?",
        comment__kind="COMMENT_KIND_QUESTION",
        comment__suggestion__kind="",
    )

    assert answer.headers["Location"] == "/reviews/r1"
    assert services.requests_of("CreateComment") == [
        rpc.CreateCommentRequest(
            parent="reviews/r1",
            comment={
                "text": "All?",
                "kind": pb.COMMENT_KIND_QUESTION,
                "anchor": {
                    "section": "summary",
                    "start": 8,
                    "end": 18,
                    "quote": "every book",
                },
            },
            request_id=ID,
        )
    ]


def test_a_quote_that_is_nowhere_is_for_the_service_to_refuse() -> None:
    assert anchor([SECTION], "summary", "no such words") == {
        "comment.anchor.start": "0",
        "comment.anchor.end": "13",
    }


def test_reading_and_deciding_say_which_text(
    visitor: FlaskClient, services: Services, review: pb.Review
) -> None:
    allow(services, review, "FinishReading", "DecideReview")
    hidden = 'name="document_hash" value="abc"'

    assert hidden in visitor.get("/reviews/r1").text
    assert hidden in visitor.get("/reviews/r1/decision").text


@pytest.mark.usefixtures("review")
def test_a_need_becomes_known(visitor: FlaskClient, services: Services) -> None:
    address = "/reviews/r1/informationNeeds/n1"
    send(visitor, address, information_need__state="NEED_STATE_KNOWN")

    assert services.requests_of("UpdateInformationNeed") == [
        rpc.UpdateInformationNeedRequest(
            information_need={
                "name": "reviews/r1/informationNeeds/n1",
                "state": pb.NEED_STATE_KNOWN,
            },
            update_mask={"paths": ["state", "source"]},
            etag="5",
            request_id=ID,
        )
    ]


@pytest.mark.usefixtures("review")
def test_a_need_that_is_refused_keeps_what_was_entered(
    visitor: FlaskClient, services: Services
) -> None:
    services.answers["UpdateInformationNeed"] = NO

    answer = send(
        visitor, "/reviews/r1/informationNeeds/n1", information_need__source="A poll"
    )

    assert answer.status_code == 400
    assert 'value="A poll"' in answer.text
    assert answer.text.count('class="reason">NO_GO<') == 1


def test_the_ratio_has_its_marks_and_is_called_a_proxy(
    visitor: FlaskClient, services: Services, review: pb.Review
) -> None:
    assert "no ratio" in visitor.get("/reviews/r1/decision").text
    review.information_ratio = 0.74
    allow(services, review)

    page = visitor.get("/reviews/r1/decision").text

    assert 'aria-label="of it is known: 74 percent"' in page
    assert re.findall(r'class="ratio-mark" x="([0-9.]+)"', page) == ["69.80", "89.80"]
    assert "a proxy" in page


def test_a_checklist_item_names_the_error_that_it_was_born_from(
    visitor: FlaskClient, services: Services, review: pb.Review
) -> None:
    allow(services, review, "AnswerChecklistItem")

    page = visitor.get("/reviews/r1/decision").text

    assert 'born from <a href="/coes/coe-1">coes/coe-1</a>' in page
    assert '<option value="none">none</option>' in page


def test_what_would_be_refused_is_one_list_before_the_decision(
    visitor: FlaskClient, services: Services, review: pb.Review
) -> None:
    allow(services, review, "DecideReview")
    found = [{"reason": r, "description": "So."} for r in ("A", "B")]
    services.answers["LintDecision"] = rpc.LintDecisionResponse(violations=found)

    page = visitor.get("/reviews/r1/decision").text
    services.answers["LintDecision"] = NotAllowed(Violation("NOT_INVOLVED", "", "No."))
    other = visitor.get("/reviews/r1/decision")

    assert re.findall(r'class="reason">([A-Z]+)<', page) == ["A", "B"]
    assert (other.status_code, "NOT_INVOLVED" in other.text) == (200, False)


@pytest.mark.usefixtures("review")
def test_the_numbers_of_a_review_look_again(
    visitor: FlaskClient, services: Services
) -> None:
    address = f"/reviews/r1/pulse?version={pb.REVIEW_STATE_DEBATING}"
    page, first = visitor.get("/reviews/r1").text, visitor.get(address)
    unchanged = visitor.get(address, headers={"If-None-Match": first.headers["ETag"]})
    blocking = comment("c2", severity=pb.COMMENT_SEVERITY_BLOCKING, state=1)
    services.answers["ListComments"] = rpc.ListCommentsResponse(comments=[blocking])
    changed = visitor.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["ETag"].strip('"') in page
    assert unchanged.status_code == 304
    assert "<strong>1</strong> blocking" in changed.text


@pytest.mark.usefixtures("review")
def test_comments_are_chosen_by_their_principle(
    visitor: FlaskClient, services: Services
) -> None:
    found = [
        comment("c1", principle="think big", text="Bigger."),
        comment("c2", principle="frugality", text="Cheaper."),
    ]
    services.answers["ListComments"] = rpc.ListCommentsResponse(comments=found)

    page = visitor.get("/reviews/r1?principle=frugality").text

    assert ("Bigger." in page, "Cheaper." in page) == (False, True)
    assert '<option value="think big">think big</option>' in page
    assert "<strong>2</strong> comments" in page


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/reviews/r1/decide", "/reviews/r1"),
        ("/reviews/r1/comments/c1", "/reviews/r1#comment-c1"),
        ("/reviews/r1/comments/c1/reply", "/reviews/r1/comments/c1"),
        ("/reviews/r1/informationNeeds/n1", "/reviews/r1/informationNeeds"),
        ("/reviews/r1/informationNeeds", "/reviews/r1/decision#information"),
        ("/ideas/7f3/questions/q1/answer", "/ideas/7f3/questions/q1"),
    ],
)
def test_the_address_of_a_form_can_be_loaded_again(
    visitor: FlaskClient, address: str, place: str
) -> None:
    answer = visitor.get(address)

    assert (answer.status_code, answer.headers["Location"]) == (302, place)


def test_only_a_blocking_comment_is_passed_over(
    visitor: FlaskClient, services: Services, review: pb.Review
) -> None:
    review.decider = "people/ann"
    mark = comment(
        "c1", 3, 7, author="people/kai", possible_methods=["OverrideComment"]
    )
    services.answers["ListComments"] = rpc.ListCommentsResponse(comments=[mark])

    assert "/comments/c1/override" not in visitor.get("/reviews/r1").text


def accepts(page: str) -> bool:
    """Tell whether a page offers to accept the fix."""
    return 'action="/reviews/r1/accept-fix"' in page


def test_a_fix_is_accepted_once_by_who_may_with_a_reason(
    visitor: FlaskClient, services: Services, review: pb.Review
) -> None:
    allow(services, review, "AcceptChecklistFix")
    waits = visitor.get("/reviews/r1/decision").text

    answer = send(
        visitor, "/reviews/r1/accept-fix", item="inputs", reason="It is declared."
    )

    assert answer.headers["Location"] == "/reviews/r1/decision"
    sent = [
        (one.item, one.reason)
        for one in services.requests_of("AcceptChecklistFix")
        if not one.validate_only
    ]
    assert sent == [("inputs", "It is declared.")]
    assert accepts(waits)
    assert "not accepted yet</span> by somebody else" in waits
    accepted = review.checklist[0].answer
    accepted.acceptance.approver = "people/joy"
    accepted.acceptance.reason = "It is declared."
    allow(services, review)
    after = visitor.get("/reviews/r1/decision").text
    assert not accepts(after)
    assert "accepted</span> by Joy Jensen" in after


def test_each_fix_is_offered_to_who_may_accept_it(
    visitor: FlaskClient, services: Services, review: pb.Review
) -> None:
    review.checklist.add(id="other").CopyFrom(ITEM)
    review.checklist[1].id = "other"
    allow(services, review, "AcceptChecklistFix")
    own = NotAllowed(Violation("FIX_IS_OWN", "reviews/r1", "It is yours."))
    fine = rpc.AcceptChecklistFixResponse()
    services.answers["AcceptChecklistFix"] = [fine, own, fine]

    page = visitor.get("/reviews/r1/decision").text

    asked = [one.item for one in services.requests_of("AcceptChecklistFix")]
    assert asked == ["x", "inputs", "other"]
    assert 'id="other-accept-fix"' in page
    assert 'id="inputs-accept-fix"' not in page


@pytest.mark.parametrize(
    ("risk", "fix"), [(checks.RISK_MEDIUM, "Declare it."), (checks.RISK_HIGH, "")]
)
def test_what_is_no_fix_of_a_high_risk_is_not_accepted(
    visitor: FlaskClient,
    services: Services,
    review: pb.Review,
    risk: checks.Risk,
    fix: str,
) -> None:
    review.checklist[0].answer.risk, review.checklist[0].answer.fix = risk, fix
    allow(services, review, "AcceptChecklistFix")

    page = visitor.get("/reviews/r1/decision").text

    assert not accepts(page)
    assert "not accepted yet" not in page


ALONE = "Joy Jensen wrote it, leads it, was its only reader and decided."


def test_who_decided_alone_is_told_on_the_pages_of_review_and_idea(
    visitor: FlaskClient, services: Services, review: pb.Review
) -> None:
    review.decision.decider, review.decision.alone = "people/joy", True
    services.answers |= {
        "GetReview": rpc.GetReviewResponse(review=review),
        "ListReviews": rpc.ListReviewsResponse(reviews=[pb.Review(), review]),
        "GetIdea": GetIdeaResponse(idea=documents.idea(IDEA_STATE_APPROVED)),
    }
    addresses = ("/reviews/r1", "/reviews/r1/decision", "/ideas/7f3")
    alone = [visitor.get(address).text for address in addresses]
    review.decision.alone = False
    services.answers["GetReview"] = rpc.GetReviewResponse(review=review)
    services.answers["ListReviews"] = rpc.ListReviewsResponse(reviews=[review])
    together = [visitor.get(address).text for address in addresses]

    assert all(ALONE in page for page in alone)
    assert not any(ALONE in page for page in together)


def test_who_decided_alone_is_told_in_the_decision_log(
    visitor: FlaskClient, services: Services
) -> None:
    entry = pb.DecisionLogEntry(position=1, decider="people/joy", alone=True)
    services.answers["ListDecisions"] = rpc.ListDecisionsResponse(decisions=[entry])

    assert ALONE.rstrip(".") in visitor.get("/decisions").text


def test_who_decided_before_and_what_readers_thought_before_are_told(
    visitor: FlaskClient, services: Services, review: pb.Review
) -> None:
    review.previous_decider = "people/joy"
    review.positions.add(
        person="people/kai",
        kind=pb.POSITION_KIND_SUPPORT,
        first_kind=pb.POSITION_KIND_OBJECT,
        first_text="Too dear.",
    )
    allow(services, review)

    page = visitor.get("/reviews/r1/decision").text

    assert "Joy Jensen decided the revision before" in page
    assert 'said first: object, <span class="prose">Too dear.</span>' in page
