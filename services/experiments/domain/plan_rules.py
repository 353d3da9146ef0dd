"""The rules of the start on what can be concluded, each named after its reason."""

from chassis.checks import Aggregation
from chassis.domain import Violation
from chassis.figures import told_apart
from chassis.labels import Label
from chassis.words import answers

from .design import Condition, Design, Figure

TOO_WEAK = {
    "scale": {Figure.DIFFERENCE, Figure.UPPER_BOUND},
    "pivot": {Figure.UPPER_BOUND},
}
"""Figures that no condition of this kind may read: chance brings them above zero."""


def decision_rule_missing(experiment: Label, design: Design) -> Violation | None:
    """The rule says when to scale and when to pivot."""
    missing = [
        part
        for part, (condition, words) in _parts(design).items()
        if condition is None and not words
    ]
    if not missing:
        return None
    text = f"The decision rule of {experiment} has no condition to {_and(missing)}."
    hint = "Write it now: once there is data, the data would write it."
    return Violation("DECISION_RULE_MISSING", experiment.name, f"{text} {hint}")


def rule_not_computable(experiment: Label, design: Design) -> Violation | None:
    """The rule is in conditions; words only explain them."""
    in_words = [
        part
        for part, (condition, words) in _parts(design).items()
        if condition is None and words
    ]
    if not in_words:
        return None
    text = f"The decision rule of {experiment} is in words: when to {_and(in_words)}."
    hint = "Add the condition that can be computed; the words explain it."
    return Violation("RULE_NOT_COMPUTABLE", experiment.name, f"{text} {hint}")


def rule_too_weak(experiment: Label, design: Design) -> Violation | None:
    """No condition reads a figure that is above zero by chance."""
    weak = [
        f"the condition to {part} reads the {_figure(condition)}"
        for part, (condition, _) in _parts(design).items()
        if condition and condition.figure in TOO_WEAK[part]
    ]
    if not weak:
        return None
    text = f"The decision rule of {experiment} proves nothing: {', '.join(weak)}."
    hint = "To scale, read the lower bound; to pivot, at least the difference."
    return Violation("RULE_TOO_WEAK", experiment.name, f"{text} {hint}")


def rule_impossible(experiment: Label, design: Design) -> Violation | None:
    """No condition asks for more than the metric can reach."""
    metric = design.primary_metric
    room = metric.room
    if room is None or metric.missing or target_impossible(experiment, design):
        return None
    beyond = [
        f"to {part}, {metric.key} has to improve by {told_apart(least, room)[0]}"
        for part, (condition, _) in _parts(design).items()
        if condition and (least := condition.at_least or 0.0) > room
    ]
    if not beyond:
        return None
    text = f"The decision rule of {experiment} can never hold: {', '.join(beyond)}."
    baseline = f"From a baseline of {metric.baseline:g}"
    hint = f"{baseline}, {room:g} is the most. Ask for less."
    return Violation("RULE_IMPOSSIBLE", experiment.name, f"{text} {hint}")


def target_impossible(experiment: Label, design: Design) -> Violation | None:
    """A share of conversions is from 0 to 1, today and once the target is reached."""
    metric = design.primary_metric
    if metric.missing or metric.aggregation is not Aggregation.CONVERSION:
        return None
    baseline, target = metric.baseline or 0.0, metric.target
    if 0 <= baseline <= 1 and 0 <= target <= 1:
        return None
    text = (
        f"{metric.key} of {experiment} is a conversion, a share from 0 to 1: it cannot "
        f"go from {baseline:g} to {target:g}."
    )
    hint = "Correct baseline and target effect: 0.02 is two percent."
    return Violation("TARGET_IMPOSSIBLE", experiment.name, f"{text} {hint}")


def sample_out_of_reach(
    experiment: Label, design: Design, required: int | None
) -> Violation | None:
    """As many units can meet it as a verdict needs."""
    metric, cap = design.primary_metric, design.exposure_cap_units
    if metric.missing or not design.treatments or target_impossible(experiment, design):
        return None
    if required is None:
        text = f"No number of units shows a change of {metric.target_effect:g}"
        hint = f"in {metric.key} to {experiment}. Look for a larger one."
        return Violation("SAMPLE_OUT_OF_REACH", experiment.name, f"{text} {hint}")
    needed = design.units_for(required)
    if cap is None or cap >= needed:
        return None
    text = (
        f"{experiment} ends at {cap} units; a verdict takes {required} in each arm, "
        f"{needed} in all."
    )
    hint = "Raise the cap, look for a larger effect, or accept less power."
    return Violation("SAMPLE_OUT_OF_REACH", experiment.name, f"{text} {hint}")


def _parts(design: Design) -> dict[str, tuple[Condition | None, bool]]:
    """Return the condition of each part of the rule, and whether it has words."""
    rule = design.decision_rule
    return {
        "scale": (rule.scale, answers(rule.scale_if)),
        "pivot": (rule.pivot, answers(rule.pivot_if)),
    }


def _figure(condition: Condition) -> str:
    word = condition.figure.removeprefix("EFFECT_FIGURE_")
    return word.lower().replace("_", " ")


def _and(parts: list[str]) -> str:
    return " and to ".join(parts)
