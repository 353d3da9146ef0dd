"""Messages of today, and the same of a later version of the contract, as bytes."""

from pathlib import Path
from typing import cast

from day1.checks.v1 import checks_pb2 as checks
from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc

LATER = 99
"""An enum value that no version has yet."""

LATER_FIELD = b"\xc2\x3e\x05later"
"""Field 1000, a string, which no message has yet."""

RESUME = "resume-here"


def write_today(folder: Path) -> None:
    """Write an idea whose numbers are 0 or known, and the event of its change."""
    idea = pb.Idea(
        state=pb.IDEA_STATE_DRAFT,
        priority=0,
        stats=pb.IdeaStats(),
        document=document(checks.DOOR_KIND_TWO_WAY, pb.Claim(baseline=0, target=95)),
    )
    write(folder, idea, rpc.WatchIdeasResponse(changed=idea, resume_token=RESUME))


def write_later(folder: Path) -> None:
    """Write an idea with unknown values and fields, and an unknown kind of event."""
    state = cast("pb.IdeaState", LATER)
    kind = cast("checks.DoorKind", LATER)
    idea = pb.Idea(state=state, document=document(kind, pb.Claim(baseline=0)))
    idea.MergeFromString(LATER_FIELD)
    idea.document.MergeFromString(LATER_FIELD)
    event = rpc.WatchIdeasResponse(resume_token=RESUME)
    event.MergeFromString(LATER_FIELD)
    write(folder, idea, event)


def document(kind: "checks.DoorKind", claim: pb.Claim) -> pb.IdeaDocument:
    """Return a document with one door and one claim."""
    return pb.IdeaDocument(
        doors=[pb.Door(id="shops", kind=kind)],
        press_release=pb.PressRelease(claim=claim),
    )


def write(folder: Path, idea: pb.Idea, event: rpc.WatchIdeasResponse) -> None:
    """Write the files that a client reads."""
    folder.joinpath("idea").write_bytes(idea.SerializeToString())
    folder.joinpath("event").write_bytes(event.SerializeToString())
