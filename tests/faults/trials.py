"""How an instance is put through a fault of its surroundings."""

from collections import Counter
from pathlib import Path

from loadtests.background import BackgroundLoad
from loadtests.surroundings import Trial

RATE = 5.0
"""Writes a second: in a long outage all of them wait, and come again and again."""


def wrong_after(trial: Trial, name: str, folder: Path) -> dict[str, int]:
    """Let a fault happen under load; print how long it took to recover from it.

    Returns what is then lost, doubled or out of order.
    """
    product, faults = trial
    [fault] = [one for one in faults if one.name == name]
    with BackgroundLoad(product, folder, RATE) as load:
        fault.strike()
        recovery = load.await_recovery()
        reckoning = load.end()
    wrong = Counter(reckoning.wrong)
    slowest = max(recovery.values())
    print(f"{name}: {reckoning.accepted} accepted, {slowest:.1f} s to recover")  # noqa: T201
    if wrong:
        print(*reckoning.examples, sep="\n")  # noqa: T201
    return wrong
