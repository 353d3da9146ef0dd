"""How two texts differ, and which titles read alike."""

import pytest

from services.ideas.domain.comparison import (
    MAX_PARAGRAPHS,
    ChangeKind,
    ParagraphChange,
    SectionChange,
    differences,
    similarity,
    triples,
)
from services.ideas.domain.text import Section


def test_sections_come_go_and_change() -> None:
    old = (Section("a", "A", "Same"), Section("b", "B", "x"), Section("c", "C", "old"))
    new = (Section("d", "D", "y"), Section("a", "A", "Same"), Section("c", "C", "new"))

    changes = {c.section: c.kind for c in differences(old, new)}

    assert changes == {
        "d": ChangeKind.ADDED,
        "c": ChangeKind.CHANGED,
        "b": ChangeKind.REMOVED,
    }


def test_paragraphs_are_kept_changed_added_and_removed() -> None:
    old = (Section("a", "A", "one\ntwo\nthree\nfour"),)
    new = (Section("a", "A", "one\n2\nthree\nfour\nfive"),)

    assert differences(old, new) == [
        SectionChange(
            "a",
            "A",
            ChangeKind.CHANGED,
            (
                ParagraphChange(ChangeKind.KEPT, "one", "one"),
                ParagraphChange(ChangeKind.CHANGED, "two", "2"),
                ParagraphChange(ChangeKind.KEPT, "three", "three"),
                ParagraphChange(ChangeKind.KEPT, "four", "four"),
                ParagraphChange(ChangeKind.ADDED, "", "five"),
            ),
        )
    ]
    [back] = differences(new, old)
    assert back.paragraphs[-1] == ParagraphChange(ChangeKind.REMOVED, "five", "")


def test_a_text_of_too_many_paragraphs_is_one() -> None:
    long = "\n".join("x" * (MAX_PARAGRAPHS + 1))

    [change] = differences((Section("a", "A", long),), (Section("a", "A", "x"),))

    assert change.paragraphs == (ParagraphChange(ChangeKind.CHANGED, long, "x"),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Boxes that fit", "Boxes which fit"),
        ("Kisten, die passen", "Kiste, die passt"),
        ("合う箱", "合う箱です"),
    ],
)
def test_titles_that_say_the_same_are_alike_in_any_language(
    one: str, other: str
) -> None:
    assert similarity(one, other) > 0.3 > similarity(one, "Zebra crossing")


def test_a_title_without_letters_is_like_nothing() -> None:
    assert similarity("!?", "!?") == 0.0
    assert triples("a") == {" a "}
