"""Tokens: what `docs/identity.md` promises to issuers and to callers."""

import base64
import hmac
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from chassis.domain import Actor
from chassis.rpc.errors import Unauthenticated
from chassis.rpc.keys import ALGORITHMS
from chassis.rpc.tokens import LEEWAY_SECONDS, TokenVerifier, Trust
from chassis.tokens import AUDIENCE, ISSUER, LONGEST, mint

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TRUST = Trust("notes")
CLAIMS = {
    "iss": ISSUER,
    "sub": "people/ann",
    "teams": ["teams/books"],
    "azp": "test",
    "aud": AUDIENCE,
    "iat": NOON.timestamp(),
    "exp": NOON.timestamp() + 60,
}

Jwk = dict[str, Any]


def ed25519(kid: str = "one") -> Jwk:
    key = OKPAlgorithm.to_jwk(Ed25519PrivateKey.generate(), as_dict=True)
    return {**key, "kid": kid, "alg": "EdDSA"}


def rs256(kid: str = "two") -> Jwk:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return {**RSAAlgorithm.to_jwk(key, as_dict=True), "kid": kid, "alg": "RS256"}


def es256(kid: str = "three") -> Jwk:
    key = ec.generate_private_key(ec.SECP256R1())
    return {**ECAlgorithm.to_jwk(key, as_dict=True), "kid": kid}


ONE = ed25519()


def public(key: Jwk) -> Jwk:
    return {
        name: value for name, value in key.items() if len(name) > 1 or name in "nexy"
    }


def write(file: Path, *keys: Jwk) -> Path:
    """Replace the key set, as an issuer does: as a whole."""
    draft = file.with_suffix(".new")
    draft.write_text(json.dumps({"keys": [public(key) for key in keys]}))
    return draft.replace(file)


@pytest.fixture
def jwks(tmp_path: Path) -> Path:
    return write(tmp_path / "jwks.json", ONE)


def signed(key: Jwk = ONE, /, **changes: Any) -> str:
    """Return a token; `...` leaves a claim out."""
    claims = {**CLAIMS, **changes}
    given = {name: claim for name, claim in claims.items() if claim is not ...}
    signer = jwt.PyJWK(key)
    text = joined({"alg": signer.algorithm_name, "kid": key["kid"]}, given)
    return f"{text}.{encoded(signer.Algorithm.sign(text.encode(), signer.key))}"


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def joined(header: dict[str, str], claims: dict[str, Any]) -> str:
    return ".".join(encoded(json.dumps(part).encode()) for part in (header, claims))


def actor_of(jwks: Path, token: str, trust: Trust = TRUST) -> Actor:
    verifier = TokenVerifier(jwks, trust, NOON.timestamp)
    return verifier.caller_of(f"Bearer {token}").actor


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Unauthenticated) as refused:
        act()
    return refused.value.violations[0].reason


def test_a_minted_token_speaks_for_a_person_of_a_team(jwks: Path) -> None:
    token = mint(
        json.dumps(ONE).encode(),
        person="people/ann",
        team="teams/books",
        client="test",
        lifetime=LONGEST,
        now=NOON,
    )

    assert actor_of(jwks, token) == Actor("people/ann", "teams/books")
    assert jwt.get_unverified_header(token)["kid"] == "one"


@pytest.mark.parametrize(
    ("changes", "actor"),
    [
        ({}, Actor("people/ann", "teams/books")),
        ({"sub": "j.doe~2_A-b"}, Actor("people/j.doe~2_A-b", "teams/books")),
        ({"teams": ["books", "teams/family"]}, Actor("people/ann", "teams/books")),
        ({"sub": "services/ci", "teams": []}, Actor("services/ci")),
        ({"aud": "notes"}, Actor("people/ann", "teams/books")),
        ({"aud": ["others", "notes"]}, Actor("people/ann", "teams/books")),
        ({"groups": [1], "jti": "x", "nonce": {}}, Actor("people/ann", "teams/books")),
        ({"jti": 7}, Actor("people/ann", "teams/books")),
        ({"nbf": NOON.timestamp()}, Actor("people/ann", "teams/books")),
        ({"azp": ...}, Actor("people/ann", "teams/books")),
    ],
    ids=str,
)
def test_the_person_acts_for_the_first_of_their_teams(
    jwks: Path, changes: dict[str, Any], actor: Actor
) -> None:
    assert actor_of(jwks, signed(**changes)) == actor


