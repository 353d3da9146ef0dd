"""The promises that code keeps: limits, tokens, the JSON API, events.

Every value here is imported, or found out by asking the code that obeys it.
"""

from collections.abc import Iterator
from datetime import timedelta

from chassis import limits
from chassis.rpc import keys
from chassis.rpc import tokens as verifying
from chassis.rpc.errors import ERROR_DOMAIN
from chassis.tokens import AUDIENCE, ISSUER
from monolith.bootstrap import SERVICES
from web import bodies, security, statuses
from web.config import WebSettings

from .entries import Entry, May
from .event_facts import events, topics


def facts_of(service: str) -> Iterator[Entry]:
    """Return what the code promises of a service."""
    yield from call_limits()
    yield from page_limits()
    yield from json_face()
    yield from events()
    yield from tokens(service)
    for settings_type, build in SERVICES:
        settings = settings_type.model_construct()
        if (built := build(settings)).name == service:
            yield from topics(built)
            if (most := getattr(settings, "document_bytes_limit", None)) is not None:
                yield Entry("limits/document_bytes", most, May.RISE)


def call_limits() -> Iterator[Entry]:
    """Return what bounds every call."""
    yield Entry("errors/domain", ERROR_DOMAIN, May.STAY)
    yield Entry("errors/violation_bytes", limits.MAX_VIOLATION_BYTES, May.FALL)
    yield Entry("limits/request_bytes", limits.MAX_MESSAGE_BYTES, May.RISE)
    yield Entry("limits/response_bytes", limits.MAX_RESPONSE_BYTES, May.FALL)
    yield Entry("limits/metadata_bytes", limits.MAX_METADATA_BYTES, May.RISE)
    default, most = limits.DEFAULT_DEADLINE, limits.MAX_DEADLINE_SECONDS
    yield Entry("deadlines/default_seconds", _seconds(default), May.STAY)
    yield Entry("deadlines/most_seconds", int(most), May.RISE)
    kept = _seconds(limits.ANSWER_RETENTION)
    yield Entry("request_ids/answers_kept_seconds", kept, May.RISE)


def page_limits() -> Iterator[Entry]:
    """Return what bounds pages, and how long the way to the next one is open."""
    yield Entry("pages/default_size", limits.DEFAULT_PAGE_SIZE, May.STAY)
    yield Entry("pages/most_size", limits.MAX_PAGE_SIZE, May.RISE)
    yield Entry("pages/bytes", limits.MAX_PAGE_BYTES, May.FALL)
    lifetime = _seconds(limits.TOKEN_LIFETIME)
    yield Entry("pages/page_token_seconds", lifetime, May.RISE)
    yield Entry("watches/resume_token_seconds", lifetime, May.RISE)


def json_face() -> Iterator[Entry]:
    """Return what the front adds when a call comes as JSON."""
    timeout = WebSettings.model_fields["call_timeout"].default
    yield Entry("json/deadline_seconds", _seconds(timeout), May.STAY)
    yield Entry("json/request_bytes", security.MAX_BODY_BYTES, May.RISE)
    yield Entry("json/nesting", bodies.MAX_DEPTH, May.RISE)
    for code, http in statuses.HTTP.items():
        yield Entry(f"json/status/{code.name}", http, May.STAY)


def tokens(service: str) -> Iterator[Entry]:
    """Return what a token has to be like, so that a caller is known."""
    yield Entry("tokens/algorithms", [*keys.ALGORITHMS], May.GAIN)
    yield Entry("tokens/audiences", [service, AUDIENCE], May.GAIN)
    yield Entry("tokens/claims", [*verifying.REQUIRED], May.LOSE)
    yield Entry("tokens/ahead_seconds", int(verifying.FUTURE_SECONDS), May.RISE)
    yield Entry("tokens/issuer", ISSUER, May.STAY)
    yield Entry("tokens/leeway_seconds", int(verifying.LEEWAY_SECONDS), May.RISE)
    yield Entry("tokens/person", verifying.PERSON.pattern, May.STAY)
    yield Entry("tokens/team", verifying.TEAM.pattern, May.STAY)


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
