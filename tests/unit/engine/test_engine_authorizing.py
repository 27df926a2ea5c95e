"""Approving in the browser, against the sandbox's Foodics (foodics-api.md section 2.2)."""

# ruff: noqa: ARG002 - fixtures that only have to be there

import asyncio
import contextlib
import logging
import re
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import pytest_asyncio

from app import credentials as secrets
from app.core.errors import AppError
from app.engine import authorizing, callback
from app.engine.control import Control
from app.foodics import auth
from app.paths import DataDir
from app.sandbox.server import Sandbox
from app.store import facts
from app.store.ledger import Txn
from tests.unit.engine.fakes import Rig


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def forget(txn: Txn, kind: type) -> None:
    facts.forget(txn.connection, kind)


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    with Sandbox(seed=7) as made:
        yield made


@pytest.fixture
def redirect(box: Sandbox) -> str:
    """The address that is registered for the app."""
    uri = f"http://127.0.0.1:{free_port()}/foodics"
    box.foodics.auth.registered_redirect = uri
    return uri


@pytest_asyncio.fixture
async def control(rig: Rig, tmp_path: Path, redirect: str) -> AsyncIterator[Control]:
    """With nothing connected yet."""
    data = DataDir(tmp_path / "data")
    data.prepare()
    for kind in (facts.BusinessFact, facts.OtoFact):
        rig.box.do(forget, kind)
    await rig.connections.close()
    made = Control(data, rig.box.ledger, rig.connections, rig.clock)
    await made.do("set", {"key": "foodics_redirect_uri", "value": redirect})
    yield made
    await made.close()
    await rig.connections.close()


class Person:
    """Somebody with a browser."""

    def __init__(self, control: Control, box: Sandbox) -> None:
        self._control = control
        self._box = box
        self.address = ""
        self.listening = False

    async def asks(self, **more: Any) -> None:
        address = self._box.address
        assert address is not None
        known = {
            "client_id": self._box.foodics.auth.client_id,
            "client_secret": self._box.foodics.auth.client_secret,
            "url": address.foodics_url,
        }
        answer = await self._control.do("authorize", {**known, **more})
        self.address, self.listening = answer["address"], answer["listening"]

    async def presses(self, decision: str) -> str:
        """Where the browser is sent to by the consent page."""
        async with httpx.AsyncClient(trust_env=False) as browser:
            page = await browser.get(self.address)
            assert page.status_code == 200
            answer = await browser.post(self.address, data={"decision": decision})
        assert answer.status_code == 302
        return answer.headers["Location"]

    async def arrives(self, target: str, method: str = "GET") -> httpx.Response:
        async with httpx.AsyncClient(trust_env=False) as browser:
            return await browser.request(method, target)

    @property
    def state(self) -> str:
        return parse_qs(urlsplit(self.address).query)["state"][0]


@pytest.fixture
def person(control: Control, box: Sandbox) -> Person:
    return Person(control, box)


async def refused(control: Control, verb: str, **arguments: Any) -> str:
    with pytest.raises(AppError) as raised:
        await control.do(verb, arguments)
    return raised.value.code


def nothing_changed(rig: Rig) -> bool:
    kept = [rig.credentials.get(n) for n in (secrets.FOODICS_TOKEN, secrets.FOODICS_APP_SECRET)]
    fact = rig.box.do(lambda txn: facts.get(txn.connection, facts.BusinessFact))
    return kept == [None, None] and fact is None and rig.connections.foodics is None


