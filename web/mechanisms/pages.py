"""The mechanism library: what keeps incidents from coming back, and how it does."""

from collections.abc import Mapping
from typing import Any

import grpc
from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from chassis.domain import Violation
from chassis.rpc.errors import violations_in
from day1.coes.v1 import mechanisms_pb2 as pb
from day1.coes.v1 import mechanisms_service_pb2 as rpc

from .. import live, paging
from ..attempts import attempt
from ..charts import elapsed
from ..errors import refusal_of
from ..form_texts import rows_in
from ..forms import Form, Refusal, refused
from ..front import Front
from ..refusals import FieldsRefused
from . import incidents, replaying
from .commands import COMMANDS
from .writing import MechanismWriting, tool_of

STATES = ("PROPOSED", "PROVEN", "ADOPTED", "SUSPENDED", "RETIRED", "REJECTED")
"""What the library can be narrowed to."""

ENDED = {pb.MECHANISM_STATE_RETIRED, pb.MECHANISM_STATE_REJECTED}


class MechanismPages:
    """What a visitor can see of mechanisms, and do with them."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def blueprint(self) -> Blueprint:
        """Return the addresses."""
        pages = Blueprint("mechanisms", __name__)
        pages.add_app_template_filter(tool_of, "tool")
        pages.add_app_template_filter(elapsed, "lasted")
        rule = pages.add_url_rule
        rule("/mechanisms", "index", self.index)
        one = "/mechanisms/<mechanism_id>"
        rule(one, "show", self.show)
        rule(f"{one}/numbers", "numbers", self.numbers)
        rule(f"{one}/prove", "prove", self.prove, methods=["POST"])
        rule(f"{one}/prove/try", "try_proof", self.try_proof, methods=["POST"])
        rule(f"{one}/<command_id>", "command", self.command, methods=["POST"])
        MechanismWriting(self._front).add_to(pages)
        return pages

    def index(self) -> str:
        """Show the library, newest first."""
        narrow = paging.chosen("state", "stage", "tool", "owner_team")
        wanted = rpc.ListMechanismsRequest(filter=narrow, **paging.asked())
        listed = self._front.call(self._front.mechanisms.ListMechanisms, wanted)
        return render_template(
            "mechanisms/index.html",
            mechanisms=listed.mechanisms,
            states=STATES,
            state=request.args.get("state", ""),
            next_page=paging.next_page(listed.next_page_token),
        )

    def show(self, mechanism_id: str) -> str:
        """Show one mechanism."""
        return self._page(mechanism_id, {})

    def numbers(self, mechanism_id: str) -> Response:
        """Answer with what moves by itself, for a page that asks again and again."""
        mechanism = self._mechanism(mechanism_id)
        html = render_template("mechanisms/numbers.html", mechanism=mechanism)
        return live.fragment(
            html, version=version_of(mechanism), is_final=mechanism.state in ENDED
        )

    def prove(self, mechanism_id: str) -> ResponseReturnValue:
        """Replay the incidents; if refused, say why at the form."""

        def run() -> str:
            self._proven(mechanism_id, validate_only=False)
            return url_for(
                "mechanisms.show", mechanism_id=mechanism_id, _anchor="proof"
            )

        return attempt(run, lambda why: self._page(mechanism_id, {"prove": why}))

    def try_proof(self, mechanism_id: str) -> str:
        """Tell what a proof would find, while the correction is still being typed."""
        try:
            proven = self._proven(mechanism_id, validate_only=True)
            form = Form()
        except (grpc.RpcError, FieldsRefused) as error:
            proven, form = None, Form(refusal=refusal_of(error))
        return render_template("mechanisms/tried.html", form=form, proven=proven)

    def command(self, mechanism_id: str, command_id: str) -> ResponseReturnValue:
        """Do something with it; if refused, say why beside the button."""

        def run() -> str:
            COMMANDS.run(self._front, command_id, f"mechanisms/{mechanism_id}")
            return url_for("mechanisms.show", mechanism_id=mechanism_id)

        return attempt(run, lambda why: self._page(mechanism_id, {command_id: why}))

    def _proven(self, mechanism_id: str, *, validate_only: bool) -> pb.Mechanism:
        wanted = rpc.ProveMechanismRequest(
            name=f"mechanisms/{mechanism_id}",
            request_id="" if validate_only else request.form.get("request_id", ""),
            validate_only=validate_only,
        )
        stage = replaying.stage_of(self._mechanism(mechanism_id))
        replaying.fill(wanted.replays, request.form.to_dict(), stage)
        proven = self._front.call(self._front.mechanisms.ProveMechanism, wanted)
        return proven.mechanism

    def _page(self, mechanism_id: str, failed: Mapping[str, Refusal]) -> str:
        mechanism = self._mechanism(mechanism_id)
        possible = self._offered(mechanism)
        proving = self._proving(mechanism, failed.get("prove"))
        # Services answer and checks report all the time, which changes it: its forms
        # have no etag.
        commands = COMMANDS.forms(possible, "", failed)
        return render_template(
            "mechanisms/show.html",
            mechanism=mechanism,
            version=version_of(mechanism),
            commands=commands,
            coes=incidents.coes_of(self._front, mechanism),
            proving=proving,
            can_prove="ProveMechanism" in mechanism.possible_methods
            or "prove" in failed,
            can_improve="ImproveMechanism" in mechanism.possible_methods,
            replay_rows=rows_in(proving.values, "replays"),
            replay_parts=replaying.parts_of(mechanism),
            replay_tool=tool_of(mechanism),
            no_answer=replaying.NO_ANSWER,
            replay_answers=[(one.id, one.text) for one in mechanism.question.answers],
            on_call=[] if "suspend" in possible else self._on_call(mechanism),
            is_live=mechanism.state not in ENDED,
            **self._past(mechanism),
        )

    def _offered(self, mechanism: pb.Mechanism) -> list[str]:
        """Return what makes sense now; only something outside reports."""
        is_external = tool_of(mechanism) == "external"
        possible = COMMANDS.offered(self._front, mechanism)
        return [one for one in possible if is_external or one != "report-check-result"]

    def _on_call(self, mechanism: pb.Mechanism) -> list[Violation]:
        """Return why the visitor may not suspend it, which says who may."""
        if "SuspendMechanism" not in mechanism.possible_methods:
            return []
        wanted = rpc.SuspendMechanismRequest(name=mechanism.name, reason="x")
        error = self._front.rehearse(self._front.mechanisms.SuspendMechanism, wanted)
        found = violations_in(error) if error else ()
        return [one for one in found if one.reason == "NOT_ON_CALL"]

    def _proving(self, mechanism: pb.Mechanism, failed: Refusal | None) -> Form:
        if failed is None:
            return replaying.form_of(self._front, mechanism)
        return refused(request.form.to_dict(), failed)

    def _mechanism(self, mechanism_id: str) -> pb.Mechanism:
        wanted = rpc.GetMechanismRequest(name=f"mechanisms/{mechanism_id}")
        return self._front.call(self._front.mechanisms.GetMechanism, wanted).mechanism

    def _past(self, mechanism: pb.Mechanism) -> dict[str, Any]:
        front, name = self._front, mechanism.name
        listed = front.call(
            front.mechanisms.ListMechanismVersions,
            rpc.ListMechanismVersionsRequest(parent=name),
        )
        backtest = mechanism.backtest
        is_now = "backtest" in request.args
        if is_now:
            wanted = rpc.BacktestMechanismRequest(name=name)
            backtest = front.call(front.mechanisms.BacktestMechanism, wanted).backtest
        return {"past": listed, "backtest": backtest, "is_now": is_now}


def version_of(mechanism: pb.Mechanism) -> str:
    """Return what the forms of a page depend on; counters are not part of it."""
    return f"{mechanism.state}.{mechanism.version}.{len(mechanism.escapes)}"
