"""Secrets of a window: in the keyring when it can, else for this session only (design.md 3)."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from keyring.errors import KeyringLocked, NoKeyringError, PasswordSetError

from app import credentials, logs
from app.core.errors import AppError
from app.engine import keyring
from app.engine.control import Control
from app.engine.keyring import LoggedNowhere, SessionCredentials, kept
from app.paths import DataDir
from tests.keyrings import Store
from tests.unit.engine.fakes import Rig

TOKEN = credentials.OTO_TOKEN
SECRET = "AMf-0123"
ABSENT, UNUSABLE = NoKeyringError("none"), PasswordSetError("odd")


class Moody(Store):
    """One whose trouble shows in writing too."""

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.trouble:
            raise self.trouble
        super().set_password(service, username, password)


@pytest.fixture
def store() -> Store:
    return Moody()


@pytest.fixture
def session(store: Store) -> SessionCredentials:
    return SessionCredentials("window", backend=store, timeout=2.0)


def test_a_keyring_that_works_is_used(store: Store, session: SessionCredentials) -> None:
    session.set(TOKEN, SECRET)
    assert (session.get(TOKEN), session.in_memory, session.state()) == (SECRET, False, "ok")
    assert LoggedNowhere("window", backend=store).get(TOKEN) == SECRET
    session.delete(TOKEN)
    assert session.get(TOKEN) is None


@pytest.mark.parametrize(("trouble", "state"), [(ABSENT, "absent"), (UNUSABLE, "unusable")])
def test_without_one_memory_serves_for_the_session(
    store: Store, session: SessionCredentials, trouble: Exception, state: str,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    store.trouble = trouble
    with caplog.at_level(logging.WARNING):
        session.set(TOKEN, SECRET)
        session.set(credentials.FOODICS_TOKEN, SECRET)
    assert (session.get(TOKEN), session.in_memory, session.state()) == (SECRET, True, state)
    assert len(caplog.records) == 1
    assert SECRET not in caplog.text
    session.delete(TOKEN)
    with pytest.raises(AppError) as raised:
        session.get(TOKEN)
    assert raised.value.code == f"keyring_{state}"
    assert store.entries == {}


def test_a_keyring_that_comes_back_is_used_again(store: Store, session: SessionCredentials) -> None:
    store.trouble = ABSENT
    session.set(TOKEN, SECRET)
    store.trouble = None
    assert session.get(credentials.FOODICS_TOKEN) is None
    assert session.in_memory  # the token still is
    session.set(TOKEN, "newer")
    assert (session.in_memory, session.get(TOKEN)) == (False, "newer")
    assert LoggedNowhere("window", backend=store).get(TOKEN) == "newer"


def test_a_locked_one_is_an_error(store: Store, session: SessionCredentials) -> None:
    session.set(TOKEN, SECRET)
    store.trouble = KeyringLocked("locked")
    for name, arguments in (("get", [TOKEN]), ("set", [TOKEN, "newer"]), ("delete", [TOKEN])):
        with pytest.raises(AppError) as raised:
            getattr(session, name)(*arguments)
        assert raised.value.code == "keyring_locked"
    assert (session.in_memory, session.state()) == (False, "locked")
    store.trouble = None
    assert session.get(TOKEN) == SECRET


@pytest.mark.parametrize(("trouble", "refuses"), [(ABSENT, False), (UNUSABLE, True)])
def test_forgetting_what_a_keyring_may_still_hold(
    store: Store, session: SessionCredentials, trouble: Exception, *, refuses: bool
) -> None:
    session.set(TOKEN, SECRET)
    store.trouble = trouble
    if refuses:
        with pytest.raises(AppError):
            session.delete(TOKEN)
    else:
        session.delete(TOKEN)
    assert session.in_memory
    store.trouble = None
    session.delete(TOKEN)
    assert not session.in_memory


@pytest.fixture
def data(tmp_path: Path) -> Iterator[DataDir]:
    made = DataDir(tmp_path / "data")
    made.prepare()
    yield made
    logs.close()


def test_a_window_goes_on_and_a_command_refuses(data: DataDir) -> None:
    assert isinstance(keyring.for_window(data), SessionCredentials)
    command = keyring.for_command(data)
    assert isinstance(command, LoggedNowhere)
    assert not isinstance(command, SessionCredentials)


async def test_what_cannot_be_written_leaves_the_earlier_secret(
    session: SessionCredentials,
) -> None:
    session.set(TOKEN, "earlier")

    async def fail() -> None:
        async with kept(session, TOKEN, "newer"):
            assert session.get(TOKEN) == "newer"
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        await fail()
    assert session.get(TOKEN) == "earlier"


async def test_the_window_asks_how_it_is(rig: Rig, data: DataDir) -> None:
    control = Control(data, rig.box.ledger, rig.connections, rig.clock)
    assert await control.do("keyring", {}) == {"state": "ok", "in_memory": False}
