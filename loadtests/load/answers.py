"""What the load heard, for people: from Locust's books."""

from collections import Counter

from locust.stats import RequestStats
from rich import box
from rich.console import Console
from rich.table import Table

from .arrivals import LATE_SECONDS, Punctuality
from .journal import Outcome

RIGHT = ("requests", "failed", "p50 ms", "p99 ms", "worst ms")


def show(
    books: RequestStats,
    outcomes: Counter[Outcome],
    punctuality: Punctuality,
    retried: int,
) -> None:
    """Print what was asked, what failed, and how long it took from when it was due."""
    console = Console()
    console.print(_table(books))
    for error in books.errors.values():
        told = f"{error.method} {error.name}: {error.error} ({error.occurrences} times)"
        console.print(told, markup=False)
    ended = ", ".join(f"{outcomes[outcome]:,} {outcome}" for outcome in Outcome)
    console.print(f"Writes: {ended}; {retried:,} attempts had to be made again.")
    console.print(_told_of(punctuality))


def _table(books: RequestStats) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD, title="From when a request was due to its answer"
    )
    for column in ("over", "method"):
        table.add_column(column)
    for column in RIGHT:
        table.add_column(column, justify="right")
    entries = sorted(books.entries.values(), key=lambda e: (e.method, e.name))
    for entry in [*entries, books.total]:
        table.add_row(
            entry.method,
            entry.name,
            f"{entry.num_requests:,}",
            f"{entry.num_failures:,}",
            f"{entry.get_response_time_percentile(0.5):.0f}",
            f"{entry.get_response_time_percentile(0.99):.0f}",
            f"{entry.max_response_time:.0f}",
        )
    return table


def _told_of(punctuality: Punctuality) -> str:
    late = (
        f"{punctuality.late:,} of {punctuality.sent:,} requests were sent more than"
        f" {LATE_SECONDS * 1000:.0f} ms late, the latest {punctuality.worst:.2f} s"
    )
    if punctuality.is_kept:
        return f"Schedule kept: {late}."
    return f"INVALID, this machine fell behind its schedule: {late}. Lower RATE."
