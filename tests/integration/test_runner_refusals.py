"""What stands in the way of `day1` is told in one line, with the way out."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from deploy import home
from deploy.errors import CannotStart, OtherVersion
from deploy.home import claimed


def day1(
    *arguments: str, **settings: str | Path | int
) -> subprocess.CompletedProcess[str]:
    environment = {
        f"DAY1_{name.upper()}": str(value) for name, value in settings.items()
    }
    return subprocess.run(
        [sys.executable, "-m", "deploy.cli", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_second_start_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    with claimed(tmp_path):
        second = day1("up", home=tmp_path)

    assert second.returncode == 1
    assert _only_line(second).startswith(f"day1: already running in {tmp_path}.")


def test_a_folder_is_free_again_after_its_runner(tmp_path: Path) -> None:
    with claimed(tmp_path):
        pass
    with claimed(tmp_path), pytest.raises(CannotStart), claimed(tmp_path):
        pass


@pytest.mark.parametrize("shape", ["up", "monolith"])
def test_a_port_that_is_taken_is_named_with_its_setting(
    shape: str, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        refused = day1(shape, home=tmp_path, web_port=port, **_free_ports())

    assert refused.returncode == 1
    assert f"port {port} is taken" in _only_line(refused)
    assert "DAY1_WEB_PORT" in _only_line(refused)
    assert not (tmp_path / "postgres").exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    refused = day1("up", home=tmp_path / "file" / "home")

    assert refused.returncode == 1
    assert "Set DAY1_HOME" in _only_line(refused)


def test_a_setting_that_makes_no_sense_is_named(tmp_path: Path) -> None:
    refused = day1("up", home=tmp_path, web_port="eighty")

    assert refused.returncode == 1
    assert _only_line(refused).startswith("day1: DAY1_WEB_PORT:")


@pytest.mark.parametrize("home", ["", ".", "/srv/my things"])
def test_a_state_folder_that_cannot_work_is_refused(home: str) -> None:
    refused = day1("up", home=Path(home))

    assert refused.returncode == 1
    assert _only_line(refused).startswith("day1: DAY1_HOME:")


def test_a_port_that_is_given_twice_is_refused(tmp_path: Path) -> None:
    ports = _free_ports()
    refused = day1("up", home=tmp_path, **{**ports, "coes_port": ports["ideas_port"]})

    assert refused.returncode == 1
    assert "DAY1_COES_PORT and DAY1_IDEAS_PORT are both" in _only_line(refused)


OF_OTHERS = {
    "an earlier version": {"secrets.json": b"{}", "demo-loaded-up": b""},
    "a later version": {"format": b"3", "secrets.json": b"{}"},
    "an earlier version with a mark": {"format": b"1"},
    "an earlier version with a mark that is no text": {"format": b"\xff"},
    "nobody knows whom": {"notes.txt": b"Buy boxes."},
}
COMMANDS = {
    "up": (),
    "monolith": (),
    "token": ("ann",),
    "demo": (),
    "keys": ("rotate",),
    "events": ("topics",),
    "kafka": (),
}


def made(home: Path, files: dict[str, bytes]) -> dict[str, tuple[bytes, int]]:
    for name, content in files.items():
        (home / name).write_bytes(content)
    return state(home)


def state(home: Path) -> dict[str, tuple[bytes, int]]:
    """Return what is in a folder, and when each file was last written."""
    return {
        file.name: (file.read_bytes(), file.stat().st_mtime_ns)
        for file in home.iterdir()
    }


@pytest.mark.parametrize("whose", OF_OTHERS)
@pytest.mark.parametrize("command", COMMANDS)
def test_what_another_version_made_is_left_as_it_is(
    command: str, whose: str, tmp_path: Path
) -> None:
    before = made(tmp_path, OF_OTHERS[whose])

    refused = day1(command, *COMMANDS[command], home=tmp_path)

    which = "a later" if "later" in whose else "an earlier"
    assert refused.returncode == 2
    assert _only_line(refused) == (
        f"day1: {tmp_path} holds the state of {which} version, which this one cannot"
        " use. It was left as it is: move it away, or set DAY1_HOME to another folder."
    )
    assert state(tmp_path) == before


def test_a_mark_that_is_no_file_is_of_another_version(tmp_path: Path) -> None:
    (tmp_path / "format").mkdir()

    with pytest.raises(OtherVersion):
        home.require_ours(tmp_path)


def test_the_mark_of_a_new_folder_comes_before_anything_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """The end of a process."""

    def die(*_: object) -> None:
        raise Killed

    new = tmp_path / "new"
    monkeypatch.setattr(home, "_lock_file", die)
    with pytest.raises(Killed), claimed(new):
        pass

    assert {file.name: file.read_text() for file in new.iterdir()} == {"format": "2"}


def test_a_folder_whose_first_start_was_killed_is_still_new(tmp_path: Path) -> None:
    (tmp_path / "format").touch()

    with claimed(tmp_path):
        assert (tmp_path / "format").read_text() == "2"


def test_an_unknown_persona_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    refused = day1("token", "nobody", home=tmp_path)

    assert refused.returncode == 1
    assert "ann, ben" in _only_line(refused)


def test_a_token_needs_an_instance_that_has_run(tmp_path: Path) -> None:
    refused = day1("token", "ann", home=tmp_path / "new")

    assert refused.returncode == 1
    assert "make up" in _only_line(refused)
    assert not (tmp_path / "new").exists()


def _free_ports() -> dict[str, int]:
    names = ("ideas_port", "reviews_port", "experiments_port", "coes_port")
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in names]
    ports = [free.getsockname()[1] for free in sockets]
    for free in sockets:
        free.close()
    return dict(zip(names, ports, strict=True))


def _only_line(refused: subprocess.CompletedProcess[str]) -> str:
    (line,) = (refused.stdout + refused.stderr).splitlines()
    return line
