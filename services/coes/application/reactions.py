"""What coes does when experiments speak."""

from ..domain.breach import Breach
from ..domain.coe import Coe
from .ports import Work


def guardrail_broke(work: Work, breach: Breach) -> None:
    """Open a COE; the same incident told again changes nothing.

    Raises `AlreadyExists` when another instance is opening it right now: the event
    waits a moment, and then finds it.
    """
    if work.coes.has_incident(breach.incident_key):
        return
    coe = Coe.of_breach(work.new_id(), breach, by=work.actor, at=work.now)
    work.coes.add(coe)
