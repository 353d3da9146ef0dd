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
        ramp_rungs: Shares of units, none of which an exposure may skip.
        kill_switch_lifetime: For how long a tried kill switch counts as tried.
        batch_limit: The most messages that one stream may carry.
        error_rate: How often all intervals of one metric together may miss.
        sample_ratio_p: Below this, chance did not split the units between the arms.
        sample_ratio_deviation: From here up, a wrong share of an arm matters.
        look_interval: Looks at the results are kept at most this often.
        survey_power: How often a survey should show a change that is there.
    """

    model_config = SettingsConfigDict(
        env_prefix="EXPERIMENTS_", frozen=True, extra="forbid"
    )

    certain_from: float = 0.95
    hopeless_to: float = 0.05
    exposure_percent_limit: int = 50
    ramp_rungs: tuple[int, ...] = (1, 5, 25, 50)
    kill_switch_lifetime: timedelta = timedelta(days=7)
    batch_limit: int = 10_000
    error_rate: float = 0.05
    sample_ratio_p: float = 0.001
    sample_ratio_deviation: float = 0.001
    look_interval: timedelta = timedelta(hours=1)
    survey_power: float = 0.8
