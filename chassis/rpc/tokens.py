"""Who is calling: tokens verified, and remembered for a while."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jwt

from chassis.domain import Actor, Violation
from chassis.tokens import ALGORITHM, AUDIENCE

from .errors import Unauthenticated

LEEWAY_SECONDS = 30.0
"""By how much our clock may be ahead of that of whoever minted the token."""

FUTURE_SECONDS = 86_400.0
"""By how much theirs may be ahead of ours: no harm in a token of the future."""

LATEST_EXPIRY = 253_402_300_799
"""The last second of the year 9999; what claims to live longer is no token of ours."""


@dataclass(frozen=True, slots=True)
class Caller:
    """What a token says: a person, and the program through which they call."""

    actor: Actor
    client: str
    expires_at: float


class TokenVerifier:
    """Knows the callers behind tokens.

    A signature costs about 100 µs to verify, so the last few hundred verified
    tokens are remembered; their expiry is checked on every call.
    """

    def __init__(
        self, public_key_pem: bytes, now: Callable[[], float] = time.time
    ) -> None:
        self._now = now
        key = jwt.get_algorithm_by_name(ALGORITHM).prepare_key(public_key_pem)
        self._verified = lru_cache(maxsize=512)(lambda token: _verify(token, key))

    def caller_of(self, authorization: str) -> Caller:
        """Return who is behind an `authorization` value. Raises `Unauthenticated`."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise _refused("TOKEN_MISSING", "Send 'authorization: Bearer TOKEN'.")
        try:
            caller = self._verified(token)
        except (jwt.InvalidTokenError, ValueError):
            raise _refused("TOKEN_INVALID", "The token is not valid here.") from None
        if caller.expires_at + LEEWAY_SECONDS <= self._now():
            raise _refused("TOKEN_EXPIRED", "The token has expired. Get a new one.")
        return caller


def _verify(token: str, key: Any) -> Caller:
    claims = jwt.decode(
        token,
        key,
        algorithms=[ALGORITHM],
        audience=AUDIENCE,
        options={"require": ["exp", "sub", "aud", "team"], "verify_exp": False},
        leeway=FUTURE_SECONDS,
    )
    person, team, client = claims["sub"], claims["team"], claims.get("azp", "")
    if not all(isinstance(claim, str) for claim in (person, team, client)):
        raise jwt.InvalidTokenError
    expiry = claims["exp"]
    if type(expiry) not in {int, float} or not 0 <= expiry <= LATEST_EXPIRY:
        raise jwt.InvalidTokenError
    return Caller(Actor(person, team), client, expiry)


def _refused(reason: str, description: str) -> Unauthenticated:
    return Unauthenticated(Violation(reason, "authorization", description))
