"""Every reason that each method of experiments lists, met at the API."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import grpc
import pytest

from chassis import tokens
from chassis.checks import Scope, Stage
from chassis.domain import Actor
from chassis.rpc.errors import violations_in
from chassis.rpc.local import LocalTransport
from chassis.rpc.server import Pipeline
from chassis.rpc.tokens import TokenVerifier, Trust
from day1.experiments.v1 import experiments_service_pb2 as rpc
from day1.experiments.v1.experiments_service_pb2_grpc import (
    AssignmentServiceStub,
    ExperimentServiceStub,
    add_AssignmentServiceServicer_to_server,
    add_ExperimentServiceServicer_to_server,
)
from deploy.contracts import image, reasons
from deploy.keychain import Keychain
from deploy.postgres import EmbeddedPostgres
from services.experiments.application import commands
from services.experiments.domain.design import (
    Arm,
    Condition,
    DecisionRule,
    Design,
    Figure,
    MetricKind,
)
from services.experiments.domain.experiment import Experiment
from services.experiments.domain.known import IdeaState
from services.experiments.domain.results import Outcome
from services.experiments.domain.verdicts import Verdict
from services.experiments.storage.postgres import ExperimentsWork
from tests.integration.test_experiments_service import designed
from tests.integration.test_experiments_storage import Store
from tests.unit.experiments.support import (
    CARA,
    CONTROL,
    DAN,
    FITS,
    HAPPY,
    LATER,
    LEO,
    MIA,
    NOON,
    RETURNS,
    SAM,
    aborted,
    analyzing,
    call,
    cancelled,
    check,
    decide,
    decided,
    draft,
    known_idea,
    paused,
    ready,
    running,
)

ROOT = Path(__file__).parents[2]
TWO_ARMS = (CONTROL, Arm("new"))
CHECKED = "teams/checked"
"""The team that a mechanism is about which each design fails."""

SURVEY = {"question": "?", "population": "all", "answers": 9, "instrument": "mail"}
POINT = {"share": 0.5, "survey": SURVEY}
UNIT = {"unit": "u1"}
FITTING = {**UNIT, "measurement": {"metric": "fits", "value": 1}}

MINIMAL: Mapping[str, dict[str, Any]] = {
    "PauseExperiment": {"reason": "Enough."},
    "AbortExperiment": {"reason": "Enough."},
    "CancelExperiment": {"reason": "No time."},
    "SecondDecision": {"verdict": "VERDICT_PIVOT", "reason": "They asked."},
    "DecideExperiment": {
        "verdict": "VERDICT_INCONCLUSIVE",
        "learning": "It does not fit.",
    },
    "CleanUpExperiment": {"result": "CLEAN_UP_RESULT_KEPT"},
    "InterpretMetric": {"metric": "happy", "before": POINT, "after": POINT},
    "AssignUnit": UNIT,
    "BatchAssignUnits": {"units": ["u1"]},
    "RecordExposures": UNIT,
    "RecordOutcomes": FITTING,
}
"""What a method needs besides a name."""


class Api:
    """The servicers of experiments behind the pipeline of every server."""

    def __init__(self, store: Store, home: Path) -> None:
        keychain = Keychain(home)
        keychain.make_token_keys()
        self._key = keychain.token_signing_key.read_bytes()
        verifier = TokenVerifier(keychain.token_jwks, Trust("experiments"))
        transport = LocalTransport()
        server = transport.server(Pipeline(verifier))
        add_ExperimentServiceServicer_to_server(store.servicer, server)
        add_AssignmentServiceServicer_to_server(store.assignment, server)
        channel = transport.channel
        self._stubs = [ExperimentServiceStub(channel), AssignmentServiceStub(channel)]

    def refused(self, by: Actor, method: str, requests: list[Any]) -> list[str]:
        """Return the reasons of a refusal, in their order."""
        call = next(filter(None, (getattr(one, method, None) for one in self._stubs)))
        is_stream = method.startswith("Record")
        sent = iter(requests) if is_stream else requests[0]
        with pytest.raises(grpc.RpcError) as refused:  # noqa: PT012 - a stream begins late
            answer = call(sent, timeout=8, metadata=self._metadata(by))
            if method.startswith("Watch"):
                next(answer)
        return [violation.reason for violation in violations_in(refused.value)]

    def _metadata(self, by: Actor) -> list[tuple[str, str]]:
        token = tokens.mint(
            self._key,
            person=by.name,
            team=by.team,
            client="test",
            lifetime=timedelta(hours=1),
            now=datetime.now(UTC),
        )
        return [("authorization", f"Bearer {token}")]


class States:
    """Experiments that refuse something; a refusal changes none of them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._made: set[str] = set()

    def enter(self, state: str) -> str:
        """Return the name of an experiment in this state, on an idea of its own."""
        if state in MAKE and state not in self._made:
            self._made.add(state)
            made = MAKE[state]()
            experiment, idea = made if isinstance(made, tuple) else (made, {})
            known = known_idea(**idea)
            known.id, experiment.idea = state, f"ideas/{state}"
            with self._store.work() as work:
                work.known_ideas.add(known)
                self._keep(work, experiment, state)
                work.measurements.add_exposures(state, EXPOSED.get(state, {}), NOON)
                found = [Outcome(u, "fits", v) for u, v in FITS_OF.get(state, ())]
                work.measurements.add_outcomes(state, found, [], NOON)
                if state in BEFORE:
                    before = of(BEFORE[state](), idea=experiment.idea)
                    self._keep(work, before, f"before-{state}")
        return f"experiments/{state}"

    @staticmethod
    def _keep(work: ExperimentsWork, experiment: Experiment, new_id: str) -> None:
        experiment.id = new_id
        work.experiments.add(experiment)


