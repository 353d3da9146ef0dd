"""Between the words of the domain and the words of the contract."""

from collections.abc import Sequence

from chassis.checks.messaging import to_findings
from chassis.etags import etag_of
from chassis.histories import history_of
from chassis.values import as_fields
from day1.checks.v1 import checks_pb2
from day1.experiments.v1 import experiments_pb2 as pb
from day1.experiments.v1 import experiments_service_pb2 as rpc

from ..application.reading import Reading
from ..domain.approval import Approval
from ..domain.decision import Call
from ..domain.events import CleanUpResult
from ..domain.experiment import Experiment
from ..domain.look import Look
from ..domain.policy import Policy
from ..domain.results import Effect
from ..domain.verdicts import Verdict
from .design import from_design
from .history import PUBLIC_NAMES

NOT_BASIC = (
    "hypothesis",
    "secondary_metrics",
    "guardrails",
    "injected_guardrails",
    "kill_switch",
    "decision_rule",
    "required_inputs",
    "treatment_reads",
    "checks",
    "warnings",
    "history",
)
"""What the view BASIC leaves out."""

NOT_BASIC_OF_DECISION = ("learning", "reason", "new_needs")
"""What it leaves out of a decision."""


def to_message(
    experiment: Experiment, view: int = pb.EXPERIMENT_VIEW_FULL
) -> pb.Experiment:
    """Return the experiment as others see it."""
    message = from_design(experiment.design)
    approval, decision = experiment.approval, experiment.decision
    pause, ending = experiment.paused, experiment.ending
    second, clean_up = experiment.second, experiment.clean_up
    message.MergeFrom(
        pb.Experiment(
            name=experiment.name,
            idea=experiment.idea,
            owner=experiment.owner,
            team=experiment.team,
            leader=experiment.leader,
            approval=_approval(approval) if approval else None,
            kill_switch_verify_time=experiment.kill_switch_verified_at,
            state=f"EXPERIMENT_STATE_{experiment.state}",
            possible_methods=experiment.possible,
            current_exposure_share=experiment.exposure_share,
            injected_guardrails=[
                pb.Guardrail(**as_fields(bound)) for bound in experiment.injected
            ],
            checks=[
                checks_pb2.CheckOutcome(**as_fields(asked))
                for asked in experiment.checks
            ],
            warnings=to_findings(experiment.warnings),
            start_time=experiment.began_at,
            stop_time=experiment.stopped_at,
            pause=pb.Pause(**as_fields(pause)) if pause else None,
            ending=pb.Ending(**as_fields(ending)) if ending else None,
            second=pb.DecisionSecond(**as_fields(second)) if second else None,
            decision=pb.ExperimentDecision(**as_fields(decision)) if decision else None,
            clean_up=pb.CleanUp(**as_fields(clean_up)) if clean_up else None,
            required_units_per_arm=experiment.required_units,
            create_time=experiment.created_at,
            update_time=experiment.updated_at,
            etag=etag_of(experiment),
            history=history_of(
                experiment,
                PUBLIC_NAMES,
                pb.ExperimentHistoryEntry,
                lambda state: f"EXPERIMENT_STATE_{state}",
            ),
        )
    )
    return _in_brief(message) if view == pb.EXPERIMENT_VIEW_BASIC else message


def to_results(reading: Reading, policy: Policy) -> rpc.GetResultsResponse:
    """Return the counts of each arm, in the order of the design, and what they say."""
    is_readable = not reading.still_needed
    return rpc.GetResultsResponse(
        arms=[
            pb.ArmResult(
                arm=arm.id,
                control=arm.control,
                units=reading.results.exposed(arm.id),
                metrics=_metric_results(reading, arm.id) if is_readable else [],
            )
            for arm in reading.experiment.design.arms
        ],
        collecting=not is_readable,
        still_needed=reading.still_needed,
        effects=to_effects(reading.effects),
        rule_verdict=reading.rule_verdict.value,
        findings=to_findings(reading.findings),
        confidence=1 - policy.error_rate,
    )


def to_effects(effects: Sequence[Effect]) -> list[pb.Effect]:
    """Return how far treatments are from control."""
    return [pb.Effect(**as_fields(effect)) for effect in effects]


def to_snapshot(look: Look) -> pb.ResultsSnapshot:
    """Return a look at the results."""
    return pb.ResultsSnapshot(
        name=f"experiments/{look.experiment}/resultsSnapshots/{look.id}",
        create_time=look.created_at,
        units=look.units,
        effects=to_effects(look.effects),
        sample_ratio_p=look.sample_ratio_p,
    )


def to_verdict(value: "pb.Verdict") -> Verdict:
    """Return the verdict; the contract allows no other value."""
    return Verdict(pb.Verdict.Name(value))


def to_clean_up_result(value: "pb.CleanUpResult") -> CleanUpResult:
    """Return what became of a treatment; the contract allows no other value."""
    return CleanUpResult(pb.CleanUpResult.Name(value))


def to_call(request: rpc.DecideExperimentRequest) -> Call:
    """Return what the leader says."""
    return Call(
        to_verdict(request.verdict),
        request.learning,
        request.reason,
        tuple(request.metrics_cited),
        tuple(request.new_needs),
    )


def _in_brief(message: pb.Experiment) -> pb.Experiment:
    """Return the message without what the view BASIC leaves out."""
    for name in NOT_BASIC:
        message.ClearField(name)
    if message.HasField("decision"):
        for name in NOT_BASIC_OF_DECISION:
            message.decision.ClearField(name)
    return message


def _approval(approval: Approval) -> pb.Approval:
    fields = as_fields(approval)
    del fields["leader"], fields["patience_until_time"]
    return pb.Approval(**fields)


def _metric_results(reading: Reading, arm: str) -> list[pb.MetricResult]:
    results, experiment = reading.results, reading.experiment
    keys = [tally.metric for tally in results.outcomes(arm)]
    samples = {key: experiment.counting.sample(key, (arm,), results) for key in keys}
    return [
        pb.MetricResult(
            metric=key,
            units=sample.units,
            mean=sample.mean,
            variance=sample.variance,
            recorded=sample.recorded.units,
        )
        for key, sample in samples.items()
    ]
