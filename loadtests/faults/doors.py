"""The ways into what lies below a running product: its databases, and its event log."""

from contextlib import closing

from psycopg.conninfo import make_conninfo

from chassis.eventlog import StoredRecord
from chassis.eventlog.opening import open_log
from deploy.databases import EVENTLOG, MONOLITH
from deploy.instance import Instance
from deploy.keychain import Keychain


def dsn(product: Instance, name: str) -> str:
    """Return how to enter the database of a service, as that service, right now."""
    role = MONOLITH if product.shape == "monolith" else name
    return make_conninfo(
        host=product.database_host,
        user=role,
        password=Keychain(product.home).database_password(role),
        dbname=role,
        options=f"-csearch_path={name}" if product.shape == "monolith" else "",
        connect_timeout="5",
        application_name="loadtests",
    )


def embedded_log(product: Instance) -> str:
    """Return how to enter the database of the embedded event log."""
    return dsn(product, EVENTLOG)


def everything_said(product: Instance) -> list[StoredRecord]:
    """Return what stands in the event log, by topic and in the order of each."""
    url = Keychain(product.home).eventlog_url.read_text()
    with closing(open_log(url)) as log:
        return [
            stored
            for topic in log.topics()
            for stored in log.browse(
                topic.name, {p.partition: p.begin for p in topic.partitions}
            )
        ]
