"""What `surface.json` promises is what the contracts and the code say."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from google.protobuf.descriptor_pb2 import FileDescriptorSet

from chassis import limits
from deploy.contracts import image, surface
from deploy.contracts.__main__ import main
from deploy.contracts.entries import Entry, May
from deploy.contracts.facts import facts_of
from tests.contract.kettles import CONTRACT as KETTLES
from tests.contract.kettles import FILE, lay_out, write

KETTLE = "grpc/day1.kettles.v1.KettleService"
SERVICES = ("coes", "experiments", "ideas", "reviews")


@pytest.fixture
def protos(tmp_path: Path) -> Path:
    lay_out(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def contracts() -> FileDescriptorSet:
    return image.compiled()


def test_each_method_has_its_kind_its_routes_and_why_it_is_safe_to_repeat(
    protos: Path,
) -> None:
    found = surface.methods(image.compiled(protos), "kettles")

    assert list(found) == [
        Entry(f"{KETTLE}/FillKettle/kind", "one to one", May.STAY),
        Entry(f"{KETTLE}/FillKettle/safe_to_repeat", ["request_id"], May.GAIN),
        Entry(
            f"{KETTLE}/FillKettle/http",
            ["POST /v1/kettles *", "PUT /v1/{name=kettles/*}:fill"],
            May.GAIN,
        ),
        Entry(f"{KETTLE}/ListKettles/kind", "one to stream", May.STAY),
        Entry(f"{KETTLE}/ListKettles/safe_to_repeat", ["NO_SIDE_EFFECTS"], May.GAIN),
        Entry(f"{KETTLE}/ListKettles/http", [], May.GAIN),
    ]


@pytest.mark.parametrize(
    ("may", "before", "allowed", "refused"),
    [
        (May.STAY, 4, 4, 5),
        (May.RISE, 4, 5, 3),
        (May.FALL, 4, 3, 5),
        (May.GAIN, ["a", "b"], ["b", "c", "a"], ["a", "c"]),
        (May.LOSE, ["a", "b"], ["b"], ["a", "b", "c"]),
    ],
)
def test_a_value_may_change_in_one_direction(
    may: May, before: Any, allowed: Any, refused: Any
) -> None:
    assert may.allows(before, before)
    assert may.allows(before, allowed)
    assert not may.allows(before, refused)


@pytest.mark.parametrize(
    ("name", "may", "value"),
    [
        ("limits/request_bytes", May.RISE, 8 * 1024 * 1024),
        ("limits/response_bytes", May.FALL, 4 * 1024 * 1024),
        ("limits/document_bytes", May.RISE, 1_000_000),
        ("deadlines/default_seconds", May.STAY, 10),
        ("request_ids/answers_kept_seconds", May.RISE, 7 * 86_400),
        ("pages/default_size", May.STAY, 50),
        ("pages/page_token_seconds", May.RISE, 3 * 86_400),
        ("json/status/ABORTED", May.STAY, 409),
        ("events/partitions/kafka", May.STAY, 4),
        ("events/topics", May.GAIN, ["ideas.events.v1"]),
        ("events/topic/ideas.events.v1/key", May.STAY, "idea"),
        ("events/header/ce_specversion", May.STAY, "1.0"),
        ("tokens/audiences", May.GAIN, ["ideas", "day1"]),
    ],
)
def test_a_fact_has_its_value_and_its_direction(
    name: str, may: May, value: Any
) -> None:
    assert [one for one in facts_of("ideas") if one.name == name] == [
        Entry(name, value, may)
    ]


@pytest.mark.parametrize("service", SERVICES)
def test_every_topic_of_a_service_says_what_its_key_is(service: str) -> None:
    entries = {one.name: one for one in facts_of(service)}

    topics = entries["events/topics"].value
    assert isinstance(topics, list)
    assert f"{service}.events.v1" in topics
    assert all(f"events/topic/{topic}/key" in entries for topic in topics)


@pytest.mark.parametrize("service", SERVICES)
def test_every_entry_stands_in_the_file_of_its_service_once(
    contracts: FileDescriptorSet, service: str
) -> None:
    entries = surface.entries_of(contracts, service)
    text = surface.text(contracts, service)

    read = json.loads(text)
    assert read["service"] == service
    assert {*read["may"]} == {*May}
    assert len({one.name for one in entries}) == len(entries)
    assert read["entries"] == {
        one.name: {"may": one.may, "value": one.value} for one in entries
    }
    assert all(text.count(f"    {json.dumps(one.name)}: ") == 1 for one in entries)


LIMITS = {
    r"without a deadline gets (\d+) seconds": limits.DEFAULT_DEADLINE.total_seconds(),
    r"no call gets more than (\d+)": limits.MAX_DEADLINE_SECONDS,
    r"request has at most (\d+) MiB": limits.MAX_MESSAGE_BYTES / 2**20,
    r"metadata at most (\d+) KiB": limits.MAX_METADATA_BYTES / 2**10,
    r"response exceeds (\d+) MiB": limits.MAX_RESPONSE_BYTES / 2**20,
    r"page .* (\d+) MiB": limits.MAX_PAGE_BYTES / 2**20,
    r"kept for at least (\d+) days": limits.ANSWER_RETENTION.days,
}
"""Sentences in the comment of a service, and the number in each."""


def comments_of(
    contracts: FileDescriptorSet, service: str, *path: int | None
) -> Iterator[str]:
    """Return the comments at a path in the files of a service; None is any number."""
    for file in image.files_of(contracts, service):
        for location in file.source_code_info.location:
            found = tuple(location.path)
            if len(found) == len(path) and all(
                wanted in {None, number}
                for wanted, number in zip(path, found, strict=True)
            ):
                yield " ".join(location.leading_comments.split())


@pytest.mark.parametrize("service", SERVICES)
def test_the_comment_of_a_service_states_the_limits_that_the_code_has(
    contracts: FileDescriptorSet, service: str
) -> None:
    stated = [
        text for text in comments_of(contracts, service, 6, None) if "Limits: " in text
    ]

    assert stated
    for text in stated:
        found = {sentence: re.findall(sentence, text) for sentence in LIMITS}
        assert {k: [float(n) for n in v] for k, v in found.items()} == {
            sentence: [number] for sentence, number in LIMITS.items()
        }


@pytest.mark.parametrize("service", SERVICES)
def test_the_comment_of_every_page_size_states_its_default_and_its_most(
    contracts: FileDescriptorSet, service: str
) -> None:
    said = f"0 means {limits.DEFAULT_PAGE_SIZE}, more than {limits.MAX_PAGE_SIZE} means"
    for file in image.files_of(contracts, service):
        for index, message in enumerate(file.message_type):
            for place, field in enumerate(message.field):
                if field.name == "page_size":
                    (comment,) = {
                        " ".join(location.leading_comments.split())
                        for location in file.source_code_info.location
                        if tuple(location.path) == (4, index, 2, place)
                    }
                    assert said in comment, f"{message.name}: {comment}"


def run(protos: Path, *arguments: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.setattr(image, "PROTOS", protos)
    return CliRunner().invoke(main, arguments)


def test_files_that_are_missing_or_changed_do_not_pass_the_check(
    protos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = (protos / FILE).parent

    missing = run(protos, "--check", monkeypatch=monkeypatch)
    written = run(protos, monkeypatch=monkeypatch)
    same = run(protos, "--check", monkeypatch=monkeypatch)
    for name in ("reasons.json", "surface.json"):
        text = (folder / name).read_text()
        (folder / name).write_text(text.replace("kettles", "teapots", 1))
        changed = run(protos, "--check", monkeypatch=monkeypatch)
        assert (changed.exit_code, name in changed.output) == (1, True)
        (folder / name).write_text(text)

    assert (missing.exit_code, "reasons.json" in missing.output) == (1, True)
    assert (written.exit_code, same.exit_code) == (0, 0)


def test_a_malformed_comment_does_not_pass_the_check_and_is_named(
    protos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(protos, KETTLES.replace("KETTLE_EXISTS", "kettle"))

    checked = run(protos, "--check", monkeypatch=monkeypatch)

    assert checked.exit_code == 1
    assert "FillKettle: no reason: 'kettle'" in checked.output
