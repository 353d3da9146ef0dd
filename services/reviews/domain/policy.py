"""The numbers of this service's rules. They come from its settings."""

from dataclasses import dataclass
from datetime import timedelta

from .document import ReviewPolicy


@dataclass(frozen=True, slots=True)
class Policy:
    """Every number that is a choice, with its default.

    Attributes:
        information_floor: Of FULL; LIGHT has none.
        unknowable_limit: No more of what is listed may be called unknowable on FULL.
        light_written_line: Below it, LIGHT says why it goes on.
        slow_mark: From this ratio on, waiting for more is probably slow.
        slow_after: How long it may wait there.
        long_shot_value: From this expected value on, a no is explained at length.
        long_shot_words: In so many different words.
    """

    light_clock: timedelta = timedelta(days=2)
    full_clock: timedelta = timedelta(days=10)
    light_readers: int = 1
    full_readers: int = 3
    full_teams: int = 2
    information_floor: float = 0.70
    unknowable_limit: float = 0.50
    light_written_line: float = 0.50
    slow_mark: float = 0.90
    slow_after: timedelta = timedelta(days=1)
    long_shot_value: float = 10.0
    long_shot_words: int = 15
    longest_exception: timedelta = timedelta(days=180)
    max_readers: int = 50
    max_needs: int = 100
    max_comments: int = 500
    max_replies: int = 50
    words_per_minute: int = 200

    def clock_of(self, path: ReviewPolicy) -> timedelta:
        """Return how long a review on this path may take."""
        return self.light_clock if path is ReviewPolicy.LIGHT else self.full_clock

    def readers_of(self, path: ReviewPolicy) -> int:
        """Return how many must have read to the end."""
        return self.light_readers if path is ReviewPolicy.LIGHT else self.full_readers
