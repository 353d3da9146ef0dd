"""`python -m deploy.contracts [--check]`: write reasons.json and surface.json.

With `--check` nothing is written; the program fails if a file is not what the contracts
and the code say, and if a comment in the contracts is malformed.
"""

import json
from pathlib import Path

import click
from google.protobuf.descriptor_pb2 import FileDescriptorSet

from chassis.rpc.errors import ERROR_DOMAIN, METADATA
from web.refusals import REASONS

from . import image, reasons, surface
from .comments import Errors, Malformed

OUTDATED = "{} is not what the contracts and the code say; run `make docs`."


def reasons_text(contracts: FileDescriptorSet, service: str) -> str:
    """Return `reasons.json` of a service. Raises `Malformed`."""
    listed = {
        "service": service,
        "domain": ERROR_DOMAIN,
        "metadata": METADATA,
        "grpc": {
            one.name: reasons.to_json(one)
            for one in reasons.services_of(contracts, service)
        },
        "json": front_reasons(),
    }
    return json.dumps(listed, indent=2) + "\n"


def front_reasons() -> Errors:
    """Return what the JSON API refuses by itself, the same for every service."""
    errors: Errors = {}
    for reason, code in sorted(REASONS.items()):
        errors.setdefault(code.name, {})[reason] = []
    return dict(sorted(errors.items()))


def written(protos: Path) -> dict[Path, str]:
    """Return what each file should hold. Raises `DoesNotCompile` and `Malformed`."""
    texts, contracts = {}, image.compiled(protos)
    for service in image.services_in(contracts):
        folder = protos / "day1" / service / "v1"
        texts[folder / "reasons.json"] = reasons_text(contracts, service)
        texts[folder / "surface.json"] = surface.text(contracts, service)
    return texts


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; fail if out of date.")
def main(*, check: bool) -> None:
    """Write reasons.json and surface.json of every service, or compare them."""
    try:
        texts = written(image.PROTOS)
    except (image.DoesNotCompile, Malformed) as error:
        raise click.ClickException(str(error)) from None
    for path, text in texts.items():
        if not check:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            raise click.ClickException(OUTDATED.format(path))


if __name__ == "__main__":
    main()
