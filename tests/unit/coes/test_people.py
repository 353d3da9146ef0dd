"""Names of people in causes, in any alphabet, and words that give a fix away."""

import pytest

from services.coes.domain.people import handles_in, people_in
from services.coes.domain.wording import (
    asks_people_to_remember,
    hides_behind_the_process,
)

KNOWN = {"ann", "josé", "mary-jane", "анна", "田中", "kai"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ann forgot it", ["ann"]),
        ("it was ANN's turn", ["ann"]),
        ("nobody asked ann.", ["ann"]),
        ("\uff41\uff4e\uff4e forgot", ["ann"]),
        ("annが忘れた", ["ann"]),
        ("José left", ["josé"]),
        ("ask Mary-Jane", ["mary-jane"]),
        ("Анна забыла", ["анна"]),
        ("田中 forgot", ["田中"]),
        ("people/zoe did it", ["zoe"]),
        ("@Zoe did it, and @kai too", ["zoe", "kai"]),
        ("Ann-Kai paired", ["ann", "kai"]),
        ("the planner of the annual plan", []),
        ("anna@example.org", []),
        ("Kaizen is not a person", []),
        ("", []),
    ],
)
def test_people_are_found_where_they_are_named(text: str, people: list[str]) -> None:
    assert [it for it in people_in(text, KNOWN) if it != "example.org"] == people


def test_every_word_could_be_somebody() -> None:
    assert handles_in("Ann o'Neil") == {"ann", "o'neil", "o", "neil"}


@pytest.mark.parametrize(
    "text",
    [
        "Be more careful",
        "Remind teams to require weight",
        "Training for everyone",
        "Double-check the form",
        "Follow the protocol",
        "Pay attention to the date",
    ],
)
def test_some_words_ask_people_to_remember(text: str) -> None:
    assert asks_people_to_remember(text)


@pytest.mark.parametrize("text", ["Refuse old glue", "A guardrail on refunds", ""])
def test_other_words_do_not(text: str) -> None:
    assert not asks_people_to_remember(text)


@pytest.mark.parametrize(
    "text",
    [
        "The process was followed",
        "the runbook was carefully followed.",
        "We followed the deployment process",
        "Procedures were observed",
    ],
)
def test_the_process_is_an_excuse(text: str) -> None:
    assert hides_behind_the_process(text)


@pytest.mark.parametrize(
    "text",
    [
        "The process was not followed",
        "Nothing checks the process",
        "It followed a wave",
    ],
)
def test_the_process_is_sometimes_the_subject(text: str) -> None:
    assert not hides_behind_the_process(text)
