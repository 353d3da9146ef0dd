"""Proposing a mechanism, and improving it: what it checks, in one form."""

from collections.abc import Mapping
from typing import Any

from flask import request
from typing_extensions import override

from day1.coes.v1 import mechanisms_pb2 as pb
from day1.coes.v1 import mechanisms_service_pb2 as rpc

from ..fields import assign
from ..form_texts import filled, rows_in, texts_of, values_of, without_blank_rows
from ..forms import Form
from ..personas import TEAMS
from ..writing import Writing
from . import replaying, snapshots

TOOLS = (
    ("predicate", "an expression over what is known of it"),
    ("question", "a question to the decider of a review"),
    ("guardrail", "a guardrail in every experiment in scope"),
    ("external", "a job outside that reports"),
    ("human_run", "people, by themselves (listed, closes no COE)"),
)
STAGES = (
    ("STAGE_IDEA_SUBMIT", "an idea is submitted"),
    ("STAGE_REVIEW_DECIDE", "a review is decided"),
    ("STAGE_EXPERIMENT_START", "an experiment starts"),
    ("STAGE_EXPERIMENT_DECIDE", "an experiment is decided"),
)
OPTIONS = {
    "tools": TOOLS,
    "stages": STAGES,
    "doors": (
        ("DOOR_KIND_ONE_WAY", "one-way doors"),
        ("DOOR_KIND_TWO_WAY", "two-way doors"),
    ),
    "severities": (
        ("CHECK_SEVERITY_BLOCK", "refuses"),
        ("CHECK_SEVERITY_WARN", "only tells"),
    ),
    "risks": (
        ("RISK_NONE", "none"),
        ("RISK_MEDIUM", "medium"),
        ("RISK_HIGH", "high"),
    ),
    "comparisons": (
        ("COMPARISON_AT_MOST", "at most"),
        ("COMPARISON_AT_LEAST", "at least"),
    ),
    "aggregations": (
        ("METRIC_AGGREGATION_CONVERSION", "done it or not: 1 or 0"),
        ("METRIC_AGGREGATION_SUM", "an amount, 0 if nothing happened"),
        ("METRIC_AGGREGATION_MEAN", "a measured value, or none"),
    ),
    "actions": (
        ("GUARDRAIL_ACTION_PAUSE", "it pauses"),
        ("GUARDRAIL_ACTION_ALERT", "it only alerts"),
    ),
    "teams": tuple((f"teams/{team}", team) for team in TEAMS),
}
FEWEST_ANSWERS, MOST_ANSWERS = 3, 10


class MechanismWriting(Writing):
    """The form of a mechanism.

    The form keeps what was entered for each tool; only the chosen one is sent.
    """

    RESOURCE = pb.Mechanism
    PATHS = (
        "title",
        "outputs",
        "inputs",
        "scope",
        "severity",
        "message",
        "fix_hint",
        "sunset_time",
    )
    LISTS = frozenset({"origin_coes", "scope.tags", "scope.teams"})

    @override
    def start(self) -> dict[str, str]:
        return {
            "origin_coes": request.args.get("coe", ""),
            "tool": "predicate",
            "severity": "CHECK_SEVERITY_BLOCK",
        }

    @override
    def edit(self, written_id: str) -> str:
        """Show the form with what it checks now."""
        found = self._found(written_id)
        replays = replaying.form_of(self._front, found).values
        values = {**values_of(found), "tool": tool_of(found), **replays}
        return self._page(Form(values=values, etag=found.etag), written_id)

    @override
    def entered(self) -> dict[str, str]:
        return without_blank_rows(
            texts_of(request.form), "question.answers", ignoring="risk"
        )

    @override
    def context(self, form: Form) -> dict[str, Any]:
        """Return the choices, and how many rows there are."""
        answers = rows_in(form.values, "question.answers") + 1
        return {
            "answer_rows": min(max(FEWEST_ANSWERS, answers), MOST_ANSWERS),
            "replay_rows": rows_in(form.values, "replays"),
            "no_answer": replaying.NO_ANSWER,
            "replay_tool": form.values.get("tool", ""),
            "replay_parts": snapshots.parts_of(
                form.values.get("scope.stage", ""),
                form.values.get("predicate.expression", ""),
            ),
            **OPTIONS,
        }

    @override
    def _write(self, verb: str, entered: Mapping[str, str], written_id: str) -> str:
        tool = entered.get("tool", "")
        fields = replaying.without_replays(of_tool(entered, tool))
        own_id = fields.pop("mechanism_id", "").strip()
        mechanism = pb.Mechanism()
        assign(mechanism, filled(fields, self.LISTS))
        values: dict[str, Any] = {"request_id": entered.get("request_id", "")}
        if not written_id:
            values["mechanism_id"] = own_id
            reply = self._call("Create", mechanism=mechanism, **values)
            return f"/{reply.mechanism.name}"
        name = f"mechanisms/{written_id}"
        paths = [*self.PATHS, *([tool] if tool in TOOL_FIELDS else [])]
        wanted = rpc.ImproveMechanismRequest(
            name=name,
            mechanism=mechanism,
            update_mask={"paths": paths},
            etag=entered.get("etag", ""),
            **values,
        )
        replaying.fill(wanted.replays, entered, entered.get("scope.stage", ""))
        self._front.call(self._front.mechanisms.ImproveMechanism, wanted)
        return f"/{name}"


TOOL_FIELDS = {"predicate", "question", "guardrail", "external"}


def tool_of(mechanism: pb.Mechanism) -> str:
    """Return which tool a mechanism has, in the form's words.

    Empty for one that is newer than the front.
    """
    return mechanism.WhichOneof("tool") or ("human_run" if mechanism.human_run else "")


def of_tool(entered: Mapping[str, str], tool: str) -> dict[str, str]:
    """Return the inputs without those of other tools; the choice becomes a field."""
    kept = {
        name: text
        for name, text in entered.items()
        if name != "tool" and name.partition(".")[0] not in TOOL_FIELDS - {tool}
    }
    return kept | ({"human_run": "true"} if tool == "human_run" else {})
