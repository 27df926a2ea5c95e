"""Connections on asyncio itself for httpcore (a `network_backend` of it).

The one that httpcore brings goes through anyio, which takes a third of what a call costs; the event
loop of this program is always asyncio's. Helper of `proxies.py`.
"""

import asyncio
import ssl
import typing
from collections.abc import Iterable
from contextlib import asynccontextmanager

import httpcore

#: More than this waiting to be read stops the far side from sending, bytes.
HIGH = 256 * 1024
#: The second address of a name is tried when the first has not answered for so long, seconds
#: (RFC 8305): with IPv6 that leads nowhere IPv4 is to be reached all the same.
NEXT_ADDRESS = 0.25


class Backend(httpcore.AsyncNetworkBackend):
    """Opens connections; those to a proxy too."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's interface, here and below
        local_address: str | None = None,
        socket_options: Iterable[typing.Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Raises httpcore's ConnectTimeout or ConnectError, the cause behind it."""
        local = None if local_address is None else (local_address, 0)
        loop = asyncio.get_running_loop()
        async with _within(timeout, httpcore.ConnectTimeout, httpcore.ConnectError):
            transport, protocol = await loop.create_connection(
                _Protocol, host, port, local_addr=local, happy_eyeballs_delay=NEXT_ADDRESS
            )
        for option in socket_options or ():
            transport.get_extra_info("socket").setsockopt(*option)
        return Stream(transport, protocol)

    async def sleep(self, seconds: float) -> None:
        """Waits so long."""
        await asyncio.sleep(seconds)


class _Protocol(asyncio.Protocol):
    """What came and was not read yet, and whether more can come or go."""

    def __init__(self) -> None:
        self.received = bytearray()
        self.ended = False
        self.lost: Exception | None = None
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[None] | None = None
        self._held_back = False
        self.full = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = typing.cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self.received += data
        if len(self.received) > HIGH and not self._held_back and self._transport is not None:
            self._held_back = True
            self._transport.pause_reading()
        self._wake()

    def eof_received(self) -> None:
        self.ended = True
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended, self.lost = True, exc
        self._wake()

    def pause_writing(self) -> None:
        self.full = True

    def resume_writing(self) -> None:
        self.full = False
        self._wake()

    def take(self, most: int) -> bytes:
        """At most so many bytes of what came."""
        taken = bytes(self.received[:most])
        del self.received[:most]
        if self._held_back and not self.ended and self._transport is not None:
            self._held_back = False
            self._transport.resume_reading()
        return taken

    async def something(self) -> None:
        """Until something came, or nothing more can come."""
        while not self.received and not self.ended:
            await self._wait()

    async def room(self) -> None:
        """Until what was written has gone far enough for more."""
        while self.full and not self.ended:
            await self._wait()

    async def _wait(self) -> None:
        self._waiting = asyncio.get_running_loop().create_future()
        try:
            await self._waiting
        finally:
            self._waiting = None

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)


class Stream(httpcore.AsyncNetworkStream):
    """One connection. One at a time reads or writes it."""

    def __init__(self, transport: asyncio.Transport, protocol: _Protocol) -> None:
        self._transport = transport
        self._protocol = protocol

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        """What came, b"" at the end. Raises httpcore's ReadTimeout or ReadError."""
        protocol = self._protocol
        if not protocol.received and not protocol.ended:
            async with _within(timeout, httpcore.ReadTimeout, httpcore.ReadError):
                await protocol.something()
        if not protocol.received and protocol.lost is not None:
            raise httpcore.ReadError(protocol.lost) from protocol.lost
        return protocol.take(max_bytes)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """Raises httpcore's WriteTimeout or WriteError."""
        if not buffer:
            return
        if self._transport.is_closing():
            raise httpcore.WriteError(self._protocol.lost or ConnectionResetError())
        self._transport.write(buffer)
        if self._protocol.full:
            async with _within(timeout, httpcore.WriteTimeout, httpcore.WriteError):
                await self._protocol.room()
        if self._protocol.lost is not None:
            raise httpcore.WriteError(self._protocol.lost) from self._protocol.lost

    async def aclose(self) -> None:
        """At once: there is nothing left to be said. Afterwards the socket is closed, also where the
        event loop ends right then."""
        self._transport.abort()
        await asyncio.sleep(0)

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        """The same connection, encrypted. Raises httpcore's ConnectTimeout or ConnectError."""
        loop = asyncio.get_running_loop()
        protocol = _Protocol()
        try:
            async with _within(timeout, httpcore.ConnectTimeout, httpcore.ConnectError):
                transport = await loop.start_tls(
                    self._transport, protocol, ssl_context, server_hostname=server_hostname
                )
        except BaseException:
            await self.aclose()
            raise
        assert transport is not None  # None is for transports that are closing: that is an error
        protocol.connection_made(transport)
        return Stream(transport, protocol)

    def get_extra_info(self, info: str) -> typing.Any:
        """What httpcore asks: "ssl_object", "socket", "client_addr", "server_addr", and
        "is_readable": of a connection that rests, that it is not to be used any more. What comes is
        read at once, so the event loop knows it before anything else goes on."""
        if info == "is_readable":
            protocol = self._protocol
            return bool(protocol.received) or protocol.ended or self._transport.is_closing()
        names = {"client_addr": "sockname", "server_addr": "peername"}
        return self._transport.get_extra_info(names.get(info, info))


@asynccontextmanager
async def _within(
    seconds: float | None, late: type[Exception], broken: type[Exception]
) -> typing.AsyncIterator[None]:
    """`late` after so long, `broken` for every trouble of the connection."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as exc:
        raise late(exc) from exc
    except OSError as exc:
        raise broken(exc) from exc
