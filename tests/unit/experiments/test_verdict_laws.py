"""The verdict is a function of the frozen rule and of what was counted, and no more."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from services.experiments.domain.design import (
    Condition,
    DecisionRule,
    Direction,
    Figure,
)
from services.experiments.domain.inference import Interval
from services.experiments.domain.results import Effect
from services.experiments.domain.verdicts import Verdict, rule_verdict
from tests.unit.experiments.support import design, unknown, usd

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
    plan = design(decision_rule=rule)

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
    up = design(decision_rule=rule)
    down = replace(
        up, primary_metric=replace(up.primary_metric, direction=Direction.DOWN)
    )
    mirrored = tuple(map(opposite, found))

    assert rule_verdict(
        up, found, green=colour == "green", new_needs=needs
    ) is rule_verdict(down, mirrored, green=colour == "green", new_needs=needs)


@given(RULES, effects(), COLOURS, st.integers(0, 3))
def test_nothing_known_or_nothing_gained_is_always_a_kill(
    rule: DecisionRule, found: tuple[Effect, ...], colour: str, needs: int
) -> None:
    plan = design(decision_rule=rule)
    nothing = tuple(map(unknown, found))
    losses = tuple(map(as_loss, found))

    for none in (nothing, losses):
        verdict = rule_verdict(plan, none, green=colour == "green", new_needs=needs)
        assert verdict is Verdict.KILL


@given(effects(), COLOURS, st.integers(0, 3))
def test_a_rule_in_words_computes_nothing(
    found: tuple[Effect, ...], colour: str, needs: int
) -> None:
    verdict = rule_verdict(design(), found, green=colour == "green", new_needs=needs)

    assert verdict is Verdict.UNSPECIFIED
