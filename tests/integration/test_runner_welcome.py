"""What the runner says once everything runs, and when it had better say nothing."""

from pathlib import Path

import pytest

from deploy import demo
from deploy.errors import CannotStart
from deploy.runner import Runner
from deploy.settings import RunnerSettings
from deploy.supervisor import StopRequest


@pytest.fixture
def stop(monkeypatch: pytest.MonkeyPatch) -> StopRequest:
    stop = StopRequest()
    monkeypatch.setattr("deploy.runner.StopRequest", lambda: stop)
    return stop


@pytest.fixture
def runner(stop: StopRequest, tmp_path: Path) -> Runner:
    assert not stop.is_made
    return Runner(RunnerSettings(home=tmp_path), "up")


def test_it_says_that_all_is_up(
    runner: Runner,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(demo, "load", failing(None))

    runner.welcome()

    assert "Day 1 is up" in capfd.readouterr().out


@pytest.mark.parametrize(
    "error", [KeyError("reviews"), CannotStart("no keys"), TimeoutError("in vain")]
)
def test_it_says_that_the_demo_data_is_missing(
    runner: Runner,
    error: Exception,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(demo, "load", failing(error))

    runner.welcome()

    said = capfd.readouterr().out
    assert "The demo data is missing" in said
    assert str(error) in said
    assert "Day 1 is up" not in said


@pytest.mark.parametrize("error", [None, ConnectionRefusedError()])
def test_it_says_nothing_when_asked_to_stop(
    runner: Runner,
    stop: StopRequest,
    error: Exception | None,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(demo, "load", failing(error))
    stop.is_made = True

    runner.welcome()

    assert capfd.readouterr().out == ""


def failing(error: Exception | None) -> object:
    """Return a load that fails with this, or does not fail."""

    def load(*_: object, **__: object) -> None:
        if error is not None:
            raise error

    return load
