"""Lists, a page at a time."""

from typing import Any

from flask import request, url_for

PAGE_SIZE = 20


def asked() -> dict[str, Any]:
    """Return what the current address says about the page, for a List request."""
    return {
        "page_size": PAGE_SIZE,
        "page_token": request.args.get("page_token", ""),
    }


def next_page(token: str) -> str:
    """Return the address of the next page; empty on the last."""
    if not token or request.endpoint is None:
        return ""
    return url_for(request.endpoint, page_token=token)
