"""The HTTP surface of a gRPC service, read from its `google.api.http` annotations."""

from collections.abc import Iterator
from dataclasses import dataclass

from google.api import annotations_pb2, http_pb2
from google.protobuf.descriptor import FileDescriptor, MethodDescriptor

from .path_templates import PathTemplate, parse

VERBS = ("get", "put", "post", "delete", "patch")


@dataclass(frozen=True, slots=True)
class Binding:
    """One way to call one method over HTTP.

    Attributes:
        verb: `GET`, `POST` and so on.
        template: Which paths it answers.
        body: Field that the body fills; `*` for the whole request, empty for none.
        method: What is called.
    """

    verb: str
    template: PathTemplate
    body: str
    method: MethodDescriptor


def bindings_of(contract: FileDescriptor) -> tuple[Binding, ...]:
    """Return every binding of every service of a contract, as declared."""
    return tuple(
        binding
        for service in contract.services_by_name.values()
        for method in service.methods
        for binding in _of_method(method)
    )


def _of_method(method: MethodDescriptor) -> Iterator[Binding]:
    rule = method.GetOptions().Extensions[annotations_pb2.http]
    for one in (rule, *rule.additional_bindings):
        if (verb := one.WhichOneof("pattern")) in VERBS:
            yield _binding(one, str(verb), method)


def _binding(rule: http_pb2.HttpRule, verb: str, method: MethodDescriptor) -> Binding:
    return Binding(verb.upper(), parse(getattr(rule, verb)), rule.body, method)
