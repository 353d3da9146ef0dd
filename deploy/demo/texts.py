"""What all of the demo data has in common: the notice, the calendar, and the files."""

import json
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]

NOTICE = (
    "Fictional, for a demonstration. The company is modelled on public talks and "
    "slides about how one large shop innovates. It is not that company and not "
    "affiliated with it; people, numbers and incidents are invented."
)

TAG = "fictional"
"""On every idea and every experiment; so predicates, too, can tell what is invented."""

BUSINESS_UNITS = {
    "books": "Books and media",
    "family": "Family and baby",
    "devices": "Devices",
    "stores": "Stores and groceries",
    "platform": "Cloud and platform",
}
"""Team to one of the company's fifty business units; five of them are filled."""

DATA = Path(__file__).with_name("data")


@cache
def story(kind: str, story_id: str) -> Json:
    """Return a story as its file tells it: kind is `ideas`, `coes` or `mechanisms`."""
    found: Json = json.loads((DATA / kind / f"{story_id}.json").read_text("utf-8"))
    return found


def ids(kind: str) -> list[str]:
    """Return the ids of all stories of a kind, sorted."""
    return sorted(path.stem for path in (DATA / kind).glob("*.json"))


def dollars(amount: int) -> Json:
    """Return an amount of money as the contract has it."""
    return {"currencyCode": "USD", "units": str(amount)}


def about(story: Json) -> Json:
    """Return the FAQ entry that says what is invented about an idea."""
    year = story.get("year", 0)
    when = f" The year {year} is a label" if year else ""
    doubt = ", and not from the public slides" if story.get("yearIsInvented") else ""
    answer = f"No. {NOTICE}{when}{doubt}{'.' if year else ''}"
    return {"id": "if-fiction", "question": "Is this real?", "answer": answer}


def sketch(caption: str) -> str:
    """Return a rough drawing of three steps; it is as unfinished as the idea is."""
    boxes = "".join(
        f"<rect x='{10 + 105 * n}' y='14' width='85' height='60' rx='9'/>"
        f"<path d='M{22 + 105 * n} 34h{40 + 9 * n}M{22 + 105 * n} 50h{55 - 8 * n}'/>"
        for n in range(3)
    )
    arrows = "".join(f"<path d='M{95 + 105 * n} 44h20l-6-5m6 5l-6 5'/>" for n in (0, 1))
    words = caption.replace("&", "and").replace("<", "").replace(">", "")
    return (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 325 100' fill='none' "
        f"stroke='#555' stroke-width='2' role='img'><title>{words}</title>"
        f"{boxes}{arrows}</svg>"
    )
