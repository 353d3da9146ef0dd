"""Every end-to-end test runs twice: once per shape."""

from collections.abc import Iterator

import pytest

from tests.e2e.product import Product


@pytest.fixture(scope="session", params=["microservices", "monolith"])
def product(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    product = Product(request.param, tmp_path_factory.mktemp(request.param) / "home")
    product.start()
    yield product
    assert product.stop() == 0, product.output[-3000:]
