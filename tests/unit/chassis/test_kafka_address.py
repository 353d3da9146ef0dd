"""What a `kafka://` URL may say, and what it is told it may not."""

from datetime import timedelta

import pytest

from chassis.domain import InvalidInput
from chassis.eventlog.kafka_address import KafkaAddress, Layout


def test_all_servers_are_known_to_every_client() -> None:
    address = KafkaAddress.parse("kafka://one:9092,two:9093")

    assert address.clients["bootstrap_servers"] == ["one:9092", "two:9093"]
    assert address.layout == Layout()


def test_security_passes_through_with_the_types_that_the_library_wants() -> None:
    address = KafkaAddress.parse(
        "kafka://one:9092?security_protocol=SASL_SSL&sasl_mechanism=SCRAM-SHA-512"
        "&sasl_plain_username=ideas&sasl_plain_password=p%26ss&ssl_check_hostname=false"
        "&request_timeout_ms=9000"
    )

    assert address.options == {
        "security_protocol": "SASL_SSL",
        "sasl_mechanism": "SCRAM-SHA-512",
        "sasl_plain_username": "ideas",
        "sasl_plain_password": "p&ss",
        "ssl_check_hostname": False,
        "request_timeout_ms": 9000,
    }
    assert address.clients["request_timeout_ms"] == 9000


def test_topics_are_laid_out_as_told() -> None:
    address = KafkaAddress.parse(
        "kafka://one:9092?partitions=12&replication_factor=3&retention=P30D&prefix=eu."
    )

    assert address.layout == Layout(
        partitions=12, replication_factor=3, retention=timedelta(days=30), prefix="eu."
    )


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("acks=0", "no option 'acks'"),
        ("bootstrap_servers=two:9092", "no option 'bootstrap_servers'"),
        ("ssl_context=any", "no option 'ssl_context'"),
        ("partitions=0", "partitions"),
        ("prefix=a/b", "prefix"),
        ("request_timeout_ms=soon", "request_timeout_ms is a whole number"),
        ("ssl_check_hostname=perhaps", "ssl_check_hostname is true or false"),
    ],
)
def test_what_would_weaken_a_promise_is_no_option(option: str, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        KafkaAddress.parse(f"kafka://one:9092?{option}")


def test_a_user_before_the_servers_is_refused_and_the_password_not_told() -> None:
    with pytest.raises(InvalidInput, match="sasl_plain_username") as refused:
        KafkaAddress.parse("kafka://ideas:secret@one:9092")

    assert "secret" not in str(refused.value)


def test_what_is_told_of_an_address_holds_no_secret() -> None:
    address = KafkaAddress.parse("kafka://one:9092?sasl_plain_password=secret")

    assert "secret" not in str(address)


def test_a_url_without_a_broker_is_refused() -> None:
    with pytest.raises(InvalidInput, match="names no host"):
        KafkaAddress.parse("kafka://?partitions=3")
