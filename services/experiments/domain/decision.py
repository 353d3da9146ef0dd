"""What is decided, on what, by whom, and what becomes of it afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chassis.checks import Evaluation
from chassis.labels import Label
from chassis.money import Money
from chassis.words import distinct, states

from .design import MetricKind
from .events import CitedMetric, CleanUpResult
from .health import Health
from .results import Effect
from .verdicts import Response, Verdict


@dataclass(frozen=True, slots=True)
class Call:
    """What a leader says.

    Attributes:
        reason: Why it goes against the rule, if it does.
        metrics_cited: What it rests on; when empty, the primary metric.
        new_needs: What nobody knew of, from conversations with customers.
    """

    verdict: Verdict
    learning: str
    reason: str = ""
    metrics_cited: tuple[str, ...] = ()
    new_needs: tuple[str, ...] = ()

    @property
    def needs(self) -> int:
        """How many needs it names that differ and say something."""
        return distinct([need for need in self.new_needs if states(need)])


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known when a leader decides.

    Attributes:
        open_coes: The COEs of high severity that hold the experiment back.
        kinds: What the library says that metrics stand for, by key.
    """

    health: Health = field(default_factory=Health)
    effects: tuple[Effect, ...] = ()
    open_coes: Sequence[Label] = ()
    kinds: Mapping[str, MetricKind] = field(default_factory=dict)
    evaluations: Sequence[Evaluation] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the leader decided.

    Attributes:
        followed_rule: Whether the verdict is that of the rule.
        loss_spent: The sum of all recorded losses.
        runtime: For how long units were let in.
    """

    verdict: Verdict
    learning: str
    decider: str
    decide_time: datetime
    response: Response
    rule_verdict: Verdict
    followed_rule: bool
    effect: Effect | None
    cited: tuple[CitedMetric, ...]
    second: str
    reason: str
    new_needs: tuple[str, ...]
    loss_spent: Money | None
    runtime: timedelta


@dataclass(frozen=True, slots=True)
class Second:
    """Who backs a verdict against the rule."""

    person: str
    verdict: Verdict
    reason: str
    second_time: datetime


@dataclass(frozen=True, slots=True)
class CleanUp:
    """What became of the treatment."""

    result: CleanUpResult
    note: str
    clean_up_time: datetime
