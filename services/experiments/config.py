"""Settings of the experiments service, read once from the environment."""

from datetime import timedelta

from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings


class ExperimentsSettings(ServiceSettings):
    """Every `EXPERIMENTS_*` variable.

    Attributes:
        certain_from: A win probability from here up is knowledge, not a question.
        hopeless_to: A win probability from here down is, too.
        exposure_percent_limit: The largest share of units that may be let in.
        kill_switch_lifetime: For how long a tried kill switch counts as tried.
        batch_limit: The most messages that one stream may carry.
    """

    model_config = SettingsConfigDict(
        env_prefix="EXPERIMENTS_", frozen=True, extra="forbid"
    )

    certain_from: float = 0.95
    hopeless_to: float = 0.05
    exposure_percent_limit: int = 50
    kill_switch_lifetime: timedelta = timedelta(days=7)
    batch_limit: int = 10_000
