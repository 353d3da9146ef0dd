"""The first page."""

from .pages import HomePages

__all__ = ["HomePages"]
