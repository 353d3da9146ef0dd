"""What is said about an idea, beside its document."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Origin(StrEnum):
    """Where an idea came from, in the contract's words."""

    UNSPECIFIED = "IDEA_ORIGIN_UNSPECIFIED"
    INTERNAL = "IDEA_ORIGIN_INTERNAL"
    CUSTOMER = "IDEA_ORIGIN_CUSTOMER"
    PARTNER = "IDEA_ORIGIN_PARTNER"
    COMPETITOR = "IDEA_ORIGIN_COMPETITOR"
    OTHER_FIELD = "IDEA_ORIGIN_OTHER_FIELD"


class Maturity(StrEnum):
    """How far an idea has been thought and tried, in the contract's words."""

    ROUGH = "MATURITY_ROUGH"
    TESTED = "MATURITY_TESTED"
    PROVEN = "MATURITY_PROVEN"


class Visibility(StrEnum):
    """Who can see an idea, in the contract's words."""

    TEAM = "VISIBILITY_TEAM"
    COMPANY = "VISIBILITY_COMPANY"


@dataclass(frozen=True, slots=True)
class Profile:
    """What may be said about an idea while its document is frozen.

    Attributes:
        members: The team that would build it.
        learns_from: What it builds on: `ideas/{idea}` or `coes/{coe}`.
        build_started_at: When building began, if it has.
        patience_until: Until when it should not be judged.
        historic_year: Of the case that it retells; None if it retells none.
        fictional: Invented for a demonstration.
    """

    co_authors: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    business_unit: str = ""
    origin: Origin = Origin.UNSPECIFIED
    trend_tags: tuple[str, ...] = ()
    country_codes: tuple[str, ...] = ()
    maturity: Maturity = Maturity.ROUGH
    visibility: Visibility = Visibility.COMPANY
    learns_from: tuple[str, ...] = ()
    build_started_at: datetime | None = None
    patience_until: datetime | None = None
    historic_year: int | None = None
    fictional: bool = False
