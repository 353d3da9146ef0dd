"""A client of the public JSON API: for the demo data, the tests and the bench."""

import json
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

TIMEOUT_SECONDS = 15.0


class Refused(Exception):
    """The API said no.

    Attributes:
        status: Of HTTP.
        body: The answer; a `google.rpc.Status` under `error`.
    """

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        error = body.get("error", {})
        super().__init__(f"{status}: {error.get('message', body)}")
        self.status = status
        self.body = body

    @property
    def reasons(self) -> list[str]:
        """Every reason that the answer gives, in its order."""
        details = self.body.get("error", {}).get("details", [])
        broken = [v["type"] for d in details for v in d.get("violations", [])]
        fields = [v["reason"] for d in details for v in d.get("fieldViolations", [])]
        first = [d["reason"] for d in details if "reason" in d]
        return broken or fields or first


class Api:
    """Speaks for one person, or for nobody."""

    def __init__(self, base_url: str, token: str = "") -> None:
        self._base_url = base_url
        self._token = token
        # A proxy for the outside world must not get to see loopback.
        self._opener = build_opener(ProxyHandler({}))

    def get(self, path: str) -> dict[str, Any]:
        """Return the answer. Raises `Refused`, or `OSError` when nobody answers."""
        return self.call("GET", path)

    def post(self, path: str, body: Any = None) -> dict[str, Any]:
        """Return the answer. Raises `Refused`, or `OSError` when nobody answers."""
        return self.call("POST", path, {} if body is None else body)

    def call(self, verb: str, path: str, body: Any = None) -> dict[str, Any]:
        """Return the answer. Raises `Refused`, or `OSError` when nobody answers."""
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        data = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(body).encode()
        url = self._base_url + path
        request = Request(url, data, headers, method=verb)  # noqa: S310 - always http
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
                return dict(json.load(answer))
        except HTTPError as refusal:
            with refusal:
                raise Refused(refusal.code, _body_of(refusal)) from None


def _body_of(refusal: HTTPError) -> dict[str, Any]:
    try:
        return dict(json.load(refusal))
    except ValueError:
        return {}
