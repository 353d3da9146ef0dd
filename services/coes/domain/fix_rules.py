"""What counts as a fix: something that acts without a person remembering it.

Each rule is named after its reason, and says what to do.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chassis.domain import Violation
from chassis.labels import Label

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


def due_out_of_range(
    coe: Label, written: Sequence[Correction], at: datetime, limit: timedelta
) -> Violation | None:
    """The date of a correction lies ahead when it is written, and not too far."""
    last = at + limit
    wrong = [
        f"'{each.words[:80]}' on {each.due_at:%Y-%m-%d %H:%M:%S} UTC"
        for each in written
        if each.due_at and not at < each.due_at <= last
    ]
    if not wrong:
        return None
    text = f"Corrections of {coe} are due in the past, or too late:"
    until = f"{last:%Y-%m-%d %H:%M:%S} UTC, {limit.days} days from now"
    hint = f"Choose a time between now and {until}."
    return Violation("DUE_OUT_OF_RANGE", coe.name, f"{text} {', '.join(wrong)}. {hint}")


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
    coe: Label, corrections: Sequence[Correction]
) -> Violation | None:
    """At least one correction is a mechanism."""
    if any(each.is_mechanism for each in corrections):
        return None
    text = f"No correction of {coe} names a mechanism, which acts by itself."
    weak = [each for each in corrections if _asks_a_person(each)]
    if weak:
        text = f"{text} '{weak[0].words[:200]}' asks someone to be careful."
    hint = f"Propose a check, and name it in a correction: {ANY_CHECK}."
    return Violation("FIX_IS_NOT_A_MECHANISM", coe.name, f"{text} {hint}")


def mechanism_unknown(coe: Label, unknown: Sequence[str]) -> Violation | None:
    """A mechanism that is named exists."""
    if not unknown:
        return None
    text = f"{coe} names mechanisms that nobody proposed: {', '.join(unknown)}."
    return Violation(
        "MECHANISM_UNKNOWN", coe.name, f"{text} Propose them, or name others."
    )


def human_run_cannot_close(coe: Label, fixes: Sequence[Fix]) -> Violation | None:
    """At least one mechanism is evaluated by a machine."""
    found = [fix for fix in fixes if fix.exists]
    if not found or any(not fix.human_run for fix in found):
        return None
    names = ", ".join(str(fix.label) for fix in found)
    text = f"{coe} relies on what people have to remember: {names}."
    hint = f"Add one that a machine evaluates: {ANY_CHECK}."
    return Violation("HUMAN_RUN_CANNOT_CLOSE", coe.name, f"{text} {hint}")


def mechanism_unproven(coe: Label, fixes: Sequence[Fix]) -> Violation | None:
    """A fix is shown to work on the error that it is for."""
    if any(fix.is_shown for fix in fixes):
        return None
    names = ", ".join(str(fix.label) for fix in fixes) or "no mechanism"
    text = f"Nothing shows that these would have stopped {coe}: {names}."
    hint = (
        f"Prove one that has {coe} among its origins, or improve one that it escaped:"
        " it fails on the incident and on each recurrence, and passes on the fix."
    )
    return Violation("MECHANISM_UNPROVEN", coe.name, f"{text} {hint}")


def mechanism_only_warns(coe: Label, fixes: Sequence[Fix]) -> Violation | None:
    """At least one mechanism that is shown to work stops what it fails on."""
    shown = [fix for fix in fixes if fix.is_shown]
    if not shown or any(fix.counts for fix in shown):
        return None
    names = ", ".join(str(fix.label) for fix in shown)
    text = f"These only warn of what happened in {coe}, and stop nothing: {names}."
    hint = "Improve one so that it blocks; a guardrail has to pause."
    return Violation("MECHANISM_ONLY_WARNS", coe.name, f"{text} {hint}")


def correction_without_evidence(
    coe: Label, correction: Correction, evidence_url: str
) -> Violation | None:
    """What is no mechanism is done when something shows it."""
    if correction.is_mechanism or evidence_url:
        return None
    text = f"Nothing shows that '{correction.words[:200]}' of {coe} is done."
    hint = "Give a link to what shows it."
    return Violation("CORRECTION_WITHOUT_EVIDENCE", "evidence_url", f"{text} {hint}")


def mechanism_not_active(coe: Label, fix: Fix) -> Violation | None:
    """A mechanism protects when all its consumers act on it."""
    if fix.protects:
        return None
    text = f"{coe} waits for {fix.label}. Not there yet: {', '.join(fix.missing)}."
    hint = "It completes by itself once they are."
    return Violation("MECHANISM_NOT_ACTIVE", coe.name, f"{text} {hint}")


def correction_done(coe: Label, correction: Correction) -> Violation | None:
    """A correction is completed once."""
    if not correction.is_done:
        return None
    text = f"'{correction.words[:200]}' of {coe} is done already. Nothing is left."
    return Violation("CORRECTION_DONE", coe.name, text)


def _asks_a_person(correction: Correction) -> bool:
    reminder = correction.kind is CorrectionKind.HUMAN_REMINDER
    return reminder or asks_people_to_remember(correction.text)
