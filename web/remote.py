"""One method of a service, called by what its descriptor says about it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import grpc
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass


class RemoteMethod:
    """A unary or client-streaming method behind a channel."""

    def __init__(self, channel: grpc.Channel, method: MethodDescriptor) -> None:
        self.request_class = GetMessageClass(method.input_type)
        self._streams = method.client_streaming
        make: Any = channel.stream_unary if self._streams else channel.unary_unary
        self._rpc = make(
            f"/{method.containing_service.full_name}/{method.name}",
            request_serializer=self.request_class.SerializeToString,
            response_deserializer=GetMessageClass(method.output_type).FromString,
        )

    def __call__(
        self,
        requests: Sequence[Message],
        *,
        metadata: Sequence[tuple[str, str]],
        timeout: timedelta,
    ) -> Message:
        """Return the answer. Raises `grpc.RpcError`."""
        argument = iter(requests) if self._streams else requests[0]
        answer: Message = self._rpc(
            argument, metadata=metadata, timeout=timeout.total_seconds()
        )
        return answer
