"""What happened is told in words, whatever can happen."""

import pytest

from chassis.domain import Aggregate
from services.coes.domain.coe import Coe
from services.coes.domain.mechanism import Mechanism
from services.experiments.domain.experiment import Experiment
from services.ideas.domain.idea import Idea
from services.reviews.domain.review import Review
from web.history import WORDS, happened


@pytest.mark.parametrize("kind", [Coe, Mechanism, Experiment, Idea, Review])
def test_every_move_has_words(kind: type[Aggregate]) -> None:
    moves = {event.__name__ for _, event in kind.TRANSITIONS}
    comments = {name for name in moves if name.startswith("Comment")}

    assert moves - comments <= WORDS.keys()


def test_an_event_that_is_newer_than_the_front_keeps_its_name() -> None:
    assert happened("IdeaSubmitted") == "submitted it"
    assert happened("IdeaFramed") == "IdeaFramed"
