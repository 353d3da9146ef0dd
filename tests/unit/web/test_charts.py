"""Where the lines of a chart go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web import charts
from web.charts import Reading, intervals, scales

FINITE = st.floats(-1e6, 1e6)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    effect = draw(FINITE)
    wide = draw(st.floats(0, 1e6) | st.just(float("inf")))
    return Reading(draw(st.floats(0, 1e9)), effect, effect - wide, effect + wide)


@given(st.lists(readings(), min_size=1, max_size=30), FINITE | st.none())
def test_nothing_is_drawn_outside_the_paper(
    shown: list[Reading], target: float | None
) -> None:
    chart = charts.interval_chart(shown, target)

    assert chart
    places = f"{chart.band} {chart.line}".split()
    for x, y in (place.split(",") for place in places):
        assert intervals.LEFT <= float(x) <= intervals.WIDTH - intervals.RIGHT
        assert intervals.TOP <= float(y) <= intervals.HEIGHT - intervals.BOTTOM
    assert len(chart.heights) <= 12
    assert (chart.target is None) == (target is None)


def test_an_interval_is_drawn_against_zero_and_the_target() -> None:
    chart = charts.interval_chart(
        [Reading(60, 0.03, 0.01, 0.05), Reading(0, 0.1, -1, 1.2)], target=0.02
    )

    assert chart
    assert chart.target is not None
    assert [one.seconds for one in chart.readings] == [0, 60]
    assert chart.upper < chart.last[1] < chart.target < chart.lower < chart.zero
    assert [mark.label for mark in chart.moments] == ["first look", "+30 s", "+1 min"]


def test_one_look_is_now() -> None:
    chart = charts.interval_chart([Reading(60, 1, 0, 2)], target=0)

    assert chart
    assert [mark.label for mark in chart.moments] == ["now"]


def test_without_a_readable_effect_there_is_no_chart() -> None:
    assert charts.interval_chart([], 1) is None
    assert charts.interval_chart([Reading(0, float("nan"), 0, 0)], 1) is None


@pytest.mark.parametrize(
    ("value", "bound", "at_most", "broken"),
    [
        (0.05, 0.04, True, True),
        (0.04, 0.04, True, False),
        (0.05, 0.04, False, False),
        (-1, 0, False, True),
    ],
)
def test_a_gauge_says_on_which_side_a_value_is(
    value: float, bound: float, *, at_most: bool, broken: bool
) -> None:
    found = charts.gauge(value, bound, at_most=at_most)

    assert found.is_broken is broken
    assert 0 <= min(found.value, found.bound) <= max(found.value, found.bound) <= 100


def test_bars_share_one_scale_from_zero() -> None:
    low, high = charts.bars([("May", 1), ("June", 4)], str)

    assert (high.height, low.height) == (90, 22.5)
    assert (low.label, low.words) == ("May", "1")
    assert charts.bars([], str) == ()
    assert charts.bars([("May", 0)], str)[0].height == 0


def test_a_strip_shows_on_which_side_of_zero_an_interval_is() -> None:
    across, above = charts.strip(-5.8, 21.8), charts.strip(1, 2)

    assert across.lower < across.zero < across.middle < across.upper
    assert above.zero < above.lower


@given(FINITE, FINITE)
def test_steps_are_round_and_inside(one: float, other: float) -> None:
    low, high = scales.widened(min(one, other), max(one, other))

    slack = (high - low) * 1e-6
    found = scales.steps(low, high)
    assert 1 <= len(found) <= 12
    assert all(low - slack <= step <= high + slack for step in found)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(5, "5 s"), (90, "1.5 min"), (7200, "2 h"), (86400, "1 day"), (172800, "2 days")],
)
def test_time_is_said_in_its_largest_unit(seconds: float, words: str) -> None:
    assert charts.elapsed(seconds) == words


@pytest.mark.parametrize(
    ("value", "spread", "words"),
    [
        (0.0570564, 0.0633945, "0.057"),
        (-0.006338, 0.0633945, "\N{MINUS SIGN}0.006"),
        (-0.0001, 0.063, "0.000"),
        (12345.6, 120.0, "12,346"),
        (0.11691, 0.0, "0.117"),
        (730.0, 0.0, "730"),
        (0.0, 0.0, "0"),
        (1.5, float("inf"), "1.5"),
    ],
)
def test_a_number_has_the_digits_that_are_known(
    value: float, spread: float, words: str
) -> None:
    assert charts.near(value, spread) == words
