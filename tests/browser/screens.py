"""Take the pictures in docs/screens, of a throw-away instance with its demo company.

`make screens` runs it. What is on the pictures is what `make demo` tells.
"""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from deploy import demo
from deploy.api import Api
from deploy.instance import ROOT, Instance
from deploy.keychain import Keychain
from deploy.tokens import token_for
from tests.browser.company import Company
from tests.browser.steps import follow
from tests.browser.window import chromium, launched, window
from tests.e2e.story import Story, computed_rule

FOLDER = ROOT / "docs/screens"
MOST_BYTES = 250_000

TRIAL = "A list for a few readers"
DEBATED = "Every book in print"
LOOKS = (60, 90, 130, 180, 250, 350, 500, 700, 1000, 1400, 2000)
"""How many customers there were at each look, for a curve that narrows."""

SHARES = {"ordered": {"control": 0.4, "treatment": 0.65}, "returned": 0.02}

Find = Callable[[str, str], str]
"""Title of a collection's resource to its name."""


@dataclass(frozen=True)
class Picture:
    """One page, and what it shows best.

    Attributes:
        name: Of the file.
        address: Given what finds a resource by its title.
        at: What to scroll to; the page's beginning when empty.
        press: A link to follow first.
    """

    name: str
    address: Callable[[Find], str]
    at: str = ""
    press: str = ""


PICTURES = (
    Picture("home", lambda _: "/"),
    Picture("idea", lambda _: "/ideas/auto-sizing"),
    Picture(
        "reading-room",
        lambda find: f"/{find('reviews', 'Diaper')}",
        at="[data-section=headline]",
    ),
    Picture("decision", lambda find: f"/{find('reviews', DEBATED)}/decision"),
    Picture(
        "experiment",
        lambda find: f"/{find('experiments', TRIAL)}/measure",
        at="h2:text-is('Effect')",
    ),
    Picture("metric-explainer", lambda _: "/metrics", press="100 answers"),
    Picture("coe", lambda find: f"/{find('coes', 'COE-1 ')}", at="#whys"),
    Picture("mechanisms", lambda _: "/mechanisms?state=ADOPTED"),
    Picture("mechanism", lambda _: "/mechanisms/declare-inputs"),
    Picture("loop-health", lambda _: "/loop"),
    Picture("day-1", lambda _: "/day1"),
    Picture("decision-log", lambda _: "/decisions?verify=1"),
)


def main() -> None:
    """Take all pictures. Raises `SystemExit` when there is no Chromium."""
    if not chromium():
        raise SystemExit("Install Chromium first, or name it: CHROMIUM=/path/to/it")
    os.environ["EXPERIMENTS_LOOK_INTERVAL"] = "PT0.2S"  # for a curve of many looks
    with tempfile.TemporaryDirectory() as folder:
        instance = Instance("monolith", Path(folder) / "home")
        instance.start()
        try:
            tokens = partial(token_for, Keychain(instance.home))
            demo.load_all(instance.base_url, tokens, days=0, seed=1)
            look_often(Story(instance))
            print(f"{Company(instance).debate.review} waits for its decision.")
            take(instance.base_url, Api(instance.base_url, tokens("ann")))
        finally:
            instance.stop()


def look_often(story: Story) -> None:
    """Run an experiment that somebody looks at again and again."""
    story.draft(title="A list of what is not in stock")
    story.submit()
    story.approve()
    story.start(title=TRIAL, decisionRule=computed_rule())
    for customers in LOOKS:
        story.measure(units=customers, rates=SHARES)


def take(base_url: str, api: Api) -> None:
    """Take all pictures of what is running."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = launched(playwright)
        for picture in PICTURES:
            with window(browser, base_url) as context:
                _take(context.new_page(), picture, partial(_find, api))
        browser.close()


def _take(page: Page, picture: Picture, find: Find) -> None:
    path = FOLDER / f"{picture.name}.png"
    page.goto(picture.address(find))
    if picture.press:
        follow(page, picture.press)
    if picture.at:
        page.locator(picture.at).evaluate("place => place.scrollIntoView()")
    page.screenshot(path=path)
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"{path} has more than {MOST_BYTES} bytes.")


def _find(api: Api, collection: str, title: str) -> str:
    """Return the name of the oldest resource whose title begins so."""
    path = f"/v1/{collection}?page_size=200"
    found: list[dict[str, Any]] = api.get(path)[collection]
    return [str(one["name"]) for one in found if one["title"].startswith(title)][-1]


if __name__ == "__main__":
    main()
