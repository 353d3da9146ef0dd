"""Common messages of contracts, and values of the future."""

from datetime import date
from enum import StrEnum

import pytest
from google.type import date_pb2

from chassis.checks import CheckResult
from chassis.domain import InvalidInput
from chassis.wire import enum_name, from_date, given, member, to_date
from day1.checks.v1 import checks_pb2 as pb


class Word(StrEnum):
    """A domain that knows one word of the contract."""

    PASS = "CHECK_RESULT_PASS"  # noqa: S105 - not a password


def test_a_date_travels_as_it_is() -> None:
    assert to_date(from_date(date(2028, 2, 29))) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2031, 2, 31), (2031, 2, 0), (0, 1, 1)]
)
def test_what_is_no_date_is_refused_at_its_place(
    year: int, month: int, day: int
) -> None:
    message = date_pb2.Date(year=year, month=month, day=day)

    with pytest.raises(InvalidInput) as refused:
        to_date(message, "idea.document.claim.by_date")

    (violation,) = refused.value.violations
    assert violation.reason == "FIELD_MALFORMED"
    assert violation.subject == "idea.document.claim.by_date"


def test_an_absent_field_is_none() -> None:
    tool = pb.GuardrailTool()
    assert given(tool, "threshold", float) is None

    tool.threshold = 0
    assert given(tool, "threshold", float) == 0.0


def test_a_value_of_the_future_has_the_default_name() -> None:
    assert enum_name(pb.CheckResult, 1, "?") == "CHECK_RESULT_PASS"
    assert enum_name(pb.CheckResult, 99, "?") == "?"


def test_a_value_of_the_future_is_the_default_member() -> None:
    assert member(CheckResult, pb.CheckResult, 1, None) is CheckResult.PASS
    assert member(CheckResult, pb.CheckResult, 99, None) is None
    assert member(Word, pb.CheckResult, pb.CHECK_RESULT_FAIL, Word.PASS) is Word.PASS
