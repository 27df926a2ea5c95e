"""net.py: what arrives, what surely did not, and that the token travels to one place only."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest
import trustme

import app.net
import app.proxies
from app.core.errors import AppError, Kind
from app.net import USER_AGENT, Link, NoReply, Reply, Unreached, check_address
from tests.unit.wire_server import reply, serving

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def mocked(handler: object, base: str = "https://far.example/v5") -> Link:
    assert callable(handler)
    return Link("Foodics", base, transport=httpx.MockTransport(handler))


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http", "https", "all", "no"):
        monkeypatch.delenv(f"{name}_proxy", raising=False)
        monkeypatch.delenv(f"{name}_proxy".upper(), raising=False)


@pytest.fixture
def own_authority() -> Iterator[tuple[trustme.CA, ssl.SSLContext]]:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    yield authority, context
    app.proxies.certificates.cache_clear()


# What is sent


async def test_brackets_and_commas_stay_literal_on_the_wire() -> None:
    heads: list[bytes] = []

    async def answer(head: bytes, writer: asyncio.StreamWriter) -> None:
        heads.append(head)
        writer.write(reply())

    async with serving(answer) as port:
        link = Link("Foodics", f"http://127.0.0.1:{port}/v5/")
        path = "/orders?filter[type]=3&filter[updated_after]=2026-11-23%2018:02:21&include=a,b"
        await link.request("GET", path, headers={"Authorization": "Bearer t"})
        await link.aclose()
    assert heads[0].split(b"\r\n")[0] == f"GET /v5{path} HTTP/1.1".encode()
    assert f"User-Agent: {USER_AGENT}".encode() in heads[0]
    assert "OTO-Companion" in USER_AGENT


async def test_what_could_break_a_request_line_or_header_is_made_harmless() -> None:
    heads: list[bytes] = []

    async def answer(head: bytes, writer: asyncio.StreamWriter) -> None:
        heads.append(head)
        writer.write(reply())

    async with serving(answer) as port:
        link = Link("Foodics", f"http://127.0.0.1:{port}")
        await link.request("GET", "/a b#c\r\nX: y/é\udc80", headers={"Authorization": "ب\r\nX: y"})
        await link.aclose()
    assert b"GET /a%20b%23c%0D%0AX:%20y/%C3%A9? HTTP/1.1" in heads[0]
    assert b"\r\nX: y" not in heads[0]


async def test_one_connection_serves_calls_that_follow_each_other() -> None:
    ports: set[object] = set()

    async def answer(head: bytes, writer: asyncio.StreamWriter) -> None:
        ports.add(writer.get_extra_info("peername"))
        writer.write(reply())

    async with serving(answer) as port:
        link = Link("OTO", f"http://127.0.0.1:{port}")
        for _ in range(3):
            await link.request("POST", "/createOrder", content=b"{}")
        await link.aclose()
        await link.aclose()
    assert len(ports) == 1


async def test_calls_that_begin_together_share_one_client() -> None:
    async def answer(head: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(reply())

    async with serving(answer) as port:
        link = Link("OTO", f"http://127.0.0.1:{port}")
        told = await asyncio.gather(*(link.request("GET", "/x") for _ in range(4)))
        assert [one.status for one in told] == [200] * 4
        await link.aclose()


@pytest.mark.parametrize(
    "path",
    ["https://evil.example/v5/orders", "http://far.example/v5/x", ".evil.example/", "@e/", ""],
)
async def test_another_origin_is_never_asked(path: str) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        raise AssertionError("asked")

    with pytest.raises(AppError) as caught:
        await mocked(handler).request("GET", path)
    assert caught.value.code == "other_origin"


async def test_a_whole_address_of_the_same_origin_is_taken() -> None:
    link = mocked(lambda request: httpx.Response(200, text=str(request.url)))
    told = await link.request("GET", "https://far.example/v5/orders?page=2")
    assert told.body == b"https://far.example/v5/orders?page=2"


# What comes back


async def test_a_redirect_is_a_reply_and_is_not_followed() -> None:
    link = mocked(lambda _: httpx.Response(302, headers={"Location": "https://evil.example/"}))
    assert (await link.request("GET", "/x")).status == 302


async def test_the_date_is_told_with_the_middle_of_the_call() -> None:
    told: list[tuple[datetime, float]] = []
    loop = asyncio.get_running_loop()
    headers = {"Date": "Mon, 23 Nov 2026 12:00:00 GMT"}
    link = Link(
        "Foodics",
        "https://far.example",
        transport=httpx.MockTransport(lambda _: httpx.Response(200, headers=headers, json={})),
        on_date=lambda date, middle: told.append((date, middle)),
    )
    began = loop.time()
    got = await link.request("GET", "/x")
    assert got.date == NOON
    assert told[0][0] == NOON
    assert began <= told[0][1] <= loop.time()


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 99 Nov 2026 12:00:00 GMT"])
async def test_an_unreadable_date_is_none_and_not_told(date: str) -> None:
    def told(date: datetime, middle: float) -> None:
        raise AssertionError("told")

    handler = httpx.MockTransport(lambda _: httpx.Response(200, headers={"Date": date}))
    link = Link("Foodics", "https://far.example", transport=handler, on_date=told)
    assert (await link.request("GET", "/x")).date is None


def a_reply(body: bytes = b"", date: datetime | None = NOON, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value.encode() for name, value in headers.items()}
    return Reply(200, httpx.Headers([(k.encode(), v) for k, v in named.items()]), body, date)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("60", 60.0),
        (" 7 ", 7.0),
        ("Mon, 23 Nov 2026 12:01:30 GMT", 90.0),
        ("Mon, 23 Nov 2026 12:01:30 -0000", 90.0),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("٥", None),
        ("nan", None),
    ],
)
def test_retry_after_in_both_forms(text: str, seconds: float | None) -> None:
    assert a_reply(retry_after=text).retry_after == seconds


def test_retry_after_as_a_date_needs_a_date_to_count_from() -> None:
    told = a_reply(date=None, retry_after="Mon, 23 Nov 2026 12:01:30 GMT")
    assert told.retry_after is None
    assert a_reply().retry_after is None


def test_what_kind_of_reply_it_is() -> None:
    assert a_reply(content_type="Application/JSON; charset=utf-8").is_json
    assert a_reply(content_type="application/problem+json").is_json
    assert not a_reply(b"{}").is_json
    assert a_reply(b"{}", content_type="text/html").is_html
    assert a_reply(b"\n <!doctype html>", content_type="application/json").is_html
    assert not a_reply(b'{"a": "<"}').is_html


# What does not come back: surely not arrived, or perhaps arrived


async def failing(link: Link, limit: float = 15.0) -> AppError:
    with pytest.raises(AppError) as caught:
        await link.request(
            "GET", "/x?phone=0500", headers={"Authorization": "secret"}, timeout=limit
        )
    for said in (str(caught.value), repr(caught.value.params)):
        assert "secret" not in said
        assert "0500" not in said
    assert caught.value.kind is Kind.NETWORK
    await link.aclose()
    return caught.value


async def test_nobody_listens() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        error = await failing(Link("Foodics", f"http://127.0.0.1:{held.getsockname()[1]}"))
    assert isinstance(error, Unreached)
    assert error.code == "no_connection"
    assert error.params["host"] == "127.0.0.1"


async def test_a_name_that_is_not_known() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no") from socket.gaierror(-2, "unknown")

    error = await failing(mocked(handler))
    assert isinstance(error, Unreached)
    assert error.code == "dns"


async def test_a_certificate_that_is_not_trusted(
    own_authority: tuple[trustme.CA, ssl.SSLContext],
) -> None:
    async def answer(head: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(reply())

    async with serving(answer, ssl=own_authority[1]) as port:
        error = await failing(Link("OTO", f"https://127.0.0.1:{port}"))
    assert isinstance(error, Unreached)
    assert error.code == "tls"


async def test_a_certificate_that_the_system_trusts(
    own_authority: tuple[trustme.CA, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def answer(head: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(reply())

    with own_authority[0].cert_pem.tempfile() as trusted:
        monkeypatch.setenv("SSL_CERT_FILE", trusted)
        app.proxies.certificates.cache_clear()
        async with serving(answer, ssl=own_authority[1]) as port:
            link = Link("OTO", f"https://127.0.0.1:{port}")
            assert (await link.request("GET", "/x")).status == 200
            await link.aclose()


async def test_a_dripping_body_ends_at_the_time_limit() -> None:
    async def answer(head: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.01)

    async with serving(answer) as port:
        error = await failing(Link("OTO", f"http://127.0.0.1:{port}"), limit=0.15)
    assert isinstance(error, NoReply)
    assert error.code == "timeout"
    assert error.params["seconds"] == "0.15"


async def test_silence_after_the_request_may_have_arrived() -> None:
    never = asyncio.Event()

    async def answer(head: bytes, writer: asyncio.StreamWriter) -> None:
        await never.wait()

    async with serving(answer) as port:
        error = await failing(Link("OTO", f"http://127.0.0.1:{port}"), limit=0.1)
        never.set()
    assert isinstance(error, NoReply)
    assert error.code == "timeout"


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"garbage\r\n\r\n",
        b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"da',
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
    ],
)
async def test_a_reply_that_breaks_off_may_have_arrived(said: bytes) -> None:
    async def answer(head: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(said)
        writer.close()

    async with serving(answer) as port:
        error = await failing(Link("OTO", f"http://127.0.0.1:{port}"))
    assert isinstance(error, NoReply)
    assert error.code == "cut"


async def test_a_body_without_end_is_cut() -> None:
    link = mocked(lambda _: httpx.Response(200, content=b"x" * 11))
    assert (await link.request("GET", "/orders", most=11)).body == b"x" * 11
    with pytest.raises(NoReply) as caught:
        await link.request("GET", "/orders", most=10)
    assert caught.value.code == "cut"


@pytest.mark.parametrize(
    ("raised", "kind", "code"),
    [
        (httpx.ConnectTimeout("t"), Unreached, "timeout"),
        (httpx.ConnectError("c"), Unreached, "no_connection"),
        (httpx.ProxyError("p"), Unreached, "proxy"),
        (httpx.ReadTimeout("t"), NoReply, "timeout"),
        (httpx.WriteError("w"), NoReply, "cut"),
        (httpx.RemoteProtocolError("r"), NoReply, "cut"),
    ],
)
async def test_where_nothing_tells_how_far_it_got_the_error_decides(
    raised: Exception, kind: type[AppError], code: str
) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        raise raised

    error = await failing(mocked(handler))
    assert isinstance(error, kind)
    assert error.code == code


async def test_a_real_transport_given_by_a_test_tells_how_far_it_got() -> None:
    async def answer(head: bytes, writer: asyncio.StreamWriter) -> None:
        writer.close()

    def link() -> Link:
        return Link("OTO", f"http://127.0.0.1:{port}", transport=httpx.AsyncHTTPTransport())

    async with serving(answer) as port:
        assert isinstance(await failing(link()), NoReply)
    assert isinstance(await failing(link()), Unreached)


async def test_a_cancelled_call_ends_as_cancelled() -> None:
    async def answer(head: bytes, writer: asyncio.StreamWriter) -> None:
        asked.set()
        await never.wait()

    asked, never = asyncio.Event(), asyncio.Event()
    async with serving(answer) as port:
        link = Link("OTO", f"http://127.0.0.1:{port}")
        call = asyncio.create_task(link.request("GET", "/x"))
        await asked.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        never.set()
        await link.aclose()


# Proxies


async def test_a_proxy_that_refuses_and_one_that_lets_through(
    own_authority: tuple[trustme.CA, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person mends the proxy; the next call goes another way without a restart."""
    heads: list[bytes] = []

    async def proxy(head: bytes, writer: asyncio.StreamWriter) -> None:
        heads.append(head)
        if b"CONNECT far.example:443" in head and len(heads) == 1:
            writer.write(reply(status=b"407 Proxy Authentication Required"))
        else:
            writer.close()

    async with serving(proxy) as port:
        monkeypatch.setenv("https_proxy", f"127.0.0.1:{port}")
        link = Link("Foodics", "https://far.example")
        with pytest.raises(Unreached) as caught:
            await link.request("GET", "/x", headers={"Authorization": "secret"})
        assert caught.value.code == "proxy"
        assert caught.value.params["proxy"] == f"http://127.0.0.1:{port}"
        # The connection to the proxy breaks while it is asked: the request itself never left.
        with pytest.raises(Unreached) as caught:
            await link.request("GET", "/x")
        assert caught.value.code == "proxy"
        assert not any(b"secret" in head for head in heads)
        monkeypatch.setenv("https_proxy", "http://user:hidden@127.0.0.1:1")
        with pytest.raises(Unreached) as caught:
            await link.request("GET", "/x")
        assert caught.value.code == "proxy"
        assert caught.value.params["proxy"] == "http://127.0.0.1:1"
        await link.aclose()


