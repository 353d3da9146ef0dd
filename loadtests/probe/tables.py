"""What the probe found, for people."""

from rich import box
from rich.console import Console
from rich.table import Table

from ..load.journal import Outcome
from .verdict import Books, Verdict, write_of

FOUND = ("lost", "doubled")


def show_verdict(books: Books, verdict: Verdict) -> None:
    """Print a line per method, and what to look at."""
    console = Console()
    console.print(_table(books, verdict))
    for example in verdict.examples:
        console.print(example, markup=False)
    if verdict.unseen:
        console.print(
            f"{verdict.unseen:,} ideas could not be looked at: nobody answered."
        )
    for what, times in verdict.below.items():
        console.print(f"{what}: {times:,}")
    console.print(_told(books, verdict))


def _table(books: Books, verdict: Verdict) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD,
        padding=0,
        title="Accepted writes, and what is there of them",
    )
    table.add_column("write", no_wrap=True)
    for column in (*Outcome, *FOUND):
        table.add_column(column, justify="right")
    for write in sorted({write for write, _ in books.writes}):
        counts = [books.writes[write, outcome] for outcome in Outcome]
        lost, doubled = (
            sum(n for effect, n in found.items() if write_of(effect) == write)
            for found in (verdict.lost, verdict.doubled)
        )
        table.add_row(write, *(f"{n:,}" for n in (*counts, lost, doubled)))
    totals = [
        sum(n for (_, ended), n in books.writes.items() if ended is outcome)
        for outcome in Outcome
    ]
    found = (verdict.lost.total(), verdict.doubled.total())
    table.add_row("all", *(f"{n:,}" for n in (*totals, *found)))
    return table


def _told(books: Books, verdict: Verdict) -> str:
    ideas = len(books.ledgers)
    if verdict.is_clean:
        return (
            f"Each of {verdict.effects:,} effects on {ideas:,} ideas is there once,"
            " and every history is in order."
        )
    return (
        f"Of {verdict.effects:,} effects on {ideas:,} ideas"
        f" {verdict.lost.total():,} are lost and {verdict.doubled.total():,} doubled;"
        f" {verdict.disordered:,} histories are out of order."
    )
