"""How the runner gives up."""

from typing import IO, Any

import click
from typing_extensions import override


class CannotStart(click.ClickException):
    """A foreseeable obstacle: told in one line with the way out, exit status 1."""

    @override
    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"day1: {' '.join(self.message.split())}", err=True)


class OtherVersion(CannotStart):
    """The state was made by another version, and is left as it is: exit status 2."""

    exit_code = 2
