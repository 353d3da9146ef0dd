"""The people of the load as Locust users, and Locust's books about what they asked for.

Locust's own pacing waits for answers (a closed model), so it is not used: a user takes
what the schedule gives its persona, and does not wait for the answer either.
"""

from collections.abc import Callable
from typing import Any, ClassVar, cast

from gevent import Greenlet
from gevent.pool import Group
from gevent.queue import Queue
from locust import User, task
from locust.env import Environment

from .backlog import Turn
from .taking import Desk, Report


class Scene(Environment):
    """Locust's environment, and the turns that wait for its users.

    Attributes:
        desk: Where turns are taken.
        inboxes: Role to what was given to it.
    """

    def __init__(self, desk_that: Callable[[Report], Desk]) -> None:
        super().__init__(user_classes=list(PERSONAS))
        self.inboxes: dict[str, Queue[tuple[Turn, float]]] = {
            user.role: Queue() for user in PERSONAS
        }
        self.desk = desk_that(self._report)
        self._under_way = Group()

    def give(self, turn: Turn, due: float) -> None:
        """Let the user whose step it is take a turn."""
        self.inboxes[turn.step.who.role].put((turn, due))

    def begin(self, turn: Turn, due: float) -> None:
        """Take a turn beside all others that are under way."""
        taking = self._under_way.spawn(self.desk.take, turn, due)
        taking.link_exception(self._crashed)

    @property
    def under_way(self) -> int:
        """How many requests wait for their answer."""
        return len(self._under_way)

    def settle(self) -> None:
        """Wait until everything is answered; each request has a deadline."""
        self._under_way.join()

    def _report(
        self, wire: str, method: str, seconds: float, size: int, problem: str
    ) -> None:
        """Put an answer into Locust's books."""
        self.events.request.fire(  # type: ignore[no-untyped-call]
            request_type=wire,
            name=method,
            response_time=seconds * 1000,
            response_length=size,
            exception=Unexpected(problem) if problem else None,
            context={},
        )

    def _crashed(self, taking: "Greenlet[..., Any]") -> None:
        self._report("load", "crashed", 0, 0, type(taking.exception).__name__)


class Unexpected(Exception):
    """An answer other than the expected one."""


class Persona(User):
    """Somebody who makes requests; one Locust user plays all of a role."""

    abstract = True
    fixed_count = 1
    role: ClassVar[str]

    @task
    def act(self) -> None:
        """Begin what the schedule gives, and be ready for the next at once."""
        scene = cast("Scene", self.environment)
        turn, due = scene.inboxes[self.role].get()
        scene.begin(turn, due)


class Author(Persona):
    """Ann: writes ideas, answers, submits, and runs the experiments."""

    role = "author"


class Reader(Persona):
    """Cara, of another team: asks, reads, comments, and looks how things go."""

    role = "reader"


class Leader(Persona):
    """Whoever leads an idea: reads, decides, launches. Each idea has its own."""

    role = "leader"


class Stranger(Persona):
    """Joy, who has no part in it: looks around, and tries what she may not do."""

    role = "stranger"


PERSONAS = (Author, Reader, Leader, Stranger)
