"""How long an incident took: what readers look for before all else."""

from google.protobuf.timestamp_pb2 import Timestamp

from day1.coes.v1 import coes_pb2 as pb

from ..charts import elapsed


def spans(coe: pb.Coe) -> dict[str, str]:
    """Return how long it took until each later time; empty where one is missing."""
    return {
        "detect": _span(coe.start_time, coe.detect_time),
        "mitigate": _span(coe.start_time, coe.mitigate_time),
        "resolve": _span(coe.start_time, coe.resolve_time),
        "protect": _span(coe.detect_time, coe.protect_time),
    }


def _span(start: Timestamp, end: Timestamp) -> str:
    if not (start.seconds and end.seconds):
        return ""
    return elapsed(max(0.0, end.ToNanoseconds() - start.ToNanoseconds()) / 1e9)
