"""Who is to blame is found out by a light look at the other service, and written down."""

import asyncio
from typing import Any

import pytest
from keyring.errors import KeyringLocked

from app.core.errors import AppError
from app.engine.blame import EVERY, Blame
from app.oto import choose
from app.store import facts
from app.store.ledger import Txn
from tests.unit.engine.fakes import Rig

FOODICS = "https://api.foodics.com"
OTO = choose.PRODUCTION["v2"]
DNS = AppError("dns", service="Foodics", host="h")
SILENT = AppError("oto_silent", why="timeout")


def health(rig: Rig) -> facts.HealthFact:
    def read(txn: Txn) -> facts.HealthFact | None:
        return facts.get(txn.connection, facts.HealthFact)

    found = rig.box.do(read)
    assert found is not None
    return found


async def looked(rig: Rig) -> facts.HealthFact:
    """Once the look that is on its way is over."""
    looking = rig.connections._looking
    if looking is not None:
        await looking
    return health(rig)


class TestFoodicsFails:
    @pytest.mark.parametrize(("reached", "fault"), [(True, "foodics"), (False, "internet")])
    async def test_a_look_at_oto_tells_whose_fault_it_is(
        self, rig: Rig, reached: bool, fault: str
    ) -> None:
        rig.reached[OTO] = reached
        await rig.connections.foodics_failed(DNS, rig.foodics)
        assert (health(rig).problem, health(rig).fault) == ("dns", "")
        assert (await looked(rig)).fault == fault
        assert rig.looks == [OTO]

    async def test_an_oto_that_has_just_answered_needs_no_look(self, rig: Rig) -> None:
        await rig.connections.oto_well()
        rig.monotonic += EVERY - 1
        await rig.connections.foodics_failed(DNS, rig.foodics)
        assert (health(rig).fault, rig.looks) == ("foodics", [])

    async def test_what_answered_long_ago_proves_nothing(self, rig: Rig) -> None:
        await rig.connections.oto_well()
        rig.monotonic += EVERY
        rig.reached[OTO] = False
        await rig.connections.foodics_failed(DNS, rig.foodics)
        assert health(rig).fault == ""
        assert (await looked(rig)).fault == "internet"

    @pytest.mark.parametrize(
        ("trouble", "fault"),
        [
            (None, "foodics"),
            (AppError("oto_down", status=503), "foodics"),
            (AppError("captive", service="OTO"), "internet"),
        ],
    )
    async def test_behind_a_portal_oto_has_to_answer_itself(
        self, rig: Rig, trouble: AppError | None, fault: str
    ) -> None:
        rig.oto.trouble = trouble
        await rig.connections.foodics_failed(AppError("captive", service="Foodics"), rig.foodics)
        assert (await looked(rig)).fault == fault
        assert (rig.looks, rig.oto.why_asked) == ([OTO], 1)

    async def test_looks_at_most_every_15_s_and_what_was_seen_stays(self, rig: Rig) -> None:
        rig.reached[OTO] = False
        for _ in range(3):
            await rig.connections.foodics_failed(DNS, rig.foodics)
            await looked(rig)
        assert rig.looks == [OTO]
        rig.monotonic += EVERY
        rig.reached[OTO] = True
        await rig.connections.foodics_failed(DNS, rig.foodics)
        assert health(rig).fault == "internet"
        assert (await looked(rig)).fault == "foodics"

    async def test_what_answers_with_trouble_needs_no_look(self, rig: Rig) -> None:
        await rig.connections.foodics_failed(AppError("foodics_down", status=500), rig.foodics)
        assert (health(rig).fault, rig.looks) == ("foodics", [])

    async def test_ends_with_the_trouble(self, rig: Rig) -> None:
        await rig.connections.foodics_failed(DNS, rig.foodics)
        await looked(rig)
        await rig.connections.foodics_well()
        assert (health(rig).problem, health(rig).fault) == (None, "")

    async def test_without_another_service_nobody_is_blamed(self, rig: Rig) -> None:
        rig.box.do(lambda txn: facts.forget(txn.connection, facts.OtoFact))
        await rig.connections.foodics_failed(DNS, rig.foodics)
        assert ((await looked(rig)).fault, rig.looks) == ("", [])

    async def test_one_look_at_a_time(self, rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
        go = asyncio.Event()

        async def slow(url: str) -> bool:
            rig.looks.append(url)
            await go.wait()
            return False

        monkeypatch.setattr(rig.connections, "_blame", Blame(slow))
        for _ in range(2):
            await rig.connections.foodics_failed(DNS, rig.foodics)
            await asyncio.sleep(0)
        go.set()
        assert (await looked(rig)).fault == "internet"
        assert rig.looks == [OTO]

    async def test_closing_ends_a_look(self, rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
        async def endless(_url: str) -> bool:
            await asyncio.Event().wait()
            return True

        monkeypatch.setattr(rig.connections, "_blame", Blame(endless))
        await rig.connections.foodics_failed(DNS, rig.foodics)
        await rig.connections.close()
        assert rig.connections._looking is not None
        assert rig.connections._looking.cancelled()


class TestBothFail:
    @pytest.mark.parametrize(
        ("of_foodics", "of_oto", "shown"),
        [
            ("foodics_limit", "oto_token_refused", "oto_token_refused"),
            ("foodics_limit", "oto_limit", "foodics_limit"),
            ("foodics_down", "oto_limit", "foodics_down"),
            ("foodics_down", "oto_token_refused", "foodics_down"),
        ],
    )
    async def test_a_pause_is_the_least_of_troubles(
        self, rig: Rig, of_foodics: str, of_oto: str, shown: str
    ) -> None:
        await rig.connections.foodics_failed(AppError(of_foodics), rig.foodics)
        await rig.connections.oto_failed(AppError(of_oto))
        fault = "oto" if shown == of_oto else "foodics"
        assert (health(rig).problem, health(rig).fault) == (shown, fault)
        await rig.connections.oto_well()
        assert health(rig).problem == of_foodics

    async def test_then_it_is_the_internet_without_a_look(self, rig: Rig) -> None:
        await rig.connections.oto_failed(SILENT)
        await rig.connections.foodics_failed(AppError("captive", service="Foodics"), rig.foodics)
        assert (health(rig).problem, health(rig).fault) == ("captive", "internet")


class TestOtoFails:
    async def test_while_foodics_lives_it_is_otos_fault(self, rig: Rig) -> None:
        await rig.connections.foodics_well()
        await rig.connections.oto_failed(SILENT)
        assert (health(rig).problem, health(rig).fault, rig.looks) == ("oto_silent", "oto", [])

    @pytest.mark.parametrize(("reached", "fault"), [(True, "oto"), (False, "internet")])
    async def test_else_a_look_at_foodics_tells(self, rig: Rig, reached: bool, fault: str) -> None:
        rig.reached[FOODICS] = reached
        await rig.connections.oto_failed(SILENT)
        assert (await looked(rig)).fault == fault
        assert rig.looks == [FOODICS]

    async def test_an_own_address_is_looked_at(self, rig: Rig) -> None:
        url = "https://oto.example"
        rig.box.do(lambda txn: facts.put(txn.connection, facts.OtoFact("v1", "r", url)))
        await rig.connections.foodics_failed(DNS, rig.foodics)
        await looked(rig)
        assert rig.looks == [url]

    async def test_both_fail_for_want_of_internet(self, rig: Rig) -> None:
        rig.reached = {OTO: False, FOODICS: False}
        await rig.connections.oto_failed(SILENT)
        await looked(rig)
        await rig.connections.foodics_failed(DNS, rig.foodics)
        assert (await looked(rig)).fault == "internet"


class TestTheKeyring:
    @pytest.mark.parametrize("service", ["foodics", "oto"])
    async def test_is_written_down_until_it_gives_its_secrets(self, rig: Rig, service: str) -> None:
        setattr(rig.connections, service, None)
        rig.keyring.trouble = KeyringLocked("locked")
        with pytest.raises(AppError):
            await rig.connections.try_again()
        found = health(rig)
        assert (found.problem, found.fault) == ("keyring_locked", "keyring")
        assert getattr(found, service) == "keyring"
        rig.keyring.trouble = None
        await rig.connections.try_again()
        found = health(rig)
        assert (found.problem, found.fault) == (None, "")
        assert getattr(found, service) == "not_connected"

    async def test_another_trouble_than_the_keyrings_is_only_raised(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rig.connections.foodics = None

        async def broken(_name: str) -> Any:
            raise AppError("our_fault", what="x")

        monkeypatch.setattr(rig.connections, "secret", broken)
        with pytest.raises(AppError):
            await rig.connections.try_again()
        assert rig.connections.foodics_trouble is None


def test_looks_and_news_by_the_clock() -> None:
    now = [100.0]
    blame = Blame(monotonic=lambda: now[0])
    assert (blame.known("oto"), blame.is_due("oto")) == (None, True)
    blame.answers("oto")
    assert (blame.known("oto"), blame.is_due("oto")) == (True, False)
    blame.begins("oto")
    assert blame.known("oto") is True
    now[0] += EVERY
    assert (blame.known("oto"), blame.is_due("oto")) == (True, True)
    blame.begins("oto")
    assert blame.known("oto") is None
