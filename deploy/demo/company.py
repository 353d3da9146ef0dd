"""The demo company as the loader meets it: twelve people who use the public JSON API.

Ids and request ids are derived from names. So a load that was cut off goes on where it
was: what was written already is answered again, and written once.
"""

import time
import uuid
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar
from urllib.parse import quote

from deploy.api import Api, Refused

Json = dict[str, Any]
T = TypeVar("T")

PATIENCE_SECONDS = 30.0
PAUSE_SECONDS = 0.02
TOKEN_SECONDS = 1800.0
"""Half of what a token lives."""

NOT_YET = frozenset({"IDEA_UNKNOWN", "IDEA_NOT_APPROVED", "UNAVAILABLE", "CONTENTION"})
"""Refusals that end by themselves, once an event has arrived."""

DONE_BEFORE = "REQUEST_ID_REUSED"
"""It was written by an earlier release, in other words; it stays as it is."""

NOT_FOUND, UNAVAILABLE = 404, 503


class Untold(Exception):
    """A story cannot be told, because of what people have done here meanwhile."""


class Company:
    """Speaks for everybody who works there. Threads may share it.

    Attributes:
        has_horizons: Whether its metrics have horizons, before which nobody decides.
    """

    def __init__(
        self,
        base_url: str,
        token_for: Callable[[str], str],
        *,
        has_horizons: bool = True,
    ) -> None:
        self.has_horizons = has_horizons
        self._base_url = base_url
        self._token_for = token_for
        self._apis: dict[tuple[str, int], Api] = {}

    def create(
        self, person: str, parent: str, resource_id: str, body: Mapping[str, Any]
    ) -> Json:
        """Add a resource under an id of our choice: `parent` is `ideas/x/questions`."""
        collection = parent.rpartition("/")[2]
        request = request_id(f"{parent}/{resource_id}")
        query = f"{ID_FIELDS[collection]}={resource_id}&request_id={request}"
        return self._write(person, "POST", f"/v1/{parent}?{query}", body)

    def add(self, person: str, parent: str, body: Mapping[str, Any], step: str) -> Json:
        """Add a resource whose id is up to the server."""
        query = f"request_id={request_id(f'{parent}/{step}')}"
        return self._write(person, "POST", f"/v1/{parent}?{query}", body)

    def act(
        self,
        person: str,
        name: str,
        method: str,
        step: str = "",
        soon: Collection[str] = (),
        **body: Any,
    ) -> Json:
        """Call a method of a resource.

        Args:
            person: Who does it.
            name: Of the resource, such as `ideas/kindle`.
            method: Such as `submit`.
            step: Tells two calls of one method apart.
            soon: Refusals to wait out, because an event is on its way.
            **body: What the method takes.
        """
        told = {**body, "requestId": request_id(f"{name}:{method}/{step}/{person}")}
        return self._write(person, "POST", f"/v1/{name}:{method}", told, soon)

    def edit(
        self, person: str, name: str, changes: Mapping[str, Any], step: str = ""
    ) -> Json:
        """Change fields of a resource."""
        query = f"request_id={request_id(f'{name}/edit/{step}')}"
        return self._write(person, "PATCH", f"/v1/{name}?{query}", changes)

    def send(self, person: str, name: str, method: str, batch: list[Json]) -> None:
        """Send a stream of messages; what arrived before is counted once."""
        self._write(person, "POST", f"/v1/{name}:{method}", batch)

    def ask(self, person: str, path: str, body: Mapping[str, Any]) -> Json:
        """Post something that changes nothing."""
        return self._write(person, "POST", f"/v1/{path}", body)

    def is_refused(
        self, person: str, name: str, method: str, reason: str, **body: Any
    ) -> bool:
        """Tell whether a rule says no, without changing anything if it does not."""
        try:
            told = {**body, "validateOnly": True}
            self._write(person, "POST", f"/v1/{name}:{method}", told)
        except Refused as refusal:
            return reason in refusal.reasons
        return False

    def read(self, path: str) -> Json:
        """Return what is there now. Raises `Refused`."""
        return self._write("ann", "GET", f"/v1/{path}", None)

    def resource(self, name: str) -> Json:
        """Return a resource by its name. Raises `Refused`."""
        found: Json = self.read(name)[name.split("/")[-2].removesuffix("s")]
        return found

    def find(self, name: str) -> Json:
        """Return a resource by its name, or nothing if it is not there yet."""
        try:
            return self.resource(name)
        except Refused as refusal:
            if refusal.status != NOT_FOUND:
                raise
            return {}

    def all(self, collection: str, **equals: str) -> list[Json]:
        """Return every resource of a collection that matches, newest first."""
        terms = " AND ".join(f'{field} = "{value}"' for field, value in equals.items())
        found: list[Json] = []
        token = ""
        while True:
            query = f"page_size=200&filter={quote(terms)}&page_token={quote(token)}"
            page = self.read(f"{collection}?{query}")
            found += page.get(collection, [])
            token = page.get("nextPageToken", "")
            if not token:
                return found

    def count(self, collection: str) -> int:
        """Return how many there are."""
        return len(self.all(collection))

    def first(self, collection: str, **equals: str) -> Json:
        """Return the oldest that matches, once there is one."""
        return self.until(lambda: self.all(collection, **equals), collection)[-1]

    def until(
        self, look: Callable[[], T], what: str, patience: float = PATIENCE_SECONDS
    ) -> T:
        """Return what is seen, once it is something. Raises `TimeoutError`."""
        deadline = time.monotonic() + patience
        while not (seen := look()):
            if time.monotonic() > deadline:
                raise TimeoutError(f"waited in vain for {what}.")
            time.sleep(PAUSE_SECONDS)
        return seen

    def await_event(self, name: str, event: str, times: int = 1) -> None:
        """Wait until something has happened to a resource so often.

        Where it went from there, does not matter: somebody may have gone on meanwhile.
        """

        def look() -> bool:
            history = self.resource(name).get("history", [])
            return [entry["event"] for entry in history].count(event) >= times

        self.until(look, f"{event} of {name}")

    def _write(
        self,
        person: str,
        verb: str,
        path: str,
        body: Any,
        soon: Collection[str] = (),
    ) -> Json:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return self._api(person).call(verb, path, body)
            except Refused as refusal:
                if DONE_BEFORE in refusal.reasons:
                    return {}
                waits = NOT_YET.union(soon)
                passes = refusal.status == UNAVAILABLE or not waits.isdisjoint(
                    refusal.reasons
                )
                if not passes or time.monotonic() > deadline:
                    raise
            except OSError:
                if time.monotonic() > deadline:
                    raise
            time.sleep(PAUSE_SECONDS)

    def _api(self, person: str) -> Api:
        key = (person, int(time.monotonic() / TOKEN_SECONDS))
        if key not in self._apis:
            self._apis[key] = Api(self._base_url, self._token_for(person))
        return self._apis[key]


ID_FIELDS = {
    "ideas": "idea_id",
    "evidence": "evidence_id",
    "questions": "question_id",
    "visuals": "visual_id",
    "experiments": "experiment_id",
    "coes": "coe_id",
    "mechanisms": "mechanism_id",
    "metrics": "metric_id",
}
"""Collection to the parameter that chooses the last part of a name."""


def request_id(step: str) -> str:
    """Return the same UUID for the same step, for ever."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"day1/demo/{step}"))
