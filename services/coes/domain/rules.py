"""The rules of COEs. Each is named after its reason, and says what to do about it."""

from chassis.domain import Actor, Violation

from .report import Report, Severity


def not_owner(name: str, owner: str, by: Actor) -> Violation | None:
    """Only the owner writes and analyses."""
    if by.name == owner:
        return None
    return Violation("NOT_OWNER", name, f"{name} is owned by {owner}. Ask them.")


def reviewer_is_owner(name: str, owner: str, by: Actor) -> Violation | None:
    """Nobody dismisses their own error."""
    if by.name != owner:
        return None
    text = f"{name} is your own. Ask a reviewer of another team to dismiss it."
    return Violation("REVIEWER_IS_OWNER", name, text)


def reviewer_in_same_team(name: str, team: str, by: Actor) -> Violation | None:
    """No team dismisses its own errors."""
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
