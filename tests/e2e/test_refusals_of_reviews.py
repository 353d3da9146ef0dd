"""What a review refuses that no story meets on its way.

`tests/integration/test_reviews_refusals.py` meets every reason of every method.
"""

from typing import Any

import pytest

from deploy.instance import Instance
from tests.e2e.story import (
    DECIDER,
    READERS,
    Answer,
    Story,
    ahead,
    name_of,
    somebody,
)
from tests.e2e.tools import retire, review_question

NOTE: Answer = {"kind": "COMMENT_KIND_COMMENT", "text": "Why?"}
BLOCKING: Answer = {
    "severity": "COMMENT_SEVERITY_BLOCKING",
    "clearsWhen": "It says why.",
}
APPROVE: Answer = {"outcome": "REVIEW_OUTCOME_APPROVE"}


@pytest.fixture(scope="module")
def reading(product: Instance) -> Story:
    """Return a LIGHT review that leader and Cara have read; no test here decides it."""
    story = Story(product)
    story.draft()
    story.submit()
    story.invite("cara", "dan")
    for reader in (story.leader, "cara"):
        story.act(reader, "finishReading")
    return story


ROWS: list[tuple[str, str, Answer, str, int, str]] = [
    (
        "ann",
        "{review}:inviteReader",
        {"reader": "people/cara"},
        "ALREADY_READER",
        400,
        "people/cara reads 'Every book in print' ({review}) already.",
    ),
    (
        "ann",
        "{review}:inviteReader",
        {"reader": "people/ann"},
        "READER_IS_AUTHOR",
        400,
        "people/ann wrote what 'Every book in print' ({review}) is about.",
    ),
    (
        "gus",
        "{review}:inviteReader",
        {"reader": "people/hana"},
        "NOT_INVOLVED",
        403,
        "Ask its author or a reader to invite you.",
    ),
    ("gus", "{review}:finishReading", {}, "NOT_READER", 403, "people/gus is not"),
    ("gus", "{review}/comments", NOTE, "NOT_READER", 403, "people/gus is not"),
    ("dan", "{review}/comments", NOTE, "NOT_READ_YET", 400, "people/dan has not read"),
    (
        "dan",
        "{review}:setPosition",
        {"kind": "POSITION_KIND_OBJECT"},
        "NOT_READ_YET",
        400,
        "minute of text. Read it, then finish reading.",
    ),
    (
        "cara",
        "{review}/comments",
        {**NOTE, "text": " "},
        "COMMENT_EMPTY",
        400,
        "The comment on 'Every book in print' ({review}) says nothing.",
    ),
    (
        "cara",
        "{review}/comments",
        {**NOTE, "kind": "COMMENT_KIND_DEBATE", "topic": "topic-7"},
        "TOPIC_UNKNOWN",
        400,
        "({review}) has no topic topic-7.",
    ),
    (
        "cara",
        "{review}/comments/nowhere:reply",
        {"text": "Where?"},
        "COMMENT_NOT_FOUND",
        404,
        "nowhere",
    ),
    (
        "cara",
        "{review}/informationNeeds",
        {"text": " "},
        "NEED_EMPTY",
        400,
        "Write it as a question.",
    ),
    (
        "leader",
        "{review}:openDebate",
        {},
        "HEAVY_PROCESS_ON_TWO_WAY_DOOR",
        400,
        "USD 100",
    ),
    (
        "leader",
        "{review}:answerChecklistItem",
        {"item": "nowhere"},
        "ITEM_NOT_FOUND",
        404,
        "{review} has no item nowhere.",
    ),
    (
        "leader",
        "{review}:requestReread",
        {"reason": "It is better now."},
        "WRONG_STATE",
        400,
        "{review}",
    ),
    ("cara", "{review}:decide", APPROVE, "NOT_DECIDER", 403, "Ask them."),
    (
        "ann",
        "{review}:nameDecider",
        {"decider": "people/cara"},
        "NOT_DECIDER",
        403,
        "({review}) is decided by {leader}.",
    ),
    (
        "leader",
        "{review}:nameDecider",
        {"decider": "people/ann"},
        "DECIDER_IS_AUTHOR",
        400,
        "people/ann wrote what 'Every book in print' ({review}) decides.",
    ),
    ("ann", "reviews/nowhere:decide", APPROVE, "REVIEW_NOT_FOUND", 404, "nowhere"),
]


