"""What the window asks of the engine beside what the command line does."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from keyring.errors import KeyringLocked

from app import credentials as secrets
from app import settings
from app.core.errors import AppError
from app.core.events import Notice
from app.core.order import Device
from app.engine.control import Control
from app.engine.verbs import services
from app.foodics.client import Foodics
from app.paths import DataDir
from app.store import facts
from tests.unit.core import samples
from tests.unit.engine.fakes import DOWN, FakeFoodics, Rig
from tests.unit.store.box import REFERENCE, numbered


@pytest.fixture
def control(rig: Rig, tmp_path: Path) -> Control:
    data = DataDir(tmp_path / "data")
    data.prepare()
    rig.clock.heard(samples.NOW, rig.monotonic)
    return Control(data, rig.box.ledger, rig.connections, rig.clock)


async def refused(control: Control, verb: str, **arguments: Any) -> str:
    with pytest.raises(AppError) as raised:
        await control.do(verb, arguments)
    return raised.value.code


def notices(rig: Rig) -> list[str]:
    return [each.what for each in rig.box.told if isinstance(each, Notice)]


class TestPauseUntilAMoment:
    @pytest.mark.parametrize(
        "moment", ["2026-11-23T23:00:00Z", "2026-11-24T02:00:00+03:00", " 2026-11-23T23:00:00Z "]
    )
    async def test_to_come(self, control: Control, moment: str) -> None:
        assert await control.do("pause", {"until_at": moment}) == {"until": "2026-11-23T23:00:00Z"}

    @pytest.mark.parametrize(
        "text",
        ["", "noon", "2026-11-23T23:00:00", "2020-01-01T00:00:00Z", "0001-01-01T00:00:00+03:00"],
    )
    async def test_what_is_no_moment_to_come(self, control: Control, text: str) -> None:
        assert await refused(control, "pause", until_at=text) == "bad_time"


class TestPreferences:
    async def test_many_at_once_lose_nothing_and_are_told(self, rig: Rig, control: Control) -> None:
        wanted = {"too_old_minutes": "50", "lead_minutes": "30", "driver_minutes": "7"}
        many = [control.do("set", {"key": key, "value": value}) for key, value in wanted.items()]
        await asyncio.gather(*many)
        kept, _ = settings.load(control.data.settings)
        assert (kept.too_old_minutes, kept.lead_minutes, kept.driver_minutes) == (50, 30, 7)
        assert rig.box.ledger.settings == kept
        assert notices(rig).count("settings") == 3


class TestTryAgain:
    @pytest.fixture(autouse=True)
    def soon(self, control: Control) -> list[str]:
        asked: list[str] = []
        control.poll_soon = lambda: asked.append("poll")
        control.probe_soon = lambda: asked.append("probe")
        return asked

    @pytest.fixture
    def new(self, rig: Rig, monkeypatch: pytest.MonkeyPatch) -> list[FakeFoodics]:
        """The clients made for a token."""
        made: list[FakeFoodics] = []

        def make(_url: str, _token: str) -> Foodics:
            made.append(FakeFoodics())
            return made[-1]

        monkeypatch.setattr(rig.connections, "_foodics", make)
        return made

    async def test_with_nothing_wrong(self, rig: Rig, control: Control, soon: list[str]) -> None:
        assert await control.do("try-again", {}) == {"foodics": None, "oto": None}
        assert soon == ["probe", "poll"]
        assert notices(rig)[-1] == "again"
        assert rig.connections.foodics is rig.foodics

    async def test_secrets_that_could_not_be_read(
        self, rig: Rig, control: Control, new: list[FakeFoodics]
    ) -> None:
        rig.credentials.set(secrets.FOODICS_TOKEN, "t")
        rig.credentials.set(secrets.OTO_TOKEN, "t")
        rig.connections.foodics = rig.connections.oto = None
        rig.keyring.trouble = KeyringLocked("locked")
        assert await refused(control, "try-again") == "keyring_locked"
        rig.keyring.trouble = None
        await control.do("try-again", {})
        assert rig.connections.foodics is new[0]
        assert rig.connections.oto is not None
        await rig.connections.close()

    async def test_a_refused_token_gets_one_more_chance_at_a_time(
        self, rig: Rig, control: Control, new: list[FakeFoodics]
    ) -> None:
        trouble = AppError("foodics_scope", scope="orders.list")
        await rig.connections.foodics_failed(trouble, rig.foodics)
        assert (await control.do("try-again", {}))["foodics"] == "foodics_scope"
        assert new == []  # its token is gone
        rig.credentials.set(secrets.FOODICS_TOKEN, "t")
        rig.connections._refused_again = 0.0
        assert (await control.do("try-again", {}))["foodics"] is None
        assert (rig.connections.foodics, rig.foodics.closed) == (new[0], True)
        await rig.connections.foodics_failed(trouble, new[0])
        assert (await control.do("try-again", {}))["foodics"] == "foodics_scope"
        assert len(new) == 1

    async def test_a_block_is_never_broken(self, rig: Rig, control: Control) -> None:
        blocked = AppError("foodics_blocked", retry_after=600.0)
        await rig.connections.foodics_failed(blocked, rig.foodics)
        await control.do("try-again", {})
        assert rig.connections.foodics_usable is False
        # Nor by a refusal that comes after it.
        rig.credentials.set(secrets.FOODICS_TOKEN, "t")
        await rig.connections.foodics_failed(AppError("foodics_token_refused"), rig.foodics)
        await control.do("try-again", {})
        assert rig.connections.foodics_trouble is None
        assert rig.connections.foodics_usable is False
        await rig.connections.close()

    async def test_oto_is_looked_at(self, rig: Rig, control: Control) -> None:
        await rig.connections.oto_failed(AppError("oto_token_refused"))
        rig.oto.trouble = AppError("oto_down", status=503)
        rig.oto.check = rig.oto.pickup_locations  # type: ignore[method-assign, assignment]
        assert (await control.do("try-again", {}))["oto"] == "oto_down"
        rig.oto.trouble = None
        assert (await control.do("try-again", {}))["oto"] is None

    @pytest.mark.parametrize("code", ["oto_account", "oto_limit"])
    async def test_not_where_that_says_nothing(self, rig: Rig, control: Control, code: str) -> None:
        await rig.connections.oto_failed(AppError(code))
        assert (await control.do("try-again", {}))["oto"] == code
        assert rig.oto.named("check") == []

    async def test_what_an_exchanged_client_says_is_no_news(
        self, rig: Rig, control: Control
    ) -> None:
        for trouble in (None, AppError("oto_down", status=503)):
            await rig.connections.oto_failed(AppError("oto_token_refused"))
            old = rig.oto

            async def exchanged(trouble: AppError | None = trouble) -> Any:
                rig.connections.oto = None
                if trouble is not None:
                    raise trouble

            old.check = exchanged  # type: ignore[method-assign]
            assert (await control.do("try-again", {}))["oto"] == "oto_token_refused"
            rig.use_oto(old)

    async def test_the_dispatcher_probes_at_once(self, rig: Rig, control: Control) -> None:
        rig.oto.answers.append(DOWN)
        async with rig.sending() as dispatcher:
            rig.box.see(samples.order())
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
            control.probe_soon = dispatcher.probe_soon
            await control.do("try-again", {})
            await rig.watch.until(lambda: str(rig.box.state(REFERENCE)) == "sent")


class TestLists:
    async def test_tills_are_asked_for_once_a_minute(
        self, rig: Rig, control: Control, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
        rig.foodics.tills = [
            Device("d1", "Cashier 2", "b2", 1, seen, None),
            Device("d2", "Cashier 3", None, 1, None, None),
        ]
        expected = [
            {"name": "Cashier 2", "branch": "B02", "last_seen_at": "2026-11-23T18:00:00Z"},
            {"name": "Cashier 3", "branch": None, "last_seen_at": None},
        ]
        for _ in range(2):
            assert await control.do("devices", {}) == {"devices": expected}
        assert rig.foodics.lists == 1
        monkeypatch.setattr(services, "DEVICES_EVERY", 0.0)
        rig.connections._use_foodics(FakeFoodics())
        assert await control.do("devices", {}) == {"devices": []}

    async def test_not_where_foodics_cannot_be_asked(self, rig: Rig, control: Control) -> None:
        trouble = AppError("foodics_blocked", retry_after=600.0)
        await rig.connections.foodics_failed(trouble, rig.foodics)
        assert await refused(control, "devices") == "foodics_blocked"
        await rig.connections.foodics_well()
        assert await refused(control, "devices") == "foodics_silent"
        rig.connections.foodics = rig.connections.oto = None
        assert await refused(control, "devices") == "step_foodics"

    async def test_lists_are_read_again(self, rig: Rig, control: Control) -> None:
        assert await control.do("pickups", {}) == {"read": True}
        assert await control.do("branches", {}) == {"read": True}
        rig.oto.trouble = AppError("oto_down", status=503)
        assert await control.do("pickups", {}) == {"read": False}


class TestWhatTheWindowHears:
    async def test_connecting_and_disconnecting(
        self, rig: Rig, control: Control, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rig.connections, "_foodics", lambda *_: FakeFoodics())
        await control.do("connect-foodics", {"token": "t"})
        assert "connected" in notices(rig)
        await control.do("disconnect", {"service": "foodics"})
        assert "disconnected" in notices(rig)

    async def test_a_currency(self, rig: Rig, control: Control) -> None:
        await control.do("currency", {"code": "SAR"})
        assert "currency" in notices(rig)
        rig.box.told.clear()
        rig.box.do(lambda txn: facts.forget(txn.connection, facts.OtoFact))
        assert await refused(control, "currency", code="SAR") == "step_oto"
        assert notices(rig) == []


class TestBranches:
    async def test_a_door_and_a_rule(self, control: Control) -> None:
        assert await control.do("pickup", {"reference": "B01", "code": "B02"}) == {}
        assert await refused(control, "pickup", reference="B01", code="D9") == "unknown_pickup"
        assert await control.do("branch-rule", {"reference": "B01", "hold_seconds": 60}) == {}
        assert await refused(control, "branch-rule", reference="B77") == "unknown_branch"

    async def test_start_sending(self, control: Control) -> None:
        polled: list[int] = []
        control.poll_soon = lambda: polled.append(1)
        await control.do("deactivate", {"references": ["B01"]})
        assert await refused(control, "start") == "step_branch"
        await control.do("currency", {"code": "SAR", "before_start": True})
        await control.do("activate", {"references": ["B02"]})
        polled.clear()
        assert await control.do("start", {}) == {"references": ["B02"]}
        assert polled


class TestManyOrders:
    async def test_each_for_itself(self, rig: Rig, control: Control) -> None:
        reads: list[int] = []
        control.read_soon = lambda: reads.append(1)
        rig.box.see(numbered(1), numbered(2))
        await control.do("order", {"action": "skip", "reference": 2})
        answer = await control.do("orders", {"action": "hold", "references": [1, 2, 3, 1]})
        assert answer == {"done": [1], "failed": {"2": "skipped", "3": "unknown_order"}}
        assert len(reads) == 2

    @pytest.mark.parametrize("action", ["own-driver", "another-way"])
    async def test_somebody_else_delivers(self, rig: Rig, control: Control, action: str) -> None:
        rig.box.see(samples.order())
        answer = await control.do("order", {"action": action, "reference": REFERENCE})
        assert answer == {"state": "skipped"}
