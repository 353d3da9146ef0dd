"""What the documents say is there, and the project speaks of itself alone."""

import re
import subprocess
from pathlib import Path

import pytest

from deploy import env_example
from deploy.instance import COMMANDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
DOCUMENTS = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")])
RECORDS = sorted(ROOT.glob("docs/decisions/*.md"))

SECTIONS = ("Context", "Decision", "Consequences", "Alternatives that lost")
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
TARGET = re.compile(r"^([a-z][a-z-]*):(?!=)(.*)$", re.MULTILINE)
CODE = re.compile(r"`([^`]+)`")
SOURCES = ("chassis", "day1", "deploy", "monolith", "protos", "services", "web")
SUFFIXES = {".py", ".proto", ".sql"}

RUN_BY_CI = ("check", "test", "test-browser", "test-kafka", "test-clients")
RUN_BY_CHECK = ("protos",)
RUN_BY_TESTS = {
    "demo": "day1 demo --scale 0",
    "kafka": "day1 kafka",
    "load": "loadtests.load --rate 20 --seconds 30 --target both --probe",
}
"""What make runs there is what tests run."""

FOREIGN = {
    "a host of a package registry": r"\b(pypi|pythonhosted|npmjs)\.(org|com)\b",
    "a folder of somebody's machine": r"(?<![\w.~-])/(root|home/\w+|Users/\w+|work)/",
    "a scratch folder": r"(?<![\w.~-])/[t]mp/\w",
}
VENDORED = ("web/static/vendor/", "protos/third_party/", "buf/", "requirements")


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) < 200


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files(document: Path) -> None:
    targets = [t for t in LINK.findall(document.read_text()) if "://" not in t]

    assert [t for t in targets if not (document.parent / t).exists()] == []


def test_make_has_every_target_that_the_readme_names() -> None:
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", commands_in(README)))

    assert named
    assert named <= {name for name, _ in TARGET.findall(MAKEFILE)}


def test_every_command_of_the_readme_is_run_by_a_test_or_by_ci() -> None:
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", commands_in(README)))

    assert named <= {*COMMANDS.values(), *RUN_BY_TESTS, *RUN_BY_CI, *RUN_BY_CHECK}


@pytest.mark.parametrize("command", COMMANDS.values())
def test_make_starts_an_instance_as_the_tests_do(command: str) -> None:
    assert what_make_runs(command)[-1].endswith(f"/day1 {command}")


@pytest.mark.parametrize("target", RUN_BY_TESTS)
def test_make_runs_what_the_tests_run(target: str) -> None:
    assert what_make_runs(target)[-1].endswith(RUN_BY_TESTS[target])


@pytest.mark.parametrize("target", RUN_BY_CI)
def test_ci_runs_make(target: str) -> None:
    assert f"make {target}" in (ROOT / ".ci/run").read_text().splitlines()


@pytest.mark.parametrize("target", RUN_BY_CHECK)
def test_what_make_generates_is_compared_by_make_check(target: str) -> None:
    assert f"{what_make_runs(target)[-1]} --check" in what_make_runs("check")


def test_every_target_of_make_says_what_it_does() -> None:
    silent = [name for name, rest in TARGET.findall(MAKEFILE) if "## " not in rest]

    assert silent == []


def test_every_program_that_the_readme_names_is_there() -> None:
    named = set(re.findall(r"(?<![\w/])(\.ci/\w+)", README))

    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_a_decision_record_has_its_form(record: Path) -> None:
    lines = record.read_text().splitlines()

    assert lines[0].startswith(f"# {int(record.name[:4])}. ")
    assert "Status: " in lines[2]
    assert tuple(x[3:] for x in lines if x.startswith("## ")) == SECTIONS
    assert len(lines) < 40


def test_decision_records_are_numbered_without_gaps() -> None:
    numbers = [int(record.name[:4]) for record in RECORDS]

    assert numbers == list(range(1, len(RECORDS) + 1))


