"""A contract that is small enough to see through."""

import shutil
from pathlib import Path

from deploy.contracts import image

FILE = "day1/kettles/v1/kettles_service.proto"

CONTRACT = """\
syntax = "proto3";
package day1.kettles.v1;

import "google/api/annotations.proto";

// Boils water.
//
// Errors of every method:
//   UNAUTHENTICATED: TOKEN_MISSING, TOKEN_INVALID
//   UNAVAILABLE: DATABASE_UNAVAILABLE
//
// Errors of every method with a page_token:
//   INVALID_ARGUMENT: PAGE_TOKEN_INVALID
service KettleService {
  // Fills a kettle. Any member may.
  //
  // Errors:
  //   INVALID_ARGUMENT: TITLE_MISSING, TOO_FULL (most, unit),
  //      CURRENCY_MIXED
  //   ALREADY_EXISTS: KETTLE_EXISTS
  //
  // A kettle can be filled again.
  rpc FillKettle(FillKettleRequest) returns (FillKettleResponse) {
    option (google.api.http) = {
      post: "/v1/kettles"
      body: "*"
      additional_bindings {put: "/v1/{name=kettles/*}:fill"}
    };
  }

  // Returns kettles.
  rpc ListKettles(ListKettlesRequest) returns (stream ListKettlesResponse) {
    option idempotency_level = NO_SIDE_EFFECTS;
  }
}

message FillKettleRequest {
  string name = 1;
  string request_id = 2;
}
message FillKettleResponse {}
message ListKettlesRequest {
  string page_token = 1;
}
message ListKettlesResponse {}
"""


def lay_out(protos: Path) -> None:
    """Make a folder like `protos/` that holds this contract alone."""
    shutil.copytree(image.PROTOS / "third_party", protos / "third_party")
    write(protos, CONTRACT)


def write(protos: Path, contract: str) -> None:
    """Put another text in the place of the contract."""
    path = protos / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(contract)