@pytest.mark.parametrize(
    ("person", "path", "body", "reason", "status", "words"),
    ROWS,
    ids=[row[3] for row in ROWS],
)
def test_a_review_says_what_is_wrong_and_what_to_do(  # noqa: PLR0913, PLR0917 - one row of a table
    reading: Story,
    person: str,
    path: str,
    body: Answer,
    reason: str,
    status: int,
    words: str,
) -> None:
    names = {"review": reading.review, "leader": name_of(reading.leader)}
    person = reading.leader if person == "leader" else person

    found = reading.refuses(
        person,
        f"/v1/{path.format(**names)}",
        body,
        reasons=[reason],
        status=status,
    )

    assert words.format(**names) in found


def test_a_need_that_is_not_there_is_not_changed(reading: Story) -> None:
    reading.refuses(
        "ann",
        f"/v1/{reading.review}/informationNeeds/nowhere",
        {"text": "What it costs"},
        reasons=["NEED_NOT_FOUND"],
        status=404,
        verb="PATCH",
    )


def test_only_who_made_a_comment_clears_it_or_takes_it_back(reading: Story) -> None:
    name = reading.comment("cara", "Why?", **BLOCKING)["name"]

    for method in ("resolve", "withdraw"):
        words = reading.refuses(
            reading.leader,
            f"/v1/{name}:{method}",
            reasons=["NOT_COMMENT_AUTHOR"],
            status=403,
        )
        assert "was made by people/cara. Ask them" in words
    reading.write("cara", f"/v1/{name}:withdraw")
    reading.refuses("cara", f"/v1/{name}:resolve", reasons=["WRONG_STATE"])


@pytest.mark.parametrize("expiry", [{"days": -1}, {"days": 400}])
def test_an_override_ends_in_time_to_come_and_not_too_late(
    reading: Story, expiry: dict[str, float]
) -> None:
    name = reading.comment("cara", "Why?", **BLOCKING)["name"]
    body = {"reason": "It can wait.", "expireTime": ahead(**expiry)}

    words = reading.refuses(
        reading.leader, f"/v1/{name}:override", body, reasons=["EXPIRY_INVALID"]
    )

    assert "Choose a moment in the next 180 days." in words
    reading.write("cara", f"/v1/{name}:resolve", {"resolution": "It says so."})


def test_little_information_takes_a_line_that_says_why_one_goes_on(
    product: Instance,
) -> None:
    story = Story(product)
    story.draft()
    story.submit()
    story.act(story.leader, "finishReading")
    story.list_information({"Who reads": (1, True), "What it costs": (2, False)})

    words = story.refuses(
        story.leader,
        f"/v1/{story.review}:decide",
        APPROVE,
        reasons=["INFORMATION_TOO_LOW"],
    )

    assert "0.33 of the information you listed is known" in words
    assert "Learn: What it costs" in words
    why = "An experiment will tell."
    story.act(story.leader, "decide", **APPROVE, rationale=why)
    assert story.resource(story.review)["decision"]["rationale"] == why


def test_an_author_who_would_lead_does_not_decide_once_others_read(
    product: Instance,
) -> None:
    author = somebody("author", "books")
    story = Story(product, author=author, leader=author)
    story.draft()
    story.submit()
    story.invite("cara")
    for reader in (author, "cara"):
        story.act(reader, "finishReading")

    words = story.refuses(
        author, f"/v1/{story.review}:decide", APPROVE, reasons=["DECIDER_IS_AUTHOR"]
    )

    assert "Name a decider who has not" in words
    story.act(author, "nameDecider", decider="people/cara")
    story.act("cara", "decide", **APPROVE)
    story.await_idea("APPROVED")


