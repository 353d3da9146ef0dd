"""Corrections of error: the list, and one with what is known about it."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from day1.coes.v1 import coes_pb2 as pb
from day1.coes.v1 import coes_service_pb2 as rpc

from .. import live, paging
from ..attempts import attempt
from ..forms import Form, Refusal, refused
from ..front import Front
from ..writing import can_write
from . import correcting
from .commands import COMMANDS, ELSEWHERE
from .reading import spans
from .trying import CoeTrying
from .updating import form_of, update_request
from .writing import CoeWriting

STATES = (
    "OPENED",
    "ANALYZING",
    "REVIEWING",
    "CORRECTING",
    "WATCHING",
    "CLOSED",
    "DISMISSED",
)
"""What the list can be narrowed to."""


class CoePages:
    """What a visitor can see of COEs, and do with them."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def blueprint(self) -> Blueprint:
        """Return the addresses."""
        pages = Blueprint("coes", __name__)
        rule = pages.add_url_rule
        rule("/coes", "index", self.index)
        rule("/corrections", "corrections", self.corrections)
        one = "/coes/<coe_id>"
        rule(one, "show", self.show)
        rule(f"{one}/facts", "facts", self.facts)
        rule(f"{one}/update", "update_facts", self.update, methods=["POST"])
        rule(f"{one}/corrections", "correct", self.correct, methods=["POST"])
        rule(f"{one}/<command_id>", "command", self.command, methods=["POST"])
        CoeTrying(self._front).add_to(pages)
        CoeWriting(self._front).add_to(pages)
        return pages

    def index(self) -> str:
        """List COEs, newest first."""
        narrow = paging.chosen("state", "idea", "source", "team")
        wanted = rpc.ListCoesRequest(filter=narrow, **paging.asked())
        listed = self._front.call(self._front.coes.ListCoes, wanted)
        return render_template(
            "coes/index.html",
            coes=listed.coes,
            states=STATES,
            state=request.args.get("state", ""),
            next_page=paging.next_page(listed.next_page_token),
        )

    def corrections(self) -> str:
        """List what is to be done about all COEs that are being put right."""
        wanted = rpc.ListCorrectionsRequest(
            parent="coes/-", filter='coe_state = "CORRECTING"', **paging.asked()
        )
        listed = self._front.call(self._front.coes.ListCorrections, wanted)
        return render_template(
            "coes/corrections.html",
            corrections=listed.corrections,
            next_page=paging.next_page(listed.next_page_token),
        )

    def show(self, coe_id: str) -> str:
        """Show one COE."""
        return self._page(coe_id, {})

    def facts(self, coe_id: str) -> Response:
        """Answer with what moves by itself, for a page that asks again and again."""
        coe = self._coe(coe_id, pb.COE_VIEW_BASIC)
        html = render_template("coes/facts.html", coe=coe, spans=spans(coe))
        final = coe.state == pb.COE_STATE_DISMISSED
        return live.fragment(html, version=coe.etag, is_final=final)

    def update(self, coe_id: str) -> ResponseReturnValue:
        """Write down what is known; if refused, say why at the form."""
        return self._change(coe_id, "update", lambda: update_request(coe_id))

    def correct(self, coe_id: str) -> ResponseReturnValue:
        """Write down what is to be done; if refused, say why at the table."""
        return self._change(
            coe_id,
            "corrections",
            lambda: correcting.update_request(coe_id, correcting.entered()),
        )

    def command(self, coe_id: str, command_id: str) -> ResponseReturnValue:
        """Do something with it; if refused, say why beside the button."""

        def run() -> str:
            COMMANDS.run(self._front, command_id, f"coes/{coe_id}")
            return url_for("coes.show", coe_id=coe_id)

        return attempt(run, lambda why: self._page(coe_id, {command_id: why}))

    def _change(
        self, coe_id: str, part: str, wanted: Callable[[], rpc.UpdateCoeRequest]
    ) -> ResponseReturnValue:
        def run() -> str:
            self._front.call(self._front.coes.UpdateCoe, wanted())
            return url_for("coes.show", coe_id=coe_id, _anchor=part)

        return attempt(run, lambda why: self._page(coe_id, {part: why}))

    def _coe(self, coe_id: str, view: pb.CoeView = pb.COE_VIEW_FULL) -> pb.Coe:
        wanted = rpc.GetCoeRequest(name=f"coes/{coe_id}", view=view)
        return self._front.call(self._front.coes.GetCoe, wanted).coe

    def _page(self, coe_id: str, failed: Mapping[str, Refusal]) -> str:
        coe = self._coe(coe_id)
        possible = COMMANDS.offered(self._front, coe)
        is_writable = can_write(self._front, coe)
        elsewhere = {*ELSEWHERE, "dismiss" if is_writable else "ask-dismissal"}
        ids = [one for one in possible if one not in elsewhere]
        corrections = _form(correcting.form_of(coe), failed.get("corrections"))
        return render_template(
            "coes/show.html",
            coe=coe,
            spans=spans(coe),
            possible=possible,
            lint=self._lint(coe) if "submit" in possible else None,
            commands=[
                one
                for one in COMMANDS.forms(ids, coe.etag, failed)
                if one[0].id not in ELSEWHERE
            ],
            beside={
                command.id: (command, form)
                for command, form in COMMANDS.forms(ELSEWHERE, coe.etag, failed)
            },
            add_why=COMMANDS.by_id["add-why"],
            why_forms=_why_forms(coe, failed.get("add-why")),
            form=_form(form_of(coe), failed.get("update")),
            corrections=corrections,
            correction_rows=correcting.rows(corrections),
            is_writable=is_writable,
            is_live=coe.state != pb.COE_STATE_DISMISSED,
            **correcting.OPTIONS,
        )

    def _lint(self, coe: pb.Coe) -> rpc.LintCoeResponse:
        wanted = rpc.LintCoeRequest(name=coe.name)
        return self._front.call(self._front.coes.LintCoe, wanted)


def _why_forms(coe: pb.Coe, failed: Refusal | None) -> list[Form]:
    """Return a form at the end of each chain, and one for a new chain."""
    refused_chain = request.form.get("chain_id", "")
    return [
        _form(Form(etag=coe.etag), failed if chain_id == refused_chain else None)
        for chain_id in [*(chain.id for chain in coe.cause_chains), ""]
    ]


def _form(form: Form, failed: Refusal | None) -> Form:
    if failed is None:
        return form
    return refused(request.form.to_dict(), failed, etag=form.etag)
