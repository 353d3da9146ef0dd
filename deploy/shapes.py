"""The two shapes that run on one machine: which programs, over which databases."""

from collections.abc import Callable
from functools import partial

from .databases import Postgres, provide_separately, provide_together
from .environment import Environment
from .eventlogs import with_log
from .health import Health
from .program import ROOT, Program

Shape = Callable[[Environment, Postgres], list[Program]]
"""Creates the databases that are missing; returns the programs, the front last."""


def services() -> list[str]:
    """Return the names of all services, sorted: the folders that can be run."""
    return sorted(main.parent.name for main in ROOT.glob("services/*/__main__.py"))


def microservices(environment: Environment, postgres: Postgres) -> list[Program]:
    """Run every service as a process with a database of its own, then the front."""
    settings = environment.settings
    urls = with_log(settings, provide_separately(postgres, services()))
    health = Health(settings.base_url)
    programs = [
        Program(
            name,
            f"services.{name}",
            environment.of_service(name, urls),
            partial(health.serves, name),
        )
        for name in services()
    ]
    variables = environment.of_front(services())
    return [*programs, Program("web", "web", variables, health.is_complete)]


def monolith(environment: Environment, postgres: Postgres) -> list[Program]:
    """Run the same services in one process with one database."""
    settings = environment.settings
    urls = with_log(settings, provide_together(postgres, services()), "monolith.")
    variables = environment.of_front(services())
    for name in services():
        variables |= environment.of_service(name, urls)
    health = Health(settings.base_url)
    return [Program("monolith", "monolith", variables, health.is_complete)]


def eventlog_url_of(programs: list[Program]) -> str:
    """Return the URL of the event log that the services are told."""
    name = f"{services()[0].upper()}_EVENTLOG_URL"
    return next(p.environment[name] for p in programs if name in p.environment)
