"""Pages on how the loop does."""

from .pages import LoopPages

__all__ = ["LoopPages"]
