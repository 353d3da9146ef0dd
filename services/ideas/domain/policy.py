"""The numbers of this service's rules. They come from its settings."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Policy:
    """Every number that is a choice, with its default.

    Attributes:
        undo_days_limit: The longest way back that a two-way door may have.
        hard_questions_two_way: Answered questions of others that a submission needs.
        evidence_two_way: What it needs of customers.
        hard_questions_one_way: Answered questions behind a door without a way back.
        evidence_one_way: Pieces of evidence behind a door without a way back.
        visuals_one_way: Pictures that it then needs.
        team_limit: How many people two pizzas feed.
        release_words_limit: Longer press releases are warned of.
        sentence_words_limit: Longer sentences are, too.
        horizon: A claim that comes true sooner is warned of.
        document_bytes_limit: The most text that a document may hold.
        visuals_limit: The most pictures of one idea.
        quiet_after: An idea without an event for so long has gone quiet.
        tell_updates_every: Edits of one idea are told to others no more often.
    """

    undo_days_limit: int = 30
    hard_questions_two_way: int = 1
    evidence_two_way: int = 1
    hard_questions_one_way: int = 3
    evidence_one_way: int = 3
    visuals_one_way: int = 1
    team_limit: int = 10
    release_words_limit: int = 450
    sentence_words_limit: int = 40
    horizon: timedelta = timedelta(days=14)
    document_bytes_limit: int = 1_000_000
    visuals_limit: int = 20
    quiet_after: timedelta = timedelta(days=90)
    tell_updates_every: timedelta = timedelta(minutes=1)
