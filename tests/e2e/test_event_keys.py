"""The events of a running product have the keys that `surface.json` states."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from google.protobuf import descriptor_pool
from google.protobuf.message_factory import GetMessageClass

from chassis.domain import id_in
from chassis.eventlog import LogRecord
from chassis.eventlog.opening import open_log
from day1.coes.v1 import coes_events_pb2 as _coes
from day1.coes.v1 import mechanisms_events_pb2 as _mechanisms
from day1.experiments.v1 import experiments_events_pb2 as _experiments
from day1.ideas.v1 import ideas_events_pb2 as _ideas
from day1.reviews.v1 import reviews_events_pb2 as _reviews
from deploy.instance import Instance
from deploy.keychain import Keychain

SURFACES = Path(__file__).parents[2].glob("protos/day1/*/v1/surface.json")
ENTRIES: dict[str, Any] = {
    name: entry["value"]
    for surface in SURFACES
    for name, entry in json.loads(surface.read_text())["entries"].items()
}
DECODED = (_coes, _mechanisms, _experiments, _ideas, _reviews)
"""Importing them makes their messages known."""

SUBJECTS = "day1.checks.v1.CheckEvaluated"
"""Has the key of its subject's events, which may be another resource's."""


def records_of(product: Instance) -> Iterator[LogRecord]:
    """Return all that the log of a product holds in the topics of the contracts."""
    with closing(open_log(Keychain(product.home).eventlog_url.read_text())) as log:
        for topic in log.topics():
            if f"events/topic/{topic.name}/key" in ENTRIES:
                begin = {p.partition: p.begin for p in topic.partitions}
                yield from (stored.record for stored in log.browse(topic.name, begin))


def named_by(record: LogRecord) -> str:
    """Return the resource whose id the key of a record should be."""
    kind = record.headers["ce_type"]
    known = descriptor_pool.Default().FindMessageTypeByName(kind)
    message: Any = GetMessageClass(known).FromString(record.value)
    stated = f"events/topic/{record.topic}/key"
    for field in ENTRIES.get(f"{stated}/{kind}", ENTRIES[stated]).split("."):
        message = getattr(message, field)
    return str(message)


def test_the_key_of_an_event_is_the_id_in_the_field_that_is_stated(
    product: Instance,
) -> None:
    records = [*records_of(product)]
    told = [one for one in records if one.headers["ce_type"] != SUBJECTS]

    assert {f"events/topic/{record.topic}/key" for record in told} == {
        name for name in ENTRIES if name.endswith("/key")
    }
    assert [
        (record.headers["ce_type"], record.key)
        for record in told
        if id_in(named_by(record)) != record.key
    ] == []
