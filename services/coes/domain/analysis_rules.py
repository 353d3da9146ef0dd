"""What an analysis has to say before anybody reviews it.

Each rule is named after its reason, and says what to do about it.
"""

from collections.abc import Sequence
from itertools import pairwise

from chassis.domain import Violation
from chassis.labels import Label

from .causes import CauseChain, WhyClass
from .report import IncidentSeverity, Report
from .wording import asks_people_to_remember, hides_behind_the_process

MOMENTS = {
    "start_time": "when it began",
    "detect_time": "when it was noticed",
    "mitigate_time": "when the harm ended",
    "resolve_time": "when all was well again",
}
NAMED_AT_MOST = 5


def timeline_incomplete(coe: Label, report: Report) -> Violation | None:
    """A timeline has four moments in order, and at least one entry."""
    times = {words: getattr(report, field) for field, words in MOMENTS.items()}
    missing = [words for words, time in times.items() if not time]
    if not report.timeline:
        missing.append("what happened in between")
    if missing:
        text = f"The timeline of {coe} lacks: {', '.join(missing)}."
        hint = "Write them down, or import what was heard."
        return Violation("TIMELINE_INCOMPLETE", coe.name, f"{text} {hint}")
    wrong = [b for a, b in pairwise(times) if times[b] < times[a]]
    if not wrong:
        return None
    text = f"Earlier than the moment before it, in {coe}: {', '.join(wrong)}."
    hint = "An incident starts, is detected, mitigated and resolved. Correct the times."
    return Violation("TIMELINE_INCOMPLETE", coe.name, f"{text} {hint}")


def timeline_without_evidence(coe: Label, report: Report) -> Violation | None:
    """Every entry of a timeline has a link to its data."""
    bare = [entry for entry in report.timeline if not entry.evidence_url]
    if not bare:
        return None
    facts = ", ".join(f"'{entry.fact[:80]}'" for entry in bare[:NAMED_AT_MOST])
    more = f" and {len(bare) - NAMED_AT_MOST} more" if bare[NAMED_AT_MOST:] else ""
    text = f"In the timeline of {coe} nothing shows: {facts}{more}."
    hint = "Link each entry to its data."
    return Violation("TIMELINE_WITHOUT_EVIDENCE", coe.name, f"{text} {hint}")


def impact_unquantified(coe: Label, report: Report) -> Violation | None:
    """An impact has a number; where the severity is high, one that is not 0."""
    severe = report.severity is IncidentSeverity.HIGH
    impact = report.impact
    if impact and impact.is_quantified and (impact.is_felt or not severe):
        return None
    text = f"Nobody knows how bad {coe} was."
    if impact and impact.is_quantified:
        text = f"The severity of {coe} is HIGH, and each number of its impact is 0."
    hint = "Give at least one number: customers, minutes, money, or the promise broken."
    return Violation("IMPACT_UNQUANTIFIED", coe.name, f"{text} {hint}")


def why_chain_too_short(
    coe: Label, chains: Sequence[CauseChain], least: int
) -> Violation | None:
    """A chain has enough whys, and its last answer is a new one."""
    if not chains:
        text = f"Nobody has asked why in {coe}. Begin a chain of whys."
        return Violation("WHY_CHAIN_TOO_SHORT", coe.name, text)
    short = [
        f"{number} ({_length(chain)})"
        for number, chain in enumerate(chains, 1)
        if len(chain.whys) < least or chain.repeats_itself
    ]
    if not short:
        return None
    text = f"In {coe} these chains stop too soon: {', '.join(short)}."
    hint = f"Each asks why at least {least} times, and its last answer is a new one."
    return Violation("WHY_CHAIN_TOO_SHORT", coe.name, f"{text} {hint}")


def why_chain_ends_in_person(
    coe: Label, chains: Sequence[CauseChain]
) -> Violation | None:
    """A chain does not end with what somebody did."""
    if not (ends := _ending(chains, {WhyClass.HUMAN_ACTION})):
        return None
    text = f"The chain stops at what someone did, in {coe}: {ends}."
    hint = "Ask once more: why did the system let that happen?"
    return Violation("WHY_CHAIN_ENDS_IN_PERSON", coe.name, f"{text} {hint}")


