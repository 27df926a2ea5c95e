"""The net of this PC while evenings are played: names, a certificate authority and a proxy.

Hosts are `foodics.<evening>.test` and `oto.<evening>.test`; all of them are this PC. Those whose
evening begins with `proxy` are reached through the proxy.
"""

import asyncio
import contextlib
import os
import socket
import ssl
from collections.abc import AsyncIterator
from typing import Any
from unittest import mock

import trustme

import app.proxies

_PROXY_WORDS = {407: b"Proxy Authentication Required", 502: b"Bad Gateway"}


class Net:
    """What all evenings of one run share. `unknown` are host names that nobody resolves now,
    `proxied` what the proxy answers for a host instead of leading there."""

    def __init__(self) -> None:
        self.authority = trustme.CA()
        self._stranger = trustme.CA()
        self.unknown: set[str] = set()
        self.proxied: dict[str, int] = {}
        #: Hosts the proxy was asked for, with what it said (200: it led there).
        self.asked: list[tuple[str, int]] = []

    def certificate(self, host: str, *, trusted: bool = True) -> ssl.SSLContext:
        """What a server of that name shows."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        (self.authority if trusted else self._stranger).issue_cert(host).configure_cert(context)
        return context

    @contextlib.asynccontextmanager
    async def up(self) -> AsyncIterator["Net"]:
        """Names resolve, our authority is trusted as this PC's own are, the proxy is set."""
        trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.authority.configure_trust(trust)
        server = await asyncio.start_server(self._proxy, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        surroundings = {
            name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")
        }
        surroundings |= {"https_proxy": f"http://127.0.0.1:{port}", "no_proxy": ".direct.test"}
        with (
            mock.patch.object(socket, "getaddrinfo", self._resolving(socket.getaddrinfo)),
            # Whoever made a client before keeps its own: the context is read once a process.
            mock.patch.object(app.proxies, "certificates", return_value=trust),
            mock.patch("app.reach.certificates", return_value=trust),
            mock.patch.dict(os.environ, surroundings, clear=True),
        ):
            try:
                yield self
            finally:
                server.close()

    def _resolving(self, real: Any) -> Any:
        def getaddrinfo(host: Any, port: Any, *more: Any, **named: Any) -> Any:
            name = host.decode() if isinstance(host, bytes) else str(host)
            if name in self.unknown:
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            return real("127.0.0.1" if name.endswith(".test") else host, port, *more, **named)

        return getaddrinfo

    async def _proxy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One CONNECT, then bytes both ways."""
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            host, _, port = head.split(b" ")[1].decode().partition(":")
            answer = self.proxied.get(host, 200)
            self.asked.append((host, answer))
            if answer != 200:
                words = b"HTTP/1.1 %d %b\r\nContent-Length: 0\r\n\r\n"
                writer.write(words % (answer, _PROXY_WORDS[answer]))
                await writer.drain()
                return
            try:
                there, back = await asyncio.open_connection("127.0.0.1", int(port))
            except OSError:
                writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
                await writer.drain()
                return
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
            ways = [
                asyncio.create_task(_pump(reader, back)),
                asyncio.create_task(_pump(there, writer)),
            ]
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            back.transport.abort()
        except (OSError, asyncio.IncompleteReadError):
            pass
        except asyncio.CancelledError:
            pass  # the end of the run
        finally:
            writer.transport.abort()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
