"""The document as a Markdown file, in which every text of a person stays text."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from typing_extensions import override

from services.ideas.domain.export import block, one_line, to_markdown
from services.ideas.domain.text import Section

HOSTILE = [
    "<script>alert(1)</script>",
    "&lt;b&gt; & <b>bold</b>",
    "# Not a heading",
    "- not a list\n1. nor this\n2) nor that",
    "> no quote\n    no code\n\tno code",
    "```\nno fence\n```",
    "[no link](javascript:alert(1)) ![no image](x)",
    "*no* _emphasis_ **at** __all__ `code` ~~gone~~",
    "title\n===\nother\n---",
    "| no | table |\n|---|---|",
    "https://example.org www.example.org a@example.org",
    "a\\\nb  \nc",
    "<!-- no comment --> <?php ?> <![CDATA[x]]>",
    "日本語 العربية 🎁",
    ":emoji: $math$ ^1",
]


class Shown(HTMLParser):
    """What a reader sees of HTML, and which tags made it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags = "", set[str]()
        self.feed(html)
        self.close()

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    @override
    def handle_data(self, data: str) -> None:
        self.text += data


def rendered(markdown: str) -> Shown:
    renderer = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    return Shown(renderer.render(markdown))


def letters(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    shown = rendered(to_markdown(text, (), (Section("a", text, text),)))

    assert letters(shown.text) == letters(text) * 3
    assert shown.tags <= {"h1", "h2", "p", "br"}


PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@given(st.lists(PRINTABLE, max_size=5))
def test_any_text_stays_text(lines: list[str]) -> None:
    text = "\n".join(lines)

    shown = rendered(block(text))

    assert letters(shown.text) == letters(text)
    assert shown.tags <= {"p", "br"}


def test_a_file_says_what_it_is() -> None:
    markdown = to_markdown(
        "Boxes\nthat fit",
        (("Idea", "ideas/i1"), ("Leader", "")),
        (Section("a", "", "One.\nTwo."),),
    )

    assert markdown == (
        "# Boxes that fit\n\n- Idea: ideas/i1\n\n## a\n\nOne\\.\\\nTwo\\.\n"
    )


def test_indents_and_empty_lines_are_kept() -> None:
    assert block("a\n\n  b ") == "a\n\n&#32;&#32;b&#32;"
    assert one_line(" a \n b ") == "a b"
