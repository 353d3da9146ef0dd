"""What an experiment refuses that no story meets on its way."""

import pytest

from deploy.instance import Instance
from tests.e2e.story import Answer, Story, ahead, computed_rule, design
from tests.e2e.tools import incident

LEARNT: Answer = {"verdict": "VERDICT_SCALE", "learning": "They order."}


@pytest.fixture(scope="module")
def approved(product: Instance) -> Story:
    """Return an approved idea that nothing is started on."""
    return approve(Story(product))


@pytest.fixture
def story(product: Instance) -> Story:
    """Return an approved idea of its own for a test that starts something."""
    return approve(Story(product))


def approve(story: Story) -> Story:
    story.draft()
    story.submit()
    story.approve()
    return story


ARMS = design("ideas/x")["arms"]
METRIC = design("ideas/x")["primaryMetric"]
GUARDRAIL = design("ideas/x")["guardrails"][0]
RULE = design("ideas/x")["decisionRule"]

DESIGNS: list[tuple[Answer, str, str]] = [
    (
        {"hypothesis": {"change": "we list it", "customer": "readers"}},
        "HYPOTHESIS_MISSING",
        "expected, because. Complete",
    ),
    (
        {"winProbability": 0.95},
        "NOT_AN_EXPERIMENT",
        "at or above 95 %, you already know",
    ),
    ({"winProbability": None}, "NOT_AN_EXPERIMENT", "Say how likely it is to work"),
    ({"winProbability": 0.05}, "NOT_AN_EXPERIMENT", "Ship it as a two-way change"),
    ({"arms": ARMS[:1]}, "ARMS_INCOMPLETE", "control (control)"),
    ({"arms": ARMS[::-1]}, "ARMS_INCOMPLETE", "first one control, then treatment"),
    (
        {"primaryMetric": {"key": "ordered"}},
        "PRIMARY_METRIC_MISSING",
        "has no: kind, direction, aggregation, baseline, target_effect above 0.",
    ),
    (
        {"primaryMetric": {**METRIC, "kind": "METRIC_KIND_PROCESS_PROXY"}},
        "PRIMARY_METRIC_IS_PROXY",
        "Decide on what the customer got or did.",
    ),
    ({"guardrails": []}, "GUARDRAIL_MISSING", "has no guardrail."),
    ({"guardrails": [GUARDRAIL] * 2}, "GUARDRAIL_MISSING", "each of them once"),
    ({"lossCap": None}, "COST_OF_FAILURE_UNBOUNDED", "a loss cap above 0"),
    (
        {"lossCap": {"currencyCode": "USD", "units": 5000, "nanos": 10000000}},
        "COST_OF_FAILURE_UNBOUNDED",
        "a loss cap within the approved USD 5,000",
    ),
    (
        {"lossCap": {"currencyCode": "EUR", "units": 3000}},
        "CURRENCY_MISMATCH",
        "is EUR 3,000; ",
    ),
    (
        {"exposureShare": None},
        "COST_OF_FAILURE_UNBOUNDED",
        "an exposure above 0 % and at most 50 %",
    ),
    (
        {"exposureShareSteps": [0.01, 0.25], "exposureShare": 0.25},
        "RAMP_TOO_FAST",
        "from 1 % to 25 %",
    ),
    ({"exposureShare": 0.5}, "RAMP_TOO_FAST", "from 0 % to 50 %"),
    (
        {"exposureShareSteps": [0.01, 0.05, 0.25, 0.5], "exposureShare": 0.25},
        "CAP_EXCEEDED",
        "steps above: 50 %. Drop them, or raise the cap.",
    ),
    ({"decisionRule": {}}, "DECISION_RULE_MISSING", "Write it now"),
    (
        {"decisionRule": {"scaleIf": "It works.", "pivotIf": "It half works."}},
        "RULE_NOT_COMPUTABLE",
        "is in words: when to scale and to pivot.",
    ),
    (
        {"decisionRule": {**RULE, "scale": {"figure": "EFFECT_FIGURE_DIFFERENCE"}}},
        "RULE_TOO_WEAK",
        "the condition to scale reads the difference.",
    ),
    (
        {"primaryMetric": {**METRIC, "baseline": 0.5}},
        "TARGET_IMPOSSIBLE",
        "it cannot go from 0.5 to 1.4.",
    ),
    ({"exposureCapUnits": 10}, "SAMPLE_OUT_OF_REACH", "8 in each arm, 16 in all"),
    (
        {"guardrails": [{**GUARDRAIL, "threshold": 1}]},
        "GUARDRAIL_CANNOT_BREAK",
        "no share of returned is beyond 'at most 1'.",
    ),
    (
        {"minRuntime": "86400s", "maxRuntime": "3600s"},
        "RUNTIME_IMPOSSIBLE",
        "Let it run longer.",
    ),
    ({"testedDoors": ["gate"]}, "DOOR_UNKNOWN", "Name some out of: catalogue."),
]


