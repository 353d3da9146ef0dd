"""The demo company on a real instance: told, cut off, told again, and counted."""

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from functools import partial
from itertools import count
from typing import Any

import pytest
from typing_extensions import override

from deploy import demo
from deploy.api import Api
from deploy.demo import company, generator, texts
from deploy.demo.ideas import IdeaStory
from deploy.demo.leaders import leader_of
from deploy.instance import Instance
from deploy.keychain import Keychain
from deploy.tokens import token_for
from tests.e2e.settled import assert_settled
from web.personas import PERSONAS

pytestmark = pytest.mark.timeout(400)

CUT_OFF_AFTER = 500
SEED = 7

IDEAS = {
    "LAUNCHED": 8,
    "EXPERIMENTING": 4,
    "SCALING": 1,
    "APPROVED": 1,
    "IN_REVIEW": 3,
    "DRAFT": 1,
    "DECLINED": 2,
    "KILLED": 2,
    "PIVOTED": 2,
    "DUPLICATE": 1,
}
EXPERIMENTS = {
    "SCALE": 11,
    "PIVOT": 2,
    "KILL": 1,
    "RUNNING": 3,
    "PAUSED": 1,
    "ABORTED": 1,
}
SUPPORTING = {"KILL": 71, "PIVOT": 15, "ABORTED": 5}
MECHANISMS = {"ADOPTED": 5, "PROVEN": 1, "PROPOSED": 1, "RETIRED": 1}


class CutOff(Exception):
    """The loader is no more."""


class Loader:
    """An instance, and whoever loads the company into it."""

    def __init__(self, product: Instance) -> None:
        self.product = product
        self._url = product.base_url
        self._tokens = partial(token_for, Keychain(product.home))
        self.company = company.Company(self._url, self._tokens)

    def load(self, days: int = 0) -> str:
        """Load everything, and generated days."""
        return demo.load_all(self._url, self._tokens, days=days, seed=SEED)

    def states(self, collection: str, **equals: str) -> Counter[str]:
        """Return how many there are in each state; what is decided, by verdict."""
        return Counter(map(ended, self.company.all(collection, **equals)))

    def names(self) -> set[str]:
        """Return the name of everything that was told."""
        collections = ("ideas", "reviews", "experiments", "coes", "mechanisms")
        return {one["name"] for each in collections for one in self.company.all(each)}


def ended(one: dict[str, Any]) -> str:
    """Return `SCALE` for what was decided so, and its state for all else."""
    if verdict := one.get("decision", {}).get("verdict", ""):
        return str(verdict).removeprefix("VERDICT_")
    return str(one["state"]).partition("_STATE_")[2]


@pytest.fixture(scope="module")
def loader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loader]:
    """Return a loader that was cut off once, and has told everything since."""
    product = Instance("microservices", tmp_path_factory.mktemp("demo") / "home")
    product.start()
    try:
        loader = Loader(product)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(company, "Api", cut_off_after(CUT_OFF_AFTER))
            with pytest.raises(CutOff):
                loader.load()
        loader.load()
        yield loader
    finally:
        product.stop()


def cut_off_after(calls: int) -> type[Api]:
    """Return a client that ends for everybody after so many calls."""
    numbers = count(1)

    class Fragile(Api):
        @override
        def call(self, verb: str, path: str, body: Any = None) -> dict[str, Any]:
            if next(numbers) > calls:
                raise CutOff
            return Api.call(self, verb, path, body)

    return Fragile


def test_every_state_has_its_ideas(loader: Loader) -> None:
    assert loader.states("ideas") == IDEAS


def test_there_are_twenty_seven_reviews_of_as_many_revisions(loader: Loader) -> None:
    revisions = [
        revision
        for one in loader.company.all("ideas")
        for revision in loader.company.read(f"{one['name']}/revisions")["revisions"]
    ]

    assert len(loader.company.all("reviews")) == 27
    assert len(revisions) == 27


def test_one_in_ten_experiments_is_scaled(loader: Loader) -> None:
    assert loader.states("experiments", supporting="false") == EXPERIMENTS
    assert loader.states("experiments", supporting="true") == SUPPORTING


def test_every_verdict_is_what_the_rule_says(loader: Loader) -> None:
    decisions = [
        one["decision"]
        for one in loader.company.all("experiments")
        if "decision" in one
    ]

    assert {one["followedRule"] for one in decisions} == {True}
    assert all(one["ruleVerdict"] == one["verdict"] for one in decisions)


def test_a_coe_under_a_waiver_is_watched_and_stays_so(loader: Loader) -> None:
    (coe,) = [one for one in loader.company.all("coes") if one.get("waiver")]

    told = loader.company.resource(coe["name"])
    assert told["title"] == "COE-6 Nobody read page 4"
    assert told["state"] == "COE_STATE_WATCHING"
    assert "watchUntilTime" not in told


def test_grave_incidents_are_proved_on_more_than_themselves(loader: Loader) -> None:
    strength = {
        one["name"]: one["proofEvidence"]["strength"].removeprefix("PROOF_STRENGTH_")
        for one in loader.company.all("mechanisms", state="ADOPTED")
    }

    assert strength["mechanisms/declare-inputs"] == "STRONG"
    assert strength["mechanisms/pilot-mischarge"] == "STRONG"
    assert "WEAK" not in strength.values()


