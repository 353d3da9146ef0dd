"""`day1 events`: look into the event log, and let a group take events once more.

It speaks with the log alone, so it works on every log, and while services are down.
"""

from importlib import import_module

import click
from typing_extensions import override

COMMANDS = {
    "topics": "looking",
    "lag": "looking",
    "tail": "looking",
    "dead": "looking",
    "gaps": "counting",
    "redrive": "resending",
    "replay": "resending",
}
"""Each with the module it is in."""


class OnDemand(click.Group):
    """Loads a command when it is asked for; the runner asks for none, and is lean."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f".{COMMANDS[cmd_name]}", __package__)
        command: click.Command = getattr(module, cmd_name)
        return command


@click.group(cls=OnDemand)
@click.option(
    "--log",
    "url",
    envvar="DAY1_EVENTLOG_URL",
    default="",
    metavar="URL",
    help="Another log than that of DAY1_HOME: kafka://... or postgresql://...",
)
@click.pass_context
def events(context: click.Context, url: str) -> None:
    """See what is in the event log, and let a group take events once more."""
    context.obj = url
