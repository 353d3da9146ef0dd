"""What coes does when an experiment breaks a guardrail, and when people ask."""

from copy import deepcopy
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.domain import NotFound, RuleBroken
from chassis.messaging import PoisonMessage
from day1.experiments.v1 import experiments_events_pb2 as experiments
from day1.experiments.v1 import experiments_pb2 as api
from services.coes.application import commands
from services.coes.messaging.consumer import (
    on_guardrail_breached,
    to_breach,
)
from tests.unit.coes.support import (
    BEFORE,
    EVE,
    KAI,
    LATER,
    POLICY,
    WorkInMemory,
    breach,
    reasons,
    report,
)


def breached(severity: str = "SEVERITY_HIGH", **changes: Any) -> Any:
    guardrail = api.Guardrail(metric="refund_rate", threshold=0.2, severity=severity)
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


def test_a_breach_of_high_severity_opens_a_coe() -> None:
    work = WorkInMemory()

    on_guardrail_breached(work, breached())

    [coe] = work.coes.by_id.values()
    assert coe.incident_key == "e1/refund_rate/1"


@pytest.mark.parametrize("severity", ["SEVERITY_LOW", "SEVERITY_MEDIUM"])
def test_a_breach_of_lower_severity_opens_nothing(severity: str) -> None:
    work = WorkInMemory()

    on_guardrail_breached(work, breached(severity))

    assert not work.coes.by_id


def test_a_breach_without_a_severity_can_never_be_handled() -> None:
    with pytest.raises(PoisonMessage, match="e1/refund_rate/1 has no severity 0"):
        on_guardrail_breached(WorkInMemory(), breached("SEVERITY_UNSPECIFIED"))


def test_the_same_incident_told_again_changes_nothing() -> None:
    work = WorkInMemory()
    on_guardrail_breached(work, breached())
    [coe] = work.coes.by_id.values()
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

    chosen = commands.create_coe(work, "torn-boxes", report(), policy=POLICY)
    given = commands.create_coe(work, "", report(), policy=POLICY)

    assert (chosen.name, given.name) == ("coes/torn-boxes", "coes/c1")
    assert chosen.owner == KAI.name


def test_a_person_takes_a_coe_from_the_harm_to_the_question_why() -> None:
    work = WorkInMemory(actor=KAI)
    commands.create_coe(work, "c1", report(mitigate_time=None), policy=POLICY)
    begin = partial(commands.start_analysis, work, "c1", "")
    assert reasons(begin, RuleBroken) == ["NOT_MITIGATED"]

    commands.update_coe(
        work, "c1", "", lambda known: replace(known, mitigate_time=LATER)
    )

    assert begin().state == "ANALYZING"


def test_somebody_else_dismisses_it() -> None:
    work = WorkInMemory(actor=KAI)
    commands.create_coe(work, "c1", report(), policy=POLICY)

    coe = commands.dismiss_coe(replace(work, actor=EVE), "c1", "", "A test order.")

    assert (coe.state, coe.dismiss_reason) == ("DISMISSED", "A test order.")


def test_what_does_not_exist_is_not_found() -> None:
    work = WorkInMemory(actor=KAI)

    broken = reasons(lambda: commands.start_analysis(work, "c9", ""), NotFound)

    assert broken == ["COE_NOT_FOUND"]
