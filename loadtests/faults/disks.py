"""A disk so small that it can be filled: a file system in memory. Needs root."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path

from deploy.errors import CannotStart

STEPS = (1 << 20, 1 << 12)
"""Bytes: first coarsely, then to the last page."""


class SmallDisk:
    """A mounted file system, and a file that can take what is left of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self) -> None:
        """Leave no room; what was freed since the last time is taken as well."""
        with self._ballast.open("ab") as ballast:
            for step in STEPS:
                while _grow(ballast.fileno(), step):
                    pass

    def free(self) -> None:
        """Give the room back."""
        self._ballast.unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[SmallDisk]:
    """Mount one; nothing of it is left afterwards. Raises `CannotStart`."""
    if os.geteuid():
        raise CannotStart("Disks can be mounted by root only: run it as root.")
    if shutil.which("mount") is None:
        raise CannotStart("Missing: mount. Install mount.")
    folder.mkdir(parents=True, exist_ok=True)
    size = f"size={megabytes}m"
    _run("mount", "-t", "tmpfs", "-o", f"{size},mode=755", "day1-disk", str(folder))
    try:
        yield SmallDisk(folder)
    finally:
        _run("umount", "--lazy", str(folder))


def _grow(file: int, step: int) -> bool:
    """Tell whether there was room."""
    try:
        os.posix_fallocate(file, os.fstat(file).st_size, step)
    except OSError as error:
        if error.errno != ENOSPC:
            raise
        return False
    return True


def _run(*words: str) -> None:
    ran = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603
    if ran.returncode:
        raise CannotStart(f"`{' '.join(words)}` failed: {ran.stderr.strip()}")
