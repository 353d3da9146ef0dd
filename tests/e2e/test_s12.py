"""S12, the kill switch: while events stream in, everyone gets control at once.

886 events a second are a whole company's day in ten minutes. That rate is tried; the
rate that was reached and the times are told, and decide nothing: what decides is that
nobody gets the treatment who asks after the switch has answered.
"""

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import NamedTuple

import pytest

from deploy.api import Refused
from deploy.instance import Instance
from tests.e2e.story import REMEDY, Answer, Story

EVENTS_PER_SECOND = 886
TICK_SECONDS = 0.1
UNITS_PER_TICK = 30
EVENTS_PER_TICK = 3 * UNITS_PER_TICK
"""Each unit is exposed, and has two outcomes."""

EVENTS = 2000
"""So many flow before the switch is pulled."""

ASKERS = 2
CROWD = 1000
"""Units that are asked for at once, when all is over."""

Say = Callable[[str], None]


class Shown(NamedTuple):
    """What a unit was shown, and when it had asked."""

    asked_at: float
    answered_at: float
    arm: str


class Traffic:
    """Customers who come by, while others record what they did.

    Attributes:
        shown: Every assignment so far.
        recorded: Events that were counted so far.
        harm: Once set, everybody returns what they bought.
    """

    def __init__(self, story: Story) -> None:
        self.shown: list[Shown] = []
        self.recorded = 0
        self.harm = Event()
        self.harmed_at = 0.0
        self._story = story
        self._numbers = itertools.count()
        self._done = Event()
        self._began = time.monotonic()

    @property
    def rate(self) -> float:
        """Events a second so far."""
        return self.recorded / (time.monotonic() - self._began)

    @contextmanager
    def flowing(self) -> Iterator[None]:
        """Let it flow while the block lasts."""
        threads = [Thread(target=self._record)]
        threads += [Thread(target=self._ask) for _ in range(ASKERS)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._done.set()
            for thread in threads:
                thread.join()

    def last_treatment(self) -> float:
        """Return when the last unit was shown the treatment."""
        return max(one.answered_at for one in self.shown if one.arm == "treatment")

    def asked_after(self, moment: float) -> list[Shown]:
        """Return what those were shown who asked after a moment."""
        return [one for one in self.shown if one.asked_at > moment]

    def _ask(self) -> None:
        api, path = self._story.api("ann"), f"/v1/{self._story.experiment}:assign"
        while not self._done.is_set():
            asked_at = time.monotonic()
            arm = api.post(path, {"unit": f"visitor-{next(self._numbers)}"})["arm"]
            self.shown.append(Shown(asked_at, time.monotonic(), arm))

    def _record(self) -> None:
        self._began = time.monotonic()
        for tick in itertools.count():
            due = self._began + tick * TICK_SECONDS
            if self._done.wait(max(0.0, due - time.monotonic())):
                return
            try:
                self._tick([f"buyer-{tick}-{n}" for n in range(UNITS_PER_TICK)])
            except Refused as refusal:
                assert refusal.reasons == ["EXPERIMENT_NOT_RUNNING"]  # noqa: PT017 - in a thread
                return

    def _tick(self, units: list[str]) -> None:
        api, path = self._story.api("ann"), f"/v1/{self._story.experiment}"
        api.post(f"{path}:recordExposures", [{"unit": unit} for unit in units])
        self.recorded += len(units)
        is_harmful = self.harm.is_set()
        arms = self._story.arms_of(units) if is_harmful else {}
        outcomes: list[Answer] = [
            {"unit": unit, "measurement": {"metric": metric, "value": value}}
            for unit in units
            for metric, value in (
                ("ordered", 1.0),
                ("returned", float(arms.get(unit) == "treatment")),
            )
        ]
        api.post(f"{path}:recordOutcomes", outcomes)
        self.recorded += len(outcomes)
        if is_harmful and not self.harmed_at:
            self.harmed_at = time.monotonic()


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Return what tells the figures to whoever runs the tests."""

    def tell(text: str) -> None:
        with capsys.disabled():
            print(f"\n{text}")  # noqa: T201 - that is what it is for

    return tell


@pytest.fixture
def story(product: Instance) -> Story:
    """Return a story whose experiment runs."""
    story = Story(product)
    story.draft()
    story.submit()
    story.approve()
    story.start_wide(minRuntime="86400s")  # nobody reads its results meanwhile
    return story


def test_after_an_abort_nobody_gets_the_treatment(story: Story, say: Say) -> None:
    traffic = Traffic(story)
    with traffic.flowing():
        story.product.await_true(lambda: traffic.recorded >= EVENTS, "they flow")
        rate = traffic.rate
        pulled_at = time.monotonic()
        abort = f"/v1/{story.experiment}:abort"
        story.api("ann").post(abort, {"reason": "They are hurt."})
        answered_at = time.monotonic()
        story.product.await_true(
            lambda: len(traffic.asked_after(answered_at)) >= 50, "more have asked"
        )

    assert traffic.last_treatment() > traffic.shown[0].answered_at
    assert {one.arm for one in traffic.asked_after(answered_at)} == {"control"}
    everybody_gets_control(story)
    assert story.resource(story.experiment)["state"] == "EXPERIMENT_STATE_ABORTED"
    story.await_idea("APPROVED")
    say(
        f"S12: {rate:.0f} of {EVENTS_PER_SECOND} events/s; abort answered in"
        f" {answered_at - pulled_at:.3f} s, last treatment"
        f" {traffic.last_treatment() - pulled_at:+.3f} s after it was pulled"
    )


def test_a_guardrail_pulls_the_switch_by_itself(story: Story, say: Say) -> None:
    traffic = Traffic(story)
    with traffic.flowing():
        story.product.await_true(lambda: traffic.recorded >= EVENTS, "they flow")
        rate = traffic.rate
        traffic.harm.set()
        story.await_state(story.experiment, "EXPERIMENT_STATE_PAUSED")
        known_at = time.monotonic()
        story.product.await_true(
            lambda: len(traffic.asked_after(known_at)) >= 50, "more have asked"
        )

    assert {one.arm for one in traffic.asked_after(known_at)} == {"control"}
    everybody_gets_control(story)
    coe = story.first("coes")
    assert (coe["source"], coe["severity"]) == (
        story.experiment,
        "INCIDENT_SEVERITY_HIGH",
    )
    resume = f"/v1/{story.experiment}:resume"
    story.refuses("ann", resume, REMEDY, reasons=["COE_OPEN"])
    say(
        f"S12: {rate:.0f} of {EVENTS_PER_SECOND} events/s; last treatment"
        f" {traffic.last_treatment() - traffic.harmed_at:+.3f} s after the first harm"
        " was counted"
    )


def everybody_gets_control(story: Story) -> None:
    path = f"/v1/{story.experiment}:batchAssign"
    units = [f"customer-{n}" for n in range(CROWD)]
    places = story.api("kai").post(path, {"units": units})["assignments"]
    assert len(places) == CROWD
    assert {one["arm"] for one in places} == {"control"}
    assert not any(one["enrolled"] for one in places)
    answer = story.read(f"/v1/{story.experiment}/results")
    assert sum(int(arm["units"]) for arm in answer["arms"]) > 0, (
        "what was counted stays"
    )
