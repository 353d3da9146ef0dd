"""Whether the loop works: fewer, shorter, smaller incidents, and what that costs."""

import time
from typing import Any

from flask import Blueprint, Response, render_template, request

from day1.coes.v1.coes_service_pb2 import ListCoesRequest
from day1.coes.v1.mechanisms_pb2 import LoopMeasure
from day1.coes.v1.mechanisms_service_pb2 import GetLoopHealthRequest

from .. import live
from ..charts import MINUTE, Bar, bars, elapsed
from ..coes.reading import spans
from ..front import Front
from ..lists import every

WINDOWS = (7, 30, 90, 365)
"""Days; each is compared with as many days before."""

DEFAULT_WINDOW = 90
DAY_SECONDS = 86_400
LARGE = 1000
"""From here on decimals tell nothing."""

SECONDS = {"minutes": 60, "hours": 3600}
"""Units of time that the measures come in."""

ROWS = {
    "hours_to_protect": "/mechanisms?state=ADOPTED",
    "review_hours_one_way": "/decisions",
    "review_hours_two_way": "/decisions",
}
"""Where the rows behind a number are, if they are not COEs."""


class LoopPages:
    """The one dashboard that matters."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def blueprint(self) -> Blueprint:
        """Return the addresses."""
        pages = Blueprint("loop", __name__)
        pages.add_app_template_filter(said, "said")
        pages.add_url_rule("/loop", "index", self.index)
        pages.add_url_rule("/loop/numbers", "numbers", self.numbers)
        pages.add_url_rule("/loop/incidents", "incidents", self.incidents)
        return pages

    def index(self) -> str:
        """Show every measure."""
        days = _days()
        return render_template("loop/index.html", windows=WINDOWS, **self._health(days))

    def numbers(self) -> Response:
        """Answer with the measures alone, for a page that asks again and again."""
        html = render_template("loop/numbers.html", **self._health(_days()))
        return live.fragment(html)

    def incidents(self) -> str:
        """Show the COEs behind the numbers, newest first."""
        days = _days()
        front, wanted = self._front, ListCoesRequest()
        coes = every(front.call_if_up, front.coes.ListCoes, wanted, "coes")
        since, known = time.time() - days * DAY_SECONDS, coes.all if coes else ()
        shown = [coe for coe in known if coe.create_time.seconds >= since]
        return render_template(
            "loop/incidents.html",
            days=days,
            coes=coes,
            rows=[(coe, spans(coe)) for coe in shown],
        )

    def _health(self, days: int) -> dict[str, Any]:
        wanted = GetLoopHealthRequest(days=days)
        health = self._front.call(self._front.mechanisms.GetLoopHealth, wanted)
        measures = [(one, drawn(one), rows_of(one, days)) for one in health.measures]
        return {
            "days": days,
            "health": health,
            "is_told_fast": any(map(is_fast, health.measures)),
            "results": [one for one in measures if not one[0].proxy],
            "proxies": [one for one in measures if one[0].proxy],
        }


def drawn(measure: LoopMeasure) -> tuple[Bar, ...]:
    """Return the window before and this one, on one scale; empty without a number."""
    parts = (("before", "previous"), ("now", "value"))
    return bars(
        [
            (words, getattr(measure, field))
            for words, field in parts
            if measure.HasField(field)
        ],
        lambda value: said(value, measure.unit),
    )


def said(value: float, unit: str) -> str:
    """Return a value with its unit; times in whatever unit suits them."""
    if unit in SECONDS:
        return elapsed(value * SECONDS[unit])
    if unit == "ratio":
        return f"{value * 100:.0f} %"
    return f"{value:,.0f} {unit}" if value >= LARGE else f"{value:.3g} {unit}"


def is_fast(measure: LoopMeasure) -> bool:
    """Tell whether this took less than a minute, as only programs do."""
    took = measure.value * SECONDS.get(measure.unit, 0)
    return measure.unit in SECONDS and measure.HasField("value") and took < MINUTE


def rows_of(measure: LoopMeasure, days: int) -> str:
    """Return the address of the rows behind a number."""
    return ROWS.get(measure.key, f"/loop/incidents?days={days}")


def _days() -> int:
    asked = request.args.get("days", default=DEFAULT_WINDOW, type=int)
    return asked if asked in WINDOWS else DEFAULT_WINDOW
