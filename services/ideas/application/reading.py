"""What use cases look up: what belongs to an idea, and who is busy elsewhere."""

from collections.abc import Iterator
from datetime import datetime
from typing import TypeVar

from chassis.checks import Check, CheckState, Stage
from chassis.domain import Aggregate, NotFound, Query, Repository, Violation, id_in
from chassis.labels import Label

from ..domain import rules
from ..domain.dossier import Dossier
from ..domain.evidence import Evidence
from ..domain.idea import Idea
from ..domain.known import CoeState
from ..domain.question import Question
from ..domain.revision import Revision, revision_id
from .ports import Work

A = TypeVar("A", bound=Aggregate)

MAX_IN_DOSSIER = 500
"""A submission looks at the newest of each; more would not be read either."""

MAX_CHECKS = 1000
"""Of a stage; the budget of a checklist is far below."""

BATCH = 200


def dossier_of(work: Work, idea: Idea) -> Dossier:
    """Return what the idea rests on beside its document."""
    newest = Query({"idea": idea.name}, MAX_IN_DOSSIER)
    return Dossier(
        evidence=tuple(work.evidence.page(newest)),
        questions=tuple(work.questions.page(newest)),
        visuals=tuple(work.visuals.page(newest)),
    )


def all_of(repository: Repository[A], idea: str) -> Iterator[A]:
    """Yield everything that belongs to an idea, newest first, a batch at a time."""
    after = None
    while batch := repository.page(Query({"idea": idea}, BATCH, after)):
        yield from batch
        after = batch[-1].created_at, batch[-1].id


def led_by(work: Work, person: str) -> Label | None:
    """Return the idea that takes all of a person; None if none does."""
    if not person:
        return None
    found = work.ideas.page(Query({"active_leader": person}, limit=1))
    return found[0].label if found else None


def last_said(work: Work, idea: str) -> datetime | None:
    """Return when somebody last added evidence or asked, if anybody ever did."""
    newest = Query({"idea": idea}, limit=1)
    evidence, questions = work.evidence.page(newest), work.questions.page(newest)
    return max((one.created_at for one in (*evidence, *questions)), default=None)


def open_coes(work: Work, idea: str) -> list[Label]:
    """Return the grave COEs that hold an idea's launch."""
    equals = {"idea": idea, "state": CoeState.OPEN}
    return [coe.label for coe in work.known_coes.page(Query(equals, rules.MAX_NAMED))]


def question_named(work: Work, name: str) -> Question:
    """Return a question, also under the name it had before it moved, not locked.

    Its idea is locked. Raises `NotFound`, also where the idea is hidden.
    """
    parent = name.partition("/questions/")[0]
    for question in work.questions.page(Query({"id": id_in(name)}, limit=1)):
        is_named = parent in {question.idea, question.origin}
        if is_named and work.ideas.find(id_in(question.idea)):
            return question
    text = f"There is no {name}. List the questions of the idea to see which there are."
    raise NotFound(Violation("QUESTION_NOT_FOUND", name, text))


def active_checks(work: Work) -> list[Check]:
    """Return what mechanisms ask of any submission now, by their mechanism's name."""
    equals = {"stage": Stage.IDEA_SUBMIT, "state": CheckState.ACTIVE}
    known = work.known_checks.page(Query(equals, MAX_CHECKS))
    checks = [copy.check for copy in known]
    found = [c for c in checks if c.sunset_at is None or work.now < c.sunset_at]
    return sorted(found, key=lambda check: check.mechanism)


def require_evidence(work: Work, idea: Label, names: tuple[str, ...]) -> None:
    """Raise `NotFound` with every name that is no evidence of the idea."""
    missing = [name for name in names if not _is_of(work, idea.name, name)]
    if missing:
        raise NotFound(*(rules.evidence_not_found(idea, name) for name in missing))


def revision_of(work: Work, idea_id: str, number: str) -> Revision:
    """Return a frozen revision. Raises `NotFound`."""
    if (found := work.revisions.find(revision_id(idea_id, number))) is None:
        name = f"ideas/{idea_id}/revisions/{number}"
        text = f"There is no {name}; only what was submitted is kept."
        raise NotFound(Violation("REVISION_NOT_FOUND", name, text))
    return found


def _is_of(work: Work, idea: str, name: str) -> bool:
    found: Evidence | None = work.evidence.find(id_in(name))
    return found is not None and found.idea == idea
