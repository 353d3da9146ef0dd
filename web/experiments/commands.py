"""What can be done with an experiment, and in which state."""

from day1.experiments.v1 import experiments_service_pb2 as pb

from ..commands import Command, Commands, Input

VERDICTS = (
    ("VERDICT_SCALE", "scale: customers loved it"),
    ("VERDICT_PIVOT", "pivot: they responded well, try the next thing"),
    ("VERDICT_KILL", "kill: no insight"),
)

COMMANDS = Commands(
    Command(
        "verify-kill-switch",
        "I have tried the kill switch, and it works",
        "The owner may; good for seven days.",
        pb.VerifyKillSwitchRequest,
        lambda front: front.experiments.VerifyKillSwitch,
    ),
    Command(
        "start",
        "Start",
        "The owner may. The design is frozen from then on.",
        pb.StartExperimentRequest,
        lambda front: front.experiments.StartExperiment,
    ),
    Command(
        "pause",
        "Pause: everyone to control",
        "Anyone on the team may.",
        pb.PauseExperimentRequest,
        lambda front: front.experiments.PauseExperiment,
        (Input("cause", "Why pause it?"),),
    ),
    Command(
        "resume",
        "Resume",
        "The owner may, unless a COE of high severity is open on it.",
        pb.ResumeExperimentRequest,
        lambda front: front.experiments.ResumeExperiment,
    ),
    Command(
        "stop",
        "Stop collecting, start reading",
        "The owner may.",
        pb.StopExperimentRequest,
        lambda front: front.experiments.StopExperiment,
    ),
    Command(
        "abort",
        "Abort without a verdict",
        "Anyone on the team may.",
        pb.AbortExperimentRequest,
        lambda front: front.experiments.AbortExperiment,
        (Input("reason", "Why abort it?"),),
    ),
    Command(
        "decide",
        "Decide",
        "The leader of the idea may.",
        pb.DecideExperimentRequest,
        lambda front: front.experiments.DecideExperiment,
        (
            Input("verdict", "Which way?", VERDICTS),
            Input("learning", "What do we know now?"),
        ),
    ),
)

OFFERED: dict[int, tuple[str, ...]] = {
    pb.EXPERIMENT_STATE_DRAFT: ("verify-kill-switch", "start"),
    pb.EXPERIMENT_STATE_RUNNING: ("stop", "pause", "abort"),
    pb.EXPERIMENT_STATE_PAUSED: ("resume", "stop", "abort"),
    pb.EXPERIMENT_STATE_ANALYZING: ("decide", "abort"),
}
"""By state; what is aborted or decided is final."""

LIVE = {pb.EXPERIMENT_STATE_RUNNING, pb.EXPERIMENT_STATE_PAUSED}
"""States in which numbers may still change."""
