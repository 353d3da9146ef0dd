"""Server reflection: tools ask a server for its contracts, in both versions of that.

The two versions differ in the name of their package only, so that the messages of one
serve both. The library brings `grpc.reflection.v1alpha` alone.
"""

from collections.abc import Sequence

import grpc
from google.protobuf import descriptor_pool, text_format
from google.protobuf.descriptor_pb2 import FileDescriptorProto
from grpc_reflection.v1alpha import reflection
from grpc_reflection.v1alpha.reflection_pb2 import (
    DESCRIPTOR,
    ServerReflectionRequest,
    ServerReflectionResponse,
)

V1_ALPHA = reflection.SERVICE_NAME
V1 = "grpc.reflection.v1.ServerReflection"


def serve_reflection(server: grpc.Server, services: Sequence[str]) -> None:
    """Let a server tell which services it has, and what their messages are.

    Like every other method, these need a token.
    """
    _describe_v1()
    servicer = reflection.ReflectionServicer([*services, V1, V1_ALPHA])
    handler = grpc.stream_stream_rpc_method_handler(
        servicer.ServerReflectionInfo,
        ServerReflectionRequest.FromString,
        ServerReflectionResponse.SerializeToString,
    )
    for name in (V1, V1_ALPHA):
        server.add_registered_method_handlers(name, {"ServerReflectionInfo": handler})


def _describe_v1() -> None:
    """Add the contract of version 1 to those that can be asked for."""
    contract = FileDescriptorProto.FromString(DESCRIPTOR.serialized_pb)
    text = text_format.MessageToString(contract).replace("v1alpha", "v1")
    renamed = text_format.Parse(text, FileDescriptorProto())
    renamed.options.ClearField("deprecated")
    descriptor_pool.Default().AddSerializedFile(renamed.SerializeToString())
