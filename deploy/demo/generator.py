"""Generated days: ideas like those of a company, at the rates that companies report.

Four of five doors have a way back; two thirds to nine tenths of what is tried is
killed; one in ten is aborted on its first day; in one of twelve, units get lost on the
way to an arm; three of a hundred experiments lead to a COE.
"""

from dataclasses import dataclass
from random import Random

from deploy.api import Refused
from web.personas import BY_ID, PERSONAS

from . import grammar, texts
from .coes import write_briefly
from .company import Company, Json
from .experiments import ExperimentStory
from .ideas import IdeaStory

IDEAS_A_DAY = 7
TWO_WAY = 0.8
DECLINED = 0.1
ABORTED_ON_DAY_ONE = 0.1
RATIO_MISMATCH = 0.08
COES = 0.03
KILL_RATE = (0.66, 0.92)
PIVOTS_OF_THE_REST = 0.4

LEADERS = ("cara", "eve", "gus", "ivo", "joy", "kai", "lea")
"""Who leads nothing in the stories that were written by hand, once these are told."""

OVER = ("_DECLINED", "_KILLED", "_PIVOTED", "_LAUNCHED")

WHO = (
    ("Parents who order at night", "One hand is busy", "to be done in a minute"),
    ("People who move house", "All addresses are old", "to change them once"),
    ("Readers on a train", "The line breaks off", "to go on where they stopped"),
    ("Cooks with a full kitchen", "Nothing fits the fridge", "to get less, more often"),
    ("People who give presents", "The day is near", "to see that it will be there"),
    ("Owners of old devices", "The page is slow", "to see the price first"),
)
WHAT = (
    "a list that remembers",
    "a note at the right hour",
    "a smaller box",
    "a page without pictures",
    "a window of one hour",
    "a second address",
)
SEEN = (
    "Four of five whom we asked want",
    "One whom we watched did without it, and wants",
    "One does not want",
)
"""How pieces of evidence begin, in their order."""


@dataclass(frozen=True, slots=True)
class Generated:
    """One idea of a generated day, and what is tried on it."""

    idea: Json
    trial: Json
    ending: str

    @property
    def leader(self) -> str:
        """Who leads it."""
        return str(self.idea["leader"])


def days(count: int, seed: int) -> list[Generated]:
    """Return the ideas of so many days. The same for a seed."""
    return [
        generated(seed, day, number)
        for day in range(1, count + 1)
        for number in range(IDEAS_A_DAY)
    ]


def generated(seed: int, day: int, number: int) -> Generated:
    """Return one idea; leaders take turns, for each leads one at a time."""
    random = Random(f"{seed}/{day}/{number}")  # noqa: S311 - repeatable, not secret
    leader = LEADERS[number % len(LEADERS)]
    others = [person.id for person in PERSONAS if person.id != leader]
    random.shuffle(others)
    author, asker = others[:2]
    one_way = random.random() >= TWO_WAY
    idea_id = f"generated-{seed}-{day}-{number}"
    ending = _ending(random, Random(f"{seed}/{day}"))  # noqa: S311 - as above
    idea = _idea(random, idea_id, author, asker, one_way=one_way)
    review = _review(random, others[2:], one_way=one_way, declined=ending == "DECLINE")
    idea |= {"leader": leader, "revisions": [{"review": review}]}
    change, place = random.choice(grammar.CHANGES), random.choice(grammar.PLACES)
    trial = _trial(random, ending, change, place)
    return Generated(idea, {**trial, "id": idea_id, "doors": ["small"]}, ending)


def tell(company: Company, one: Generated) -> None:
    """Let it happen; what has happened stays as it is."""
    name = f"ideas/{one.idea['id']}"
    if _is_over(company, name):
        return
    IdeaStory(company, one.idea).tell()
    if one.ending == "DECLINE":
        return
    owner = one.idea["author"]
    story = ExperimentStory(company, name, owner, one.leader, one.trial)
    leader = story.tell()
    if one.ending == "COE":
        source = f"experiments/{one.trial['id']}"
        write_briefly(company, source, owner)
        company.act(owner, source, "abort", reason="It did harm; see its COE.")
    if one.ending in {"ABORT", "MISMATCH", "COE"}:
        company.await_event(name, "IdeaExperimentEnded")
        learning = "We know how not to start it. It was not worth a second start."
        company.act(leader, name, "kill", reason="Not again.", learning=learning)


def _is_over(company: Company, name: str) -> bool:
    try:
        return str(company.resource(name)["state"]).endswith(OVER)
    except Refused as refusal:
        if "IDEA_NOT_FOUND" not in refusal.reasons:
            raise
        return False


def _ending(random: Random, of_the_day: Random) -> str:
    kill_rate = of_the_day.uniform(*KILL_RATE)
    steps = (
        ("DECLINE", DECLINED),
        ("COE", COES),
        ("ABORT", ABORTED_ON_DAY_ONE),
        ("MISMATCH", RATIO_MISMATCH),
        ("KILL", kill_rate),
        ("PIVOT", PIVOTS_OF_THE_REST),
    )
    for ending, share in steps:
        if random.random() < share:
            return ending
    return "SCALE"


