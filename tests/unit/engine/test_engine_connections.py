"""Connecting, disconnecting, and how the two services are doing."""

# ruff: noqa: ARG002 - fixtures that only have to be there

import asyncio
import threading
from dataclasses import replace
from typing import Any

import pytest
from keyring.errors import KeyringLocked

from app import credentials as secrets
from app.core.errors import AppError
from app.credentials import Credentials
from app.engine.connections import Connections
from app.engine.troubles import REFUSED_ONCE_MORE, SCOPE_AGAIN
from app.oto import choose as choosing
from app.oto.client import Account, OtoV2
from app.store import facts, setup
from app.store.ledger import Txn
from tests.unit.core import samples
from tests.unit.engine.fakes import FakeFoodics, FakeOto, Rig
from tests.unit.store.box import BUSINESS


def fact(rig: Rig, kind: Any) -> Any:
    def look(txn: Txn) -> Any:
        return facts.get(txn.connection, kind)

    return rig.box.do(look)


def health(rig: Rig) -> facts.HealthFact:
    found = fact(rig, facts.HealthFact)
    assert isinstance(found, facts.HealthFact)
    return found


@pytest.fixture
def new(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> FakeFoodics:
    """The client that the next connecting makes."""
    made = FakeFoodics()
    monkeypatch.setattr(rig.connections, "_foodics", lambda *_: made)
    return made


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> FakeOto:
    """The OTO that answers the next connecting."""
    made = FakeOto()

    async def choose(*_: Any) -> Any:
        return made, await made.check()

    monkeypatch.setattr(choosing, "choose", choose)
    return made


class TestFoodics:
    async def test_a_good_token_is_kept_and_used(self, rig: Rig, new: FakeFoodics) -> None:
        told: list[int] = []
        rig.connections.on_change.append(lambda: told.append(1))
        assert await rig.connections.connect_foodics(" tok\u200een ", None) == "Nakhla"
        assert rig.credentials.get(secrets.FOODICS_TOKEN) == "token"
        assert rig.connections.foodics is new
        assert rig.foodics.closed
        assert told
        assert (health(rig).foodics, health(rig).foodics_at) == ("ok", rig.box.now)

    @pytest.mark.parametrize(
        ("url", "code"), [("ftp://x", "bad_address"), ("http://example.com", "bad_address")]
    )
    async def test_an_address_that_cannot_be(self, rig: Rig, url: str, code: str) -> None:
        with pytest.raises(AppError) as raised:
            await rig.connections.connect_foodics("t", url)
        assert raised.value.code == code

    @pytest.mark.parametrize("what", ["refused", "other business", "disk"])
    async def test_what_is_not_valid_changes_nothing(
        self, rig: Rig, new: FakeFoodics, what: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rig.credentials.set(secrets.FOODICS_TOKEN, "earlier")
        before = rig.connections.foodics
        match what:
            case "refused":
                new.trouble = AppError("foodics_token_refused")
            case "other business":
                new.owner = replace(BUSINESS, id="other")
            case _:
                monkeypatch.setattr(setup, "save_branches", _disk_full)
        with pytest.raises(AppError):
            await rig.connections.connect_foodics("new", None)
        assert rig.credentials.get(secrets.FOODICS_TOKEN) == "earlier"
        assert rig.connections.foodics is before
        assert (new.closed, rig.foodics.closed) == (True, False)

    async def test_a_first_token_that_cannot_be_kept_leaves_none(
        self, rig: Rig, new: FakeFoodics, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(setup, "save_branches", _disk_full)
        with pytest.raises(AppError):
            await rig.connections.connect_foodics("new", None)
        assert rig.credentials.get(secrets.FOODICS_TOKEN) is None

    async def test_a_refused_token_is_tried_once_more_and_then_never(self, rig: Rig) -> None:
        refused = AppError("foodics_token_refused")
        assert not rig.connections.ask_foodics_again()
        await rig.connections.foodics_failed(refused, rig.foodics)
        rig.monotonic += REFUSED_ONCE_MORE - 1
        assert not rig.connections.ask_foodics_again()
        rig.monotonic += 1
        assert rig.connections.ask_foodics_again()
        assert rig.foodics.asked_again == 1
        await rig.connections.foodics_failed(refused, rig.foodics)
        rig.monotonic += 1e6
        assert not rig.connections.ask_foodics_again()
        rig.connections.foodics = None
        assert not rig.connections.ask_foodics_again()

    async def test_a_permission_that_is_missing_is_looked_at_every_five_minutes(
        self, rig: Rig
    ) -> None:
        await rig.connections.foodics_failed(AppError("foodics_scope"), rig.foodics)
        for _ in range(3):
            rig.monotonic += SCOPE_AGAIN - 1
            assert not rig.connections.ask_foodics_again()
            rig.monotonic += 1
            assert rig.connections.ask_foodics_again()
            assert not rig.connections.ask_foodics_again()
            await rig.connections.foodics_failed(AppError("foodics_scope"), rig.foodics)

    async def test_a_refused_token_makes_it_unusable_until_another_comes(
        self, rig: Rig, new: FakeFoodics
    ) -> None:
        refused = AppError("foodics_token_refused")
        await rig.connections.foodics_failed(refused, rig.foodics)
        assert rig.connections.foodics_usable is False
        assert (health(rig).foodics, health(rig).problem) == ("refused", "foodics_token_refused")
        await rig.connections.connect_foodics("new", None)
        assert rig.connections.foodics_usable is True
        assert health(rig).problem is None


class TestOto:
    async def test_a_good_pair_is_kept_with_what_answered(self, rig: Rig, chosen: FakeOto) -> None:
        found = await rig.connections.connect_oto(" 55 ", "AMf- abc", "https://oto.example.com")
        assert (found.generation, found.retailer_id, found.account, found.credit) == (
            "v2", "55", "Nakhla", "100.50",
        )  # fmt: skip
        assert fact(rig, facts.OtoFact) == found
        assert fact(rig, facts.CitiesFact).names == ("Riyadh", "Jeddah")
        assert rig.credentials.get(secrets.OTO_TOKEN) == "AMf-abc"
        assert rig.connections.oto is chosen
        assert rig.oto.closed

    async def test_without_wallet_and_cities(
        self, rig: Rig, chosen: FakeOto, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def none(_: str) -> list[str]:
            raise AppError("oto_denied", what="cities")

        monkeypatch.setattr(chosen, "cities", none)
        chosen.account = Account()
        found = await rig.connections.connect_oto("55", "t", None)
        assert (found.credit, found.url) == (None, None)
        assert fact(rig, facts.CitiesFact).names == ()

    async def test_a_pair_that_cannot_be_used_changes_nothing(
        self, rig: Rig, chosen: FakeOto
    ) -> None:
        rig.credentials.set(secrets.OTO_TOKEN, "earlier")
        chosen.trouble = AppError("oto_down", status=503)
        with pytest.raises(AppError):
            await rig.connections.connect_oto("55", "new", None)
        assert rig.credentials.get(secrets.OTO_TOKEN) == "earlier"
        assert rig.connections.oto is rig.oto
        assert chosen.closed

    async def test_a_pair_that_cannot_be_kept_changes_nothing(
        self, rig: Rig, chosen: FakeOto, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rig.credentials.set(secrets.OTO_TOKEN, "earlier")
        monkeypatch.setattr(setup, "save_oto", _disk_full)
        with pytest.raises(AppError):
            await rig.connections.connect_oto("55", "new", None)
        assert rig.credentials.get(secrets.OTO_TOKEN) == "earlier"
        assert (rig.connections.oto, chosen.closed) == (rig.oto, True)

    async def test_whoever_gives_up_while_it_is_saved_leaves_it_saved_whole(
        self, rig: Rig, chosen: FakeOto
    ) -> None:
        begun, go_on = threading.Event(), threading.Event()

        def keep(name: str, secret: str) -> None:
            begun.set()
            assert go_on.wait(10)
            Credentials.set(rig.credentials, name, secret)

        rig.credentials.set = keep  # type: ignore[method-assign]
        asking = asyncio.create_task(rig.connections.connect_oto("55", "new", None))
        await asyncio.to_thread(begun.wait)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        go_on.set()
        await rig.watch.until(lambda: rig.connections.oto is chosen)
        assert rig.credentials.get(secrets.OTO_TOKEN) == "new"
        assert not chosen.closed


class TestDisconnect:
    @pytest.mark.parametrize("service", ["foodics", "oto"])
    async def test_forgets_the_secret_keeps_the_rest(self, rig: Rig, service: str) -> None:
        name = secrets.FOODICS_TOKEN if service == "foodics" else secrets.OTO_TOKEN
        rig.credentials.set(name, "t")
        await rig.connections.foodics_failed(AppError("foodics_token_refused"), rig.foodics)
        await rig.connections.oto_failed(AppError("oto_token_refused"))
        await rig.connections.disconnect(service)
        assert rig.credentials.get(name) is None
        assert getattr(rig.connections, service) is None
        assert getattr(rig.connections, f"{service}_trouble") is None
        assert getattr(health(rig), service) == "not_connected"
        assert fact(rig, facts.BusinessFact) is not None
        assert fact(rig, facts.OtoFact) is not None

    async def test_a_locked_keyring_changes_nothing(self, rig: Rig) -> None:
        rig.keyring.trouble = KeyringLocked("locked")
        with pytest.raises(AppError):
            await rig.connections.disconnect("oto")
        assert rig.connections.oto is rig.oto
        assert not rig.oto.closed


class TestLoad:
    async def test_makes_the_clients_of_what_is_set_up(self, rig: Rig) -> None:
        rig.credentials.set(secrets.FOODICS_TOKEN, "t")
        rig.credentials.set(secrets.OTO_TOKEN, "t")
        await rig.connections.load()
        assert isinstance(rig.connections.oto, OtoV2)
        assert rig.connections.foodics is not None
        assert (rig.oto.closed, rig.foodics.closed) == (True, True)
        await rig.connections.close()
        assert rig.connections.oto is None

    async def test_without_secrets_there_are_none(self, rig: Rig) -> None:
        await rig.connections.load()
        assert (rig.connections.foodics, rig.connections.oto) == (None, None)

    async def test_with_nothing_set_up_there_are_none(self, rig: Rig) -> None:
        rig.box.do(lambda txn: facts.forget(txn.connection, facts.BusinessFact))
        rig.box.do(lambda txn: facts.forget(txn.connection, facts.OtoFact))
        await rig.connections.load()
        assert (rig.connections.foodics, rig.connections.oto) == (None, None)

    async def test_ensure_makes_them_only_where_there_are_none(self, rig: Rig) -> None:
        await rig.connections.ensure()
        assert rig.connections.oto is rig.oto
        rig.connections.oto = rig.connections.foodics = None
        rig.credentials.set(secrets.OTO_TOKEN, "t")
        await rig.connections.ensure()
        assert isinstance(rig.connections.oto, OtoV2)
        await rig.connections.close()


class TestLists:
    async def test_are_read_again_on_demand(self, rig: Rig) -> None:
        rig.foodics.found = []
        assert await rig.connections.read_branches() is True
        rig.oto.doors = []
        assert await rig.connections.read_doors() is True

    async def test_not_without_a_client(self, rig: Rig) -> None:
        rig.connections.foodics = rig.connections.oto = None
        assert await rig.connections.read_branches() is False
        assert await rig.connections.read_doors() is False

    async def test_not_when_they_fail(self, rig: Rig) -> None:
        rig.foodics.trouble = AppError("foodics_down", status=500)
        rig.oto.trouble = AppError("oto_down", status=500)
        assert await rig.connections.read_branches() is False
        assert await rig.connections.read_doors() is False


class TestHealth:
    async def test_one_service_does_not_speak_for_the_other(self, rig: Rig) -> None:
        await rig.connections.oto_failed(AppError("oto_down", status=503))
        assert (health(rig).oto, health(rig).foodics) == ("trouble", "unknown")
        assert health(rig).foodics_at is None
        await rig.connections.foodics_failed(
            AppError("no_connection", service="Foodics", host="x"), rig.foodics
        )
        assert (health(rig).foodics, health(rig).problem) == ("unreachable", "no_connection")
        await rig.connections.foodics_well()
        assert (health(rig).foodics, health(rig).problem) == ("ok", "oto_down")
        await rig.connections.oto_well()
        assert (health(rig).oto, health(rig).problem) == ("ok", None)

    async def test_is_written_when_it_changes_and_once_a_minute(self, rig: Rig) -> None:
        await rig.connections.oto_well()
        rig.box.told.clear()
        await rig.connections.oto_well()
        assert rig.box.told == []
        rig.wall += 61
        rig.monotonic += 61
        await rig.connections.oto_well()
        assert len(rig.box.told) == 1

    async def test_from_when_oto_does_not_answer_is_kept_through_all_its_troubles(
        self, rig: Rig
    ) -> None:
        await rig.connections.oto_well()
        assert health(rig).oto_since is None
        await rig.connections.oto_failed(AppError("oto_down", status=503))
        since = health(rig).oto_at
        rig.box.later(seconds=61)
        await rig.connections.oto_failed(AppError("oto_silent", why="timeout"))
        await rig.connections.foodics_well()
        found = health(rig)
        assert (found.oto, found.oto_since) == ("unreachable", since)
        assert found.oto_at is not None
        assert since is not None
        assert found.oto_at > since
        await rig.connections.oto_well()
        assert health(rig).oto_since is None

    async def test_the_same_trouble_is_logged_once(
        self, rig: Rig, caplog: pytest.LogCaptureFixture
    ) -> None:
        for _ in range(3):
            await rig.connections.foodics_failed(AppError("foodics_down", status=500), rig.foodics)
            await rig.connections.oto_failed(AppError("oto_down", status=500))
        assert len(caplog.records) == 2

    async def test_a_full_disk_does_not_lose_what_a_service_answered(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(facts, "put", _disk_full)
            await rig.connections.oto_failed(AppError("oto_down", status=503))
        assert rig.connections.oto_trouble is not None
        await rig.connections.oto_failed(AppError("oto_down", status=503))
        assert health(rig).oto == "trouble"


def _disk_full(*_: Any, **__: Any) -> Any:
    raise AppError("ledger_unwritable", path="x", why="disk full")


async def test_a_new_ledger_knows_no_country_and_asks_for_riyadhs_cities(
    rig: Rig, chosen: FakeOto
) -> None:
    rig.box.do(lambda txn: facts.forget(txn.connection, facts.BusinessFact))
    await rig.connections.connect_oto("55", "t", None)
    assert chosen.named("cities") == ["SA"]


def test_the_parts_of_a_connection(rig: Rig) -> None:
    made = Connections(rig.box.ledger, rig.credentials, rig.clock)
    client = made._foodics("https://api.foodics.com", "t")
    assert client.pacer.limit
    assert rig.clock.now() == samples.NOW
