"""What `day1 events` prints fits the terminal, and nothing but data is cut."""

import pytest
from click import unstyle

from deploy.events.printing import show

COLUMNS = ["id", "since", "group", "type", "key", "deaths", "reason", "data"]
REASON = "The idea is not approved yet; wait for its review."
ROW = ["01a204c3", "2030-01-01", "reviews", "Sent", "a", "1", REASON, "d" * 500]


def shown(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[str]:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", str(width))
    show(COLUMNS, [ROW, ROW])
    return unstyle(capsys.readouterr().out).splitlines()


def test_columns_that_do_not_fit_stand_below_one_another(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = shown(80, monkeypatch, capsys)

    assert [line.split()[0] for line in lines if line.strip()] == COLUMNS * 2
    assert sum(REASON in line for line in lines) == 2
    assert max(map(len, lines)) <= 80


def test_columns_that_fit_stand_side_by_side(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = shown(200, monkeypatch, capsys)

    assert any(all(column in line for column in COLUMNS) for line in lines)
    assert sum("01a204c3" in line for line in lines) == 2
