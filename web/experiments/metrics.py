"""What a metric means: the library, and the explainer of a change between surveys."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

import grpc
from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from day1.experiments.v1 import experiments_service_pb2 as pb

from .. import paging
from ..attempts import attempt
from ..charts import strip
from ..errors import refusal_of
from ..fields import assign
from ..form_texts import filled
from ..forms import Form, refused
from ..front import Front
from ..refusals import FieldsRefused

SURVEY = {
    "question": "Are you satisfied?",
    "population": "beta testers",
    "instrument": "one question by e-mail, yes or no",
}
POINTS = ("before", "after")
SCENE = {
    "metric": "satisfied",
    "before.share": "47",
    "after.share": "55",
    **{f"{at}.survey.{key}": words for at in POINTS for key, words in SURVEY.items()},
    **{f"{at}.survey.answers": "100" for at in POINTS},
}
"""The question that everybody gets asked one day: 55 % satisfied, up from 47 %."""

SIZES = ("", "100", "300", "612", "10000")
"""Answers per survey, to try one after another."""


class MetricPages:
    """The explainer, with the library below it."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def blueprint(self) -> Blueprint:
        """Return the addresses."""
        pages = Blueprint("metrics", __name__)
        pages.add_url_rule("/metrics", "show", self.show)
        pages.add_url_rule("/metrics/reading", "reading", self.reading)
        pages.add_url_rule("/metrics", "add", self.add, methods=["POST"])
        return pages

    def show(self) -> str:
        """Explain what is in the address; without it, the scene."""
        return self._page(Form())

    def reading(self) -> str:
        """Answer with the explanation alone, for a form that asks while one types."""
        return render_template("experiments/reading.html", **self._explained())

    def add(self) -> ResponseReturnValue:
        """Add a metric to the library."""
        entered = request.form.to_dict()

        def run() -> str:
            message = pb.CreateMetricRequest(request_id=entered.get("request_id", ""))
            assign(message, filled(entered))
            self._front.call(self._front.experiments.CreateMetric, message)
            return url_for("metrics.show", _anchor="library")

        return attempt(run, lambda why: self._page(refused(entered, why)))

    def _page(self, adding: Form) -> str:
        front = self._front
        wanted = pb.ListMetricsRequest(**paging.asked())
        library = front.call_if_up(front.experiments.ListMetrics, wanted)
        token = library.next_page_token if library else ""
        return render_template(
            "experiments/metrics.html",
            **self._explained(),
            sizes=[(size, _scene(size)) for size in SIZES],
            library=library,
            next_page=paging.next_page(token),
            adding=adding,
        )

    def _explained(self) -> dict[str, Any]:
        entered = request.args.to_dict() if "metric" in request.args else SCENE
        entered = {k: v for k, v in entered.items() if k != "page_token"}
        message = pb.InterpretMetricRequest()
        try:
            assign(message, filled(as_shares(entered)))
            reply = self._front.call(self._front.experiments.InterpretMetric, message)
        except (grpc.RpcError, FieldsRefused) as error:
            form = Form(values=entered, refusal=refusal_of(error))
            return {"form": form, "reply": None, "strip": None}
        drawn = None
        if reply.HasField("interval"):
            drawn = strip(reply.interval.low, reply.interval.high)
        return {"form": Form(values=entered), "reply": reply, "strip": drawn}


def as_shares(entered: Mapping[str, str]) -> dict[str, str]:
    """Return the inputs with shares as the contract wants them: 47 is 0.47."""
    shares = {f"{at}.share" for at in POINTS}
    return {k: _share(v) if k in shares else v for k, v in entered.items()}


def _share(percent: str) -> str:
    try:
        return f"{Decimal(percent) / 100:f}"
    except InvalidOperation:
        return percent


def _scene(size: str) -> str:
    sizes = {f"{at}.survey.answers": size for at in POINTS}
    return f"{url_for('metrics.show')}?{urlencode(SCENE | sizes)}"
