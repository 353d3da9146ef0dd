"""Settings of the coes service, read once from the environment."""

from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings


class CoesSettings(ServiceSettings):
    """Every `COES_*` variable. No rule of this service has a number."""

    model_config = SettingsConfigDict(env_prefix="COES_", frozen=True, extra="forbid")
