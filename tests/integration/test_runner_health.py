"""Whatever answers at `/healthz`, the runner goes on."""

import socket
from threading import Thread

import pytest

from deploy.health import Health

UNREADY = b'{"status": "NOT_SERVING", "services": {"ideas": "SERVING"}}'
STRANGE = [
    b"HTTP/1.0 502 Bad Gateway\r\n\r\n<h1>Bad Gateway</h1>",
    b"HTTP/1.0 200 OK\r\n\r\n<h1>Hello</h1>",
    b"HTTP/1.0 200 OK\r\n\r\nnull",
    b"HTTP/1.0 200 OK\r\nContent-Length: 99\r\n\r\n{",
    b"",
    b"220 mail\r\n",
]


@pytest.mark.parametrize("answer", STRANGE)
def test_a_strange_answer_is_not_healthy(answer: bytes) -> None:
    assert not health_of_one_that_says(answer).is_complete()


def test_an_unready_front_tells_which_service_is_ready() -> None:
    answer = b"HTTP/1.0 503 Service Unavailable\r\n\r\n" + UNREADY

    assert health_of_one_that_says(answer).serves("ideas")


def health_of_one_that_says(answer: bytes) -> Health:
    """Return the health of a front that answers one request, like this."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listener, listener.accept()[0] as visitor:
            visitor.recv(4096)
            visitor.sendall(answer)

    Thread(target=serve, daemon=True).start()
    return Health(f"http://127.0.0.1:{listener.getsockname()[1]}")
