"""Clients in other languages, and the product that they call."""

from collections.abc import Iterator

import pytest

from deploy.instance import Instance

from .languages import LANGUAGES, Client, Language


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    product = Instance("microservices", tmp_path_factory.mktemp("product") / "home")
    try:
        product.start()
        yield product
    finally:
        status = product.stop()
    assert status == 0, product.output[-3000:]


@pytest.fixture(scope="session", params=LANGUAGES, ids=lambda language: language.name)
def client(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Client:
    """A compiled client in each language."""
    language: Language = request.param
    return Client(language, tmp_path_factory.mktemp(language.name))
