"""The public keys that tokens are verified with, in a file that may be replaced."""

import json
import math
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jwt
import structlog

log = structlog.get_logger()

ALGORITHMS = ("EdDSA", "RS256", "ES256")
"""What a token may be signed with; each key is good for one of them."""


@dataclass(frozen=True, slots=True)
class Key:
    """One public key.

    Attributes:
        algorithm: One of `ALGORITHMS`.
        expires_at: From then on, in seconds since 1970, it verifies nothing.
    """

    public: Any
    algorithm: str
    expires_at: float


@dataclass(frozen=True, slots=True, eq=False)
class Keys:
    """The keys that a file held at one time, by `kid`."""

    by_id: Mapping[str, Key]


class KeyFile:
    """The keys in a JSON Web Key Set (RFC 7517).

    The file is read again when it was replaced: each question costs a look at its
    metadata, about 4 µs. While it is away or unreadable, what it held before stays.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._seen = _version(path)
        self._keys = _read(path)

    def keys(self) -> Keys:
        """Return the keys; the same object, as long as the file is the same."""
        version = _version(self._path)
        if version != self._seen:
            self._read_again(version)
        return self._keys

    def _read_again(self, version: object) -> None:
        with self._lock:
            if version == self._seen:
                return
            self._seen = version
            try:
                self._keys = _read(self._path)
            except OSError as error:
                log.error("keys.unreadable", error=str(error))  # noqa: TRY400
            else:
                log.info("keys.read", keys=[*self._keys.by_id])


def _version(path: Path) -> object:
    """Return what tells a file from one that has replaced it; None if it is away."""
    try:
        found = os.stat(path)  # noqa: PTH116 - half the time, and once per call
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _read(path: Path) -> Keys:
    """Return the usable keys of a file. Raises `OSError` if there is none."""
    try:
        members = json.loads(path.read_bytes())["keys"]
        keys = Keys(dict(filter(None, map(_key, members))))
    except (ValueError, KeyError, TypeError) as error:
        raise OSError(f"{path} is no JSON Web Key Set.") from error
    if not keys.by_id:
        raise OSError(f"{path} holds no key with a kid that can verify tokens.")
    return keys


def _key(member: Mapping[str, Any]) -> tuple[str, Key] | None:
    """Return a key and its id; None for what is of no use here, such as a secret."""
    try:
        key = jwt.PyJWK.from_dict(dict(member))
    except jwt.PyJWTError:
        return None
    kid, use = key.key_id, key.public_key_use or "sig"
    if not isinstance(kid, str) or use != "sig" or key.algorithm_name not in ALGORITHMS:
        return None
    return kid, Key(key.key, key.algorithm_name, float(member.get("exp", math.inf)))
