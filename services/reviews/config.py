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
        max_readers: The most readers that one review may have.
        words_per_minute: How fast a careful reader reads.
    """

    model_config = SettingsConfigDict(
        env_prefix="REVIEWS_", frozen=True, extra="forbid"
    )

    light_clock: timedelta = timedelta(days=2)
    full_clock: timedelta = timedelta(days=10)
    light_readers: int = Field(1, ge=1)
    max_readers: int = Field(50, ge=1)
    words_per_minute: int = Field(200, ge=1)