@pytest.mark.parametrize(
    ("changes", "reason", "words"), DESIGNS, ids=[row[1] for row in DESIGNS]
)
def test_a_start_says_what_is_missing(
    approved: Story, changes: Answer, reason: str, words: str
) -> None:
    name = approved.plan(**changes)

    found = approved.refuses("ann", f"/v1/{name}:start", reasons=[reason])

    assert words in found
    linted = approved.api("ann").get(f"/v1/{name}:lint")["violations"]
    assert [finding["reason"] for finding in linted] == [reason]


def test_a_kill_switch_that_nobody_tried_is_none(approved: Story) -> None:
    path = "/v1/experiments"
    plain = approved.write("ann", path, design(approved.idea))["experiment"]["name"]
    without = {**design(approved.idea), "killSwitch": ""}
    bare = approved.write("ann", path, without)["experiment"]["name"]

    words = approved.refuses(
        "ann", f"/v1/{plain}:start", reasons=["KILL_SWITCH_UNVERIFIED"]
    )
    assert "never tried; a try counts for 7 days. Try it, then verify it." in words
    words = approved.refuses(
        "ann", f"/v1/{bare}:verifyKillSwitch", reasons=["KILL_SWITCH_MISSING"]
    )
    assert "Write down how everyone gets back to control" in words


def test_a_proxy_stays_one_whatever_an_experiment_calls_it(approved: Story) -> None:
    key = f"satisfied_{approved.leader[7:15]}"
    proxy = {
        "title": "Satisfied",
        "kind": "METRIC_KIND_SURVEY_PROXY",
        "direction": "DIRECTION_UP",
    }
    library = f"/v1/metrics?metric_id={key}"
    approved.write("gus", library, proxy)
    name = approved.plan(primaryMetric={**METRIC, "key": key})

    words = approved.refuses(
        "ann", f"/v1/{name}:start", reasons=["METRIC_KIND_MISMATCH"]
    )

    assert f"{key} is SURVEY_PROXY in the library, not BEHAVIOR" in words
    approved.refuses("gus", library, proxy, reasons=["METRIC_EXISTS"], status=409)


def test_what_is_worth_knowing_stops_nothing(story: Story) -> None:
    name = story.plan()

    warnings = story.write("ann", f"/v1/{name}:start")["warnings"]

    assert {finding["reason"] for finding in warnings} == {"RUNTIME_UNLIMITED"}


