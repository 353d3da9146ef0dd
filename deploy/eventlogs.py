"""Which event log the services of an instance share: the embedded one, or Kafka."""

import socket
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from .databases import EVENTLOG
from .errors import CannotStart
from .settings import RunnerSettings

PATIENCE_SECONDS = 3.0


def with_log(
    settings: RunnerSettings, urls: Mapping[str, str], prefix: str = ""
) -> Mapping[str, str]:
    """Return the URLs of an instance, with Kafka's for the event log if it is chosen.

    A cluster has one set of names, so a second instance in it needs a prefix.
    """
    if settings.events == "embedded":
        return urls
    return {**urls, EVENTLOG: _prefixed(settings.kafka_url, prefix)}


def require_log(settings: RunnerSettings) -> None:
    """Raise `CannotStart` when Kafka is chosen and no broker takes a connection."""
    if settings.events == "embedded":
        return
    # Where a password does not belong, but may be: services refuse it, not repeat it.
    servers = urlsplit(settings.kafka_url).netloc.rpartition("@")[2]
    if not any(map(_answers, servers.split(","))):
        raise CannotStart(
            f"no Kafka answers at {servers}. Run `make kafka` in another terminal, or"
            " set KAFKA_BOOTSTRAP_SERVERS to the brokers of a cluster."
        )


def _answers(server: str) -> bool:
    host, _, port = server.rpartition(":")
    try:
        socket.create_connection((host, int(port)), PATIENCE_SECONDS).close()
    except (OSError, ValueError):
        return False
    return True


def _prefixed(url: str, prefix: str) -> str:
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    if prefix := options.pop("prefix", "") + prefix:
        options["prefix"] = prefix
    return parts._replace(query=urlencode(options)).geturl()
