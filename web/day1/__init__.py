"""The Day 1 dashboard."""

from .pages import Day1Pages

__all__ = ["Day1Pages"]