def of(experiment: Experiment, **changes: Any) -> Experiment:
    """Return the experiment with some fields that it came to have otherwise."""
    for name, value in changes.items():
        setattr(experiment, name, value)
    return experiment


def incomplete() -> tuple[Experiment, dict[str, Any]]:
    """Return a draft in which all that can be missing is missing."""
    design = Design(
        title="Boxes",
        decision_rule=DecisionRule(pivot_if="It nearly works."),
        exposure_share_steps=(0.02,),
        tested_doors=("brand", "taste"),
        min_runtime=timedelta(days=2),
        max_runtime=timedelta(days=1),
        salt="s",
    )
    return of(draft(), design=design), {
        "state": IdeaState.IN_REVIEW,
        "one_way": ("brand",),
    }


def miscalled() -> tuple[Experiment, dict[str, Any]]:
    """Return a draft on a proxy that the library knows as another one."""
    proxy = replace(FITS, key="happy", kind=MetricKind.PROCESS_PROXY)
    idea = {"currency_code": "EUR", "leader": ""}
    return ready(primary_metric=proxy), idea


def hopeless() -> Experiment:
    """Return a draft that nothing can be concluded from."""
    rule = DecisionRule(
        scale=Condition(Figure.DIFFERENCE, 0.9), pivot=Condition(Figure.DIFFERENCE)
    )
    return ready(
        decision_rule=rule,
        exposure_cap_units=9,
        guardrails=(replace(RETURNS, threshold=1.0),),
    )


