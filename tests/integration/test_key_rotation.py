"""The key that signs tokens is rotated under load, and no call is refused."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import grpc
import jwt
import pytest
from click.testing import CliRunner
from google.protobuf.wrappers_pb2 import StringValue

from chassis.rpc.calls import CURRENT
from chassis.rpc.client import connect
from chassis.rpc.server import Pipeline, build_server, health_servicer, listen
from chassis.rpc.tokens import TokenVerifier, Trust
from chassis.tokens import LONGEST, mint
from deploy.cli import main
from deploy.keychain import Keychain
from deploy.keys import rotated
from tests.integration.support import eventually

SERVERS, CALLERS, CALLS = 2, 4, 500


def say(_: StringValue, __: grpc.ServicerContext) -> StringValue:
    """Tell who calls."""
    return StringValue(value=CURRENT.get().actor.name)


def stop(server: grpc.Server) -> None:
    server.stop(None).wait()


def token(keychain: Keychain, *, lifetime: timedelta = LONGEST) -> str:
    """Return a new token, signed with the key that signs now."""
    return mint(
        keychain.token_signing_key.read_bytes(),
        person="people/ann",
        team="teams/books",
        client="test",
        lifetime=lifetime,
        now=datetime.now(UTC),
    )


def kid_of(token: str) -> str:
    return str(jwt.get_unverified_header(token)["kid"])


@pytest.fixture
def keychain(tmp_path: Path) -> Keychain:
    keychain = Keychain(tmp_path)
    keychain.make_token_keys()
    return keychain


@pytest.fixture
def channels(keychain: Keychain) -> Iterator[list[grpc.Channel]]:
    """Return a channel to each of some servers that know these keys."""
    handler = grpc.unary_unary_rpc_method_handler(
        say, StringValue.FromString, StringValue.SerializeToString
    )
    with ExitStack() as stack:
        found = []
        for _ in range(SERVERS):
            verifier = TokenVerifier(keychain.token_jwks, Trust("notes"))
            server = build_server(Pipeline(verifier), health_servicer(), workers=4)
            server.add_registered_method_handlers("test.Notes", {"Say": handler})
            port = listen(server, "127.0.0.1:0")
            server.start()
            stack.callback(stop, server)
            channel = connect(f"127.0.0.1:{port}")
            stack.callback(channel.close)
            found.append(channel)
        yield found


def test_no_call_is_refused_while_the_key_is_rotated(
    channels: list[grpc.Channel], keychain: Keychain
) -> None:
    """Some callers bring a new token each time, others one that they got long ago."""
    answered: list[str] = []
    signed_with: set[str] = set()
    done = threading.Event()

    def call(caller: int) -> None:
        methods = [
            channel.unary_unary(
                "/test.Notes/Say",
                request_serializer=StringValue.SerializeToString,
                response_deserializer=StringValue.FromString,
            )
            for channel in channels
        ]
        old = token(keychain)
        for number in range(CALLS):
            own = token(keychain) if caller % 2 else old
            signed_with.add(kid_of(own))
            answer = methods[number % SERVERS](
                StringValue(),
                metadata=(("authorization", f"Bearer {own}"),),
                timeout=10,
                wait_for_ready=True,
            )
            answered.append(answer.value)

    def rotate_again_and_again() -> None:
        while not done.wait(0.1):
            rotated(keychain, partial(time.sleep, 0.02))

    rotation = threading.Thread(target=rotate_again_and_again)
    rotation.start()
    try:
        with ThreadPoolExecutor(CALLERS) as callers:
            list(callers.map(call, range(CALLERS)))
    finally:
        done.set()
        rotation.join()

    assert answered == ["people/ann"] * CALLERS * CALLS
    assert len(signed_with) > 2


def test_a_rotation_keeps_the_old_key_as_long_as_its_tokens_live(
    keychain: Keychain,
) -> None:
    old = token(keychain)
    soon = int(time.time()) + 2

    kid = keychain.rotate_token_key(lambda: None, verify_until=soon)

    verifier = TokenVerifier(keychain.token_jwks, Trust("notes"))
    assert verifier.caller_of(f"Bearer {old}").expires_at == soon
    assert kid_of(token(keychain)) == kid
    eventually(lambda: time.time() > soon, "the old key has ended")
    keychain.rotate_token_key(lambda: None, verify_until=soon + 3600)
    verifying = TokenVerifier(keychain.token_jwks, Trust("notes"))
    verifying.caller_of(f"Bearer {token(keychain)}")
    assert kid_of(old) not in keychain.token_jwks.read_text()
    assert kid in keychain.token_jwks.read_text()


def test_a_rotation_that_is_killed_before_it_signs_can_be_repeated(
    keychain: Keychain,
) -> None:
    class Killed(Exception):
        """The end of the process."""

    def die() -> None:
        raise Killed

    before = token(keychain)
    with pytest.raises(Killed):
        keychain.rotate_token_key(die, verify_until=0)

    verifier = TokenVerifier(keychain.token_jwks, Trust("notes"))
    assert kid_of(token(keychain)) == kid_of(before)
    verifier.caller_of(f"Bearer {before}")
    keychain.rotate_token_key(lambda: None, verify_until=int(time.time()) + 3600)
    verifier.caller_of(f"Bearer {token(keychain)}")
    verifier.caller_of(f"Bearer {before}")


def test_the_command_says_which_key_signs_and_until_when_the_old_one_verifies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAY1_HOME", str(tmp_path / "home"))
    words = ["keys", "rotate", "--wait", "0"]
    assert "run `make up` once" in CliRunner().invoke(main, words).output
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "format").write_text("2")
    keychain = Keychain(tmp_path / "home")
    keychain.make_token_keys()

    result = CliRunner().invoke(main, words)

    assert result.exit_code == 0
    assert f"signed with the key {kid_of(token(keychain))} from now" in result.output
    assert "Older keys verify until" in result.output
