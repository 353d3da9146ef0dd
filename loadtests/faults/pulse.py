"""Writes to coes, where the load itself has nothing to say: one COE after the other."""

import threading
import uuid
from collections import Counter
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from typing_extensions import override

from deploy.api import Api, Refused

EVERY_SECONDS = 0.25
RETRY_SECONDS = 0.1


class Pulse(threading.Thread):
    """Opens COEs until it is stopped; each is sent again until it is answered.

    Attributes:
        accepted: How many were opened.
        attempts: How many requests that took.
    """

    def __init__(self, api: Api) -> None:
        super().__init__(name="pulse", daemon=True)
        self.accepted = 0
        self.attempts = 0
        self._api = api
        self._source = f"services/pulse-{uuid.uuid4().hex[:8]}"
        self._stopping = threading.Event()
        self._given_up = threading.Event()

    @override
    def run(self) -> None:
        while not self._stopping.wait(EVERY_SECONDS):
            self._open(str(uuid.uuid4()))

    def stop(self) -> None:
        """Wait for the last answer, then end."""
        self._stopping.set()
        self.join()

    def give_up(self) -> None:
        """End soon, with or without an answer: nobody will ask what became of it."""
        self._given_up.set()
        self._stopping.set()

    def lost(self) -> Counter[str]:
        """Return how many are not there. Raises `Refused`, `OSError`."""
        return +Counter({"coes": self.accepted - self._there()})

    def doubled(self) -> Counter[str]:
        """Return how many are there too many. Raises `Refused`, `OSError`."""
        return +Counter({"coes": self._there() - self.accepted})

    def _there(self) -> int:
        query = quote(f'source = "{self._source}"')
        count, token = 0, ""
        while True:
            listed = f"/v1/coes?page_size=200&filter={query}&page_token={token}"
            page = self._api.get(listed)
            count += len(page["coes"])
            if not (token := page["nextPageToken"]):
                return count

    def _open(self, request_id: str) -> None:
        about = {"title": "Boxes too large", "severity": "INCIDENT_SEVERITY_LOW"}
        coe = {**about, "source": self._source}
        while not self._is_answered(f"/v1/coes?request_id={request_id}", coe):
            if self._given_up.wait(RETRY_SECONDS):
                return
        self.accepted += 1

    def _is_answered(self, path: str, coe: dict[str, Any]) -> bool:
        self.attempts += 1
        try:
            self._api.post(path, coe)
        except Refused as refusal:
            if refusal.status < HTTPStatus.INTERNAL_SERVER_ERROR:
                raise
            return False
        except OSError:
            return False
        return True
