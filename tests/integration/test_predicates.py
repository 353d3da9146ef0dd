"""Predicates: what is one, what it says, and what it cannot do to us."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.checks import MAX_EXPRESSION
from chassis.checks.predicates import SANDBOX, InvalidExpression, Predicate, in_words
from chassis.checks.sandbox import CPU_SECONDS
from day1.ideas.v1.ideas_events_pb2 import IdeaSnapshot

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 20 * CPU_SECONDS
"""Of wall-clock time, on a machine where others are at work too."""

LONG = "[" + ",".join("1" * 8) + "]"
NESTED = f"{LONG}.all(a,{LONG}.all(b,{LONG}.all(c,{LONG}.all(d,%s))))"
"""8^4 times, which the library allows."""


def compiled(expression: str) -> Predicate:
    return Predicate.compile(expression, IdeaSnapshot, "idea")


def holds(expression: str, snapshot: IdeaSnapshot | None = None) -> bool:
    return compiled(expression).holds(snapshot or IdeaSnapshot())


def refusal_of(act: Callable[[], object]) -> str:
    with pytest.raises(InvalidExpression) as refusal:
        act()
    return str(refusal.value)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("true", True),
        ('idea.title == "Boxes"', True),
        ('idea.title.contains("free")', False),
        ('idea.title.matches("^B.x")', True),
        ('idea.tags.exists(t, t == "boxes")', True),
        ('"ONE_WAY" in idea.door_kinds', False),
        ('size(idea.tags) == 1 && idea.team == "teams/books"', True),
        ('idea.title == "Kästen" || idea.title.size() == 5', True),
    ],
)
def test_a_predicate_is_true_or_false_of_a_snapshot(
    expression: str, *, expected: bool
) -> None:
    snapshot = IdeaSnapshot(title="Boxes", team="teams/books", tags=["boxes"])

    assert holds(expression, snapshot) is expected


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("idea.nope == 1", "Line 1, column 5: undefined field 'nope'"),
        ("true\n&& idea.nope", "Line 2, column 8: undefined field 'nope'"),
        ("idea.title == 1", "Line 1, column 12: found no matching overload"),
        ("foo == 1", "Line 1, column 1: undeclared reference to 'foo'."),
        ("idea.title", "It is a STRING; it has to be true or false."),
        ("dyn(true)", "It is a DYN; it has to be true or false."),
        ("1 +", "Line 1, column 4: Syntax error"),
        ("", "Line 1, column 1: Syntax error"),
        ("\0", "Line 1, column 1: Syntax error"),
        ("'\ud800' == idea.title", "'utf-8' codec can't encode"),
        ("(" * 400, "Expression recursion limit exceeded"),
        ("x" * (MAX_EXPRESSION + 1), "It has 1001 characters; 1000 are allowed."),
        ('open("/etc/passwd") == ""', "Line 1, column 5: undeclared reference"),
    ],
)
def test_what_is_no_predicate_is_refused_with_the_place(
    expression: str, why: str
) -> None:
    assert refusal_of(lambda: compiled(expression)).startswith(why)


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("1 / 0 == 1", "divide by zero"),
        ("idea.tags[7] == ''", "Index error: index=7 size=0"),
        ('idea.title.matches("(")', "invalid regular expression"),
        (NESTED % f"{LONG}.all(e, true)", "Iteration budget exceeded"),
    ],
)
def test_what_cannot_be_evaluated_says_why(expression: str, why: str) -> None:
    assert refusal_of(lambda: holds(expression)).startswith(why)


@pytest.mark.parametrize(
    "expression",
    [
        NESTED % "(idea.title + idea.title) != ''",
        NESTED % "!idea.title.contains(idea.team)",
        NESTED % '!idea.title.matches("(a?){900}b")',
        NESTED.replace("all", "map") % "idea.title + idea.title" + ".size() > 0",
    ],
    ids=["concatenation", "search", "regular expression", "memory"],
)
def test_what_takes_too_long_is_cut_off_and_the_next_one_is_fine(
    expression: str,
) -> None:
    snapshot = IdeaSnapshot(title="a" * 100_000, team="a" * 50_000 + "b")
    predicate = compiled(expression)

    started = time.monotonic()
    said = refusal_of(lambda: predicate.holds(snapshot))

    assert time.monotonic() - started < PATIENCE_SECONDS
    assert said == "It took too long and was cut off."
    assert holds("idea.title.size() == 100000", snapshot)


def test_a_process_that_died_meanwhile_is_replaced() -> None:
    assert holds("true")
    assert SANDBOX._process  # noqa: SLF001 - it cannot be found otherwise
    os.kill(SANDBOX._process.pid, signal.SIGKILL)  # noqa: SLF001

    assert holds("true")


def test_a_process_that_was_ended_is_started_again() -> None:
    SANDBOX.close()

    assert holds("true")


def test_many_may_ask_at_once() -> None:
    predicate = compiled("idea.title == idea.team")
    snapshots = [IdeaSnapshot(title=str(n), team=str(n % 7)) for n in range(200)]

    with ThreadPoolExecutor(16) as threads:
        found = list(threads.map(predicate.holds, snapshots))

    assert found == [n < 7 for n in range(200)]


WORDS = st.sampled_from(
    [
        *(
            "idea",
            ".title",
            ".tags",
            ".doors",
            ".all(",
            ".exists(",
            ".map(",
            ".filter(",
        ),
        *("x", ",", "(", ")", "[", "]", "{", "}", "&&", "||", "!", "-", "?", ":", "=="),
        *(
            "in",
            "size(",
            "1",
            "0u",
            "1.5",
            "'a'",
            'r"\\d"',
            "b'a'",
            "null",
            "true",
            "+",
        ),
        *("duration(", "timestamp(", "type(", "dyn(", "has(", "day1.ideas.v1.", "/"),
        *(".matches(", ".contains(", "%", "<", "9223372036854775807", "\n", "//", "é"),
    ]
)
EXPRESSIONS = st.text(max_size=60) | st.lists(WORDS, max_size=40).map("".join)
SNAPSHOTS = st.builds(
    IdeaSnapshot,
    title=st.text(max_size=50),
    tags=st.lists(st.text(max_size=10), max_size=5),
)


@given(EXPRESSIONS, SNAPSHOTS)
def test_no_expression_brings_us_down_or_keeps_us(
    expression: str, snapshot: IdeaSnapshot
) -> None:
    started = time.monotonic()
    with suppress(InvalidExpression):
        assert holds(expression, snapshot) in {True, False}
    assert time.monotonic() - started < PATIENCE_SECONDS


def test_an_error_without_a_place_is_told_without_its_status() -> None:
    assert in_words("CANCELLED: Too deep. limit: 32 [CANCELLED]") == (
        "Too deep. limit: 32"
    )


def test_the_process_ends_with_the_one_that_started_it() -> None:
    code = (
        "import os, signal; from chassis.checks import predicates as p;"
        "from day1.ideas.v1.ideas_events_pb2 import IdeaSnapshot as S;"
        "p.Predicate.compile('true', S, 'idea');"
        "print(p.SANDBOX._process.pid, flush=True);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT
    )

    assert done.returncode == -signal.SIGKILL
    deadline = time.monotonic() + PATIENCE_SECONDS
    while psutil.pid_exists(int(done.stdout)):
        assert time.monotonic() < deadline
        time.sleep(0.02)
