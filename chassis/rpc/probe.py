"""`python -m chassis.rpc.probe HOST:PORT`: succeed when a server says that it serves.

The health check of a container. Over gRPC, because a process that runs may still not
work; the protocol is `grpc.health.v1`.
"""

import sys
from typing import Any

import grpc
from grpc_health.v1.health_pb2 import HealthCheckRequest, HealthCheckResponse
from grpc_health.v1.health_pb2_grpc import HealthStub

TIMEOUT_SECONDS = 3.0


def serves(target: str) -> bool:
    """Ask once."""
    with grpc.insecure_channel(target) as channel:
        # Made with its methods as attributes, which its types do not know.
        stub: Any = HealthStub(channel)
        try:
            answer = stub.Check(HealthCheckRequest(), timeout=TIMEOUT_SECONDS)
        except grpc.RpcError:
            return False
    return bool(answer.status == HealthCheckResponse.SERVING)


if __name__ == "__main__":
    sys.exit(not serves(sys.argv[1]))
