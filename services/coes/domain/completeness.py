"""What a COE may not leave out, and what it may not say."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from chassis.domain import Violation, broken_rules
from chassis.labels import Label

from . import analysis_rules, fix_rules, rules
from .corrections import Fix
from .people import people_in
from .policy import Policy
from .report import Report


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a COE is judged against.

    Attributes:
        people: Handles that its texts may not name.
        fixes: One per mechanism that its corrections name.
        prior: Adopted mechanisms that have it in their scope.
        unknown: Mechanisms that it names, and that do not exist.
    """

    people: frozenset[str] = frozenset()
    fixes: tuple[Fix, ...] = ()
    prior: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def gaps(
    name: Label, report: Report, known: Knowledge, policy: Policy
) -> list[Violation]:
    """Return all that speaks against a submit of the COE of this name."""
    chains = report.cause_chains
    told = named(report.told_causes, known.people)
    return broken_rules(
        *(replace(it, subject=name.name, description=_where(it)) for it in told),
        analysis_rules.timeline_incomplete(name, report),
        analysis_rules.timeline_without_evidence(name, report),
        analysis_rules.impact_unquantified(name, report),
        analysis_rules.why_chain_too_short(name, chains, policy.whys_at_least),
        analysis_rules.why_chain_ends_in_person(name, chains),
        analysis_rules.cause_not_systemic(name, chains),
        analysis_rules.cause_class_missing(name, report),
        analysis_rules.process_followed_is_not_a_cause(name, chains),
        fix_rules.fix_is_not_a_mechanism(name, report.corrections),
        fix_rules.mechanism_unknown(name, known.unknown),
        fix_rules.human_run_cannot_close(name, known.fixes),
        analysis_rules.prior_mechanism_unanswered(name, report, known.prior),
    )


def advice(name: Label, report: Report, policy: Policy) -> list[Violation]:
    """Return what is worth knowing, and stops nothing."""
    return broken_rules(
        analysis_rules.only_a_reminder(name, report),
        analysis_rules.few_whys(name, report.cause_chains, policy.whys_hint),
    )


def malformed(report: Report, people: frozenset[str]) -> list[Violation]:
    """Return what is wrong with a report in itself."""
    return [
        *named(report.told_causes, people),
        *rules.why_chains_repeated(report.cause_chains),
        *fix_rules.corrections_without_owner_or_date(report.corrections),
        *fix_rules.corrections_repeated(report.corrections),
    ]


def named(texts: Mapping[str, str], people: frozenset[str]) -> list[Violation]:
    """Return a violation for each text that names somebody."""
    return broken_rules(
        *(
            rules.person_named(field, people_in(text, people))
            for field, text in texts.items()
        )
    )


def _where(violation: Violation) -> str:
    """Say in words what the path of a field says in a request."""
    place = violation.subject.removeprefix("coe.")
    return f"{violation.description} It is in {place}."
