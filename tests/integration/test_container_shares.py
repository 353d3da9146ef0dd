"""What the containers are given, over a real PostgreSQL."""

import json
from pathlib import Path

import psycopg
import pytest

from chassis.rpc.keys import KeyFile
from chassis.settings import read
from deploy.containers import shares
from deploy.keychain import Keychain
from deploy.keys import rotated
from deploy.postgres import EmbeddedPostgres
from deploy.shapes import services
from services.ideas.config import IdeasSettings


@pytest.fixture
def keychain(tmp_path: Path) -> Keychain:
    keychain = Keychain(tmp_path)
    keychain.make_token_keys()
    return keychain


@pytest.fixture
def shared(postgres: EmbeddedPostgres, keychain: Keychain) -> dict[str, shares.Share]:
    return shares.of_all(keychain, postgres)


def test_everybody_is_given_something_and_the_monolith_everything(
    shared: dict[str, shares.Share],
) -> None:
    assert set(shared) == {*services(), "front", "monolith"}
    names = set(shared["front"]).union(*(shared[name] for name in services()))
    assert names < set(shared["monolith"])


def test_only_who_speaks_for_people_can_sign(shared: dict[str, shares.Share]) -> None:
    signers = {name for name, share in shared.items() if '"d":' in str(share)}

    assert signers == {"front", "monolith"}


def test_each_service_seals_its_page_tokens_with_a_key_of_its_own(
    shared: dict[str, shares.Share],
) -> None:
    keys = {shared[name][f"{name}_page_token_key"] for name in services()}

    assert len(keys) == len(services())


@pytest.mark.parametrize("name", services())
def test_a_service_is_given_its_own_database_and_no_other(
    shared: dict[str, shares.Share], name: str
) -> None:
    urls = [v for v in shared[name].values() if v.startswith("postgresql:")]

    assert len(urls) == 1
    with psycopg.connect(urls[0]) as connection:
        row = connection.execute("SELECT current_user, current_database()").fetchone()
    assert row == (name, name)


def test_settings_find_what_was_handed_out(
    shared: dict[str, shares.Share], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shares.hand_out(shared["ideas"], tmp_path)
    monkeypatch.setenv("DAY1_SECRETS_DIR", str(tmp_path))
    monkeypatch.setenv("IDEAS_EVENTLOG_URL", "kafka://kafka:9092")
    monkeypatch.setenv("IDEAS_TOKEN_JWKS", str(tmp_path / "token_jwks.json"))

    settings = read(IdeasSettings)

    url = settings.database_url.get_secret_value()
    assert url == shared["ideas"]["ideas_database_url"]
    assert list(KeyFile(settings.token_jwks).keys().by_id) == [kid_in(shared["front"])]


def kid_in(share: shares.Share) -> str:
    """Return the id of the key that signs."""
    return str(json.loads(share[shares.SIGNING_KEY])["kid"])


def test_a_rotation_gives_the_new_key_to_verifiers_before_it_signs(
    shared: dict[str, shares.Share], keychain: Keychain, tmp_path: Path
) -> None:
    secrets = tmp_path / "secrets"
    for name, share in shared.items():
        (secrets / name).mkdir(parents=True)
        shares.hand_out(share, secrets / name)
    first = kid_in(shared["front"])
    meanwhile: list[tuple[str, set[str]]] = []

    def make_known() -> None:
        shares.hand_out_token_keys(keychain, secrets)
        verifying = KeyFile(secrets / "ideas" / shares.JWKS).keys().by_id
        meanwhile.append((kid_in(given(secrets / "front")), set(verifying)))

    rotated(keychain, make_known)
    shares.hand_out_token_keys(keychain, secrets)

    second = kid_in(given(secrets / "front"))
    assert meanwhile == [(first, {first, second})]
    for name in (*services(), "monolith"):
        assert set(KeyFile(secrets / name / shares.JWKS).keys().by_id) == {
            first,
            second,
        }
    assert not (secrets / "ideas" / shares.SIGNING_KEY).exists()


def given(folder: Path) -> shares.Share:
    return {file.name: file.read_text() for file in folder.iterdir()}


def test_what_is_handed_out_again_stays_and_what_broke_is_repaired(
    tmp_path: Path,
) -> None:
    share = {"password": "kept", "key": "repaired"}
    shares.hand_out(share, tmp_path)
    written = (tmp_path / "password").stat().st_mtime_ns
    (tmp_path / "key").write_text("rep")

    shares.hand_out(share, tmp_path)

    assert (tmp_path / "password").stat().st_mtime_ns == written
    assert (tmp_path / "key").read_text() == "repaired"
