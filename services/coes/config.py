"""Settings of the coes service, read once from the environment."""

from datetime import timedelta

from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings

from .domain.policy import Policy

POLICY = Policy()


class CoesSettings(ServiceSettings):
    """Every `COES_*` variable.

    Attributes:
        whys_at_least: A shorter chain of whys has not asked why.
        whys_at_most: A longer one goes in circles.
        whys_hint: Below this a chain is asked to go on, and may stop.
        timeline_limit: Entries of a timeline.
        watch: For how long an error must not come back, to be closed.
        waiver_limit: The longest that a mechanism can be waived.
        suspension: After this a suspended mechanism returns by itself.
        inspection_every: Between two inspections of a mechanism.
        inspection_grace: After this an overdue inspection costs it its severity.
        lifetime: From a mechanism's adoption to its sunset, when nobody said otherwise.
        sunset_notice: So long before its sunset a mechanism warns of it.
        never_fired: A mechanism that says no to nobody for so long is looked at.
        light_budget: Blocking items on the checklist of a two-way door.
        full_budget: Blocking items on the checklist of a one-way door.
        false_alarm_limit: The largest share of false alarms, estimated or counted.
        false_alarm_sample: On fewer subjects a share says nothing.
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
