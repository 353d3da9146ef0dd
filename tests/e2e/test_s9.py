"""S9, the proxy trap: what a survey can say, and that it never decides alone."""

from typing import Any

from tests.e2e.story import BETTER, Answer, Story

INTERPRET = "/v1/metrics:interpret"
SATISFIED: Answer = {
    "key": "satisfied",
    "kind": "METRIC_KIND_SURVEY_PROXY",
    "direction": "DIRECTION_UP",
    "aggregation": "METRIC_AGGREGATION_CONVERSION",
    "baseline": 0.47,
    "targetEffect": 0.05,
}


def survey(answers: int, **changes: Any) -> Answer:
    return {
        "question": "Are you satisfied?",
        "population": "Readers who ordered last month",
        "answers": answers,
        "instrument": "e-mail, yes or no",
        **changes,
    }


def satisfied(before: Answer, after: Answer, **more: Any) -> Answer:
    """Ask what 47 % and then 55 % can mean."""
    return {
        "metric": "satisfied",
        "before": {"share": 0.47, "survey": before},
        "after": {"share": 0.55, "survey": after},
        **more,
    }


def interpret(story: Story, **more: Any) -> Answer:
    return story.api("ann").post(INTERPRET, satisfied(**more))


def points(share: float) -> str:
    return f"{100 * share:+.1f}"


def test_a_figure_without_its_survey_says_nothing(story: Story) -> None:
    words = story.refuses(
        "ann", INTERPRET, satisfied({}, {}), reasons=["PROXY_NOT_INTERPRETABLE"] * 2
    )
    parts = "number of answers, question, population, instrument"
    assert f"satisfied 47% (before) has no: {parts}." in words
    assert f"satisfied 55% (after) has no: {parts}." in words

    words = story.refuses(
        "ann",
        INTERPRET,
        satisfied(survey(100), survey(0)),
        reasons=["PROXY_NOT_INTERPRETABLE"],
    )
    assert "(after) has no: number of answers." in words
    assert "Give them for both surveys" in words


def test_a_hundred_answers_show_nothing(story: Story) -> None:
    answer = interpret(story, before=survey(100), after=survey(100))

    interval = answer["interval"]
    assert points(answer["change"]) == "+8.0"
    assert (points(interval["low"]), points(interval["high"])) == ("-5.8", "+21.8")
    assert f"{answer['pValue']:.2f}" == "0.26"
    assert answer["answersNeeded"] == "612", "of each survey, for 80 % power"
    assert {"WITHIN_CHANCE", "TOO_FEW_ANSWERS"} <= reasons(answer)
    assert "-5.8 to +21.8" in answer["reading"]


def test_three_hundred_answers_are_just_under_the_line(story: Story) -> None:
    answer = interpret(story, before=survey(300), after=survey(300))

    assert 0.04999 <= answer["pValue"] < 0.05
    assert "p = 0.04999" in answer["reading"]
    assert answer["answersNeeded"] == "612"
    assert "WITHIN_CHANCE" not in reasons(answer)
    assert "TOO_FEW_ANSWERS" in reasons(answer)


def test_more_answers_leave_what_else_could_explain_it(story: Story) -> None:
    before = survey(10_000)
    other = survey(
        10_000,
        question="How satisfied are you?",
        population="Readers who ordered twice",
        instrument="pop-up, five points",
    )

    asked = interpret(story, before=before, after=other)
    assert reasons(asked) == {
        "NOT_THE_SAME_PEOPLE",
        "NOT_THE_SAME_QUESTION",
        "NOT_THE_SAME_INSTRUMENT",
        "NO_CONTROL",
        "PROXY_CANNOT_DECIDE_ALONE",
    }
    better = interpret(story, before=before, after=before, samePeople=True)
    assert reasons(better) == {"NO_CONTROL", "PROXY_CANNOT_DECIDE_ALONE"}
    best = interpret(
        story, before=before, after=before, samePeople=True, controlled=True
    )
    assert reasons(best) == {"PROXY_CANNOT_DECIDE_ALONE"}


def test_no_decision_rests_on_a_proxy_even_at_ten_thousand_answers(
    story: Story,
) -> None:
    proxy = {**SATISFIED, "survey": survey(10_000)}
    story.draft()
    story.submit()
    story.approve()
    story.start(secondaryMetrics=[proxy])
    surveyed = {"control": 0.47, "treatment": 0.55}
    story.measure(
        units=10_100,
        rates={"satisfied": surveyed, "ordered": BETTER, "returned": 0.0},
    )
    story.stop()
    arms = story.read(f"/v1/{story.experiment}/results")["arms"]
    assert sum(int(arm["units"]) for arm in arms) > 10_000

    decide = f"/v1/{story.experiment}:decide"
    verdict = {"verdict": "VERDICT_SCALE", "learning": "They say that they like it."}
    for cited in (["satisfied"], ["satisfied", "returned"]):
        words = story.refuses(
            story.leader,
            decide,
            {**verdict, "metricsCited": cited},
            reasons=["DECISION_RESTS_ON_PROXY"],
        )
        assert ", ".join(cited) in words
        assert "more answers make no proxy one" in words
    story.write(
        story.leader, decide, {**verdict, "metricsCited": ["satisfied", "ordered"]}
    )
    decision = story.resource(story.experiment)["decision"]
    assert [(one["metric"], one["kind"]) for one in decision["cited"]] == [
        ("satisfied", "METRIC_KIND_SURVEY_PROXY"),
        ("ordered", "METRIC_KIND_BEHAVIOR"),
    ]


def test_no_experiment_is_designed_to_be_decided_on_a_proxy(story: Story) -> None:
    story.draft()
    story.submit()
    story.approve()
    story.plan(primaryMetric=SATISFIED)

    words = story.refuses(
        "ann", f"/v1/{story.experiment}:start", reasons=["PRIMARY_METRIC_IS_PROXY"]
    )

    assert "satisfied is a proxy and cannot decide alone" in words


def reasons(answer: Answer) -> set[str]:
    return {finding["reason"] for finding in answer.get("findings", [])}
