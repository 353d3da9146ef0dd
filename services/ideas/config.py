"""Settings of the ideas service, read once from the environment."""

from datetime import timedelta

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings

from .domain.policy import Policy

POLICY = Policy()


class IdeasSettings(ServiceSettings):
    """Every `IDEAS_*` variable.

    Attributes:
        undo_days_limit: The longest way back that a two-way door may have.
        hard_questions_two_way: Answered questions of others that a submission needs.
        evidence_two_way: Pieces of evidence from customers that it needs.
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

    model_config = SettingsConfigDict(env_prefix="IDEAS_", frozen=True, extra="forbid")

    undo_days_limit: int = Field(POLICY.undo_days_limit, ge=0)
    hard_questions_two_way: int = Field(POLICY.hard_questions_two_way, ge=0)
    evidence_two_way: int = Field(POLICY.evidence_two_way, ge=0)
    hard_questions_one_way: int = Field(POLICY.hard_questions_one_way, ge=0)
    evidence_one_way: int = Field(POLICY.evidence_one_way, ge=0)
    visuals_one_way: int = Field(POLICY.visuals_one_way, ge=0)
    team_limit: int = Field(POLICY.team_limit, ge=1)
    release_words_limit: int = Field(POLICY.release_words_limit, ge=1)
    sentence_words_limit: int = Field(POLICY.sentence_words_limit, ge=1)
    horizon: timedelta = POLICY.horizon
    document_bytes_limit: int = Field(POLICY.document_bytes_limit, ge=1, le=1_000_000)
    visuals_limit: int = Field(POLICY.visuals_limit, ge=1)
    quiet_after: timedelta = POLICY.quiet_after
    tell_updates_every: timedelta = POLICY.tell_updates_every
