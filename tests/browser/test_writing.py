"""An idea is written, shared, asked about and submitted, as people do it."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from deploy.instance import Instance
from tests.browser.company import Company
from tests.browser.steps import become, fill, follow, press, refusals, unfold
from tests.browser.window import window

TITLE = "Every book in print"
HEADLINE = "Every book in print, at your door"
DOCUMENT = {
    "Which customers?": "Readers far from a bookshop",
    "Their situation": "The next one is an hour away.",
    "What they need": "Any book in print, without the drive.",
    "Who is the customer?": "Readers.",
    "What is the problem or opportunity?": "Distance.",
    "What is the most important benefit?": "Choice.",
    "How do you know what customers need?": "Forty readers told us.",
    "What does the experience look like?": "One minute.",
    "Headline": HEADLINE,
    "The claim: what is measured": "titles within a week",
    "Today": "3000",
    "Promised": "1000000",
    "By": "2099-07-16",
    "What we announce": "One million titles.",
    "The problem it ends": "Shelves are short.",
    "Why it is better for the customer": "You find the book you want.",
    "How a customer gets there": "Search, order, open the parcel.",
    "How is this different from what I have today?": "You need not drive.",
    "What does it cost?": "What the book costs.",
    "What the minimum lovable product has": "Search by title\nA parcel at the door",
    "How far is it?": "written",
    "At most lost": "USD 5000",
    "Customers who may notice": "1000",
    "Single-threaded leader": "Ivo Ivanov",
}
PARTS = (
    "Customer and five questions",
    "FAQ",
    "Doors and cost of failure",
    "User manual",
    "People and labels",
)
"""What is folded away at first; the press release is not."""

DOOR = {
    "What is decided": "List what is not in stock",
    "Is there a way back?": "two-way: there is a way back",
    "The way back; for a one-way door why there is none, and how a split was tried": (
        "Hide it"
    ),
    "Its price": "USD 100",
    "Days it takes": "1",
}
MANUAL = {"Section 1": "Find a book", "Its text": "Type its title."}
EVIDENCE = {
    "What was seen or said?": "A reader drives an hour to the next shop.",
    "How do we know?": "a customer said so",
    "What does it say?": "speaks for the idea",
    "Time spent with customers": "5 min",
}


@pytest.mark.parametrize(
    ("size", "script"),
    [("desk", True), ("phone", True), ("desk", False)],
    ids=["desk", "phone", "without JavaScript"],
)
def test_an_idea_from_the_first_line_to_its_review(
    browser: Browser, product: Instance, size: str, *, script: bool
) -> None:
    with window(browser, product.base_url, size, script=script) as context:
        page = context.new_page()
        a_title_is_enough_to_begin(page)
        the_document_is_written(page)
        somebody_was_asked(page)
        a_colleague_asks_and_is_answered(page)
        the_review_opens_by_itself(page, script=script)


def a_title_is_enough_to_begin(page: Page) -> None:
    page.goto("/")
    follow(page.get_by_role("main"), "Write an idea")
    fill(page, {"Title": TITLE})
    press(page, "Keep as a draft")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    missing = page.get_by_role("region", name="Before it can be submitted")
    expect(missing).to_contain_text("PRESS_RELEASE_MISSING")

    press(page, "Submit for review")

    for reason in ("PRESS_RELEASE_MISSING", "CUSTOMER_NOT_SPECIFIC", "FAQ_MISSING"):
        expect(refusals(page).filter(has_text=reason)).to_be_visible()


def the_document_is_written(page: Page) -> None:
    follow(page, "Edit")
    for part in PARTS:
        unfold(page, part)
    fill(page, DOCUMENT)
    fill(page.get_by_role("group", name="Door 1"), DOOR)
    page.get_by_label("Section 1", exact=True).fill(MANUAL["Section 1"])
    page.get_by_label("Its text", exact=True).first.fill(MANUAL["Its text"])
    press(page, "Save")
    expect(page.get_by_role("heading", name=HEADLINE)).to_be_visible()
    expect(page.get_by_role("region", name="Cost of failure")).to_contain_text(
        "USD 5,000"
    )


def somebody_was_asked(page: Page) -> None:
    follow(page, "Evidence")
    expect(page.get_by_text("No evidence yet.")).to_be_visible()
    form = unfold(page, "Add evidence")
    fill(form, EVIDENCE)
    press(form, "Add this evidence")
    expect(page.get_by_text("1 conversation with customers")).to_be_visible()


def a_colleague_asks_and_is_answered(page: Page) -> None:
    follow(page, "Share and ask")
    share = page.get_by_role("region", name="Share", exact=True)
    share.get_by_label("Eve Eriksen").check()
    fill(share, {"What should they look at?": "The promise of a week."})
    press(share, "Share")
    expect(page.get_by_text("with Eve Eriksen")).to_be_visible()

    become(page, "eve")
    ask = page.get_by_role("region", name="Ask", exact=True)
    fill(ask, {"What do you want to know?": "What if a book is sold out?"})
    press(ask, "Ask")
    expect(page.get_by_role("link", name="Share and ask (1 open)")).to_be_visible()

    become(page, "ann")
    answer = unfold(page.get_by_role("article"), "Answer")
    fill(answer, {"The answer": "We say so, at once."})
    press(answer, "Answer")
    expect(page.get_by_text("We say so, at once. Ann Abara")).to_be_visible()


def the_review_opens_by_itself(page: Page, *, script: bool) -> None:
    follow(page, "Document")
    expect(page.get_by_role("heading", name="It can be submitted")).to_be_visible()
    press(page, "Submit for review")
    expect(page.get_by_role("button", name="Submit for review")).to_have_count(0)
    came = page.get_by_role("region", name="What came of it").first
    review = came.get_by_role("link", name=TITLE)
    if not script:
        load_again_until_there_is(review)
    expect(review).to_be_visible()
    review.click()
    expect(page.get_by_text("Revision 1.0 by Ann Abara")).to_be_visible()


def test_a_text_that_is_too_long_is_refused_and_kept(
    browser: Browser, product: Instance
) -> None:
    long = "word " * 20_000
    with window(browser, product.base_url) as context:
        page = context.new_page()
        page.goto("/new/idea")
        unfold(page, "Customer and five questions")
        fill(page, {"Title": TITLE, "Headline": long, "What they need": long})

        press(page, "Keep as a draft")

        told = refusals(page)
        expect(told).to_have_count(2)
        expect(told.first).to_contain_text("99,999 characters; at most")
        need = page.get_by_label("What they need")
        expect(need).to_be_visible()
        expect(need).to_have_accessible_description(re.compile("so shorten it"))
        for label in ("Headline", "What they need"):
            kept = page.get_by_label(label, exact=True).input_value()
            assert kept.strip() == long.strip()


def test_only_what_somebody_may_do_is_offered(desk: Page, company: Company) -> None:
    draft = company.another_draft()
    desk.goto(f"/{draft.idea}")
    expect(desk.get_by_role("button", name="Submit for review")).to_be_visible()
    expect(desk.get_by_role("link", name="Edit", exact=True)).to_be_visible()

    become(desk, "eve")

    expect(desk.get_by_role("button", name="Submit for review")).to_have_count(0)
    expect(desk.get_by_role("link", name="Edit", exact=True)).to_have_count(0)
    follow(desk, "Share and ask")
    expect(desk.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    expect(desk.get_by_role("button", name="Share", exact=True)).to_have_count(0)


def load_again_until_there_is(what: Locator) -> None:
    for _ in range(100):
        if what.is_visible():
            return
        what.page.reload()


def test_two_people_edit_one_section_and_nothing_typed_is_lost(
    browser: Browser, product: Instance, company: Company
) -> None:
    story = company.another_draft()
    address = f"/{story.idea}/edit/press-release"
    with window(browser, product.base_url) as context:
        mine, theirs = context.new_page(), context.new_page()
        for tab in (mine, theirs):
            tab.goto(address)
        fill(theirs, {"Headline": "Their headline"})
        press(theirs, "Save")
        expect(theirs.get_by_role("heading", name="Their headline")).to_be_visible()

        fill(mine, {"Headline": "My headline", "The problem it ends": "Mine."})
        press(mine, "Save")

        expect(mine.get_by_role("alert")).to_contain_text("Somebody was faster.")
        expect(mine.get_by_label("Headline", exact=True)).to_have_value("My headline")
        expect(mine.get_by_label("The problem it ends")).to_have_value("Mine.")
        press(mine, "Save")
        expect(mine.get_by_role("heading", name="My headline")).to_be_visible()