def test_a_claim_of_ones_own_can_name_the_person(jwks: Path) -> None:
    token = signed(sub="auth0|5f7", day1_person="ann")
    trust = Trust("notes", person_claim="day1_person")

    assert actor_of(jwks, token, trust).name == "people/ann"
    assert refusal(lambda: actor_of(jwks, signed(), trust)) == "TOKEN_INVALID"


def test_another_issuer_can_be_trusted(jwks: Path) -> None:
    token = signed(iss="https://id.example.com/")

    trust = Trust("notes", "https://id.example.com/")
    assert actor_of(jwks, token, trust).name == "people/ann"
    assert refusal(lambda: actor_of(jwks, token)) == "TOKEN_INVALID"


@pytest.mark.parametrize("key", [ed25519(), rs256(), es256()], ids=lambda k: k["kty"])
def test_keys_of_each_algorithm_verify(jwks: Path, key: Jwk) -> None:
    assert jwt.PyJWK(key).algorithm_name in ALGORITHMS
    write(jwks, key)

    assert actor_of(jwks, signed(key)).name == "people/ann"


def test_a_token_that_has_expired_meanwhile_is_refused_though_it_is_remembered(
    jwks: Path,
) -> None:
    times = [NOON.timestamp(), NOON.timestamp() + 60 + LEEWAY_SECONDS]
    verifier = TokenVerifier(jwks, TRUST, lambda: times.pop(0))
    authorization = f"Bearer {signed()}"
    verifier.caller_of(authorization)

    assert refusal(lambda: verifier.caller_of(authorization)) == "TOKEN_EXPIRED"


def test_clocks_that_differ_a_little_refuse_nobody(jwks: Path) -> None:
    verifier = TokenVerifier(jwks, TRUST, lambda: NOON.timestamp() + LEEWAY_SECONDS)
    token = signed(iat=time.time() + 3600, exp=NOON.timestamp() + 1)

    assert verifier.caller_of(f"Bearer {token}").actor.name == "people/ann"


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer ", "Basic YTpi", "x"])
def test_without_a_bearer_token_nobody_is_known(jwks: Path, authorization: str) -> None:
    verifier = TokenVerifier(jwks, TRUST)

    assert refusal(lambda: verifier.caller_of(authorization)) == "TOKEN_MISSING"


REQUIRED = ("iss", "aud", "iat", "exp", "sub", "teams")


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://another.example"},
        {"iss": ISSUER + "/"},
        {"aud": "another"},
        {"aud": ["another"]},
        *({claim: ...} for claim in REQUIRED),
        *({claim: None} for claim in REQUIRED),
        *({claim: 7} for claim in ("iss", "sub", "aud", "teams", "azp")),
        {"sub": ["people/ann"]},
        {"sub": ""},
        {"sub": "people/"},
        {"sub": "people/ann/x"},
        {"sub": "people/Ann Abara"},
        {"sub": "ann@example.com"},
        {"sub": "teams/books"},
        {"sub": "x" * 129},
        {"teams": []},
        {"teams": "teams/books"},
        {"teams": [7]},
        {"teams": ["teams/books", None]},
        {"teams": ["people/ann"]},
        {"teams": {"name": "teams/books"}},
        {"azp": None},
        {"exp": "soon"},
        {"exp": "99999999999"},
        {"exp": []},
        {"exp": float("inf")},
        {"exp": 10**400},
        {"iat": "yesterday"},
        {"iat": "1796083814"},
        {"iat": True},
        {"iat": -1},
        {"iat": float("inf")},
        {"nbf": time.time() + 2 * 86_400},
        {"nbf": "yesterday"},
        {"iat": time.time() + 2 * 86_400},
    ],
    ids=str,
)
def test_a_signed_token_with_other_claims_is_refused(
    jwks: Path, changes: dict[str, Any]
) -> None:
    assert refusal(lambda: actor_of(jwks, signed(**changes))) == "TOKEN_INVALID"


