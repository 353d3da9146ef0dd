"""The load against a real product: what it claims has happened, and what it finds."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from chassis.eventlog.embedded import EmbeddedLog
from deploy.databases import MONOLITH
from deploy.errors import CannotStart
from deploy.postgres import EmbeddedPostgres
from deploy.settings import RunnerSettings
from loadtests.load.arrivals import Punctuality
from loadtests.load.backlog import Backlog
from loadtests.load.journal import Entry, Journal, JournalCutOff, Outcome, entries_of
from loadtests.load.plan import Plan, wires_of
from loadtests.load.taking import Desk
from loadtests.probe.observing import EFFECTS
from loadtests.probe.probing import verdict_on
from loadtests.stories.people import Badges
from loadtests.stories.story import stories
from loadtests.wires.json_wire import HttpRequest, JsonWire, Send
from loadtests.wires.sending import Sender
from tests.integration.in_process import InProcess, running_monolith

FINE = "fine"
WRITES = 100
"""Enough for four stories to end, each in its way."""


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    home = tmp_path_factory.mktemp("load")
    postgres = EmbeddedPostgres(home / "postgres")
    postgres.start()
    try:
        with running_monolith(postgres, home / "home", EmbeddedLog) as product:
            yield product
    finally:
        postgres.stop()


class Played:
    """Stories played one request at a time, over a way to the product that may fail."""

    def __init__(self, product: InProcess, send: Send, patience: float) -> None:
        self.home = product.home
        self.url = product.base_url
        self.problems: list[str] = []
        self._send = send
        self._patience = patience

    def play(self, run: str, writes: int, journal: Path) -> None:
        backlog = Backlog(stories(run), [JsonWire(self._send)])
        about = {"run": run, "url": self.url, "home": str(self.home)}
        with Journal(journal, about) as lines:
            desk = Desk(
                backlog,
                Badges(self.home),
                lines,
                lambda *heard: self.problems.append(heard[-1]),
                self._patience,
                Punctuality(),
            )
            for _ in range(writes):
                for next_turn in (backlog.write, backlog.read):
                    now = time.monotonic()
                    desk.take(next_turn(now), now)
            lines.end({})


@pytest.fixture(scope="module")
def journal(product: InProcess, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("journal") / "journal.jsonl"
    played = Played(product, Sender(product.base_url), patience=0)
    played.play(FINE, WRITES, path)
    assert set(played.problems) == {""}
    return path


def rewritten(journal: Path, entries: list[Entry], path: Path) -> Path:
    """Return the same journal with other entries."""
    about = json.loads(journal.read_text().splitlines()[0])
    with Journal(path, about) as lines:
        for entry in entries:
            lines.note(entry)
        lines.end({})
    return path


def test_every_accepted_write_is_there_once(journal: Path) -> None:
    books, verdict = verdict_on(journal)

    assert verdict.is_clean, verdict.examples
    launched = books.writes["LaunchIdea", Outcome.ACCEPTED]
    assert launched > 0
    assert verdict.effects > 100
    assert {ended for _, ended in books.writes} == {
        Outcome.ACCEPTED,
        Outcome.REPEATED,
        Outcome.REFUSED,
    }


def test_each_effect_is_written_down_with_the_write_that_has_it(journal: Path) -> None:
    told = {
        (effect.partition(" of ")[0], entry.write)
        for entry in entries_of(journal)
        for effect in entry.effects
    }
    assert told == set(EFFECTS.items())


def test_below_the_api_what_is_wrong_is_found(
    product: InProcess, journal: Path
) -> None:
    postgres = EmbeddedPostgres(product.home.with_name("postgres"))
    postgres.start()
    dsns = [
        f"{postgres.create(MONOLITH)}&options=-csearch_path%3D{service}"
        for service in ("ideas", "reviews", "experiments")
    ]
    _, verdict = verdict_on(journal, dsns=dsns)
    assert verdict.is_clean, verdict

    with psycopg.connect(dsns[0]) as connection:
        connection.execute(SAY_IT_AGAIN, [f"ideas/load-{FINE}-1"])
    _, verdict = verdict_on(journal, dsns=dsns, patience=0.2)
    assert dict(verdict.below) == {"events said twice": 1, "events out of order": 1}


SAY_IT_AGAIN = """
    INSERT INTO outbox (topic, key, headers, value, published_at)
    SELECT topic, key, headers, value, now() FROM outbox
    WHERE headers ->> 'ce_subject' = %s ORDER BY position LIMIT 1