def test_an_exposure_grows_step_by_step_to_its_cap(story: Story) -> None:
    story.start(exposureShareSteps=[0.01, 0.05], exposureShare=0.05)
    ramp = f"/v1/{story.experiment}:ramp"

    words = story.refuses("ann", ramp, reasons=["HEALTH_UNKNOWN"])
    assert "returned" in words
    story.measure()
    words = story.refuses(
        "ann", ramp, {"exposureShare": 0.03}, reasons=["RAMP_TOO_FAST"]
    )
    assert "is 5 %, not 3 %. Ask for that one, or for none." in words
    words = story.refuses(
        "ann", ramp, {"exposureShare": 0.25}, reasons=["RAMP_TOO_FAST", "CAP_EXCEEDED"]
    )
    assert "at most 5 % of all units" in words
    story.write("ann", ramp)
    story.refuses("ann", ramp, reasons=["CAP_EXCEEDED", "HEALTH_UNKNOWN"])
    assert story.resource(story.experiment)["currentExposureShare"] == 0.05


def test_an_experiment_that_is_unwell_goes_no_further(story: Story) -> None:
    alert = {
        **GUARDRAIL,
        "action": "GUARDRAIL_ACTION_ALERT",
        "severity": "BREACH_SEVERITY_LOW",
    }
    steps: Answer = {
        "exposureShareSteps": [0.01, 0.05],
        "exposureShare": 0.05,
        "guardrails": [alert],
    }
    story.start(**steps)
    story.measure(returned=1.0)

    words = story.refuses(
        "ann", f"/v1/{story.experiment}:ramp", reasons=["HEALTH_NOT_GREEN"]
    )

    assert "has guardrails outside their bounds: returned." in words
    health = story.read(f"/v1/{story.experiment}/health")["health"]
    assert [finding["reason"] for finding in health["findings"]] == ["HEALTH_NOT_GREEN"]


def test_nothing_is_read_too_early(story: Story) -> None:
    story.start(minRuntime="3600s", minUnitsPerArm=50)
    story.measure()
    results = story.read(f"/v1/{story.experiment}/results")
    assert results["collecting"]
    assert not any(arm.get("metrics") for arm in results["arms"])
    story.stop()

    words = story.refuses(
        story.leader, f"/v1/{story.experiment}:decide", LEARNT, reasons=["TOO_EARLY"]
    )

    assert "of 50" in words
    assert "it ran for 0 of 1 hours" in words


def test_units_that_were_lost_on_the_way_leave_nothing_to_read(story: Story) -> None:
    story.start()
    story.measure(units=300, lost=0.6)
    story.refuses(
        "ann",
        f"/v1/{story.experiment}:ramp",
        reasons=["CAP_EXCEEDED", "SAMPLE_RATIO_MISMATCH"],
    )
    assert not story.read(f"/v1/{story.experiment}/results").get("effects")
    story.stop()

    words = story.refuses(
        story.leader,
        f"/v1/{story.experiment}:decide",
        LEARNT,
        reasons=["SAMPLE_RATIO_MISMATCH"],
    )

    assert "abort it, find the leak, and try again" in words
    story.write("ann", f"/v1/{story.experiment}:abort", {"reason": "Units were lost."})
    story.await_idea("APPROVED")


def test_against_the_rule_goes_nobody_alone(story: Story) -> None:
    story.start(decisionRule=computed_rule())
    story.measure(verdict="VERDICT_KILL")
    story.stop()
    assert (
        story.read(f"/v1/{story.experiment}/results")["ruleVerdict"] == "VERDICT_KILL"
    )
    decide, second = (f"/v1/{story.experiment}:{m}" for m in ("decide", "second"))

    words = story.refuses(
        story.leader, decide, LEARNT, reasons=["DECISION_OPPOSES_RULE"]
    )
    assert "says KILL, you say SCALE" in words
    assert "no: a reason, a second for this verdict." in words
    backing = {"verdict": "VERDICT_SCALE", "reason": "The winter hid it."}
    for person in ("ann", story.leader):
        words = story.refuses(
            person, second, backing, reasons=["SECOND_IS_INVOLVED"], status=403
        )
        assert "Ask somebody else." in words
    story.write("gus", second, backing)
    words = story.refuses(
        story.leader, decide, LEARNT, reasons=["DECISION_OPPOSES_RULE"]
    )
    assert "there is no: a reason." in words
    story.write(story.leader, decide, {**LEARNT, "reason": "The winter hid it."})

    decision = story.resource(story.experiment)["decision"]
    assert decision["second"] == "people/gus"
    assert decision["followedRule"] is False


