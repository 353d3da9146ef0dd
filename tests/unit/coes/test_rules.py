"""Each rule of COEs seen broken, and kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chassis.domain import Actor, InvalidInput, NotAllowed, RuleBroken
from services.coes.domain.coe import Coe
from services.coes.domain.report import IncidentSeverity, Report
from tests.unit.coes.support import (
    BEFORE,
    DAY,
    EVE,
    EXPERIMENTS,
    HOUR,
    JOY,
    KAI,
    LATER,
    NOON,
    POLICY,
    analyzing,
    chore,
    correction,
    opened,
    opened_by_breach,
    reasons,
    refusal,
    report,
)


def create(known: Report) -> Coe:
    return Coe.create("c1", known, by=KAI, at=NOON, policy=POLICY)


def test_only_the_owner_writes() -> None:
    coe = opened()

    broken = reasons(
        lambda: coe.update(report(), by=JOY, at=LATER, policy=POLICY), NotAllowed
    )

    assert broken == ["NOT_OWNER"]


def test_only_the_owner_starts_the_analysis() -> None:
    coe = opened()

    broken = reasons(lambda: coe.start_analysis(by=JOY, at=LATER), NotAllowed)

    assert broken == ["NOT_OWNER"]


def test_nobody_dismisses_their_own() -> None:
    coe = opened()

    broken = reasons(lambda: coe.dismiss("Fine.", by=KAI, at=LATER), NotAllowed)

    assert broken == ["REVIEWER_IS_OWNER"]


def test_no_owner_dismisses_from_another_team_either() -> None:
    moved = replace(KAI, team=EVE.team)
    coe = opened()

    broken = reasons(lambda: coe.dismiss("Fine.", by=moved, at=LATER), NotAllowed)

    assert broken == ["REVIEWER_IS_OWNER"]


@pytest.mark.parametrize("make", [opened, opened_by_breach])
def test_nobody_dismisses_what_its_owner_did_not_ask_for(
    make: Callable[[], Coe],
) -> None:
    coe = make()

    [violation] = refusal(lambda: coe.dismiss("Fine.", by=EVE, at=LATER), RuleBroken)

    assert violation.reason == "OWNER_HAS_NOT_ASKED"
    assert f"(coes/c1) is owned by {KAI.name}, who" in violation.description
    assert "Ask them to call DismissCoe first" in violation.description


@pytest.mark.parametrize("by", [JOY, EVE, EXPERIMENTS])
def test_only_the_owner_asks_to_dismiss(by: Actor) -> None:
    coe = opened()

    broken = reasons(lambda: coe.ask_dismissal("Fine.", by=by, at=LATER), NotAllowed)

    assert broken == ["NOT_OWNER"]


WRONG_DATES = [
    NOON - 365 * DAY,
    NOON,
    NOON + POLICY.correction_limit + HOUR / 3600,
    datetime(9000, 1, 1, tzinfo=UTC),
]


@pytest.mark.parametrize("due_at", WRONG_DATES)
def test_a_correction_is_due_soon_when_its_date_is_written(due_at: datetime) -> None:
    known = report(corrections=(correction(id="a", due_at=due_at), chore(id="b")))
    coe = opened(corrections=(correction(id="a"),))

    [told] = refusal(lambda: create(known), RuleBroken)
    changed = reasons(
        lambda: coe.update(known, by=KAI, at=NOON, policy=POLICY), RuleBroken
    )

    assert told.reason == "DUE_OUT_OF_RANGE"
    assert changed == ["DUE_OUT_OF_RANGE"]
    assert f"'Check the age of glue.' on {due_at:%Y-%m-%d %H:%M:%S} UTC." in (
        told.description
    )
    assert "Buy other glue" not in told.description
    assert "2026-08-29 12:00:00 UTC, 180 days from now." in told.description


def test_a_date_that_was_known_may_pass_and_the_last_one_counts() -> None:
    coe = opened(corrections=(correction(due_at=NOON + HOUR),))
    last = NOON + DAY + POLICY.correction_limit
    written = (*coe.report.corrections, chore(due_at=last))

    known = replace(coe.report, corrections=written)
    coe.update(known, by=KAI, at=NOON + DAY, policy=POLICY)

    assert [it.due_at for it in coe.report.corrections] == [NOON + HOUR, last]


def test_no_team_dismisses_its_own() -> None:
    coe = opened()

    broken = reasons(lambda: coe.dismiss("Fine.", by=JOY, at=LATER), NotAllowed)

    assert broken == ["REVIEWER_IN_SAME_TEAM"]


@pytest.mark.parametrize("title", ["", "  "])
def test_a_coe_is_never_without_a_title(title: str) -> None:
    known = report(title=title)

    assert reasons(lambda: create(known), InvalidInput) == ["TITLE_MISSING"]
    assert reasons(
        lambda: opened().update(known, by=KAI, at=LATER, policy=POLICY), InvalidInput
    ) == ["TITLE_MISSING"]


def test_a_coe_is_never_without_a_severity() -> None:
    known = report(severity=IncidentSeverity.UNSPECIFIED)

    assert reasons(lambda: create(known), InvalidInput) == ["SEVERITY_MISSING"]


def test_all_that_is_missing_is_named_at_once_and_by_its_field() -> None:
    known = report(title="", severity=IncidentSeverity.UNSPECIFIED)

    broken = refusal(lambda: create(known), InvalidInput)

    assert [violation.subject for violation in broken] == ["coe.title", "coe.severity"]


@pytest.mark.parametrize(
    "coe", [opened(), opened_by_breach()], ids=["person", "breach"]
)
def test_what_others_were_told_stays(coe: Coe) -> None:
    told = coe.report

    coe.update(
        replace(
            told, title="Refunds", source="services/glue", severity=IncidentSeverity.LOW
        ),
        by=KAI,
        at=LATER,
        policy=POLICY,
    )

    assert coe.report == replace(told, title="Refunds")


@pytest.mark.parametrize("field", ["detect_time", "mitigate_time"])
def test_nothing_is_noticed_or_over_before_it_began(field: str) -> None:
    times = {"detect_time": None, "mitigate_time": None, field: BEFORE}
    known = report(start_time=NOON, **times)

    [violation] = refusal(lambda: create(known), RuleBroken)

    assert violation.reason == "TIMELINE_UNORDERED"
    assert f"lies: {field}." in violation.description
    assert reasons(
        lambda: opened().update(known, by=KAI, at=LATER, policy=POLICY), RuleBroken
    ) == ["TIMELINE_UNORDERED"]


@pytest.mark.parametrize(
    "times",
    [
        {"start_time": None, "detect_time": BEFORE, "mitigate_time": BEFORE},
        {"start_time": NOON, "detect_time": NOON, "mitigate_time": NOON},
        {"start_time": BEFORE, "detect_time": NOON, "mitigate_time": BEFORE},
        {"start_time": NOON, "detect_time": None, "mitigate_time": None},
    ],
    ids=["no start", "at once", "over before it was noticed", "still going on"],
)
def test_a_timeline_may_be_like_this(times: dict[str, object]) -> None:
    assert create(report(**times)).events


def test_harm_is_stopped_before_anyone_asks_why() -> None:
    coe = opened(mitigate_time=None)

    [violation] = refusal(lambda: coe.start_analysis(by=KAI, at=LATER), RuleBroken)

    assert violation.reason == "NOT_MITIGATED"
    assert violation.description.startswith("First stop the harm; then ask why.")


def test_what_is_being_analysed_stays_mitigated() -> None:
    coe = analyzing()
    known = report(mitigate_time=None)

    broken = reasons(
        lambda: coe.update(known, by=KAI, at=LATER, policy=POLICY), RuleBroken
    )

    assert broken == ["NOT_MITIGATED"]


def test_all_broken_rules_come_at_once() -> None:
    coe = analyzing()
    known = report(detect_time=BEFORE - HOUR, mitigate_time=None)

    broken = reasons(
        lambda: coe.update(known, by=KAI, at=LATER, policy=POLICY), RuleBroken
    )

    assert broken == ["TIMELINE_UNORDERED", "NOT_MITIGATED"]


def test_a_refused_change_changes_nothing() -> None:
    coe = analyzing()
    before = (coe.report, coe.state, list(coe.events), list(coe.history))

    reasons(
        lambda: coe.update(report(mitigate_time=None), by=KAI, at=LATER, policy=POLICY),
        RuleBroken,
    )

    assert (coe.report, coe.state, coe.events, coe.history) == before
