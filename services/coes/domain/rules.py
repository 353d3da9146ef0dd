"""The rules of COEs: who may, and what is known.

What an analysis has to say stands in `analysis_rules`, what a fix has to be in
`fix_rules`. Each is named after its reason, and says what to do about it.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from chassis.domain import Actor, Violation
from chassis.labels import Label

from .causes import CauseChain
from .report import IncidentSeverity, Report

MOMENTS = ("start_time", "detect_time", "mitigate_time", "resolve_time")

CLOCKS_DIFFER = timedelta(minutes=1)
"""A time may be so far ahead, because clocks differ."""


def not_owner(coe: Label, owner: str, by: Actor) -> Violation | None:
    """Only the owner writes and analyses."""
    if by.name == owner:
        return None
    return Violation("NOT_OWNER", coe.name, f"{coe} is owned by {owner}. Ask them.")


def reviewer_is_owner(coe: Label, owner: str, by: Actor) -> Violation | None:
    """The reviewer of a COE is not its owner."""
    if by.name != owner:
        return None
    text = f"{coe} is your own. Ask a reviewer of another team."
    return Violation("REVIEWER_IS_OWNER", coe.name, text)


def reviewer_is_no_person(coe: Label, by: Actor) -> Violation | None:
    """A COE is reviewed by a person, who has a team."""
    if by.name.startswith("people/") and by.team:
        return None
    text = f"{by.name} is no person. Ask a reviewer of another team to judge {coe}."
    return Violation("REVIEWER_IS_NO_PERSON", coe.name, text)


def reviewer_in_same_team(
    coe: Label, team: str, source: str, involved: Collection[str], by: Actor
) -> Violation | None:
    """The reviewer is of another team than the COE, and than what it happened to."""
    if by.team == team:
        text = f"{coe} belongs to your own team, {team}."
    elif involved and not {by.name, by.team}.isdisjoint(involved):
        text = f"{coe} is about {source}, which is yours or your team's."
    else:
        return None
    hint = "Ask a reviewer of another team."
    return Violation("REVIEWER_IN_SAME_TEAM", coe.name, f"{text} {hint}")


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


def timeline_unordered(coe: Label, report: Report) -> Violation | None:
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
    text = f"Before the start_time of {coe} lies: {', '.join(early)}."
    return Violation(
        "TIMELINE_UNORDERED", coe.name, f"{text} Correct one or the other."
    )


def moment_in_future(coe: Label, report: Report, at: datetime) -> Violation | None:
    """An incident is told when it has happened."""
    ahead = [
        f"{name} {time:%Y-%m-%d %H:%M:%S} UTC"
        for name in MOMENTS
        if (time := getattr(report, name)) and time > at + CLOCKS_DIFFER
    ]
    if not ahead:
        return None
    text = f"This lies ahead of now in {coe}: {', '.join(ahead)}."
    hint = "Write down what has happened; leave out what has not."
    return Violation("MOMENT_IN_FUTURE", coe.name, f"{text} {hint}")


def not_mitigated(coe: Label, report: Report) -> Violation | None:
    """The harm has ended before the analysis starts."""
    if report.mitigate_time:
        return None
    return Violation(
        "NOT_MITIGATED",
        coe.name,
        "First stop the harm; then ask why. "
        f"Write down when the harm of {coe} ended, as its mitigate_time.",
    )


def timeline_full(coe: Label, entries: int, limit: int) -> Violation | None:
    """A timeline has a limited number of entries."""
    if entries <= limit:
        return None
    text = f"The timeline of {coe} would have {entries} entries; {limit} fit."
    return Violation(
        "TIMELINE_FULL", coe.name, f"{text} Leave out what explains nothing."
    )


def person_named(field: str, people: Sequence[str]) -> Violation | None:
    """A text about causes names no people."""
    if not people:
        return None
    text = f"Somebody is named here: {', '.join(people)}."
    hint = "Causes name no people: write the role."
    return Violation("PERSON_NAMED", field, f"{text} {hint}")


def recurrence_of_itself(coe: Label, earlier: str) -> Violation | None:
    """A COE is not the recurrence of itself."""
    if earlier != coe.name:
        return None
    text = f"{coe} cannot be its own recurrence. Name the earlier COE."
    return Violation("RECURRENCE_OF_ITSELF", coe.name, text)


def recurrence_known(coe: Label, known: str) -> Violation | None:
    """A COE is the recurrence of one other COE only."""
    if not known:
        return None
    text = f"{coe} is known as a recurrence of {known} already."
    hint = "Ask the owner of that one, if it is another."
    return Violation("RECURRENCE_KNOWN", coe.name, f"{text} {hint}")


def waiver_passed(coe: Label, expires_at: datetime, at: datetime) -> Violation | None:
    """A waiver ends in the future."""
    if expires_at > at:
        return None
    text = (
        f"The waiver of {coe} would have ended on {expires_at:%Y-%m-%d %H:%M:%S} UTC."
    )
    return Violation("WAIVER_PASSED", coe.name, f"{text} Choose a time ahead.")


def waiver_too_long(
    coe: Label, expires_at: datetime, since: datetime, limit: timedelta
) -> Violation | None:
    """All waivers of a COE together end within the limit of the first one."""
    if expires_at <= since + limit:
        return None
    text = f"The waiver of {coe} would end on {expires_at:%Y-%m-%d %H:%M:%S} UTC."
    until = f"{since + limit:%Y-%m-%d %H:%M:%S} UTC"
    hint = f"All its waivers end by {until}, {limit.days} days after the first began."
    return Violation("WAIVER_TOO_LONG", coe.name, f"{text} {hint}")


def why_chain_not_found(
    coe: Label, chain_id: str, chains: Sequence[CauseChain]
) -> Violation:
    """A why continues a chain that exists."""
    known = ", ".join(chain.id for chain in chains) or "none yet"
    text = f"{coe} has no chain of whys '{chain_id}'. Its chains are: {known}."
    hint = "Name one of these, or none to begin another."
    subject = f"{coe.name}/causeChains/{chain_id}"
    return Violation("WHY_CHAIN_NOT_FOUND", subject, f"{text} {hint}")


def why_chains_full(coe: Label, chains: int, limit: int) -> Violation | None:
    """A COE has a limited number of chains."""
    if chains < limit:
        return None
    text = f"{coe} has {chains} chains of whys already; {limit} fit."
    return Violation("WHY_CHAINS_FULL", coe.name, f"{text} Continue one of them.")


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


def why_chain_too_long(coe: Label, whys: int, limit: int) -> Violation | None:
    """A chain has a limited number of whys."""
    if whys < limit:
        return None
    text = f"A chain of {coe} has {whys} whys already."
    hint = "It goes in circles: go back to where it was systemic, or begin another."
    return Violation("WHY_CHAIN_TOO_LONG", coe.name, f"{text} {hint}")


def not_on_team(coe: Label, team: str, by: Actor) -> Violation | None:
    """The team of a correction completes it."""
    if by.team == team:
        return None
    return Violation("NOT_ON_TEAM", coe.name, f"{coe} is up to {team}. Ask them.")
