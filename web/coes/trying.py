"""What the service thinks of something that is still being typed.

Nothing is written down: the same call is made with `validate_only`.
"""

from collections.abc import Callable, Iterable

import grpc
from flask import Blueprint, render_template

from day1.checks.v1.checks_pb2 import Finding

from ..errors import refusal_of
from ..forms import Form
from ..front import Front
from ..refusals import FieldsRefused
from . import correcting
from .commands import COMMANDS

ONLY_VALIDATE = {"validate_only": "true"}


class CoeTrying:
    """Judges corrections and whys early."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def add_to(self, pages: Blueprint) -> None:
        """Add the addresses."""
        for part, view in (("corrections", self.fix), ("add-why", self.why)):
            address = f"/coes/<coe_id>/{part}/try"
            pages.add_url_rule(address, f"try-{part}", view, methods=["POST"])

    def fix(self, coe_id: str) -> str:
        """Tell what would be said to the corrections."""

        def run() -> Iterable[Finding]:
            entered = correcting.entered()
            wanted = correcting.update_request(coe_id, entered, validate_only=True)
            correcting.finish(wanted.coe.corrections)
            return self._front.call(self._front.coes.UpdateCoe, wanted).warnings

        return _said_to(run)

    def why(self, coe_id: str) -> str:
        """Tell what would be said to the answer."""

        def run() -> Iterable[Finding]:
            name = f"coes/{coe_id}"
            COMMANDS.run(self._front, "add-why", name, ONLY_VALIDATE)
            return ()

        return _said_to(run)


def _said_to(run: Callable[[], Iterable[Finding]]) -> str:
    """Return what would be said; what would be refused is no error yet."""
    warnings: Iterable[Finding] = ()
    try:
        form, warnings = Form(), run()
    except (grpc.RpcError, FieldsRefused) as error:
        form = Form(refusal=refusal_of(error))
    return render_template("coes/tried.html", form=form, warnings=warnings)
