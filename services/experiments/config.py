"""Settings of the experiments service, read once from the environment."""

from datetime import timedelta

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings

from .domain.policy import Policy

POLICY = Policy()


class ExperimentsSettings(ServiceSettings):
    """Every `EXPERIMENTS_*` variable.

    Attributes:
        certain_from: A win probability from here up is knowledge, not a question.
        hopeless_to: A win probability from here down is, too.
        exposure_share_limit: The largest share of units that may be let in.
        ramp_rungs: Shares of units, none of which an exposure may skip.
        kill_switch_lifetime: For how long a tried kill switch counts as tried.
        batch_limit: The most messages that one stream may carry.
        error_rate: How often all intervals of one metric together may miss.
        sample_ratio_p: Below this, chance did not split the units between the arms.
        sample_ratio_deviation: From here up, a wrong share of an arm matters.
        look_interval: Looks at the results are kept at most this often.
        survey_power: How often a survey should show a change that is there.
        horizon_day: How long a day of a metric's horizon takes.
    """

    model_config = SettingsConfigDict(
        env_prefix="EXPERIMENTS_", frozen=True, extra="forbid"
    )

    certain_from: float = POLICY.certain_from
    hopeless_to: float = POLICY.hopeless_to
    exposure_share_limit: float = Field(POLICY.exposure_share_limit, gt=0, le=0.5)
    ramp_rungs: tuple[float, ...] = POLICY.ramp_rungs
    kill_switch_lifetime: timedelta = POLICY.kill_switch_lifetime
    batch_limit: int = POLICY.batch_limit
    error_rate: float = Field(POLICY.error_rate, gt=0, lt=0.5)
    sample_ratio_p: float = POLICY.sample_ratio_p
    sample_ratio_deviation: float = POLICY.sample_ratio_deviation
    look_interval: timedelta = POLICY.look_interval
    survey_power: float = Field(POLICY.survey_power, gt=0, lt=1)
    horizon_day: timedelta = POLICY.horizon_day
