"""Everything secret of one state folder: made once, kept in files of mode 0600."""

import fcntl
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class Keychain:
    """Makes a secret when it is first asked for, and returns the same ever after.

    A file is replaced as a whole, so a start that is killed leaves no half of
    one; two writers at once take turns.
    """

    def __init__(self, home: Path) -> None:
        self._secrets = home / "secrets.json"
        self.token_private_key = home / "token_private.pem"
        self.token_public_key = home / "token_public.pem"
        self.eventlog_url = home / "eventlog_url"

    def database_password(self, role: str) -> str:
        """Return a password that needs no quoting, in SQL or in a URL."""
        return self._secret(f"database_password.{role}", secrets.token_urlsafe)

    def replace_database_password(self, role: str, password: str | None) -> None:
        """Keep this password from now on, or a new one."""
        with self._turn():
            self._add(f"database_password.{role}", password or secrets.token_urlsafe())

    def page_token_key(self, service: str) -> str:
        """Return the Fernet key that seals the page tokens of a service."""
        return self._secret(
            f"page_token_key.{service}", lambda: Fernet.generate_key().decode()
        )

    def session_key(self) -> str:
        """Return the key that signs the cookies of the front."""
        return self._secret("session_key", secrets.token_urlsafe)

    def make_token_keys(self) -> None:
        """Create the Ed25519 pair that signs and verifies callers' tokens."""
        if not self.token_private_key.exists():
            _write(self.token_private_key, _private_pem(Ed25519PrivateKey.generate()))
        _write(self.token_public_key, _public_pem(self.token_private_key.read_bytes()))

    def keep_eventlog_url(self, url: str) -> None:
        """Note where the event log of what runs here is, for `day1 events`."""
        _write(self.eventlog_url, url.encode())

    def _secret(self, name: str, make: Callable[[], str]) -> str:
        if name not in self._known():
            with self._turn():
                if name not in self._known():
                    self._add(name, make())
        return self._known()[name]

    def _known(self) -> dict[str, str]:
        return json.loads(self._secrets.read_bytes()) if self._secrets.exists() else {}

    def _add(self, name: str, secret: str) -> None:
        known = {**self._known(), name: secret}
        _write(self._secrets, json.dumps(known, indent=2).encode())

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Have the right to write; the kernel takes it back when a process ends."""
        with self._secrets.with_suffix(".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


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
