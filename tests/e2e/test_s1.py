"""S1, the two-way happy path: four services, one human in between; and side paths."""

from urllib.parse import quote

import pytest

from deploy.instance import Instance
from tests.e2e.story import BETTER, REMEDY, Story, moves_of, name_of, refused


def test_an_idea_travels_from_a_draft_to_launch(story: Story) -> None:
    story.draft()
    story.submit()
    story.approve()
    story.start()
    story.measure()
    story.decide()
    story.launch()

    assert moves_of(story.resource(story.idea)) == [
        ("IdeaCreated", "people/ann"),
        ("IdeaSubmitted", "people/ann"),
        ("IdeaReviewStarted", "services/reviews"),
        ("IdeaApproved", "services/reviews"),
        ("IdeaExperimenting", "services/experiments"),
        ("IdeaScaling", "services/experiments"),
        ("IdeaLaunched", name_of(story.leader)),
    ]


def test_all_that_an_idea_sets_off_belongs_to_its_journey(
    product: Instance, story: Story
) -> None:
    story.draft()
    story.submit()
    story.approve()
    story.start()
    story.measure()
    story.decide()
    story.launch()

    subjects = {story.idea, story.review, story.experiment}
    headers = [h for h in product.event_headers() if h["ce_subject"] in subjects]
    assert {h["ce_subject"] for h in headers} == subjects
    assert {h["ce_journey"] for h in headers} == {story.idea}


def test_one_human_stands_between_submit_and_approval(story: Story) -> None:
    story.draft()
    story.submit()
    story.approve()

    review = story.resource(story.review)
    people = {e["actor"] for e in review["history"] if e["actor"].startswith("people/")}
    assert review["policy"] == "REVIEW_POLICY_LIGHT"
    assert people == {name_of(story.leader)}


def test_the_review_has_the_whole_text_without_calling_back(story: Story) -> None:
    story.draft()
    story.submit()

    review = story.resource(story.review)
    texts = {section["id"]: section["text"] for section in review["document"]}
    assert texts["headline"] == "Every book in print, at your door"
    assert "Hide it, USD 100, 1 days" in texts["doors"]
    assert len(review["documentHash"]) == 64


def test_results_count_each_unit_once(story: Story) -> None:
    story.draft()
    story.submit()
    story.approve()
    story.start()
    story.measure()
    story.measure()

    arms = story.read(f"/v1/{story.experiment}/results")["arms"]
    assert sum(int(arm["units"]) for arm in arms) == 60
    for arm in arms:
        counts = {m["metric"]: (m["units"], m["mean"]) for m in arm["metrics"]}
        assert counts["returned"] == (arm["units"], 0)
        assert counts["ordered"] == (
            arm["units"],
            pytest.approx(BETTER[arm["arm"]], abs=0.05),
        )


def test_a_broken_guardrail_pauses_the_experiment_and_opens_a_coe(
    product: Instance, story: Story
) -> None:
    story.draft()
    story.submit()
    story.approve()
    story.start()

    story.measure(returned=1.0)

    experiment = story.resource(story.experiment)
    assert experiment["state"] == "EXPERIMENT_STATE_PAUSED"
    assert experiment["pause"]["trigger"] == "PAUSE_TRIGGER_GUARDRAIL"
    assert experiment["pause"]["guardrailMetric"] == "returned"
    assert "returned" in experiment["pause"]["cause"]
    coe = story.first("coes", source=story.experiment)
    assert coe["severity"] == "INCIDENT_SEVERITY_HIGH"
    assert coe["owner"] == "people/ann"
    unit = {"unit": "customer-1"}
    arm = product.api("ann").post(f"/v1/{story.experiment}:assign", unit)
    assert (arm["arm"], arm["enrolled"]) == ("control", False)

    ann = product.api("ann")
    product.await_true(
        lambda: (
            refused(lambda: ann.post(f"/v1/{story.experiment}:resume", REMEDY))
            == (400, ["COE_OPEN"])
        ),
        "the open COE keeps the experiment paused",
    )
    for person in ("ann", "joy"):
        alarm = {"reason": "A test of the alarm."}
        story.write(person, f"/v1/{coe['name']}:dismiss", alarm)
    story.await_state(coe["name"], "COE_STATE_DISMISSED")
    product.await_true(lambda: resumed(story), "the experiment resumed")


def resumed(story: Story) -> bool:
    ann = story.product.api("ann")
    try:
        path = f"/v1/{story.experiment}:resume"
        reasons = refused(lambda: ann.post(path, REMEDY))[1]
    except AssertionError:
        return True
    assert reasons == ["COE_OPEN"]
    return False


def test_a_returned_idea_is_a_draft_again_with_the_next_revision(story: Story) -> None:
    story.draft()
    story.submit()
    story.send_back("RETURN", "Say who it is for.")

    assert story.resource(story.idea)["revision"] == "1.1"


def test_a_declined_idea_stays_readable(story: Story) -> None:
    story.draft()
    story.submit()
    story.send_back("DECLINE", "It is a proxy.")

    idea = story.resource(story.idea)
    assert idea["outcome"]["kind"] == "IDEA_OUTCOME_KIND_DECLINED"
    assert idea["outcome"]["reason"] == "It is a proxy."


def test_a_recalled_idea_voids_its_review_and_can_be_submitted_again(
    story: Story,
) -> None:
    story.draft()
    story.submit()
    first = story.review
    story.await_idea("IN_REVIEW")
    story.write("ann", f"/v1/{story.idea}:recall", {"reason": "A better headline."})
    story.await_state(first, "REVIEW_STATE_SUPERSEDED")

    story.submit()

    story.approve()
    assert story.review != first


def test_a_one_way_door_gets_the_full_path(story: Story) -> None:
    story.draft_full()
    story.submit()

    review = story.resource(story.review)
    assert (review["policy"], review["state"]) == (
        "REVIEW_POLICY_FULL",
        "REVIEW_STATE_OPENED",
    )


def test_an_aborted_experiment_brings_the_idea_back(story: Story) -> None:
    story.draft()
    story.submit()
    story.approve()
    story.start()

    story.write("ann", f"/v1/{story.experiment}:abort", {"reason": "Wrong customers."})

    story.await_idea("APPROVED")


def test_a_pivot_leaves_a_child_with_what_was_learnt(story: Story) -> None:
    story.draft()
    story.submit()
    story.approve()
    story.start()
    story.measure(verdict="VERDICT_PIVOT")
    story.decide("VERDICT_PIVOT")

    story.await_idea("PIVOTED")

    query = quote(f'pivoted_from = "{story.idea}"')
    (child,) = story.read(f"/v1/ideas?filter={query}")["ideas"]
    assert child["state"] == "IDEA_STATE_DRAFT"
    assert child["learning"] == "Readers order what they find."


def test_a_killed_idea_keeps_its_learning(story: Story) -> None:
    story.draft()
    story.submit()
    story.approve()
    story.start()
    story.measure(verdict="VERDICT_KILL")
    story.decide("VERDICT_KILL")

    story.await_idea("KILLED")

    idea = story.resource(story.idea)
    assert idea["learning"] == "Readers order what they find."


def test_launch_is_the_starting_line(story: Story) -> None:
    story.draft()
    story.submit()
    story.approve()
    for _ in range(2):
        story.start()
        story.measure()
        story.decide()
        story.launch()
        story.lead_again()

    assert story.resource(story.idea)["state"] == "IDEA_STATE_LAUNCHED"
