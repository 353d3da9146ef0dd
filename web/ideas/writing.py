"""Writing ideas: the document in one form, or a section of it at a time."""

from dataclasses import dataclass
from itertools import count
from typing import Any

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from typing_extensions import override

from day1.ideas.v1 import ideas_pb2

from ..day1.panels import TRENDS
from ..form_texts import rows_in, texts_of
from ..forms import Form, input_of
from ..personas import PERSONAS
from ..writing import Writing
from .rows import tidied

FAQS = {
    "document.customer_faqs": {
        "cf-different": "How is this different from what I have today?",
        "cf-cost": "What does it cost?",
        "cf-refund": "What if I am not happy with it?",
        "cf-manage": "What do I have to do or to manage?",
    },
    "document.internal_faqs": {
        "if-decisions": "Which decisions and guidance are needed today?",
        "if-feedback": "What feedback is there so far?",
        "if-disappoint": "What will disappoint customers most?",
    },
}
"""Questions that every document answers, by the id of the contract."""

SPARE_ROWS = {
    "document.doors": 2,
    "document.rejected_options": 2,
    "document.user_manual.sections": 2,
}


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the form, with an address of its own.

    Attributes:
        id: Last part of the address, and name of its template.
        title: For people.
        paths: What it changes.
    """

    id: str
    title: str
    paths: tuple[str, ...]


FIRST = "press-release"
"""Begins unfolded: nobody can share or ask about an idea before it is written."""

SECTIONS = (
    Section(FIRST, "Press release", ("document.press_release",)),
    Section(
        "customer",
        "Customer and five questions",
        (
            "document.title",
            "document.customer",
            "document.five_questions",
            "document.competitor_notes",
        ),
    ),
    Section(
        "faq",
        "FAQ",
        (
            "document.customer_faqs",
            "document.internal_faqs",
            "document.mlp_features",
            "document.rejected_options",
            "document.debated_topics",
        ),
    ),
    Section(
        "doors",
        "Doors and cost of failure",
        ("document.doors", "document.cost_of_failure", "document.bet"),
    ),
    Section("manual", "User manual", ("document.user_manual",)),
    Section(
        "people",
        "People and labels",
        (
            "document.leader",
            "co_authors",
            "members",
            "business_unit",
            "origin",
            "trend_tags",
            "country_codes",
            "maturity",
            "visibility",
            "learns_from",
            "build_start_time",
            "patience_until_time",
            "document.contradiction_sought",
        ),
    ),
)
BY_ID = {section.id: section for section in SECTIONS}


class IdeaWriting(Writing):
    """The form of an idea."""

    RESOURCE = ideas_pb2.Idea
    PATHS = tuple(path for section in SECTIONS for path in section.paths)
    LISTS = frozenset(
        {
            "co_authors",
            "members",
            "trend_tags",
            "country_codes",
            "learns_from",
            "document.mlp_features",
            "document.debated_topics",
        }
    )

    @override
    def add_to(self, pages: Blueprint) -> None:
        super().add_to(pages)
        one = "/ideas/<written_id>/edit/<section_id>"
        pages.add_url_rule(one, "edit_section", self.edit_section)
        pages.add_url_rule(one, "update_section", self.update_section, methods=["POST"])

    def edit_section(self, written_id: str, section_id: str) -> str:
        """Show one part of the form."""
        return self.edit(written_id) if section_id in BY_ID else abort(404)

    def update_section(self, written_id: str, section_id: str) -> ResponseReturnValue:
        """Write one part, and leave the others as they are."""
        return self.update(written_id) if section_id in BY_ID else abort(404)

    @override
    def start(self) -> dict[str, str]:
        return {}

    @override
    def paths(self) -> tuple[str, ...]:
        return tuple(path for one in _sections() for path in one.paths)

    @override
    def entered(self) -> dict[str, str]:
        """Return the inputs without blank rows."""
        return tidied(texts_of(request.form))

    @override
    def context(self, form: Form) -> dict[str, Any]:
        return {
            "sections": _sections(),
            "all_sections": SECTIONS,
            "is_whole": len(_sections()) > 1,
            "unfolded": {FIRST, *_wrong(form)},
            "rows": {t: rows_in(form.values, t) + n for t, n in SPARE_ROWS.items()},
            "faqs": {table: _faq_rows(form, table) for table in FAQS},
            "trends": TRENDS,
            "people": [(one.name, one.full_name) for one in PERSONAS],
        }


def _sections() -> tuple[Section, ...]:
    section = BY_ID.get((request.view_args or {}).get("section_id", ""))
    return (section,) if section else SECTIONS


def _wrong(form: Form) -> set[str]:
    """Return the parts in which something was refused."""
    violations = form.refusal.violations if form.refusal else ()
    fields = [f"{input_of(one.subject)}." for one in violations]
    return {
        section.id
        for section in SECTIONS
        for path in section.paths
        if any(field.startswith(f"{path}.") for field in fields)
    }


def _faq_rows(form: Form, table: str) -> list[tuple[int, str, str]]:
    """Return row, id and standing question, in the order in which they are shown.

    What is written keeps its order; a standing question that is due stands after the
    one that it follows. Rows are saved as they stand, whatever their number.
    """
    written = rows_in(form.values, table)
    every = [(row, form.values.get(f"{table}.{row}.id", "")) for row in range(written)]
    free, place = count(written), 0
    for one in FAQS[table]:
        ids = [faq for _, faq in every]
        if one not in ids:
            every.insert(place, (next(free), one))
        place = ids.index(one) + 1 if one in ids else place + 1
    every.append((next(free), ""))
    return [(row, one, FAQS[table].get(one, "")) for row, one in every]
