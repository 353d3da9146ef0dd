"""What protects visitors: headers on every answer, cookies, tokens in forms."""

import re

from flask import Flask, Response, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import BadRequest

from .config import WebSettings

MAX_BODY_BYTES = 8 * 1024 * 1024

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; object-src 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def protect(app: Flask, settings: WebSettings) -> CSRFProtect:
    """Configure an application; return what exempts a view from form tokens."""
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_BODY_BYTES,
        SECRET_KEY=settings.session_key.get_secret_value(),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_NAME="day1",
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session, so drafts are not lost
    )
    app.before_request(KnownNames(settings.host).require)
    app.after_request(_harden)
    return CSRFProtect(app)


class KnownNames:
    """The names under which the front may be asked for, on any port.

    Another site can let its own name lead here (DNS rebinding), and would then act
    as any persona. Flask's `TRUSTED_HOSTS` cuts names at a colon, so not for `[::1]`.
    """

    def __init__(self, host: str) -> None:
        own = f"[{host}]" if ":" in host else host
        self._names = {*LOOPBACK, own.lower()}

    def require(self) -> None:
        """Raise `BadRequest` when the request is for somebody else."""
        name = re.sub(r":\d+$", "", request.host).lower()
        if name not in self._names:
            raise BadRequest("Nobody here has this name. Use localhost or 127.0.0.1.")


def _harden(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return response
