"""The base class of all settings: read once from the environment, then passed down."""

import os
import sys
from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from chassis.tokens import ISSUER

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

S = TypeVar("S", bound=BaseSettings)
P = TypeVar("P", bound="DataclassInstance")

Positive = Annotated[timedelta, Field(ge=timedelta(milliseconds=1))]
"""For PostgreSQL, a timeout of zero is none at all."""


@dataclass(frozen=True)
class DatabaseLimits:
    """How much of a database a process asks for, and for how long it waits.

    Each is explained where it is set: `database_*` in `ServiceSettings`.
    """

    connections: int = 8
    connections_kept: int = 1
    pool_wait: timedelta = timedelta(seconds=3)
    connect_timeout: timedelta = timedelta(seconds=5)
    statement_timeout: timedelta = timedelta(seconds=5)
    lock_timeout: timedelta = timedelta(seconds=3)
    idle_in_transaction_timeout: timedelta = timedelta(minutes=1)


LIMITS = DatabaseLimits()


class ServiceSettings(BaseSettings):
    """What every service can be told; durations as in ISO 8601, such as `PT3S`.

    Attributes:
        port: 0 for any free one; the log tells which.
        database_url: libpq URL of the service's own database; parameters for TLS and
            for several hosts pass through, and win over the limits below.
        eventlog_url: libpq URL of the embedded event log, or for Apache Kafka
            `kafka://host:port,host:port?option=value`; the options are in ADR 24.
        token_jwks: JSON Web Key Set that callers' tokens are verified with; read again
            when it is replaced.
        token_issuer: What the claim `iss` of a token has to be.
        token_person_claim: The claim of a token that names the person.
        page_token_key: Fernet key; the same for all instances of a service.
        metrics_port: Serves Prometheus metrics on this port; 0 for none.
        database_connections: The most that are open at a time.
        database_connections_kept: So many of them stay open when nobody needs them.
        database_pool_wait: How long a call waits for one of them to be free.
        database_connect_timeout: How long a server may take to let us in; cut to
            whole seconds.
        database_statement_timeout: What runs longer is cut off.
        database_lock_timeout: What waits longer for a lock is cut off.
        database_idle_in_transaction_timeout: A transaction that does nothing for so
            long is ended by the server. The event log may take that long for a batch.
        migration_patience: How long to try for the locks of a migration, half a second
            at a time, before this start gives up.
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
    token_jwks: Path
    token_issuer: str = ISSUER
    token_person_claim: str = "sub"  # noqa: S105 - the name of a claim
    page_token_key: SecretStr
    log_format: str = Field("auto", pattern="^(auto|console|json)$")
    metrics_port: int = Field(0, ge=0, le=65535)
    workers: int = Field(16, ge=1)
    database_connections: int = Field(LIMITS.connections, ge=1)
    database_connections_kept: int = Field(LIMITS.connections_kept, ge=0)
    database_pool_wait: Positive = LIMITS.pool_wait
    database_connect_timeout: timedelta = Field(
        LIMITS.connect_timeout, ge=timedelta(seconds=2)
    )
    database_statement_timeout: Positive = LIMITS.statement_timeout
    database_lock_timeout: Positive = LIMITS.lock_timeout
    database_idle_in_transaction_timeout: Positive = LIMITS.idle_in_transaction_timeout
    migration_patience: Positive = timedelta(minutes=1)
    drain_notice: timedelta = timedelta(milliseconds=150)
    drain_grace: timedelta = timedelta(seconds=5)
    event_patience: timedelta = timedelta(minutes=10)
    alarm_interval: timedelta = timedelta(seconds=1)

    @property
    def database_limits(self) -> DatabaseLimits:
        """All `database_*` numbers."""
        names = [one.name for one in fields(DatabaseLimits)]
        return DatabaseLimits(**{n: getattr(self, f"database_{n}") for n in names})

    def numbers(self, kind: type[P]) -> P:
        """Return a dataclass, each field of it the setting of that name."""
        names = [one.name for one in fields(kind)]
        return kind(**{name: getattr(self, name) for name in names})


def read(settings_type: type[S]) -> S:
    """Return the settings; a bad value stops the process and names the variable.

    What is not in the environment may be in a file of the variable's name, in the
    folder `DAY1_SECRETS_DIR`: containers are given their secrets like that.
    """
    try:
        return settings_type(_secrets_dir=os.environ.get("DAY1_SECRETS_DIR"))
    except ValidationError as error:
        prefix = settings_type.model_config.get("env_prefix", "")
        for problem in error.errors(include_input=False, include_url=False):
            name = prefix + "_".join(map(str, problem["loc"])).upper()
            sys.stderr.write(f"{name}: {problem['msg']}.\n")
        raise SystemExit(2) from None
