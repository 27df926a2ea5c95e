"""reach.py: whether a host can be reached at all, without a word about who asks."""

import asyncio
import socket
import ssl

import pytest
import trustme

import app.reach
from app.reach import reachable
from tests.unit.wire_server import reply, serving


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http", "https", "all", "no"):
        monkeypatch.delenv(f"{name}_proxy", raising=False)
        monkeypatch.delenv(f"{name}_proxy".upper(), raising=False)


def nobody() -> int:
    """A port at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def test_a_host_that_takes_a_connection_and_hears_nothing() -> None:
    heard: list[bytes] = []

    async def answer(head: bytes, writer: asyncio.StreamWriter) -> None:
        heard.append(head)

    async with serving(answer) as port:
        assert await reachable(f"http://127.0.0.1:{port}")
    assert heard == []


async def test_where_nobody_listens() -> None:
    assert not await reachable(f"http://127.0.0.1:{nobody()}")


@pytest.mark.parametrize("url", ["http://no-such-host.invalid", "http://", "http://127.0.0.1:0"])
async def test_what_is_no_host(url: str) -> None:
    assert not await reachable(url)


async def test_a_host_that_is_silent_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    async def silent(*_: object, **__: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(asyncio, "open_connection", silent)
    monkeypatch.setattr(app.reach, "CONNECT_SECONDS", 0.01)
    assert not await reachable("http://127.0.0.1:1")


@pytest.mark.parametrize("trusted", [True, False])
async def test_a_secure_host_has_to_be_itself(
    monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    authority = trustme.CA()
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(own)
    known = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if trusted:
        authority.configure_trust(known)
    monkeypatch.setattr(app.reach, "certificates", lambda: known)

    async def answer(head: bytes, writer: asyncio.StreamWriter) -> None:
        raise AssertionError(head)

    async with serving(answer, ssl=own) as port:
        assert await reachable(f"https://127.0.0.1:{port}/rest/v2") is trusted


class TestThroughAProxy:
    """There the proxy takes any connection: only a question shows whether the host is there."""

    @pytest.mark.parametrize(
        ("status", "reached"),
        [(b"404 Not Found", True), (b"502 Bad Gateway", False), (b"503 No", False)],
    )
    async def test_asks_without_a_token(
        self, monkeypatch: pytest.MonkeyPatch, status: bytes, reached: bool
    ) -> None:
        heads: list[bytes] = []

        async def answer(head: bytes, writer: asyncio.StreamWriter) -> None:
            heads.append(head)
            writer.write(reply(b"", status=status))

        async with serving(answer) as port:
            monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
            assert await reachable("http://far.example/rest/v2") is reached
        assert heads[0].startswith(b"HEAD http://far.example/ ")
        assert b"authorization" not in heads[0].lower()

    async def test_a_question_that_left_is_enough(self, monkeypatch: pytest.MonkeyPatch) -> None:
        async def answer(head: bytes, writer: asyncio.StreamWriter) -> None:
            writer.close()

        async with serving(answer) as port:
            monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
            assert await reachable("http://far.example")

    async def test_a_proxy_that_is_not_there(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{nobody()}")
        assert not await reachable("http://far.example")