@pytest.mark.parametrize("odd", ["pac://proxy.example", "http://[broken", "gopher://:x@y:z"])
async def test_an_odd_proxy_setting_is_named_and_looked_at_again(
    odd: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", odd)
    link = Link("Foodics", "https://far.example")
    for _ in range(2):
        with pytest.raises(Unreached) as caught:
            await link.request("GET", "/x")
        assert caught.value.code == "proxy"


async def test_this_pc_is_reached_without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")

    async def answer(head: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(reply())

    async with serving(answer) as port:
        link = Link("Foodics", f"http://localhost:{port}")
        assert (await link.request("GET", "/x")).status == 200
        await link.aclose()


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, None),
        ({"https_proxy": "proxy.example:3128"}, "http://proxy.example:3128"),
        ({"ALL_PROXY": "socks://127.0.0.1:7"}, "socks5://127.0.0.1:7"),
        ({"https_proxy": "http://p.example", "no_proxy": ".foodics.com"}, None),
        ({"https_proxy": "http://p.example", "no_proxy": "[::1],.other.com"}, "http://p.example"),
    ],
)
def test_which_proxy(
    variables: dict[str, str], expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert app.proxies.proxy_for("https://api.foodics.com") == expected


# Addresses


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://api.foodics.com", "https://api.foodics.com"),
        ("HTTPS://API.Foodics.com/", "https://api.foodics.com"),
        ("https://far.example:8443/", "https://far.example:8443"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://127.3.2.1:1", "http://127.3.2.1:1"),
        ("http://[::1]:9/", "http://[::1]:9"),
    ],
)
def test_a_good_address(written: str, read: str) -> None:
    assert check_address(written, "Foodics") == read


