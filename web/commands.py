"""Custom methods as forms: a button, the inputs it needs, and what happens then.

Which of them a page offers is what the service says of the resource.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import abort, request
from google.protobuf.message import Message

from .fields import assign
from .form_texts import filled, texts_of
from .forms import Form, Refusal, new_id, refused
from .front import Front
from .refusals import FieldsRefused

NOTHING: Mapping[str, str] = {}

SAMPLES = {"number": "1", "date": "2099-12-31", "checkbox": "true"}
"""What a rehearsal fills in, by the type of an input."""

RPC = Callable[[Front], Any]


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a command.

    Attributes:
        name: The field of the request, by its path.
        label: For people.
        options: Value and label of each choice; empty for free text.
        hint: What helps to fill it in.
        type: As in HTML; `text` is a text of several rows.
        rows: How many rows a text shows; 0 for a single line.
        is_list: Whether each line is one item of a list.
        sample: What a rehearsal enters, where not any text will do.
    """

    name: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    type: str = "text"
    rows: int = 2
    is_list: bool = False
    sample: str = ""

    @property
    def example(self) -> str:
        """What somebody might enter here."""
        first = self.options[0][0] if self.options else "x"
        return self.sample or SAMPLES.get(self.type, first)


@dataclass(frozen=True, slots=True)
class Command:
    """One custom method, as a form.

    Attributes:
        id: Last part of the address that the form is sent to.
        label: On the button.
        by: Who may, in words.
        request: Class of the request.
        rpc: Finds the method among the services.
        inputs: What the person adds.
        always: Whether every state allows it.
        tidy: Makes what was entered into what is sent, such as leaving out blank rows.
        grave: Whether it ends something; the button says so by its looks.
    """

    id: str
    label: str
    by: str
    request: type[Message]
    rpc: RPC
    inputs: tuple[Input, ...] = ()
    always: bool = False
    tidy: Callable[[dict[str, str]], dict[str, str]] = dict
    grave: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether pressing the button is all that a person does."""
        return all(one.type == "hidden" for one in self.inputs)

    @property
    def method(self) -> str:
        """Name of the method, such as `SubmitIdea`."""
        return str(self.request.DESCRIPTOR.name).removesuffix("Request")

    @property
    def sample(self) -> dict[str, str]:
        """What one might enter, to learn whether one may."""
        return {one.name: one.example for one in self.inputs}

    def message(self, name: str, entered: Mapping[str, str]) -> Any:
        """Return the request. Raises `FieldsRefused`.

        `name` goes into the field `name`, or `parent` where something is made.
        """
        message: Any = self.request()
        lists = {one.name for one in self.inputs if one.is_list}
        assign(message, filled(self.tidy(dict(entered)), lists))
        is_named = "name" in message.DESCRIPTOR.fields_by_name
        setattr(message, "name" if is_named else "parent", name)
        return message


class Commands:
    """The commands of one kind of resource.

    Attributes:
        by_id: Every command, by the last part of its address.
    """

    def __init__(self, *commands: Command) -> None:
        self.by_id = {command.id: command for command in commands}

    def possible(self, resource: Any) -> list[str]:
        """Return the ids of what the state of a resource allows, in our order."""
        methods = set(resource.possible_methods)
        return [
            one.id for one in self.by_id.values() if one.always or one.method in methods
        ]

    def offered(self, front: Front, resource: Any) -> list[str]:
        """Return the ids of what the visitor may do with a resource, in our order.

        The service is asked, by a rehearsal of each. What it would refuse for a broken
        rule is offered all the same: the refusal says what to do.
        """
        return [
            one
            for one in self.possible(resource)
            if not _is_denied(front, self.by_id[one], resource.name)
        ]

    def run(
        self,
        front: Front,
        command_id: str,
        name: str,
        more: Mapping[str, str] = NOTHING,
    ) -> None:
        """Call the method with what the visitor sent. Raises `grpc.RpcError`.

        `more` is what the page knows and the visitor need not enter.
        """
        if (command := self.by_id.get(command_id)) is None:
            abort(404)
        message = command.message(name, {**texts_of(request.form), **more})
        for field in ("etag", "request_id"):
            if field in message.DESCRIPTOR.fields_by_name:
                setattr(message, field, request.form.get(field, ""))
        front.call(command.rpc(front), message)

    def forms(
        self,
        ids: Iterable[str],
        etag: str,
        failed: Mapping[str, Refusal],
        key: str = "",
        values: Mapping[str, str] = NOTHING,
    ) -> list[tuple[Command, Form]]:
        """Return the form of each command; one that failed keeps its entries.

        `key` tells the forms of several resources on one page apart; `values` is what
        they begin with.
        """
        mine = [one for one in failed if one in self.by_id]
        start = Form(values=values, etag=etag)
        return [
            (
                self.by_id[one],
                form_of(start, failed.get(one), f"{key}-{one}" if key else ""),
            )
            for one in dict.fromkeys([*ids, *mine])
        ]


def _is_denied(front: Front, command: Command, name: str) -> bool:
    try:
        message = command.message(name, command.sample)
    except FieldsRefused:
        return False
    return front.is_denied(command.rpc(front), message)


def form_of(start: Form, failed: Refusal | None, key: str) -> Form:
    """Return a form as it begins, or as it was sent when that was refused."""
    if failed is None:
        return replace(start, request_id=new_id(), key=key)
    return replace(refused(texts_of(request.form), failed, etag=start.etag), key=key)
