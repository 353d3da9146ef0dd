"""Settings of the ideas service, read once from the environment."""

from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings


class IdeasSettings(ServiceSettings):
    """Every `IDEAS_*` variable.

    Attributes:
        undo_days_limit: The longest way back that a two-way door may have.
    """

    model_config = SettingsConfigDict(env_prefix="IDEAS_", frozen=True, extra="forbid")

    undo_days_limit: int = 30
