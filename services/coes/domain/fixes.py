"""What a COE has to know of the mechanisms that its corrections name."""

from collections.abc import Collection, Mapping
from datetime import datetime

from .corrections import Fix
from .mechanism import Mechanism
from .mechanism_life import MechanismState

S = MechanismState

NEXT_OR_END = "its next version, or its end"
"""What a COE waits for that is about the mechanism itself."""

WAITS_FOR: Mapping[MechanismState, tuple[str, ...]] = {
    S.PROPOSED: ("the reviewer who has to adopt it",),
    S.PROVEN: ("the reviewer who has to adopt it",),
    S.SUSPENDED: ("the end of its suspension",),
    S.RETIRED: ("a waiver, because this one is retired",),
    S.REJECTED: ("a waiver, because this one was rejected",),
}
"""What a COE waits for while its mechanism does not act."""


FAILING = ("a report that says PASS on what failed last",)
"""What a COE waits for while an external check fails."""


def fix_by(
    mechanism: Mechanism,
    incidents: Collection[str],
    source: str,
    opened_at: datetime,
    *,
    failing: bool = False,
) -> Fix:
    """Return what a COE, about this source and opened then, has to know of it.

    It is a fix for the incidents that it was proved on, and for no other. Where the
    mechanism itself was the error, its end is the fix, or a version made since that
    does something else.

    Args:
        mechanism: A mechanism.
        incidents: The COE, and those in which its error came back.
        source: What the COE is about.
        opened_at: When it was opened.
        failing: Whether the newest report of an external check says that it failed.
    """
    is_error = source == mechanism.name
    gone = is_error and mechanism.state is S.RETIRED
    unchanged = is_error and not gone and not _does_else(mechanism, opened_at)
    proved = {proof.coe for proof in mechanism.proofs}
    shown = is_error or proved.issuperset(incidents)
    missing = WAITS_FOR.get(mechanism.state, mechanism.waits_for)
    held = unchanged or failing
    if held:
        missing = (NEXT_OR_END,) if unchanged else FAILING
    return Fix(
        mechanism=mechanism.name,
        title=mechanism.design.title,
        human_run=mechanism.design.human_run,
        proven=bool(mechanism.proofs) if gone else mechanism.is_proven and shown,
        only_warns=mechanism.design.only_warns and not gone,
        acts=gone or (mechanism.state is S.ADOPTED and not held),
        ended=mechanism.state in (S.RETIRED, S.REJECTED) and not gone,
        protects=gone or (mechanism.is_active and not held),
        missing=missing,
    )


def _does_else(mechanism: Mechanism, opened_at: datetime) -> bool:
    """Tell whether it asks or does something else than it did then."""
    now = mechanism.present_version()
    then = [each for each in (*mechanism.past, now) if each.since <= opened_at]
    return not then or then[-1].acts != now.acts
