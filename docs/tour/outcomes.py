"""What the readers of the tour do: reads who got which arm, and writes what to record.

Type `exposures` for who was shown what, or `outcomes` for what came of it.
"""

import json
import sys

COLLECTS = {"control": 0.6, "treatment": 0.95}
"""Share of an arm whose book is collected at the first attempt; none is lost."""


def measured(unit: str, metric: str, value: float) -> dict[str, object]:
    """Return one outcome as the API takes it."""
    return {"unit": unit, "measurement": {"metric": metric, "value": value}}


arms: dict[str, list[str]] = {arm: [] for arm in COLLECTS}
for place in json.load(sys.stdin)["assignments"]:
    if place["enrolled"]:
        arms[place["arm"]].append(place["unit"])

exposures = [{"unit": unit} for units in arms.values() for unit in units]
outcomes = []
for arm, units in arms.items():
    for number, unit in enumerate(units):
        collected = float(number < COLLECTS[arm] * len(units))
        outcomes.append(measured(unit, "collected", collected))
        outcomes.append(measured(unit, "lost", 0.0))
json.dump({"exposures": exposures, "outcomes": outcomes}[sys.argv[1]], sys.stdout)
