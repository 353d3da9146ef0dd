"""What a journal promises, and what is not so: lost, or doubled.

An effect is lost when it is there less often than it was accepted. It is doubled when
it is there more often than it was accepted or may have been: a write without an answer
counts neither for nor against.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..load.journal import Entry, Outcome
from .observing import EFFECTS, Observed

EXAMPLES = 5


@dataclass(slots=True)
class Ledger:
    """What should be there of one idea.

    Attributes:
        accepted: Effect to how often it was accepted.
        unknown: Effect to how often it may be there beside that.
    """

    accepted: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)

    def enter(self, entry: Entry) -> None:
        """Add the effects of a write."""
        is_known = entry.outcome is not Outcome.UNKNOWN
        (self.accepted if is_known else self.unknown).update(entry.effects)

    def lost(self, there: Mapping[str, int]) -> Counter[str]:
        """Return what is missing, and how often."""
        return self.accepted - Counter(there)

    def doubled(self, there: Mapping[str, int]) -> Counter[str]:
        """Return what is there too often, and how often too often."""
        ours = Counter({e: n for e, n in there.items() if write_of(e)})
        return ours - self.accepted - self.unknown


@dataclass
class Books:
    """A journal, added up: grows with the ideas in it, not with the requests.

    Attributes:
        ledgers: Idea to what should be there of it.
        writes: Method and outcome to how many.
    """

    ledgers: dict[str, Ledger] = field(default_factory=lambda: defaultdict(Ledger))
    writes: Counter[tuple[str, Outcome]] = field(default_factory=Counter)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Books":
        """Add up what was written."""
        books = cls()
        for entry in entries:
            books.writes[entry.write, entry.outcome] += 1
            books.ledgers[entry.idea].enter(entry)
        return books


@dataclass
class Verdict:
    """What is not as it was promised.

    Attributes:
        lost: Effect to how many are missing.
        doubled: Effect to how many are too many.
        examples: Some ideas to look at, with what is wrong there.
        disordered: Ideas whose history is out of order.
        unseen: Ideas that could not be looked at: nobody answered.
        effects: How many effects there are.
        below: What is wrong in the databases of services: kind to how many.
    """

    lost: Counter[str] = field(default_factory=Counter)
    doubled: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)
    disordered: int = 0
    unseen: int = 0
    effects: int = 0
    below: Counter[str] = field(default_factory=Counter)

    @property
    def is_clean(self) -> bool:
        """Whether each effect is there exactly once, in order."""
        seen = self.lost or self.doubled or self.disordered or self.unseen
        return not (seen or self.below)

    def add(self, idea: str, ledger: Ledger, observed: Observed | None) -> None:
        """Judge one idea; None if nobody answered."""
        if observed is None:
            self.unseen += 1
            return
        lost, doubled = ledger.lost(observed.effects), ledger.doubled(observed.effects)
        self.lost += lost
        self.doubled += doubled
        self.disordered += not observed.in_order
        self.effects += sum(ledger.accepted.values())
        if len(self.examples) < EXAMPLES:
            self.examples += [f"{idea}: {e} lost" for e in lost]
            self.examples += [f"{idea}: {e} doubled" for e in doubled]
            self.examples += [f"{idea}: out of order"] * (not observed.in_order)


def write_of(effect: str) -> str:
    """Return the method that an effect belongs to; empty if it is none of the load."""
    return EFFECTS.get(effect.partition(" of ")[0], "")
