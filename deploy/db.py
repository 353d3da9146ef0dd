"""The commands `day1 db`: databases on a PostgreSQL server that is given."""

import json
from collections.abc import Iterable
from pathlib import Path

import click

from . import shapes
from .databases import EVENTLOG, MONOLITH, Provided, provide_together
from .errors import CannotStart
from .home import prepare
from .keychain import Keychain
from .server import PostgresServer
from .settings import RunnerSettings, read_settings

ROW = "{:<14}{:<10}{}"

SUMMARY = """\
Each role enters its own database and no other.
Their passwords are in the state folder, {home}."""


@click.group()
def db() -> None:
    """Look after the databases on the server that DAY1_POSTGRES_URL names."""


@db.command()
@click.option("--monolith", is_flag=True, help="One database, with a schema each.")
@click.option(
    "--passwords",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON, role to password: set these, and keep them in the state folder.",
)
@click.option("--rotate", is_flag=True, help="Set new passwords, then restart.")
def init(*, monolith: bool, passwords: Path | None, rotate: bool) -> None:
    """Create a database and a role per service; twice is as good as once.

    Safe beside running services. After new passwords, restart what `day1` did not
    start: open connections stay, new ones need the new password.
    """
    settings = read_settings()
    server, keychain = _server(settings)
    names = [MONOLITH] if monolith else [*shapes.services()]
    if not monolith and settings.events == "embedded":
        names.append(EVENTLOG)
    given = _given(passwords, names)
    for name in names:
        if name in given or rotate:
            keychain.replace_database_password(name, given.get(name))
    _show(server.provide(name, reset=name in given or rotate) for name in names)
    if monolith:
        provide_together(server, shapes.services())
    click.echo(SUMMARY.format(home=settings.home))


def _server(settings: RunnerSettings) -> tuple[PostgresServer, Keychain]:
    url = settings.postgres_url.get_secret_value()
    if not url:
        raise CannotStart(
            "set DAY1_POSTGRES_URL to the libpq URL of a role that may create databases"
            " and roles. Without it, `make up` brings a server of its own."
        )
    prepare(settings.home)
    keychain = Keychain(settings.home)
    server = PostgresServer(url, keychain)
    server.start()
    return server, keychain


def _given(file: Path | None, names: list[str]) -> dict[str, str]:
    """Return the passwords in the file. Raises `CannotStart`."""
    try:
        given = json.loads(file.read_bytes()) if file else {}
    except ValueError as error:
        raise CannotStart(f"{file} is no JSON.") from error
    if not isinstance(given, dict) or not all(
        name in names and isinstance(one, str) and one for name, one in given.items()
    ):
        raise CannotStart(
            f'{file} should look like {{"ROLE": "password"}}, with some or all of these'
            f" roles: {', '.join(names)}."
        )
    return given


def _show(provided: Iterable[Provided]) -> None:
    click.echo(ROW.format("name", "database", "role"))
    for one in provided:
        click.echo(ROW.format(one.name, one.database, one.role))
