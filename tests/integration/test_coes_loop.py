"""The loop closes: one team's incident stops another team's experiment."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chassis.eventlog.embedded import EmbeddedLog
from deploy.postgres import EmbeddedPostgres
from tests.e2e.story import Story
from tests.integration.in_process import InProcess, running_monolith
from tests.integration.test_coes_api import correction, report

DECLARED = (
    "experiment.treatment_reads.all(a,"
    " experiment.required_inputs.exists(i, i.name == a))"
)
READS_WEIGHT: dict[str, Any] = {"treatmentReads": ["weight"]}


@pytest.fixture
def product(postgres: EmbeddedPostgres, tmp_path: Path) -> Iterator[InProcess]:
    with running_monolith(postgres, tmp_path, EmbeddedLog) as running:
        yield running


def test_an_incident_of_one_team_stops_the_experiment_of_another(
    product: InProcess,
) -> None:
    first = Story(product)
    first.draft()
    first.submit()
    first.approve()
    first.start(**READS_WEIGHT)
    kai, eve = product.api("kai"), product.api("eve")
    about = report(source=first.experiment)
    product.await_true(
        lambda: kai.post("/v1/coes", about | {"severity": "INCIDENT_SEVERITY_LOW"})[
            "coe"
        ]["idea"],
        "heard",
    )
    coe = kai.post("/v1/coes", about)["coe"]["name"]
    kai.post(f"/v1/{coe}:startAnalysis")
    proposal = {
        "title": "Experiments declare what they read",
        "outputs": "No treatment falls back silently.",
        "message": "The treatment reads what it does not declare.",
        "fixHint": "Add it to required_inputs, with fallback control.",
        "originCoes": [coe],
        "scope": {"stage": "STAGE_EXPERIMENT_START"},
        "predicate": {"expression": DECLARED},
    }
    made = kai.post("/v1/mechanisms?mechanism_id=declare-inputs", proposal)
    mechanism = made["mechanism"]["name"]
    patch = {"requiredInputs": [{"name": "weight", "fallback": "control"}]}
    proved = kai.post(
        f"/v1/{mechanism}:prove",
        {
            "replays": [
                {
                    "coe": coe,
                    "corrected": {"patch": patch},
                    "mutatedIncidents": [{"patch": {"treatmentReads": ["height"]}}],
                }
            ]
        },
    )
    assert proved["mechanism"]["backtest"]["wouldHaveBlocked"] == "1"
    assert proved["mechanism"]["backtest"]["caught"] == "1"
    body = {"corrections": [correction(mechanism)]}
    kai.call("PATCH", f"/v1/{coe}", body)
    kai.post(f"/v1/{coe}:submit")
    eve.post(f"/v1/{coe}:approve")
    eve.post(f"/v1/{mechanism}:adopt")
    product.await_true(
        lambda: kai.get(f"/v1/{coe}")["coe"]["state"] == "COE_STATE_WATCHING", "active"
    )

    second = Story(product, author="gus")
    second.draft()
    second.submit()
    second.approve()
    second.plan(**READS_WEIGHT)
    said = second.refuses(
        "gus",
        f"/v1/{second.experiment}:start",
        reasons=["MECHANISM_CHECK_FAILED"],
    )

    assert f"(mechanisms/declare-inputs v1, from '{about['title']}' {coe})" in said
    assert "Add it to required_inputs, with fallback control." in said

    def counted() -> bool:
        counters = kai.get(f"/v1/{mechanism}")["mechanism"]["counters"]
        return bool(counters["blocked"] != "0")

    product.await_true(counted, "counted")
