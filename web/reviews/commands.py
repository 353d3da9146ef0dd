"""What can be done with a review, its comments and its checklist."""

from day1.reviews.v1 import reviews_service_pb2 as pb

from ..commands import Command, Commands, Input
from ..personas import PERSONAS
from ..refusals import FieldProblem, FieldsRefused

PEOPLE = tuple((persona.name, persona.full_name) for persona in PERSONAS)
OUTCOMES = (
    ("REVIEW_OUTCOME_APPROVE", "approve: try it"),
    ("REVIEW_OUTCOME_RETURN", "return: back to the author"),
    ("REVIEW_OUTCOME_DECLINE", "decline: no, with a reason"),
)
RETURN_REASONS = (
    ("RETURN_REASON_SPLIT_ONE_WAY_DOOR", "split a one-way door"),
    ("RETURN_REASON_ANSWER_COMMENTS", "answer the comments"),
    ("RETURN_REASON_MORE_INFORMATION", "learn more first"),
    ("RETURN_REASON_OTHER", "something else"),
)
POSITIONS = (
    ("POSITION_KIND_SUPPORT", "support"),
    ("POSITION_KIND_DISAGREE_AND_COMMIT", "disagree and commit"),
    ("POSITION_KIND_OBJECT", "object"),
)
NEED_STATES = (
    ("NEED_STATE_UNKNOWN", "unknown"),
    ("NEED_STATE_KNOWN", "known"),
    ("NEED_STATE_UNKNOWABLE", "unknowable"),
    ("NEED_STATE_LEFT_TO_EXPERIMENT", "left to an experiment"),
)
WEIGHTS = (("1", "nice to know"), ("2", "matters"), ("3", "decides it"))
KINDS = (
    ("COMMENT_KIND_COMMENT", "a remark"),
    ("COMMENT_KIND_QUESTION", "a question"),
    ("COMMENT_KIND_DEBATE", "a side in a debate"),
)
SEVERITIES = (
    ("COMMENT_SEVERITY_NOTE", "a note"),
    ("COMMENT_SEVERITY_BLOCKING", "blocking: say what clears it"),
)
TAGS = (
    ("COMMENT_TAG_NAMING", "not a good name"),
    ("COMMENT_TAG_QUOTE_DOUBT", "could a customer really say this?"),
    ("COMMENT_TAG_MISSING_CASE", "a case is missing"),
    ("COMMENT_TAG_OTHER", "something else"),
)
SUGGESTIONS = (
    ("SUGGESTION_KIND_STRIKE", "strike it out"),
    ("SUGGESTION_KIND_REPLACE", "replace it"),
)
PRINCIPLES = tuple(
    (name.lower(), name)
    for name in (
        "Customer Obsession",
        "Ownership",
        "Invent and Simplify",
        "Are Right, A Lot",
        "Learn and Be Curious",
        "Hire and Develop the Best",
        "Insist on the Highest Standards",
        "Think Big",
        "Bias for Action",
        "Frugality",
        "Earn Trust",
        "Dive Deep",
        "Have Backbone; Disagree and Commit",
        "Deliver Results",
    )
)
READ_HASH = Input("document_hash", "", type="hidden")
"""Of the text that the visitor has seen: another text is refused."""

COMMENT_INPUTS = (
    Input("comment.text", "What do you say?", rows=3),
    Input("comment.kind", "What is it?", KINDS),
    Input("comment.severity", "How grave is it?", SEVERITIES),
    Input("comment.clears_when", "What would clear it?"),
    Input("comment.tag", "What kind of mark?", TAGS),
    Input("comment.suggestion.kind", "Another wording?", SUGGESTIONS),
    Input("comment.suggestion.replacement", "Write instead"),
    Input("comment.principle", "Which principle does it rest on?", PRINCIPLES),
)


def says_why(entered: dict[str, str]) -> dict[str, str]:
    """Return a ruling as it is. Raises `FieldsRefused` when it gives no reason.

    Programs may leave it out where the way back is open; what people decide on a page
    stays in the decision log without it for ever.
    """
    if entered.get("rationale", "").strip():
        return entered
    words = "say why, in a line: the decision log keeps it for ever."
    raise FieldsRefused([FieldProblem("rationale", "RATIONALE_MISSING", words)])


