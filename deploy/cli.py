"""The command line `day1`."""

import click

from . import shapes
from .keychain import Keychain
from .runner import Runner
from .settings import read_settings
from .tokens import token_for


@click.group()
def main() -> None:
    """Run Day 1 on this machine: an organisation's innovation loop."""


@main.command()
def up() -> None:
    """Start every service as a process of its own, and the front."""
    listeners = [*shapes.services(), "web"]
    Runner(read_settings(), "up").run(shapes.microservices, listeners)


@main.command()
def monolith() -> None:
    """Start the same services in one process."""
    Runner(read_settings(), "monolith").run(shapes.monolith, ["web"])


@main.command()
@click.argument("persona")
def token(persona: str) -> None:
    """Print a token that speaks for PERSONA for an hour."""
    click.echo(token_for(Keychain(read_settings().home), persona))


if __name__ == "__main__":
    main(prog_name="day1")
