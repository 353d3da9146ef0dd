"""The incidents behind a mechanism: what they are called, and what happened there."""

from day1.coes.v1 import mechanisms_pb2 as pb
from day1.coes.v1.coes_pb2 import COE_VIEW_BASIC, Coe
from day1.coes.v1.coes_service_pb2 import GetCoeRequest
from day1.experiments.v1.experiments_pb2 import Experiment
from day1.experiments.v1.experiments_service_pb2 import GetExperimentRequest

from ..front import Front


def names_of(mechanism: pb.Mechanism) -> list[str]:
    """Return every COE that a proof has to replay: origins first, then escapes."""
    escaped = (escape.coe for escape in mechanism.escapes)
    return list(dict.fromkeys([*mechanism.origin_coes, *escaped]))


def coes_of(front: Front, mechanism: pb.Mechanism) -> dict[str, Coe]:
    """Return what can be seen of them, by name."""
    names = names_of(mechanism)
    asked = (GetCoeRequest(name=name, view=COE_VIEW_BASIC) for name in names)
    found = (front.call_if_there(front.coes.GetCoe, one) for one in asked)
    return {reply.coe.name: reply.coe for reply in found if reply}


def design_of(front: Front, coe: Coe) -> Experiment | None:
    """Return the experiment it happened to: its design is what was recorded."""
    if not coe.source.startswith("experiments/"):
        return None
    wanted = GetExperimentRequest(name=coe.source)
    reply = front.call_if_there(front.experiments.GetExperiment, wanted)
    return reply.experiment if reply else None
