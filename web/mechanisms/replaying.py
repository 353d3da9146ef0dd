"""The form of a proof: what each incident looks like, put right."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from google.protobuf.json_format import ParseDict, ParseError

from day1.coes.v1 import mechanisms_service_pb2 as pb

from ..fields import assign
from ..form_texts import filled, without_blank_rows
from ..forms import Form
from ..refusals import FieldProblem, FieldsRefused

NOT_JSON = 'must be a JSON object, such as {"requiredInputs": []}.'


def incidents_of(mechanism: pb.Mechanism) -> list[str]:
    """Return every COE that a proof has to replay: origins first, then escapes."""
    escaped = (escape.coe for escape in mechanism.escapes)
    return list(dict.fromkeys([*mechanism.origin_coes, *escaped]))


def form_of(mechanism: pb.Mechanism) -> Form:
    """Return an empty form with a row for each incident."""
    rows = enumerate(incidents_of(mechanism))
    return Form(values={f"replays.{row}.coe": coe for row, coe in rows})


def without_replays(entered: Mapping[str, str]) -> dict[str, str]:
    """Return the inputs that are not of the proof."""
    return {k: v for k, v in entered.items() if not k.startswith("replays.")}


def fill(replays: Any, entered: Mapping[str, str]) -> None:
    """Add what was entered to a list of replays; rows that say nothing are left out.

    What was given before need not be given again, so an empty row is fine.
    Raises `FieldsRefused`.
    """
    rows = without_blank_rows(
        {k: v for k, v in entered.items() if k.startswith("replays.")},
        "replays",
        ignoring="coe",
    )
    patches = {k: v for k, v in rows.items() if k.endswith(".patch") and v.strip()}
    others = {k: v for k, v in rows.items() if not k.endswith(".patch")}
    message = pb.ProveMechanismRequest()
    assign(message, filled(others))
    if problems := list(_patch_problems(message, patches)):
        raise FieldsRefused(problems)
    replays.extend(message.replays)


def _patch_problems(
    message: pb.ProveMechanismRequest, patches: Mapping[str, str]
) -> Iterator[FieldProblem]:
    """Set the patches; yield what is wrong with those that are not JSON objects."""
    for name, text in patches.items():
        try:
            ParseDict(json.loads(text), message.replays[_row(name)].patch)
        except (ValueError, ParseError, RecursionError, AttributeError, TypeError):
            yield FieldProblem(name, "FIELD_MALFORMED", NOT_JSON)


def _row(name: str) -> int:
    return int(name.split(".")[1])
