"""What was heard of other services: the raw material of timelines and of the loop."""

from dataclasses import dataclass
from datetime import datetime

from .report import TimelineEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One event of another service.

    Attributes:
        kind: Its name, such as `ExperimentStarted`.
        source: Whom it happened to: `experiments/{experiment}` and so on.
        fact: In words.
        owner: Who owns the source, where the event says so.
        door_kind: `ONE_WAY` if one of the doors is, `TWO_WAY` if none; for reviews.
        hours: How long it took; for decisions of reviews.
    """

    kind: str
    source: str
    idea: str
    fact: str
    at: datetime
    owner: str = ""
    door_kind: str = ""
    hours: float | None = None

    def entry(self) -> TimelineEntry:
        """Return it as an entry of a timeline, with a link to its source."""
        return TimelineEntry(self.at, self.fact, f"/{self.source}", imported=True)
