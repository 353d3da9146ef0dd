"""A network that is cut between two: both notice, nothing is lost, and all goes on.

A connection that is dead without a word has to be given up within seconds; TCP alone
takes a quarter of an hour to, or two hours.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from loadtests.faults.cuts import NETWORKS, cut_networks
from loadtests.faults.fault import Trial
from tests.faults.trials import wrong_after

pytestmark = [pytest.mark.privileged, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    with cut_networks(tmp_path_factory.mktemp("network")) as trial:
        yield trial


@pytest.mark.parametrize("fault", NETWORKS)
def test_a_cut_is_noticed_and_nothing_is_lost(
    fault: str, trial: Trial, tmp_path: Path
) -> None:
    assert wrong_after(trial, fault, tmp_path) == {}
