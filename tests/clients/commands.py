"""Programs that the test clients are built with, and how they are run."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROTOS = ROOT / "protos"
BIN = Path(sys.executable).parent

NOBODY = "http://127.0.0.1:1"
"""A proxy that refuses every connection."""

NEEDED = """`{name}` was not found. The clients need Go 1.26 and Node.js 20, which
`make test-clients` installs, and a JDK 17 and Maven, which it does not.
On Debian: apt-get install default-jdk-headless maven.
"""


def run(
    command: Sequence[str | Path],
    folder: Path,
    *,
    path: Sequence[Path] = (),
    variables: Mapping[str, str] | None = None,
) -> str:
    """Run a command to its end and return what it prints.

    Raises `AssertionError` when the program is missing or fails.

    Args:
        command: The program and its arguments.
        folder: The working directory.
        path: Folders that are searched for programs before all others.
        variables: Added to the environment.
    """
    folders = [*map(str, path), str(BIN), os.environ["PATH"]]
    environment = {**os.environ, "PATH": os.pathsep.join(folders), **(variables or {})}
    name = str(command[0])
    program = shutil.which(name, path=environment["PATH"])
    assert program is not None, NEEDED.format(name=name)
    ran = subprocess.run(
        [program, *command[1:]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    told = f"{ran.stdout[-4000:]}\n{ran.stderr[-4000:]}"
    assert ran.returncode == 0, f"{' '.join(map(str, command))}\n{told}"
    return ran.stdout


def buf(
    arguments: Sequence[str | Path], folder: Path, *, path: Sequence[Path] = ()
) -> str:
    """Run `buf` without a network and with an empty cache; return what it prints."""
    variables = {
        "HTTP_PROXY": NOBODY,
        "HTTPS_PROXY": NOBODY,
        "NO_PROXY": "",
        "BUF_CACHE_DIR": str(folder.parent / "buf-cache"),
    }
    return run(["buf", *arguments], folder, path=path, variables=variables)


def copy_of_protos(folder: Path) -> Path:
    """Copy the contracts, and nothing else, into a folder; return where they are."""
    skip = shutil.ignore_patterns("gen")
    return Path(shutil.copytree(PROTOS, folder / "protos", ignore=skip))
