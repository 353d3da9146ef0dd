"""COEs and mechanisms on a real PostgreSQL: replays, back-tests, counters, the loop."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

import services.coes.storage
from chassis.checks import CheckActivated, CheckEvaluated, CheckResult, Stage
from chassis.domain import Actor, Cause, InvalidInput, Query, RuleBroken
from chassis.eventlog import LogRecord
from chassis.outbox import add_to_outbox
from chassis.postgres import CHASSIS_MIGRATIONS, Database, migrate
from chassis.units import Units
from day1.experiments.v1.experiments_events_pb2 import ExperimentSnapshot
from services.coes.application import commands, reactions
from services.coes.application import mechanism_commands as mechanisms
from services.coes.domain.coe import Coe
from services.coes.domain.corrections import CorrectionState
from services.coes.domain.heard import Heard
from services.coes.domain.mechanism import Mechanism
from services.coes.domain.proofs import (
    CheckReport,
    Counters,
    MeasuredMetric,
    Recorded,
    Replay,
)
from services.coes.domain.proofs import ReplayedCase as Case
from services.coes.messaging.publisher import PUBLISHER
from services.coes.storage.postgres import CoesWork
from tests.unit.coes.support import (
    COES,
    DAY,
    DECLARED,
    EVE,
    EXPERIMENTS,
    HOUR,
    JOY,
    KAI,
    MECHANISM,
    NOON,
    POLICY,
    VARIED,
    breach,
    complete,
    correction,
    design,
    experiment,
    external,
    guardrail,
    recorded,
    report,
)

MIGRATIONS = Path(services.coes.storage.__file__).parent / "migrations"
POLICY_OF_FEW = replace(POLICY, false_alarm_sample=1000)


VARIANTS = (Case(patch=VARIED),)


class Store:
    """The database of the service, a unit of work at a time, and a clock."""

    def __init__(self, url: str) -> None:
        migrate(url, CHASSIS_MIGRATIONS, MIGRATIONS)
        self.database = Database(url)
        self.now = NOON
        self._causes = iter(range(10**6))
        self._units: Units[CoesWork] = Units(
            self.database, CoesWork, PUBLISHER, lambda: self.now, lambda: None
        )

    @contextmanager
    def work(
        self, by: Actor = KAI, cause: str = "", at: datetime | None = None
    ) -> Iterator[CoesWork]:
        """Open a unit of work that is committed in the end."""
        why = Cause(cause or f"cause-{next(self._causes)}", by, at)
        with self._units.transaction() as connection:
            outgoing: list[LogRecord] = []
            yield self._units.open(connection, why, outgoing)
            add_to_outbox(connection, outgoing)

    def published(self) -> list[str]:
        """Return the topics and types of all events so far, in order."""
        with self.work() as work:
            rows = work.connection.execute(
                "SELECT topic, headers->>'ce_type' FROM outbox ORDER BY position"
            ).fetchall()
        return [f"{topic} {name.rpartition('.')[2]}" for topic, name in rows]

    def start(self, name: str, *, reads: bool, declares: bool = False) -> None:
        """Hear that an experiment started."""
        inputs = [{"name": "weight"}] if declares else []
        seen = experiment(
            name=name,
            treatment_reads=["weight"] if reads else [],
            required_inputs=inputs,
        )
        heard = Heard(
            kind="ExperimentStarted",
            source=name,
            idea="ideas/i1",
            fact="It started.",
            at=self.now,
            owner=KAI.name,
        )
        it = recorded(name=name, snapshot=seen.SerializeToString(), at=self.now)
        with self.work(EXPERIMENTS) as work:
            reactions.hear(work, heard, KAI.name, recorded=it)

    def open_breach(self, name: str = "e1") -> Coe:
        """Hear that a guardrail of an experiment broke."""
        told = breach(
            incident_key=f"{name}/refund_rate/1", experiment=f"experiments/{name}"
        )
        with self.work(EXPERIMENTS) as work:
            reactions.guardrail_broke(work, told)
            value = MeasuredMetric(
                experiment=told.experiment,
                metric=told.metric,
                value=told.value,
                units=told.units,
            )
            work.evidence.keep_measures([value])
        with self.work() as work:
            found = work.coes.of_incident(told.incident_key)
        assert found
        return found

    def approve(self, coe_id: str, mechanism: str = MECHANISM) -> None:
        """Take a COE from the harm to its correction."""
        known = complete(corrections=(correction(reference=mechanism),))
        with self.work(KAI) as work:
            commands.update_coe(
                work,
                coe_id,
                "",
                lambda told: replace(known, source=told.source, severity=told.severity),
                POLICY,
            )
            commands.start_analysis(work, coe_id, "")
            commands.submit_coe(work, coe_id, "", POLICY)
        with self.work(EVE) as work:
            commands.approve_coe(work, coe_id, "", POLICY)

    def propose(self, origin: Coe, mechanism_id: str = "glue-age") -> None:
        """Propose the mechanism after a COE."""
        with self.work(KAI) as work:
            mechanisms.create_mechanism(
                work, mechanism_id, design(), (origin.name,), ""
            )

    def prove(self, origin: Coe, mechanism_id: str = "glue-age") -> Mechanism:
        """Prove it on what was recorded."""
        replays = [
            Replay(coe=origin.name, corrected=Case(patch=DECLARED), mutated=VARIANTS)
        ]
        with self.work(JOY) as work:
            return mechanisms.prove_mechanism(
                work, mechanism_id, "", replays, POLICY_OF_FEW
            )

    def adopt(self, mechanism_id: str = "glue-age") -> Mechanism:
        """Adopt it."""
        with self.work(EVE) as work:
            return mechanisms.adopt_mechanism(work, mechanism_id, "", POLICY_OF_FEW)

    def activate(self, version: int = 1) -> None:
        """Hear from the consumer that it has it."""
        activated = CheckActivated(
            mechanism=MECHANISM,
            version=version,
            service="services/experiments",
            active=True,
            at=self.now,
        )
        with self.work(EXPERIMENTS) as work:
            reactions.check_activated(work, activated, POLICY)

    def coe(self, coe_id: str) -> Coe:
        """Return a COE as it is kept."""
        with self.work() as work:
            return work.coes.get(coe_id)

    def mechanism(self) -> Mechanism:
        """Return the mechanism as it is kept."""
        with self.work() as work:
            return work.mechanisms.get("glue-age")


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.database.close()


def protected(store: Store) -> Coe:
    """Return a COE that a mechanism protects against."""
    for number in range(3):
        store.start(f"experiments/fine{number}", reads=False)
    store.start("experiments/e1", reads=True)
    coe = store.open_breach()
    store.propose(coe)
    store.prove(coe)
    store.approve(coe.id)
    store.adopt()
    store.activate()
    return store.coe(coe.id)


def test_an_incident_becomes_a_mechanism_that_protects(store: Store) -> None:
    coe = protected(store)

    mechanism = store.mechanism()
    assert (coe.state, coe.protect_at) == ("WATCHING", NOON)
    assert mechanism.is_active
    assert [proof.tells_apart for proof in mechanism.proofs] == [True]
    assert mechanism.proofs[0].replay.incident == Case(subject="experiments/e1")
    assert store.published() == [
        "coes.events.v1 CoeOpened",
        "mechanisms.events.v1 MechanismProposed",
        "mechanisms.events.v1 MechanismProven",
        "coes.events.v1 CoeAnalysisStarted",
        "coes.events.v1 CoeSubmitted",
        "coes.events.v1 CoeApproved",
        "mechanisms.events.v1 MechanismAdopted",
        "mechanisms.state.v1 CheckChanged",
        "coes.events.v1 CoeCorrected",
    ]


def test_what_does_not_fail_on_the_incident_is_not_proved(store: Store) -> None:
    store.start("experiments/e1", reads=True, declares=True)
    coe = store.open_breach()
    store.propose(coe)

    with pytest.raises(RuleBroken, match="PASS instead of FAIL on experiments/e1"):
        store.prove(coe)

    assert store.mechanism().state == "PROPOSED"


def test_an_incident_that_nobody_recorded_cannot_be_replayed(store: Store) -> None:
    coe = store.open_breach()
    store.propose(coe)

    with pytest.raises(RuleBroken) as refused:
        store.prove(coe)

    assert [v.reason for v in refused.value.violations] == ["INCIDENT_NOT_RECORDED"]


@pytest.mark.parametrize(
    ("patch", "words"),
    [
        ('{"requiredInputs": 3}', "requiredInputs"),
        ('{"required_inputs": []}', "It has no field required_inputs."),
        ('{"nonsense": 1, "more": 2}', "It has no field nonsense, more."),
        ('{"hypothesis": {"becauseOf": 1}}', "becauseOf"),
        ('{"guardrails": [{"minUnits": 1}, {"min_units": 1}]}', "min_units"),
    ],
)
def test_a_correction_that_is_no_snapshot_is_refused(
    store: Store, patch: str, words: str
) -> None:
    store.start("experiments/e1", reads=True)
    coe = store.open_breach()
    store.propose(coe)

    with store.work(JOY) as work, pytest.raises(InvalidInput, match=words) as refused:
        mechanisms.prove_mechanism(
            work,
            "glue-age",
            "",
            [Replay(coe=coe.name, corrected=Case(patch=patch))],
            POLICY,
        )

    [violation] = refused.value.violations
    assert violation.reason == "CORRECTION_INVALID"
    assert violation.subject == "replays[0].corrected.patch"


def test_a_correction_speaks_json_all_the_way_down(store: Store) -> None:
    store.start("experiments/e1", reads=True)
    coe = store.open_breach()
    nested = '{"primaryMetric": {"horizonDays": 3}, "requiredInputs": [{"name": "w"}]}'
    store.propose(coe)

    with store.work(JOY) as work:
        mechanism = mechanisms.prove_mechanism(
            work,
            "glue-age",
            "",
            [Replay(coe=coe.name, corrected=Case(patch=nested), mutated=VARIANTS)],
            POLICY,
        )

    assert mechanism.state == "PROVEN"


def test_a_back_test_counts_what_it_would_have_stopped_and_what_went_wrong(
    store: Store,
) -> None:
    store.now = NOON - 200 * DAY
    store.start("experiments/ancient", reads=True)
    store.now = NOON - 20 * DAY
    for number in range(38):
        store.start(f"experiments/fine-{number}", reads=False)
    store.start("experiments/lucky", reads=True)
    store.start("experiments/e1", reads=True)
    store.start("experiments/e1", reads=True)
    store.start("experiments/e2", reads=True)
    store.now = NOON
    coe = store.open_breach()
    store.open_breach("e2")
    store.propose(coe)

    backtest = store.prove(coe).backtest

    assert backtest
    assert backtest.subjects == 41
    assert backtest.would_have_blocked == 3
    assert backtest.caught == 2
    assert backtest.passed == 38
    assert backtest.false_alarm_ratio == pytest.approx(1 / 41)
    assert set(backtest.blocked) == {
        "experiments/lucky",
        "experiments/e1",
        "experiments/e2",
    }


def test_a_mechanism_that_escapes_comes_back_proved_on_both(store: Store) -> None:
    first = protected(store)
    store.now = NOON + DAY
    store.start("experiments/e2", reads=True, declares=True)
    second = store.open_breach("e2")

    with store.work(KAI) as work:
        commands.mark_recurrence(work, second.id, "", first.name, POLICY)

    assert store.coe(first.id).state == "ANALYZING"
    assert store.mechanism().unanswered == (second.name,)
    with store.work(KAI) as work, pytest.raises(RuleBroken, match="e2") as refused:
        mechanisms.improve_mechanism(
            work,
            "glue-age",
            "",
            lambda known: replace(known, message="Other words."),
            [
                Replay(
                    coe=second.name,
                    corrected=Case(patch='{"title": "Fine"}'),
                    mutated=VARIANTS,
                )
            ],
            policy=POLICY_OF_FEW,
        )
    assert [v.reason for v in refused.value.violations] == ["MECHANISM_UNPROVEN"]

    expression = (
        "experiment.treatment_reads.size() == 0 || (experiment.required_inputs.size()"
        ' > 0 && experiment.kill_switch != "")'
    )
    with store.work(KAI) as work:
        improved = mechanisms.improve_mechanism(
            work,
            "glue-age",
            "",
            lambda known: replace(known, predicate=expression),
            [
                Replay(
                    coe=first.name,
                    corrected=Case(
                        patch='{"killSwitch": "K", "requiredInputs": [{"name": "w"}]}'
                    ),
                    mutated=VARIANTS,
                ),
                Replay(
                    coe=second.name,
                    corrected=Case(patch='{"killSwitch": "K"}'),
                    mutated=VARIANTS,
                ),
            ],
            policy=POLICY_OF_FEW,
        )

    assert improved.number == 2
    assert [proof.coe for proof in improved.proofs] == [first.name, second.name]
    assert all(proof.tells_apart for proof in improved.proofs)
    assert "coes.events.v1 CoeReopened" in store.published()
    assert "mechanisms.events.v1 MechanismEscaped" in store.published()
    assert store.published()[-2:] == [
        "mechanisms.events.v1 MechanismImproved",
        "mechanisms.state.v1 CheckChanged",
    ]


def test_a_guardrail_is_proved_on_the_value_that_was_recorded(store: Store) -> None:
    coe = store.open_breach()
    with store.work(KAI) as work:
        mechanisms.create_mechanism(work, "m2", guardrail(), (coe.name,), "")

    with store.work(JOY) as work:
        proved = mechanisms.prove_mechanism(
            work,
            "m2",
            "",
            [
                Replay(
                    coe=coe.name,
                    corrected=Case(value=0.1),
                    mutated=(Case(value=0.5),),
                )
            ],
            POLICY,
        )

    [proof] = proved.proofs
    assert proof.replay.incident == Case(value=0.31)


def test_an_external_check_is_proved_by_its_reports_and_has_itself_as_consumer(
    store: Store,
) -> None:
    with store.work(KAI) as work:
        coe, _ = commands.create_coe(work, "c5", report(), policy=POLICY)
        mechanisms.create_mechanism(work, "m5", external(), (coe.name,), "")
    for result in (CheckResult.FAIL, CheckResult.FAIL, CheckResult.PASS):
        store.now += HOUR
        told = CheckReport(
            subject="services/reviews",
            result=result,
            evidence_url="https://ci.example/1",
            at=store.now,
            reporter="services/ci",
        )
        with store.work(JOY) as work:
            mechanisms.report_check_result(work, "m5", "", told, POLICY)

    with store.work(JOY) as work:
        mechanisms.prove_mechanism(work, "m5", "", [], POLICY)
    with store.work(EVE) as work:
        adopted = mechanisms.adopt_mechanism(work, "m5", "", POLICY)

    assert adopted.is_active
    assert "mechanisms.state.v1 CheckChanged" not in store.published()


def evaluated(result: CheckResult, subject: str, *, blocked: bool) -> CheckEvaluated:
    return CheckEvaluated(
        mechanism=MECHANISM,
        version=1,
        subject=subject,
        stage=Stage.EXPERIMENT_START,
        result=result,
        blocked=blocked,
        actor=JOY.name,
        at=NOON,
    )


TOLD = [
    evaluated(CheckResult.PASS, "experiments/x1", blocked=False),
    evaluated(CheckResult.FAIL, "experiments/x2", blocked=True),
    evaluated(CheckResult.EXCEPTION, "experiments/x3", blocked=False),
    evaluated(CheckResult.EXCEPTION, "experiments/e1", blocked=False),
    evaluated(CheckResult.NOT_APPLICABLE, "experiments/x4", blocked=False),
]


def test_counters_add_up_in_any_order_and_repeats_do_not_count(store: Store) -> None:
    protected(store)
    chance = random.Random(3)  # noqa: S311 - a test that can be repeated
    names = [f"mechanisms/m{number}" for number in range(6)]
    for name in names:
        told = [
            (f"{name}/{n}", replace(it, mechanism=name)) for n, it in enumerate(TOLD)
        ]
        repeated = [*told, *told, *told]
        chance.shuffle(repeated)
        for cause, event in repeated:
            with store.work(EXPERIMENTS, cause) as work:
                reactions.check_evaluated(work, event, POLICY)

    with store.work() as work:
        counters = work.evaluations.counters(names, NOON)
        fired = work.evaluations.has_fired_on
        assert fired(names[0], "experiments/x2")
        assert not fired(names[0], "experiments/x1")

    # The COE on e1 was opened in the very moment: nothing was harmless there.
    expected = Counters(
        evaluated=4,
        fired=3,
        blocked=1,
        exceptions=2,
        false_alarms=1,
        last_fired_at=NOON,
    )
    assert counters == dict.fromkeys(names, expected)


def test_time_closes_what_did_not_come_back(store: Store) -> None:
    coe = protected(store)

    store.now = NOON + POLICY.watch
    with store.work(COES) as work:
        woken = reactions.wake_due(work, POLICY)
    with store.work(COES) as work:
        again = reactions.wake_due(work, POLICY)

    assert (woken, again) == (2, 0)  # the COE, and an inspection that is overdue
    assert store.coe(coe.id).state == "CLOSED"
    assert store.published()[-1].startswith("mechanisms.events.v1")


def test_the_timeline_is_imported_from_what_was_heard(store: Store) -> None:
    store.start("experiments/e1", reads=True)
    coe = store.open_breach()

    with store.work(KAI) as work:
        told, added = commands.import_timeline(work, coe.id, "", POLICY)
    with store.work(KAI) as work:
        _, again = commands.import_timeline(work, coe.id, "", POLICY)

    assert (added, again) == (1, 0)
    assert told.report.timeline[0].evidence_url == "/experiments/e1"


def test_people_are_known_by_what_they_did(store: Store) -> None:
    with store.work() as work:
        work.people.learn("people/ann", "people/Ben", "services/ci", "")
        work.people.learn("people/ann")
        known = work.people.among({"ann", "ben", "ci", "zoe"})

    assert known == {"ann", "ben"}


def test_the_loop_is_counted(store: Store) -> None:
    coe = protected(store)
    with store.work(KAI) as work:
        later, _ = commands.create_coe(work, "c9", report(), policy=POLICY)
        commands.mark_recurrence(work, later.id, "", coe.name, POLICY)
        work.hearsay.keep(
            Heard(
                kind="ReviewDecided",
                source="reviews/r1",
                idea="ideas/i1",
                fact="Decided.",
                at=NOON,
                door_kind="ONE_WAY",
                hours=7.5,
            )
        )
    store.now = NOON + HOUR

    with store.work() as work:
        health = mechanisms.loop_health(work, NOON - 90 * DAY)

    found = {it.key: (it.value, it.previous, it.sample) for it in health.measures}
    assert found == {
        "incidents_per_100_experiments": (25.0, None, 4),
        "minutes_to_mitigate": (60.0, None, 2),
        "customers_per_incident": (12.0, None, 2),
        "recurrence_ratio": (0.5, None, 2),
        "corrected_by_mechanism_ratio": (None, None, 0),
        "hours_to_protect": (0.0, None, 1),
        "review_hours_one_way": (7.5, None, 1),
        "review_hours_two_way": (None, None, 0),
    }
    assert [it.proxy for it in health.measures[:3]] == [False] * 3
    assert all(it.proxy for it in health.measures[3:])
    assert {(it.cause_class, it.ratio) for it in health.cause_classes} == {
        ("old-glue", 0.0),
        ("", 1.0),
    }
    assert (health.adopted_mechanisms, health.open_coes) == (1, 2)


def test_what_came_back_is_counted_by_class_by_escape_and_by_mark(
    store: Store,
) -> None:
    first = protected(store)
    assert first.report.cause_class == "old-glue"
    cases = {
        "alike": {"cause_class": "old-glue"},
        "escape": {"cause_class": "other"},
        "marked": {"cause_class": "third"},
        "new": {"cause_class": "fourth"},
        "silent": {"cause_class": ""},
        "quiet": {"cause_class": ""},
    }
    with store.work(KAI) as work:
        for name, changes in cases.items():
            work.now += HOUR
            it, _ = commands.create_coe(work, name, report(**changes), policy=POLICY)
            if name == "escape":
                mechanism = work.mechanisms.get("glue-age")
                mechanism.escape(it.name, by=KAI, at=NOON)
                work.mechanisms.save(mechanism)
        commands.mark_recurrence(work, "marked", "", "coes/new", POLICY)
    store.now = NOON + DAY

    with store.work() as work:
        health = mechanisms.loop_health(work, NOON - 90 * DAY)

    rates = {it.cause_class: (it.coes, it.recurrences) for it in health.cause_classes}
    assert rates == {
        "old-glue": (2, 1),
        "other": (1, 1),
        "third": (1, 1),
        "fourth": (1, 0),
        "": (2, 0),
    }
    [ratio] = [it for it in health.measures if it.key == "recurrence_ratio"]
    assert ratio.value == pytest.approx(3 / 7)
    assert ratio.sample == 7


def test_a_dismissed_coe_is_not_what_another_came_back_from(store: Store) -> None:
    with store.work(KAI) as work:
        for name in ("joke", "real"):
            work.now += HOUR
            commands.create_coe(work, name, complete(), policy=POLICY)
    for person in (KAI, EVE):
        with store.work(person) as work:
            commands.dismiss_coe(work, "joke", "", "A joke.")
    store.now = NOON + DAY

    with store.work() as work:
        [rate] = mechanisms.loop_health(work, NOON - DAY).cause_classes

    assert (rate.coes, rate.recurrences) == (1, 0)


def test_whom_a_mechanism_refused_lately_is_known(store: Store) -> None:
    with store.work(EXPERIMENTS) as work:
        work.evaluations.keep(evaluated(CheckResult.FAIL, "x/1", blocked=True))

    with store.work() as work:
        lately = work.evaluations.refused_lately
        assert lately(MECHANISM, NOON) == {JOY.name}
        assert lately(MECHANISM, NOON + HOUR) == frozenset()
        assert lately("mechanisms/other", NOON) == frozenset()


def test_what_passed_a_mechanism_and_went_well_is_counted(store: Store) -> None:
    coe = protected(store)
    idea = "ideas/i1"
    subjects = (coe.report.source, "reviews/a", "reviews/a", "reviews/b", idea)
    for number, subject in enumerate(subjects):
        with store.work(EXPERIMENTS, f"told-{number}") as work:
            passed = evaluated(CheckResult.PASS, subject, blocked=False)
            work.evaluations.keep(passed)

    with store.work() as work:
        assert work.evaluations.passed(MECHANISM) == 3


def test_a_class_that_came_back_is_found_where_it_was_corrected(store: Store) -> None:
    coe = protected(store)

    with store.work() as work:
        found = work.coes.corrected_of_class("old-glue")
        assert [it.name for it in found] == [coe.name]
        assert work.coes.corrected_of_class("other") == []


def test_what_is_kept_comes_back_as_it_was(store: Store) -> None:
    protected(store)

    with store.work() as work:
        [mechanism] = work.mechanisms.page(Query({"tool": "PREDICATE"}, 9))
        seen = work.evidence.about("experiments/e1")
        other = work.mechanisms.page(Query({"tool": "QUESTION"}, 9))

    assert mechanism == store.mechanism()
    assert isinstance(seen, Recorded)
    assert seen.went_wrong
    assert other == []


def test_erased_texts_are_gone_from_all_that_is_kept(store: Store) -> None:
    store.start("experiments/e1", reads=True)
    coe = store.open_breach()
    store.propose(coe)
    store.prove(coe)
    with store.work(KAI) as work:
        commands.import_timeline(work, coe.id, "", POLICY)

    for _ in range(2):
        with store.work(EXPERIMENTS) as work:
            reactions.erase_text(work, "experiments/e1")

    assert store.coe(coe.id).report.title == "Guardrail refund_rate broke in [erased]"
    assert store.mechanism().origin_titles == (store.coe(coe.id).report.title,)
    with store.work() as work:
        for table in ("coes", "mechanisms", "subjects", "heard"):
            rows = work.connection.execute(f"SELECT {table}::text FROM {table}")  # noqa: S608
            text = "".join(row for (row,) in rows)
            assert "Boxes that fit" not in text, table
            assert b"Boxes that fit".hex() not in text, table
            assert "It started." not in text, table
        seen = work.evidence.about("experiments/e1")
    assert seen
    assert ExperimentSnapshot.FromString(seen.snapshot).treatment_reads == ["weight"]


def test_corrections_are_listed_by_coe_a_page_at_a_time(store: Store) -> None:
    fixes = tuple(correction(id=f"f{number}", reference="x") for number in range(12))
    for hours, name in enumerate(("old", "new", "newest")):
        store.now = NOON + hours * HOUR
        with store.work(KAI) as work:
            known = report(corrections=fixes)
            commands.create_coe(work, name, known, policy=POLICY)

    with store.work() as work:
        names, after = [], None
        while page := work.coes.corrections(Query({}, 5, after)):
            names += [f"{it.coe} {it.correction.id}" for it in page]
            after = (page[-1].created_at, page[-1].id)
        late = Query({"state": CorrectionState.OVERDUE}, 5)
        ours = Query({"id": "old", "team": KAI.team, "coe_state": "OPENED"}, 99)
        assert work.coes.corrections(late) == []
        assert len(work.coes.corrections(ours)) == 12

    expected = [
        f"coes/{coe} f{number}"
        for coe in ("newest", "new", "old")
        for number in range(12)
    ]
    assert names == expected
