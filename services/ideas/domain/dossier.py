"""What an idea rests on beside its document: evidence, questions and visuals."""

from dataclasses import dataclass

from .evidence import AGAINST, PROXIES, Evidence, EvidenceKind, without_repeats
from .question import Question, QuestionState
from .text import Section
from .visual import Visual

MAX_LINES = 100
"""More pieces of evidence than this are counted in the text, and not told."""

MAX_LINE = 300
"""Characters of a summary that the text tells."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """The newest of each, as far as a submission looks."""

    evidence: tuple[Evidence, ...] = ()
    questions: tuple[Question, ...] = ()
    visuals: tuple[Visual, ...] = ()

    @property
    def from_customers(self) -> tuple[Evidence, ...]:
        """What customers said or did, or what was invented for them; repeats once."""
        found = tuple(e for e in self.evidence if e.finding.kind not in PROXIES)
        return without_repeats(found)

    @property
    def against(self) -> tuple[Evidence, ...]:
        """Evidence that contradicts the idea, or shows another need."""
        return tuple(e for e in self.evidence if e.finding.result in AGAINST)

    @property
    def conversations(self) -> int:
        """How often somebody spoke with a customer; what repeats counts once."""
        spoken = EvidenceKind.CUSTOMER_CONVERSATION
        found = tuple(e for e in self.evidence if e.finding.kind is spoken)
        return len(without_repeats(found))

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """Those without an answer."""
        return tuple(q for q in self.questions if q.state is QuestionState.OPEN)

    def asked_by_others(self, insiders: frozenset[str]) -> tuple[Question, ...]:
        """Return the questions that did not come from insiders."""
        return tuple(q for q in self.questions if q.asker not in insiders)

    def sections(self) -> tuple[Section, ...]:
        """Return what readers of the document get to see of it."""
        texts = [
            ("evidence", "What we saw and heard", _lines(self.evidence)),
            ("visuals", "Visuals", "\n".join(v.picture.caption for v in self.visuals)),
        ]
        return tuple(Section(*text) for text in texts if text[2].strip())


def _lines(evidence: tuple[Evidence, ...]) -> str:
    told = [_line(piece) for piece in evidence[:MAX_LINES]]
    more = len(evidence) - len(told)
    return "\n".join([*told, f"And {more} more."] if more else told)


def _line(piece: Evidence) -> str:
    finding = piece.finding
    kind = finding.kind.name.lower().replace("_", " ")
    result = finding.result.name.lower().replace("_", " ")
    says = f"{kind}, {result}" if result != "unspecified" else kind
    return f"{finding.summary[:MAX_LINE]} ({says})"
