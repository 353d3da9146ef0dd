"""Which log an instance is told to use, and what it says when that is not there."""

import socket
from pathlib import Path

import pytest

from deploy.errors import CannotStart
from deploy.eventlogs import require_log, with_log
from deploy.settings import RunnerSettings

URLS = {"ideas": "postgresql:///ideas", "eventlog": "postgresql:///eventlog"}


def settings(**values: object) -> RunnerSettings:
    return RunnerSettings.model_validate({"home": Path("somewhere"), **values})


def test_the_embedded_log_is_the_default() -> None:
    assert with_log(settings(), URLS) == URLS
    require_log(settings())


def test_kafka_takes_the_place_of_the_log_only() -> None:
    chosen = with_log(settings(events="kafka", kafka_port=1234), URLS)

    assert chosen == {**URLS, "eventlog": "kafka://127.0.0.1:1234"}


def test_another_cluster_keeps_its_options_and_gets_the_prefix() -> None:
    elsewhere = "one:9092,two:9092?security_protocol=SSL&prefix=eu."

    chosen = with_log(
        settings(events="kafka", KAFKA_BOOTSTRAP_SERVERS=elsewhere), URLS, "monolith."
    )

    assert chosen["eventlog"] == (
        "kafka://one:9092,two:9092?security_protocol=SSL&prefix=eu.monolith."
    )


def test_a_missing_broker_is_told_with_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        require_log(settings(events="kafka", kafka_port=port))

    with pytest.raises(CannotStart, match=f"no Kafka answers at .*:{port}.*make kafka"):
        require_log(settings(events="kafka", kafka_port=port))


def test_a_password_in_the_wrong_place_is_not_repeated() -> None:
    servers = "ann:sesame@127.0.0.1:1"

    with pytest.raises(CannotStart) as told:
        require_log(settings(events="kafka", KAFKA_BOOTSTRAP_SERVERS=servers))

    assert "127.0.0.1:1" in str(told.value)
    assert "sesame" not in str(told.value)
