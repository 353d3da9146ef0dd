"""Which log, topic, group and dead letters: from their names to what there is."""

from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager

import click
import psycopg

from chassis.dead_letters import redrive_topic_of
from chassis.domain import InvalidInput
from chassis.eventlog import EventLog, TopicState
from chassis.eventlog.opening import open_log
from chassis.rpc.errors import Unavailable

from ..errors import CannotStart
from ..home import require_ours
from ..keychain import Keychain
from ..settings import read_settings
from .decoding import is_of_type
from .letters import Letter, letters_in


@contextmanager
def opened(url: str) -> Iterator[EventLog]:
    """Open the log of what runs here, or another. Raises `CannotStart`."""
    try:
        with closing(open_log(url or _known_url(), create=False)) as log:
            yield log
    except BrokenPipeError:  # of whoever reads what is printed
        raise
    except psycopg.errors.UndefinedTable:
        raise CannotStart(
            "no event log is in that database: name the one that services write to."
        ) from None
    except InvalidInput as error:
        raise CannotStart(str(error)) from error
    except (psycopg.OperationalError, Unavailable, ConnectionError) as error:
        raise CannotStart(
            "the event log does not answer: run `make up`, and for Kafka `make kafka`."
            f" It said: {error}"
        ) from error


def _known_url() -> str:
    home = read_settings().home
    require_ours(home)
    try:
        return Keychain(home).eventlog_url.read_text()
    except OSError:
        raise CannotStart(
            f"nothing ran in {home} yet: run `make up`, or name a log with --log."
        ) from None


def known_topic(
    log: EventLog, topic: str, among: Collection[str] | None = None
) -> TopicState:
    """Return a topic, perhaps one of a few. Raises `BadParameter`."""
    states = {s.name: s for s in log.topics() if among is None or s.name in among}
    if topic not in states:
        raise click.BadParameter(f"no {topic!r} here, but {', '.join(states)}.")
    return states[topic]


def known_group(log: EventLog, group: str) -> set[str]:
    """Return what a group reads, but its redrive topic. Raises `BadParameter`."""
    readings = log.readings()
    if group not in (groups := sorted({r.group for r in readings})):
        raise click.BadParameter(f"no group {group!r}, but {', '.join(groups)}.")
    return {r.topic for r in readings if r.group == group} - {redrive_topic_of(group)}


def selecting(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that select dead letters."""
    for option in (
        click.option("--group", default="", help="Only of this group."),
        click.option("--type", "kind", default="", help="Only of this type."),
        click.option("--key", default="", help="Only with this key."),
    ):
        command = option(command)
    return command


def selected(log: EventLog, group: str, kind: str, key: str) -> list[Letter]:
    """Return dead letters of all groups, or of one that there is."""
    letters = letters_in(log)
    if group:
        known_group(log, group)
    return [
        letter
        for letter in letters
        if group in ("", letter.group)
        and key in ("", letter.record.key)
        and is_of_type(letter.record, kind)
    ]
