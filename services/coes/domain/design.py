"""The design of a mechanism: what it is for, what it checks, and what it says."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chassis.checks import (
    CheckSeverity,
    Comparison,
    DoorKind,
    ExternalCheck,
    GuardrailAction,
    GuardrailTool,
    ReviewQuestion,
    Scope,
    Stage,
    Subject,
)


class Tool(StrEnum):
    """What evaluates a mechanism."""

    NONE = ""
    PREDICATE = "PREDICATE"
    QUESTION = "QUESTION"
    GUARDRAIL = "GUARDRAIL"
    EXTERNAL = "EXTERNAL"


CONSUMERS = {
    Stage.IDEA_SUBMIT: "services/ideas",
    Stage.REVIEW_DECIDE: "services/reviews",
    Stage.EXPERIMENT_START: "services/experiments",
    Stage.EXPERIMENT_DECIDE: "services/experiments",
}
"""Who asks the checks of a stage."""

OURSELVES = "services/coes"
"""Who keeps the reports of external checks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """What one version of a mechanism is.

    Attributes:
        outputs: The result that is wanted; said first.
        inputs: What it needs for that.
        predicate: An expression; empty for none. At most one of the tools is set.
        sunset_at: When it ends by itself.
        human_run: Whether people run it by themselves.
        fictional: Whether it is invented.
    """

    title: str = ""
    outputs: str = ""
    inputs: str = ""
    message: str = ""
    fix_hint: str = ""
    scope: Scope | None = None
    severity: CheckSeverity = CheckSeverity.BLOCK
    predicate: str = ""
    question: ReviewQuestion | None = None
    guardrail: GuardrailTool | None = None
    external: ExternalCheck | None = None
    sunset_at: datetime | None = None
    human_run: bool = False
    fictional: bool = False

    @property
    def tool(self) -> Tool:
        """What evaluates it."""
        tools = {
            Tool.PREDICATE: self.predicate,
            Tool.QUESTION: self.question,
            Tool.GUARDRAIL: self.guardrail,
            Tool.EXTERNAL: self.external,
        }
        return next((tool for tool, found in tools.items() if found), Tool.NONE)

    @property
    def only_warns(self) -> bool:
        """Whether a failure stops nothing; what is outside stops by itself."""
        if self.external:
            return False
        alerts = self.guardrail and self.guardrail.action is GuardrailAction.ALERT
        return bool(alerts) or self.severity is CheckSeverity.WARN

    @property
    def needs_stage(self) -> bool:
        """Whether a service asks it; people and jobs outside look by themselves."""
        return not self.human_run and self.tool is not Tool.EXTERNAL

    @property
    def asked_of(self) -> Scope:
        """Its scope. Raises `ValueError` for what people run by themselves."""
        if self.scope:
            return self.scope
        if self.external:
            return Scope(Stage.NONE)
        raise ValueError(f"'{self.title}' is run by people, and asked by nobody.")

    @property
    def stage(self) -> Stage:
        """When it is asked. Raises `ValueError` for what people run by themselves."""
        return self.asked_of.stage

    @property
    def consumers(self) -> tuple[str, ...]:
        """The services that have to act on it."""
        if self.external:
            return (OURSELVES,)
        return (CONSUMERS[self.scope.stage],) if self.scope else ()

    def covers(self, subject: Subject) -> bool:
        """Tell whether a COE is in its scope; what nobody knows excludes nothing."""
        if self.human_run:
            return False
        scope = self.asked_of
        is_any = scope.door_kind is DoorKind.ANY
        kinds = () if is_any else (scope.door_kind.short,)
        return (
            (not scope.teams or subject.team in scope.teams)
            and _overlap(scope.tags, subject.tags)
            and _overlap(kinds, subject.door_kinds)
        )

    def could_meet(self, other: "Design") -> bool:
        """Tell whether both could be asked of one and the same review."""
        mine, theirs = self.scope, other.scope
        return bool(
            mine
            and theirs
            and mine.stage == theirs.stage
            and _overlap(mine.teams, theirs.teams)
            and _overlap(mine.tags, theirs.tags)
        )

    def takes_up(self, door_kind: DoorKind) -> bool:
        """Tell whether it stands on the checklist of such a door, and blocks there."""
        return bool(
            self.scope
            and self.scope.stage is Stage.REVIEW_DECIDE
            and self.severity is CheckSeverity.BLOCK
            and self.scope.door_kind in (DoorKind.ANY, door_kind)
        )


def breaks(guardrail: GuardrailTool, value: float) -> bool:
    """Tell whether a mean of this value is on the wrong side."""
    if guardrail.comparison is Comparison.AT_MOST:
        return value > guardrail.threshold
    return value < guardrail.threshold


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not one or not other or not set(one).isdisjoint(other)
