"""What the tests met of the reasons in `reasons.json`, and whether the two agree.

Each run of pytest adds to one file, see `tests/recorder.py`. `python -m tests.met`
compares the file of a whole run with what is listed, in both directions.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from google.protobuf.descriptor import Descriptor
from typing_extensions import override

from chassis.rpc.field_paths import is_path_in

ROOT = Path(__file__).parents[1]
LISTED = sorted(ROOT.glob("protos/day1/*/v1/reasons.json"))
RECORD = ROOT / ".pytest_cache" / "reasons-met.jsonl"

JSON = "JSON"
"""In place of a method: refusals of the front, before there is a call."""


LISTS = ("reasons", "metadata", "fields")


@dataclass(frozen=True, slots=True, order=True)
class Met:
    """One refusal that a server gave.

    Attributes:
        method: Such as `day1.ideas.v1.IdeaService/GetIdea`, or `JSON`.
        metadata: Keys in the metadata of its `ErrorInfo`.
        fields: Paths in its `BadRequest`.
        where: The test, or the log of the server.
    """

    method: str
    status: str
    reasons: tuple[str, ...]
    metadata: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One reason where it is listed.

    Attributes:
        owner: A method, `JSON`, or a group of methods, such as `every method`.
    """

    owner: str
    status: str
    reason: str

    @override
    def __str__(self) -> str:
        return f"{self.status} {self.reason} of {self.owner}"


class Listed:
    """All that the files called `reasons.json` list.

    Attributes:
        keys: Each entry, what methods have in common once, and its keys of metadata.
        always: The keys that any error may have.
    """

    def __init__(self, files: Iterable[Path]) -> None:
        self.always: set[str] = set()
        self.keys: dict[Entry, set[str]] = {}
        self._entries: dict[Entry, Entry] = {}
        for file in files:
            self._read(json.loads(file.read_text()))

    def entry_of(self, met: Met, reason: str) -> Entry | None:
        """Return where a reason that was met is listed."""
        return self._entries.get(Entry(met.method, met.status, reason))

    def _read(self, service: dict[str, Any]) -> None:
        self.always |= {*service["metadata"]}
        self._add(JSON, JSON, service["json"])
        for name, listed in service["grpc"].items():
            for method, what in listed["methods"].items():
                full = f"{name}/{method}"
                self._add(full, full, what["errors"])
                for group in what["groups"]:
                    self._add(full, group, listed["common"][group])

    def _add(self, method: str, owner: str, errors: dict[str, Any]) -> None:
        for status, reasons in errors.items():
            for reason, keys in reasons.items():
                entry = Entry(owner, status, reason)
                self._entries[Entry(method, status, reason)] = entry
                self.keys.setdefault(entry, set()).update(keys)


def unlisted(met: Iterable[Met], listed: Listed) -> list[str]:
    """Return what was met and is not promised, and one place where each was met."""
    found = {text: one.where for one in met for text in _faults(one, listed)}
    return [f"{text} Met in {found[text]}." for text in sorted(found)]


def never_met(met: Iterable[Met], listed: Listed) -> list[str]:
    """Return what is promised and was never met."""
    seen: dict[Entry | None, set[str]] = {}
    for one in met:
        for reason in one.reasons:
            seen.setdefault(listed.entry_of(one, reason), set())
        seen[listed.entry_of(one, one.reasons[0])].update(one.metadata)
    faults = [f"{entry}: no test meets it." for entry in listed.keys.keys() - seen]
    faults += [
        f"{entry}: no test meets the key {key} of its metadata."
        for entry, keys in listed.keys.items()
        if entry in seen
        for key in keys - seen[entry]
    ]
    return sorted(faults)


def _faults(met: Met, listed: Listed) -> Iterator[str]:
    for reason in met.reasons:
        if listed.entry_of(met, reason) is None:
            yield f"{Entry(met.method, met.status, reason)}: met, but not listed."
    first = Entry(met.method, met.status, met.reasons[0])
    entry = listed.entry_of(met, met.reasons[0])
    keys = listed.keys[entry] if entry else set()
    for key in {*met.metadata} - listed.always - keys:
        yield f"{first}: the key {key} of its metadata is not listed."
    if (request := requests().get(met.method)) is not None:
        for path in met.fields:
            if not is_path_in(request, path):
                reasons = ", ".join(met.reasons)
                yield f"{met.method}: '{path}' is no field of its request ({reasons})."


@cache
def requests() -> Mapping[str, Descriptor]:
    """Return the message that each method takes."""
    files = sorted(ROOT.glob("day1/*/v1/*_service_pb2.py"))
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files]
    return {
        f"{service.full_name}/{method.name}": method.input_type
        for name in names
        for service in import_module(name).DESCRIPTOR.services_by_name.values()
        for method in service.methods
    }


def read(file: Path) -> list[Met]:
    """Return what a file holds; nothing if there is none."""
    if not file.exists():
        return []
    lines: Iterator[dict[str, Any]] = map(json.loads, file.read_text().splitlines())
    return [Met(**line | {k: tuple(line[k]) for k in LISTS}) for line in lines]


def add(file: Path, met: Iterable[Met]) -> None:
    """Append to a file."""
    file.parent.mkdir(exist_ok=True)
    with file.open("a") as record:
        record.writelines(f"{json.dumps(asdict(one))}\n" for one in sorted(met))


def main() -> None:
    """Compare what a whole run of the tests met with what is listed."""
    met, listed = read(RECORD), Listed(LISTED)
    faults = unlisted(met, listed) + never_met(met, listed)
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    if faults:
        sys.exit(f"{len(faults)} of the reasons met and those in reasons.json differ.")
    sys.stdout.write(f"All {len(listed.keys)} listed reasons were met, no other.\n")


if __name__ == "__main__":
    main()
