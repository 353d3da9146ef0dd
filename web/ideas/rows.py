"""Rows of the tables in a document: blank ones left out, each with an id of its own."""

from collections.abc import Mapping
from itertools import count

from ..form_texts import rows_in, without_blank_rows

DOORS, SPLIT = "document.doors", "into"
TABLES = {
    DOORS: "door",
    "document.customer_faqs": "cf",
    "document.internal_faqs": "if",
}
"""Tables whose rows have ids, and how new ids begin."""

PLAIN_TABLES = ("document.rejected_options", "document.user_manual.sections")


def tidied(entered: Mapping[str, str]) -> dict[str, str]:
    """Return the inputs of a document without blank rows."""
    rows = dict(entered)
    for table in PLAIN_TABLES:
        rows = without_blank_rows(rows, table, ignoring="")
    for table, prefix in TABLES.items():
        rows = _with_ids(rows, table, prefix)
    return rows


def with_split_doors(entered: Mapping[str, str]) -> dict[str, str]:
    """Return the inputs of a split, each new door named after the old one."""
    return _with_ids(entered, SPLIT, entered.get("door", "door"))


def _with_ids(entered: Mapping[str, str], table: str, prefix: str) -> dict[str, str]:
    """Return the rows that are used, every one with an id that no other has."""
    rows = without_blank_rows(entered, table, ignoring="id")
    taken = set(rows.values())
    free = (name for n in count(1) if (name := f"{prefix}-{n}") not in taken)
    for row in range(rows_in(rows, table)):
        field = f"{table}.{row}.id"
        rows[field] = rows.get(field) or next(free)
    return rows
