"""The rules of COEs: who may, and what is known.

What an analysis has to say stands in `analysis_rules`, what a fix has to be in
`fix_rules`. Each is named after its reason, and says what to do about it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chassis.domain import Actor, Violation

from .causes import CauseChain
from .report import IncidentSeverity, Report


def not_owner(name: str, owner: str, by: Actor) -> Violation | None:
    """Only the owner writes and analyses."""
    if by.name == owner:
        return None
    return Violation("NOT_OWNER", name, f"{name} is owned by {owner}. Ask them.")


def reviewer_is_owner(name: str, owner: str, by: Actor) -> Violation | None:
    """The reviewer of a COE is not its owner."""
    if by.name != owner:
        return None
    text = f"{name} is your own. Ask a reviewer of another team."
    return Violation("REVIEWER_IS_OWNER", name, text)


def reviewer_in_same_team(name: str, team: str, by: Actor) -> Violation | None:
    """The reviewer of a COE is of another team."""
    if by.team != team:
        return None
    text = f"{name} belongs to your own team, {team}. Ask a reviewer of another team."
    return Violation("REVIEWER_IN_SAME_TEAM", name, text)


def title_missing(report: Report) -> Violation | None:
    """A COE has a title."""
    if report.title.strip():
        return None
    text = "A COE cannot be without a title. Say in one line what happened."
    return Violation("TITLE_MISSING", "coe.title", text)


def severity_missing(report: Report) -> Violation | None:
    """A COE has a severity."""
    if report.severity is not IncidentSeverity.UNSPECIFIED:
        return None
    text = "A COE cannot be without a severity. Choose LOW, MEDIUM or HIGH."
    return Violation("SEVERITY_MISSING", "coe.severity", text)


def timeline_unordered(name: str, report: Report) -> Violation | None:
    """No moment of an incident is before its start."""
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
    """The harm has ended before the analysis starts."""
    if report.mitigate_time:
        return None
    return Violation(
        "NOT_MITIGATED",
        name,
        "First stop the harm; then ask why. "
        f"Write down when the harm of {name} ended, as its mitigate_time.",
    )


def timeline_full(name: str, entries: int, limit: int) -> Violation | None:
    """A timeline has a limited number of entries."""
    if entries <= limit:
        return None
    text = f"The timeline of {name} would have {entries} entries; {limit} fit."
    return Violation("TIMELINE_FULL", name, f"{text} Leave out what explains nothing.")


def person_named(field: str, people: Sequence[str]) -> Violation | None:
    """A text about causes names no people."""
    if not people:
        return None
    text = f"Somebody is named here: {', '.join(people)}."
    hint = "Causes name no people: write the role."
    return Violation("PERSON_NAMED", field, f"{text} {hint}")


def recurrence_of_itself(name: str, earlier: str) -> Violation | None:
    """A COE is not the recurrence of itself."""
    if earlier != name:
        return None
    text = f"{name} cannot be its own recurrence. Name the earlier COE."
    return Violation("RECURRENCE_OF_ITSELF", name, text)


def recurrence_known(name: str, known: str) -> Violation | None:
    """A COE is the recurrence of one other COE only."""
    if not known:
        return None
    text = f"{name} is known as a recurrence of {known} already."
    hint = "Ask the owner of that one, if it is another."
    return Violation("RECURRENCE_KNOWN", name, f"{text} {hint}")


def waiver_too_long(
    name: str, expires_at: datetime, at: datetime, limit: timedelta
) -> Violation | None:
    """A waiver ends in the future, and within the limit."""
    if at < expires_at <= at + limit:
        return None
    text = f"The waiver of {name} would end on {expires_at:%Y-%m-%d %H:%M} UTC."
    hint = f"Choose a time ahead, at most {limit.days} days away."
    return Violation("WAIVER_TOO_LONG", name, f"{text} {hint}")


def why_chain_not_found(
    name: str, chain_id: str, chains: Sequence[CauseChain]
) -> Violation:
    """A why continues a chain that exists."""
    known = ", ".join(chain.id for chain in chains) or "none yet"
    text = f"{name} has no chain of whys '{chain_id}'. Its chains are: {known}."
    hint = "Name one of these, or none to begin another."
    subject = f"{name}/causeChains/{chain_id}"
    return Violation("WHY_CHAIN_NOT_FOUND", subject, f"{text} {hint}")


def why_chains_full(name: str, chains: int, limit: int) -> Violation | None:
    """A COE has a limited number of chains."""
    if chains < limit:
        return None
    text = f"{name} has {chains} chains of whys already; {limit} fit."
    return Violation("WHY_CHAINS_FULL", name, f"{text} Continue one of them.")


def why_chains_repeated(chains: Sequence[CauseChain]) -> list[Violation]:
    """An id of a chain is unique."""
    ids = [chain.id for chain in chains]
    return [
        Violation(
            "WHY_CHAIN_REPEATED",
            f"coe.cause_chains[{number}].id",
            f"Another chain of whys has the id {chain}. Give each its own.",
        )
        for number, chain in enumerate(ids)
        if chain and chain in ids[:number]
    ]


def why_chain_too_long(name: str, whys: int, limit: int) -> Violation | None:
    """A chain has a limited number of whys."""
    if whys < limit:
        return None
    text = f"A chain of {name} has {whys} whys already."
    hint = "It goes in circles: go back to where it was systemic, or begin another."
    return Violation("WHY_CHAIN_TOO_LONG", name, f"{text} {hint}")


def not_on_team(name: str, team: str, by: Actor) -> Violation | None:
    """The team of a correction completes it."""
    if by.team == team:
        return None
    return Violation("NOT_ON_TEAM", name, f"{name} is up to {team}. Ask them.")
