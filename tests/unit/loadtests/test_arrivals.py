"""An open model: how fast answers come has no say in when requests are sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loadtests.load.arrivals import Arrivals, Punctuality

SERVICE_SECONDS = st.lists(st.floats(0, 5), min_size=1, max_size=40)


class Clock:
    """Time passes only when somebody sleeps or works."""

    def __init__(self) -> None:
        self.now = 1000.0

    def pass_by(self, seconds: float) -> None:
        assert seconds > 0, "nobody sleeps backwards"
        self.now += seconds


@given(SERVICE_SECONDS, st.integers(1, 2000))
def test_requests_are_due_at_a_constant_rate_whatever_the_service_takes(
    service: list[float], rate: int
) -> None:
    clock = Clock()
    arrivals = Arrivals(rate, len(service) / rate)
    due_times, sent = [], []
    for due, seconds in zip(
        arrivals.due(lambda: clock.now, clock.pass_by), service, strict=True
    ):
        due_times.append(due)
        sent.append(clock.now)
        clock.now += seconds

    expected = [1000 + n / rate for n in range(len(service))]
    assert due_times == pytest.approx(expected, abs=1e-9)
    # Late is only who has been held up; what was missed is made up for at once.
    for n in range(1, len(sent)):
        held_up = sent[n - 1] + service[n - 1]
        assert sent[n] == pytest.approx(max(due_times[n], held_up))


def test_a_generator_that_fell_behind_says_so() -> None:
    punctuality = Punctuality()
    for _ in range(98):
        punctuality.note(0.05)
    punctuality.note(0.2)
    assert not punctuality.is_kept

    punctuality.note(0.05)
    assert punctuality.is_kept
    assert (punctuality.sent, punctuality.late, punctuality.worst) == (100, 1, 0.2)
