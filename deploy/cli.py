"""The command line `day1`."""

from functools import partial

import click

from . import demo as company
from . import shapes
from .api import Api, Refused
from .db import db
from .errors import CannotStart
from .events import events
from .home import require_ours
from .kafka.run import kafka
from .keychain import Keychain
from .keys import keys
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
    home = read_settings().home
    require_ours(home)
    click.echo(token_for(Keychain(home), persona))


@main.command()
@click.option(
    "--scale",
    default=0,
    type=click.IntRange(0, 1000),
    metavar="DAYS",
    help="Add so many generated days.",
)
@click.option(
    "--seed", default=1, type=click.IntRange(0, 9999), help="Generate other days."
)
def demo(scale: int, seed: int) -> None:
    """Load the whole demo company into what is running; twice is as good as once."""
    settings = read_settings()
    require_ours(settings.home)
    url = settings.base_url
    try:
        Api(url).get("/healthz")
        tokens = partial(token_for, Keychain(settings.home))
        quick = settings.clock == "demo"
        said = company.load_all(url, tokens, days=scale, seed=seed, has_horizons=quick)
        click.echo(said)
    except Refused as refusal:
        raise CannotStart(f"{UNTOLD} {refusal}") from refusal
    except TimeoutError as error:
        raise CannotStart(f"{UNTOLD} Day 1 {error}") from error
    except OSError as error:
        raise CannotStart(f"nobody answers at {url}: run `make up` first.") from error


main.add_command(db)

main.add_command(kafka)

main.add_command(keys)

main.add_command(events)

UNTOLD = "the story broke off; run it again, and it goes on from there."


if __name__ == "__main__":
    main(prog_name="day1")
