"""The limits that the contracts promise, all in one place.

A larger limit is a compatible change; a smaller one breaks callers.
"""

from datetime import timedelta

DEFAULT_DEADLINE = timedelta(seconds=10)
"""For callers that set none: gRPC for Python has no deadline of its own."""

MAX_DEADLINE_SECONDS = 60.0
"""Of any call; a longer deadline is cut to this."""

MAX_MESSAGE_BYTES = 8 * 1024 * 1024
"""Of a request."""

MAX_RESPONSE_BYTES = 4 * 1024 * 1024
"""Of a response, and of each message of a stream: clients in Go, Java and Python accept
no more unless they are configured to."""

MAX_METADATA_BYTES = 64 * 1024
"""Of the metadata of a call."""

MAX_VIOLATION_BYTES = 4000
"""Of all violations together: details travel in HTTP/2 trailers, which many clients
limit to 8 KiB, as base64, beside the message."""

DEFAULT_PAGE_SIZE = 50
MAX_PAGE_SIZE = 200

MAX_PAGE_BYTES = 3 * 1024 * 1024
"""Of all items of a page together; the rest of a response is for what a service adds
to it, such as counts."""

MAX_HISTORY = 100
"""Entries of the history of a resource: the newest ones."""

TOKEN_LIFETIME = timedelta(days=3)
"""Of page tokens and resume tokens."""

ANSWER_RETENTION = timedelta(days=7)
"""The answer to a request with a request id is kept at least this long."""

MAX_WATCHERS = 8
"""In one process: each holds a worker, and half of the workers are for other calls."""

EVENT_RETENTION = timedelta(days=365)
"""Topics of events keep records at least this long."""
