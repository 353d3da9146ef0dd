"""What else may become of an idea: given up, stopped, tried again once it is out."""

from collections.abc import Callable, Iterable
from threading import Thread
from typing import TypeVar

import pytest

from deploy.api import Refused
from deploy.instance import Instance
from tests.e2e.story import Answer, Story, moves_of, name_of, somebody, usd
from tests.e2e.tools import incident

T = TypeVar("T")
WHY: Answer = {"reason": "Somebody else does it better."}


@pytest.fixture
def story(product: Instance) -> Story:
    story = Story(product)
    story.draft()
    return story


def approved(story: Story) -> Story:
    story.submit()
    story.approve()
    return story


def launched(story: Story) -> Story:
    approved(story).start()
    story.measure()
    story.decide()
    story.launch()
    story.lead_again()
    return story


def test_an_idea_that_is_withdrawn_takes_its_review_along(story: Story) -> None:
    story.submit()
    story.refuses(
        "cara", f"/v1/{story.idea}:withdraw", WHY, reasons=["NOT_AUTHOR"], status=403
    )

    story.write("ann", f"/v1/{story.idea}:withdraw", WHY)

    story.await_state(story.review, "REVIEW_STATE_WITHDRAWN")
    approve = {"outcome": "REVIEW_OUTCOME_APPROVE"}
    decide = f"/v1/{story.review}:decide"
    story.refuses(story.leader, decide, approve, reasons=["WRONG_STATE"])
    idea = story.resource(story.idea)
    assert idea["state"] == "IDEA_STATE_WITHDRAWN"
    assert idea["outcome"]["reason"] == WHY["reason"]
    story.refuses("ann", f"/v1/{story.idea}:submit", reasons=["WRONG_STATE"])


@pytest.mark.parametrize(
    ("method", "more"), [("withdraw", {}), ("kill", {"learning": "It has been done."})]
)
def test_the_end_of_an_idea_cancels_drafts_and_frees_its_leader(
    product: Instance, story: Story, method: str, more: Answer
) -> None:
    approved(story)
    story.plan()
    person = "ann" if method == "withdraw" else story.leader

    story.write(person, f"/v1/{story.idea}:{method}", {**WHY, **more})

    story.await_state(story.experiment, "EXPERIMENT_STATE_CANCELLED")
    story.refuses("ann", f"/v1/{story.experiment}:start", reasons=["WRONG_STATE"])
    heir = Story(product, leader=story.leader)
    heir.draft()
    approved(heir)
    assert heir.resource(heir.idea)["leader"] == name_of(story.leader)


def test_nothing_ends_while_an_experiment_runs(story: Story) -> None:
    approved(story).start()

    story.refuses("ann", f"/v1/{story.idea}:withdraw", WHY, reasons=["WRONG_STATE"])
    story.refuses(
        story.leader,
        f"/v1/{story.idea}:kill",
        {**WHY, "learning": "x"},
        reasons=["WRONG_STATE"],
    )


def test_a_killed_idea_tells_what_was_not_spent(product: Instance) -> None:
    story = Story(product)
    bet = {"winProbability": 0.3, "payoffMultiple": 3, "buildCost": usd(70000)}
    story.draft(bet=bet)
    approved(story)
    learning = "Readers borrow."
    kill = f"/v1/{story.idea}:kill"

    story.write(story.leader, kill, {**WHY, "learning": learning})

    idea = story.resource(story.idea)
    assert (idea["state"], idea["learning"]) == ("IDEA_STATE_KILLED", learning)


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        ("VERDICT_PIVOT", "LAUNCHED"),
        ("VERDICT_KILL", "LAUNCHED"),
        ("VERDICT_SCALE", "SCALING"),
    ],
)
def test_a_change_may_die_and_the_product_that_is_out_lives_on(
    story: Story, verdict: str, state: str
) -> None:
    launched(story).start()
    story.measure(verdict=verdict)

    story.decide(verdict, learning="The change did nothing.")

    story.await_idea(state)
    query = f"filter=pivoted_from%20%3D%20%22{story.idea.replace('/', '%2F')}%22"
    children = story.read(f"/v1/ideas?{query}").get("ideas", [])
    assert len(children) == (verdict == "VERDICT_PIVOT")
    found = {piece["summary"] for piece in story.all_evidence()}
    assert "The change did nothing." in found


def test_an_aborted_experiment_on_what_is_out_leaves_it_out(story: Story) -> None:
    launched(story).start()

    story.write("ben", f"/v1/{story.experiment}:abort", {"reason": "A wrong flag."})

    story.await_idea("LAUNCHED")
    moves = [event for event, _ in moves_of(story.resource(story.idea))]
    assert moves[-2:] == ["IdeaExperimenting", "IdeaExperimentEnded"]


