"""What can be done with an experiment, and on which tab."""

from day1.experiments.v1 import experiments_pb2 as pb
from day1.experiments.v1 import experiments_service_pb2 as rpc

from ..commands import Command, Commands, Input

VERDICTS = (
    ("VERDICT_SCALE", "scale: customers loved it, do it for all"),
    ("VERDICT_PIVOT", "pivot: they responded well, try the next thing"),
    ("VERDICT_KILL", "kill: there is no effect as large as the target"),
    ("VERDICT_INCONCLUSIVE", "inconclusive: nobody can tell yet"),
)
RESULTS = (
    ("CLEAN_UP_RESULT_KEPT", "kept: everyone gets it, the switch is gone"),
    ("CLEAN_UP_RESULT_DISCARDED", "discarded: nobody gets it, its code is gone"),
)

COMMANDS = Commands(
    Command(
        "verify-kill-switch",
        "I have tried the kill switch, and it works",
        "The owner may; good for seven days, and until what it switches is changed.",
        rpc.VerifyKillSwitchRequest,
        lambda front: front.experiments.VerifyKillSwitch,
    ),
    Command(
        "start",
        "Start",
        "The owner may. The design is frozen from then on.",
        rpc.StartExperimentRequest,
        lambda front: front.experiments.StartExperiment,
    ),
    Command(
        "cancel",
        "Cancel the draft",
        "The owner may.",
        rpc.CancelExperimentRequest,
        lambda front: front.experiments.CancelExperiment,
        (Input("reason", "Why give it up?"),),
        grave=True,
    ),
    Command(
        "ramp",
        "Let in the next step",
        "The owner may, once each guardrail has enough outcomes since the last step "
        "and health is green. Who is in stays in.",
        rpc.RampExperimentRequest,
        lambda front: front.experiments.RampExperiment,
    ),
    Command(
        "pause",
        "Pause: everyone to control",
        "Anyone on the team may.",
        rpc.PauseExperimentRequest,
        lambda front: front.experiments.PauseExperiment,
        (Input("reason", "Why pause it?"),),
    ),
    Command(
        "resume",
        "Resume",
        "The owner may, unless a COE of high severity is open on it.",
        rpc.ResumeExperimentRequest,
        lambda front: front.experiments.ResumeExperiment,
        (
            Input(
                "remedy",
                "What was done about the cause?",
                hint="Required after a guardrail broke.",
            ),
        ),
    ),
    Command(
        "stop",
        "Stop collecting, start reading",
        "The owner may.",
        rpc.StopExperimentRequest,
        lambda front: front.experiments.StopExperiment,
    ),
    Command(
        "abort",
        "Abort without a verdict",
        "Anyone on the team may, until the results can be read; then the leader "
        "decides. Everyone gets control at once.",
        rpc.AbortExperimentRequest,
        lambda front: front.experiments.AbortExperiment,
        (Input("reason", "Why abort it?"),),
        grave=True,
    ),
    Command(
        "decide",
        "Decide",
        "The leader of the idea may. Against the rule it takes a second person.",
        rpc.DecideExperimentRequest,
        lambda front: front.experiments.DecideExperiment,
        (
            Input(
                "verdict",
                "Which way?",
                VERDICTS,
                hint="After inconclusive the idea goes back to where it came from.",
            ),
            Input(
                "learning",
                "What do we know now?",
                hint="Required whatever the verdict is.",
                rows=4,
            ),
            Input(
                "metrics_cited",
                "Metrics it rests on",
                hint="Keys, one a line; when empty, the primary metric.",
                is_list=True,
            ),
            Input(
                "new_needs",
                "Needs nobody knew of",
                hint="From conversations with customers, one a line.",
                is_list=True,
            ),
            Input(
                "reason",
                "If against the rule: why?",
                hint="Only needed when the rule says something else.",
            ),
        ),
    ),
    Command(
        "second",
        "Back a verdict against the rule",
        "Someone may who neither owns nor leads it.",
        rpc.SecondDecisionRequest,
        lambda front: front.experiments.SecondDecision,
        (
            Input("verdict", "Which way?", VERDICTS),
            Input("reason", "Why is the rule wrong here?"),
        ),
    ),
    Command(
        "clean-up",
        "Note that it is cleaned up",
        "The owner may, once the treatment is kept or gone everywhere.",
        rpc.CleanUpExperimentRequest,
        lambda front: front.experiments.CleanUpExperiment,
        (
            Input(
                "result",
                "What became of the treatment?",
                RESULTS,
                hint="It is kept only after the verdict scale.",
            ),
            Input("note", "Where, and how can one see it?"),
        ),
    ),
)

TABS = {
    "design": ("verify-kill-switch", "start", "abort", "cancel"),
    "measure": ("ramp", "pause", "resume", "stop", "abort"),
    "learn": ("decide", "second", "clean-up"),
}
"""Where each command is offered: experiment, measure, learn."""

LIVE = {
    pb.EXPERIMENT_STATE_RUNNING,
    pb.EXPERIMENT_STATE_PAUSED,
    pb.EXPERIMENT_STATE_ANALYZING,
}
"""States in which numbers may still change."""


def tab_of(command_id: str) -> str:
    """Return the tab that a visitor goes back to after a command."""
    return next(tab for tab, ids in TABS.items() if command_id in ids)
