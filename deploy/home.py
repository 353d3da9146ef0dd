"""The state folder: which version made it, and its lock. One folder, one runner."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .errors import CannotStart, OtherVersion

FORMAT = "2"
"""Of what this version keeps in a state folder. A folder without a mark is older."""

MARK = "format"
"""The file that holds it: the first one in a new folder."""


@contextmanager
def claimed(home: Path) -> Iterator[None]:
    """Prepare the folder and keep it for this process.

    The kernel drops the claim when the process ends, however it ends. Raises
    `CannotStart` when another runner has it, when it cannot be written, or when another
    version made it.
    """
    prepare(home)
    with _lock_file(home) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                f"already running in {home}. Stop that one first,"
                " or set DAY1_HOME and the ports DAY1_*_PORT for a second one."
            ) from None
        yield


def prepare(home: Path) -> None:
    """Create the folder with its mark. Raises `CannotStart`.

    A folder that another version made is left as it is.
    """
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        require_ours(home)
        if not (mark := home / MARK).exists() or not mark.read_text():
            mark.write_text(FORMAT)
    except OSError as error:
        raise _not_writable(home, error) from None


def require_ours(home: Path) -> None:
    """Raise `OtherVersion` if the folder holds what another version has made."""
    found = {path.name for path in home.iterdir()} if home.is_dir() else set()
    made_by = _text_of(home / MARK) if MARK in found else ""
    if made_by == FORMAT or (not made_by and found <= {MARK}):
        return
    is_later = made_by.isdecimal() and int(made_by) > int(FORMAT)
    which = "a later" if is_later else "an earlier"
    raise OtherVersion(
        f"{home} holds the state of {which} version, which this one cannot use. It was"
        " left as it is: move it away, or set DAY1_HOME to another folder."
    )


def _text_of(mark: Path) -> str:
    """Return what a mark says; another version may have put anything there."""
    return mark.read_text(errors="replace") if mark.is_file() else "?"


def _lock_file(home: Path) -> IO[str]:
    try:
        return (home / "lock").open("a")
    except OSError as error:
        raise _not_writable(home, error) from None


def _not_writable(home: Path, error: OSError) -> CannotStart:
    return CannotStart(
        f"cannot write to {home} ({error.strerror})."
        " Set DAY1_HOME to a folder that you may write to."
    )
