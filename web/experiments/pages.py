"""Reading experiments: the list, and one with its design and its live numbers."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from day1.coes.v1.coes_service_pb2 import ListCoesRequest
from day1.experiments.v1 import experiments_service_pb2 as pb

from .. import paging
from ..attempts import attempt
from ..forms import Refusal
from ..front import Front
from .commands import COMMANDS, LIVE, OFFERED
from .designing import ExperimentDesigning


class ExperimentPages:
    """What a visitor can see of experiments, and do with them."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def blueprint(self) -> Blueprint:
        """Return the addresses."""
        pages = Blueprint("experiments", __name__)
        rule = pages.add_url_rule
        rule("/experiments", "index", self.index)
        one = "/experiments/<experiment_id>"
        rule(one, "show", self.show)
        rule(f"{one}/results", "results", self.results)
        command = f"{one}/<command_id>"
        rule(command, "command", self.command, methods=["POST"])
        ExperimentDesigning(self._front).add_to(pages)
        return pages

    def index(self) -> str:
        """List experiments, newest first."""
        wanted = pb.ListExperimentsRequest(**paging.asked())
        listed = self._front.call(self._front.experiments.ListExperiments, wanted)
        return render_template(
            "experiments/index.html",
            experiments=listed.experiments,
            next_page=paging.next_page(listed.next_page_token),
        )

    def show(self, experiment_id: str) -> str:
        """Show one experiment."""
        return self._page(experiment_id, {})

    def results(self, experiment_id: str) -> Response:
        """Show the numbers alone, for a page that asks again and again.

        Once the state is another, the whole page loads again.
        """
        experiment = self._experiment(experiment_id)
        numbers = self._numbers(experiment)
        response = make_response(
            render_template(
                "experiments/results.html", experiment=experiment, **numbers
            )
        )
        if request.args.get("state") not in {None, str(experiment.state)}:
            response.headers["HX-Refresh"] = "true"
        return response

    def command(self, experiment_id: str, command_id: str) -> ResponseReturnValue:
        """Do something with it; if refused, say why beside the button."""

        def run() -> str:
            COMMANDS.run(self._front, command_id, f"experiments/{experiment_id}")
            return url_for("experiments.show", experiment_id=experiment_id)

        return attempt(run, lambda why: self._page(experiment_id, {command_id: why}))

    def _page(self, experiment_id: str, failed: Mapping[str, Refusal]) -> str:
        experiment = self._experiment(experiment_id)
        offered = OFFERED.get(experiment.state, ())
        return render_template(
            "experiments/show.html",
            experiment=experiment,
            commands=COMMANDS.forms(offered, experiment.etag, failed),
            is_draft=experiment.state == pb.EXPERIMENT_STATE_DRAFT,
            **self._numbers(experiment),
        )

    def _experiment(self, experiment_id: str) -> pb.Experiment:
        wanted = pb.GetExperimentRequest(name=f"experiments/{experiment_id}")
        return self._front.call(
            self._front.experiments.GetExperiment, wanted
        ).experiment

    def _numbers(self, experiment: pb.Experiment) -> dict[str, Any]:
        front = self._front
        wanted = pb.GetResultsRequest(name=experiment.name)
        related = ListCoesRequest(filter=f'source = "{experiment.name}"')
        return {
            "results": front.call(front.experiments.GetResults, wanted),
            "coes": front.call_if_up(front.coes.ListCoes, related),
            "is_live": experiment.state in LIVE,
        }
