"""What can be done with a COE, and in which state."""

from day1.coes.v1 import coes_service_pb2 as pb

from ..commands import Command, Commands, Input

COMMANDS = Commands(
    Command(
        "start-analysis",
        "Start asking why",
        "The owner may, once the harm has ended.",
        pb.StartAnalysisRequest,
        lambda front: front.coes.StartAnalysis,
    ),
    Command(
        "dismiss",
        "Dismiss",
        "A reviewer of another team may, when nothing was wrong.",
        pb.DismissCoeRequest,
        lambda front: front.coes.DismissCoe,
        (Input("reason", "Why was nothing wrong?"),),
    ),
)

OFFERED: dict[int, tuple[str, ...]] = {
    pb.COE_STATE_OPENED: ("start-analysis", "dismiss"),
}
"""By state; what is dismissed is final."""

WRITABLE = {pb.COE_STATE_OPENED, pb.COE_STATE_ANALYZING}
