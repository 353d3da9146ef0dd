"""What is true of COEs whatever happens to them."""

from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.domain import Actor, DomainError
from chassis.money import Money
from services.coes.api.mapping import to_message, to_report
from services.coes.application.reactions import guardrail_broke
from services.coes.domain import rules
from services.coes.domain.causes import CauseChain, Why, WhyClass
from services.coes.domain.coe import Coe
from services.coes.domain.corrections import (
    Correction,
    CorrectionKind,
    Fix,
    kept,
)
from services.coes.domain.life import TRANSITIONS, CoeState
from services.coes.domain.mechanism import Mechanism
from services.coes.domain.people import people_in
from services.coes.domain.proofs import Trial
from services.coes.domain.report import (
    Impact,
    IncidentSeverity,
    Report,
    TimelineEntry,
)
from services.coes.storage.postgres import COES
from tests.unit.coes.support import (
    EVE,
    JOY,
    KAI,
    MECHANISM,
    NOON,
    POLICY,
    WorkInMemory,
    active,
    analyzing,
    breach,
    correcting,
    knowing,
    opened,
    opened_by_breach,
    report,
    reviewing,
    trial,
    waived,
    watching,
)

Step = Callable[[Coe], None]

TEXTS = st.text(max_size=20)
TIMES = st.none() | st.integers(-9, 9).map(lambda n: NOON + timedelta(minutes=n))
AMOUNTS = st.integers(0, 2**63 - 1)
WHYS_OF = st.lists(
    st.builds(Why, TEXTS, TEXTS, st.sampled_from(WhyClass)), max_size=3
).map(tuple)
CHAINS = st.lists(
    st.builds(CauseChain, WHYS_OF, st.sampled_from(["", "a", "b"])), max_size=3
).map(tuple)
CORRECTIONS = st.lists(
    st.builds(
        Correction,
        kind=st.sampled_from(CorrectionKind),
        id=st.sampled_from(["", "a", "b"]),
        text=TEXTS,
        reference=st.sampled_from(["", MECHANISM, "elsewhere"]),
        team=st.sampled_from(["", KAI.team, EVE.team]),
        due_at=TIMES,
    ),
    max_size=3,
).map(tuple)
REPORTS = st.builds(
    Report,
    title=TEXTS,
    severity=st.sampled_from(IncidentSeverity),
    source=st.sampled_from(["", "services/packing", "experiments/e1"]),
    summary=TEXTS,
    impact=st.none()
    | st.builds(
        Impact,
        st.none() | AMOUNTS,
        st.none() | st.builds(Money, st.sampled_from(["USD", "JPY"]), AMOUNTS),
        TEXTS,
        st.none() | st.timedeltas(timedelta(), timedelta(days=3650)),
    ),
    start_time=TIMES,
    detect_time=TIMES,
    mitigate_time=TIMES,
    resolve_time=TIMES,
    trigger=TEXTS,
    timeline=st.lists(
        st.builds(TimelineEntry, TIMES.filter(bool), TEXTS), max_size=2
    ).map(tuple),
    cause_chains=CHAINS,
    corrections=CORRECTIONS,
    fictional=st.booleans(),
)
COMPLETE = st.builds(report, start_time=TIMES, detect_time=TIMES, mitigate_time=TIMES)
PEOPLE = st.sampled_from([KAI, JOY, EVE])
BEGINNINGS = st.sampled_from([opened, opened_by_breach, analyzing])


def update(known: Report, by: Actor) -> Step:
    return lambda coe: coe.update(known, by=by, at=NOON, policy=POLICY)


def start_analysis(by: Actor) -> Step:
    return lambda coe: coe.start_analysis(by=by, at=NOON)


def ask_dismissal(by: Actor) -> Step:
    return lambda coe: coe.ask_dismissal("Fine.", by=by, at=NOON)


def dismiss(by: Actor) -> Step:
    return lambda coe: coe.dismiss("Fine.", by=by, at=NOON)


STEPS = st.lists(
    st.one_of(
        st.builds(update, REPORTS, PEOPLE),
        st.builds(update, COMPLETE, st.just(KAI)),
        st.builds(start_analysis, PEOPLE),
        st.builds(ask_dismissal, PEOPLE),
        st.builds(dismiss, PEOPLE),
    ),
    max_size=8,
)


