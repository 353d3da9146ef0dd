"""Settings of the coes service, read once from the environment."""

from datetime import timedelta

from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings

from .domain.policy import Policy

POLICY = Policy()


class CoesSettings(ServiceSettings):
    """Every `COES_*` variable.

    Attributes:
        whys_at_least: The least number of whys in a chain.
        whys_at_most: The greatest number of whys in a chain.
        whys_hint: A chain with fewer whys gets a hint.
        timeline_limit: Entries of a timeline.
        watch: For how long an error must not come back, to be closed.
        waiver_limit: The longest that a mechanism can be waived.
        suspension: After this a suspended mechanism returns by itself.
        inspection_every: Between two inspections of a mechanism.
        inspection_grace: After this a mechanism with an overdue inspection only warns.
        lifetime: From a mechanism's adoption to its sunset, when nobody said otherwise.
        sunset_notice: A mechanism gets a warning so long before its sunset.
        never_fired: A mechanism that did not fail for so long gets a warning.
        light_budget: Blocking items on the checklist of a two-way door.
        full_budget: Blocking items on the checklist of a one-way door.
        false_alarm_limit: The largest share of false alarms, estimated or counted.
        false_alarm_sample: The limit holds from this number of subjects on.
        harmless_after: An exception after which nothing happened for so long was a
            false alarm.
        backtest_window: How far a back-test looks back.
        backtest_limit: The most subjects that it looks at.
    """

    model_config = SettingsConfigDict(env_prefix="COES_", frozen=True, extra="forbid")

    whys_at_least: int = POLICY.whys_at_least
    whys_at_most: int = POLICY.whys_at_most
    whys_hint: int = POLICY.whys_hint
    timeline_limit: int = POLICY.timeline_limit
    watch: timedelta = POLICY.watch
    waiver_limit: timedelta = POLICY.waiver_limit
    suspension: timedelta = POLICY.suspension
    inspection_every: timedelta = POLICY.inspection_every
    inspection_grace: timedelta = POLICY.inspection_grace
    lifetime: timedelta = POLICY.lifetime
    sunset_notice: timedelta = POLICY.sunset_notice
    never_fired: timedelta = POLICY.never_fired
    light_budget: int = POLICY.light_budget
    full_budget: int = POLICY.full_budget
    false_alarm_limit: float = POLICY.false_alarm_limit
    false_alarm_sample: int = POLICY.false_alarm_sample
    harmless_after: timedelta = POLICY.harmless_after
    backtest_window: timedelta = POLICY.backtest_window
    backtest_limit: int = POLICY.backtest_limit
