"""Lists of errors in the comments of the contracts are read strictly."""

from pathlib import Path
from typing import Any

import pytest

from chassis.rpc import validation
from deploy.contracts import image, reasons
from deploy.contracts.comments import Malformed
from tests import met
from tests.contract.kettles import CONTRACT, FILE, lay_out, write


@pytest.fixture
def protos(tmp_path: Path) -> Path:
    lay_out(tmp_path)
    return tmp_path


def read(protos: Path) -> dict[str, Any]:
    (service,) = reasons.services_of(image.compiled(protos), "kettles")
    return reasons.to_json(service)


def test_each_method_has_its_reasons_by_status_with_their_metadata(
    protos: Path,
) -> None:
    assert read(protos)["methods"] == {
        "FillKettle": {
            "groups": ["every method"],
            "errors": {
                "ALREADY_EXISTS": {"KETTLE_EXISTS": []},
                "INVALID_ARGUMENT": {
                    "CURRENCY_MIXED": [],
                    "TITLE_MISSING": [],
                    "TOO_FULL": ["most", "unit"],
                },
            },
        },
        "ListKettles": {
            "groups": ["every method", "every method with a page_token"],
            "errors": {},
        },
    }


def test_what_methods_have_in_common_is_listed_once(protos: Path) -> None:
    assert read(protos)["common"] == {
        "every method": {
            "UNAUTHENTICATED": {"TOKEN_INVALID": [], "TOKEN_MISSING": []},
            "UNAVAILABLE": {"DATABASE_UNAVAILABLE": []},
        },
        "every method with a page_token": {
            "INVALID_ARGUMENT": {"PAGE_TOKEN_INVALID": []}
        },
    }


FILL, SERVICE = (
    "day1.kettles.v1.KettleService.FillKettle",
    "day1.kettles.v1.KettleService",
)

MALFORMED = {
    "a heading in other words": (
        "  // Errors:",
        "  // Errors of this method:",
        (FILL, "not a heading of errors: 'Errors of this method:'"),
    ),
    "a heading in small letters": (
        "  // Errors:",
        "  // errors:",
        (FILL, "not a heading of errors: 'errors:'"),
    ),
    "no heading": ("  // Errors:", "  //", (FILL, "outside a list of errors")),
    "no status of gRPC": (
        "ALREADY_EXISTS: KETTLE",
        "EXISTS_ALREADY: KETTLE",
        (FILL, "EXISTS_ALREADY is no status of gRPC"),
    ),
    "a status twice": (
        "ALREADY_EXISTS: KETTLE",
        "INVALID_ARGUMENT: KETTLE",
        (FILL, "INVALID_ARGUMENT is listed twice"),
    ),
    "a reason twice": (
        "TITLE_MISSING, TOO",
        "TITLE_MISSING, TITLE_MISSING, TOO",
        (FILL, "TITLE_MISSING is listed twice"),
    ),
    "a reason twice over two lines": (
        "//      CURRENCY_MIXED",
        "//      TITLE_MISSING",
        (FILL, "TITLE_MISSING is listed twice"),
    ),
    "small letters": ("KETTLE_EXISTS", "kettle", (FILL, "no reason: 'kettle'")),
    "words after a reason": (
        "KETTLE_EXISTS",
        "KETTLE_EXISTS when there is one",
        (FILL, "no reason: 'KETTLE_EXISTS when there is one'"),
    ),
    "a full stop": ("KETTLE_EXISTS", "KETTLE_EXISTS.", (FILL, "'KETTLE_EXISTS.'")),
    "metadata in capitals": ("(most, unit)", "(Most)", (FILL, "'TOO_FULL (Most)'")),
    "no comma before the next line": (
        "(most, unit),",
        "(most, unit)",
        (FILL, "neither a status with its reasons nor their continuation"),
    ),
    "a comma after the last reason": (
        "KETTLE_EXISTS\n",
        "KETTLE_EXISTS,\n",
        (FILL, "the list ends with a comma"),
    ),
    "a next line that is not indented": (
        "//      CURRENCY",
        "//   CURRENCY",
        (FILL, "neither a status with its reasons nor their continuation"),
    ),
    "prose in a list": (
        "  //\n  // A kettle",
        "  // A kettle",
        (FILL, "nor their continuation: ' A kettle can be filled again.'"),
    ),
    "an empty list": (
        "  // Errors:\n",
        "  // Errors:\n  //\n",
        (FILL, "the list of errors is empty"),
    ),
    "a second list": (
        "  // A kettle can be filled again.",
        "  // Errors:\n  //   ABORTED: CONTENTION",
        (FILL, "a second list with this heading"),
    ),
    "a list of a method at the service": (
        "// Errors of every method:",
        "// Errors:",
        (SERVICE, "has a list `Errors of every method:`"),
    ),
    "a common list at a method": (
        "  // Errors:",
        "  // Errors of every method:",
        (FILL, "the errors of every method belong into the comment of the service"),
    ),
    "a method that repeats what is common": (
        "KETTLE_EXISTS",
        "KETTLE_EXISTS\n  //   UNAVAILABLE: DATABASE_UNAVAILABLE",
        (FILL, "DATABASE_UNAVAILABLE is listed for every method already"),
    ),
}
"""What is wrong: the text, what it is replaced by, who is named and the complaint."""


