"""The services are siblings: one shape, one owner each, at most two pizzas."""

from pathlib import Path

import pytest
import yaml

SERVICES = Path(__file__).parents[2] / "services"
NAMES = sorted(path.parent.name for path in SERVICES.glob("*/__main__.py"))
SHAPE = {
    "README.md",
    "__init__.py",
    "__main__.py",
    "api/__init__.py",
    "api/mapping.py",
    "application/__init__.py",
    "application/commands.py",
    "application/ports.py",
    "application/reactions.py",
    "bootstrap.py",
    "catalog-info.yaml",
    "config.py",
    "domain/__init__.py",
    "domain/events.py",
    "domain/life.py",
    "domain/policy.py",
    "domain/rules.py",
    "messaging/__init__.py",
    "messaging/consumer.py",
    "messaging/publisher.py",
    "storage/__init__.py",
    "storage/postgres.py",
}
HEADINGS = (
    "Purpose",
    "Team",
    "API",
    "Publishes",
    "Consumes",
    "Data",
    "Settings",
    "Fails how",
    "Scales how",
)
TWO_PIZZAS = 10


def test_there_are_four() -> None:
    assert NAMES == ["coes", "experiments", "ideas", "reviews"]


@pytest.mark.parametrize("name", NAMES)
def test_a_service_has_the_shape_of_its_siblings(name: str) -> None:
    root = SERVICES / name
    files = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}

    assert not SHAPE - files


@pytest.mark.parametrize("name", NAMES)
def test_a_canvas_has_every_heading(name: str) -> None:
    canvas = (SERVICES / name / "README.md").read_text()

    assert [heading for heading in HEADINGS if f"{heading}" not in canvas] == []
    assert len(canvas.splitlines()) <= 60, "a canvas fits a screen"


@pytest.mark.parametrize("name", NAMES)
def test_a_team_of_two_pizzas_owns_the_service(name: str) -> None:
    catalog = (SERVICES / name / "catalog-info.yaml").read_text()
    entities = list(yaml.safe_load_all(catalog))
    component = next(e for e in entities if e["kind"] == "Component")
    team = next(e for e in entities if e["kind"] == "Group")

    assert component["spec"]["owner"].endswith(team["metadata"]["name"])
    assert 1 <= len(team["spec"]["members"]) <= TWO_PIZZAS
    assert component["spec"]["providesApis"]
