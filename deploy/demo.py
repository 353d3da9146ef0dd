"""The demo data: drafts to look at, written through the public JSON API.

The ids are chosen here, so loading twice changes nothing.
"""

import json
from collections.abc import Callable
from http import HTTPStatus
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

IDEAS = (
    ("auto-sizing", "ann", "Nappies that grow with the child"),
    ("just-walk-out", "gus", "A store without a queue"),
    ("campus-pickup", "ben", "Textbooks at the campus gate within a day"),
    ("reading-light", "eve", "A reader that follows the light of the room"),
    ("quiet-returns", "cara", "Returns without a printer"),
    ("one-page-incident", "kai", "Incidents that write their own timeline"),
)
"""Id, author and title of each idea."""

TIMEOUT_SECONDS = 10.0


def load(base_url: str, token_for: Callable[[str], str]) -> None:
    """Create the ideas that are missing. Raises `OSError` when the front refuses."""
    for idea_id, author, title in IDEAS:
        request = Request(  # noqa: S310 - the front of this very instance
            f"{base_url}/v1/ideas?idea_id={idea_id}",
            data=json.dumps({"title": title}).encode(),
            headers={
                "Authorization": f"Bearer {token_for(author)}",
                "Content-Type": "application/json",
            },
        )
        _send(request)


def _send(request: Request) -> None:
    try:
        build_opener(ProxyHandler({})).open(request, timeout=TIMEOUT_SECONDS).close()
    except HTTPError as refusal:
        with refusal:
            if refusal.code != HTTPStatus.CONFLICT:
                raise
