"""Tokens that clients bring back: only this service can read or make them."""

import json
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from google.protobuf.message import Message

from chassis.digests import digest_of
from chassis.domain import InvalidInput, Violation
from chassis.limits import TOKEN_LIFETIME


@dataclass(frozen=True, slots=True)
class TokenKind:
    """What a token is for.

    Attributes:
        field: The field of a request in which it comes back.
        apart: Fields that may differ from the request that it was made for.
        mismatch: Reason of the refusal when another field differs.
    """

    field: str
    apart: frozenset[str]
    mismatch: str

    @property
    def invalid(self) -> InvalidInput:
        """The refusal of a token that is too old or was not made here."""
        reason, words = f"{self.field.upper()}_INVALID", self.field.replace("_", " ")
        return self._refusal(reason, f"Start again without a {words}.")

    @property
    def mismatched(self) -> InvalidInput:
        """The refusal of a token that was made for another request."""
        words = self.field.replace("_", " ")
        text = f"The request differs from the one this {words} was made for."
        return self._refusal(self.mismatch, text)

    def _refusal(self, reason: str, text: str) -> InvalidInput:
        return InvalidInput(Violation(reason, self.field, text))


PAGE = TokenKind(
    "page_token", frozenset({"page_size", "page_token"}), "PAGE_TOKEN_MISMATCH"
)
RESUME = TokenKind("resume_token", frozenset({"resume_token"}), "RESUME_TOKEN_INVALID")


class Seal:
    """Encrypts a position, bound to the method and the request that it belongs to."""

    def __init__(self, key: bytes) -> None:
        self._fernet = Fernet(key)

    def token(self, kind: TokenKind, request: Message, position: Any) -> str:
        """Return a token for a position, which is anything that JSON can hold."""
        text = json.dumps([_binding(kind, request), position])
        return self._fernet.encrypt(text.encode()).decode()

    def position(self, kind: TokenKind, request: Message) -> Any:
        """Return the position in the token of a request; None without a token.

        Raises `InvalidInput` for a token that is too old, was not made here, or was
        made for another method or other fields.
        """
        if not (token := getattr(request, kind.field)):
            return None
        try:
            lifetime = int(TOKEN_LIFETIME.total_seconds())
            text = self._fernet.decrypt(token.encode(), ttl=lifetime)
        except (InvalidToken, UnicodeError):
            raise kind.invalid from None
        binding, position = json.loads(text)
        if binding != _binding(kind, request):
            raise kind.mismatched
        return position


def _binding(kind: TokenKind, request: Message) -> str:
    return digest_of(request, without=kind.apart).hex()
