"""A load in the background, while something happens to the product.

It is a process of its own: Locust would patch the one that watches.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from deploy.instance import ROOT, SERVICES, Instance

from ..load.journal import Entry, Outcome
from ..stories.steps import METHODS
from .pulse import Pulse
from .reckoning import Reckoning, reckon

RATE = 20.0
LONGEST_SECONDS = 3600
RETRY_SECONDS = 120
"""Longer than any outage on a machine that has other things to do."""

PATIENCE_SECONDS = 120.0
LOOK_SECONDS = 0.02
PULSE = "coes"
DONE = (Outcome.ACCEPTED, Outcome.REPEATED)


class BackgroundLoad:
    """People at work on an instance, until `end`."""

    def __init__(self, product: Instance, folder: Path, rate: float = RATE) -> None:
        self._product = product
        self._folder = folder
        self._rate = rate
        self._journal = folder / "journal.jsonl"
        self._read = 0
        self._pulse = Pulse(product.api("ann"))
        self._load: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Start it."""
        self._journal.unlink(missing_ok=True)  # of the load before
        told = {
            "--rate": self._rate,
            "--seconds": LONGEST_SECONDS,
            "--retry": RETRY_SECONDS,
            "--url": self._product.base_url,
            "--journal": self._journal,
            "--html": self._folder / "report.html",
        }
        options = [str(part) for option in told.items() for part in option]
        with (self._folder / "load.log").open("wb") as log:
            self._load = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", "loadtests.load", *options],
                cwd=ROOT,
                env={**os.environ, "DAY1_HOME": str(self._product.home)},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._pulse.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pulse.give_up()
        if self._load is not None and self._load.poll() is None:
            self._load.kill()
            self._load.wait()

    def await_accepted(self, write: str) -> None:
        """Wait until the next write of this method, such as `SubmitIdea`, is accepted.

        What it sets off is then still on its way.
        """
        self._news()

        def is_accepted() -> bool:
            return any(e.write == write for e in self._news() if e.outcome in DONE)

        self._await(is_accepted, f"accepted: {write}")

    def await_recovery(self) -> dict[str, float]:
        """Wait until each service accepts writes; return how many seconds that took."""
        self._news()
        begin, opened = time.monotonic(), self._pulse.accepted
        found: dict[str, float] = {}

        def all_accept() -> bool:
            news = {_service_of(e.write) for e in self._news() if e.outcome in DONE}
            if self._pulse.accepted > opened:
                news.add(PULSE)
            for service in news - set(found):
                found[service] = time.monotonic() - begin
            return found.keys() >= set(SERVICES)

        self._await(all_accept, f"accepted by all of {', '.join(SERVICES)}")
        return found

    def end(self, patience: float = PATIENCE_SECONDS / 2) -> Reckoning:
        """End it, and return what became of all that it wrote.

        Args:
            patience: Seconds without any news after which what is missing is lost.
        """
        self._process.terminate()
        self._process.wait(RETRY_SECONDS + PATIENCE_SECONDS)
        self._pulse.stop()
        return reckon(self._product, self._journal, self._pulse, patience)

    @property
    def _process(self) -> "subprocess.Popen[bytes]":
        if self._load is None:
            raise ValueError("Enter it first.")
        return self._load

    def _news(self) -> list[Entry]:
        """Return the writes that have ended since this was last asked."""
        if not self._journal.exists():
            return []
        with self._journal.open("rb") as journal:
            journal.seek(self._read)
            lines = [line for line in journal if line.endswith(b"\n")]
        self._read += sum(map(len, lines))
        told = map(json.loads, lines)
        return [
            Entry(**{**entry, "outcome": Outcome(entry["outcome"])})
            for entry in told
            if "outcome" in entry
        ]

    def _await(self, is_true: Callable[[], bool], what: str) -> None:
        """Wait for it; fail when patience or the load ends."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_true():
            if time.monotonic() > deadline or self._process.poll() is not None:
                said = (self._folder / "load.log").read_text()[-2000:]
                raise TimeoutError(f"not {what}:\n{said}{self._product.output[-2000:]}")
            time.sleep(LOOK_SECONDS)


def _service_of(method: str) -> str:
    return str(METHODS[method].full_name).split(".")[1]
