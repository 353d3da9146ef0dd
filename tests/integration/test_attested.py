"""What stays of a request that was refused, and of one that was only a rehearsal."""

import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from google.protobuf.message import Message

from chassis.checks import (
    CheckEvaluated,
    CheckResult,
    CheckSeverity,
    Evaluation,
    Stage,
    failures,
)
from chassis.domain import (
    Actor,
    AlreadyExists,
    Cause,
    RuleBroken,
    Violation,
    refuse,
)
from chassis.postgres import Database
from chassis.rpc.calls import CURRENT, Call
from chassis.rpc.errors import DeadlineExceeded, Unavailable
from chassis.units import Units
from day1.checks.v1 import checks_pb2 as checks
from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc
from tests.integration.kettles import (
    PUBLISHER,
    SNAPSHOTS,
    KettlesWork,
    fill,
    prepared,
)
from tests.unit.chassis.checks import Seen, check

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
ANN = Actor("people/ann", "teams/books")
LATER = timedelta(minutes=1)


class Kitchen:
    """Kettles that have to pass a check."""

    def __init__(self, url: str) -> None:
        self.database: Database = prepared(url)
        self.relayed = 0
        self.units: Units[KettlesWork] = Units(
            self.database, KettlesWork, PUBLISHER, lambda: NOON, self._relay
        )

    def _relay(self) -> None:
        self.relayed += 1

    def learn(self, **changes: Any) -> None:
        with self.units.transaction() as connection:
            work = self.units.open(connection, Cause("event-1", ANN), [])
            work.checks.learn(check(**changes), active=True, heard=1)

    def fill(self, title: str, request: Message | None = None) -> Message:
        """Fill a kettle, if the check lets us."""

        def act(work: KettlesWork) -> pb.Idea:
            kettle = fill(work, "k1", LATER)
            seen = Seen(title=title)
            found = work.checks.evaluate(Stage.IDEA_SUBMIT, kettle.name, seen)
            facts = (
                CheckEvaluated.of(e, kettle.name, by=work.actor, at=work.now)
                for e in found
            )
            work.attest(kettle, *facts)
            refuse(*failures(kettle.name, found))
            return pb.Idea(name=kettle.name)

        return self.units.write(request or rpc.SubmitIdeaRequest(), act)

    def count(self, table: str) -> int:
        with self.database.connection() as connection:
            statement = f"SELECT count(*) FROM {table}"  # noqa: S608
            row = connection.execute(statement.encode()).fetchone()
            return int(row[0]) if row else 0

    def evaluations(self) -> list[tuple[str, checks.CheckEvaluated]]:
        with self.database.connection() as connection:
            rows = connection.execute(
                "SELECT key, value FROM outbox WHERE headers->>'ce_type' = %s"
                " ORDER BY position",
                (checks.CheckEvaluated.DESCRIPTOR.full_name,),
            ).fetchall()
        return [(key, checks.CheckEvaluated.FromString(value)) for key, value in rows]


@pytest.fixture
def kitchen(database_url: str) -> Iterator[Kitchen]:
    kitchen = Kitchen(database_url)
    token = CURRENT.set(Call(ANN, "test", time.monotonic() + 10))
    kitchen.learn()
    yield kitchen
    CURRENT.reset(token)
    kitchen.database.close()


def evaluated(result: str, *, blocked: bool) -> tuple[str, checks.CheckEvaluated]:
    return "k1", checks.CheckEvaluated(
        mechanism="mechanisms/has-title",
        version=1,
        subject="kettles/k1",
        stage=checks.STAGE_IDEA_SUBMIT,
        result=result,
        blocked=blocked,
        actor="people/ann",
    )


def test_of_a_refused_request_only_what_was_attested_is_left(kitchen: Kitchen) -> None:
    relayed = kitchen.relayed
    with pytest.raises(RuleBroken) as refusal:
        kitchen.fill("")

    assert refusal.value.violations[0].reason == "MECHANISM_CHECK_FAILED"
    assert kitchen.evaluations() == [evaluated("CHECK_RESULT_FAIL", blocked=True)]
    assert [kitchen.count(table) for table in ("kettles", "outbox")] == [0, 1]
    assert kitchen.relayed == relayed + 1


