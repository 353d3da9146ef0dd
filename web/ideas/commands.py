"""What can be done with an idea and with its questions."""

from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc

from ..commands import Command, Commands, Input
from ..personas import PERSONAS
from ..refusals import FieldProblem, FieldsRefused
from .rows import with_split_doors

PEOPLE = tuple((persona.name, persona.full_name) for persona in PERSONAS)
KINDS = (
    ("EVIDENCE_KIND_CUSTOMER_CONVERSATION", "a customer said so"),
    ("EVIDENCE_KIND_OBSERVED_BEHAVIOR", "customers were seen to do so"),
    ("EVIDENCE_KIND_SURVEY", "a survey (a proxy)"),
    ("EVIDENCE_KIND_DATA_ANALYSIS", "an analysis of data (a proxy)"),
    ("EVIDENCE_KIND_INVENTED_ON_BEHALF", "nobody asked: invented on their behalf"),
)
RESULTS = (
    ("EVIDENCE_RESULT_SUPPORTS", "speaks for the idea"),
    ("EVIDENCE_RESULT_CONTRADICTS", "speaks against it"),
    ("EVIDENCE_RESULT_NEW_NEED", "shows another need"),
)
TAGS = (
    ("EVIDENCE_TAG_NEED", "a need"),
    ("EVIDENCE_TAG_DREAM", "a dream"),
    ("EVIDENCE_TAG_FRUSTRATION", "a frustration"),
    ("EVIDENCE_TAG_OPINION", "an opinion"),
)
FIDELITIES = (
    ("FIDELITY_SKETCH", "a sketch"),
    ("FIDELITY_WIREFRAME", "a wireframe"),
    ("FIDELITY_MOCKUP", "a mock-up"),
    ("FIDELITY_PROTOTYPE", "a prototype"),
)


def one_content(entered: dict[str, str]) -> dict[str, str]:
    """Return the inputs of a picture. Raises `FieldsRefused` for two contents."""
    if entered.get("visual.svg", "").strip() and entered.get("visual.url", "").strip():
        words = "give either the drawing or its address, not both."
        raise FieldsRefused([FieldProblem("visual.url", "FIELD_MALFORMED", words)])
    return entered


