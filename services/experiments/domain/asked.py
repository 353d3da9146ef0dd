"""What came of asking the checks, as an experiment keeps it."""

from dataclasses import dataclass

from chassis.checks import CheckResult, Evaluation, Stage
from chassis.domain import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCheck:
    """One check that was asked, and its answer."""

    mechanism: str
    version: int
    stage: Stage
    result: CheckResult
    blocked: bool
    actor: str
    detail: str = ""

    @classmethod
    def of(cls, evaluation: Evaluation, by: Actor) -> "AskedCheck":
        """Return what is kept of an evaluation."""
        return cls(
            mechanism=evaluation.check.mechanism,
            version=evaluation.check.version,
            stage=evaluation.check.scope.stage,
            result=evaluation.result,
            blocked=evaluation.blocked,
            actor=by.name,
            detail=evaluation.detail,
        )
