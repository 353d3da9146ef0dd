"""Logs: one structlog configuration, canonical lines, JSON unless a person reads."""

import logging
import sys

import structlog


def configure(log_format: str, service: str) -> None:
    """Write to standard output from now on.

    `log_format` is `console`, `json`, or `auto`: console in a terminal. Tracebacks
    show no local variables: those hold what must not be in a log.
    """
    console = log_format == "console" or (log_format == "auto" and sys.stdout.isatty())

    def add_service(
        _: object, __: str, event: structlog.typing.EventDict
    ) -> structlog.typing.EventDict:
        return {"service": service, **event}

    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *(_for_people() if console else [add_service, *_for_programs()]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # a text file


def _for_people() -> list[structlog.typing.Processor]:
    plain = structlog.dev.plain_traceback
    colors = sys.stdout.isatty()
    return [
        structlog.dev.ConsoleRenderer(
            colors=colors, pad_event_to=20, exception_formatter=plain
        )
    ]


def _for_programs() -> list[structlog.typing.Processor]:
    tracebacks = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    return [
        structlog.processors.ExceptionRenderer(tracebacks),
        structlog.processors.JSONRenderer(default=str),
    ]
