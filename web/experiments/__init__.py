"""Pages of `experiments`."""

from .pages import ExperimentPages

__all__ = ["ExperimentPages"]
