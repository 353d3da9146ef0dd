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

NOTHING: Mapping[str, str] = {}
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
        max: Most characters, as in the contract; 0 where it sets no limit.
        is_list: Whether each line is one item of a list.
    """

    name: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    type: str = "text"
    rows: int = 2
    max: int = 0
    is_list: bool = False


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

    def run(
        self,
        front: Front,
        command_id: str,
        name: str,
        more: Mapping[str, str] = NOTHING,
    ) -> None:
        """Call the method with what the visitor sent. Raises `grpc.RpcError`.

        `name` goes into the field `name`, or `parent` where something is made; `more`
        is what the page knows and the visitor need not enter.
        """
        if (command := self.by_id.get(command_id)) is None:
            abort(404)
        message: Any = command.request()
        lists = {one.name for one in command.inputs if one.is_list}
        entered = command.tidy({**texts_of(request.form), **more})
        assign(message, filled(entered, lists))
        known = message.DESCRIPTOR.fields_by_name
        setattr(message, "name" if "name" in known else "parent", name)
        for field in ("etag", "request_id"):
            if field in known:
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


def form_of(start: Form, failed: Refusal | None, key: str) -> Form:
    """Return a form as it begins, or as it was sent when that was refused."""
    if failed is None:
        return replace(start, request_id=new_id(), key=key)
    return replace(refused(texts_of(request.form), failed, etag=start.etag), key=key)
