"""HTTP over connections that are kept: a program that calls often does not redial."""

import time
from collections import deque
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import NamedTuple
from urllib.parse import urlsplit

from .calls import TIMEOUT_SECONDS
from .json_wire import HttpRequest

KEPT_SECONDS = 10.0
"""The front hangs up on who is silent for longer than three times this."""


class Kept(NamedTuple):
    """A connection that is free, and since when on the monotonic clock."""

    connection: HTTPConnection
    since: float


class Sender:
    """Sends requests to an address such as `http://127.0.0.1:8080`, many at once."""

    def __init__(self, base_url: str) -> None:
        address = urlsplit(base_url)
        self._host, self._port = address.hostname or "", address.port or 80
        self._kept: deque[Kept] = deque()

    def __call__(self, request: HttpRequest, token: str) -> tuple[int, bytes]:
        """Return status and body. Raises `OSError` when there is no whole answer."""
        connection = self._connection()
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
        }
        try:
            connection.request(request.verb, request.path, request.body, headers)
            answer: HTTPResponse = connection.getresponse()
            body = answer.read()
        except HTTPException as broken:
            connection.close()
            raise ConnectionError(str(broken)) from broken
        except BaseException:
            connection.close()
            raise
        self._kept.append(Kept(connection, time.monotonic()))
        return answer.status, body

    def _connection(self) -> HTTPConnection:
        """Return the connection that was used last; those that aged are closed."""
        while self._kept:
            connection, since = self._kept.pop()
            if time.monotonic() - since < KEPT_SECONDS:
                return connection
            connection.close()
        return HTTPConnection(self._host, self._port, timeout=TIMEOUT_SECONDS)
