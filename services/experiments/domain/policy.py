"""The numbers of this service's rules. They come from its settings."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Policy:
    """Every number that is a choice, with its default.

    Attributes:
        exposure_share_limit: The largest share of units that may be let in.
        ramp_rungs: Shares of units, none of which an exposure may skip.
        error_rate: How often all intervals of one metric together may miss.
        sample_ratio_p: Below this, chance did not split the units.
        sample_ratio_deviation: From this on, a wrong share of an arm matters.
        look_interval: Looks at the results are kept at most this often.
        survey_power: How often a survey should see the change that is there.
        horizon_day: How long a day of a metric's horizon takes.
    """

    certain_from: float = 0.95
    hopeless_to: float = 0.05
    exposure_share_limit: float = 0.5
    kill_switch_lifetime: timedelta = timedelta(days=7)
    batch_limit: int = 10_000
    ramp_rungs: tuple[float, ...] = (0.01, 0.05, 0.25, 0.5)
    error_rate: float = 0.05
    sample_ratio_p: float = 0.001
    sample_ratio_deviation: float = 0.001
    look_interval: timedelta = timedelta(hours=1)
    survey_power: float = 0.8
    horizon_day: timedelta = timedelta(days=1)
