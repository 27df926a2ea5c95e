"""Secrets in the keyring: whole or not at all, and never waited for without end."""

import sys
import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.backends import fail, macOS, null
from keyring.errors import (
    InitError,
    KeyringLocked,
    NoKeyringError,
)

from app import credentials
from app.core.errors import AppError, Kind
from app.credentials import FOODICS_TOKEN, OTO_TOKEN, Credentials, MemoryCredentials
from app.credentials_entries import USER
from tests.keyrings import Store, Swallows

LONG = "".join(chr(65 + n % 26) for n in range(2_700))
OTHER = LONG[::-1]


def code(call: Any, *args: Any) -> str:
    with pytest.raises(AppError) as caught:
        call(*args)
    assert caught.value.kind is Kind.KEYRING
    assert caught.value.remedy
    return caught.value.code


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def secrets(store: Store) -> Credentials:
    return Credentials("id", backend=store)


def test_kept_replaced_and_forgotten(secrets: Credentials, store: Store) -> None:
    assert secrets.get(OTO_TOKEN) is None
    secrets.set(OTO_TOKEN, "one")
    secrets.set(OTO_TOKEN, "two")
    secrets.set(FOODICS_TOKEN, "three")
    assert (secrets.get(OTO_TOKEN), secrets.get(FOODICS_TOKEN)) == ("two", "three")
    assert secrets.state() == "ok"
    secrets.delete(OTO_TOKEN)
    secrets.delete(OTO_TOKEN)
    assert (secrets.get(OTO_TOKEN), secrets.get(FOODICS_TOKEN)) == (None, "three")
    secrets.delete(FOODICS_TOKEN)
    assert store.entries == {}


def test_each_entry_has_a_service_name_of_its_own(secrets: Credentials, store: Store) -> None:
    secrets.set(OTO_TOKEN, "x")
    secrets.set(FOODICS_TOKEN, LONG)
    services = [service for service, _ in store.entries]
    assert len(set(services)) == len(services) == 5
    assert {user for _, user in store.entries} == {USER}
    assert store.entries["oto-companion/id/oto-token", USER] == "x"
    assert store.entries["oto-companion/id/foodics-token", USER] == "v1:1:3:2700"


def test_two_installations_do_not_mix(store: Store) -> None:
    one, two = Credentials("one", backend=store), Credentials("two", backend=store)
    one.set(OTO_TOKEN, "of one")
    assert two.get(OTO_TOKEN) is None
    two.delete(OTO_TOKEN)
    assert one.get(OTO_TOKEN) == "of one"


def test_an_empty_secret_is_a_programming_error(secrets: Credentials) -> None:
    with pytest.raises(ValueError, match="empty"):
        secrets.set(OTO_TOKEN, "")


@pytest.mark.parametrize("secret", ["v1:1:1:5", "v1:3:0:0", "é" * 900, "🌙" * 640, LONG])
def test_whatever_the_secret_it_is_given_back(
    secrets: Credentials, store: Store, secret: str
) -> None:
    secrets.set(OTO_TOKEN, secret)
    assert secrets.get(OTO_TOKEN) == secret
    # Windows' limit is in bytes of UTF-16
    assert all(len(entry.encode("utf-16-le")) <= 2_560 for entry in store.entries.values())


@given(st.lists(st.one_of(st.none(), st.text("aé🌙", min_size=1, max_size=2_100)), max_size=5))
def test_after_any_history_the_last_one_holds_and_nothing_is_left(
    history: list[str | None],
) -> None:
    store = Store()
    secrets = Credentials("id", backend=store)
    for secret in history:
        if secret is None:
            secrets.delete(OTO_TOKEN)
            assert store.entries == {}
        else:
            secrets.set(OTO_TOKEN, secret)
        assert secrets.get(OTO_TOKEN) == secret
    secrets.delete(OTO_TOKEN)
    assert store.entries == {}


def test_lost_parts_are_said_and_can_be_replaced(secrets: Credentials, store: Store) -> None:
    secrets.set(OTO_TOKEN, LONG)
    del store.entries["oto-companion/id/oto-token/1/1", USER]
    with pytest.raises(AppError, match="incomplete"):
        secrets.get(OTO_TOKEN)
    assert secrets.state() == "ok"  # the keyring itself works
    secrets.set(OTO_TOKEN, OTHER)
    assert secrets.get(OTO_TOKEN) == OTHER


def test_the_layout_follows_the_backend(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, str] = {}
    monkeypatch.setattr(macOS.Keyring, "get_password", lambda _s, service, _u: kept.get(service))
    monkeypatch.setattr(
        macOS.Keyring, "set_password", lambda _s, service, _u, text: kept.update({service: text})
    )
    backend: KeyringBackend = macOS.Keyring()  # type: ignore[no-untyped-call]
    Credentials("id", backend=backend).set(OTO_TOKEN, "x")
    assert kept == {"oto-companion/id": '{"oto-token": "x"}'}


@pytest.mark.parametrize("keeps", [0, 3, 500])
@pytest.mark.parametrize("secret", ["secret" * 100, LONG])
def test_what_does_not_read_back_is_an_error(keeps: int, secret: str) -> None:
    secrets = Credentials("id", backend=Swallows(keeps))
    with pytest.raises(AppError, match="does not read back") as caught:
        secrets.set(OTO_TOKEN, secret)
    assert caught.value.code == "keyring_unusable"
    assert "secret" * 2 not in str(caught.value)


def test_what_was_deleted_and_is_still_there_is_an_error(
    secrets: Credentials, store: Store
) -> None:
    secrets.set(OTO_TOKEN, "x")
    store.delete_password = lambda _service, _user: None  # type: ignore[assignment,method-assign]
    with pytest.raises(AppError, match="still there"):
        secrets.delete(OTO_TOKEN)


