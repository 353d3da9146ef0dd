"""Nothing that an owner writes is lost between the contract and the domain."""

from dataclasses import fields, replace

import pytest
from google.protobuf.field_mask_pb2 import FieldMask

from chassis.checks import CheckResult, Evaluation, GuardrailAction
from chassis.domain import DomainEvent, HistoryEntry, InvalidInput, Violation
from chassis.etags import etag_of
from chassis.money import Money
from day1.checks.v1 import checks_pb2
from day1.experiments.v1 import experiments_pb2 as pb
from services.experiments.api import history, mapping
from services.experiments.api.design import (
    WRITABLE,
    from_design,
    to_change,
    to_design,
    to_library_metric,
    to_meaning,
)
from services.experiments.api.mapping import (
    to_clean_up_result,
    to_message,
    to_results,
    to_snapshot,
    to_verdict,
)
from services.experiments.application.reading import Reading
from services.experiments.domain import events
from services.experiments.domain.asked import AskedCheck
from services.experiments.domain.causes import EndTrigger, PauseTrigger
from services.experiments.domain.design import Design, Metric, MetricKind, Survey
from services.experiments.domain.events import CleanUpResult
from services.experiments.domain.library import Metric as LibraryMetric
from services.experiments.domain.life import ExperimentState
from services.experiments.domain.look import Look
from services.experiments.domain.results import Effect, Results
from services.experiments.domain.verdicts import Response, Verdict
from tests.unit.experiments.support import (
    CARA,
    FITS,
    HAPPY,
    LATER,
    MIA,
    NOON,
    POLICY,
    aborted,
    cancelled,
    check,
    decided,
    design,
    draft,
    exposed,
    gain,
    outcomes,
    paused,
    running,
    tidied,
    unknown,
    usd,
    watch,
    whole,
)


@pytest.mark.parametrize("sent", [design(), whole(), Design(title="Boxes")])
def test_a_design_comes_back_as_it_was_sent(sent: Design) -> None:
    experiment = draft()
    experiment.design = sent

    assert to_design(to_message(experiment)) == sent


def test_what_a_client_writes_is_what_a_design_has() -> None:
    assert set(WRITABLE) == {field.name for field in fields(Design)}
    assert set(WRITABLE) <= {field.name for field in pb.Experiment.DESCRIPTOR.fields}


def test_power_is_eighty_percent_unless_said() -> None:
    assert to_design(pb.Experiment()).power == 0.8
    assert to_message(draft()).power == 0.8
    assert to_message(draft(power=0.9)).power == 0.9


def test_zero_is_not_the_same_as_nothing_said() -> None:
    said = pb.Metric(key="fits", baseline=0, target_effect=0)
    rule = pb.DecisionRule(
        scale=pb.Condition(figure=pb.EFFECT_FIGURE_DIFFERENCE, at_least=0),
        pivot=pb.Condition(figure=pb.EFFECT_FIGURE_DIFFERENCE),
    )
    sent = pb.Experiment(win_probability=0, primary_metric=said, decision_rule=rule)

    message = from_design(to_design(sent))

    assert message.HasField("win_probability")
    assert message.primary_metric.HasField("baseline")
    assert message.primary_metric.HasField("target_effect")
    assert not message.primary_metric.HasField("standard_deviation")
    assert message.decision_rule.scale.HasField("at_least")
    assert not message.decision_rule.pivot.HasField("at_least")
    empty = from_design(Design(title="Boxes"))
    assert {field.name for field, _ in empty.ListFields()} == {"title", "power"}


def test_where_a_guardrail_came_from_is_not_for_its_author_to_say() -> None:
    sent = to_message(draft())
    sent.guardrails[0].from_mechanism = "mechanisms/m1"
    sent.guardrails[0].action = checks_pb2.GUARDRAIL_ACTION_UNSPECIFIED
    sent.guardrails[1].action = checks_pb2.GUARDRAIL_ACTION_ALERT

    first, second = to_design(sent).guardrails

    assert first == design().guardrails[0]
    assert second.action is GuardrailAction.ALERT


def test_every_field_of_the_message_is_filled() -> None:
    experiment = tidied()
    asked = Evaluation(check(), CheckResult.PASS)
    experiment.checks = (AskedCheck.of(asked, MIA),)
    unlimited = Violation("RUNTIME_UNLIMITED", experiment.name, "It never ends.")
    experiment.warnings = (unlimited,)
    message = to_message(experiment)

    filled = {field.name for field, _ in message.ListFields()}
    assert set(message.DESCRIPTOR.fields_by_name) - filled == {
        "pause",
        "current_exposure_share",
    }
    assert message.etag == etag_of(experiment)
    assert to_message(running()).current_exposure_share == 0.01
    decision = message.decision
    assert {field.name for field, _ in decision.ListFields()} == {
        *decision.DESCRIPTOR.fields_by_name
    } - {"followed_rule"}
    assert to_message(decided()).decision.followed_rule


