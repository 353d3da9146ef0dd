"""What people can do with COEs."""

from collections.abc import Callable

from ..domain.coe import Coe
from ..domain.report import Report
from .ports import Work


def create_coe(work: Work, coe_id: str, report: Report) -> Coe:
    """Open one. Raises `InvalidInput`, `RuleBroken`, `AlreadyExists`."""
    new_id = coe_id or work.new_id()
    return work.coes.add(Coe.create(new_id, report, by=work.actor, at=work.now))


def update_coe(
    work: Work, coe_id: str, etag: str, change: Callable[[Report], Report]
) -> Coe:
    """Write down what is known.

    Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    coe = work.coes.get(coe_id, etag=etag)
    coe.update(change(coe.report), by=work.actor, at=work.now)
    return work.coes.save(coe)


def start_analysis(work: Work, coe_id: str, etag: str) -> Coe:
    """Begin to ask why. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    coe = work.coes.get(coe_id, etag=etag)
    coe.start_analysis(by=work.actor, at=work.now)
    return work.coes.save(coe)


def dismiss_coe(work: Work, coe_id: str, etag: str, reason: str) -> Coe:
    """Nothing was wrong. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    coe = work.coes.get(coe_id, etag=etag)
    coe.dismiss(reason, by=work.actor, at=work.now)
    return work.coes.save(coe)
