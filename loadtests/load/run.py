"""One run of the load: Locust's users, the schedule, and an eye on own memory."""

import signal
import time
from collections.abc import Callable

import click
import gevent
import psutil
from gevent.event import Event
from grpc.experimental.gevent import init_gevent
from locust.stats import stats_history

from deploy.settings import RunnerSettings

from ..stories.people import Badges
from ..stories.story import stories
from .arrivals import Arrivals, Punctuality
from .backlog import Backlog, Turn
from .journal import Journal
from .locustfile import PERSONAS, Scene
from .plan import Plan, wires_of
from .taking import Desk

MEGABYTE = 1e6
MILESTONES = (0.1, 0.5, 1.0)
KEPT_SECONDS = 60
"""Locust's figures of the moment look back for ten."""


class Load:
    """One run.

    Attributes:
        scene: Where it plays.
        books: Locust's, of every answer.
        megabytes: Own memory at each milestone.
    """

    def __init__(self, plan: Plan, settings: RunnerSettings, journal: Journal) -> None:
        # Importing locust has made gevent replace all that blocks in Python. gRPC
        # blocks in C, out of gevent's sight, and one call would stop all users; so it
        # is told to wait in gevent's loop, before the first channel is made.
        init_gevent()
        backlog = Backlog(stories(plan.run), wires_of(plan, settings))
        badges = Badges(settings.home)
        self.scene = Scene(
            lambda report: Desk(
                backlog, badges, journal, report, plan.retry, Punctuality()
            )
        )
        self._runner = self.scene.create_local_runner()
        self.books = self._runner.stats
        self.megabytes: list[float] = []
        self._plan = plan
        self._backlog = backlog
        self._stopping = Event()

    def run(self) -> None:
        """Make the load; return when everything is answered."""
        there = Event()
        there_are = self.scene.events.spawning_complete
        there_are.add_listener(lambda **_: there.set())  # type: ignore[no-untyped-call]
        self._runner.start(len(PERSONAS), spawn_rate=len(PERSONAS))
        there.wait()
        gevent.spawn(stats_history, self._runner)
        gevent.spawn(self._forget)
        for number in (signal.SIGINT, signal.SIGTERM):
            gevent.signal_handler(number, self._stopping.set)
        plan, backlog = self._plan, self._backlog
        clocks: list[gevent.Greenlet[..., None]] = [
            gevent.spawn(self._keep, plan.rate, backlog.write),
            gevent.spawn(self._keep, plan.rate * plan.reads, backlog.read),
            gevent.spawn(self._watch),
        ]
        gevent.joinall(clocks, raise_error=True)
        self.scene.settle()
        self._runner.quit()

    def _keep(self, rate: float, next_turn: Callable[[float], Turn]) -> None:
        """Give turns at a constant rate."""
        arrivals = Arrivals(rate, self._plan.seconds)
        for due in arrivals.due(time.monotonic, self._wait):
            if self._stopping.is_set():
                return
            self.scene.give(next_turn(time.monotonic()), due)

    def _watch(self) -> None:
        """Tell how it goes, and whether own memory stays flat."""
        begin = time.monotonic()
        for share in MILESTONES:
            self._wait(begin + share * self._plan.seconds - time.monotonic())
            self.megabytes.append(psutil.Process().memory_info().rss / MEGABYTE)
            click.echo(
                f"{share:4.0%} of the time: {self.scene.under_way} requests under way,"
                f" {len(self._backlog)} stories between two steps,"
                f" own memory {self.megabytes[-1]:.0f} MB"
            )

    def _forget(self) -> None:
        """Drop what Locust counts per second and method, and would keep for ever."""
        while True:
            gevent.sleep(KEPT_SECONDS)
            until = time.time() - KEPT_SECONDS
            for entry in (self.books.total, *self.books.entries.values()):
                for counts in (entry.num_reqs_per_sec, entry.num_fail_per_sec):
                    for second in [old for old in counts if old < until]:
                        del counts[second]

    def _wait(self, seconds: float) -> None:
        self._stopping.wait(max(0.0, seconds))
