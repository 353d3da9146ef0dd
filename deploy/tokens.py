"""Tokens for people who want to call the API themselves."""

from datetime import UTC, datetime

from chassis import tokens
from web.personas import BY_ID, EVERYBODY

from .errors import CannotStart
from .keychain import Keychain


def token_for(keychain: Keychain, persona: str) -> str:
    """Return a token that speaks for a persona for an hour. Raises `CannotStart`."""
    if persona not in EVERYBODY:
        known = ", ".join(BY_ID)
        raise CannotStart(f"nobody here is called {persona}. There are: {known}.")
    if not keychain.token_signing_key.exists():
        home = keychain.token_signing_key.parent
        raise CannotStart(f"{home} has no keys yet: run `make up` once.")
    return tokens.mint(
        keychain.token_signing_key.read_bytes(),
        person=EVERYBODY[persona].name,
        team=EVERYBODY[persona].team,
        client="day1",
        lifetime=tokens.LONGEST,
        now=datetime.now(UTC),
    )
