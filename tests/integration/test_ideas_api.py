"""The ideas service as others meet it: calls, events, mechanisms and time.

The service runs alone, on its own database and log; what reviews, experiments and coes
would say is written into the log by the tests.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.protobuf.field_mask_pb2 import FieldMask
from google.type.money_pb2 import Money

from chassis.checks.messaging import STATE_TOPIC, from_check
from chassis.domain import Actor
from chassis.rpc.errors import violations_in
from day1.checks.v1 import checks_pb2 as checks
from day1.coes.v1 import coes_events_pb2 as coes
from day1.ideas.v1 import ideas_events_pb2 as said
from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc
from tests.integration.alone import await_true
from tests.integration.ideas_alone import (
    CONVERSATION,
    HEARD,
    HOSTILE,
    Ideas,
    conversation,
    running,
    secret,
    written,
)
from tests.unit.chassis.checks import check
from tests.unit.ideas.support import ANN, BEN, EVE


@pytest.fixture
def ideas(tmp_path: Path, database_url: str, eventlog_url: str) -> Iterator[Ideas]:
    with running(tmp_path, database_url, eventlog_url) as service:
        yield service


def test_a_draft_is_written_shared_asked_about_and_read(ideas: Ideas) -> None:
    name = ideas.draft("i1", pb.Idea(document={"title": "Boxes"}))

    assert "PRESS_RELEASE_MISSING" in ideas.refused(ANN, "ShareIdea", name=name)
    idea = written()
    idea.name = name
    ideas(ANN, "UpdateIdea", idea=idea)
    shared = ideas(ANN, "ShareIdea", name=name, readers=[EVE.name]).idea
    assert list(shared.shared_with) == [EVE.name]

    question = ideas(
        EVE, "CreateQuestion", parent=name, question=pb.Question(text=HOSTILE)
    ).question
    assert (question.text, question.asker) == (HOSTILE, EVE.name)
    assert "NOT_AUTHOR" in ideas.refused(
        EVE, "AnswerQuestion", name=question.name, answer="So."
    )
    ideas(ANN, "AnswerQuestion", name=question.name, answer=HOSTILE)
    voted = ideas(EVE, "UpvoteQuestion", name=question.name).question
    promoted = ideas(
        ANN,
        "PromoteQuestion",
        name=question.name,
        audience="FAQ_AUDIENCE_CUSTOMER",
        faq_id="hostile",
    )
    assert (voted.upvotes, promoted.question.faq) == (1, "hostile")
    assert promoted.idea.document.customer_faqs[-1].answer == HOSTILE
    assert ideas(ANN, "GetQuestion", name=question.name).question == promoted.question

    ideas(EVE, "CreateEvidence", parent=name, evidence=CONVERSATION)
    stats = ideas.get(name).stats
    assert (stats.conversation_count, stats.evidence_count) == (1, 1)
    assert stats.open_question_count == 0
    [listed] = ideas(EVE, "ListIdeas", filter='team = "teams/books"').ideas
    assert listed.stats == stats
    for method, field in (
        ("ListEvidence", "evidence"),
        ("ListQuestions", "questions"),
        ("ListVisuals", "visuals"),
        ("ListIdeaRevisions", "revisions"),
    ):
        found = getattr(ideas(EVE, method, parent=name), field)
        assert len(found) == (field in {"evidence", "questions"})
        assert "IDEA_NOT_FOUND" in ideas.refused(EVE, method, parent="ideas/ghost")
    assert not ideas(
        EVE, "ListQuestions", parent=name, filter='state = "OPEN"'
    ).questions
    assert "FILTER_INVALID" in ideas.refused(
        EVE, "ListQuestions", parent=name, filter='idea = "ideas/other"'
    )
    text = ideas(EVE, "ExportIdeaDocument", name=name)
    assert "<script>" not in text.content
    assert text.file_name == "i1-now.md"


def test_ideas_are_found_by_any_of_their_trends(ideas: Ideas) -> None:
    for idea_id, tags in (("i1", ["ml_ai", "iot_edge"]), ("i2", ["ml_ai"]), ("i3", [])):
        message = written()
        message.trend_tags[:] = tags
        ideas.draft(idea_id, message)

    for tag, names in {
        "ml_ai": ["ideas/i2", "ideas/i1"],
        "iot_edge": ["ideas/i1"],
        "ml": [],
    }.items():
        found = ideas(EVE, "ListIdeas", filter=f'trend_tags = "{tag}"')
        assert [idea.name for idea in found.ideas] == names
    again = pb.Idea(name="ideas/i2", trend_tags=["iot_edge"])
    ideas(ANN, "UpdateIdea", idea=again)
    found = ideas(EVE, "ListIdeas", filter='trend_tags = "iot_edge"')
    assert [idea.name for idea in found.ideas] == ["ideas/i2", "ideas/i1"]


def test_a_submission_says_all_and_freezes_a_revision(ideas: Ideas) -> None:
    name = ideas.draft("i1", written(light=False))

    linted = ideas(ANN, "LintIdea", name=name)
    assert {
        "NO_HARD_QUESTION",
        "NO_CUSTOMER_EVIDENCE",
        "VISUALS_MISSING",
        "ONLY_SUPPORTING_EVIDENCE",
    } == {finding.reason for finding in linted.violations}
    assert set(ideas.refused(ANN, "SubmitIdea", name=name)) == {
        finding.reason for finding in linted.violations
    }
    whole = ideas.ready("i2", written(light=False))
    dry = ideas(ANN, "SubmitIdea", name=whole, validate_only=True)
    assert dry.idea.state == pb.IDEA_STATE_SUBMITTED
    assert ideas.get(whole).state == pb.IDEA_STATE_DRAFT

    ideas.submit(whole)

    event = ideas.heard(said.IdeaSubmitted)[0]
    assert (event.idea, event.review_policy) == (whole, pb.REVIEW_POLICY_FULL)
    assert event.snapshot.answered_questions == 3
    assert (event.currency_code, event.snapshot.loss_cap) == ("USD", 900.0)
    assert event.cost_of_failure.loss_cap == Money(currency_code="USD", units=900)
    assert list(event.door_kinds) == [
        checks.DOOR_KIND_ONE_WAY,
        checks.DOOR_KIND_TWO_WAY,
    ]
    revision = ideas(EVE, "GetIdeaRevision", name=f"{whole}/revisions/1.0").revision
    assert revision.document_hash == event.document_hash
    assert [section.text for section in revision.sections] == [
        section.text for section in event.sections
    ]
    assert "REVISION_IMMUTABLE" in ideas.refused(
        ANN, "UpdateIdea", idea=pb.Idea(name=whole, document={"title": "New"})
    )
    ideas(
        ANN,
        "UpdateIdea",
        idea=pb.Idea(name=whole, maturity="MATURITY_TESTED"),
        update_mask=FieldMask(paths=["maturity"]),
    )
    ideas(ANN, "RecallIdea", name=whole, reason="A typo.")
    ideas(
        ANN,
        "SplitDoor",
        name=whole,
        door="brand",
        into=[
            pb.Door(id="logo", decision="Logo", kind="DOOR_KIND_ONE_WAY"),
            pb.Door(id="words", decision="Words", kind="DOOR_KIND_ONE_WAY"),
        ],
    )
    [change] = ideas(EVE, "DiffIdeaRevisions", name=whole, old_revision="1.0").changes
    assert change.section == "doors"
    assert "DOOR_NOT_FOUND" in ideas.refused(
        ANN,
        "SplitDoor",
        name=whole,
        door="roof",
        into=[pb.Door(id="x", decision="X"), pb.Door(id="y", decision="Y")],
    )
    ideas.submit(whole)
    numbers = [
        one.number for one in ideas(EVE, "ListIdeaRevisions", parent=whole).revisions
    ]
    assert numbers == ["1.1", "1.0"]


def test_from_a_review_to_the_launch_and_on(ideas: Ideas) -> None:
    name, other = ideas.ready("i1", written(light=False)), ideas.ready("i2")
    for idea in (name, other):
        ideas.submit(idea)
        ideas.decide(idea, "REVIEW_OUTCOME_APPROVE")
        ideas.await_state(idea, "APPROVED")

    vacant = ideas.get(other)
    assert (vacant.leader, vacant.leader_vacant) == ("", True)
    assert "LEADER_NOT_SINGLE_THREADED" in ideas.refused(
        ANN, "AssignLeader", name=other, leader=BEN.name
    )
    ideas(ANN, "AssignLeader", name=other, leader=EVE.name)
    ideas(EVE, "TransferLeader", name=other, leader="people/hal")

    ideas.experiment(name, "VERDICT_SCALE")
    ideas.await_state(name, "SCALING")
    opened = coes.CoeOpened(coe="coes/c1", idea=name, severity="INCIDENT_SEVERITY_HIGH")
    ideas.tell(opened, HEARD[2], "c1")
    await_true(lambda: ideas.get(name).stats.open_coes, "held")
    manual = pb.Idea(name=name)
    mask = FieldMask(paths=["document.user_manual"])
    ideas(BEN, "UpdateIdea", idea=manual, update_mask=mask)
    assert set(ideas.refused(BEN, "LaunchIdea", name=name)) == {
        "MANUAL_NOT_WRITTEN",
        "COE_OPEN",
    }
    ideas.tell(coes.CoeApproved(coe="coes/c1"), HEARD[2], "c1")
    await_true(lambda: not ideas.get(name).stats.open_coes, "free")
    manual.document.user_manual.CopyFrom(written().document.user_manual)
    ideas(BEN, "UpdateIdea", idea=manual, update_mask=mask)
    out = ideas(BEN, "LaunchIdea", name=name).idea
    assert (out.leader, out.leader_vacant) == ("", False)
    assert ideas.heard(said.IdeaLaunched)[0].leader == BEN.name
    assert "NOT_LEADER" in ideas.refused(
        BEN, "KillIdea", name=name, reason="Dull.", learning="Nobody cares."
    )
    assert "LEARNING_REQUIRED" in ideas.refused(
        ANN, "KillIdea", name=name, reason="Dull."
    )
    killed = ideas(
        ANN, "KillIdea", name=name, reason="Dull.", learning="Nobody cares."
    ).idea
    assert killed.outcome.kind == pb.IDEA_OUTCOME_KIND_KILLED
    assert [event.person for event in ideas.heard(said.IdeaLeaderVacant)] == [BEN.name]
    assert len(ideas.heard(said.IdeaLeaderAssigned)) == 2
    [first, *_] = ideas.heard(said.IdeaApproved)
    assert first.loss_cap == Money(currency_code="USD", units=900)
    assert first.currency_code == "USD"
    assert not ideas.heard(said.IdeaKilled)[0].HasField("avoided_build_cost")


def test_a_declined_idea_comes_back_with_new_evidence(ideas: Ideas) -> None:
    name = ideas.ready("i1")
    ideas.submit(name)
    ideas.decide(name, "REVIEW_OUTCOME_DECLINE")
    ideas.await_state(name, "DECLINED")

    assert "REOPEN_NEEDS_NEW_EVIDENCE" in ideas.refused(ANN, "ReopenIdea", name=name)
    ideas(EVE, "CreateEvidence", parent=name, evidence=CONVERSATION)
    assert "REOPEN_NEEDS_NEW_EVIDENCE" in ideas.refused(ANN, "ReopenIdea", name=name)
    ideas(EVE, "CreateEvidence", parent=name, evidence=conversation("A fourth."))
    idea = ideas(ANN, "ReopenIdea", name=name).idea

    assert (idea.revision, idea.outcome.reason) == ("2.0", "Tried last year.")
    ideas.decide(name, "REVIEW_OUTCOME_APPROVE")
    await_true(lambda: ideas.heard(said.IdeaStaleDecisionIgnored), "noticed")
    assert ideas.get(name).state == pb.IDEA_STATE_DRAFT
    withdrawn = ideas(ANN, "WithdrawIdea", name=name, reason="Sold out.").idea
    assert list(withdrawn.possible_methods) == ["CreateEvidence"]


def test_a_pivot_leaves_a_lineage(ideas: Ideas) -> None:
    name, twin = ideas.ready("i1"), ideas.draft("i2")
    ideas.submit(name)
    ideas.decide(name, "REVIEW_OUTCOME_APPROVE")
    ideas.experiment(name, "VERDICT_PIVOT")
    ideas.await_state(name, "PIVOTED")

    nodes = ideas(EVE, "GetIdeaLineage", name=name).nodes
    assert [node.pivoted_from for node in nodes] == ["", name]
    child = nodes[1].idea
    assert nodes[1].learning == "They want bags."
    evidence = ideas(EVE, "ListEvidence", parent=child).evidence
    assert len(evidence) == 6
    assert {piece.kind for piece in evidence} == {
        pb.EVIDENCE_KIND_CUSTOMER_CONVERSATION,
        pb.EVIDENCE_KIND_EXPERIMENT,
    }
    first = ideas(EVE, "ListSimilarIdeas", name=twin, page_size=1)
    rest = ideas(
        EVE,
        "ListSimilarIdeas",
        name=twin,
        page_size=1,
        page_token=first.next_page_token,
    )
    assert [one.similarity for one in (*first.similar, *rest.similar)] == [1.0, 1.0]
    assert rest.next_page_token == ""
    assert "PAGE_TOKEN_MISMATCH" in ideas.refused(
        EVE, "GetIdeaLineage", name=twin, page_token=first.next_page_token
    )
    moved = ideas(ANN, "MarkDuplicate", name=twin, duplicate_of=child)
    assert (moved.idea.state, moved.moved_evidence) == (pb.IDEA_STATE_DUPLICATE, 0)
    assert len(ideas(EVE, "GetIdeaLineage", name=twin).nodes) == 3
    page = ideas(EVE, "GetIdeaLineage", name=twin, page_size=2)
    token = page.next_page_token
    last = ideas(EVE, "GetIdeaLineage", name=twin, page_size=2, page_token=token)
    assert (len(page.nodes), len(last.nodes)) == (2, 1)
    reason = evidence[0].name
    placed = ideas(
        ANN,
        "PrioritizeIdea",
        name=child,
        priority=1,
        evidence=[reason],
        reason="They want bags.",
    ).idea
    assert (placed.priority, list(placed.priority_evidence)) == (1, [reason])
    assert "EVIDENCE_NOT_FOUND" in ideas.refused(
        ANN,
        "PrioritizeIdea",
        name=child,
        priority=1,
        evidence=[f"{child}/evidence/ghost"],
        reason="They want bags.",
    )


def test_a_mechanism_stops_a_submission_and_hears_of_it(ideas: Ideas) -> None:
    name = ideas.ready("i1")
    mechanism = from_check(check(predicate='idea.title.startsWith("Bags")'))
    changed = checks.CheckChanged(check=mechanism, active=True, aggregate_version=1)
    ideas.tell(changed, STATE_TOPIC, "has-title")
    await_true(lambda: ideas.heard(checks.CheckActivated), "activated")

    assert ideas.refused(ANN, "SubmitIdea", name=name) == {
        "MECHANISM_CHECK_FAILED": (
            "'Has a title' (mechanisms/has-title v1, from coes/c1): It has no title. "
            "Give it one."
        )
    }

    await_true(lambda: ideas.heard(checks.CheckEvaluated), "evaluated")
    [fact] = ideas.heard(checks.CheckEvaluated)
    assert (fact.subject, fact.blocked, fact.actor) == (name, True, ANN.name)
    [asked] = ideas(EVE, "ListActiveChecks").checks
    assert asked.mechanism == "mechanisms/has-title"
    renamed = pb.Idea(name=name, document={"title": "Bags that fit"})
    ideas(ANN, "UpdateIdea", idea=renamed)
    ideas.submit(name)


@contextmanager
def watched(ideas: Ideas, by: Actor, **fields: Any) -> Iterator[Any]:
    """Return what a person is sent, one response at a time."""
    request = rpc.WatchIdeasRequest(**fields)
    stream: Any = ideas.stub.WatchIdeas(
        request, timeout=20, metadata=ideas.metadata(by)
    )
    try:
        yield stream
    finally:
        stream.cancel()


def test_ideas_are_watched_and_the_watch_goes_on_where_it_ended(ideas: Ideas) -> None:
    name = ideas.draft("i1")
    asked = {"filter": 'state = "IDEA_STATE_DRAFT"', "view": "IDEA_VIEW_FULL"}

    with watched(ideas, EVE, **asked) as stream:
        first, synced = next(stream), next(stream)
        renamed = pb.Idea(name=name, document={"title": "Renamed"})
        ideas(ANN, "UpdateIdea", idea=renamed)
        second = next(stream)
    ideas(ANN, "WithdrawIdea", name=name, reason="No.")
    ideas.draft("i2")
    token = second.resume_token
    with watched(ideas, EVE, **asked, resume_token=token) as stream:
        resumed = [next(stream) for _ in range(3)]

    assert (first.changed.title, synced.WhichOneof("event")) == (
        "Boxes that fit",
        "synced",
    )
    assert second.changed.document.title == second.changed.title == "Renamed"
    assert not second.changed.HasField("stats")
    told = [one.WhichOneof("event") for one in resumed]
    assert told == ["removed", "changed", "synced"]
    assert (resumed[0].removed, resumed[1].changed.name) == (name, "ideas/i2")
    assert "RESUME_TOKEN_INVALID" in reasons_of(ideas, EVE, resume_token=token)


def reasons_of(ideas: Ideas, by: Actor, **fields: Any) -> set[str]:
    """Return why a watch is refused."""
    with watched(ideas, by, **fields) as stream, pytest.raises(grpc.RpcError) as broken:
        next(stream)
    return {violation.reason for violation in violations_in(broken.value)}


def test_changes_beyond_the_newest_two_hundred_are_sent(ideas: Ideas) -> None:
    for number in range(205):
        ideas.draft(f"i{number}", pb.Idea(document={"title": f"Idea {number}"}))

    with watched(ideas, EVE) as stream:
        names = {response.changed.name for response in until_synced(stream)}
        oldest = pb.Idea(name="ideas/i0", document={"title": "Renamed"})
        ideas(ANN, "UpdateIdea", idea=oldest)
        changed = next(stream).changed

    assert len(names) == 205
    assert (changed.name, changed.title) == ("ideas/i0", "Renamed")
    assert not changed.HasField("document")


def until_synced(stream: Any) -> Iterator[Any]:
    """Return what comes before the mark that everything was sent."""
    for response in stream:
        if response.WhichOneof("event") == "synced":
            return
        yield response


def test_a_list_is_light_unless_all_of_it_is_asked_for(ideas: Ideas) -> None:
    name = ideas.draft("i1")

    [light] = ideas(EVE, "ListIdeas").ideas
    [heavy] = ideas(EVE, "ListIdeas", view="IDEA_VIEW_FULL").ideas
    basic = ideas(EVE, "GetIdea", name=name, view="IDEA_VIEW_BASIC").idea

    assert light == basic
    assert (light.title, light.leader) == ("Boxes that fit", BEN.name)
    assert not light.HasField("document")
    assert not light.history
    assert heavy == ideas.get(name)
    assert heavy.document == written().document


def test_answers_of_writes_have_no_stats(ideas: Ideas) -> None:
    name = ideas.draft("i1")
    ideas(EVE, "CreateEvidence", parent=name, evidence=CONVERSATION)
    renamed = pb.Idea(name=name, document={"title": "Renamed"})

    answer = ideas(ANN, "UpdateIdea", idea=renamed).idea

    assert not answer.HasField("stats")
    assert ideas.get(name).stats.evidence_count == 1


def test_a_person_cannot_add_the_result_of_an_experiment(ideas: Ideas) -> None:
    name = ideas.draft("i1")
    result = pb.Evidence(kind="EVIDENCE_KIND_EXPERIMENT", summary="They love it.")

    assert "EVIDENCE_KIND_RESERVED" in ideas.refused(
        ANN, "CreateEvidence", parent=name, evidence=result
    )


def test_a_visual_has_one_content(ideas: Ideas) -> None:
    name = ideas.draft("i1")
    empty = pb.Visual(caption="A hand", fidelity="FIDELITY_SKETCH")

    assert "FIELD_REQUIRED" in ideas.refused(
        ANN, "CreateVisual", parent=name, visual=empty
    )
    empty.url = "https://example.org/a.svg"
    drawn = ideas(ANN, "CreateVisual", parent=name, visual=empty).visual
    assert drawn.WhichOneof("content") == "url"


def test_a_nested_field_is_changed_and_its_neighbours_stay(ideas: Ideas) -> None:
    name = ideas.draft("i1")
    idea = pb.Idea(name=name)
    idea.document.press_release.headline = "One hand is enough"
    mask = FieldMask(paths=["document.press_release.headline", "document.bet"])

    changed = ideas(ANN, "UpdateIdea", idea=idea, update_mask=mask).idea.document

    assert changed.press_release.headline == "One hand is enough"
    assert changed.press_release.claim == written().document.press_release.claim
    assert not changed.HasField("bet")


def test_a_name_that_is_taken_is_refused(ideas: Ideas) -> None:
    name = ideas.draft("i1")
    question = pb.Question(text="Why?")
    visual = pb.Visual(caption="A", fidelity="FIDELITY_SKETCH", svg="<svg/>")
    made: dict[str, dict[str, Any]] = {
        "Evidence": {"evidence": CONVERSATION, "evidence_id": "one"},
        "Question": {"question": question, "question_id": "one"},
        "Visual": {"visual": visual, "visual_id": "one"},
    }

    for kind, fields in made.items():
        ideas(ANN, f"Create{kind}", parent=name, **fields)
        refused = ideas.refused(ANN, f"Create{kind}", parent=name, **fields)
        assert set(refused) == {f"{kind.upper()}_EXISTS"}
    taken = {"idea": written(), "idea_id": "i1"}
    assert set(ideas.refused(ANN, "CreateIdea", **taken)) == {"IDEA_EXISTS"}


def test_money_of_two_currencies_is_refused_with_its_field(ideas: Ideas) -> None:
    name, mixed = ideas.draft("i1"), written()
    euros = Money(currency_code="EUR", units=9)
    mixed.document.bet.build_cost.CopyFrom(euros)
    doors = [
        pb.Door(id="a", decision="A"),
        pb.Door(id="b", decision="B", undo=pb.Undo(cost=euros)),
    ]

    created = ideas.fields_of(ANN, "CreateIdea", idea=mixed)
    split = ideas.fields_of(ANN, "SplitDoor", name=name, door="glue", into=doors)

    assert created == {"CURRENCY_MIXED": "idea.document.bet.build_cost"}
    one = pb.Idea(name=name, document={"bet": {"build_cost": euros}})
    assert ideas.fields_of(ANN, "UpdateIdea", idea=one) == created
    assert split == {"CURRENCY_MIXED": "into[1].undo.cost"}


def test_a_document_has_one_limit_wherever_it_grows(ideas: Ideas) -> None:
    full = written()
    full.document.customer_faqs.extend(
        pb.Faq(id=f"f{n}", answer="漢" * 9_200) for n in range(36)
    )
    name = ideas.draft("i1", full)
    question = pb.Question(text="Why?")
    asked = ideas(EVE, "CreateQuestion", parent=name, question=question).question
    ideas(ANN, "AnswerQuestion", name=asked.name, answer="漢" * 9_000)
    promote = {"name": asked.name, "audience": "FAQ_AUDIENCE_INTERNAL"}
    plan = pb.Undo(plan="漢" * 5_000)
    doors = [pb.Door(id=one, decision="D", undo=plan) for one in ("a", "b")]
    split = {"name": name, "door": "glue", "into": doors}
    too_long = pb.Idea()
    too_long.CopyFrom(full)
    too_long.document.competitor_notes = "漢" * 20_000

    assert [
        ideas.fields_of(ANN, "CreateIdea", idea=too_long),
        ideas.fields_of(ANN, "PromoteQuestion", **promote),
        ideas.fields_of(ANN, "SplitDoor", **split),
    ] == [
        {"DOCUMENT_TOO_LARGE": "idea.document"},
        {"DOCUMENT_TOO_LARGE": "name"},
        {"DOCUMENT_TOO_LARGE": "into"},
    ]


def test_a_door_id_is_unique(ideas: Ideas) -> None:
    name = ideas.draft("i1", written(light=False))
    doors = [pb.Door(id=one, decision="D") for one in ("a", "glue")]

    found = ideas.fields_of(ANN, "SplitDoor", name=name, door="brand", into=doors)

    assert found == {"DOOR_ID_TAKEN": "into[1].id"}


def test_each_state_refuses_what_comes_too_late(ideas: Ideas) -> None:
    idea = written(light=False)
    idea.document.ClearField("user_manual")
    name, other = ideas.ready("i1", idea), ideas.ready("i2")
    assert set(ideas.refused(ANN, "SubmitIdea", name=name)) == {"MANUAL_NOT_OUTLINED"}
    asked = ideas(EVE, "ListQuestions", parent=other).questions[0].name
    for each in (other, ideas.ready("i3")):
        ideas.submit(each)
        ideas.decide(each, "REVIEW_OUTCOME_APPROVE")
        ideas.await_state(each, "APPROVED")

    promote = {"name": asked, "audience": "FAQ_AUDIENCE_CUSTOMER"}
    assert "REVISION_IMMUTABLE" in ideas.refused(ANN, "PromoteQuestion", **promote)
    ideas(ANN, "AssignLeader", name="ideas/i3", leader=EVE.name)
    taken = {"name": "ideas/i3", "leader": BEN.name}
    assert "LEADER_NOT_SINGLE_THREADED" in ideas.refused(EVE, "TransferLeader", **taken)
    assert "NOT_LEADER" in ideas.refused(ANN, "AssignLeader", **taken)
    ideas(ANN, "WithdrawIdea", name=other, reason="No.")
    late = pb.Idea(name=other, business_unit="Homes")
    assert "WRONG_STATE" in ideas.refused(ANN, "UpdateIdea", idea=late)
    invented = pb.Evidence(
        kind="EVIDENCE_KIND_INVENTED_ON_BEHALF", summary="S", invented_because="New."
    )
    assert "NOT_AUTHOR" in ideas.refused(
        EVE, "CreateEvidence", parent=name, evidence=invented
    )
    assert "REVISION_NOT_FOUND" in ideas.refused(
        EVE, "ExportIdeaDocument", name=name, revision="9.9"
    )


OF_IDEAS: dict[str, dict[str, Any]] = {
    "GetIdea": {},
    "LintIdea": {},
    "ListSimilarIdeas": {},
    "GetIdeaLineage": {},
    "DiffIdeaRevisions": {"old_revision": "1.0"},
    "ExportIdeaDocument": {},
    "SubmitIdea": {},
    "RecallIdea": {"reason": "No."},
    "LaunchIdea": {},
    "ShareIdea": {},
    "ReopenIdea": {},
    "WithdrawIdea": {"reason": "No."},
    "MarkDuplicate": {"duplicate_of": "ideas/open"},
    "AssignLeader": {"leader": EVE.name},
    "TransferLeader": {"leader": EVE.name},
    "SplitDoor": {
        "door": "brand",
        "into": [pb.Door(id=one, decision="D") for one in "ab"],
    },
    "KillIdea": {"reason": "No.", "learning": "So."},
    "PrioritizeIdea": {
        "priority": 1,
        "evidence": ["ideas/i1/evidence/v1"],
        "reason": "Now.",
    },
}
"""Every method that names an idea."""

IN_IDEAS: dict[str, dict[str, Any]] = {
    "ListIdeaRevisions": {},
    "ListEvidence": {},
    "ListQuestions": {},
    "ListVisuals": {},
    "CreateEvidence": {"evidence": CONVERSATION},
    "CreateQuestion": {"question": pb.Question(text="Why?")},
    "CreateVisual": {
        "visual": pb.Visual(caption="A", fidelity="FIDELITY_SKETCH", svg="<svg/>")
    },
}
"""Every method that names the idea that something belongs to."""

OF_QUESTIONS: dict[str, dict[str, Any]] = {
    "GetQuestion": {},
    "AnswerQuestion": {"answer": "So."},
    "PromoteQuestion": {"audience": "FAQ_AUDIENCE_CUSTOMER"},
    "UpvoteQuestion": {},
}
"""Every method that names a question."""

ELSEWHERE = {
    "CreateIdea",
    "ListIdeas",
    "UpdateIdea",
    "GetIdeaRevision",
    "ListActiveChecks",
    "WatchIdeas",
}
"""The methods that are tested by themselves, or know of no hidden idea."""


def test_a_hidden_idea_does_not_exist_for_others(ideas: Ideas) -> None:
    methods = rpc.DESCRIPTOR.services_by_name["IdeaService"].methods_by_name
    assert set(methods) == ELSEWHERE | OF_IDEAS.keys() | IN_IDEAS.keys() | (
        OF_QUESTIONS.keys()
    )
    hidden, shown = ideas.draft("hidden", secret()), ideas.draft("open")
    question = pb.Question(text="Why?")
    asked = ideas(BEN, "CreateQuestion", parent=hidden, question=question).question

    def not_found(method: str, **fields: Any) -> None:
        """Compare the refusal with that of an idea that does not exist."""
        words = {
            kind: description.replace("ideas/nowhere", hidden)
            for kind, description in ideas.refused(
                EVE, method, **nowhere(fields, hidden)
            ).items()
        }
        assert ideas.refused(EVE, method, **fields) == words, method
        assert set(words) <= {"IDEA_NOT_FOUND", "QUESTION_NOT_FOUND"}, method

    for method, fields in OF_IDEAS.items():
        not_found(method, name=hidden, **fields)
    for method, fields in IN_IDEAS.items():
        not_found(method, parent=hidden, **fields)
    for method, fields in OF_QUESTIONS.items():
        not_found(method, name=asked.name, **fields)
    not_found("MarkDuplicate", name=hidden, duplicate_of=shown)
    assert "IDEA_NOT_FOUND" in ideas.refused(
        EVE, "UpdateIdea", idea=pb.Idea(name=hidden, document={"title": "Mine"})
    )
    assert "REVISION_NOT_FOUND" in ideas.refused(
        EVE, "GetIdeaRevision", name=f"{hidden}/revisions/1.0"
    )
    assert ideas(BEN, "GetIdea", name=hidden).idea.title == "Boxes that fit"


def nowhere(fields: dict[str, Any], hidden: str) -> dict[str, Any]:
    """Return the same fields of an idea that does not exist."""
    return {
        key: value.replace(hidden, "ideas/nowhere") if isinstance(value, str) else value
        for key, value in fields.items()
    }


def test_a_hidden_idea_is_in_no_list_stream_or_event_of_others(ideas: Ideas) -> None:
    hidden, shown = ideas.ready_secret("hidden"), ideas.draft("open")
    for number in range(3):
        ideas.draft(f"hidden-{number}", secret())

    listed = ideas(EVE, "ListIdeas", page_size=2)
    similar = ideas(EVE, "ListSimilarIdeas", name=shown)
    with watched(ideas, EVE) as stream:
        streamed = [response.changed.name for response in until_synced(stream)]

    assert [idea.name for idea in listed.ideas] == streamed == [shown]
    assert (listed.next_page_token, len(similar.similar)) == ("", 0)
    assert len(ideas(BEN, "ListIdeas").ideas) == 5
    told = [event.idea for event in ideas.heard(said.IdeaCreated)]
    assert told == [shown]
    for kind in (said.IdeaQuestionAsked, said.IdeaEvidenceAdded, said.IdeaShared):
        assert ideas.heard(kind) == []

    opened = pb.Idea(name=hidden, visibility="VISIBILITY_COMPANY")
    refused = ideas.refused(ANN, "SubmitIdea", name=hidden)
    assert set(refused) == {"VISIBILITY_TOO_NARROW"}
    ideas(ANN, "UpdateIdea", idea=opened)
    ideas.submit(hidden)

    assert [event.idea for event in ideas.heard(said.IdeaCreated)] == [shown, hidden]
    assert ideas(EVE, "GetIdea", name=hidden).idea.name == hidden


def test_a_stream_takes_back_what_is_hidden_and_names_nothing_else(
    ideas: Ideas,
) -> None:
    once, never = ideas.draft("once"), ideas.draft("never", secret())
    with watched(ideas, EVE) as stream:
        [*_] = until_synced(stream)
        ideas(ANN, "UpdateIdea", idea=pb.Idea(name=never, document={"title": "A"}))
        ideas(ANN, "UpdateIdea", idea=pb.Idea(name=once, visibility="VISIBILITY_TEAM"))
        first = next(stream)
        ideas(ANN, "UpdateIdea", idea=pb.Idea(name=once, document={"title": "B"}))
        ideas(ANN, "UpdateIdea", idea=pb.Idea(name=never, document={"title": "C"}))
        last = ideas.draft("last")
        second = next(stream)
    with watched(ideas, EVE, resume_token=first.resume_token) as stream:
        resumed = list(until_synced(stream))

    assert (first.removed, second.changed.name) == (once, last)
    names = {response.changed.name or response.removed for response in resumed}
    assert names == {once, last}


def test_an_idea_that_nobody_touches_goes_quiet(
    tmp_path: Path, database_url: str, eventlog_url: str
) -> None:
    policy = {"quiet_after": timedelta(milliseconds=200)}
    with running(tmp_path, database_url, eventlog_url, **policy) as ideas:
        name = ideas.draft("i1")

        await_true(lambda: ideas.heard(said.IdeaWentQuiet), "quiet")

        assert ideas.get(name).history[-1].event == "IdeaWentQuiet"


def test_a_very_long_document_travels_as_a_whole(ideas: Ideas) -> None:
    idea = written()
    faqs = [pb.Faq(id=f"f{n}", answer="漢" * 9_000) for n in range(36)]
    idea.document.customer_faqs.extend(faqs)
    name = ideas.ready("i1", idea)

    ideas.submit(name)

    [event] = ideas.heard(said.IdeaSubmitted)
    assert len(event.SerializeToString()) > 900_000
    revision = ideas(EVE, "GetIdeaRevision", name=f"{name}/revisions/1.0").revision
    assert revision.text_bytes > 900_000
    ideas(ANN, "RecallIdea", name=name, reason="Too long.")
    longer = written()
    longer.name = name
    longer.document.customer_faqs.extend(
        pb.Faq(id=f"f{n}", answer="漢" * 10_000) for n in range(36)
    )
    assert "DOCUMENT_TOO_LARGE" in ideas.refused(ANN, "UpdateIdea", idea=longer)
