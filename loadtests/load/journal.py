"""What the load has written, one JSON line each: in a file, so that memory stays flat.

The first line says where the load ran, the last one that it has ended.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class Outcome(StrEnum):
    """How a write ended."""

    ACCEPTED = "accepted"
    REPEATED = "repeated"  # accepted before; the same request id, the same answer
    REFUSED = "refused"  # as it should be
    FAILED = "failed"  # any other answer than the expected one
    UNKNOWN = "unknown"  # no answer: it happened once, or never


@dataclass(frozen=True, slots=True)
class Entry:
    """One write.

    Attributes:
        idea: What it was about, such as `ideas/load-1`.
        write: Method, such as `SubmitIdea`.
        outcome: How it ended.
        effects: What has to be there because of it, and how often; empty for a write
            that changed nothing.
        request_id: Under which it was sent; empty for a stream, which has none.
        attempts: How often it was sent.
        answer: What was wrong with the answer; empty if nothing.
    """

    idea: str
    write: str
    outcome: Outcome
    effects: Mapping[str, int]
    request_id: str = ""
    attempts: int = 1
    answer: str = ""


class Journal:
    """Writes a journal. Used as a context it is closed at the end of it.

    Attributes:
        outcomes: How many writes ended how.
    """

    def __init__(self, path: Path, run: Mapping[str, Any]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.outcomes: Counter[Outcome] = Counter()
        self._file = path.open("w", encoding="utf-8", buffering=1)
        self._line(run)

    def note(self, entry: Entry) -> None:
        """Add a write that has ended."""
        self.outcomes[entry.outcome] += 1
        self._line(asdict(entry))

    def end(self, summary: Mapping[str, Any]) -> None:
        """Say that nothing is under way any more."""
        self._line({"ended": True, **summary})

    def _line(self, told: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(told) + "\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()


class JournalCutOff(Exception):
    """The run has not ended, or was killed: what was under way is not known."""


def run_of(path: Path) -> dict[str, Any]:
    """Return what the first line says about the run."""
    with path.open(encoding="utf-8") as lines:
        return dict(json.loads(next(lines)))


def entries_of(path: Path) -> Iterator[Entry]:
    """Yield every write. Raises `JournalCutOff` when the last line is missing."""
    with path.open(encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            told = json.loads(line)
            if "ended" in told:
                return
            yield Entry(**{**told, "outcome": Outcome(told["outcome"])})
    raise JournalCutOff(f"{path} has no last line: wait until the load has ended.")
