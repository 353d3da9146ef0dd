"""Times and lengths of time, between inputs and contract."""

import datetime as dt

import pytest
from google.protobuf.duration_pb2 import Duration
from google.type.date_pb2 import Date
from hypothesis import given
from hypothesis import strategies as st

from web import times


@pytest.mark.parametrize(
    ("entered", "meant"),
    [
        ("2026-12-24", "2026-12-24T00:00:00Z"),
        ("2026-12-24T08:30", "2026-12-24T08:30:00Z"),
        ("2026-12-24T08:30:05", "2026-12-24T08:30:05Z"),
        ("2026-12-24T08:30:05.25", "2026-12-24T08:30:05.25Z"),
        ("2026-12-24T08:30:05Z", "2026-12-24T08:30:05Z"),
        ("tomorrow", "tomorrow"),
    ],
)
def test_what_an_input_sends_is_utc(entered: str, meant: str) -> None:
    assert times.timestamp(entered) == meant


@pytest.mark.parametrize(
    ("entered", "meant"),
    [("7 d", "604800s"), ("1.5h", "5400s"), (" 30 min ", "1800s"), ("a while",) * 2],
)
def test_a_length_of_time_has_a_unit(entered: str, meant: str) -> None:
    assert times.duration(entered) == meant


@given(st.integers(1, 365 * 86_400))
def test_a_length_of_time_is_shown_as_it_can_be_entered(seconds: int) -> None:
    shown = times.length(Duration(seconds=seconds))
    read = Duration()

    read.FromJsonString(times.duration(shown))

    assert read.seconds == seconds


def test_what_is_not_there_is_shown_as_nothing() -> None:
    assert times.length(Duration()) == ""


@given(st.dates())
def test_a_day_is_shown_as_it_can_be_entered(day: dt.date) -> None:
    read = Date(**times.date(day.isoformat()))

    assert times.day(read) == day.isoformat()


def test_what_is_no_day_stays_as_it_is() -> None:
    assert times.date("soon") == "soon"
