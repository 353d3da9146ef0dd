"""What happens to an instance under load, and when: at the steps of the walk."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from deploy.instance import Instance


class Step(NamedTuple):
    """A step of the walk.

    Attributes:
        write: The method that takes it.
        says: The service that accepts it, and says so.
        takes: One of those that hear of it.
    """

    write: str
    says: str
    takes: str


WALK = (
    Step("CreateIdea", says="ideas", takes="coes"),
    Step("SubmitIdea", says="ideas", takes="reviews"),
    Step("DecideReview", says="reviews", takes="ideas"),
    Step("StartExperiment", says="experiments", takes="ideas"),
    Step("RecordOutcomes", says="experiments", takes="coes"),
    Step("DecideExperiment", says="experiments", takes="ideas"),
    Step("LaunchIdea", says="ideas", takes="experiments"),
)
"""From a draft to a launch (S1)."""

Strike = Callable[[Step], object]
"""Lets a fault begin and end once a step was accepted; returns when it is over."""

Trial = tuple[Instance, Mapping[str, Strike]]
"""An instance, and the faults that it can be put through, by name."""
