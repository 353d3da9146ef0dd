"""The proxy explainer: what a change between two surveys can and cannot mean."""

from dataclasses import dataclass
from math import floor

from chassis.domain import Violation

from .design import Survey
from .inference import Difference, Share

SURE = 100_000
"""Digits of p are cut off here, so that just under a limit does not read as it."""

FIELD = "metric"
"""The field of the request that findings are about."""


@dataclass(frozen=True, slots=True)
class SurveyPoint:
    """The figure of one survey: the share that said yes, and how it was asked."""

    share: float
    survey: Survey

    @property
    def figure(self) -> Share:
        """The figure alone."""
        return Share(self.share, self.survey.answers or 0)


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
        change: The later share minus the earlier one.
        answers_needed: Per survey, to show such a change most of the time; None if no
            number would do.
        findings: What else could explain it.
        reading: What it comes to, in a sentence.
    """

    change: float
    difference: Difference
    answers_needed: int | None
    findings: tuple[Violation, ...]
    reading: str


def proxy_not_interpretable(
    change: Change, which: str, point: SurveyPoint
) -> Violation | None:
    """The survey behind a figure is described completely."""
    survey = point.survey
    parts = {
        "number of answers": bool(survey.answers),
        "question": bool(survey.question.strip()),
        "population": bool(survey.population.strip()),
        "instrument": bool(survey.instrument.strip()),
    }
    if not (missing := [part for part, is_there in parts.items() if not is_there]):
        return None
    text = f"{change.metric} {point.share:.0%} ({which}) has no: {', '.join(missing)}."
    hint = "Give them for both surveys; without them the figure says nothing."
    return Violation("PROXY_NOT_INTERPRETABLE", f"{which}.survey", f"{text} {hint}")


def interpret(
    change: Change, difference: Difference, answers_needed: int | None
) -> Interpretation:
    """Return what a change means whose surveys are complete."""
    findings = (
        within_chance(difference),
        too_few_answers(change, answers_needed),
        not_the_same_people(change),
        not_the_same_question(change),
        not_the_same_instrument(change),
        no_control(change),
        proxy_cannot_decide(change),
    )
    return Interpretation(
        change.after.share - change.before.share,
        difference,
        answers_needed,
        tuple(finding for finding in findings if finding),
        reading_of(change, difference, answers_needed),
    )


def within_chance(difference: Difference) -> Violation | None:
    """The interval may contain no change."""
    if difference.is_known and not difference.low <= 0 <= difference.high:
        return None
    text = "No change at all is within the interval: this may be chance alone."
    return Violation("WITHIN_CHANCE", FIELD, text)


def too_few_answers(change: Change, needed: int | None) -> Violation | None:
    """The surveys may be too small to show such a change most of the time."""
    fewest = min(point.figure.answers for point in (change.before, change.after))
    if needed is None or fewest >= needed:
        return None
    text = f"One survey has {fewest} answers; such a change takes {needed} in each."
    return Violation("TOO_FEW_ANSWERS", FIELD, f"{text} Ask more people.")


def not_the_same_people(change: Change) -> Violation | None:
    """Other people may have answered the later survey."""
    before, after = change.before.survey.population, change.after.survey.population
    if change.same_people and before.strip() == after.strip():
        return None
    text = f"Are they the same people? First asked: {before}. Then asked: {after}."
    hint = "Others may answer otherwise though nobody changed their mind."
    return Violation("NOT_THE_SAME_PEOPLE", FIELD, f"{text} {hint}")


def not_the_same_question(change: Change) -> Violation | None:
    """The question may have changed."""
    before, after = change.before.survey.question, change.after.survey.question
    if before.strip() == after.strip():
        return None
    text = f"Is it the same question? First: {before} Then: {after}"
    return Violation("NOT_THE_SAME_QUESTION", FIELD, text)


def not_the_same_instrument(change: Change) -> Violation | None:
    """The way of asking may have changed."""
    before, after = change.before.survey.instrument, change.after.survey.instrument
    if before.strip() == after.strip():
        return None
    text = f"Was it asked the same way? First: {before}. Then: {after}."
    return Violation("NOT_THE_SAME_INSTRUMENT", FIELD, text)


def no_control(change: Change) -> Violation | None:
    """Something else may have happened between the surveys."""
    if change.controlled:
        return None
    text = (
        "There is no control: anything else that happened meanwhile explains it, too."
    )
    return Violation("NO_CONTROL", FIELD, text)


def proxy_cannot_decide(change: Change) -> Violation:
    """A survey says what people say, and does not decide alone."""
    text = f"{change.metric} is what people say. It cannot decide alone, whatever n is."
    hint = "Cite an outcome or a behavior beside it."
    return Violation("PROXY_CANNOT_DECIDE_ALONE", FIELD, f"{text} {hint}")


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
