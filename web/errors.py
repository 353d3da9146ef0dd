"""The one place where refusals become pages for people or JSON for programs."""

from http import HTTPStatus

import grpc
import structlog
from flask import Flask, Response, jsonify, redirect, render_template, request
from google.rpc.status_pb2 import Status
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as WerkzeugResponse

from chassis.domain import Violation
from chassis.rpc.errors import status_of, violations_in

from . import statuses
from .forms import Refusal, label_of
from .refusals import FieldsRefused, Refused, status

log = structlog.get_logger()

API = "/v1/"

OF_HTTP = {
    404: "PATH_UNKNOWN",
    405: "METHOD_NOT_ALLOWED",
    413: "REQUEST_TOO_LARGE",
    415: "CONTENT_TYPE_UNSUPPORTED",
    500: "INTERNAL",
}
"""The reasons of Flask's own refusals; the others are `REQUEST_MALFORMED`."""

WORDS = {
    404: "There is nothing here.",
    405: "This address does not take this method.",
    413: "The request is larger than 8 MB.",
}


def register(app: Flask) -> None:
    """Let every error of an application end here."""
    app.register_error_handler(grpc.RpcError, _on_rpc_error)
    app.register_error_handler(Refused, _on_refused)
    app.register_error_handler(HTTPException, _on_http_error)
    app.register_error_handler(Exception, _on_bug)


def refusal_of(error: grpc.RpcError | FieldsRefused) -> Refusal:
    """Return what a form can show of a failed call, or of fields that do not fit."""
    if isinstance(error, FieldsRefused):
        found = [
            Violation(p.reason, p.field, f"{label_of(p.field)}: {p.description}")
            for p in error.problems
        ]
        code = grpc.StatusCode.INVALID_ARGUMENT
        return Refusal(code, error.http, str(error), tuple(found))
    failed = status_of(error)
    code, http = statuses.code_of(failed), statuses.http_of(failed)
    return Refusal(code, http, failed.message, violations_in(error))


def _on_rpc_error(error: grpc.RpcError) -> Response:
    failed = status_of(error)
    is_unanswered = statuses.reasons_in(failed) == [statuses.code_of(failed).name]
    answer = _refuse if is_unanswered else _answer
    return answer(failed, statuses.http_of(failed))


def _on_refused(error: Refused) -> Response:
    response = _refuse(error.status, error.http)
    response.headers.update(error.headers)
    return response


def _on_http_error(error: HTTPException) -> WerkzeugResponse:
    http = error.code or 500
    if http == HTTPStatus.METHOD_NOT_ALLOWED and _is_visit():
        return redirect(request.path.rpartition("/")[0] or "/", 302)
    reason = OF_HTTP.get(http, "REQUEST_MALFORMED")
    words = WORDS.get(http) or error.description or error.name
    response = _refuse(status(reason, words), http)
    response.headers.update(
        {k: v for k, v in error.get_headers() if k in {"Allow", "Retry-After"}}
    )
    return response


def _is_visit() -> bool:
    """Tell whether a person opens, or loads again, the address of a form."""
    return request.method == "GET" and not request.path.startswith(API)


def _on_bug(error: Exception) -> Response:
    log.error("request.crashed", path=request.path, exc_info=error)
    words = "Something went wrong on our side. It has been logged."
    return _refuse(status("INTERNAL", words), 500)


def _refuse(failed: Status, http: int) -> Response:
    """Answer with what the front refuses by itself; a service logs its own refusals."""
    log.info(
        "request.refused",
        path=request.path,
        http=http,
        code=statuses.code_of(failed).name,
        reasons=statuses.reasons_in(failed),
    )
    return _answer(failed, http)


def _answer(failed: Status, http: int) -> Response:
    if request.path.startswith(API):
        response = jsonify(statuses.to_json(failed, http))
    else:
        response = Response(render_template("error.html", status=failed, http=http))
    response.status_code = http
    response.headers.update(statuses.HEADERS.get(http, {}))
    return response
