"""Reads lists of errors out of the comments of services and methods, strictly.

A method has at most one list. Its heading is `Errors:`; each line after it names a
status and its reasons, and a line that is indented further continues the one above:

    // Creates a draft. Any member of a team may.
    //
    // Errors:
    //   ALREADY_EXISTS: IDEA_EXISTS
    //   INVALID_ARGUMENT: TITLE_MISSING,
    //      CURRENCY_MIXED (currency, expected)

Names in parentheses are keys in the metadata of `google.rpc.ErrorInfo`. The comment of
a service may have several lists, of what its methods have in common: with the heading
`Errors of every method:`, or `Errors of every method with a page_token:` for those
whose request has that field.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import takewhile

import grpc

STATUSES = {code.name for code in grpc.StatusCode} - {"OK"}

HEADING = re.compile(r" Errors( of (every method(?: with an? ([a-z_]+))?))?:")
LIKE_A_HEADING = re.compile(r"\s*errors?\b[^.]*:\s*", re.IGNORECASE)
STATUS = re.compile(r"   ([A-Z_]+): (\S.*)")
CONTINUED = re.compile(r" {6,}(\S.*)")
LIKE_A_STATUS = re.compile(r"\s*([A-Z_]{5,})\s*:")
BETWEEN = re.compile(r", (?![^(]*\))")
REASON = re.compile(r"([A-Z][A-Z0-9_]{0,62})(?: \(([a-z_]+(?:, [a-z_]+)*)\))?")

Reasons = dict[str, list[str]]
"""Each reason with the keys of its metadata beyond `subject`."""

Errors = dict[str, Reasons]
"""Each status with its reasons."""


class Malformed(Exception):
    """A comment that is not written as agreed; says where, and what."""


@dataclass(frozen=True, slots=True)
class Comment:
    """The comment of a service or a method.

    Attributes:
        owner: Whose it is, such as `day1.ideas.v1.IdeaService.GetIdea`.
        line: Number of its first line in the file, from 1.
        lines: What follows `//` in each line.
    """

    file: str
    owner: str
    line: int
    lines: tuple[str, ...]

    def index_of(self, text: str) -> int:
        """Return the index of the first line that has the text."""
        return next(index for index, line in enumerate(self.lines) if text in line)

    def malformed(self, index: int, what: str) -> Malformed:
        """Return the complaint about one of the lines."""
        return Malformed(f"{self.file}:{self.line + index}: {self.owner}: {what}")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a list of errors is about.

    Attributes:
        group: `every method`, or with a field; empty in the comment of a method.
        field: The request field that all methods of the group have; empty for any.
    """

    group: str
    field: str = ""


def lists_in(comment: Comment) -> dict[Heading, Errors]:
    """Return each list of errors by its heading. Raises `Malformed`."""
    found: dict[Heading, Errors] = {}
    rest = iter(enumerate(comment.lines))
    for index, line in rest:
        if (heading := HEADING.fullmatch(line)) is not None:
            about = Heading(heading[2] or "", heading[3] or "")
            if about in found:
                raise comment.malformed(index, "a second list with this heading")
            found[about] = _list(comment, index, rest)
        elif LIKE_A_HEADING.fullmatch(line):
            text = f"not a heading of errors: '{line.strip()}'"
            raise comment.malformed(index, text)
        elif (status := LIKE_A_STATUS.match(line)) and status[1] in STATUSES:
            text = f"{status[1]} outside a list of errors"
            raise comment.malformed(index, text)
    return found


def _list(comment: Comment, begin: int, rest: Iterator[tuple[int, str]]) -> Errors:
    """Read the lines of a list, up to a blank line."""
    errors: Errors = {}
    index, status, text = begin, "", ""
    for index, line in takewhile(lambda numbered: numbered[1].strip(), rest):
        if text.endswith(",") and (more := CONTINUED.fullmatch(line)):
            text = more[1]
        elif not text.endswith(",") and (begun := STATUS.fullmatch(line)):
            status, text = begun.groups()
            errors[_new(comment, index, status, errors)] = {}
        else:
            text = f"neither a status with its reasons nor their continuation: '{line}'"
            raise comment.malformed(index, text)
        for reason, keys in _reasons(comment, index, text.removesuffix(",")):
            errors[status][_new(comment, index, reason, errors[status])] = keys
    if text.endswith(","):
        raise comment.malformed(index, "the list ends with a comma")
    if not errors:
        raise comment.malformed(begin, "the list of errors is empty")
    for status in errors.keys() - STATUSES:
        at = comment.index_of(f" {status}:")
        raise comment.malformed(at, f"{status} is no status of gRPC")
    return errors


def _new(comment: Comment, index: int, name: str, known: Container[str]) -> str:
    """Return the name if it has not been listed before."""
    if name in known:
        raise comment.malformed(index, f"{name} is listed twice")
    return name


def _reasons(
    comment: Comment, index: int, text: str
) -> Iterator[tuple[str, list[str]]]:
    for one in BETWEEN.split(text):
        if (reason := REASON.fullmatch(one)) is None:
            raise comment.malformed(index, f"no reason: '{one}'")
        yield reason[1], reason[2].split(", ") if reason[2] else []
