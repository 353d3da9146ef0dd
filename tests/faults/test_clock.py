"""Clocks that jump, and clocks that differ: time puts nothing in order that matters.

An instance stays up while they do: nothing is started again.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from chassis.eventlog import EventLog
from chassis.postgres import Database
from loadtests.faults.fault import Trial
from loadtests.faults.jumps import JUMPS, SHOWN, jumping_clocks
from tests.faults.notes import at_work
from tests.faults.trials import wrong_after
from tests.integration.support import (
    consumer_of,
    eventually,
    happened,
    note,
)

AN_HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    with jumping_clocks(tmp_path_factory.mktemp("clocks")) as trial:
        yield trial


@pytest.mark.privileged
@pytest.mark.timeout(600)
@pytest.mark.parametrize("fault", JUMPS)
def test_clocks_that_jump_lose_nothing(
    fault: str, trial: Trial, tmp_path: Path
) -> None:
    assert wrong_after(trial, fault, tmp_path).keys() <= {SHOWN}


@pytest.mark.parametrize("jump", [AN_HOUR, -AN_HOUR], ids=["forward", "back"])
def test_what_is_parked_waits_no_longer_nor_shorter_when_the_clock_jumps(
    jump: timedelta, database: Database, log: EventLog
) -> None:
    """What the clock of PostgreSQL said before its jump stands in the table."""
    consumer_of(database, log).receive(note("late after early"))
    with database.connection() as connection:
        moved = "UPDATE parked SET parked_at = parked_at - %s, attempts = 3,"
        moved += " next_attempt_at = next_attempt_at - %s"
        connection.execute(moved.encode(), (jump, jump))

    with at_work(database, log):
        eventually(lambda: attempts(database) > 3, "it was tried again")
        log.append([note("early", key="b")])
        eventually(lambda: len(happened(database)) == 2, "it took effect")

    assert happened(database) == ["early", "late"]


def attempts(database: Database) -> int:
    """Return how often the parked event was tried."""
    with database.connection() as connection:
        row = connection.execute("SELECT attempts FROM parked").fetchone()
    return int(row[0]) if row else 0
