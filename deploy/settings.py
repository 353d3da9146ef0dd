"""What the runner can be told."""

from pathlib import Path
from typing import Annotated, Literal

import psycopg
from psycopg.conninfo import conninfo_to_dict
from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from .errors import CannotStart

Port = Annotated[int, Field(ge=1, le=65535)]


def _usable(path: Path) -> Path:
    """Return the folder, absolute; empty would be the checkout, by accident."""
    folder = path.expanduser().resolve()
    if path == Path():
        raise ValueError("is this very folder; name one of its own")
    if any(character.isspace() for character in str(folder)):
        raise ValueError(
            f"'{folder}' holds a space, which the embedded PostgreSQL cannot be"
            " started with; name a folder without one"
        )
    return folder


def _readable(url: SecretStr) -> SecretStr:
    """Return the URL; libpq's own words about a bad one may show a password."""
    try:
        conninfo_to_dict(url.get_secret_value())
    except psycopg.ProgrammingError:
        raise ValueError(
            "is no libpq URL, such as postgresql://admin:password@host/postgres"
        ) from None
    return url


Folder = Annotated[Path, AfterValidator(_usable)]


class RunnerSettings(BaseSettings):
    """Where an instance of Day 1 keeps its state, and where it listens.

    Instances that differ in all of these run side by side.

    Attributes:
        home: State folder: database, keys and passwords. Created when missing.
        postgres_url: libpq URL of a role that may create databases and roles on a
            server that is there already; without it, an embedded one is started.
        web_port: The front, for browsers and for the JSON API.
        ideas_port: gRPC, like the three below. Not used by the monolith.
        clock: With `demo`, what people would wait days for takes seconds; with `real`,
            it takes its days. No rule is skipped either way.
        events: Which event log: the `embedded` one in PostgreSQL, or Apache `kafka`.
        kafka_port: Where `day1 kafka` listens, and where Kafka is looked for.
        kafka_bootstrap_servers: Brokers of another cluster: `host:port`, several with
            commas. After a `?`, options such as `security_protocol=SSL`: ADR 24.
    """

    model_config = SettingsConfigDict(
        frozen=True, env_prefix="DAY1_", validate_default=True
    )

    home: Folder = Path(".day1")
    postgres_url: Annotated[SecretStr, AfterValidator(_readable)] = SecretStr("")
    web_port: Port = 8080
    ideas_port: Port = 50051
    reviews_port: Port = 50052
    experiments_port: Port = 50053
    coes_port: Port = 50054
    clock: Literal["demo", "real"] = "demo"
    events: Literal["embedded", "kafka"] = "embedded"
    kafka_port: Port = 9092
    kafka_bootstrap_servers: SecretStr = Field(
        default=SecretStr(""), validation_alias="KAFKA_BOOTSTRAP_SERVERS"
    )

    @property
    def base_url(self) -> str:
        """Where the front is, without a slash at the end."""
        return f"http://127.0.0.1:{self.web_port}"

    @property
    def kafka_url(self) -> str:
        """The cluster, as services are told."""
        given = self.kafka_bootstrap_servers.get_secret_value()
        return f"kafka://{given or f'127.0.0.1:{self.kafka_port}'}"

    def port_of(self, process: str) -> int:
        """Return the port of a service, or of `web`. Raises `CannotStart`."""
        port = getattr(self, f"{process}_port", None)
        if not isinstance(port, int):
            raise CannotStart(f"deploy/settings.py has no {process}_port.")
        return port


def read_settings() -> RunnerSettings:
    """Return the settings of the environment. Raises `CannotStart` for a bad value."""
    try:
        return RunnerSettings()
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        name = "DAY1_" + "_".join(map(str, problem["loc"])).upper()
        raise CannotStart(f"{name}: {problem['msg']}.") from None
