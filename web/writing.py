"""One form for a whole resource, new or changed.

The standard methods are named alike in every contract (AIP-131, 133, 134), so this
is written once.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from google.protobuf import descriptor_pool
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from .attempts import attempt
from .fields import assign, field_of
from .form_texts import filled, values_of
from .forms import Form, Refusal, refused
from .front import Front


def can_write(front: Front, resource: Any) -> bool:
    """Tell whether the visitor may change a resource in its present state.

    The service is asked, by a rehearsal that writes the title as it is.
    """
    kind = resource.DESCRIPTOR.name
    method, field = f"Update{kind}", kind.lower()
    if method not in resource.possible_methods:
        return False
    same: Any = type(resource)(name=resource.name)
    path = "document.title" if field_of(same.DESCRIPTOR, "document") else "title"
    assign(same, [(path, [resource.title])])
    mask = {"paths": [path]}
    request = request_of(type(resource), method)(**{field: same, "update_mask": mask})
    return not front.is_denied(getattr(getattr(front, f"{field}s"), method), request)


def request_of(resource: type[Message], method: str) -> type[Message]:
    """Return the request of a standard method, which its resource's package holds."""
    name = f"{resource.DESCRIPTOR.file.package}.{method}Request"
    return GetMessageClass(descriptor_pool.Default().FindMessageTypeByName(name))


class Writing(ABC):
    """The form, and what happens to what was entered.

    Attributes:
        RESOURCE: The message that is written, such as `Idea`.
        PATHS: What the form changes: all of it, so that what was emptied is emptied.
        LISTS: Inputs whose value has an item on each line.
    """

    RESOURCE: ClassVar[type[Message]]
    PATHS: ClassVar[tuple[str, ...]]
    LISTS: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, front: Front) -> None:
        self._front = front
        self._kind = self.RESOURCE.DESCRIPTOR.name
        self._field = self._kind.lower()
        self._collection = f"{self._field}s"

    @abstractmethod
    def start(self) -> dict[str, str]:
        """Return what a new form begins with."""

    @abstractmethod
    def entered(self) -> dict[str, str]:
        """Return what was entered, without empty rows."""

    @abstractmethod
    def context(self, form: Form) -> dict[str, Any]:
        """Return what the template needs besides the form."""

    def paths(self) -> tuple[str, ...]:
        """Return what the current form changes."""
        return self.PATHS

    def add_to(self, pages: Blueprint) -> None:
        """Add the addresses."""
        # Not below the collection: there, `new` is a good id.
        new, edit = f"/new/{self._field}", f"/{self._collection}/<written_id>/edit"
        pages.add_url_rule(new, "new", self.new)
        pages.add_url_rule(new, "create", self.create, methods=["POST"])
        pages.add_url_rule(edit, "edit", self.edit)
        pages.add_url_rule(edit, "update", self.update, methods=["POST"])

    def new(self) -> str:
        """Show the form for a new one."""
        return self._page(Form(values=self.start()), "")

    def create(self) -> ResponseReturnValue:
        """Make a draft, and show it."""
        entered = self.entered()

        def again(why: Refusal) -> str:
            return self._page(refused(entered, why), "")

        return attempt(lambda: self._write("Create", entered, ""), again)

    def edit(self, written_id: str) -> str:
        """Show the form with what is written so far."""
        found = self._found(written_id)
        return self._page(Form(values=values_of(found), etag=found.etag), written_id)

    def update(self, written_id: str) -> ResponseReturnValue:
        """Write the draft, and show it."""
        entered = self.entered()

        def again(why: Refusal) -> str:
            etag = self._found(written_id).etag if why.is_lost_race else ""
            return self._page(refused(entered, why, etag=etag), written_id)

        return attempt(lambda: self._write("Update", entered, written_id), again)

    def _found(self, written_id: str) -> Any:
        name = f"{self._collection}/{written_id}"
        return getattr(self._call("Get", name=name), self._field)

    def _write(self, verb: str, entered: Mapping[str, str], written_id: str) -> str:
        """Create or update; return the address of the result."""
        message: Any = self.RESOURCE()
        assign(message, filled(entered, self.LISTS))
        values: dict[str, Any] = {"request_id": entered.get("request_id", "")}
        if written_id:
            message.name = f"{self._collection}/{written_id}"
            message.etag = entered.get("etag", "")
            values["update_mask"] = {"paths": self.paths()}
        reply = self._call(verb, **{self._field: message}, **values)
        return f"/{getattr(reply, self._field).name}"

    def _call(self, verb: str, **values: Any) -> Any:
        method = f"{verb}{self._kind}"
        request = request_of(self.RESOURCE, method)(**values)
        stub = getattr(self._front, self._collection)
        return self._front.call(getattr(stub, method), request)

    def _page(self, form: Form, written_id: str) -> str:
        template = f"{self._collection}/form.html"
        return render_template(template, form=form, id=written_id, **self.context(form))
