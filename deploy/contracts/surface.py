"""What callers and consumers of a service rely on, besides messages and reasons.

Methods and routes are read from the contracts, everything else from the constants that
the code obeys. Each entry says in which direction its value may change without a break
for those who rely on the value of today.
"""

import json
from collections.abc import Iterator

from google.protobuf.descriptor_pb2 import (
    DescriptorProto,
    FileDescriptorSet,
    MethodDescriptorProto,
    MethodOptions,
)

from . import image
from .entries import MEANINGS, Entry, May
from .facts import facts_of


def entries_of(contracts: FileDescriptorSet, service: str) -> list[Entry]:
    """Return all entries of a service, by name."""
    found = [*methods(contracts, service), *facts_of(service)]
    return sorted(found, key=lambda entry: entry.name)


def methods(contracts: FileDescriptorSet, service: str) -> Iterator[Entry]:
    """Return what a contract says about its methods."""
    messages = {
        f".{file.package}.{message.name}": message
        for file in contracts.file
        for message in file.message_type
    }
    for file in image.files_of(contracts, service):
        for grpc_service in file.service:
            for method in grpc_service.method:
                name = f"grpc/{file.package}.{grpc_service.name}/{method.name}"
                request = messages[method.input_type]
                yield from _method(name, method, request)


def _method(
    name: str, method: MethodDescriptorProto, request: DescriptorProto
) -> Iterator[Entry]:
    yield Entry(f"{name}/kind", _kind(method), May.STAY)
    yield Entry(f"{name}/safe_to_repeat", [*_safe(method, request)], May.GAIN)
    routes = [" ".join(filter(None, route)) for route in image.bindings_of(method)]
    yield Entry(f"{name}/http", routes, May.GAIN)


def _kind(method: MethodDescriptorProto) -> str:
    sent = "stream" if method.client_streaming else "one"
    answered = "stream" if method.server_streaming else "one"
    return f"{sent} to {answered}"


def _safe(method: MethodDescriptorProto, request: DescriptorProto) -> Iterator[str]:
    """Return why a call may be repeated when its answer was lost."""
    if method.options.idempotency_level != MethodOptions.IDEMPOTENCY_UNKNOWN:
        yield MethodOptions.IdempotencyLevel.Name(method.options.idempotency_level)
    if any(field.name == "request_id" for field in request.field):
        yield "request_id"


def text(contracts: FileDescriptorSet, service: str) -> str:
    """Return `surface.json` of a service, an entry in each line."""
    entries = [
        f"    {json.dumps(entry.name)}: "
        + json.dumps({"may": entry.may, "value": entry.value}, ensure_ascii=False)
        for entry in entries_of(contracts, service)
    ]
    head = {"service": service, "may": MEANINGS}
    lines = json.dumps(head, indent=2).removesuffix("\n}").splitlines()
    lines[-1] += ","
    return "\n".join([*lines, '  "entries": {', ",\n".join(entries), "  }", "}", ""])
