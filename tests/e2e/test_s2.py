"""S2, the one-way door: every guard refuses once, with its own reason, then passes."""

from urllib.parse import quote

from tests.e2e.story import ONE_WAY_DOOR, Story, document, name_of
from tests.e2e.tools import retire, review_question

DECIDER = "joy"
"""Of another team than Ann and whoever leads."""

LOW = {
    "Who reads": (3, True),
    "Who returns books": (3, True),
    "What it costs": (3, False),
}
"""6 of 9 parts are known, which is 0.67."""


def test_a_draft_completes_part_by_part_and_each_part_is_asked_for(
    story: Story,
) -> None:
    """The author: what a two-way door needs is not enough for a one-way door."""
    plain = document(leader=name_of(story.leader), doors=[ONE_WAY_DOOR], userManual={})
    story.begin({**plain, "debatedTopics": ["Whether to hold stock"]})
    missing = [
        "FAQ_MISSING_REQUIRED",
        "NO_HARD_QUESTION",
        "NO_CUSTOMER_EVIDENCE",
        "ONLY_SUPPORTING_EVIDENCE",
        "VISUALS_MISSING",
        "MANUAL_NOT_OUTLINED",
    ]
    submit = f"/v1/{story.idea}:submit"

    words = story.refuses("ann", submit, reasons=missing)
    assert (
        "what they have to look after, which decisions and guidance are needed" in words
    )

    story.edit(
        customerFaqs=[
            *plain["customerFaqs"],
            {"id": "cf-refund", "answer": "Within thirty days."},
            {"id": "cf-manage", "answer": "Your orders are on one page."},
        ],
        internalFaqs=[
            {"id": "if-decisions", "answer": "Whether to hold stock."},
            {"id": "if-feedback", "answer": "Forty readers tried it on paper."},
            {"id": "if-disappoint", "answer": "A book that is sold out meanwhile."},
            {"id": "if-rejected", "answer": "More shops: still too far."},
        ],
    )
    story.refuses("ann", submit, reasons=missing[1:])
    for person in ("cara", "dan"):
        story.answer(story.ask(f"What if it rains, {person}?", by=person))
    words = story.refuses("ann", submit, reasons=missing[1:])
    assert "Different questions of others with an answer: 2" in words
    story.answer(story.ask(by="eve"))
    story.refuses("ann", submit, reasons=missing[2:])
    for number in range(3):
        story.evidence(summary=f"Reader {number} told us.")
    story.refuses("ann", submit, reasons=missing[3:])
    story.edit(contradictionSought="We asked ten who love their bookshop.")
    story.refuses("ann", submit, reasons=missing[4:])
    story.visual()
    story.refuses("ann", submit, reasons=missing[5:])
    outline = [{"heading": "Find a book"}]
    story.edit(userManual={"stage": "MANUAL_STAGE_OUTLINED", "sections": outline})

    assert story.submit()["policy"] == "REVIEW_POLICY_FULL"


def test_a_one_way_door_is_approved_past_every_guard(story: Story) -> None:
    tag = f"promise-{story.leader[7:15]}"
    question = review_question(story, tag)
    story.draft_full(trendTags=[tag])
    review = story.submit()
    assert review["policy"] == "REVIEW_POLICY_FULL"
    assert review["state"] == "REVIEW_STATE_OPENED"

    name_an_independent_decider(story)
    read_before_anything_counts(story)
    see_it_from_two_teams(story)
    settle_what_is_debated(story)
    answer_the_checklist(story, question.rpartition("/")[2])
    know_enough(story)

    story.approve_full(DECIDER, conditions=["No stock before July"])
    look_at_the_decision(story)
    retire(story, question)


def name_an_independent_decider(story: Story) -> None:
    name, review = f"/v1/{story.review}:nameDecider", f"/v1/{story.review}"
    story.refuses(
        "ann", f"{review}:start", reasons=["DECIDER_MISSING", "READERS_TOO_FEW"]
    )
    story.refuses("ann", name, {"decider": "people/ann"}, reasons=["DECIDER_IS_AUTHOR"])
    leader = {"decider": name_of(story.leader)}
    story.refuses("ann", name, leader, reasons=["DECIDER_IS_LEADER"])
    stranger = {"decider": "people/joy"}
    story.refuses("gus", name, stranger, reasons=["NOT_INVOLVED"], status=403)
    story.act("ann", "nameDecider", decider=name_of(DECIDER))

    light = {"policy": "REVIEW_POLICY_LIGHT"}
    words = story.refuses(
        DECIDER, f"{review}:start", light, reasons=["LIGHT_PROCESS_ON_ONE_WAY_DOOR"]
    )
    assert "promise" in words, "it names the door"
    words = story.refuses(DECIDER, f"{review}:start", reasons=["READERS_TOO_FEW"])
    assert "needed: 3" in words
    story.invite("kai", "lea")
    story.act(DECIDER, "start")


