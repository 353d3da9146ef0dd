"""Short-lived signed tokens that say who calls (JWT, EdDSA; RFC 7519, RFC 8037)."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import jwt

AUDIENCE = "day1"
ALGORITHM = "EdDSA"


def mint(  # noqa: PLR0913 - the claims of a token, all by name
    private_key_pem: bytes,
    *,
    person: str,
    team: str,
    client: str,
    lifetime: timedelta,
    now: datetime,
) -> str:
    """Return a signed token for a person (`people/ann`) of a team (`teams/books`)."""
    claims = {
        "sub": person,
        "team": team,
        "azp": client,
        "aud": AUDIENCE,
        "iat": now,
        "exp": now + lifetime,
    }
    return jwt.encode(claims, _private_key(private_key_pem), algorithm=ALGORITHM)


@lru_cache(maxsize=4)
def _private_key(pem: bytes) -> Any:
    return jwt.get_algorithm_by_name(ALGORITHM).prepare_key(pem)
