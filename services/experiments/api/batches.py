"""Client streams, read whole: a stream is recorded in one transaction."""

from collections.abc import Iterable
from itertools import islice
from typing import Protocol, TypeVar

from chassis.domain import reject

from ..domain import rules
from ..domain.policy import Policy


class Recorded(Protocol):
    """What every message of a recording says.

    Attributes:
        name: Of the experiment.
    """

    name: str


M = TypeVar("M", bound=Recorded)


def read_batch(requests: Iterable[M], policy: Policy) -> list[M]:
    """Return every message of a stream; stop reading at one too many.

    Raises `InvalidInput` unless there are some, not too many, of one experiment.
    """
    batch = list(islice(requests, policy.batch_limit + 1))
    experiments = [request.name for request in batch]
    reject(
        rules.batch_empty(experiments),
        rules.batch_too_large(experiments, policy),
        rules.batch_mixed(experiments),
    )
    return batch
