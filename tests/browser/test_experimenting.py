"""The numbers of an experiment move while somebody looks at them."""

import re

from playwright.sync_api import Locator, Page, expect

from deploy.instance import Instance
from tests.browser.company import CLEAR
from tests.browser.steps import become, fill, follow, press, refusals, unfold
from tests.e2e.story import Story, computed_rule

DESIGN = {
    "Title": "Half of the readers",
    "If we …": "list what is not in stock",
    "then … (which customers)": "readers",
    "will …": "order more",
    "because …": "they find what they look for",
    "One unit is a": "reader",
    "At most lost": "USD 2000",
    "Kill switch: how everyone gets back to control": "Set the flag back.",
}
METRIC = {
    "Key": "ordered",
    "What it stands for": "what the customer did",
    "Better is": "more",
    "One unit has": "done it or not: 1 or 0",
    "Baseline": "0.2",
}
GUARDRAIL = {
    "Metric": "returned",
    "Must stay": "at most",
    "Bound": "0.2",
    "After units": "20",
    "Severity": "low",
}


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
    expect(desk.get_by_text("not enough data yet")).to_be_visible()
    form = desk.get_by_role("region", name="Let units in simulated")

    fill(form, {"Units that come by": "0"})
    press(form, "Simulate")
    expect(refusals(form)).to_contain_text("from 1 to 10,000")
    fill(form, {"Units that come by": "5000", "Effect of the treatment": "0.4"})
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


def test_who_designs_an_experiment_is_told_how_many_units_it_needs(
    desk: Page, product: Instance
) -> None:
    story = Story(product)
    story.draft()
    story.submit()
    story.approve()
    desk.goto(f"/new/experiment?idea={story.idea}")
    become(desk, story.author)
    the_design_is_kept_as_a_draft(desk)
    before = desk.get_by_role("region", name="Before it can start")
    expect(before).to_contain_text("once the primary metric is described completely")
    expect(before).to_contain_text("target")

    follow(desk, "Edit the design")
    fill(primary(desk), {"Target": "0.6"})
    press(desk, "Save")
    expect(before).to_contain_text(re.compile(r"Each arm needs \d+ units"))
    press(desk, "I have tried the kill switch, and it works")
    press(desk, "Start")

    story.experiment = desk.url.partition(product.base_url + "/")[2]
    nobody_can_tell_yet(desk, story)


def the_design_is_kept_as_a_draft(page: Page) -> None:
    fill(page, DESIGN)
    fill(primary(page), METRIC)
    guardrails = page.get_by_role("group", name="Guardrails: what must not break")
    for label, words in GUARDRAIL.items():
        control = guardrails.get_by_label(label, exact=True).first
        if label in {"Must stay", "Severity"}:
            control.select_option(label=words)
        else:
            control.fill(words)
    page.get_by_role("group", name="Scale if").get_by_label("Is at least").fill("0.6")
    press(page, "Keep as a draft")


def primary(page: Page) -> Locator:
    return page.get_by_role("group", name="Metric it is decided on")


def nobody_can_tell_yet(page: Page, story: Story) -> None:
    follow(page, "Measure")
    results = page.get_by_role("region", name="Results", exact=True)
    expect(results).to_contain_text("control has 0, treatment has 0")
    press(page.get_by_role("region", name="Let units in simulated"), "Simulate")
    verdict = results.get_by_text("The frozen rule would say now: inconclusive")
    expect(verdict).to_be_visible()
    expect(results).to_contain_text("is neither shown nor ruled out")

    story.decide("VERDICT_INCONCLUSIVE")
    follow(page, "Learn")
    chosen = page.get_by_role("region", name="The leader chose")
    expect(chosen).to_contain_text("The idea goes back to where it came from")
    story.await_idea("APPROVED")