def test_why_it_is_paused_or_ended_is_told_to_programs_and_people() -> None:
    assert to_message(paused()).pause == pb.Pause(
        trigger=pb.PAUSE_TRIGGER_PERSON, cause="Too many calls."
    )
    broken = running()
    watch(broken, outcomes("returns", green=[1.0] * 20))
    pause = to_message(broken).pause
    assert pause.trigger == pb.PAUSE_TRIGGER_GUARDRAIL
    assert pause.guardrail_metric == "returns"
    assert to_message(cancelled()).ending == pb.Ending(
        trigger=pb.END_TRIGGER_PERSON, cause="No time."
    )
    assert to_message(aborted()).ending.cause == "Supplier gone."
    assert not to_message(running()).HasField("pause")
    assert not to_message(running()).HasField("ending")


def test_the_basic_view_leaves_out_what_the_contract_says() -> None:
    experiment = tidied()
    experiment.checks = (AskedCheck.of(Evaluation(check(), CheckResult.PASS), MIA),)

    full = to_message(experiment)
    basic = to_message(experiment, pb.EXPERIMENT_VIEW_BASIC)

    left_out = {field.name for field, _ in full.ListFields()} - {
        field.name for field, _ in basic.ListFields()
    }
    assert left_out == set(mapping.NOT_BASIC) - {"warnings"}
    of_decision = {field.name for field, _ in full.decision.ListFields()} - {
        field.name for field, _ in basic.decision.ListFields()
    }
    assert of_decision == set(mapping.NOT_BASIC_OF_DECISION)
    assert not to_message(draft(), pb.EXPERIMENT_VIEW_BASIC).HasField("decision")


def test_a_history_has_public_names_only() -> None:
    shown = set(history.NAMES) | history.LEFT_OUT
    assert shown == {
        kind
        for kind in vars(events).values()
        if isinstance(kind, type) and issubclass(kind, DomainEvent)
    } - {DomainEvent}
    experiment = running()
    experiment.led_by("people/mia", by=MIA, at=LATER)

    names = [entry.event for entry in to_message(experiment).history]

    assert names == ["ExperimentCreated", "ExperimentStarted"]
    assert experiment.history[-1].event == "CopyUpdated"


def test_a_history_has_the_newest_hundred_entries() -> None:
    experiment = running()
    paused_, resumed = "ExperimentPaused", "ExperimentResumed"
    experiment.history = [
        HistoryEntry(NOON, f"people/p{n}", (paused_, resumed)[n % 2], "RUNNING")
        for n in range(150)
    ]

    actors = [entry.actor for entry in to_message(experiment).history]

    assert actors == [f"people/p{n}" for n in range(50, 150)]


def change(before: Design, sent: pb.Experiment, *paths: str) -> Design:
    """Return the design after an update."""
    return to_change(sent, FieldMask(paths=paths))(before)


def test_only_what_is_named_changes() -> None:
    sent = pb.Experiment(title="New", kill_switch="New")

    changed = change(design(), sent, "title", "primary_metric")

    assert changed.title == "New"
    assert changed.kill_switch == "Turn the flag off."
    assert changed.primary_metric == Metric()


def test_a_field_inside_another_changes_alone() -> None:
    sent = pb.Experiment(primary_metric=pb.Metric(key="other", baseline=0.5))

    changed = change(design(), sent, "primary_metric.baseline")

    assert changed == design(primary_metric=replace(FITS, baseline=0.5))


def test_an_update_without_a_mask_changes_what_is_set() -> None:
    money = Money("USD", 5)
    sent = pb.Experiment(loss_cap={"currency_code": "USD", "units": 5})

    assert change(design(), sent) == design(loss_cap=money)


def test_a_star_replaces_the_whole_design() -> None:
    changed = change(whole(), pb.Experiment(title="Boxes"), "*")

    assert changed == Design(title="Boxes")


def test_a_condition_cannot_lose_its_figure() -> None:
    with pytest.raises(InvalidInput, match="figure is not chosen") as refusal:
        change(whole(), pb.Experiment(title="Boxes"), "decision_rule.scale.figure")

    (violation,) = refusal.value.violations
    assert violation.reason == "FIELD_REQUIRED"
    assert violation.subject == "experiment.decision_rule.scale.figure"


def test_the_idea_never_changes() -> None:
    with pytest.raises(InvalidInput, match="Cannot change idea"):
        change(design(), pb.Experiment(idea="ideas/i2"), "idea")


