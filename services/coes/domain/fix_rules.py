"""What a fix has to be: something that acts without a person remembering it.

Words decide nothing here. Each rule is named after its reason, and says what to do.
"""

from collections.abc import Sequence

from chassis.domain import Violation

from .corrections import Correction, CorrectionKind, Fix
from .wording import asks_people_to_remember

ANY_CHECK = "a question, a start rule, a guardrail or an external test"


def correction_without_owner_or_date(
    corrections: Sequence[Correction],
) -> Violation | None:
    """What nobody does by no day is not done."""
    bare = [each for each in corrections if not each.team or not each.due_at]
    if not bare:
        return None
    names = ", ".join(f"'{each.words[:80]}'" for each in bare)
    text = f"Without a team or a date: {names}. Say who does it, and by when."
    return Violation("CORRECTION_WITHOUT_OWNER_OR_DATE", "coe.corrections", text)


def correction_repeated(corrections: Sequence[Correction]) -> Violation | None:
    """An id means one thing."""
    ids = [each.id for each in corrections if each.id]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    if not twice:
        return None
    text = f"More than one correction has the id {', '.join(twice)}. Give each its own."
    return Violation("CORRECTION_REPEATED", "coe.corrections", text)


def fix_is_not_a_mechanism(
    name: str, corrections: Sequence[Correction]
) -> Violation | None:
    """Good intentions do not close an error."""
    if any(each.is_mechanism for each in corrections):
        return None
    text = "No correction can act without a person remembering it."
    weak = [each for each in corrections if _asks_a_person(each)]
    if weak:
        text = f"{text} '{weak[0].words[:200]}' asks someone to be careful."
    hint = f"Propose a check: {ANY_CHECK}."
    return Violation("FIX_IS_NOT_A_MECHANISM", name, f"{text} {hint}")


def mechanism_unknown(name: str, unknown: Sequence[str]) -> Violation | None:
    """A name is not a mechanism."""
    if not unknown:
        return None
    text = f"{name} names mechanisms that nobody proposed: {', '.join(unknown)}."
    return Violation("MECHANISM_UNKNOWN", name, f"{text} Propose them, or name others.")


def human_run_cannot_close(name: str, fixes: Sequence[Fix]) -> Violation | None:
    """What people run by themselves is listed, and closes nothing."""
    found = [fix for fix in fixes if fix.exists]
    if not found or any(not fix.human_run for fix in found):
        return None
    names = ", ".join(fix.mechanism for fix in found)
    text = f"{name} relies on what people have to remember: {names}."
    hint = f"Add one that a machine evaluates: {ANY_CHECK}."
    return Violation("HUMAN_RUN_CANNOT_CLOSE", name, f"{text} {hint}")


def mechanism_unproven(name: str, fixes: Sequence[Fix]) -> Violation | None:
    """A fix is shown to work on the error that it is for."""
    machines = [fix for fix in fixes if fix.exists and not fix.human_run]
    if not machines or any(fix.counts for fix in machines):
        return None
    names = ", ".join(fix.mechanism for fix in machines)
    text = f"Nothing shows that these would have stopped {name}: {names}."
    hint = (
        f"Prove one that has {name} among its origins, or improve one that it escaped:"
        " it fails on the incident, and passes on the fix."
    )
    return Violation("MECHANISM_UNPROVEN", name, f"{text} {hint}")


def mechanism_not_active(name: str, fix: Fix) -> Violation | None:
    """A mechanism protects once all that act on it have it."""
    if fix.protects or not fix.exists:
        return None
    text = f"{name} waits for {fix.mechanism}. Not there yet: {', '.join(fix.missing)}."
    hint = "It completes by itself once they are."
    return Violation("MECHANISM_NOT_ACTIVE", name, f"{text} {hint}")


def correction_done(name: str, correction: Correction) -> Violation | None:
    """Done is done once."""
    if not correction.is_done:
        return None
    text = f"'{correction.words[:200]}' of {name} is done already. Nothing is left."
    return Violation("CORRECTION_DONE", name, text)


def _asks_a_person(correction: Correction) -> bool:
    reminder = correction.kind is CorrectionKind.HUMAN_REMINDER
    return reminder or asks_people_to_remember(correction.text)
