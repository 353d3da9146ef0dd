"""The state folder, and its lock: one folder, one runner."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .errors import CannotStart


@contextmanager
def claimed(home: Path) -> Iterator[None]:
    """Create the folder and keep it for this process.

    The kernel drops the claim when the process ends, however it ends. Raises
    `CannotStart` when another runner has it, or when it cannot be written.
    """
    with _lock_file(home) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                f"already running in {home}. Stop that one first,"
                " or set DAY1_HOME and the ports DAY1_*_PORT for a second one."
            ) from None
        yield


def _lock_file(home: Path) -> IO[str]:
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        return (home / "lock").open("a")
    except OSError as error:
        raise CannotStart(
            f"cannot write to {home} ({error.strerror})."
            " Set DAY1_HOME to a folder that you may write to."
        ) from None
