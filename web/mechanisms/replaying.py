"""The form of a proof: each incident put right, and a variant that is as wrong."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from google.protobuf.json_format import ParseDict, ParseError

from chassis.wire import enum_name
from day1.checks.v1 import checks_pb2
from day1.coes.v1 import mechanisms_pb2 as pb
from day1.coes.v1 import mechanisms_service_pb2 as rpc

from ..fields import assign
from ..form_texts import filled, without_blank_rows
from ..forms import Form
from ..front import Front
from ..refusals import FieldProblem, FieldsRefused
from . import incidents, snapshots

NOT_JSON = 'must be a JSON object, such as {"requiredInputs": []}.'
PATCHES = {"part": "corrected.patch", "mutant": "mutated_incidents.0.patch"}
"""The parts of a case, and the input of a row in which they are written as JSON."""

PART = re.compile(rf"replays\.([0-9]{{1,2}})\.({'|'.join(PATCHES)})\.([a-z_]+)")

NO_ANSWER = "(none)"
"""What the form enters for a variant that got none of the answers."""


def form_of(front: Front, mechanism: pb.Mechanism) -> Form:
    """Return a row for each incident, with what was recorded of it in its inputs."""
    coes, parts = incidents.coes_of(front, mechanism), parts_of(mechanism)
    values = {}
    for row, name in enumerate(incidents.names_of(mechanism, coes)):
        values[f"replays.{row}.coe"] = name
        design = name in coes and parts and incidents.design_of(front, coes[name])
        if not design:
            continue
        for part, text in snapshots.texts_of(parts, design).items():
            for case in (*PATCHES, "was"):
                values[f"replays.{row}.{case}.{part}"] = text
    return Form(values=values)


def parts_of(mechanism: pb.Mechanism) -> list[snapshots.Part]:
    """Return what a proof can put right, or get wrong otherwise, part by part."""
    expression = mechanism.predicate.expression
    return snapshots.parts_of(stage_of(mechanism), expression)


def stage_of(mechanism: pb.Mechanism) -> str:
    """Return when a mechanism is asked, in the contract's words."""
    return enum_name(checks_pb2.Stage, mechanism.scope.stage, "STAGE_UNSPECIFIED")


def without_replays(entered: Mapping[str, str]) -> dict[str, str]:
    """Return the inputs that are not of the proof."""
    return {k: v for k, v in entered.items() if not k.startswith("replays.")}


def fill(replays: Any, entered: Mapping[str, str], stage: str) -> None:
    """Add what was entered to a list of replays; rows that say nothing are left out.

    What was given before need not be given again, so an empty row is fine.
    Raises `FieldsRefused`.
    """
    patches, problems = _changed(entered, stage)
    of_rows = {k: v for k, v in entered.items() if k.startswith("replays.")}
    of_rows = {k: v for k, v in of_rows.items() if NO_FIELDS.isdisjoint(k.split("."))}
    rows = without_blank_rows(of_rows | patches, "replays", ignoring="coe")
    patches = {k: v for k, v in rows.items() if k.endswith(".patch") and v.strip()}
    others = {k: v for k, v in rows.items() if not k.endswith(".patch")}
    message = rpc.ProveMechanismRequest()
    assign(message, filled(others))
    if problems := [*problems, *_patch_problems(message, patches)]:
        raise FieldsRefused(problems)
    for variant in (one for row in message.replays for one in row.mutated_incidents):
        if variant.answer == NO_ANSWER:
            variant.answer = ""
    replays.extend(message.replays)


NO_FIELDS = {*PATCHES, "was"}
"""Inputs of a row that become its patches."""


def _changed(
    entered: Mapping[str, str], stage: str
) -> tuple[dict[str, str], list[FieldProblem]]:
    """Return a patch for each case with a part that is not what it was."""
    changes: dict[str, dict[str, Any]] = {}
    problems = []
    for name, text in entered.items():
        if not (found := PART.fullmatch(name)):
            continue
        row, case, part = found.groups()
        if _same(text, entered.get(f"replays.{row}.was.{part}", "")):
            continue
        try:
            value = snapshots.value_of(stage, part, text)
        except ValueError as problem:
            problems.append(FieldProblem(name, "FIELD_MALFORMED", str(problem)))
        else:
            patch = changes.setdefault(f"replays.{row}.{PATCHES[case]}", {})
            patch[snapshots.json_name(stage, part)] = value
    unwritten = {k: v for k, v in changes.items() if not entered.get(k, "").strip()}
    return {k: json.dumps(v) for k, v in unwritten.items()}, problems


def _same(text: str, was: str) -> bool:
    return text.split() == was.split()


def _patch_problems(
    message: rpc.ProveMechanismRequest, patches: Mapping[str, str]
) -> Iterator[FieldProblem]:
    """Set the patches; yield what is wrong with those that are not JSON objects."""
    for name, text in patches.items():
        try:
            ParseDict(json.loads(text), _case(message, name).patch)
        except (ValueError, ParseError, RecursionError, AttributeError, TypeError):
            yield FieldProblem(name, "FIELD_MALFORMED", NOT_JSON)


def _case(message: rpc.ProveMechanismRequest, name: str) -> pb.ReplayedCase:
    """Return the case that the input of a patch belongs to."""
    _, row, case, *_ = name.split(".")
    replay = message.replays[int(row)]
    if case == "corrected":
        return replay.corrected
    variants = replay.mutated_incidents
    return variants[0] if variants else variants.add()
