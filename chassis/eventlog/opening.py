"""A log is a URL: which kind it is, is decided here and nowhere else."""

from . import EventLog
from .embedded import EmbeddedLog


def open_log(url: str, *, create: bool = True) -> EventLog:
    """Return Kafka for `kafka://…`, else the embedded log in that PostgreSQL.

    Its tables are created if need be; without `create`, using them raises
    `psycopg.errors.UndefinedTable`.
    """
    if url.startswith("kafka://"):
        # Its client takes 0.1 s and 7 MB to import: nobody pays who does not use it.
        from .kafka import KafkaLog  # noqa: PLC0415

        return KafkaLog(url)
    return EmbeddedLog(url, create=create)
