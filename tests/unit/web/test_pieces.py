"""Names in the texts of services: where they lead, and by which words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.labels import Label
from web.presentation import pieces

NAMES = st.sampled_from(["ideas/7f3", "coes/c-1", "reviews/r1/comments/c2"])
TITLES = st.text(st.characters(codec="ascii", exclude_characters="'\n"), max_size=90)
WORDS = st.text(st.sampled_from("ab .'()\n/"), max_size=9)


@given(WORDS, NAMES, WORDS)
def test_no_text_is_lost(before: str, name: str, after: str) -> None:
    text = f"{before} {name} {after}"

    found = [(words or named, named) for words, named in pieces(text)]

    assert "".join(words for words, _ in found) == text
    assert [named for _, named in found if named] == [name]


@given(TITLES, NAMES)
def test_a_label_is_told_by_its_title_once(title: str, name: str) -> None:
    label = Label(name, title)

    found = list(pieces(f"Correct {label} first."))

    assert found[0][0] + found[2][0] == "Correct  first."
    assert found[1] == (title.strip()[:80], name)


@pytest.mark.parametrize("title", ["Parents' boxes", "Say 'no' to 'yes'"])
def test_a_title_with_quotes_is_not_cut(title: str) -> None:
    found = list(pieces(f"Correct {Label('coes/c1', title)} first."))

    assert title in found[0][0]
    assert found[1] == ("", "coes/c1")


def test_people_are_found_too() -> None:
    found = list(pieces("Ask people/ann.b, or people/kai."))

    assert [named for _, named in found if named] == ["people/ann.b", "people/kai"]
