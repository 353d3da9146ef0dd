"""Logs: one structlog configuration, canonical lines, JSON unless a person reads."""

import logging
import sys

import structlog


def configure(log_format: str, service: str) -> None:
    """Write to standard output from now on.

    `log_format` is `console`, `json`, or `auto`: console in a terminal.
    """
    console = log_format == "console" or (log_format == "auto" and sys.stdout.isatty())
    last: list[structlog.typing.Processor] = (
        [structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty(), pad_event_to=20)]
        if console
        else [
            structlog.processors.dict_tracebacks,
            structlog.processors.JSONRenderer(default=str),
        ]
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(service=service)
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # a text file
