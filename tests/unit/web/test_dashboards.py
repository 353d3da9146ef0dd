"""Home, roadmap, decision log and Day 1: numbers, and the rows behind them."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.domain import NotAllowed, Violation
from chassis.rpc.errors import Unavailable
from day1.experiments.v1 import experiments_pb2 as experiments
from day1.ideas.v1 import ideas_pb2 as ideas
from day1.ideas.v1 import ideas_service_pb2 as ideas_rpc
from day1.reviews.v1 import reviews_pb2 as reviews
from day1.reviews.v1 import reviews_service_pb2 as reviews_rpc
from tests.unit.web.support import METHODS, Services
from web.day1 import panels
from web.home.pages import STOPS
from web.presentation import took
from web.roadmap.pages import split

AWAY = Unavailable(Violation("AWAY", "", "Away."))
OUTCOME, SURVEY = experiments.METRIC_KIND_OUTCOME, experiments.METRIC_KIND_SURVEY_PROXY


def test_every_number_of_the_loop_leads_to_its_rows(
    visitor: FlaskClient, services: Services
) -> None:
    services.answers["ListIdeas"] = ideas_rpc.ListIdeasResponse(total_size=1_234)

    page = visitor.get("/").text

    assert page.count('class="loop-count"') == len(STOPS)
    assert '<a id="loop-write" href="/ideas?state=DRAFT">' in page
    assert ">1,234<" in page
    assert all(one.page_size == 1 for one in services.requests_of("ListIdeas"))


@pytest.mark.parametrize(
    "address",
    ["/", "/home/loop", "/roadmap", "/day1", "/day1/customers", "/day1/velocity"],
)
def test_a_dashboard_stands_without_its_services(
    visitor: FlaskClient, services: Services, address: str
) -> None:
    services.answers |= {method.name: AWAY for method in METHODS.values()}

    answer = visitor.get(address)

    assert answer.status_code == 200
    assert (
        "\u2013" in answer.text
        or "away for a moment" in answer.text
        or "<tbody>" in answer.text
    )


def test_the_loop_is_the_same_in_the_page_and_alone(visitor: FlaskClient) -> None:
    part = visitor.get("/home/loop").headers["ETag"].strip('"')

    assert f'data-etag="{part}" data-live' in visitor.get("/").text


def test_the_roadmap_is_in_order_and_says_why(
    visitor: FlaskClient, services: Services
) -> None:
    second = ideas.Idea(name="ideas/b", title="Second", priority=2)
    first = ideas.Idea(
        name="ideas/a", title="First", priority=1, priority_reason="Ten asked."
    )
    first.priority_evidence.append("ideas/a/evidence/e1")
    other = ideas.Idea(name="ideas/c", title="No place")
    ended = ideas.Idea(name="ideas/d", priority=1, state=ideas.IDEA_STATE_KILLED)
    services.answers["ListIdeas"] = ideas_rpc.ListIdeasResponse(
        ideas=[second, first, other, ended]
    )

    page = visitor.get("/roadmap").text

    assert split([second, first, other, ended]) == ([first, second], [other])
    assert page.index("First") < page.index("Second") < page.index("No place")
    assert "Ten asked." in page
    assert 'href="/ideas/a/evidence/e1"' in page


def test_a_log_is_verified_when_asked(visitor: FlaskClient, services: Services) -> None:
    services.answers["VerifyDecisionLog"] = reviews_rpc.VerifyDecisionLogResponse(
        intact=False, verified=1, expected=3, broken_position=2, description="Row 2."
    )

    plain, verified = (
        visitor.get("/decisions").text,
        visitor.get("/decisions?verify=1").text,
    )

    assert len(services.requests_of("VerifyDecisionLog")) == 1
    assert "Broken at place 2" not in plain
    assert "Broken at place 2" in verified


def test_conversations_are_a_mean_and_the_silent_come_first() -> None:
    talks = ideas.Idea(name="ideas/a", conversation_count=3)
    silent = ideas.Idea(name="ideas/b")

    assert panels.conversations_per_idea([talks, silent]) == 1.5
    assert panels.conversations_per_idea([]) == 0
    assert panels.by_conversations([talks, silent]) == [silent, talks]


def test_one_outcome_among_what_is_cited_is_enough() -> None:
    def decided(*kinds: experiments.MetricKind) -> experiments.Experiment:
        cited = [{"metric": "m", "kind": kind} for kind in kinds]
        return experiments.Experiment(decision={"verdict": 1, "cited": cited})

    old = experiments.Experiment(
        decision={"verdict": 1}, primary_metric={"kind": OUTCOME}
    )
    undecided = experiments.Experiment()

    rows = panels.rested([decided(SURVEY), decided(SURVEY, OUTCOME), old, undecided])

    assert [one.on_outcomes for one in rows] == [False, True, True]
    assert panels.share(rows) == pytest.approx(2 / 3)
    assert panels.share([]) == 0


def test_trends_are_in_order_of_their_ideas() -> None:
    both = ideas.Idea(name="ideas/a", trend_tags=["ml_ai", "iot_edge", "fictional"])
    one = ideas.Idea(name="ideas/b", trend_tags=["ml_ai"])
    none = ideas.Idea(name="ideas/c", trend_tags=["fictional"])

    assert panels.by_trend([none, both, one]) == {
        "machine learning and AI": [both, one],
        "IoT and edge": [both],
        "none named": [none],
    }


def test_decision_time_is_a_median_by_kind_of_door(
    visitor: FlaskClient, services: Services
) -> None:
    def review(name: str, hours: int, policy: reviews.ReviewPolicy) -> reviews.Review:
        return reviews.Review(
            name=f"reviews/{name}",
            title=name,
            policy=policy,
            create_time=Timestamp(seconds=1_000),
            decision={
                "outcome": 1,
                "decide_time": Timestamp(seconds=1_000 + 3_600 * hours),
            },
        )

    light, full = reviews.REVIEW_POLICY_LIGHT, reviews.REVIEW_POLICY_FULL
    found = [review("a", 1, light), review("b", 3, light), review("c", 50, full)]
    services.answers["ListReviews"] = reviews_rpc.ListReviewsResponse(reviews=found)

    page, rows = (
        visitor.get("/day1").text,
        visitor.get("/day1/velocity?doors=two-way").text,
    )

    assert panels.medians(panels.timed(found)) == {
        "one-way": (50, 1),
        "two-way": (2, 2),
    }
    assert "2 h" in page
    assert re.findall(r'href="/reviews/([a-c])"', rows) == ["b", "a"]
    assert page.count("a proxy") >= 4


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (90, "2 minutes"),
        (3_600, "1 hour"),
        (42 * 86_400, "42 days"),
    ],
)
def test_what_something_took_is_said_in_one_unit(seconds: int, words: str) -> None:
    start, end = Timestamp(seconds=1_000), Timestamp(seconds=1_000 + seconds)

    assert took(end, start) == words
    assert took(Timestamp(), start) == ""


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (ideas_rpc.GetIdeaResponse(idea={"title": "Boxes that fit"}), "Boxes that fit"),
        (NotAllowed(Violation("NOT_YOURS", "", "Not yours.")), "an idea"),
    ],
)
def test_the_log_calls_ideas_by_their_titles_as_long_as_they_can_be_read(
    visitor: FlaskClient, services: Services, answer: Any, words: str
) -> None:
    services.answers["ListDecisions"] = reviews_rpc.ListDecisionsResponse(
        decisions=[{"idea": "ideas/a"}, {"idea": "ideas/a"}]
    )
    services.answers["GetIdea"] = answer

    page = visitor.get("/decisions").text

    assert page.count(f'<a href="/ideas/a">{words}</a>') == 2
    assert len(services.requests_of("GetIdea")) == 1
