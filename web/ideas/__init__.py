"""Pages of `ideas`."""

from .pages import IdeaPages

__all__ = ["IdeaPages"]
