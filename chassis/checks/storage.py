"""The checks that a service has heard of, in its own database.

A service that asks checks has a migration with this in it:

    -- The checks of our stages, as last heard of.
    CREATE TABLE active_checks (
        id text PRIMARY KEY,
        version bigint NOT NULL,
        created_at timestamptz NOT NULL,
        changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
        stage text NOT NULL,
        state text NOT NULL,
        body jsonb NOT NULL
    );
    CREATE INDEX active_checks_asked ON active_checks (stage) WHERE state = 'ACTIVE';

and in its unit of work:

    @cached_property
    def checks(self) -> ActiveChecks:
        return checks_in(self, SNAPSHOTS)
"""

from chassis.storage import Aggregates, Table, Work

from . import ActiveCheck
from .evaluation import ActiveChecks, Snapshots

ACTIVE_CHECKS = Table(
    ActiveCheck,
    columns={
        "stage": lambda copy: copy.stage,
        "state": lambda copy: copy.state,
    },
)


def checks_in(work: Work, snapshots: Snapshots) -> ActiveChecks:
    """Return the checks as this unit of work sees them."""
    known = Aggregates(ACTIVE_CHECKS, work)
    return ActiveChecks(work, known, snapshots, work.source)
