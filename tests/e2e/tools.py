"""Mechanisms that a story needs: proved on an incident, adopted, and active."""

from deploy.api import Refused
from tests.e2e.story import Answer, Story

REVIEWER = "joy"
"""Of another team than Ann, who proposes."""


def incident(story: Story, title: str = "A promise was broken", **more: str) -> Answer:
    """Let Ann tell of an incident."""
    body = {"title": title, "severity": "INCIDENT_SEVERITY_HIGH", **more}
    coe: Answer = story.write("ann", "/v1/coes", body)["coe"]
    return coe


def review_question(story: Story, tag: str) -> str:
    """Have every review with this tag asked who walks back; return the mechanism."""
    coe = incident(story, severity="INCIDENT_SEVERITY_MEDIUM")
    answers = [
        {"id": "somebody", "text": "A named person", "risk": "RISK_NONE"},
        {"id": "nobody", "text": "Nobody yet", "risk": "RISK_HIGH"},
    ]
    mechanism = {
        "title": "Who walks back",
        "originCoes": [coe["name"]],
        "outputs": "Nobody walks through a door without somebody who walks back.",
        "question": {"prompt": "Who walks back?", "answers": answers},
        "scope": {"stage": "STAGE_REVIEW_DECIDE", "tags": [tag]},
        "severity": "CHECK_SEVERITY_BLOCK",
        "message": "Nobody walks back.",
        "fixHint": "Name somebody.",
    }
    replay = {
        "coe": coe["name"],
        "incident": {"answer": "nobody"},
        "mutatedIncidents": [{"answer": ""}],
        "corrected": {"answer": "somebody"},
    }
    return adopted(story, mechanism, [replay])


def adopted(story: Story, mechanism: Answer, replays: list[Answer]) -> str:
    """Let Ann propose and prove a mechanism, and Joy adopt it; wait until it acts."""
    found = story.write("ann", "/v1/mechanisms", mechanism)["mechanism"]
    name = str(found["name"])
    story.product.await_true(lambda: _proves(story, name, replays), f"{name} is proved")
    story.write(REVIEWER, f"/v1/{name}:adopt")
    story.product.await_true(
        lambda: story.resource(name)["adoption"].get("active"), f"{name} acts"
    )
    return name


def predicate(  # noqa: PLR0913 - what it checks, when, and what is right
    story: Story,
    tag: str,
    source: str,
    *,
    stage: str,
    expression: str,
    mutated: Answer,
    corrected: Answer,
) -> str:
    """Have everything with this tag checked at a stage; return the mechanism.

    It is made after an incident with `source`, which was recorded at that stage; it
    would have been as wrong, had it been as in `mutated`.
    """
    coe = incident(story, source=source, severity="INCIDENT_SEVERITY_LOW")
    mechanism = {
        "title": "A lesson",
        "originCoes": [coe["name"]],
        "outputs": "What was learnt there is done here.",
        "predicate": {"expression": expression},
        "scope": {"stage": stage, "tags": [tag]},
        "severity": "CHECK_SEVERITY_BLOCK",
        "message": "It was done so once, and failed.",
        "fixHint": "Do what was learnt.",
    }
    replay = {
        "coe": coe["name"],
        "mutatedIncidents": [{"patch": mutated}],
        "corrected": {"patch": corrected},
    }
    return adopted(story, mechanism, [replay])


def retire(story: Story, name: str) -> None:
    """Let Ann's team look at it, and end it: others get its place on the checklist."""
    seen = {"outputsReached": True, "stillNeeded": False, "weOwnIt": True}
    story.write("ann", f"/v1/{name}:inspect", {**seen, "evidence": "Its counters."})
    story.write("ann", f"/v1/{name}:retire", {"reason": "The test is over."})


def _proves(story: Story, name: str, replays: list[Answer]) -> bool:
    """Prove it, unless what is to be replayed is still on its way."""
    try:
        story.write("ann", f"/v1/{name}:prove", {"replays": replays})
    except Refused as refusal:
        if set(refusal.reasons) != {"INCIDENT_NOT_RECORDED"}:
            raise
        return False
    return True
