"""Reading experiments: the list, and one with its three tabs."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from day1.experiments.v1 import experiments_pb2 as pb
from day1.experiments.v1 import experiments_service_pb2 as rpc

from .. import paging
from ..attempts import attempt
from ..charts import near
from ..commands import form_of
from ..forms import Form, Refusal
from ..front import Front
from ..writing import can_write
from . import figures, simulating
from .commands import COMMANDS, LIVE, TABS, tab_of
from .designing import ExperimentDesigning
from .loading import Loading
from .parts import ExperimentParts, version_of

STATES = ("DRAFT", "RUNNING", "PAUSED", "ANALYZING", "DECIDED", "ABORTED", "CANCELLED")
"""What the list can be narrowed to."""

VIEWS = {"design": "show", "measure": "measure", "learn": "learn"}
"""Tab to the name of its address."""


class ExperimentPages:
    """What a visitor can see of experiments, and do with them."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._loading = Loading(front)

    def blueprint(self) -> Blueprint:
        """Return the addresses."""
        pages = Blueprint("experiments", __name__)
        pages.add_app_template_filter(figures.chance, "chance")
        pages.add_app_template_filter(figures.points, "points")
        pages.add_app_template_filter(figures.percent, "percent")
        pages.add_app_template_filter(near, "near")
        rule = pages.add_url_rule
        rule("/experiments", "index", self.index)
        one = "/experiments/<experiment_id>"
        rule(one, "show", self.show)
        rule(f"{one}/measure", "measure", self.measure)
        rule(f"{one}/learn", "learn", self.learn)
        rule(f"{one}/simulate", "simulate", self.simulate, methods=["POST"])
        rule(f"{one}/<command_id>", "command", self.command, methods=["POST"])
        ExperimentParts(self._loading).add_to(pages)
        ExperimentDesigning(self._front).add_to(pages)
        return pages

    def index(self) -> str:
        """List experiments, newest first."""
        narrow = paging.chosen("state", "idea", "team", "owner")
        wanted = rpc.ListExperimentsRequest(filter=narrow, **paging.asked())
        listed = self._front.call(self._front.experiments.ListExperiments, wanted)
        return render_template(
            "experiments/index.html",
            experiments=listed.experiments,
            states=STATES,
            state=request.args.get("state", ""),
            next_page=paging.next_page(listed.next_page_token),
        )

    def show(self, experiment_id: str) -> str:
        """Show what is tried: hypothesis, design, cost of failure."""
        return self._page("design", experiment_id, {})

    def measure(self, experiment_id: str) -> str:
        """Show what is counted."""
        return self._page("measure", experiment_id, {})

    def learn(self, experiment_id: str) -> str:
        """Show what it comes to."""
        return self._page("learn", experiment_id, {})

    def simulate(self, experiment_id: str) -> ResponseReturnValue:
        """Let simulated units in; if refused, say why at the form."""

        def run() -> str:
            wanted = simulating.Simulation.of(request.form)
            experiment = self._loading.experiment(experiment_id)
            flash(simulating.run(self._front, experiment, wanted))
            return url_for("experiments.measure", experiment_id=experiment_id)

        def again(why: Refusal) -> str:
            return self._page("measure", experiment_id, {"simulate": why})

        return attempt(run, again)

    def command(self, experiment_id: str, command_id: str) -> ResponseReturnValue:
        """Do something with it; if refused, say why beside the button."""

        def run() -> str:
            COMMANDS.run(self._front, command_id, f"experiments/{experiment_id}")
            view = VIEWS[tab_of(command_id)]
            return url_for(f"experiments.{view}", experiment_id=experiment_id)

        def again(why: Refusal) -> str:
            return self._page(tab_of(command_id), experiment_id, {command_id: why})

        return attempt(run, again)

    def _page(self, tab: str, experiment_id: str, failed: Mapping[str, Refusal]) -> str:
        loading = self._loading
        experiment = loading.experiment(experiment_id)
        load = {
            "design": loading.design,
            "measure": loading.numbers,
            "learn": loading.lessons,
        }
        offered = COMMANDS.offered(self._front, experiment)
        ids = sensible(offered, experiment, TABS[tab])
        shown = load[tab](experiment)
        if "resume" in ids and (stuck := loading.beyond_repair(experiment)):
            ids.remove("resume")
            shown["stuck"] = stuck
        if tab == "measure":
            shown["can_simulate"] = "pause" in offered  # both are for the whole team
            start = Form(values=simulating.suggestion(experiment, shown["health"]))
            shown["simulation"] = form_of(start, failed.get("simulate"), "simulate")
            shown["metrics"] = [one.key for one in simulating.metrics_of(experiment)]
        return render_template(
            f"experiments/{tab}.html",
            experiment=experiment,
            tab=tab,
            version=version_of(experiment),
            can_edit=can_write(self._front, experiment),
            is_live=experiment.state in LIVE,
            commands=COMMANDS.forms(ids, experiment.etag, failed),
            **shown,
        )


def sensible(
    possible: Sequence[str], experiment: pb.Experiment, ids: Sequence[str]
) -> list[str]:
    """Return which of what is possible makes sense on a tab.

    At the last step there is no ramp, and nothing is cleaned up twice.
    """
    pointless = set()
    if all(step.place != "ahead" for step in figures.steps_of(experiment)):
        pointless.add("ramp")
    if experiment.HasField("clean_up"):
        pointless.add("clean-up")
    return [one for one in possible if one in ids and one not in pointless]
