"""One service alone, on its own database and log.

What other services would publish is written into the log by the tests.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import grpc
import uuid_utils
from cryptography.fernet import Fernet

from chassis import tokens
from chassis.domain import Actor
from chassis.eventlog.embedded import EmbeddedLog
from chassis.rpc.local import LocalTransport
from chassis.service import Running, pipeline
from deploy.keychain import Keychain

PATIENCE_SECONDS = 20.0


@dataclass(frozen=True)
class Alone:
    """What it takes to talk to the service, and to be heard by it.

    Attributes:
        channel: To its methods.
        log: Its event log.
        key: Signs the tokens of people.
    """

    channel: grpc.Channel
    log: EmbeddedLog
    key: bytes

    def metadata(self, by: Actor) -> tuple[tuple[str, str | bytes], ...]:
        """Return what a call of this person carries."""
        token = tokens.mint(
            self.key,
            person=by.name,
            team=by.team,
            client="test",
            lifetime=timedelta(hours=1),
            now=datetime.now(UTC),
        )
        return (("authorization", f"Bearer {token}"),)

    def heard(self, kind: type[Any], topic: str) -> list[Any]:
        """Return every message of a type that was published to a topic so far."""
        reader = self.log.subscribe(f"test-{uuid_utils.uuid7()}", [topic])
        try:
            found = []
            while records := reader.poll(timedelta(milliseconds=300)):
                found += [
                    kind.FromString(record.value)
                    for record in records
                    if record.headers["ce_type"] == kind.DESCRIPTOR.full_name
                ]
                reader.commit()
            return found
        finally:
            reader.close()


def await_true(is_true: Callable[[], object], what: str) -> None:
    """Wait for it; fail when patience ends."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_true():
        assert time.monotonic() < deadline, f"not {what}"
        time.sleep(0.05)


@contextmanager
def running_alone(  # noqa: PLR0913 - which service, where, and how
    name: str,
    build: Callable[[Any], Any],
    settings_type: type[Any],
    topics: Sequence[str],
    *,
    home: Path,
    database_url: str,
    eventlog_url: str,
    **policy: Any,
) -> Iterator[Alone]:
    """Run a service on this database and log; it consumes these topics."""
    keychain = Keychain(home)
    keychain.make_token_keys()
    settings = settings_type.model_validate(
        {
            "database_url": database_url,
            "eventlog_url": eventlog_url,
            "token_jwks": keychain.token_jwks,
            "page_token_key": Fernet.generate_key().decode(),
            "alarm_interval": timedelta(milliseconds=100),
            **policy,
        }
    )
    transport, log = LocalTransport(), EmbeddedLog(eventlog_url)
    log.declare(topics)
    server = transport.server(pipeline(name, settings))
    service: Running[Any] = Running(build(settings), settings, log, server)
    service.start()
    try:
        key = keychain.token_signing_key.read_bytes()
        yield Alone(transport.channel, log, key)
    finally:
        service.stop()
        log.close()
