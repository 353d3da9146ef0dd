"""Networks that can be cut: namespaces of Linux, and a cable to each.

Needs root, and `ip`, `tc` and `ss` of Debian's iproute2.
"""

import itertools
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from deploy.errors import CannotStart

NET = "198.18"
"""Kept for measurements (RFC 2544): nobody has machines there."""

PATIENCE_SECONDS = 120.0
NUMBERS = itertools.count()
TOOLS = {"ip": "iproute2", "tc": "iproute2", "ss": "iproute2"}


class Link:
    """A cable from here into a namespace.

    Attributes:
        here: Address of this end.
        there: Address of the other end.
    """

    def __init__(self, namespace: str) -> None:
        number = next(NUMBERS)
        block = (os.getpid() * 16 + number) % 16_384
        net = f"{NET}.{block // 64}"
        self.here, self.there = (f"{net}.{block % 64 * 4 + n}" for n in (1, 2))
        self._namespace = namespace
        self._end, self._far_end = (f"d{os.getpid()}x{number}{end}" for end in "ab")
        run("ip", "link", "add", self._end, "type", "veth", "peer", self._far_end)
        run("ip", "link", "set", self._far_end, "netns", namespace)
        run("ip", "address", "add", f"{self.here}/30", "dev", self._end)
        run("ip", "link", "set", self._end, "up")
        self._there("address", "add", f"{self.there}/30", "dev", self._far_end)
        self._there("link", "set", self._far_end, "up")

    def cut(self) -> None:
        """Let whatever is sent vanish, either way: no error, no reset, no answer."""
        hole = ("root", "blackhole")
        run("tc", "qdisc", "replace", "dev", self._end, *hole)
        namespace = ("-n", self._namespace)
        run("tc", *namespace, "qdisc", "replace", "dev", self._far_end, *hole)

    def mend(self) -> None:
        """Undo `cut`."""
        run("tc", "qdisc", "delete", "dev", self._end, "root")
        namespace = ("-n", self._namespace)
        run("tc", *namespace, "qdisc", "delete", "dev", self._far_end, "root")

    def unplug(self) -> None:
        """Pull the cable at the other end: there, the network is known to be down."""
        self._there("link", "set", self._far_end, "down")

    def plug(self) -> None:
        """Undo `unplug`."""
        self._there("link", "set", self._far_end, "up")

    def lead_outside(self) -> None:
        """Let the namespace reach by this cable what it has no cable to."""
        self._there("route", "add", "default", "via", self.here)

    def conversations(self, *, here: bool = True) -> int:
        """Return how many TCP connections one of the ends takes for established.

        A broker has patience of its own: without `here`, only the service is asked.
        """
        established = ("ss", "-Htn", "state", "established")
        there = ("ip", "netns", "exec", self._namespace)
        found = run(*there, *established, "src", self.there).splitlines()
        if here:
            found += run(*established, "dst", self.there).splitlines()
        return len(found)

    def remove(self) -> None:
        """Take the cable away."""
        run("ip", "link", "delete", self._end)

    def _there(self, *words: str) -> None:
        run("ip", "-n", self._namespace, *words)


class Station(NamedTuple):
    """A service that is on its own, with one cable for each thing it needs.

    Attributes:
        calls: From those who call it.
        data: To its database.
        log: To the event log.
    """

    namespace: str
    calls: Link
    data: Link
    log: Link

    @property
    def cables(self) -> Sequence[Link]:
        """All of them."""
        return (self.calls, self.data, self.log)


@contextmanager
def station(name: str) -> Iterator[Station]:
    """Build one; nothing of it is left afterwards. Raises `CannotStart`."""
    require_tools()
    namespace = f"day1-{os.getpid()}-{name}"
    with ExitStack() as cleaning:
        run("ip", "netns", "add", namespace)
        cleaning.callback(run, "ip", "netns", "delete", namespace)
        run("ip", "-n", namespace, "link", "set", "lo", "up")
        links = []
        for _ in range(3):
            links.append(Link(namespace))
            cleaning.callback(links[-1].remove)
        yield Station(namespace, *links)


def until_given_up(links: Sequence[Link], *, here: bool = True) -> None:
    """Wait until neither end believes in any connection over them."""
    _await(lambda: not any(link.conversations(here=here) for link in links))


def require_tools() -> None:
    """Raise `CannotStart` unless networks can be made here."""
    if os.geteuid():
        raise CannotStart("Networks can be made by root only: run it as root.")
    if missing := {tool for tool in TOOLS if shutil.which(tool) is None}:
        packages = " ".join(sorted({TOOLS[tool] for tool in missing}))
        raise CannotStart(f"Missing: {', '.join(sorted(missing))}. Install {packages}.")


def run(*words: str) -> str:
    """Return what a command prints. Raises `CannotStart` with what it complains of."""
    ran = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603
    if ran.returncode:
        raise CannotStart(f"`{' '.join(words)}` failed: {ran.stderr.strip()}")
    return ran.stdout


def _await(is_true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_true():
        if time.monotonic() > deadline:
            raise TimeoutError("a dead connection is still taken for alive")
        time.sleep(0.2)
