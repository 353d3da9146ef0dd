"""Parts of a page that look again by themselves, while something may still change.

The page holds the part inside the macro `live`; its address answers with `fragment`.
A part holds no forms: what somebody types must not be swapped away.
"""

from hashlib import sha256

from flask import Response, make_response, request

STOP = 286
"""Tells htmx to ask no more."""


def digest(html: str) -> str:
    """Return what tells one content of a part from another."""
    return sha256(html.strip().encode()).hexdigest()[:16]


def fragment(html: str, *, version: str = "", is_final: bool = False) -> Response:
    """Return a part; 304 when the visitor has it already.

    Args:
        html: The content as it is now.
        version: Of all that the page shows besides, in its address as `version`; when
            it is another by now, the page loads again, unless somebody is writing.
        is_final: Whether it can never change again.
    """
    response = make_response(html)
    response.set_etag(digest(html))
    if request.args.get("version", version) != version:
        response.headers["HX-Trigger"] = "moved"
    elif is_final:
        response.status_code = STOP
    else:
        response.make_conditional(request)
    return response
