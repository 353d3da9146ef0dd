"""Who is given which secret: a folder per container, with nothing of anybody else.

Each folder is a volume of its own, which only its container mounts, so what is not in
it cannot be read there, by whatever user. `ServiceSettings` and `WebSettings` find the
files by their names, which are those of the variables (`DAY1_SECRETS_DIR`).
"""

from collections.abc import Mapping
from pathlib import Path

from deploy.databases import EVENTLOG, Postgres, provide_separately, provide_together
from deploy.keychain import Keychain
from deploy.shapes import services

SUPERUSER = "postgres"

JWKS, SIGNING_KEY = "token_jwks.json", "token_signing_key.json"
"""Files: what verifies tokens, and what signs them."""

Share = dict[str, str]
"""File name to content."""


def of_postgres(keychain: Keychain) -> Share:
    """Return what the database server is first started with."""
    return {"password": keychain.database_password(SUPERUSER)}


def of_services(keychain: Keychain, urls: Mapping[str, str]) -> dict[str, Share]:
    """Return what each service is given; the token keys only verify."""
    return {name: _of_service(name, keychain, urls) for name in services()}


def of_front(keychain: Keychain) -> Share:
    """Return what the front is given; the token key signs, for the personas."""
    return {
        "web_session_key": keychain.session_key(),
        SIGNING_KEY: keychain.token_signing_key.read_text(),
    }


def of_monolith(keychain: Keychain, urls: Mapping[str, str]) -> Share:
    """Return all of it at once: one process, one database, one log inside it."""
    share = of_front(keychain)
    for name, of_service in of_services(keychain, urls).items():
        share |= {**of_service, f"{name}_eventlog_url": urls[EVENTLOG]}
    return share


def of_all(keychain: Keychain, postgres: Postgres) -> dict[str, Share]:
    """Return every share but the server's own; creates the databases."""
    return {
        **of_services(keychain, provide_separately(postgres, services())),
        "front": of_front(keychain),
        "monolith": of_monolith(keychain, provide_together(postgres, services())),
    }


def hand_out(share: Share, folder: Path) -> None:
    """Write the files; what is there already is only repaired, each file as a whole."""
    for name, content in share.items():
        path = folder / name
        if not path.exists() or path.read_text() != content:
            draft = folder / f".{name}.new"
            draft.write_text(content)
            draft.replace(path)


def hand_out_token_keys(keychain: Keychain, secrets: Path) -> None:
    """Give the present keys of tokens to everybody who has some already."""
    for file in (keychain.token_jwks, keychain.token_signing_key):
        for given in secrets.glob(f"*/{file.name}"):
            hand_out({file.name: file.read_text()}, given.parent)


def _of_service(name: str, keychain: Keychain, urls: Mapping[str, str]) -> Share:
    return {
        f"{name}_database_url": urls[name],
        f"{name}_page_token_key": keychain.page_token_key(name),
        JWKS: keychain.token_jwks.read_text(),
    }
