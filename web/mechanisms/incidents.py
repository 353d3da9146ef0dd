"""The incidents behind a mechanism: what they are called, and what happened there."""

from collections.abc import Mapping

from day1.coes.v1 import mechanisms_pb2 as pb
from day1.coes.v1.coes_pb2 import COE_STATE_DISMISSED, COE_VIEW_BASIC, Coe
from day1.coes.v1.coes_service_pb2 import GetCoeRequest
from day1.experiments.v1.experiments_pb2 import Experiment
from day1.experiments.v1.experiments_service_pb2 import GetExperimentRequest

from ..front import Front


def names_of(mechanism: pb.Mechanism, coes: Mapping[str, Coe]) -> list[str]:
    """Return every COE that a proof has to replay.

    Origins first, then what came back of them and was not dismissed, then escapes.
    """
    origins = mechanism.origin_coes
    later = (one for name in origins if name in coes for one in coes[name].recurrences)
    dismissed = {k for k, v in coes.items() if v.state == COE_STATE_DISMISSED}
    came_back = (name for name in later if name not in dismissed)
    escaped = (escape.coe for escape in mechanism.escapes)
    return list(dict.fromkeys([*origins, *came_back, *escaped]))


def coes_of(front: Front, mechanism: pb.Mechanism) -> dict[str, Coe]:
    """Return what can be seen of them, by name."""
    coes: dict[str, Coe] = {}
    for _ in range(2):  # first the origins and escapes, then what came back of them
        for name in names_of(mechanism, coes):
            if name not in coes and (found := _coe(front, name)):
                coes[name] = found
    return coes


def design_of(front: Front, coe: Coe) -> Experiment | None:
    """Return the experiment it happened to: its design is what was recorded."""
    if not coe.source.startswith("experiments/"):
        return None
    wanted = GetExperimentRequest(name=coe.source)
    reply = front.call_if_there(front.experiments.GetExperiment, wanted)
    return reply.experiment if reply else None


def _coe(front: Front, name: str) -> Coe | None:
    wanted = GetCoeRequest(name=name, view=COE_VIEW_BASIC)
    reply = front.call_if_there(front.coes.GetCoe, wanted)
    return reply.coe if reply else None
