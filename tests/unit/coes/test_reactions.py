"""What coes does when an experiment breaks a guardrail, and when people ask."""

from copy import deepcopy
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.domain import NotFound, RuleBroken
from day1.experiments.v1 import experiments_events_pb2 as experiments
from day1.experiments.v1 import experiments_pb2 as api
from services.coes.application import commands, reactions
from services.coes.domain.breach import Harm
from services.coes.domain.coe import Coe
from services.coes.domain.heard import Heard
from services.coes.domain.report import TimelineEntry
from services.coes.messaging.consumer import (
    on_guardrail_breached,
    to_breach,
)
from tests.unit.coes.support import (
    BEFORE,
    EVE,
    KAI,
    LATER,
    NOON,
    POLICY,
    WorkInMemory,
    breach,
    human_run,
    opened,
    proposed,
    reasons,
    report,
)


def breached(severity: Any = api.BREACH_SEVERITY_HIGH, **changes: Any) -> Any:
    guardrail = api.Guardrail(metric="refund_rate", threshold=0.2)
    guardrail.severity = severity
    values: dict[str, Any] = {
        "experiment": "experiments/e1",
        "idea": "ideas/i1",
        "owner": KAI.name,
        "team": KAI.team,
        "value": 0.31,
        "units": 120,
        "incident_key": "e1/refund_rate/1",
        "title": "Boxes that fit",
        "units_exposed": 400,
        "start_time": Timestamp(seconds=int(BEFORE.timestamp())),
    }
    return experiments.ExperimentGuardrailBreached(
        guardrail=guardrail, **(values | changes)
    )


def test_the_event_is_understood_in_all_its_fields() -> None:
    assert to_breach(breached()) == breach()


@pytest.mark.parametrize("severity", [api.BREACH_SEVERITY_HIGH, 99])
def test_a_breach_of_high_or_unknown_severity_opens_a_coe(severity: int) -> None:
    work = WorkInMemory()

    on_guardrail_breached(work, breached(severity))

    [coe] = work.coes.by_id.values()
    assert coe.incident_key == "e1/refund_rate/1"


@pytest.mark.parametrize(
    "severity", [api.BREACH_SEVERITY_LOW, api.BREACH_SEVERITY_MEDIUM]
)
def test_a_breach_of_lower_severity_opens_nothing(severity: int) -> None:
    work = WorkInMemory()

    on_guardrail_breached(work, breached(severity))

    assert not work.coes.by_id


def test_the_same_incident_told_again_changes_nothing() -> None:
    work = WorkInMemory()
    on_guardrail_breached(work, breached())
    [coe] = work.coes.by_id.values()
    coe.ask_dismissal("A test order.", by=KAI, at=LATER)
    coe.dismiss("A test order.", by=EVE, at=LATER)
    before = deepcopy(coe)

    on_guardrail_breached(replace(work, now=LATER), breached(title="Other words"))

    [after] = work.coes.by_id.values()
    assert replace(after, version=0) == before


def test_the_same_incident_told_again_is_counted_while_it_is_open() -> None:
    work = WorkInMemory()
    on_guardrail_breached(work, breached())

    on_guardrail_breached(replace(work, now=LATER), breached(title="Other words"))

    [coe] = work.coes.by_id.values()
    assert coe.repeats == 1
    assert coe.report.title == "Guardrail refund_rate broke in Boxes that fit"


def test_another_incident_opens_another_coe() -> None:
    work = WorkInMemory()

    on_guardrail_breached(work, breached())
    on_guardrail_breached(work, breached(incident_key="e1/refund_rate/2"))

    assert len(work.coes.by_id) == 2


def test_a_person_opens_a_coe_under_an_id_of_their_choice_or_a_new_one() -> None:
    work = WorkInMemory(actor=KAI)

    chosen, _ = commands.create_coe(work, "torn-boxes", report(), policy=POLICY)
    given, _ = commands.create_coe(work, "", report(), policy=POLICY)

    assert (chosen.name, given.name) == ("coes/torn-boxes", "coes/c1")
    assert chosen.owner == KAI.name