def test_a_supporting_experiment_adds_evidence_and_moves_nothing(story: Story) -> None:
    approved(story).start()
    decisive = story.experiment
    story.plan(supporting=True, lossCap=usd(2000))
    story.write("ann", f"/v1/{story.experiment}:start")
    story.measure(verdict="VERDICT_KILL")
    story.decide("VERDICT_KILL", learning="Posters do nothing.")

    story.product.await_true(
        lambda: (
            "Posters do nothing."
            in {piece["summary"] for piece in story.all_evidence()}
        ),
        "its learning is evidence",
    )
    idea = story.resource(story.idea)
    assert (idea["state"], idea["experiment"]) == ("IDEA_STATE_EXPERIMENTING", decisive)


def test_a_grave_coe_pauses_what_it_names(story: Story) -> None:
    approved(story).start()

    coe = incident(story, source=story.experiment)

    story.await_state(story.experiment, "EXPERIMENT_STATE_PAUSED")
    pause = story.resource(story.experiment)["pause"]
    assert (pause["trigger"], pause["coe"]) == ("PAUSE_TRIGGER_COE", coe["name"])
    story.refuses("ann", f"/v1/{story.experiment}:resume", reasons=["COE_OPEN"])


def test_a_decided_experiment_is_cleaned_up_by_its_owner(story: Story) -> None:
    approved(story).start()
    story.measure()
    clean = f"/v1/{story.experiment}:cleanUp"
    body = {"result": "CLEAN_UP_RESULT_KEPT", "note": "The flag is gone."}
    story.refuses("ann", clean, body, reasons=["WRONG_STATE"])
    story.decide()
    story.refuses("cara", clean, body, reasons=["NOT_OWNER"], status=403)

    story.write("ann", clean, body)

    kept = story.resource(story.experiment)["cleanUp"]
    assert (kept["result"], kept["note"]) == (body["result"], body["note"])


def test_two_experiments_that_start_at_once_are_not_both_decisive(
    story: Story,
) -> None:
    approved(story)
    names = [story.plan() for _ in range(4)]
    found: list[str] = []

    def start(name: str) -> None:
        try:
            story.api("ann").post(f"/v1/{name}:start")
            found.append("started")
        except Refused as refusal:
            found.extend(refusal.reasons)

    together(start, names)

    assert sorted(found) == ["DECISIVE_EXPERIMENT_EXISTS"] * 3 + ["started"]


def test_a_person_who_is_asked_at_once_leads_one_idea(product: Instance) -> None:
    stories = [approved(begun(product)) for _ in range(4)]
    asked = somebody("asked", "books")
    found: list[str] = []

    def assign(story: Story) -> None:
        body = {"leader": name_of(asked)}
        try:
            story.api(story.leader).post(f"/v1/{story.idea}:transferLeader", body)
            found.append("leads")
        except Refused as refusal:
            found.extend(refusal.reasons)

    together(assign, stories)

    assert sorted(found) == ["LEADER_NOT_SINGLE_THREADED"] * 3 + ["leads"]
    leaders = [story.resource(story.idea)["leader"] for story in stories]
    assert leaders.count(name_of(asked)) == 1


def test_a_rehearsal_answers_as_if_and_keeps_nothing(story: Story) -> None:
    before = story.resource(story.idea)

    answer = story.write("ann", f"/v1/{story.idea}:submit", {"validateOnly": True})

    assert answer["idea"]["state"] == "IDEA_STATE_SUBMITTED"
    assert story.resource(story.idea) == before
    story.submit()
    story.act(story.leader, "finishReading")
    rehearsal = {"outcome": "REVIEW_OUTCOME_APPROVE", "validateOnly": True}
    decided = story.act(story.leader, "decide", **rehearsal)
    assert decided["state"] == "REVIEW_STATE_DECIDED"
    assert story.resource(story.review)["state"] == "REVIEW_STATE_READING"
    assert not story.of_idea("decisions")
    story.act(story.leader, "decide", outcome="REVIEW_OUTCOME_APPROVE")
    story.await_idea("APPROVED")
    assert len(story.of_idea("decisions")) == 1


def begun(product: Instance) -> Story:
    story = Story(product)
    story.draft()
    return story


def together(act: Callable[[T], None], each: Iterable[T]) -> None:
    """Do it to each, at once."""
    threads = [Thread(target=act, args=(one,)) for one in each]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
