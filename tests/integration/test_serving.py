"""Starting, and above all stopping, the front."""

import socket
import threading
import time
from http.client import HTTPConnection
from pathlib import Path

from flask import Flask
from pydantic import SecretStr

from web.config import WebSettings
from web.serving import THREADS, serve


def test_a_running_request_is_answered_before_it_stops() -> None:
    port = free_port()
    begun, stop = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        time.sleep(0.6)
        return "done"

    app = Flask("slow")
    app.add_url_rule("/", "slow", slow)
    server = threading.Thread(target=serve, args=(app, listening_on(port), stop))
    server.start()
    connection = connected(port)
    connection.request("GET", "/")
    begun.wait(5)

    stop.set()

    assert connection.getresponse().read() == b"done"
    connection.close()
    server.join(5)
    assert not server.is_alive()


def test_who_hangs_up_while_waiting_is_not_served() -> None:
    port, served = free_port(), []
    begun, go_on, stop = threading.Semaphore(0), threading.Event(), threading.Event()

    def slow(name: str) -> str:
        served.append(name)
        begun.release()
        go_on.wait(20)
        return name

    app = Flask("slow")
    app.add_url_rule("/<name>", "slow", slow)
    server = threading.Thread(target=serve, args=(app, listening_on(port), stop))
    server.start()
    busy = [connected(port) for _ in range(THREADS)]
    for connection in busy:
        connection.request("GET", "/busy")
        assert begun.acquire(timeout=20)
    gone, waiting = connected(port), connected(port)
    gone.request("GET", "/gone")
    gone.sock.shutdown(socket.SHUT_WR)
    gone.sock.settimeout(20)
    assert gone.sock.recv(1) == b""  # the front has noticed

    waiting.request("GET", "/waiting")
    go_on.set()

    assert waiting.getresponse().read() == b"waiting"
    assert served == ["busy"] * THREADS + ["waiting"]
    stop.set()
    for connection in (*busy, gone, waiting):
        connection.close()
    server.join(20)


def listening_on(port: int) -> WebSettings:
    unused = Path("no-key.pem")
    return WebSettings(port=port, token_signing_key=unused, session_key=SecretStr("-"))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def connected(port: int) -> HTTPConnection:
    """Return a connection as soon as somebody listens."""
    deadline = time.monotonic() + 5
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.connect()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return connection
