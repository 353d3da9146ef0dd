"""What counts as a fix: something that acts without a person remembering it.

Each rule is named after its reason, and says what to do.
"""

from collections.abc import Sequence

from chassis.domain import Violation

from .corrections import Correction, CorrectionKind, Fix
from .wording import asks_people_to_remember

ANY_CHECK = "a question, a start rule, a guardrail or an external test"


def corrections_without_owner_or_date(
    corrections: Sequence[Correction],
) -> list[Violation]:
    """A correction has a team and a date."""
    return [
        Violation(
            "CORRECTION_WITHOUT_OWNER_OR_DATE",
            f"coe.corrections[{number}].{field}",
            f"The correction '{each.words[:80]}' has no {lacks}",
        )
        for number, each in enumerate(corrections)
        for field, value, lacks in (
            ("team", each.team, "team. Say who does it."),
            ("due_time", each.due_at, "date. Say by when."),
        )
        if not value
    ]


def corrections_repeated(corrections: Sequence[Correction]) -> list[Violation]:
    """An id of a correction is unique."""
    ids = [each.id for each in corrections]
    return [
        Violation(
            "CORRECTION_REPEATED",
            f"coe.corrections[{number}].id",
            f"Another correction has the id {each}. Give each its own.",
        )
        for number, each in enumerate(ids)
        if each and each in ids[:number]
    ]


def fix_is_not_a_mechanism(
    name: str, corrections: Sequence[Correction]
) -> Violation | None:
    """At least one correction is a mechanism."""
    if any(each.is_mechanism for each in corrections):
        return None
    text = "No correction can act without a person remembering it."
    weak = [each for each in corrections if _asks_a_person(each)]
    if weak:
        text = f"{text} '{weak[0].words[:200]}' asks someone to be careful."
    hint = f"Propose a check: {ANY_CHECK}."
    return Violation("FIX_IS_NOT_A_MECHANISM", name, f"{text} {hint}")


def mechanism_unknown(name: str, unknown: Sequence[str]) -> Violation | None:
    """A mechanism that is named exists."""
    if not unknown:
        return None
    text = f"{name} names mechanisms that nobody proposed: {', '.join(unknown)}."
    return Violation("MECHANISM_UNKNOWN", name, f"{text} Propose them, or name others.")


def human_run_cannot_close(name: str, fixes: Sequence[Fix]) -> Violation | None:
    """At least one mechanism is evaluated by a machine."""
    found = [fix for fix in fixes if fix.exists]
    if not found or any(not fix.human_run for fix in found):
        return None
    names = ", ".join(fix.mechanism for fix in found)
    text = f"{name} relies on what people have to remember: {names}."
    hint = f"Add one that a machine evaluates: {ANY_CHECK}."
    return Violation("HUMAN_RUN_CANNOT_CLOSE", name, f"{text} {hint}")


def mechanism_unproven(name: str, fixes: Sequence[Fix]) -> Violation | None:
    """A fix is shown to work on the error that it is for."""
    if any(fix.counts for fix in fixes):
        return None
    names = ", ".join(fix.mechanism for fix in fixes) or "no mechanism"
    text = f"Nothing shows that these would have stopped {name}: {names}."
    hint = (
        f"Prove one that has {name} among its origins, or improve one that it escaped:"
        " it fails on the incident, and passes on the fix."
    )
    return Violation("MECHANISM_UNPROVEN", name, f"{text} {hint}")


def mechanism_not_active(name: str, fix: Fix) -> Violation | None:
    """A mechanism protects when all its consumers act on it."""
    if fix.protects:
        return None
    text = f"{name} waits for {fix.mechanism}. Not there yet: {', '.join(fix.missing)}."
    hint = "It completes by itself once they are."
    return Violation("MECHANISM_NOT_ACTIVE", name, f"{text} {hint}")


def correction_done(name: str, correction: Correction) -> Violation | None:
    """A correction is completed once."""
    if not correction.is_done:
        return None
    text = f"'{correction.words[:200]}' of {name} is done already. Nothing is left."
    return Violation("CORRECTION_DONE", name, text)


def _asks_a_person(correction: Correction) -> bool:
    reminder = correction.kind is CorrectionKind.HUMAN_REMINDER
    return reminder or asks_people_to_remember(correction.text)
