"""After a load: is every accepted write there, with each of its effects exactly once?

Reads a journal, waits until the product is quiet, prints a table, and ends with 0 if
nothing is lost, doubled or out of order, and with 1 otherwise.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from deploy.api import Api
from deploy.errors import CannotStart
from deploy.settings import read_settings

from . import tables
from .auditing import audit
from .below import wrong_in
from .journal import JournalCutOff, entries_of, run_of
from .observing import Observed, Observer
from .people import STRANGER, Badges
from .verdict import Books, Verdict

PATIENCE_SECONDS = 30.0


def verdict_on(
    journal: Path,
    url: str = "",
    home: Path | None = None,
    patience: float = PATIENCE_SECONDS,
    dsns: Sequence[str] = (),
) -> tuple[Books, Verdict]:
    """Return what a journal promised, and what of it is not so.

    Args:
        journal: Of a run that has ended.
        url: Where the front is now; where it was during the run if empty.
        home: Where the keys are; where they were during the run if None.
        patience: Seconds without any news after which what is missing is lost.
        dsns: Databases of services, to look at outbox and parked events as well.

    Raises `JournalCutOff` when the run has not ended.
    """
    run = run_of(journal)
    books = Books.of(entries_of(journal))
    badges = Badges(home or Path(run["home"]))
    where = url or run["url"]

    def observe(idea: str) -> Observed:
        return Observer(Api(where, badges.token(STRANGER))).observe(idea)

    return books, audit(books, observe, patience, lambda: wrong_in(dsns, run["run"]))


def probed(
    journal: Path,
    url: str = "",
    patience: float = PATIENCE_SECONDS,
    dsns: Sequence[str] = (),
) -> int:
    """Print the verdict on a run; return 0 if it is clean, 1 otherwise."""
    try:
        books, verdict = verdict_on(journal, url, None, patience, dsns)
    except FileNotFoundError:
        raise CannotStart(f"{journal} is not there: run `make load` first.") from None
    except JournalCutOff as cut_off:
        raise CannotStart(str(cut_off)) from cut_off
    tables.show_verdict(books, verdict)
    return 0 if verdict.is_clean else 1


@click.command()
@click.option("--journal", type=click.Path(path_type=Path), help="What to check.")
@click.option("--url", default="", help="The front; where it was in the run if empty.")
@click.option("--patience", default=PATIENCE_SECONDS, help="Seconds without news.")
@click.option("--dsn", multiple=True, help="Database of a service; may be repeated.")
def main(journal: Path | None, url: str, patience: float, dsn: tuple[str, ...]) -> None:
    """Check that every accepted write has each of its effects exactly once."""
    path = journal or read_settings().home / "load" / "journal.jsonl"
    sys.exit(probed(path, url, patience, dsn))


if __name__ == "__main__":
    main()