def test_every_decision_that_is_pointed_to_has_a_record() -> None:
    texts = [*sources().values(), *(path.read_text() for path in DOCUMENTS)]
    pointed = {number for text in texts for number in re.findall(r"ADR (\d{4})", text)}

    assert pointed
    assert pointed <= {record.name[:4] for record in RECORDS}


def test_every_term_of_the_glossary_is_in_the_code() -> None:
    files = sources()
    code = "\n".join([*files, *files.values()])
    terms = glossary_terms()

    assert len(terms) > 80
    assert [term for term in terms if not is_in(code, term)] == []


def test_a_term_that_is_not_in_the_code_is_noticed() -> None:
    code = "\n".join(sources().values())

    assert not is_in(code, "ApplicationFacade")
    assert not is_in(code, "Ide")


def test_the_example_of_the_environment_is_what_the_settings_say() -> None:
    assert env_example.TARGET.read_text() == env_example.render()


def test_every_setting_that_the_readme_names_is_in_the_example() -> None:
    named = re.findall(r"`([A-Z]\w+_(?:HOME|PORT))`", README)

    assert named
    assert [n for n in named if f"\n#{n}=" not in env_example.render()] == []


@pytest.mark.parametrize("what", FOREIGN)
def test_the_project_speaks_of_itself_alone(what: str) -> None:
    found = [
        f"{path}:{number}"
        for path in tracked_files()
        for number, line in enumerate(lines_of(ROOT / path), 1)
        if re.search(FOREIGN[what], line)
    ]

    assert found == [], f"{what} is named"


def test_what_is_foreign_is_noticed() -> None:
    somebodys = FOREIGN["a folder of somebody's machine"]
    scratch = FOREIGN["a scratch folder"]

    # Put together here, because this file is looked at too.
    assert re.search(somebodys, f"cd {Path('/', 'home', 'ann', 'x')}")
    assert re.search(scratch, f"HOME={Path('/', 'tmp', 'x')}")
    assert not re.search(somebodys, "/srv/home/ann/x")
    assert not re.search(scratch, "/srv/x")


def commands_in(document: str) -> str:
    """Return code, in blocks and in lines: elsewhere `make` is a verb."""
    blocks = re.findall(r"^```\w*\n(.*?)^```$", document, re.MULTILINE | re.DOTALL)
    rest = re.sub(r"^```.*?^```$", "", document, flags=re.MULTILINE | re.DOTALL)
    return "\n".join([*blocks, *CODE.findall(rest)])


def what_make_runs(target: str) -> list[str]:
    """Return the commands behind a target, the last of them its own."""
    make = ["make", "--no-print-directory", "-n", target]
    dry_run = subprocess.run(
        make, cwd=ROOT, check=True, capture_output=True, text=True, timeout=60
    )
    return dry_run.stdout.splitlines()


def sources() -> dict[str, str]:
    """Return path to text of everything that code terms may come from."""
    return {
        str(path.relative_to(ROOT)): path.read_text()
        for folder in SOURCES
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in SUFFIXES
    }


def glossary_terms() -> list[str]:
    """Return what stands in code in the third column."""
    rows = (ROOT / "docs/glossary.md").read_text().splitlines()
    cells = [row.split(" | ") for row in rows if row.startswith("| ")]
    return [term for cell in cells for term in CODE.findall(cell[2])]


def is_in(code: str, term: str) -> bool:
    """Tell whether the term stands there as a word of its own."""
    return bool(re.search(rf"(?<!\w){re.escape(term)}(?!\w)", code))


def tracked_files() -> list[str]:
    """Return every file of the repository, new ones too, but what others wrote."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    names = listing.stdout.splitlines()
    return [name for name in names if not name.startswith(VENDORED)]


def lines_of(path: Path) -> list[str]:
    """Return the lines of a text; none if it is gone, or no text."""
    if not path.is_file():
        return []
    return path.read_text(errors="replace").splitlines()