@pytest.mark.parametrize(
    "written",
    [
        "",
        "api.foodics.com",
        "http://api.foodics.com",
        "http://localhost.evil.example",
        "http://127.1",
        "ftp://api.foodics.com",
        "https://api.foodics.com/v5",
        "https://api.foodics.com//",
        "https://api.foodics.com?x=1",
        "https://api.foodics.com#x",
        "https://user:pass@api.foodics.com",
        "https://api.foodics.com\\@evil.example",
        "https://api.foodics.com\n.evil.example",
        "https:// api.foodics.com",
        "https://api.foodics.com:99999",
        "https://api.foodics.com:x",
        "https://api.foodics.com:",
        "https://fооdics.com",
        "https://",
        "https://[::1",
    ],
)
def test_an_address_that_is_refused(written: str) -> None:
    with pytest.raises(AppError) as caught:
        check_address(written, "Foodics")
    assert caught.value.code == "bad_address"
    assert caught.value.kind is Kind.INPUT


# The hook for tests


async def test_the_hook_stands_before_and_behind_each_call(monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str] = []

    async def hook(name: str) -> None:
        names.append(name)
        if name.endswith("/boom:before"):
            raise NoReply("timeout", service="Foodics", host="h", seconds=1)

    monkeypatch.setattr(app.net, "fault_hook", hook)
    link = mocked(lambda _: httpx.Response(200))
    await link.request("GET", "/orders?filter[type]=3")
    with contextlib.suppress(NoReply):
        await link.request("GET", "/boom")
    await link.request("PUT", "/orders/8d82f0a1-1111-4222-8333-944455556666?include=customer")
    assert names == [
        "foodics GET /v5/orders?filter[type]:before",
        "foodics GET /v5/orders?filter[type]:after",
        "foodics GET /v5/boom:before",
        "foodics PUT /v5/orders/{id}?include:before",
        "foodics PUT /v5/orders/{id}?include:after",
    ]
