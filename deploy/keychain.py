"""Everything secret of one state folder: made once, kept in files of mode 0600."""

import fcntl
import json
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

from chassis.tokens import ALGORITHM


class Keychain:
    """Makes a secret when it is first asked for, and returns the same ever after.

    A file is replaced as a whole, so a start that is killed leaves no half of
    one; two writers at once take turns.
    """

    def __init__(self, home: Path) -> None:
        self._secrets = home / "secrets.json"
        self.token_signing_key = home / "token_signing_key.json"
        self.token_jwks = home / "token_jwks.json"
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
        """Create the keys that sign and verify callers' tokens, if there are none."""
        if not (self.token_signing_key.exists() and self.token_jwks.exists()):
            self.rotate_token_key(lambda: None, verify_until=0)

    def rotate_token_key(
        self, make_known: Callable[[], None], *, verify_until: float
    ) -> str:
        """Sign tokens with a new key from now on; return its id.

        `make_known` returns when every service knows its public half. Older keys verify
        until the given moment, in seconds since 1970.
        """
        key = _new_token_key()
        with self._turn():
            self._publish([*self._token_keys(), key])
        make_known()
        with self._turn():
            _write(self.token_signing_key, json.dumps(key).encode())
            older = (one for one in self._token_keys() if one["kid"] != key["kid"])
            retired = [{"exp": verify_until, **one} for one in older]
            self._publish([one for one in retired if one["exp"] > time.time()] + [key])
        return str(key["kid"])

    def _token_keys(self) -> list[dict[str, Any]]:
        if not self.token_jwks.exists():
            return []
        keys: list[dict[str, Any]] = json.loads(self.token_jwks.read_bytes())["keys"]
        return keys

    def _publish(self, keys: list[dict[str, Any]]) -> None:
        """Write the key set that services are given: without what signs."""
        public = [{k: v for k, v in key.items() if k != "d"} for key in keys]
        _write(self.token_jwks, json.dumps({"keys": public}, indent=2).encode())

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


def _new_token_key() -> dict[str, Any]:
    """Return a private JSON Web Key (RFC 7517, RFC 8037)."""
    key = OKPAlgorithm.to_jwk(Ed25519PrivateKey.generate(), as_dict=True)
    return {**key, "kid": secrets.token_hex(8), "use": "sig", "alg": ALGORITHM}
