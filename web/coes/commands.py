"""What can be done with a COE."""

from day1.coes.v1 import coes_service_pb2 as pb

from ..commands import Command, Commands, Input

EVIDENCE = "Address of its data: https://… or /experiments/…."

OTHERS = (
    "Someone may of another team than its own and than that of what it happened to."
)

CLASSES = (
    ("WHY_CLASS_SYMPTOM", "symptom: what was seen"),
    ("WHY_CLASS_COMPONENT", "component: what a part did"),
    ("WHY_CLASS_HUMAN_ACTION", "human action: what someone did"),
    ("WHY_CLASS_PROCESS", "process: how the work is done"),
    ("WHY_CLASS_SYSTEMIC", "systemic: what lets it happen again"),
)

COMMANDS = Commands(
    Command(
        "start-analysis",
        "Start asking why",
        "The owner may, once the harm has ended.",
        pb.StartAnalysisRequest,
        lambda front: front.coes.StartAnalysis,
    ),
    Command(
        "import-timeline",
        "Add what was heard of it",
        "The owner may. Starts, pauses, breaches and ends, from events.",
        pb.ImportTimelineRequest,
        lambda front: front.coes.ImportTimeline,
    ),
    Command(
        "add-timeline-entry",
        "Add to the timeline",
        "The owner may.",
        pb.AddTimelineEntryRequest,
        lambda front: front.coes.AddTimelineEntry,
        (
            Input("entry.time", "When (UTC)", type="datetime-local"),
            Input("entry.fact", "What happened"),
            Input("entry.evidence_url", "Evidence", hint=EVIDENCE, rows=0),
        ),
    ),
    Command(
        "add-why",
        "Answer",
        "The owner may. Write roles, never names.",
        pb.AddWhyRequest,
        lambda front: front.coes.AddWhy,
        (
            Input("why.question", "Why …?", rows=0),
            Input("why.answer", "Because …"),
            Input("why.why_class", "How deep is that?", CLASSES),
            Input("why.evidence_url", "Evidence", hint=EVIDENCE, rows=0),
        ),
    ),
    Command(
        "submit",
        "Hand in the analysis",
        "The owner may.",
        pb.SubmitCoeRequest,
        lambda front: front.coes.SubmitCoe,
    ),
    Command(
        "approve",
        "Approve: the fix is a mechanism",
        f"{OTHERS} Its mechanism has to refuse, not only to tell.",
        pb.ApproveCoeRequest,
        lambda front: front.coes.ApproveCoe,
    ),
    Command(
        "return",
        "Return",
        OTHERS,
        pb.ReturnCoeRequest,
        lambda front: front.coes.ReturnCoe,
        (Input("comment", "What is missing?"),),
    ),
    Command(
        "waive-mechanism",
        "Go on without a mechanism for a while",
        f"{OTHERS} It ends 90 days after the first time, and nothing closes before.",
        pb.WaiveMechanismRequest,
        lambda front: front.coes.WaiveMechanism,
        (
            Input("reason", "Why?"),
            Input("expire_time", "Until (UTC)", type="datetime-local"),
        ),
    ),
    Command(
        "complete-correction",
        "Report it done",
        "The owner may, and anyone of its team. Mechanisms complete by themselves.",
        pb.CompleteCorrectionRequest,
        lambda front: front.coes.CompleteCorrection,
    ),
    Command(
        "mark-recurrence",
        "Say that it has come back",
        "The owner may. The earlier COE opens again.",
        pb.MarkRecurrenceRequest,
        lambda front: front.coes.MarkRecurrence,
        (
            Input(
                "recurrence_of", "Which earlier COE?", hint="Like this: coes/….", rows=0
            ),
        ),
    ),
    Command(
        "ask-dismissal",
        "Ask to dismiss it",
        "The owner may. A reviewer of another team then dismisses it.",
        pb.DismissCoeRequest,
        lambda front: front.coes.DismissCoe,
        (Input("reason", "Why was nothing wrong?"),),
    ),
    Command(
        "dismiss",
        "Dismiss",
        f"{OTHERS} Only when nothing was wrong, and its owner asked.",
        pb.DismissCoeRequest,
        lambda front: front.coes.DismissCoe,
        (Input("reason", "Why was nothing wrong?"),),
        grave=True,
    ),
)

ELSEWHERE = {"add-why", "complete-correction", "add-timeline-entry", "import-timeline"}
"""Commands with a place of their own on the page, beside what they change."""
