"""How a database is connected to, as far as no server is needed for it."""

import pytest

from chassis.domain import InvalidInput
from chassis.postgres import parameters


@pytest.mark.parametrize("url", ["sesame", "postgresql://ann:open sesame@host/db"])
def test_a_url_that_cannot_be_read_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parameters(url, "day1")

    assert "postgresql://user:password@host/database" in str(refused.value)
    assert "sesame" not in str(refused.value)


def test_what_the_url_says_wins() -> None:
    told = parameters("postgresql://host/db?connect_timeout=9&sslmode=require", "day1")

    assert (told["connect_timeout"], told["sslmode"]) == ("9", "require")
    assert told["application_name"] == "day1"
