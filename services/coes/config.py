"""Settings of the coes service, read once from the environment."""

from datetime import timedelta

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from chassis.domain import Actor
from chassis.settings import ServiceSettings

from .domain.people import OnCall
from .domain.policy import Policy

POLICY = Policy()

ONE_ON_CALL = r"[a-z]+=[A-Za-z0-9._~-]+@[A-Za-z0-9._~-]+"

ON_CALL = "ideas=ben@books,reviews=hana@stores,experiments=dan@family,coes=kai@platform"
"""As `catalog-info.yaml` of each service says."""


class CoesSettings(ServiceSettings):
    """Every `COES_*` variable.

    Attributes:
        whys_at_least: The least number of whys in a chain.
        whys_at_most: The greatest number of whys in a chain.
        whys_hint: A chain with fewer whys gets a hint.
        timeline_limit: Entries of a timeline.
        watch: For how long an error must not come back, to be closed.
        waiver_limit: The longest that the mechanism of a COE can be waived, from its
            first waiver.
        correction_limit: How far ahead a correction is due at most, when its date is
            written.
        suspension: After this a suspended mechanism returns by itself.
        suspension_pause: A version that was suspended is not suspended again for so
            long.
        inspection_every: Between two inspections of a mechanism.
        inspection_grace: After this a mechanism with an overdue inspection only warns.
        lifetime: The longest from a mechanism's adoption or inspection to its sunset.
        sunset_notice: A mechanism gets a warning so long before its sunset.
        never_fired: A mechanism that did not fail for so long gets a warning.
        light_budget: Blocking items on the checklist of a two-way door.
        full_budget: Blocking items on the checklist of a one-way door.
        false_alarm_limit: The largest share of false alarms, estimated or counted.
        false_alarm_sample: The limit holds from this number of subjects on.
        false_alarm_failures: The limit holds from this number of failures on.
        harmless_after: An exception after which nothing happened for so long was a
            false alarm.
        backtest_window: How far a back-test looks back.
        backtest_limit: The most subjects that it looks at.
        on_call: Who is on call for each service that acts on mechanisms, as
            `service=person@team` with commas between them.
    """

    model_config = SettingsConfigDict(env_prefix="COES_", frozen=True, extra="forbid")

    whys_at_least: int = POLICY.whys_at_least
    whys_at_most: int = POLICY.whys_at_most
    whys_hint: int = POLICY.whys_hint
    timeline_limit: int = POLICY.timeline_limit
    watch: timedelta = POLICY.watch
    waiver_limit: timedelta = POLICY.waiver_limit
    correction_limit: timedelta = POLICY.correction_limit
    suspension: timedelta = POLICY.suspension
    suspension_pause: timedelta = POLICY.suspension_pause
    inspection_every: timedelta = POLICY.inspection_every
    inspection_grace: timedelta = POLICY.inspection_grace
    lifetime: timedelta = POLICY.lifetime
    sunset_notice: timedelta = POLICY.sunset_notice
    never_fired: timedelta = POLICY.never_fired
    light_budget: int = POLICY.light_budget
    full_budget: int = POLICY.full_budget
    false_alarm_limit: float = POLICY.false_alarm_limit
    false_alarm_sample: int = POLICY.false_alarm_sample
    false_alarm_failures: int = POLICY.false_alarm_failures
    harmless_after: timedelta = POLICY.harmless_after
    backtest_window: timedelta = POLICY.backtest_window
    backtest_limit: int = POLICY.backtest_limit
    on_call: str = Field(ON_CALL, pattern=f"^{ONE_ON_CALL}(,{ONE_ON_CALL})*$")

    @property
    def rota(self) -> OnCall:
        """Who is on call, by the name of the service."""
        each = (one.split("=") for one in self.on_call.split(","))
        return {f"services/{service}": person_of(told) for service, told in each}


def person_of(told: str) -> Actor:
    """Return the person that `person@team` means."""
    person, _, team = told.partition("@")
    return Actor(f"people/{person}", f"teams/{team}")
