"""A domain may import the standard library, the kernel and itself. Nothing else."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVICES = Path(__file__).parents[2] / "services"
MODULES = sorted(SERVICES.glob("*/domain/**/*.py"))
ALLOWED = {
    "typing_extensions",
    "chassis.domain",
    "chassis.checks",
    "chassis.figures",
    "chassis.labels",
    "chassis.money",
    "chassis.words",
    *sys.stdlib_module_names,
}
"""`typing_extensions` is the standard library of the next Python."""


def imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            is_bare = node.module == "chassis"  # a package with nothing in itself
            parts = (f"chassis.{alias.name}" for alias in node.names)
            yield from parts if is_bare else (node.module,)


def strangers(source: str) -> set[str]:
    names = imports(source)
    return {n for n in names if n not in ALLOWED and n.partition(".")[0] not in ALLOWED}


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(SERVICES)))
def test_a_domain_imports_no_technology(module: Path) -> None:
    assert not strangers(module.read_text())


def test_a_stranger_is_noticed() -> None:
    assert strangers("import requests\nfrom chassis.rpc import client") == {
        "requests",
        "chassis.rpc",
    }
