"""What can be done with an idea, and in which state."""

from day1.ideas.v1 import ideas_service_pb2 as pb

from ..commands import Command, Commands, Input

COMMANDS = Commands(
    Command(
        "submit",
        "Submit for review",
        "The author may.",
        pb.SubmitIdeaRequest,
        lambda front: front.ideas.SubmitIdea,
    ),
    Command(
        "recall",
        "Recall",
        "The author may, to write on.",
        pb.RecallIdeaRequest,
        lambda front: front.ideas.RecallIdea,
        (Input("reason", "Why take it back?"),),
    ),
    Command(
        "launch",
        "Launch",
        "The leader may.",
        pb.LaunchIdeaRequest,
        lambda front: front.ideas.LaunchIdea,
    ),
)

OFFERED: dict[int, tuple[str, ...]] = {
    pb.IDEA_STATE_DRAFT: ("submit",),
    pb.IDEA_STATE_SUBMITTED: ("recall",),
    pb.IDEA_STATE_IN_REVIEW: ("recall",),
    pb.IDEA_STATE_SCALING: ("launch",),
}
"""By state; a state that is not here waits for others."""

AWAITING: dict[int, str] = {
    pb.IDEA_STATE_SUBMITTED: "Waiting for the review to open.",
    pb.IDEA_STATE_IN_REVIEW: "Waiting for the review to decide.",
    pb.IDEA_STATE_EXPERIMENTING: "Waiting for the experiment to decide.",
}
"""What moves an idea by event: the page looks again by itself."""

EXPERIMENTABLE = {
    pb.IDEA_STATE_APPROVED,
    pb.IDEA_STATE_EXPERIMENTING,
    pb.IDEA_STATE_LAUNCHED,
}