COMMANDS = Commands(
    Command(
        "start",
        "Start the reading",
        "The decider may; the checklist is made of the checks that are active now.",
        pb.StartReviewRequest,
        lambda front: front.reviews.StartReview,
    ),
    Command(
        "finish-reading",
        "I have read it to the end",
        "A reader may. Nothing counts before.",
        pb.FinishReadingRequest,
        lambda front: front.reviews.FinishReading,
        (READ_HASH,),
    ),
    Command(
        "set-position",
        "Take a position",
        "A reader may, after reading. Nobody else sees it before the debate opens.",
        pb.SetPositionRequest,
        lambda front: front.reviews.SetPosition,
        (
            Input("kind", "Where do you stand?", POSITIONS),
            Input("text", "Why?"),
        ),
    ),
    Command(
        "name-decider",
        "Name the decider",
        "Anyone involved may name the first; then only the decider hands over. Who "
        "decided the last revision decides this one, or hands over.",
        pb.NameDeciderRequest,
        lambda front: front.reviews.NameDecider,
        (Input("decider", "Who decides?", PEOPLE),),
    ),
    Command(
        "invite-reader",
        "Invite a reader",
        "The author, the decider and the readers may.",
        pb.InviteReaderRequest,
        lambda front: front.reviews.InviteReader,
        (Input("reader", "Who else should read it?", PEOPLE),),
    ),
    Command(
        "comment",
        "Comment",
        "A reader may, after reading.",
        pb.CreateCommentRequest,
        lambda front: front.reviews.CreateComment,
        COMMENT_INPUTS,
    ),
    Command(
        "open-debate",
        "Open the debate",
        "The decider may, once enough have read and taken a position. All positions "
        "are shown.",
        pb.OpenDebateRequest,
        lambda front: front.reviews.OpenDebate,
    ),
    Command(
        "request-reread",
        "Ask for a second reading",
        "The decider may, after a substantial new argument.",
        pb.RequestRereadRequest,
        lambda front: front.reviews.RequestReread,
        (Input("reason", "What is new?"),),
    ),
    Command(
        "add-need",
        "List it",
        "The author, the decider and who has read it may. Behind a one-way door the "
        "author cannot say that something is known.",
        pb.CreateInformationNeedRequest,
        lambda front: front.reviews.CreateInformationNeed,
        (
            Input("information_need.text", "What do you wish you knew?"),
            Input("information_need.weight", "How much does it matter?", WEIGHTS),
            Input("information_need.state", "Is it known?", NEED_STATES),
            Input(
                "information_need.source",
                "From where?",
                hint="Required if it is known, or cannot be known.",
                rows=0,
            ),
        ),
    ),
    Command(
        "close-topic",
        "Close the topic",
        "The decider may, once somebody else has argued about it.",
        pb.CloseDebateTopicRequest,
        lambda front: front.reviews.CloseDebateTopic,
        (
            Input("topic", "", type="hidden", sample="topic-1"),
            Input("outcome", "What did the debate come to?"),
        ),
    ),
    Command(
        "answer-item",
        "Answer",
        "The author, the decider and who has read it may; the last answer counts. A "
        "risk is lowered by who raised it, or by the decider.",
        pb.AnswerChecklistItemRequest,
        lambda front: front.reviews.AnswerChecklistItem,
    ),
    Command(
        "accept-fix",
        "Accept the fix",
        "The decider may; if it is the decider's own, another reader. Never an author.",
        pb.AcceptChecklistFixRequest,
        lambda front: front.reviews.AcceptChecklistFix,
        (
            Input("item", "", type="hidden"),
            Input("reason", "Why is the fix enough?"),
        ),
    ),
    Command(
        "grant-exception",
        "Accept it for a while",
        "The decider may, with a reason and an end; nobody for an answer of their own.",
        pb.GrantExceptionRequest,
        lambda front: front.reviews.GrantException,
        (
            Input("item", "", type="hidden"),
            Input("reason", "Why is it acceptable?"),
            Input("expire_time", "Until", type="date"),
        ),
    ),
    Command(
        "decide",
        "Decide",
        "The decider may. A decision is final: a new one needs a new revision.",
        pb.DecideReviewRequest,
        lambda front: front.reviews.DecideReview,
        (
            READ_HASH,
            Input("outcome", "Which way?", OUTCOMES),
            Input(
                "rationale",
                "Why?",
                hint="Whoever disagrees should find their argument here.",
                rows=4,
            ),
            Input("leader", "Who leads it? The nominee, if nobody is chosen.", PEOPLE),
            Input("conditions", "Conditions", hint="One a line.", is_list=True),
            Input(
                "revisit_when",
                "When would you look at it again?",
                hint="Required to decline a long shot: what would make it a good bet?",
                rows=0,
            ),
            Input(
                "validation",
                "Mechanisms that will tell whether it was right",
                hint="One a line: mechanisms/….",
                is_list=True,
                sample="mechanisms/x",
            ),
            Input("return_reason", "If it goes back: what first?", RETURN_REASONS),
        ),
        tidy=says_why,
    ),
)

READING = ("start", "finish-reading", "set-position", "name-decider", "invite-reader")
DECIDING = ("open-debate", "request-reread")
"""The rows of buttons of the two pages; other commands are where they belong."""

COMMENTS = Commands(
    Command(
        "reply",
        "Reply",
        "Everyone involved may; the author's reply answers it.",
        pb.ReplyCommentRequest,
        lambda front: front.reviews.ReplyComment,
        (Input("text", "Your reply"),),
    ),
    Command(
        "resolve",
        "Resolve",
        "Who made it may.",
        pb.ResolveCommentRequest,
        lambda front: front.reviews.ResolveComment,
        (Input("resolution", "What cleared it?"),),
    ),
    Command(
        "override",
        "Go on nevertheless",
        "The decider may, on record.",
        pb.OverrideCommentRequest,
        lambda front: front.reviews.OverrideComment,
        (
            Input("reason", "Why?"),
            Input("expire_time", "Until", type="date"),
        ),
        grave=True,
    ),
    Command(
        "withdraw",
        "Take back",
        "Who made it may.",
        pb.WithdrawCommentRequest,
        lambda front: front.reviews.WithdrawComment,
    ),
)

OWN = {"resolve", "withdraw"}
"""What the maker of a comment alone may; a page has too many to ask for each."""
