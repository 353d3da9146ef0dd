"""`python -m services.coes`."""

from chassis.service import run
from chassis.settings import read

from .bootstrap import build
from .config import CoesSettings

if __name__ == "__main__":
    settings = read(CoesSettings)
    run(build(settings), settings)
