"""What a COE has to know of the mechanisms that its corrections name."""

from collections.abc import Mapping
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


def fix_by(mechanism: Mechanism, coe: str, source: str, opened_at: datetime) -> Fix:
    """Return what this COE, about this source and opened then, has to know of it.

    It is a fix for the incidents that it was proved on, and for no other. Where the
    mechanism itself was the error, its end is the fix, or a version made since.
    """
    is_error = source == mechanism.name
    gone = is_error and mechanism.state is S.RETIRED
    renewed = mechanism.since is not None and mechanism.since > opened_at
    unchanged = is_error and not gone and not renewed
    shown = is_error or any(proof.coe == coe for proof in mechanism.proofs)
    missing = WAITS_FOR.get(mechanism.state, mechanism.waits_for)
    return Fix(
        mechanism=mechanism.name,
        human_run=mechanism.design.human_run,
        proven=bool(mechanism.proofs) if gone else mechanism.is_proven and shown,
        protects=gone or (mechanism.is_active and not unchanged),
        missing=(NEXT_OR_END,) if unchanged else missing,
    )
