"""What an experiment's numbers look like."""

from google.protobuf.timestamp_pb2 import Timestamp

from day1.experiments.v1 import experiments_pb2 as pb
from day1.experiments.v1 import experiments_service_pb2 as rpc
from web.experiments.figures import arm_charts

METRIC = pb.Metric(key="ordered", direction=pb.DIRECTION_UP, target_effect=0.1)


def effect(size: float) -> pb.Effect:
    return pb.Effect(
        metric="ordered",
        arm="treatment",
        difference=size,
        interval={"low": size - 0.1, "high": size + 0.1},
    )


def test_the_results_of_now_are_drawn_after_every_look() -> None:
    experiment = pb.Experiment(arms=[pb.Arm(id="control"), pb.Arm(id="treatment")])
    looks = [
        pb.ResultsSnapshot(
            create_time=Timestamp(seconds=second), effects=[effect(size)]
        )
        for second, size in ((107, 0.2), (103, 0.1))
    ]
    unknown = pb.Effect(metric="ordered", arm="treatment", units=1)
    results = rpc.GetResultsResponse(effects=[effect(0.3), unknown])

    (drawn,) = arm_charts(experiment, METRIC, looks, results, now=100.0)

    assert [one.effect for one in drawn.chart.readings] == [0.1, 0.2, 0.3]
