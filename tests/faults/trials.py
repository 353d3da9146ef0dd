"""How an instance is put through a fault of its surroundings."""

from pathlib import Path

from loadtests.faults.fault import Trial
from loadtests.faults.setups import FIRST, SLOW_RATE
from loadtests.faults.toll import suffered


def wrong_after(trial: Trial, name: str, folder: Path) -> dict[str, int]:
    """Let a fault happen under load; print how long it took to recover from it.

    Returns what is then lost, doubled or out of order.
    """
    product, strikes = trial
    toll = suffered(product, strikes[name], FIRST, folder, SLOW_RATE)
    found, (_, slowest) = toll.found, toll.recovered
    print(f"{name}: {found.accepted} accepted, {slowest:.1f} s to recover")  # noqa: T201
    if found.wrong:
        print(*found.examples, sep="\n")  # noqa: T201
    return found.wrong
