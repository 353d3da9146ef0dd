"""A PostgreSQL server that somebody else runs: `DAY1_POSTGRES_URL`."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors as pg
from psycopg.conninfo import conninfo_to_dict

from .databases import Provided, provide
from .errors import CannotStart
from .keychain import Keychain


class PostgresServer:
    """Databases and roles on a server that is there already.

    Args:
        url: libpq URL of a role that may create databases and roles; what it says of
            hosts and TLS is also how services connect.
        keychain: Where the passwords of the roles are kept.
    """

    is_running = True
    """Nobody but its operators can start it again; services wait for it meanwhile."""

    def __init__(self, url: str, keychain: Keychain) -> None:
        self._url = url
        self._keychain = keychain

    def start(self) -> None:
        """See that it answers. Raises `CannotStart`."""
        with _in_plain_words(self._url):
            psycopg.connect(self._url).close()

    def stop(self) -> None:
        """Leave it alone: it is not ours."""

    def create(self, name: str) -> str:
        """Return the libpq URL of a database that only the role of its name may enter.

        Both are created when missing. Raises `CannotStart`.
        """
        return self.provide(name).url

    def provide(self, name: str, *, reset: bool = False) -> Provided:
        """Do so, and tell what was done; `reset` sets the keychain's password again."""
        with _in_plain_words(self._url):
            return provide(self._url, self._keychain, name, reset=reset)


@contextmanager
def _in_plain_words(url: str) -> Iterator[None]:
    """Tell what the server has refused, in one line and without the password."""
    try:
        yield
    except pg.InsufficientPrivilege as error:
        user = conninfo_to_dict(url).get("user", "of DAY1_POSTGRES_URL")
        raise CannotStart(
            f"the role {user} may not do this: {error}. It needs CREATEDB and"
            " CREATEROLE; give it both, or name a superuser in DAY1_POSTGRES_URL."
        ) from error
    except psycopg.Error as error:
        said = str(error).strip().rstrip(".")
        raise CannotStart(f"{said}. Check DAY1_POSTGRES_URL.") from error