COMMANDS = Commands(
    Command(
        "submit",
        "Submit for review",
        "The author may. The revision is frozen from then on.",
        rpc.SubmitIdeaRequest,
        lambda front: front.ideas.SubmitIdea,
    ),
    Command(
        "launch",
        "Launch",
        "The leader may, and is free from then on.",
        rpc.LaunchIdeaRequest,
        lambda front: front.ideas.LaunchIdea,
    ),
    Command(
        "reopen",
        "Reopen",
        "The author may, with evidence seen and added after the decision.",
        rpc.ReopenIdeaRequest,
        lambda front: front.ideas.ReopenIdea,
    ),
    Command(
        "assign-leader",
        "Name a leader",
        "Author or nominee may, while there is none; never who decided the review.",
        rpc.AssignLeaderRequest,
        lambda front: front.ideas.AssignLeader,
        (Input("leader", "Who leads it, and nothing else?", PEOPLE),),
    ),
    Command(
        "transfer-leader",
        "Hand over to another leader",
        "The leader may.",
        rpc.TransferLeaderRequest,
        lambda front: front.ideas.TransferLeader,
        (Input("leader", "Who leads it from now on?", PEOPLE),),
    ),
    Command(
        "recall",
        "Recall",
        "The author may, to write on; the review ends.",
        rpc.RecallIdeaRequest,
        lambda front: front.ideas.RecallIdea,
        (Input("reason", "Why take it back?"),),
    ),
    Command(
        "mark-duplicate",
        "Mark as a duplicate",
        "The author may. Questions and evidence move to the other idea.",
        rpc.MarkDuplicateRequest,
        lambda front: front.ideas.MarkDuplicate,
        (
            Input(
                "duplicate_of",
                "Which idea says it already?",
                hint="Like this: ideas/….",
                rows=0,
                sample="ideas/x",
            ),
        ),
        grave=True,
    ),
    Command(
        "withdraw",
        "Withdraw",
        "The author may. It stays readable for ever.",
        rpc.WithdrawIdeaRequest,
        lambda front: front.ideas.WithdrawIdea,
        (Input("reason", "Why give it up?"),),
        grave=True,
    ),
    Command(
        "kill",
        "Kill",
        "The leader may, while no decisive experiment runs; the author, if there is "
        "none. The learning stays.",
        rpc.KillIdeaRequest,
        lambda front: front.ideas.KillIdea,
        (
            Input("reason", "Why stop it?"),
            Input("learning", "What do we know now?", hint="Two sentences.", rows=3),
        ),
        grave=True,
    ),
    Command(
        "split-door",
        "Split this door",
        "Author and co-authors may.",
        rpc.SplitDoorRequest,
        lambda front: front.ideas.SplitDoor,
        tidy=with_split_doors,
    ),
    Command(
        "share",
        "Share",
        "The author may, once the press release is complete.",
        rpc.ShareIdeaRequest,
        lambda front: front.ideas.ShareIdea,
        (
            Input("readers", "Who should read it?", PEOPLE, is_list=True),
            Input("note", "What should they look at?"),
        ),
    ),
    Command(
        "ask",
        "Ask",
        "Anyone may. A hard question now is a cheap one.",
        rpc.CreateQuestionRequest,
        lambda front: front.ideas.CreateQuestion,
        (Input("question.text", "What do you want to know?"),),
        always=True,
    ),
    Command(
        "add-evidence",
        "Add this evidence",
        "Anyone may, in any state.",
        rpc.CreateEvidenceRequest,
        lambda front: front.ideas.CreateEvidence,
        (
            Input("evidence.summary", "What was seen or said?", rows=3),
            Input("evidence.kind", "How do we know?", KINDS),
            Input("evidence.result", "What does it say?", RESULTS),
            Input("evidence.tag", "Of what did they speak?", TAGS),
            Input(
                "evidence.source", "Who or what?", hint="No names of customers.", rows=0
            ),
            Input(
                "evidence.conversation_length",
                "Time spent with customers",
                hint="Such as 20 min.",
                rows=0,
                sample="1 min",
            ),
            Input("evidence.sample_size", "People or rows behind it", type="number"),
            Input(
                "evidence.invented_because", "If invented: why could nobody be asked?"
            ),
            Input("evidence.url", "Where can more be read?", rows=0),
        ),
        always=True,
    ),
    Command(
        "add-visual",
        "Add this picture",
        "Author and co-authors may, while it is a draft.",
        rpc.CreateVisualRequest,
        lambda front: front.ideas.CreateVisual,
        (
            Input(
                "visual.caption",
                "What does it show?",
                hint="Also for those who cannot see it.",
            ),
            Input("visual.fidelity", "How finished does it look?", FIDELITIES),
            Input("visual.svg", "The drawing, as SVG", rows=4, sample=" "),
            Input("visual.url", "Or where the file is", rows=0, sample="/x"),
        ),
        tidy=one_content,
    ),
    Command(
        "prioritize",
        "Move on the roadmap",
        "Author, co-authors and leader may, with the evidence that caused it.",
        rpc.PrioritizeIdeaRequest,
        lambda front: front.ideas.PrioritizeIdea,
        (
            Input("priority", "Place, 1 is first", type="number"),
            Input("reason", "Why?"),
            Input("evidence", "Because of", is_list=True, sample="ideas/x/evidence/x"),
        ),
    ),
)

APART = {"split-door", "share", "ask", "add-evidence", "add-visual", "prioritize"}
"""Shown where they belong, and not in the row of buttons."""

TABS = {
    "share": "questions",
    "ask": "questions",
    "add-evidence": "evidence",
    "add-visual": "evidence",
    "prioritize": "evidence",
}
"""Command to the page that it is on; otherwise the idea itself."""

QUESTIONS = Commands(
    Command(
        "upvote",
        "I want to know too",
        "One vote a person; votes order, they decide nothing.",
        rpc.UpvoteQuestionRequest,
        lambda front: front.ideas.UpvoteQuestion,
    ),
    Command(
        "answer",
        "Answer",
        "Author, co-authors and leader may.",
        rpc.AnswerQuestionRequest,
        lambda front: front.ideas.AnswerQuestion,
        (Input("answer", "The answer", rows=3),),
    ),
    Command(
        "promote",
        "Put into the FAQ",
        "Author and co-authors may.",
        rpc.PromoteQuestionRequest,
        lambda front: front.ideas.PromoteQuestion,
        (
            Input(
                "audience",
                "Which FAQ?",
                (
                    ("FAQ_AUDIENCE_CUSTOMER", "customers'"),
                    ("FAQ_AUDIENCE_INTERNAL", "internal"),
                ),
            ),
        ),
    ),
)

AWAITING: dict[int, str] = {
    pb.IDEA_STATE_SUBMITTED: "Waiting for the review to open.",
    pb.IDEA_STATE_IN_REVIEW: "Waiting for the review to decide.",
    pb.IDEA_STATE_EXPERIMENTING: "Waiting for the experiment to decide.",
}
"""What moves an idea by event."""

FINAL = {
    pb.IDEA_STATE_PIVOTED,
    pb.IDEA_STATE_KILLED,
    pb.IDEA_STATE_WITHDRAWN,
    pb.IDEA_STATE_DUPLICATE,
}

EXPERIMENTABLE = {
    pb.IDEA_STATE_APPROVED,
    pb.IDEA_STATE_EXPERIMENTING,
    pb.IDEA_STATE_LAUNCHED,
}
