"""The rules of COEs: who may, and what is known.

What an analysis has to say stands in `analysis_rules`, what a fix has to be in
`fix_rules`. Each is named after its reason, and says what to do about it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chassis.domain import Actor, Violation

from .report import Report, Severity


def not_owner(name: str, owner: str, by: Actor) -> Violation | None:
    """Only the owner writes and analyses."""
    if by.name == owner:
        return None
    return Violation("NOT_OWNER", name, f"{name} is owned by {owner}. Ask them.")


def reviewer_is_owner(name: str, owner: str, by: Actor) -> Violation | None:
    """Nobody judges their own error."""
    if by.name != owner:
        return None
    text = f"{name} is your own. Ask a reviewer of another team."
    return Violation("REVIEWER_IS_OWNER", name, text)


def reviewer_in_same_team(name: str, team: str, by: Actor) -> Violation | None:
    """No team judges its own errors."""
    if by.team != team:
        return None
    text = f"{name} belongs to your own team, {team}. Ask a reviewer of another team."
    return Violation("REVIEWER_IN_SAME_TEAM", name, text)


def title_missing(report: Report) -> Violation | None:
    """People find it by its title."""
    if report.title.strip():
        return None
    text = "A COE cannot be without a title. Say in one line what happened."
    return Violation("TITLE_MISSING", "coe.title", text)


def severity_missing(report: Report) -> Violation | None:
    """How much it blocks follows from how bad it is."""
    if report.severity is not Severity.UNSPECIFIED:
        return None
    text = "A COE cannot be without a severity. Choose LOW, MEDIUM or HIGH."
    return Violation("SEVERITY_MISSING", "coe.severity", text)


def timeline_unordered(name: str, report: Report) -> Violation | None:
    """Nothing is noticed or over before it began."""
    times = {
        "detect_time": report.detect_time,
        "mitigate_time": report.mitigate_time,
        "resolve_time": report.resolve_time,
    }
    start = report.start_time
    if not (
        early := [key for key, time in times.items() if time and start and time < start]
    ):
        return None
    text = f"Before the start_time of {name} lies: {', '.join(early)}."
    return Violation("TIMELINE_UNORDERED", name, f"{text} Correct one or the other.")


def not_mitigated(name: str, report: Report) -> Violation | None:
    """While the harm goes on, nobody has time to ask why."""
    if report.mitigate_time:
        return None
    return Violation(
        "NOT_MITIGATED",
        name,
        "First stop the harm; then ask why. "
        f"Write down when the harm of {name} ended, as its mitigate_time.",
    )


def timeline_full(name: str, entries: int, limit: int) -> Violation | None:
    """A timeline is read by people."""
    if entries <= limit:
        return None
    text = f"The timeline of {name} would have {entries} entries; {limit} fit."
    return Violation("TIMELINE_FULL", name, f"{text} Leave out what explains nothing.")


def person_named(field: str, people: Sequence[str]) -> Violation | None:
    """What a person did is never the cause; what let it happen is."""
    if not people:
        return None
    text = f"Somebody is named here: {', '.join(people)}."
    hint = "Causes name no people: write the role."
    return Violation("PERSON_NAMED", field, f"{text} {hint}")


def recurrence_of_itself(name: str, earlier: str) -> Violation | None:
    """An error comes back as another one."""
    if earlier != name:
        return None
    text = f"{name} cannot be its own recurrence. Name the earlier COE."
    return Violation("RECURRENCE_OF_ITSELF", name, text)


def recurrence_known(name: str, known: str) -> Violation | None:
    """What others were told stays."""
    if not known:
        return None
    text = f"{name} is known as a recurrence of {known} already."
    hint = "Ask the owner of that one, if it is another."
    return Violation("RECURRENCE_KNOWN", name, f"{text} {hint}")


def waiver_too_long(
    name: str, expires_at: datetime, at: datetime, limit: timedelta
) -> Violation | None:
    """A waiver is a debt with a date."""
    if at < expires_at <= at + limit:
        return None
    text = f"The waiver of {name} would end on {expires_at:%Y-%m-%d %H:%M} UTC."
    hint = f"Choose a time ahead, at most {limit.days} days away."
    return Violation("WAIVER_TOO_LONG", name, f"{text} {hint}")


def why_chain_unknown(name: str, chain: int, chains: int) -> Violation | None:
    """A why belongs to a chain, or begins one."""
    if chain <= chains:
        return None
    text = f"{name} has {chains} chains of whys, and none before number {chain}."
    hint = f"Name one that it has, from 0, or {chains} to begin another."
    return Violation("WHY_CHAIN_UNKNOWN", name, f"{text} {hint}")


def why_chain_too_long(name: str, whys: int, limit: int) -> Violation | None:
    """A chain that is not done by now goes in circles."""
    if whys < limit:
        return None
    text = f"A chain of {name} has {whys} whys already."
    hint = "It goes in circles: go back to where it was systemic, or begin another."
    return Violation("WHY_CHAIN_TOO_LONG", name, f"{text} {hint}")


def not_on_team(name: str, team: str, by: Actor) -> Violation | None:
    """Who keeps it, decides."""
    if by.team == team:
        return None
    return Violation("NOT_ON_TEAM", name, f"{name} is up to {team}. Ask them.")
