"""A disk that is full, for Kafka: the broker ends, events wait, and nothing is lost."""

from pathlib import Path

import pytest

from loadtests.faults.full_disks import FULL_BROKER, filled_brokers
from tests.faults.trials import wrong_after


@pytest.mark.privileged
@pytest.mark.timeout(600)
def test_a_broker_without_room_loses_nothing(tmp_path: Path) -> None:
    with filled_brokers(tmp_path) as trial:
        assert wrong_after(trial, FULL_BROKER, tmp_path) == {}
