"""How a secret is laid out in entries: no crash leaves a torn one, nor anything behind."""

from collections.abc import Iterator
from typing import Any

import pytest

from app import credentials_entries
from app.credentials_entries import USER
from tests.keyrings import Died, Store

LONG = "".join(chr(65 + n % 26) for n in range(2_700))
OTHER = LONG[::-1]


@pytest.fixture
def store() -> Store:
    return Store()


def steps(work: Any, before: str | None) -> Iterator[Store]:
    """The keyring as a crash leaves it after 0, 1, 2, … writes of `work`."""
    for writes in range(100):
        store = Store()
        entries = credentials_entries.SplitEntries(store, "s")
        if before:
            entries.set("n", "x" * 1_200)  # so that there is a generation before this one
            entries.set("n", before)
        store.writes_left = writes
        try:
            work(entries)
        except Died:
            store.writes_left = 10**9
            yield store
        else:
            return
    pytest.fail("it never ends")


@pytest.mark.parametrize("before", [None, LONG])
@pytest.mark.parametrize("after", [OTHER, "short", "v1:1:1:5"])
def test_a_crash_at_any_step_of_a_write_leaves_the_old_or_the_new(
    before: str | None, after: str
) -> None:
    crashes = 0
    for store in steps(lambda entries: entries.set("n", after), before):
        crashes += 1
        fresh = credentials_entries.SplitEntries(store, "s")
        assert fresh.get("n") in (before, after)
        # and what was left behind is gone after the next write and deletion
        fresh.set("n", OTHER[1:])
        assert fresh.get("n") == OTHER[1:]
        fresh.delete("n")
        assert store.entries == {}
    assert crashes > 0


def test_a_crash_at_any_step_of_the_first_long_write_is_cleaned_up_by_a_short_one() -> None:
    for store in steps(lambda entries: entries.set("n", LONG), None):
        fresh = credentials_entries.SplitEntries(store, "s")
        fresh.set("n", "short")
        assert fresh.get("n") == "short"
        fresh.delete("n")
        assert store.entries == {}


def test_a_crash_at_any_step_of_a_deletion_leaves_the_secret_or_nothing() -> None:
    for store in steps(lambda entries: entries.delete("n"), LONG):
        fresh = credentials_entries.SplitEntries(store, "s")
        assert fresh.get("n") in (LONG, None)
        fresh.delete("n")
        assert store.entries == {}


def test_a_secret_replaced_while_it_is_read_is_read_again(store: Store) -> None:
    entries = credentials_entries.SplitEntries(store, "s")
    entries.set("n", LONG)
    plain_get = store.get_password
    seen = []

    def replaced_after_the_head(service: str, username: str) -> str | None:
        value = plain_get(service, username)
        seen.append(service)
        if len(seen) == 1:
            credentials_entries.SplitEntries(store, "s").set("n", OTHER)
        return value

    store.get_password = replaced_after_the_head  # type: ignore[method-assign]
    assert entries.get("n") == OTHER


def test_macos_has_one_item_for_all() -> None:
    store = Store()
    entries = credentials_entries.OneItem(store, "s")
    entries.set("a", "1")
    entries.set("b", "2")
    assert len(store.entries) == 1
    assert (entries.get("a"), entries.get("b"), entries.get("c")) == ("1", "2", None)
    entries.delete("a")
    assert (entries.get("a"), entries.get("b")) == (None, "2")
    entries.delete("c")
    entries.delete("b")
    assert store.entries == {}
    entries.delete("b")


@pytest.mark.parametrize("damage", ["not json", "[]"])
def test_a_damaged_item_is_said(store: Store, damage: str) -> None:
    store.entries["s", USER] = damage
    with pytest.raises(credentials_entries.UnreadableError, match="damaged"):
        credentials_entries.OneItem(store, "s").get("a")
