"""Pages of `reviews`."""

from .pages import ReviewPages

__all__ = ["ReviewPages"]