def test_a_checklist_is_answered_in_its_own_words_or_excused_for_a_while(
    product: Instance,
) -> None:
    story = Story(product)
    tag = f"tag-{story.leader[7:15]}"
    mechanism = review_question(story, tag)
    item = mechanism.rpartition("/")[2]
    story.draft(trendTags=[tag])
    story.submit()
    story.act(story.leader, "finishReading")
    decide = f"/v1/{story.review}:decide"
    words = story.refuses(
        story.leader, decide, APPROVE, reasons=["CHECKLIST_INCOMPLETE"]
    )
    assert item in words

    answer, grant = (
        f"/v1/{story.review}:answerChecklistItem",
        f"/v1/{story.review}:grantException",
    )
    wrong = {"item": item, "answer": "perhaps"}
    words = story.refuses("ann", answer, wrong, reasons=["ANSWER_UNKNOWN"])
    assert "Use one of somebody, nobody, or leave it empty" in words
    story.act("ann", "answerChecklistItem", item=item)
    story.refuses(story.leader, decide, APPROVE, reasons=["HIGH_RISK_NOT_ACCEPTED"])
    past: dict[str, Any] = {"item": item, "reason": "x", "expireTime": ahead(days=-1)}
    story.refuses(story.leader, grant, past, reasons=["EXPIRY_INVALID"])
    story.refuses("ann", grant, past, reasons=["NOT_DECIDER"], status=403)
    story.act(
        story.leader,
        "grantException",
        item=item,
        reason="Kai walks back, by hand.",
        expireTime=ahead(days=30),
    )

    story.act(story.leader, "decide", **APPROVE)

    decision = story.resource(story.review)["decision"]
    assert [one["result"] for one in decision["checks"]] == ["CHECK_RESULT_EXCEPTION"]
    assert [one["subject"] for one in decision["exceptions"]] == [mechanism]
    retire(story, mechanism)


def test_enough_readers_are_enough(product: Instance) -> None:
    story = Story(product)
    story.draft()
    story.submit()
    story.invite(*(f"reader-{number}" for number in range(49)))
    body = {"reader": "people/one-more"}

    words = story.refuses(
        "ann", f"/v1/{story.review}:inviteReader", body, reasons=["READERS_TOO_MANY"]
    )

    assert f"({story.review}) has 50 readers" in words


def test_what_is_known_beforehand_has_an_end(product: Instance) -> None:
    story = Story(product)
    story.draft()
    story.submit()
    story.list_information({f"Question {number}": (1, True) for number in range(100)})
    one_more = {"text": "One more"}

    words = story.refuses(
        "ann",
        f"/v1/{story.review}/informationNeeds",
        one_more,
        reasons=["NEEDS_TOO_MANY"],
    )

    assert f"({story.review}) lists 100 things to know, and no more fit." in words


def test_a_thread_has_an_end(reading: Story) -> None:
    name = reading.comment("cara", "Why?")["name"]
    for number in range(50):
        reading.write("ann", f"/v1/{name}:reply", {"text": f"Because of {number}."})

    words = reading.refuses(
        "cara", f"/v1/{name}:reply", {"text": "Why?"}, reasons=["REPLIES_TOO_MANY"]
    )

    assert f"({name}) has 50 replies, and no more fit. Talk to each other." in words


def test_behind_two_way_doors_an_open_question_goes_on_to_the_experiment(
    product: Instance,
) -> None:
    story = Story(product)
    story.draft()
    asked = story.ask("What if nobody reads?")
    story.submit()
    story.act(story.leader, "finishReading")
    decide = f"/v1/{story.review}:decide"

    answer = story.write(story.leader, decide, APPROVE)

    (warning,) = answer["warnings"]
    assert warning["reason"] == "QUESTIONS_OPEN"
    assert f"({asked}); the experiment will have to." in warning["description"]
    story.await_idea("APPROVED")


def test_after_a_new_argument_everybody_reads_again(product: Instance) -> None:
    story = Story(product)
    story.draft_full()
    story.submit()
    story.hold_debate()
    reread = f"/v1/{story.review}:requestReread"
    argument = {"reason": "The post goes on strike in July."}
    story.refuses("kai", reread, argument, reasons=["NOT_DECIDER"], status=403)

    review = story.act(DECIDER, "requestReread", **argument)

    assert review["state"] == "REVIEW_STATE_READING"
    story.refuses(
        DECIDER,
        f"/v1/{story.review}:decide",
        {**APPROVE, "rationale": "It is worth it."},
        reasons=[
            "NOT_READ_YET",
            "READERS_TOO_FEW",
            "READERS_ONE_TEAM",
            "LIGHT_PROCESS_ON_ONE_WAY_DOOR",
        ],
    )
    for reader in (DECIDER, *READERS):
        story.act(reader, "finishReading")
    if story.resource(story.review)["state"] == "REVIEW_STATE_READING":
        story.act(DECIDER, "openDebate")
    story.approve_full()
