"""Pages of the mechanism library, which `coes` keeps."""

from .pages import MechanismPages

__all__ = ["MechanismPages"]
