"""`day1 keys`: the keys that sign and verify callers' tokens."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import click

from chassis.tokens import LONGEST

from .errors import CannotStart
from .home import require_ours
from .keychain import Keychain
from .settings import read_settings

MARGIN = timedelta(minutes=5)
"""How much longer an old key verifies than the tokens that it signed live."""

ROTATED = """\
Tokens are signed with the key {kid} from now on.
Older keys verify until {until:%Y-%m-%d %H:%M} UTC; then services drop them."""

wait_option = click.option(
    "--wait",
    "seconds",
    default=2.0,
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="How long services may take to see the new key before it signs.",
)


@click.group()
def keys() -> None:
    """Look after the keys that sign and verify callers' tokens."""


@keys.command()
@wait_option
def rotate(seconds: float) -> None:
    """Sign with a new key, while what runs goes on; nobody is refused.

    Services learn the new key first, then it signs, and old keys verify until the last
    token that they signed has expired.
    """
    home = read_settings().home
    require_ours(home)
    keychain = Keychain(home)
    if not keychain.token_signing_key.exists():
        raise CannotStart(f"{home} has no keys yet: run `make up` once.")
    click.echo(rotated(keychain, partial(time.sleep, seconds)))


def rotated(keychain: Keychain, make_known: Callable[[], None]) -> str:
    """Rotate the key, and return what is to be said about it."""
    until = datetime.now(UTC) + LONGEST + MARGIN
    kid = keychain.rotate_token_key(make_known, verify_until=int(until.timestamp()))
    return ROTATED.format(kid=kid, until=until)
