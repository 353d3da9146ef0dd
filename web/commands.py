"""Custom methods as forms: a button, the inputs it needs, and what happens then.

Which commands a page offers in which state is a table beside the page.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, request
from google.protobuf.message import Message

from .fields import assign
from .form_texts import filled
from .forms import Form, Refusal, refused
from .front import Front

RPC = Callable[[Front], Any]


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a command.

    Attributes:
        name: The field of the request.
        label: For people.
        options: Value and label of each choice; empty for free text.
    """

    name: str
    label: str
    options: tuple[tuple[str, str], ...] = ()


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
    """

    id: str
    label: str
    by: str
    request: type[Message]
    rpc: RPC
    inputs: tuple[Input, ...] = ()


class Commands:
    """The commands of one kind of resource.

    Attributes:
        by_id: Every command, by the last part of its address.
    """

    def __init__(self, *commands: Command) -> None:
        self.by_id = {command.id: command for command in commands}

    def run(self, front: Front, command_id: str, name: str) -> None:
        """Call the method with what the visitor sent. Raises `grpc.RpcError`."""
        if (command := self.by_id.get(command_id)) is None:
            abort(404)
        entered = request.form
        message: Any = command.request()
        assign(message, filled(entered))
        message.name = name
        message.etag = entered.get("etag", "")
        message.request_id = entered.get("request_id", "")
        front.call(command.rpc(front), message)

    def forms(
        self, ids: Iterable[str], etag: str, failed: Mapping[str, Refusal]
    ) -> list[tuple[Command, Form]]:
        """Return the form of each command; one that failed keeps its entries."""
        return [
            (self.by_id[one], _form(etag, failed.get(one)))
            for one in dict.fromkeys([*ids, *failed])
        ]


def _form(etag: str, failed: Refusal | None) -> Form:
    if failed is None:
        return Form(etag=etag)
    return refused(request.form.to_dict(), failed, etag=etag)
