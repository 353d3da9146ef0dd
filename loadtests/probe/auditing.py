"""Compares what a journal promises with what is there, once that is final."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from deploy.api import Refused

from .observing import Observed
from .verdict import Books, Verdict

LOOKERS = 4
PAUSE_SECONDS = 0.5
QUIET_SECONDS = 1.5
"""Between the last two looks: longer than relays and consumers ever doze."""

Observe = Callable[[str], Observed]
LookBelow = Callable[[], Counter[str]]


@dataclass(frozen=True, slots=True)
class Timing:
    """How an audit waits.

    Attributes:
        patience: Seconds without any news after which what is missing is lost.
        now: Tells seconds that only grow.
        sleep: Lets seconds pass.
    """

    patience: float
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def audit(
    books: Books, observe: Observe, timing: Timing, below: LookBelow = Counter
) -> Verdict:
    """Return the verdict, once it is final.

    Waits as long as effects arrive: until nothing is missing, or until nothing has
    changed for as long as patience lasts; then until two looks in a row are the same.
    """
    _settle(books, observe, timing)
    deadline = timing.now() + timing.patience
    before = None
    while True:
        verdict = _judged(books, _observed(books.ledgers, observe))
        verdict.below = below()
        is_quiet = verdict == before and not (verdict.unseen or verdict.below)
        if is_quiet or timing.now() > deadline:
            return verdict
        before = verdict
        timing.sleep(QUIET_SECONDS)


def _settle(books: Books, observe: Observe, timing: Timing) -> None:
    waiting, missing, since = list(books.ledgers), -1, timing.now()
    while waiting and timing.now() - since < timing.patience:
        seen = list(_observed(waiting, observe))
        verdict = _judged(books, seen)
        if (now := verdict.lost.total() + verdict.unseen) != missing:
            missing, since = now, timing.now()
        waiting = [
            idea
            for idea, found in seen
            if found is None or books.ledgers[idea].lost(found.effects)
        ]
        timing.sleep(PAUSE_SECONDS)


def _observed(
    ideas: Iterable[str], observe: Observe
) -> Iterator[tuple[str, Observed | None]]:
    def look(idea: str) -> tuple[str, Observed | None]:
        with suppress(Refused, OSError):
            return idea, observe(idea)
        return idea, None

    with ThreadPoolExecutor(LOOKERS) as lookers:
        yield from lookers.map(look, ideas)


def _judged(books: Books, seen: Iterable[tuple[str, Observed | None]]) -> Verdict:
    verdict = Verdict()
    for idea, found in seen:
        verdict.add(idea, books.ledgers[idea], found)
    return verdict
