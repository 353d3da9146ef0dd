"""`protos/` alone is enough to build, lint and generate, without a network."""

from pathlib import Path

import pytest
import yaml

from .commands import PROTOS, buf, copy_of_protos
from .languages import LANGUAGES

TEMPLATES = sorted(PROTOS.glob("buf.gen*.yaml"))


def test_the_contracts_build_with_all_that_they_import(tmp_path: Path) -> None:
    protos = copy_of_protos(tmp_path)

    buf(["build", "--output", "image.binpb"], protos)

    assert (protos / "image.binpb").stat().st_size > 0


def test_the_contracts_pass_the_linter(tmp_path: Path) -> None:
    assert buf(["lint"], copy_of_protos(tmp_path)) == ""


def test_python_is_generated_by_default(tmp_path: Path) -> None:
    protos = copy_of_protos(tmp_path)

    buf(["generate"], protos)

    generated = protos / "gen/python"
    assert modules(generated, "_pb2.py") == modules(protos, ".proto")
    assert modules(generated, "_pb2.pyi") == modules(protos, ".proto")


def test_each_client_has_a_template() -> None:
    names = {template.name for template in TEMPLATES}

    assert names == {"buf.gen.yaml", *(f"buf.gen.{x.name}.yaml" for x in LANGUAGES)}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_names_local_plugins_only(template: Path) -> None:
    plugins = yaml.safe_load(template.read_text())["plugins"]

    assert plugins
    assert all({"local", "protoc_builtin"} & plugin.keys() for plugin in plugins)


def modules(folder: Path, suffix: str) -> set[str]:
    """Return the files of day1 with a suffix, without the suffix."""
    found = (folder / "day1").rglob(f"*{suffix}")
    return {str(path.relative_to(folder)).removesuffix(suffix) for path in found}
