"""The final count after a load: through the API, in the databases, event by event."""

import time
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from deploy.instance import SERVICES, Instance

from ..load.journal import Outcome, entries_of
from ..probe.probing import verdict_on
from ..probe.verdict import Verdict
from .accounts import DISORDERED, Accounts, accounts_of
from .doors import dsn
from .pulse import Pulse

TWICE = "events said twice"
OUT_OF_ORDER = "events out of order"
"""What `below` finds beside what is stuck or dead."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What became of all that was written during a load.

    Attributes:
        lost: Effects and events that are missing, by what they are.
        doubled: Those that are there too often.
        disordered: Histories that are out of order.
        odd: Answers that were not the expected ones, or never came.
        examples: Some ideas to look at, with what is wrong there.
        requests: How many requests for writes were sent.
        accepted: How many writes that were, without repeats.
        events: How many events the log has.
        repeats: How many records beside those: it promises each at least once.
        seconds: From the end of the load until all was found.
    """

    lost: Counter[str]
    doubled: Counter[str]
    disordered: Counter[str]
    odd: Counter[str]
    examples: list[str]
    requests: int
    accepted: int
    events: int
    repeats: int
    seconds: float

    def tolerating(self, what: Collection[str]) -> "Reckoning":
        """Return it without what is no wonder, such as `histories out of order`."""
        kept = {kind: n for kind, n in self.disordered.items() if kind not in what}
        return replace(self, disordered=Counter(kept))

    @property
    def wrong(self) -> dict[str, int]:
        """All that is not as promised; empty if nothing."""
        lost = {f"{what} lost": times for what, times in self.lost.items()}
        doubled = {f"{what} doubled": times for what, times in self.doubled.items()}
        return {**lost, **doubled, **self.disordered, **self.odd}


def reckon(
    product: Instance, journal: Path, pulse: Pulse, patience: float
) -> Reckoning:
    """Return what became of it, once everything is there or nothing arrives any more.

    Args:
        product: Up again.
        journal: Of the load, which has ended.
        pulse: Likewise.
        patience: Seconds without any news after which what is missing is lost.
    """
    begin = time.monotonic()
    dsns = [dsn(product, name) for name in SERVICES]
    _, verdict = verdict_on(journal, patience=patience, dsns=dsns)
    accounts = accounts_of(product, patience)
    seconds = time.monotonic() - begin
    entries = list(entries_of(journal))
    ended = Counter(entry.outcome for entry in entries)
    lost, doubled, disordered = _sorted(verdict, accounts)
    return Reckoning(
        lost=lost + pulse.lost(),
        doubled=doubled + pulse.doubled(),
        disordered=disordered,
        odd=+Counter(
            {
                "writes answered unexpectedly": ended[Outcome.FAILED],
                "writes never answered": ended[Outcome.UNKNOWN],
                "ideas that nobody could look at": verdict.unseen,
            }
        ),
        examples=verdict.examples,
        requests=pulse.attempts + sum(entry.attempts for entry in entries),
        accepted=pulse.accepted + ended[Outcome.ACCEPTED],
        events=accounts.events,
        repeats=accounts.repeats,
        seconds=seconds,
    )


def _sorted(
    verdict: Verdict, accounts: Accounts
) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return what is lost, what is doubled, and what is out of order."""
    below = verdict.below + accounts.wrong
    disordered = Counter(
        {name: below.pop(name, 0) for name in (OUT_OF_ORDER, DISORDERED)}
    )
    disordered["histories out of order"] = verdict.disordered
    doubled = Counter({TWICE: below.pop(TWICE, 0)})
    return verdict.lost + below, +(verdict.doubled + doubled), +disordered
