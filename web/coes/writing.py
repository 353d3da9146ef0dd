"""The whole COE in one form: to open one by hand, and to write down what is known."""

from typing import Any

from flask import request
from typing_extensions import override

from day1.coes.v1 import coes_pb2

from ..form_texts import rows_in, texts_of, without_blank_rows
from ..forms import Form
from ..writing import Writing
from .commands import CLASSES

FEWEST_METRICS = 2


class CoeWriting(Writing):
    """The form of a COE."""

    RESOURCE = coes_pb2.Coe
    PATHS = (
        "title",
        "summary",
        "impact",
        "start_time",
        "detect_time",
        "mitigate_time",
        "resolve_time",
        "detected_by",
        "trigger",
        "metrics",
        "timeline",
        "cause_chains",
        "cause_class",
        "questions",
        "lessons",
    )
    LISTS = frozenset({"questions.escaped_mechanisms"})

    @override
    def start(self) -> dict[str, str]:
        return {"source": request.args.get("source", "")}

    @override
    def entered(self) -> dict[str, str]:
        entered = without_blank_rows(texts_of(request.form), "metrics", ignoring="")
        entered = without_blank_rows(entered, "timeline", ignoring="imported")
        for chain in range(rows_in(entered, "cause_chains")):
            whys = f"cause_chains.{chain}.whys"
            entered = without_blank_rows(entered, whys, ignoring="why_class")
        return without_blank_rows(entered, "cause_chains", ignoring="id")

    @override
    def context(self, form: Form) -> dict[str, Any]:
        """Return how many rows each table shows, and the classes of answers."""
        chains = rows_in(form.values, "cause_chains")
        return {
            "metric_rows": max(FEWEST_METRICS, rows_in(form.values, "metrics") + 1),
            "timeline_rows": rows_in(form.values, "timeline"),
            "whys": [
                rows_in(form.values, f"cause_chains.{chain}.whys")
                for chain in range(chains)
            ],
            "classes": CLASSES,
        }
