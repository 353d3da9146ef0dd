"""Reads a journal, waits until all is quiet, and says what is not as promised."""

from collections.abc import Sequence
from pathlib import Path

from deploy.api import Api
from deploy.errors import CannotStart

from ..load.journal import JournalCutOff, entries_of, run_of
from ..stories.people import STRANGER, Badges
from . import tables
from .auditing import Timing, audit
from .below import wrong_in
from .observing import Observed, Observer
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

    timing = Timing(patience)
    return books, audit(books, observe, timing, lambda: wrong_in(dsns, run["run"]))


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
