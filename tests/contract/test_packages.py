"""Each contract file names its package for every language, and imports little."""

import re
from pathlib import Path

import pytest

PROTOS = Path(__file__).parents[2] / "protos"
FILES = sorted((PROTOS / "day1").rglob("*.proto"))
OPTION = r'^option (\w+) = "?([^"]+?)"?;$'
EVENTS = [path for path in FILES if path.stem.endswith("_events")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_contract_file_names_its_package_for_every_language(path: Path) -> None:
    options = re.findall(OPTION, path.read_text(), re.MULTILINE)

    assert dict(options) == packaging(path)


@pytest.mark.parametrize("path", EVENTS, ids=lambda path: path.stem)
def test_events_import_no_file_with_methods(path: Path) -> None:
    imported = re.findall(r'^import "([^"]+)";$', path.read_text(), re.MULTILINE)

    assert imported
    assert [name for name in imported if name.endswith("_service.proto")] == []
    assert "google/api/annotations.proto" not in imported


def packaging(path: Path) -> dict[str, str]:
    """Return the options of a file: `day1/ideas/v1/ideas_events.proto`, for one."""
    folder = path.parent.relative_to(PROTOS)
    product, service, version = folder.parts
    return {
        "csharp_namespace": ".".join(part.capitalize() for part in folder.parts),
        "go_package": f"{product}.example/gen/go/{folder};{service}{version}",
        "java_multiple_files": "true",
        "java_outer_classname": f"{path.stem.title().replace('_', '')}Proto",
        "java_package": f"example.{'.'.join(folder.parts)}",
    }