def read_before_anything_counts(story: Story) -> None:
    review, read = f"/v1/{story.review}", ["NOT_READ_YET"]
    comment = {"kind": "COMMENT_KIND_COMMENT", "text": "Why?"}
    story.refuses("kai", f"{review}/comments", comment, reasons=read)
    support = {"kind": "POSITION_KIND_SUPPORT"}
    words = story.refuses("kai", f"{review}:setPosition", support, reasons=read)
    assert "of text. Read it" in words
    approve = {"outcome": "REVIEW_OUTCOME_APPROVE"}
    found = story.refuses(
        DECIDER,
        f"{review}:decide",
        approve,
        reasons=[
            "NOT_READ_YET",
            "READERS_TOO_FEW",
            "READERS_ONE_TEAM",
            "LIGHT_PROCESS_ON_ONE_WAY_DOOR",
            "SUMMARY_MISSING",
            "DEBATED_TOPIC_UNDEBATED",
            "INFORMATION_NOT_LISTED",
            "CHECKLIST_INCOMPLETE",
        ],
    )
    assert "none yet" in found


def see_it_from_two_teams(story: Story) -> None:
    review = f"/v1/{story.review}"
    story.act("kai", "finishReading")
    story.refuses(
        DECIDER, f"{review}:openDebate", reasons=["READERS_TOO_FEW", "READERS_ONE_TEAM"]
    )
    for reader in (DECIDER, "lea"):
        story.act(reader, "finishReading")
    words = story.refuses(DECIDER, f"{review}:openDebate", reasons=["READERS_ONE_TEAM"])
    assert "only teams/platform" in words

    story.invite("cara", "dan")
    story.act("cara", "finishReading")
    story.act("kai", "setPosition", kind="POSITION_KIND_OBJECT", text="Too dear.")
    seen = story.act("cara", "setPosition", kind="POSITION_KIND_SUPPORT")
    assert positions(seen) == {"people/cara"}, "hers alone: the others write first"
    assert seen_by("dan", story) == set()
    assert seen_by("ann", story) == set()
    assert seen_by(DECIDER, story) == set()
    assert seen_by("kai", story) == {"people/kai"}
    opened = story.act(DECIDER, "openDebate")
    assert opened["state"] == "REVIEW_STATE_DEBATING"
    assert positions(opened) == {"people/cara", "people/kai"}


def settle_what_is_debated(story: Story) -> None:
    comments, decide = f"/v1/{story.review}/comments", f"/v1/{story.review}:decide"
    approve = {"outcome": "REVIEW_OUTCOME_APPROVE", "rationale": "It is worth it."}
    blocking = {
        "kind": "COMMENT_KIND_COMMENT",
        "text": "A sold-out book breaks the promise.",
        "severity": "COMMENT_SEVERITY_BLOCKING",
    }
    words = story.refuses(
        "kai", comments, blocking, reasons=["BLOCKING_WITHOUT_CLEARANCE"]
    )
    assert "clears_when" in words
    blocked = story.write("kai", comments, {**blocking, "clearsWhen": "It says so."})
    asked = story.comment("cara", "Who pays?", kind="COMMENT_KIND_QUESTION")
    waiting = [
        "BLOCKING_COMMENTS_OPEN",
        "QUESTIONS_OPEN",
        "DEBATED_TOPIC_UNDEBATED",
        "INFORMATION_NOT_LISTED",
        "CHECKLIST_INCOMPLETE",
    ]
    words = story.refuses(DECIDER, decide, approve, reasons=waiting)
    assert blocked["comment"]["name"] in words
    assert asked["name"] in words
    assert "Whether to hold stock" in words

    reason = {"reason": "It can wait."}
    override = f"/v1/{blocked['comment']['name']}:override"
    story.refuses(DECIDER, override, reason, reasons=["EXPIRY_MISSING"])
    story.refuses(
        "cara",
        f"/v1/{blocked['comment']['name']}:resolve",
        reasons=["NOT_COMMENT_AUTHOR"],
        status=403,
    )
    story.write("ann", f"/v1/{blocked['comment']['name']}:reply", {"text": "It does."})
    story.refuses(DECIDER, decide, approve, reasons=waiting)
    story.write("kai", f"/v1/{blocked['comment']['name']}:resolve")
    story.refuses(DECIDER, decide, approve, reasons=waiting[1:])
    story.write("ann", f"/v1/{asked['name']}:reply", {"text": "The publisher."})
    story.refuses(DECIDER, decide, approve, reasons=waiting[2:])

    close = f"/v1/{story.review}:closeDebateTopic"
    outcome = {"topic": "topic-1", "outcome": "None before July."}
    story.refuses(DECIDER, close, outcome, reasons=["DEBATED_TOPIC_UNDEBATED"])
    elsewhere = {**outcome, "topic": "topic-9"}
    words = story.refuses(
        DECIDER, close, elsewhere, reasons=["TOPIC_NOT_FOUND"], status=404
    )
    assert f"{story.review} has no topic topic-9." in words
    for topic in ("topic-1", "topic-2"):
        story.debate(topic, "cara")
        story.act(DECIDER, "closeDebateTopic", topic=topic, outcome="None before July.")
    story.refuses(DECIDER, decide, approve, reasons=waiting[3:])


