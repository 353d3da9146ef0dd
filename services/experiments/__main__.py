"""`python -m services.experiments`."""

from chassis.service import run
from chassis.settings import read

from .bootstrap import build
from .config import ExperimentsSettings

if __name__ == "__main__":
    settings = read(ExperimentsSettings)
    run(build(settings), settings)
