"""The verdict is a function of the frozen rule and of what was counted, and no more."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from services.experiments.domain.design import (
    Arm,
    Condition,
    DecisionRule,
    Design,
    Direction,
    Figure,
)
from services.experiments.domain.inference import Interval
from services.experiments.domain.results import Effect
from services.experiments.domain.verdicts import Verdict, rule_verdict
from tests.unit.experiments.support import CONTROL, FITS, design, unknown, usd

NUMBERS = st.floats(-1e6, 1e6)
CONDITIONS = st.builds(
    Condition,
    st.sampled_from(Figure),
    st.none() | NUMBERS,
    st.booleans(),
    st.integers(min_value=0, max_value=3),
)
COLOURS = st.sampled_from(["green", "red"])
RULES = st.builds(DecisionRule, st.text(), st.text(), CONDITIONS, CONDITIONS)


TREATMENTS = ("t0", "t1", "t2")


def planned(rule: DecisionRule) -> Design:
    """Return a design with this rule, three treatments and a target of 0.1."""
    arms = (CONTROL, *map(Arm, TREATMENTS))
    return design(decision_rule=rule, arms=arms, primary_metric=FITS)


@st.composite
def effects(draw: st.DrawFn) -> tuple[Effect, ...]:
    """Return what is known of up to three treatments."""
    ends = draw(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), max_size=3))
    found = []
    for number, three in enumerate(ends):
        low, middle, high = sorted(three)
        known = Effect("fits", f"t{number}", 9, middle, Interval(low, high), 0.5)
        found.append(known if draw(st.booleans()) else unknown(known))
    return tuple(found)


def opposite(effect: Effect) -> Effect:
    """Return the effect with its sign turned round."""
    if effect.difference is None or effect.interval is None:
        return effect
    interval = Interval(-effect.interval.high, -effect.interval.low)
    return replace(effect, difference=-effect.difference, interval=interval)


def as_loss(effect: Effect) -> Effect:
    """Return an effect that is nowhere above zero."""
    if effect.difference is None or effect.interval is None:
        return effect
    interval = Interval(-abs(effect.interval.low), -abs(effect.interval.high))
    return replace(effect, difference=-abs(effect.difference), interval=interval)


@given(RULES, effects(), COLOURS, st.integers(0, 3))
def test_the_same_counts_give_the_same_verdict_in_any_order(
    rule: DecisionRule, found: tuple[Effect, ...], colour: str, needs: int
) -> None:
    plan = planned(rule)

    first = rule_verdict(plan, found, green=colour == "green", new_needs=needs)

    assert first is not Verdict.UNSPECIFIED
    again = rule_verdict(
        plan, tuple(reversed(found)), green=colour == "green", new_needs=needs
    )
    assert again is first
    renamed = replace(plan, title="Other", win_probability=0.9, loss_cap=usd(1))
    assert (
        rule_verdict(renamed, found, green=colour == "green", new_needs=needs) is first
    )


@given(RULES, effects(), COLOURS, st.integers(0, 3))
def test_a_metric_that_points_down_is_the_mirror_of_one_that_points_up(
    rule: DecisionRule, found: tuple[Effect, ...], colour: str, needs: int
) -> None:
    up = planned(rule)
    down = replace(
        up, primary_metric=replace(up.primary_metric, direction=Direction.DOWN)
    )
    mirrored = tuple(map(opposite, found))

    assert rule_verdict(
        up, found, green=colour == "green", new_needs=needs
    ) is rule_verdict(down, mirrored, green=colour == "green", new_needs=needs)


@given(RULES, effects(), COLOURS, st.integers(0, 3))
def test_nothing_known_is_inconclusive(
    rule: DecisionRule, found: tuple[Effect, ...], colour: str, needs: int
) -> None:
    nothing = tuple(map(unknown, found))

    verdict = rule_verdict(
        planned(rule), nothing, green=colour == "green", new_needs=needs
    )

    assert verdict is Verdict.INCONCLUSIVE


@given(RULES, effects(), COLOURS, st.integers(0, 3))
def test_only_what_has_no_effect_as_large_as_the_target_is_killed(
    rule: DecisionRule, found: tuple[Effect, ...], colour: str, needs: int
) -> None:
    verdict = rule_verdict(
        planned(rule), found, green=colour == "green", new_needs=needs
    )

    known = {effect.arm: effect.interval for effect in found if effect.interval}
    is_hopeless = known.keys() == set(TREATMENTS) and all(
        interval.high < 0.1 for interval in known.values()
    )
    assert is_hopeless or verdict is not Verdict.KILL
    assert not is_hopeless or verdict is not Verdict.INCONCLUSIVE


@given(RULES, effects(), st.integers(0, 3))
def test_nothing_is_scaled_while_a_guardrail_is_not_green(
    rule: DecisionRule, found: tuple[Effect, ...], needs: int
) -> None:
    verdict = rule_verdict(planned(rule), found, green=False, new_needs=needs)

    assert verdict is not Verdict.SCALE


@given(RULES, effects(), COLOURS, st.integers(0, 3))
def test_losses_are_killed(
    rule: DecisionRule, found: tuple[Effect, ...], colour: str, needs: int
) -> None:
    losses = tuple(as_loss(effect) for effect in found if effect.interval)
    arms = {effect.arm for effect in losses}
    plan = replace(
        planned(rule), arms=(CONTROL, *(Arm(arm) for arm in TREATMENTS if arm in arms))
    )

    verdict = rule_verdict(plan, losses, green=colour == "green", new_needs=needs)

    assert verdict is Verdict.KILL
