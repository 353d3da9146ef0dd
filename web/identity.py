"""Whom the visitor acts as, and the token that says so to the services."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

from flask import session

from chassis.tokens import mint

from .personas import BY_ID, DEFAULT, Persona

LIFETIME = timedelta(minutes=5)
CLIENT = "web"
COOKIE_KEY = "persona"


def current() -> Persona:
    """Return the persona the visitor picked; the default before they pick."""
    return BY_ID.get(session.get(COOKIE_KEY, ""), DEFAULT)


def pick(persona_id: str) -> None:
    """Remember whom the visitor acts as; somebody unknown changes nothing."""
    if persona_id in BY_ID:
        session[COOKIE_KEY] = persona_id


class Tokens:
    """Short-lived tokens, one for each persona.

    A token is used for half its life: services remember those they have verified,
    and no call may arrive with one that has just expired. The next one is signed with
    the key that the file holds then.
    """

    def __init__(self, signing_key: Path, issuer: str) -> None:
        self._key = signing_key
        self._issuer = issuer
        self._minted: dict[str, tuple[str, datetime]] = {}
        self._lock = Lock()

    def authorization(self, persona: Persona) -> str:
        """Return the value of the `authorization` metadata."""
        now = datetime.now(UTC)
        with self._lock:
            token, minted_at = self._minted.get(persona.id, ("", now - LIFETIME))
            if now - minted_at >= LIFETIME / 2:
                token = self._mint(persona, now)
                self._minted[persona.id] = token, now
        return f"Bearer {token}"

    def _mint(self, persona: Persona, now: datetime) -> str:
        return mint(
            self._key.read_bytes(),
            person=persona.name,
            team=persona.team,
            client=CLIENT,
            lifetime=LIFETIME,
            now=now,
            issuer=self._issuer,
        )
