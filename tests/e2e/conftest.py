"""Every end-to-end test runs twice: once per shape."""

from collections.abc import Iterator

import pytest

from deploy.instance import Instance


@pytest.fixture(scope="session", params=["microservices", "monolith"])
def product(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Instance]:
    product = Instance(request.param, tmp_path_factory.mktemp(request.param) / "home")
    product.start()
    yield product
    assert product.stop() == 0, product.output[-3000:]
