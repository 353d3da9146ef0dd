"""What protects visitors: headers on every answer, cookies, tokens in forms."""

from flask import Flask, Response, request
from flask_wtf.csrf import CSRFProtect

MAX_BODY_BYTES = 8 * 1024 * 1024

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


def protect(app: Flask, session_key: str) -> CSRFProtect:
    """Configure an application; return what exempts a view from form tokens."""
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_BODY_BYTES,
        SECRET_KEY=session_key,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_NAME="day1",
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session, so drafts are not lost
    )
    app.after_request(_harden)
    return CSRFProtect(app)


def _harden(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return response
