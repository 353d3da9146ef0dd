"""The supervisor: what dies comes back, what is hopeless ends, nothing stays behind."""

import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from deploy import supervisor
from deploy.console import Console
from deploy.errors import CannotStart
from deploy.program import Program
from deploy.supervisor import StopRequest, Supervisor
from web.serving import DRAIN_SECONDS

STUBBORN = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
IDLE = "import signal\nsignal.pause()\n"
SLOW = """
import pathlib, signal, time
here = pathlib.Path(__file__).parent
def finish(*_):
    time.sleep(1)
    (here / "finished").touch()
    raise SystemExit
signal.signal(signal.SIGTERM, finish)
(here / "ready").touch()
signal.pause()
"""
OWNER = """
import subprocess, sys
child = [sys.executable, "-m", "deploy.child", "idle"]
print(subprocess.Popen(child, stdin=subprocess.PIPE).pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def idle(tmp_path: Path) -> Program:
    (tmp_path / "idle.py").write_text(IDLE)
    return Program("idle", "idle", {"PYTHONPATH": str(tmp_path)}, lambda: True)


@pytest.mark.timeout(60)
def test_a_killed_process_is_started_again(idle: Program) -> None:
    stop = StopRequest()
    seen: set[int] = set()

    def kill_the_first() -> None:
        seen.update(_children())
        if len(seen) == 1:
            with suppress(psutil.NoSuchProcess):  # already killed, not yet replaced
                psutil.Process(*seen).kill()
        stop.is_made = len(seen) > 1

    Supervisor([idle], Console()).run(
        stop, once_healthy=lambda: None, tick=kill_the_first
    )

    assert not _children()


@pytest.mark.timeout(60)
def test_what_never_becomes_healthy_ends_everything(
    idle: Program, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = Program("broken", "no_such_module", {}, lambda: False)
    both = Supervisor([broken, idle], Console())

    with pytest.raises(CannotStart, match="broken keeps ending"):
        both.run(StopRequest(), once_healthy=pytest.fail, tick=lambda: None)

    assert capfd.readouterr().out.count("No module named no_such_module") == 5
    assert not _children()


@pytest.mark.timeout(60)
def test_all_are_stopped_in_the_end(idle: Program) -> None:
    stop = StopRequest()

    def ask_to_stop() -> None:
        assert len(_children()) == 2
        stop.is_made = True

    Supervisor([idle, idle], Console()).run(
        stop, once_healthy=ask_to_stop, tick=lambda: None
    )

    assert not _children()


@pytest.mark.timeout(60)
def test_what_does_not_stop_when_asked_is_killed(
    idle: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "FRONT_SECONDS", 1.0)
    Path(idle.environment["PYTHONPATH"], "idle.py").write_text(STUBBORN + IDLE)
    stop = StopRequest()

    def ask_to_stop() -> None:
        stop.is_made = True

    Supervisor([idle], Console()).run(stop, once_healthy=ask_to_stop, tick=lambda: None)

    assert not _children()


@pytest.mark.timeout(60)
def test_services_have_time_to_stop_after_a_front_that_took_all_of_its_own(
    idle: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "FRONT_SECONDS", 2.0)
    monkeypatch.setattr(supervisor, "SERVICES_SECONDS", 2.0)
    (tmp_path / "slow.py").write_text(SLOW)
    (tmp_path / "stubborn.py").write_text(STUBBORN + IDLE)
    slow = Program("slow", "slow", idle.environment, (tmp_path / "ready").exists)
    front = Program("front", "stubborn", idle.environment, lambda: True)
    stop = StopRequest()

    def ask_to_stop() -> None:
        stop.is_made = True

    Supervisor([slow, front], Console()).run(
        stop, once_healthy=ask_to_stop, tick=lambda: None
    )

    assert (tmp_path / "finished").exists()


def test_a_front_that_drains_is_not_killed() -> None:
    rest_of_the_monolith = 5

    assert DRAIN_SECONDS + rest_of_the_monolith < supervisor.FRONT_SECONDS


def test_a_process_ends_with_its_owner_even_by_kill(idle: Program) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", OWNER],
        env={"PYTHONPATH": f"{idle.environment['PYTHONPATH']}:{Path.cwd()}"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as owner:
        assert owner.stdout
        child = psutil.Process(int(owner.stdout.readline()))
        owner.send_signal(signal.SIGKILL)

    _, left = psutil.wait_procs([child], timeout=5)
    assert [process.status() for process in left] in ([], [psutil.STATUS_ZOMBIE])


def _children() -> set[int]:
    """Return the processes that a supervisor of this test has started."""
    children = psutil.Process().children()
    return {child.pid for child in children if "deploy.child" in _command(child)}


def _command(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []
