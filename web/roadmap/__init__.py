"""The roadmap."""

from .pages import RoadmapPages

__all__ = ["RoadmapPages"]
