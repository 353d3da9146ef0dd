"""What a `kafka://` URL says: which brokers, reached how, and topics of which kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from typing_extensions import override

from chassis.domain import InvalidInput, Violation

DEFAULTS = KafkaConsumer.DEFAULT_CONFIG
SHARED = (
    DEFAULTS.keys()
    & KafkaProducer.DEFAULT_CONFIG.keys()
    & KafkaAdminClient.DEFAULT_CONFIG.keys()
)
"""What all three kinds of client can be told."""

PRIVATE = {
    *("bootstrap_servers", "api_version", "kafka_client", "selector"),
    *("metric_reporters", "socket_options", "ssl_context"),
    "sasl_oauth_token_provider",
}
"""What is decided here, or is no text."""

WORDS: dict[str, Any] = {"true": True, "false": False}


class Layout(BaseModel):
    """How topics are created that do not exist yet, and what they are called.

    Attributes:
        partitions: Of each topic. More of them later would move keys to others.
        replication_factor: -1 for what the cluster's brokers say.
        retention: For how long records are kept; None for ever, as the embedded log.
        prefix: Of all topics and groups, so that installations can share a cluster.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    partitions: int = Field(default=4, ge=1)
    replication_factor: int = Field(default=-1, ge=-1)
    retention: timedelta | None = None
    prefix: str = Field(default="", pattern=r"^[A-Za-z0-9._-]*$")


@dataclass(frozen=True, slots=True)
class KafkaAddress:
    """A cluster, and how it is used.

    Attributes:
        servers: `host:port`, one or more.
        options: Settings of kafka-python that are the same for all its clients,
            such as `security_protocol`.
    """

    servers: tuple[str, ...]
    options: Mapping[str, Any]
    layout: Layout

    @classmethod
    def parse(cls, url: str) -> "KafkaAddress":
        """Read `kafka://host:port,…?option=value…`. Raises `InvalidInput`."""
        parts = urlsplit(url)
        if "@" in parts.netloc:
            raise _unusable(
                "user and password are the options sasl_plain_username and"
                " sasl_plain_password."
            )
        if not parts.netloc:
            raise _unusable("it names no host:port.")
        pairs = dict(parse_qsl(parts.query, keep_blank_values=True))
        layout = {
            name: pairs.pop(name) for name in Layout.model_fields if name in pairs
        }
        options = {name: _typed(name, text) for name, text in pairs.items()}
        servers = tuple(parts.netloc.split(","))
        return cls(servers, options, _layout(layout))

    @property
    def clients(self) -> dict[str, Any]:
        """Return the settings that every client of kafka-python gets."""
        return {
            "bootstrap_servers": list(self.servers),
            "bootstrap_timeout_ms": 3_000,
            "request_timeout_ms": 5_000,
            "reconnect_backoff_max_ms": 1_000,
            "metadata_max_age_ms": 5_000,
            **self.options,
        }

    @override
    def __str__(self) -> str:
        return ",".join(self.servers)


def _layout(texts: Mapping[str, str]) -> Layout:
    try:
        return Layout.model_validate(texts)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        raise _unusable(f"{problem['loc'][0]}: {problem['msg']}.") from None


def _unusable(text: str) -> InvalidInput:
    where = "The kafka:// URL of the event log"
    return InvalidInput(Violation("EVENTLOG_URL_INVALID", where, f"{where}: {text}"))


def _typed(name: str, text: str) -> Any:
    """Return the value as kafka-python wants it: what looks like a number is one."""
    if name not in SHARED - PRIVATE:
        raise _unusable(
            f"there is no option {name!r}. It takes {', '.join(Layout.model_fields)}"
            " and the settings that all clients of kafka-python share, such as"
            " security_protocol."
        )
    if isinstance(DEFAULTS[name], bool):
        if text.lower() not in WORDS:
            raise _unusable(f"{name} is true or false.")
        return WORDS[text.lower()]
    if isinstance(DEFAULTS[name], int):
        if not text.lstrip("-").isdecimal():
            raise _unusable(f"{name} is a whole number.")
        return int(text)
    return text