def cause_not_systemic(coe: Label, chains: Sequence[CauseChain]) -> Violation | None:
    """A chain ends with a systemic cause."""
    shallow = set(WhyClass) - {WhyClass.SYSTEMIC, WhyClass.HUMAN_ACTION}
    if not (ends := _ending(chains, shallow)):
        return None
    text = f"In {coe} a chain ends before its systemic cause: {ends}."
    hint = "Ask why until a mechanism could fix the answer, and class it SYSTEMIC."
    return Violation("CAUSE_NOT_SYSTEMIC", coe.name, f"{text} {hint}")


def cause_class_missing(coe: Label, report: Report) -> Violation | None:
    """A COE names its kind of cause, so that it is seen when the error recurs."""
    if report.cause_class:
        return None
    text = f"{coe} does not say which kind of cause it has."
    hint = "Name it as other COEs with the same cause do, in coe.cause_class."
    return Violation("CAUSE_CLASS_MISSING", coe.name, f"{text} {hint}")


def process_followed_is_not_a_cause(
    coe: Label, chains: Sequence[CauseChain]
) -> Violation | None:
    """The statement that a process was followed is not a cause."""
    hidden = [
        chain.last.answer
        for chain in chains
        if chain.last and hides_behind_the_process(chain.last.answer)
    ]
    if not hidden:
        return None
    text = f"'{hidden[0][:200]}' is where {coe} stops, and no cause."
    hint = "Ask why the process allowed it; a process that owns us can be retired."
    return Violation("PROCESS_FOLLOWED_IS_NOT_A_CAUSE", coe.name, f"{text} {hint}")


def prior_mechanism_unanswered(
    coe: Label, report: Report, mechanisms: Sequence[str]
) -> Violation | None:
    """A COE in the scope of mechanisms says whether they should have prevented it."""
    if not mechanisms or report.questions.answers_for_mechanisms:
        return None
    some = ", ".join(mechanisms[:NAMED_AT_MOST])
    text = f"{coe} does not say whether a mechanism should have prevented it: {some}."
    hint = "Answer questions.would_existing_mechanism_have_prevented."
    return Violation("PRIOR_MECHANISM_UNANSWERED", coe.name, f"{text} {hint}")


def few_whys(
    coe: Label, chains: Sequence[CauseChain], hint_at: int
) -> Violation | None:
    """A chain with few whys gets a hint."""
    few = [str(n) for n, chain in enumerate(chains, 1) if len(chain.whys) < hint_at]
    if not few:
        return None
    text = f"In {coe} fewer than {hint_at} whys in chain {', '.join(few)}."
    return Violation("FEW_WHYS", coe.name, f"{text} Is there one more?")


def only_a_reminder(coe: Label, report: Report) -> Violation | None:
    """A correction that asks people to remember something gets an early warning."""
    weak = [
        each.words
        for each in report.corrections
        if not each.is_mechanism and asks_people_to_remember(each.text)
    ]
    if not weak:
        return None
    text = f"'{weak[0][:200]}' asks someone to be careful, in {coe}."
    hint = "Propose a check: a question, a start rule, a guardrail or an external test."
    return Violation("FIX_IS_NOT_A_MECHANISM", coe.name, f"{text} {hint}")


def _length(chain: CauseChain) -> str:
    whys = f"{len(chain.whys)} why{'' if len(chain.whys) == 1 else 's'}"
    return (
        f"{whys}, the last answer is an earlier one" if chain.repeats_itself else whys
    )


def _ending(chains: Sequence[CauseChain], classes: set[WhyClass]) -> str:
    ends = [
        f"'{chain.last.answer[:200]}'"
        for chain in chains
        if chain.last and chain.last.why_class in classes
    ]
    return ", ".join(ends)
