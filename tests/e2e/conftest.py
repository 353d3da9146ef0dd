"""Every end-to-end test runs twice: once per shape."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.instance import Instance
from tests.e2e.loop import Correction
from tests.e2e.settled import assert_settled
from tests.e2e.story import Story

LOCAL_ONLY = {
    # It weighs the process of the front from outside.
    "test_a_crowd_of_slow_visitors_keeps_nobody_from_the_pages",
    # It types `day1 events` here, and the log of the containers is not open to here.
    "test_tail_follows_until_it_is_interrupted",
    "test_the_key_of_an_event_is_the_id_in_the_field_that_is_stated",
    # It types `day1 keys` here, and the keys of the containers are in their volumes.
    "test_a_rotation_refuses_nobody",
}
"""Tests of the product that have no container form."""


@pytest.fixture(scope="session", params=["microservices", "monolith"])
def product(
    request: pytest.FixtureRequest, new_instance: Callable[[str], Instance]
) -> Iterator[Instance]:
    """Return a product; after all stories no event waits, and none was given up."""
    product = new_instance(request.param)
    product.start()
    yield product
    if not request.config.getoption("--containers"):  # their log is not open to here
        assert_settled(product)
    assert product.stop() == 0, product.output[-3000:]


@pytest.fixture
def story(product: Instance) -> Story:
    return Story(product)


@pytest.fixture(scope="module")
def coe(product: Instance) -> Correction:
    """Return a COE that nobody hands in."""
    return Correction.by_hand(Story(product))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Without `--containers` there are none to look at."""
    if collection_path.name == "test_containers.py":
        return not config.getoption("--containers")
    return None


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave out, with `--containers`, what is not about the product as a whole."""
    if config.getoption("--containers"):
        others = [one for one in items if not _has_container_form(one)]
        items[:] = [one for one in items if one not in others]
        config.hook.pytest_deselected(items=others)


def _has_container_form(item: pytest.Item) -> bool:
    is_about_product = "product" in getattr(item, "fixturenames", [])
    return is_about_product and getattr(item, "originalname", "") not in LOCAL_ONLY
