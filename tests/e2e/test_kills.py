"""kill -9 of any process during the walk: it starts again, the walk completes."""

import pytest

from deploy.instance import SERVICES, Instance
from tests.e2e.story import Story, moves_of, name_of

EVERY = 4
"""Writes from one kill to the next; each victim begins at another write."""


class Killer:
    """Kills one service before some of the writes of a story."""

    def __init__(self, product: Instance, victim: str) -> None:
        self._product = product
        self._victim = victim
        self._writes = SERVICES.index(victim)
        self.kills = 0

    def __call__(self, path: str) -> None:
        self._writes += 1
        if self._writes % EVERY == 0:
            self._product.process_of(self._victim).kill()
            self.kills += 1


@pytest.mark.parametrize("victim", SERVICES)
def test_the_walk_completes_though_a_service_is_killed(
    product: Instance, victim: str
) -> None:
    killer = Killer(product, victim)
    story = Story(product, between=killer)

    story.draft()
    story.submit()
    story.approve()
    story.start()
    story.measure()
    story.decide()
    story.launch()

    assert killer.kills >= 2
    assert [event for event, _ in moves_of(story.resource(story.idea))] == [
        "IdeaCreated",
        "IdeaSubmitted",
        "IdeaReviewStarted",
        "IdeaApproved",
        "IdeaExperimenting",
        "IdeaScaling",
        "IdeaLaunched",
    ]
    arms = story.read(f"/v1/{story.experiment}/results")["arms"]
    assert all(
        metric["units"] == arm["units"] for arm in arms for metric in arm["metrics"]
    )


def test_a_killed_database_is_started_again_and_the_walk_goes_on(
    product: Instance,
) -> None:
    story = Story(product)
    story.draft()

    product.kill_database()

    story.submit()
    story.approve()


def test_everything_is_still_there_after_a_restart(product: Instance) -> None:
    story = Story(product)
    story.draft()
    story.submit()
    story.approve()

    assert product.stop() == 0
    product.start()

    assert story.resource(story.idea)["state"] == "IDEA_STATE_APPROVED"
    decision = story.resource(story.review)["decision"]
    assert decision["decider"] == name_of(story.leader)