@given(BEGINNINGS, STEPS)
def test_states_only_move_along_the_table(
    begin: Callable[[], Coe], steps: list[Step]
) -> None:
    coe = begin()
    for step in steps:
        before = deepcopy(coe)
        try:
            step(coe)
        except DomainError:
            assert coe == before
            assert coe.events == before.events
        else:
            move = (before.state, type(coe.events[-1]))
            assert TRANSITIONS[move] == coe.state
            assert len(coe.events) == len(before.events) + 1


@given(BEGINNINGS, STEPS)
def test_a_report_is_complete_in_order_and_true_to_what_was_told(
    begin: Callable[[], Coe], steps: list[Step]
) -> None:
    coe = begin()
    told = (coe.report.source, coe.report.severity)
    for step in steps:
        with suppress(DomainError):
            step(coe)

        assert coe.report.title.strip()
        assert (coe.report.source, coe.report.severity) == told
        assert rules.timeline_unordered(coe.label, coe.report) is None
        assert coe.report.mitigate_time or coe.state is not CoeState.ANALYZING


@given(BEGINNINGS, STEPS)
def test_an_owner_asks_and_another_team_dismisses_what_was_not_analysed_since(
    begin: Callable[[], Coe], steps: list[Step]
) -> None:
    coe = begin()
    for step in steps:
        with suppress(DomainError):
            step(coe)

    who = {entry.actor for entry in coe.history if entry.event == "CoeDismissed"}
    assert who <= {EVE.name}
    happened = [entry.event for entry in coe.history]
    if "CoeDismissed" in happened:
        asked = {
            entry.actor for entry in coe.history if entry.event == "CoeDismissalAsked"
        }
        assert asked == {KAI.name}
        assert "CoeAnalysisStarted" not in happened


@given(st.lists(st.sampled_from(["e1/a/1", "e1/a/2", "e1/b/1", "e2/a/1"])))
def test_there_is_one_coe_per_incident_however_often_it_is_told(
    keys: list[str],
) -> None:
    work = WorkInMemory()

    for key in keys:
        guardrail_broke(work, breach(incident_key=key))

    found = sorted(coe.incident_key for coe in work.coes.by_id.values())
    assert found == sorted(set(keys))


MISSING = Fix(mechanism=MECHANISM, exists=False)
HUMAN = Fix(mechanism=MECHANISM, human_run=True)
UNPROVEN = Fix(mechanism=MECHANISM, protects=True)
PROVEN = Fix(mechanism=MECHANISM, proven=True)
PROTECTING = Fix(mechanism=MECHANISM, proven=True, acts=True, protects=True)
WARNING = replace(PROTECTING, only_warns=True)
ENDED = Fix(mechanism=MECHANISM, proven=True, ended=True)
FIXES = st.sampled_from([UNPROVEN, PROVEN, PROTECTING, HUMAN, MISSING, WARNING])


def live(fix: Fix, what: int, days: int) -> Step:
    """Return something that somebody who may tries on any day."""
    at = NOON + timedelta(days=days)
    by = EVE if what in {2, 3, 4} else KAI
    acts: list[Step] = [
        lambda coe: coe.start_analysis(by=by, at=at),
        lambda coe: coe.submit(knowing(fixes=(fix,)), by=by, at=at, policy=POLICY),
        lambda coe: coe.give_back("Why?", by=by, at=at),
        lambda coe: coe.approve([fix], by=by, at=at),
        lambda coe: coe.waive(
            "No glue.", at + timedelta(days=days), by=by, at=at, policy=POLICY
        ),
        lambda coe: coe.complete("check", "", fix, by=by, at=at),
        lambda coe: coe.settle([fix], by=by, at=at, policy=POLICY),
        lambda coe: coe.recur("coes/c9", by=by, at=at, policy=POLICY),
        lambda coe: coe.wake(by=by, at=at),
    ]
    return acts[what]


MIDST = st.sampled_from([reviewing, correcting, waived, watching])
"""From the analysis, nearly no life by chance comes as far as a correction."""

ACTS = st.sampled_from([0, 1, 2, 3, 3, 3, 4, 5, 6, 6, 6, 7, 8])
"""Of `live`; what the law is about is tried more often."""

LIVES = st.lists(st.tuples(FIXES, ACTS, st.integers(0, 60)), min_size=6, max_size=12)


