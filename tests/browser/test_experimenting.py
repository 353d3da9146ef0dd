"""The numbers of an experiment move while somebody looks at them."""

from playwright.sync_api import Page, expect

from deploy.instance import Instance
from tests.browser.company import CLEAR
from tests.browser.steps import become, fill, follow, press, refusals, unfold
from tests.e2e.story import Story, computed_rule


def running(product: Instance) -> Story:
    """Return an idea whose experiment has just begun."""
    story = Story(product)
    story.draft()
    story.submit()
    story.approve()
    story.start(decisionRule=computed_rule())
    return story


def test_intervals_are_drawn_over_time_without_loading_the_page_again(
    page: Page, product: Instance
) -> None:
    story = running(product)
    page.goto(f"/{story.experiment}/measure")
    page.evaluate("window.isTheSame = true")
    results = page.get_by_role("region", name="Results", exact=True)
    expect(results.get_by_text("Collecting.")).to_be_visible()

    story.measure(units=60, rates=CLEAR)
    chart = results.get_by_role("img", name="Effect on ordered over time")
    expect(chart).to_be_visible()
    units = results.locator("dt:text-is('Units') + dd")
    before = units.inner_text()
    assert int(before) > 0

    story.measure(units=600, rates=CLEAR)
    expect(units).not_to_have_text(before)
    expect(chart.locator("desc")).not_to_contain_text("1 looks.")
    expect(results.get_by_text("The frozen rule would say now: scale")).to_be_visible()
    assert page.evaluate("window.isTheSame"), "the page was loaded again"

    the_rest_is_told_on_the_other_tabs(page)


def the_rest_is_told_on_the_other_tabs(page: Page) -> None:
    follow(page, "Experiment")
    cost = page.get_by_role("region", name="Cost of failure").first
    expect(cost).to_contain_text("USD 3,000")
    expect(page.get_by_text("tried", exact=True)).to_be_visible()
    expect(page.get_by_text("Scale if", exact=True)).to_be_visible()


def test_a_broken_guardrail_pauses_it_under_the_eyes_of_its_owner(
    page: Page, product: Instance
) -> None:
    story = running(product)
    page.goto(f"/{story.experiment}/measure")

    story.measure(units=60, returned=0.4)

    expect(page.get_by_text("paused", exact=True).first).to_be_visible()
    coe = page.get_by_role("main").locator(".note", has_text="COE:")
    expect(coe.get_by_role("link")).to_be_visible()
    coe.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Timeline")).to_be_visible()


def test_what_was_decided_stands_beside_the_rule(page: Page, product: Instance) -> None:
    story = running(product)
    story.measure(units=400, rates=CLEAR)
    page.goto(f"/{story.experiment}/learn")

    story.decide()

    page.reload()
    expect(page.get_by_role("region", name="The rule says")).to_contain_text("scale")
    chosen = page.get_by_role("region", name="The leader chose")
    expect(chosen).to_contain_text("as the rule says")
    expect(page.get_by_text("Readers order what they find.")).to_be_visible()


def test_who_has_no_customers_yet_lets_simulated_ones_in(
    desk: Page, product: Instance
) -> None:
    story = running(product)
    desk.goto(f"/{story.experiment}/measure")
    become(desk, "ann")
    expect(desk.get_by_text("no data yet")).to_be_visible()
    form = desk.get_by_role("region", name="Let units in simulated")

    fill(form, {"Units that come by": "0"})
    press(form, "Simulate")
    expect(refusals(form)).to_contain_text("from 1 to 10,000")
    fill(form, {"Units that come by": "800", "Effect of the treatment": "0.4"})
    press(form, "Simulate")

    results = desk.get_by_role("region", name="Results", exact=True)
    expect(results.get_by_role("img", name="Effect on ordered")).to_be_visible()
    expect(results.get_by_text("green", exact=True)).to_be_visible()
    commands = unfold(form, "The same from a program")
    expect(commands).to_contain_text(f"v1/{story.experiment}:$1")


def test_55_percent_up_from_47_is_refused_until_it_means_something(page: Page) -> None:
    page.goto("/")
    follow(page.get_by_role("navigation", name="Main"), "Metrics")
    reading = page.get_by_role("region", name="Reading", exact=True)
    expect(reading).to_contain_text("8 points")
    follow(page, "no numbers")
    expect(reading.get_by_role("alert").locator("li")).to_have_count(2)
    expect(reading).to_contain_text("has no: number of answers")

    for moment in ("Before", "After"):
        survey = page.get_by_role("group", name=moment)
        survey.get_by_label("Answers").press_sequentially("100")
    expect(reading).to_contain_text("8 points")
    expect(reading.get_by_role("alert")).to_have_count(0)
    expect(reading).to_contain_text("cannot decide alone")

    follow(page, "10,000 answers")
    expect(reading).to_contain_text("However many answer, it stays a proxy.")
