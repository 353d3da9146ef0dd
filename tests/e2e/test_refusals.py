"""Every move of S1 refuses the wrong person, the wrong state and the missing part.

What a submission, a review and an experiment refuse beside that is in files of their
own; what stories meet on their way is in the stories.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from deploy.api import Refused
from deploy.instance import Instance
from tests.e2e.story import Story, idea_of, refused, told

STAGES = ("drafted", "submitted", "approved", "started", "stopped", "scaling")


@pytest.fixture(scope="module")
def stories(product: Instance) -> dict[str, Story]:
    """One idea left at each stage of its story; no test here moves them on."""
    return {stage: at_stage(Story(product), stage) for stage in STAGES}


def at_stage(story: Story, stage: str) -> Story:
    for step in steps(story):
        if step == stage:
            return story
    raise AssertionError(stage)


def steps(story: Story) -> Iterator[str]:
    story.draft()
    yield "drafted"
    story.submit()
    story.await_idea("IN_REVIEW")
    yield "submitted"
    story.approve()
    yield "approved"
    story.start()
    yield "started"
    story.measure()
    story.write("ann", f"/v1/{story.experiment}:stop")
    yield "stopped"
    story.write(story.leader, f"/v1/{story.experiment}:decide", SCALE)
    story.await_idea("SCALING")
    yield "scaling"


APPROVE = {"outcome": "REVIEW_OUTCOME_APPROVE"}
SCALE = {"verdict": "VERDICT_SCALE", "learning": "It works."}

WRONG_PERSON: list[tuple[str, str, str, Any, str]] = [
    ("drafted", "cara", "{idea}:submit", {}, "NOT_AUTHOR"),
    ("submitted", "cara", "{idea}:recall", {"reason": "x"}, "NOT_AUTHOR"),
    ("submitted", "cara", "{review}:finishReading", {}, "NOT_READER"),
    ("submitted", "ann", "{review}:decide", APPROVE, "NOT_DECIDER"),
    (
        "submitted",
        "cara",
        "{review}:inviteReader",
        {"reader": "people/dan"},
        "NOT_INVOLVED",
    ),
    ("started", "cara", "{experiment}:pause", {"reason": "x"}, "NOT_ON_TEAM"),
    ("started", "leader", "{experiment}:stop", {}, "NOT_OWNER"),
    ("started", "cara", "{experiment}:abort", {"reason": "x"}, "NOT_ON_TEAM"),
    ("started", "cara", "{experiment}:recordExposures", [{"unit": "u"}], "NOT_ON_TEAM"),
    ("stopped", "ann", "{experiment}:decide", SCALE, "NOT_LEADER"),
    ("scaling", "ann", "{idea}:launch", {}, "NOT_LEADER"),
]

WRONG_STATE: list[tuple[str, str, str, Any, str]] = [
    ("drafted", "ann", "{idea}:recall", {"reason": "x"}, "WRONG_STATE"),
    ("submitted", "ann", "{idea}:submit", {}, "WRONG_STATE"),
    ("submitted", "leader", "{idea}:launch", {}, "WRONG_STATE"),
    ("approved", "leader", "{review}:decide", APPROVE, "DECISION_FINAL"),
    ("approved", "leader", "{review}:finishReading", {}, "WRONG_STATE"),
    ("started", "ann", "{experiment}:start", {}, "WRONG_STATE"),
    ("started", "ann", "{experiment}:resume", {}, "WRONG_STATE"),
    ("stopped", "ann", "{experiment}:verifyKillSwitch", {}, "WRONG_STATE"),
    ("started", "leader", "{experiment}:decide", SCALE, "WRONG_STATE"),
    ("stopped", "ann", "{experiment}:pause", {"reason": "x"}, "WRONG_STATE"),
    (
        "stopped",
        "ann",
        "{experiment}:recordExposures",
        [{"unit": "u"}],
        "EXPERIMENT_NOT_RUNNING",
    ),
]

MISSING_PART: list[tuple[str, str, str, Any, str]] = [
    ("submitted", "leader", "{review}:decide", APPROVE, "NOT_READ_YET"),
    (
        "stopped",
        "leader",
        "{experiment}:decide",
        {"verdict": "VERDICT_KILL"},
        "LEARNING_REQUIRED",
    ),
    (
        "started",
        "ann",
        "{experiment}:recordOutcomes",
        [{"unit": "u", "measurement": {"metric": "x", "value": 1}}],
        "METRIC_UNKNOWN",
    ),
    ("started", "ann", "{experiment}:recordExposures", [], "BATCH_EMPTY"),
    ("submitted", "ann", "{idea}:recall", {}, "FIELD_REQUIRED"),
    ("submitted", "leader", "{review}:decide", {}, "FIELD_REQUIRED"),
]


NAMING_THE_ITEM = {row[4] for row in [*WRONG_PERSON, *WRONG_STATE]}


@pytest.mark.parametrize(
    ("stage", "persona", "path", "body", "reason"),
    [*WRONG_PERSON, *WRONG_STATE, *MISSING_PART],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_move_is_refused_with_its_reason(  # noqa: PLR0913, PLR0917 - one row of a table
    stories: dict[str, Story],
    stage: str,
    persona: str,
    path: str,
    body: object,
    reason: str,
) -> None:
    story = stories[stage]
    filled = path.format(
        idea=story.idea, review=story.review, experiment=story.experiment
    )
    api = story.api(story.leader if persona == "leader" else persona)

    with pytest.raises(Refused) as refusal:
        api.post(f"/v1/{filled}", body)

    assert reason in refusal.value.reasons
    is_person = reason.startswith("NOT_") and reason != "NOT_READ_YET"
    assert refusal.value.status == (403 if is_person else 400)
    if reason in NAMING_THE_ITEM:
        assert filled.partition(":")[0] in told(refusal.value)


def test_an_empty_draft_is_refused_with_all_its_gaps_at_once(product: Instance) -> None:
    ann = product.api("ann")
    idea = ann.post("/v1/ideas", idea_of({"title": "Only a title"}))["idea"]["name"]

    assert refused(lambda: ann.post(f"/v1/{idea}:submit")) == (
        400,
        [
            "PRESS_RELEASE_MISSING",
            "CLAIM_NOT_MEASURABLE",
            "CUSTOMER_NOT_SPECIFIC",
            "FIVE_QUESTIONS_UNANSWERED",
            "FAQ_MISSING_REQUIRED",
            "NO_HARD_QUESTION",
            "NO_CUSTOMER_EVIDENCE",
        ],
    )


def test_an_empty_design_is_refused_with_all_its_gaps_at_once(
    stories: dict[str, Story],
) -> None:
    story = stories["approved"]
    ann = story.product.api("ann")
    plan = {"idea": story.idea, "title": "Nothing yet"}
    name = ann.post("/v1/experiments", plan)["experiment"]["name"]

    assert refused(lambda: ann.post(f"/v1/{name}:start")) == (
        400,
        [
            "HYPOTHESIS_MISSING",
            "NOT_AN_EXPERIMENT",
            "ARMS_INCOMPLETE",
            "PRIMARY_METRIC_MISSING",
            "GUARDRAIL_MISSING",
            "COST_OF_FAILURE_UNBOUNDED",
            "KILL_SWITCH_UNVERIFIED",
            "DECISION_RULE_MISSING",
        ],
    )


def test_an_experiment_on_an_idea_that_is_not_approved_cannot_start(
    stories: dict[str, Story],
) -> None:
    story = stories["submitted"]
    name = story.plan()

    story.product.await_true(
        lambda: story.review in told_by(story, f"{name}:start"), "its review is known"
    )

    words = told_by(story, f"{name}:start")
    assert "IDEA_NOT_APPROVED" in words
    assert f"{story.review} is still open. Start once a review has approved" in words


def told_by(story: Story, method: str) -> str:
    with pytest.raises(Refused) as refusal:
        story.api("ann").post(f"/v1/{method}")
    return told(refusal.value)


def test_a_second_open_experiment_on_an_idea_is_refused(
    stories: dict[str, Story],
) -> None:
    story = stories["started"]
    running = story.experiment
    name = story.plan()
    story.experiment = running

    words = story.refuses(
        "ann", f"/v1/{name}:start", reasons=["DECISIVE_EXPERIMENT_EXISTS"], status=409
    )

    assert f"{running} is open on the same idea as " in words


def test_a_frozen_revision_and_a_frozen_design_cannot_be_edited(
    stories: dict[str, Story],
) -> None:
    story = stories["started"]
    ann = story.product.api("ann")

    assert refused(
        lambda: ann.call("PATCH", f"/v1/{story.idea}", idea_of({"title": "New"}))
    ) == (400, ["REVISION_IMMUTABLE"])
    assert refused(
        lambda: ann.call("PATCH", f"/v1/{story.experiment}", {"title": "New"})
    ) == (400, ["DESIGN_FROZEN"])


def test_a_coe_is_not_analysed_before_the_harm_is_stopped(product: Instance) -> None:
    ann = product.api("ann")
    coe = {"title": "Wrong boxes", "severity": "INCIDENT_SEVERITY_HIGH"}
    name = ann.post("/v1/coes", coe)["coe"]["name"]

    assert refused(lambda: ann.post(f"/v1/{name}:startAnalysis")) == (
        400,
        ["NOT_MITIGATED"],
    )
    reason = {"reason": "Nothing was wrong."}
    for persona, expected in (
        ("ben", (403, ["REVIEWER_IN_SAME_TEAM"])),
        ("joy", (400, ["OWNER_HAS_NOT_ASKED"])),
    ):
        dismiss = partial(product.api(persona).post, f"/v1/{name}:dismiss", reason)
        assert refused(dismiss) == expected
