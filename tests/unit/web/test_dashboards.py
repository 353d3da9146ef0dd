"""Home, roadmap, decision log and Day 1: numbers, and the rows behind them."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.domain import NotAllowed, Violation
from chassis.rpc.errors import Unavailable
from day1.coes.v1 import coes_pb2 as coes
from day1.coes.v1 import coes_service_pb2 as coes_rpc
from day1.coes.v1 import mechanisms_pb2 as mechanisms
from day1.coes.v1 import mechanisms_service_pb2 as mechanisms_rpc
from day1.experiments.v1 import experiments_pb2 as experiments
from day1.experiments.v1 import experiments_service_pb2 as experiments_rpc
from day1.ideas.v1 import ideas_pb2 as ideas
from day1.ideas.v1 import ideas_service_pb2 as ideas_rpc
from day1.reviews.v1 import reviews_pb2 as reviews
from day1.reviews.v1 import reviews_service_pb2 as reviews_rpc
from tests.unit.web.support import METHODS, Services
from web.day1 import panels
from web.home.pages import STOPS
from web.presentation import took
from web.roadmap.pages import split

MORE = "t2"
AWAY = Unavailable(Violation("AWAY", "", "Away."))
OUTCOME, SURVEY = experiments.METRIC_KIND_OUTCOME, experiments.METRIC_KIND_SURVEY_PROXY


def test_every_number_of_the_loop_leads_to_its_rows(
    visitor: FlaskClient, services: Services
) -> None:
    services.answers["ListIdeas"] = ideas_rpc.ListIdeasResponse(ideas=[{}] * 34)

    page = visitor.get("/").text

    assert page.count('class="loop-count"') == len(STOPS)
    assert '<a id="loop-write" href="/ideas?state=DRAFT">' in page
    assert ">34<" in page
    states = [one.filter for one in services.requests_of("ListIdeas")]
    assert states == [
        f'state = "{one.state}"' for one in STOPS if one.collection == "ideas"
    ]


def test_a_number_that_no_page_holds_is_more_than_a_page(
    visitor: FlaskClient, services: Services
) -> None:
    services.answers["ListIdeas"] = ideas_rpc.ListIdeasResponse(
        ideas=[{}] * 200, next_page_token=MORE
    )
    services.answers["ListMechanisms"] = mechanisms_rpc.ListMechanismsResponse(
        mechanisms=[{}] * 200, next_page_token=MORE
    )

    page = visitor.get("/").text

    assert ">&gt; 200<" in page
    assert "more than 200 mechanisms" in page
    assert {one.page_size for one in services.requests_of("ListIdeas")} == {200}


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("/day1", "ideas"),
        ("/day1", "decided experiments"),
        ("/day1", "decided reviews"),
        ("/day1/customers", "ideas"),
        ("/day1/proxies", "decided experiments"),
        ("/day1/trends", "ideas"),
        ("/day1/velocity", "decided reviews"),
        ("/roadmap", "ideas"),
        ("/loop/incidents", "COEs"),
    ],
)
def test_a_dashboard_says_when_it_does_not_look_at_all_rows(
    visitor: FlaskClient, services: Services, address: str, what: str
) -> None:
    def page_of(token: str) -> str:
        services.answers |= {
            "ListIdeas": ideas_rpc.ListIdeasResponse(
                ideas=[{}] * 200, next_page_token=token
            ),
            "ListExperiments": experiments_rpc.ListExperimentsResponse(
                experiments=[{}] * 200, next_page_token=token
            ),
            "ListReviews": reviews_rpc.ListReviewsResponse(
                reviews=[{}] * 200, next_page_token=token
            ),
            "ListCoes": coes_rpc.ListCoesResponse(
                coes=[{}] * 200, next_page_token=token
            ),
        }
        return visitor.get(address).text

    assert f"There are more than 1,000 {what}." in page_of(MORE)
    assert "There are more than" not in page_of("")


@pytest.mark.parametrize(
    ("address", "method", "view"),
    [
        ("/ideas", "ListIdeas", ideas.IDEA_VIEW_FULL),
        ("/roadmap", "ListIdeas", ideas.IDEA_VIEW_UNSPECIFIED),
        ("/day1", "ListIdeas", ideas.IDEA_VIEW_UNSPECIFIED),
        ("/reviews", "ListReviews", reviews.REVIEW_VIEW_UNSPECIFIED),
        ("/experiments", "ListExperiments", experiments.EXPERIMENT_VIEW_UNSPECIFIED),
        ("/coes", "ListCoes", coes.COE_VIEW_UNSPECIFIED),
        ("/mechanisms", "ListMechanisms", mechanisms.MECHANISM_VIEW_UNSPECIFIED),
        ("/decisions", "GetIdea", ideas.IDEA_VIEW_BASIC),
        ("/ideas/7f3", "GetIdea", ideas.IDEA_VIEW_FULL),
        ("/ideas/7f3/pulse", "GetIdea", ideas.IDEA_VIEW_BASIC),
        ("/ideas/7f3/revisions", "GetIdea", ideas.IDEA_VIEW_BASIC),
        ("/reviews/r1", "GetReview", reviews.REVIEW_VIEW_FULL),
        ("/reviews/r1/pulse", "GetReview", reviews.REVIEW_VIEW_BASIC),
        ("/coes/c1", "GetCoe", coes.COE_VIEW_FULL),
        ("/coes/c1/facts", "GetCoe", coes.COE_VIEW_BASIC),
    ],
)
def test_a_page_asks_for_all_of_a_resource_only_where_it_shows_it(
    visitor: FlaskClient, services: Services, address: str, method: str, view: int
) -> None:
    services.answers["ListDecisions"] = reviews_rpc.ListDecisionsResponse(
        decisions=[{"idea": "ideas/a"}]
    )

    visitor.get(address)

    assert {one.view for one in services.requests_of(method)} == {view}


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


def part(number: int, **more: Any) -> reviews_rpc.VerifyDecisionLogResponse:
    """Return the answer about one part of five decisions."""
    values: dict[str, Any] = {
        "intact": True,
        "verified": 5,
        "expected": 200,
        "next_position": 5 * number + 1,
        "end_hash": f"{number:064x}",
    }
    return reviews_rpc.VerifyDecisionLogResponse(**values | more)


def test_a_long_log_is_verified_part_by_part(
    visitor: FlaskClient, services: Services
) -> None:
    last = part(3, verified=2, expected=12, next_position=0)
    services.answers["VerifyDecisionLog"] = [part(1), part(2), last]

    page = visitor.get("/decisions?verify=1").text

    asked = services.requests_of("VerifyDecisionLog")
    assert [(one.from_position, one.start_hash) for one in asked] == [
        (0, ""),
        (6, f"{1:064x}"),
        (11, f"{2:064x}"),
    ]
    assert "<strong>Intact.</strong> 12 of 12 decisions" in page
    assert f"{3:064x}" in page


def test_a_break_in_a_later_part_is_found(
    visitor: FlaskClient, services: Services
) -> None:
    broken = part(2, intact=False, verified=1, next_position=0, broken_position=7)
    services.answers["VerifyDecisionLog"] = [part(1), broken]

    page = visitor.get("/decisions?verify=1").text

    assert "<strong>Broken at place 7.</strong> 6 of 200 decisions" in page


def test_a_log_that_is_too_long_for_a_page_is_intact_so_far(
    visitor: FlaskClient, services: Services
) -> None:
    services.answers["VerifyDecisionLog"] = part(1)

    page = visitor.get("/decisions?verify=1").text

    assert len(services.requests_of("VerifyDecisionLog")) == 20
    assert "<strong>Intact so far.</strong> 100 of 200 decisions" in page
    assert "goes on from place 6" in page


def test_conversations_are_a_mean_and_the_silent_come_first() -> None:
    talks = ideas.Idea(name="ideas/a", stats={"conversation_count": 3})
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
