"""The base class of all settings: read once from the environment, then passed down."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

S = TypeVar("S", bound=BaseSettings)


class ServiceSettings(BaseSettings):
    """What every service can be told; durations as in ISO 8601, such as `PT3S`.

    Attributes:
        port: 0 for any free one; the log tells which.
        database_url: libpq URL of the service's own database.
        eventlog_url: libpq URL of the embedded event log.
        token_public_key: PEM file that callers' tokens are verified with.
        page_token_key: Fernet key; the same for all instances of a service.
        metrics_port: Serves Prometheus metrics on this port; 0 for none.
        drain_notice: How long callers get to notice that this server leaves.
        drain_grace: How long running calls may take to finish after that.
        event_patience: How long an event may wait for an earlier one of another
            topic before it goes to the dead letters.
        alarm_interval: How often to look for what waits for a moment that has come.
    """

    model_config = SettingsConfigDict(frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    port: int = Field(0, ge=0, le=65535)
    database_url: SecretStr
    eventlog_url: SecretStr
    token_public_key: Path
    page_token_key: SecretStr
    log_format: str = Field("auto", pattern="^(auto|console|json)$")
    metrics_port: int = Field(0, ge=0, le=65535)
    workers: int = Field(16, ge=1)
    database_connections: int = Field(8, ge=1)
    drain_notice: timedelta = timedelta(milliseconds=150)
    drain_grace: timedelta = timedelta(seconds=5)
    event_patience: timedelta = timedelta(minutes=10)
    alarm_interval: timedelta = timedelta(seconds=1)


def read(settings_type: type[S]) -> S:
    """Return the settings; a bad value stops the process and names the variable."""
    try:
        return settings_type()
    except ValidationError as error:
        prefix = settings_type.model_config.get("env_prefix", "")
        for problem in error.errors(include_input=False, include_url=False):
            name = prefix + "_".join(map(str, problem["loc"])).upper()
            sys.stderr.write(f"{name}: {problem['msg']}.\n")
        raise SystemExit(2) from None
