"""What people can say about ideas: evidence, questions, visuals."""

from chassis.domain import Query, id_in, reject

from ..domain import events, rules
from ..domain.document import Faq, FaqAudience
from ..domain.evidence import Evidence, EvidenceKind, Finding
from ..domain.idea import Idea
from ..domain.policy import Policy
from ..domain.question import Question
from ..domain.visual import Picture, Visual
from .ports import Work
from .reading import question_named


def create_evidence(
    work: Work, idea_id: str, evidence_id: str, finding: Finding
) -> Evidence:
    """Add evidence. Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`."""
    is_experiment = finding.kind is EvidenceKind.EXPERIMENT
    reject(rules.evidence_kind_reserved(is_experiment=is_experiment))
    idea = work.ideas.get(idea_id)
    if finding.kind is EvidenceKind.INVENTED_ON_BEHALF:
        idea.allow_authors(work.actor)
    idea.expect(events.IdeaEvidenceAdded)
    evidence = Evidence.add(
        evidence_id or work.new_id(),
        idea.name,
        finding,
        by=work.actor,
        at=work.now,
        is_news=not idea.is_hidden,
    )
    return work.evidence.add(evidence)


def create_question(work: Work, idea_id: str, question_id: str, text: str) -> Question:
    """Ask. Raises `NotFound`, `InvalidInput`, `AlreadyExists`, `RuleBroken`."""
    idea = work.ideas.get(idea_id)
    idea.expect(events.IdeaQuestionAsked)
    question = Question.ask(
        question_id or work.new_id(),
        idea.subject,
        text,
        by=work.actor,
        at=work.now,
        is_news=not idea.is_hidden,
    )
    return work.questions.add(question)


def answer_question(work: Work, name: str, etag: str, answer: str) -> Question:
    """Answer.

    Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    idea, question = _idea_and_question(work, name, etag)
    idea.allow_insiders(work.actor)
    is_news = not idea.is_hidden
    question.reply(answer, by=work.actor, at=work.now, is_news=is_news)
    return work.questions.save(question)


def promote_question(  # noqa: PLR0913 - a question, and where it goes
    work: Work,
    name: str,
    etag: str,
    audience: FaqAudience,
    faq_id: str,
    *,
    policy: Policy,
) -> tuple[Question, Idea]:
    """Put a question with its answer into the FAQ of the draft.

    Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    idea, question = _idea_and_question(work, name, etag)
    idea.allow_authors(work.actor)
    question.expect(events.QuestionPromoted)
    faq = Faq(faq_id or question.id, question.text, question.answer)
    idea.promote(audience, faq, by=work.actor, at=work.now, policy=policy)
    question.promote(faq.id, by=work.actor, at=work.now)
    return work.questions.save(question), work.ideas.save(idea)


def upvote_question(work: Work, name: str) -> Question:
    """Want to know it too. Raises `NotFound`, `RuleBroken`."""
    question = work.questions.get(question_named(work, name).id)
    question.upvote(by=work.actor, at=work.now)
    return work.questions.save(question)


def create_visual(
    work: Work, idea_id: str, visual_id: str, picture: Picture, policy: Policy
) -> Visual:
    """Add a picture. Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`."""
    idea = work.ideas.get(idea_id)
    idea.allow_authors(work.actor)
    idea.expect(events.IdeaVisualAdded)
    limit = policy.visuals_limit
    present = len(work.visuals.page(Query({"idea": idea.name}, limit)))
    reject(rules.too_many_visuals(idea.label, present, limit))
    new_id = visual_id or work.new_id()
    visual = Visual.draw(new_id, idea.name, picture, by=work.actor, at=work.now)
    return work.visuals.add(visual)


def _idea_and_question(work: Work, name: str, etag: str) -> tuple[Idea, Question]:
    """Return both; the idea is locked first, as in every other use case."""
    seen = question_named(work, name)
    idea = work.ideas.get(id_in(seen.idea))
    return idea, work.questions.get(seen.id, etag=etag)
