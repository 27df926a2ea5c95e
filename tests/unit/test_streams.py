"""httpcore's connections on asyncio itself, between real sockets."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable

import httpcore
import pytest
import trustme

from app import proxies, streams
from app.streams import Backend, Stream

Peer = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture
def own_authority() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's certificate, and a client's trust in it."""
    authority = trustme.CA()
    server, client = (
        ssl.SSLContext(kind) for kind in (ssl.PROTOCOL_TLS_SERVER, ssl.PROTOCOL_TLS_CLIENT)
    )
    authority.issue_cert("localhost").configure_cert(server)
    authority.configure_trust(client)
    return server, client


Taken = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@contextlib.asynccontextmanager
async def listening(take: Taken, context: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """A far side; gives its port."""
    open_now: list[asyncio.StreamWriter] = []

    async def taken(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        open_now.append(writer)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            await take(reader, writer)

    server = await asyncio.start_server(taken, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        for writer in open_now:
            writer.transport.abort()
        server.close()


@contextlib.asynccontextmanager
async def connected() -> AsyncIterator[tuple[Stream, Peer]]:
    """A connection and its far end."""
    came: asyncio.Queue[Peer] = asyncio.Queue()

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await came.put((reader, writer))

    async with listening(take) as port:
        stream = await Backend().connect_tcp("127.0.0.1", port, timeout=60.0)
        assert isinstance(stream, Stream)
        yield stream, await asyncio.wait_for(came.get(), 60.0)
        await stream.aclose()


async def until(check: Callable[[], bool]) -> None:
    async with asyncio.timeout(60.0):
        while not check():  # noqa: ASYNC110 - what is waited for tells nobody
            await asyncio.sleep(0)


def test_the_program_s_own_connections_are_these() -> None:
    for proxy in (None, "http://127.0.0.1:3128", "socks5://127.0.0.1:1080"):
        made = proxies.build_transport("https://far.example", proxy)
        assert isinstance(made._pool._network_backend, Backend)


class TestRead:
    async def test_what_came_in_pieces_and_then_the_end(self) -> None:
        async with connected() as (stream, (_, far)):
            waiting = asyncio.create_task(stream.read(4, timeout=60.0))
            far.write(b"abcdef")
            assert await waiting == b"abcd"
            far.close()
            assert await stream.read(4, timeout=60.0) == b"ef"
            assert await stream.read(4, timeout=60.0) == b""
            assert await stream.read(4) == b""

    async def test_nothing_in_time(self) -> None:
        async with connected() as (stream, (_, far)):
            with pytest.raises(httpcore.ReadTimeout):
                await stream.read(1, timeout=0.0)
            far.write(b"late")
            assert await stream.read(9, timeout=60.0) == b"late"

    async def test_what_came_before_the_connection_broke_is_read_first(self) -> None:
        async with connected() as (stream, (_, far)):
            far.write(b"half")
            await until(lambda: bool(stream.get_extra_info("is_readable")))
            await until(lambda: bool(stream._protocol.received))
            far.get_extra_info("socket").setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00"
            )
            far.transport.abort()
            await until(lambda: stream._protocol.ended)
            assert await stream.read(9) == b"half"
            with pytest.raises(httpcore.ReadError):
                await stream.read(9)
            with pytest.raises(httpcore.WriteError):
                await stream.write(b"more")

    async def test_no_more_is_taken_in_than_can_be_kept(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(streams, "HIGH", 1000)
        whole = bytes(range(256)) * 40_000
        async with connected() as (stream, (_, far)):
            far.write(whole)
            await until(lambda: stream._protocol._held_back)
            assert len(stream._protocol.received) < len(whole) / 2
            got = bytearray()
            while len(got) < len(whole):
                got += await stream.read(65_536, timeout=60.0)
            assert bytes(got) == whole


class TestCloses:
    async def test_the_socket_at_once(self) -> None:
        async with connected() as (stream, _):
            own = stream.get_extra_info("socket")
            assert own.fileno() >= 0
            await stream.aclose()
            assert own.fileno() == -1

    async def test_the_socket_under_tls_too(
        self, own_authority: tuple[ssl.SSLContext, ssl.SSLContext]
    ) -> None:
        async def take(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
            await reader.read()

        async with listening(take, own_authority[0]) as port:
            plain = await Backend().connect_tcp("127.0.0.1", port)
            own = plain.get_extra_info("socket")
            stream = await plain.start_tls(own_authority[1], "localhost", timeout=60.0)
            assert own.fileno() >= 0
            await stream.aclose()
            assert own.fileno() == -1

    async def test_the_socket_where_tls_comes_to_nothing(
        self, own_authority: tuple[ssl.SSLContext, ssl.SSLContext]
    ) -> None:
        async with connected() as (stream, _):
            own = stream.get_extra_info("socket")
            with pytest.raises(httpcore.ConnectTimeout):
                await stream.start_tls(own_authority[1], "localhost", timeout=0.01)
            assert own.fileno() == -1


class TestWrite:
    async def test_it_arrives(self) -> None:
        async with connected() as (stream, (far, _)):
            await stream.write(b"")
            await stream.write(b"hello")
            assert await asyncio.wait_for(far.readexactly(5), 60.0) == b"hello"

    async def test_it_waits_until_there_is_room(self) -> None:
        whole = b"x" * 30_000_000
        async with connected() as (stream, (far, _)):
            writing = asyncio.create_task(stream.write(whole, timeout=60.0))
            await until(lambda: stream._protocol.full)
            assert not writing.done()
            assert await asyncio.wait_for(far.readexactly(len(whole)), 60.0) == whole
            await writing

    async def test_nobody_takes_it_in_time(self) -> None:
        async with connected() as (stream, _):
            with pytest.raises(httpcore.WriteTimeout):
                await stream.write(b"x" * 30_000_000, timeout=0.0)

    async def test_the_far_side_goes_meanwhile(self) -> None:
        async with connected() as (stream, (_, far)):
            writing = asyncio.create_task(stream.write(b"x" * 30_000_000, timeout=60.0))
            await until(lambda: stream._protocol.full)
            far.transport.abort()
            with pytest.raises(httpcore.WriteError):
                await writing

    async def test_after_the_end(self) -> None:
        async with connected() as (stream, _):
            await stream.aclose()
            with pytest.raises(httpcore.WriteError):
                await stream.write(b"x")


class TestRests:
    """Whether a connection that rests may be used again."""

    async def test_as_long_as_nothing_comes(self) -> None:
        async with connected() as (stream, _):
            assert stream.get_extra_info("is_readable") is False

    @pytest.mark.parametrize("what", ["bytes", "end"])
    async def test_not_once_something_came(self, what: str) -> None:
        async with connected() as (stream, (_, far)):
            if what == "bytes":
                far.write(b"x")
            else:
                far.close()
            await until(lambda: bool(stream.get_extra_info("is_readable")))

    async def test_not_after_its_end(self) -> None:
        async with connected() as (stream, _):
            await stream.aclose()
            assert stream.get_extra_info("is_readable") is True
            await until(lambda: stream._protocol.ended)
            assert stream.get_extra_info("is_readable") is True

    async def test_its_addresses(self) -> None:
        async with connected() as (stream, (_, far)):
            assert stream.get_extra_info("client_addr") == far.get_extra_info("peername")
            assert stream.get_extra_info("server_addr") == far.get_extra_info("sockname")
            assert stream.get_extra_info("ssl_object") is None


class TestConnect:
    async def test_nobody_answers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        async def connect(*_: object, **__: object) -> None:
            await asyncio.Event().wait()

        monkeypatch.setattr(asyncio.get_running_loop(), "create_connection", connect)
        with pytest.raises(httpcore.ConnectTimeout):
            await Backend().connect_tcp("127.0.0.1", 1, timeout=0.0)

    async def test_nobody_listens(self) -> None:
        with socket.socket() as nobody:
            nobody.bind(("127.0.0.1", 0))
            with pytest.raises(httpcore.ConnectError) as found:
                await Backend().connect_tcp("127.0.0.1", nobody.getsockname()[1], timeout=60.0)
        assert isinstance(found.value.__cause__, OSError)

    async def test_from_where_and_how_as_told(self) -> None:
        async def take(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
            await reader.read()

        async with listening(take) as port:
            stream = await Backend().connect_tcp(
                "127.0.0.1", port, local_address="127.0.0.1",
                socket_options=[(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)],
            )  # fmt: skip
            own = stream.get_extra_info("socket")
            assert own.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) != 0
            assert stream.get_extra_info("client_addr")[0] == "127.0.0.1"
            await stream.aclose()

    async def test_waits_between_tries(self) -> None:
        waits: Awaitable[None] = Backend().sleep(0.0)
        await waits


class TestTls:
    async def test_both_ways(self, own_authority: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"you said " + await reader.readexactly(2))
            await writer.drain()
            writer.close()

        async with listening(answer, own_authority[0]) as port:
            plain = await Backend().connect_tcp("127.0.0.1", port)
            stream = await plain.start_tls(own_authority[1], "localhost", timeout=60.0)
            assert stream.get_extra_info("ssl_object").version().startswith("TLS")
            await stream.write(b"hi")
            got = b""
            while piece := await stream.read(99, timeout=60.0):
                got += piece
            assert got == b"you said hi"
            await stream.aclose()

    async def test_a_certificate_for_somebody_else(
        self, own_authority: tuple[ssl.SSLContext, ssl.SSLContext]
    ) -> None:
        async def take(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
            await reader.read()

        async with listening(take, own_authority[0]) as port:
            plain = await Backend().connect_tcp("127.0.0.1", port)
            with pytest.raises(httpcore.ConnectError) as found:
                await plain.start_tls(own_authority[1], "elsewhere.example", timeout=60.0)
            assert isinstance(found.value.__cause__, ssl.SSLError)
            assert plain.get_extra_info("is_readable") is True

    async def test_nobody_shakes_hands(
        self, own_authority: tuple[ssl.SSLContext, ssl.SSLContext]
    ) -> None:
        async with connected() as (stream, _):
            with pytest.raises(httpcore.ConnectTimeout):
                await stream.start_tls(own_authority[1], "localhost", timeout=0.01)

    async def test_the_far_side_goes_instead(
        self, own_authority: tuple[ssl.SSLContext, ssl.SSLContext]
    ) -> None:
        async with connected() as (stream, (_, far)):
            far.close()
            with pytest.raises(httpcore.ConnectError):
                await stream.start_tls(own_authority[1], "localhost", timeout=60.0)
