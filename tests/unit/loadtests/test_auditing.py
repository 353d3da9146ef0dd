"""Lost and doubled: what is unknown counts neither for nor against."""

from hypothesis import given
from hypothesis import strategies as st

from loadtests.load.journal import Entry, Outcome
from loadtests.probe.auditing import Timing, audit
from loadtests.probe.observing import Observed
from loadtests.probe.verdict import Books, Verdict

IDEA = "ideas/x"


def books_of(accepted: int, unknown: int) -> Books:
    outcomes = [Outcome.ACCEPTED] * accepted + [Outcome.UNKNOWN] * unknown
    comment = {"comments": 1}
    return Books.of(Entry(IDEA, "CreateComment", end, comment) for end in outcomes)


def waiting(patience: float) -> Timing:
    """Return a timing in which seconds pass only by being waited for."""
    passed = [0.0]
    return Timing(patience, now=lambda: sum(passed), sleep=passed.append)


@given(st.integers(0, 5), st.integers(0, 5), st.integers(0, 15))
def test_what_is_there_is_judged_by_what_was_accepted_and_what_may_be(
    accepted: int, unknown: int, there: int
) -> None:
    verdict = Verdict()
    ledger = books_of(accepted, unknown).ledgers[IDEA]

    verdict.add(IDEA, ledger, Observed({"comments": there}, in_order=True))

    assert verdict.lost.total() == max(0, accepted - there)
    assert verdict.doubled.total() == max(0, there - accepted - unknown)


def test_an_effect_that_comes_late_is_not_lost() -> None:
    looks = iter([0, 0, 1, 1, 1])
    verdict = audit(
        books_of(accepted=1, unknown=0),
        lambda _: Observed({"comments": next(looks)}, in_order=True),
        waiting(30),
    )
    assert verdict.is_clean


def test_a_second_effect_that_comes_late_is_found() -> None:
    looks = iter([1, 1, 2, 2])
    verdict = audit(
        books_of(accepted=1, unknown=0),
        lambda _: Observed({"comments": next(looks)}, in_order=True),
        waiting(30),
    )
    assert verdict.doubled == {"comments": 1}


def test_what_nobody_asked_for_is_not_counted_but_a_twin_is() -> None:
    verdict = Verdict()
    there = {"idea IdeaWentQuiet": 1, "reviews of 1.0": 1, "reviews of 1.1": 1}
    entry = Entry(IDEA, "SubmitIdea", Outcome.ACCEPTED, {"reviews of 1.0": 1})

    verdict.add(IDEA, Books.of([entry]).ledgers[IDEA], Observed(there, in_order=False))

    assert verdict.doubled == {"reviews of 1.1": 1}
    assert (verdict.lost, verdict.disordered) == ({}, 1)


def test_nobody_answering_is_not_the_same_as_all_being_well() -> None:
    def away(_: str) -> Observed:
        raise ConnectionRefusedError

    verdict = audit(books_of(accepted=1, unknown=0), away, waiting(5))

    assert (verdict.unseen, verdict.is_clean) == (1, False)
