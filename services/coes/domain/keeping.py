"""How a mechanism is kept: who has it, who looked at it, and what it was before."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chassis.checks import Check

from .proofs import Backtest, Proof, ProofEvidence


class EndTrigger(StrEnum):
    """What ended a mechanism, in the contract's words."""

    PERSON = "MECHANISM_END_TRIGGER_PERSON"
    SUNSET = "MECHANISM_END_TRIGGER_SUNSET"


class SoftenTrigger(StrEnum):
    """Why a mechanism only warns, in the contract's words."""

    INSPECTION_OVERDUE = "MECHANISM_SOFTEN_TRIGGER_INSPECTION_OVERDUE"
    FALSE_ALARMS = "MECHANISM_SOFTEN_TRIGGER_FALSE_ALARMS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consumer:
    """A service that has a mechanism, and the version that it has.

    Attributes:
        unsupported: Whether it does not act on it because it does not understand it.
    """

    service: str
    version: int
    answered_at: datetime
    unsupported: bool = False

    @property
    def has(self) -> tuple[int, bool]:
        """Which version it has, and whether it does not understand it."""
        return self.version, self.unsupported


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What somebody answered for a mechanism."""

    at: datetime
    inspector: str
    version: int
    outputs_reached: bool
    still_needed: bool
    we_own_it: bool
    evidence: str

    @property
    def is_well(self) -> bool:
        """Whether it works, is needed, and is in hand."""
        return self.outputs_reached and self.still_needed and self.we_own_it


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismVersion:
    """What one version checked, and what it was proved on.

    Attributes:
        check: None for what people run by themselves.
    """

    version: int
    check: Check | None
    proofs: tuple[Proof, ...]
    backtest: Backtest | None
    since: datetime
    author: str

    @property
    def evidence(self) -> ProofEvidence | None:
        """How much speaks for it; None if it was not proved."""
        proved = bool(self.proofs)
        return ProofEvidence.of(self.proofs, self.backtest) if proved else None

    @property
    def acts(self) -> tuple[object, ...]:
        """What it asks, of what, and what a failure does; not what it says."""
        if self.check is None:
            return ()
        it = self.check
        tools = (it.predicate, it.question, it.guardrail, it.external)
        return (*tools, it.scope, it.severity)

    def retitled(self, titles: tuple[str, ...]) -> "MechanismVersion":
        """Return it with other titles of its origins."""
        check = self.check and replace(self.check, origin_titles=titles)
        return replace(self, check=check)
