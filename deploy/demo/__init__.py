"""The demo company: believable, invented, and told through the public JSON API.

A first start tells a core that shows the loop once around; `day1 demo` tells the rest,
and generated days on top. Ids and request ids are derived from names, so a load that
was cut off goes on where it was, and twice is as good as once.
"""

from collections.abc import Callable
from functools import partial

from . import generator, grammar
from .company import Company, Json
from .experiments import ExperimentStory
from .progress import Progress, Silent, progress
from .stories import CORE, REST, Storyteller, length
from .texts import NOTICE

ENDED = ("_DECIDED", "_ABORTED")


def load(base_url: str, token_for: Callable[[str], str]) -> None:
    """Tell the core. Raises `OSError`, `Refused` or `TimeoutError` when it cannot."""
    Storyteller(Company(base_url, token_for), Silent()).tell(CORE)


def load_all(
    base_url: str, token_for: Callable[[str], str], *, days: int, seed: int
) -> str:
    """Tell all that was written, and generated days; return one line about it.

    Raises as `load` does; told again, it goes on where it was.
    """
    company = Company(base_url, token_for)
    small, generated = grammar.supporting(), generator.days(days, seed)
    stories = length(CORE) + length(REST) + len(small) + len(generated)
    with progress(stories) as shown:
        teller = Storyteller(company, shown)
        teller.tell([*CORE, *REST])
        _tell_small(company, teller, shown, small)
        _tell_days(company, teller, shown, generated)
    return _summary(company, base_url)


def _tell_small(
    company: Company,
    teller: Storyteller,
    shown: Progress,
    small: list[tuple[str, Json]],
) -> None:
    """Tell the experiments that support; what has ended needs no second look."""
    known = company.all("experiments", supporting="true")
    ended = {one["name"] for one in known if one["state"].endswith(ENDED)}

    def tell(idea_id: str, story: Json) -> None:
        if f"experiments/{story['id']}" not in ended:
            owner, leader = grammar.owner_of(idea_id)
            name = teller.name_of(idea_id)
            ExperimentStory(company, name, owner, leader, story).tell()
        shown.told(story["title"])

    teller.side_by_side([partial(tell, *one) for one in small])


def _tell_days(
    company: Company,
    teller: Storyteller,
    shown: Progress,
    generated: list[generator.Generated],
) -> None:
    """Tell generated days; the ideas of one leader come one after another."""

    def tell(leader: str) -> None:
        for one in generated:
            if one.leader == leader and not teller.is_broken_off:
                generator.tell(company, one)
                shown.told(one.idea["document"]["title"])

    teller.side_by_side([partial(tell, leader) for leader in generator.LEADERS])


def _summary(company: Company, base_url: str) -> str:
    counts = ", ".join(
        f"{company.count(collection)} {words}"
        for collection, words in (
            ("ideas", "ideas"),
            ("reviews", "reviews"),
            ("experiments", "experiments"),
            ("coes", "COEs"),
            ("mechanisms", "mechanisms"),
        )
    )
    return (
        f"There are {counts} now, fictional but for your own. Look at {base_url}/loop, "
        "then start an experiment on one of these ideas that reads 'diet' and declares "
        "no input, and see who stops you."
    )


__all__ = ["NOTICE", "load", "load_all"]
