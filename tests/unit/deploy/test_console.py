"""What the runner's terminal shows, and what it keeps for who looks closer."""

import io
from pathlib import Path

import pytest

from deploy.console import LAST_WORDS, Console

LINES = [f"line {number}" for number in range(100)]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Console, "is_terminal", True)


def output(lines: list[str]) -> io.StringIO:
    return io.StringIO("".join(f"{line}\n" for line in lines))


def test_a_pipe_gets_every_line_with_its_speaker(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    console = Console(tmp_path / "log")

    console.relay("ideas", output(LINES))
    console.repeat("ideas")

    said = capsys.readouterr().out.splitlines()
    assert said == [f"ideas       | {line}" for line in LINES]
    assert not (tmp_path / "log").exists()


@pytest.mark.usefixtures("terminal")
def test_a_terminal_shows_the_runner_alone_and_a_file_keeps_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    console = Console(tmp_path / "log")

    console.relay("ideas", output(LINES))
    console.say("All is up.")

    assert "line" not in (said := capsys.readouterr().out)
    assert "All is up." in said
    assert (tmp_path / "log" / "ideas.log").read_text().splitlines() == LINES


@pytest.mark.usefixtures("terminal")
def test_the_last_words_of_a_process_are_shown_once_and_its_log_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    console = Console(tmp_path / "log")
    console.relay("ideas", output(LINES))

    console.repeat("ideas")
    console.repeat("ideas")
    console.relay("ideas", output(["again"]))

    said = [line.rpartition("| ")[2] for line in capsys.readouterr().out.splitlines()]
    assert said == LINES[-LAST_WORDS:]
    kept = (tmp_path / "log" / "ideas.log").read_text().splitlines()
    assert kept == [*LINES, "again"]


@pytest.mark.usefixtures("terminal")
def test_a_log_holds_one_run(tmp_path: Path) -> None:
    for line in ("yesterday", "today"):
        Console(tmp_path / "log").relay("ideas", output([line]))

    assert (tmp_path / "log" / "ideas.log").read_text() == "today\n"


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("file", ["/dev/full", "/dev/null/nothing"])
def test_what_cannot_be_kept_is_still_read_to_its_end(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "ideas.log").symlink_to(file)
    console, said = Console(tmp_path / "log"), output(LINES)

    console.relay("ideas", said)
    console.repeat("ideas")

    assert said.read() == ""
    assert LINES[-1] in capsys.readouterr().out
