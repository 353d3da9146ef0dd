"""No reason goes untested, and none of those that are specified is left out."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.reasons import CODES, WARNINGS

ROOT = Path(__file__).parents[2]
LAYERS = ("domain", "application")
SOURCES = [
    path
    for layer in LAYERS
    for path in sorted(ROOT.glob(f"services/*/{layer}/**/*.py"))
]
TESTS = "\n".join(
    path.read_text()
    for path in sorted((ROOT / "tests").glob("**/*.py"))
    if path.name != "reasons.py"
)


def reasons_in(source: str) -> Iterator[str]:
    """Return the reason of each `Violation(...)` that is written out."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id == "Violation" and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


REASONS = {
    reason: str(path.relative_to(ROOT))
    for path in SOURCES
    for reason in reasons_in(path.read_text())
}


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_a_test_sees_the_reason(reason: str) -> None:
    assert f'"{reason}"' in TESTS, f"no test names a reason of {REASONS[reason]}"


@pytest.mark.parametrize("reason", sorted({*CODES, *WARNINGS}))
def test_a_reason_that_is_specified_is_given_somewhere(reason: str) -> None:
    sources = [*SOURCES, *sorted(ROOT.glob("chassis/**/*.py"))]

    assert any(f'"{reason}"' in path.read_text() for path in sources)


def test_a_reason_on_a_line_of_its_own_is_found() -> None:
    source = 'x = Violation(\n    "ON_ITS_OWN", name, f"{text}"\n)\ny = Violation(*z)'

    assert list(reasons_in(source)) == ["ON_ITS_OWN"]
