"""Dead letters and the way back: their topics and headers, for services and tools.

Source: Dead letter channel, Hohpe and Woolf, Enterprise Integration Patterns. Each
group has a topic for what it gave up, and one from which it takes events once more.
"""

from chassis.eventlog import LogRecord

REASON, TOPIC, DEATHS = "dead_reason", "dead_topic", "dead_count"
"""Headers of a dead letter: why, where it came from, how often it has become one."""

GROUP = "dead_group"
"""Header of a dead letter: who gave it up."""

ORIGIN = "redrive_topic"
"""Header of a redriven event: the topic that it was published in."""

SUFFIX = ".dead.v1"


def dead_topic_of(group: str) -> str:
    """Return where events go that this group could not handle."""
    return f"{group}{SUFFIX}"


def redrive_topic_of(group: str) -> str:
    """Return where events are sent that this group shall take once more."""
    return f"{group}.redrive.v1"


def dead_letter(record: LogRecord, group: str, reason: str, deaths: int) -> LogRecord:
    """Return the event as the dead letter it becomes for the given time."""
    own = {
        REASON: reason,
        TOPIC: record.topic,
        GROUP: group,
        DEATHS: str(deaths),
    }
    headers = {k: v for k, v in record.headers.items() if k != ORIGIN}
    return LogRecord(dead_topic_of(group), record.key, headers | own, record.value)


def redriven(record: LogRecord, group: str) -> LogRecord:
    """Return a copy of an event or a dead letter, for a group to take once more."""
    origin = record.headers.get(TOPIC, record.topic)
    headers = {ORIGIN: origin, **record.headers}
    return LogRecord(redrive_topic_of(group), record.key, headers, record.value)


def as_published(record: LogRecord) -> LogRecord:
    """Return a redriven event with the topic it was published in; others as is."""
    topic = record.headers.get(ORIGIN, record.topic)
    return LogRecord(topic, record.key, record.headers, record.value)
