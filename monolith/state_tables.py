"""Writes `docs/state-tables.md`: what each method does in each state.

Read from the tables that the aggregates themselves obey, so it cannot be wrong;
`--check` fails when the page is older than the code.
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import services
from chassis.domain import Aggregate, DomainEvent

PAGE = Path(__file__).parent.parent / "docs" / "state-tables.md"
HEAD = """# State tables

Written by `make docs` from the tables that the aggregates obey; never edited. A cell
is the state that a method leads to from the state above it; a dot means that it is
refused there. What is in italics is no method: an event of another service, or time.
"""
NEVER = "·"


def aggregates() -> Iterator[tuple[str, type[Aggregate]]]:
    """Return every aggregate that has methods, with the service that owns it."""
    for service in sorted(m.name for m in pkgutil.iter_modules(services.__path__)):
        package = importlib.import_module(f"services.{service}.domain")
        for module in sorted(m.name for m in pkgutil.iter_modules(package.__path__)):
            owner = importlib.import_module(f"{package.__name__}.{module}")
            for value in vars(owner).values():
                if _is_aggregate(value) and value.__module__ == owner.__name__:
                    yield service, value


def page() -> str:
    """Return the page as Markdown."""
    return "\n".join([HEAD, *(_section(*found) for found in aggregates())])


def _is_aggregate(value: object) -> bool:
    return (
        isinstance(value, type) and issubclass(value, Aggregate) and bool(value.METHODS)
    )


def _section(service: str, aggregate: type[Aggregate]) -> str:
    states = _states(aggregate)
    methods = aggregate.METHODS
    others = {event for _, event in aggregate.TRANSITIONS} - set(methods.values())
    rows = [(f"`{name}`", event) for name, event in methods.items()]
    rows += [(f"*{e.__name__}*", e) for e in sorted(others, key=lambda e: e.__name__)]
    lines = [
        f"## {service}: {aggregate.__name__}\n",
        f"| | {' | '.join(states)} |",
        f"|---|{'---|' * len(states)}",
        *(_row(aggregate, states, *row) for row in rows),
    ]
    return "\n".join(lines) + "\n"


def _states(aggregate: type[Aggregate]) -> list[StrEnum]:
    """Return all states, in the order in which their type declares them."""
    some_state = next(iter(aggregate.TRANSITIONS))[0]
    return list(type(some_state))


def _row(
    aggregate: type[Aggregate],
    states: list[StrEnum],
    title: str,
    event: type[DomainEvent],
) -> str:
    cells = [aggregate.TRANSITIONS.get((state, event), NEVER) for state in states]
    return f"| {title} | {' | '.join(cells)} |"


def main() -> None:
    """Write the page, or with `--check` only say whether it is up to date."""
    if "--check" not in sys.argv:
        PAGE.write_text(page())
        sys.stdout.write(f"Wrote {PAGE.relative_to(PAGE.parent.parent)}.\n")
    elif not PAGE.exists() or PAGE.read_text() != page():
        sys.exit("docs/state-tables.md is older than the code; run `make docs`.")


if __name__ == "__main__":
    main()