"""


def test_a_write_that_never_happened_is_lost(journal: Path, tmp_path: Path) -> None:
    entries = list(entries_of(journal))
    comment = next(e for e in entries if e.write == "CreateComment")
    invented = [*entries, replace(comment, request_id="another")]

    path = rewritten(journal, invented, tmp_path / "invented")
    _, verdict = verdict_on(path, patience=0.2)

    assert (dict(verdict.lost), dict(verdict.doubled)) == ({"comments": 1}, {})
    assert verdict.examples == [f"{comment.idea}: comments lost"]


def test_an_idea_of_which_nothing_is_there_is_lost_with_all_its_effects(
    journal: Path, tmp_path: Path
) -> None:
    effects = {"idea IdeaCreated": 1, "evidence": 1}
    entry = Entry("ideas/never", "CreateIdea", Outcome.ACCEPTED, effects)

    path = rewritten(journal, [entry], tmp_path / "never")
    _, verdict = verdict_on(path, patience=0.2)

    assert dict(verdict.lost) == effects


def test_a_write_that_happened_twice_is_doubled(
    product: InProcess, journal: Path, tmp_path: Path
) -> None:
    entries = [e for e in entries_of(journal) if e.idea.endswith("-1")]
    idea = entries[0].idea
    again = {"kind": "EVIDENCE_KIND_SURVEY", "summary": "Told once more."}
    product.api("ann").post(f"/v1/{idea}/evidence", again)

    _, verdict = verdict_on(rewritten(journal, entries, tmp_path / "one"))

    assert (dict(verdict.lost), dict(verdict.doubled)) == ({}, {"evidence": 1})


def test_a_write_without_an_answer_may_have_happened_or_not(
    journal: Path, tmp_path: Path
) -> None:
    entries = [e for e in entries_of(journal) if e.idea.endswith("-2")]
    unanswered = [
        replace(e, outcome=Outcome.UNKNOWN) if e.write == "CreateComment" else e
        for e in entries
    ]
    never = Entry(entries[0].idea, "CreateComment", Outcome.UNKNOWN, {"comments": 1})

    path = rewritten(journal, [*unanswered, never], tmp_path / "unanswered")
    books, verdict = verdict_on(path)

    assert verdict.is_clean, verdict.examples
    assert books.writes["CreateComment", Outcome.UNKNOWN] == 2


def test_a_journal_that_was_cut_off_is_not_judged(
    journal: Path, tmp_path: Path
) -> None:
    path = tmp_path / "cut"
    path.write_text("".join(journal.read_text().splitlines(keepends=True)[:-1]))

    with pytest.raises(JournalCutOff, match="wait until the load has ended"):
        verdict_on(path)


class LosesAnswers:
    """Sends every request; every third answer gets lost on its way back."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._count = 0

    def __call__(self, request: HttpRequest, token: str) -> tuple[int, bytes]:
        answer = self._send(request, token)
        self._count += 1
        if self._count % 3 == 0:
            raise ConnectionResetError
        return answer


def test_what_is_sent_again_has_its_effect_once(
    product: InProcess, tmp_path: Path
) -> None:
    path = tmp_path / "again"
    played = Played(product, LosesAnswers(Sender(product.base_url)), patience=20)
    played.play("again", 20, path)

    assert set(played.problems) == {""}
    assert max(entry.attempts for entry in entries_of(path)) > 1
    _, verdict = verdict_on(path)
    assert verdict.is_clean, verdict.examples


def test_what_is_not_sent_again_is_unknown_not_refused(
    product: InProcess, tmp_path: Path
) -> None:
    path = tmp_path / "unknown"
    played = Played(product, LosesAnswers(Sender(product.base_url)), patience=0)
    played.play("unknown", 12, path)

    books, verdict = verdict_on(path)
    ended = {outcome for _, outcome in books.writes}
    assert ended == {Outcome.ACCEPTED, Outcome.UNKNOWN}
    assert verdict.is_clean, "each of them did happen, and that is fine as well"


def test_a_short_load_finds_nothing_wrong(product: InProcess, tmp_path: Path) -> None:
    journal, html = tmp_path / "journal", tmp_path / "report.html"
    told = f"--rate 15 --seconds 4 --journal {journal} --html {html} --probe"
    ended = _load(product, *told.split(), "--url", product.base_url)

    is_valid = "Schedule kept" in ended.stdout
    assert ended.returncode == (0 if is_valid else 3), ended.stdout + ended.stderr
    written = list(entries_of(journal))
    assert len(written) == 15 * 4, "the rate is kept, whatever the answers take"
    assert not {e.outcome for e in written} & {Outcome.FAILED, Outcome.UNKNOWN}
    assert "is there once, and every history is in order" in ended.stdout
    assert "CreateIdea" in html.read_text()


def test_nobody_there_is_said_in_one_line(tmp_path: Path) -> None:
    settings = RunnerSettings(home=tmp_path)
    plan = Plan("x", 1, 1, 1, "json", "http://127.0.0.1:9", 0, tmp_path, tmp_path)

    with pytest.raises(CannotStart, match="nobody is ready at"):
        wires_of(plan, settings)


def _load(product: InProcess, *told: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "loadtests.load", *told],
        env={**os.environ, "DAY1_HOME": str(product.home)},
        capture_output=True,
        text=True,
        timeout=60,
    )
