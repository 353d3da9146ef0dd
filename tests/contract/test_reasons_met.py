"""The recorder names what is met and not listed, and what is listed and never met."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import met
from tests.met import Listed, Met, never_met, unlisted

ROOT = Path(__file__).parents[2]
GET = "day1.ideas.v1.IdeaService/GetIdea"
EAT = "day1.ideas.v1.IdeaService/EatIdea"
UPDATE = "day1.ideas.v1.IdeaService/UpdateIdea"

NO = "not listed"

LISTED: dict[str, Any] = {
    "service": "ideas",
    "domain": "day1.example",
    "metadata": ["subject"],
    "json": {"NOT_FOUND": {"PATH_UNKNOWN": []}},
    "grpc": {
        "day1.ideas.v1.IdeaService": {
            "common": {"every method": {"UNAUTHENTICATED": {"TOKEN_MISSING": []}}},
            "methods": {
                "GetIdea": {
                    "groups": ["every method"],
                    "errors": {"NOT_FOUND": {"IDEA_NOT_FOUND": []}},
                },
                "UpdateIdea": {
                    "groups": ["every method"],
                    "errors": {
                        "NOT_FOUND": {"IDEA_NOT_FOUND": []},
                        "INVALID_ARGUMENT": {"TITLE_MISSING": ["most"]},
                    },
                },
            },
        }
    },
}

ALL = (
    Met(GET, "NOT_FOUND", ("IDEA_NOT_FOUND",), ("subject",)),
    Met(GET, "UNAUTHENTICATED", ("TOKEN_MISSING",), ("subject",)),
    Met(UPDATE, "NOT_FOUND", ("IDEA_NOT_FOUND",)),
    Met(UPDATE, "INVALID_ARGUMENT", ("TITLE_MISSING",), ("most",)),
    Met(met.JSON, "NOT_FOUND", ("PATH_UNKNOWN",)),
)
"""Each listed reason, met once; the common one at one of the two methods."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "reasons.json"
    file.write_text(json.dumps(LISTED))
    return file


@pytest.fixture
def listed(file: Path) -> Listed:
    return Listed([file])


def test_a_run_that_meets_all_that_is_listed_and_no_more_has_no_fault(
    listed: Listed,
) -> None:
    assert unlisted(ALL, listed) == []
    assert never_met(ALL, listed) == []


@pytest.mark.parametrize("left_out", ALL, ids=lambda one: f"{one.method} {one.reasons}")
def test_a_listed_reason_that_is_never_met_is_named(
    listed: Listed, left_out: Met
) -> None:
    (reason,) = left_out.reasons
    owner = "every method" if reason == "TOKEN_MISSING" else left_out.method

    faults = never_met([one for one in ALL if one != left_out], listed)

    assert faults == [f"{left_out.status} {reason} of {owner}: no test meets it."]


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (
            Met(GET, "NOT_FOUND", ("TITLE_MISSING",)),
            f"NOT_FOUND TITLE_MISSING of {GET}: met, but not listed.",
        ),
        (
            Met(GET, "ABORTED", ("IDEA_NOT_FOUND",)),
            f"ABORTED IDEA_NOT_FOUND of {GET}: met, but not listed.",
        ),
        (
            Met(UPDATE, "NOT_FOUND", ("IDEA_NOT_FOUND", "PATH_UNKNOWN")),
            f"NOT_FOUND PATH_UNKNOWN of {UPDATE}: met, but not listed.",
        ),
        (
            Met(EAT, "NOT_FOUND", ("IDEA_NOT_FOUND",)),
            f"NOT_FOUND IDEA_NOT_FOUND of {EAT}: met, but not listed.",
        ),
        (
            Met(met.JSON, "UNAUTHENTICATED", ("TOKEN_MISSING",)),
            "UNAUTHENTICATED TOKEN_MISSING of JSON: met, but not listed.",
        ),
        (
            Met(GET, "NOT_FOUND", ("IDEA_NOT_FOUND",), ("most", "subject")),
            f"NOT_FOUND IDEA_NOT_FOUND of {GET}: the key most of its metadata is {NO}.",
        ),
        (
            Met(UPDATE, "INVALID_ARGUMENT", ("TITLE_MISSING",), (), ("idea.titel",)),
            f"{UPDATE}: 'idea.titel' is no field of its request (TITLE_MISSING).",
        ),
    ],
)
def test_what_is_met_and_not_listed_is_named(
    listed: Listed, wrong: Met, fault: str
) -> None:
    faults = unlisted([*ALL, wrong], listed)

    assert [one.partition(" Met in ")[0] for one in faults] == [fault]


