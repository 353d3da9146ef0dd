"""Which story is told when: chapters one after another, their lanes side by side.

A leader leads one idea at a time, so ideas of one leader stand in one lane. What needs
something of another lane stands in a later chapter.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Event

from deploy.api import Refused

from . import texts
from .coes import CoeStory, MechanismStory
from .company import Company, Json, Untold
from .experiments import ExperimentStory
from .ideas import IdeaStory
from .library import fill_metrics
from .progress import Progress

Lane = Sequence[str]
"""Steps in their order: what is told, and of which story."""

THREADS = 4


@dataclass(frozen=True, slots=True)
class Chapter:
    """What can happen at the same time."""

    title: str
    lanes: Sequence[Lane]


CORE = (
    Chapter(
        "The loop, once around",
        (
            ("idea auto-sizing", "trial auto-sizing-first"),
            ("idea groceries", "trial groceries-first"),
            ("idea online-bookstore", "trial online-bookstore-first"),
            ("idea campus", "trial campus-first"),
            ("idea session-survey", "idea gift-wrap-preview", "idea locker-return"),
            ("metrics", "idea into-the-fridge"),
        ),
    ),
    Chapter("What went wrong becomes a mechanism", (("coe coe-1",),)),
    Chapter("The next team is stopped, and thanked", (("trial grocery-substitutes",),)),
)
"""What a first start shows: an idea in most states, an open debate, the loop once."""

REST = (
    Chapter(
        "Twenty years of ideas",
        (
            (
                "idea auctions",
                "trial auctions-first",
                "idea zshops",
                "trial zshops-first",
                "idea marketplace",
                "trial marketplace-first",
            ),
            (
                "idea kindle",
                "trial kindle-first",
                "trial kindle-page-turn",
                "idea fire-phone",
                "coe coe-6",
            ),
            ("idea prime", "trial prime-first"),
            ("idea aws", "trial aws-first", "coe coe-5", "mechanism the-loop"),
            ("idea alexa", "trial alexa-first"),
            ("idea video", "trial video-first", "coe coe-4", "trial video-previews"),
            (
                "idea cds-and-dvds",
                "trial cds-and-dvds-first",
                "idea recommendations-v2",
                "trial recommendations-v2-first",
            ),
            ("idea bookstores", "trial bookstores-first"),
            ("coe coe-3", "idea one-size-review", "idea accessible-checkout"),
            ("idea subscribe-to-a-shelf",),
        ),
    ),
    Chapter(
        "A mechanism escapes, and comes back better",
        (
            (
                "idea go",
                "idea price-drop-alerts",
                "trial go-first-day",
                "coe coe-2",
                "improve declare-inputs",
                "again coe-1",
                "trial go-pilot",
            ),
        ),
    ),
)
"""The rest of what was written by hand."""


class Storyteller:
    """Tells steps of stories to a company.

    Attributes:
        untold: What could not be told because of what people did before, and why;
            None to raise instead.
    """

    def __init__(
        self,
        company: Company,
        progress: Progress,
        untold: dict[str, str] | None = None,
    ) -> None:
        self._company = company
        self._progress = progress
        self.untold = untold
        self._broken_off = Event()
        self._tellers: dict[str, Callable[[str], None]] = {
            "idea": lambda it: self._idea(it).tell(),
            "trial": self._trial,
            "coe": lambda it: self._coe(it).tell(),
            "again": lambda it: self._coe(it).tell_again(),
            "improve": lambda it: self._mechanism(it).improve(),
            "mechanism": lambda it: self._mechanism(it).tell(),
            "metrics": lambda _: fill_metrics(self._company),
        }

    @property
    def is_broken_off(self) -> bool:
        """Whether something went wrong, so that no story begins any more."""
        return self._broken_off.is_set()

    def tell(self, chapters: Sequence[Chapter]) -> None:
        """Tell them all. Raises what went wrong first."""
        for chapter in chapters:
            self.side_by_side(
                [partial(self._tell_lane, lane) for lane in chapter.lanes]
            )

    def side_by_side(self, jobs: Sequence[Callable[[], None]]) -> None:
        """Do them, a few at a time. Raises what went wrong first."""
        with ThreadPoolExecutor(THREADS) as pool:
            try:
                for done in [pool.submit(job) for job in jobs]:
                    done.result()
            except BaseException:
                # Ctrl-C, too, is not to wait for all the others.
                self._broken_off.set()
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def name_of(self, idea_id: str) -> str:
        """Return the name of an idea, once it is there."""
        return self._idea(idea_id).find()

    def attempt(self, step: str, tell: Callable[[], object]) -> bool:
        """Tell a step, and return whether that went well.

        What people did here before may stand in the way; then it is noted.
        """
        try:
            tell()
        except (Refused, TimeoutError, Untold) as error:
            if self.untold is None:
                raise
            self.untold[step] = str(error)
            return False
        return True

    def _tell_lane(self, lane: Lane) -> None:
        """Tell the steps of a lane; each needs those before it."""
        for step in lane:
            kind, _, story = step.partition(" ")
            told = partial(self._tellers[kind], story)
            if self.is_broken_off or not self.attempt(step, told):
                return
            self._progress.told(story or kind)

    def _idea(self, idea_id: str) -> IdeaStory:
        return IdeaStory(self._company, texts.story("ideas", idea_id))

    def _trial(self, experiment_id: str) -> None:
        idea_id, trial = trials()[experiment_id]
        story = texts.story("ideas", idea_id)
        idea, owner = self._idea(idea_id).find(), story["author"]
        leader = story["leader"]
        ExperimentStory(self._company, idea, owner, leader, trial).tell()

    def _coe(self, coe_id: str) -> CoeStory:
        return CoeStory(self._company, texts.story("coes", coe_id))

    def _mechanism(self, mechanism_id: str) -> MechanismStory:
        return MechanismStory(self._company, texts.story("mechanisms", mechanism_id))


def trials() -> dict[str, tuple[str, Json]]:
    """Return every experiment that was written by hand, with the id of its idea."""
    return {
        trial["id"]: (idea_id, trial)
        for idea_id in texts.ids("ideas")
        for trial in texts.story("ideas", idea_id).get("experiments", [])
    }


def length(chapters: Sequence[Chapter]) -> int:
    """Return how many steps there are."""
    return sum(len(lane) for chapter in chapters for lane in chapter.lanes)
