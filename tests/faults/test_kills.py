"""kill -9 along the walk, under load: each write and each event counts once.

One kill of each kind; `make faults` kills all that can be killed at each step.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from deploy.instance import Instance
from loadtests.faults.accounts import accounts_of
from loadtests.faults.background import BackgroundLoad
from loadtests.faults.doors import dsn
from loadtests.faults.fault import WALK
from loadtests.faults.kills import BROKER, DATABASE, MOMENTS, Kills


@pytest.fixture(scope="module")
def product(new_instance: Callable[[str], Instance]) -> Iterator[Instance]:
    product = new_instance("microservices")
    product.start()
    yield product
    assert product.stop() == 0, product.output[-3000:]


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest) -> str:
    return BROKER if request.config.getoption("--events") == "kafka" else DATABASE


@pytest.fixture(scope="module")
def kills(request: pytest.FixtureRequest, product: Instance, server: str) -> Kills:
    if server == BROKER:
        return Kills(product, request.getfixturevalue("broker"))
    return Kills(product)


@pytest.mark.timeout(600)
def test_nothing_is_lost_or_doubled_whatever_dies_on_the_way(
    product: Instance, kills: Kills, server: str, tmp_path: Path
) -> None:
    """Kill after five steps: at each moment of delivery, and a server."""
    victims = (*MOMENTS, server)
    with BackgroundLoad(product, tmp_path) as load:
        load.await_recovery()
        for step, victim in zip(WALK[1:], victims, strict=False):
            load.await_accepted(step.write)
            kills.strike(victim)(step)
            recovery = load.await_recovery()
            print(f"{victim}, after {step.write}: {recovery}")  # noqa: T201
        reckoning = load.end()

    assert reckoning.wrong == {}, reckoning.examples
    assert reckoning.accepted > 100
    assert reckoning.repeats >= 1, "whoever dies before the mark, says it again"


SAID_BUT_NEVER_SENT = """
    INSERT INTO outbox (topic, key, headers, value, published_at)
    SELECT topic, key, jsonb_set(headers, '{ce_id}', '"never"'), value, now()
    FROM outbox ORDER BY position LIMIT 1
"""
SENT_BUT_NEVER_TAKEN = """
    DELETE FROM inbox WHERE event_id = (SELECT min(event_id) FROM inbox)
"""
SENT_IN_ANOTHER_ORDER = """
    WITH two AS (
        SELECT position, headers, row_number() OVER (ORDER BY position) AS place
        FROM outbox WHERE headers ->> 'ce_subject' = (
            SELECT headers ->> 'ce_subject' FROM outbox
            WHERE headers ->> 'ce_aggregateversion' = '2' LIMIT 1
        ) ORDER BY position LIMIT 2
    )
    UPDATE outbox SET headers = other.headers FROM two, two AS other
    WHERE outbox.position = two.position AND other.place = 3 - two.place
"""


def test_an_event_that_gets_lost_or_overtaken_is_counted(product: Instance) -> None:
    assert accounts_of(product, patience=60).wrong == {}

    with psycopg.connect(dsn(product, "ideas")) as connection:
        connection.execute(SAID_BUT_NEVER_SENT)
        connection.execute(SENT_IN_ANOTHER_ORDER)
    with psycopg.connect(dsn(product, "coes")) as connection:
        connection.execute(SENT_BUT_NEVER_TAKEN)

    assert accounts_of(product, patience=1).wrong == {
        "events that the log lacks": 1,
        "events that coes has not taken": 1,
        "aggregates whose events are out of order": 1,
    }
