"""Where the lines of a chart go: numbers in, places on the paper out.

The templates draw them as inline SVG, so every text on a chart is escaped like any
other. What can be seen can be read as well: each chart keeps its rows for a table.
"""

from .intervals import IntervalChart, Reading, interval_chart
from .scales import MINUTE, elapsed, near
from .small import Bar, Gauge, Strip, bars, gauge, strip

__all__ = [
    "MINUTE",
    "Bar",
    "Gauge",
    "IntervalChart",
    "Reading",
    "Strip",
    "bars",
    "elapsed",
    "gauge",
    "interval_chart",
    "near",
    "strip",
]
