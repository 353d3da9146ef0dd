"""How a mechanism is kept: who has it, who looked at it, and what it was before."""

from dataclasses import dataclass
from datetime import datetime

from chassis.checks import Check

from .proofs import Backtest, Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class Consumer:
    """A service that acts on a mechanism, and the version that it has."""

    service: str
    version: int
    activated_at: datetime


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
