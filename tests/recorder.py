"""A plugin for pytest that records every refusal that servers give while tests run.

A server in this process logs through `chassis.rpc.server.log`, and the front through
`web.errors.log`; both are listened to. Products run as processes of their own; their
log files in the temporary folder of the run are read at its end.

A refusal that `reasons.json` does not list fails the run. What is listed and never met
is found by `python -m tests.met`, which looks at the records of all runs together.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests import met
from tests.met import Met

CALL, REQUEST = "rpc.finished", "request.refused"
"""The lines of a service and of the front that are about refusals."""

SPEAKERS = ("chassis.rpc.server", "web.errors")
"""The modules that log these lines; each has a logger called `log`."""

RECORDER = pytest.StashKey["Recorder"]()

Note = Callable[[str, Mapping[str, Any]], None]


class Listening:
    """A logger whose lines somebody reads as well."""

    def __init__(self, log: Any, note: Note) -> None:
        self._log = log
        self._note = note

    def __getattr__(self, name: str) -> Any:
        return getattr(self._log, name)

    def info(self, event: str, **values: Any) -> None:
        """Hand a line on, and log it."""
        self._note(event, values)
        self._log.info(event, **values)


class Recorder:
    """What one run met."""

    def __init__(self, record: Path, listed: list[Path]) -> None:
        self._record = record
        self._listed = listed
        self._met: set[Met] = set()
        self.faults: list[str] = []

    def listen(self) -> None:
        """Listen to the servers that have been imported; again does no harm."""
        for name in SPEAKERS:
            speaker: Any = sys.modules.get(name)
            if speaker is not None and not isinstance(speaker.log, Listening):
                speaker.log = Listening(speaker.log, self.note)

    def note(self, event: str, values: Mapping[str, Any]) -> None:
        """Keep a line of this process if it is about a refusal."""
        test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0]
        if (one := refusal_in(event, values, test)) is not None:
            self._met.add(one)

    def read(self, folder: Path) -> None:
        """Keep the refusals in the logs below a folder."""
        self._met.update(refusals_below(folder))

    def finish(self) -> None:
        """Write down all that was met, and find the faults."""
        met.add(self._record, self._met)
        if self._met and self._listed:
            self.faults = met.unlisted(self._met, met.Listed(self._listed))


def refusal_in(event: str, values: Mapping[str, Any], where: str) -> Met | None:
    """Return the refusal that a line is about, if it is about one of the contracts."""
    if event == CALL:
        method = str(values["method"]).removeprefix("/")
    elif event == REQUEST and str(values["path"]).startswith("/v1/"):
        method = met.JSON
    else:
        return None
    if not values.get("reasons") or not method.startswith(("day1.", met.JSON)):
        return None
    lists = (values.get(name, ()) for name in ("reasons", "metadata", "fields"))
    reasons, metadata, fields = (tuple(dict.fromkeys(one)) for one in lists)
    return Met(method, str(values["code"]), reasons, metadata, fields, where)


def refusals_below(folder: Path) -> Iterator[Met]:
    """Return the refusals in the log files that processes wrote below a folder."""
    for file in sorted(folder.rglob("*log")):
        if file.is_file():
            yield from _refusals_in(file, str(file.relative_to(folder)))


def _refusals_in(file: Path, where: str) -> Iterator[Met]:
    with file.open(errors="replace") as log:
        for line in log:
            if CALL in line or REQUEST in line:
                values = _values(line)
                one = refusal_in(values.get("event", ""), values, where)
                if one is not None:
                    yield one


def _values(line: str) -> dict[str, Any]:
    """Return what a line of a log says; nothing if it was cut off."""
    try:
        return dict(json.loads(line[line.index("{") :]))
    except ValueError:
        return {}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--met",
        type=Path,
        default=met.RECORD,
        help="The file that the refusals which tests meet are added to.",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[RECORDER] = Recorder(config.getoption("--met"), met.LISTED)


@pytest.fixture(scope="session", autouse=True)
def _logs_of_processes(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Read the logs when every process has ended: this fixture goes last."""
    yield
    request.config.stash[RECORDER].read(tmp_path_factory.getbasetemp())


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    item.config.stash[RECORDER].listen()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    """Fixtures may have imported a server."""
    item.config.stash[RECORDER].listen()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    recorder = session.config.stash[RECORDER]
    recorder.finish()
    if recorder.faults and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    faults = config.stash[RECORDER].faults
    if faults:
        terminalreporter.section("refusals that reasons.json does not list", red=True)
        for fault in faults:
            terminalreporter.line(fault)
