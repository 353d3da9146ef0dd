"""The commands that send events to a group once more. All are safe to repeat.

The group takes what is dead or unknown there, and drops what took effect or waits.
"""

from datetime import UTC, datetime

import click
from typing_extensions import override

from chassis.dead_letters import redrive_topic_of, redriven

from .letters import Letter
from .printing import send
from .selecting import known_group, known_topic, opened, selected, selecting


class Moment(click.ParamType[datetime]):
    """An ISO 8601 time; UTC unless it says otherwise."""

    name = "TIME"

    @override
    def convert(
        self,
        value: str | datetime,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> datetime:
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no time. Write it as 2030-01-31T12:00Z.")
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@click.command()
@selecting
@click.option("--id", "ids", multiple=True, help="Only these; repeat it.")
@click.option("--all", "everything", is_flag=True, help="Whatever is dead.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def redrive(  # noqa: PLR0913 - one for each option
    url: str,
    *,
    group: str,
    kind: str,
    key: str,
    ids: tuple[str, ...],
    everything: bool,
    yes: bool,
) -> None:
    """Let groups take their dead letters once more; safe to repeat."""
    if not (group or kind or key or ids or everything):
        raise click.UsageError("Say which: --id, --group, --type, --key or --all.")
    with opened(url) as log:
        letters = selected(log, group, kind, key)
        if unknown := set(ids) - {letter.id for letter in letters}:
            raise click.BadParameter(f"no such dead letter: {', '.join(unknown)}.")
        letters = [letter for letter in letters if not ids or letter.id in ids]
        dead = [letter for letter in letters if not letter.is_redriven]
        done = len(letters) - len(dead)
        if not dead:
            click.echo(f"Nothing to do: {done} redriven already.")
            return
        ask(f"Send {counted(len(dead))} back to the group", yes=yes)
        log.declare(sorted({redrive_topic_of(letter.group) for letter in dead}))
        dead.sort(key=happened_at)
        copies = (redriven(letter.record, letter.group) for letter in dead)
        click.echo(f"Redriven: {send(log, copies, len(dead))}; before that: {done}.")


@click.command()
@click.option("--group", required=True, help="Who shall take them.")
@click.option("--topic", required=True, help="One that the group reads.")
@click.option("--since", required=True, type=Moment(), help="Such as 2030-01-31T12:00Z")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def replay(url: str, *, group: str, topic: str, since: datetime, yes: bool) -> None:
    """Send a group what a topic got since a time.

    What took effect there has no effect again; what is dead or was never heard of has.
    """
    with opened(url) as log:
        state = known_topic(log, topic, among=known_group(log, group))
        begin = log.offsets_at(topic, since)
        total = sum(p.end - begin[p.partition] for p in state.partitions)
        if not total:
            click.echo(f"Nothing to do: {topic} has nothing since {since.isoformat()}.")
            return
        ask(f"Send {counted(total)} to {group}", yes=yes)
        log.declare([redrive_topic_of(group)])
        copies = (redriven(s.record, group) for s in log.browse(topic, begin))
        click.echo(f"Replayed: {send(log, copies, total)}; {group} drops what it has.")


def happened_at(letter: Letter) -> str:
    """Return when, as it sorts: who died again was buried after later events."""
    return letter.record.headers.get("ce_time", "")


def ask(what: str, *, yes: bool) -> None:
    """Go on only if a person agrees, or has agreed already."""
    if not yes:
        click.confirm(f"{what}?", abort=True)


def counted(records: int) -> str:
    """Return how many records, in words."""
    return f"{records:,} record{'s' * (records != 1)}"
