"""What is where: home, roadmap, decision log, Day 1 and loop health."""

import re

from playwright.sync_api import Page, expect

from deploy.instance import Instance
from tests.browser.company import Company
from tests.browser.steps import fill, follow, press
from tests.e2e.story import Story


def test_home_shows_the_loop_and_leads_everywhere(page: Page) -> None:
    page.goto("/")
    loop = page.get_by_role("region", name="The loop", exact=True)
    expect(loop.get_by_role("link", name="culture")).to_have_attribute("href", "/day1")
    stops = loop.locator("svg").get_by_role("link")
    assert stops.count() >= 5
    stops.first.focus()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("/$"))

    for words in ("Ideas", "Reviews", "Experiments", "COEs", "Mechanisms", "Day 1"):
        follow(page.get_by_role("navigation", name="Main"), words)
        here = page.get_by_role("navigation", name="Main").locator("[aria-current]")
        expect(here).to_have_text(words)


def test_the_skip_link_is_the_first_stop_and_leads_past_the_navigation(
    page: Page,
) -> None:
    page.goto("/ideas")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").get_by_role("link").first).to_be_focused()


def test_a_person_is_changed_and_an_idea_kept_by_keyboard_alone(desk: Page) -> None:
    desk.goto("/new/idea")
    desk.get_by_label("You are").focus()
    desk.keyboard.type("Gus")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("You are")).to_have_value("gus")
    desk.get_by_label("Title", exact=True).focus()
    desk.keyboard.type("Kept by keyboard")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Kept by keyboard")
    expect(desk.get_by_text("by Gus Garcia").first).to_be_visible()


def test_an_idea_gets_its_place_on_the_roadmap_from_evidence(
    page: Page, product: Instance
) -> None:
    story = Story(product)
    story.draft(title=f"Maps of {story.leader[7:15]}")
    page.goto(f"/{story.idea}/evidence")
    page.get_by_label("It moves the idea on the roadmap").first.check()
    fill(page, {"Place, 1 is first": "7", "Why? Tick the evidence above.": "Now."})
    press(page, "Move on the roadmap")
    expect(page.get_by_text("roadmap: now 7")).to_be_visible()

    follow(page.get_by_role("navigation", name="Main"), "Roadmap")
    row = page.get_by_role("row").filter(has_text=story.leader[7:15])
    expect(row).to_contain_text("Now.")
    follow(row, "evidence 1")
    expect(page.locator("tr:target")).to_contain_text("Forty readers told us.")


def test_the_decision_log_is_verified_by_a_button(page: Page, company: Company) -> None:
    review = company.decided.review
    follow_to_the_log(page)
    press(page, "Compute every hash again")
    verdict = page.get_by_role("status").filter(has_text="Intact.")
    expect(verdict).to_contain_text("decisions are as they were written")
    expect(page.locator(f"a[href='/{review}/decision']")).to_be_visible()


def follow_to_the_log(page: Page) -> None:
    page.goto("/")
    follow(page.get_by_role("navigation", name="Main"), "Decision log")


def test_each_number_of_day_1_opens_its_rows(page: Page, company: Company) -> None:
    assert company.decided.experiment
    page.goto("/day1")
    for panel in (
        "Customer obsession",
        "A sceptical view of proxies",
        "Eager adoption of external trends",
        "High-velocity decisions",
    ):
        region = page.get_by_role("region", name=panel)
        expect(region).to_contain_text("a proxy")
        region.get_by_role("link").first.click()
        rows = page.get_by_role("main").locator("tbody tr, li")
        expect(rows.first).to_be_visible()
        page.go_back()


def test_loop_health_counts_incidents_that_can_be_seen(
    page: Page, company: Company
) -> None:
    title = company.correction.coe["title"]
    page.goto("/loop")
    expect(page.get_by_role("heading", name="Fewer, shorter, smaller")).to_be_visible()
    measures = page.get_by_role("region", name="Measures", exact=True)
    measures.locator(".figure[href]").first.click()
    expect(page.get_by_role("link", name=title).first).to_be_visible()


def test_what_is_not_there_is_said_in_one_line_with_a_way_on(page: Page) -> None:
    answer = page.goto("/ideas/nothing-there")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("main")).to_contain_text("ideas/nothing-there")
    follow(page.get_by_role("navigation", name="Main"), "Ideas")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ideas")
