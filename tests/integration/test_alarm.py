"""What waits for a moment is woken when that has come: once, by whoever is there."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from google.protobuf.wrappers_pb2 import StringValue
from structlog.testing import capture_logs

from chassis.domain import Actor, Cause, RuleBroken, Violation
from chassis.postgres import Database
from chassis.timers import MOST_ROUNDS, Alarm, nothing_waits
from chassis.units import Units
from tests.integration.kettles import (
    PUBLISHER,
    KettlesWork,
    fill,
    prepared,
    wake_due,
)
from tests.integration.support import eventually

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
SOON = timedelta(milliseconds=20)
ANN = Actor("people/ann", "teams/books")


class Kitchen:
    """Kettles, and a clock that can be set."""

    def __init__(self, url: str) -> None:
        self.now = NOON
        self.database: Database = prepared(url)
        self.relayed = 0
        self.units: Units[KettlesWork] = Units(
            self.database, KettlesWork, PUBLISHER, lambda: self.now, self._relay
        )

    def _relay(self) -> None:
        self.relayed += 1

    def fill(self, *minutes: int) -> None:
        with self.units.transaction() as connection:
            work = self.units.open(connection, Cause("request-1", ANN), [])
            for n in minutes:
                fill(work, f"k{n}", timedelta(minutes=n))

    def states(self) -> dict[str, str]:
        with self.database.connection() as connection:
            rows = connection.execute("SELECT id, body->>'state' FROM kettles")
            return dict(rows.fetchall())

    def boiling(self) -> list[str]:
        return sorted(name for name, is_ in self.states().items() if is_ == "BOILING")

    def outbox(self) -> list[Any]:
        with self.database.connection() as connection:
            return connection.execute(
                "SELECT key, headers->>'ce_actor', value FROM outbox ORDER BY position"
            ).fetchall()

    def alarm(
        self, wake: Callable[[KettlesWork], int] = wake_due
    ) -> "Alarm[KettlesWork]":
        return Alarm("kettles", wake, self.units, SOON)


@pytest.fixture
def kitchen(database_url: str) -> Iterator[Kitchen]:
    kitchen = Kitchen(database_url)
    yield kitchen
    kitchen.database.close()


def test_what_is_due_is_woken_and_what_is_not_is_left(kitchen: Kitchen) -> None:
    kitchen.fill(1, 2, 3, 4)
    kitchen.now = NOON + timedelta(minutes=3)
    alarm = kitchen.alarm()

    assert [alarm.wake_some() for _ in range(3)] == [2, 1, 0]
    assert kitchen.boiling() == ["k1", "k2", "k3"]
    assert kitchen.outbox() == [
        (
            f"k{n}",
            "services/kettles",
            StringValue(value="KettleBoiled").SerializeToString(),
        )
        for n in (1, 2, 3)
    ]


def test_the_relay_is_told_only_if_there_is_something(kitchen: Kitchen) -> None:
    kitchen.fill(1)
    relayed = kitchen.relayed
    alarm = kitchen.alarm()

    alarm.wake_some()
    assert kitchen.relayed == relayed
    kitchen.now = NOON + timedelta(minutes=1)
    alarm.wake_some()
    assert kitchen.relayed == relayed + 1


def test_it_goes_on_until_it_is_stopped(kitchen: Kitchen) -> None:
    kitchen.fill(1, 2, 3)
    alarm = kitchen.alarm()
    alarm.start()
    kitchen.now = NOON + timedelta(minutes=1)
    eventually(lambda: kitchen.boiling() == ["k1"], "the first boils")
    kitchen.now = NOON + timedelta(minutes=2)
    eventually(lambda: kitchen.boiling() == ["k1", "k2"], "the second boils")

    alarm.stop()
    kitchen.now = NOON + timedelta(minutes=3)
    time.sleep(5 * SOON.total_seconds())

    assert not alarm.is_alive()
    assert kitchen.boiling() == ["k1", "k2"]


def test_several_instances_wake_each_once(kitchen: Kitchen) -> None:
    kitchen.fill(*range(1, 31))
    kitchen.now = NOON + timedelta(hours=1)
    alarms = [kitchen.alarm() for _ in range(4)]

    def wake_all(alarm: Alarm[KettlesWork]) -> int:
        return sum(iter(alarm.wake_some, 0))

    with ThreadPoolExecutor(4) as threads:
        woken = list(threads.map(wake_all, alarms))

    assert sum(woken) == 30
    assert len(kitchen.boiling()) == 30
    assert len(kitchen.outbox()) == 30


def test_what_another_instance_holds_is_left_to_it(kitchen: Kitchen) -> None:
    kitchen.fill(1)
    kitchen.now = NOON + timedelta(minutes=1)
    with kitchen.units.transaction() as connection:
        work = kitchen.units.open(connection, Cause("request-2", ANN), [])
        work.kettles.get("k1")

        assert kitchen.alarm().wake_some() == 0
    assert kitchen.alarm().wake_some() == 1


def test_it_outlives_a_database_that_is_away(kitchen: Kitchen) -> None:
    kitchen.fill(1)
    kitchen.now = NOON + timedelta(minutes=1)
    failed = threading.Event()

    def fail_once(work: KettlesWork) -> int:
        woken = wake_due(work)
        if not failed.is_set():
            failed.set()
            raise OSError
        return woken

    alarm = kitchen.alarm(fail_once)
    with capture_logs() as logged:
        alarm.start()
        eventually(lambda: kitchen.boiling() == ["k1"], "it boils in the end")
        alarm.stop()

    assert [entry["event"] for entry in logged] == ["alarm.delayed"]
    assert len(kitchen.outbox()) == 1


def test_it_outlives_a_bug_that_is_nobodys_fault(kitchen: Kitchen) -> None:
    bugs = iter([ZeroDivisionError, ZeroDivisionError])

    def fail_twice(work: KettlesWork) -> int:
        if bug := next(bugs, None):
            raise bug
        return wake_due(work)

    kitchen.fill(1)
    kitchen.now = NOON + timedelta(minutes=1)
    alarm = kitchen.alarm(fail_twice)
    with capture_logs() as logged:
        alarm.start()
        eventually(lambda: kitchen.boiling() == ["k1"], "it boils in the end")
        alarm.stop()

    assert [entry["event"] for entry in logged] == ["alarm.crashed"] * 2


def test_one_that_cannot_be_woken_holds_up_no_other(
    kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    kitchen.fill(1, 2, 3, 4, 5)
    kitchen.now = NOON + timedelta(minutes=5)
    stuck = {"k1", "k3"}

    def wake_most(work: KettlesWork) -> int:
        due = work.kettles.due(limit=2)
        for kettle in due:
            if kettle.id in stuck:
                raise RuleBroken(Violation("LID_OFF", kettle.name, "The lid is off."))
            kettle.wake(by=work.actor, at=work.now)
            work.kettles.save(kettle)
        return len(due)

    alarm = kitchen.alarm(wake_most)
    with capture_logs() as logged:
        alarm.wake_all()
        alarm.wake_all()

    assert kitchen.boiling() == ["k2", "k4", "k5"]
    assert [(e["event"], e["ids"]) for e in logged] == [
        ("alarm.stuck", ["k1"]),
        ("alarm.stuck", ["k3"]),
    ]
    stuck.clear()
    monkeypatch.setattr(alarm, "_stuck", dict.fromkeys(["k1", "k3"], 0.0))
    alarm.wake_all()
    assert kitchen.boiling() == ["k1", "k2", "k3", "k4", "k5"]


def test_one_that_stays_due_does_not_spin_for_ever(kitchen: Kitchen) -> None:
    kitchen.fill(1)
    kitchen.now = NOON + timedelta(minutes=1)
    rounds = []

    def forget(work: KettlesWork) -> int:
        rounds.append(work.kettles.due(limit=1))
        return 1

    kitchen.alarm(forget).wake_all()

    assert len(rounds) == MOST_ROUNDS


def test_a_service_in_which_nothing_waits_has_no_alarm(kitchen: Kitchen) -> None:
    alarm = kitchen.alarm(nothing_waits)
    alarm.start()

    assert not alarm.is_alive()
    assert nothing_waits(object()) == 0
    alarm.stop()
