"""What the supervisor runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .health import Probe

ROOT = Path(__file__).parent.parent
"""The checkout: where programs are found and run."""


@dataclass(frozen=True, slots=True)
class Program:
    """What to run, as what, and how to see that it works.

    Attributes:
        module: Run as `python -m`.
        environment: All of it; nothing is inherited.
    """

    name: str
    module: str
    environment: Mapping[str, str]
    probe: Probe
