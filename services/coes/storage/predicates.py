"""The language of predicates, over the snapshots that were recorded."""

import json
from dataclasses import replace
from functools import lru_cache
from typing import Any

from google.protobuf.json_format import MessageToDict, ParseDict, ParseError
from google.protobuf.message import DecodeError, Message

from chassis.checks import Stage
from chassis.checks.predicates import InvalidExpression, Predicate
from chassis.domain import InvalidInput, Violation
from day1.experiments.v1.experiments_events_pb2 import ExperimentSnapshot
from day1.ideas.v1.ideas_events_pb2 import IdeaSnapshot
from day1.reviews.v1.reviews_events_pb2 import DecisionSnapshot

from ..domain.mechanism_rules import expression_invalid
from ..domain.proofs import Recorded

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
        """Tell whether it is true. Raises `InvalidInput` if it cannot be evaluated."""
        try:
            predicate = _compiled(recorded.stage, expression)
            return predicate.holds(_message(recorded))
        except InvalidExpression as problem:
            text = f"On {recorded.name}: {problem}"
            raise InvalidInput(*filter(None, [expression_invalid(text)])) from problem

    def corrected(self, recorded: Recorded, patch: str) -> Recorded:
        """Return it, changed (RFC 7396). Raises `InvalidInput` if it is none any more.

        Names are those of the contract's JSON, or of the contract itself.
        """
        if len(patch) > PATCH_LIMIT:
            raise _no_correction(
                f"It has {len(patch)} characters; {PATCH_LIMIT} are allowed."
            )
        message = _message(recorded)
        known = MessageToDict(message, preserving_proto_field_name=True)
        changes = _in_proto_names(json.loads(patch), message.DESCRIPTOR)
        if not isinstance(changes, dict):
            raise _no_correction("It has to be an object, with the fields to change.")
        try:
            snapshot = ParseDict(merged(known, changes), type(message)())
        except ParseError as problem:
            raise _no_correction(str(problem)) from problem
        return replace(recorded, snapshot=snapshot.SerializeToString())


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


def _in_proto_names(changes: Any, kind: Any) -> Any:
    """Return the changes with `requiredInputs` called `required_inputs`, all the way.

    What has no such field stays as it is: whoever parses it will say so. `kind` is the
    descriptor of the message that is changed.
    """
    if isinstance(changes, list):
        return [_in_proto_names(each, kind) for each in changes]
    if not isinstance(changes, dict):
        return changes
    fields = {
        name: field for field in kind.fields for name in (field.name, field.json_name)
    }
    return {
        fields[key].name if key in fields else key: _in_proto_names(
            value, (key in fields and fields[key].message_type) or kind
        )
        for key, value in changes.items()
    }


@lru_cache(maxsize=512)
def _compiled(stage: Stage, expression: str) -> Predicate:
    return Predicate.compile(expression, SNAPSHOTS[stage], stage.variable)


def _message(recorded: Recorded) -> Message:
    try:
        return SNAPSHOTS[recorded.stage].FromString(recorded.snapshot)
    except DecodeError as error:
        text = f"What was recorded of {recorded.name} cannot be read any more."
        raise InvalidExpression(text) from error


def _no_correction(problem: str) -> InvalidInput:
    text = f"What is corrected is no snapshot any more: {problem[:300]}"
    hint = "Name fields of the stage's snapshot, and give values of their types."
    return InvalidInput(
        Violation("CORRECTION_INVALID", "replays.patch", f"{text} {hint}")
    )
