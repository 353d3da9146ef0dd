"""What stands in the way of `day1` is told in one line, with the way out."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.errors import CannotStart
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
