"""The decision log."""

from .pages import DecisionPages

__all__ = ["DecisionPages"]