MAKE: Mapping[str, Callable[[], Experiment | tuple[Experiment, dict[str, Any]]]] = {
    "draft": draft,
    "ready": ready,
    "bare": lambda: draft(kill_switch=" "),
    "incomplete": incomplete,
    "miscalled": miscalled,
    "hopeless": hopeless,
    "impossible": lambda: ready(primary_metric=replace(FITS, target_effect=0.3)),
    "held": ready,
    "rival": ready,
    "checked": lambda: of(ready(), team=CHECKED),
    "running": lambda: running(exposure_share_steps=(0.01, 0.05)),
    "at-the-cap": lambda: running(exposure_share=0.01, exposure_share_steps=()),
    "silent": lambda: running(arms=TWO_ARMS),
    "paused": paused,
    "broken": lambda: of(paused(), alerted=("returns",)),
    "old-switch": lambda: of(paused(), kill_switch_verified_at=None),
    "paused-and-held": lambda: of(paused(), awaits_coe=True),
    "taken-back": lambda: (paused(), {"state": IdeaState.DRAFT}),
    "paused-and-checked": lambda: of(paused(), team=CHECKED),
    "unwell": lambda: of(
        running(exposure_share_steps=(0.01, 0.05)),
        alerted=("speed",),
        awaits_coe=True,
        kill_switch_verified_at=None,
    ),
    "analyzing": analyzing,
    "patient": lambda: of(
        stopped(patience_until_time=LATER, secondary_metrics=(HAPPY,)), awaits_coe=True
    ),
    "vacant": lambda: of(analyzing(), leader=""),
    "lost": lambda: stopped(arms=TWO_ARMS),
    "told": lambda: stopped(arms=TWO_ARMS),
    "due": lambda: running(arms=TWO_ARMS),
    "decide-checked": lambda: of(stopped(arms=TWO_ARMS), team=CHECKED),
    "aborted": aborted,
    "decided": decided,
    "pivoted": lambda: decided_as(Verdict.INCONCLUSIVE),
    "cancelled": cancelled,
}
"""How an experiment of each state is made, and what is known of its idea."""


def decided_as(verdict: Verdict) -> Experiment:
    """Return an experiment with this verdict, which its rule gives."""
    experiment = analyzing()
    decide(experiment, call(verdict))
    return experiment


BEFORE: Mapping[str, Callable[[], Experiment]] = {
    "rival": running,
    "held": lambda: of(aborted(), awaits_coe=True),
}
"""Experiments that are on the same idea as the tested one."""


def stopped(**changes: Any) -> Experiment:
    """Return an experiment that is analyzed."""
    experiment = running(**changes)
    experiment.stop(by=CARA, at=NOON)
    return experiment


CONTROLS = [f"u{number}" for number in range(200)]
TREATED = [f"v{number}" for number in range(200)]
BOTH_ARMS = {**dict.fromkeys(CONTROLS, "old"), **dict.fromkeys(TREATED, "new")}
FEW = {"u1": "old", "u2": "old", "v1": "new", "v2": "new"}

EXPOSED: Mapping[str, Mapping[str, str]] = {
    "unwell": dict.fromkeys(CONTROLS, "old"),
    "lost": {**dict.fromkeys(CONTROLS, "old"), "v1": "new", "v2": "new"},
    "silent": BOTH_ARMS,
    "told": BOTH_ARMS,
    "due": FEW,
    "decide-checked": FEW,
}
"""The units that met some of them, and their arms."""

FITS_OF: Mapping[str, list[tuple[str, float]]] = {
    "unwell": [(unit, 0.0) for unit in CONTROLS[:9]],
    "lost": [("v1", 1.0)],
    "silent": [(unit, 0.0) for unit in CONTROLS],
    "told": [(unit, 0.0) for unit in CONTROLS],
    "due": [("v1", 1.0)],
    "decide-checked": [("v1", 1.0)],
}
"""What came of some of these units by the primary metric."""

Row = tuple[str, str, Actor, dict[str, Any], str]
"""Method, state, who calls with what, and the reasons that they meet."""

