"""What a linter warns of: worth reading, blocks nothing, is kept with the revision."""

import re

from chassis.domain import Violation, broken_rules
from chassis.labels import Label

from . import rules
from .completeness import Rule, days_ahead, lonely_evidence, no_visuals
from .profile import Maturity
from .rules import named
from .submission import ReviewPolicy, Submission
from .visual import Fidelity

FIDELITY = tuple(Fidelity)
"""From rough to finished."""

FINISHED_ENOUGH = {
    Maturity.ROUGH: Fidelity.WIREFRAME,
    Maturity.TESTED: Fidelity.MOCKUP,
    Maturity.PROVEN: Fidelity.PROTOTYPE,
}
"""How finished the visuals of an idea may look."""

JARGON = (
    "best-in-class",
    "bleeding edge",
    "core competency",
    "disruptive",
    "game changer",
    "game-changing",
    "holistic",
    "leverage",
    "low-hanging fruit",
    "move the needle",
    "next-generation",
    "paradigm",
    "seamless",
    "state-of-the-art",
    "synergies",
    "synergy",
    "utilize",
    "world-class",
)
"""Words that customers do not use."""

PROMISES = ("always", "every time", "free", "guaranteed", "never", "next day")
"""Words that promise something without a limit."""

BULLET = re.compile(r"^[ \t]*(?:[-*\u2022\u2013]|[0-9]{1,3}[.)])[ \t]", re.MULTILINE)
SENTENCE = re.compile(r"[.!?\u3002]+(?:\s|$)|\n")


def visual_fidelity_above_maturity(s: Submission) -> Violation | None:
    """Visuals look no more finished than the idea is."""
    limit = FINISHED_ENOUGH[s.profile.maturity]
    allowed = FIDELITY[: FIDELITY.index(limit) + 1]
    visuals = [v for v in s.dossier.visuals if v.picture.fidelity not in allowed]
    shiny = [str(Label(v.name, v.picture.caption)) for v in visuals]
    if not shiny:
        return None
    text = f"These visuals look more finished than the idea is: {named(shiny)}."
    hint = "Show a sketch, so that people dare to doubt it."
    return Violation("VISUAL_FIDELITY_ABOVE_MATURITY", s.name, f"{text} {hint}")


def not_a_narrative(s: Submission) -> Violation | None:
    """A press release is written in sentences, without lists."""
    release = s.document.press_release
    parts = {
        "summary": release.summary,
        "problem": release.problem,
        "benefit": release.benefit,
        "journey": release.journey,
    }
    if not (listed := [key for key, text in parts.items() if BULLET.search(text)]):
        return None
    text = f"The press release has lists in: {', '.join(listed)}."
    return Violation("NOT_A_NARRATIVE", s.name, f"{text} Write sentences.")


def pr_too_long(s: Submission) -> Violation | None:
    """A press release is short."""
    words = len(_release(s).split())
    if words <= s.policy.release_words_limit:
        return None
    text = f"The press release has {words} words; {s.policy.release_words_limit} do."
    return Violation("PR_TOO_LONG", s.name, f"{text} Leave out what can wait.")


def jargon(s: Submission) -> Violation | None:
    """A press release uses short sentences and no jargon."""
    text = _release(s)
    found = [word for word in JARGON if _says(text, word)]
    sentences = [len(sentence.split()) for sentence in SENTENCE.split(text)]
    longest = max(sentences)
    if not found and longest <= s.policy.sentence_words_limit:
        return None
    words = f"Words that customers do not use: {named(found)}. " if found else ""
    length = f"The longest sentence has {longest} words. "
    return Violation("JARGON", s.name, f"{words}{length}Say it as you would aloud.")


def short_horizon(s: Submission) -> Violation | None:
    """A claim is for a day that is further ahead."""
    days = days_ahead(s.document.press_release.claim, s.at)
    if not 0 < days < s.policy.horizon.days:
        return None
    text = f"The claim comes true in {days} days. Think further ahead."
    return Violation("SHORT_HORIZON", s.name, text)


def only_supporting_evidence(s: Submission) -> Violation | None:
    """Warn of missing evidence against the idea where it does not block."""
    return None if s.needs.against else lonely_evidence(s)


def visuals_missing(s: Submission) -> Violation | None:
    """Warn of missing visuals where they do not block."""
    return no_visuals(s) if s.path is ReviewPolicy.LIGHT else None


def promise_without_limits(s: Submission) -> Violation | None:
    """The customer FAQ says where each promise of the press release ends."""
    answers = " ".join(f"{f.question} {f.answer}" for f in s.document.customer_faqs)
    promised = [word for word in PROMISES if _says(_release(s), word)]
    if not (open_ended := [word for word in promised if not _says(answers, word)]):
        return None
    text = f"The press release promises without a limit: {', '.join(open_ended)}."
    hint = "Say in the customer FAQ where each of them ends."
    return Violation("PROMISE_WITHOUT_LIMITS", s.name, f"{text} {hint}")


def one_way_door_gone(s: Submission) -> Violation | None:
    """Readers hear of each one-way door that an earlier text had and this one has not.

    A door may become a two-way door, whole or in parts; readers then see for
    themselves whether its way back is one.
    """
    kept = s.document.one_way_doors
    gone = [rules.door_titled(d) for d in s.one_way_before if d.id not in kept]
    if not gone:
        return None
    text = f"These were one-way doors before, and are not any more: {named(gone)}."
    hint = "Say in the way back of each what has changed."
    return Violation("ONE_WAY_DOOR_GONE", s.name, f"{text} {hint}")


ADVICE: tuple[Rule, ...] = (
    one_way_door_gone,
    visual_fidelity_above_maturity,
    not_a_narrative,
    pr_too_long,
    jargon,
    short_horizon,
    only_supporting_evidence,
    visuals_missing,
    promise_without_limits,
)
"""Everything that is warned of."""


def advice(submission: Submission) -> list[Violation]:
    """Return what is worth reading before it is submitted."""
    return broken_rules(*(rule(submission) for rule in ADVICE))


def _release(s: Submission) -> str:
    return "\n".join(s.document.press_release.paragraphs)


def _says(text: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(words)}\b", text, re.IGNORECASE) is not None
