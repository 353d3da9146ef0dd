"""The tour of the README, pasted into bash as a reader would."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from deploy.instance import ROOT, Instance

TOUR = re.compile(
    r"^## Tour, first part.*?(?=^## Three shapes)", re.MULTILINE | re.DOTALL
)
BLOCK = re.compile(r"^```bash\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BIN = Path(sys.executable).parent


def test_the_tour_launches_an_idea_and_closes_the_loop(product: Instance) -> None:
    walk_the_tour(product)


def test_the_tour_can_be_walked_again(product: Instance) -> None:
    walk_the_tour(product)


def walk_the_tour(product: Instance) -> None:
    script = "".join(
        ["set -euo pipefail\n", *tour_of((ROOT / "README.md").read_text())]
    )

    walk = subprocess.run(
        ["bash", "-c", script.replace(".venv/bin/", f"{BIN}/")],  # noqa: S607 - theirs
        cwd=ROOT,
        env=environment(product),
        capture_output=True,
        text=True,
        timeout=100,
    )

    assert walk.returncode == 0, walk.stdout[-3000:] + walk.stderr[-3000:]
    _, idea, experiment = (pretty_json(text) for text in walk.stdout.split("\n{\n"))
    assert idea["idea"]["state"] == "IDEA_STATE_LAUNCHED"
    assert "FIX_IS_NOT_A_MECHANISM" in walk.stdout
    assert "MECHANISM_CHECK_FAILED" in walk.stdout
    assert experiment["experiment"]["state"] == "EXPERIMENT_STATE_RUNNING"


def pretty_json(text: str) -> dict[str, Any]:
    """Return the JSON that stands on several lines behind its opening brace."""
    end = text.find("\n}\n")
    return dict(json.loads("{" + text[: end + 2])) if end > 0 else {}


def tour_of(readme: str) -> list[str]:
    tour = TOUR.search(readme)
    assert tour, "the README has no tour"
    blocks = BLOCK.findall(tour[0])
    assert blocks, "the tour has no commands"
    return blocks


def environment(product: Instance) -> dict[str, str]:
    own = {"DAY1_HOME": str(product.home), "DAY1_WEB_PORT": str(product.ports["web"])}
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, **own, "PATH": path}
