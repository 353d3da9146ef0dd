"""Refusals as statuses: always an `ErrorInfo`, never larger than trailers may be."""

import pytest
from google.protobuf.message import Message
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, PreconditionFailure
from google.rpc.status_pb2 import Status
from hypothesis import given
from hypothesis import strategies as st

from chassis.domain import DomainError, InvalidInput, RuleBroken, Violation
from chassis.rpc.errors import STATUSES, to_status

SMALL_TRAILERS = 8 * 1024
TEXTS = st.text(max_size=3000)
VIOLATIONS = st.lists(st.builds(Violation, st.just("REASON"), TEXTS, TEXTS), min_size=1)


def unpacked(status: Status, kind: Message) -> Message:
    assert any(detail.Unpack(kind) for detail in status.details)
    return kind


@pytest.mark.parametrize("kind", STATUSES)
def test_every_refusal_has_a_status_and_an_error_info(kind: type[DomainError]) -> None:
    status = to_status(kind(Violation("REASON", "ideas/7f3", "Text.")), "ideas")

    info = unpacked(status, ErrorInfo())
    assert status.code == STATUSES[kind].value[0]
    assert info == ErrorInfo(
        reason="REASON", domain="ideas.day1", metadata={"subject": "ideas/7f3"}
    )


def test_all_broken_rules_travel_at_once() -> None:
    broken = [Violation(f"R{n}", "ideas/7f3", "Do this.") for n in range(12)]

    failure = unpacked(to_status(RuleBroken(*broken), "ideas"), PreconditionFailure())

    assert isinstance(failure, PreconditionFailure)
    assert [v.type for v in failure.violations] == [v.reason for v in broken]


@given(VIOLATIONS)
def test_a_refusal_of_any_size_fits_the_trailers(violations: list[Violation]) -> None:
    status = to_status(InvalidInput(*violations), "ideas")

    assert len(status.SerializeToString()) * 4 / 3 < SMALL_TRAILERS
    request = unpacked(status, BadRequest())
    assert isinstance(request, BadRequest)
    assert request.field_violations
