"""Go, TypeScript and Java call a running product with code generated from `protos/`."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from chassis.tokens import mint
from day1.ideas.v1 import ideas_pb2 as pb
from deploy.instance import Instance
from deploy.keychain import Keychain

from .languages import Client
from .later import LATER_FIELD, write_later, write_today

SEEN_TODAY = """\
state IDEA_STATE_DRAFT
door DOOR_KIND_TWO_WAY
baseline 0.0
target 95.0
priority 0.0
stats present
event changed
resume resume-here
"""
SEEN_LATER = """\
state IDEA_STATE_UNSPECIFIED (99)
door DOOR_KIND_ONE_WAY
baseline 0.0
target absent
priority absent
stats absent
event ignored
resume resume-here
"""
STEPS = ["created", "refused", "submitted", "found", "decided", "approved"]


def test_a_client_walks_an_idea_from_a_draft_to_its_approval(
    client: Client, product: Instance
) -> None:
    told = client.call("walk", variables=people(product, client.name))

    assert [line.split()[0] for line in told.splitlines()] == STEPS


def test_a_client_tells_zero_from_absent(client: Client, tmp_path: Path) -> None:
    write_today(tmp_path)

    assert client.call("read", str(tmp_path)) == SEEN_TODAY


def test_a_client_reads_messages_of_a_later_version(
    client: Client, tmp_path: Path
) -> None:
    write_later(tmp_path)

    assert client.call("read", str(tmp_path)) == SEEN_LATER


def test_a_client_keeps_what_it_does_not_know(client: Client, tmp_path: Path) -> None:
    write_later(tmp_path)

    client.call("read", str(tmp_path))

    again = pb.Idea.FromString((tmp_path / "again").read_bytes())
    assert again == pb.Idea.FromString((tmp_path / "idea").read_bytes())
    assert again.SerializeToString().count(LATER_FIELD) == 2


def people(product: Instance, language: str) -> dict[str, str]:
    """Return the variables of a walk: where services listen, and who calls them.

    Each language has a leader of its own, because a leader leads one idea.
    """
    leader = f"people/lea-{language}"
    return {
        "DAY1_IDEAS": f"127.0.0.1:{product.ports['ideas']}",
        "DAY1_REVIEWS": f"127.0.0.1:{product.ports['reviews']}",
        "DAY1_AUTHOR_TOKEN": token(product, "people/ann"),
        "DAY1_ASKER_TOKEN": token(product, "people/cara"),
        "DAY1_LEADER_TOKEN": token(product, leader),
        "DAY1_LEADER": leader,
    }


def token(product: Instance, person: str) -> str:
    """Return a token that speaks for a person for an hour."""
    return mint(
        Keychain(product.home).token_signing_key.read_bytes(),
        person=person,
        team="teams/books",
        client="test",
        lifetime=timedelta(hours=1),
        now=datetime.now(UTC),
    )
