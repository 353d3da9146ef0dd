"""Which reasons each method can give, from the comments of the contracts."""

from dataclasses import dataclass
from typing import Any

from google.protobuf.descriptor_pb2 import (
    DescriptorProto,
    FileDescriptorProto,
    FileDescriptorSet,
    ServiceDescriptorProto,
)

from . import image
from .comments import Comment, Errors, Heading, Reasons, lists_in

SERVICE, METHOD = 6, 2
"""Numbers of fields in descriptors, of which paths in source info are made."""


@dataclass(frozen=True, slots=True)
class Method:
    """The errors of one method.

    Attributes:
        groups: Those lists of its service that apply to it, by name.
        own: What is listed for it alone.
    """

    name: str
    groups: tuple[str, ...]
    own: Errors


@dataclass(frozen=True, slots=True)
class Service:
    """The errors of one gRPC service.

    Attributes:
        name: Such as `day1.ideas.v1.IdeaService`.
        common: What methods have in common, by name of the group.
    """

    name: str
    common: dict[str, Errors]
    methods: tuple[Method, ...]


def services_of(contracts: FileDescriptorSet, name: str) -> list[Service]:
    """Return the gRPC services of a service. Raises `Malformed`."""
    messages = {
        f".{file.package}.{message.name}": message
        for file in contracts.file
        for message in file.message_type
    }
    return [
        _service(file, index, service, messages)
        for file in image.files_of(contracts, name)
        for index, service in enumerate(file.service)
    ]


def to_json(service: Service) -> dict[str, Any]:
    """Return the errors of one gRPC service as `reasons.json` has them."""
    return {
        "common": {group: _sorted(errors) for group, errors in service.common.items()},
        "methods": {
            method.name: {"groups": list(method.groups), "errors": _sorted(method.own)}
            for method in service.methods
        },
    }


def _sorted(errors: Errors) -> Errors:
    return {status: _by_name(errors[status]) for status in sorted(errors)}


def _by_name(reasons: Reasons) -> Reasons:
    return {reason: sorted(reasons[reason]) for reason in sorted(reasons)}


def _service(
    file: FileDescriptorProto,
    index: int,
    service: ServiceDescriptorProto,
    messages: dict[str, DescriptorProto],
) -> Service:
    name = f"{file.package}.{service.name}"
    comments = _comments(file)
    about = comments.get((SERVICE, index), Comment(file.name, name, 0, ()))
    common = lists_in(about)
    if Heading("every method") not in common or Heading("") in common:
        text = "the comment of a service has a list `Errors of every method:`"
        raise about.malformed(0, text)
    methods = []
    for place, method in enumerate(service.method):
        fields = {field.name for field in messages[method.input_type].field}
        groups = [one for one in common if one.field in {"", *fields}]
        comment = comments.get(
            (SERVICE, index, METHOD, place),
            Comment(file.name, f"{name}.{method.name}", 0, ()),
        )
        own = _own(comment, {one: common[one] for one in groups})
        names = tuple(one.group for one in groups)
        methods.append(Method(method.name, names, own))
    return Service(name, {one.group: common[one] for one in common}, tuple(methods))


def _own(comment: Comment, common: dict[Heading, Errors]) -> Errors:
    """Return the list of a method, which repeats nothing that is common."""
    lists = lists_in(comment)
    if strange := [heading.group for heading in lists if heading.group]:
        text = f"the errors of {strange[0]} belong into the comment of the service"
        raise comment.malformed(comment.index_of(strange[0]), text)
    own = lists.get(Heading(""), {})
    for group, errors in common.items():
        for status, reasons in own.items():
            if repeated := sorted({*reasons} & {*errors.get(status, {})}):
                text = f"{repeated[0]} is listed for {group.group} already"
                raise comment.malformed(comment.index_of(repeated[0]), text)
    return own


def _comments(file: FileDescriptorProto) -> dict[tuple[int, ...], Comment]:
    """Return the comments of services and methods by their path."""
    found = {}
    for location in file.source_code_info.location:
        path = tuple(location.path)
        if path[:1] != (SERVICE,) or not location.leading_comments:
            continue
        if (owner := _owner(file, path)) is not None:
            lines = tuple(location.leading_comments.removesuffix("\n").split("\n"))
            first = location.span[0] + 1 - len(lines)
            found[path] = Comment(file.name, owner, first, lines)
    return found


def _owner(file: FileDescriptorProto, path: tuple[int, ...]) -> str | None:
    """Return the full name of the service or the method at a path, if it is one."""
    match path:
        case (_, index):
            return f"{file.package}.{file.service[index].name}"
        case (_, index, 2, place):
            service = file.service[index]
            return f"{file.package}.{service.name}.{service.method[place].name}"
        case _:
            return None