def test_every_refused_attempt_is_attested(kitchen: Kitchen) -> None:
    request = rpc.SubmitIdeaRequest(request_id=str(uuid.uuid4()))
    for _ in range(2):
        with pytest.raises(RuleBroken):
            kitchen.fill("", request)

    assert kitchen.evaluations() == [evaluated("CHECK_RESULT_FAIL", blocked=True)] * 2


def test_of_a_granted_request_all_is_left_once(kitchen: Kitchen) -> None:
    request = rpc.SubmitIdeaRequest(request_id=str(uuid.uuid4()))
    first = kitchen.fill("Tea", request)

    assert kitchen.fill("Tea", request) == first
    assert kitchen.evaluations() == [evaluated("CHECK_RESULT_PASS", blocked=False)]
    assert [kitchen.count(table) for table in ("kettles", "outbox")] == [1, 2]


def test_a_warning_lets_pass(kitchen: Kitchen) -> None:
    with kitchen.units.transaction() as connection:
        work = kitchen.units.open(connection, Cause("event-2", ANN), [])
        warn = check(version=2, severity=CheckSeverity.WARN)
        work.checks.learn(warn, active=True, heard=2)

    kitchen.fill("")

    ((_, found),) = kitchen.evaluations()
    assert (found.version, found.result, found.blocked) == (
        2,
        checks.CHECK_RESULT_FAIL,
        False,
    )


@pytest.mark.parametrize("title", ["", "Tea"])
def test_of_a_rehearsal_nothing_is_left(kitchen: Kitchen, title: str) -> None:
    request = rehearsal()
    outcomes: list[object] = []
    for _ in range(2):
        try:
            outcomes.append(kitchen.fill(title, request))
        except RuleBroken as refusal:
            outcomes.append(refusal.violations)

    assert outcomes[0] == outcomes[1]
    assert bool(title) is (outcomes[0] == pb.Idea(name="kettles/k1"))
    assert [kitchen.count(t) for t in ("kettles", "outbox", "requests")] == [0] * 3


def test_after_a_rehearsal_the_request_id_is_still_free(kitchen: Kitchen) -> None:
    request = rehearsal()
    kitchen.fill("Tea", request)
    request.validate_only = False

    kitchen.fill("Tea", request)

    assert kitchen.count("kettles") == 1


def test_a_rehearsal_that_meets_what_is_there_is_refused(kitchen: Kitchen) -> None:
    kitchen.fill("Tea")

    with pytest.raises(AlreadyExists):
        kitchen.fill("Tea", rehearsal())

    assert kitchen.count("kettles") == 1


def rehearsal() -> Any:
    request: Any = rpc.SubmitIdeaRequest(request_id=str(uuid.uuid4()))
    request.validate_only = True
    return request


@pytest.mark.parametrize("error", [Unavailable, DeadlineExceeded, ZeroDivisionError])
def test_what_was_not_refused_attests_nothing(
    kitchen: Kitchen, error: type[Exception]
) -> None:
    def act(work: KettlesWork) -> pb.Idea:
        kettle = fill(work, "k1", LATER)
        evaluation = Evaluation(check(), CheckResult.PASS)
        work.attest(kettle, CheckEvaluated.of(evaluation, kettle.name, by=ANN, at=NOON))
        raise error(Violation("OOPS", "", "Oops."))

    with pytest.raises(error):
        kitchen.units.write(rpc.SubmitIdeaRequest(), act)

    assert kitchen.count("outbox") == 0


def test_checks_survive_in_the_database(kitchen: Kitchen) -> None:
    again = [
        check(mechanism="mechanisms/other", version=3),
        check(version=2, scope={"tags": ("x",)}),
    ]
    with kitchen.units.transaction() as connection:
        work = kitchen.units.open(connection, Cause("event-3", ANN), [])
        for told in again:
            work.checks.learn(told, active=True, heard=told.version)
            work.checks.learn(told, active=False, heard=1)

    found = kitchen.units.read(
        lambda work: work.checks.evaluate(Stage.IDEA_SUBMIT, "kettles/k1", Seen())
    )

    assert [(e.check, e.result) for e in found] == [(again[0], CheckResult.PASS)]
    assert SNAPSHOTS.keys() == {Stage.IDEA_SUBMIT}
