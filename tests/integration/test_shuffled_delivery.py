"""Every event delivered twice and shuffled across topics ends in the same state."""

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from typing_extensions import override

from chassis.eventlog import LogConsumer, LogRecord
from chassis.eventlog.embedded import EmbeddedLog
from deploy.postgres import EmbeddedPostgres
from tests.e2e.story import Story
from tests.integration.in_process import running_monolith


class ShufflingLog(EmbeddedLog):
    """Delivers everything twice; only the order within a topic and key is kept."""

    def __init__(self, url: str, seed: int) -> None:
        super().__init__(url)
        self._random = random.Random(seed)  # noqa: S311 - a test that can be repeated

    @override
    def subscribe(self, group: str, topics: Sequence[str]) -> LogConsumer:
        return Shuffled(super().subscribe(group, topics), self._random)


class Shuffled(LogConsumer):
    """Holds records back and repeats them; commits once all were delivered."""

    def __init__(self, inner: LogConsumer, chance: random.Random) -> None:
        self._inner = inner
        self._random = chance
        self._held: list[LogRecord] = []

    @override
    def poll(self, timeout: timedelta) -> Sequence[LogRecord]:
        if not self._held:
            self._held = self._mixed(self._inner.poll(timeout))
        count = self._random.randint(0, len(self._held))
        now, self._held = self._held[:count], self._held[count:]
        return now

    @override
    def commit(self) -> None:
        if not self._held:
            self._inner.commit()

    @override
    def close(self) -> None:
        self._inner.close()

    def _mixed(self, records: Sequence[LogRecord]) -> list[LogRecord]:
        queues: dict[tuple[str, str], list[LogRecord]] = defaultdict(list)
        for record in records:
            queues[record.topic, record.key] += [record, record]
        mixed = []
        while queues:
            key = self._random.choice(list(queues))
            mixed.append(queues[key].pop(0))
            if not queues[key]:
                del queues[key]
        return mixed


@pytest.mark.parametrize("seed", range(3))
def test_repeats_and_shuffling_end_in_the_same_state(tmp_path: Path, seed: int) -> None:
    postgres = EmbeddedPostgres(tmp_path)
    postgres.start()
    try:
        log_at = lambda url: ShufflingLog(url, seed)  # noqa: E731
        with running_monolith(postgres, tmp_path, log_at) as product:
            happy, hurt = Story(product), Story(product)
            for story in (happy, hurt):
                story.draft()
                story.submit()
                story.approve()
                story.start()
            happy.measure()
            hurt.measure(returned=1.0)
            happy.decide()
            happy.launch()
            hurt.first("coes")

            idea = happy.read(f"/v1/{happy.idea}")["idea"]
            assert [entry["event"] for entry in idea["history"]] == [
                "IdeaCreated",
                "IdeaSubmitted",
                "IdeaReviewStarted",
                "IdeaApproved",
                "IdeaExperimenting",
                "IdeaScaling",
                "IdeaLaunched",
            ]
            experiment = hurt.read(f"/v1/{hurt.experiment}")["experiment"]
            assert experiment["state"] == "EXPERIMENT_STATE_PAUSED"
    finally:
        postgres.stop()
