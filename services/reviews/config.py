"""Settings of the reviews service, read once from the environment."""

from datetime import timedelta

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings


class ReviewsSettings(ServiceSettings):
    """Every `REVIEWS_*` variable.

    Attributes:
        light_clock: How long a review of two-way doors may take.
        full_clock: How long a review with a one-way door may take.
        light_readers: How many must have finished before a LIGHT decision.
        full_readers: How many, beside the authors, before a FULL one.
        full_teams: From how many teams these come, at least.
        information_floor: Less than this must not be known before a FULL approval.
        light_written_line: Below it, a LIGHT approval says why it goes on.
        slow_mark: From this ratio on, waiting for more is probably slow.
        slow_after: How long a review may wait there before that is said.
        long_shot_value: From this expected value on, a no is explained at length.
        long_shot_words: At how many words.
        longest_exception: How far ahead an exception may expire.
        max_readers: The most readers that one review may have.
        max_needs: The most that one review may list as to be known.
        max_comments: The most comments that one review may have.
        max_replies: The most replies that one comment may have.
        words_per_minute: How fast a careful reader reads.
    """

    model_config = SettingsConfigDict(
        env_prefix="REVIEWS_", frozen=True, extra="forbid"
    )

    light_clock: timedelta = timedelta(days=2)
    full_clock: timedelta = timedelta(days=10)
    light_readers: int = Field(1, ge=1)
    full_readers: int = Field(3, ge=1)
    full_teams: int = Field(2, ge=1)
    information_floor: float = Field(0.70, ge=0, le=1)
    light_written_line: float = Field(0.50, ge=0, le=1)
    slow_mark: float = Field(0.90, ge=0, le=1)
    slow_after: timedelta = timedelta(days=1)
    long_shot_value: float = Field(10, ge=0)
    long_shot_words: int = Field(15, ge=1)
    longest_exception: timedelta = timedelta(days=180)
    max_readers: int = Field(50, ge=1)
    max_needs: int = Field(100, ge=1)
    max_comments: int = Field(500, ge=1)
    max_replies: int = Field(50, ge=1)
    words_per_minute: int = Field(200, ge=1)
