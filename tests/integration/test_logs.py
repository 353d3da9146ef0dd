"""What may not be in a log is not in it, and what a reader needs is."""

import json
import subprocess
import sys

CRASH = """
import structlog
from chassis import logs
logs.configure("{log_format}", "notes")
def crash(password):
    raise ZeroDivisionError("boom")
try:
    crash("hunter2")
except ZeroDivisionError:
    structlog.get_logger().exception("rpc.crashed", method="/x")
"""


def output_of(log_format: str) -> str:
    code = CRASH.format(log_format=log_format)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_a_traceback_for_programs_shows_no_local_variables() -> None:
    said = output_of("json")

    assert "hunter2" not in said.replace('crash("hunter2")', "")
    assert json.loads(said)["exception"][0]["exc_type"] == "ZeroDivisionError"


def test_a_traceback_for_people_shows_no_local_variables() -> None:
    said = output_of("console")

    assert "hunter2" not in said.replace('crash("hunter2")', "")
    assert "ZeroDivisionError: boom" in said


def test_a_line_for_programs_names_its_service() -> None:
    assert json.loads(output_of("json"))["service"] == "notes"
