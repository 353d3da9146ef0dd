"""The parts of an experiment's pages that look again by themselves."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, render_template

from day1.experiments.v1 import experiments_pb2 as pb

from .. import live
from .commands import LIVE
from .loading import Loading

Load = Callable[[pb.Experiment], dict[str, Any]]


class ExperimentParts:
    """Answers with one part alone, for a page that asks again and again."""

    def __init__(self, loading: Loading) -> None:
        self._loading = loading

    def add_to(self, pages: Blueprint) -> None:
        """Add the addresses."""
        for part, view in (
            ("results", self.results),
            ("cost", self.cost),
            ("verdict", self.verdict),
        ):
            pages.add_url_rule(f"/experiments/<experiment_id>/{part}", part, view)

    def results(self, experiment_id: str) -> Response:
        """Answer with the numbers."""
        return self._part("numbers", experiment_id, self._loading.numbers)

    def cost(self, experiment_id: str) -> Response:
        """Answer with the cost of failure."""
        return self._part("cost", experiment_id, self._loading.cost)

    def verdict(self, experiment_id: str) -> Response:
        """Answer with what the rule says."""
        return self._part("verdict", experiment_id, self._loading.lessons)

    def _part(self, template: str, experiment_id: str, load: Load) -> Response:
        experiment = self._loading.experiment(experiment_id)
        html = render_template(
            f"experiments/{template}.html", experiment=experiment, **load(experiment)
        )
        is_final = experiment.state not in LIVE
        return live.fragment(html, version=version_of(experiment), is_final=is_final)


def version_of(experiment: pb.Experiment) -> str:
    """Return what the forms of a page depend on; the numbers are not part of it."""
    parts = (
        experiment.state,
        experiment.current_exposure_share,
        experiment.second.verdict,
        experiment.clean_up.result,
    )
    return ".".join(map(str, parts))
