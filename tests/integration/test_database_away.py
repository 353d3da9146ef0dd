"""A database that goes away and comes back: refused meanwhile, nothing lost."""

from pathlib import Path

from chassis.eventlog.embedded import EmbeddedLog
from deploy.api import Refused
from deploy.postgres import EmbeddedPostgres
from tests.e2e.story import Story, document, idea_of, refused
from tests.integration.in_process import InProcess, running_monolith


def is_ready(product: InProcess) -> bool:
    try:
        return bool(product.api().get("/healthz"))
    except Refused:
        return False


def test_a_database_that_goes_away_and_comes_back_loses_nothing(tmp_path: Path) -> None:
    postgres = EmbeddedPostgres(tmp_path / "postgres")
    postgres.start()
    try:
        with running_monolith(postgres, tmp_path / "home", EmbeddedLog) as product:
            story = Story(product)
            story.draft()
            product.await_true(lambda: is_ready(product), "ready")
            postgres.stop()

            product.await_true(lambda: not is_ready(product), "known to be away")
            body, ann = idea_of(document()), product.api("ann")
            answer = refused(lambda: ann.post("/v1/ideas", body))
            assert answer == (503, ["DATABASE_UNAVAILABLE"])

            postgres.start()
            product.await_true(lambda: is_ready(product), "ready again")
            story.submit()
            story.approve()
    finally:
        postgres.stop()
