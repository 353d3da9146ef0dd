"""What predicates of mechanisms see of an idea when it is submitted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SnapshotFaq:
    """One entry of an FAQ, its texts cut to a bound."""

    id: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class SnapshotDoor:
    """One door; its kind is empty, and a number None, when nobody said."""

    id: str
    decision: str
    kind: str
    undo_cost: float | None
    undo_days: int | None
    undo_tested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaSnapshot:
    """The fields of `day1.ideas.v1.IdeaSnapshot`."""

    name: str
    revision: str
    title: str
    author: str
    team: str
    tags: tuple[str, ...]
    door_kinds: tuple[str, ...]
    business_unit: str
    country_codes: tuple[str, ...]
    customer_segment: str
    customer_need: str
    headline: str
    press_release: str
    customer_faqs: tuple[SnapshotFaq, ...]
    internal_faqs: tuple[SnapshotFaq, ...]
    doors: tuple[SnapshotDoor, ...]
    evidence_kinds: tuple[str, ...]
    conversations: int
    evidence_against: int
    open_questions: int
    answered_questions: int
    visuals: int
    manual_stage: str
    loss_cap: float | None
    customers_exposed: int | None
    win_probability: float | None
    payoff_multiple: float | None
    word_count: int
    debated_topics: tuple[str, ...]
    learns_from: tuple[str, ...]
    leader: str
    members: int
    mlp_features: tuple[str, ...]
    currency_code: str