def forgeries() -> dict[str, str]:
    """Return tokens that nobody who holds the private key has made, by their trick."""
    header, claims, signature = signed().split(".")
    # What everyone may know, taken for a shared secret.
    symmetric = joined({"alg": "HS256", "kid": "one"}, CLAIMS)
    digest = hmac.digest(json.dumps(public(ONE)).encode(), symmetric.encode(), "sha256")
    ben = encoded(json.dumps({**CLAIMS, "sub": "people/ben"}).encode())
    return {
        "unsigned": f"{joined({'alg': 'none', 'kid': 'one'}, CLAIMS)}.",
        "signed by another": signed(ed25519()),
        "signed with the public key": f"{symmetric}.{encoded(digest)}",
        "of another algorithm": signed(rs256("one")),
        "of a key that nobody knows": signed(ed25519("nobody's")),
        "without a kid": f"{joined({'alg': 'EdDSA'}, CLAIMS)}.{signature}",
        "changed after signing": f"{header}.{ben}.{signature}",
        "without its signature": f"{header}.{claims}.",
        "with other characters": f"{header}.{claims}.{signature}ü",
        "no token at all": "x.y.z",
    }


FORGERIES = forgeries()


@pytest.mark.parametrize("trick", FORGERIES)
def test_a_forged_token_is_refused(jwks: Path, trick: str) -> None:
    assert refusal(lambda: actor_of(jwks, FORGERIES[trick])) == "TOKEN_INVALID"


def test_a_new_key_verifies_as_soon_as_it_is_in_the_file(jwks: Path) -> None:
    verifier, new = TokenVerifier(jwks, TRUST, NOON.timestamp), ed25519("new")
    authorization = f"Bearer {signed(new)}"
    assert refusal(lambda: verifier.caller_of(authorization)) == "TOKEN_INVALID"

    write(jwks, ONE, new)

    assert verifier.caller_of(authorization).actor.name == "people/ann"
    assert verifier.caller_of(f"Bearer {signed()}").actor.name == "people/ann"


def test_what_a_removed_key_signed_is_refused_though_it_is_remembered(
    jwks: Path,
) -> None:
    verifier = TokenVerifier(jwks, TRUST, NOON.timestamp)
    authorization = f"Bearer {signed()}"
    verifier.caller_of(authorization)

    write(jwks, ed25519("new"))

    assert refusal(lambda: verifier.caller_of(authorization)) == "TOKEN_INVALID"


def test_what_a_key_signed_is_refused_after_the_end_of_the_key(jwks: Path) -> None:
    times = [NOON.timestamp(), NOON.timestamp() + 10 + LEEWAY_SECONDS]
    write(jwks, {**ONE, "exp": NOON.timestamp() + 10})
    verifier = TokenVerifier(jwks, TRUST, lambda: times.pop(0))
    authorization = f"Bearer {signed()}"
    verifier.caller_of(authorization)

    assert refusal(lambda: verifier.caller_of(authorization)) == "TOKEN_EXPIRED"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"keys": []}', '{"keys": ["x"]}'])
def test_keys_stay_while_the_file_cannot_be_read(jwks: Path, content: str) -> None:
    verifier = TokenVerifier(jwks, TRUST, NOON.timestamp)

    jwks.write_text(content)
    verifier.caller_of(f"Bearer {signed()}")
    jwks.unlink()
    verifier.caller_of(f"Bearer {signed()}")

    write(jwks, new := ed25519("new"))
    verifier.caller_of(f"Bearer {signed(new)}")


@pytest.mark.parametrize(
    "key",
    [
        {**ONE, "use": "enc"},
        {name: value for name, value in ONE.items() if name != "kid"},
        {"kty": "oct", "k": "c2VjcmV0", "kid": "one", "alg": "HS256"},
        {"kty": "OKP", "crv": "Ed448", "x": "AAAA", "kid": "one"},
    ],
    ids=["for encryption", "without an id", "a shared secret", "of another curve"],
)
def test_a_file_without_a_usable_key_is_refused_at_the_start(
    jwks: Path, key: Jwk
) -> None:
    jwks.write_text(json.dumps({"keys": [key]}))

    with pytest.raises(OSError, match="no key with a kid that can verify"):
        TokenVerifier(jwks, TRUST)


def test_keys_beside_one_of_no_use_are_used(jwks: Path) -> None:
    jwks.write_text(json.dumps({"keys": [{"kty": "new"}, public(ONE)]}))

    assert actor_of(jwks, signed()).name == "people/ann"
