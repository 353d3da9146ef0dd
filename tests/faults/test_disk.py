"""A disk that is full, for databases and event log: it refuses plainly, loses none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from loadtests.faults.fault import Trial
from loadtests.faults.full_disks import DISKS, filled_disks
from tests.faults.trials import wrong_after

pytestmark = [pytest.mark.privileged, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    with filled_disks(tmp_path_factory.mktemp("disk")) as trial:
        yield trial


@pytest.mark.parametrize("fault", DISKS)
def test_a_full_disk_refuses_writes_and_loses_none(
    fault: str, trial: Trial, tmp_path: Path
) -> None:
    assert wrong_after(trial, fault, tmp_path) == {}
