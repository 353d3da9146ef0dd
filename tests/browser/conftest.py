"""A real browser, on a product that was started as a user starts it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from deploy.instance import Instance

NAMES = ("chromium", "chromium-browser", "google-chrome")
NONE = """No Chromium was found, and the browser tests need one.
Install it (Debian, Ubuntu: apt-get install chromium; macOS: brew install chromium),
or name one that is elsewhere: make test-browser CHROMIUM=/path/to/it"""
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
SIZES = {"desk": (1200, 900), "phone": (390, 844)}


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    product = Instance("microservices", tmp_path_factory.mktemp("browser") / "home")
    product.start()
    yield product
    assert product.stop() == 0, product.output[-3000:]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
    if not (path and Path(path).exists()):
        pytest.exit(NONE, returncode=1)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(params=SIZES)
def page(
    request: pytest.FixtureRequest, browser: Browser, product: Instance
) -> Iterator[Page]:
    """A page of each size that fails the test when its script or its CSP complains."""
    width, height = SIZES[request.param]
    context = browser.new_context(
        base_url=product.base_url, viewport={"width": width, "height": height}
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text) if message.type == "error" else None
        ),
    )
    yield page
    context.close()
    assert not complaints
