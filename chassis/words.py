"""Whether a text says something: what nobody would read is the same as nothing."""

from .domain import Violation

MAX_QUOTED = 80
"""Characters of a text that a refusal quotes."""

PLACEHOLDERS = frozenset(
    {
        "as above",
        "asdf",
        "ditto",
        "lorem ipsum",
        "n a",
        "na",
        "not applicable",
        "see above",
        "tba",
        "tbd",
        "to be decided",
        "to be defined",
        "to be done",
        "to do",
        "todo",
        "wip",
        "xxx",
    }
)
"""What people write to leave a field out."""

NOTHING = frozenset(
    {"i don t know", "nil", "no", "none", "nothing", "ok", "unknown", "yes"}
)
"""What can answer a question, and states nothing by itself."""


def normalized(text: str) -> str:
    """Return the words of a text, without case, punctuation and spacing."""
    letters = (one if one.isalnum() else " " for one in text.casefold())
    return " ".join("".join(letters).split())


def answers(text: str) -> bool:
    """Tell whether a text is more than space, punctuation or a placeholder."""
    words = normalized(text)
    return bool(words) and words not in PLACEHOLDERS


def states(text: str) -> bool:
    """Tell whether a text also says more than yes, no or nothing."""
    return answers(text) and normalized(text) not in NOTHING


def distinct(texts: list[str]) -> int:
    """Return how many of the texts differ in their words."""
    return len(set(map(normalized, texts)))


def says_nothing(text: str, field: str) -> Violation | None:
    """A text that people rely on is more than space, punctuation or a placeholder."""
    if answers(text):
        return None
    said = f"'{text.strip()[:MAX_QUOTED]}' says nothing. Write it in words."
    return Violation("TEXT_SAYS_NOTHING", field, said)