def answer_the_checklist(story: Story, item: str) -> None:
    decide = f"/v1/{story.review}:decide"
    approve = {"outcome": "REVIEW_OUTCOME_APPROVE", "rationale": "It is worth it."}
    story.act("ann", "answerChecklistItem", item=item, answer="nobody")
    waiting = ["INFORMATION_NOT_LISTED", "HIGH_RISK_NOT_ACCEPTED"]
    words = story.refuses(DECIDER, decide, approve, reasons=waiting)
    assert item in words
    assert " coes/" in words, "it names the incident it was born from"
    story.act(
        "ann", "answerChecklistItem", item=item, answer="nobody", fix="Joy walks back."
    )
    story.refuses(DECIDER, decide, approve, reasons=waiting)
    accept = f"/v1/{story.review}:acceptChecklistFix"
    accepts = {"item": item, "reason": "She has walked back before."}
    for person, reason in (("cara", "NOT_DECIDER"), ("ann", "FIX_IS_OWN")):
        story.refuses(person, accept, accepts, reasons=[reason], status=403)
    story.act(DECIDER, "acceptChecklistFix", **accepts)
    story.refuses(DECIDER, decide, approve, reasons=["INFORMATION_NOT_LISTED"])


def know_enough(story: Story) -> None:
    decide = f"/v1/{story.review}:decide"
    approve = {"outcome": "REVIEW_OUTCOME_APPROVE", "rationale": "It is worth it."}
    dear = story.list_information(LOW, by=DECIDER)[-1]
    words = story.refuses(DECIDER, decide, approve, reasons=["INFORMATION_TOO_LOW"])
    assert "0.67 of the information you listed is known" in words
    assert "the floor for a one-way door is 0.70" in words
    assert "What it costs" in words, "it names the top unknown"
    known = {"state": "NEED_STATE_UNKNOWABLE", "source": "Nobody can."}
    story.api(DECIDER).call("PATCH", f"/v1/{dear['name']}", known)
    # 6 of 6; with 8 of 13 more that is 14 of 19.
    more = {"Weight": (3, True), "Price": (3, True), "Time": (2, True)}
    unknown = {"Rivals": (3, False), "Taste": (2, False)}
    story.list_information({**more, **unknown}, by=DECIDER)
    review = story.resource(story.review)
    assert f"{review['informationRatio']:.2f}" == "0.74"

    summary = {"outcome": "REVIEW_OUTCOME_APPROVE"}
    story.refuses(DECIDER, decide, summary, reasons=["SUMMARY_MISSING"])
    leader = {**approve, "leader": name_of(DECIDER)}
    story.refuses(DECIDER, decide, leader, reasons=["DECIDER_IS_LEADER"])
    story.refuses(story.leader, decide, approve, reasons=["NOT_DECIDER"], status=403)


def look_at_the_decision(story: Story) -> None:
    review = story.resource(story.review)
    decision = review["decision"]
    assert decision["decider"] == name_of(DECIDER)
    assert decision["leader"] == name_of(story.leader)
    assert f"{decision['informationRatio']:.2f}" == "0.74"
    assert decision["conditions"] == ["No stock before July"]
    assert {position["person"] for position in decision["positions"]} == {
        "people/cara",
        "people/kai",
    }
    assert [one["result"] for one in decision["checks"]] == ["CHECK_RESULT_PASS"]
    assert story.resource(story.idea)["conditions"] == ["No stock before July"]

    logged = story.first("decisions")
    assert (logged["review"], logged["hash"]) == (story.review, decision["hash"])
    log = story.api("kai").get("/v1/decisions:verify")
    assert log["intact"]
    again = {"outcome": "REVIEW_OUTCOME_DECLINE", "rationale": "I changed my mind."}
    story.refuses(
        DECIDER, f"/v1/{story.review}:decide", again, reasons=["DECISION_FINAL"]
    )


def seen_by(person: str, story: Story) -> set[str]:
    """Return whose positions somebody gets to see, in whichever way they look."""
    api = story.api(person)
    alone = api.get(f"/v1/{story.review}")["review"]
    query = quote(f'idea = "{story.idea}"')
    (listed,) = api.get(f"/v1/reviews?filter={query}&view=REVIEW_VIEW_FULL")["reviews"]
    assert positions(alone) == positions(listed)
    return positions(alone)


def positions(review: dict[str, object]) -> set[str]:
    found = review.get("positions", [])
    assert isinstance(found, list)
    return {position["person"] for position in found}
