"""Whoever watches hears of what is there, of each change, and of what they missed.

The monolith has no gRPC port: `tests/integration/test_watches.py` asks its own channel.
"""

from contextlib import closing

import pytest

from chassis.rpc.client import connect
from deploy.instance import Instance
from tests.e2e.watching import WATCHES, follow


@pytest.mark.parametrize("product", ["microservices"], indirect=True)
@pytest.mark.parametrize("service", WATCHES)
def test_a_watch_tells_what_is_there_and_what_changes(
    product: Instance, service: str
) -> None:
    with closing(connect(f"127.0.0.1:{product.ports[service]}")) as channel:
        follow(WATCHES[service](product, channel), product)
