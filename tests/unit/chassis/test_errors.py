"""Refusals as statuses: always an `ErrorInfo`, never larger than trailers may be."""

import pytest
from google.protobuf.message import Message
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, PreconditionFailure
from google.rpc.status_pb2 import Status
from hypothesis import given
from hypothesis import strategies as st

from chassis.domain import DomainError, InvalidInput, NotAllowed, RuleBroken, Violation
from chassis.rpc.errors import STATUSES, to_status

SMALL_TRAILERS = 8 * 1024
TEXTS = st.text(max_size=3000)
VIOLATIONS = st.lists(st.builds(Violation, st.just("REASON"), TEXTS, TEXTS), min_size=1)


def unpacked(status: Status, kind: Message) -> Message:
    assert any(detail.Unpack(kind) for detail in status.details)
    return kind


def info_of(status: Status) -> ErrorInfo:
    info = ErrorInfo()
    unpacked(status, info)
    return info


@pytest.mark.parametrize("kind", STATUSES)
def test_every_refusal_has_a_status_and_an_error_info(kind: type[DomainError]) -> None:
    status = to_status(kind(Violation("REASON", "ideas/7f3", "Text.")))

    assert status.code == STATUSES[kind].value[0]
    assert info_of(status) == ErrorInfo(
        reason="REASON", domain="day1.example", metadata={"subject": "ideas/7f3"}
    )


def test_all_broken_rules_travel_at_once() -> None:
    broken = [Violation(f"R{n}", "ideas/7f3", "Do this.") for n in range(12)]

    status = to_status(RuleBroken(*broken))

    failure = unpacked(status, PreconditionFailure())
    assert isinstance(failure, PreconditionFailure)
    assert [v.type for v in failure.violations] == [v.reason for v in broken]
    assert "violations_omitted" not in info_of(status).metadata


@given(VIOLATIONS)
def test_a_refusal_of_any_size_fits_the_trailers_and_says_what_is_left_out(
    violations: list[Violation],
) -> None:
    status = to_status(InvalidInput(*violations))

    assert len(status.SerializeToString()) * 4 / 3 < SMALL_TRAILERS
    request = unpacked(status, BadRequest())
    assert isinstance(request, BadRequest)
    assert request.field_violations
    omitted = int(info_of(status).metadata.get("violations_omitted", "0"))
    assert len(request.field_violations) + omitted == len(violations)


def test_a_refusal_without_details_says_how_much_it_leaves_out() -> None:
    broken = [Violation(f"R{n}", "ideas/7f3", "Do this.") for n in range(3)]

    status = to_status(NotAllowed(*broken))

    assert info_of(status).reason == "R0"
    assert info_of(status).metadata["violations_omitted"] == "2"
    assert status.message == "Do this."