ROWS: list[Row] = [
    ("UpdateExperiment", "draft", DAN, {}, "NOT_OWNER"),
    ("UpdateExperiment", "draft", CARA, {"title": " "}, "TITLE_MISSING"),
    ("UpdateExperiment", "draft", CARA, {"etag": "stale"}, "ETAG_MISMATCH"),
    ("UpdateExperiment", "running", CARA, {}, "DESIGN_FROZEN"),
    ("VerifyKillSwitch", "draft", DAN, {}, "NOT_OWNER"),
    ("VerifyKillSwitch", "bare", CARA, {}, "KILL_SWITCH_MISSING"),
    ("VerifyKillSwitch", "analyzing", CARA, {}, "WRONG_STATE"),
    ("StartExperiment", "ready", DAN, {}, "NOT_OWNER"),
    ("StartExperiment", "running", CARA, {}, "WRONG_STATE"),
    (
        "StartExperiment",
        "incomplete",
        CARA,
        {},
        (
            "IDEA_NOT_APPROVED DOOR_UNKNOWN DOOR_IS_ONE_WAY HYPOTHESIS_MISSING "
            "NOT_AN_EXPERIMENT ARMS_INCOMPLETE PRIMARY_METRIC_MISSING "
            "GUARDRAIL_MISSING COST_OF_FAILURE_UNBOUNDED RAMP_TOO_FAST CAP_EXCEEDED "
            "KILL_SWITCH_UNVERIFIED DECISION_RULE_MISSING RULE_NOT_COMPUTABLE "
            "RUNTIME_IMPOSSIBLE"
        ),
    ),
    (
        "StartExperiment",
        "miscalled",
        CARA,
        {},
        "LEADER_VACANT PRIMARY_METRIC_IS_PROXY METRIC_KIND_MISMATCH CURRENCY_MISMATCH",
    ),
    (
        "StartExperiment",
        "hopeless",
        CARA,
        {},
        "SAMPLE_OUT_OF_REACH GUARDRAIL_CANNOT_BREAK RULE_TOO_WEAK RULE_IMPOSSIBLE",
    ),
    ("StartExperiment", "impossible", CARA, {}, "TARGET_IMPOSSIBLE"),
    ("StartExperiment", "held", CARA, {}, "COE_OPEN"),
    ("StartExperiment", "checked", CARA, {}, "MECHANISM_CHECK_FAILED"),
    ("StartExperiment", "rival", CARA, {}, "DECISIVE_EXPERIMENT_EXISTS"),
    ("RampExperiment", "running", DAN, {}, "NOT_OWNER"),
    ("RampExperiment", "paused", CARA, {}, "WRONG_STATE"),
    ("RampExperiment", "at-the-cap", CARA, {}, "CAP_EXCEEDED HEALTH_UNKNOWN"),
    (
        "RampExperiment",
        "silent",
        CARA,
        {},
        "OUTCOME_RATIO_MISMATCH HEALTH_UNKNOWN",
    ),
    (
        "RampExperiment",
        "unwell",
        CARA,
        {"exposure_share": 0.25},
        (
            "RAMP_TOO_FAST KILL_SWITCH_UNVERIFIED SAMPLE_RATIO_MISMATCH "
            "HEALTH_NOT_GREEN COE_OPEN"
        ),
    ),
    ("PauseExperiment", "running", SAM, {}, "NOT_ON_TEAM"),
    ("PauseExperiment", "paused", CARA, {}, "WRONG_STATE"),
    ("ResumeExperiment", "paused", DAN, {}, "NOT_OWNER"),
    ("ResumeExperiment", "running", CARA, {}, "WRONG_STATE"),
    ("ResumeExperiment", "paused-and-held", CARA, {}, "COE_OPEN"),
    ("ResumeExperiment", "taken-back", CARA, {}, "IDEA_NOT_APPROVED"),
    ("ResumeExperiment", "broken", CARA, {}, "REMEDY_MISSING"),
    ("ResumeExperiment", "old-switch", CARA, {}, "KILL_SWITCH_UNVERIFIED"),
    ("ResumeExperiment", "paused-and-checked", CARA, {}, "MECHANISM_CHECK_FAILED"),
    ("StopExperiment", "running", DAN, {}, "NOT_OWNER"),
    ("StopExperiment", "analyzing", CARA, {}, "WRONG_STATE"),
    ("AbortExperiment", "running", SAM, {}, "NOT_ON_TEAM"),
    ("AbortExperiment", "aborted", CARA, {}, "WRONG_STATE"),
    ("AbortExperiment", "due", CARA, {}, "VERDICT_DUE"),
    ("CancelExperiment", "draft", DAN, {}, "NOT_OWNER"),
    ("CancelExperiment", "cancelled", CARA, {}, "WRONG_STATE"),
    ("SecondDecision", "analyzing", LEO, {}, "SECOND_IS_INVOLVED"),
    ("SecondDecision", "running", MIA, {}, "WRONG_STATE"),
    ("DecideExperiment", "analyzing", CARA, {}, "NOT_LEADER"),
    ("DecideExperiment", "running", LEO, {}, "WRONG_STATE"),
    ("DecideExperiment", "vacant", LEO, {}, "LEADER_VACANT"),
    (
        "DecideExperiment",
        "analyzing",
        LEO,
        {"metrics_cited": ["tears"]},
        "METRIC_UNKNOWN",
    ),
    (
        "DecideExperiment",
        "patient",
        LEO,
        {"verdict": "VERDICT_KILL", "metrics_cited": ["happy"], "learning": " "},
        (
            "TOO_EARLY DECISION_RESTS_ON_PROXY KILL_BEFORE_PATIENCE LEARNING_REQUIRED "
            "COE_OPEN"
        ),
    ),
    ("DecideExperiment", "lost", LEO, {}, "SAMPLE_RATIO_MISMATCH"),
    ("DecideExperiment", "told", LEO, {}, "OUTCOME_RATIO_MISMATCH"),
    (
        "DecideExperiment",
        "decide-checked",
        LEO,
        {"verdict": "VERDICT_SCALE"},
        "DECISION_OPPOSES_RULE MECHANISM_CHECK_FAILED",
    ),
    ("DecideExperiment", "decide-checked", LEO, {}, "MECHANISM_CHECK_FAILED"),
    ("CleanUpExperiment", "decided", DAN, {}, "NOT_OWNER"),
    ("CleanUpExperiment", "analyzing", CARA, {}, "WRONG_STATE"),
    ("CleanUpExperiment", "pivoted", CARA, {}, "CLEAN_UP_OPPOSES_VERDICT"),
    (
        "InterpretMetric",
        "",
        CARA,
        {"before": {"share": 0.5}},
        "PROXY_NOT_INTERPRETABLE",
    ),
    ("RecordExposures", "running", SAM, {}, "NOT_ON_TEAM"),
    ("RecordExposures", "paused", DAN, {}, "EXPERIMENT_NOT_RUNNING"),
    ("RecordOutcomes", "running", SAM, {}, "NOT_ON_TEAM"),
    ("RecordOutcomes", "draft", DAN, {}, "EXPERIMENT_NOT_RUNNING"),
    (
        "RecordOutcomes",
        "running",
        DAN,
        {"measurement": {"metric": "tears", "value": 1}},
        "METRIC_UNKNOWN",
    ),
    (
        "RecordOutcomes",
        "running",
        DAN,
        {"measurement": {"metric": "fits", "value": 0.5}},
        "OUTCOME_NOT_A_CONVERSION",
    ),
    (
        "RecordOutcomes",
        "running",
        DAN,
        {"measurement": None, "loss": {"currency_code": "EUR", "units": 1}},
        "CURRENCY_MISMATCH",
    ),
]


