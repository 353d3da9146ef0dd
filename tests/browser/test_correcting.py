"""Why, why, why: until a machine can check it, and does."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from deploy.instance import Instance
from tests.browser.steps import become, fill, follow, press, refusals, unfold
from tests.e2e.loop import Correction, own_tag
from tests.e2e.story import Story

MECHANISM = {
    "Title": "Inputs are asked for",
    "Outputs: the result that is wanted": "No customer gets a guess.",
    "When": "a review is decided",
    "When it fails it": "refuses",
    "What is wrong": "Nothing is declared of what it reads.",
    "What to do about it": "List the inputs, and what happens without them.",
    "It checks by": "a question to the decider of a review",
}
QUESTION = {
    "The question": "What is declared of what it reads?",
    "Answer 1: id": "all",
    "Answer 2: id": "nothing",
}
REPLAY = {
    "Answer that the incident would have got": "nothing",
    "Answer that the corrected one gets": "all",
    "Another answer that is as wrong": "(none)",
}


def test_to_be_careful_is_no_fix_and_a_mechanism_is(
    page: Page, product: Instance
) -> None:
    correction = Correction.by_hand(Story(product))
    page.goto(f"/{correction.name}")
    the_chain_leads_to_a_system(page)
    to_be_careful_is_refused_while_it_is_typed(page)
    handing_it_in_is_refused(page)
    mechanism = a_mechanism_is_proposed(page, own_tag(correction.story, "seen"))
    the_incident_is_replayed(page)
    another_team_adopts_it(page)
    it_is_in_the_library(page, mechanism)


def the_chain_leads_to_a_system(page: Page) -> None:
    chain = page.get_by_role("list", name="Chain 1 of whys")
    expect(chain.get_by_role("listitem")).to_have_count(6)
    expect(chain.get_by_role("listitem").last).to_contain_text("systemic")
    expect(page.get_by_text("It went out.")).to_be_visible()


def to_be_careful_is_refused_while_it_is_typed(page: Page) -> None:
    fix = page.get_by_role("group", name="Correction 1")
    kind = fix.get_by_label("Kind", exact=True)
    kind.select_option("CORRECTION_KIND_HUMAN_REMINDER")
    fix.get_by_label("What is to be done").press_sequentially("Be careful.")
    told = page.get_by_role("status").filter(has_text="FIX_IS_NOT_A_MECHANISM")
    expect(told).to_contain_text("'Be careful.' asks someone to be careful")
    expect(told).to_contain_text("Propose a check")
    fix.get_by_label("Team", exact=True).select_option("teams/books")
    fix.get_by_label("By when").fill(
        f"{datetime.now(UTC) + timedelta(days=7):%Y-%m-%dT%H:%M:%S}"
    )
    press(page, "Save the corrections")
    expect(page.locator(".corrections")).to_contain_text("Never counts")


def handing_it_in_is_refused(page: Page) -> None:
    press(page, "Hand in the analysis")
    expect(refusals(page)).to_contain_text("FIX_IS_NOT_A_MECHANISM")


def a_mechanism_is_proposed(page: Page, tag: str) -> str:
    follow(page, "Propose a mechanism")
    fill(page, {**MECHANISM, "Only tagged": tag})
    question = unfold(page, "A question")
    fill(question, QUESTION)
    for row, (words, risk) in enumerate((("All of it", "none"), ("Nothing", "high"))):
        question.get_by_label("In words").nth(row).fill(words)
        question.get_by_label("Risk").nth(row).select_option(label=risk)
    press(page, "Propose it")
    expect(page.get_by_role("heading", level=1)).to_have_text(MECHANISM["Title"])
    return page.url


def the_incident_is_replayed(page: Page) -> None:
    proof = page.get_by_role("region", name="Proof", exact=True)
    for label, answer in REPLAY.items():
        proof.get_by_label(label).select_option(answer)
    expect(proof.get_by_text("this would prove it")).to_be_visible()
    press(proof, "Replay the incidents")
    expect(page.get_by_text("proven", exact=True).first).to_be_visible()
    expect(proof.get_by_text("fail", exact=True)).to_have_count(2)
    expect(proof.get_by_text("pass", exact=True)).to_be_visible()
    strength = "proved on 1 incident and 1 variant; 0 recorded subjects pass: weak"
    expect(proof.get_by_text(strength)).to_be_visible()


def another_team_adopts_it(page: Page) -> None:
    adopt = page.get_by_role("button", name="Adopt: let it act")
    expect(adopt).to_have_count(0)
    become(page, "joy")
    press(page, "Adopt: let it act")
    expect(page.get_by_text("active everywhere")).to_be_visible()
    expect(page.get_by_text("Time to protect:")).to_be_visible()


def it_is_in_the_library(page: Page, mechanism: str) -> None:
    follow(page.get_by_role("navigation", name="Main"), "Mechanisms")
    follow(page.get_by_role("navigation", name="By state"), "Adopted")
    place = "/" + mechanism.partition("/mechanisms/")[2]
    card = page.get_by_role("article").filter(has=page.locator(f"a[href$='{place}']"))
    expect(card).to_contain_text("fired 0, stopped 0, false alarms 0, escapes 0")
    expect(card).to_contain_text("Would have caught")
