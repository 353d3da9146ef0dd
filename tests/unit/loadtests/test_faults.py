"""The table of faults: what is taken again replaces a row, and what fails is a row."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.errors import CannotStart
from loadtests.faults.fault import Trial
from loadtests.faults.page import Page
from loadtests.faults.reckoning import Reckoning
from loadtests.faults.setups import FIRST, SETUPS, Setup
from loadtests.faults.toll import Toll, tolls

SETUP = SETUPS[0]
ONE, OTHER, *_ = SETUP.victims


def toll(*, lost: int = 0, accepted: int = 1_000) -> Toll:
    found = Reckoning(
        lost=Counter(comments=lost),
        doubled=Counter(),
        disordered=Counter(),
        odd=Counter(),
        examples=[],
        requests=1_200,
        accepted=accepted,
        events=500,
        repeats=3,
        seconds=7.0,
    )
    return Toll(found, [{"ideas": 1.0, "coes": 2.0}, {"ideas": 0.5, "coes": 0.1}])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "faults.md"


def rows(path: Path) -> dict[str, list[str]]:
    cells = [line.split(" | ") for line in path.read_text().splitlines()]
    return {c[0].strip("| "): c[1:] for c in cells if c[0].startswith("| ")}


def test_a_row_has_what_was_counted_and_the_median_and_the_worst(path: Path) -> None:
    Page(path).write(SETUP.title, ONE, toll(lost=4))

    assert " | ".join(rows(path)[ONE]) == (
        "2 | 1,200 | 1,000 | 4 | 0 | 0 | 0 | 3 | 1.2, 2.0 |"
    )
    assert "2 faults, 1,000 writes accepted, 4 things wrong." in path.read_text()


def test_what_is_taken_again_replaces_its_row_and_no_other(path: Path) -> None:
    Page(path).write(SETUP.title, ONE, toll(lost=4))
    Page(path).write(SETUP.title, OTHER, toll())
    later = Page(path)
    later.write(SETUP.title, ONE, toll(accepted=2_000))

    assert rows(path)[ONE][2:4] == ["2,000", "0"]
    assert rows(path)[OTHER][2:4] == ["1,000", "0"]
    assert "4 faults, 3,000 writes accepted, 0 things wrong." in path.read_text()


def test_a_victim_that_fails_is_a_row_that_says_so(path: Path) -> None:
    Page(path).write(SETUP.title, ONE, TimeoutError("not | up:\nmany lines"))
    Page(path).write(SETUP.title, OTHER, toll())

    assert rows(path)[ONE][-1] == "FAILED, TimeoutError: not / up: |"
    assert "0 things wrong, 1 FAILED." in path.read_text()


def test_rows_of_victims_that_are_no_more_are_dropped(path: Path) -> None:
    Page(path).write(SETUP.title, ONE, toll())
    path.write_text(path.read_text().replace(f"| {ONE} |", "| a mule |"))
    Page(path).write(SETUP.title, OTHER, toll())

    assert {"a mule", ONE} & rows(path).keys() == set()


def test_what_cannot_be_opened_fails_each_of_its_victims() -> None:
    @contextmanager
    def opened(_: Path) -> Iterator[Trial]:
        raise CannotStart("Run it as root.")
        yield

    setup = Setup("Networks", {"one": FIRST, "two": FIRST}, opened)

    found = dict(tolls(setup, setup.victims))

    assert [str(found[victim]) for victim in ("one", "two")] == 2 * ["Run it as root."]
