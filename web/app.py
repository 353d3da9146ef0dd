"""The Flask application: where the front is put together."""

from collections.abc import Mapping

import grpc
from flask import Flask
from werkzeug.routing import Rule

from day1.coes.v1 import coes_service_pb2, mechanisms_service_pb2
from day1.experiments.v1 import experiments_service_pb2
from day1.ideas.v1 import ideas_service_pb2
from day1.reviews.v1 import reviews_service_pb2

from . import errors, presentation, security
from .coes import CoePages
from .config import WebSettings
from .day1 import Day1Pages
from .decisions import DecisionPages
from .experiments import ExperimentPages, MetricPages
from .front import Front
from .health import Health
from .home import HomePages
from .ideas import IdeaPages
from .identity import Tokens
from .loop import LoopPages
from .mechanisms import MechanismPages
from .persona_picker import PersonaPicker
from .reviews import ReviewPages
from .roadmap import RoadmapPages
from .titles import Titles
from .transcoding import Transcoder

CONTRACTS = {
    "ideas": (ideas_service_pb2.DESCRIPTOR,),
    "reviews": (reviews_service_pb2.DESCRIPTOR,),
    "experiments": (experiments_service_pb2.DESCRIPTOR,),
    "coes": (coes_service_pb2.DESCRIPTOR, mechanisms_service_pb2.DESCRIPTOR),
}
"""What each deployable serves."""

PAGES = (
    HomePages,
    IdeaPages,
    ReviewPages,
    ExperimentPages,
    MetricPages,
    CoePages,
    MechanismPages,
    LoopPages,
    RoadmapPages,
    DecisionPages,
    Day1Pages,
)
"""What people see: one blueprint for each entry of the main navigation."""


def create_app(settings: WebSettings, channels: Mapping[str, grpc.Channel]) -> Flask:
    """Return the application over channels named like the keys of `CONTRACTS`.

    Raises `OSError` when the signing key cannot be read.
    """
    app = Flask(__name__)
    csrf = security.protect(app, settings)
    errors.register(app)
    presentation.register(app)
    tokens = Tokens(settings.token_signing_key, settings.token_issuer)
    front = Front(channels, tokens, settings.call_timeout)
    app.jinja_env.filters["title_of"] = Titles(front).words
    for pages in PAGES:
        app.register_blueprint(pages(front).blueprint())
    app.register_blueprint(PersonaPicker().blueprint())
    app.add_url_rule("/healthz", "healthz", Health(channels).answer)
    transcoder = Transcoder(CONTRACTS, channels, settings.call_timeout)
    csrf.exempt(transcoder.answer)
    _serve_api(app, transcoder)
    return app


def _serve_api(app: Flask, transcoder: Transcoder) -> None:
    """Give the transcoder all of `/v1/`, whatever the verb: it knows which fit."""
    app.url_map.merge_slashes = False
    app.url_map.add(Rule("/v1/<path:path>", endpoint="api"))
    app.view_functions["api"] = transcoder.answer
