"""Everything secret of one state folder: made once, kept in files of mode 0600."""

import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class Keychain:
    """Makes a secret when it is first asked for, and returns the same ever after.

    A file is replaced as a whole, so a start that is killed leaves no half of
    one. Two writers at once would lose secrets: the caller holds the lock.
    """

    def __init__(self, home: Path) -> None:
        self._secrets = home / "secrets.json"
        self.token_private_key = home / "token_private.pem"
        self.token_public_key = home / "token_public.pem"

    def database_password(self, role: str) -> str:
        """Return a password that needs no quoting, in SQL or in a URL."""
        return self._secret(f"database_password.{role}", secrets.token_urlsafe)

    def page_token_key(self) -> str:
        """Return the Fernet key that seals page tokens."""
        return self._secret("page_token_key", lambda: Fernet.generate_key().decode())

    def session_key(self) -> str:
        """Return the key that signs the cookies of the front."""
        return self._secret("session_key", secrets.token_urlsafe)

    def make_token_keys(self) -> None:
        """Create the Ed25519 pair that signs and verifies callers' tokens."""
        if not self.token_private_key.exists():
            _write(self.token_private_key, _private_pem(Ed25519PrivateKey.generate()))
        _write(self.token_public_key, _public_pem(self.token_private_key.read_bytes()))

    def _secret(self, name: str, make: Callable[[], str]) -> str:
        known = json.loads(self._secrets.read_bytes()) if self._secrets.exists() else {}
        if name not in known:
            known[name] = make()
            _write(self._secrets, json.dumps(known, indent=2).encode())
        return str(known[name])


def _write(path: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as draft:
        draft.write(content)
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(path)


def _private_pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _public_pem(private_pem: bytes) -> bytes:
    key = serialization.load_pem_private_key(private_pem, password=None)
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
