"""`python -m services.reviews`."""

from chassis.service import run
from chassis.settings import read

from .bootstrap import build
from .config import ReviewsSettings

if __name__ == "__main__":
    settings = read(ReviewsSettings)
    run(build(settings), settings)
