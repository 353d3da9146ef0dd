"""`python -m deploy.env_example [--check]`: write `.env.example` from the settings.

Every variable that a program of Day 1 reads, with its default and what it is for; so
the settings classes stay the only place where either is written down.
"""

import inspect
import re
from collections.abc import Iterator
from typing import Any

import click
from pydantic.fields import FieldInfo
from pydantic_core import to_jsonable_python
from pydantic_settings import BaseSettings

from monolith.bootstrap import SERVICES
from web.config import WebSettings

from .program import ROOT
from .settings import RunnerSettings

TARGET = ROOT / ".env.example"

HEAD = """\
# Every setting, with its default. Written by `python -m deploy.env_example`.
# No program reads this file: copy it to .env, uncomment what should differ, then run
#   set -a; . ./.env; set +a
# Durations are ISO 8601: P2D is two days, PT0.15S are 150 milliseconds.
# Variables without a default are chosen by `make up` and `make monolith`.
"""

OUTDATED = ".env.example is outdated. Run .venv/bin/python -m deploy.env_example."

ATTRIBUTE = re.compile(r"^ {4}(\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)


def settings_types() -> list[type[BaseSettings]]:
    """Return the settings classes: of the runner, the front, and each service."""
    return [RunnerSettings, WebSettings, *(kind for kind, _ in SERVICES)]


def render() -> str:
    """Return what `.env.example` should hold."""
    return "\n".join([HEAD, *map(_section, settings_types())])


def _section(settings_type: type[BaseSettings]) -> str:
    title = inspect.cleandoc(settings_type.__doc__ or "").splitlines()[0]
    lines = [f"# {settings_type.__name__}: {title}", *_variables(settings_type)]
    return "\n".join(lines) + "\n"


def _variables(settings_type: type[BaseSettings]) -> Iterator[str]:
    words = _words(settings_type)
    prefix = settings_type.model_config.get("env_prefix", "")
    for name, field in settings_type.model_fields.items():
        variable = field.validation_alias or f"{prefix}{name.upper()}"
        line = f"#{variable}={_default(field)}"
        yield f"{line}  # {words[name]}" if name in words else line


def _default(field: FieldInfo) -> Any:
    return "" if field.is_required() else to_jsonable_python(field.default)


def _words(settings_type: type[BaseSettings]) -> dict[str, str]:
    """Return the first sentence about each attribute, of the class and its bases."""
    words: dict[str, str] = {}
    for kind in reversed(settings_type.__mro__):
        for name, text in ATTRIBUTE.findall(inspect.cleandoc(kind.__doc__ or "")):
            words[name] = re.split(r"(?<=\.)\s", " ".join(text.split()))[0]
    return words


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; fail if out of date.")
def main(*, check: bool) -> None:
    """Write .env.example, or compare it with the settings."""
    if not check:
        TARGET.write_text(render())
    elif not TARGET.exists() or TARGET.read_text() != render():
        raise click.ClickException(OUTDATED)


if __name__ == "__main__":
    main()
