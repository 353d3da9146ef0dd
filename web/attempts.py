"""What every form does when it is sent: try, then go on or say why not."""

from collections.abc import Callable

import grpc
from flask import redirect
from flask.typing import ResponseReturnValue

from .errors import refusal_of
from .forms import Refusal
from .refusals import FieldsRefused


def attempt(
    action: Callable[[], str], otherwise: Callable[[Refusal], str]
) -> ResponseReturnValue:
    """Do it and go to the address it returns; if refused, show the page `otherwise`."""
    try:
        target = action()
    except (grpc.RpcError, FieldsRefused) as error:
        refusal = refusal_of(error)
        return otherwise(refusal), refusal.http
    return redirect(target, 303)
