"""One instance of Day 1, from the first check to the last goodbye."""

import os
import time
from collections.abc import Iterable
from functools import partial
from threading import Thread

from . import demo
from .console import Console
from .environment import Environment
from .errors import CannotStart
from .eventlogs import require_log
from .home import claimed
from .keychain import Keychain
from .ports import require_free
from .postgres import EmbeddedPostgres
from .server import PostgresServer
from .settings import RunnerSettings
from .shapes import Shape, eventlog_url_of
from .supervisor import StopRequest, Supervisor
from .tokens import token_for

SUMMARY = """
{news}

  open    {url}
  try     .venv/bin/day1 token ann     a token for the API, to act as Ann
          .venv/bin/day1 demo          all of the demo company, while this runs
  state   {home}
  logs    {logs}
  stop    Ctrl-C; nothing is lost, the next start goes on from here

"""

LOGS = "log"
"""In the state folder: what the processes write while a terminal shows the runner."""

REVIVE_SECONDS = 2.0
"""From one attempt to start PostgreSQL again to the next."""

WITHOUT_DEMO = """\
The demo data is missing, because loading it failed: {error!r}
Day 1 runs without it; the next start tries again."""


class Runner:
    """Owns the state folder, PostgreSQL and the processes while it runs."""

    def __init__(self, settings: RunnerSettings, name: str) -> None:
        self._settings = settings
        self._demo_loaded = settings.home / f"demo-loaded-{name}"
        self._logs = settings.home / LOGS
        self._console = Console(self._logs)
        self._keychain = Keychain(settings.home)
        self._postgres = _postgres_of(settings, self._keychain)
        self._stop = StopRequest()
        self._began = self._revive_at = time.monotonic()

    def run(self, shape: Shape, listeners: Iterable[str]) -> None:
        """Block until asked to stop; then nothing is left running.

        Raises `CannotStart` when something is in the way, now or later.
        """
        self._stop.listen()
        with claimed(self._settings.home):
            require_free(self._settings, listeners)
            require_log(self._settings)
            try:
                self._serve(shape)
            except CannotStart:
                # Ctrl-C also reaches a database that is just being created.
                if not self._stop.is_made:
                    raise
            finally:
                self._postgres.stop()
        self._console.say("Stopped. Everything is kept for the next start.")

    def _serve(self, shape: Shape) -> None:
        self._console.say(f"Starting, with state in {self._settings.home} ...")
        self._keychain.make_token_keys()
        self._postgres.start()
        programs = shape(self._environment(), self._postgres)
        self._keychain.keep_eventlog_url(eventlog_url_of(programs))
        Supervisor(programs, self._console).run(
            self._stop, once_healthy=self._welcome_aside, tick=self._revive_postgres
        )

    def _environment(self) -> Environment:
        log_format = "console" if self._console.is_terminal else "json"
        return Environment(self._settings, self._keychain, os.environ, log_format)

    def _revive_postgres(self) -> None:
        """Start it again when it has ended; what is in its way may go, as a full disk.

        Meanwhile the services wait for it, and refuse what they are asked.
        """
        if self._postgres.is_running or time.monotonic() < self._revive_at:
            return
        self._console.say("PostgreSQL ended; it starts again at once.")
        try:
            self._postgres.start()
        except CannotStart as error:
            self._console.say(f"{error} It is tried again.")
            self._revive_at = time.monotonic() + REVIVE_SECONDS

    def _welcome_aside(self) -> None:
        """Load the demo data beside the main thread, which has processes to tend."""
        Thread(target=self.welcome, name="welcome", daemon=True).start()

    def welcome(self) -> None:
        """Load the demo data, then say what is where, unless it is time to stop."""
        url, home = self._settings.base_url, self._settings.home
        try:
            self._load_demo_once(url)
            news = f"Day 1 is up after {time.monotonic() - self._began:.1f} s."
        except Exception as error:  # noqa: BLE001 - nobody else would hear of it
            news = WITHOUT_DEMO.format(error=error)
        logs = self._logs if self._console.is_terminal else "all of it is here"
        self._mention(SUMMARY.format(news=news, url=url, home=home, logs=logs))

    def _mention(self, text: str) -> None:
        if not self._stop.is_made:
            self._console.say(text)

    def _load_demo_once(self, url: str) -> None:
        if not self._demo_loaded.exists():
            self._mention("Everything runs; loading the demo company's core ...")
            quick = self._settings.clock == "demo"
            demo.load(url, partial(token_for, self._keychain), has_horizons=quick)
            self._demo_loaded.touch()


def _postgres_of(
    settings: RunnerSettings, keychain: Keychain
) -> EmbeddedPostgres | PostgresServer:
    url = settings.postgres_url.get_secret_value()
    return PostgresServer(url, keychain) if url else EmbeddedPostgres(settings.home)