def test_every_coe_is_watched_and_its_mechanism_acts(loader: Loader) -> None:
    assert set(loader.states("coes")) <= {"WATCHING", "CLOSED"}
    assert sum(loader.states("coes").values()) == 6
    assert loader.states("mechanisms") == MECHANISMS


def test_the_first_mechanism_escaped_once_and_came_back_better(loader: Loader) -> None:
    mechanism = loader.company.resource("mechanisms/declare-inputs")

    assert mechanism["version"] == 2
    assert len(mechanism["escapes"]) == 1
    assert len(mechanism["proofs"]) == 2
    assert int(mechanism["counters"]["blocked"]) >= 1


def test_a_rule_would_have_stopped_one_idea_too_many(loader: Loader) -> None:
    mechanism = loader.company.resource("mechanisms/promise-has-limits")

    assert mechanism["backtest"]["wouldHaveBlocked"] == "2"
    assert mechanism["backtest"]["caught"] == "1"


def test_the_proxy_trap_and_the_long_path_are_refused(loader: Loader) -> None:
    refused = {
        one["title"]: one["outcome"]["reason"]
        for one in loader.company.all("ideas", state="DECLINED")
    }

    assert "still be a tap" in refused["Session survey as the measure of success"]
    assert "two-way doors only" in refused["One-size review form"]


def test_nobody_leads_two_ideas(loader: Loader) -> None:
    idea = loader.company.resource("ideas/price-drop-alerts")

    assert idea["leaderVacant"]


def test_a_running_experiment_shows_its_interval_over_time(loader: Loader) -> None:
    path = "experiments/campus-first/resultsSnapshots"
    looks = loader.company.read(path)["resultsSnapshots"]

    assert len(looks) > 2
    assert any("interval" in effect for effect in looks[0]["effects"])


def test_everything_is_marked(loader: Loader) -> None:
    for collection in ("ideas", "coes", "mechanisms"):
        assert all(one["fictional"] for one in loader.company.all(collection))
    experiments = loader.company.all("experiments")
    assert all("fictional" in one["tags"] for one in experiments)


def test_twice_is_as_good_as_once(loader: Loader) -> None:
    before = loader.names()

    said = loader.load()

    assert loader.names() == before
    assert said.startswith("There are 25 ideas, 27 reviews, 110 experiments, 6 COEs,")


def test_no_event_waits_and_none_was_given_up(loader: Loader) -> None:
    assert_settled(loader.product)


def test_generated_days_come_on_top_and_once(loader: Loader) -> None:
    before = len(loader.names())

    loader.load(days=1)
    with_a_day = loader.names()
    loader.load(days=1)

    told = [one for one in with_a_day if one.startswith(f"ideas/generated-{SEED}-1-")]
    assert len(told) == generator.IDEAS_A_DAY
    assert loader.names() == with_a_day
    assert len(with_a_day) > before


# On an instance that people have used before.


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loader]:
    """Return a loader of an instance in which all but two people lead an idea."""
    product = Instance("monolith", tmp_path_factory.mktemp("used") / "home")
    product.start()
    try:
        loader = Loader(product)
        free = {"ann", "gus"}
        for persona in PERSONAS:
            if persona.id not in free | BUSY_IN_THE_CORE:
                led_by(loader.company, persona.id)
        yield loader
    finally:
        product.stop()


BUSY_IN_THE_CORE = {"ann", "dan"}
"""Who leads an idea of the core when a visitor comes."""


def led_by(company: company.Company, leader: str) -> None:
    """Let a visitor bring an idea to its approval, with this leader."""
    story: dict[str, Any] = deepcopy(texts.story("ideas", "online-bookstore"))
    story |= {"id": f"visit-{leader}", "author": "ann", "leader": leader}
    story["document"]["title"] = f"What {leader} leads"
    askers = [one.id for one in PERSONAS if one.id not in {"ann", leader}]
    for asked, asker in zip(story["questions"], askers, strict=False):
        asked["by"] = asker
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "TAG", "visitors")
        IdeaStory(company, story).tell()


def test_the_whole_company_is_told_beside_what_visitors_do(used: Loader) -> None:
    said = used.load(days=1)

    assert "Left as it is" not in said
    assert used.states("experiments", supporting="true") == SUPPORTING
    ideas = {one["name"]: one for one in used.company.all("ideas")}
    assert leader_of(ideas["ideas/visit-eve"]) == "eve"
    assert leader_of(ideas["ideas/go"]) not in {"", "hana"}


def test_it_is_told_twice_on_a_used_instance_as_well(used: Loader) -> None:
    used.load(days=1)
    before = used.names()

    said = used.load(days=1)

    assert "Left as it is" not in said
    assert used.names() == before
    assert_settled(used.product)


def test_what_belongs_to_a_visitor_is_left_as_it_is(used: Loader) -> None:
    taken = f"generated-{SEED}-2-0"
    used.company.create("ben", "ideas", taken, {"document": {"title": "Mine"}})

    said = used.load(days=2)

    (left,) = [line for line in said.splitlines() if line.startswith("Left as it is")]
    assert left.startswith(f"Left as it is: idea {taken}, because ")
    assert used.company.resource(f"ideas/{taken}")["title"] == "Mine"
    assert f"ideas/generated-{SEED}-2-6" in used.names()
