"""What can be done with a mechanism."""

from day1.coes.v1 import mechanisms_service_pb2 as pb

from ..commands import Command, Commands, Input

YES_OR_NO = (("true", "yes"), ("false", "no"))
OTHERS = (
    "Someone may who is neither its proposer nor in the teams of its owner, of its "
    "proposer and of its COEs."
)
RESULTS = (("CHECK_RESULT_PASS", "all is well"), ("CHECK_RESULT_FAIL", "it is not"))

COMMANDS = Commands(
    Command(
        "adopt",
        "Adopt: let it act",
        OTHERS,
        pb.AdoptMechanismRequest,
        lambda front: front.mechanisms.AdoptMechanism,
    ),
    Command(
        "resume",
        "Let it act again",
        "The owner team may; it returns by itself as well.",
        pb.ResumeMechanismRequest,
        lambda front: front.mechanisms.ResumeMechanism,
    ),
    Command(
        "report-check-result",
        "Report what the check found",
        "A job or a service does so; a person may.",
        pb.ReportCheckResultRequest,
        lambda front: front.mechanisms.ReportCheckResult,
        (
            Input("subject", "About what?", hint="Such as services/reviews.", rows=0),
            Input("result", "What was found?", RESULTS),
            Input("evidence_url", "Where can it be seen?", rows=0),
        ),
    ),
    Command(
        "inspect",
        "Inspect it",
        "The owner team may. Look at its counters first.",
        pb.InspectMechanismRequest,
        lambda front: front.mechanisms.InspectMechanism,
        (
            Input("outputs_reached", "Are its outputs reached?", YES_OR_NO),
            Input("still_needed", "Is it still needed?", YES_OR_NO),
            Input(
                "we_own_it",
                "Do we own it?",
                YES_OR_NO,
                hint="No means that it costs more than it protects; then delete it.",
            ),
            Input("evidence", "What shows it?"),
            Input(
                "sunset_time",
                "A new end (UTC)",
                type="datetime-local",
                hint="Only if it is to go on beyond its sunset.",
            ),
        ),
    ),
    Command(
        "suspend",
        "Suspend it for seven days",
        "Who is on call for a service that acts on it may, once in 30 days. If it "
        "stopped that person lately, another member of the team may. It returns by "
        "itself.",
        pb.SuspendMechanismRequest,
        lambda front: front.mechanisms.SuspendMechanism,
        (Input("reason", "Why?"),),
    ),
    Command(
        "reject",
        "Reject",
        OTHERS,
        pb.RejectMechanismRequest,
        lambda front: front.mechanisms.RejectMechanism,
        (Input("reason", "Why?"),),
        grave=True,
    ),
    Command(
        "retire",
        "Retire it",
        "The owner team may, after an inspection that did not find all well.",
        pb.RetireMechanismRequest,
        lambda front: front.mechanisms.RetireMechanism,
        (Input("reason", "Why is it not needed any more?"),),
        grave=True,
    ),
)
