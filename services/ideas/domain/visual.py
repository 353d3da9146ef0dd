"""Visuals: pictures of the experience."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from typing_extensions import override

from chassis.domain import Actor, Aggregate, Transitions

from . import events


class Fidelity(StrEnum):
    """How finished a visual looks, in the contract's words."""

    SKETCH = "FIDELITY_SKETCH"
    WIREFRAME = "FIDELITY_WIREFRAME"
    MOCKUP = "FIDELITY_MOCKUP"
    PROTOTYPE = "FIDELITY_PROTOTYPE"


@dataclass(frozen=True, slots=True)
class Picture:
    """What its author drew: a drawing or the address of a file, one of the two.

    Attributes:
        caption: What it shows, for people who cannot see it.
        svg: The drawing itself. It is data and is never run.
        url: Where the file is.
    """

    caption: str
    fidelity: Fidelity
    svg: str = ""
    url: str = ""


class VisualState(StrEnum):
    """A visual is there; nothing else ever becomes of it."""

    DRAWN = "DRAWN"


@dataclass(slots=True, kw_only=True)
class Visual(Aggregate):
    """One picture, never changed."""

    COLLECTION: ClassVar[str] = "visuals"
    TRANSITIONS: ClassVar[Transitions] = {}

    idea: str
    picture: Picture
    creator: str
    state: VisualState = VisualState.DRAWN

    @property
    @override
    def name(self) -> str:
        return f"{self.idea}/visuals/{self.id}"

    @property
    @override
    def journey(self) -> str:
        return self.idea

    @classmethod
    def draw(
        cls, visual_id: str, idea: str, picture: Picture, *, by: Actor, at: datetime
    ) -> "Visual":
        """Add a picture."""
        visual = cls(
            id=visual_id,
            idea=idea,
            picture=picture,
            creator=by.name,
            created_at=at,
            updated_at=at,
        )
        drawn = events.IdeaVisualAdded(idea=idea, visual=visual.name, at=at)
        visual.remember(drawn, by=by)
        return visual
