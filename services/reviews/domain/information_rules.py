"""The rules of what one would like to know before deciding, named after their reasons.

What is wrong in itself names the field of the request that is wrong.
"""

from collections.abc import Collection

from chassis.domain import Actor, Violation
from chassis.figures import told_apart
from chassis.labels import Label
from chassis.words import answers, states

from .decision import Ruling
from .document import ReviewPolicy
from .information import (
    InformationNeed,
    NeedState,
    information_ratio,
    unknowable_share,
    weightiest,
)
from .policy import Policy

NAMED_UNKNOWNS = 3
QUOTED = 60


def needs_too_many(
    review: Label, needs: Collection[object], policy: Policy
) -> Violation | None:
    """Nobody learns that much before deciding."""
    if len(needs) < policy.max_needs:
        return None
    text = f"{review} lists {len(needs)} things to know, and no more fit."
    return Violation(
        "NEEDS_TOO_MANY", review.name, f"{text} Change one that matters less."
    )


def need_empty(review: Label, need: InformationNeed) -> Violation | None:
    """A need says what one would like to know."""
    if answers(need.text):
        return None
    text = f"'{need.text.strip()}' does not say what one would like to know"
    return Violation(
        "NEED_EMPTY",
        "information_need.text",
        f"{text} about {review}. Write it as a question.",
    )


def need_without_source(need: InformationNeed) -> Violation | None:
    """Who says that something is known, or cannot be, says from where."""
    if not need.is_judged or answers(need.source):
        return None
    words, missing = {
        NeedState.KNOWN: ("known", "from where"),
        NeedState.UNKNOWABLE: ("unknowable", "why"),
    }[need.state]
    text = f"'{shortened(need.text)}' is called {words}, and nobody says {missing}."
    return Violation(
        "NEED_WITHOUT_SOURCE", "information_need.source", f"{text} Write the source."
    )


def need_taken(
    review: Label, need_ids: Collection[str], need_id: str
) -> Violation | None:
    """Ids of needs are unique within a review."""
    if need_id not in need_ids:
        return None
    text = f"{review.name}/informationNeeds/{need_id}"
    return Violation("NEED_EXISTS", text, f"{text} exists already. Choose another id.")


def need_judged_by_author(
    review: Label, authors: Collection[str], need: InformationNeed, by: Actor
) -> Violation | None:
    """Behind a one-way door, authors do not tell that enough is known."""
    if by.name not in authors:
        return None
    text = f"{by.name} wrote what {review} is about, and so does not say that"
    judged = f"'{shortened(need.text)}' is known or cannot be."
    hint = "Tell a reader the source, and let them say it."
    return Violation("NEED_JUDGED_BY_AUTHOR", review.name, f"{text} {judged} {hint}")


def not_need_author(
    review: Label, old: InformationNeed, new: InformationNeed, decider: str, by: Actor
) -> Violation | None:
    """Who listed it says what it is, how much it matters, and that nobody can know."""
    gives_up = new.state is NeedState.UNKNOWABLE and new.state is not old.state
    is_same = (new.text, new.weight) == (old.text, old.weight)
    may_give_up = not gives_up or by.name == decider
    if by.name == old.author or (is_same and may_give_up):
        return None
    text = f"{old.author} listed '{shortened(old.text)}' in {review}, and says"
    hint = f"Ask {old.author}, or list a need of your own."
    if is_same:
        hint = f"Ask {old.author} or the decider."
    what = "that nobody can know it" if is_same else "what it asks and what it weighs"
    return Violation("NOT_NEED_AUTHOR", review.name, f"{text} {what}. {hint}")


def information_not_listed(
    review: Label,
    path: ReviewPolicy,
    needs: Collection[InformationNeed],
    authors: Collection[str],
) -> Violation | None:
    """Behind a one-way door others than its authors say what one has to know."""
    others = [need for need in needs if need.author not in authors]
    if path is ReviewPolicy.LIGHT or information_ratio(others) is not None:
        return None
    who = "Only its authors have" if needs and not others else "Nobody has"
    text = f"{who} listed what one would have to know to decide {review}."
    hint = "Let a reader list it, with weights."
    return Violation("INFORMATION_NOT_LISTED", review.name, f"{text} {hint}")


def information_too_low(
    review: Label,
    path: ReviewPolicy,
    needs: Collection[InformationNeed],
    ruling: Ruling,
    policy: Policy,
) -> Violation | None:
    """A one-way door has a floor; below half, a two-way door has a written line."""
    text = (
        _below_written_line(needs, ruling, policy)
        if path is ReviewPolicy.LIGHT
        else _below_floor(needs, policy) or _given_up(needs, policy)
    )
    return Violation("INFORMATION_TOO_LOW", review.name, text) if text else None


def shortened(text: str) -> str:
    """Return as much of a text as a message may quote."""
    return text if len(text) <= QUOTED else f"{text[: QUOTED - 1]}…"


def _below_written_line(
    needs: Collection[InformationNeed], ruling: Ruling, policy: Policy
) -> str:
    ratio, line = information_ratio(needs), policy.light_written_line
    if ratio is None or ratio >= line or states(ruling.rationale):
        return ""
    known, limit = told_apart(ratio, line)
    return (
        f"{known} of the information you listed is known; below {limit} a two-way "
        "door needs a line that says why one goes on. Write the rationale, or know "
        f"more. {_to_learn(needs)}"
    )


def _below_floor(needs: Collection[InformationNeed], policy: Policy) -> str:
    ratio, floor = information_ratio(needs), policy.information_floor
    if ratio is None or ratio >= floor:
        return ""
    known, limit = told_apart(ratio, floor)
    return (
        f"{known} of the information you listed is known; the floor for a one-way "
        f"door is {limit}. {_to_learn(needs)} Or split the door: what has a way back "
        "may be tried first."
    )


def _given_up(needs: Collection[InformationNeed], policy: Policy) -> str:
    """Say that too much is called unknowable for the rest to tell anything."""
    share = unknowable_share(needs)
    if share <= policy.unknowable_limit:
        return ""
    found, limit = told_apart(share, policy.unknowable_limit)
    texts = weightiest(needs, NeedState.UNKNOWABLE, NAMED_UNKNOWNS)
    return (
        f"{found} of the weight of what you listed is called unknowable; at most "
        f"{limit} may be. Find out, or split the door: {_sentence(texts)}"
    )


def _to_learn(needs: Collection[InformationNeed]) -> str:
    """Say what to find out; what an experiment will tell is not known before it."""
    parts = (
        ("Learn", NeedState.UNKNOWN),
        ("Not known yet", NeedState.LEFT_TO_EXPERIMENT),
    )
    named = (
        (words, weightiest(needs, state, NAMED_UNKNOWNS)) for words, state in parts
    )
    return " ".join(f"{words}: {_sentence(texts)}" for words, texts in named if texts)


def _sentence(texts: list[str]) -> str:
    """Return the texts as the end of a sentence; many are questions already."""
    said = "; ".join(map(shortened, texts))
    return said if said.endswith(("?", "!", ".")) else f"{said}."
