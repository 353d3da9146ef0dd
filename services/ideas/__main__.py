"""`python -m services.ideas`."""

from chassis.service import run
from chassis.settings import read

from .bootstrap import build
from .config import IdeasSettings

if __name__ == "__main__":
    settings = read(IdeasSettings)
    run(build(settings), settings)
