"""The texts of an idea: frozen ones, the present one, and how they differ."""

from chassis.domain import refuse

from ..domain import rules
from ..domain.comparison import SectionChange, differences
from ..domain.export import to_markdown
from ..domain.text import Section, sections_of
from .ports import Work
from .reading import dossier_of, revision_of


def text_of(work: Work, idea_id: str, revision: str = "") -> tuple[Section, ...]:
    """Return a revision as it was submitted, or the text as it is now.

    Raises `NotFound`.
    """
    idea = work.ideas.get(idea_id)
    if revision:
        return revision_of(work, idea_id, revision).sections
    return (*sections_of(idea.document), *dossier_of(work, idea).sections())


def changes_between(
    work: Work, idea_id: str, old_revision: str, new_revision: str
) -> list[SectionChange]:
    """Return how two texts of an idea differ. Raises `NotFound`."""
    old = text_of(work, idea_id, old_revision)
    return differences(old, text_of(work, idea_id, new_revision))


def exported(work: Work, idea_id: str, revision: str) -> str:
    """Return the document as a Markdown file. Raises `NotFound`, `RuleBroken`."""
    sections, idea = text_of(work, idea_id, revision), work.ideas.get(idea_id)
    document = idea.document
    if revision:
        document = revision_of(work, idea_id, revision).document
    facts = (
        ("Idea", idea.name),
        ("Revision", revision or f"{idea.revision}, as it is now"),
        ("State", idea.state),
        ("Author", ", ".join(idea.authors)),
        ("Team", idea.team),
        ("Leader", idea.document.leader),
        ("Note", "Invented for a demonstration." if idea.profile.fictional else ""),
    )
    content = to_markdown(document.title, facts, sections)
    refuse(rules.export_too_large(idea.name, len(content.encode())))
    return content