@settings(max_examples=150)
@given(MIDST, LIVES)
def test_nothing_is_approved_or_put_right_without_a_proven_mechanism_or_a_waiver(
    begin: Callable[[], Coe], steps: list[tuple[Fix, int, int]]
) -> None:
    coe = begin()
    for fix, what, days in sorted(steps, key=lambda step: step[2]):
        before = deepcopy(coe)
        at = NOON + timedelta(days=days)
        with suppress(DomainError):
            live(fix, what, days)(coe)

        is_waived = before.waiver and before.waiver.is_in_force(at)
        moved = (before.state, coe.state)
        if moved == (CoeState.REVIEWING, CoeState.CORRECTING):
            assert fix.counts or is_waived
        if moved == (CoeState.CORRECTING, CoeState.WATCHING):
            assert (fix.counts and fix.protects) or is_waived
            assert all(it.is_done or it.is_mechanism for it in coe.report.corrections)


KNOWN = st.sampled_from([PROTECTING, PROTECTING, PROVEN, WARNING, ENDED, UNPROVEN])
DAYS = st.lists(st.tuples(KNOWN, st.integers(1, 40)), min_size=2, max_size=10)


@settings(max_examples=150)
@given(st.sampled_from([watching, waived]), DAYS)
def test_a_coe_closes_after_a_whole_watch_in_which_a_mechanism_protected(
    begin: Callable[[], Coe], days: list[tuple[Fix, int]]
) -> None:
    coe, at = begin(), NOON
    protected_since = NOON if coe.state is CoeState.WATCHING else None
    for fix, wait in days:
        at += timedelta(days=wait)
        coe.settle([fix], by=EVE, at=at, policy=POLICY)
        if not (fix.counts and fix.protects):
            protected_since = None
        elif protected_since is None:
            protected_since = at
        waiver = coe.waiver
        coe.wake(by=EVE, at=at)

        if coe.state is CoeState.CLOSED:
            assert protected_since
            assert at - protected_since >= POLICY.watch
            assert waiver is None
            return


@given(st.lists(st.tuples(st.booleans(), st.sets(st.integers(2, 6))), max_size=12))
def test_an_improvement_never_forgets_an_incident(
    steps: list[tuple[bool, set[int]]],
) -> None:
    mechanism = active()
    hurt = {"coes/c1"}
    for number, (escapes, proved) in enumerate(steps):
        coes = {"coes/c1", *(f"coes/c{n}" for n in proved)}
        if escapes:
            for coe in sorted(coes):
                mechanism.escape(coe, by=KAI, at=NOON)
            hurt |= coes
        else:
            _improve(mechanism, f"Version {number}.", coes)

        assert set(mechanism.incidents) == hurt
        proved_on = {proof.coe for proof in mechanism.proofs}
        assert mechanism.unanswered or proved_on >= hurt
        assert mechanism.number == len(mechanism.past) + 1


def _improve(mechanism: Mechanism, message: str, coes: set[str]) -> None:
    came: Trial = trial(*sorted(coes))
    is_like = replace(mechanism.design, message=message)
    with suppress(DomainError):
        mechanism.improve(is_like, came, [], by=KAI, at=NOON, policy=POLICY)


@given(CORRECTIONS, CORRECTIONS)
def test_every_correction_has_an_id_and_what_is_done_stays_done(
    known: tuple[Correction, ...], written: tuple[Correction, ...]
) -> None:
    done = tuple(it.done("", NOON) for it in kept((), known))
    by_id = {it.id: it for it in done}

    result = kept(done, written)

    assert all(it.id for it in result)
    given_ids = [it.id for it in written if it.id]
    assert len({it.id for it in result}) == len(set(given_ids)) + (
        len(result) - len(given_ids)
    )
    for before, after in zip(written, result, strict=True):
        was = by_id.get(before.id)
        same = was and (was.kind, was.reference) == (before.kind, before.reference)
        assert after.is_done == bool(same)


@given(TEXTS, TEXTS, st.sampled_from(["ann", "josé", "анна", "mary-jane"]))
def test_whoever_is_named_between_spaces_is_found(
    before: str, after: str, handle: str
) -> None:
    assert handle in people_in(f"{before} {handle.upper()} {after}", {handle})


@given(REPORTS)
def test_what_an_owner_writes_comes_back_as_it_was(known: Report) -> None:
    coe = opened()
    coe.report = known

    assert to_report(to_message(coe)) == known


@given(REPORTS)
def test_a_stored_report_is_read_as_it_was(known: Report) -> None:
    coe = opened()
    coe.report = known

    assert COES.load(coe.version, COES.dump(coe)["body"]) == coe


@given(BEGINNINGS, STEPS)
def test_a_stored_coe_is_read_as_it_was(
    begin: Callable[[], Coe], steps: list[Step]
) -> None:
    coe = begin()
    for step in steps:
        with suppress(DomainError):
            step(coe)

    assert COES.load(coe.version, COES.dump(coe)["body"]) == coe
