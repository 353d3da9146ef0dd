"""The settings that the runner gives to the programs it starts."""

from collections.abc import Mapping
from dataclasses import dataclass

from .databases import EVENTLOG
from .keychain import Keychain
from .settings import RunnerSettings

Variables = dict[str, str]

FRUGAL = {"MALLOC_ARENA_MAX": "2"}
"""With many threads, glibc otherwise keeps a heap for each of them."""


DEMO_CLOCK: Mapping[str, Variables] = {
    "coes": {"WATCH": "PT30S"},
    "experiments": {"LOOK_INTERVAL": "PT0.04S", "HORIZON_DAY": "PT0.001S"},
}
"""Policy of services where a day passes in a second: only what one waits for.

A COE is watched for thirty seconds, and looks at results are kept once an hour, which
is a twenty-fourth of a second. A day of a metric's horizon is shorter, a millisecond:
horizons have up to a year, and no result is read before they are over. Clocks that warn
stay as they are: nobody inspects a mechanism every thirty seconds.
"""


@dataclass(frozen=True, slots=True)
class Environment:
    """What all programs of an instance are told.

    Attributes:
        outer: The runner's own environment. What a person has set there, such as
            `IDEAS_METRICS_PORT`, wins over the runner's choice; only ports are
            always those of `RunnerSettings`, which the runner asks for health, and
            who administers the database is nobody's business but its own.
        log_format: `console` or `json`.
    """

    settings: RunnerSettings
    keychain: Keychain
    outer: Mapping[str, str]
    log_format: str

    def of_service(self, name: str, urls: Mapping[str, str]) -> Variables:
        """Return the variables of a service, given a URL for it and the event log."""
        chosen = {
            "DATABASE_URL": urls[name],
            "EVENTLOG_URL": urls[EVENTLOG],
            "TOKEN_JWKS": str(self.keychain.token_jwks),
            "PAGE_TOKEN_KEY": self.keychain.page_token_key(name),
        }
        if self.settings.clock == "demo":
            chosen |= DEMO_CLOCK.get(name, {})
        return self._variables(name, chosen)

    def of_front(self, services: list[str]) -> Variables:
        """Return the variables of the front, which calls these services."""
        chosen = {
            f"{name.upper()}_TARGET": f"127.0.0.1:{self.settings.port_of(name)}"
            for name in services
        }
        chosen["TOKEN_SIGNING_KEY"] = str(self.keychain.token_signing_key)
        chosen["SESSION_KEY"] = self.keychain.session_key()
        return self._variables("web", chosen)

    def _variables(self, name: str, chosen: Variables) -> Variables:
        prefix = f"{name.upper()}_"
        own = {prefix + key: value for key, value in chosen.items()}
        port = {f"{prefix}PORT": str(self.settings.port_of(name))}
        chosen_here = {f"{prefix}LOG_FORMAT": self.log_format, **FRUGAL, **own}
        outer = {k: v for k, v in self.outer.items() if k != "DAY1_POSTGRES_URL"}
        return {**chosen_here, **outer, **port}
