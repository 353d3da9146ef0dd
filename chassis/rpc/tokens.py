"""Who is calling: tokens verified, and remembered for a while.

`docs/identity.md` says what a token has to look like.
"""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import jwt

from chassis.domain import Actor, Violation
from chassis.tokens import AUDIENCE, ISSUER

from .errors import Unauthenticated
from .keys import KeyFile, Keys

LEEWAY_SECONDS = 30.0
"""By how much our clock may be ahead of that of whoever minted the token."""

FUTURE_SECONDS = 86_400.0
"""By how much theirs may be ahead of ours: no harm in a token of the future."""

LATEST_EXPIRY = 253_402_300_799
"""The last second of the year 9999; what claims to live longer is no token of ours."""

REQUIRED = ("iss", "aud", "iat", "exp", "sub", "teams")
"""Claims; the one that names the person is required as well."""

PERSON = re.compile(r"people/[A-Za-z0-9._~-]{1,128}|services/[a-z0-9-]{1,63}")
TEAM = re.compile(r"teams/[A-Za-z0-9._~-]{1,128}")


@dataclass(frozen=True, slots=True)
class Caller:
    """What a token says: a person, and the program through which they call."""

    actor: Actor
    client: str
    expires_at: float


@dataclass(frozen=True, slots=True)
class Trust:
    """Whose tokens count, and what they have to say.

    Attributes:
        issuer: What `iss` has to be.
        audience: What `aud` has to contain, if not `day1`: the service's name.
        person_claim: The claim that names the person.
    """

    audience: str
    issuer: str = ISSUER
    person_claim: str = "sub"


class TokenVerifier:
    """Knows the callers behind tokens.

    A signature costs about 100 µs to verify, so the last few hundred verified
    tokens are remembered, as long as the keys stay the same; their expiry is checked
    on every call.
    """

    def __init__(
        self, jwks: Path, trust: Trust, now: Callable[[], float] = time.time
    ) -> None:
        self._now = now
        self._file = KeyFile(jwks)
        self._verified = lru_cache(maxsize=512)(partial(_verify, trust))

    def caller_of(self, authorization: str) -> Caller:
        """Return who is behind an `authorization` value. Raises `Unauthenticated`."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise _refused("TOKEN_MISSING", "Send 'authorization: Bearer TOKEN'.")
        try:
            caller = self._verified(token, self._file.keys())
        except (jwt.InvalidTokenError, ValueError):
            raise _refused("TOKEN_INVALID", "The token is not valid here.") from None
        if caller.expires_at + LEEWAY_SECONDS <= self._now():
            raise _refused("TOKEN_EXPIRED", "The token has expired. Get a new one.")
        return caller


def _verify(trust: Trust, token: str, keys: Keys) -> Caller:
    key = keys.by_id.get(jwt.get_unverified_header(token).get("kid", ""))
    if key is None:
        raise jwt.InvalidTokenError
    claims = jwt.decode(
        token,
        key.public,
        algorithms=[key.algorithm],
        audience=[trust.audience, AUDIENCE],
        issuer=trust.issuer,
        options={
            "require": [*REQUIRED, trust.person_claim],
            "verify_exp": False,
            "verify_jti": False,
        },
        leeway=FUTURE_SECONDS,
    )
    expiry, client = claims["exp"], claims.get("azp", "")
    if not _is_moment(expiry) or not _is_moment(claims["iat"]):
        raise jwt.InvalidTokenError
    if not isinstance(client, str):
        raise jwt.InvalidTokenError
    return Caller(_actor(claims, trust), client, min(expiry, key.expires_at))


def _is_moment(claim: Any) -> bool:
    """Tell whether a claim holds seconds since 1970, and not a text or a boolean."""
    return type(claim) in {int, float} and 0 <= claim <= LATEST_EXPIRY


def _actor(claims: Mapping[str, Any], trust: Trust) -> Actor:
    """Return the person, acting for the first of their teams; a service has none."""
    person, teams = claims[trust.person_claim], claims["teams"]
    if not isinstance(teams, list) or not all(isinstance(one, str) for one in teams):
        raise jwt.InvalidTokenError
    who = _named("people", person, PERSON)
    if not teams and who.startswith("services/"):
        return Actor(who)
    return Actor(who, _named("teams", next(iter(teams), ""), TEAM))


def _named(collection: str, claim: object, form: re.Pattern[str]) -> str:
    """Return the resource name that a claim holds, or its id alone."""
    if not isinstance(claim, str):
        raise jwt.InvalidTokenError
    name = claim if "/" in claim else f"{collection}/{claim}"
    if not form.fullmatch(name):
        raise jwt.InvalidTokenError
    return name


def _refused(reason: str, description: str) -> Unauthenticated:
    return Unauthenticated(Violation(reason, "authorization", description))
