"""Whether an answer says what it should: not only that it came."""

from typing import Any

from .steps import Check


class Seen:
    """What a story knows of the versions of its resources."""

    def __init__(self) -> None:
        self._etags: dict[str, str] = {}

    def changed(self, resource: str, **fields: Any) -> Check:
        """Return a check that an answer holds a resource that has moved on.

        Args:
            resource: Field of the answer, such as `idea`.
            **fields: What the resource has to say.
        """

        def look(answer: Any) -> str:
            found = getattr(answer, resource)
            for name, wanted in fields.items():
                if (value := getattr(found, name)) != wanted:
                    return f"{resource}.{name} is {value!r}, not {wanted!r}"
            return self._moves(resource, found)

        return look

    def _moves(self, resource: str, found: Any) -> str:
        if not found.etag or self._etags.get(found.name) == found.etag:
            return f"{resource}.etag has not changed"
        self._etags[found.name] = found.etag
        return ""