def test_a_person_takes_a_coe_from_the_harm_to_the_question_why() -> None:
    work = WorkInMemory(actor=KAI)
    commands.create_coe(work, "c1", report(mitigate_time=None), policy=POLICY)
    begin = partial(commands.start_analysis, work, "c1", "")
    assert reasons(begin, RuleBroken) == ["NOT_MITIGATED"]

    commands.update_coe(
        work, "c1", "", lambda known: replace(known, mitigate_time=NOON), POLICY
    )

    assert begin().state == "ANALYZING"


def test_somebody_else_dismisses_it_once_the_owner_asked() -> None:
    work = WorkInMemory(actor=KAI)
    commands.create_coe(work, "c1", report(), policy=POLICY)

    asked = commands.dismiss_coe(work, "c1", "", "Our test order.")
    assert asked.state == "OPENED"
    coe = commands.dismiss_coe(replace(work, actor=EVE), "c1", "", "A test order.")

    assert (coe.state, coe.dismiss_reason) == ("DISMISSED", "A test order.")


def test_what_does_not_exist_is_not_found() -> None:
    work = WorkInMemory(actor=KAI)

    broken = reasons(lambda: commands.start_analysis(work, "c9", ""), NotFound)

    assert broken == ["COE_NOT_FOUND"]


def test_erased_texts_are_forgotten_wherever_they_were_copied() -> None:
    work = WorkInMemory()
    on_guardrail_breached(work, breached())
    [coe] = work.coes.by_id.values()
    imported = TimelineEntry(BEFORE, "It went up.", "/experiments/e1", imported=True)
    own = TimelineEntry(NOON, "We saw Boxes that fit.")
    summary = f"{coe.report.summary} Boxes that fit were small."
    coe.report = replace(coe.report, timeline=(imported, own), summary=summary)
    mechanism = proposed(origin_coes=(coe.name,), origin_titles=(coe.report.title,))
    mechanism.past = (mechanism.present_version(),)
    human = proposed(
        human_run(),
        mechanism_id="h",
        origin_coes=(coe.name, "coes/c9"),
        origin_titles=(coe.report.title, "Other"),
    )
    human.past = (human.present_version(),)
    work.mechanisms.add(mechanism)
    work.mechanisms.add(human)
    work.hearsay.keep(
        Heard(kind="", source="experiments/e1", idea="", fact="x", at=NOON)
    )

    reactions.erase_text(work, "ideas/i1")
    assert "Boxes that fit" in coe.report.title
    reactions.erase_text(work, "experiments/e1")
    reactions.erase_text(work, "experiments/e1")

    title = "Guardrail refund_rate broke in [erased]"
    assert coe.report.title == title
    assert coe.report.summary.endswith("so everyone gets control. [erased] were small.")
    assert [entry.fact for entry in coe.report.timeline] == ["[erased]", own.fact]
    assert coe.copied == ()
    assert mechanism.origin_titles == (title,)
    check = mechanism.past[0].check
    assert check
    assert check.origin_titles == (title,)
    assert human.origin_titles == (title, "Other")
    assert {heard.fact for heard in work.hearsay.events} == {"[erased]"}
    assert work.evidence.erased == ["ideas/i1", *["experiments/e1"] * 2]
    told = [type(event).__name__ for event in coe.events]
    assert told.count("CoeTextErased") == 1


def test_texts_of_an_abort_are_forgotten() -> None:
    harm = Harm(
        experiment="experiments/e1",
        idea="ideas/i1",
        owner=KAI.name,
        team=KAI.team,
        title="x" * 300,
        reason="Ann was hurt.",
        start_time=BEFORE,
    )
    coe = Coe.of_incident("c1", harm, by=EVE, at=NOON)

    coe.erase(by=EVE, at=LATER)

    assert coe.report.title == "Aborted after harm: [erased]"
    assert coe.report.summary.endswith("Aborted because: [erased]")


def test_what_was_imported_stays_marked_when_the_owner_writes() -> None:
    coe = opened()
    entry = TimelineEntry(BEFORE, "It went up.", imported=True)
    coe.add_to_timeline([entry], by=KAI, at=NOON, policy=POLICY)
    written = (
        replace(entry, imported=False),
        TimelineEntry(NOON, "Ours.", imported=True),
    )

    coe.update(replace(coe.report, timeline=written), by=KAI, at=LATER, policy=POLICY)

    assert [it.imported for it in coe.report.timeline] == [True, False]
