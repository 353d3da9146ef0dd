"""A network that is cut between a service and Kafka: nothing is lost, all goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from loadtests.faults.cuts import BROKERS, cut_brokers
from loadtests.faults.fault import Trial
from tests.faults.trials import wrong_after

pytestmark = [pytest.mark.privileged, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    with cut_brokers(tmp_path_factory.mktemp("network")) as trial:
        yield trial


@pytest.mark.parametrize("fault", BROKERS)
def test_a_cut_is_noticed_and_nothing_is_lost(
    fault: str, trial: Trial, tmp_path: Path
) -> None:
    assert wrong_after(trial, fault, tmp_path) == {}
