"""What is true of COEs whatever happens to them."""

from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from chassis.domain import Actor, DomainError
from services.coes.api.mapping import to_message, to_report
from services.coes.application.reactions import guardrail_broke
from services.coes.domain import rules
from services.coes.domain.coe import TRANSITIONS, Coe, CoeState
from services.coes.domain.report import Impact, Report, Severity
from services.coes.storage.postgres import COES
from tests.unit.coes.support import (
    EVE,
    JOY,
    KAI,
    NOON,
    WorkInMemory,
    analyzing,
    breach,
    opened,
    opened_by_breach,
    report,
)

Step = Callable[[Coe], None]

TEXTS = st.text(max_size=20)
TIMES = st.none() | st.integers(-9, 9).map(lambda n: NOON + timedelta(minutes=n))
AMOUNTS = st.integers(0, 2**63 - 1)
REPORTS = st.builds(
    Report,
    title=TEXTS,
    severity=st.sampled_from(Severity),
    source=st.sampled_from(["", "services/packing", "experiments/e1"]),
    summary=TEXTS,
    impact=st.none() | st.builds(Impact, AMOUNTS, AMOUNTS, TEXTS),
    start_time=TIMES,
    detect_time=TIMES,
    mitigate_time=TIMES,
)
COMPLETE = st.builds(report, start_time=TIMES, detect_time=TIMES, mitigate_time=TIMES)
PEOPLE = st.sampled_from([KAI, JOY, EVE])
BEGINNINGS = st.sampled_from([opened, opened_by_breach, analyzing])


def update(known: Report, by: Actor) -> Step:
    return lambda coe: coe.update(known, by=by, at=NOON)


def start_analysis(by: Actor) -> Step:
    return lambda coe: coe.start_analysis(by=by, at=NOON)


def dismiss(by: Actor) -> Step:
    return lambda coe: coe.dismiss("Fine.", by=by, at=NOON)


STEPS = st.lists(
    st.one_of(
        st.builds(update, REPORTS, PEOPLE),
        st.builds(update, COMPLETE, st.just(KAI)),
        st.builds(start_analysis, PEOPLE),
        st.builds(dismiss, PEOPLE),
    ),
    max_size=8,
)


@given(BEGINNINGS, STEPS)
def test_states_only_move_along_the_table(
    begin: Callable[[], Coe], steps: list[Step]
) -> None:
    coe = begin()
    for step in steps:
        before = deepcopy(coe)
        try:
            step(coe)
        except DomainError:
            assert coe == before
            assert coe.events == before.events
        else:
            move = (before.state, type(coe.events[-1]))
            assert TRANSITIONS[move] == coe.state
            assert len(coe.events) == len(before.events) + 1


@given(BEGINNINGS, STEPS)
def test_a_report_is_complete_in_order_and_true_to_what_was_told(
    begin: Callable[[], Coe], steps: list[Step]
) -> None:
    coe = begin()
    told = (coe.report.source, coe.report.severity)
    for step in steps:
        with suppress(DomainError):
            step(coe)

        assert coe.report.title.strip()
        assert (coe.report.source, coe.report.severity) == told
        assert rules.timeline_unordered(coe.name, coe.report) is None
        assert coe.report.mitigate_time or coe.state is not CoeState.ANALYZING


@given(BEGINNINGS, STEPS)
def test_only_another_team_ever_dismisses(
    begin: Callable[[], Coe], steps: list[Step]
) -> None:
    coe = begin()
    for step in steps:
        with suppress(DomainError):
            step(coe)

    who = {entry.actor for entry in coe.history if entry.event == "CoeDismissed"}
    assert who <= {EVE.name}


@given(st.lists(st.sampled_from(["e1/a/1", "e1/a/2", "e1/b/1", "e2/a/1"])))
def test_there_is_one_coe_per_incident_however_often_it_is_told(
    keys: list[str],
) -> None:
    work = WorkInMemory()

    for key in keys:
        guardrail_broke(work, breach(incident_key=key))

    found = sorted(coe.incident_key for coe in work.coes.by_id.values())
    assert found == sorted(set(keys))


@given(REPORTS)
def test_what_an_owner_writes_comes_back_as_it_was(known: Report) -> None:
    coe = opened()
    coe.report = known

    assert to_report(to_message(coe)) == known


@given(REPORTS)
def test_a_stored_report_is_read_as_it_was(known: Report) -> None:
    coe = opened()
    coe.report = known

    assert COES.load(coe.version, COES.dump(coe)["body"]) == coe


@given(BEGINNINGS, STEPS)
def test_a_stored_coe_is_read_as_it_was(
    begin: Callable[[], Coe], steps: list[Step]
) -> None:
    coe = begin()
    for step in steps:
        with suppress(DomainError):
            step(coe)

    assert COES.load(coe.version, COES.dump(coe)["body"]) == coe
