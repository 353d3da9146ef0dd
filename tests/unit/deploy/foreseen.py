"""What the experiments service will say of a story, worked out as it does.

The demo tells who takes part and what they do; a verdict, a pause and a mismatch are
not told, they follow. Here they follow without a service.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from deploy.demo.designs import SCALE_FROM, guardrail_of, guardrails
from deploy.demo.experiments import spread, waves
from services.experiments import statistics
from services.experiments.domain.assignment import assign
from services.experiments.domain.design import Arm
from services.experiments.domain.inference import Moments

Json = dict[str, Any]

ARMS = (Arm("control", 1, control=True), Arm("treatment", 1))
ALPHA, POWER, RATIO_P = 0.05, 0.8, 0.001


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What follows from a story.

    Attributes:
        verdict: What the rule says; empty while nothing can be read.
        broken: The guardrail that breaks, and with which wave, from 1.
        too_few: Waves after which too few treated units have an outcome to go on.
        is_split_by_chance: Whether the sample ratio is as it was designed.
    """

    verdict: str
    broken: tuple[str, int] | None
    too_few: list[int]
    is_split_by_chance: bool


class Counts:
    """Units, and how many of them said yes, by arm and metric."""

    def __init__(self) -> None:
        self.units: Counter[str] = Counter()
        self._yes: Counter[tuple[str, str]] = Counter()

    def add(self, story: Json, by_arm: dict[str, list[str]]) -> None:
        """Count a wave of customers."""
        self.units.update({arm: len(units) for arm, units in by_arm.items()})
        for metric, rates in story["rates"].items():
            for arm, rate in zip(by_arm, rates, strict=True):
                told = spread(by_arm[arm], rate)
                self._yes[metric, arm] += int(sum(value for _, value in told))

    def moments(self, metric: str, arm: str) -> Moments:
        """Return what was counted of a metric in an arm."""
        yes = Decimal(self._yes[metric, arm])
        return Moments.of_conversions(self.units[arm], yes)


def foresee(story: Json) -> Foreseen:
    """Return what follows from a story."""
    counts, broken, too_few = Counts(), None, []
    coming = waves(story)
    for number, wave in enumerate(coming, 1):
        by_arm = _by_arm(story, wave.units, wave.exposure_share)
        counts.add(story, by_arm)
        needed = max(guardrail_of(one)["minUnits"] for one in guardrails(story))
        if number < len(coming) and len(by_arm["treatment"]) < needed:
            too_few.append(number)
        if broken is None and (metric := _broken(story, counts)):
            broken = (metric, number)
    ratio = statistics.sample_ratio(counts.units, {arm.id: 1 for arm in ARMS})
    is_chance = ratio.p is not None and ratio.p >= RATIO_P
    return Foreseen(_verdict(story, counts), broken, too_few, is_chance)


def wanted(story: Json) -> str:
    """Return the verdict that a story tells; empty for one that is not to be read."""
    if "verdict" in story["ending"] and "refused" not in story["ending"]:
        return str(story["ending"]["verdict"])
    return ""


def breaks(story: Json) -> tuple[str, int] | None:
    """Return which guardrail is to break, by rates far beyond it, at the last wave."""
    for guardrail in guardrails(story):
        metric = guardrail["metric"]
        if story["rates"][metric][1] > 2 * guardrail["atMost"]:
            return metric, len(waves(story))
    return None


def _by_arm(story: Json, units: list[str], share: float) -> dict[str, list[str]]:
    by_arm: dict[str, list[str]] = {arm.id: [] for arm in ARMS}
    for unit in units:
        place = assign(story["id"], unit, ARMS, share)
        assert place.enrolled
        by_arm[place.arm].append(unit)
    treated = by_arm["treatment"]
    del treated[: int(story.get("lostOnTheWay", 0.0) * len(treated))]
    return by_arm


def _broken(story: Json, counts: Counts) -> str:
    for guardrail in map(guardrail_of, guardrails(story)):
        metric, least = guardrail["metric"], guardrail["minUnits"]
        control, treated = (counts.moments(metric, arm.id) for arm in ARMS)
        share = statistics.share_bounds(treated, alpha=ALPHA).low
        worse = statistics.difference_bounds(
            control, treated, alpha=ALPHA, tuned_for=2 * least
        ).low
        if treated.n >= least and share > guardrail["threshold"] and worse > 0:
            return str(metric)
    return ""


def _verdict(story: Json, counts: Counts) -> str:
    metric = story["metric"]
    baseline, target = metric["baseline"], metric["targetEffect"]
    needed = statistics.conversions_needed(
        baseline, baseline + target, alpha=ALPHA, power=POWER
    )
    assert needed is not None
    is_over = "verdict" in story["ending"] and "refused" not in story["ending"]
    if min(counts.units.values()) < needed or not is_over:
        return ""
    control, treated = (counts.moments(metric["key"], arm.id) for arm in ARMS)
    interval = statistics.difference(
        control, treated, alpha=ALPHA, tuned_for=2 * needed
    ).interval
    assert interval is not None
    if interval.low >= story.get("scaleFrom", SCALE_FROM):
        return "SCALE"
    if story["ending"].get("newNeeds"):
        return "PIVOT"
    return "KILL" if interval.high < target else "INCONCLUSIVE"
