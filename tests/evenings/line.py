"""The way to one service: a real socket before the sandbox, which can be disturbed like a net.

What reaches the sandbox is in its own log of calls; what does not get so far is only here.
"""

import asyncio
import contextlib
import socket
import ssl
import struct
import time
from dataclasses import dataclass, field

PORTAL = b"<!doctype html><title>Welcome</title><p>Sign in to use this network."
#: What the line does with a connection, by the name of its state.
STATES = ("open", "refused", "reset", "silent", "redirect", "portal", "wrong_certificate", "full")
_RESET = struct.pack("ii", 1, 0)


@dataclass
class Line:
    """Leads to `port` of the sandbox. `secure` is the certificate of the host it stands for,
    `wrong` one that nobody trusts."""

    port: int
    secure: ssl.SSLContext | None = None
    wrong: ssl.SSLContext | None = None
    state: str = "open"
    #: When somebody tried to connect while the line was disturbed, by the monotonic clock.
    tried: list[float] = field(default_factory=list)
    own_port: int = 0
    _listener: socket.socket | None = None
    _server: asyncio.Server | None = None
    _fillers: list[socket.socket] = field(default_factory=list)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)

    async def turn(self, state: str) -> None:
        """From now on new connections meet this, and the ones that are open are cut."""
        assert state in STATES
        await self.close()
        self.state = state
        if state != "refused":
            await self._listen()

    async def _listen(self) -> None:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.own_port))
        self.own_port = listener.getsockname()[1]
        if self.state == "full":
            # Nobody accepts and the queue is full: a connection is neither taken nor refused.
            listener.listen(0)
            self._listener = listener
            for _ in range(3):
                filler = socket.socket()
                filler.setblocking(False)
                filler.connect_ex(("127.0.0.1", self.own_port))
                self._fillers.append(filler)
            return
        context = self.wrong if self.state == "wrong_certificate" else self.secure
        self._server = await asyncio.start_server(self._taken, sock=listener, ssl=context)

    async def close(self) -> None:
        """Nobody listens, and all connections end."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for one in (self._listener, *self._fillers):
            if one is not None:
                one.close()
        self._listener = None
        self._fillers.clear()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for writer in list(self._writers):
            writer.transport.abort()

    async def _taken(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._writers.add(writer)
        if self.state != "open":
            self.tried.append(time.monotonic())
        try:
            await self._serve(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        except asyncio.CancelledError:
            pass  # the line is turned; streams would report it as an error
        finally:
            self._tasks.discard(task)
            self._writers.discard(writer)
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        match self.state:
            case "open":
                await self._lead(reader, writer)
            case "silent":
                while await reader.read(65536):
                    pass
            case "reset":
                raw = writer.get_extra_info("socket")
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            case "redirect" | "portal":
                await self._answer(reader, writer)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Something else answers every question, with a web page or the way to one."""
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            length = [
                int(line.partition(b":")[2])
                for line in head.lower().split(b"\r\n")
                if line.startswith(b"content-length")
            ]
            await reader.readexactly(length[0] if length else 0)
            first = b"200 OK"
            if self.state == "redirect":
                first = b"302 Found\r\nLocation: http://portal.invalid/login"
            writer.write(
                b"HTTP/1.1 %b\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%b"
                % (first, len(PORTAL), PORTAL)
            )
            await writer.drain()

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self.port)
        self._writers.add(back)
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(_pump(reader, back))
                both.create_task(_pump(there, writer))
        except* OSError:
            pass
        finally:
            self._writers.discard(back)
            back.transport.abort()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    # The other direction ends with this one: nobody here half-closes.
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
