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
from .home import claimed
from .keychain import Keychain
from .ports import require_free
from .postgres import EmbeddedPostgres
from .settings import RunnerSettings
from .shapes import Shape
from .supervisor import StopRequest, Supervisor
from .tokens import token_for

SUMMARY = """
{news}

  open    {url}
  try     .venv/bin/day1 token ann     a token for the API, to act as Ann
          .venv/bin/day1 demo          all of the demo company, while this runs
  state   {home}
  stop    Ctrl-C; nothing is lost, the next start goes on from here

"""

WITHOUT_DEMO = """\
The demo data is missing, because loading it failed: {error!r}
Day 1 runs without it; the next start tries again."""


class Runner:
    """Owns the state folder, PostgreSQL and the processes while it runs."""

    def __init__(self, settings: RunnerSettings, name: str) -> None:
        self._settings = settings
        self._demo_loaded = settings.home / f"demo-loaded-{name}"
        self._console = Console()
        self._keychain = Keychain(settings.home)
        self._postgres = EmbeddedPostgres(settings.home)
        self._stop = StopRequest()
        self._began = time.monotonic()

    def run(self, shape: Shape, listeners: Iterable[str]) -> None:
        """Block until asked to stop; then nothing is left running.

        Raises `CannotStart` when something is in the way, now or later.
        """
        self._stop.listen()
        with claimed(self._settings.home):
            require_free(self._settings, listeners)
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
        Supervisor(programs, self._console).run(
            self._stop, once_healthy=self._welcome_aside, tick=self._revive_postgres
        )

    def _environment(self) -> Environment:
        log_format = "console" if self._console.is_terminal else "json"
        return Environment(self._settings, self._keychain, os.environ, log_format)

    def _revive_postgres(self) -> None:
        if not self._postgres.is_running:
            self._console.say("PostgreSQL ended; it starts again at once.")
            self._postgres.start()

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
        if not self._stop.is_made:
            self._console.say(SUMMARY.format(news=news, url=url, home=home))

    def _load_demo_once(self, url: str) -> None:
        if not self._demo_loaded.exists():
            demo.load(url, partial(token_for, self._keychain))
            self._demo_loaded.touch()
