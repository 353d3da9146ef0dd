"""Short-lived signed tokens that say who calls (JWT; RFC 7519, RFC 8037).

`docs/identity.md` describes the claims, the keys and their rotation for everybody.
"""

from datetime import datetime, timedelta
from functools import lru_cache

import jwt

ISSUER = "https://day1.example"
"""Who issues the tokens of an installation that nobody has told of another issuer."""

AUDIENCE = "day1"
"""For a token that is meant for every service."""

ALGORITHM = "EdDSA"
"""What Day 1 signs its own tokens with."""

LONGEST = timedelta(hours=1)
"""The longest lifetime that Day 1 gives to a token."""


def mint(  # noqa: PLR0913 - the claims of a token, all by name
    signing_key: bytes,
    *,
    person: str,
    team: str,
    client: str,
    lifetime: timedelta,
    now: datetime,
    issuer: str = ISSUER,
) -> str:
    """Return a signed token for a person (`people/ann`) of a team (`teams/books`).

    The key is a private JSON Web Key (RFC 7517) with a `kid`.
    """
    claims = {
        "iss": issuer,
        "sub": person,
        "teams": [team] if team else [],
        "azp": client,
        "aud": AUDIENCE,
        "iat": now,
        "exp": now + lifetime,
    }
    key = _key(signing_key)
    return jwt.encode(claims, key, ALGORITHM, headers={"kid": key.key_id})


@lru_cache(maxsize=4)
def _key(private_jwk: bytes) -> jwt.PyJWK:
    return jwt.PyJWK.from_json(private_jwk.decode())
