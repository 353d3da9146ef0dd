"""The contracts as descriptors, compiled from `protos/` with their comments."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from google.api import annotations_pb2
from google.protobuf.descriptor_pb2 import (
    FileDescriptorProto,
    FileDescriptorSet,
    MethodDescriptorProto,
)

from deploy.program import ROOT

PROTOS = ROOT / "protos"

VERBS = ("get", "put", "post", "delete", "patch")


class DoesNotCompile(Exception):
    """Something in a folder of contracts is no protobuf; says where and what."""


def compiled(protos: Path = PROTOS) -> FileDescriptorSet:
    """Return all contracts of a folder, with their imports. Raises `DoesNotCompile`."""
    files = sorted(
        str(path.relative_to(protos)) for path in protos.glob("day1/**/*.proto")
    )
    with tempfile.TemporaryDirectory() as scratch:
        image = Path(scratch) / "image.binpb"
        command = [sys.executable, "-m", "grpc_tools.protoc", "--include_imports"]
        command += ["--include_source_info", f"-o{image}", f"-I{protos}"]
        command += [f"-I{protos / 'third_party'}", *files]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own compiler
        if ran.returncode:
            raise DoesNotCompile(ran.stderr.strip())
        return FileDescriptorSet.FromString(image.read_bytes())


def files_of(image: FileDescriptorSet, service: str) -> list[FileDescriptorProto]:
    """Return the files of a service: those of its package."""
    return [file for file in image.file if file.package == f"day1.{service}.v1"]


def services_in(image: FileDescriptorSet) -> list[str]:
    """Return the names of the services that have methods, sorted: `coes`, `ideas`."""
    packages = [file.package.split(".") for file in image.file if file.service]
    return sorted({package[1] for package in packages if package[0] == "day1"})


def bindings_of(method: MethodDescriptorProto) -> Iterator[tuple[str, str, str]]:
    """Return verb, path and body of each way to call a method over HTTP."""
    rule = method.options.Extensions[annotations_pb2.http]
    for one in (rule, *rule.additional_bindings):
        if (verb := one.WhichOneof("pattern")) in VERBS:
            yield str(verb).upper(), getattr(one, str(verb)), one.body
