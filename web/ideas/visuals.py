"""Drawings that people have added: data of strangers, shown and never run."""

from flask import Response, abort

POLICY = "default-src 'none'; sandbox"


def picture(svg: str) -> Response:
    """Return a drawing as a picture that can do nothing; 404 when there is none."""
    if not svg:
        abort(404)
    response = Response(svg, mimetype="image/svg+xml")
    response.headers["Content-Security-Policy"] = POLICY
    return response
