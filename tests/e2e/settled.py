"""What events have left undone: none is to wait for ever, or to be given up."""

from collections.abc import Iterator
from contextlib import closing

from psycopg import sql

from chassis.dead_letters import REASON
from chassis.eventlog.opening import open_log
from deploy.databases import MONOLITH
from deploy.events.letters import letters_in
from deploy.instance import SERVICES, Instance
from deploy.keychain import Keychain
from tests.e2e.database import connect, role_of

TYPE = "ce_type"


def assert_settled(product: Instance) -> None:
    """Wait until no event waits, and assert that none was given up."""
    product.await_true(
        lambda: not waiting(product), f"no event waits any more: {waiting(product)}"
    )
    assert dead(product) == []


def waiting(product: Instance) -> list[str]:
    """Return the parked events of all services: who waits, and for what."""
    return [one for service in SERVICES for one in _parked(product, service)]


def dead(product: Instance) -> list[str]:
    """Return the dead letters of all groups: whose, what, and why."""
    with closing(open_log(Keychain(product.home).eventlog_url.read_text())) as log:
        return [
            f"{letter.group}: {letter.record.headers.get(TYPE)} "
            f"{letter.record.key} ({letter.record.headers.get(REASON)})"
            for letter in letters_in(log)
        ]


def _parked(product: Instance, service: str) -> Iterator[str]:
    role = role_of(product, service)
    schema = service if role == MONOLITH else "public"
    query = sql.SQL("SELECT key, headers ->> %s FROM {}").format(
        sql.Identifier(schema, "parked")
    )
    with connect(product, role, role) as connection:
        for row in connection.execute(query, [TYPE]).fetchall():
            yield f"{service}: {row}"
