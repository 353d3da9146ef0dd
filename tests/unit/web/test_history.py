"""What happened is told in words, whatever a history can name."""

from services.coes.domain import names as coes
from services.experiments.api import history as experiments
from services.ideas.domain import names as ideas
from services.reviews.api import history as reviews
from web.history import WORDS, happened

PUBLIC = (coes.PUBLIC, ideas.PUBLIC, experiments.NAMES, reviews.NAMES)
"""What each service calls its events in a history."""


def test_exactly_the_names_that_a_history_can_have_have_words() -> None:
    assert WORDS.keys() == {name for names in PUBLIC for name in names.values()}


def test_an_event_that_is_newer_than_the_front_keeps_its_name() -> None:
    assert happened("IdeaSubmitted") == "submitted it"
    assert happened("IdeaFramed") == "IdeaFramed"
