"""Corrections of error: the list, and one with what is known about it."""

from collections.abc import Mapping

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from day1.coes.v1 import coes_service_pb2 as pb

from .. import paging
from ..attempts import attempt
from ..forms import Refusal, refused
from ..front import Front
from .commands import COMMANDS, OFFERED, WRITABLE
from .updating import form_of, update_request


class CoePages:
    """What a visitor can see of COEs, and do with them."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def blueprint(self) -> Blueprint:
        """Return the addresses."""
        pages = Blueprint("coes", __name__)
        rule = pages.add_url_rule
        rule("/coes", "index", self.index)
        rule("/coes/<coe_id>", "show", self.show)
        rule("/coes/<coe_id>/update", "update", self.update, methods=["POST"])
        rule("/coes/<coe_id>/<command_id>", "command", self.command, methods=["POST"])
        return pages

    def index(self) -> str:
        """List COEs, newest first."""
        wanted = pb.ListCoesRequest(**paging.asked())
        listed = self._front.call(self._front.coes.ListCoes, wanted)
        link = paging.next_page(listed.next_page_token)
        return render_template("coes/index.html", coes=listed.coes, next_page=link)

    def show(self, coe_id: str) -> str:
        """Show one COE."""
        return self._page(coe_id, {})

    def update(self, coe_id: str) -> ResponseReturnValue:
        """Write down what is known; if refused, say why at the form."""

        def run() -> str:
            message = update_request(coe_id)
            self._front.call(self._front.coes.UpdateCoe, message)
            return url_for("coes.show", coe_id=coe_id)

        return attempt(run, lambda why: self._page(coe_id, {"update": why}))

    def command(self, coe_id: str, command_id: str) -> ResponseReturnValue:
        """Do something with it; if refused, say why beside the button."""

        def run() -> str:
            COMMANDS.run(self._front, command_id, f"coes/{coe_id}")
            return url_for("coes.show", coe_id=coe_id)

        return attempt(run, lambda why: self._page(coe_id, {command_id: why}))

    def _page(self, coe_id: str, failed: Mapping[str, Refusal]) -> str:
        wanted = pb.GetCoeRequest(name=f"coes/{coe_id}")
        coe = self._front.call(self._front.coes.GetCoe, wanted).coe
        commands = {k: why for k, why in failed.items() if k in COMMANDS.by_id}
        form = form_of(coe)
        if "update" in failed:
            entered = request.form.to_dict()
            form = refused(entered, failed["update"], etag=coe.etag)
        return render_template(
            "coes/show.html",
            coe=coe,
            form=form,
            commands=COMMANDS.forms(OFFERED.get(coe.state, ()), coe.etag, commands),
            is_writable=coe.state in WRITABLE,
        )
