"""Designing experiments: the whole design in one form."""

from typing import Any

from flask import request
from typing_extensions import override

from day1.experiments.v1 import experiments_pb2

from ..form_texts import rows_in, without_blank_rows
from ..forms import Form
from ..writing import Writing

SUGGESTED = {
    "win_probability": "0.1",
    "arms.0.id": "control",
    "arms.0.weight": "1",
    "arms.1.id": "treatment",
    "arms.1.weight": "1",
    "exposure_share": "0.5",
    "exposure_share_steps": "0.01\n0.05\n0.25\n0.5",
    "decision_rule.scale.figure": "EFFECT_FIGURE_LOWER_BOUND",
    "decision_rule.pivot.figure": "EFFECT_FIGURE_DIFFERENCE",
    "decision_rule.pivot.new_needs": "1",
}
"""A start, not a rule: one in ten bets wins, and nobody goes straight to all.

Without `min_units_per_arm`, the power says how many units an arm needs.
"""

TABLES = {"arms": 3, "guardrails": 2, "secondary_metrics": 2, "required_inputs": 2}
"""Rows that an empty table shows."""

MOST = {"arms": 10, "guardrails": 20, "secondary_metrics": 20, "required_inputs": 50}
"""Rows that the contract takes."""


class ExperimentDesigning(Writing):
    """The form of an experiment."""

    RESOURCE = experiments_pb2.Experiment
    PATHS = (
        "title",
        "hypothesis",
        "win_probability",
        "arms",
        "exposure_share",
        "exposure_share_steps",
        "exposure_cap_units",
        "unit_kind",
        "salt",
        "primary_metric",
        "secondary_metrics",
        "guardrails",
        "loss_cap",
        "kill_switch",
        "decision_rule",
        "power",
        "min_units_per_arm",
        "min_runtime",
        "max_runtime",
        "patience_until_time",
        "required_inputs",
        "treatment_reads",
        "tags",
        "tested_doors",
        "supporting",
    )
    LISTS = frozenset(
        {"exposure_share_steps", "treatment_reads", "tags", "tested_doors"}
    )

    @override
    def start(self) -> dict[str, str]:
        """Return the suggestion, for the idea in the address."""
        return SUGGESTED | {"idea": request.args.get("idea", "")}

    @override
    def entered(self) -> dict[str, str]:
        entered: dict[str, str] = request.form.to_dict()
        for table in TABLES:
            ignoring = "control" if table == "arms" else ""
            entered = without_blank_rows(entered, table, ignoring=ignoring)
        return entered

    @override
    def context(self, form: Form) -> dict[str, Any]:
        """Return how many rows each table shows: those in use, and one to add."""
        rows = {
            table: min(max(fewest, rows_in(form.values, table) + 1), MOST[table])
            for table, fewest in TABLES.items()
        }
        return {"rows": rows}
