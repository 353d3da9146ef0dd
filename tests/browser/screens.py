"""Take the pictures in docs/screens, of a throw-away instance with its demo company.

`make screens` runs it. What is on the pictures is what `make demo` tells, but for two
things that are under way: a debate, and an experiment that is looked at often.
"""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from deploy import demo
from deploy.instance import ROOT, Instance
from deploy.keychain import Keychain
from deploy.tokens import token_for
from tests.browser.company import Company, Rates
from tests.browser.steps import follow
from tests.browser.window import chromium, launched, window
from tests.e2e.story import Product, Story, computed_rule, design

FOLDER = ROOT / "docs/screens"
MOST_BYTES = 250_000

LOOKS = (300, 350, 420, 500, 600, 700, 850, 1000, 1200, 1400, 1700, 2000)
"""How many customers there were at each look, for a curve that narrows."""

SHARES: Rates = {"ordered": {"control": 0.4, "treatment": 0.7}, "returned": 0.02}
"""What they did."""

METRIC = {**design("")["primaryMetric"], "baseline": 0.4, "targetEffect": 0.25}
"""What they were expected to do; a hundred and some in each arm are enough."""


class Tour:
    """Finds what is to be seen, or makes it."""

    def __init__(self, product: Product) -> None:
        self._product = product

    def oldest(self, collection: str, title: str) -> str:
        """Return the address of the oldest resource whose title begins so."""
        path = f"/v1/{collection}?page_size=200"
        found = self._product.api("ann").get(path)[collection]
        names = [one["name"] for one in found if one["title"].startswith(title)]
        return f"/{names[-1]}"

    def debate(self) -> str:
        """Hold a debate that is not decided yet; return its address."""
        return f"/{Company(self._product).debate.review}/decision"

    def experiment(self) -> str:
        """Look at an experiment again and again; return its address."""
        story = Story(self._product)
        story.draft(title="A list of what is not in stock")
        story.submit()
        story.approve()
        story.start(
            title="A list for a few readers",
            decisionRule=computed_rule(),
            primaryMetric=METRIC,
        )
        for customers in LOOKS:
            story.measure(units=customers, rates=SHARES)
        return f"/{story.experiment}/measure"


@dataclass(frozen=True)
class Picture:
    """One page, and what it shows best.

    Attributes:
        name: Of the file.
        address: Of the page.
        at: What to scroll to; the page's beginning when empty.
        link: To follow first.
    """

    name: str
    address: Callable[[Tour], str]
    at: str = ""
    link: str = ""


PICTURES = (
    Picture("home", lambda _: "/"),
    Picture("idea", lambda _: "/ideas/auto-sizing"),
    Picture(
        "reading-room",
        lambda tour: tour.oldest("reviews", "Diaper"),
        at="[data-section=headline]",
    ),
    Picture("metric-explainer", lambda _: "/metrics", link="100 answers"),
    Picture("coe", lambda tour: tour.oldest("coes", "COE-1 "), at="#whys"),
    Picture("mechanisms", lambda _: "/mechanisms?state=ADOPTED"),
    Picture("mechanism", lambda _: "/mechanisms/declare-inputs"),
    Picture("loop-health", lambda _: "/loop"),
    Picture("day-1", lambda _: "/day1"),
    Picture("decision-log", lambda _: "/decisions?verify=1"),
    Picture("decision", Tour.debate),
    Picture("experiment", Tour.experiment, at="h2:text-is('Effect')"),
)


def main() -> None:
    """Take all pictures. Raises `SystemExit` when there is no Chromium."""
    if not chromium():
        raise SystemExit("Install Chromium first, or name it: CHROMIUM=/path/to/it")
    os.environ["EXPERIMENTS_LOOK_INTERVAL"] = "PT0.2S"  # otherwise an hour
    with tempfile.TemporaryDirectory() as folder:
        instance = Instance("monolith", Path(folder) / "home")
        instance.start()
        try:
            tokens = partial(token_for, Keychain(instance.home))
            demo.load_all(instance.base_url, tokens, days=0, seed=1)
            take(instance)
        finally:
            instance.stop()


def take(product: Product) -> None:
    """Take all pictures of what is running."""
    FOLDER.mkdir(exist_ok=True)
    tour = Tour(product)
    with sync_playwright() as playwright:
        browser = launched(playwright)
        for picture in PICTURES:
            with window(browser, product.base_url) as context:
                _take(context.new_page(), picture, picture.address(tour))
        browser.close()


def _take(page: Page, picture: Picture, address: str) -> None:
    path = FOLDER / f"{picture.name}.png"
    page.goto(address)
    if picture.link:
        follow(page, picture.link)
    if picture.at:
        page.locator(picture.at).evaluate("place => place.scrollIntoView()")
    page.screenshot(path=path)
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"{path} has more than {MOST_BYTES} bytes.")


if __name__ == "__main__":
    main()
