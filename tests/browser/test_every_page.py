"""What every page owes to everybody: by ear, by keyboard, on a phone, in the dark."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from deploy.instance import Instance
from tests.browser.company import PAGES, Company
from tests.browser.window import SIZES, window

HERE = Path(__file__).parent
SCRIPTS = [
    (HERE / name).read_text("utf-8")
    for name in ("vendor/axe-core/axe.min.js", "every_page.js")
]
GRAVE = {"serious", "critical"}
BY_LAYOUT = ["color-contrast", "target-size", "scrollable-region-focusable"]
"""Rules of axe whose answer may differ on a phone, or in the dark."""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody(
    browser: Browser, product: Instance, company: Company, name: str
) -> None:
    address = PAGES[name](company)
    with window(browser, product.base_url) as context:
        page = context.new_page()
        page.goto(address)
        for script in SCRIPTS:
            page.evaluate(script)
        has_one_heading_and_its_landmarks(page)
        nobody_is_kept_out(page)
        every_control_is_reached_by_tab(page)
        turn_into_a_phone_at_night(page)
        nothing_is_beside_the_screen(page)
        nobody_is_kept_out(page, BY_LAYOUT)


def has_one_heading_and_its_landmarks(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    for landmark in (
        page.get_by_role("banner"),
        page.get_by_role("main"),
        page.get_by_role("contentinfo"),
        page.get_by_role("navigation", name="Main"),
    ):
        expect(landmark).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.title().endswith(" · Day 1")


def nobody_is_kept_out(page: Page, rules: list[str] | None = None) -> None:
    found: list[dict[str, Any]] = page.evaluate("rules => day1.findings(rules)", rules)
    assert [one for one in found if one["impact"] in GRAVE] == []


def every_control_is_reached_by_tab(page: Page) -> None:
    for _ in range(page.evaluate("day1.watchFocus()")):
        page.keyboard.down("Tab")
    page.keyboard.up("Tab")
    assert page.evaluate("day1.focused()") == {"missed": [], "unseen": []}


def turn_into_a_phone_at_night(page: Page) -> None:
    width, height = SIZES["phone"]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="dark")


def nothing_is_beside_the_screen(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("day1.tooWide()") == []
