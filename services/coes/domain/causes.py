"""Chains of whys: from what was seen to what lets it happen again."""

from dataclasses import dataclass
from enum import StrEnum


class WhyClass(StrEnum):
    """How deep an answer goes, in the contract's words."""

    UNSPECIFIED = "WHY_CLASS_UNSPECIFIED"
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
    why_class: WhyClass = WhyClass.UNSPECIFIED
    evidence_url: str = ""


@dataclass(frozen=True, slots=True)
class CauseChain:
    """Why, and why that, and so on; each answers the one before."""

    whys: tuple[Why, ...] = ()

    @property
    def last(self) -> Why | None:
        """Where the chain ends; None while nobody has asked."""
        return self.whys[-1] if self.whys else None

    @property
    def repeats_itself(self) -> bool:
        """Whether its last answer was given before, so that it is no deeper."""
        answers = [why.answer.strip().casefold() for why in self.whys]
        return bool(answers) and answers[-1] in answers[:-1]
