"""Settings of the reviews service, read once from the environment."""

from datetime import timedelta

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings

from .domain.policy import Policy

POLICY = Policy()


class ReviewsSettings(ServiceSettings):
    """Every `REVIEWS_*` variable.

    Attributes:
        light_clock: How long a review of two-way doors may take.
        full_clock: How long a review with a one-way door may take.
        light_readers: How many must have finished before a LIGHT decision.
        full_readers: How many, beside the authors, before a FULL one.
        full_teams: From how many teams these come, at least.
        information_floor: Less than this must not be known before a FULL approval.
        unknowable_limit: No more of the listed information may be called unknowable
            before a FULL approval.
        light_written_line: Below it, a LIGHT approval says why it goes on.
        slow_mark: From this ratio on, waiting for more is probably slow.
        slow_after: How long a review may wait there before that is said.
        long_shot_value: From this expected value on, a no is explained at length.
        long_shot_words: In how many different words.
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

    light_clock: timedelta = POLICY.light_clock
    full_clock: timedelta = POLICY.full_clock
    light_readers: int = Field(POLICY.light_readers, ge=1)
    full_readers: int = Field(POLICY.full_readers, ge=1)
    full_teams: int = Field(POLICY.full_teams, ge=1)
    information_floor: float = Field(POLICY.information_floor, ge=0, le=1)
    unknowable_limit: float = Field(POLICY.unknowable_limit, ge=0, le=1)
    light_written_line: float = Field(POLICY.light_written_line, ge=0, le=1)
    slow_mark: float = Field(POLICY.slow_mark, ge=0, le=1)
    slow_after: timedelta = POLICY.slow_after
    long_shot_value: float = Field(POLICY.long_shot_value, ge=0)
    long_shot_words: int = Field(POLICY.long_shot_words, ge=1)
    longest_exception: timedelta = POLICY.longest_exception
    max_readers: int = Field(POLICY.max_readers, ge=1, le=POLICY.max_readers)
    max_needs: int = Field(POLICY.max_needs, ge=1, le=POLICY.max_needs)
    max_comments: int = Field(POLICY.max_comments, ge=1, le=POLICY.max_comments)
    max_replies: int = Field(POLICY.max_replies, ge=1, le=POLICY.max_replies)
    words_per_minute: int = Field(POLICY.words_per_minute, ge=1)
