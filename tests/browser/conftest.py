"""A real browser, on a product that was started as a user starts it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from deploy.instance import Instance
from tests.browser.company import Company
from tests.browser.window import SIZES, chromium, launched, window

NONE = """No Chromium was found, and the browser tests need one.
Install it (Debian, Ubuntu: apt-get install chromium; macOS: brew install chromium),
or name one that is elsewhere: make test-browser CHROMIUM=/path/to/it"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not chromium():
        pytest.exit(NONE, returncode=1)
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    product = Instance("microservices", tmp_path_factory.mktemp("browser") / "home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPERIMENTS_LOOK_INTERVAL", "PT1S")  # otherwise an hour
        product.start()
    yield product
    assert product.stop() == 0, product.output[-3000:]


@pytest.fixture(scope="session")
def company(product: Instance) -> Company:
    """Something of everything, to be looked at and not to be changed."""
    return Company(product)


@pytest.fixture(params=SIZES)
def page(
    request: pytest.FixtureRequest, browser: Browser, product: Instance
) -> Iterator[Page]:
    """A page of each size."""
    with window(browser, product.base_url, request.param) as context:
        yield context.new_page()


@pytest.fixture
def desk(browser: Browser, product: Instance) -> Iterator[Page]:
    """A page of one size, for what does not depend on it."""
    with window(browser, product.base_url) as context:
        yield context.new_page()
