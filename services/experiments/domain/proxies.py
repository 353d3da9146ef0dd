"""The proxy explainer: what a change between two surveys can and cannot mean."""

from dataclasses import dataclass
from math import floor

from chassis.domain import Violation

from .design import Survey
from .inference import Difference, Share

SURE = 100_000
"""Digits of p are cut off here, so that just under a limit does not read as it."""


@dataclass(frozen=True, slots=True)
class SurveyPoint:
    """The figure of one survey: the share that said yes, and how it was asked."""

    share: float
    survey: Survey

    @property
    def figure(self) -> Share:
        """The figure alone."""
        return Share(self.share, self.survey.answers)


@dataclass(frozen=True, slots=True)
class Change:
    """What is said to have changed from one survey to the next.

    Attributes:
        same_people: Whether the same people answered both.
        controlled: Whether people to whom nothing happened were asked as well.
    """

    metric: str
    before: SurveyPoint
    after: SurveyPoint
    same_people: bool = False
    controlled: bool = False


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What it can mean.

    Attributes:
        answers_needed: Per survey, to show such a change most of the time; 0 if no
            number would do.
        findings: What else could explain it.
        reading: What it comes to, in a sentence.
    """

    difference: Difference
    answers_needed: int
    findings: tuple[Violation, ...]
    reading: str


def proxy_not_interpretable(
    change: Change, which: str, point: SurveyPoint
) -> Violation | None:
    """A figure without its survey is a rumour."""
    survey = point.survey
    parts = {
        "number of answers": survey.answers >= 1,
        "question": bool(survey.question.strip()),
        "population": bool(survey.population.strip()),
        "instrument": bool(survey.instrument.strip()),
    }
    if not (missing := [part for part, is_there in parts.items() if not is_there]):
        return None
    text = f"{change.metric} {point.share:.0%} ({which}) has no: {', '.join(missing)}."
    hint = "Give them for both surveys; without them the figure says nothing."
    return Violation("PROXY_NOT_INTERPRETABLE", which, f"{text} {hint}")


def interpret(
    change: Change, difference: Difference, answers_needed: int | None
) -> Interpretation:
    """Return what a change means whose surveys are complete."""
    findings = (
        within_chance(change, difference),
        too_few_answers(change, answers_needed),
        not_the_same_people(change),
        not_the_same_question(change),
        not_the_same_instrument(change),
        no_control(change),
        proxy_cannot_decide(change),
    )
    return Interpretation(
        difference,
        answers_needed or 0,
        tuple(finding for finding in findings if finding),
        reading_of(change, difference, answers_needed),
    )


def within_chance(change: Change, difference: Difference) -> Violation | None:
    """Nothing may have changed at all."""
    if difference.is_known and not difference.low <= 0 <= difference.high:
        return None
    text = "No change at all is within the interval: this may be chance alone."
    return Violation("WITHIN_CHANCE", change.metric, text)


def too_few_answers(change: Change, needed: int | None) -> Violation | None:
    """Most surveys of this size would miss such a change."""
    fewest = min(change.before.survey.answers, change.after.survey.answers)
    if needed is None or fewest >= needed:
        return None
    text = f"One survey has {fewest} answers; such a change takes {needed} in each."
    return Violation("TOO_FEW_ANSWERS", change.metric, f"{text} Ask more people.")


def not_the_same_people(change: Change) -> Violation | None:
    """Who answers may have changed, not what they think."""
    before, after = change.before.survey.population, change.after.survey.population
    if change.same_people and before.strip() == after.strip():
        return None
    text = f"Are they the same people? First asked: {before}. Then asked: {after}."
    hint = "Others may answer otherwise though nobody changed their mind."
    return Violation("NOT_THE_SAME_PEOPLE", change.metric, f"{text} {hint}")


def not_the_same_question(change: Change) -> Violation | None:
    """Another question gets another answer."""
    before, after = change.before.survey.question, change.after.survey.question
    if before.strip() == after.strip():
        return None
    text = f"Is it the same question? First: {before} Then: {after}"
    return Violation("NOT_THE_SAME_QUESTION", change.metric, text)


def not_the_same_instrument(change: Change) -> Violation | None:
    """Asked another way, people answer another way."""
    before, after = change.before.survey.instrument, change.after.survey.instrument
    if before.strip() == after.strip():
        return None
    text = f"Was it asked the same way? First: {before}. Then: {after}."
    return Violation("NOT_THE_SAME_INSTRUMENT", change.metric, text)


def no_control(change: Change) -> Violation | None:
    """Much else happens between two surveys."""
    if change.controlled:
        return None
    text = (
        "There is no control: anything else that happened meanwhile explains it, too."
    )
    return Violation("NO_CONTROL", change.metric, text)


def proxy_cannot_decide(change: Change) -> Violation:
    """However good the survey, it is not what customers do."""
    text = f"{change.metric} is what people say. It cannot decide alone, whatever n is."
    hint = "Cite an outcome or a behaviour beside it."
    return Violation("PROXY_CANNOT_DECIDE_ALONE", change.metric, f"{text} {hint}")


def reading_of(change: Change, difference: Difference, needed: int | None) -> str:
    """Return what it comes to, in a sentence or two."""
    shares = f"{change.before.share:.1%} to {change.after.share:.1%}"
    if not difference.is_known:
        return f"{shares}: too few answers for any interval."
    low, high = 100 * difference.low, 100 * difference.high
    p = floor(difference.p * SURE) / SURE
    text = (
        f"{shares} is {100 * difference.effect:+.1f} points, and with these answers "
        f"anything from {low:+.1f} to {high:+.1f}; p = {p:.5f}, if one looks once."
    )
    if needed is None:
        return text
    return f"{text} {needed} answers per survey show such a change four times in five."
