"""How the runner learns that a process does its work, not only that it runs."""

import json
from collections.abc import Callable
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

Probe = Callable[[], bool]
"""Asks once, and answers within seconds."""

TIMEOUT_SECONDS = 2.0


class Health:
    """What the front says at `/healthz`: whether it and each service can work."""

    def __init__(self, base_url: str) -> None:
        self._url = f"{base_url}/healthz"
        # A proxy for the outside world must not get to see loopback.
        self._browser = build_opener(ProxyHandler({}))

    def is_complete(self) -> bool:
        """Tell whether everything serves."""
        return bool(self._answer().get("status") == "SERVING")

    def serves(self, name: str) -> bool:
        """Tell whether one service serves."""
        return bool(self._answer().get("services", {}).get(name) == "SERVING")

    def _answer(self) -> dict[str, Any]:
        try:
            with self._ask() as answer:
                return dict(json.load(answer))
        except (OSError, HTTPException, ValueError, TypeError):
            return {}

    def _ask(self) -> Any:
        """Return an open answer; one that says no is an answer too."""
        try:
            return self._browser.open(self._url, timeout=TIMEOUT_SECONDS)
        except HTTPError as unready:
            return unready