@pytest.mark.parametrize("fault", MALFORMED)
def test_a_malformed_list_is_refused_with_its_file_method_and_line(
    protos: Path, fault: str
) -> None:
    before, after, (owner, complaint) = MALFORMED[fault]
    assert CONTRACT.count(before) == 1
    write(protos, CONTRACT.replace(before, after))

    with pytest.raises(Malformed) as refused:
        read(protos)

    assert str(refused.value).startswith(f"{FILE}:")
    assert f": {owner}: " in str(refused.value)
    assert complaint in str(refused.value)


def test_the_line_of_a_malformed_list_is_that_of_the_file(protos: Path) -> None:
    write(protos, CONTRACT.replace("KETTLE_EXISTS", "kettle"))
    line = CONTRACT[: CONTRACT.index("KETTLE_EXISTS")].count("\n") + 1

    with pytest.raises(Malformed, match=rf"^{FILE}:{line}: "):
        read(protos)


def test_a_folder_that_does_not_compile_is_refused_with_the_line(protos: Path) -> None:
    write(protos, CONTRACT.replace("message FillKettleResponse {}", "massage X {}"))

    with pytest.raises(image.DoesNotCompile, match=f"{FILE}:[0-9]+:"):
        image.compiled(protos)


REAL = image.compiled()
GRPC_SERVICES = [
    service
    for name in image.services_in(REAL)
    for service in reasons.services_of(REAL, name)
]

by_service = pytest.mark.parametrize(
    "service", GRPC_SERVICES, ids=lambda service: service.name
)


@by_service
def test_every_service_lists_each_reason_that_a_rule_of_a_contract_gives(
    service: reasons.Service,
) -> None:
    listed = service.common["every method"]["INVALID_ARGUMENT"]

    assert {*listed} == validation.REASONS


@by_service
def test_what_all_services_have_in_common_is_listed_alike(
    service: reasons.Service,
) -> None:
    first = GRPC_SERVICES[0]

    for group in service.common.keys() & first.common.keys():
        for status, listed in first.common[group].items():
            assert service.common[group][status] == listed
    assert reasons.to_json(service)["methods"]


@by_service
def test_a_group_is_listed_for_every_field_that_a_request_has(
    service: reasons.Service,
) -> None:
    groups = {group for one in GRPC_SERVICES for group in one.common}
    requests = [met.requests()[f"{service.name}/{one.name}"] for one in service.methods]
    fields = {field.name for request in requests for field in request.fields}

    assert {one for one in groups if one.split()[-1] in fields} <= {*service.common}
