"""The language of predicates, over the snapshots that were recorded."""

import json
from dataclasses import replace
from functools import lru_cache
from typing import Any

from google.protobuf.json_format import MessageToDict, ParseDict, ParseError
from google.protobuf.message import DecodeError, Message

from chassis.checks import Stage
from chassis.checks.predicates import InvalidExpression, Predicate
from day1.experiments.v1.experiments_events_pb2 import ExperimentSnapshot
from day1.ideas.v1.ideas_events_pb2 import IdeaSnapshot
from day1.reviews.v1.reviews_events_pb2 import DecisionSnapshot

from ..domain.proofs import Recorded, Unusable
from .snapshot_fields import identity_in, searches_text, varies

SNAPSHOTS: dict[Stage, type[Message]] = {
    Stage.IDEA_SUBMIT: IdeaSnapshot,
    Stage.REVIEW_DECIDE: DecisionSnapshot,
    Stage.EXPERIMENT_START: ExperimentSnapshot,
    Stage.EXPERIMENT_DECIDE: ExperimentSnapshot,
}
"""What predicates see at each stage. Fields are only added, so old ones are read."""

PATCH_LIMIT = 64 * 1024
"""Characters: a correction changes a few fields."""


class Predicates:
    """Compiles, evaluates, and corrects what is evaluated."""

    def problem(self, stage: Stage, expression: str) -> str:
        """Return why an expression cannot be used; empty if it can."""
        try:
            _compiled(stage, expression)
        except InvalidExpression as problem:
            return str(problem)
        return ""

    def holds(self, expression: str, recorded: Recorded) -> bool:
        """Tell whether it is true. Raises `Unusable` if it cannot be evaluated."""
        try:
            predicate = _compiled(recorded.stage, expression)
            return predicate.holds(_message(recorded))
        except InvalidExpression as problem:
            raise Unusable(str(problem)) from problem

    def identity(self, stage: Stage, expression: str) -> tuple[str, ...]:
        """Return what it reads that only says which subject it is."""
        return identity_in(_compiled(stage, expression).reading())

    def searches_text(self, stage: Stage, expression: str) -> bool:
        """Tell whether it looks for words in what people wrote."""
        return searches_text(_compiled(stage, expression).reading())

    def varies(self, expression: str, one: Recorded, other: Recorded) -> bool:
        """Tell whether two subjects differ in what an expression reads."""
        reading = _compiled(one.stage, expression).reading()
        return varies(reading, _message(one), _message(other))

    def corrected(self, recorded: Recorded, patch: str) -> Recorded:
        """Return it, changed (RFC 7396). Raises `Unusable` if it is no snapshot then.

        Names of fields are those of its JSON.
        """
        if len(patch) > PATCH_LIMIT:
            text = f"The change has {len(patch)} characters; {PATCH_LIMIT} are allowed."
            raise Unusable(text)
        try:
            message = _message(recorded)
        except InvalidExpression as problem:
            raise Unusable(str(problem)) from problem
        changes = json.loads(patch)
        if strangers := _strangers(changes, message.DESCRIPTOR):
            raise Unusable(f"It has no field {', '.join(strangers)}.")
        try:
            result = merged(MessageToDict(message), changes)
            snapshot: Any = ParseDict(result, type(message)())
        except ParseError as problem:
            raise Unusable(str(problem)) from problem
        return replace(
            recorded,
            team=snapshot.team,
            tags=tuple(snapshot.tags),
            door_kinds=tuple(snapshot.door_kinds),
            snapshot=snapshot.SerializeToString(),
        )


def merged(known: Any, changes: Any) -> Any:
    """Return what is known, changed; null takes away (RFC 7396)."""
    if not isinstance(changes, dict):
        return changes
    result = dict(known) if isinstance(known, dict) else {}
    for key, value in changes.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result


def _strangers(changes: Any, kind: Any) -> list[str]:
    """Return the names that are no fields of a message in its JSON, all the way down.

    `kind` is the descriptor of the message.
    """
    if isinstance(changes, list):
        return [name for each in changes for name in _strangers(each, kind)]
    if not isinstance(changes, dict):
        return []
    fields = {field.json_name: field for field in kind.fields} if kind else {}
    return [
        name
        for key, value in changes.items()
        for name in (
            _strangers(value, fields[key].message_type) if key in fields else [key]
        )
    ]


@lru_cache(maxsize=512)
def _compiled(stage: Stage, expression: str) -> Predicate:
    return Predicate.compile(expression, SNAPSHOTS[stage], stage.variable)


def _message(recorded: Recorded) -> Message:
    try:
        return SNAPSHOTS[recorded.stage].FromString(recorded.snapshot)
    except DecodeError as error:
        text = f"What was recorded of {recorded.name} cannot be read any more."
        raise InvalidExpression(text) from error