def test_what_works_by_the_rule_is_scaled_by_the_leader_alone(story: Story) -> None:
    story.start(decisionRule=computed_rule())
    better = {"control": 0.3, "treatment": 0.7}
    story.measure(units=1000, rates={"ordered": better, "returned": 0.0})

    results = story.read(f"/v1/{story.experiment}/results")
    (effect,) = [one for one in results["effects"] if one["metric"] == "ordered"]
    assert 0.1 < effect["interval"]["low"] < 0.4 < effect["interval"]["high"]
    assert results["ruleVerdict"] == "VERDICT_SCALE"
    story.decide()
    decision = story.resource(story.experiment)["decision"]
    assert decision["followedRule"]
    assert decision["response"] == "CUSTOMER_RESPONSE_LOVED"


def test_what_needs_time_gets_it(story: Story) -> None:
    story.start(patienceUntilTime=ahead(days=30))
    story.measure(verdict="VERDICT_KILL")
    story.stop()
    kill = {"verdict": "VERDICT_KILL", "learning": "They do not order."}

    words = story.refuses(
        story.leader,
        f"/v1/{story.experiment}:decide",
        kill,
        reasons=["KILL_BEFORE_PATIENCE"],
    )

    assert "you promised to be misunderstood until then" in words


def test_a_grave_coe_holds_the_decision(story: Story) -> None:
    story.start()
    story.measure()
    story.stop()
    coe = incident(story, source=story.experiment)
    decide = f"/v1/{story.experiment}:decide"
    story.product.await_true(
        lambda: story.read(f"/v1/{story.experiment}/health")["health"].get("openCoes"),
        "the COE is known",
    )

    words = story.refuses(story.leader, decide, LEARNT, reasons=["COE_OPEN"])

    assert f"({coe['name']}). Go on once the analysis is approved" in words
    both = {**LEARNT, "learning": " ", "metricsCited": ["returned"]}
    story.refuses(
        story.leader,
        decide,
        both,
        reasons=["COE_OPEN", "LEARNING_REQUIRED", "DECISION_RESTS_ON_PROXY"],
    )


def outcome(metric: str) -> Answer:
    """Return a message that records a value of a metric."""
    return {"unit": "u", "measurement": {"metric": metric, "value": 0}}


BATCHES: list[tuple[list[Answer], str, str]] = [
    ([], "BATCH_EMPTY", "Send one message."),
    ([outcome("x")], "METRIC_UNKNOWN", "It counts: "),
    ([outcome("loss_usd")], "METRIC_UNKNOWN", "does not count loss_usd"),
    (
        [{"unit": "u", "loss": {"currencyCode": "EUR", "units": 1}}],
        "CURRENCY_MISMATCH",
        "A loss is in EUR",
    ),
    ([{"unit": "u", "measurement": {"metric": "x"}}], "FIELD_REQUIRED", "missing"),
    ([{"unit": "u"}], "FIELD_REQUIRED", "missing"),
    (
        [outcome("ordered")] * 10_001,
        "BATCH_TOO_LARGE",
        "more than 10000 messages. Send several.",
    ),
]


@pytest.fixture(scope="module")
def running(product: Instance) -> Story:
    story = approve(Story(product))
    story.start()
    return story


@pytest.mark.parametrize(
    ("batch", "reason", "words"), BATCHES, ids=[row[1] for row in BATCHES]
)
def test_a_stream_carries_what_is_counted_and_no_more(
    running: Story, batch: list[Answer], reason: str, words: str
) -> None:
    path = f"/v1/{running.experiment}:recordOutcomes"

    found = running.refuses("ann", path, batch, reasons=[reason])

    assert words in found
