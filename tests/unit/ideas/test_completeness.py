"""What a submission needs, part by part and door by door."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from chassis.domain import RuleBroken, Violation
from chassis.money import Money
from services.ideas.domain.completeness import PARTS, gaps
from services.ideas.domain.document import (
    CostOfFailure,
    Customer,
    Document,
    DoorKind,
    Faq,
    FiveQuestions,
    ManualSection,
    ManualStage,
    Undo,
    UserManual,
)
from services.ideas.domain.dossier import Dossier
from services.ideas.domain.evidence import EvidenceKind, EvidenceResult
from services.ideas.domain.idea import Idea
from services.ideas.domain.policy import Policy
from services.ideas.domain.profile import Profile, Visibility
from services.ideas.domain.submission import ReviewPolicy, Submission, needs_of
from services.ideas.domain.text import TOPICS
from tests.unit.ideas.support import (
    ANN,
    CARA,
    CLAIM,
    NOON,
    ONE_WAY,
    POLICY,
    TWO_WAY,
    UNCLASSIFIED,
    UNDO,
    answered,
    asked,
    document,
    dossier,
    evidence,
    press_release,
    reasons,
    two_way,
    visual,
)


def submission(
    written: Document,
    said: Dossier | None = None,
    profile: Profile = Profile(),  # noqa: B008 - frozen
    policy: Policy = POLICY,
) -> Submission:
    idea = Idea.create("i1", written, profile, by=ANN, at=NOON)
    return idea.submission(dossier() if said is None else said, NOON, policy)


def found(what: Submission) -> list[str]:
    return [violation.reason for violation in gaps(what)]


def only(what: Submission) -> Violation:
    [violation] = gaps(what)
    return violation


def broken_by(written: Document) -> list[str]:
    return found(submission(written))


def words_on(written: Document) -> str:
    return only(submission(written)).description


def is_accepted(written: Document) -> bool:
    return not broken_by(written)


def test_nothing_is_missing_from_what_is_complete() -> None:
    assert is_accepted(document())
    assert is_accepted(two_way())


@pytest.mark.parametrize(
    "part", ["headline", "summary", "problem", "benefit", "journey"]
)
def test_every_idea_starts_with_its_press_release(part: str) -> None:
    written = document(press_release=press_release(**{part: " "}))

    assert broken_by(written) == ["PRESS_RELEASE_MISSING"]
    assert f"Missing: {part}. Write them, then share or submit." in words_on(written)


def test_a_press_release_needs_no_quote() -> None:
    assert is_accepted(document(press_release=press_release(customer_quote="")))


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"metric": " "}, "it names no metric"),
        ({"target": 0.08}, "it promises the value of today, 0.08"),
        (
            {"baseline": 3000.0, "target": 3000.0},
            "it promises the value of today, 3,000",
        ),
        ({"baseline": None}, "it gives no value of today"),
        ({"target": None}, "it promises no value"),
        ({"by_date": None}, "it names no day"),
        ({"by_date": date(2026, 3, 2)}, "its day, 2026-03-02, is not after today"),
        (
            {"metric": "", "by_date": date(2025, 3, 2)},
            "it names no metric; its day, 2025-03-02, is not after today",
        ),
    ],
)
def test_a_claim_says_which_part_of_it_cannot_be_measured(
    changes: dict[str, Any], wrong: str
) -> None:
    claim = replace(CLAIM, **changes)
    written = document(press_release=press_release(claim=claim))

    assert broken_by(written) == ["CLAIM_NOT_MEASURABLE"]
    assert words_on(written).startswith(f"The claim cannot be measured: {wrong}.")


def test_a_claim_may_be_for_tomorrow() -> None:
    tomorrow = replace(CLAIM, baseline=0.0, by_date=date(2026, 3, 3))

    assert is_accepted(document(press_release=press_release(claim=tomorrow)))


@pytest.mark.parametrize(
    "customer",
    [
        Customer("", "One hand free", "Open it"),
        Customer("Parents", " ", "Open it"),
        Customer("Parents", "One hand free", ""),
        Customer(" Everyone ", "One hand free", "Open it"),
        Customer("ALL USERS", "One hand free", "Open it"),
    ],
    ids=["nobody", "no context", "no need", "everyone", "all users"],
)
def test_what_fits_everyone_helps_nobody(customer: Customer) -> None:
    assert broken_by(document(customer=customer)) == ["CUSTOMER_NOT_SPECIFIC"]


def test_the_customer_is_named_in_the_refusal() -> None:
    everyone = replace(document().customer, segment="Everyone")
    nobody = replace(document().customer, segment="")

    needless = replace(document().customer, segment="Readers", need="")
    said = words_on(document(customer=everyone))
    assert "not specific: the segment 'Everyone' is everyone. Name" in said
    assert "not specific: it has no segment. Name" in words_on(
        document(customer=nobody)
    )
    assert "not specific: it has no need. Name" in words_on(document(customer=needless))


@pytest.mark.parametrize(
    "question", ["who", "problem", "benefit", "evidence", "experience"]
)
def test_all_five_questions_have_an_answer(question: str) -> None:
    answers = {"who": "a", "problem": "b", "benefit": "c", "evidence": "d"}
    given = FiveQuestions(**(answers | {"experience": "e"} | {question: " "}))
    written = document(five_questions=given)

    assert broken_by(written) == ["FIVE_QUESTIONS_UNANSWERED"]
    assert f"have no answer: {question}." in words_on(written)


def without(faq: str, written: Document) -> Document:
    """Return a document that has no answer to a question of the template."""
    gone = {
        "if-doors": {"doors": ()},
        "if-leader": {"leader": ""},
        "if-mlp": {"mlp_features": (" ",)},
        "if-rejected": {"rejected_options": ()},
        "if-debated": {"debated_topics": ()},
        "if-cost-of-failure": {"cost_of_failure": CostOfFailure(None, 50)},
    }
    bare = replace(written, **gone.get(faq, {}))  # type: ignore[arg-type]
    return replace(
        bare,
        customer_faqs=tuple(f for f in bare.customer_faqs if f.id != faq),
        internal_faqs=tuple(f for f in bare.internal_faqs if f.id != faq),
    )


FULL_FAQ = needs_of(ReviewPolicy.FULL, POLICY)
LIGHT_FAQ = needs_of(ReviewPolicy.LIGHT, POLICY)


@pytest.mark.parametrize(
    "faq", sorted({*FULL_FAQ.customer_faqs, *FULL_FAQ.internal_faqs} - {"if-doors"})
)
def test_a_one_way_door_answers_every_question_of_the_template(faq: str) -> None:
    written = without(faq, document(doors=(ONE_WAY,)))

    assert broken_by(written) == ["FAQ_MISSING_REQUIRED"]
    assert f"does not say {TOPICS[faq]}." in words_on(written)


@pytest.mark.parametrize("faq", LIGHT_FAQ.customer_faqs + LIGHT_FAQ.internal_faqs)
def test_a_two_way_door_answers_the_most_important_ones(faq: str) -> None:
    assert broken_by(without(faq, two_way())) == ["FAQ_MISSING_REQUIRED"]
    assert f"does not say {TOPICS[faq]}." in words_on(without(faq, two_way()))


@pytest.mark.parametrize(
    "faq",
    sorted(
        set(FULL_FAQ.customer_faqs + FULL_FAQ.internal_faqs)
        - set(LIGHT_FAQ.customer_faqs + LIGHT_FAQ.internal_faqs)
        - {"if-cost-of-failure"}
    ),
)
def test_a_two_way_door_answers_no_more_than_these(faq: str) -> None:
    assert is_accepted(without(faq, two_way()))


def test_a_blank_answer_is_none() -> None:
    blank = tuple(replace(faq, answer=" ") for faq in document().customer_faqs)

    assert broken_by(document(customer_faqs=blank)) == ["FAQ_MISSING_REQUIRED"]


def test_that_nothing_was_rejected_or_is_debated_can_be_said_in_words() -> None:
    topics, nothing = ("if-rejected", "if-debated"), "Nothing"
    words = tuple(Faq(one, "", f"{nothing}, nobody asked.") for one in topics)
    bare = tuple(Faq(one, "", f"{nothing}.") for one in topics)
    written = without("if-rejected", without("if-debated", document()))

    said = replace(written, internal_faqs=(*written.internal_faqs, *words))

    alone = replace(written, internal_faqs=(*written.internal_faqs, *bare))
    assert broken_by(written) == broken_by(alone) == ["FAQ_MISSING_REQUIRED"]
    assert is_accepted(said)


def test_who_leads_cannot_be_said_in_words_only() -> None:
    words = (*document().internal_faqs, Faq("if-leader", "", "Somebody."))

    assert broken_by(document(leader="", internal_faqs=words)) == [
        "FAQ_MISSING_REQUIRED"
    ]


@pytest.mark.parametrize(
    ("written", "needed"), [(two_way(), 1), (document(), 3)], ids=["light", "full"]
)
def test_somebody_else_has_asked_and_was_answered(
    written: Document, needed: int
) -> None:
    for number in range(needed):
        few = dossier(questions=tuple(answered(n) for n in range(number)))
        assert found(submission(written, few)) == ["NO_HARD_QUESTION"]
    enough = dossier(questions=tuple(answered(n) for n in range(needed)))
    assert found(submission(written, enough)) == []


def test_questions_of_authors_and_open_ones_do_not_count() -> None:
    said = dossier(questions=(answered(1, by=ANN), answered(2, by=CARA)))
    waiting = dossier(questions=(asked(1),))
    profile = Profile(co_authors=(CARA.name,))

    alone = only(submission(two_way(), said, profile))
    unanswered = only(submission(two_way(), waiting, profile))

    assert alone.reason == unanswered.reason == "NO_HARD_QUESTION"
    assert "Nobody but authors and leader has asked anything" in alone.description
    assert "with an answer: 0." in unanswered.description


@pytest.mark.parametrize(
    "kind",
    [
        EvidenceKind.CUSTOMER_CONVERSATION,
        EvidenceKind.OBSERVED_BEHAVIOR,
        EvidenceKind.INVENTED_ON_BEHALF,
        EvidenceKind.EXPERIMENT,
    ],
)
def test_one_customer_is_enough_for_a_two_way_door(kind: EvidenceKind) -> None:
    said = dossier(evidence=(evidence(kind=kind, invented_because="Too early."),))

    assert found(submission(two_way(), said)) == []


def test_a_one_way_door_needs_three() -> None:
    against = evidence(1, result=EvidenceResult.CONTRADICTS)
    said = dossier(evidence=(against, evidence(2)))

    refused = only(submission(document(), said))

    assert refused.reason == "NO_CUSTOMER_EVIDENCE"
    assert "from customers: 2; needed: 3." in refused.description


def test_without_any_evidence_nobody_knows() -> None:
    assert found(submission(two_way(), dossier(evidence=()))) == [
        "NO_CUSTOMER_EVIDENCE"
    ]


def test_proxies_are_no_customers() -> None:
    proxies = (EvidenceKind.SURVEY, EvidenceKind.DATA_ANALYSIS)
    said = dossier(evidence=tuple(evidence(kind=kind) for kind in proxies))

    refused = only(submission(two_way(), said))

    assert refused.reason == "ONLY_PROXY_EVIDENCE"
    assert refused.description.startswith("Evidence is all survey and analysis.")


def test_a_policy_may_ask_for_no_evidence() -> None:
    free = replace(POLICY, evidence_two_way=0)
    said = dossier(evidence=(evidence(kind=EvidenceKind.SURVEY),))

    assert found(submission(two_way(), said, policy=free)) == []


@pytest.mark.parametrize(
    "result", [EvidenceResult.CONTRADICTS, EvidenceResult.NEW_NEED]
)
def test_a_one_way_door_has_heard_what_speaks_against_it(
    result: EvidenceResult,
) -> None:
    agreeing = (evidence(1), evidence(2), evidence(3))
    said = dossier(evidence=agreeing)

    assert found(submission(document(), said)) == ["ONLY_SUPPORTING_EVIDENCE"]
    assert found(submission(document(contradiction_sought="Nine calls."), said)) == []
    heard = dossier(evidence=(*agreeing[:2], evidence(3, result=result)))
    assert found(submission(document(), heard)) == []


def test_a_one_way_door_can_be_seen() -> None:
    unseen = dossier(visuals=())

    assert found(submission(document(), unseen)) == ["VISUALS_MISSING"]
    assert found(submission(two_way(), unseen)) == []
    three = replace(POLICY, visuals_one_way=3)
    refused = only(submission(document(), dossier(visuals=(visual(),)), policy=three))
    assert "Visuals: 1; needed: 3." in refused.description


@pytest.mark.parametrize(
    "manual",
    [
        UserManual(),
        UserManual(ManualStage.OUTLINED, ()),
        UserManual(ManualStage.UNSPECIFIED, (ManualSection("Opening"),)),
    ],
    ids=["none", "no sections", "no stage"],
)
def test_a_one_way_door_has_its_manual_outlined(manual: UserManual) -> None:
    assert broken_by(document(user_manual=manual)) == ["MANUAL_NOT_OUTLINED"]
    assert is_accepted(two_way(user_manual=manual))


def test_an_outline_needs_no_text() -> None:
    outline = UserManual(ManualStage.OUTLINED, (ManualSection("Opening"),))

    assert is_accepted(document(user_manual=outline))


def test_each_door_says_whether_there_is_a_way_back() -> None:
    written = document(doors=(ONE_WAY, UNCLASSIFIED))

    assert broken_by(written) == ["DOOR_UNCLASSIFIED"]
    assert "Nobody said for: 'Make it smaller.' (size)." in words_on(written)


@pytest.mark.parametrize(
    ("undo", "wrong"),
    [
        (None, "no plan, no number of days, no cost"),
        (replace(UNDO, plan=" "), "no plan"),
        (
            replace(UNDO, cost=Money("USD", 901)),
            "a cost of USD 901 above the loss cap of USD 900",
        ),
        (replace(UNDO, cost=None), "no cost"),
        (replace(UNDO, days=31), "31 days where 30 are allowed"),
        (replace(UNDO, days=None), "no number of days"),
    ],
)
def test_a_two_way_door_has_a_way_back_within_limits(
    undo: Undo | None, wrong: str
) -> None:
    written = document(doors=(ONE_WAY, replace(TWO_WAY, undo=undo)))

    assert broken_by(written) == ["TWO_WAY_DOOR_WITHOUT_WAY_BACK"]
    assert f"way back: 'Change the glue.' (glue): {wrong}." in words_on(written)


def test_a_two_way_door_costs_nothing_where_nothing_may_be_lost() -> None:
    free = replace(TWO_WAY, undo=replace(UNDO, cost=Money.zero("USD")))
    nothing = CostOfFailure(Money.zero("USD"))

    assert broken_by(two_way(cost_of_failure=None)) == ["TWO_WAY_DOOR_WITHOUT_WAY_BACK"]
    assert "no loss cap is set" in words_on(two_way(cost_of_failure=None))
    assert is_accepted(two_way(cost_of_failure=None, doors=(free,)))
    assert "the loss cap of USD 0" in words_on(two_way(cost_of_failure=nothing))
    assert is_accepted(two_way(cost_of_failure=nothing, doors=(free,)))


def test_reviewers_of_other_teams_see_what_is_submitted() -> None:
    hidden = Profile(visibility=Visibility.TEAM)

    refused = only(submission(document(), profile=hidden))

    assert (refused.reason, refused.subject) == ("VISIBILITY_TOO_NARROW", "ideas/i1")
    assert "Set its visibility to VISIBILITY_COMPANY first." in refused.description


def test_how_long_a_way_back_may_be_is_policy() -> None:
    policy = replace(POLICY, undo_days_limit=29)

    assert found(submission(document(), policy=policy)) == [
        "TWO_WAY_DOOR_WITHOUT_WAY_BACK"
    ]


def test_a_one_way_door_needs_no_way_back() -> None:
    assert ONE_WAY.kind is DoorKind.ONE_WAY
    assert is_accepted(document(doors=(ONE_WAY,)))


def test_what_is_being_built_already_was_decided_already() -> None:
    yesterday, tomorrow = NOON - timedelta(days=1), NOON + timedelta(days=1)

    refused = only(submission(document(), profile=Profile(build_started_at=yesterday)))
    later = submission(document(), profile=Profile(build_started_at=tomorrow))
    between = replace(
        later,
        at=tomorrow + timedelta(days=1),
        first_submitted_at=NOON,
    )

    assert refused.reason == "ALREADY_DECIDED"
    assert "Building began on 2026-03-01" in refused.description
    assert found(later) == found(between) == []


def test_a_team_can_be_fed_by_two_pizzas() -> None:
    ten = (ANN.name, *(f"people/p{number}" for number in range(8)))
    eleven = tuple(f"people/q{number}" for number in range(11))

    assert found(submission(document(), profile=Profile(members=ten))) == []
    refused = only(submission(document(), profile=Profile(members=eleven)))
    assert refused.reason == "TEAM_OVER_TWO_PIZZAS"
    assert refused.description.startswith("13 people, with authors and leader; the")


def test_an_idea_is_refused_with_all_its_gaps_at_once() -> None:
    doors = (ONE_WAY, UNCLASSIFIED, replace(TWO_WAY, undo=None))
    idea = Idea.create("i1", Document(title="Boxes", doors=doors), by=ANN, at=NOON)
    people = tuple(f"people/p{number}" for number in range(11))
    idea.profile = Profile(
        members=people,
        build_started_at=NOON - timedelta(days=1),
        visibility=Visibility.TEAM,
    )
    what = idea.submission(Dossier(), NOON, POLICY)

    broken = reasons(lambda: idea.submit(what, (), by=ANN), RuleBroken)

    assert broken == [
        "PRESS_RELEASE_MISSING",
        "CLAIM_NOT_MEASURABLE",
        "CUSTOMER_NOT_SPECIFIC",
        "FIVE_QUESTIONS_UNANSWERED",
        "FAQ_MISSING_REQUIRED",
        "NO_HARD_QUESTION",
        "NO_CUSTOMER_EVIDENCE",
        "ONLY_SUPPORTING_EVIDENCE",
        "VISUALS_MISSING",
        "MANUAL_NOT_OUTLINED",
        "DOOR_UNCLASSIFIED",
        "TWO_WAY_DOOR_WITHOUT_WAY_BACK",
        "ALREADY_DECIDED",
        "TEAM_OVER_TWO_PIZZAS",
        "VISIBILITY_TOO_NARROW",
    ]
    left = {"ONLY_PROXY_EVIDENCE", "ONE_WAY_DOOR_RELABELLED", "NOTHING_CHANGED"}
    assert len(broken) == len(PARTS) - len(left), "these need a past, or evidence"


GAPS: dict[str, Callable[[], Submission]] = {
    "light": lambda: submission(two_way()),
    "full": lambda: submission(document()),
}


@pytest.mark.parametrize("path", GAPS)
def test_the_path_follows_from_the_doors(path: str) -> None:
    assert GAPS[path]().path == f"REVIEW_POLICY_{path.upper()}"
