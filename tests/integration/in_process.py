"""The monolith inside the test process: its log and database can be tampered with.

It looks like a `Instance` to a `Story`.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import grpc
from cryptography.fernet import Fernet
from grpc_health.v1.health import HealthServicer
from pydantic import SecretStr
from werkzeug.serving import make_server

from chassis.eventlog import EventLog
from chassis.service import watch
from deploy.api import Api
from deploy.databases import provide_together
from deploy.home import prepare
from deploy.keychain import Keychain
from deploy.postgres import EmbeddedPostgres
from deploy.tokens import token_for
from monolith.bootstrap import SERVICES, build
from web.app import CONTRACTS, create_app
from web.config import WebSettings

PATIENCE_SECONDS = 30.0


class InProcess:
    """A running monolith, reached over HTTP, or over its own channel."""

    def __init__(self, base_url: str, home: Path, channel: grpc.Channel) -> None:
        self.base_url = base_url
        self.home = home
        self.channel = channel

    def api(self, persona: str = "") -> Api:
        """Return the JSON API, for a persona or for nobody."""
        token = token_for(Keychain(self.home), persona) if persona else ""
        return Api(self.base_url, token)

    def await_true(self, is_true: Callable[[], object], what: str) -> None:
        """Wait for it; fail when patience ends."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_true():
            assert time.monotonic() < deadline, f"not {what}"
            time.sleep(0.02)


@contextmanager
def running_monolith(
    postgres: EmbeddedPostgres, home: Path, log_at: Callable[[str], EventLog]
) -> Iterator[InProcess]:
    """Run the monolith on this database, over the log that `log_at` makes of a URL."""
    prepare(home)
    keychain = Keychain(home)
    keychain.make_token_keys()
    names = [
        settings.model_config["env_prefix"][:-1].lower() for settings, _ in SERVICES
    ]
    urls = provide_together(postgres, names)
    settings = [
        settings_type.model_validate(
            {
                "database_url": urls[name],
                "eventlog_url": urls["eventlog"],
                "token_jwks": keychain.token_jwks,
                "page_token_key": Fernet.generate_key().decode(),
            }
        )
        for name, (settings_type, _) in zip(names, SERVICES, strict=True)
    ]
    health, stop = HealthServicer(), threading.Event()
    event_log = log_at(urls["eventlog"])
    transport, services = build(settings, event_log, health)
    web = WebSettings(
        port=0,
        token_signing_key=keychain.token_signing_key,
        session_key=SecretStr("secret"),
    )
    app = create_app(web, dict.fromkeys(CONTRACTS, transport.channel))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    databases = [service.database for service in services]
    threads = [
        threading.Thread(target=server.serve_forever),
        threading.Thread(target=watch, args=(health, databases, stop)),
    ]
    for service in services:
        service.start()
    for thread in threads:
        thread.start()
    try:
        base_url = f"http://127.0.0.1:{server.server_port}"
        yield InProcess(base_url, home, transport.channel)
    finally:
        server.shutdown()
        server.server_close()
        stop.set()
        for service in services:
            service.stop()
        for thread in threads:
            thread.join()
        event_log.close()
