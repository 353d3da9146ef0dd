"""What a COE does."""

import pytest

from chassis.domain import HistoryEntry
from services.coes.domain import events
from services.coes.domain.coe import Coe
from services.coes.domain.dismissal import AskedDismissal
from services.coes.domain.life import CoeState
from services.coes.domain.report import IncidentSeverity
from tests.unit.coes.support import (
    BEFORE,
    EVE,
    EXPERIMENTS,
    KAI,
    LATER,
    NOON,
    POLICY,
    analyzing,
    breach,
    dismissed,
    opened,
    opened_by_breach,
    report,
    to_be_dismissed,
)


def test_who_opens_a_coe_owns_it() -> None:
    coe = opened()

    assert (coe.owner, coe.team) == (KAI.name, KAI.team)
    assert coe.state is CoeState.OPENED
    assert coe.report == report()
    assert coe.idea == ""
    assert coe.incident_key == ""


def test_opening_is_told_with_all_that_others_need() -> None:
    assert opened().events == [
        events.CoeOpened(
            coe="coes/c1",
            source="services/packing",
            severity=IncidentSeverity.MEDIUM,
            idea="",
            owner=KAI.name,
            team=KAI.team,
            start_time=BEFORE,
            impact_so_far=report().impact,
            title="Boxes came back torn",
            at=NOON,
        )
    ]


def test_a_breach_opens_a_coe_for_the_owner_of_the_experiment() -> None:
    coe = opened_by_breach()

    assert (coe.owner, coe.team) == (KAI.name, KAI.team)
    assert (coe.report.source, coe.idea) == ("experiments/e1", "ideas/i1")
    assert coe.incident_key == "e1/refund_rate/1"
    assert coe.report.severity is IncidentSeverity.HIGH
    assert coe.history == [
        HistoryEntry(NOON, EXPERIMENTS.name, "CoeOpened", CoeState.OPENED)
    ]
    assert coe.events == [
        events.CoeOpened(
            coe="coes/c1",
            source="experiments/e1",
            severity=IncidentSeverity.HIGH,
            idea="ideas/i1",
            owner=KAI.name,
            team=KAI.team,
            start_time=BEFORE,
            impact_so_far=None,
            title="Guardrail refund_rate broke in Boxes that fit",
            at=NOON,
        )
    ]


def test_a_breach_says_what_broke() -> None:
    told = opened_by_breach().report

    assert told.title == "Guardrail refund_rate broke in Boxes that fit"
    assert told.summary == (
        "The mean of refund_rate was 0.31 over 120 units, above its threshold of 0.2. "
        "400 units had been exposed by then, in all arms. "
        "The experiment paused itself, so everyone gets control."
    )


def test_a_breach_can_be_below_its_threshold() -> None:
    told = breach(value=0.1).report(NOON)

    assert "was 0.1 over 120 units, below its threshold of 0.2." in told.summary


def test_a_long_title_is_cut_to_what_the_contract_allows() -> None:
    assert len(breach(title="x" * 200).report(NOON).title) == 200


def test_a_breach_began_with_the_experiment_and_is_noticed_when_the_news_arrives() -> (
    None
):
    told = opened_by_breach().report

    assert (told.start_time, told.detect_time) == (BEFORE, NOON)
    assert told.mitigate_time is None


def test_a_breach_is_not_noticed_before_it_began_even_where_clocks_disagree() -> None:
    assert breach(start_time=LATER).report(NOON).detect_time == LATER


def test_a_coe_on_an_idea_belongs_to_the_journey_of_the_idea() -> None:
    assert opened_by_breach().journey == "ideas/i1"


def test_a_coe_without_an_idea_is_its_own_journey() -> None:
    assert opened().journey == "coes/c1"


@pytest.mark.parametrize("coe", [opened(), analyzing()], ids=lambda coe: coe.state)
def test_the_owner_writes_down_what_is_known(coe: Coe) -> None:
    known = report(summary="The glue was wrong.")
    state = coe.state

    coe.update(known, by=KAI, at=LATER, policy=POLICY)

    assert coe.report == known
    assert coe.state is state
    assert coe.events[-1] == events.CoeUpdated(coe="coes/c1", at=LATER)
    assert coe.updated_at == LATER


def test_an_analysis_begins_once_the_harm_has_ended() -> None:
    coe = opened()

    coe.start_analysis(by=KAI, at=LATER)

    assert coe.state is CoeState.ANALYZING
    assert coe.events[-1] == events.CoeAnalysisStarted(
        coe="coes/c1", source="services/packing", at=LATER
    )


def test_a_reviewer_of_another_team_dismisses_with_a_reason() -> None:
    coe = to_be_dismissed()

    coe.dismiss("A test order.", by=EVE, at=LATER)

    assert coe.state is CoeState.DISMISSED
    assert coe.dismiss_reason == "A test order."
    assert coe.events[-1] == events.CoeDismissed(
        coe="coes/c1", source="services/packing", reason="A test order.", at=LATER
    )


def test_the_owner_asks_and_the_coe_stays_open_until_a_reviewer_agrees() -> None:
    coe = opened()

    coe.ask_dismissal("A test order.", by=KAI, at=NOON)
    coe.ask_dismissal("A test order of ours.", by=KAI, at=LATER)

    assert coe.state is CoeState.OPENED
    asked = AskedDismissal("A test order of ours.", KAI.name, LATER)
    assert coe.asked_dismissal == asked
    assert coe.events[-1] == events.CoeDismissalAsked(coe="coes/c1", at=LATER)
    coe.dismiss("So it was.", by=EVE, at=LATER)
    assert (coe.asked_dismissal, coe.dismiss_reason) == (asked, "So it was.")


def test_who_starts_the_analysis_does_not_ask_any_more() -> None:
    coe = to_be_dismissed()

    coe.start_analysis(by=KAI, at=LATER)

    assert coe.asked_dismissal is None


def test_history_says_who_did_what() -> None:
    assert dismissed().history == [
        HistoryEntry(NOON, KAI.name, "CoeOpened", CoeState.OPENED),
        HistoryEntry(NOON, KAI.name, "CoeDismissalAsked", CoeState.OPENED),
        HistoryEntry(NOON, EVE.name, "CoeDismissed", CoeState.DISMISSED),
    ]
