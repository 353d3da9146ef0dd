"""Events that went wrong in the running product, and how they are put right."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace

import psycopg
import pytest
from google.protobuf.message import Message

from chassis.eventlog import EventLog, StoredRecord
from chassis.eventlog.opening import open_log
from day1.ideas.v1.ideas_events_pb2 import IdeaSubmitted
from deploy.events.letters import everything_in
from deploy.instance import Instance
from deploy.keychain import Keychain
from deploy.program import ROOT
from tests.e2e.database import connect
from tests.e2e.story import Story

IDEAS = "ideas.events.v1"
SUBMISSIONS = 3
REDRIVE = ("redrive", "--group", "reviews", "--type", "IdeaSubmitted", "--yes")
SINCE_EVER = ("--since", "2020-01-01", "--yes")


@pytest.fixture(scope="module")
def impatient(new_instance: Callable[[str], Instance]) -> Iterator[Instance]:
    """Start an instance in which `reviews` gives an event up at its first trouble."""
    product = new_instance("microservices")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("REVIEWS_EVENT_PATIENCE", "PT0S")
        product.start()
    yield product
    assert product.stop() == 0, product.output[-3000:]


@pytest.fixture
def reviews(impatient: Instance) -> "Iterator[psycopg.Connection[object]]":
    with connect(impatient, "reviews", "reviews") as connection:
        connection.autocommit = True
        yield connection


def typed(product: Instance, *words: str) -> "subprocess.Popen[str]":
    """Start `day1 events` as somebody types it in a second terminal."""
    return subprocess.Popen(
        [sys.executable, "-m", "deploy.cli", "events", *words],
        cwd=ROOT,
        env={**os.environ, "DAY1_HOME": str(product.home)},
        stdout=subprocess.PIPE,
        text=True,
    )


def events(product: Instance, *words: str) -> list[list[str]]:
    """Return what the command prints: lines of cells."""
    command = typed(product, *words)
    output, _ = command.communicate(timeout=60)
    assert command.returncode == 0, output
    return [line.split("\t") for line in output.splitlines()]


def dead(product: Instance, kind: type[Message]) -> list[list[str]]:
    name = kind.DESCRIPTOR.name
    return events(product, "dead", "--group", "reviews", "--type", name)[1:]


def is_caught_up(product: Instance) -> bool:
    return all(lag == "0" for *_, lag in events(product, "lag")[1:])


def written(product: Instance) -> Story:
    story = Story(product, between=lambda _: None)
    story.draft()
    return story


def submitted(product: Instance) -> Story:
    story = written(product)
    story.write("ann", f"/v1/{story.idea}:submit")
    return story


def rename(reviews: "psycopg.Connection[object]", table: str, name: str) -> None:
    reviews.execute(f"ALTER TABLE {table} RENAME TO {name}".encode())


def is_blocked(reviews: "psycopg.Connection[object]") -> bool:
    waiting = "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    return reviews.execute(waiting).fetchone() is not None


def test_a_redrive_that_is_killed_in_the_middle_opens_each_review_once(
    impatient: Instance, reviews: "psycopg.Connection[object]"
) -> None:
    rename(reviews, "reviews", "gone")
    stories = [submitted(impatient) for _ in range(SUBMISSIONS)]
    impatient.await_true(
        lambda: len(dead(impatient, IdeaSubmitted)) == SUBMISSIONS, "all gave up"
    )
    assert {reason for *_, reason, _ in dead(impatient, IdeaSubmitted)} == {
        "Internal error: UndefinedTable."
    }
    rename(reviews, "gone", "reviews")

    with reviews.transaction():
        reviews.execute("LOCK TABLE reviews IN SHARE MODE")
        assert events(impatient, *REDRIVE) == [
            [f"Redriven: {SUBMISSIONS}; before that: 0."]
        ]
        impatient.await_true(lambda: is_blocked(reviews), "it is about to open one")
        impatient.process_of("reviews").kill()

    for story in stories:
        assert story.first("reviews")
    assert events(impatient, *REDRIVE) == [
        [f"Nothing to do: {SUBMISSIONS} redriven already."]
    ]
    for _ in range(2):
        events(impatient, "replay", "--group", "reviews", "--topic", IDEAS, *SINCE_EVER)
    impatient.await_true(lambda: is_caught_up(impatient), "all of it was read again")
    assert [len(story.of_idea("reviews")) for story in stories] == [1] * SUBMISSIONS
    assert dead(impatient, IdeaSubmitted) == []


def test_poison_among_good_events_is_found_and_delays_nobody(
    impatient: Instance,
) -> None:
    before = submitted(impatient)
    with closing(log_of(impatient)) as log:
        good = of(log, before).record
        headers = {**good.headers, "ce_id": "poison"}
        log.append([replace(good, headers=headers, value=b"\xff\xff")])
    after = submitted(impatient)

    assert before.first("reviews")
    assert after.first("reviews")
    impatient.await_true(
        lambda: len(dead(impatient, IdeaSubmitted)) == 1, "it is found"
    )
    [letter] = dead(impatient, IdeaSubmitted)
    assert letter[0] == "poison"
    assert letter[-2:] == [
        "Not a IdeaSubmitted.",
        "(2 bytes, which are no IdeaSubmitted)",
    ]


def log_of(product: Instance) -> EventLog:
    return open_log(Keychain(product.home).eventlog_url.read_text())


def of(log: EventLog, story: Story) -> StoredRecord:
    """Return the submission of a story, once the log has it."""
    found: list[StoredRecord] = []
    wanted = IdeaSubmitted.DESCRIPTOR.full_name, story.idea

    def look() -> bool:
        found[:] = [
            stored
            for stored in everything_in(log, IDEAS)
            if (stored.record.headers["ce_type"], stored.record.headers["ce_subject"])
            == wanted
        ]
        return bool(found)

    story.product.await_true(look, f"the submission of {story.idea}")
    return found[0]


def test_tail_follows_until_it_is_interrupted(product: Instance) -> None:
    words = ("tail", IDEAS, "-n", "1", "--follow", "--type", "IdeaCreated")
    with typed(product, *words) as tail:
        assert tail.stdout is not None
        assert "IdeaCreated" in tail.stdout.readline()  # it is at work

        story = written(product)

        *_, kind, data = tail.stdout.readline().rstrip().split("\t")
        tail.send_signal(signal.SIGINT)
        assert tail.wait(timeout=30) == 0
    assert (kind, json.loads(data)["idea"]) == ("day1.ideas.v1.IdeaCreated", story.idea)
