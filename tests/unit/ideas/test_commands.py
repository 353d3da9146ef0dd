"""What people can do with ideas, one call at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chassis.checks import CheckEvaluated, CheckSeverity
from chassis.domain import Conflict, NotAllowed, NotFound, RuleBroken
from services.ideas.application import commands, documents, relatives
from services.ideas.application.reading import active_checks, revision_of
from services.ideas.domain.comparison import ChangeKind
from services.ideas.domain.document import Faq
from services.ideas.domain.idea import Idea
from services.ideas.domain.profile import Maturity, Profile
from tests.unit.chassis.checks import check
from tests.unit.ideas.support import (
    ANN,
    BEN,
    EVE,
    I1,
    I2,
    LATER,
    MANUAL,
    NOON,
    ONE_WAY,
    POLICY,
    TWO_WAY,
    WorkInMemory,
    approved,
    asked,
    declined,
    document,
    draft,
    duplicate,
    evidence,
    full_work_on,
    in_review,
    pivoted,
    reasons,
    refusal,
    scaling,
    two_way,
    vacant,
    work_on,
)


def test_a_person_begins_an_idea_under_an_id_of_their_choice_or_a_new_one() -> None:
    work = WorkInMemory(ANN)

    chosen = commands.create_idea(work, "fit", document())
    given = commands.create_idea(work, "", document(), Profile(historic_year=1999))

    assert (chosen.name, given.name) == ("ideas/fit", "ideas/i2")
    assert chosen.author == ANN.name
    assert given.profile.historic_year == 1999


def renamed(title: str) -> commands.Change:
    """Return the change that gives an idea another title."""
    return lambda idea: (replace(idea.document, title=title), None)


def test_an_author_takes_an_idea_to_its_review_and_back() -> None:
    work = full_work_on(draft(title="Boxes"))

    commands.update_idea(work, "i1", "", renamed("Fit"), POLICY)
    idea, first = commands.submit_idea(work, "i1", "", POLICY)
    assert (idea.state, first.number) == ("SUBMITTED", "1.0")
    assert commands.recall_idea(work, "i1", "", "A typo.").state == "DRAFT"
    _, second = commands.submit_idea(work, "i1", "", POLICY)

    assert (first.document.title, second.number) == ("Fit", "1.1")
    assert revision_of(work, "i1", "1.0") is first


def test_what_is_said_beside_the_document_is_another_change() -> None:
    work = work_on(in_review(), ANN)
    proven = Profile(maturity=Maturity.PROVEN)

    idea = commands.update_idea(work, "i1", "", lambda _: (None, proven), POLICY)

    assert (idea.state, idea.profile.maturity) == ("IN_REVIEW", Maturity.PROVEN)


def test_an_old_etag_is_refused() -> None:
    work = work_on(draft(), ANN)

    assert reasons(
        lambda: commands.recall_idea(work, "i1", "9", "A typo."), Conflict
    ) == ["ETAG_MISMATCH"]


def test_a_draft_is_shared() -> None:
    work = work_on(draft(), ANN)

    idea = commands.share_idea(work, "i1", "", (EVE.name,), "Look.")

    assert idea.shared_with == (EVE.name,)


def test_the_linter_says_what_a_submission_would() -> None:
    work, empty = full_work_on(draft()), work_on(draft(), ANN)

    assert commands.lint_idea(work, "i1", POLICY) == ([], [])
    missing, _ = commands.lint_idea(empty, "i1", POLICY)
    assert [violation.reason for violation in missing] == reasons(
        lambda: commands.submit_idea(empty, "i1", "", POLICY), RuleBroken
    )
    _, advice = commands.lint_idea(
        work_on(Idea.create("i1", two_way(), by=ANN, at=NOON), ANN), "i1", POLICY
    )
    assert "VISUALS_MISSING" in [violation.reason for violation in advice]


def learn(work: WorkInMemory, **changes: object) -> None:
    expression = 'idea.title.startsWith("Bags")'
    mechanism = check(predicate=expression, **changes)
    work.checks.learn(mechanism, active=True, heard=1)


def test_a_mechanism_stops_a_submission_and_its_evaluation_is_a_fact() -> None:
    work = full_work_on(draft())
    learn(work)

    assert reasons(
        lambda: commands.submit_idea(work, "i1", "", POLICY), RuleBroken
    ) == ["MECHANISM_CHECK_FAILED"]

    [fact] = work.attested
    assert isinstance(fact, CheckEvaluated)
    assert (fact.subject, fact.blocked, fact.actor) == (I1, True, ANN.name)
    linted, _ = commands.lint_idea(work, "i1", POLICY)
    assert [violation.reason for violation in linted] == ["MECHANISM_CHECK_FAILED"]
    assert len(work.attested) == 1


def test_a_mechanism_that_only_warns_lets_pass() -> None:
    work = full_work_on(draft())
    learn(work, severity=CheckSeverity.WARN)

    _, revision = commands.submit_idea(work, "i1", "", POLICY)

    assert [warning.reason for warning in revision.warnings] == [
        "MECHANISM_CHECK_FAILED"
    ]
    _, advice = commands.lint_idea(work, "i1", POLICY)
    assert [warning.reason for warning in advice] == ["MECHANISM_CHECK_FAILED"]


def test_the_attempt_of_a_stranger_is_no_evaluation() -> None:
    work = full_work_on(draft(), EVE)
    learn(work)

    assert reasons(
        lambda: commands.submit_idea(work, "i1", "", POLICY), NotAllowed
    ) == ["NOT_AUTHOR"]
    assert work.attested == []


def test_new_evidence_brings_a_declined_idea_back() -> None:
    work = work_on(declined(), ANN)

    assert reasons(lambda: commands.reopen_idea(work, "i1", ""), RuleBroken) == [
        "REOPEN_NEEDS_NEW_EVIDENCE"
    ]
    work.evidence.add(evidence(at=LATER))

    idea = commands.reopen_idea(work, "i1", "")
    assert (idea.state, idea.revision) == ("DRAFT", "2.0")


def test_an_author_gives_up() -> None:
    work = work_on(approved(), ANN)

    assert commands.withdraw_idea(work, "i1", "", "No.").state == "WITHDRAWN"


def other_idea(**changes: object) -> Idea:
    idea = draft(**changes)
    idea.id = "i2"
    return idea


def test_a_duplicate_gives_away_all_that_was_said() -> None:
    work = full_work_on(draft())
    work.ideas.add(other_idea())

    idea, moved = commands.mark_duplicate(work, "i1", "", I2)

    assert (idea.state, idea.duplicate_of) == ("DUPLICATE", I2)
    assert (moved.questions, moved.evidence) == (3, 3)
    assert work.questions.get("q1").origin == I1
    assert work.evidence.get("v1").origin == "ideas/i1/evidence/v1"


def test_a_duplicate_of_nothing_is_none() -> None:
    work = work_on(draft(), ANN)

    assert reasons(lambda: commands.mark_duplicate(work, "i1", "", I2), NotFound) == [
        "IDEA_NOT_FOUND"
    ]


def test_a_leader_is_assigned_and_hands_over() -> None:
    work = work_on(vacant(), ANN)

    commands.assign_leader(work, "i1", "", BEN.name)
    idea = commands.transfer_leader(work.by(BEN), "i1", "", EVE.name)

    assert idea.leads == EVE.name


def test_a_person_who_leads_cannot_be_assigned() -> None:
    work = work_on(vacant(), ANN)
    other = approved()
    other.id = "i2"
    work.ideas.add(other)

    assert reasons(
        lambda: commands.assign_leader(work, "i1", "", BEN.name), RuleBroken
    ) == ["LEADER_NOT_SINGLE_THREADED"]


def test_a_door_is_split() -> None:
    work = work_on(draft(), ANN)
    into = (replace(TWO_WAY, id="a"), replace(ONE_WAY, id="b"))

    idea = commands.split_door(work, "i1", "", "brand", into, policy=POLICY)

    assert [door.id for door in idea.document.doors] == ["a", "b", "glue"]


def test_a_leader_launches_what_scales_and_kills_what_is_dull() -> None:
    work = work_on(scaling(), BEN)

    assert commands.launch_idea(work, "i1", "").state == "LAUNCHED"
    work = work.by(ANN)
    assert commands.kill_idea(work, "i1", "", "Dull.", "So?").state == "KILLED"


def test_an_idea_moves_on_the_roadmap_because_of_its_evidence() -> None:
    work = full_work_on(draft())
    work.evidence.add(evidence(9, idea=I2))
    known, missing, foreign = (f"ideas/i1/evidence/{one}" for one in ("v1", "v8", "v9"))

    with pytest.raises(NotFound) as refused:
        commands.prioritize_idea(
            work, "i1", "", 1, evidence=(known, missing, foreign), reason="Now."
        )
    idea = commands.prioritize_idea(work, "i1", "", 1, evidence=(known,), reason="Now.")

    assert [v.subject for v in refused.value.violations] == [missing, foreign]
    assert idea.priority_evidence == (known,)


def test_texts_are_compared_as_frozen_and_as_they_are_now() -> None:
    work = full_work_on(draft())
    commands.submit_idea(work, "i1", "", POLICY)
    commands.recall_idea(work, "i1", "", "A typo.")
    release = replace(document().press_release, problem="Boxes need three hands.")
    written = document(press_release=release)
    commands.update_idea(work, "i1", "", lambda _: (written, None), POLICY)
    commands.submit_idea(work, "i1", "", POLICY)

    [frozen] = documents.changes_between(work, "i1", "1.0", "1.1")
    [now] = documents.changes_between(work, "i1", "1.0", "")

    assert frozen == now
    assert (frozen.section, frozen.kind) == ("problem", ChangeKind.CHANGED)


def test_what_was_never_submitted_is_not_kept() -> None:
    work = work_on(draft(), ANN)

    for act in (
        lambda: documents.changes_between(work, "i1", "1.0", ""),
        lambda: documents.exported(work, "i1", "1.0"),
    ):
        assert reasons(act, NotFound) == ["REVISION_NOT_FOUND"]


def test_a_document_is_exported_as_it_is_or_was() -> None:
    work = full_work_on(draft())
    commands.submit_idea(work, "i1", "", POLICY)
    commands.recall_idea(work, "i1", "", "A typo.")
    written = document(title="New", user_manual=MANUAL)
    profile = Profile(fictional=True)
    commands.update_idea(work, "i1", "", lambda _: (written, profile), POLICY)

    now, then = (documents.exported(work, "i1", one) for one in ("", "1.0"))

    assert now.startswith("# New\n\n- Idea: ideas/i1\n- Revision: 1\\.1, as it is now")
    assert "- Note: Invented for a demonstration\\." in now
    assert then.startswith("# Boxes that fit\n\n- Idea: ideas/i1\n- Revision: 1\\.0\n")
    assert "## What we saw and heard" in then


def test_a_file_that_outgrows_a_response_is_refused() -> None:
    ampersands = replace(document().press_release, summary="&" * 20_000)
    work = work_on(draft(press_release=ampersands), ANN)
    faqs = tuple(Faq(f"f{n}", "", "&" * 10_000) for n in range(70))
    work.ideas.get("i1").document = document(internal_faqs=faqs)

    [refused] = refusal(lambda: documents.exported(work, "i1", ""), RuleBroken)

    assert (refused.reason, refused.subject) == ("EXPORT_TOO_LARGE", I1)
    assert "3145728 are allowed" in refused.description


def test_the_checks_of_submissions_are_listed_until_their_sunset() -> None:
    work = WorkInMemory(ANN)
    learn(work)
    over = replace(check(predicate="true"), mechanism="mechanisms/a", sunset_at=NOON)
    soon = replace(over, mechanism="mechanisms/b", sunset_at=LATER + timedelta(days=1))
    for mechanism in (over, soon):
        work.checks.learn(mechanism, active=True, heard=1)

    assert [one.mechanism for one in active_checks(work)] == [
        "mechanisms/b",
        "mechanisms/has-title",
    ]


def test_a_family_is_told_from_the_oldest_on() -> None:
    parent, child, twin = pivoted(), other_idea(), duplicate()
    child.pivoted_from, child.created_at = I1, LATER
    twin.id, twin.duplicate_of = "i3", I2
    work = work_on(parent, ANN)
    work.ideas.add(child)
    work.ideas.add(twin)
    stranger = draft()
    stranger.id = "i4"
    work.ideas.add(stranger)

    for member in ("i1", "i2", "i3"):
        family = [one.name for one in relatives.lineage_of(work, member)]
        assert family == [I1, "ideas/i3", I2]


def test_a_family_with_a_lost_member_is_told_without_it() -> None:
    idea = draft()
    idea.pivoted_from = "ideas/lost"

    assert relatives.lineage_of(work_on(idea, ANN), "i1") == [idea]


def test_similar_ideas_come_most_similar_first() -> None:
    work = work_on(draft(), ANN)
    for number, title in enumerate(["Boxes which fit", "Zebra", "Boxes that fit"], 2):
        idea = draft(title=title)
        if title == "Zebra":
            release = replace(document().press_release, headline="Zzz")
            idea.document = replace(idea.document, press_release=release)
        idea.id = f"i{number}"
        work.ideas.add(idea)

    found = relatives.similar_to(work, "i1")

    assert [other.idea for other, _ in found] == ["ideas/i4", "ideas/i2"]
    assert found[0][1] == 1.0


def test_questions_are_found_by_the_newest_first() -> None:
    work = full_work_on(draft())
    work.questions.add(asked(4))

    missing, _ = commands.lint_idea(work, "i1", POLICY)

    assert missing == []
