"""Why an experiment is paused, and why its collection ended."""

from dataclasses import dataclass
from enum import StrEnum


class PauseTrigger(StrEnum):
    """What paused an experiment, in the contract's words."""

    PERSON = "PAUSE_TRIGGER_PERSON"
    GUARDRAIL = "PAUSE_TRIGGER_GUARDRAIL"
    COE = "PAUSE_TRIGGER_COE"
    IDEA_RECALLED = "PAUSE_TRIGGER_IDEA_RECALLED"
    IDEA_ENDED = "PAUSE_TRIGGER_IDEA_ENDED"


class EndTrigger(StrEnum):
    """What ended an experiment, in the contract's words."""

    PERSON = "END_TRIGGER_PERSON"
    MAX_RUNTIME = "END_TRIGGER_MAX_RUNTIME"
    EXPOSURE_CAP = "END_TRIGGER_EXPOSURE_CAP"
    LOSS_CAP = "END_TRIGGER_LOSS_CAP"
    IDEA_ENDED = "END_TRIGGER_IDEA_ENDED"


@dataclass(frozen=True, slots=True)
class Pause:
    """Why an experiment is paused.

    Attributes:
        cause: The reason, for people.
        guardrail_metric: The metric of the guardrail that broke; empty otherwise.
        coe: The COE that holds it back; empty otherwise.
    """

    trigger: PauseTrigger
    cause: str
    guardrail_metric: str = ""
    coe: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a collection ended, or a draft was given up.

    Attributes:
        cause: The reason, for people; empty after a stop, which takes none.
    """

    trigger: EndTrigger
    cause: str = ""
