"""The decision log: what breaks its chain, what does not, and parts of it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.domain import ERASED
from services.reviews.domain.decision_log import Entry, Head, Text, digest
from services.reviews.domain.verification import Part, Verification, verify
from tests.unit.reviews.support import NOON

TITLES = st.lists(st.text(max_size=20), max_size=8)


def log_of(titles: Sequence[str]) -> tuple[list[Entry], Head]:
    entries, head = list[Entry](), Head()
    salts = map(str, count())
    for title in titles:
        values = {"title": title, "revision": "1.0"}
        entry = head.next(values, NOON, lambda: next(salts))
        entries.append(entry)
        head = Head(entry.position, entry.hash)
    return entries, head


def verified(
    head: Head, entries: Sequence[Entry], part: Part | None = None
) -> Verification:
    """Return what a store answers that reads no more than a part."""
    part = part or Part()
    end = part.first + part.most
    inside = [e for e in entries if part.first - 1 <= e.position < end]
    return verify(part, head, inside)


def in_parts(head: Head, entries: Sequence[Entry], most: int) -> list[Verification]:
    """Return what a client hears that verifies everything."""
    answers = [verified(head, entries, Part(1, most))]
    while following := answers[-1].next_position:
        part = Part(following, most, answers[-1].end_hash)
        answers.append(verified(head, entries, part))
    return answers


@given(titles=TITLES)
def test_the_log_verifies_after_any_sequence_of_decisions(titles: list[str]) -> None:
    entries, head = log_of(titles)

    found = verified(head, entries)

    assert found == Verification(len(titles), len(titles), head.hash)


@given(
    titles=TITLES.filter(bool),
    field=st.sampled_from(["position", "prev_hash", "record", "hash"]),
    data=st.data(),
)
def test_the_log_fails_after_any_single_change_and_names_the_place(
    titles: list[str], field: str, data: st.DataObject
) -> None:
    entries, head = log_of(titles)
    place = data.draw(st.integers(0, len(entries) - 1))
    changed = entries[place]
    value: Any = (
        changed.position + 1 if field == "position" else getattr(changed, field) + "x"
    )
    change: dict[str, Any] = {field: value}
    entries[place] = replace(changed, **change)

    found = verify(Part(), head, entries)

    assert not found.is_intact
    assert found.broken_position == place + 1
    assert str(place + 1) in found.description
    assert (found.end_hash, found.next_position) == ("", 0)


@given(titles=TITLES.filter(bool), data=st.data())
def test_the_log_misses_whatever_was_taken_out_also_at_its_end(
    titles: list[str], data: st.DataObject
) -> None:
    entries, head = log_of(titles)
    place = data.draw(st.integers(0, len(entries) - 1))
    length = data.draw(st.integers(1, len(entries) - place))
    del entries[place : place + length]

    found = verify(Part(), head, entries)

    assert (found.is_intact, found.broken_position) == (False, place + 1)
    assert found.verified == place


@given(titles=TITLES, data=st.data())
def test_the_log_knows_what_was_put_in_or_written_anew(
    titles: list[str], data: st.DataObject
) -> None:
    entries, head = log_of(titles)
    longer, _ = log_of([*titles, "more"])
    place = data.draw(st.integers(0, len(entries)))
    anew, _ = log_of([f"{title}!" for title in titles])

    assert not verify(Part(), head, longer).is_intact
    doubled = [*longer[:place], longer[place], *longer[place:]]
    assert not verify(Part(), head, doubled).is_intact
    assert verify(Part(), head, anew).is_intact == (not titles)


@given(titles=TITLES.filter(bool), data=st.data())
def test_an_erased_text_breaks_nothing_and_any_other_text_does(
    titles: list[str], data: st.DataObject
) -> None:
    entries, head = log_of(titles)
    place = data.draw(st.integers(0, len(entries) - 1))
    entry = entries[place]
    entries[place] = entry.erased("title")

    assert verified(head, entries).is_intact
    assert entries[place].text("title") == ERASED
    assert entries[place].texts == (Text("title", "", ERASED),)

    (kept,) = entry.texts
    entries[place] = replace(entry, texts=(replace(kept, text=kept.text + "x"),))
    found = verified(head, entries)
    assert (found.is_intact, found.broken_position) == (False, place + 1)
    assert found.description == (f"The text title of decision {place + 1} was changed.")


@pytest.mark.parametrize(
    "texts",
    [
        (),
        (Text("decision.rationale", "", ERASED),),
        (Text("title", "", ERASED), Text("title", "", ERASED)),
    ],
)
def test_a_text_that_was_taken_out_or_put_in_is_noticed(texts: tuple[Text]) -> None:
    (entry,), head = log_of(["Boxes"])

    found = verified(head, [replace(entry, texts=texts)])

    assert found.description == "Decision 1 has other texts than were written."
    assert replace(entry, texts=()).text("title") == ERASED


def test_the_record_holds_the_hash_of_a_text_and_not_the_text() -> None:
    (entry,), _ = log_of(["Boxes"])
    (text,) = entry.texts

    assert (text.path, text.text) == ("title", "Boxes")
    assert "Boxes" not in entry.record
    assert text.hash in entry.record
    assert replace(text, salt="other").hash != text.hash


@given(titles=TITLES, most=st.integers(1, 10))
def test_a_log_that_is_verified_in_parts_is_verified_as_a_whole(
    titles: list[str], most: int
) -> None:
    entries, head = log_of(titles)

    answers = in_parts(head, entries, most)

    assert all(answer.is_intact for answer in answers)
    assert sum(answer.verified for answer in answers) == len(titles)
    assert all(answer.verified <= most for answer in answers)
    assert answers[-1].end_hash == head.hash
    assert [answer.next_position for answer in answers[:-1]] == [
        number * most + 1 for number in range(1, len(answers))
    ]


@given(titles=TITLES.filter(bool), most=st.integers(1, 10), data=st.data())
def test_verifying_in_parts_finds_what_is_broken_in_the_part_where_it_is(
    titles: list[str], most: int, data: st.DataObject
) -> None:
    entries, head = log_of(titles)
    place = data.draw(st.integers(0, len(entries) - 1))
    entries[place] = replace(entries[place], record="x")

    answers = in_parts(head, entries, most)

    assert [answer.is_intact for answer in answers] == [True] * (place // most) + [
        False
    ]
    assert answers[-1].broken_position == place + 1


def test_a_part_follows_from_the_hash_that_was_noted() -> None:
    entries, head = log_of(["one", "two", "three"])
    noted = entries[1].hash

    assert verified(head, entries, Part(3, 10, noted)).is_intact
    assert verified(head, entries, Part(3)).is_intact
    found = verified(head, entries, Part(3, 10, "0" * 64))
    assert found.description == "Decision 3 does not follow from the one before it."
    assert verified(head, entries, Part(1, 10, "f" * 64)).broken_position == 1


def test_after_the_last_decision_nothing_is_left_to_verify() -> None:
    entries, head = log_of(["one", "two"])

    found = verified(head, entries, Part(3, 10, head.hash))

    assert found == Verification(0, 2, head.hash)
    anew = verified(head, entries, Part(3, 10, "f" * 64))
    assert (anew.is_intact, anew.broken_position) == (False, 2)
    assert anew.description == (
        "The log ends at decision 2, with another hash than noted."
    )


def test_a_part_after_the_end_of_the_log_is_not_intact() -> None:
    entries, head = log_of(["one", "two"])

    found = verified(head, entries, Part(5))

    assert (found.is_intact, found.broken_position, found.verified) == (False, 3, 0)
    assert found.description == ("The log ends at decision 2; there is no decision 4.")


@pytest.mark.parametrize("gone", [slice(1, 2), slice(1, 3)])
def test_a_part_needs_the_decision_before_it(gone: slice) -> None:
    entries, head = log_of(["one", "two", "three"])
    del entries[gone]

    found = verified(head, entries, Part(3))

    assert (found.broken_position, found.description) == (
        2,
        "Decision 2 of 3 is missing.",
    )


def test_a_log_without_its_head_is_not_intact() -> None:
    entries, _ = log_of(["one"])

    assert verify(Part(), Head(0, ""), []).broken_position == 1
    assert verify(Part(), Head(0, ""), entries).description == (
        "Decision 1 was never written: the log ends at 0."
    )


@given(st.integers(1), st.text(max_size=9), st.text(max_size=9))
def test_no_two_entries_have_the_same_hash(position: int, one: str, two: str) -> None:
    same = digest(position, one, two) == digest(position, two, one)

    assert same == (one == two)
    assert digest(position, one, two) != digest(position + 1, one, two)


def test_each_entry_follows_from_the_one_before() -> None:
    entries, _ = log_of(["one", "two", "three"])

    assert all(after.prev_hash == before.hash for before, after in pairwise(entries))
