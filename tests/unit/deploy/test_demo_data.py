"""The demo data: as many stories as promised, at the rates promised, and marked."""

import json
import re
from collections import Counter
from typing import Any

import pytest

from deploy.demo import generator, grammar, texts
from deploy.demo.customers import Visitors
from deploy.demo.stories import CORE, REST, trials
from services.coes.domain.people import people_in
from services.experiments.domain.assignment import assign
from services.experiments.domain.design import Arm
from tests.unit.deploy import foreseen
from web.personas import BY_ID, TEAMS

DAYS = 120


def steps() -> list[str]:
    """Return every step of the stories that were written by hand."""
    lanes = [lane for chapter in (*CORE, *REST) for lane in chapter.lanes]
    return [step for lane in lanes for step in lane]


def test_there_are_as_many_stories_as_promised() -> None:
    assert len(texts.ids("ideas")) == 25
    assert len(texts.ids("coes")) == 6
    assert len(texts.ids("mechanisms")) == 8
    assert len(trials()) == 20


def test_every_story_is_told_once() -> None:
    told = steps()

    assert sorted(told) == sorted(set(told))
    assert {f"idea {one}" for one in texts.ids("ideas")} <= set(told)
    assert {f"trial {one}" for one in trials()} <= set(told)
    assert {f"coe {one}" for one in texts.ids("coes")} <= set(told)


def test_twenty_nine_revisions_are_written_and_two_of_them_stay_drafts() -> None:
    submitted = [len(story.get("revisions", [])) for story in ideas()]

    assert sum(submitted) == 27
    assert submitted.count(0) == 2


def test_everybody_is_one_of_the_twelve() -> None:
    for story in ideas():
        askers = {asked["by"] for asked in story.get("questions", [])}
        assert {story["author"], story["leader"], *askers} <= set(BY_ID)
        assert story["author"] not in askers


def test_five_business_units_are_filled() -> None:
    assert set(texts.BUSINESS_UNITS) == set(TEAMS)


def test_every_idea_says_that_it_is_invented() -> None:
    for story in ideas():
        assert texts.NOTICE in texts.about(story)["answer"]


def test_an_invented_year_says_so() -> None:
    assert "and not from the public slides" in texts.about(idea("prime"))["answer"]
    assert "slides." not in texts.about(idea("kindle"))["answer"].partition("year")[2]


def test_causes_name_nobody() -> None:
    for coe in texts.ids("coes"):
        story = texts.story("coes", coe)
        told = [story["trigger"], *(text for why in story["whys"] for text in why[:2])]
        assert not people_in(" ".join(told), set(BY_ID))


def test_the_places_of_the_core_leave_no_gap_on_the_roadmap() -> None:
    lanes = [lane for chapter in CORE for lane in chapter.lanes]
    core = {step.removeprefix("idea ") for lane in lanes for step in lane}
    places = {
        story["id"]: story["roadmap"]["priority"]
        for story in ideas()
        if "roadmap" in story
    }

    assert sorted(places.values()) == list(range(1, len(places) + 1))
    first = sorted(place for name, place in places.items() if name in core)
    assert first == list(range(1, len(first) + 1))


def told_trials() -> list[dict[str, Any]]:
    """Return every story of an experiment, written by hand or by the grammar."""
    by_hand = [story for _, story in trials().values()]
    small = [story for _, story in grammar.supporting()]
    generated = [one.trial for one in generator.days(6, 1) if one.ending != "DECLINE"]
    return [*by_hand, *small, *generated]


@pytest.mark.parametrize("story", told_trials(), ids=lambda story: str(story["id"]))
def test_an_experiment_comes_to_what_its_story_says(story: dict[str, Any]) -> None:
    seen = foreseen.foresee(story)

    assert seen.verdict == foreseen.wanted(story)
    assert seen.broken == foreseen.breaks(story)
    assert not seen.too_few, "more are let in only after enough outcomes"
    assert seen.is_split_by_chance == ("lostOnTheWay" not in story)


@pytest.mark.parametrize("share", [0.01, 0.25, 0.5])
def test_customers_are_let_in_as_the_service_does(share: float) -> None:
    arms = (Arm("control", 1, control=True), Arm("treatment", 1))
    units = [f"customer-{number}" for number in range(2000)]

    let_in = [one for one in units if assign("kindle", one, arms, share).enrolled]

    assert Visitors("kindle").let_in(share, len(let_in)) == let_in


def test_who_has_come_by_does_not_come_again() -> None:
    visitors = Visitors("kindle")

    first, second = visitors.let_in(0.01, 20), visitors.let_in(0.5, 20)

    assert not set(first) & set(second)


def test_ninety_small_experiments_come_to_little() -> None:
    told = grammar.supporting()
    endings = Counter(story["ending"].get("verdict", "ABORTED") for _, story in told)

    assert endings == {"KILL": 70, "PIVOT": 15, "ABORTED": 5}
    assert len({story["id"] for _, story in told}) == 90
    assert len({story["title"] for _, story in told}) == 90


def test_a_seed_tells_the_same_again_and_another_one_does_not() -> None:
    assert grammar.supporting() == grammar.supporting()
    assert generator.days(2, 1) == generator.days(2, 1)
    assert generator.days(2, 1) != generator.days(2, 2)


def test_more_days_begin_with_the_same_ones() -> None:
    assert generator.days(3, 1)[: len(generator.days(2, 1))] == generator.days(2, 1)


def test_generated_days_have_the_rates_that_companies_report() -> None:
    told = generator.days(DAYS, 1)
    endings = Counter(one.ending for one in told)
    tried = len(told) - endings["DECLINE"]
    verdicts = endings["KILL"] + endings["PIVOT"] + endings["SCALE"]

    assert share_of_one_way(told) == pytest.approx(0.2, abs=0.05)
    assert endings["COE"] / tried == pytest.approx(0.03, abs=0.02)
    assert endings["ABORT"] / tried == pytest.approx(0.1, abs=0.03)
    assert endings["MISMATCH"] / tried == pytest.approx(0.08, abs=0.03)
    assert 0.66 <= endings["KILL"] / verdicts <= 0.92


def test_generated_ideas_promise_nothing_without_limits() -> None:
    told = json.dumps([one.idea["document"]["pressRelease"] for one in days()])

    assert not re.search(r"(?i)\b(free|always|next day)\b", told)


def test_a_leader_of_generated_ideas_leads_none_that_was_written_by_hand() -> None:
    leads = {"auto-sizing", "campus", "video", "go", "bookstores"}
    taken = {idea(one)["leader"] for one in leads}

    assert not taken & set(generator.LEADERS)


def test_readers_of_a_generated_one_way_door_come_from_two_teams() -> None:
    for one in days():
        review = one.idea["revisions"][0]["review"]
        if "decider" in review:
            people = [review["decider"], *review["readers"]]
            assert len(set(people)) == 3
            assert len({BY_ID[person].team_id for person in people}) > 1
            assert not {one.idea["author"], one.leader} & set(people)


def days() -> list[generator.Generated]:
    """Return some generated days."""
    return generator.days(DAYS, 1)


def share_of_one_way(told: list[generator.Generated]) -> float:
    """Return how many of the ideas have a door without a way back."""
    one_way = ["decider" in one.idea["revisions"][0]["review"] for one in told]
    return sum(one_way) / len(told)


def ideas() -> list[dict[str, Any]]:
    """Return all stories of ideas."""
    return [idea(one) for one in texts.ids("ideas")]


def idea(idea_id: str) -> dict[str, Any]:
    """Return one story of an idea."""
    return texts.story("ideas", idea_id)
