"""The document as a Markdown file, in which every text of a person stays text."""

import re

from .text import Section

SPECIAL = re.compile(r"[\\`*_{}\[\]()#+\-.!|~=:@$^]")
"""What Markdown could take for markup, anywhere in a line."""

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", " ": "&#32;", "\t": "&#9;"}


def to_markdown(
    title: str, facts: tuple[tuple[str, str], ...], sections: tuple[Section, ...]
) -> str:
    """Return the whole file: a title, what is known of it, and a heading a section."""
    known = [f"- {escaped(key)}: {one_line(value)}" for key, value in facts if value]
    body = [f"{_heading(section)}\n\n{block(section.text)}" for section in sections]
    parts = [f"# {one_line(title)}", "\n".join(known), *body]
    return "\n\n".join(filter(None, parts)) + "\n"


def _heading(section: Section) -> str:
    return f"## {one_line(section.heading or section.id)}"


def block(text: str) -> str:
    """Return a text of several lines: its line ends and its indents are kept."""
    lines = [_line(line) for line in text.splitlines()]
    return "\n".join(
        f"{line}\\" if line and following else line
        for line, following in zip(lines, [*lines, ""][1:], strict=True)
    )


def one_line(text: str) -> str:
    """Return a text of any number of lines as one."""
    return escaped(" ".join(text.split()))


def escaped(text: str) -> str:
    """Return a text in which nothing is markup, neither to Markdown nor to HTML."""
    inert = SPECIAL.sub(lambda found: f"\\{found[0]}", text)
    return re.sub("[&<>]", lambda found: ENTITIES[found[0]], inert)


def _line(line: str) -> str:
    """Keep the spaces at its edges, which Markdown would read or drop."""
    bare = line.strip(" \t")
    if not bare:
        return ""
    before, _, after = line.partition(bare)
    return _spaces(before) + escaped(bare) + _spaces(after)


def _spaces(text: str) -> str:
    return "".join(ENTITIES[space] for space in text)
