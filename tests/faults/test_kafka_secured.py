"""A broker that wants TLS and a password: the options of the URL reach all clients."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from kafka.admin import ScramMechanism, UserScramCredentialUpsertion
from typing_extensions import override

from chassis.eventlog.kafka_address import KafkaAddress
from chassis.eventlog.kafka_cluster import KafkaCluster
from chassis.eventlog.opening import open_log
from deploy.instance import free_ports
from deploy.kafka.broker import Broker
from tests.integration.support import TOPIC, note
from tests.integration.tls import Authority

HOST = "localhost"
SECRET = "s3cret &?%+;"  # noqa: S105 - of a broker that lives for a test
WRONG = "wr0ng-password"
PATIENCE = timedelta(seconds=20)

SECURITY = """
listener.security.protocol.map=SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT
security.inter.broker.protocol=SASL_SSL
sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=PLAIN
ssl.keystore.type=PEM
ssl.keystore.location={chain}
ssl.truststore.type=PEM
ssl.truststore.location={authority}
listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=\
org.apache.kafka.common.security.scram.ScramLoginModule required;
listener.name.sasl_ssl.plain.sasl.jaas.config=\
org.apache.kafka.common.security.plain.PlainLoginModule required \
username="day1" password="{secret}" user_day1="{secret}";
"""


class SecuredBroker(Broker):
    """Lets in who trusts its authority and knows the password of `day1`."""

    def __init__(self, home: Path, port: int, authority: Authority) -> None:
        super().__init__(home, port)
        authority.context_for(HOST)
        self._authority = authority

    @property
    @override
    def url(self) -> str:
        return self.url_with()

    def url_with(self, **options: str) -> str:
        """Return a URL of it; what `options` do not say is right."""
        right = {
            "security_protocol": "SASL_SSL",
            "ssl_cafile": str(self._authority.certificate),
            "sasl_mechanism": "PLAIN",
            "sasl_plain_username": "day1",
            "sasl_plain_password": SECRET,
        }
        return f"kafka://{HOST}:{self._port}?{urlencode(right | options)}"

    @override
    def properties(self) -> str:
        authority = self._authority.certificate
        chain = authority.with_name(f"{HOST}.pem")
        open_to_all = super().properties()
        return open_to_all.replace(
            "PLAINTEXT://127.0.0.1", f"SASL_SSL://{HOST}"
        ) + SECURITY.format(chain=chain, authority=authority, secret=SECRET)


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecuredBroker]:
    authority = Authority(tmp_path_factory.mktemp("trusted"))
    broker = SecuredBroker(
        tmp_path_factory.mktemp("secured"), free_ports(1)[0], authority
    )
    broker.start()
    yield broker
    broker.stop()


def read_back(url: str) -> list[bytes]:
    """Declare, write and read: each is done by a client of its own."""
    record = note("one")
    with closing(open_log(url)) as log:
        log.declare([TOPIC])
        log.append([record])
        with closing(log.subscribe("notes", [TOPIC])) as reader:
            return [found.value for found in reader.poll(PATIENCE)]


def refusal(url: str) -> str:
    """Return the one line that tells why this URL does not open the log."""
    with closing(open_log(url)) as log, pytest.raises(ConnectionError) as refused:
        log.identity()
    said = str(refused.value)
    assert "\n" not in said
    return said


def test_who_knows_the_password_and_trusts_the_authority_is_let_in(
    secured: SecuredBroker,
) -> None:
    url = secured.url_with(prefix="plain.")
    assert read_back(url) == [note("one").value]


def test_a_password_is_proven_without_being_sent(secured: SecuredBroker) -> None:
    with closing(KafkaCluster(KafkaAddress.parse(secured.url))) as cluster:
        user = UserScramCredentialUpsertion("sam", ScramMechanism.SCRAM_SHA_512, SECRET)
        cluster.ask(lambda client: client.alter_user_scram_credentials([user]))

    url = secured.url_with(
        prefix="scram.", sasl_mechanism="SCRAM-SHA-512", sasl_plain_username="sam"
    )
    assert read_back(url) == [note("one").value]


def test_a_wrong_password_is_refused_and_not_told(secured: SecuredBroker) -> None:
    said = refusal(secured.url_with(sasl_plain_password=WRONG))

    assert "wrong password" in said or "Invalid username or password" in said
    assert WRONG not in said


def test_a_broker_of_another_authority_is_not_trusted(
    secured: SecuredBroker, tmp_path: Path
) -> None:
    stranger = Authority(tmp_path).certificate
    said = refusal(secured.url_with(ssl_cafile=str(stranger)))

    assert "certificate verify failed" in said
    assert SECRET not in said


def test_who_comes_without_tls_is_refused(secured: SecuredBroker) -> None:
    said = refusal(secured.url_with(security_protocol="SASL_PLAINTEXT"))

    assert "wrong password or security_protocol" in said
    assert SECRET not in said
