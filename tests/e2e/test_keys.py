"""The key that signs tokens is rotated while people work, and nobody is refused."""

import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.request import ProxyHandler, build_opener

import pytest
from click.testing import CliRunner

from deploy.cli import main
from deploy.instance import Instance

WORKERS, ROTATIONS = 4, 2
MOST = 3_000
"""Calls of a worker, should the rotations take long."""


def test_a_rotation_refuses_nobody(
    product: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of them bring tokens of their own, the front signs for the others."""
    monkeypatch.setenv("DAY1_HOME", str(product.home))
    browser, done = build_opener(ProxyHandler({})), threading.Event()

    def work(worker: int) -> int:
        for number in range(MOST):
            if done.is_set():
                return number
            if worker % 2:
                product.api("ann").get("/v1/ideas")
            else:
                browser.open(f"{product.base_url}/ideas", timeout=30).close()
        return MOST

    with ThreadPoolExecutor(WORKERS) as workers:
        calls = [workers.submit(work, worker) for worker in range(WORKERS)]
        for _ in range(ROTATIONS):
            words = ["keys", "rotate", "--wait", "0.5"]
            assert "from now on" in CliRunner().invoke(main, words).output
        done.wait(0.5)
        done.set()

    assert all(call.result() for call in calls)
