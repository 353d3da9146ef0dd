"""Pages of `coes`."""

from .pages import CoePages

__all__ = ["CoePages"]
