"""What docker-compose.yml promises of each container: little room, no strangers."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from docker.models.containers import Container

from deploy.databases import EVENTLOG, MONOLITH
from deploy.instance import SERVICES
from deploy.keychain import Keychain
from tests.e2e.composition import DOORS, Composition

LOCKED_IN = """
set -e
test "$(id -u)" != 0
grep -q '^CapEff:.0*$' /proc/self/status
grep -q '^NoNewPrivs:.1$' /proc/self/status
! touch /proof 2>/dev/null
"""
SHARED = {"buf", "chassis", "day1"}
"""Contracts and mechanism: what every image holds."""

KNOCK = "import socket; socket.create_connection(('{host}', {port}), 3)"


def running(product: Composition) -> Iterator[Container]:
    """Return what goes on after the start."""
    return (one for one in product.containers() if one.status == "running")


def said(container: Container, *command: str) -> str:
    ended: Any = container.exec_run(list(command))
    assert ended.exit_code == 0, f"{container.name}: {ended.output.decode()}"
    return str(ended.output.decode())


def test_only_the_front_is_open_and_to_this_machine_only(product: Composition) -> None:
    opened = {
        one.labels["com.docker.compose.service"]: addresses
        for one in product.containers()
        for addresses in one.attrs["NetworkSettings"]["Ports"].values()
        if addresses
    }

    assert list(opened) == [DOORS[product.shape]]
    for addresses in opened.values():
        assert [one["HostIp"] for one in addresses] == ["127.0.0.1"]


def test_nobody_is_root_or_may_write_beside_the_data(product: Composition) -> None:
    for container in running(product):
        said(container, "sh", "-c", LOCKED_IN)


def test_memory_and_processes_have_an_end(product: Composition) -> None:
    for container in product.containers():
        limits = container.attrs["HostConfig"]
        assert limits["Memory"] > 0, container.name
        assert limits["PidsLimit"] > 0, container.name


@pytest.mark.parametrize("product", ["microservices"], indirect=True)
def test_an_image_holds_one_service_and_nothing_of_the_others(
    product: Composition,
) -> None:
    for name in SERVICES:
        container = product.container(name)
        assert set(said(container, "ls").split()) == {*SHARED, "services"}
        assert set(said(container, "ls", "services").split()) == {name, "__init__.py"}
    assert set(said(product.container("front"), "ls").split()) == {*SHARED, "web"}


def test_nobody_can_read_what_is_secret_to_others(product: Composition) -> None:
    keychain = Keychain(product.home)
    for container in running(product):
        name = container.labels["com.docker.compose.service"]
        readable = said(container, "sh", "-c", "cat /run/secrets/* 2>/dev/null || true")
        for role in {*SERVICES, EVENTLOG, MONOLITH, "postgres"} - {name}:
            assert keychain.database_password(role) not in readable, (name, role)
        signs = name in {"front", "monolith"}
        assert ("PRIVATE KEY" in readable) == signs, name


def test_no_secret_is_told_by_the_engine(product: Composition) -> None:
    secrets = json.loads((product.home / "secrets.json").read_text()).values()
    for container in product.containers():
        shown = json.dumps(container.attrs)
        assert not [one for one in secrets if one in shown], container.name


@pytest.mark.parametrize("product", ["microservices"], indirect=True)
def test_the_front_cannot_reach_the_data(product: Composition) -> None:
    front = product.container("front")
    for host, port in (("postgres", 5432), ("kafka", 9092)):
        knock = KNOCK.format(host=host, port=port)
        assert front.exec_run(["python", "-c", knock]).exit_code == 1
    said(front, "python", "-c", KNOCK.format(host="ideas", port=50051))
