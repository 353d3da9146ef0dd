"""A document is read, marked, debated and decided."""

from playwright.sync_api import Page, expect

from deploy.instance import Instance
from tests.browser.steps import become, fill, follow, press, refusals, unfold
from tests.e2e.loop import own_tag
from tests.e2e.story import READERS, Story, name_of, somebody
from tests.e2e.tools import review_question


def under_review(product: Instance) -> Story:
    """Return an idea with a one-way door, whose reading has begun."""
    story = Story(product)
    story.draft_full()
    story.submit()
    story.act("ann", "nameDecider", decider=name_of("joy"))
    story.invite(*READERS)
    story.act("joy", "start")
    return story


def test_a_reader_marks_words_once_the_document_is_read(
    page: Page, product: Instance
) -> None:
    story = under_review(product)
    page.goto(f"/{story.review}")
    become(page, "kai")
    expect(page.get_by_text("of text for a careful reader")).to_be_visible()
    expect(page.get_by_text("You have had it open for 0 of")).to_be_visible()

    page.locator("[data-section=summary] .prose").dblclick(position={"x": 8, "y": 8})
    quote = page.get_by_label("On which words?")
    expect(quote).to_have_value("One")
    expect(page.get_by_label("On which section?")).to_have_value("summary")
    remark = {"What do you say?": "How many exactly?"}
    fill(page.locator("#comment"), remark)
    press(page.locator("#comment"), "Comment")
    expect(refusals(page)).to_contain_text("NOT_READ_YET")
    expect(page.get_by_label("What do you say?")).to_have_value("How many exactly?")

    press(page, "I have read it to the end")
    expect(page.get_by_text("Kai Kowalski ✓")).to_be_visible()
    page.locator("[data-section=summary] .prose").dblclick(position={"x": 8, "y": 8})
    fill(page.locator("#comment"), remark)
    press(page.locator("#comment"), "Comment")
    margin = page.get_by_role("group", name="Comments on", exact=False)
    expect(margin.filter(has_text="How many exactly?")).to_be_visible()
    expect(page.locator("mark")).to_have_text("One")

    the_position_stays_hidden(page)


def test_a_two_way_door_is_not_debated_and_only_readers_read(
    desk: Page, product: Instance
) -> None:
    story = Story(product, leader="ben")
    story.draft()
    story.submit()
    desk.goto(f"/{story.review}")
    become(desk, "cara")
    expect(desk.get_by_role("button", name="I have read it to the end")).to_have_count(
        0
    )
    expect(desk.locator("#comment")).to_have_count(0)

    become(desk, "ben")

    expect(desk.get_by_role("button", name="I have read it to the end")).to_be_visible()
    follow(desk, "Debate and decision")
    expect(desk.get_by_role("button", name="Decide", exact=True)).to_be_visible()
    expect(desk.get_by_role("button", name="Open the debate")).to_have_count(0)


def the_position_stays_hidden(page: Page) -> None:
    position = unfold(page, "Take a position")
    fill(position, {"Where do you stand?": "object", "Why?": "It costs too much."})
    press(position, "Take a position")
    expect(page.get_by_text("It costs too much.")).to_be_visible()
    become(page, "cara")
    expect(page.get_by_text("It costs too much.")).to_have_count(0)


def test_a_decision_is_refused_for_all_reasons_at_once_and_then_made(
    page: Page, product: Instance
) -> None:
    story = under_review(product)
    page.goto(f"/{story.review}/decision")
    become(page, "joy")
    why = {"Why?": "The promise is worth its price."}
    ruling = page.locator("#decide")
    fill(ruling, {"Which way?": "approve: try it", **why})
    press(ruling, "Decide")
    told = refusals(page)
    for reason in ("NOT_READ_YET", "READERS_ONE_TEAM", "INFORMATION_NOT_LISTED"):
        expect(told.filter(has_text=reason).first).to_be_visible()
    expect(ruling.get_by_label("Why?", exact=True)).to_have_value(why["Why?"])

    the_debate_is_held(story)

    page.goto(f"/{story.review}/decision")
    bar = page.get_by_role("region", name="Information", exact=True)
    expect(bar.get_by_role("img")).to_have_accessible_name("of it is known: 74 percent")
    expect(bar).to_contain_text("70 %: enough for most decisions")
    expect(bar).to_contain_text("90 %: waiting for more is slow")
    expect(page.get_by_text("would be refused, for 1 reason")).to_be_visible()
    expect(page.get_by_text("SUMMARY_MISSING")).to_be_visible()
    fill(ruling, {"Which way?": "approve: try it", **why})
    press(ruling, "Decide")
    expect(page.get_by_text("Approve, said Joy Jensen")).to_be_visible()
    expect(page.get_by_text(why["Why?"])).to_be_visible()


def the_debate_is_held(story: Story) -> None:
    for reader in ("joy", *READERS):
        story.act(reader, "finishReading")
    for reader in READERS:  # the last one opens the debate
        kind = "POSITION_KIND_DISAGREE_AND_COMMIT"
        story.act(reader, "setPosition", kind=kind, text="It is dear.")
    for topic in story.resource(story.review)["debateTopics"]:
        story.debate(topic["id"], READERS[0])
        outcome = "The experiment will tell."
        story.act("joy", "closeDebateTopic", topic=topic["id"], outcome=outcome)
    story.list_information(by=READERS[0])


def test_the_fix_of_a_high_risk_is_accepted_by_somebody_else(
    desk: Page, product: Instance
) -> None:
    story = Story(product, leader="ben")
    tag = own_tag(story, "risk")
    mechanism = review_question(story, tag)
    story.draft(trendTags=[tag])
    story.submit()
    story.act("ben", "finishReading")
    desk.goto(f"/{story.review}/decision")
    item = desk.get_by_role("article").filter(
        has=desk.locator(f"a[href='/{mechanism}']")
    )

    answer = unfold(item, "Answer")
    fill(answer, {"If it is risky: what is done about it?": "Joy walks back."})
    answer.get_by_role("combobox").select_option(label="Nobody yet")
    press(answer, "Answer")
    expect(item).to_contain_text("not accepted yet by somebody else")
    expect(item.get_by_text("Accept the fix")).to_have_count(0)

    become(desk, "ben")
    acceptance = unfold(item, "Accept the fix")
    fill(acceptance, {"Why is the fix enough?": "Joy has walked back before."})
    press(acceptance, "Accept the fix")

    expect(item).to_contain_text("accepted by Ben")
    expect(item).to_contain_text("Joy has walked back before.")


def test_who_wrote_leads_read_and_decided_alone_is_told_to_everybody(
    desk: Page, product: Instance
) -> None:
    person = somebody("alone", "books")
    story = Story(product, author=person, leader=person)
    story.draft()
    story.submit()
    story.approve()

    for place in (story.review, story.idea):
        desk.goto(f"/{place}")
        expect(desk.get_by_text("decided alone", exact=True)).to_be_visible()
        expect(desk.get_by_role("main")).to_contain_text("was its only reader")
