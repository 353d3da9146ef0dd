"""The demo company: believable, invented, and told through the public JSON API.

A first start tells a core that shows the loop once around; `day1 demo` tells the rest,
and generated days on top. Ids and request ids are derived from names, so a load that
was cut off goes on where it was, and twice is as good as once.
"""

from collections.abc import Callable
from functools import partial

from . import generator, grammar
from .company import Company, Json
from .experiments import ENDED, ExperimentStory
from .progress import Progress, Silent, progress
from .stories import CORE, REST, Storyteller, length
from .texts import NOTICE


def load(
    base_url: str, token_for: Callable[[str], str], *, has_horizons: bool = True
) -> None:
    """Tell the core. Raises `OSError`, `Refused` or `TimeoutError` when it cannot.

    Metrics have no horizons where their days would be real: nobody waits for them.
    """
    company = Company(base_url, token_for, has_horizons=has_horizons)
    Storyteller(company, Silent()).tell(CORE)


def load_all(
    base_url: str,
    token_for: Callable[[str], str],
    *,
    days: int,
    seed: int,
    has_horizons: bool = True,
) -> str:
    """Tell all that was written, and generated days; return what came of it.

    Told again, it goes on where it was. What people have gone on with meanwhile is left
    as it is, with what depends on it. Raises `OSError` when nobody answers.
    """
    company = Company(base_url, token_for, has_horizons=has_horizons)
    small, generated = grammar.supporting(), generator.days(days, seed)
    untold: dict[str, str] = {}
    stories = length(CORE) + length(REST) + len(small) + len(generated)
    with progress(stories) as shown:
        teller = Storyteller(company, shown, untold)
        teller.tell([*CORE, *REST])
        _tell_small(company, teller, shown, small)
        _tell_days(company, teller, shown, generated)
    return "\n".join([*_left(untold), _summary(company, base_url)])


def _left(untold: dict[str, str]) -> list[str]:
    """Return a line about each story that people had gone on with, and why."""
    return [f"Left as it is: {step}, because {why}" for step, why in untold.items()]


def _tell_small(
    company: Company,
    teller: Storyteller,
    shown: Progress,
    small: list[tuple[str, Json]],
) -> None:
    """Tell the experiments that support, those of one idea one after another."""
    known = company.all("experiments", supporting="true")
    ended = {one["name"] for one in known if one["state"].endswith(ENDED)}

    def tell(idea_id: str) -> None:
        for story in (told for where, told in small if where == idea_id):
            is_told = f"experiments/{story['id']}" in ended
            attempt = partial(told_of, idea_id, story)
            if teller.is_broken_off or not (
                is_told or teller.attempt(f"trial {story['id']}", attempt)
            ):
                return
            shown.told(story["title"])

    def told_of(idea_id: str, story: Json) -> None:
        owner, leader = grammar.owner_of(idea_id)
        name = teller.name_of(idea_id)
        ExperimentStory(company, name, owner, leader, story).tell()

    ideas = dict.fromkeys(idea_id for idea_id, _ in small)
    teller.side_by_side([partial(tell, idea_id) for idea_id in ideas])


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
                told = partial(generator.tell, company, one)
                if teller.attempt(f"idea {one.idea['id']}", told):
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