def made(by_name: str, method: str, fields: dict[str, Any]) -> Any:
    """Return the request of a method about an experiment."""
    request_type = getattr(rpc, f"{method}Request")
    if method == "UpdateExperiment":
        return request_type(experiment={"name": by_name, "title": "Boxes", **fields})
    names = request_type.DESCRIPTOR.fields_by_name
    about = {field: by_name for field in ("name", "parent") if field in names}
    said = {**about, **MINIMAL.get(method, {}), **fields}
    return request_type(**said)


@pytest.fixture(scope="module")
def store(
    postgres: EmbeddedPostgres,
) -> Iterator[Store]:
    opened = Store(postgres.create("experiments_refusals"))
    with opened.work() as work:
        commands.create_metric(work, HAPPY, "Happy parents", "By e-mail.")
        for number, stage in enumerate(
            (Stage.EXPERIMENT_START, Stage.EXPERIMENT_DECIDE)
        ):
            scope = Scope(stage, teams=(CHECKED,))
            name = f"mechanisms/m{number}"
            fails = check(
                mechanism=name, scope=scope, predicate="experiment.title == ''"
            )
            work.checks.learn(fails, active=True, heard=1)
    yield opened
    opened.database.close()


@pytest.fixture(scope="module")
def api(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Api:
    return Api(store, tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def states(store: Store) -> States:
    return States(store)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]}-{row[4]}" for row in ROWS])
def test_a_method_refuses_for_this_reason(api: Api, states: States, row: Row) -> None:
    method, state, by, fields, expected = row

    found = api.refused(by, method, [made(states.enter(state), method, fields)])

    assert found == expected.split()