class TestApproving:
    async def test_connects_the_business(
        self, rig: Rig, control: Control, person: Person, box: Sandbox, redirect: str,
        caplog: pytest.LogCaptureFixture,
    ) -> None:  # fmt: skip
        polled: list[int] = []
        control.poll_soon = lambda: polled.append(1)
        caplog.set_level(logging.DEBUG)
        await person.asks()
        assert person.listening
        waiting = asyncio.create_task(control.do("authorized", {}))
        target = await person.presses("authorize")
        assert target.startswith(redirect)
        page = await person.arrives(target)
        assert page.status_code == 200
        assert "You can close this window." in page.text
        assert "يمكنك إغلاق هذه النافذة." in page.text
        assert page.headers["Cache-Control"] == "no-store"
        assert await waiting == {"business": box.catalog.business["name"]}
        assert rig.connections.foodics is not None
        assert polled
        secret = box.foodics.auth.client_secret
        assert rig.credentials.get(secrets.FOODICS_APP_SECRET) == secret
        assert control.ledger.settings.foodics_client_id == box.foodics.auth.client_id
        assert secret not in caplog.text
        assert secret not in control.data.settings.read_text()
        # It listens no longer; who asks late still hears how it ended.
        with pytest.raises(httpx.ConnectError):
            await person.arrives(target)
        assert (await control.do("authorized", {}))["business"]

    async def test_the_next_time_nothing_has_to_be_typed(
        self, rig: Rig, control: Control, person: Person, box: Sandbox
    ) -> None:
        rig.credentials.set(secrets.FOODICS_APP_SECRET, box.foodics.auth.client_secret)
        await control.do("set", {"key": "foodics_client_id", "value": box.foodics.auth.client_id})
        await person.asks(client_secret=None, client_id=None)
        await person.arrives(await person.presses("authorize"))
        assert (await control.do("authorized", {}))["business"]

    async def test_it_asks_where_the_business_is_connected(
        self, control: Control, person: Person, box: Sandbox
    ) -> None:
        await person.asks(url=None)
        assert person.address.startswith("https://console.foodics.com/authorize?")
        await person.asks()
        await person.arrives(await person.presses("authorize"))
        await control.do("authorized", {})
        await person.asks(url=None)
        assert box.address is not None
        assert person.address.startswith(box.address.foodics_url)

    async def test_a_secret_that_cannot_be_kept_connects_all_the_same(
        self, rig: Rig, control: Control, person: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def locked(*_: Any) -> None:
            raise AppError("keyring_locked")

        monkeypatch.setattr(rig.connections, "keep", locked)
        await person.asks()
        await person.arrives(await person.presses("authorize"))
        assert (await control.do("authorized", {}))["business"]

    async def test_pasting_the_address_does_the_same(
        self, control: Control, person: Person
    ) -> None:
        await person.asks()
        target = await person.presses("authorize")
        assert await refused(control, "authorize-paste", callback="http://[") == "foodics_consent"
        assert await refused(control, "authorize-paste", callback=target + "x") == "foodics_consent"
        assert (await control.do("authorize-paste", {"callback": f" {target}\n"}))["business"]
        # The browser comes too, late.
        assert (await control.do("authorize-paste", {"callback": target}))["business"]

    @pytest.mark.parametrize(
        "uri",
        ["https://example.com/back", "http://example.com/", "http://localhost:0/"],
    )
    async def test_where_the_browser_cannot_come_back_it_is_pasted(
        self, control: Control, person: Person, box: Sandbox, uri: str
    ) -> None:
        await control.do("set", {"key": "foodics_redirect_uri", "value": uri})
        box.foodics.auth.registered_redirect = uri
        await person.asks()
        assert not person.listening
        target = await person.presses("authorize")
        assert (await control.do("authorize-paste", {"callback": target}))["business"]

    async def test_an_address_that_is_none(self, control: Control, person: Person) -> None:
        await control.do("set", {"key": "foodics_redirect_uri", "value": "http://["})
        await person.asks()
        assert not person.listening

    async def test_a_port_that_somebody_has(
        self, control: Control, person: Person, redirect: str
    ) -> None:
        with socket.create_server(("127.0.0.1", urlsplit(redirect).port or 0)):
            await person.asks()
        assert not person.listening


class TestNotApproving:
    async def test_cancelling_at_foodics(self, rig: Rig, control: Control, person: Person) -> None:
        await person.asks()
        page = await person.arrives(await person.presses("cancel"))
        assert page.status_code == 200
        assert await refused(control, "authorized") == "foodics_consent"
        assert nothing_changed(rig)

    async def test_cancelling_here(self, rig: Rig, control: Control, person: Person) -> None:
        await person.asks()
        waiting = asyncio.create_task(refused(control, "authorized"))
        await asyncio.sleep(0)
        assert await control.do("authorize-cancel", {}) == {}
        assert await waiting == "foodics_consent"
        target = await person.presses("authorize")
        with pytest.raises(httpx.ConnectError):
            await person.arrives(target)
        assert await refused(control, "authorized") == "foodics_consent"
        assert await refused(control, "authorize-paste", callback=target) == "foodics_consent"
        assert await control.do("authorize-cancel", {}) == {}
        assert nothing_changed(rig)

    async def test_giving_up_waiting_leaves_the_question_open(
        self, control: Control, person: Person
    ) -> None:
        await person.asks()
        waiting = asyncio.create_task(control.do("authorized", {}))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await person.arrives(await person.presses("authorize"))
        assert (await control.do("authorized", {}))["business"]

    async def test_too_late(
        self, rig: Rig, control: Control, person: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(authorizing, "WAIT", 0.01)
        await person.asks()
        assert await refused(control, "authorized") == "foodics_consent"
        assert nothing_changed(rig)

    async def test_a_wrong_secret(self, rig: Rig, control: Control, person: Person) -> None:
        await person.asks(client_secret="another")
        await person.arrives(await person.presses("authorize"))
        assert await refused(control, "authorized") == "foodics_consent"
        assert nothing_changed(rig)

    async def test_an_app_that_is_not_known(self, control: Control, person: Person) -> None:
        for missing in ({"client_id": None}, {"client_secret": None}):
            with pytest.raises(AppError) as raised:
                await person.asks(**missing)
            assert raised.value.code == "bad_setting"
        with pytest.raises(AppError) as raised:
            await person.asks(url="ftp://x")
        assert raised.value.code == "bad_address"

    async def test_another_question_ends_the_first(
        self, rig: Rig, control: Control, person: Person
    ) -> None:
        await person.asks()
        first = await person.presses("authorize")
        await person.asks()
        assert (await person.arrives(first)).status_code == 404
        await person.arrives(await person.presses("authorize"))
        assert (await control.do("authorized", {}))["business"]


class TestStrangers:
    @pytest.mark.parametrize(
        "query",
        ["", "?code=def502", "?code=def502&state=wrong", "?error=access_denied", "?state=%ff"],
    )
    async def test_get_a_plain_page_and_are_ignored(
        self, control: Control, person: Person, redirect: str, query: str
    ) -> None:
        await person.asks()
        page = await person.arrives(redirect + query)
        assert page.status_code == 404
        assert not re.search("close", page.text)
        await person.arrives(await person.presses("authorize"))
        assert (await control.do("authorized", {}))["business"]

    async def test_our_state_counts_at_our_address_alone(
        self, control: Control, person: Person, redirect: str
    ) -> None:
        await person.asks()
        here = f"?error=access_denied&state={person.state}"
        for elsewhere in (f"{redirect}s{here}", redirect.replace("/foodics", f"/{here}")):
            assert (await person.arrives(elsewhere)).status_code == 404
        assert (await person.arrives(redirect + here, "POST")).status_code == 404
        assert (await person.arrives(redirect + here)).status_code == 200
        assert await refused(control, "authorized") == "foodics_consent"

    @pytest.mark.parametrize(
        "headers",
        [
            {"Origin": "http://evil.example"},
            {"Origin": "null"},
            {"Host": "evil.example"},
            {"Host": "127.0.0.1:1"},
        ],
    )
    async def test_a_page_that_calls_us_under_whatever_name_is_ignored(
        self, control: Control, person: Person, redirect: str, headers: dict[str, str]
    ) -> None:
        await person.asks()
        here = f"{redirect}?code=def502&state={person.state}"
        async with httpx.AsyncClient(trust_env=False) as browser:
            page = await browser.get(here, headers=headers)
        assert page.status_code == 404
        assert "access-control-allow-origin" not in page.headers
        await person.arrives(await person.presses("authorize"))
        assert (await control.do("authorized", {}))["business"]

    async def test_an_answer_counts_once(self, rig: Rig, control: Control, person: Person) -> None:
        await person.asks()
        back = await person.presses("authorize")
        assert (await person.arrives(back)).status_code == 200
        assert (await control.do("authorized", {}))["business"]
        kept = rig.credentials.get(secrets.FOODICS_TOKEN)
        with pytest.raises(httpx.ConnectError):  # nobody listens any more
            await person.arrives(back)
        await person.asks()  # a new question has a state of its own
        assert (await person.arrives(back)).status_code == 404
        assert await refused(control, "authorize-paste", callback=back) == "foodics_consent"
        assert rig.credentials.get(secrets.FOODICS_TOKEN) == kept

    @pytest.mark.parametrize(
        "said", [b"", b"hello\n", b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 101, b"x" * 20_000 + b"\n"]
    )
    async def test_what_is_no_request_gets_no_answer(
        self, control: Control, person: Person, redirect: str, said: bytes
    ) -> None:
        await person.asks()
        reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(redirect).port)
        writer.write(said)
        if not said:
            writer.write_eof()
        # There may have been more to say, and nobody listened.
        with contextlib.suppress(ConnectionError):
            assert await reader.read() == b""
        writer.close()

    async def test_one_who_says_nothing_is_not_waited_for(
        self, control: Control, person: Person, redirect: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(callback, "PATIENCE", 0.01)
        await person.asks()
        reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(redirect).port)
        assert await reader.read() == b""
        writer.close()


@pytest.mark.parametrize(
    ("base", "console"),
    [
        ("https://api.foodics.com", "https://console.foodics.com"),
        ("https://api-sandbox.foodics.com", "https://console-sandbox.foodics.com"),
        ("http://127.0.0.1:9", "http://127.0.0.1:9"),
    ],
)
def test_where_a_person_approves(base: str, console: str) -> None:
    assert auth.console_of(base) == console
