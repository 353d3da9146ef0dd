"""`make load`: people at a constant rate, against what `make up` has started.

Ends with 0 if every answer was the expected one, with 1 if not or if there was nobody
to ask, and with 3 if this machine was too slow to make the load: it proves nothing.
"""

# Locust comes first: importing it lets gevent replace what blocks, everywhere.
from locust.html import get_html_report  # isort: skip

import sys
import uuid
from pathlib import Path
from typing import Any

import click

from deploy.settings import RunnerSettings, read_settings

from ..probe.probing import probed
from . import answers
from .journal import Journal
from .plan import Plan
from .run import Load

FAILED, INVALID = 1, 3
ABOVE_ZERO = click.FloatRange(0, min_open=True)


@click.command()
@click.option("--rate", default=20.0, type=ABOVE_ZERO, help="Writes a second.")
@click.option("--reads", default=0.5, type=click.FloatRange(0.5), help="Per write.")
@click.option("--seconds", default=30.0, type=ABOVE_ZERO, help="How long.")
@click.option("--target", default="json", type=click.Choice(["json", "grpc", "both"]))
@click.option("--url", default="", help="The front; that of DAY1_WEB_PORT if empty.")
@click.option(
    "--retry",
    default=0.0,
    help="Seconds for which what is unanswered is sent again, as under faults.",
)
@click.option("--journal", type=click.Path(path_type=Path), help="Where writes go.")
@click.option("--html", type=click.Path(path_type=Path), help="Locust's report.")
@click.option("--probe", "probes", is_flag=True, help="Look for every effect after it.")
def main(*, probes: bool, journal: Path | None, html: Path | None, **told: Any) -> None:
    """Make load, print what became of it, and write a report."""
    settings = read_settings()
    results = settings.home / "load"
    told["url"] = told["url"] or settings.base_url
    plan = Plan(
        **told,
        run=uuid.uuid4().hex[:8],
        journal=journal or results / "journal.jsonl",
        html=html or results / "report.html",
    )
    status = _made(plan, settings)
    if probes:
        status = probed(plan.journal) or status
    sys.exit(status)


def _made(plan: Plan, settings: RunnerSettings) -> int:
    where = {"run": plan.run, "url": plan.url, "home": str(settings.home)}
    with Journal(plan.journal, where) as journal:
        load = Load(plan, settings, journal)
        load.run()
        journal.end({"megabytes": load.megabytes})
    plan.html.parent.mkdir(parents=True, exist_ok=True)
    report = get_html_report(load.scene, show_download_link=False)  # type: ignore[no-untyped-call]
    plan.html.write_text(report)
    desk = load.scene.desk
    answers.show(load.books, journal.outcomes, desk.punctuality, desk.retried)
    status = 0 if desk.punctuality.is_kept else INVALID
    if load.books.total.num_failures:
        status = FAILED
    click.echo(f"Report: {plan.html} Journal: {plan.journal} {_next(plan, status)}")
    return status


def _next(plan: Plan, status: int) -> str:
    if status == FAILED:
        return "Next: look at the failures in the report."
    if status == INVALID:
        return f"Next: try RATE={plan.rate / 2:g}, or free this machine."
    return f"Next: RATE={plan.rate * 2:g} shows where requests begin to queue."


if __name__ == "__main__":
    main()
