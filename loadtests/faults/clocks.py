"""Wall clocks that jump, of some processes and not of others.

A time namespace of Linux shifts no wall clock, and libfaketime 0.9.10 breaks the sleep
of Python (EINVAL from `clock_nanosleep` after a jump). So `clock.c` is compiled and
preloaded: it fakes the wall clock alone. The monotonic clock goes on, as it does when a
real clock is put forward or back; the kernel, and PostgreSQL, keep the true time.
"""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from deploy.errors import CannotStart

from .scattered import Place

SOURCE = Path(__file__).with_name("clock.c")
ABOUT = timedelta(minutes=2)


class Clock:
    """The wall clock of the processes in one place.

    Attributes:
        ahead: By how much it differs from the true time.
    """

    def __init__(self, file: Path, library: Path) -> None:
        """Make one that is right.

        Args:
            file: Where it is kept.
            library: What `compiled` has made.
        """
        self.ahead = timedelta()
        self._file = file
        self._library = library
        file.write_bytes(_seconds(self.ahead))

    @property
    def place(self) -> Place:
        """Where processes go by this clock."""
        variables = {"LD_PRELOAD": self._library, "DAY1_CLOCK_FILE": self._file}
        return Place(variables={name: str(path) for name, path in variables.items()})

    def jump(self, ahead: timedelta) -> None:
        """Be so much ahead of the true time from now on; behind, if negative."""
        self.ahead = ahead
        with self._file.open("r+b", buffering=0) as shared:
            shared.write(_seconds(ahead))

    def shows(self, moment: datetime) -> bool:
        """Tell whether somebody who goes by this clock now could say so."""
        return abs(datetime.now(UTC) + self.ahead - moment) < ABOUT


def compiled(folder: Path) -> Path:
    """Return the library that is to be preloaded. Raises `CannotStart`."""
    if shutil.which("gcc") is None:
        raise CannotStart("Missing: gcc. Install gcc and libc6-dev.")
    library = folder / "clock.so"
    words = ("gcc", "-shared", "-fPIC", "-O1", "-Wall", "-o", library, SOURCE)
    ran = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603
    if ran.returncode:
        raise CannotStart(f"clock.c cannot be compiled: {ran.stderr} (libc6-dev?)")
    return library


def _seconds(ahead: timedelta) -> bytes:
    return int(ahead.total_seconds()).to_bytes(8, "little", signed=True)
