"""Records in the words of the contracts: what a person reads of an event."""

import json
from functools import cache
from importlib import import_module
from pathlib import Path

from google.protobuf.descriptor_pool import Default
from google.protobuf.json_format import MessageToDict
from google.protobuf.message import DecodeError
from google.protobuf.message_factory import GetMessageClass

import day1
from chassis.eventlog import LogRecord


@cache
def load_contracts() -> None:
    """Make the messages of every contract known."""
    for folder in map(Path, day1.__path__):
        for file in folder.rglob("*_pb2.py"):
            import_module(".".join(("day1", *file.relative_to(folder).parts))[:-3])


def type_of(record: LogRecord) -> str:
    """Return the full name of the message that a record says it holds."""
    return printable(record.headers.get("ce_type", "(no type)"))


def is_of_type(record: LogRecord, wanted: str) -> bool:
    """Tell whether it is of this type: full name, or the last part of it."""
    name = record.headers.get("ce_type", "")
    return not wanted or name == wanted or name.endswith(f".{wanted}")


def data_of(record: LogRecord) -> str:
    """Return the payload as JSON, or say why there is none."""
    load_contracts()
    size = f"{len(record.value):,} bytes"
    try:
        descriptor = Default().FindMessageTypeByName(record.headers.get("ce_type", ""))
        message = GetMessageClass(descriptor).FromString(record.value)
    except KeyError:
        return f"({size} of a type that no contract here has)"
    except DecodeError:
        return f"({size}, which are no {descriptor.name})"
    return printable(json.dumps(MessageToDict(message), ensure_ascii=False))


def printable(text: str) -> str:
    """Return the text without anything that a terminal would obey."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