def _trial(random: Random, ending: str, change: tuple[str, ...], place: str) -> Json:
    told = {"MISMATCH": "KILL", "COE": "KILL", "DECLINE": "KILL"}.get(ending, ending)
    if told == "SCALE":
        story = grammar.trial(random, "PIVOT", change, place)
        metric: Json = dict(story["metric"])  # type: ignore[call-overload]
        story |= {
            "metric": {**metric, "baseline": 0.2},
            "rates": {metric["key"]: [0.2, 0.62], "complained": [0.02, 0.02]},
            "customers": 240,
            "ending": {
                "verdict": "SCALE",
                "launch": True,
                "learning": "Three times as many. One of ten pays for the other nine.",
            },
        }
        return story
    story = grammar.trial(random, told, change, place)
    if ending == "MISMATCH":
        story |= {
            "customers": 300,
            "lostOnTheWay": 0.6,
            "ending": {
                "verdict": "KILL",
                "learning": "None: units got lost on the way to one arm.",
                "refused": "SAMPLE_RATIO_MISMATCH",
                "abortedSince": "The arms do not have the units that they should have.",
            },
        }
    if ending == "COE":
        story |= {"guardrail": {"metric": "complained", "atMost": 0.1}, "ending": {}}
        rates: Json = dict(story["rates"])  # type: ignore[call-overload]
        story["rates"] = {**rates, "complained": [0.0, 0.4]}
    return story


def _idea(
    random: Random, idea_id: str, author: str, asker: str, *, one_way: bool
) -> Json:
    segment, context, need = random.choice(WHO)
    what = random.choice(WHAT)
    now = random.randint(10, 50)
    words = " ".join(
        random.choice(
            (
                f"It begins with {what}.",
                f"{context}, and that is where it hurts.",
                "We sat beside them and wrote down what they did.",
                "It takes a minute, and no account.",
                "Nothing has to be learnt for it.",
            )
        )
        for _ in range(random.randint(2, 9))
    )
    doors: list[Json] = [
        {
            "id": "small",
            "decision": f"Show {what} to some of them",
            "kind": "DOOR_KIND_TWO_WAY",
            "undo": {
                "plan": "Turn the flag off",
                "cost": texts.dollars(random.randint(0, 9) * 100),
                "days": random.randint(0, 20),
            },
        }
    ]
    if one_way:
        kind = "DOOR_KIND_ONE_WAY"
        doors.append({"id": "large", "decision": f"Promise {what}", "kind": kind})
    more = 3 if one_way else 1
    return {
        "id": idea_id,
        "author": author,
        "document": _document(segment, context, need, what, words, now, doors),
        "evidence": [
            {
                "kind": "CUSTOMER_CONVERSATION",
                "result": ("SUPPORTS", "NEW_NEED", "CONTRADICTS")[n],
                "summary": f"{SEEN[n]}: {need}.",
                "conversationLength": f"{random.randint(5, 90) * 60}s",
            }
            for n in range(more)
        ],
        "questions": [
            {"by": asker, "text": f"What if it is the {n + 1}. time?", "answer": words}
            for n in range(more)
        ],
        "visuals": [{"caption": f"{what}, drawn by hand"}] * one_way,
    }


def _document(  # noqa: PLR0913, PLR0917 - the parts of a document
    segment: str,
    context: str,
    need: str,
    what: str,
    words: str,
    now: int,
    doors: list[Json],
) -> Json:
    ids = ("cf-different", "cf-refund", "cf-manage", "cf-cost")
    internal = ("if-decisions", "if-feedback", "if-disappoint")
    return {
        "title": f"{what[:1].upper()}{what[1:]} for {segment.lower()}",
        "customer": {"segment": segment, "context": f"{context}.", "need": need},
        "pressRelease": {
            "headline": f"{segment} get {what}",
            "claim": {
                "metric": "minutes until it is done",
                "baseline": now,
                "target": 2,
                "byDate": {"year": 2034, "month": 6, "day": 30},
            },
            "summary": words,
            "problem": f"{context}.",
            "benefit": f"They want {need}, and they can.",
            "journey": "Look, tap, go on.",
            "customerQuote": "I did not notice it, and that is the point.",
        },
        "fiveQuestions": {
            "who": f"{segment}.",
            "problem": f"{context}.",
            "benefit": f"They want {need}.",
            "evidence": "We spoke with them.",
            "experience": "Look, tap, go on.",
        },
        "customerFaqs": [{"id": one, "answer": words} for one in ids],
        "internalFaqs": [{"id": one, "answer": words} for one in internal],
        "mlpFeatures": [what],
        "rejectedOptions": [{"option": "Leave it", "reason": "It hurts each day."}],
        "debatedTopics": ["Whether it is worth a place on the page"],
        "doors": doors,
        "costOfFailure": {"lossCap": texts.dollars(5000), "customersExposed": 1000},
        "userManual": {
            "stage": "MANUAL_STAGE_WRITTEN",
            "sections": [{"heading": "Begin", "text": "Look, tap, go on."}],
        },
    }


def _review(
    random: Random, others: list[str], *, one_way: bool, declined: bool
) -> Json:
    outcome = "DECLINE" if declined else "APPROVE"
    rationale = "Small, and easily taken back."
    if declined:
        rationale = "The need is real, and this is not what ends it. Ask them again."
    review: Json = {"outcome": outcome, "rationale": rationale}
    if not one_way:
        return review
    decider = others[0]
    first = next(p for p in others[1:] if BY_ID[p].team_id != BY_ID[decider].team_id)
    second = next(p for p in others[1:] if p != first)
    return {
        **review,
        "decider": decider,
        "readers": [first, second],
        "positions": {
            first: ["SUPPORT", "Worth a try."],
            second: ["DISAGREE_AND_COMMIT", "I would wait. I commit."],
        },
        "debate": [
            {"by": first, "text": "The page is full.", "outcome": "Then it is tried."}
        ],
        "needs": [
            ["Whether they come back", 3, "LEFT_TO_EXPERIMENT", "The trial"],
            ["What it costs", 3, "KNOWN", "An offer"],
            ["Who builds it", random.randint(2, 3), "KNOWN", "A team"],
            ["Whether it breaks anything", 3, "KNOWN", "A walk through"],
        ],
    }
