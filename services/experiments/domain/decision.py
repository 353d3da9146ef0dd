"""What is decided, on what, by whom, and what becomes of it afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from chassis.checks import Evaluation

from .design import MetricKind
from .events import Variant
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


@dataclass(frozen=True, slots=True)
class CitedMetric:
    """A metric that a decision rests on, and what it stands for."""

    metric: str
    kind: MetricKind = MetricKind.UNSPECIFIED


@dataclass(frozen=True, slots=True)
class Decision:
    """What an experiment decided."""

    verdict: Verdict
    learning: str
    decider: str
    decide_time: datetime
    response: Response | None = None
    rule_verdict: Verdict = Verdict.UNSPECIFIED
    followed_rule: bool = True
    effect: Effect | None = None
    metrics_cited: tuple[str, ...] = ()
    second: str = ""
    reason: str = ""
    new_needs: tuple[str, ...] = ()
    loss_spent_usd: float = 0.0
    days: float = 0.0
    cited: tuple[CitedMetric, ...] = ()


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

    variant: Variant
    note: str
    clean_up_time: datetime
