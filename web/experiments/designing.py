"""Designing experiments: the whole design in one form."""

from types import ModuleType
from typing import Any, ClassVar

from flask import request
from typing_extensions import override

from day1.experiments.v1 import experiments_service_pb2

from ..form_texts import rows_in, without_blank_rows
from ..forms import Form
from ..writing import Writing

SUGGESTED = {
    "win_probability": "0.1",
    "arms.0.id": "control",
    "arms.0.weight": "1",
    "arms.1.id": "treatment",
    "arms.1.weight": "1",
    "exposure_percent": "10",
    "min_units_per_arm": "100",
}
"""A start, not a rule: one in ten bets wins."""

ARM_ROWS = 3
GUARDRAIL_ROWS = 2


class ExperimentDesigning(Writing):
    """The form of an experiment."""

    CONTRACT: ClassVar[ModuleType] = experiments_service_pb2
    KIND = "Experiment"
    PATHS = (
        "title",
        "hypothesis",
        "win_probability",
        "arms",
        "exposure_percent",
        "primary_metric",
        "guardrails",
        "loss_cap_usd",
        "kill_switch",
        "decision_rule",
        "min_units_per_arm",
    )

    @override
    def start(self) -> dict[str, str]:
        """Return the suggestion, for the idea in the address."""
        return SUGGESTED | {"idea": request.args.get("idea", "")}

    @override
    def entered(self) -> dict[str, str]:
        entered = without_blank_rows(request.form, "arms", ignoring="control")
        return without_blank_rows(entered, "guardrails", ignoring="")

    @override
    def context(self, form: Form) -> dict[str, Any]:
        return {
            "arm_rows": max(ARM_ROWS, rows_in(form.values, "arms")),
            "guardrail_rows": max(GUARDRAIL_ROWS, rows_in(form.values, "guardrails")),
        }