class SecretServiceNotAvailableException(Exception):  # noqa: N818 - as secretstorage names it
    pass


@pytest.mark.parametrize(
    ("trouble", "expected", "state"),
    [
        (KeyringLocked("dismissed"), "keyring_locked", "locked"),
        (InitError("prompt dismissed"), "keyring_locked", "locked"),
        (NoKeyringError("none"), "keyring_absent", "absent"),
        (SecretServiceNotAvailableException("no bus"), "keyring_absent", "absent"),
        (OSError(1783, "a secret text"), "keyring_unusable", "unusable"),
        (RuntimeError("a secret text"), "keyring_unusable", "unusable"),
    ],
)
def test_each_trouble_has_its_name_and_no_text_of_the_backend(
    secrets: Credentials, store: Store, trouble: Exception, expected: str, state: str
) -> None:
    store.trouble = trouble
    for call, args in (
        (secrets.get, (OTO_TOKEN,)),
        (secrets.set, (OTO_TOKEN, "x")),
        (secrets.delete, (OTO_TOKEN,)),
    ):
        assert code(call, *args) == expected
    assert secrets.state() == state
    with pytest.raises(AppError) as caught:
        secrets.get(OTO_TOKEN)
    assert "secret text" not in str(caught.value)
    assert "dismissed" not in str(caught.value)


def test_the_number_of_an_error_helps_support(secrets: Credentials, store: Store) -> None:
    store.trouble = OSError(1783, "x")
    with pytest.raises(AppError, match="OSError 1783"):
        secrets.get(OTO_TOKEN)


def test_a_prompt_nobody_answers_ends_in_a_time_out_without_collecting_threads(
    store: Store,
) -> None:
    answered = threading.Event()
    plain_get = store.get_password

    def waits(service: str, username: str) -> str | None:
        assert answered.wait(30)
        return plain_get(service, username)

    store.get_password = waits  # type: ignore[method-assign]
    secrets = Credentials("id", backend=store, timeout=0.05)
    threads = threading.active_count()
    for _ in range(3):
        assert code(secrets.get, OTO_TOKEN) == "keyring_timeout"
    assert secrets.state() == "locked"
    assert threading.active_count() == threads + 1
    hanging = next(t for t in threading.enumerate() if t.name == "keyring")
    assert hanging.daemon  # it does not hold up the end of the program
    answered.set()
    hanging.join(30)
    assert Credentials("id", backend=store).get(OTO_TOKEN) is None
    assert secrets.state() == "ok"


def test_in_memory_for_the_demo() -> None:
    secrets = MemoryCredentials()
    assert secrets.get(OTO_TOKEN) is None
    secrets.set(OTO_TOKEN, "x")
    assert (secrets.get(OTO_TOKEN), secrets.state()) == ("x", "ok")
    assert MemoryCredentials().get(OTO_TOKEN) is None
    secrets.delete(OTO_TOKEN)
    secrets.delete(OTO_TOKEN)
    assert secrets.get(OTO_TOKEN) is None


# which backend


def named(monkeypatch: pytest.MonkeyPatch, name: str) -> Credentials:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
    return Credentials("id")


def test_the_backend_the_user_names_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = named(monkeypatch, f"{Store.__module__}.Store")
    secrets.set(OTO_TOKEN, LONG)
    assert secrets.get(OTO_TOKEN) == LONG


@pytest.mark.parametrize("backend", [null.Keyring, fail.Keyring])
def test_a_backend_that_keeps_nothing_is_refused(
    monkeypatch: pytest.MonkeyPatch, backend: type[KeyringBackend]
) -> None:
    secrets = named(monkeypatch, f"{backend.__module__}.Keyring")
    assert code(secrets.get, OTO_TOKEN) == "keyring_unusable"
    with pytest.raises(AppError, match="keeps no secrets"):
        secrets.set(OTO_TOKEN, "x")
    assert secrets.state() == "unusable"


@pytest.mark.parametrize("name", ["nowhere.Keyring", "keyring.backends.null.Nothing", "x"])
def test_a_name_that_is_no_backend_is_said(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with pytest.raises(AppError, match=f"names {name}: not a backend"):
        named(monkeypatch, name).get(OTO_TOKEN)


@pytest.mark.parametrize(
    ("platform", "backend"),
    [
        ("win32", "keyring.backends.Windows.WinVaultKeyring"),
        ("darwin", "keyring.backends.macOS.Keyring"),
        ("linux", "keyring.backends.SecretService.Keyring"),
    ],
)
def test_each_system_has_its_backend_and_no_file_can_change_it(
    monkeypatch: pytest.MonkeyPatch, platform: str, backend: str
) -> None:
    asked = []

    def load(name: str) -> KeyringBackend:
        asked.append(name)
        raise RuntimeError("not viable on this system")

    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    monkeypatch.setattr("keyring.core.load_keyring", load)
    monkeypatch.setattr(sys, "platform", platform)
    assert Credentials("id").state() == "absent"
    assert asked == [backend]


def test_a_missing_backend_of_the_system_is_our_packaging_not_a_missing_keyring(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def load(_name: str) -> KeyringBackend:
        raise ImportError("not packed")

    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    monkeypatch.setattr("keyring.core.load_keyring", load)
    assert Credentials("id").state() == "unusable"


def test_on_windows_the_secret_does_not_roam(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials, "_WINDOWS", f"{Store.__module__}.Store")
    made: list[Any] = []

    def load(_name: str) -> KeyringBackend:
        made.append(Store())
        return made[0]  # type: ignore[no-any-return]

    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    monkeypatch.setattr("keyring.core.load_keyring", load)
    Credentials("id").set(OTO_TOKEN, "x")
    assert made[0].persist == "local machine"
