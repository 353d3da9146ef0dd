"""Pages of `experiments`."""

from .metrics import MetricPages
from .pages import ExperimentPages

__all__ = ["ExperimentPages", "MetricPages"]
