"""`python -m deploy.containers`: what an operator of the containers runs."""

import time
from functools import partial
from pathlib import Path

import click

from deploy import demo as company
from deploy.home import prepare
from deploy.keychain import Keychain
from deploy.keys import rotated, wait_option
from deploy.server import PostgresServer
from deploy.settings import read_settings
from deploy.tokens import token_for

from . import shares

SECRETS = Path("/secrets")
SERVER = "postgresql://postgres:{password}@postgres/postgres"


@click.group()
def main() -> None:
    """Prepare the containers of Day 1, and act in them."""


@main.command()
def keys() -> None:
    """Make the keys of this installation, once, and give the database its password."""
    keychain = _keychain()
    keychain.make_token_keys()
    shares.hand_out(shares.of_postgres(keychain), SECRETS / "postgres")


@main.command()
@wait_option
def rotate(seconds: float) -> None:
    """Sign tokens with a new key, while what runs goes on; nobody is refused."""
    keychain = _keychain()

    def make_known() -> None:
        shares.hand_out_token_keys(keychain, SECRETS)
        time.sleep(seconds)

    click.echo(rotated(keychain, make_known))
    shares.hand_out_token_keys(keychain, SECRETS)


@main.command()
def databases() -> None:
    """Make what is missing on the server, and give everybody what is theirs."""
    keychain = _keychain()
    password = keychain.database_password(shares.SUPERUSER)
    server = PostgresServer(SERVER.format(password=password), keychain)
    server.start()
    for name, share in shares.of_all(keychain, server).items():
        shares.hand_out(share, SECRETS / name)


@main.command()
@click.argument("persona")
def token(persona: str) -> None:
    """Print a token that speaks for PERSONA for an hour."""
    click.echo(token_for(_keychain(), persona))


@main.command()
def demo() -> None:
    """Load the core of the demo company into the front beside this container."""
    company.load(read_settings().base_url, partial(token_for, _keychain()))


def _keychain() -> Keychain:
    home = read_settings().home
    prepare(home)
    return Keychain(home)


if __name__ == "__main__":
    main(prog_name="day1")
