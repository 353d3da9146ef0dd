"""After a load: is every accepted write there, with each of its effects exactly once?

Prints a table, and ends with 0 if nothing is lost, doubled or out of order, and with 1
otherwise.
"""

import sys
from pathlib import Path

import click

from deploy.settings import read_settings

from .probing import PATIENCE_SECONDS, probed


@click.command()
@click.option("--journal", type=click.Path(path_type=Path), help="What to check.")
@click.option("--url", default="", help="The front; where it was in the run if empty.")
@click.option("--patience", default=PATIENCE_SECONDS, help="Seconds without news.")
@click.option("--dsn", multiple=True, help="Database of a service; may be repeated.")
def main(journal: Path | None, url: str, patience: float, dsn: tuple[str, ...]) -> None:
    """Check that every accepted write has each of its effects exactly once."""
    path = journal or read_settings().home / "load" / "journal.jsonl"
    sys.exit(probed(path, url, patience, dsn))


if __name__ == "__main__":
    main()
