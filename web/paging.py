"""Lists, a page at a time."""

import json
from typing import Any

from flask import request, url_for

PAGE_SIZE = 20


def asked() -> dict[str, Any]:
    """Return what the current address says about the page, for a List request."""
    return {
        "page_size": PAGE_SIZE,
        "page_token": request.args.get("page_token", ""),
    }


def chosen(*fields: str) -> str:
    """Return a filter of what the current address asks for, such as `?state=DRAFT`.

    What cannot be a value is left for the service to refuse.
    """
    wanted = {field: request.args.get(field, "") for field in fields}
    return " AND ".join(f"{k} = {json.dumps(v)}" for k, v in wanted.items() if v)


def next_page(token: str) -> str:
    """Return the address of the next page; empty on the last."""
    if not token or request.endpoint is None:
        return ""
    here = {**(request.view_args or {}), **request.args, "page_token": token}
    return url_for(request.endpoint, **here)
