"""A small grammar of experiments: ninety that support what is out, and no more.

Famous ideas are survivors. So the base alone would lie, and most of what is tried comes
to nothing: of a hundred and ten experiments, eleven are scaled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from . import texts
from .company import Json

CHANGES = (
    ("Shorter words on {place}", "shorten the words on {place}", "read"),
    ("A picture on {place}", "put a picture on {place}", "see"),
    ("One button less on {place}", "take a button off {place}", "finish"),
    ("A note after {place}", "send a note after {place}", "come back"),
    ("Yesterday's choice on {place}", "remember yesterday on {place}", "choose"),
    ("Fewer lines on {place}", "take half of the lines off {place}", "find"),
    ("A larger price on {place}", "print the price on {place} larger", "compare"),
    ("A person's name on {place}", "say on {place} who packed it", "trust"),
    ("Quiet colours on {place}", "use quiet colours on {place}", "stay"),
    ("A question on {place}", "ask one question on {place}", "answer"),
)
"""Title, what we would do, and what customers would then do more often."""

PLACES = (
    "the first page",
    "the last step",
    "the parcel",
    "the bill",
    "the list",
    "the help page",
    "the welcome letter",
    "the search",
    "the receipt",
)

REASONS = (
    "nine people we watched stopped there",
    "it is where the telephone calls begin",
    "a reader drew it for us on a napkin",
    "it took longest of all steps",
)

LEARNINGS = {
    "KILL": (
        "No difference that anybody could feel. We leave it as it was.",
        "It looked better to us, and to nobody else.",
        "As many as before. The trouble is not where we looked.",
        "A few more in the first hour, and none after it.",
    ),
    "PIVOT": (
        "A little better, and customers told us of something else that they miss.",
        "They used it for a thing we had not thought of.",
    ),
}

NEEDS = (
    "To see what others in the house have ordered",
    "To be told when it will not come",
    "To undo the last step",
    "To ask a person",
)

ABORTS = (
    "On day one the page was empty for readers with an old telephone.",
    "On day one the words were cut off in German.",
    "On day one two flags were mixed up.",
)

KILLED, PIVOTED, ABORTED = 70, 15, 5
TARGET = 0.35
CUSTOMERS, ON_DAY_ONE = 170, 40
"""Who takes part: enough to find or rule out the target, and too few for that."""

SEED = 1994


@dataclass(frozen=True, slots=True)
class Place:
    """An idea that stands, and a door of it that can be walked through twice."""

    idea: str
    door: str
    unit: str


STANDING = (
    Place("online-bookstore", "catalogue", "reader"),
    Place("cds-and-dvds", "range", "reader"),
    Place("marketplace", "twenty-sellers", "customer"),
    Place("prime", "invited-members", "household"),
    Place("aws", "invited-beta", "team"),
    Place("kindle", "foam-and-paper", "reader"),
    Place("alexa", "invited-homes", "home"),
    Place("groceries", "choose-substitutes", "family"),
    Place("video", "tab", "member"),
    Place("campus", "first-campus", "student"),
)


def supporting(seed: int = SEED) -> list[tuple[str, Json]]:
    """Return ninety experiments, each with the id of its idea. The same for a seed."""
    random = Random(seed)  # noqa: S311 - repeatable, not secret
    endings = ["KILL"] * KILLED + ["PIVOT"] * PIVOTED + ["ABORT"] * ABORTED
    random.shuffle(endings)
    pairs = [(change, place) for change in CHANGES for place in PLACES]
    random.shuffle(pairs)
    told = []
    for number, (ending, (change, place)) in enumerate(
        zip(endings, pairs, strict=True)
    ):
        where = STANDING[number % len(STANDING)]
        story = trial(random, ending, change, place)
        story |= {"id": f"small-{number + 1:02}", "supporting": True}
        story |= {"doors": [where.door], "unitKind": where.unit}
        told.append((where.idea, story))
    return told


def trial(
    random: Random, ending: str, change: Sequence[str], place: str
) -> dict[str, object]:
    """Return a story of an experiment that ends so."""
    title, what, does = (part.format(place=place) for part in change)
    before = random.randint(20, 60) / 100
    return {
        "title": title,
        "hypothesis": {
            "change": what,
            "customer": "whoever comes by",
            "expected": f"{does} more often",
            "because": random.choice(REASONS),
        },
        "winProbability": random.randint(15, 60) / 100,
        "metric": {
            "key": does.replace(" ", "_"),
            "kind": "BEHAVIOR",
            "direction": "UP",
            "baseline": before,
            "targetEffect": TARGET,
            "horizonDays": 30,
        },
        "guardrail": {"metric": "complained", "atMost": 0.3},
        "rates": {
            does.replace(" ", "_"): rates(random, ending, before),
            "complained": [0.02, 0.03],
        },
        "customers": ON_DAY_ONE if ending == "ABORT" else CUSTOMERS,
        "lossCap": texts.dollars(random.randint(2, 9) * 100),
        "killSwitch": "Turn the flag off; tried before the start.",
        "ending": ending_of(random, ending),
    }


def rates(random: Random, ending: str, before: float) -> list[float]:
    """Return how often it happens without and with the change."""
    more = {"SCALE": 0.35, "PIVOT": 0.16}.get(ending, 0.0)
    noise = random.randint(-4, 0) / 100 if not more else 0.0
    return [before, round(before + more + noise, 2)]


def ending_of(random: Random, ending: str) -> Json:
    """Return how it ends, in words."""
    if ending == "ABORT":
        return {"aborted": random.choice(ABORTS)}
    learning = random.choice(LEARNINGS[ending])
    needs = [random.choice(NEEDS)] if ending == "PIVOT" else []
    return {"verdict": ending, "learning": learning, "newNeeds": needs}


def owner_of(idea_id: str) -> tuple[str, str]:
    """Return who owns what is tried on an idea, and who decides it."""
    story = texts.story("ideas", idea_id)
    return story["author"], story["leader"]