@pytest.mark.parametrize("state", list(ExperimentState))
def test_the_contract_knows_every_state(state: ExperimentState) -> None:
    assert pb.ExperimentState.Value(f"EXPERIMENT_STATE_{state}")


@pytest.mark.parametrize("response", list(Response))
def test_the_contract_knows_every_response(response: Response) -> None:
    number = pb.CustomerResponse.Value(response.value)

    assert (number == 0) is (response is Response.UNSPECIFIED)


@pytest.mark.parametrize("result", list(CleanUpResult))
def test_the_contract_knows_every_result_of_a_clean_up(result: CleanUpResult) -> None:
    assert to_clean_up_result(pb.CleanUp(result=result.value).result) is result


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_contract_knows_every_verdict(verdict: Verdict) -> None:
    message = pb.ExperimentDecision(verdict=verdict.value)
    assert to_verdict(message.verdict) is verdict


def test_the_contract_knows_every_trigger() -> None:
    assert set(pb.PauseTrigger.keys()[1:]) == {each.value for each in PauseTrigger}
    assert set(pb.EndTrigger.keys()[1:]) == {each.value for each in EndTrigger}


def test_results_come_in_the_order_of_the_design() -> None:
    counted = Results(
        exposed(blue=2, old=3).tallies
        + outcomes("speed", blue=[1.0]).tallies
        + outcomes("fits", blue=[0.1, 0.2], old=[0.5]).tallies
    )
    effects = (gain(), unknown(gain(arm="blue")))

    message = to_results(Reading(running(), counted, effects=effects), POLICY)

    assert [(arm.arm, arm.control, arm.units) for arm in message.arms] == [
        ("old", True, 3),
        ("green", False, 0),
        ("blue", False, 2),
    ]
    fits, speed = message.arms[2].metrics
    assert (fits.metric, fits.units) == ("fits", 2)
    assert (round(fits.mean, 9), round(fits.variance, 9)) == (0.15, 0.005)
    assert (speed.metric, speed.units, speed.mean) == ("speed", 1, 1.0)
    assert not speed.HasField("variance")
    assert not message.collecting
    assert message.confidence == 0.95
    known, too_few = message.effects
    assert all(getattr(known, each.name) for each in fields(Effect))
    for name in ("difference", "interval", "p_value"):
        assert not too_few.HasField(name)


def test_losses_are_no_metric() -> None:
    counted = Results(exposed(old=3).tallies + outcomes("$losses", old=[5.0]).tallies)

    message = to_results(Reading(running(), counted), POLICY)

    assert list(message.arms[0].metrics) == []


def test_while_it_collects_only_units_are_told() -> None:
    counted = Results(exposed(old=3).tallies + outcomes("fits", old=[0.5]).tallies)

    message = to_results(Reading(running(), counted, ["more units"]), POLICY)

    assert message.collecting
    assert list(message.still_needed) == ["more units"]
    assert [(arm.units, list(arm.metrics)) for arm in message.arms] == [
        (3, []),
        (0, []),
        (0, []),
    ]


@pytest.mark.parametrize("p", [0.5, None])
def test_a_look_has_a_name_below_its_experiment(p: float | None) -> None:
    look = Look(
        id="l1",
        experiment="x1",
        units=9,
        effects=(gain(),),
        sample_ratio_p=p,
        created_at=NOON,
        updated_at=NOON,
    )

    message = to_snapshot(look)

    assert message.name == "experiments/x1/resultsSnapshots/l1"
    assert message.HasField("sample_ratio_p") == (p is not None)
    assert message.effects[0].interval.low == 0.2


@pytest.mark.parametrize("survey", [HAPPY.survey, None])
def test_a_metric_of_the_library_comes_back_as_it_was_sent(
    survey: Survey | None,
) -> None:
    said = replace(
        HAPPY, survey=survey, baseline=None, target_effect=None, standard_deviation=None
    )
    metric = LibraryMetric.create(said, "Happy", "By e-mail.", by=CARA, at=NOON)

    message = to_library_metric(metric)

    assert (message.name, message.title) == ("metrics/happy", "Happy")
    assert message.kind == pb.METRIC_KIND_SURVEY_PROXY
    assert message.HasField("survey") == (survey is not None)
    assert to_meaning("happy", message) == said
    assert MetricKind.BEHAVIOR.value in pb.MetricKind.keys()  # noqa: SIM118 - no dict


def test_money_is_exact() -> None:
    message = to_message(draft(loss_cap=usd(0.1)))

    assert (message.loss_cap.units, message.loss_cap.nanos) == (0, 100_000_000)
