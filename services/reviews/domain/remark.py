"""What a reader says about a place in a document, and what others say to it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CommentKind(StrEnum):
    """A remark, a question, or a side in a debate, in the contract's words."""

    COMMENT = "COMMENT_KIND_COMMENT"
    QUESTION = "COMMENT_KIND_QUESTION"
    DEBATE = "COMMENT_KIND_DEBATE"


class CommentTag(StrEnum):
    """What kind of mark it is, in the contract's words."""

    NAMING = "COMMENT_TAG_NAMING"
    QUOTE_DOUBT = "COMMENT_TAG_QUOTE_DOUBT"
    MISSING_CASE = "COMMENT_TAG_MISSING_CASE"
    OTHER = "COMMENT_TAG_OTHER"


class CommentSeverity(StrEnum):
    """Whether it stands in the way, in the contract's words."""

    NOTE = "COMMENT_SEVERITY_NOTE"
    BLOCKING = "COMMENT_SEVERITY_BLOCKING"


class SuggestionKind(StrEnum):
    """What to do with the place, in the contract's words."""

    STRIKE = "SUGGESTION_KIND_STRIKE"
    REPLACE = "SUGGESTION_KIND_REPLACE"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a document: characters of a section's text; no end is all of it."""

    section: str
    start: int = 0
    end: int | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another wording of the place."""

    kind: SuggestionKind
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What someone said to it."""

    person: str
    text: str
    create_time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a reader has to say.

    Attributes:
        anchor: Which place; None for the whole document.
        clears_when: What would clear it; a BLOCKING one says.
        principle: What it rests on.
        topic: Id of the debated topic that it is about; empty for none.
    """

    kind: CommentKind
    text: str
    anchor: Anchor | None = None
    tag: CommentTag = CommentTag.OTHER
    suggestion: Suggestion | None = None
    severity: CommentSeverity = CommentSeverity.NOTE
    clears_when: str = ""
    principle: str = ""
    topic: str = ""
