"""Chains of whys: from what was seen to what allows it to happen again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count

from chassis.words import normalized

CHAINS_AT_MOST = 10
"""The contract has room for so many chains in one COE."""


class WhyClass(StrEnum):
    """How deep an answer goes, in the contract's words."""

    SYMPTOM = "WHY_CLASS_SYMPTOM"
    HUMAN_ACTION = "WHY_CLASS_HUMAN_ACTION"
    COMPONENT = "WHY_CLASS_COMPONENT"
    PROCESS = "WHY_CLASS_PROCESS"
    SYSTEMIC = "WHY_CLASS_SYSTEMIC"


@dataclass(frozen=True, slots=True)
class Why:
    """One why and its answer."""

    answer: str
    question: str = ""
    why_class: WhyClass = WhyClass.SYMPTOM
    evidence_url: str = ""


@dataclass(frozen=True, slots=True)
class CauseChain:
    """Questions why, each about the answer before it.

    Attributes:
        id: Unique within its COE; empty until the COE gives one.
    """

    whys: tuple[Why, ...] = ()
    id: str = ""

    @property
    def last(self) -> Why | None:
        """Where the chain ends; None while nobody has asked."""
        return self.whys[-1] if self.whys else None

    @property
    def repeats_itself(self) -> bool:
        """Whether its last answer was given before, so that it is no deeper."""
        answers = [normalized(why.answer) for why in self.whys]
        return bool(answers) and answers[-1] in answers[:-1]


def identified(
    known: Sequence[CauseChain], written: Sequence[CauseChain]
) -> tuple[CauseChain, ...]:
    """Return what was written, each with an id; an id is not used a second time."""
    taken = {chain.id for chain in (*known, *written)}
    free = (str(number) for number in count(1) if str(number) not in taken)
    return tuple(replace(chain, id=chain.id or next(free)) for chain in written)