CREATIONS: list[tuple[Actor, dict[str, Any], str]] = [
    (CARA, {"idea": "", "title": " "}, "IDEA_MISSING TITLE_MISSING"),
    (CARA, {"idea": "ideas/nowhere"}, "IDEA_UNKNOWN"),
    (CARA, {"idea": "ideas/draft"}, "EXPERIMENT_EXISTS"),
    (SAM, {"idea": "ideas/draft"}, "NOT_ON_TEAM"),
]


@pytest.mark.parametrize(
    ("by", "changes", "expected"), CREATIONS, ids=[row[2] for row in CREATIONS]
)
def test_a_draft_is_refused_for_this_reason(
    api: Api, states: States, by: Actor, changes: dict[str, Any], expected: str
) -> None:
    states.enter("draft")
    sent = designed()
    for name, value in changes.items():
        setattr(sent, name, value)
    request = rpc.CreateExperimentRequest(experiment=sent, experiment_id="draft")

    assert api.refused(by, "CreateExperiment", [request]) == expected.split()


def test_a_key_of_the_library_is_taken(api: Api) -> None:
    request = rpc.CreateMetricRequest(
        metric_id="happy",
        metric={
            "title": "Happy",
            "kind": "METRIC_KIND_OUTCOME",
            "direction": "DIRECTION_UP",
        },
    )

    assert api.refused(CARA, "CreateMetric", [request]) == ["METRIC_EXISTS"]


RECORDINGS = ("RecordExposures", "RecordOutcomes")
LIMIT = 10_000
BATCHES: list[tuple[list[str], int, str]] = [
    ([], 1, "BATCH_EMPTY"),
    (["running", "draft"], 1, "BATCH_MIXED"),
    (["running"], LIMIT + 1, "BATCH_TOO_LARGE"),
]


@pytest.mark.parametrize("method", RECORDINGS)
@pytest.mark.parametrize(
    ("names", "times", "expected"), BATCHES, ids=[row[2] for row in BATCHES]
)
def test_a_stream_is_refused_for_this_reason(  # noqa: PLR0913, PLR0917 - a table of two
    api: Api, states: States, method: str, names: list[str], times: int, expected: str
) -> None:
    requests = [made(states.enter(name), method, {}) for name in names] * times

    assert api.refused(DAN, method, requests) == [expected]


ABOUT_ONE = (
    "GetExperiment",
    "UpdateExperiment",
    "GetResults",
    "VerifyKillSwitch",
    "LintExperiment",
    "StartExperiment",
    "RampExperiment",
    "ResumeExperiment",
    "StopExperiment",
    "ListResultsSnapshots",
    "GetHealth",
    "WatchExperiment",
    *(method for method in MINIMAL if method != "InterpretMetric"),
)
"""The methods that are about an experiment."""


@pytest.mark.parametrize("method", ABOUT_ONE)
def test_there_is_no_such_experiment(api: Api, method: str) -> None:
    request = made("experiments/nowhere", method, {})

    assert api.refused(CARA, method, [request]) == ["EXPERIMENT_NOT_FOUND"]


def test_every_reason_of_a_method_is_in_a_table() -> None:
    services = reasons.services_of(image.compiled(ROOT / "protos"), "experiments")
    listed = {
        (method.name, reason)
        for service in services
        for method in service.methods
        for found in method.own.values()
        for reason in found
    }

    met = {(row[0], reason) for row in ROWS for reason in row[4].split()}
    met |= {
        ("CreateExperiment", reason) for row in CREATIONS for reason in row[2].split()
    }
    met |= {(method, row[2]) for method in RECORDINGS for row in BATCHES}
    met |= {("CreateMetric", "METRIC_EXISTS")}
    found = {(method, "EXPERIMENT_NOT_FOUND") for method in ABOUT_ONE}
    common = {  # the data plane lists it once
        (method.name, "EXPERIMENT_NOT_FOUND")
        for service in services
        for method in service.methods
        if "NOT_FOUND" in service.common["every method"]
    }
    assert met | (found - common) == listed
    assert common <= found
