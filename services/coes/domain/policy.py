"""The numbers of this service's rules. They come from its settings."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Every number that is a choice, with its default.

    Attributes:
        whys_at_least: The least number of whys in a chain.
        whys_at_most: The greatest number of whys in a chain.
        whys_hint: A chain with fewer whys gets a hint.
        timeline_limit: Entries of a timeline.
        watch: For how long an error must not come back, to be closed; also what a
            correction gets that has to be done again.
        waiver_limit: The longest that the mechanism of a COE can be waived, from its
            first waiver.
        correction_limit: How far ahead a correction is due at most, when its date is
            written.
        suspension: After this a suspended mechanism returns by itself; also how far
            back it matters whom it refused something.
        suspension_pause: A version that was suspended is not suspended again for so
            long.
        inspection_every: Between two inspections of a mechanism.
        inspection_grace: After this a mechanism with an overdue inspection only warns.
        lifetime: The longest from the adoption or an inspection to the sunset; also
            what it is when nobody said otherwise.
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
    """

    whys_at_least: int = 2
    whys_at_most: int = 12
    whys_hint: int = 5
    timeline_limit: int = 200
    watch: timedelta = timedelta(days=30)
    waiver_limit: timedelta = timedelta(days=90)
    correction_limit: timedelta = timedelta(days=180)
    suspension: timedelta = timedelta(days=7)
    suspension_pause: timedelta = timedelta(days=30)
    inspection_every: timedelta = timedelta(days=30)
    inspection_grace: timedelta = timedelta(days=14)
    lifetime: timedelta = timedelta(days=365)
    sunset_notice: timedelta = timedelta(days=30)
    never_fired: timedelta = timedelta(days=180)
    light_budget: int = 5
    full_budget: int = 15
    false_alarm_limit: float = 0.1
    false_alarm_sample: int = 20
    false_alarm_failures: int = 10
    harmless_after: timedelta = timedelta(days=14)
    backtest_window: timedelta = timedelta(days=180)
    backtest_limit: int = 2000
