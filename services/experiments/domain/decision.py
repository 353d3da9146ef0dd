"""What is decided, on what, by whom, and what becomes of it afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chassis.checks import Evaluation
from chassis.money import Money

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


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known when a leader decides.

    Attributes:
        open_coes: Names of those of high severity that hold the experiment back.
        kinds: What the library says that metrics stand for, by key.
    """

    health: Health = field(default_factory=Health)
    effects: tuple[Effect, ...] = ()
    open_coes: Sequence[str] = ()
    kinds: Mapping[str, MetricKind] = field(default_factory=dict)
    evaluations: Sequence[Evaluation] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the leader decided.

    Attributes:
        followed_rule: Whether the verdict is that of the rule; None if the rule is in
            words only.
        loss_spent: The sum of all recorded losses.
        runtime: From the first unit to the end of the collection.
    """

    verdict: Verdict
    learning: str
    decider: str
    decide_time: datetime
    response: Response
    rule_verdict: Verdict
    followed_rule: bool | None
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