RUN = '''
"""A run of its own: servers refuse, here and as a process."""

import json
from pathlib import Path
from typing import Any

import grpc
import pytest

from chassis.domain import Actor, RuleBroken, Violation
from chassis.rpc.local import LocalTransport
from chassis.rpc.server import Pipeline
from chassis.rpc.tokens import Caller
from day1.ideas.v1.ideas_service_pb2 import GetIdeaRequest
from day1.ideas.v1.ideas_service_pb2_grpc import (
    IdeaServiceServicer,
    IdeaServiceStub,
    add_IdeaServiceServicer_to_server,
)


class Anyone:
    def caller_of(self, _: str) -> Caller:
        return Caller(Actor("people/ann", "teams/books"), "test", 0)


class Servicer(IdeaServiceServicer):
    def GetIdea(self, request: Any, context: Any) -> Any:
        raise RuleBroken(Violation("{here}", "ideas/a", "No."))


def test_a_server_in_this_process() -> None:
    transport = LocalTransport()
    server = transport.server(Pipeline(Anyone()))
    add_IdeaServiceServicer_to_server(Servicer(), server)
    with pytest.raises(grpc.RpcError):
        IdeaServiceStub(transport.channel).GetIdea(GetIdeaRequest(name="ideas/a"))


def test_a_server_with_a_log(tmp_path: Path) -> None:
    line = {{
        "service": "ideas",
        "method": "/day1.ideas.v1.IdeaService/GetIdea",
        "code": "FAILED_PRECONDITION",
        "reasons": ["{there}"],
        "metadata": ["subject"],
        "fields": [],
        "event": "rpc.finished",
    }}
    front = {{
        "service": "web",
        "path": "/v1/x",
        "code": "NOT_FOUND",
        "reasons": ["{front}"],
        "event": "request.refused",
    }}
    texts = [f"ideas       | {{json.dumps(line)}}", f"web | {{json.dumps(front)}}"]
    (tmp_path / "home.log").write_text("\\n".join([*texts, '{{"event": "rpc.finished']))
'''


def run(folder: Path, file: Path, **reasons: str) -> subprocess.CompletedProcess[str]:
    """Run pytest with the recorder on a test file with servers that refuse."""
    (folder / "test_servers.py").write_text(RUN.format(**reasons))
    (folder / "conftest.py").write_text(
        f"from pathlib import Path\n\nfrom tests import met\n\n"
        f"met.LISTED = [Path({str(file)!r})]\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.recorder"]
    command += [f"--met={folder / 'met'}", f"--basetemp={folder / 'temporary'}"]
    command += [f"--rootdir={folder}", str(folder)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    shutil.rmtree(folder / "temporary")  # the recorder of this run reads logs, too
    return ran


def allow(file: Path, *reasons: str) -> None:
    """List reasons for FAILED_PRECONDITION of GetIdea."""
    changed = json.loads(file.read_text())
    service = changed["grpc"]["day1.ideas.v1.IdeaService"]
    allowed: dict[str, list[str]] = {reason: [] for reason in reasons}
    service["methods"]["GetIdea"]["errors"]["FAILED_PRECONDITION"] = allowed
    file.write_text(json.dumps(changed))


def test_a_run_that_meets_what_is_not_listed_fails_and_names_it(
    tmp_path: Path, file: Path
) -> None:
    ran = run(tmp_path, file, here="SURPRISE", there="SHOCK", front="BLOW")

    assert ran.returncode == 1, ran.stdout
    for fault, where in (
        (f"FAILED_PRECONDITION SURPRISE of {GET}", "test_a_server_in_this_process"),
        (f"FAILED_PRECONDITION SHOCK of {GET}", "home.log"),
        ("NOT_FOUND BLOW of JSON", "home.log"),
    ):
        assert f"{fault}: met, but not listed." in ran.stdout
        assert where in ran.stdout


def test_a_run_that_meets_what_is_listed_passes_and_is_kept(
    tmp_path: Path, file: Path
) -> None:
    allow(file, "SURPRISE", "SHOCK")

    ran = run(tmp_path, file, here="SURPRISE", there="SHOCK", front="PATH_UNKNOWN")

    assert ran.returncode == 0, ran.stdout
    assert {one.reasons for one in met.read(tmp_path / "met")} == {
        ("SURPRISE",),
        ("SHOCK",),
        ("PATH_UNKNOWN",),
    }


def test_two_runs_are_looked_at_together(tmp_path: Path, file: Path) -> None:
    allow(file, "ONE", "TWO", "THREE")
    run(tmp_path, file, here="ONE", there="ONE", front="PATH_UNKNOWN")
    run(tmp_path, file, here="TWO", there="TWO", front="PATH_UNKNOWN")

    faults = never_met(met.read(tmp_path / "met"), Listed([file]))

    assert any("THREE" in fault for fault in faults)
    assert not any("ONE" in fault or "TWO" in fault for fault in faults)


def whole_check(
    folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch, *found: Met
) -> object:
    """Return how the check of a whole run ends, which met this."""
    record = folder / "cache" / "record"
    met.add(record, found)
    monkeypatch.setattr(met, "RECORD", record)
    monkeypatch.setattr(met, "LISTED", [file])
    try:
        met.main()
    except SystemExit as ended:
        return ended.code
    return 0


def test_the_check_of_a_whole_run_passes_when_both_agree(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert whole_check(tmp_path, file, monkeypatch, *ALL) == 0


def test_the_check_of_a_whole_run_names_what_differs_in_both_directions(
    tmp_path: Path,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    surprise = Met(GET, "ABORTED", ("SURPRISE",), where="tests/x.py::test_y")

    code = whole_check(tmp_path, file, monkeypatch, *ALL[1:], surprise)

    assert str(code).startswith("2 ")
    assert capsys.readouterr().err.splitlines() == [
        f"ABORTED SURPRISE of {GET}: met, but not listed. Met in tests/x.py::test_y.",
        f"NOT_FOUND IDEA_NOT_FOUND of {GET}: no test meets it.",
    ]


def test_make_test_begins_an_empty_record_and_ends_with_the_check_of_all() -> None:
    command = [shutil.which("make") or "make", "-n", "--no-print-directory", "test"]
    # Where `make` runs this test, it would hand its own flags on.
    clean = {
        k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))
    }
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=clean)

    commands = ran.stdout.splitlines()
    begun = f"rm -f {met.RECORD.relative_to(ROOT)}"
    first = next(
        n for n, one in enumerate(commands) if "pytest" in one and one != begun
    )
    assert begun in commands[:first]
    assert commands[-1].endswith("-m tests.met")
