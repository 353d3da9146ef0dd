"""The trace that a caller names (W3C Trace Context)."""

import pytest

from chassis.rpc.calls import trace_in

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (TRACE, TRACE),
        ("", ""),
        ("00-1-2-01", ""),
        (TRACE.upper(), ""),
        (f"{TRACE} and more", ""),
        (f"{TRACE}\n", ""),
    ],
)
def test_a_malformed_trace_is_ignored(said: str, kept: str) -> None:
    assert trace_in({"traceparent": said}) == kept
    assert trace_in({}) == ""
