"""The floor: a bare gRPC server that does one statement per call and nothing else.

Whatever the product costs above this is what its promises cost. Started by the bench:
`python -m loadtests.bench.floor DATABASE_URL` prints the port it listens on.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
from psycopg_pool import ConnectionPool

from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc

SETUP = "CREATE TABLE IF NOT EXISTS floor (id text PRIMARY KEY, body bytea NOT NULL)"
SELECT = "SELECT body FROM floor WHERE id = %s"
INSERT = (
    "INSERT INTO floor (id, body)"
    " VALUES (coalesce(nullif(%s, ''), gen_random_uuid()::text), %s)"
)


class Floor:
    """One primary-key select, or one committed insert, of a message as it came."""

    def __init__(self, pool: ConnectionPool) -> None:
        self._pool = pool

    def get(self, request: rpc.GetIdeaRequest, _: object) -> rpc.GetIdeaResponse:
        """Select."""
        idea_id = request.name.removeprefix("ideas/")
        with self._pool.connection() as connection:
            row = connection.execute(SELECT, (idea_id,)).fetchone()
        return rpc.GetIdeaResponse(idea=pb.Idea.FromString(row[0]) if row else None)

    def create(
        self, request: rpc.CreateIdeaRequest, _: object
    ) -> rpc.CreateIdeaResponse:
        """Insert and commit."""
        body = request.idea.SerializeToString()
        with self._pool.connection() as connection:
            connection.execute(INSERT, (request.idea_id, body))
        return rpc.CreateIdeaResponse(idea=request.idea)

    def handler(self) -> Any:
        """Return the two methods, under the names that the product's stub calls."""
        handlers: dict[str, Any] = {
            "GetIdea": grpc.unary_unary_rpc_method_handler(
                self.get,
                rpc.GetIdeaRequest.FromString,
                rpc.GetIdeaResponse.SerializeToString,
            ),
            "CreateIdea": grpc.unary_unary_rpc_method_handler(
                self.create,
                rpc.CreateIdeaRequest.FromString,
                rpc.CreateIdeaResponse.SerializeToString,
            ),
        }
        service = "day1.ideas.v1.IdeaService"
        return grpc.method_handlers_generic_handler(service, handlers)


def main(database_url: str) -> None:
    """Serve until standard input ends."""
    with ConnectionPool(database_url, min_size=8, kwargs={"autocommit": True}) as pool:
        with pool.connection() as connection:
            connection.execute(SETUP)
        server = grpc.server(ThreadPoolExecutor(16))
        server.add_generic_rpc_handlers((Floor(pool).handler(),))
        port = server.add_insecure_port("127.0.0.1:0")
        server.start()
        sys.stdout.write(f"{port}\n")
        sys.stdout.flush()
        sys.stdin.read()
        server.stop(1).wait()


if __name__ == "__main__":
    main(sys.argv[1])
