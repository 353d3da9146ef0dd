"""Every import contract holds, and every one of them bites."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("services", "chassis", "day1", "buf", "monolith", "web", "deploy")

TRESPASSES = {
    "A service never imports another service": (
        "services/reviews/api/__init__.py",
        "import services.ideas.config",
    ),
    "Inside a service, dependencies point at the domain": (
        "services/ideas/domain/rules.py",
        "from ..application import ports",
    ),
    "A domain imports the standard library and the kernel, nothing else": (
        "services/coes/domain/rules.py",
        "import grpc",
    ),
    "A use case knows neither the wire nor the disk": (
        "services/experiments/application/commands.py",
        "import psycopg",
    ),
    "The kernel imports nothing": (
        "chassis/checks/__init__.py",
        "import structlog",
    ),
    "The chassis knows no service, and no contract but that of checks": (
        "chassis/service.py",
        "import day1.ideas.v1.ideas_service_pb2",
    ),
    "Only the monolith imports services": (
        "deploy/cli.py",
        "import services.ideas.config",
    ),
    "The front calls services, it does not import them": (
        "web/health.py",
        "import psycopg",
    ),
}

NOT_INSTALLED = (
    "import sys; sys.meta_path[:] = "
    "[finder for finder in sys.meta_path if 'editable' not in repr(finder).lower()]"
)
"""An editable installation finds this checkout from anywhere; an image has none."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(root: Path) -> str:
    tool = str(Path(sys.executable).with_name("lint-imports"))
    done = subprocess.run(
        [tool, "--no-cache"], cwd=root, capture_output=True, text=True
    )
    return done.stdout


def test_all_contracts_are_kept(copy: Path) -> None:
    said = lint(copy)

    assert " 0 broken" in said
    assert f"{len(TRESPASSES)} kept" in said, "a contract without a trespass"


@pytest.mark.parametrize("contract", TRESPASSES)
def test_a_trespass_breaks_its_contract(copy: Path, contract: str) -> None:
    path, line = TRESPASSES[contract]
    with (copy / path).open("a") as module:
        module.write(f"\n{line}\n")

    assert f"{contract} BROKEN" in lint(copy)


def test_a_new_folder_in_a_service_has_to_say_which_layer_it_is(copy: Path) -> None:
    (copy / "services/ideas/helpers").mkdir()
    (copy / "services/ideas/helpers/__init__.py").write_text('"""Misc."""\n')

    assert "Inside a service, dependencies point at the domain" in lint(copy)
    assert " 0 broken" not in lint(copy)


def test_a_new_service_is_covered_without_a_change_here(copy: Path) -> None:
    shutil.copytree(copy / "services/ideas", copy / "services/zebras")
    with (copy / "services/zebras/api/__init__.py").open("a") as module:
        module.write("\nimport services.ideas.config\n")

    assert "A service never imports another service BROKEN" in lint(copy)


def test_an_image_with_one_service_holds_no_other(tmp_path: Path) -> None:
    """What an image holds: the chassis, the contracts, one service."""
    for package in ("chassis", "day1", "buf"):
        shutil.copytree(ROOT / package, tmp_path / package)
    shutil.copytree(ROOT / "services/ideas", tmp_path / "services/ideas")
    shutil.copy(ROOT / "services/__init__.py", tmp_path / "services")

    code = f"{NOT_INSTALLED}; import services.ideas.bootstrap; import services.reviews"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True
    )

    assert "No module named 'services.reviews'" in done.stderr
