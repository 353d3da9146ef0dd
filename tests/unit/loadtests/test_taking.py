"""Only a refusal that a step expects is taken for one."""

import json
import time
from pathlib import Path

import pytest

from day1.ideas.v1.ideas_service_pb2 import SubmitIdeaRequest
from deploy.keychain import Keychain
from loadtests.load.arrivals import Punctuality
from loadtests.load.backlog import Backlog, Tale, Turn
from loadtests.load.journal import Journal, Outcome
from loadtests.load.taking import Desk
from loadtests.stories.people import AUTHOR, Badges
from loadtests.stories.steps import step
from loadtests.wires.json_wire import HttpRequest, JsonWire

BROKEN = json.dumps({"error": {"details": [{"reason": "NOT_AUTHOR"}]}}).encode()


def outcome_of(
    folder: Path, body: bytes, reasons: set[str], early: set[str]
) -> Outcome:
    """Return what is written down when the front refuses a step like this."""

    def refuse(_request: HttpRequest, _token: str) -> tuple[int, bytes]:
        return 404, body

    request = SubmitIdeaRequest(name="ideas/x")
    taken = step(AUTHOR, "SubmitIdea", request, reasons=reasons, early=frozenset(early))
    script = (one for one in [taken])
    next(script)
    wire = JsonWire(refuse)
    Keychain(folder).make_token_keys()
    with Journal(folder / "journal", {}) as journal:
        desk = Desk(
            Backlog(iter(()), [wire]),
            Badges(folder),
            journal,
            lambda *_: None,
            0,
            Punctuality(),
        )
        desk.take(Turn(Tale(1, "ideas/x", script, wire), taken), time.monotonic())
        [outcome] = journal.outcomes
    return outcome


@pytest.mark.parametrize(
    ("body", "reasons", "early", "outcome"),
    [
        (BROKEN, {"NOT_AUTHOR"}, set(), Outcome.REFUSED),
        (BROKEN, set(), {"NOT_AUTHOR", "IDEA_UNKNOWN"}, Outcome.REFUSED),
        (BROKEN, set(), set(), Outcome.FAILED),
        (BROKEN, {"ETAG_MISMATCH"}, set(), Outcome.FAILED),
        (b"Not found", set(), set(), Outcome.FAILED),
        (b"Not found", set(), {"IDEA_UNKNOWN"}, Outcome.FAILED),
    ],
)
def test_a_refusal_is_expected_by_its_reasons(
    tmp_path: Path,
    body: bytes,
    reasons: set[str],
    early: set[str],
    outcome: Outcome,
) -> None:
    assert outcome_of(tmp_path, body, reasons, early) is outcome
