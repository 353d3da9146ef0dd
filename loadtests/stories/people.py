"""Who makes the load: people of the demo company, and leaders whom nobody else knows.

A leader leads one idea at a time, so each idea of the load brings its own.
"""

import time
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from chassis import tokens
from deploy.errors import CannotStart
from deploy.keychain import Keychain
from web.personas import BY_ID

LIFETIME = timedelta(hours=1)
RENEWED_SECONDS = 1800.0
KEPT = 512
"""Tokens; there is a leader to every idea, and memory has to stay flat."""


class Person(NamedTuple):
    """Somebody who acts, and as what the load knows them.

    Attributes:
        role: `author`, `leader`, `reader` or `stranger`.
        name: Such as `people/ann`.
        team: Such as `teams/books`.
    """

    role: str
    name: str
    team: str


def persona(role: str, persona_id: str) -> Person:
    """Return somebody of the demo company."""
    who = BY_ID[persona_id]
    return Person(role, who.name, who.team)


AUTHOR = persona("author", "ann")
READER = persona("reader", "cara")
STRANGER = persona("stranger", "joy")


def leader(name: str) -> Person:
    """Return the leader of one idea, on its author's team."""
    return Person("leader", f"people/{name}", AUTHOR.team)


class Badges:
    """Tokens for people, renewed long before they expire."""

    def __init__(self, home: Path) -> None:
        key = Keychain(home).token_signing_key
        if not key.exists():
            raise CannotStart(f"{home} has no keys yet: run `make up` once.")
        self._minted = lru_cache(maxsize=KEPT)(Mint(key).token)

    def token(self, person: Person) -> str:
        """Return a token that speaks for a person."""
        return self._minted(person, int(time.monotonic() / RENEWED_SECONDS))


class Mint:
    """Signs tokens as the front does."""

    def __init__(self, signing_key: Path) -> None:
        self._signing_key = signing_key

    def token(self, person: Person, _period: int) -> str:
        """Return a new token; another period gets another one."""
        return tokens.mint(
            self._signing_key.read_bytes(),
            person=person.name,
            team=person.team,
            client="load",
            lifetime=LIFETIME,
            now=datetime.now(UTC),
        )
