"""What can be read in docker-compose.yml without an engine."""

from typing import Any

import pytest
import yaml

from deploy.program import ROOT
from deploy.shapes import services

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
CONTAINERS: dict[str, dict[str, Any]] = COMPOSE["services"]


def readers_of(volume: str) -> set[str]:
    return {
        name
        for name, container in CONTAINERS.items()
        for mount in container["volumes"]
        if mount.partition(":")[0] == volume
    }


def test_every_service_of_the_tree_has_a_container() -> None:
    assert set(services()) <= set(CONTAINERS)


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_container_has_little_room(name: str) -> None:
    container = CONTAINERS[name]

    assert container["read_only"] is True
    assert container["cap_drop"] == ["ALL"]
    assert container["security_opt"] == ["no-new-privileges:true"]
    assert container["mem_limit"]
    assert container["pids_limit"]
    assert container["logging"] == {"driver": "local"}


def test_only_the_front_is_open_and_to_this_machine_only() -> None:
    opened = {n: c["ports"] for n, c in CONTAINERS.items() if "ports" in c}

    assert set(opened) == {"front", "monolith"}
    assert all(p.startswith("127.0.0.1:") for ports in opened.values() for p in ports)


def test_the_data_has_no_way_out() -> None:
    outside = {n for n, c in CONTAINERS.items() if "outside" in c.get("networks", [])}

    assert outside == {"front", "monolith"}
    assert COMPOSE["networks"]["calls"] == COMPOSE["networks"]["data"]
    assert COMPOSE["networks"]["data"] == {"internal": True}


@pytest.mark.parametrize("name", [*services(), "front", "monolith", "postgres"])
def test_a_secret_is_mounted_by_its_reader_and_by_who_writes_it(name: str) -> None:
    writer = "keys" if name == "postgres" else "databases"

    assert readers_of(f"{name}-secrets") == {name, writer}
    assert f"{name}-secrets:/run/secrets:ro" in CONTAINERS[name]["volumes"]


def test_the_keychain_is_for_setup_only() -> None:
    assert readers_of("keychain") == {"keys", "databases", "demo"}
